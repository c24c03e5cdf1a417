#include "record/hit.h"

const char *lc_evidence_word(lc_evidence e)
{
    switch (e) {
    case LC_EV_UNKNOWN: break;
    case LC_EV_AGREES: return "agrees";
    case LC_EV_CONFLICTS: return "conflicts";
    }
    return "unknown";
}

const char *lc_presence_word(lc_presence p)
{
    switch (p) {
    case LC_PRESENCE_UNKNOWN: break;
    case LC_PRESENCE_IN_FORCE: return "in_force";
    case LC_PRESENCE_LATER: return "later";
    }
    return "unknown";
}

const char *lc_hit_how_word(lc_hit_how h)
{
    switch (h) {
    case LC_HOW_NAME: break;
    case LC_HOW_IDENTIFIER: return "identifier";
    case LC_HOW_ADDRESS: return "address";
    }
    return "name";
}
