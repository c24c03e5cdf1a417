/* What to do now: one sentence for the person in front of the order. */
#include <string.h>

#include "report/reason.h"
#include "report/words.h"

static lc_sv first_unnamed_role(const lc_case *c)
{
    const lc_json *parties = lc_json_get(c->body, "parties");
    for (size_t i = 0; i < lc_json_len(parties); i++)
        if (!lc_json_get_sv(lc_json_at(parties, i), "name").len)
            return lc_json_get_sv(lc_json_at(parties, i), "role");
    return LC_SV_NONE;
}

static bool lists_whole(const lc_case *c)
{
    const lc_json *lists = lc_json_get(c->body, "lists");
    for (size_t i = 0; i < lc_json_len(lists); i++) {
        const lc_json *l = lc_json_at(lists, i);
        if (!lc_sv_is(lc_json_get_sv(l, "state"), "in_force") ||
            lc_json_bool(lc_json_get(l, "sample"), false))
            return false;
    }
    return lc_json_len(lists) > 0;
}

/* Empty where the lists are not to blame that nobody was screened. */
static lc_sv remedy_of(const lc_case *c)
{
    const lc_json *parties = lc_json_get(c->body, "parties");
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        const lc_json *p = lc_json_at(parties, i);
        lc_sv remedy = lc_json_get_sv(p, "remedy");
        if (lc_sv_is(lc_json_get_sv(p, "verdict"), "NOT_SCREENED") && remedy.len) return remedy;
    }
    return lists_whole(c) ? LC_SV_NONE : LC_SV("ask again when the lists are whole and fresh");
}

static bool has_other(const lc_case *c, const char *word)
{
    return lc_find_word(lc_json_get(c->determination, "other"), word);
}

static lc_sv when_stop(const lc_case *c)
{
    lc_sv policy = lc_json_get_sv(c->determination, "policy");
    if (lc_sv_is(c->status, "PROHIBITED"))
        return LC_SV("Do not ship, service or buy; read the denial order and ask counsel.");
    if (lc_sv_is(c->status, "LICENSE_REQUIRED"))
        return lc_arena_printf(c->a, "Do not ship without a BIS licence%s%.*s%s.",
                               policy.len ? " (review: " : "",
                               LC_SV_ARG(lc_words_policy(c->a, policy)), policy.len ? ")" : "");
    if (has_other(c, "OFAC_BLOCKED_US_PERSON"))
        return LC_SV(
            "Stop: no dealings and no payment without an OFAC authorisation; ask counsel.");
    if (has_other(c, "HOUSE_POLICY"))
        return LC_SV(
            "Your company's own rule, not law: do not proceed; ask your compliance office.");
    return LC_SV("Do not proceed; another agency's authorisation is needed: ask counsel.");
}

/* What is done about a missing fact: "find out" and what. */
typedef struct errand {
    const char *verb;
    lc_sv what;
} errand;

static bool ends_in(lc_sv path, lc_sv end)
{
    return path.len >= end.len && lc_sv_eq(lc_sv_from(path, path.len - end.len), end);
}

static errand errand_of(const lc_case *c, lc_sv path)
{
    lc_sv row = LC_SV("item.row_answers."), words = lc_words_missing(c->a, path);
    if (ends_in(path, LC_SV(".lists")) || ends_in(path, LC_SV(".screening")))
        return (errand){"screen", LC_SV("every party against whole lists")};
    if (lc_sv_is(path, "parties")) return (errand){"name", LC_SV("the parties")};
    if (lc_sv_starts(path, row))
        return (errand){"answer", lc_arena_printf(c->a, "the question of row %.*s",
                                                  LC_SV_ARG(lc_sv_from(path, row.len)))};
    return (errand){"find out", words.len ? words : path};
}

/* The same thing to do about several parties is one errand. */
static errand *errands_of(const lc_case *c, size_t *out_n)
{
    const lc_json *missing = lc_json_get(c->determination, "missing");
    errand *all = LC_NEW_N(c->a, errand, lc_json_len(missing) + 1);
    size_t n = 0;
    for (size_t i = 0; i < lc_json_len(missing); i++) {
        errand e = errand_of(c, lc_json_sv(lc_json_at(missing, i)));
        size_t k = 0;
        while (k < n && !(strcmp(all[k].verb, e.verb) == 0 && lc_sv_eq(all[k].what, e.what))) k++;
        if (k == n) all[n++] = e;
    }
    *out_n = n;
    return all;
}

/* "Screen every party against whole lists; find out the end use; then check again." A line of a
 * table has a column for the rest of many, a single transaction a heading. */
static lc_sv settle_missing(const lc_case *c)
{
    enum { ALL_TOLD = 3, SOME_TOLD = 2 };
    size_t n;
    const errand *all = errands_of(c, &n);
    size_t told = n > ALL_TOLD ? SOME_TOLD : n;
    lc_buf b = {0};
    if (!n) return LC_SV_NONE;
    for (size_t i = 0; i < told; i++) {
        bool same = i && strcmp(all[i].verb, all[i - 1].verb) == 0;
        lc_buf_printf(&b, "%s%s%s%.*s", i ? "; " : "", same ? "" : all[i].verb, same ? "" : " ",
                      LC_SV_ARG(all[i].what));
    }
    if (n > told)
        lc_buf_printf(&b, "; and %zu more %s", n - told,
                      c->order ? "in the column missing" : "under What is missing");
    b.data[0] = (char)(b.data[0] - 'a' + 'A'); /* verbs are of small letters */
    lc_sv out = lc_arena_printf(c->a, "%.*s; then check again.", LC_SV_ARG(lc_buf_view(&b)));
    lc_buf_done(&b);
    return out;
}

static lc_sv unread_step(const lc_case *c)
{
    lc_sv header = lc_json_sv(lc_json_at(lc_json_get(c->order, "unread_parties"), 0));
    lc_sv open = lc_json_sv(lc_json_at(lc_json_get(c->order, "open"), 0));
    if (header.len)
        return lc_arena_printf(c->a,
                               "Say what the column \"%.*s\" is, for instance --map "
                               "\"%.*s=notify_name\", or =remarks if it names nobody.",
                               LC_SV_ARG(header), LC_SV_ARG(header));
    return open.len ? lc_arena_printf(c->a, "Look at it: %.*s.", LC_SV_ARG(open)) : LC_SV_NONE;
}

/* What runs beside the order and settles nothing before it. */
static bool runs_beside(lc_sv code)
{
    static const char *const beside[] = {"RECORDKEEPING_762", "NO_LICENSE_EXCEPTIONS",
                                         "RESCREEN_ON_SHIP_DATE"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        if (lc_sv_is(code, beside[i])) return true;
    return false;
}

static lc_sv obligation_step(const lc_case *c)
{
    const lc_json *all = lc_json_get(c->determination, "obligations");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        lc_sv code = lc_json_sv(lc_json_at(all, i)), words = lc_words_obligation(code);
        if (runs_beside(code)) continue;
        return lc_arena_printf(c->a, "To settle first: %.*s%s.",
                               LC_SV_ARG(words.len ? words : code),
                               lc_json_len(all) > 1 ? " (all in obligations)" : "");
    }
    return LC_SV_NONE;
}

static lc_sv when_held(const lc_case *c)
{
    lc_sv role = first_unnamed_role(c), missing = settle_missing(c), unread = unread_step(c);
    bool screened = !lc_sv_is(c->verdict, "NOT_SCREENED");
    if (lc_sv_is(c->verdict, "POSSIBLE_MATCH"))
        return LC_SV(
            "Compare address, registration and date of birth with the listing; do not ship "
            "until resolved.");
    if (role.len)
        return lc_arena_printf(c->a, "Get the name of the %.*s; then check again.",
                               LC_SV_ARG(lc_words_role(c->a, role)));
    if (!lc_json_get_sv(c->body, "as_of").len && lc_json_get_sv(c->body, "kind").len)
        return LC_SV("Enter the ship date, or give --as-of; then check again.");
    if (unread.len) return unread;
    if (!screened && remedy_of(c).len)
        return lc_arena_printf(c->a, "Not screened: %.*s.", LC_SV_ARG(remedy_of(c)));
    if (!screened && missing.len) return missing;
    if (lc_sv_is(c->status, "EXCEPTION_CANDIDATE"))
        return lc_arena_printf(
            c->a, "Check every condition of %.*s before using it.",
            LC_SV_ARG(lc_find_joined(c->a, lc_json_get(c->determination, "exceptions"), ", ")));
    if (missing.len) return missing;
    lc_sv first = obligation_step(c);
    if (first.len) return first;
    return lc_sv_is(c->verdict, "MATCH")
               ? LC_SV("Confirm the match and what the listing means; record why the goods may go.")
               : LC_SV("A person must look at this line before it ships.");
}

lc_sv lc_case_next_step(const lc_case *c)
{
    if (lc_json_kind_of(lc_json_get(c->body, "error")) == LC_JSON_OBJECT)
        return LC_SV("Correct this row and check it again.");
    if (lc_sv_is(c->disposition, "STOP")) return when_stop(c);
    if (!lc_sv_is(c->disposition, "RELEASE")) return when_held(c);
    lc_sv later = lc_json_get_sv(c->body, "rescreen_by");
    if (later.len)
        return lc_arena_printf(c->a, "May go on the facts given; screen again on %.*s.",
                               LC_SV_ARG(later));
    return LC_SV("May go on the facts given; keep the record.");
}
