/* Tables people keep: any bytes as a book or a table of answers. Whatever they are, every row has
 * its cells or a problem, and a book has numbers that stand once. */
#include <stdint.h>
#include <stdlib.h>

#include "engine/desk_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char spellings[] = "column | name | en | Customer; Company\n"
                                "column | id | en | No\ncolumn | address | en | Street; City\n";
static const char *const columns[] = {"id", "name", "address", "resolution"};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void check(const lc_desk_table *t)
{
    uint64_t line = 0;
    for (size_t i = 0; i < t->n; i++) {
        const lc_desk_row *r = &t->rows[i];
        if (r->line <= line) abort();
        line = r->line;
        for (size_t k = 0; k < COLUMNS; k++) {
            if (r->cells[k].len && !r->cells[k].data) abort();
            if (r->cells[k].len && !r->problem && !t->has[k]) abort();
            if (r->cells[k].len != lc_sv_trim(r->cells[k]).len) abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_arena *a = lc_arena_new();
    lc_desk_table t;
    licet_error e = {0};
    lc_desk_params p = {.columns = columns,
                        .n_columns = COLUMNS,
                        .required = 1,
                        .spellings = LC_SV(spellings),
                        .file = size && data[0] == '{' ? "x.jsonl" : "x.csv"};
    int rc = lc_desk_table_read(lc_sv_make((const char *)data, size), &p, a, &t, &e);
    if (rc && (!e.message[0] || e.code != (licet_code)rc)) abort();
    if (!rc) check(&t);
    lc_arena_free(a);
    return 0;
}
