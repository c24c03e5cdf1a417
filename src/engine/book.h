/* engine/book.h: the customers of the house, one edition after another.
 *
 * An edition is a row of the log (ids "B-...") that names its file by hash (engine/keep.h); a new
 * one supersedes the one before, and both stay. */
#ifndef ENGINE_BOOK_H
#define ENGINE_BOOK_H

#include "engine/engine.h"

typedef struct lc_customer {
    lc_sv id;
    lc_query query;
    char hash[LC_PAIR_HEX]; /* lc_customer_hash */
} lc_customer;

typedef struct lc_book {
    lc_customer *at;
    size_t n;
    lc_json *mapping;  /* which column was taken for what */
    lc_json *workbook; /* NULL, or its sheet and what was not read (engine/desk_table.h) */
    lc_json *bad; /* [{"line","message"}]: rows that cannot be read; then the book cannot be used */
    lc_json *remarks; /* the same, of rows that were read: at most LC_BOOK_MAX_REMARKS */
    size_t n_remarks;
    char content[65]; /* SHA-256 over ids and hashes, in order */
} lc_book;

enum { LC_BOOK_MAX_REMARKS = 100, LC_BOOK_MAX_IDENTS = 32 };

/* file: its name, which tells the format. Lives in a. */
int lc_book_parse(const licet *l, lc_sv bytes, const char *file, lc_arena *a, lc_book *out,
                  licet_error *err);

typedef struct lc_edition {
    lc_sv id;      /* "B-..." */
    lc_json *body; /* {"kind":"book","file","sha256","content","date","customers",..} */
    int64_t time_s;
} lc_edition;

/* The newest edition; LICET_E_NOT_FOUND if there is none. */
int lc_book_newest(lc_store *store, lc_arena *a, lc_edition *out, licet_error *err);
/* Its customers, read from the kept file again. LICET_E_CORRUPT if they are not those recorded. */
int lc_book_load(const licet *l, const lc_edition *e, lc_arena *a, lc_book *out, licet_error *err);

/* The newest row of a kind of the log, whole, or LICET_E_NOT_FOUND; lives in a. */
int lc_log_newest(lc_store *store, char kind, lc_arena *a, lc_edition *out, licet_error *err);

#endif
