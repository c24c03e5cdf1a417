/* engine/orders_words.h: what people call columns and what they write in cells (data/orders/
 * columns.txt). Text is compared by its key: folded, without blanks and punctuation. */
#ifndef ENGINE_ORDERS_WORDS_H
#define ENGINE_ORDERS_WORDS_H

#include "base/arena.h"
#include "base/error.h"

typedef enum lc_word_kind {
    LC_WORD_NONE = 0,
    LC_WORD_COLUMN,
    LC_WORD_ROLE,
    LC_WORD_PART,
    LC_WORD_LINK,
    LC_WORD_PARTYISH,        /* a word of a header */
    LC_WORD_PARTYISH_INSIDE, /* the same, for scripts without blanks: anywhere in the header */
    LC_WORD_DETAIL,
    LC_WORD_DETAIL_INSIDE,
    LC_WORD_SAME,
    LC_WORD_UNNAMED,
    LC_WORD_UNNAMED_START,
    LC_WORD_ORDER_OF_NOBODY,
    LC_WORD_NOTHING, /* "none" in a cell */
    LC_WORD_VALUE,   /* looked up with lc_words_value */
    LC_WORD_ALARM,
    LC_WORD_ALARM_INSIDE,
    LC_WORD_LEGAL,       /* at the end of a name */
    LC_WORD_LEGAL_START, /* in front of it */
    LC_WORD_LEGAL_INSIDE,
    LC_WORD_KINDS
} lc_word_kind;

typedef struct lc_words_table lc_words_table;

typedef struct lc_word {
    lc_word_kind kind;
    lc_sv what; /* "order_id", "end_user", "country", "activity=sale"; "-" where there is nothing */
    lc_sv language; /* "de" or "-" */
    lc_sv spelling; /* as the file has it */
    lc_sv folded;   /* words with single blanks between them */
    lc_sv key;      /* folded without blanks */
} lc_word;

/* LICET_E_RULE with the line for a line that cannot be read, or a spelling that would mean two
 * things. */
int lc_words_open(lc_sv text, lc_words_table **out, licet_error *err);
void lc_words_close(lc_words_table *t); /* takes NULL */

/* The key of text, in a. */
lc_sv lc_words_key(lc_arena *a, lc_sv text);
/* The word of a kind with this key, or NULL. */
const lc_word *lc_words_find(const lc_words_table *t, lc_word_kind kind, lc_sv key);
/* "sale" for ("activity", key of "Verkauf"); empty if the word is not known. */
lc_sv lc_words_value(const lc_words_table *t, lc_arena *a, const char *column, lc_sv key);
/* Is there a word of the kind in text: a whole word, or the whole text? */
bool lc_words_any(const lc_words_table *t, lc_arena *a, lc_word_kind kind, lc_sv text);
/* The word of the kind whose key begins this key, the longest one; NULL if none does. */
const lc_word *lc_words_starting(const lc_words_table *t, lc_word_kind kind, lc_sv key);
/* The word of the kind, or NULL, whose spelling stands anywhere in text (scripts without blanks).
 */
const lc_word *lc_words_inside(const lc_words_table *t, lc_arena *a, lc_word_kind kind, lc_sv text);
size_t lc_words_count(const lc_words_table *t);
const lc_word *lc_words_at(const lc_words_table *t, size_t i);

#endif
