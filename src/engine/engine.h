/* engine/engine.h: the objects behind the public API. Private to this room. */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include <stdatomic.h>

#include "base/arena.h"
#include "engine/dossier.h"
#include "engine/resolutions.h"
#include "index/index.h"
#include "licet/licet.h"
#include "match/match.h"
#include "os/file.h"
#include "policy/policy.h"
#include "rule/rules.h"
#include "store/store.h"
#include "text/lexicon.h"

/* Rules, lexicons, policy and order columns, read once from the data folder; shared by a handle and
 * its snapshots. Immutable after lc_law_open. */
typedef struct lc_law {
    atomic_int references;
    lc_arena *arena;
    lc_rules *rules;
    lc_lexicon *lexicon;
    lc_policy *policy;
    lc_sv columns_text;                  /* data/orders/columns.txt */
    struct lc_words_table *placeholders; /* what is no name (engine/placeholders.h) */
    lc_sv reasons_text;                  /* data/desk/reasons.txt */
    char rules_hash[65];                 /* SHA-256 over lc_rules_versions */
    struct lc_letter_book *letters; /* the exporter's own letters, or NULL (engine/letters.h) */
} lc_law;

/* letters_path: a table of letters (docs/letters.md), or NULL; a file that is missing is none. */
int lc_law_open(const char *data_dir, const char *policy_path, const char *letters_path,
                lc_law **out, licet_error *err);
lc_law *lc_law_retain(lc_law *law);
void lc_law_release(lc_law *law); /* takes NULL */

struct licet {
    lc_arena *arena;
    const char *home, *data;
    int64_t now_s;
    lc_law *law;
    lc_store *writer; /* opened when first written to */
    licet_sink sink;
    bool batch_open;       /* decisions appended and not yet synced */
    licet_snapshot *ahead; /* of the index that was in force when l was opened, begun; or NULL */
    lc_sv ahead_name;      /* of that index */
};

/* A handle that takes over law (NULL: still to be opened). */
licet *lc_handle_new(const char *home, const char *data, lc_law *law, int64_t now_s);
/* The store for writing, opened on first use. */
int lc_home_writer(licet *l, lc_store **out, licet_error *err);
/* Hex of the log's root as it stands; "" where the sink is not the home's own store. */
int lc_home_root(licet *l, const licet_sink *sink, char out[65], licet_error *err);
/* home/index/<name> */
lc_sv lc_home_index_path(lc_arena *a, const licet *l, lc_sv name);

typedef struct lc_parties lc_parties; /* engine/parties.h */

struct licet_snapshot {
    atomic_int references;
    lc_arena *arena;
    lc_law *law;
    int64_t now_s;
    int64_t known_at; /* only what was known then, seconds; 0: all */
    lc_map_file file;
    lc_buf unpacked;     /* of an index that is kept packed */
    lc_index *index;     /* NULL: no list was ever imported */
    lc_json *manifest;   /* {"snapshots":[..]} */
    lc_parties *parties; /* who of the listed is one party; NULL without an index */
    _Atomic(struct lc_entry_keys *) keys; /* made when first asked for */
    _Atomic(lc_matcher *) idle;           /* one that nobody uses just now: making one takes long */
    _Atomic(lc_arena *) idle_arena;       /* of a question that was answered */
    lc_resolutions
        *resolutions;    /* what people decided about hits, or NULL: nothing is suppressed */
    lc_dossier *dossier; /* what people collected, or NULL */
};

/* home/policy/<hash>.ini: a copy of every policy a decision was made under, for replay. */
lc_sv lc_home_policy_path(lc_arena *a, const licet *l, lc_sv hash);

/* Builds a snapshot over a mapped index file. Takes law by retaining it. index_path NULL: none. */
int lc_snapshot_make(lc_law *law, const char *index_path, int64_t now_s, licet_snapshot **out,
                     licet_error *err);
/* The same in two steps: what needs no law; then the law, which the index must fit. s is released
 * where it does not. */
int lc_snapshot_begin(const char *index_path, licet_snapshot **out, licet_error *err);
int lc_snapshot_finish(licet_snapshot *s, lc_law *law, const char *index_path, int64_t now_s,
                       licet_error *err);
/* Is it over the index of this file name? */
bool lc_snapshot_is(const licet_snapshot *s, lc_sv name);
/* Begins l->ahead, so that a search that follows need not wait; what goes wrong is found again, and
 * said, by that search. */
void lc_snapshot_ahead(licet *l);

/* From keys of entries to versions of the index, which must be there; made when first asked for. */
const struct lc_entry_keys *lc_snapshot_keys(licet_snapshot *s);

/* An empty arena for one question; given back, it is kept for the next one. */
lc_arena *lc_snapshot_arena(licet_snapshot *s);
void lc_snapshot_arena_done(licet_snapshot *s, lc_arena *a);

/* Leaves of the lists what was known at a moment ("YYYY-MM-DDTHH:MM:SSZ"; empty: all of it). Before
 * anything is asked. */
void lc_snapshot_know(licet_snapshot *s, lc_sv moment);
/* A moment as a person states it: a time, or a day, which ends at its last second. LICET_E_DATE.
 * NULL: 0. */
int lc_known_at(const char *stated, int64_t *out_seconds, licet_error *err);

/* Takes in what people decided about hits before a sequence number of the log (UINT64_MAX: all). */
int lc_snapshot_resolve(licet_snapshot *s, lc_store *store, uint64_t before, licet_error *err);
/* The same for what people collected about parties and entries. */
int lc_snapshot_collect(licet_snapshot *s, lc_store *store, uint64_t before, licet_error *err);

lc_date lc_engine_today(int64_t now_s);
/* Reads a day that must be given, YYYY-MM-DD. LICET_E_DATE for anything else, NULL included. */
int lc_engine_day(const char *day, lc_date *out, licet_error *err);
/* Copies into a licet_text. */
void lc_text_take(lc_sv v, licet_text *out);
/* Hands the buffer's memory over; b is empty after. */
void lc_text_of_buf(lc_buf *b, licet_text *out);

#endif
