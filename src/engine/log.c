/* The log for whoever reads it: one item, or a page of one kind. */
#include "store/log.h"

#include "engine/engine.h"
#include "licet/service.h"

enum { MOST_ITEMS = 500 };

static lc_json *item_of(lc_arena *a, const lc_decision_row *r, licet_error *err)
{
    char time[LC_TIME_TEXT];
    lc_json *record, *o = lc_json_object(a);
    if (lc_json_parse(a, lc_arena_sv(a, r->record), &record, err)) return NULL;
    lc_json_set_sv(a, o, "id", r->id);
    lc_json_set_int(a, o, "sequence", (int64_t)r->sequence);
    lc_json_set_z(a, o, "time", lc_time_text(r->time_s, time));
    lc_json_set(a, o, "record", record);
    return o;
}

int licet_log_get(licet *l, const char *id, licet_text *out_json, licet_error *err)
{
    lc_store *store = NULL;
    lc_arena *a = lc_arena_new();
    lc_decision_row row;
    lc_json *o = NULL;
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_store_decision_get(store, a, lc_sv_of(id ? id : ""), &row, err);
    if (!rc && !(o = item_of(a, &row, err)))
        rc = lc_fail(err, LICET_E_CORRUPT, "the record of %.40s is no JSON", id);
    if (!rc) lc_text_take(lc_json_text(a, o, LC_JSON_COMPACT), out_json);
    lc_store_close(store);
    lc_arena_free(a);
    return rc;
}

typedef struct page {
    lc_arena *a;
    lc_json *items;
    size_t limit;
    uint64_t last;
    bool more;
} page;

enum { PAGE_FULL = -1 };

static int take(void *ctx, const lc_decision_row *r, licet_error *err)
{
    page *p = ctx;
    if (lc_json_len(p->items) == p->limit) {
        p->more = true;
        return PAGE_FULL;
    }
    lc_json *o = item_of(p->a, r, err);
    if (!o) return lc_fail(err, LICET_E_CORRUPT, "a record of the log is no JSON");
    lc_json_push(p->a, p->items, o);
    p->last = r->sequence;
    return 0;
}

int licet_log_list(licet *l, char kind, uint64_t before, int limit, licet_text *out_json,
                   licet_error *err)
{
    if (limit < 1 || limit > MOST_ITEMS || kind < 'A' || kind > 'Z')
        return lc_fail(err, LICET_E_ARGUMENT, "a page holds 1 to %d items of one kind", MOST_ITEMS);
    lc_store *store = NULL;
    page p = {.a = lc_arena_new(), .limit = (size_t)limit};
    p.items = lc_json_array(p.a);
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_store_each_newest(store, kind, before ? before : UINT64_MAX, &p, take, err);
    if (rc == PAGE_FULL || rc == LICET_E_NOT_FOUND) rc = 0;
    if (!rc) {
        lc_json *o = lc_json_object(p.a);
        lc_json_set(p.a, o, "items", p.items);
        if (p.more) lc_json_set_int(p.a, o, "next_before", (int64_t)p.last);
        lc_text_take(lc_json_text(p.a, o, LC_JSON_COMPACT), out_json);
    }
    lc_store_close(store);
    lc_arena_free(p.a);
    return rc;
}
