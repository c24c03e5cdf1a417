#include "text/lexicon_table.h"

#include <stdlib.h>

#include "base/arena.h"

/* Eight bytes a step, multiplied and folded: words are short and no adversary writes a lexicon. */
static uint64_t hash_of(lc_sv w)
{
    uint64_t h = w.len * 0x9E3779B97F4A7C15u, part;
    size_t i = 0;
    for (; i + 8 <= w.len; i += 8) {
        memcpy(&part, w.data + i, 8);
        h = (h ^ part) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
    }
    part = 0;
    if (i < w.len) memcpy(&part, w.data + i, w.len - i);
    h = (h ^ part) * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ (h >> 32);
}

static lc_table_slot *slots_of(size_t cap)
{
    lc_table_slot *s = calloc(cap, sizeof *s);
    if (!s) abort(); /* no memory: no answer */
    return s;
}

void lc_table_init(lc_table *t, size_t words)
{
    size_t cap = 64;
    while (cap < 2 * words) cap *= 2;
    *t = (lc_table){slots_of(cap), cap, 0};
}

void lc_table_done(lc_table *t)
{
    free(t->slots);
    *t = (lc_table){0};
}

static uint16_t tag_of(uint64_t hash)
{
    return (uint16_t)(hash >> 48);
}

static size_t place_of(const lc_table *t, lc_sv w, uint64_t hash)
{
    uint16_t tag = tag_of(hash);
    size_t i = (size_t)hash & (t->cap - 1);
    for (; t->slots[i].data; i = (i + 1) & (t->cap - 1)) {
        const lc_table_slot *s = &t->slots[i];
        if (s->tag == tag && s->len == w.len && memcmp(s->data, w.data, w.len) == 0) break;
    }
    return i;
}

static void grow(lc_table *t)
{
    lc_table bigger = {slots_of(2 * t->cap), 2 * t->cap, t->used};
    for (size_t i = 0; i < t->cap; i++) {
        lc_sv word = lc_sv_make(t->slots[i].data, t->slots[i].len);
        if (word.data) bigger.slots[place_of(&bigger, word, hash_of(word))] = t->slots[i];
    }
    free(t->slots);
    *t = bigger;
}

uint64_t lc_table_ahead(const lc_table *t, lc_sv word)
{
    uint64_t hash = hash_of(word);
    __builtin_prefetch(&t->slots[(size_t)hash & (t->cap - 1)], 1);
    return hash;
}

uint32_t *lc_table_put(lc_table *t, lc_sv word, bool *out_new)
{
    return lc_table_put_ahead(t, word, hash_of(word), out_new);
}

uint32_t *lc_table_put_ahead(lc_table *t, lc_sv word, uint64_t hash, bool *out_new)
{
    if (4 * (t->used + 1) > 3 * t->cap) grow(t);
    lc_table_slot *s = &t->slots[place_of(t, word, hash)];
    if (out_new) *out_new = !s->data;
    if (!s->data) {
        *s = (lc_table_slot){word.data, (uint16_t)word.len, tag_of(hash), 0};
        t->used++;
    }
    return &s->value;
}

const uint32_t *lc_table_get(const lc_table *t, lc_sv word)
{
    if (!word.len || word.len > UINT16_MAX) return NULL;
    const lc_table_slot *s = &t->slots[place_of(t, word, hash_of(word))];
    return s->data ? &s->value : NULL;
}
