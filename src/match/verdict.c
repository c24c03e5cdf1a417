#include "match/match.h"

bool lc_hit_fact_agrees(const lc_hit *h, lc_party_type type)
{
    if (h->address == LC_EV_AGREES || h->birth == LC_EV_AGREES) return true;
    return h->country == LC_EV_AGREES && type != LC_TYPE_PERSON;
}

static bool conflict(const lc_hit *h)
{
    return h->country == LC_EV_CONFLICTS || h->address == LC_EV_CONFLICTS ||
           h->birth == LC_EV_CONFLICTS || h->type == LC_EV_CONFLICTS || h->ident == LC_EV_CONFLICTS;
}

static bool strong(lc_name_kind kind)
{
    return kind == LC_NAME_PRIMARY || kind == LC_NAME_ALIAS;
}

licet_verdict lc_hit_verdict(const lc_hit *h, lc_party_type entry_type, lc_threshold t)
{
    switch (h->how) {
    case LC_HOW_IDENTIFIER:
    case LC_HOW_ADDRESS: return LICET_MATCH;
    case LC_HOW_NAME: break;
    }
    if (h->score_bp < t.possible_bp) return LICET_NO_MATCH;
    bool match = h->score_bp >= t.match_bp && strong(h->name_kind) &&
                 lc_hit_fact_agrees(h, entry_type) && !conflict(h);
    return match ? LICET_MATCH : LICET_POSSIBLE_MATCH;
}

static lc_party_class party_class(lc_party_type type)
{
    switch (type) {
    case LC_TYPE_PERSON: return LC_FOR_PERSON;
    case LC_TYPE_ORG: return LC_FOR_ORGANISATION;
    case LC_TYPE_VESSEL: return LC_FOR_VESSEL;
    case LC_TYPE_AIRCRAFT: return LC_FOR_AIRCRAFT;
    case LC_TYPE_UNKNOWN: break;
    }
    return LC_FOR_ANYBODY;
}

lc_threshold lc_hit_threshold(const lc_policy *p, const lc_entry *e, lc_party_type asked)
{
    lc_party_type type = e->type == LC_TYPE_UNKNOWN ? asked : e->type;
    return lc_policy_threshold(p, e->source, e->sublist, party_class(type));
}
