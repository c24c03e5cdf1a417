/* licet_bundle_import: a bundle that was verified, into force in one transaction. */
#include <stdlib.h>

#include "engine/bundle.h"
#include "engine/import.h"
#include "os/file.h"

struct licet_bundle {
    lc_map_file file;
    lc_buf key; /* the trusted public key's file */
};

int licet_bundle_open(const char *file, const char *public_key, licet_bundle **out,
                      licet_error *err)
{
    if (!file || !public_key)
        return lc_fail(err, LICET_E_ARGUMENT, "a bundle needs the public key that is trusted");
    licet_bundle *b = lc_xmalloc(sizeof *b);
    *b = (licet_bundle){0};
    int rc = lc_map_file_open(file, &b->file, err);
    if (!rc) rc = lc_file_read(public_key, LC_BUNDLE_MAX_KEY_BYTES, &b->key, err);
    if (rc) {
        licet_bundle_close(b);
        return rc;
    }
    *out = b;
    return 0;
}

void licet_bundle_close(licet_bundle *b)
{
    if (!b) return;
    if (b->file.bytes.data) lc_map_file_close(&b->file);
    lc_buf_done(&b->key);
    free(b);
}

/* ---- older than what is in force ---- */

typedef struct newest {
    lc_sv source;
    lc_date day;
    int64_t checked_s;
    bool any;
} newest;

static int look(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    (void)err;
    newest *n = ctx;
    if (!lc_sv_eq(r->source, n->source) || r->quarantined || r->sample) return 0;
    n->any = true;
    n->day = r->list_date;
    n->checked_s = r->checked_s;
    return 0;
}

/* Of an earlier day than the edition in force; or of the same, and last seen with its publisher
 * before that was. */
static int is_older(lc_store *store, const lc_bundle_source *s, bool *out, licet_error *err)
{
    newest n = {.source = s->id, .day = LC_DATE_NONE};
    lc_date day = LC_DATE_NONE;
    if (s->list_date.len) lc_date_iso(s->list_date, &day);
    int rc = lc_store_each_snapshot(store, &n, look, err);
    if (!rc) *out = n.any && (day < n.day || (day == n.day && s->checked_s < n.checked_s));
    return rc;
}

static lc_json *older_json(lc_arena *a, const lc_bundle_source *s)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "source", s->id);
    lc_json_set_sv(a, o, "list_date", s->list_date);
    lc_json_set_z(a, o, "state", "older");
    lc_json_set_z(a, o, "why", "an older edition than the one in force, which stays");
    return o;
}

/* ---- taking in ---- */

typedef struct taking {
    licet *l;
    lc_arena *a;
    lc_bundle_opened opened;
    lc_json *editions;
    size_t taken, quarantined;
} taking;

static int unpack(taking *t, const lc_bundle_source *s, lc_buf *bytes, lc_list_file *files,
                  licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < s->n_files && !rc; i++) {
        lc_buf_reserve(&bytes[i], 1);
        rc = lc_bundle_file_get(&t->opened, &s->files[i], &bytes[i], err);
        files[i] = (lc_list_file){.path = lc_arena_z(t->a, s->files[i].name),
                                  .kept = lc_buf_view(&bytes[i])};
    }
    return rc;
}

static int import(taking *t, const lc_bundle_source *s, const lc_list_file *files, licet_error *err)
{
    lc_json *said = NULL;
    lc_import_job job = {.source = lc_arena_z(t->a, s->id),
                         .list_date = s->list_date.len ? lc_arena_z(t->a, s->list_date) : NULL,
                         .files = files,
                         .n_files = s->n_files,
                         .checked_s = s->checked_s};
    int rc = lc_import_take(t->l, &job, t->a, &said, err);
    if (rc) return rc;
    t->taken++;
    t->quarantined += lc_sv_is(lc_json_get_sv(said, "state"), "quarantined");
    lc_json_push(t->a, t->editions, said);
    return 0;
}

static int take_source(taking *t, lc_store *store, const lc_bundle_source *s, licet_error *err)
{
    bool older = false;
    lc_buf *bytes = LC_NEW_N(t->a, lc_buf, s->n_files);
    lc_list_file *files = LC_NEW_N(t->a, lc_list_file, s->n_files);
    int rc = is_older(store, s, &older, err);
    if (!rc && older) {
        lc_json_push(t->a, t->editions, older_json(t->a, s));
        return 0;
    }
    if (!rc) rc = unpack(t, s, bytes, files, err);
    if (!rc) rc = import(t, s, files, err);
    for (size_t i = 0; i < s->n_files; i++) lc_buf_done(&bytes[i]);
    return rc;
}

static int take_all(taking *t, licet_error *err)
{
    lc_store *store;
    lc_sv index_name;
    int rc = lc_home_writer(t->l, &store, err);
    if (rc) return rc;
    for (size_t i = 0; i < t->opened.manifest.n_sources && !rc; i++)
        rc = take_source(t, store, &t->opened.manifest.sources[i], err);
    if (!rc && t->taken) return lc_import_finish(t->l, t->a, &index_name, err);
    if (rc && t->taken) lc_store_rollback(store);
    return rc;
}

static void answer(taking *t, licet_text *out_json)
{
    lc_json *o = lc_json_object(t->a);
    lc_json_set_sv(t->a, o, "made", t->opened.manifest.made);
    lc_json_set_sv(t->a, o, "comment", t->opened.comment);
    lc_json_set_z(t->a, o, "state", !t->taken ? "older" : t->quarantined ? "quarantined" : "taken");
    lc_json_set(t->a, o, "editions", t->editions);
    lc_text_take(lc_json_text(t->a, o, LC_JSON_PRETTY), out_json);
}

int licet_bundle_import(licet *l, licet_bundle *b, licet_text *out_json, licet_error *err)
{
    taking t = {.l = l, .a = lc_arena_new()};
    t.editions = lc_json_array(t.a);
    int rc = lc_bundle_verify(t.a, b->file.bytes, lc_buf_view(&b->key), &t.opened, err);
    if (!rc) rc = take_all(&t, err);
    if (!rc) answer(&t, out_json);
    lc_bundle_opened_done(&t.opened);
    lc_arena_free(t.a);
    return rc;
}
