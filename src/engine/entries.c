/* Entries by their keys, out of the snapshot: what a list says of a party, without the store. */
#include "engine/engine.h"
#include "engine/entry_keys.h"
#include "licet/service.h"

enum { MOST_KEYS = 1000 };

static lc_json *version_json(const licet_snapshot *s, uint32_t version, lc_arena *a)
{
    char day[LC_DATE_TEXT];
    lc_json *o, *out = lc_json_object(a);
    lc_index_version v = lc_index_version_at(s->index, version);
    if (lc_json_parse(a, v.body, &o, NULL)) return NULL;
    lc_json_set(a, out, "entry", o);
    lc_json_set_z(a, out, "list_from",
                  v.list_from == LC_DATE_NONE ? "" : lc_date_text(v.list_from, day));
    lc_json_set_z(a, out, "list_to", v.list_to == LC_DATE_NONE ? "" : lc_date_text(v.list_to, day));
    return out;
}

/* The version of this key that is seen on the day, NULL: none. */
static lc_json *find(licet_snapshot *s, lc_sv key, lc_date day, lc_arena *a)
{
    const uint32_t *versions;
    size_t n = lc_entry_keys_find(lc_snapshot_keys(s), key, a, &versions);
    for (size_t i = n; i-- > 0;) {
        if (!lc_index_visible(s->index, versions[i], day, s->known_at)) continue;
        lc_json *o = version_json(s, versions[i], a);
        if (o && lc_sv_eq(lc_json_get_sv(lc_json_get(o, "entry"), "key"), key)) return o;
    }
    return NULL;
}

int licet_entries(licet_snapshot *s, const char *const *keys, size_t n, const char *as_of,
                  licet_text *out_json, licet_error *err)
{
    lc_date day = lc_engine_today(s->now_s);
    if (n > MOST_KEYS)
        return lc_fail(err, LICET_E_LIMIT, "at most %d entries are given at once", MOST_KEYS);
    if (as_of) {
        int rc = lc_engine_day(as_of, &day, err);
        if (rc) return rc;
    }
    lc_arena *a = lc_arena_new();
    lc_json *all = lc_json_array(a), *o = lc_json_object(a);
    for (size_t i = 0; i < n; i++)
        lc_json_push(a, all, s->index ? find(s, lc_sv_of(keys[i]), day, a) : NULL);
    lc_json_set(a, o, "entries", all);
    lc_text_take(lc_json_text(a, o, LC_JSON_COMPACT), out_json);
    lc_arena_free(a);
    return 0;
}
