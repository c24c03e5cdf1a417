/* text/romanise_abjad.h: words in scripts that do not write short vowels. Private to text. */
#ifndef TEXT_ROMANISE_ABJAD_H
#define TEXT_ROMANISE_ABJAD_H

#include "text/romanise_part.h"

enum { LC_ABJAD_MAX = 64, LC_ABJAD_FORMS = 3 }; /* letters of a word kept; a longer one is cut */

/* A word as people write it, and its settled spellings, one a form. */
typedef struct lc_abjad_word {
    const char *word;
    const char *latin[LC_ABJAD_FORMS];
} lc_abjad_word;

/* What a letter is when it stands between others. */
typedef enum lc_abjad_kind {
    LC_ABJAD_CONSONANT = 0,
    LC_ABJAD_SILENT, /* counts as a consonant, is not spelt: ayin */
    LC_ABJAD_LONG,   /* always a vowel: alif */
    LC_ABJAD_GLIDE   /* vowel or consonant, as its place wants: waw, ya */
} lc_abjad_kind;

typedef struct lc_abjad_letter {
    int32_t cp;
    lc_abjad_kind kind;
    const char *as_consonant[LC_ABJAD_FORMS];
    const char *as_vowel[LC_ABJAD_FORMS];
} lc_abjad_letter;

typedef struct lc_abjad {
    const lc_abjad_letter *letters; /* sorted by cp */
    size_t n_letters;
    const lc_abjad_word *words; /* sorted bytewise */
    size_t n_words;
    const char *filler[LC_ABJAD_FORMS];     /* the vowel put where none is written */
    const char *after_long[LC_ABJAD_FORMS]; /* the same after a written long a (khalid) */
} lc_abjad;

const lc_abjad_letter *lc_abjad_find(const lc_abjad *s, int32_t cp);
/* Settled spelling of a word, or NULL. */
const char *lc_abjad_known(const lc_abjad *s, const int32_t *cp, size_t n, int form);
/* Appends the word by table, else with vowels guessed from the pattern of its letters. */
bool lc_abjad_put(const lc_abjad *s, const int32_t *cp, size_t n, int form, lc_buf *out);

#endif
