/* text/tokens.h: a name taken apart into words that know what they are.
 *
 *   clean    homoglyphs in mixed words, apostrophes inside words, "&"; lc_fold does case, width,
 *            accents and punctuation
 *   cut      letters from digits (CETC28 -> cetc 28; 41st -> 41), digits that stand for letters
 *            (J0NG -> jong), runs without spaces at the words the lexicon knows (有限公司)
 *   group    the longest form of the lexicon: "limited liability company" is one token
 *   spell    each token in the letters a-z, in the variants romanise.h gives */
#ifndef TEXT_TOKENS_H
#define TEXT_TOKENS_H

#include "text/lexicon.h"

enum {
    LC_TOKEN_SPELLINGS = 4, /* of one token; a list's name is indexed under each */
    LC_TOKEN_CONCEPTS = 6,
    LC_FIELD_CHARS = 35, /* of a field that cuts names off (SWIFT, CBP) */
    LC_TOKENS_MAX = 200, /* more words than this are refused, never cut off */
    LC_NAME_MAX_BYTES = 4096
};

typedef enum lc_token_class {
    LC_TOKEN_WORD = 0, /* what names are made of */
    LC_TOKEN_INITIAL,  /* one letter */
    LC_TOKEN_NUMBER,
    LC_TOKEN_KUNYA,   /* abu, umm: with the next word the name itself */
    LC_TOKEN_TELLING, /* org word of weight 2: submarine, typography */
    LC_TOKEN_TRADE,   /* weight 1: bank, trading, technology */
    LC_TOKEN_PLACE,
    LC_TOKEN_GENERIC,    /* weight 0: general, international, group */
    LC_TOKEN_TITLE,      /* and rank and suffix */
    LC_TOKEN_PARTICLE,   /* and filiation and saint, and words like "and", "of" */
    LC_TOKEN_PATRONYMIC, /* Ivanovich, Ivanovna: often left out, says little beside the rest */
    LC_TOKEN_LEGAL
} lc_token_class;
enum { LC_TOKEN_CLASSES = LC_TOKEN_LEGAL + 1 };

typedef struct lc_meaning {
    uint32_t concept, group;
    lc_sense_kind kind;
} lc_meaning;

typedef struct lc_token {
    lc_sv written;                  /* folded, in its own script */
    lc_sv text[LC_TOKEN_SPELLINGS]; /* a-z and 0-9, no spaces; [0] the main one */
    uint8_t n_texts;
    uint8_t n_meanings;
    lc_token_class cls;
    int32_t number; /* value of digits or of a number word, else -1 */
    int8_t common;  /* background class 0..9, -1: rarer than all of them */
    lc_meaning meanings[LC_TOKEN_CONCEPTS];
} lc_token;

typedef struct lc_tokens {
    lc_sv folded; /* the whole name by lc_fold: for exact comparison */
    lc_token *at;
    size_t n;
    bool organisation; /* has a legal form or a word of organisations */
} lc_tokens;

/* person: the name is known to be a person's: legal forms, trades and places are not looked for.
 * LICET_E_ARGUMENT for a name without letters and digits, LICET_E_ENCODING, LICET_E_LIMIT. */
int lc_tokens_of(const lc_lexicon *lex, lc_arena *a, lc_sv name, bool person, lc_tokens *out,
                 licet_error *err);

const char *lc_token_class_word(lc_token_class c); /* "legal form", "place", ... for people */

#endif
