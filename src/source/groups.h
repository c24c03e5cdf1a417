/* source/groups.h: lists in which a party has several rows, which need not stand together: rows
 * are kept until the file has ended and then come party by party. Private to source.
 *
 * Every text is kept once: the long remarks that are repeated on each row of a party cost nothing,
 * so a list takes less memory than its file has bytes. */
#ifndef SOURCE_GROUPS_H
#define SOURCE_GROUPS_H

#include "source/party.h"
#include "source/rows.h"

enum {
    LC_GROUPS_MAX_ROWS = 1024 * 1024,
    LC_GROUPS_MAX_BYTES = 512 * 1024 * 1024 /* of different texts */
};

typedef struct lc_group_row {
    lc_sv *values; /* by column of the format */
    lc_attr *extra;
    size_t n_extra;
    lc_sv *maybe; /* of a damaged row: what may be a name */
    size_t n_maybe;
    uint64_t line, byte, bytes;
    struct lc_group_row *next; /* of the same party, in the file's order */
} lc_group_row;

typedef struct lc_groups lc_groups;

lc_groups *lc_groups_new(lc_input *in, size_t n_columns);
void lc_groups_free(lc_groups *g); /* takes NULL */
/* Keeps a copy under the party's key. */
int lc_groups_add(lc_groups *g, lc_sv key, const lc_row *row, licet_error *err);
/* The parties in the order of their first rows. */
int lc_groups_each(lc_groups *g, void *ctx,
                   int (*party)(void *ctx, lc_sv key, const lc_group_row *rows, licet_error *err),
                   licet_error *err);

/* ---- a list of parties whose rows are all there is ---- */

typedef struct lc_grouped { /* the context of its rows and its parties */
    lc_party party;
    lc_groups *groups;
    lc_date date; /* what the file says; LC_DATE_NONE before */
} lc_grouped;

typedef struct lc_grouped_list {
    const char *source, *sublist, *format;
    const lc_rows *rows; /* its ctx does not count */
    int (*party)(void *ctx, lc_sv key, const lc_group_row *rows, licet_error *err);
} lc_grouped_list;

/* The rows, of which those of a party are put into groups by `rows`, and then the parties. */
int lc_grouped_run(const lc_grouped_list *l, lc_input *in, lc_source_result *out, licet_error *err);

#endif
