#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"

typedef struct slot {
    lc_sv key;
    uint64_t hash;
    uint32_t value;
    bool used;
} slot;

struct lc_map {
    slot *slots;
    size_t cap, len;
};

enum { FIRST_CAP = 64 };

/* FNV-1a with a final mix (public domain constants). */
uint64_t lc_hash64(lc_sv v)
{
    uint64_t h = 14695981039346656037ull;
    for (size_t i = 0; i < v.len; i++) h = (h ^ (unsigned char)v.data[i]) * 1099511628211ull;
    h ^= h >> 32;
    h *= 0x9E3779B97F4A7C15ull;
    return h ^ (h >> 29);
}

static slot *alloc_slots(size_t cap)
{
    slot *s = calloc(cap, sizeof *s);
    if (!s) lc_xmalloc(SIZE_MAX / 2); /* ends the process with its message */
    return s;
}

lc_map *lc_map_new(void)
{
    lc_map *m = lc_xmalloc(sizeof *m);
    *m = (lc_map){alloc_slots(FIRST_CAP), FIRST_CAP, 0};
    return m;
}

void lc_map_free(lc_map *m)
{
    if (!m) return;
    free(m->slots);
    free(m);
}

size_t lc_map_len(const lc_map *m)
{
    return m->len;
}

static slot *find(slot *slots, size_t cap, lc_sv key, uint64_t hash)
{
    size_t i = (size_t)hash & (cap - 1);
    while (slots[i].used && (slots[i].hash != hash || !lc_sv_eq(slots[i].key, key)))
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

uint32_t *lc_map_get(const lc_map *m, lc_sv key)
{
    slot *s = find(m->slots, m->cap, key, lc_hash64(key));
    return s->used ? &s->value : NULL;
}

static void grow(lc_map *m)
{
    size_t cap = m->cap * 2;
    slot *fresh = alloc_slots(cap);
    for (size_t i = 0; i < m->cap; i++)
        if (m->slots[i].used) *find(fresh, cap, m->slots[i].key, m->slots[i].hash) = m->slots[i];
    free(m->slots);
    m->slots = fresh;
    m->cap = cap;
}

uint32_t *lc_map_put(lc_map *m, lc_sv key, bool *is_new)
{
    if ((m->len + 1) * 10 > m->cap * 7) grow(m);
    uint64_t hash = lc_hash64(key);
    slot *s = find(m->slots, m->cap, key, hash);
    if (is_new) *is_new = !s->used;
    if (!s->used) {
        *s = (slot){key, hash, 0, true};
        m->len++;
    }
    return &s->value;
}
