#include "engine/index_build.h"

#include "engine/coverage.h"
#include "engine/index_keep.h"
#include "engine/parties.h"
#include "engine/sublists.h"

typedef struct build {
    lc_index_writer *writer;
    lc_clusters *clusters;
    lc_sublists *sublists;
    lc_arena *scratch;
} build;

static int add_version(void *ctx, const lc_stored_version *v, licet_error *err)
{
    build *b = ctx;
    lc_json *body;
    lc_entry e;
    lc_arena_reset(b->scratch);
    int rc = lc_json_parse(b->scratch, v->body, &body, err);
    if (!rc) rc = lc_entry_from_json(b->scratch, body, &e, err);
    if (rc) return rc;
    lc_index_input in = {&e,          v->body,        v->list_from, v->list_to, v->known_from,
                         v->known_to, v->since_oldest};
    lc_sublists_add(b->sublists, v, e.sublist);
    lc_clusters_add(b->clusters, &e, v->known_from, v->known_to);
    return lc_index_writer_add(b->writer, &in, err);
}

static int fill(licet *l, lc_store *store, build *b, lc_buf *bytes, char hash[65], licet_error *err)
{
    lc_json *manifest;
    lc_arena *a = lc_arena_new();
    b->writer = lc_index_writer_new(l->law->lexicon);
    b->clusters = lc_clusters_new(l->law->lexicon);
    b->sublists = lc_sublists_new();
    int rc = lc_store_each_version(store, b, add_version, err);
    if (!rc) rc = lc_manifest_of_store(store, a, &manifest, err);
    if (!rc) rc = lc_parties_words(store, b->clusters, err);
    if (!rc) lc_sublists_tell(b->sublists, a, manifest);
    if (!rc) lc_index_writer_parties(b->writer, lc_clusters_text(b->clusters, a));
    if (!rc)
        rc = lc_index_writer_finish(b->writer, lc_json_text(a, manifest, LC_JSON_CANONICAL), bytes,
                                    hash, err);
    lc_sublists_free(b->sublists);
    lc_clusters_free(b->clusters);
    lc_index_writer_free(b->writer);
    lc_arena_free(a);
    return rc;
}

int lc_index_build(licet *l, lc_store *store, lc_arena *a, lc_sv *out_name, licet_error *err)
{
    build b = {.scratch = lc_arena_new()};
    lc_buf bytes = {0};
    char hash[65];
    int rc = fill(l, store, &b, &bytes, hash, err);
    lc_sv name = LC_SV_NONE;
    if (!rc) {
        lc_sv folder = lc_arena_printf(a, "%s/index", l->home);
        name = lc_arena_printf(a, "%s.lix", hash);
        rc = lc_dir_make(folder.data, err);
        if (!rc) rc = lc_file_write(lc_home_index_path(a, l, name).data, lc_buf_view(&bytes), err);
    }
    if (!rc) rc = lc_index_note(l, store, name, err);
    if (!rc) lc_index_sweep(l, store, name);
    if (!rc) rc = lc_store_activate(store, name, l->now_s, err);
    if (!rc) *out_name = name;
    lc_buf_done(&bytes);
    lc_arena_free(b.scratch);
    return rc;
}

/* Does the index in force belong to the lists as they are, and can it be read by this build? */
static bool stands(licet *l, lc_store *store, lc_arena *a, lc_sv *out_name)
{
    licet_snapshot *s = NULL;
    bool agrees;
    if (lc_store_active_before(store, a, out_name, &agrees, NULL) || !agrees) return false;
    if (lc_snapshot_make(l->law, lc_home_index_path(a, l, *out_name).data, l->now_s, &s, NULL))
        return false;
    bool whole = s->file.bytes.len > 0 && lc_snapshot_is(s, *out_name);
    licet_snapshot_release(s);
    return whole;
}

int lc_index_renew(licet *l, lc_store *store, lc_arena *a, lc_sv *out_name, licet_error *err)
{
    return stands(l, store, a, out_name) ? 0 : lc_index_build(l, store, a, out_name, err);
}
