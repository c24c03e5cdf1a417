/* base/arena.h: memory that is given back all at once.
 * Allocation never returns NULL: when the machine has no memory left the process ends with a
 * message, which callers read as "not screened" (DESIGN section 6: fail closed). */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/sv.h"

typedef struct lc_arena lc_arena;

lc_arena *lc_arena_new(void);
void lc_arena_free(lc_arena *a); /* takes NULL */
/* Forgets all allocations but keeps one block for the next round. */
void lc_arena_reset(lc_arena *a);
/* Zeroed, aligned for any object. size 0 gives a valid pointer. */
void *lc_arena_alloc(lc_arena *a, size_t size_bytes);
/* The same, of what was there before: for large things that are often not needed. */
void *lc_arena_alloc_raw(lc_arena *a, size_t size_bytes);
/* Copies; the copy has a NUL behind it, so .data may be passed to C functions. */
lc_sv lc_arena_sv(lc_arena *a, lc_sv v);
char *lc_arena_z(lc_arena *a, lc_sv v);
lc_sv lc_arena_printf(lc_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Bytes handed out since new or reset. */
size_t lc_arena_used_bytes(const lc_arena *a);

#define LC_NEW(arena, type)      ((type *)lc_arena_alloc((arena), sizeof(type)))
#define LC_NEW_N(arena, type, n) ((type *)lc_arena_alloc((arena), sizeof(type) * (size_t)(n)))

/* malloc and realloc that end the process when memory is gone. */
void *lc_xmalloc(size_t size_bytes);
void *lc_xrealloc(void *p, size_t size_bytes);

#endif
