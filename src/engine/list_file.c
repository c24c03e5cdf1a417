#include "engine/list_file.h"

enum { HEAD_BYTES = 64 * 1024 };

/* A text has none; where a disk or a download lost a block, zeros stand for it. Workbooks, packed
 * files and UTF-16 have them: what reads those looks for itself. */
static int refuse_zeros(lc_list_reading *r, lc_sv bytes, licet_error *err)
{
    static const char *const binary[] = {"PK", "\x1F\x8B", "\xFF\xFE", "\xFE\xFF"};
    if (!r->at)
        for (size_t i = 0; i < sizeof binary / sizeof *binary; i++)
            r->binary |= lc_sv_starts(bytes, lc_sv_of(binary[i]));
    const char *zero = r->binary ? NULL : memchr(bytes.data, 0, bytes.len);
    uint64_t at = r->at + (zero ? (uint64_t)(zero - bytes.data) : 0);
    r->at += bytes.len;
    if (!zero) return 0;
    lc_fail(err, LICET_E_SOURCE, "the file has a zero byte: a part of it was lost");
    lc_fail_at(err, r->file->path, 0, at);
    return lc_fail_remedy(err, "download it again");
}

static int read_through(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_list_reading *r = ctx;
    int rc = r->raw.read(r->raw.ctx, data, cap, got, err);
    if (rc || *got == 0) return rc;
    if ((rc = refuse_zeros(r, lc_sv_make(data, *got), err))) return rc;
    lc_sha256_put(r->hash, data, *got);
    if (r->progress) r->progress(r->ctx, *got);
    if (!r->packer) return 0;
    r->file->bytes += *got;
    return lc_packer_put(r->packer, lc_sv_make(data, *got), &r->file->packed, err);
}

static int open_raw(lc_list_reading *r, licet_error *err)
{
    if (r->file->kept.data) {
        r->raw = lc_reader_of_memory(&r->memory, r->file->kept);
        return 0;
    }
    int rc = lc_file_open(r->file->path, &r->opened, err);
    if (!rc) r->raw = lc_file_reader(r->opened);
    return rc;
}

int lc_list_reading_open(lc_list_reading *r, lc_list_file *f, bool first, licet_error *err)
{
    *r = (lc_list_reading){.file = f, .ctx = r->ctx, .progress = r->progress};
    r->in = (lc_reader){r, read_through};
    r->hash = lc_sha256_new();
    if (first) r->packer = lc_packer_new();
    return open_raw(r, err);
}

static int drain(lc_list_reading *r, licet_error *err)
{
    char rest[8192];
    size_t got = 1;
    int rc = 0;
    while (!rc && got) rc = r->in.read(r->in.ctx, rest, sizeof rest, &got, err);
    return rc;
}

int lc_list_reading_end(lc_list_reading *r, licet_error *err)
{
    uint8_t digest[LC_HASH_BYTES];
    char hash[LC_HASH_HEX];
    bool first = r->packer != NULL;
    int rc = drain(r, err);
    if (!rc && first) {
        rc = lc_packer_end(r->packer, &r->file->packed, err);
        r->packer = NULL;
    }
    lc_sha256_end(r->hash, digest);
    r->hash = NULL;
    lc_hex(digest, sizeof digest, hash);
    if (!rc && first) memcpy(r->file->sha256, hash, sizeof hash);
    if (rc || strcmp(hash, r->file->sha256) == 0) return rc;
    lc_fail(err, LICET_E_SOURCE, "the file changed while it was read");
    lc_fail_at(err, r->file->path, 0, 0);
    return lc_fail_remedy(err, "import it again when it is complete");
}

void lc_list_reading_done(lc_list_reading *r)
{
    uint8_t digest[LC_HASH_BYTES];
    if (r->hash) lc_sha256_end(r->hash, digest);
    lc_packer_free(r->packer);
    lc_file_close(r->opened);
    r->hash = NULL;
    r->packer = NULL;
    r->opened = NULL;
}

int lc_list_file_head(const lc_list_file *f, lc_buf *out, licet_error *err)
{
    lc_list_reading r = {.file = (lc_list_file *)f};
    int rc = open_raw(&r, err);
    if (rc) return rc;
    lc_buf_reserve(out, HEAD_BYTES);
    for (size_t got = 1; !rc && got && out->len < HEAD_BYTES;) {
        rc = r.raw.read(r.raw.ctx, out->data + out->len, HEAD_BYTES - out->len, &got, err);
        out->len += rc ? 0 : got;
    }
    lc_file_close(r.opened);
    return rc;
}
