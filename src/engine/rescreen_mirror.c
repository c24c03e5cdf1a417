#include "engine/rescreen_mirror.h"

#include <stdlib.h>

#include "codec/hash.h"
#include "os/file.h"
#include "os/pool.h"

#define SUFFIX ".mirror"
enum { CHUNK = 128, CHUNKS = 32, MOST_THREADS = 64, KEY = 64 };

/* ---- making ---- */

typedef struct making {
    const lc_lexicon *lex;
    const lc_book *book;
    size_t done; /* customers before this batch */
    lc_arena *arenas[CHUNKS];
    lc_mirror_draft *drafts[CHUNKS * CHUNK];
} making;

static size_t end_of(const making *m, size_t chunk)
{
    size_t end = m->done + (chunk + 1) * CHUNK;
    return end < m->book->n ? end : m->book->n;
}

static void read_chunk(void *ctx, size_t thread, size_t chunk)
{
    making *m = ctx;
    (void)thread;
    lc_arena_reset(m->arenas[chunk]);
    for (size_t i = m->done + chunk * CHUNK; i < end_of(m, chunk); i++)
        m->drafts[i - m->done] = lc_mirror_read(m->lex, m->arenas[chunk], &m->book->at[i].query);
}

static int make_bytes(making *m, lc_sv key, const lc_book_mirror_params *p, lc_buf *out,
                      licet_error *err)
{
    size_t threads = p->threads < MOST_THREADS ? p->threads : MOST_THREADS, n = m->book->n;
    lc_mirror_writer *w = lc_mirror_writer_new(m->lex);
    for (size_t i = 0; i < CHUNKS; i++) m->arenas[i] = lc_arena_new();
    while (m->done < n) {
        size_t left = n - m->done, batch = left < CHUNKS * CHUNK ? left : CHUNKS * CHUNK;
        lc_parallel(threads, (batch + CHUNK - 1) / CHUNK, m, read_chunk);
        for (size_t i = 0; i < batch; i++) lc_mirror_writer_take(w, m->drafts[i]);
        m->done += batch;
        if (p->progress) p->progress(p->progress_ctx, "names of customers", m->done, n);
    }
    for (size_t i = 0; i < CHUNKS; i++) lc_arena_free(m->arenas[i]);
    int rc = lc_mirror_writer_finish(w, key, out, err);
    lc_mirror_writer_free(w);
    return rc;
}

/* ---- keeping ---- */

/* Another build may read names otherwise. */
static lc_sv key_of(const lc_book *book, lc_arena *a)
{
    uint8_t digest[LC_HASH_BYTES];
    char hex[KEY + 1];
    lc_sha256_of(lc_arena_printf(a, "%s\n%s", book->content, licet_engine()), digest);
    return lc_arena_sv(a, lc_sv_of(lc_hex(digest, sizeof digest, hex)));
}

/* Mirrors of other books or builds, and what a writer that was killed left; whoever has one open
 * keeps it. */
static void remove_others(const licet *l, lc_arena *a, lc_sv name)
{
    lc_sv *files = NULL;
    size_t n = 0;
    lc_sv folder = lc_arena_printf(a, "%s/index", l->home);
    if (lc_dir_files(a, folder.data, "", &files, &n, NULL)) return;
    for (size_t i = 0; i < n; i++)
        if (lc_sv_find(files[i], LC_SV(SUFFIX), 0) == KEY && !lc_sv_eq(files[i], name))
            lc_file_remove(lc_home_index_path(a, l, files[i]).data, NULL);
}

static void keep(const licet *l, lc_arena *a, lc_sv name, lc_sv bytes)
{
    licet_error unkept = {0}; /* then it is made again the next time */
    if (lc_dir_make(lc_arena_printf(a, "%s/index", l->home).data, &unkept)) return;
    if (!lc_file_write(lc_home_index_path(a, l, name).data, bytes, &unkept))
        remove_others(l, a, name);
}

static int open_kept(const licet *l, lc_arena *a, lc_sv name, lc_sv key, lc_book_mirror *out)
{
    licet_error unusable = {0};
    lc_book_mirror m = {.was_kept = true};
    int rc = lc_map_file_open(lc_home_index_path(a, l, name).data, &m.file, &unusable);
    if (rc) return rc;
    rc = lc_mirror_open(m.file.bytes, l->law->lexicon, key, &m.mirror, &unusable);
    if (rc)
        lc_map_file_close(&m.file);
    else
        *out = m;
    return rc;
}

static int make(const licet *l, const lc_book *book, lc_sv key, const lc_book_mirror_params *p,
                lc_book_mirror *out, licet_error *err)
{
    lc_book_mirror m = {0};
    making *work = lc_xmalloc(sizeof *work);
    *work = (making){.lex = l->law->lexicon, .book = book};
    int rc = make_bytes(work, key, p, &m.bytes, err);
    free(work);
    if (!rc) rc = lc_mirror_open(lc_buf_view(&m.bytes), l->law->lexicon, key, &m.mirror, err);
    if (rc)
        lc_buf_done(&m.bytes);
    else
        *out = m;
    return rc;
}

int lc_book_mirror_open(const licet *l, const lc_book *book, const lc_book_mirror_params *p,
                        lc_book_mirror *out, licet_error *err)
{
    *out = (lc_book_mirror){0};
    lc_arena *a = lc_arena_new();
    lc_sv key = key_of(book, a), name = lc_arena_printf(a, "%.*s" SUFFIX, LC_SV_ARG(key));
    int rc = 0;
    if (open_kept(l, a, name, key, out) || lc_mirror_customers(out->mirror) != book->n) {
        lc_book_mirror_close(out);
        rc = make(l, book, key, p, out, err);
        if (!rc) keep(l, a, name, lc_buf_view(&out->bytes));
    }
    lc_arena_free(a);
    return rc;
}

void lc_book_mirror_close(lc_book_mirror *m)
{
    lc_mirror_close(m->mirror);
    lc_map_file_close(&m->file);
    lc_buf_done(&m->bytes);
    *m = (lc_book_mirror){0};
}
