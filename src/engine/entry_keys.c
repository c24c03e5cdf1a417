#include "engine/entry_keys.h"

#include <stdlib.h>

#include "base/map.h"
#include "codec/json.h"

typedef struct place {
    uint64_t hash;
    uint32_t version;
} place;

struct lc_entry_keys {
    size_t n;
    uint64_t *hashes;   /* ascending; equal ones by version */
    uint32_t *versions; /* beside them */
};

/* The key as it stands in the JSON, quotes included; empty if there is none. */
static lc_sv raw_key(lc_sv body)
{
    lc_sv mark = LC_SV("\"key\":");
    size_t at = lc_sv_find(body, mark, 0);
    if (at >= body.len) return LC_SV_NONE;
    lc_sv rest = lc_sv_from(body, at + mark.len);
    for (size_t i = 1; i < rest.len; i++) {
        if (rest.data[i] == '\\')
            i++;
        else if (rest.data[i] == '"')
            return lc_sv_make(rest.data, i + 1);
    }
    return LC_SV_NONE;
}

static int by_hash(const void *x, const void *y)
{
    const place *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->version < b->version ? -1 : a->version > b->version;
}

lc_entry_keys *lc_entry_keys_new(const lc_index *x)
{
    lc_entry_keys *k = lc_xmalloc(sizeof *k);
    uint32_t n = lc_index_versions(x);
    place *all = lc_xmalloc(sizeof *all * ((size_t)n + 1));
    for (uint32_t v = 0; v < n; v++)
        all[v] = (place){lc_hash64(raw_key(lc_index_version_at(x, v).body)), v};
    if (n) qsort(all, n, sizeof *all, by_hash);
    *k = (lc_entry_keys){.n = n,
                         .hashes = lc_xmalloc(sizeof *k->hashes * ((size_t)n + 1)),
                         .versions = lc_xmalloc(sizeof *k->versions * ((size_t)n + 1))};
    for (uint32_t i = 0; i < n; i++) {
        k->hashes[i] = all[i].hash;
        k->versions[i] = all[i].version;
    }
    free(all);
    return k;
}

void lc_entry_keys_free(lc_entry_keys *k)
{
    if (!k) return;
    free(k->hashes);
    free(k->versions);
    free(k);
}

size_t lc_entry_keys_find(const lc_entry_keys *k, lc_sv key, lc_arena *a, const uint32_t **out)
{
    lc_buf raw = {0};
    lc_json_write_string(key, &raw);
    uint64_t hash = lc_hash64(lc_arena_sv(a, lc_buf_view(&raw)));
    lc_buf_done(&raw);
    size_t low = 0, high = k->n, n = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->hashes[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    *out = k->versions + low;
    while (low + n < k->n && k->hashes[low + n] == hash) n++;
    return n;
}
