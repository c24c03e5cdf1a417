#include "engine/standing.h"

static lc_standing stand(lc_presence presence, lc_sv why)
{
    return (lc_standing){presence, false, why};
}

static lc_standing gone(void)
{
    return (lc_standing){LC_PRESENCE_UNKNOWN, true, LC_SV_NONE};
}

static bool near_publication(const lc_entry *e, lc_date day)
{
    return e->from_is_publication && e->from - day <= LC_PUBLICATION_LAG_DAYS;
}

static lc_sv from_words(const lc_entry *e, lc_arena *a)
{
    char date[LC_DATE_TEXT];
    return lc_arena_printf(
        a, "listed from %s%s", lc_date_text(e->from, date),
        e->from_is_publication
            ? " (publication date: it may have taken effect up to 14 days before)"
            : "");
}

/* The list of the day carries the entry. */
static lc_standing while_listed(const lc_entry *e, lc_date day, lc_date list_date, lc_arena *a)
{
    char date[LC_DATE_TEXT];
    if (e->from != LC_DATE_NONE && e->from > day)
        return stand(near_publication(e, day) ? LC_PRESENCE_UNKNOWN : LC_PRESENCE_LATER,
                     from_words(e, a));
    if (e->to == LC_DATE_NONE || e->to >= day) return stand(LC_PRESENCE_IN_FORCE, LC_SV_NONE);
    lc_date_text(e->to, date);
    if (list_date != LC_DATE_NONE && e->to < list_date)
        return stand(LC_PRESENCE_UNKNOWN,
                     lc_arena_printf(a, "printed expiry %s is before the list's own date", date));
    /* Temporary denial orders are renewed (15 CFR 766.24(d)). */
    return stand(LC_PRESENCE_IN_FORCE,
                 lc_arena_printf(a,
                                 "printed to %s, after the list's date: that proves no removal "
                                 "(15 CFR 766.24(d))",
                                 date));
}

/* The day is before the first list we hold that carries the entry. */
static lc_standing before_listed(const lc_entry *e, lc_date day, bool covered, lc_arena *a)
{
    if (e->from == LC_DATE_NONE)
        return covered ? gone()
                       : stand(LC_PRESENCE_UNKNOWN,
                               LC_SV("the entry has no date, and no list of that day is held"));
    if (e->from <= day) {
        if (e->to == LC_DATE_NONE || e->to >= day)
            return stand(LC_PRESENCE_IN_FORCE, from_words(e, a));
        return stand(LC_PRESENCE_UNKNOWN, from_words(e, a));
    }
    if (!covered) return stand(LC_PRESENCE_LATER, from_words(e, a));
    return near_publication(e, day) ? stand(LC_PRESENCE_UNKNOWN, from_words(e, a)) : gone();
}

lc_standing lc_standing_of(const lc_entry *e, const lc_index_version *v, lc_date day, bool covered,
                           lc_date list_date, lc_arena *a)
{
    if (day == LC_DATE_NONE) return stand(LC_PRESENCE_UNKNOWN, LC_SV("no day was asked about"));
    if (v->list_to != LC_DATE_NONE && day >= v->list_to) return gone();
    return day >= v->list_from ? while_listed(e, day, list_date, a)
                               : before_listed(e, day, covered, a);
}
