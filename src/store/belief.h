/* store/belief.h: writing versions: beliefs are begun and ended, never changed. Private. */
#ifndef STORE_BELIEF_H
#define STORE_BELIEF_H

#include "store/timeline.h"
#include "store/version.h"

/* A row of the body table. */
typedef struct lc_wording {
    int64_t id;
    lc_sv sublist;
    int64_t filled;
    uint8_t text_sha256[LC_HASH_BYTES], json_sha256[LC_HASH_BYTES];
} lc_wording;

/* Whom a belief is about. */
typedef struct lc_holder {
    lc_sv source, key;
    int64_t entry;
} lc_holder;

typedef struct lc_believer {
    lc_store *s;
    int64_t known_s, snapshot; /* when and from which import we learn what is written */
    int64_t next_version, next_body;
    sqlite3_stmt *entry_new, *entry_find, *body_new, *body_find, *version_new, *version_find,
        *version_end;
    lc_buf scratch;
} lc_believer;

/* In an open transaction. done takes a zeroed or opened believer, also after open failed. */
int lc_believer_open(lc_believer *b, lc_store *s, int64_t snapshot, int64_t known_s,
                     licet_error *err);
void lc_believer_done(lc_believer *b);

/* The entry's row, made if there is none. */
int lc_believer_entry(lc_believer *b, lc_sv source, lc_sv key, int64_t *out_entry,
                      licet_error *err);
/* Stores a wording: json is hashed here, the rest but id is the caller's. */
int lc_believer_word(lc_believer *b, int64_t entry, lc_sv json, lc_wording *w, licet_error *err);
/* Begins to believe a piece whose body is stored; held: beside another. */
int lc_believer_begin(lc_believer *b, const lc_holder *who, const lc_piece *p, bool held,
                      licet_error *err);
/* Ends a belief, after its seal was found to agree. */
int lc_believer_end(lc_believer *b, int64_t version, licet_error *err);
/* Ends every belief about a source. */
int lc_believer_end_all(lc_believer *b, lc_sv source, licet_error *err);

#endif
