#include "store/filled.h"

#include "base/map.h"

static const char *const words[] = {
    "aliases",         "addresses",       "identifiers",         "programmes",
    "countries",       "dates of birth",  "publisher's numbers", "party types",
    "dates from",      "dates to",        "citations",           "licence requirements",
    "review policies", "standard orders",
};
enum { FIXED = sizeof words / sizeof *words };

uint64_t lc_filled_of(const lc_entry *e)
{
    const bool filled[FIXED] = {
        e->n_names > 1,        e->n_addresses > 0,         e->n_idents > 0,
        e->n_programs > 0,     e->n_countries > 0,         e->n_births > 0,
        e->number.len > 0,     e->type != LC_TYPE_UNKNOWN, e->from != LC_DATE_NONE,
        e->to != LC_DATE_NONE, e->citation.len > 0,        e->requirement.len > 0,
        e->policy.len > 0,     e->standard_order.len > 0,
    };
    uint64_t bits = 0;
    for (unsigned i = 0; i < FIXED; i++) bits |= (uint64_t)filled[i] << i;
    for (size_t i = 0; i < e->n_attrs; i++)
        if (e->attrs[i].value.len)
            bits |= (uint64_t)1 << (FIXED + lc_hash64(e->attrs[i].name) % (LC_FILLED_BITS - FIXED));
    return bits;
}

const char *lc_filled_word(unsigned bit)
{
    return bit < FIXED ? words[bit] : "other fields";
}
