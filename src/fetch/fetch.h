/* fetch/fetch.h: licet-fetch: lists from their publishers into a spool. It knows no database and
 * parses nothing: what came is for another process to read. */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "base/arena.h"
#include "base/date.h"
#include "codec/json.h"

/* ---- table.c: where lists are published ---- */

typedef struct lc_address_row {
    lc_sv source, file, address; /* address with {today} as it stands */
    uint64_t max_bytes;
} lc_address_row;
typedef struct lc_addresses {
    lc_address_row *at;
    size_t n;
} lc_addresses;
/* Reads data/fetch/addresses.txt. LICET_E_RULE with the line. */
int lc_addresses_read(lc_arena *a, lc_sv text, lc_addresses *out, licet_error *err);
/* The address of a row on a day, or under a mirror (NULL: the publisher's). */
lc_sv lc_address_of(lc_arena *a, const lc_address_row *r, const char *mirror, const char *today);

/* ---- transfer.c: one file ---- */

typedef struct lc_transfer_limits {
    long connect_s, total_s; /* most seconds */
    long slow_s, slow_bytes; /* ends a transfer below slow_bytes a second for slow_s seconds */
    int redirects, tries;    /* most */
    long wait_ms;            /* before the second try; doubles */
    const char *ca_file;     /* or NULL: the system's */
    bool loopback;           /* a mirror on this machine: http and loopback addresses are allowed */
} lc_transfer_limits;

typedef struct lc_transfer {
    lc_sv url;
    const char *path; /* the file is written to path with ".part" behind it until whole */
    uint64_t max_bytes;
    lc_sv etag, modified; /* of the file there is, or empty: what is unchanged is not sent again */
    /* ---- filled ---- */
    bool unchanged; /* 304: the file there is still stands */
    long status;    /* HTTP */
    uint64_t bytes, resumed_from;
    lc_sv new_etag, new_modified, type; /* as sent, in the arena */
    int tries;
    const char *trouble; /* NULL, or a word: unreachable timeout slow redirect private_address
                            certificate status html too_large length encoding disk */
} lc_transfer;

int lc_transfer_start(void); /* of the process, once; 0 if it cannot */
void lc_transfer_end(void);
/* Fetches t->url. LICET_E_IO with trouble set; the part that came stays for a next try. */
int lc_transfer_run(lc_arena *a, lc_transfer *t, const lc_transfer_limits *limits,
                    licet_error *err);

/* ---- private.c ---- */

struct sockaddr;
/* Is this address on this machine or a network of its own (RFC 6890)? What a publisher redirects to
 * must not be. */
bool lc_address_private(const struct sockaddr *a);
bool lc_address_loopback(const struct sockaddr *a);

/* ---- spool.c: what was fetched, with its receipt ---- */

typedef struct lc_spool lc_spool;
/* home/spool/fetch/<source>; one process at a time (LICET_E_IO, "another fetch is under way"). */
int lc_spool_open(lc_arena *a, const char *home, lc_sv source, lc_spool **out, licet_error *err);
void lc_spool_close(lc_spool *s); /* takes NULL */
/* Receipt of the set that came last: {"source","time","files":[{"file","url","etag","modified",
 * "sha256","bytes"}]}, or NULL. */
const lc_json *lc_spool_last(const lc_spool *s);
/* Where a file of the set under way is written. */
lc_sv lc_spool_path(lc_spool *s, lc_sv file);
/* The set is whole: receipt and files take their final place in one rename. out_folder: of it. */
int lc_spool_finish(lc_spool *s, const lc_json *receipt, lc_sv *out_folder, licet_error *err);

#endif
