#include "source/key.h"

#include <stdlib.h>

#include "base/map.h"
#include "text/fold.h"

/* Keys are held as their 64-bit hashes. Two different keys with one hash (once in 10^10 lists of
 * this size) would only give the second a needless ordinal. */
struct lc_keys {
    lc_map *map;
    lc_arena *hashes;
};

lc_keys *lc_keys_new(void)
{
    lc_keys *k = lc_xmalloc(sizeof *k);
    *k = (lc_keys){lc_map_new(), lc_arena_new()};
    return k;
}

void lc_keys_free(lc_keys *k)
{
    if (!k) return;
    lc_map_free(k->map);
    lc_arena_free(k->hashes);
    free(k);
}

static size_t digits_at(lc_sv t, size_t at)
{
    size_t n = 0;
    while (at + n < t.len && t.data[at + n] >= '0' && t.data[at + n] <= '9') n++;
    return n;
}

static size_t blanks_at(lc_sv t, size_t at)
{
    size_t n = 0;
    while (at + n < t.len && t.data[at + n] == ' ') n++;
    return n;
}

/* "FR" or "F.R." at a place: its length, else 0. */
static size_t register_at(lc_sv t, size_t at)
{
    static const char *const spellings[] = {"FR", "F.R.", "F.R", "Fed. Reg.", "F. R."};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        size_t n = strlen(spellings[i]);
        if (at + n <= t.len && lc_sv_ieq((lc_sv){t.data + at, n}, lc_sv_of(spellings[i]))) return n;
    }
    return 0;
}

/* "87 F.R.38704 6/29/2022; 87 F.R. 79725" -> "87FR38704"; empty if no notice is cited so. */
static lc_sv first_notice(lc_arena *a, lc_sv t)
{
    for (size_t i = 0; i < t.len;) {
        size_t volume = digits_at(t, i);
        if (!volume) {
            i++;
            continue;
        }
        size_t at = i + volume;
        at += blanks_at(t, at);
        size_t word = register_at(t, at);
        at += word;
        at += blanks_at(t, at);
        size_t page = word ? digits_at(t, at) : 0;
        if (page)
            return lc_arena_printf(a, "%.*sFR%.*s", (int)volume, t.data + i, (int)page,
                                   t.data + at);
        i += volume;
    }
    return LC_SV_NONE;
}

static lc_sv citation_key(lc_arena *a, lc_sv citation)
{
    lc_sv notice = first_notice(a, citation);
    if (notice.len) return notice;
    lc_sv rest = citation;
    return lc_fold(a, lc_sv_cut(&rest, LC_SV(";")));
}

static lc_sv country_key(const lc_entry *e)
{
    if (e->n_addresses && e->addresses[0].country.len) return e->addresses[0].country;
    return e->n_countries ? e->countries[0] : LC_SV_NONE;
}

static lc_sv base_key(lc_arena *a, const lc_entry *e)
{
    if (e->number.len)
        return lc_arena_printf(a, "%.*s/%.*s", LC_SV_ARG(e->sublist), LC_SV_ARG(e->number));
    lc_sv name = e->n_names ? lc_fold(a, e->names[0].text) : LC_SV_NONE;
    lc_sv country = country_key(e), cited = citation_key(a, e->citation);
    return lc_arena_printf(a, "%.*s/%.*s/%.*s/%.*s", LC_SV_ARG(e->sublist), LC_SV_ARG(name),
                           LC_SV_ARG(country), LC_SV_ARG(cited));
}

static uint32_t count(lc_keys *k, lc_sv key)
{
    uint64_t hash = lc_hash64(key);
    lc_sv bytes = {(const char *)&hash, sizeof hash};
    uint32_t *at = lc_map_get(k->map, bytes);
    if (!at) at = lc_map_put(k->map, lc_arena_sv(k->hashes, bytes), NULL);
    return ++*at;
}

lc_sv lc_keys_next(lc_keys *k, lc_arena *a, const lc_entry *e, uint32_t *out_ordinal)
{
    lc_sv base = base_key(a, e), key = base;
    uint32_t n = count(k, base);
    /* a publisher's own number could look like one of ours */
    for (*out_ordinal = n; n > 1; n++) {
        key = lc_arena_printf(a, "%.*s#%u", LC_SV_ARG(base), n);
        if (count(k, key) == 1) break;
    }
    return key;
}
