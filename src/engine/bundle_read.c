/* Reading a bundle: nothing in it is believed before the signature over its manifest agrees, and no
 * file before its size and hash do. */
#include "codec/json.h"
#include "codec/minisign.h"
#include "engine/bundle.h"

/* ---- the manifest ---- */

static int bad_manifest(licet_error *err, const char *what)
{
    lc_fail(err, LICET_E_SYNTAX, "the bundle's manifest: %s", what);
    return lc_fail_remedy(err, "ask for a bundle made by a licet of this version");
}

static bool lower_hex(lc_sv v)
{
    for (size_t i = 0; i < v.len; i++)
        if (!memchr("0123456789abcdef", v.data[i], 16)) return false;
    return v.len == LC_HASH_HEX - 1;
}

static int read_file(lc_arena *a, const lc_json *j, lc_bundle_file *out, licet_error *err)
{
    int64_t bytes = lc_json_int(lc_json_get(j, "bytes"), -1);
    *out = (lc_bundle_file){lc_json_get_sv(j, "name"), lc_json_get_sv(j, "path"),
                            lc_json_get_sv(j, "sha256"), (uint64_t)bytes};
    if (!lower_hex(out->sha256)) return bad_manifest(err, "a file has no sha256");
    if (!out->name.len || memchr(out->name.data, 0, out->name.len))
        return bad_manifest(err, "a file has no name");
    if (!lc_sv_eq(out->path, lc_arena_printf(a, LC_BUNDLE_FILES "%.*s", LC_SV_ARG(out->sha256))))
        return bad_manifest(err, "a file does not stand under its hash");
    if (bytes < 0) return bad_manifest(err, "a file has no size");
    if (out->bytes <= LC_BUNDLE_MAX_FILE_BYTES) return 0;
    return lc_fail(err, LICET_E_LIMIT, "a file of the bundle has more than %llu bytes",
                   (unsigned long long)LC_BUNDLE_MAX_FILE_BYTES);
}

static int read_source(lc_arena *a, const lc_json *j, lc_bundle_source *out, licet_error *err)
{
    const lc_json *files = lc_json_get(j, "files");
    lc_date day;
    *out = (lc_bundle_source){.id = lc_json_get_sv(j, "source"),
                              .list_date = lc_json_get_sv(j, "list_date"),
                              .n_files = lc_json_len(files)};
    if (!out->id.len || !lc_source_find(out->id))
        return bad_manifest(err, "a source that is not known here");
    if (out->list_date.len && !lc_date_iso(out->list_date, &day))
        return bad_manifest(err, "a list date that is no day");
    if (!lc_time_iso(lc_json_get_sv(j, "checked"), &out->checked_s))
        return bad_manifest(err, "a source without the time it was last checked");
    if (!out->n_files || out->n_files > LC_BUNDLE_MAX_FILES)
        return bad_manifest(err, "a source without files, or with too many");
    out->files = LC_NEW_N(a, lc_bundle_file, out->n_files);
    int rc = 0;
    for (size_t i = 0; i < out->n_files && !rc; i++)
        rc = read_file(a, lc_json_at(files, i), &out->files[i], err);
    return rc;
}

static int check_whole(const lc_bundle_manifest *m, licet_error *err)
{
    uint64_t total = 0;
    for (size_t i = 0; i < m->n_sources; i++) {
        for (size_t k = 0; k < i; k++)
            if (lc_sv_eq(m->sources[i].id, m->sources[k].id))
                return bad_manifest(err, "a source that stands there twice");
        for (size_t k = 0; k < m->sources[i].n_files; k++) total += m->sources[i].files[k].bytes;
    }
    return total <= LC_BUNDLE_MAX_TOTAL_BYTES
               ? 0
               : lc_fail(err, LICET_E_LIMIT, "the bundle unpacks to more than %llu bytes",
                         (unsigned long long)LC_BUNDLE_MAX_TOTAL_BYTES);
}

int lc_bundle_manifest_read(lc_arena *a, lc_sv text, lc_bundle_manifest *out, licet_error *err)
{
    lc_json *j;
    int64_t made;
    lc_bundle_manifest m = {0};
    int rc = lc_json_parse(a, text, &j, err);
    if (rc) return rc;
    const lc_json *sources = lc_json_get(j, "sources");
    m.made = lc_json_get_sv(j, "made");
    m.n_sources = lc_json_len(sources);
    if (!lc_sv_is(lc_json_get_sv(j, "format"), LC_BUNDLE_FORMAT))
        return bad_manifest(err, "not of the format \"" LC_BUNDLE_FORMAT "\"");
    if (!lc_time_iso(m.made, &made)) return bad_manifest(err, "it does not say when it was made");
    if (lc_json_kind_of(sources) != LC_JSON_ARRAY || !m.n_sources ||
        m.n_sources > LC_BUNDLE_MAX_SOURCES)
        return bad_manifest(err, "no sources, or too many");
    m.sources = LC_NEW_N(a, lc_bundle_source, m.n_sources);
    for (size_t i = 0; i < m.n_sources && !rc; i++)
        rc = read_source(a, lc_json_at(sources, i), &m.sources[i], err);
    if (!rc) rc = check_whole(&m, err);
    if (!rc) *out = m;
    return rc;
}

/* ---- the whole ---- */

static int get_text(lc_archive *z, const char *name, uint64_t max_bytes, lc_arena *a, lc_sv *out,
                    licet_error *err)
{
    lc_buf b = {0};
    int rc = lc_archive_get(z, name, max_bytes, &b, err);
    if (!rc) *out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return rc;
}

static int no_signature(licet_error *err)
{
    lc_fail(err, LICET_E_NOT_FOUND, "the bundle has no signature");
    return lc_fail_remedy(err, "a bundle is made with licet lists bundle; do not trust this file");
}

static int refuse(int rc, licet_error *err)
{
    if (err && !err->remedy[0])
        lc_fail_remedy(err, "nothing was taken in; get the bundle again from whom you trust");
    return rc;
}

static int verify_signature(lc_arena *a, lc_bundle_opened *o, lc_sv key_text, licet_error *err)
{
    lc_public_key key;
    lc_sv text = LC_SV_NONE, signature = LC_SV_NONE;
    int rc = lc_public_key_read(key_text, &key, err);
    if (!rc)
        rc = get_text(o->archive, LC_BUNDLE_MANIFEST, LC_BUNDLE_MAX_MANIFEST_BYTES, a, &text, err);
    if (rc) return rc;
    rc = get_text(o->archive, LC_BUNDLE_SIGNATURE, LC_BUNDLE_MAX_SIGNATURE_BYTES, a, &signature,
                  err);
    if (rc == LICET_E_NOT_FOUND) return no_signature(err);
    if (!rc) rc = lc_sign_verify(&key, text, signature, &o->comment, err);
    return rc ? rc : lc_bundle_manifest_read(a, text, &o->manifest, err);
}

int lc_bundle_file_get(lc_bundle_opened *o, const lc_bundle_file *f, lc_buf *out, licet_error *err)
{
    uint8_t digest[LC_HASH_BYTES];
    char hex[LC_HASH_HEX];
    lc_arena *a = lc_arena_new();
    size_t start = out->len;
    int rc = lc_archive_get(o->archive, lc_arena_z(a, f->path), f->bytes, out, err);
    lc_arena_free(a);
    if (rc) return rc;
    lc_sv bytes = lc_sv_from(lc_buf_view(out), start);
    lc_sha256_of(bytes, digest);
    if (bytes.len == f->bytes && lc_sv_is(f->sha256, lc_hex(digest, sizeof digest, hex))) return 0;
    out->len = start;
    lc_fail(err, LICET_E_CORRUPT, "%.*s in the bundle is not the file that was signed (hash)",
            LC_SV_ARG(f->name));
    return refuse(LICET_E_CORRUPT, err);
}

static int verify_files(lc_bundle_opened *o, licet_error *err)
{
    lc_buf b = {0};
    int rc = 0;
    for (size_t i = 0; i < o->manifest.n_sources && !rc; i++)
        for (size_t k = 0; k < o->manifest.sources[i].n_files && !rc; k++) {
            lc_buf_clear(&b);
            rc = lc_bundle_file_get(o, &o->manifest.sources[i].files[k], &b, err);
        }
    lc_buf_done(&b);
    return rc;
}

int lc_bundle_verify(lc_arena *a, lc_sv bytes, lc_sv key_text, lc_bundle_opened *out,
                     licet_error *err)
{
    *out = (lc_bundle_opened){0};
    int rc = lc_archive_open(bytes, &out->archive, err);
    if (!rc) rc = verify_signature(a, out, key_text, err);
    if (!rc) rc = verify_files(out, err);
    return rc ? refuse(rc, err) : 0;
}

void lc_bundle_opened_done(lc_bundle_opened *o)
{
    lc_archive_close(o->archive);
    *o = (lc_bundle_opened){0};
}
