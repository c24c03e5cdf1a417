#include "engine/notices.h"

#include "rule/notices.h"
#include "text/fold.h"

static bool under(const lc_notice *n, const lc_entry *e)
{
    if (!n->countries.len || !e->n_countries) return true;
    for (size_t i = 0; i < e->n_countries; i++)
        if (lc_sv_find(n->countries, e->countries[i], 0) != SIZE_MAX) return true;
    return false;
}

/* The list, a country and one of the names. */
static bool about(const lc_notice *n, const lc_entry *e, lc_arena *a)
{
    if (!lc_sv_eq(n->list, e->sublist) || !under(n, e)) return false;
    lc_sv name = lc_fold(a, n->name);
    for (size_t i = 0; i < e->n_names; i++)
        if (lc_sv_eq(name, lc_fold(a, e->names[i].text))) return true;
    return false;
}

static lc_sv day_text(lc_date d, lc_arena *a)
{
    char text[LC_DATE_TEXT];
    return lc_arena_sv(a, lc_sv_of(lc_date_text(d, text)));
}

static void tell_removal(const lc_notice *n, lc_arena *a, lc_json *hit, lc_json *why)
{
    lc_json *o = lc_json_object(a);
    lc_sv day = day_text(n->from, a);
    lc_json_set_sv(a, o, "date", day);
    lc_json_set_sv(a, o, "reason", n->reason);
    lc_json_set_sv(a, o, "cite", n->cite);
    lc_json_set(a, hit, "removal", o);
    lc_json_push_sv(a, why,
                    lc_arena_printf(a,
                                    "removal announced %.*s (%.*s): see whether the list of the "
                                    "day still carries it",
                                    LC_SV_ARG(day), LC_SV_ARG(n->cite)));
}

static lc_sv own_reason(const lc_entry *e)
{
    for (size_t i = 0; i < e->n_attrs; i++)
        if (lc_sv_is(e->attrs[i].name, "reason")) return e->attrs[i].value;
    return LC_SV_NONE;
}

/* The newest notice of each kind that had come by the day. */
static const lc_notice *newest(const lc_rules *rules, const lc_entry *e, lc_notice_event event,
                               lc_date day, lc_arena *a)
{
    const lc_notice *all, *found = NULL;
    size_t n = lc_rules_notices(rules, &all);
    for (size_t i = 0; i < n; i++)
        if (all[i].event == event && (day == LC_DATE_NONE || all[i].from <= day) &&
            (!found || all[i].from >= found->from) && about(&all[i], e, a))
            found = &all[i];
    return found;
}

void lc_notices_into_hit(const lc_rules *rules, const lc_entry *e, lc_date day, lc_arena *a,
                         lc_json *hit, lc_json *why)
{
    const lc_notice *listed = newest(rules, e, LC_NOTICE_LISTED, day, a);
    const lc_notice *removed = newest(rules, e, LC_NOTICE_REMOVED, day, a);
    lc_sv own = own_reason(e);
    if (own.len || listed) {
        lc_json_set_sv(a, hit, "reason", own.len ? own : listed->reason);
        lc_json_set_sv(a, hit, "reason_cite", own.len ? e->citation : listed->cite);
    }
    if (removed && (!listed || listed->from <= removed->from)) tell_removal(removed, a, hit, why);
}

/* ---- histories ---- */

static lc_json *notice_json(const lc_notice *n, lc_arena *a)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "list", n->list);
    lc_json_set_sv(a, o, "name", n->name);
    lc_json_set_z(a, o, "event", lc_notice_event_word(n->event));
    lc_json_set_sv(a, o, "date", day_text(n->from, a));
    lc_json_set_sv(a, o, "cite", n->cite);
    lc_json_set_sv(a, o, "reason", n->reason);
    return o;
}

static lc_json *in_order(const lc_notice **found, size_t n, lc_arena *a)
{
    lc_json *out = lc_json_array(a);
    for (size_t done = 0; done < n; done++) {
        size_t first = n;
        for (size_t i = 0; i < n; i++)
            if (found[i] && (first == n || found[i]->from < found[first]->from)) first = i;
        lc_json_push(a, out, notice_json(found[first], a));
        found[first] = NULL;
    }
    return out;
}

lc_json *lc_notices_of_body(const lc_rules *rules, const lc_json *body, lc_arena *a)
{
    lc_entry e;
    const lc_notice *all;
    size_t n = lc_rules_notices(rules, &all), found = 0;
    const lc_notice **of = LC_NEW_N(a, const lc_notice *, n + 1);
    if (!lc_entry_from_json(a, body, &e, NULL))
        for (size_t i = 0; i < n; i++)
            if (about(&all[i], &e, a)) of[found++] = &all[i];
    return in_order(of, found, a);
}

/* "Sandvine" is "Sandvine Incorporated". */
static bool called(lc_sv name, lc_sv asked)
{
    return asked.len && lc_sv_starts(name, asked) &&
           (name.len == asked.len || name.data[asked.len] == ' ');
}

lc_json *lc_notices_named(const lc_rules *rules, lc_sv asked, lc_arena *a)
{
    const lc_notice *all;
    size_t n = lc_rules_notices(rules, &all), found = 0;
    const lc_notice **of = LC_NEW_N(a, const lc_notice *, n + 1);
    lc_sv folded = lc_fold(a, asked);
    for (size_t i = 0; i < n; i++)
        if (called(lc_fold(a, all[i].name), folded)) of[found++] = &all[i];
    return in_order(of, found, a);
}
