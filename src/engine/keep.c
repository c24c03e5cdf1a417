#include "engine/keep.h"

#include <stdio.h>

#include "codec/hash.h"
#include "codec/zip.h"

static lc_sv path_of(lc_arena *a, const licet *l, lc_sv sha256)
{
    return lc_arena_printf(a, "%s/kept/%.*s.zst", l->home, LC_SV_ARG(sha256));
}

static void hash_of(lc_sv bytes, char out[65])
{
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256_of(bytes, digest);
    lc_hex(digest, sizeof digest, out);
}

static int pack(lc_sv bytes, lc_buf *out, licet_error *err)
{
    lc_packer *p = lc_packer_new();
    int rc = lc_packer_put(p, bytes, out, err);
    if (!rc) return lc_packer_end(p, out, err);
    lc_packer_free(p);
    return rc;
}

int lc_keep_put(const licet *l, lc_sv bytes, char out_sha256[65], licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_buf packed = {0};
    char hex[65];
    hash_of(bytes, hex);
    lc_sv path = path_of(a, l, lc_sv_of(hex)), folder = lc_arena_printf(a, "%s/kept", l->home);
    int rc = lc_dir_make(folder.data, err);
    if (!rc) rc = pack(bytes, &packed, err);
    if (!rc) rc = lc_file_write(path.data, lc_buf_view(&packed), err);
    if (!rc) memcpy(out_sha256, hex, sizeof hex);
    lc_buf_done(&packed);
    lc_arena_free(a);
    return rc;
}

static int check_hash(lc_sv bytes, lc_sv sha256, licet_error *err)
{
    char hex[65];
    hash_of(bytes, hex);
    if (lc_sv_is(sha256, hex)) return 0;
    lc_fail(err, LICET_E_CORRUPT, "the kept file %.*s was altered", LC_SV_ARG(sha256));
    return lc_fail_remedy(err, "run `licet verify`, and restore the folder from a backup");
}

int lc_keep_get(const licet *l, lc_sv sha256, lc_buf *out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_buf packed = {0};
    size_t before = out->len;
    lc_sv path = path_of(a, l, sha256);
    int rc = lc_file_exists(path.data)
                 ? lc_file_read(path.data, LC_KEEP_MAX_BYTES, &packed, err)
                 : lc_fail(err, LICET_E_NOT_FOUND, "the kept file %.*s is gone", LC_SV_ARG(sha256));
    if (!rc) rc = lc_unpack(lc_buf_view(&packed), LC_KEEP_MAX_BYTES, out, err);
    if (!rc) rc = check_hash(lc_sv_from(lc_buf_view(out), before), sha256, err);
    lc_buf_done(&packed);
    lc_arena_free(a);
    return rc;
}

/* ---- verify ---- */

typedef struct verifying {
    const licet *l;
    lc_arena *arena; /* of one row */
    uint64_t files, bad;
    char *why;
} verifying;

static int verify_row(void *ctx, const lc_decision_row *row, licet_error *err)
{
    verifying *v = ctx;
    lc_json *body;
    lc_buf bytes = {0};
    licet_error e = {0};
    lc_arena_reset(v->arena);
    int rc = lc_json_parse(v->arena, row->record, &body, err);
    lc_sv sha256 = lc_json_get_sv(rc ? NULL : body, "sha256");
    if (rc || !sha256.len) return rc;
    v->files++;
    if (lc_keep_get(v->l, sha256, &bytes, &e)) {
        if (!v->bad) snprintf(v->why, 256, "%.*s: %.200s", LC_SV_ARG(row->id), e.message);
        v->bad++;
    }
    lc_buf_done(&bytes);
    return 0;
}

int lc_keep_verify(const licet *l, lc_store *store, uint64_t *out_files, uint64_t *out_bad,
                   char why[256], licet_error *err)
{
    verifying v = {.l = l, .arena = lc_arena_new(), .why = why};
    int rc = lc_store_each_decision(store, 'B', UINT64_MAX, &v, verify_row, err);
    if (!rc) rc = lc_store_each_decision(store, 'N', UINT64_MAX, &v, verify_row, err);
    lc_arena_free(v.arena);
    if (rc) return rc;
    *out_files = v.files;
    *out_bad = v.bad;
    return 0;
}
