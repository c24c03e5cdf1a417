#include "os/pool.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MAX_THREADS = 64 };

typedef struct job {
    atomic_size_t next;
    size_t n_items;
    void *ctx;
    void (*work)(void *ctx, size_t thread, size_t item);
} job;

typedef struct seat {
    job *j;
    size_t thread;
} seat;

static void *run(void *arg)
{
    seat *s = arg;
    for (;;) {
        size_t item = atomic_fetch_add(&s->j->next, 1);
        if (item >= s->j->n_items) return NULL;
        s->j->work(s->j->ctx, s->thread, item);
    }
}

void lc_parallel_beside(size_t n_threads, size_t n_items, void *ctx,
                        void (*work)(void *ctx, size_t thread, size_t item),
                        void (*beside)(void *ctx))
{
    job j = {0, n_items, ctx, work};
    pthread_t threads[MAX_THREADS];
    seat seats[MAX_THREADS];
    size_t most = n_items + (beside != NULL);
    if (n_threads > MAX_THREADS) n_threads = MAX_THREADS;
    if (n_threads > most) n_threads = most;
    size_t started = 0;
    while (started + 1 < n_threads) {
        seats[started] = (seat){&j, started + 1};
        if (pthread_create(&threads[started], NULL, run, &seats[started]) != 0) break;
        started++;
    }
    if (beside) beside(ctx);
    seat own = {&j, 0};
    run(&own);
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

void lc_parallel(size_t n_threads, size_t n_items, void *ctx,
                 void (*work)(void *ctx, size_t thread, size_t item))
{
    lc_parallel_beside(n_threads, n_items, ctx, work, NULL);
}
