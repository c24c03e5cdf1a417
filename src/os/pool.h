/* os/pool.h: the same work on many items by a few threads. */
#ifndef OS_POOL_H
#define OS_POOL_H

#include <stddef.h>

/* Calls work(ctx, thread, item) once for every item 0..n_items-1, on at most n_threads threads
 * (thread 0..n_threads-1; each item on one of them), and returns when all are done. With
 * n_threads <= 1, or when threads cannot be made, everything runs on the caller's thread. */
void lc_parallel(size_t n_threads, size_t n_items, void *ctx,
                 void (*work)(void *ctx, size_t thread, size_t item));
/* The same, while the caller's thread calls beside(ctx) once: what must stay in order and mostly
 * waits for a disk. With n_threads <= 1 it is called first; else the items are for n_threads other
 * threads, so that none is kept waiting. */
void lc_parallel_beside(size_t n_threads, size_t n_items, void *ctx,
                        void (*work)(void *ctx, size_t thread, size_t item),
                        void (*beside)(void *ctx));

#endif
