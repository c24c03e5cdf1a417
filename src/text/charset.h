/* text/charset.h: which encoding a file is in, and a reader that hands it on as UTF-8.
 *
 * Known: UTF-8 and UTF-16 in both byte orders, each with or without a byte order mark, and
 * Windows-1252 (which includes ISO 8859-1 text). A file that is none of them is refused with the
 * place of the first byte that shows it, never read as the nearest thing: a Cyrillic name in a
 * legacy code page would otherwise come out as Latin letters that match nobody. */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/reader.h"

typedef enum lc_charset_kind {
    LC_CHARSET_UNKNOWN = 0,
    LC_CHARSET_UTF8, /* or ASCII so far */
    LC_CHARSET_UTF16LE,
    LC_CHARSET_UTF16BE,
    LC_CHARSET_WINDOWS1252
} lc_charset_kind;

const char *lc_charset_word(lc_charset_kind kind); /* "UTF-8", "UTF-16LE", ... , "unknown" */

/* Judges the first bytes of a file (a few KiB to all of it). LICET_E_ENCODING with the byte if they
 * are in none of the known encodings. whole: nothing follows head. out_bom_bytes: length of the
 * mark at the start, or 0. */
int lc_charset_detect(lc_sv head, bool whole, lc_charset_kind *out, size_t *out_bom_bytes,
                      licet_error *err);

typedef struct lc_charset lc_charset;

/* Reads the beginning and decides. While only ASCII was seen the decision stays open and is made at
 * the first other byte. Borrows in, which must outlive the result. */
int lc_charset_open(const lc_reader *in, lc_charset **out, licet_error *err);
void lc_charset_close(lc_charset *c); /* takes NULL */
/* The text as UTF-8, without byte order mark. Bytes that do not fit the encoding decided on: in
 * UTF-8 they are passed through (the CSV reader names the row); in the others they become U+FFFD.
 * Lives as long as c. */
lc_reader lc_charset_reader(lc_charset *c);
lc_charset_kind lc_charset_kind_of(const lc_charset *c);

#endif
