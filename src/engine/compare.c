/* The same facts on two days: what changed, and which rule did it. */
#include "engine/explain.h"
#include "licet/explain.h"
#include "rule/book.h"

typedef struct compare {
    lc_arena *a;
    const lc_json *before, *after;
    lc_json *paragraphs; /* array: what the changes rest on */
} compare;

static void add_paragraph(compare *c, lc_sv paragraph)
{
    for (size_t i = 0; i < lc_json_len(c->paragraphs); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(c->paragraphs, i)), paragraph)) return;
    if (paragraph.len) lc_json_push_sv(c->a, c->paragraphs, paragraph);
}

static bool has(const lc_json *array, lc_sv word)
{
    for (size_t i = 0; i < lc_json_len(array); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(array, i)), word)) return true;
    return false;
}

/* Paragraphs of the basis that only one day has; General Order 7 by its place in the rules. */
static void basis_only(compare *c, const lc_json *here, const lc_json *there)
{
    const lc_json *all = lc_json_get(here, "basis");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        lc_sv word = lc_json_sv(lc_json_at(all, i));
        bool order_7 = lc_sv_starts(word, LC_SV("GO7"));
        if (!has(lc_json_get(there, "basis"), word))
            add_paragraph(c, order_7 ? LC_SV("Supp. 1 to part 736 (g)") : word);
    }
}

static lc_sv text(lc_arena *a, const lc_json *v)
{
    return v ? lc_json_text(a, v, LC_JSON_CANONICAL) : LC_SV_NONE;
}

static lc_json *or_null(lc_arena *a, lc_json *v)
{
    return v ? v : lc_json_null(a);
}

static lc_json *changed_members(const compare *c)
{
    static const char *const keys[] = {"status",     "policy",      "disposition",      "basis",
                                       "exceptions", "barred",      "obligations",      "other",
                                       "missing",    "not_subject", "policy_conditions"};
    lc_json *out = lc_json_array(c->a);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        lc_json *was = lc_json_get(c->before, keys[i]), *is = lc_json_get(c->after, keys[i]);
        if (lc_sv_eq(text(c->a, was), text(c->a, is))) continue;
        lc_json *o = lc_json_object(c->a);
        lc_json_set_z(c->a, o, "what", keys[i]);
        lc_json_set(c->a, o, "was", or_null(c->a, was));
        lc_json_set(c->a, o, "is", or_null(c->a, is));
        lc_json_push(c->a, out, o);
    }
    return out;
}

/* The element of all that agrees with x in these members, the nth of them; NULL if there is none.
 */
static const lc_json *same_in(const lc_json *all, const lc_json *x, const char *const *keys)
{
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *y = lc_json_at(all, i);
        bool same = true;
        for (const char *const *k = keys; *k && same; k++)
            same = lc_sv_eq(lc_json_get_sv(x, *k), lc_json_get_sv(y, *k));
        if (same) return y;
    }
    return NULL;
}

/* Requirements of one day that the other does not have; both days' where state or review differ. */
static void requirements_only(compare *c, const lc_json *here, const lc_json *there,
                              const char *change, lc_json *out)
{
    static const char *const keys[] = {"rule", "source", "party", "state", "policy", NULL};
    const lc_json *all = lc_json_get(here, "requirements");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *r = lc_json_at(all, i);
        if (same_in(lc_json_get(there, "requirements"), r, keys)) continue;
        lc_json *o = lc_json_copy(c->a, r);
        lc_json_set_z(c->a, o, "change", change);
        lc_json_push(c->a, out, o);
        add_paragraph(c, lc_json_get_sv(r, "rule"));
    }
}

static bool told(lc_arena *a, const lc_json *all, const lc_json *one)
{
    for (size_t i = 0; i < lc_json_len(all); i++)
        if (lc_sv_eq(text(a, lc_json_at(all, i)), text(a, one))) return true;
    return false;
}

/* Steps whose outcome differs, each once. The last step only sums up. */
static lc_json *steps(compare *c)
{
    static const char *const keys[] = {"step", "paragraph", "inputs", NULL};
    const lc_json *was = lc_json_get(c->before, "trace"), *is = lc_json_get(c->after, "trace");
    lc_json *out = lc_json_array(c->a);
    for (int day = 0; day < 2; day++) {
        const lc_json *here = day ? is : was, *there = day ? was : is;
        for (size_t i = 0; i < lc_json_len(here); i++) {
            const lc_json *t = lc_json_at(here, i), *u = same_in(there, t, keys);
            bool same = u && lc_sv_eq(lc_json_get_sv(t, "outcome"), lc_json_get_sv(u, "outcome"));
            if (same || (u && day) || lc_sv_is(lc_json_get_sv(t, "step"), "assemble")) continue;
            lc_json *o = lc_json_object(c->a);
            lc_json_set_sv(c->a, o, "step", lc_json_get_sv(t, "step"));
            lc_json_set_sv(c->a, o, "paragraph", lc_json_get_sv(t, "paragraph"));
            lc_json_set_sv(c->a, o, "was", lc_json_get_sv(day ? u : t, "outcome"));
            lc_json_set_sv(c->a, o, "is", lc_json_get_sv(day ? t : u, "outcome"));
            lc_json_set_sv(c->a, o, "why", lc_json_get_sv(day || !u ? t : u, "why"));
            if (!told(c->a, out, o)) lc_json_push(c->a, out, o);
            add_paragraph(c, lc_json_get_sv(t, "paragraph"));
        }
    }
    return out;
}

static lc_json *dated_rules(const compare *c, const lc_rules *r, lc_date day, lc_date other)
{
    size_t n = lc_json_len(c->paragraphs);
    lc_sv *paragraphs = LC_NEW_N(c->a, lc_sv, n + 1);
    for (size_t i = 0; i < n; i++) paragraphs[i] = lc_json_sv(lc_json_at(c->paragraphs, i));
    return n ? lc_rules_between(c->a, r, day, other, paragraphs, n) : lc_json_array(c->a);
}

static bool inside(lc_sv day, lc_date first, lc_date second)
{
    lc_date d;
    return lc_date_iso(day, &d) && d > first && d <= second;
}

/* What began or ended between the days: rules, and the entries requirements rest on. An entry that
 * ended is found among the requirements that are gone. */
static lc_json *causes(const compare *c, const lc_json *requirements, const lc_json *rules,
                       lc_date first, lc_date second)
{
    lc_json *out = lc_json_array(c->a);
    for (size_t i = 0; i < lc_json_len(requirements); i++) {
        const lc_json *r = lc_json_at(requirements, i);
        bool begins = lc_sv_is(lc_json_get_sv(r, "change"), "new");
        lc_sv day = lc_json_get_sv(r, begins ? "from" : "to");
        if (!inside(day, first, second)) continue;
        lc_json *o = lc_json_object(c->a);
        lc_json_set_z(c->a, o, "change", begins ? "begins" : "ends");
        lc_json_set_sv(c->a, o, "day", day);
        lc_json_set_sv(c->a, o, "table", lc_json_get_sv(r, "rule"));
        lc_json_set_sv(c->a, o, "says", lc_json_get_sv(r, "source"));
        lc_json_set_sv(c->a, o, "cite", lc_json_get_sv(r, "citation"));
        lc_json_push(c->a, out, o);
    }
    for (size_t i = 0; i < lc_json_len(rules); i++) lc_json_push(c->a, out, lc_json_at(rules, i));
    return out;
}

static lc_json *comparison(compare *c, const lc_rules *r, lc_date day, lc_date other)
{
    lc_json *o = lc_json_object(c->a), *requirements = lc_json_array(c->a);
    lc_json_set_z(c->a, o, "kind", "comparison");
    lc_json_set(c->a, o, "before", (lc_json *)c->before);
    lc_json_set(c->a, o, "after", (lc_json *)c->after);
    lc_json_set(c->a, o, "changed", changed_members(c));
    basis_only(c, c->before, c->after);
    basis_only(c, c->after, c->before);
    requirements_only(c, c->before, c->after, "gone", requirements);
    requirements_only(c, c->after, c->before, "new", requirements);
    lc_json_set(c->a, o, "requirements", requirements);
    lc_json_set(c->a, o, "steps", steps(c));
    lc_json *rules = dated_rules(c, r, day, other);
    lc_json_set(c->a, o, "rules", causes(c, requirements, rules, day, other));
    return o;
}

static int on_day(licet_snapshot *s, const licet_sink *sink, const lc_json *facts, const char *day,
                  lc_arena *a, lc_json **out, int *out_exit, licet_error *err)
{
    lc_json *copy = lc_json_copy(a, facts);
    lc_json_set_z(a, copy, "as_of", day);
    return lc_explain(s, sink, copy, false, a, out, out_exit, err);
}

int licet_explain_between(licet_snapshot *s, const licet_sink *sink, const char *facts, size_t len,
                          const char *day, const char *other_day, licet_text *out_json,
                          int *out_exit, licet_error *err)
{
    compare c = {.a = lc_arena_new()};
    lc_json *j, *before, *after;
    lc_date first = LC_DATE_NONE, second = LC_DATE_NONE;
    int unused, code, rc = lc_engine_day(day, &first, err);
    if (!rc) rc = lc_engine_day(other_day, &second, err);
    if (!rc && second < first) {
        const char *swap = day;
        day = other_day;
        other_day = swap;
        lc_date later = first;
        first = second;
        second = later;
    }
    if (!rc) rc = lc_explain_read(c.a, facts, len, &j, err);
    if (!rc) rc = on_day(s, sink, j, day, c.a, &before, &unused, err);
    if (!rc) rc = on_day(s, sink, j, other_day, c.a, &after, &code, err);
    if (!rc) {
        c.before = before;
        c.after = after;
        c.paragraphs = lc_json_array(c.a);
        lc_json *o = comparison(&c, s->law->rules, first, second);
        lc_text_take(lc_json_text(c.a, o, LC_JSON_PRETTY), out_json);
        *out_exit = code;
    }
    lc_arena_free(c.a);
    return rc;
}
