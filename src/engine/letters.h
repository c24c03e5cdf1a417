/* engine/letters.h: the exporter's own letters (home/letters.csv, rule/letters.h): which of them
 * are about the parties of a transaction. Names are compared as a screening compares them. */
#ifndef ENGINE_LETTERS_H
#define ENGINE_LETTERS_H

#include "engine/engine.h"
#include "rule/letters.h"

typedef struct lc_letter_book {
    lc_letters *letters;
    lc_buf bytes;    /* of the index over the names in them */
    lc_index *index; /* NULL: no letter names a party */
} lc_letter_book;

/* Reads path, if there is such a file, and puts the names into an index; *out stays NULL where
 * there is none. law has rules and lexicon already. */
int lc_letter_book_open(lc_law *law, const char *path, lc_letter_book **out, licet_error *err);
void lc_letter_book_close(lc_letter_book *b); /* takes NULL */

/* The facts with "letters", a copy: those in force on as_of (LC_DATE_NONE: all) whose parties, if
 * they name any, are or resemble one of the transaction. m: over the book's index, or NULL. */
lc_json *lc_letters_told(const lc_letter_book *b, lc_matcher *m, const lc_policy *policy,
                         lc_date as_of, lc_json *facts, lc_arena *a);

/* home/letters/<hash>.csv: a copy of all letters a decision was made under, for replay. */
lc_sv lc_home_letters_path(lc_arena *a, const licet *l, lc_sv hash);
int lc_letters_keep(const licet *l, licet_error *err);
/* LICET_E_NOT_FOUND if the copy named by hash is no longer at path; an empty hash names none. */
int lc_letters_kept(lc_sv hash, lc_sv path, licet_error *err);

#endif
