/* From the journal into the log. In chunks, while others go on appending to the journal; the last
 * few with the writer's role, so that there is an end, and the log is written directly again. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/ledger_in.h"
#include "server/service.h"

enum { CHUNK = 500, LAST_BYTES = 64 * 1024, WAIT_MS = 1000, SHORT_WAIT_MS = 50 };

void srv_ledger_renew(licet **l)
{
    licet *fresh = NULL;
    if (licet_share(*l, 0, &fresh, NULL)) return;
    licet_close(*l);
    *l = fresh;
}

/* A crash may have come between the log's commit and the journal's note of it. */
static bool in_the_log(licet *l, const srv_journal_record *r)
{
    licet_text t = {0};
    char stamp[32] = "";
    time_t when = (time_t)r->time_s;
    struct tm day;
    if (!r->old || licet_log_get(l, r->id, &t, NULL)) return false;
    json_t *o = json_loadb(t.data, t.len, 0, NULL);
    licet_text_done(&t);
    if (gmtime_r(&when, &day)) strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &day);
    const char *recorded = json_string_value(json_object_get(o, "time"));
    bool same = recorded && strncmp(recorded, stamp, strlen(stamp)) == 0;
    json_decref(o);
    return same;
}

/* An old one may be from before what others have recorded since, by days: then it bears today's
 * time, for the log refuses a clock that goes back. */
static int append(licet *l, const srv_journal_record *r, licet_error *err)
{
    const licet_sink *sink = licet_store_sink(l);
    licet_set_time(l, r->time_s);
    int rc = sink->append(sink->ctx, r->id, r->record, r->len, err);
    if (!rc || !r->old) return rc;
    licet_set_time(l, srv_now_s());
    return sink->append(sink->ctx, r->id, r->record, r->len, err);
}

/* At most so many records (0: all), in one commit. *out_busy: another process is writing. */
static int move(srv_ledger *g, size_t most, int wait_ms, uint64_t *out_moved, int *out_busy,
                licet_error *err)
{
    licet *l = g->mover_l;
    srv_journal_record r;
    uint64_t n = 0;
    int rc = licet_log_begin(l, wait_ms, out_busy, err);
    if (rc || *out_busy) return rc;
    while (!rc && (!most || n < most) && srv_journal_next(g->journal, &r)) {
        if (!in_the_log(l, &r)) rc = append(l, &r, err);
        n++;
    }
    const licet_sink *sink = licet_store_sink(l);
    if (!rc) rc = sink->sync(sink->ctx, err);
    if (rc) {
        srv_journal_again(g->journal);
        srv_ledger_renew(&g->mover_l);
    } else {
        srv_journal_taken(g->journal);
        *out_moved = n;
    }
    return rc;
}

static void note(srv_ledger *g, int rc, uint64_t moved)
{
    g->moved += moved;
    if (rc) g->counts.failures++;
    pthread_cond_broadcast(&g->woken);
}

static void move_some(srv_ledger *g)
{
    uint64_t n = 0;
    int busy = 0, rc = move(g, CHUNK, WAIT_MS, &n, &busy, NULL);
    pthread_mutex_lock(&g->lock);
    note(g, rc, n);
    pthread_mutex_unlock(&g->lock);
    if (rc) nanosleep(&(struct timespec){.tv_nsec = 200 * 1000 * 1000}, NULL);
}

/* Nobody writes meanwhile: what is moved now is the rest. */
static void move_rest(srv_ledger *g)
{
    uint64_t n = 0;
    int busy = 0;
    pthread_mutex_lock(&g->lock);
    while (g->writing) pthread_cond_wait(&g->woken, &g->lock);
    g->writing = true;
    pthread_mutex_unlock(&g->lock);
    int rc = move(g, 0, SHORT_WAIT_MS, &n, &busy, NULL);
    bool all = !rc && !busy;
    if (all) srv_journal_empty(g->journal);
    pthread_mutex_lock(&g->lock);
    g->writing = false;
    if (all) g->beside = false;
    note(g, rc, n);
    pthread_mutex_unlock(&g->lock);
    if (!all) nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
}

void *srv_ledger_mover(void *ledger)
{
    srv_ledger *g = ledger;
    int64_t give_up_us = 0;
    for (;;) {
        pthread_mutex_lock(&g->lock);
        while (!g->beside && !g->stopping) pthread_cond_wait(&g->woken, &g->lock);
        bool beside = g->beside, stopping = g->stopping;
        pthread_mutex_unlock(&g->lock);
        if (!beside) return NULL;
        if (stopping && !give_up_us) give_up_us = srv_now_us() + 30LL * 1000 * 1000;
        if (stopping && srv_now_us() > give_up_us) return NULL; /* the next start takes it up */
        if (srv_journal_left(g->journal) > LAST_BYTES)
            move_some(g);
        else
            move_rest(g);
    }
}
