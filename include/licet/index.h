/* licet/index.h: the search file itself, and what could be meant by what somebody is typing. */
#ifndef LICET_INDEX_H
#define LICET_INDEX_H

#include "licet/licet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Names of which every typed word begins a word, best first: {"kind":"complete","typed","names":
 * [{"name","name_kind","entry","source","list"}],"more"}. Candidates for a person who goes on
 * typing: nothing is scored, judged or recorded. as_of: YYYY-MM-DD or NULL for today; limit 1..100.
 */
LICET_API int licet_complete(licet_snapshot *s, const char *typed, const char *as_of, int limit,
                             licet_text *out_json, licet_error *err);

/* file: an index file, or NULL: the one in force. LICET_E_NOT_FOUND if no list was ever imported.
 */

/* {"kind":"index_stats","index","file_bytes","versions","names","forms","words","searched_bytes",
 * "sections":[{"name","bytes","records","searched"}],"longest":[{"word","names"}]}. searched: not
 * the entries themselves nor the names as listed. */
LICET_API int licet_index_stats(licet *l, const char *file, licet_text *out_json, licet_error *err);
/* Checks the hash, every offset and number, and makes anew whatever follows from the words.
 * {"kind":"index_verify","index","ok","why"}; out_ok: 1 if all is as it was made. A file that
 * cannot be opened at all is an error. */
LICET_API int licet_index_verify(licet *l, const char *file, licet_text *out_json, int *out_ok,
                                 licet_error *err);
/* The index as text, a line a word, then a line a name (docs/search.md), in parts to write, which
 * returns 0 to go on. */
LICET_API int licet_index_dump(licet *l, const char *file,
                               int (*write)(void *ctx, const char *data, size_t len), void *ctx,
                               licet_error *err);
/* Any of the JSON answers as a person reads it. */
LICET_API int licet_index_text(const char *json, size_t len, licet_text *out, licet_error *err);

#ifdef __cplusplus
}
#endif

#endif
