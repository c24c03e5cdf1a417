#include "server/ledger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/ledger_in.h"

/* So long another's commit is waited for before the journal is used: an import takes longer. */
enum { SHORT_WAIT_MS = 25 };

struct srv_record {
    struct srv_record *next;
    size_t len;
    char id[40];
    char text[]; /* len bytes */
};

/* What a server left that ended while the log was busy goes first. */
static int take_up(srv_ledger *g, licet_error *err)
{
    licet_error e = {0};
    int rc = srv_journal_open(g->home, false, &g->journal, &e);
    if (rc == LICET_E_NOT_FOUND || rc == LICET_E_STORE) return 0; /* LICET_E_STORE: another's */
    if (rc && err) *err = e;
    g->put = rc ? 0 : srv_journal_found(g->journal);
    g->beside = g->put > 0;
    return rc;
}

int srv_ledger_new(const licet *l, const char *home, srv_ledger **out, licet_error *err)
{
    srv_ledger *g = calloc(1, sizeof *g);
    if (!g) abort();
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->woken, NULL);
    snprintf(g->home, sizeof g->home, "%s", home);
    int rc = licet_share(l, 0, &g->l, err);
    if (!rc) rc = licet_share(l, 0, &g->mover_l, err);
    if (!rc) rc = take_up(g, err);
    if (!rc) g->mover_runs = pthread_create(&g->mover, NULL, srv_ledger_mover, g) == 0;
    if (rc)
        srv_ledger_free(g);
    else
        *out = g;
    return rc;
}

void srv_ledger_free(srv_ledger *g)
{
    if (!g) return;
    pthread_mutex_lock(&g->lock);
    g->stopping = true;
    pthread_cond_broadcast(&g->woken);
    pthread_mutex_unlock(&g->lock);
    if (g->mover_runs) pthread_join(g->mover, NULL);
    srv_journal_close(g->journal);
    licet_close(g->mover_l);
    licet_close(g->l);
    pthread_cond_destroy(&g->woken);
    pthread_mutex_destroy(&g->lock);
    free(g);
}

srv_ledger_counts srv_ledger_count(srv_ledger *g)
{
    pthread_mutex_lock(&g->lock);
    srv_ledger_counts c = g->counts;
    c.beside = g->put - g->moved;
    pthread_mutex_unlock(&g->lock);
    return c;
}

uint64_t srv_ledger_settled(srv_ledger *g)
{
    pthread_mutex_lock(&g->lock);
    uint64_t moved = g->moved;
    pthread_mutex_unlock(&g->lock);
    return moved;
}

bool srv_ledger_settle(srv_ledger *g, int ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000L;
    if (until.tv_nsec >= 1000000000L) until.tv_sec++, until.tv_nsec -= 1000000000L;
    pthread_mutex_lock(&g->lock);
    uint64_t mine = g->put;
    int rc = 0;
    while (g->beside && g->moved < mine && rc != ETIMEDOUT)
        rc = pthread_cond_timedwait(&g->woken, &g->lock, &until);
    bool settled = !g->beside || g->moved >= mine;
    pthread_mutex_unlock(&g->lock);
    return settled;
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

static int to_the_log(srv_ledger *g, const srv_waiter *group, licet_error *err)
{
    const licet_sink *sink = licet_store_sink(g->l);
    int rc = 0;
    for (const srv_waiter *w = group; w && !rc; w = w->next) {
        licet_set_time(g->l, w->entry->now_s);
        for (const struct srv_record *r = w->entry->first; r && !rc; r = r->next)
            rc = sink->append(sink->ctx, r->id, r->text, r->len, err);
    }
    if (!rc) rc = sink->sync(sink->ctx, err);
    if (rc) srv_ledger_renew(&g->l);
    return rc;
}

static int to_the_journal(srv_ledger *g, const srv_waiter *group, licet_error *err)
{
    for (const srv_waiter *w = group; w; w = w->next)
        for (const struct srv_record *r = w->entry->first; r; r = r->next)
            srv_journal_put(g->journal, r->id, w->entry->now_s, r->text, r->len);
    return srv_journal_sync(g->journal, err);
}

/* The log, if nobody else is writing to it for long; else the journal. beside: it is in use. Where
 * there can be none, the log is waited for. */
static int write_out(srv_ledger *g, const srv_waiter *group, bool *beside, licet_error *err)
{
    int busy = 0;
    if (!*beside) {
        bool may = g->journal && g->mover_runs;
        int rc = licet_log_begin(g->l, SHORT_WAIT_MS, &busy, err);
        if (rc) {
            srv_ledger_renew(&g->l);
            return rc;
        }
        if (busy && !may)
            may = g->mover_runs && srv_journal_open(g->home, true, &g->journal, NULL) == 0;
        if (!busy || !may) return to_the_log(g, group, err);
    }
    *beside = true;
    return to_the_journal(g, group, err);
}

static uint64_t records_of(const srv_waiter *group)
{
    uint64_t n = 0;
    for (const srv_waiter *w = group; w; w = w->next)
        for (const struct srv_record *r = w->entry->first; r; r = r->next) n++;
    return n;
}

/* With the lock held: everybody in the group is told. */
static void tell(srv_ledger *g, srv_waiter *group, uint64_t beside, int rc, const licet_error *err)
{
    for (srv_waiter *w = group, *next; w; w = next) {
        next = w->next; /* w may be gone once done is set and the lock released */
        w->entry->beside = beside;
        w->rc = rc;
        w->err = *err;
        w->done = true;
    }
    pthread_cond_broadcast(&g->woken);
}

static void write_group(srv_ledger *g)
{
    srv_waiter *group = g->first;
    licet_error err = {0};
    bool beside = g->beside;
    g->first = g->last = NULL;
    g->writing = true;
    pthread_mutex_unlock(&g->lock);
    uint64_t n = records_of(group);
    int rc = write_out(g, group, &beside, &err);
    pthread_mutex_lock(&g->lock);
    g->writing = false;
    if (rc) g->counts.failures++;
    if (!rc) g->counts.records += n, g->counts.commits++;
    if (!rc && beside) g->beside = true, g->put += n;
    tell(g, group, beside ? g->put : 0, rc, &err);
}

int srv_pending_sync(srv_pending *e, licet_error *err)
{
    srv_ledger *g = e->ledger;
    srv_waiter w = {.entry = e};
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
