/* text/letters.h: what single code points count as when names are compared. Private to text. */
#ifndef TEXT_LETTERS_H
#define TEXT_LETTERS_H

#include "base/buf.h"

/* NFKC_Casefold (Unicode UAX #44): compatibility forms, width and case folded, characters that are
 * invisible by definition (zero-width, soft hyphen, variation selectors) gone. Input that is not
 * UTF-8 is read with U+FFFD in place of what is wrong. Appends UTF-8 to out. */
void lc_letters_casefold(lc_sv s, lc_buf *out);

/* True for letters, digits and the vowel signs that Indic and Thai letters need; false for
 * punctuation, symbols, white space and control characters. */
bool lc_letter_is_word(int32_t cp);
/* Marks that carry no identity of their own: accents, Arabic and Hebrew points, tatweel. */
bool lc_letter_is_mark(int32_t cp);
/* Format characters (bidi controls and the like): dropped without a trace. */
bool lc_letter_is_hidden(int32_t cp);
/* Appends the code point without its marks, with letters that NFKD leaves whole spelt in ASCII
 * (d with stroke, dotless i, o with slash, l with stroke, ae ...) and any decimal digit as ASCII.
 * Hangul syllables and kana stay whole: taken apart they would lose more than marks. */
void lc_letter_put_bare(int32_t cp, lc_buf *out);

#endif
