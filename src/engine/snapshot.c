#include "engine/engine.h"

#include <stdlib.h>

#include "engine/entry_keys.h"
#include "engine/index_keep.h"
#include "engine/parties.h"

/* An index that is no longer in force may be kept packed, for replay. */
static int map_index(licet_snapshot *s, const char *path, lc_sv *out, licet_error *err)
{
    int rc = lc_map_file_open(path, &s->file, err);
    *out = s->file.bytes;
    if (rc && !lc_index_unpack(path, &s->unpacked, NULL)) {
        *out = lc_buf_view(&s->unpacked);
        return 0;
    }
    return rc;
}

static int at_index(int rc, const char *path, licet_error *err)
{
    if (err && !err->file[0]) lc_fail_at(err, path, err->line, err->byte);
    if (err && !err->remedy[0])
        lc_fail_remedy(err, "import a list again: the index is built anew from the store");
    return rc;
}

static int open_index(licet_snapshot *s, const char *path, licet_error *err)
{
    lc_sv bytes;
    int rc = map_index(s, path, &bytes, err);
    if (!rc) rc = lc_index_check(bytes, &s->index, err);
    if (!rc) rc = lc_json_parse(s->arena, lc_index_manifest(s->index), &s->manifest, err);
    if (!rc)
        rc = lc_parties_read(lc_index_parties(s->index), lc_index_versions(s->index), 0, s->arena,
                             &s->parties, err);
    return rc ? at_index(rc, path, err) : 0;
}

int lc_snapshot_begin(const char *index_path, licet_snapshot **out, licet_error *err)
{
    licet_snapshot *s = lc_xmalloc(sizeof *s);
    *s = (licet_snapshot){.arena = lc_arena_new()};
    atomic_init(&s->references, 1);
    atomic_init(&s->keys, NULL);
    atomic_init(&s->idle, NULL);
    atomic_init(&s->idle_arena, NULL);
    s->manifest = lc_json_object(s->arena);
    int rc = index_path ? open_index(s, index_path, err) : 0;
    if (rc) {
        licet_snapshot_release(s);
        return rc;
    }
    *out = s;
    return 0;
}

int lc_snapshot_finish(licet_snapshot *s, lc_law *law, const char *index_path, int64_t now_s,
                       licet_error *err)
{
    s->law = lc_law_retain(law);
    s->now_s = now_s;
    int rc = s->index ? lc_index_fits(s->index, law->lexicon, err) : 0;
    if (!rc) return 0;
    licet_snapshot_release(s);
    return at_index(rc, index_path, err);
}

int lc_snapshot_make(lc_law *law, const char *index_path, int64_t now_s, licet_snapshot **out,
                     licet_error *err)
{
    licet_snapshot *s;
    int rc = lc_snapshot_begin(index_path, &s, err);
    if (!rc) rc = lc_snapshot_finish(s, law, index_path, now_s, err);
    if (!rc) *out = s;
    return rc;
}

const lc_entry_keys *lc_snapshot_keys(licet_snapshot *s)
{
    lc_entry_keys *k = atomic_load(&s->keys), *none = NULL;
    if (k) return k;
    k = lc_entry_keys_new(s->index);
    if (atomic_compare_exchange_strong(&s->keys, &none, k)) return k;
    lc_entry_keys_free(k); /* another thread was quicker */
    return none;
}

lc_arena *lc_snapshot_arena(licet_snapshot *s)
{
    lc_arena *a = atomic_exchange(&s->idle_arena, NULL);
    return a ? a : lc_arena_new();
}

void lc_snapshot_arena_done(licet_snapshot *s, lc_arena *a)
{
    lc_arena *none = NULL;
    lc_arena_reset(a);
    if (!atomic_compare_exchange_strong(&s->idle_arena, &none, a)) lc_arena_free(a);
}

int lc_snapshot_resolve(licet_snapshot *s, lc_store *store, uint64_t before, licet_error *err)
{
    return lc_resolutions_load(store, before, s->arena, &s->resolutions, err);
}

int lc_snapshot_collect(licet_snapshot *s, lc_store *store, uint64_t before, licet_error *err)
{
    return lc_dossier_load(store, before, s->arena, &s->dossier, err);
}

void lc_snapshot_ahead(licet *l)
{
    lc_store *store = NULL;
    lc_arena *a = lc_arena_new();
    lc_sv name = LC_SV_NONE;
    licet_snapshot *s = NULL;
    if (!lc_store_open(l->home, LC_STORE_READ, &store, NULL) &&
        !lc_store_active(store, a, &name, NULL) && name.len &&
        !lc_snapshot_begin(lc_home_index_path(a, l, name).data, &s, NULL)) {
        l->ahead = s;
        l->ahead_name = lc_arena_sv(s->arena, name);
    }
    lc_store_close(store);
    lc_arena_free(a);
}

/* What was read ahead, if it is this index. */
static int begin(licet *l, lc_sv name, const char *path, licet_snapshot **out, licet_error *err)
{
    licet_snapshot *s = l->ahead;
    bool same = s && lc_sv_eq(name, l->ahead_name);
    l->ahead = NULL;
    if (same) {
        *out = s;
        return 0;
    }
    licet_snapshot_release(s);
    return lc_snapshot_begin(path, out, err);
}

bool lc_snapshot_is(const licet_snapshot *s, lc_sv name)
{
    lc_sv hash = lc_sv_of(s->index ? lc_index_hash(s->index) : "");
    return hash.len && lc_sv_starts(name, hash) && lc_sv_is(lc_sv_from(name, hash.len), ".lix");
}

/* A whole index under another one's name, such as yesterday's, would find fewer. */
static int check_name(const licet_snapshot *s, lc_sv name, const char *path, licet_error *err)
{
    if (!name.len || lc_snapshot_is(s, name)) return 0;
    return at_index(
        lc_fail(err, LICET_E_CORRUPT, "the index cannot be used: it is not the one its name says"),
        path, err);
}

static int make_current(licet *l, lc_store *store, lc_sv name, licet_snapshot **out,
                        licet_error *err)
{
    lc_arena *a = lc_arena_new();
    licet_snapshot *s = NULL;
    lc_sv path = name.len ? lc_home_index_path(a, l, name) : LC_SV_NONE;
    int rc = begin(l, name, path.data, &s, err);
    if (!rc) rc = lc_snapshot_finish(s, l->law, path.data, l->now_s, err);
    if (rc) s = NULL;
    if (!rc) rc = check_name(s, name, path.data, err);
    if (!rc && store) rc = lc_snapshot_resolve(s, store, UINT64_MAX, err);
    if (!rc && store) rc = lc_snapshot_collect(s, store, UINT64_MAX, err);
    lc_arena_free(a);
    if (!rc)
        *out = s;
    else
        licet_snapshot_release(s);
    return rc;
}

/* Between reading the name and opening the file others may have imported, twice: then the file is
 * gone and another is in force. */
int licet_snapshot_current(licet *l, licet_snapshot **out, licet_error *err)
{
    enum { TRIES = 3 };
    lc_arena *a = lc_arena_new();
    lc_store *store = NULL;
    lc_sv name = LC_SV_NONE, tried = LC_SV_NONE;
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (rc == LICET_E_NOT_FOUND) rc = make_current(l, NULL, name, out, err); /* an empty home */
    for (int i = 0; store && i < TRIES; i++) {
        int read = lc_store_active(store, a, &name, err);
        if (read || (i && lc_sv_eq(name, tried))) {
            rc = read ? read : rc;
            break;
        }
        rc = make_current(l, store, name, out, err);
        if (!rc) break;
        tried = name;
    }
    lc_store_close(store);
    lc_arena_free(a);
    return rc;
}

int licet_snapshot_open(const licet_config *c, const char *index_file, licet_snapshot **out,
                        licet_error *err)
{
    licet *l;
    int rc = licet_open(c, &l, err);
    if (rc) return rc;
    rc = lc_snapshot_make(l->law, index_file, c->now_s, out, err);
    licet_close(l);
    return rc;
}

licet_snapshot *licet_snapshot_retain(licet_snapshot *s)
{
    atomic_fetch_add(&s->references, 1);
    return s;
}

void licet_snapshot_release(licet_snapshot *s)
{
    if (!s || atomic_fetch_sub(&s->references, 1) != 1) return;
    lc_resolutions_done(s->resolutions);
    lc_dossier_done(s->dossier);
    lc_entry_keys_free(atomic_load(&s->keys));
    lc_matcher_free(atomic_load(&s->idle));
    lc_arena_free(atomic_load(&s->idle_arena));
    lc_parties_done(s->parties);
    lc_index_close(s->index);
    lc_map_file_close(&s->file);
    lc_buf_done(&s->unpacked);
    lc_law_release(s->law);
    lc_arena_free(s->arena);
    free(s);
}
