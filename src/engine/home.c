/* The data home: handle, store, index files, decision sink. */
#include <stdlib.h>

#include "codec/hash.h"
#include "engine/letters.h"
#include "licet/service.h"
#include "os/pool.h"

lc_date lc_engine_today(int64_t now_s)
{
    return lc_date_of_time(now_s);
}

int lc_engine_day(const char *day, lc_date *out, licet_error *err)
{
    if (day && lc_date_iso(lc_sv_of(day), out)) return 0;
    lc_fail(err, LICET_E_DATE, "not a date: %.40s", day ? day : "");
    return lc_fail_remedy(err, "write it as YYYY-MM-DD");
}

void lc_text_take(lc_sv v, licet_text *out)
{
    out->data = lc_xmalloc(v.len + 1);
    if (v.len) memcpy(out->data, v.data, v.len);
    out->data[v.len] = 0;
    out->len = v.len;
}

void lc_text_of_buf(lc_buf *b, licet_text *out)
{
    lc_buf_reserve(b, 0);
    b->data[b->len] = 0;
    *out = (licet_text){b->data, b->len};
    *b = (lc_buf){0};
}

void licet_text_done(licet_text *t)
{
    if (!t) return;
    free(t->data);
    *t = (licet_text){0};
}

const char *licet_disclaimer(void)
{
    return "Decision support, not legal advice. The Federal Register and the agencies' lists "
           "govern. A score measures resemblance, not legality.";
}

static lc_sv policy_path(lc_arena *a, const licet_config *c)
{
    if (c->policy) return lc_sv_of(c->policy);
    lc_sv own = lc_arena_printf(a, "%s/policy.ini", c->home ? c->home : "");
    if (c->home && lc_file_exists(own.data)) return own;
    return lc_arena_printf(a, "%s/policy/default.ini", c->data);
}

/* Decisions name their policy by hash; its text is kept beside them. */
static int keep_policy(licet *l, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    const lc_policy *p = l->law->policy;
    lc_sv path = lc_home_policy_path(a, l, lc_sv_of(p->hash));
    int rc = 0;
    if (!lc_file_exists(path.data)) {
        rc = lc_dir_make(lc_arena_printf(a, "%s/policy", l->home).data, err);
        if (!rc) rc = lc_file_write(path.data, p->text, err);
    }
    lc_arena_free(a);
    return rc;
}

static int begin_group(licet *l, lc_store *store, licet_error *err)
{
    int rc = keep_policy(l, err);
    if (!rc) rc = lc_letters_keep(l, err);
    if (!rc) rc = lc_store_decisions_begin(store, err);
    if (!rc) l->batch_open = true;
    return rc;
}

int licet_log_begin(licet *l, int wait_ms, int *out_busy, licet_error *err)
{
    lc_store *store;
    int rc = lc_home_writer(l, &store, err);
    if (rc) return rc;
    lc_store_wait(store, wait_ms > 0 ? wait_ms : 1);
    rc = l->batch_open ? 0 : begin_group(l, store, err);
    bool busy = rc && lc_store_was_busy(store);
    lc_store_wait(store, 0);
    *out_busy = busy;
    return busy ? 0 : rc;
}

static int sink_append(void *ctx, const char *id, const char *record, size_t len, licet_error *err)
{
    licet *l = ctx;
    lc_store *store;
    int rc = lc_home_writer(l, &store, err);
    if (!rc && !l->batch_open) rc = begin_group(l, store, err);
    if (rc) return rc;
    uint64_t sequence;
    return lc_store_decision_append(store, lc_sv_of(id), l->now_s, lc_sv_make(record, len),
                                    &sequence, err);
}

static int sink_sync(void *ctx, licet_error *err)
{
    licet *l = ctx;
    if (!l->batch_open) return 0;
    l->batch_open = false;
    return lc_store_commit(l->writer, err);
}

licet *lc_handle_new(const char *home, const char *data, lc_law *law, int64_t now_s)
{
    licet *l = lc_xmalloc(sizeof *l);
    *l = (licet){.arena = lc_arena_new(), .now_s = now_s, .law = law};
    l->home = lc_arena_z(l->arena, lc_sv_of(home));
    l->data = lc_arena_z(l->arena, lc_sv_of(data));
    l->sink = (licet_sink){l, sink_append, sink_sync};
    return l;
}

typedef struct opening {
    licet *l;
    const licet_config *c;
    int rc;
    licet_error *err;
} opening;

/* Item 0: rules, lexicons, policy; 1: the index in force. */
static void open_part(void *ctx, size_t thread, size_t item)
{
    opening *o = ctx;
    (void)thread;
    if (item == 1) {
        lc_snapshot_ahead(o->l);
        return;
    }
    lc_arena *a = lc_arena_new(); /* not the handle's: the other thread may be using it */
    lc_sv letters = lc_arena_printf(a, "%s/letters.csv", o->c->home);
    o->rc = lc_law_open(o->c->data, policy_path(a, o->c).data, letters.data, &o->l->law, o->err);
    lc_arena_free(a);
}

int licet_open(const licet_config *c, licet **out, licet_error *err)
{
    if (!c || !c->data || !c->home)
        return lc_fail(err, LICET_E_ARGUMENT, "licet_open needs a home and a data folder");
    opening o = {lc_handle_new(c->home, c->data, NULL, c->now_s), c, 0, err};
    lc_parallel(2, c->search_ahead ? 2 : 1, &o, open_part);
    if (o.rc) {
        licet_close(o.l);
        return o.rc;
    }
    *out = o.l;
    return 0;
}

void licet_close(licet *l)
{
    if (!l) return;
    lc_store_close(l->writer);
    licet_snapshot_release(l->ahead);
    lc_law_release(l->law);
    lc_arena_free(l->arena);
    free(l);
}

int lc_home_writer(licet *l, lc_store **out, licet_error *err)
{
    if (!l->writer) {
        int rc = lc_dir_make(l->home, err);
        if (!rc) rc = lc_store_open(l->home, LC_STORE_WRITE, &l->writer, err);
        if (rc) return rc;
    }
    *out = l->writer;
    return 0;
}

const licet_sink *licet_store_sink(licet *l)
{
    return &l->sink;
}

int lc_home_root(licet *l, const licet_sink *sink, char out[65], licet_error *err)
{
    lc_store *store;
    uint8_t root[LC_HASH_BYTES];
    out[0] = 0;
    if (sink != &l->sink) return 0;
    int rc = lc_home_writer(l, &store, err);
    if (!rc) rc = lc_store_root(store, root, err);
    if (!rc) lc_hex(root, sizeof root, out);
    return rc;
}

lc_sv lc_home_index_path(lc_arena *a, const licet *l, lc_sv name)
{
    return lc_arena_printf(a, "%s/index/%.*s", l->home, LC_SV_ARG(name));
}

lc_sv lc_home_policy_path(lc_arena *a, const licet *l, lc_sv hash)
{
    return lc_arena_printf(a, "%s/policy/%.*s.ini", l->home, LC_SV_ARG(hash));
}
