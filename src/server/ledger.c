#include "server/ledger.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct srv_record {
    struct srv_record *next;
    size_t len;
    char id[40];
    char text[]; /* len bytes */
};

/* One caller that waits, in the queue. */
typedef struct waiter {
    struct waiter *next;
    srv_pending *entry;
    bool done;
    int rc;
    licet_error err;
} waiter;

struct srv_ledger {
    pthread_mutex_t lock;
    pthread_cond_t woken;
    licet *l; /* only whoever writes uses it */
    bool writing;
    waiter *first, *last;
    srv_ledger_counts counts;
};

int srv_ledger_new(const licet *l, srv_ledger **out, licet_error *err)
{
    srv_ledger *g = calloc(1, sizeof *g);
    if (!g) abort();
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->woken, NULL);
    int rc = licet_share(l, 0, &g->l, err);
    if (rc)
        srv_ledger_free(g);
    else
        *out = g;
    return rc;
}

void srv_ledger_free(srv_ledger *g)
{
    if (!g) return;
    licet_close(g->l);
    pthread_cond_destroy(&g->woken);
    pthread_mutex_destroy(&g->lock);
    free(g);
}

srv_ledger_counts srv_ledger_count(srv_ledger *g)
{
    pthread_mutex_lock(&g->lock);
    srv_ledger_counts c = g->counts;
    pthread_mutex_unlock(&g->lock);
    return c;
}

/* ---- one caller ---- */

static int gather(void *ctx, const char *id, const char *record, size_t len, licet_error *err)
{
    srv_pending *e = ctx;
    (void)err;
    struct srv_record *r = malloc(sizeof *r + len);
    if (!r) abort();
    *r = (struct srv_record){.len = len};
    strncpy(r->id, id, sizeof r->id - 1);
    memcpy(r->text, record, len);
    if (e->last)
        e->last->next = r;
    else
        e->first = r;
    e->last = r;
    return 0;
}

static int sync_now(void *ctx, licet_error *err)
{
    srv_pending *e = ctx;
    return e->hold ? 0 : srv_pending_sync(e, err);
}

void srv_pending_init(srv_pending *e, srv_ledger *g, int64_t now_s)
{
    *e = (srv_pending){.ledger = g, .now_s = now_s};
    e->sink = (licet_sink){e, gather, sync_now};
}

void srv_pending_done(srv_pending *e)
{
    while (e->first) {
        struct srv_record *next = e->first->next;
        free(e->first);
        e->first = next;
    }
    e->last = NULL;
}

/* ---- whoever writes ---- */

static int write_all(srv_ledger *g, const waiter *group, uint64_t *records, licet_error *err)
{
    const licet_sink *sink = licet_store_sink(g->l);
    int rc = 0;
    for (const waiter *w = group; w && !rc; w = w->next) {
        licet_set_time(g->l, w->entry->now_s);
        for (const struct srv_record *r = w->entry->first; r && !rc; r = r->next) {
            rc = sink->append(sink->ctx, r->id, r->text, r->len, err);
            ++*records;
        }
    }
    return rc ? rc : sink->sync(sink->ctx, err);
}

/* After a failure the handle may hold an open transaction: a fresh one takes its place. */
static void renew(srv_ledger *g)
{
    licet *fresh = NULL;
    if (licet_share(g->l, 0, &fresh, NULL)) return;
    licet_close(g->l);
    g->l = fresh;
}

static void write_group(srv_ledger *g)
{
    waiter *group = g->first;
    licet_error err = {0};
    uint64_t records = 0;
    g->first = g->last = NULL;
    g->writing = true;
    pthread_mutex_unlock(&g->lock);
    int rc = write_all(g, group, &records, &err);
    if (rc) renew(g);
    pthread_mutex_lock(&g->lock);
    g->writing = false;
    if (rc)
        g->counts.failures++;
    else
        g->counts.records += records, g->counts.commits++;
    for (waiter *w = group, *next; w; w = next) {
        next = w->next; /* w may be gone once done is set and the lock released */
        w->rc = rc;
        w->err = err;
        w->done = true;
    }
    pthread_cond_broadcast(&g->woken);
}

int srv_pending_sync(srv_pending *e, licet_error *err)
{
    srv_ledger *g = e->ledger;
    waiter w = {.entry = e};
    if (!e->first) return 0;
    pthread_mutex_lock(&g->lock);
    if (g->last)
        g->last->next = &w;
    else
        g->first = &w;
    g->last = &w;
    while (!w.done)
        if (g->writing)
            pthread_cond_wait(&g->woken, &g->lock);
        else
            write_group(g);
    pthread_mutex_unlock(&g->lock);
    srv_pending_done(e);
    if (w.rc && err) *err = w.err;
    return w.rc;
}
