#include "source/groups.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"

typedef struct group {
    lc_sv key;
    lc_group_row *first, *last;
} group;

struct lc_groups {
    lc_input *in;
    size_t n_columns;
    lc_arena *arena;
    lc_map *text_at, *group_at;
    LC_VEC(lc_sv) texts;
    LC_VEC(group) groups;
    uint64_t rows;
};

lc_groups *lc_groups_new(lc_input *in, size_t n_columns)
{
    lc_groups *g = lc_xmalloc(sizeof *g);
    *g = (lc_groups){.in = in,
                     .n_columns = n_columns,
                     .arena = lc_arena_new(),
                     .text_at = lc_map_new(),
                     .group_at = lc_map_new()};
    return g;
}

void lc_groups_free(lc_groups *g)
{
    if (!g) return;
    lc_vec_done(&g->texts);
    lc_vec_done(&g->groups);
    lc_map_free(g->text_at);
    lc_map_free(g->group_at);
    lc_arena_free(g->arena);
    free(g);
}

static lc_sv keep(lc_groups *g, lc_sv text)
{
    if (!text.len) return LC_SV_NONE;
    uint32_t *at = lc_map_get(g->text_at, text);
    if (at) return g->texts.at[*at];
    lc_sv copy = lc_arena_sv(g->arena, text);
    *lc_map_put(g->text_at, copy, NULL) = (uint32_t)g->texts.len;
    lc_vec_push(&g->texts, copy);
    return copy;
}

static lc_group_row *copy_row(lc_groups *g, const lc_row *row)
{
    lc_group_row *r = LC_NEW(g->arena, lc_group_row);
    *r = (lc_group_row){.values = LC_NEW_N(g->arena, lc_sv, g->n_columns),
                        .extra = LC_NEW_N(g->arena, lc_attr, row->n_extra + 1),
                        .n_extra = row->n_extra,
                        .maybe = LC_NEW_N(g->arena, lc_sv, row->n_maybe + 1),
                        .n_maybe = row->n_maybe,
                        .line = row->line,
                        .byte = row->byte,
                        .bytes = row->bytes};
    for (size_t i = 0; i < g->n_columns; i++) r->values[i] = keep(g, row->values[i]);
    for (size_t i = 0; i < row->n_maybe; i++) r->maybe[i] = keep(g, row->maybe[i]);
    for (size_t i = 0; i < row->n_extra; i++)
        r->extra[i] = (lc_attr){keep(g, row->extra[i].name), keep(g, row->extra[i].value)};
    return r;
}

static group *group_of(lc_groups *g, lc_sv key)
{
    bool is_new;
    lc_sv kept = keep(g, key);
    uint32_t *at = lc_map_put(g->group_at, kept, &is_new);
    if (is_new) {
        *at = (uint32_t)g->groups.len;
        lc_vec_push(&g->groups, (group){.key = kept});
    }
    return &g->groups.at[*at];
}

int lc_groups_add(lc_groups *g, lc_sv key, const lc_row *row, licet_error *err)
{
    if (++g->rows > LC_GROUPS_MAX_ROWS)
        return lc_input_refuse(g->in, row->line, row->byte, err, "more than %d rows",
                               LC_GROUPS_MAX_ROWS);
    if (lc_arena_used_bytes(g->arena) > LC_GROUPS_MAX_BYTES)
        return lc_input_refuse(g->in, row->line, row->byte, err, "more than %d bytes of text",
                               LC_GROUPS_MAX_BYTES);
    lc_group_row *r = copy_row(g, row);
    group *p = group_of(g, key);
    if (p->last)
        p->last->next = r;
    else
        p->first = r;
    p->last = r;
    return 0;
}

int lc_groups_each(lc_groups *g, void *ctx,
                   int (*party)(void *ctx, lc_sv key, const lc_group_row *rows, licet_error *err),
                   licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < g->groups.len && !rc; i++)
        rc = party(ctx, g->groups.at[i].key, g->groups.at[i].first, err);
    return rc;
}

int lc_grouped_run(const lc_grouped_list *l, lc_input *in, lc_source_result *out, licet_error *err)
{
    lc_grouped g = {.groups = lc_groups_new(in, l->rows->n_columns), .date = LC_DATE_NONE};
    lc_rows rows = *l->rows;
    rows.ctx = &g;
    lc_party_init(&g.party, in, l->source, l->sublist);
    int rc = lc_rows_run(in, &rows, err);
    if (!rc) rc = lc_groups_each(g.groups, &g, l->party, err);
    if (!rc) rc = lc_input_end(in, l->format, g.date, out, err);
    lc_party_done(&g.party);
    lc_groups_free(g.groups);
    return rc;
}
