#include "engine/judgements.h"

typedef struct loading {
    lc_arena *arena;
    lc_judgements *out;
} loading;

static int read_row(void *ctx, const lc_decision_row *row, licet_error *err)
{
    loading *l = ctx;
    lc_json *j;
    int rc = lc_json_parse(l->arena, lc_arena_sv(l->arena, row->record), &j, err);
    if (rc) return rc;
    lc_judgement x = {.snapshot = lc_json_int(lc_json_get(j, "snapshot"), 0),
                      .as = lc_json_int(lc_json_get(j, "as"), 0),
                      .approved = lc_sv_is(lc_json_get_sv(j, "outcome"), "approve"),
                      .id = lc_arena_sv(l->arena, row->id),
                      .by = lc_json_get_sv(j, "by"),
                      .reason = lc_json_get_sv(j, "reason"),
                      .time = lc_json_get_sv(j, "time")};
    lc_vec_push(&l->out->rows, x);
    return 0;
}

int lc_judgements_load(lc_store *s, lc_arena *a, lc_judgements *out, licet_error *err)
{
    *out = (lc_judgements){0};
    loading l = {a, out};
    int rc = lc_store_each_decision(s, LC_LIST_DECISION_LETTER, UINT64_MAX, &l, read_row, err);
    if (rc) lc_judgements_done(out);
    return rc;
}

void lc_judgements_done(lc_judgements *j)
{
    lc_vec_done(&j->rows);
}

const lc_judgement *lc_judgement_of(const lc_judgements *j, int64_t snapshot)
{
    for (size_t i = j->rows.len; i-- > 0;)
        if (j->rows.at[i].snapshot == snapshot || j->rows.at[i].as == snapshot)
            return &j->rows.at[i];
    return NULL;
}

lc_json *lc_judgement_json(lc_arena *a, const lc_judgement *j)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "id", j->id);
    lc_json_set_z(a, o, "outcome", j->approved ? "approve" : "reject");
    lc_json_set_sv(a, o, "by", j->by);
    lc_json_set_sv(a, o, "reason", j->reason);
    lc_json_set_sv(a, o, "time", j->time);
    return o;
}
