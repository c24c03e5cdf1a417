/* source/source.h: a publisher's bytes -> records and diagnostics. One file per publisher
 * registers itself in source/table.c. Parsers stream: memory does not grow with the file. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/reader.h"
#include "record/entry.h"

typedef struct lc_diag { /* one row or value that could not be taken as it stands */
    const char *code; /* short stable word: bad_row, unknown_source, bad_date, unknown_column ... */
    uint64_t line, byte;
    lc_sv text;    /* what, in words */
    bool row_lost; /* the row did not become an entry */
} lc_diag;

typedef struct lc_source_sink {
    void *ctx;
    /* The entry and its arena live during the call only. Non-zero stops the parse. */
    int (*entry)(void *ctx, const lc_entry *e, licet_error *err);
    void (*diag)(void *ctx, const lc_diag *d); /* may be NULL */
} lc_source_sink;

typedef struct lc_source_result {
    uint64_t entries, names, rows, rows_bad;
    lc_date list_date; /* what the file says, or LC_DATE_NONE */
    char format[24];   /* csl-csv csl-json dpl-12 dpl-5 own-jsonl */
} lc_source_result;

/* One file of a list that comes in several. */
typedef struct lc_source_part {
    const lc_reader *in;
    lc_origin origin;
} lc_source_part;
enum { LC_SOURCE_MAX_PARTS = 4 };

typedef struct lc_source {
    const char *id; /* us_csl ... */
    const char *title;
    /* NULL, or the forms ("XML and CSV") that were written from the publisher's description alone
     * and of which no real file has been read yet: shown wherever the list's state is. */
    const char *unproven;
    /* Could these first bytes (up to 64 KiB) be a file of this source? Used when the user names no
     * source. */
    bool (*recognises)(lc_sv head, lc_sv file_name);
    /* Refuses the whole file (LICET_E_SOURCE, with line, byte, remedy) when its integrity is in
     * doubt: not this format, HTML, empty, cut off, repeated header, wrong encoding. */
    int (*parse)(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err);
    /* A list whose entries stand in several files that are read together has these too; n_parts is
     * 0 for a list where every file stands for itself. part_of: which part (0, 1, ...) a file is,
     * from its first bytes and name; -1: none. parse_parts: NULL where a part is missing; part 0
     * may not be. Fewer than n_whole parts are not the whole list. */
    int n_parts, n_whole;
    int (*part_of)(lc_sv head, lc_sv file_name);
    int (*parse_parts)(const lc_source_part *const parts[LC_SOURCE_MAX_PARTS],
                       const lc_source_sink *sink, lc_source_result *out, licet_error *err);
    /* Is a file with these first bytes all parts at once (XML beside the CSV files)? NULL: never.
     */
    bool (*is_whole)(lc_sv head);
} lc_source;

const lc_source *lc_source_find(lc_sv id);                     /* NULL if not known */
const lc_source *lc_source_guess(lc_sv head, lc_sv file_name); /* NULL if none recognises it */
const lc_source *lc_source_at(size_t i);                       /* NULL behind the last */
/* Is id one of the fixed source ids, implemented or not? */
bool lc_source_id_known(lc_sv id);

#endif
