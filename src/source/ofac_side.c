/* Addresses, aliases and comments in memory, by the number of the entry they belong to. */
#include "base/map.h"
#include "base/vec.h"
#include "source/ofac.h"

typedef struct side_row {
    lc_ofac_row row; /* first, so that a row leads back here */
    uint32_t next;   /* place + 1 of the next row with the same number, or 0 */
    bool first, used;
} side_row;

struct lc_ofac_side {
    lc_input *in;
    lc_ofac_part part;
    lc_arena *arena;
    lc_map *last;    /* number -> place + 1 of its last row so far */
    lc_map *numbers; /* number -> place + 1 of its first row */
    LC_VEC(side_row) rows;
};

static int keep(void *ctx, const lc_ofac_row *row, licet_error *err)
{
    lc_ofac_side *s = ctx;
    bool is_new;
    side_row k = {.row = *row};
    if (lc_arena_used_bytes(s->arena) > LC_OFAC_MAX_SIDE_BYTES)
        return lc_input_refuse(s->in, row->line, row->byte, err, "the file has more than %d MiB",
                               LC_OFAC_MAX_SIDE_BYTES / 1024 / 1024);
    for (size_t i = 0; i < LC_OFAC_MAX_FIELDS; i++)
        k.row.values[i] = lc_arena_sv(s->arena, row->values[i]);
    k.row.unread = lc_arena_sv(s->arena, row->unread);
    uint32_t place = (uint32_t)s->rows.len + 1;
    uint32_t *last = lc_map_put(s->last, k.row.values[0], &is_new);
    if (is_new)
        *lc_map_put(s->numbers, k.row.values[0], NULL) = place;
    else
        s->rows.at[*last - 1].next = place;
    *last = place;
    k.first = is_new;
    lc_vec_push(&s->rows, k);
    return 0;
}

int lc_ofac_side_read(lc_input *in, lc_ofac_part part, lc_ofac_side **out, licet_error *err)
{
    lc_ofac_side *s = lc_xmalloc(sizeof *s);
    *s = (lc_ofac_side){.in = in,
                        .part = part,
                        .arena = lc_arena_new(),
                        .last = lc_map_new(),
                        .numbers = lc_map_new()};
    int rc = lc_ofac_rows_run(in, part, s, keep, err);
    if (rc)
        lc_ofac_side_free(s);
    else
        *out = s;
    return rc;
}

void lc_ofac_side_free(lc_ofac_side *s)
{
    if (!s) return;
    lc_vec_done(&s->rows);
    lc_map_free(s->last);
    lc_map_free(s->numbers);
    lc_arena_free(s->arena);
    free(s);
}

const lc_ofac_row *lc_ofac_side_first(lc_ofac_side *s, lc_sv number)
{
    uint32_t *at = s ? lc_map_get(s->numbers, number) : NULL;
    if (!at) return NULL;
    s->rows.at[*at - 1].used = true;
    return &s->rows.at[*at - 1].row;
}

const lc_ofac_row *lc_ofac_side_next(const lc_ofac_side *s, const lc_ofac_row *row)
{
    uint32_t next = ((const side_row *)(const void *)row)->next;
    return next ? &s->rows.at[next - 1].row : NULL;
}

const lc_ofac_row *lc_ofac_side_unused(const lc_ofac_side *s, const lc_ofac_row *before)
{
    if (!s) return NULL;
    size_t i = before ? (size_t)((const side_row *)(const void *)before - s->rows.at) + 1 : 0;
    for (; i < s->rows.len; i++)
        if (s->rows.at[i].first && !s->rows.at[i].used) return &s->rows.at[i].row;
    return NULL;
}
