#include "server/watchers.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/jobs.h"

/* A comment a quarter of a minute keeps the connection, and finds out who has gone. */
enum { MOST_WATCHERS = 4000, TICK_MS = 200, KEEP_US = 15 * 1000 * 1000 };

/* What there is to say about one batch, to however many listen. */
typedef struct bulletin {
    struct bulletin *next;
    char id[SRV_BATCH_ID];
    unsigned listeners;
    uint64_t edition;
    bool over;
    licet_text text;
} bulletin;

typedef struct watcher {
    struct watcher *next; /* among those that sleep */
    srv_watchers *all;
    bulletin *about;
    uint64_t heard; /* edition */
    int64_t spoke_us;
    bool over;
    void *connection;
} watcher;

struct srv_watchers {
    srv_service *service;
    pthread_mutex_t lock;
    pthread_t ticker;
    bool started, stopping;
    bulletin *bulletins;
    watcher *asleep;
    unsigned n;
};

/* ---- bulletins ---- */

static bool ends(const json_t *state)
{
    const char *word = json_string_value(json_object_get(state, "state"));
    return !word || strcmp(word, "done") == 0 || strcmp(word, "failed") == 0;
}

/* NULL text: there is no such batch any more. Not under the lock: it reads files. */
static licet_text read_text(srv_service *s, const char *id, bool *out_over)
{
    json_t *state;
    licet_text t = {0};
    *out_over = true;
    if (srv_job_state(s, id, &state, NULL)) return t;
    *out_over = ends(state);
    json_object_del(state, "summary"); /* the end is asked for as a whole */
    t = srv_json_text(state);
    json_decref(state);
    return t;
}

static void publish(bulletin *b, licet_text t, bool over)
{
    bool same = t.data && b->text.data && strcmp(t.data, b->text.data) == 0;
    if (!same || over != b->over) b->edition++;
    b->over = over;
    if (same || !t.data) {
        licet_text_done(&t);
        return;
    }
    licet_text_done(&b->text);
    b->text = t;
}

static bulletin *bulletin_of(srv_watchers *w, const char *id)
{
    bulletin *b = w->bulletins;
    while (b && strcmp(b->id, id) != 0) b = b->next;
    return b;
}

static void drop_unheard(srv_watchers *w)
{
    for (bulletin **at = &w->bulletins; *at;) {
        bulletin *b = *at;
        if (b->listeners) {
            at = &b->next;
            continue;
        }
        *at = b->next;
        licet_text_done(&b->text);
        free(b);
    }
}

/* ---- one watcher, asked by the thread of its connection ---- */

static bool has_news(const watcher *x)
{
    return x->heard != x->about->edition || x->all->stopping ||
           srv_now_us() - x->spoke_us >= KEEP_US;
}

static long speak(watcher *x, char *out, size_t max)
{
    const bulletin *b = x->about;
    x->spoke_us = srv_now_us();
    if (x->over || (x->all->stopping && x->heard == b->edition)) return SRV_STREAM_END;
    int n = x->heard == b->edition ? snprintf(out, max, ": \n\n")
                                   : snprintf(out, max, "data: %s\n\n", b->text.data);
    x->heard = b->edition;
    x->over = b->over;
    return n < 0 || (size_t)n >= max ? SRV_STREAM_END : n;
}

static long next(void *ctx, char *out, size_t max)
{
    watcher *x = ctx;
    pthread_mutex_lock(&x->all->lock);
    long n = has_news(x) || x->over ? speak(x, out, max) : 0;
    pthread_mutex_unlock(&x->all->lock);
    return n;
}

static void done(void *ctx)
{
    watcher *x = ctx;
    pthread_mutex_lock(&x->all->lock);
    x->about->listeners--;
    x->all->n--;
    pthread_mutex_unlock(&x->all->lock);
    free(x);
}

bool srv_watch_batch(srv_watchers *w, const char *id, srv_stream *out)
{
    bool over;
    licet_text t = read_text(w->service, id, &over);
    watcher *x = calloc(1, sizeof *x);
    bulletin *fresh = calloc(1, sizeof *fresh);
    if (!x || !fresh) abort();
    pthread_mutex_lock(&w->lock);
    bool may = t.data && w->n < MOST_WATCHERS && !w->stopping;
    bulletin *b = may ? bulletin_of(w, id) : NULL;
    if (may && !b) {
        b = fresh;
        fresh = NULL;
        snprintf(b->id, sizeof b->id, "%s", id);
        b->next = w->bulletins;
        w->bulletins = b;
    }
    if (may) {
        b->listeners++;
        w->n++;
        publish(b, t, over);
        *x = (watcher){.all = w, .about = b, .spoke_us = srv_now_us()};
        *out = (srv_stream){next, done, x};
    }
    pthread_mutex_unlock(&w->lock);
    free(fresh);
    if (may) return true;
    licet_text_done(&t);
    free(x);
    return false;
}

void srv_watchers_sleep(srv_watchers *w, srv_stream *s, void *connection)
{
    watcher *x = s->ctx;
    pthread_mutex_lock(&w->lock);
    if (!has_news(x)) {
        MHD_suspend_connection(connection);
        x->connection = connection;
        x->next = w->asleep;
        w->asleep = x;
    }
    pthread_mutex_unlock(&w->lock);
}

/* ---- the ticker ---- */

/* One bulletin after the other is read again; the lock is held only to look which is next. */
static void renew(srv_watchers *w)
{
    for (unsigned i = 0;; i++) {
        char id[SRV_BATCH_ID];
        bool over;
        pthread_mutex_lock(&w->lock);
        bulletin *b = w->bulletins;
        for (unsigned k = 0; b && k < i; k++) b = b->next;
        if (b) memcpy(id, b->id, sizeof id);
        pthread_mutex_unlock(&w->lock);
        if (!b) return;
        licet_text t = read_text(w->service, id, &over);
        pthread_mutex_lock(&w->lock);
        b = bulletin_of(w, id); /* only this thread drops them */
        publish(b, t, over);
        pthread_mutex_unlock(&w->lock);
    }
}

static void wake(srv_watchers *w)
{
    pthread_mutex_lock(&w->lock);
    for (watcher **at = &w->asleep; *at;) {
        watcher *x = *at;
        if (!has_news(x)) {
            at = &x->next;
            continue;
        }
        *at = x->next;
        MHD_resume_connection(x->connection);
    }
    drop_unheard(w);
    pthread_mutex_unlock(&w->lock);
}

static bool is_stopping(srv_watchers *w)
{
    pthread_mutex_lock(&w->lock);
    bool stopping = w->stopping;
    pthread_mutex_unlock(&w->lock);
    return stopping;
}

static void *tick(void *ctx)
{
    srv_watchers *w = ctx;
    while (!is_stopping(w)) {
        nanosleep(&(struct timespec){.tv_nsec = TICK_MS * 1000L * 1000L}, NULL);
        renew(w);
        wake(w);
    }
    return NULL;
}

srv_watchers *srv_watchers_start(srv_service *s)
{
    srv_watchers *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->service = s;
    pthread_mutex_init(&w->lock, NULL);
    w->started = pthread_create(&w->ticker, NULL, tick, w) == 0;
    if (w->started) return w;
    srv_watchers_free(w);
    return NULL;
}

void srv_watchers_stop(srv_watchers *w)
{
    if (!w || !w->started) return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->ticker, NULL);
    w->started = false;
    wake(w);
}

void srv_watchers_free(srv_watchers *w)
{
    if (!w) return;
    srv_watchers_stop(w);
    drop_unheard(w);
    pthread_mutex_destroy(&w->lock);
    free(w);
}
