/* text/romanise_part.h: what romanise.c asks of the files that each know a script. Private to text.
 *
 * A part gets one word: a run of letters of its script, case folded and composed (NFKC), and the
 * number of a form. It appends a-z and spaces. Forms are numbered from 0 (main); a part that has
 * no such form of its own gives its main one. */
#ifndef TEXT_ROMANISE_PART_H
#define TEXT_ROMANISE_PART_H

#include "base/buf.h"

typedef struct lc_run {
    const int32_t *cp;
    size_t n;
    int form;
    int dialect; /* what the whole text shows about its language; the part's own numbering */
} lc_run;

/* cp -> spelling; tables are sorted by cp. */
typedef struct lc_letter_row {
    int32_t cp;
    const char *latin;
} lc_letter_row;
/* NULL if cp is not in the table. */
const char *lc_letter_find(const lc_letter_row *rows, size_t n, int32_t cp);

/* The language a Cyrillic text is written in as far as its letters show it (all its runs). */
int lc_cyrillic_dialect(const int32_t *cp, size_t n);
/* Each returns false if a letter could not be read (it is left out). */
bool lc_cyrillic_put(const lc_run *r, lc_buf *out);
bool lc_greek_put(const lc_run *r, lc_buf *out);
bool lc_arabic_put(const lc_run *r, lc_buf *out);
bool lc_hebrew_put(const lc_run *r, lc_buf *out);
bool lc_hangul_put(const lc_run *r, lc_buf *out);
bool lc_kana_put(const lc_run *r, lc_buf *out);
bool lc_han_put(const lc_run *r, lc_buf *out);
bool lc_georgian_put(const lc_run *r, lc_buf *out);
bool lc_armenian_put(const lc_run *r, lc_buf *out);
bool lc_thai_put(const lc_run *r, lc_buf *out);
bool lc_devanagari_put(const lc_run *r, lc_buf *out);

#endif
