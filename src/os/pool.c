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

/* Seats from 0 on, as many as there are threads for. */
static size_t start(job *j, size_t n, seat *seats, pthread_t *threads)
{
    size_t started = 0;
    while (started < n) {
        seats[started] = (seat){j, started};
        if (pthread_create(&threads[started], NULL, run, &seats[started]) != 0) break;
        started++;
    }
    return started;
}

static size_t no_more_than(size_t n, size_t most)
{
    return n < most ? n : most;
}

void lc_parallel_beside(size_t n_threads, size_t n_items, void *ctx,
                        void (*work)(void *ctx, size_t thread, size_t item),
                        void (*beside)(void *ctx))
{
    job j = {0, n_items, ctx, work};
    pthread_t threads[MAX_THREADS];
    seat seats[MAX_THREADS];
    n_threads = no_more_than(no_more_than(n_threads, MAX_THREADS), n_items);
    size_t started = n_threads > 1 ? start(&j, n_threads, seats, threads) : 0;
    beside(ctx);
    if (started < n_threads || !started) run(&(seat){&j, started});
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

void lc_parallel(size_t n_threads, size_t n_items, void *ctx,
                 void (*work)(void *ctx, size_t thread, size_t item))
{
    job j = {0, n_items, ctx, work};
    pthread_t threads[MAX_THREADS];
    seat seats[MAX_THREADS];
    n_threads = no_more_than(no_more_than(n_threads, MAX_THREADS), n_items);
    size_t started = n_threads > 1 ? start(&j, n_threads - 1, seats, threads) : 0;
    run(&(seat){&j, started});
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
}
