/* Any bytes as the text that says who of the listed is one party: what is read is safe to ask, each
 * key is in one party alone, and a party's entries come in order, once. */
#include <stdlib.h>

#include "engine/parties.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { VERSIONS = 8, MOMENT = 100 };

static void walk(const lc_parties *p, lc_sv key)
{
    lc_party party = lc_party_of(p, key);
    lc_sv entry, other, why, versions, before = LC_SV_NONE;
    uint32_t version, at = 0, links = 0;
    size_t n = 0;
    while (lc_party_next(party, &at, &entry, &versions)) {
        if (!lc_party_same(party, lc_party_of(p, entry))) abort();
        if (n++ && lc_sv_eq(entry, before)) abort();
        while (lc_party_version(&versions, &version))
            if (version >= VERSIONS) abort();
        before = entry;
    }
    while (lc_party_link(party, &links, &entry, &other, &why))
        if (!lc_party_same(lc_party_of(p, entry), lc_party_of(p, other))) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_arena *a = lc_arena_new();
    lc_sv text = lc_arena_sv(a, lc_sv_make((const char *)data, size));
    for (int64_t at = 0; at <= MOMENT; at += MOMENT) {
        lc_parties *p;
        if (lc_parties_read(text, VERSIONS, at, a, &p, NULL)) continue;
        for (lc_sv rest = text; rest.len;) {
            lc_sv line = lc_sv_cut(&rest, LC_SV("\n"));
            lc_sv_cut(&line, LC_SV("\t"));
            walk(p, lc_sv_cut(&line, LC_SV("\t")));
        }
        lc_parties_done(p);
    }
    lc_arena_free(a);
    return 0;
}
