#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_BLOCK_BYTES = 16 * 1024, MAX_BLOCK_BYTES = 4 * 1024 * 1024, ALIGN_BYTES = 16 };

typedef struct block {
    struct block *prev;
    size_t cap, used;
} block;

struct lc_arena {
    block *top;
    size_t next_bytes, used_bytes;
};

static void no_memory(size_t size)
{
    fprintf(stderr, "licet: out of memory (%zu bytes wanted); nothing was released\n", size);
    abort();
}

void *lc_xmalloc(size_t size)
{
    void *p = malloc(size ? size : 1);
    if (!p) no_memory(size);
    return p;
}

void *lc_xrealloc(void *old, size_t size)
{
    void *p = realloc(old, size ? size : 1);
    if (!p) no_memory(size);
    return p;
}

static size_t head_bytes(void)
{
    return (sizeof(block) + ALIGN_BYTES - 1) & ~(size_t)(ALIGN_BYTES - 1);
}

lc_arena *lc_arena_new(void)
{
    lc_arena *a = lc_xmalloc(sizeof *a);
    *a = (lc_arena){NULL, FIRST_BLOCK_BYTES, 0};
    return a;
}

static void drop_blocks(block *b)
{
    while (b) {
        block *prev = b->prev;
        free(b);
        b = prev;
    }
}

void lc_arena_free(lc_arena *a)
{
    if (!a) return;
    drop_blocks(a->top);
    free(a);
}

void lc_arena_reset(lc_arena *a)
{
    a->used_bytes = 0;
    if (!a->top) return;
    drop_blocks(a->top->prev);
    a->top->prev = NULL;
    a->top->used = 0;
}

static void grow(lc_arena *a, size_t need)
{
    size_t cap = a->next_bytes > need ? a->next_bytes : need;
    if (a->next_bytes < MAX_BLOCK_BYTES) a->next_bytes *= 2;
    block *b = lc_xmalloc(head_bytes() + cap);
    *b = (block){a->top, cap, 0};
    a->top = b;
}

static size_t aligned(size_t size)
{
    if (size > SIZE_MAX / 2) no_memory(size);
    return size ? (size + ALIGN_BYTES - 1) & ~(size_t)(ALIGN_BYTES - 1) : ALIGN_BYTES;
}

static size_t room(const lc_arena *a)
{
    return a->top ? a->top->cap - a->top->used : 0;
}

static char *next_byte(const lc_arena *a)
{
    return (char *)a->top + head_bytes() + a->top->used;
}

/* Most are a few words long: not worth a call. */
static void zero(char *p, size_t bytes)
{
    if (bytes > 4 * ALIGN_BYTES)
        memset(p, 0, bytes);
    else
        for (size_t i = 0; i < bytes; i += ALIGN_BYTES) memset(p + i, 0, ALIGN_BYTES);
}

static char *take(lc_arena *a, size_t need)
{
    if (room(a) < need) grow(a, need);
    char *p = next_byte(a);
    a->top->used += need;
    a->used_bytes += need;
    return p;
}

void *lc_arena_alloc_raw(lc_arena *a, size_t size)
{
    return take(a, aligned(size));
}

void *lc_arena_alloc(lc_arena *a, size_t size)
{
    size_t need = aligned(size);
    char *p = take(a, need);
    zero(p, need);
    return p;
}

lc_sv lc_arena_sv(lc_arena *a, lc_sv v)
{
    return (lc_sv){lc_arena_z(a, v), v.len};
}

char *lc_arena_z(lc_arena *a, lc_sv v)
{
    char *p = lc_arena_alloc(a, v.len + 1);
    if (v.len) memcpy(p, v.data, v.len);
    return p;
}

lc_sv lc_arena_printf(lc_arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    if (!a->top) grow(a, FIRST_BLOCK_BYTES);
    char *p = next_byte(a);
    int n = vsnprintf(p, room(a), fmt, ap);
    va_end(ap);
    size_t len = n > 0 ? (size_t)n : 0;
    if (n > 0 && aligned(len + 1) <= room(a)) { /* it stands where the next bytes are given out */
        size_t need = aligned(len + 1);
        memset(p + len, 0, need - len);
        a->top->used += need;
        a->used_bytes += need;
    } else {
        p = lc_arena_alloc(a, len + 1);
        vsnprintf(p, len + 1, fmt, again);
    }
    va_end(again);
    return (lc_sv){p, len};
}

size_t lc_arena_used_bytes(const lc_arena *a)
{
    return a->used_bytes;
}
