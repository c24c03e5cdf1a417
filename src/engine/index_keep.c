#include "engine/index_keep.h"

#include "codec/zip.h"
#include "os/file.h"

#define INDEX_SUFFIX  LC_SV(".lix")
#define PACKED_SUFFIX ".zst"
#define SINCE_SUFFIX  ".since"
enum { HASH_CHARS = 64, MAX_NOTE_BYTES = 32 };
#define MAX_INDEX_BYTES ((size_t)4 << 30)

typedef struct sweeping {
    licet *l;
    lc_store *store;
    lc_arena *a;
    lc_sv now, before;
} sweeping;

static lc_sv hash_of(lc_sv file)
{
    return lc_sv_make(file.data, file.len < HASH_CHARS ? file.len : HASH_CHARS);
}

static lc_sv note_path(lc_arena *a, const licet *l, lc_sv file)
{
    lc_sv name = lc_arena_printf(a, "%.*s" SINCE_SUFFIX, LC_SV_ARG(hash_of(file)));
    return lc_home_index_path(a, l, name);
}

/* The oldest note stays: the same index may be in force twice. */
int lc_index_note(licet *l, lc_store *store, lc_sv name, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    uint64_t end;
    int rc = lc_store_log_end(store, &end, err);
    lc_sv path = note_path(a, l, name);
    if (!rc && !lc_file_exists(path.data))
        rc = lc_file_write(path.data, lc_arena_printf(a, "%llu\n", (unsigned long long)end), err);
    lc_arena_free(a);
    return rc;
}

static uint64_t noted(const sweeping *w, lc_sv file)
{
    lc_buf text = {0};
    uint64_t n = 0;
    if (!lc_file_read(note_path(w->a, w->l, file).data, MAX_NOTE_BYTES, &text, NULL) &&
        !lc_sv_u64(lc_sv_trim(lc_buf_view(&text)), &n))
        n = 0; /* not known: the whole log is looked through */
    lc_buf_done(&text);
    return n;
}

/* True also where it cannot be told. */
static bool is_named(const sweeping *w, lc_sv file)
{
    bool named = true;
    lc_sv member = lc_arena_printf(w->a, "\"index\":\"%.*s\"", LC_SV_ARG(hash_of(file)));
    if (lc_store_log_mentions(w->store, member, noted(w, file), &named, NULL)) return true;
    return named;
}

static int pack(const char *path, const char *packed_path, licet_error *err)
{
    lc_map_file file;
    lc_buf packed = {0};
    lc_packer *p = lc_packer_new();
    int rc = lc_map_file_open(path, &file, err);
    if (!rc) {
        rc = lc_packer_put(p, file.bytes, &packed, err);
        if (!rc) {
            rc = lc_packer_end(p, &packed, err);
            p = NULL;
        }
        lc_map_file_close(&file);
    }
    lc_packer_free(p);
    if (!rc) rc = lc_file_write(packed_path, lc_buf_view(&packed), err);
    lc_buf_done(&packed);
    return rc;
}

static void retire(const sweeping *w, lc_sv file)
{
    lc_sv path = lc_home_index_path(w->a, w->l, file);
    lc_sv packed = lc_arena_printf(w->a, "%.*s" PACKED_SUFFIX, LC_SV_ARG(path));
    bool named = is_named(w, file);
    if (named && !lc_file_exists(packed.data) && pack(path.data, packed.data, NULL)) return;
    lc_file_remove(path.data, NULL);
    if (!named) lc_file_remove(note_path(w->a, w->l, file).data, NULL);
}

/* What a writer that was killed left: "<hash>.lix.ab12cd" and the like. */
static bool is_remnant(lc_sv file)
{
    static const char *const whole[] = {".lix", (".lix" PACKED_SUFFIX), SINCE_SUFFIX};
    lc_sv rest = file.len > HASH_CHARS ? lc_sv_from(file, HASH_CHARS) : LC_SV_NONE;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        if (lc_sv_is(rest, whole[i])) return false;
    }
    return lc_sv_starts(rest, INDEX_SUFFIX) || lc_sv_starts(rest, LC_SV(SINCE_SUFFIX));
}

static void sweep_file(const sweeping *w, lc_sv file)
{
    if (is_remnant(file)) {
        lc_file_remove(lc_home_index_path(w->a, w->l, file).data, NULL);
        return;
    }
    bool index = file.len == HASH_CHARS + INDEX_SUFFIX.len && lc_sv_ends(file, INDEX_SUFFIX);
    if (index && !lc_sv_eq(file, w->now) && !lc_sv_eq(file, w->before)) retire(w, file);
}

void lc_index_sweep(licet *l, lc_store *store, lc_sv name)
{
    sweeping w = {.l = l, .store = store, .a = lc_arena_new(), .now = name};
    lc_sv *files = NULL;
    size_t n = 0;
    lc_sv folder = lc_arena_printf(w.a, "%s/index", l->home);
    bool agrees;
    int rc = lc_store_active_before(store, w.a, &w.before, &agrees, NULL);
    if (!rc && !lc_sv_eq(w.before, name)) rc = lc_dir_files(w.a, folder.data, "", &files, &n, NULL);
    for (size_t i = 0; i < n && !rc; i++) sweep_file(&w, files[i]);
    lc_arena_free(w.a);
}

int lc_index_unpack(const char *path, lc_buf *out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_map_file file;
    lc_sv packed = lc_arena_printf(a, "%s" PACKED_SUFFIX, path);
    int rc = lc_map_file_open(packed.data, &file, err);
    if (!rc) {
        rc = lc_unpack(file.bytes, MAX_INDEX_BYTES, out, err);
        lc_map_file_close(&file);
    }
    lc_arena_free(a);
    return rc;
}
