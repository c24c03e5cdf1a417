/* engine/parties.h: who of the listed is one party, as an index says and people corrected it.
 *
 * Read from the text of engine/clusters.h, as it was known at a moment. Links are taken strongest
 * first; one that would bring together two entries a person said are not the same party is left
 * out. The newest word about a pair counts. */
#ifndef ENGINE_PARTIES_H
#define ENGINE_PARTIES_H

#include "engine/clusters.h"

enum { LC_PARTY_DECISION_LETTER = 'P' };

/* What people said, out of the log, into the making of an index. */
int lc_parties_words(lc_store *store, lc_clusters *to, licet_error *err);

/* Lives in a; text is borrowed. LICET_E_CORRUPT for a text that is none. known_at: seconds, 0: now.
 * versions: how many the index has. */
int lc_parties_read(lc_sv text, uint32_t versions, int64_t known_at, lc_arena *a, lc_parties **out,
                    licet_error *err);
void lc_parties_done(lc_parties *p); /* takes NULL */

/* One party's entries are numbered 0, 1, ...; a key nobody links is alone. */
typedef struct lc_party {
    const lc_parties *of;
    uint32_t root; /* UINT32_MAX: a key alone */
} lc_party;
lc_party lc_party_of(const lc_parties *p, lc_sv key);
bool lc_party_same(lc_party x, lc_party y); /* false where both are alone: compare the keys */
/* Next entry of a party in order of keys: *at 0 first; false behind the last. versions: numbers
 * with commas. */
bool lc_party_next(lc_party p, uint32_t *at, lc_sv *out_key, lc_sv *out_versions);
/* Next link between two of its entries that was taken; *at 0 first. */
bool lc_party_link(lc_party p, uint32_t *at, lc_sv *out_key, lc_sv *out_other, lc_sv *out_why);
/* The next number of a list with commas. */
bool lc_party_version(lc_sv *versions, uint32_t *out);

/* The hits of a body by party, each party once with all its listings on a day, those that are no
 * hits too: [{"party","name","verdict","hits","listings":[{"entry","list","sources":[..],"name",
 * "presence","from","to","citation","hit"}],"why":[{"entry","other","because"}]}]; sets "party" in
 * each hit. verdict: the strictest of its hits. Lives in a. */
lc_json *lc_parties_of_hits(const licet_snapshot *s, lc_json *hits, lc_date day, lc_arena *a);

#endif
