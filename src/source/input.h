/* source/input.h: the bytes of one list file on their way to a parser, and what was wrong with
 * them. Private to source.
 *
 * The policy, for every publisher's file. A list that is in force answers NO_MATCH, so no row may
 * be lost from a list that is accepted:
 *
 *   refused whole       not this format, a web page, empty, cut off inside a record, a last row
 *                       without line end (unless it has all fields and ends in a quotation mark:
 *                       its last field may be half of one), a header twice or with more than half
 *                       of its columns unknown, a column missing that an answer needs, text in
 * UTF-16 or in no known encoding, a quotation mark never closed or bytes behind a closing one, a
 * field over 1 MiB, two rows run together, a row whose list and name cannot be read, JSON that is
 * not valid or has a key twice, fewer or more records than the file announces, more than 10,000
 * values of a kind in one record, more bad rows or numbers used twice than LC_INPUT_BAD_ROWS_MAX
 * and LC_INPUT_BAD_ROWS_PERCENT together allow kept, counted bad   a NUL or a byte that is not
 * UTF-8 (a '?' takes its place), a row with the wrong number of fields or a quotation mark inside
 * an unquoted one, whose list and name can be read (every field that may be the name becomes one;
 *                       what cannot be placed goes to the attribute "unread")
 *   lost, counted bad   a record without any name: there is nothing to find it by
 *   kept, told          an unknown column or member (kept as attribute), an unknown source name
 *                       (sub-list OTHER), a bad date (kept as attribute), a number used twice
 */
#ifndef SOURCE_INPUT_H
#define SOURCE_INPUT_H

#include "source/build.h"
#include "source/source.h"
#include "text/charset.h"

enum {
    LC_INPUT_BAD_ROWS_MAX = 3,
    LC_INPUT_BAD_ROWS_PERCENT = 1,
    LC_INPUT_MAX_FIELD_BYTES = 1024 * 1024,
    LC_INPUT_MAX_RECORD_BYTES = 4 * 1024 * 1024
};

typedef struct lc_input lc_input;

/* Finds out the encoding. utf8_only: bytes that are not UTF-8 are damage; otherwise the file may be
 * Windows-1252. On failure err is set and nothing is
 * to be closed. Borrows in, origin and sink. */
int lc_input_open(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                  bool utf8_only, lc_input **out, licet_error *err);
/* What the first bytes say a file is. */
typedef enum lc_input_kind {
    LC_INPUT_TEXT = 0,
    LC_INPUT_XML,  /* the reader gives its bytes as they are: the XML parser finds the encoding */
    LC_INPUT_SHEET /* a workbook, which the reader gives as CSV: entries have the sheet's row as
                      their line and no place in bytes */
} lc_input_kind;

/* How a source reads one of its forms. */
typedef int (*lc_input_body)(lc_input *in, lc_source_result *out, licet_error *err);

/* For sources that come in several forms: opens the file as what it is, runs text (also for a
 * sheet) or xml over it and closes it. A form that is NULL is refused. */
int lc_input_run(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_input_body text, lc_input_body xml, lc_source_result *out, licet_error *err);
lc_input_kind lc_input_kind_of(const lc_input *i);
void lc_input_close(lc_input *i); /* takes NULL */

/* The text as UTF-8 without byte order mark; NUL and stray bytes replaced one by one, so that
 * places stay true. Lives as long as i. */
const lc_reader *lc_input_reader(const lc_input *i);
/* What the reader will give first (up to a few KiB), without taking it. */
lc_sv lc_input_head(const lc_input *i);

/* The last byte the reader gave. */
char lc_input_last_byte(const lc_input *i);

/* Bytes of the file in front of the text: a byte order mark. Add it to places in the text. */
uint64_t lc_input_skipped_bytes(const lc_input *i);

/* ---- telling ---- */

/* LICET_E_SOURCE with the file's name, the place and how to go on. Returns the code. */
int lc_input_refuse(const lc_input *i, uint64_t line, uint64_t byte, licet_error *err,
                    const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void lc_input_tell(lc_input *i, const char *code, uint64_t line, uint64_t byte, bool row_lost,
                   const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* The same once per file for each text (the first MAX_ONCE of them). */
void lc_input_tell_once(lc_input *i, const char *code, uint64_t line, uint64_t byte, lc_sv text);

/* ---- counting ---- */

/* Begins the row that ends before byte `end` of the text: tells of bytes replaced in it. */
void lc_input_row(lc_input *i, uint64_t line, uint64_t end);
void lc_input_bad_row(lc_input *i); /* once a row */
/* Hands the entry in b on, with its origin. */
int lc_input_entry(lc_input *i, lc_build *b, uint64_t line, uint64_t byte, uint64_t bytes,
                   licet_error *err);
/* For a file that only adds to entries of another: too many bad rows are refused. Adds its rows to
 * those of out. */
int lc_input_end_part(const lc_input *i, lc_source_result *out, licet_error *err);
/* Too many bad rows, or none at all: refused. Else fills the counts of out. */
int lc_input_end(lc_input *i, const char *format, lc_date list_date, lc_source_result *out,
                 licet_error *err);

#endif
