#include "store/original.h"

#include "codec/zip.h"
#include "store/import.h"

int lc_original_insert(lc_store *s, const lc_import_file *f, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    uint8_t hash[LC_HASH_BYTES], packed[LC_HASH_BYTES];
    if (!lc_unhex(f->sha256, hash, sizeof hash))
        return lc_fail(err, LICET_E_ARGUMENT, "SHA-256 of file %.*s is not 64 hex digits",
                       LC_SV_ARG(f->name));
    int rc = lc_db_prepare(s, "INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?)", &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    lc_sha256_of(f->packed, packed);
    lc_arg_hash(&a, hash);
    lc_arg_int(&a, (int64_t)f->bytes);
    lc_arg_blob(&a, f->packed);
    lc_arg_hash(&a, packed);
    rc = lc_db_run(s, &a, "write original file", err);
    sqlite3_finalize(st);
    return rc;
}

void lc_original_read(lc_cols *c, lc_original *out)
{
    out->sha256 = lc_col_text(c);
    out->bytes = lc_col_int(c);
    out->packed = lc_col_text(c);
    lc_col_hash(c, out->packed_sha256);
}

static bool hash_is(lc_sv bytes, const void *hash)
{
    uint8_t now[LC_HASH_BYTES];
    lc_sha256_of(bytes, now);
    return memcmp(now, hash, sizeof now) == 0;
}

bool lc_original_unpack(const lc_original *r, lc_buf *out)
{
    size_t before = out->len;
    if (r->sha256.len != LC_HASH_BYTES || !hash_is(r->packed, r->packed_sha256)) return false;
    if (r->bytes < 0 || (uint64_t)r->bytes > LC_IMPORT_MAX_FILE_BYTES) return false;
    if (lc_unpack(r->packed, (size_t)r->bytes, out, NULL)) return false;
    if (out->len - before == (size_t)r->bytes &&
        hash_is(lc_sv_from(lc_buf_view(out), before), r->sha256.data))
        return true;
    out->len = before;
    out->data[before] = 0;
    return false;
}

/* The first bytes; what packs them is checked, what they unpack to cannot be. */
static bool unpack_head(const lc_original *r, size_t max_bytes, lc_buf *out)
{
    if (r->sha256.len != LC_HASH_BYTES || !hash_is(r->packed, r->packed_sha256)) return false;
    lc_unpacker *u = lc_unpacker_new(r->packed);
    lc_reader in = lc_unpacker_reader(u);
    size_t got = 1, had = 0;
    int rc = 0;
    lc_buf_reserve(out, max_bytes);
    while (!rc && got && had < max_bytes) {
        rc = in.read(in.ctx, out->data + out->len + had, max_bytes - had, &got, NULL);
        had += rc ? 0 : got;
    }
    lc_unpacker_free(u);
    out->len += rc ? 0 : had;
    return rc == 0;
}

enum { WHOLE_FILE = 0 }; /* max_bytes */

static int unpack_row(lc_store *s, sqlite3_stmt *st, lc_sv hex, size_t max_bytes, lc_buf *out,
                      licet_error *err)
{
    lc_original r;
    lc_original_read(&(lc_cols){.statement = st}, &r);
    if (max_bytes == WHOLE_FILE ? lc_original_unpack(&r, out) : unpack_head(&r, max_bytes, out))
        return 0;
    return lc_db_corrupt(s, err, "the original file %.*s was altered after it was imported",
                         LC_SV_ARG(hex));
}

static int read_file(lc_store *s, lc_sv sha256_hex, size_t max_bytes, lc_buf *out, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    uint8_t hash[LC_HASH_BYTES];
    bool own, row = false;
    if (!lc_unhex(sha256_hex, hash, sizeof hash))
        return lc_fail(err, LICET_E_ARGUMENT, "a SHA-256 is 64 hex digits");
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = lc_db_prepare(s, "SELECT " LC_ORIGINAL_COLUMNS " FROM file WHERE sha256 = ?", &st, err);
    if (!rc) {
        lc_arg_hash(&(lc_args){.statement = st}, hash);
        rc = lc_db_step(s, st, "read the original file", &row, err);
    }
    if (!rc && row)
        rc = unpack_row(s, st, sha256_hex, max_bytes, out, err);
    else if (!rc)
        rc = lc_fail(err, LICET_E_NOT_FOUND, "there is no original file %.*s here",
                     LC_SV_ARG(sha256_hex));
    sqlite3_finalize(st);
    lc_read_end(s, own);
    return rc;
}

int lc_store_file(lc_store *s, lc_sv sha256_hex, lc_buf *out, licet_error *err)
{
    return read_file(s, sha256_hex, WHOLE_FILE, out, err);
}

int lc_store_file_head(lc_store *s, lc_sv sha256_hex, size_t max_bytes, lc_buf *out,
                       licet_error *err)
{
    return read_file(s, sha256_hex, max_bytes, out, err);
}
