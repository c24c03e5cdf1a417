/* licet_bundle_write: the newest editions, as the publishers gave them, packed and signed. */
#include "engine/bundle.h"

#include "codec/minisign.h"
#include "engine/engine.h"
#include "engine/kept.h"
#include "os/file.h"

typedef struct packing {
    licet *l;
    const licet_bundle_params *p;
    lc_arena *a;
    lc_json *sources;
    lc_archive_writer *writer;
    lc_kept *kept; /* a source each: their bytes live until the archive is written */
    size_t n;
} packing;

int licet_bundle_keys(licet_text *out_public, licet_text *out_secret, licet_error *err)
{
    lc_buf public = {0}, secret = {0};
    if (!out_public || !out_secret)
        return lc_fail(err, LICET_E_ARGUMENT, "nowhere to put the keys");
    lc_key_pair(&public, &secret);
    lc_text_of_buf(&public, out_public);
    lc_text_of_buf(&secret, out_secret);
    return 0;
}

/* ---- which editions ---- */

static bool wanted(const licet_bundle_params *p, lc_sv source)
{
    for (size_t i = 0; i < p->n_sources; i++)
        if (lc_sv_is(source, p->sources[i])) return true;
    return p->n_sources == 0;
}

static lc_json *source_json(lc_arena *a, const lc_snapshot_row *r)
{
    char day[LC_DATE_TEXT], time[LC_TIME_TEXT];
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "source", r->source);
    lc_json_set_z(a, o, "list_date", lc_date_text(r->list_date, day));
    lc_json_set_z(a, o, "received", lc_time_text(r->received_s, time));
    lc_json_set_z(a, o, "checked", lc_time_text(r->checked_s, time));
    lc_json_set_sv(a, o, "files", r->files); /* for now: as the store keeps them */
    return o;
}

/* Rows come by source, day and receipt: the last of a source is its newest. */
static int take_row(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    packing *k = ctx;
    size_t n = lc_json_len(k->sources);
    (void)err;
    if (r->sample || r->quarantined || !wanted(k->p, r->source)) return 0;
    lc_json *o = source_json(k->a, r), *last = n ? lc_json_at(k->sources, n - 1) : NULL;
    if (!lc_sv_eq(lc_json_get_sv(last, "source"), r->source)) {
        lc_json_push(k->a, k->sources, o);
        return 0;
    }
    for (size_t i = 0; i < lc_json_len(o); i++)
        lc_json_set(k->a, last, lc_json_key(o, i).data, lc_json_at(o, i));
    return 0;
}

static int check_sources(const packing *k, licet_error *err)
{
    for (size_t i = 0; i < k->p->n_sources; i++) {
        bool there = false;
        for (size_t s = 0; s < lc_json_len(k->sources) && !there; s++)
            there = lc_sv_is(lc_json_get_sv(lc_json_at(k->sources, s), "source"), k->p->sources[i]);
        if (!there)
            return lc_fail(err, LICET_E_NOT_FOUND, "no whole edition of %.60s is held here",
                           k->p->sources[i]);
    }
    if (lc_json_len(k->sources)) return 0;
    lc_fail(err, LICET_E_NOT_FOUND, "no whole list is held here");
    return lc_fail_remedy(err, "import a list first; samples and quarantined ones are not packed");
}

/* ---- packing ---- */

static bool packed_before(const packing *k, size_t upto, lc_sv sha256)
{
    for (size_t s = 0; s < upto; s++) {
        const lc_json *files = lc_json_get(lc_json_at(k->sources, s), "files");
        for (size_t i = 0; i < lc_json_len(files); i++)
            if (lc_sv_eq(lc_json_get_sv(lc_json_at(files, i), "sha256"), sha256)) return true;
    }
    return false;
}

static int pack_file(packing *k, lc_json *files, size_t at, const lc_json *file, lc_sv bytes,
                     licet_error *err)
{
    lc_sv sha256 = lc_json_get_sv(file, "sha256");
    lc_sv path = lc_arena_printf(k->a, LC_BUNDLE_FILES "%.*s", LC_SV_ARG(sha256));
    lc_json *o = lc_json_object(k->a);
    lc_json_set_sv(k->a, o, "name", lc_sv_base_name(lc_json_get_sv(file, "name")));
    lc_json_set_sv(k->a, o, "path", path);
    lc_json_set_sv(k->a, o, "sha256", sha256);
    lc_json_set_int(k->a, o, "bytes", (int64_t)bytes.len);
    bool there = packed_before(k, at, sha256);
    for (size_t i = 0; i < lc_json_len(files) && !there; i++)
        there = lc_sv_eq(lc_json_get_sv(lc_json_at(files, i), "sha256"), sha256);
    lc_json_push(k->a, files, o);
    return there ? 0 : lc_archive_put(k->writer, path.data, bytes, err);
}

static int pack_source(packing *k, lc_store *store, size_t at, licet_error *err)
{
    lc_json *source = lc_json_at(k->sources, at), *rows, *files = lc_json_array(k->a);
    lc_sv text = lc_json_get_sv(source, "files");
    int rc = lc_kept_load(store, text, k->a, &k->kept[at], err);
    k->n = at + 1;
    if (!rc) rc = lc_json_parse(k->a, text, &rows, err);
    for (size_t i = 0; !rc && i < k->kept[at].n; i++)
        rc = pack_file(k, files, at, lc_json_at(rows, i), k->kept[at].files[i].kept, err);
    lc_json_set(k->a, source, "files", files);
    return rc;
}

/* ---- signing ---- */

static int read_key(const char *path, lc_secret_key *out, licet_error *err)
{
    lc_buf text = {0};
    int rc = lc_file_read(path, LC_BUNDLE_MAX_KEY_BYTES, &text, err);
    if (!rc) rc = lc_secret_key_read(lc_buf_view(&text), out, err);
    if (rc && err && !err->file[0]) lc_fail_at(err, path, 0, 0);
    if (text.data) memset(text.data, 0, text.len);
    lc_buf_done(&text);
    return rc;
}

static int sign(packing *k, lc_sv manifest, lc_sv *out, licet_error *err)
{
    lc_secret_key key;
    lc_buf text = {0};
    int rc = read_key(k->p->secret_key, &key, err);
    if (rc) return rc;
    lc_sv comment = lc_arena_printf(k->a, "timestamp:%lld\tfile:" LC_BUNDLE_MANIFEST "\thashed",
                                    (long long)k->l->now_s);
    rc = lc_sign(&key, manifest, comment, &text, err);
    lc_secret_key_done(&key);
    if (!rc) *out = lc_arena_sv(k->a, lc_buf_view(&text));
    lc_buf_done(&text);
    return rc;
}

static int pack(packing *k, lc_store *store, lc_json **out_manifest, lc_buf *out, licet_error *err)
{
    char time[LC_TIME_TEXT];
    lc_json *m = lc_json_object(k->a);
    lc_sv signature = LC_SV_NONE;
    k->kept = LC_NEW_N(k->a, lc_kept, lc_json_len(k->sources));
    int rc = lc_archive_begin(&k->writer, err);
    for (size_t i = 0; !rc && i < lc_json_len(k->sources); i++) rc = pack_source(k, store, i, err);
    if (rc) return rc;
    lc_json_set_z(k->a, m, "format", LC_BUNDLE_FORMAT);
    lc_json_set_z(k->a, m, "made", lc_time_text(k->l->now_s, time));
    lc_json_set(k->a, m, "sources", k->sources);
    lc_sv text = lc_json_text(k->a, m, LC_JSON_CANONICAL);
    rc = sign(k, text, &signature, err);
    if (!rc) rc = lc_archive_put(k->writer, LC_BUNDLE_MANIFEST, text, err);
    if (!rc) rc = lc_archive_put(k->writer, LC_BUNDLE_SIGNATURE, signature, err);
    if (rc) return rc;
    *out_manifest = m;
    rc = lc_archive_end(k->writer, out, err);
    k->writer = NULL;
    return rc;
}

static int write_bundle(packing *k, lc_store *store, licet_text *out_json, licet_error *err)
{
    lc_buf whole = {0};
    lc_json *manifest = NULL;
    int rc = lc_store_each_snapshot(store, k, take_row, err);
    if (!rc) rc = check_sources(k, err);
    if (!rc) rc = pack(k, store, &manifest, &whole, err);
    if (!rc) rc = lc_file_write(k->p->file, lc_buf_view(&whole), err);
    if (!rc) lc_text_take(lc_json_text(k->a, manifest, LC_JSON_PRETTY), out_json);
    lc_buf_done(&whole);
    return rc;
}

int licet_bundle_write(licet *l, const licet_bundle_params *p, licet_text *out_json,
                       licet_error *err)
{
    lc_store *store = NULL;
    if (!p || !p->file || !p->secret_key)
        return lc_fail(err, LICET_E_ARGUMENT, "a bundle needs a file and a secret key");
    packing k = {.l = l, .p = p, .a = lc_arena_new()};
    k.sources = lc_json_array(k.a);
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = write_bundle(&k, store, out_json, err);
    lc_archive_cancel(k.writer);
    for (size_t i = 0; i < k.n; i++) lc_kept_done(&k.kept[i]);
    lc_store_close(store);
    lc_arena_free(k.a);
    return rc;
}
