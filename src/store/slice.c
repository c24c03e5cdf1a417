#include "store/slice.h"

static const char slice_sql[] =
    "SELECT " LC_VERSION_COLUMNS
    " FROM entry e CROSS JOIN version v ON v.entry = e.id CROSS JOIN body b ON b.id = v.body"
    " WHERE e.source = ?1 AND v.known_to IS NULL"
    " AND (v.list_to IS NULL OR v.list_to >= ?2) AND (?3 IS NULL OR v.list_from <= ?3)"
    " ORDER BY e.key, v.list_from";

lc_slot *lc_slice_slot(lc_slice *x, lc_sv key)
{
    uint32_t *found = lc_map_get(x->by_key, key);
    if (found) return x->slots.at[*found];
    lc_slot *slot = LC_NEW(x->arena, lc_slot);
    slot->key = lc_arena_sv(x->arena, key);
    *lc_map_put(x->by_key, slot->key, NULL) = (uint32_t)x->slots.len;
    lc_vec_push(&x->slots, slot); /* NOLINT(bugprone-sizeof-expression): pointers */
    return slot;
}

/* The shape that every import leaves behind: pieces in order, and none that ends inside a span
 * between two snapshots. */
static bool fits(const lc_slot *slot, const lc_piece *p, const lc_span *span)
{
    if (slot->n_old == LC_PIECES_OLD || p->from >= p->to) return false;
    if (slot->n_old && slot->old[slot->n_old - 1].to > p->from) return false;
    bool outside = p->to <= span->from || p->from >= span->to;
    return outside || (p->from <= span->from && p->to >= span->to);
}

static lc_piece piece_of(const lc_version_row *r)
{
    lc_piece p = {.from = r->list_from,
                  .to = r->list_to == LC_DB_NULL ? LC_DAY_OPEN : r->list_to,
                  .since_oldest = r->since_oldest != 0,
                  .filled = r->filled,
                  .body = r->body,
                  .version = r->id};
    memcpy(p.text, r->text_sha256, sizeof p.text);
    return p;
}

static bool across(const lc_piece *p, const lc_span *span)
{
    return p->from < span->to && p->to > span->from;
}

/* Held pieces that only touch the span stay as they are. */
static bool take_held(lc_slot *slot, const lc_piece *p, const lc_span *span)
{
    if (!across(p, span)) return true;
    bool good = !slot->held.version && p->from <= span->from && p->to == span->to;
    slot->held = *p;
    return good;
}

static bool take_piece(lc_slot *slot, const lc_version_row *r, const lc_piece *p,
                       const lc_span *span, lc_guard *guard)
{
    if (!fits(slot, p, span)) return false;
    slot->old[slot->n_old] = *p;
    if (across(p, span)) {
        slot->now = &slot->old[slot->n_old];
        slot->sublist = lc_guard_before(guard, r->sublist);
    }
    slot->n_old++;
    return true;
}

static int take_row(lc_slice *x, lc_store *s, const lc_version_row *r, const lc_span *span,
                    lc_guard *guard, licet_error *err)
{
    lc_slot *slot = lc_slice_slot(x, r->key);
    lc_piece p = piece_of(r);
    slot->entry = r->entry;
    if (r->held ? take_held(slot, &p, span) : take_piece(slot, r, &p, span, guard)) return 0;
    return lc_db_corrupt(s, err, "the versions of entry %.*s in list %.*s contradict each other",
                         LC_SV_ARG(r->key), LC_SV_ARG(r->source));
}

int lc_slice_load(lc_slice *x, lc_store *s, lc_sv source, const lc_span *span, lc_guard *guard,
                  licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = true;
    *x = (lc_slice){.arena = lc_arena_new(), .by_key = lc_map_new()};
    int rc = lc_db_prepare(s, slice_sql, &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    lc_arg_text(&a, source);
    lc_arg_int(&a, span->from);
    lc_arg_int(&a, span->to == LC_DAY_OPEN ? LC_DB_NULL : span->to);
    while (!rc && !(rc = lc_db_step(s, st, "read entry versions", &row, err)) && row) {
        lc_version_row r;
        lc_version_read(&(lc_cols){.statement = st}, &r);
        rc = take_row(x, s, &r, span, guard, err);
    }
    sqlite3_finalize(st);
    return rc;
}

void lc_slice_done(lc_slice *x)
{
    lc_vec_done(&x->slots);
    lc_map_free(x->by_key);
    lc_arena_free(x->arena);
    *x = (lc_slice){0};
}
