#include "report/parties.h"

#include "report/find.h"
#include "report/words.h"

const lc_json *lc_party_of_hit(const lc_json *holder, const lc_json *hit)
{
    const lc_json *all = lc_json_get(holder, "listed_parties");
    lc_sv id = lc_json_get_sv(hit, "party");
    for (size_t i = 0; i < lc_json_len(all) && id.len; i++)
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(all, i), "party"), id)) return lc_json_at(all, i);
    return NULL;
}

const lc_json *lc_party_head(const lc_json *holder, const lc_json *hit)
{
    const lc_json *party = lc_party_of_hit(holder, hit), *hits = lc_json_get(holder, "hits");
    lc_sv verdict = lc_json_get_sv(party, "verdict"), id = lc_json_get_sv(hit, "party");
    bool aside = lc_json_bool(lc_json_get(party, "suppressed"), false);
    for (size_t i = 0; i < lc_json_len(hits) && party; i++) {
        const lc_json *h = lc_json_at(hits, i);
        if (lc_sv_eq(lc_json_get_sv(h, "party"), id) &&
            lc_sv_eq(lc_json_get_sv(h, "verdict"), verdict) &&
            lc_json_bool(lc_json_get(h, "suppressed"), false) == aside)
            return h;
    }
    return hit;
}

/* How sure a hit is: its verdict first, then how it stands to the day. */
static int sureness(const lc_json *hit)
{
    static const char *const words[] = {"later", "unknown", "in_force", "POSSIBLE_MATCH", "MATCH"};
    lc_sv verdict = lc_json_get_sv(hit, "verdict"), presence = lc_json_get_sv(hit, "presence");
    int n = 0;
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
        if (lc_sv_is(verdict, words[i]) || lc_sv_is(presence, words[i])) n += 1 << i;
    return n;
}

bool lc_party_repeats(const lc_json *hits, size_t i)
{
    const lc_json *hit = lc_json_at(hits, i);
    bool aside = lc_json_bool(lc_json_get(hit, "suppressed"), false);
    for (size_t k = 0; k < lc_json_len(hits) && lc_json_get_sv(hit, "party").len; k++) {
        const lc_json *other = lc_json_at(hits, k);
        if (k == i || !lc_sv_eq(lc_json_get_sv(hit, "entry"), lc_json_get_sv(other, "entry")) ||
            lc_json_bool(lc_json_get(other, "suppressed"), false) != aside)
            continue;
        int mine = sureness(hit), theirs = sureness(other);
        if (theirs > mine || (theirs == mine && k < i)) return true;
    }
    return false;
}

lc_sv lc_party_sources(lc_arena *a, const lc_json *party, const lc_json *hit)
{
    const lc_json *all = lc_json_get(party, "listings");
    lc_sv key = lc_json_get_sv(hit, "entry");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *sources = lc_json_get(lc_json_at(all, i), "sources");
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(all, i), "entry"), key) && lc_json_len(sources) > 1)
            return lc_find_joined(a, sources, ", ");
    }
    return LC_SV_NONE;
}

static lc_sv one_listing(lc_arena *a, const lc_json *l)
{
    lc_sv from = lc_json_get_sv(l, "from"), list = lc_json_get_sv(l, "list");
    lc_sv presence = lc_json_get_sv(l, "presence");
    return lc_arena_printf(a, "%.*s (%.*s) as %.*s%s%.*s%s", LC_SV_ARG(lc_words_list(list)),
                           LC_SV_ARG(list), LC_SV_ARG(lc_json_get_sv(l, "name")),
                           from.len ? ", from " : "", LC_SV_ARG(from),
                           lc_sv_is(presence, "later")     ? ", after the day asked about"
                           : lc_sv_is(presence, "unknown") ? ", on the day asked about not certain"
                                                           : "");
}

lc_sv lc_party_others(lc_arena *a, const lc_json *party)
{
    const lc_json *all = lc_json_get(party, "listings");
    lc_sv out = LC_SV_NONE;
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *l = lc_json_at(all, i);
        if (lc_json_bool(lc_json_get(l, "hit"), true)) continue;
        lc_sv one = one_listing(a, l);
        out = lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(out), out.len ? "; " : "", LC_SV_ARG(one));
    }
    return out;
}

lc_sv lc_party_reasons(lc_arena *a, const lc_json *party)
{
    enum { MOST = 6 };
    const lc_json *all = lc_json_get(party, "why");
    lc_json *told = lc_json_array(a);
    for (size_t i = 0; i < lc_json_len(all) && lc_json_len(told) < MOST; i++) {
        lc_sv because = lc_json_get_sv(lc_json_at(all, i), "because");
        bool known = false;
        for (size_t k = 0; k < lc_json_len(told); k++)
            known |= lc_sv_eq(lc_json_sv(lc_json_at(told, k)), because);
        if (!known) lc_json_push_sv(a, told, because);
    }
    return lc_find_joined(a, told, "; ");
}
