/* text/tokens_part.h: a name while it is taken apart: tokens.c walks over its words,
 * tokens_meaning.c says what a form means. Private to text. */
#ifndef TEXT_TOKENS_PART_H
#define TEXT_TOKENS_PART_H

#include "base/vec.h"
#include "text/tokens.h"

enum { LC_PARTS_MOST = 4 }; /* words a meaning is made of */

typedef struct lc_tokenising {
    const lc_lexicon *lex;
    lc_arena *arena;
    bool person;
    lc_sv text;          /* cut words with single spaces */
    LC_VEC(lc_sv) words; /* into text */
    bool *legal_tail;    /* from word i on there are only legal forms and places */
    bool cut;            /* as long as a field that cuts names off */
    size_t cut_legal;    /* from this word on the beginning of a legal form that was cut off */
    const lc_sense *cut_form;
    lc_tokens *out;
} lc_tokenising;

/* Words i .. i+n-1 as one view: they stand side by side in text. */
lc_sv lc_token_words(const lc_tokenising *w, size_t i, size_t n);
/* A new token at the end. */
lc_token *lc_token_push(lc_tokenising *w, lc_sv written);

/* Fills class, meanings, number and background of the form at words i .. i+n-1; false: nothing is
 * known of it. */
bool lc_token_understand(const lc_tokenising *w, size_t i, size_t n, lc_token *t);
/* Takes a meaning; of legal forms only if the token is one. */
void lc_token_take_sense(lc_token *t, const lc_sense *s, bool legal);
/* "research institute" is two words like any other, if that is all that it can mean. */
bool lc_token_stands_apart(const lc_tokenising *w, size_t i, size_t n);
/* The last token, written in one (nii), becomes the words it stands for. */
void lc_token_take_apart(lc_tokenising *w);

#endif
