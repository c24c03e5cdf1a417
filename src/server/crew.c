#include "server/crew.h"

#include <pthread.h>
#include <stdlib.h>

#include "server/service.h"

/* At some thousand questions a second a queue of this length is a tenth of a second. Slow requests
 * take up to some seconds each. */
enum { MOST_QUICK = 512, MOST_SLOW = 64, QUICK_US = 1000 * 1000, SLOW_US = 20 * 1000 * 1000 };

typedef struct queue {
    srv_work *first, *last;
    unsigned places, most; /* taken, of how many */
    int64_t patience_us;
} queue;

struct srv_crew {
    pthread_mutex_t lock;
    pthread_cond_t woken;
    pthread_t *threads;
    unsigned n, most_slow, slow_now;
    queue quick, slow;
    bool stopping;
    uint64_t refused, too_late;
};

static queue *queue_of(srv_crew *c, bool slow)
{
    return slow ? &c->slow : &c->quick;
}

bool srv_crew_place(srv_crew *c, bool slow)
{
    pthread_mutex_lock(&c->lock);
    queue *q = queue_of(c, slow);
    bool room = q->places < q->most && !c->stopping;
    if (room)
        q->places++;
    else
        c->refused++;
    pthread_mutex_unlock(&c->lock);
    return room;
}

void srv_crew_put(srv_crew *c, srv_work *w)
{
    w->next = NULL;
    w->since_us = srv_now_us();
    pthread_mutex_lock(&c->lock);
    queue *q = queue_of(c, w->slow);
    if (q->last)
        q->last->next = w;
    else
        q->first = w;
    q->last = w;
    pthread_cond_signal(&c->woken);
    pthread_mutex_unlock(&c->lock);
}

static srv_work *pop(queue *q)
{
    srv_work *w = q->first;
    if (!w) return NULL;
    q->first = w->next;
    if (!q->first) q->last = NULL;
    q->places--;
    return w;
}

/* Whichever has waited longer, where a slow one may be begun. */
static srv_work *next(srv_crew *c)
{
    const srv_work *quick = c->quick.first, *slow = c->slow.first;
    bool may = slow && c->slow_now < c->most_slow;
    if (may && (!quick || slow->since_us < quick->since_us)) return pop(&c->slow);
    return pop(&c->quick);
}

static void *labour(void *ctx)
{
    srv_crew *c = ctx;
    pthread_mutex_lock(&c->lock);
    for (;;) {
        srv_work *w = next(c);
        if (!w && c->stopping && !c->quick.places && !c->slow.places) break;
        if (!w) {
            pthread_cond_wait(&c->woken, &c->lock);
            continue;
        }
        bool slow = w->slow, late = srv_now_us() - w->since_us > queue_of(c, slow)->patience_us;
        c->slow_now += slow;
        c->too_late += late;
        pthread_mutex_unlock(&c->lock);
        w->run(w->ctx, late); /* w may be gone after this */
        pthread_mutex_lock(&c->lock);
        c->slow_now -= slow;
        if (slow || c->stopping) pthread_cond_broadcast(&c->woken);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

srv_crew *srv_crew_start(unsigned threads)
{
    srv_crew *c = calloc(1, sizeof *c);
    if (c) c->threads = calloc(threads, sizeof *c->threads);
    if (!c || !c->threads) abort();
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->woken, NULL);
    c->quick = (queue){.most = MOST_QUICK, .patience_us = QUICK_US};
    c->slow = (queue){.most = MOST_SLOW, .patience_us = SLOW_US};
    c->most_slow = threads > 1 ? threads / 2 : 1;
    while (c->n < threads && pthread_create(&c->threads[c->n], NULL, labour, c) == 0) c->n++;
    if (c->n == threads) return c;
    srv_crew_free(c);
    return NULL;
}

void srv_crew_close(srv_crew *c)
{
    if (!c) return;
    pthread_mutex_lock(&c->lock);
    c->stopping = true;
    pthread_cond_broadcast(&c->woken);
    pthread_mutex_unlock(&c->lock);
    for (unsigned i = 0; i < c->n; i++) pthread_join(c->threads[i], NULL);
    c->n = 0;
}

void srv_crew_free(srv_crew *c)
{
    if (!c) return;
    srv_crew_close(c);
    pthread_cond_destroy(&c->woken);
    pthread_mutex_destroy(&c->lock);
    free(c->threads);
    free(c);
}

srv_crew_counts srv_crew_count(srv_crew *c)
{
    pthread_mutex_lock(&c->lock);
    srv_crew_counts n = {c->quick.places + c->slow.places, c->refused, c->too_late};
    pthread_mutex_unlock(&c->lock);
    return n;
}
