#include "codec/archive.h"

#include <stdlib.h>
#include <zip.h>

#include "base/arena.h"
#include "base/map.h"

enum { STEP_BYTES = 64 * 1024, FREE_BYTES = 1024 * 1024 };

/* ---- writing ---- */

struct lc_archive_writer {
    zip_t *zip;
    zip_source_t *into; /* what the archive is written to */
};

int lc_archive_begin(lc_archive_writer **out, licet_error *err)
{
    zip_error_t e;
    zip_error_init(&e);
    lc_archive_writer *w = lc_xmalloc(sizeof *w);
    w->into = zip_source_buffer_create(NULL, 0, 0, &e);
    w->zip = w->into ? zip_open_from_source(w->into, ZIP_TRUNCATE, &e) : NULL;
    int rc = w->zip ? 0 : lc_fail(err, LICET_E_IO, "zip: %s", zip_error_strerror(&e));
    zip_error_fini(&e);
    if (rc) {
        if (w->into) zip_source_free(w->into);
        free(w);
        return rc;
    }
    zip_source_keep(w->into);
    *out = w;
    return 0;
}

int lc_archive_put(lc_archive_writer *w, const char *name, lc_sv bytes, licet_error *err)
{
    zip_source_t *from = zip_source_buffer(w->zip, bytes.data, bytes.len, 0);
    zip_int64_t at = from ? zip_file_add(w->zip, name, from, ZIP_FL_ENC_UTF_8) : -1;
    if (at >= 0) {
        zip_file_set_mtime(w->zip, (zip_uint64_t)at, 0, 0); /* the manifest tells the time */
        return 0;
    }
    if (from) zip_source_free(from);
    return lc_fail(err, LICET_E_ARGUMENT, "zip: %.200s: %s", name, zip_strerror(w->zip));
}

static int read_back(zip_source_t *from, lc_buf *out, licet_error *err)
{
    zip_int64_t n = 1;
    if (zip_source_open(from)) return lc_fail(err, LICET_E_IO, "zip: cannot be read back");
    while (n > 0) {
        lc_buf_reserve(out, STEP_BYTES);
        n = zip_source_read(from, out->data + out->len, STEP_BYTES);
        out->len += n > 0 ? (size_t)n : 0;
    }
    zip_source_close(from);
    return n < 0 ? lc_fail(err, LICET_E_IO, "zip: cannot be read back") : 0;
}

int lc_archive_end(lc_archive_writer *w, lc_buf *out, licet_error *err)
{
    if (zip_close(w->zip)) {
        int rc = lc_fail(err, LICET_E_IO, "zip: %s", zip_strerror(w->zip));
        lc_archive_cancel(w);
        return rc;
    }
    int rc = read_back(w->into, out, err);
    zip_source_free(w->into);
    free(w);
    return rc;
}

void lc_archive_cancel(lc_archive_writer *w)
{
    if (!w) return;
    zip_discard(w->zip);
    zip_source_free(w->into);
    free(w);
}

/* ---- reading ---- */

struct lc_archive {
    zip_t *zip;
    lc_map *names; /* name -> index */
    lc_arena *arena;
    size_t n;
};

static int damaged(licet_error *err, const char *why)
{
    lc_fail(err, LICET_E_CORRUPT, "the archive is damaged, cut off or none: %s", why);
    return lc_fail_remedy(err, "get it again");
}

static int check_entry(lc_archive *z, zip_uint64_t i, licet_error *err)
{
    zip_stat_t st;
    bool is_new;
    zip_stat_init(&st);
    if (zip_stat_index(z->zip, i, 0, &st) != 0 || !(st.valid & ZIP_STAT_NAME) ||
        !(st.valid & ZIP_STAT_SIZE) || !(st.valid & ZIP_STAT_COMP_SIZE))
        return damaged(err, "a file in it cannot be read");
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
        return damaged(err, "a file in it is encrypted");
    if (st.comp_method != ZIP_CM_STORE && st.comp_method != ZIP_CM_DEFLATE)
        return damaged(err, "a file in it is packed in an unusual way");
    uint32_t *at = lc_map_put(z->names, lc_arena_sv(z->arena, lc_sv_of(st.name)), &is_new);
    if (!is_new) return damaged(err, "two files in it have one name");
    *at = (uint32_t)i;
    return 0;
}

static int check_entries(lc_archive *z, licet_error *err)
{
    zip_int64_t n = zip_get_num_entries(z->zip, 0);
    if (n > LC_ARCHIVE_MAX_FILES)
        return lc_fail(err, LICET_E_LIMIT, "the archive holds more than %d files",
                       LC_ARCHIVE_MAX_FILES);
    if (n <= 0) return damaged(err, "nothing is in it");
    int rc = 0;
    for (zip_int64_t i = 0; i < n && !rc; i++) rc = check_entry(z, (zip_uint64_t)i, err);
    z->n = (size_t)n;
    return rc;
}

int lc_archive_open(lc_sv bytes, lc_archive **out, licet_error *err)
{
    zip_error_t e;
    zip_error_init(&e);
    zip_source_t *from = zip_source_buffer_create(bytes.data, bytes.len, 0, &e);
    zip_t *zip = from ? zip_open_from_source(from, ZIP_RDONLY, &e) : NULL;
    int rc = zip ? 0 : damaged(err, zip_error_strerror(&e));
    zip_error_fini(&e);
    if (rc) {
        if (from) zip_source_free(from);
        return rc;
    }
    lc_archive *z = lc_xmalloc(sizeof *z);
    *z = (lc_archive){.zip = zip, .names = lc_map_new(), .arena = lc_arena_new()};
    rc = check_entries(z, err);
    if (rc) {
        lc_archive_close(z);
        return rc;
    }
    *out = z;
    return 0;
}

void lc_archive_close(lc_archive *z)
{
    if (!z) return;
    zip_discard(z->zip);
    lc_map_free(z->names);
    lc_arena_free(z->arena);
    free(z);
}

size_t lc_archive_count(const lc_archive *z)
{
    return z->n;
}

static int check_size(const zip_stat_t *st, uint64_t bytes, uint64_t max_bytes, licet_error *err)
{
    if (bytes > max_bytes)
        return lc_fail(err, LICET_E_LIMIT, "%.100s in the archive unpacks to more than %llu bytes",
                       st->name, (unsigned long long)max_bytes);
    if (bytes > FREE_BYTES && bytes / LC_ARCHIVE_MAX_RATIO > st->comp_size)
        return lc_fail(err, LICET_E_LIMIT,
                       "%.100s in the archive unpacks to more than %d times its size", st->name,
                       LC_ARCHIVE_MAX_RATIO);
    return 0;
}

static int unpack(zip_file_t *f, const zip_stat_t *st, uint64_t max_bytes, lc_buf *out,
                  licet_error *err)
{
    size_t start = out->len;
    int rc = 0;
    zip_int64_t n = 1;
    while (!rc && n > 0) {
        lc_buf_reserve(out, STEP_BYTES);
        n = zip_fread(f, out->data + out->len, STEP_BYTES);
        if (n < 0) return damaged(err, zip_file_strerror(f));
        out->len += (size_t)n;
        rc = check_size(st, out->len - start, max_bytes, err);
    }
    out->data[out->len] = 0;
    if (!rc && out->len - start != st->size) rc = damaged(err, "a file in it has another length");
    return rc;
}

int lc_archive_get(lc_archive *z, const char *name, uint64_t max_bytes, lc_buf *out,
                   licet_error *err)
{
    zip_stat_t st;
    const uint32_t *at = lc_map_get(z->names, lc_sv_of(name));
    if (!at) return lc_fail(err, LICET_E_NOT_FOUND, "the archive has no %.100s", name);
    if (zip_stat_index(z->zip, *at, 0, &st)) return damaged(err, "a file in it cannot be read");
    int rc = check_size(&st, st.size, max_bytes, err);
    if (rc) return rc;
    zip_file_t *f = zip_fopen_index(z->zip, *at, 0);
    if (!f) return damaged(err, zip_strerror(z->zip));
    size_t start = out->len;
    rc = unpack(f, &st, max_bytes, out, err);
    if (rc) out->len = start;
    zip_fclose(f);
    return rc;
}
