/* licet_import: files of one source -> in force, whole or not at all.
 *
 * Two passes. The first reads, hashes, packs and parses without keeping anything: it finds out
 * whether the file is whole and what date it bears. The second puts the entries into the store in
 * one transaction, together with the index built from it, so that a crash at any moment leaves the
 * old state or the new one. */
#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "codec/hash.h"
#include "codec/zip.h"
#include "engine/index_build.h"
#include "source/source.h"

enum { HEAD_BYTES = 64 * 1024, MAX_DIAGNOSTICS = 100 };

typedef struct file_state {
    const char *path;
    char sha256[LC_HASH_HEX];
    uint64_t bytes;
    lc_buf packed;
    lc_source_result result;
} file_state;

typedef struct import_run {
    licet *l;
    const licet_import_params *p;
    const lc_source *source;
    file_state *files;
    lc_arena *arena;
    lc_json *diagnostics;
    uint64_t n_diagnostics;
    lc_map *sublists;        /* code -> place in counts */
    LC_VEC(uint64_t) counts;
    lc_date list_date;
    lc_store_import *into;
    uint64_t total_bytes, done_bytes;
} import_run;

/* ---- pass 1: read, hash, pack, parse ---- */

typedef struct tee {
    import_run *run;
    file_state *file;
    lc_file *in;
    lc_sha256 *hash;
    lc_packer *packer;       /* NULL in pass 2 */
} tee;

static void tell(import_run *r, const char *what)
{
    if (r->p->progress) r->p->progress(r->p->progress_ctx, what, r->done_bytes, r->total_bytes);
}

static int tee_read(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    tee *t = ctx;
    lc_reader in = lc_file_reader(t->in);
    int rc = in.read(in.ctx, data, cap, got, err);
    if (rc || *got == 0) return rc;
    lc_sha256_put(t->hash, data, *got);
    t->run->done_bytes += *got;
    tell(t->run, t->packer ? "reading" : "storing");
    if (!t->packer) return 0;
    t->file->bytes += *got;
    return lc_packer_put(t->packer, lc_sv_make(data, *got), &t->file->packed, err);
}

static void on_diag(void *ctx, const lc_diag *d)
{
    import_run *r = ctx;
    if (r->n_diagnostics++ >= MAX_DIAGNOSTICS) return;
    lc_json *o = lc_json_object(r->arena);
    lc_json_set_z(r->arena, o, "code", d->code);
    lc_json_set_int(r->arena, o, "line", (int64_t)d->line);
    lc_json_set_int(r->arena, o, "byte", (int64_t)d->byte);
    lc_json_set_sv(r->arena, o, "text", d->text);
    lc_json_set_bool(r->arena, o, "row_lost", d->row_lost);
    lc_json_push(r->arena, r->diagnostics, o);
}

static int count_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    (void)err;
    import_run *r = ctx;
    bool is_new;
    uint32_t *at = lc_map_get(r->sublists, e->sublist);
    if (!at) {
        at = lc_map_put(r->sublists, lc_arena_sv(r->arena, e->sublist), &is_new);
        *at = (uint32_t)r->counts.len;
        lc_vec_push(&r->counts, 0);
    }
    r->counts.at[*at]++;
    return 0;
}

static int drain(lc_reader *in, licet_error *err)
{
    char rest[8192];
    size_t got = 1;
    int rc = 0;
    while (!rc && got) rc = in->read(in->ctx, rest, sizeof rest, &got, err);
    return rc;
}

/* Reads one file through the parser. packing: pass 1. */
static int parse_file(import_run *r, file_state *f, bool packing, const lc_source_sink *sink,
                      char hash[LC_HASH_HEX], licet_error *err)
{
    tee t = {.run = r, .file = f, .hash = lc_sha256_new()};
    uint8_t digest[LC_HASH_BYTES];
    int rc = lc_file_open(f->path, &t.in, err);
    if (packing) t.packer = lc_packer_new();
    lc_reader in = {&t, tee_read};
    lc_origin origin = {.file = lc_sv_of(f->path), .sha256 = lc_sv_of(f->sha256)};
    if (!rc) rc = r->source->parse(&in, &origin, sink, &f->result, err);
    if (!rc) rc = drain(&in, err);
    if (!rc && packing) rc = lc_packer_end(t.packer, &f->packed, err);
    else lc_packer_free(t.packer);
    lc_sha256_end(t.hash, digest);
    lc_hex(digest, sizeof digest, hash);
    lc_file_close(t.in);
    if (rc && err && !err->file[0]) lc_fail_at(err, f->path, err->line, err->byte);
    return rc;
}

static int read_head(const char *path, lc_buf *head, licet_error *err)
{
    lc_file *f;
    int rc = lc_file_open(path, &f, err);
    if (rc) return rc;
    lc_reader in = lc_file_reader(f);
    lc_buf_reserve(head, HEAD_BYTES);
    for (size_t got = 1; !rc && got && head->len < HEAD_BYTES;) {
        rc = in.read(in.ctx, head->data + head->len, HEAD_BYTES - head->len, &got, err);
        head->len += rc ? 0 : got;
    }
    lc_file_close(f);
    return rc;
}

static int no_such_source(licet_error *err, const char *id)
{
    lc_fail(err, LICET_E_ARGUMENT, "%s source id: %.60s",
            lc_source_id_known(lc_sv_of(id)) ? "no parser yet for the" : "unknown", id);
    return lc_fail_remedy(err, "sources that can be imported: us_csl, us_bis_dpl, own");
}

static int find_source(import_run *r, licet_error *err)
{
    if (r->p->source) {
        r->source = lc_source_find(lc_sv_of(r->p->source));
        return r->source ? 0 : no_such_source(err, r->p->source);
    }
    lc_buf head = {0};
    int rc = read_head(r->files[0].path, &head, err);
    if (!rc) r->source = lc_source_guess(lc_buf_view(&head), lc_sv_of(r->files[0].path));
    bool empty = head.len == 0;
    lc_buf_done(&head);
    if (rc || r->source) return rc;
    lc_fail(err, LICET_E_SOURCE, empty ? "the file is empty" : "the file is no list known here");
    lc_fail_at(err, r->files[0].path, 1, 0);
    return lc_fail_remedy(err, "check the download, or name the source with --source");
}

static int find_date(import_run *r, licet_error *err)
{
    lc_date today = lc_engine_today(r->l->now_s);
    for (size_t i = 0; i < r->p->n_files; i++)
        if (r->files[i].result.list_date != LC_DATE_NONE) r->list_date = r->files[i].result.list_date;
    if (r->p->list_date && !lc_date_iso(lc_sv_of(r->p->list_date), &r->list_date)) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", r->p->list_date);
        return lc_fail_remedy(err, "write --list-date as YYYY-MM-DD");
    }
    if (r->list_date != LC_DATE_NONE && r->list_date > today) {
        char text[LC_DATE_TEXT];
        lc_fail(err, LICET_E_SOURCE, "the list date %s is in the future",
                lc_date_text(r->list_date, text));
        lc_fail_at(err, r->files[0].path, 0, 0);
        return lc_fail_remedy(err, "check this machine's clock and the file");
    }
    return 0;
}

static int first_pass(import_run *r, licet_error *err)
{
    lc_source_sink sink = {r, count_entry, on_diag};
    int rc = find_source(r, err);
    for (size_t i = 0; i < r->p->n_files && !rc; i++)
        rc = parse_file(r, &r->files[i], true, &sink, r->files[i].sha256, err);
    return rc ? rc : find_date(r, err);
}

/* ---- pass 2: into the store ---- */

static int put_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    import_run *r = ctx;
    return lc_store_import_put(r->into, e, err);
}

static int put_file(import_run *r, file_state *f, licet_error *err)
{
    char hash[LC_HASH_HEX];
    lc_source_sink sink = {r, put_entry, NULL};
    int rc = parse_file(r, f, false, &sink, hash, err);
    if (!rc && strcmp(hash, f->sha256) != 0) {
        rc = lc_fail(err, LICET_E_SOURCE, "the file changed while it was read");
        lc_fail_at(err, f->path, 0, 0);
        lc_fail_remedy(err, "import it again when it is complete");
    }
    return rc;
}

static int begin_import(import_run *r, lc_store *store, licet_error *err)
{
    const lc_policy *policy = r->l->law->policy;
    lc_import_file *files = LC_NEW_N(r->arena, lc_import_file, r->p->n_files);
    for (size_t i = 0; i < r->p->n_files; i++) {
        file_state *f = &r->files[i];
        files[i] = (lc_import_file){lc_sv_of(f->path), lc_sv_of(f->sha256), f->bytes,
                                    lc_buf_view(&f->packed)};
    }
    /* A file imported by hand was last checked with its publisher on its list date. */
    int64_t checked = r->list_date == LC_DATE_NONE ? 0 : (int64_t)r->list_date * 86400;
    lc_import meta = {.source = lc_sv_of(r->source->id),
                      .list_date = r->list_date,
                      .received_s = r->l->now_s,
                      .checked_s = checked,
                      .files = files,
                      .n_files = r->p->n_files,
                      .sample = r->p->sample != 0,
                      .guard_removals = policy->guard_removals,
                      .guard_percent = policy->guard_percent};
    return lc_store_import_begin(store, &meta, &r->into, err);
}

static int second_pass(import_run *r, lc_import_result *result, lc_sv *index_name, licet_error *err)
{
    lc_store *store;
    int rc = lc_home_writer(r->l, &store, err);
    if (!rc) rc = begin_import(r, store, err);
    if (rc) return rc;
    for (size_t i = 0; i < r->p->n_files && !rc; i++) rc = put_file(r, &r->files[i], err);
    if (rc) {
        lc_store_import_cancel(r->into);
        return rc;
    }
    rc = lc_store_import_end(r->into, result, err);
    tell(r, "indexing");
    if (!rc) rc = lc_index_build(r->l, store, r->arena, index_name, err);
    if (!rc) return lc_store_commit(store, err);
    lc_store_rollback(store);
    return rc;
}

/* ---- the report ---- */

static const char *state_word(const import_run *r, const lc_import_result *result)
{
    const lc_list_policy *lp = lc_policy_list(r->l->law->policy, lc_sv_of(r->source->id));
    if (result->quarantined || r->p->sample || result->entries < lp->min_entries)
        return "quarantined";
    if (r->list_date == LC_DATE_NONE ||
        (int64_t)r->list_date + lp->max_age_days < lc_engine_today(r->l->now_s))
        return "stale";
    return "in_force";
}

static lc_json *sublists_json(import_run *r)
{
    static const char *const codes[] = {"SDN", "EL", "DPL", "DTC", "SSI", "UVL", "ISN", "PLC", "MEU",
                                        "CMIC", "NS-MBS", "CAP", "FSE", "HOUSE", "OTHER"};
    lc_json *o = lc_json_object(r->arena);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        uint32_t *at = lc_map_get(r->sublists, lc_sv_of(codes[i]));
        if (at) lc_json_set_int(r->arena, o, codes[i], (int64_t)r->counts.at[*at]);
    }
    return o;
}

static lc_json *report(import_run *r, const lc_import_result *result, lc_sv index_name)
{
    lc_arena *a = r->arena;
    lc_json *o = lc_json_object(a);
    uint64_t rows = 0, bad = 0;
    char date[LC_DATE_TEXT];
    for (size_t i = 0; i < r->p->n_files; i++) {
        rows += r->files[i].result.rows;
        bad += r->files[i].result.rows_bad;
    }
    lc_json_set_z(a, o, "source", r->source->id);
    lc_json_set_z(a, o, "format", r->files[0].result.format);
    lc_json_set_z(a, o, "list_date", lc_date_text(r->list_date, date));
    lc_json_set_int(a, o, "rows", (int64_t)rows);
    lc_json_set_int(a, o, "rows_bad", (int64_t)bad);
    lc_json_set_int(a, o, "entries", (int64_t)result->entries);
    lc_json_set_int(a, o, "names", (int64_t)result->names);
    lc_json_set_int(a, o, "added", (int64_t)result->added);
    lc_json_set_int(a, o, "changed", (int64_t)result->changed);
    lc_json_set_int(a, o, "removed", (int64_t)result->removed);
    lc_json_set_int(a, o, "unchanged", (int64_t)result->unchanged);
    lc_json_set_bool(a, o, "same_as_before", result->same_as_before);
    lc_json_set_z(a, o, "state", state_word(r, result));
    if (result->why[0]) lc_json_set_z(a, o, "why", result->why);
    if (r->p->sample) lc_json_set_bool(a, o, "sample", true);
    lc_json_set(a, o, "sublists", sublists_json(r));
    lc_json_set(a, o, "diagnostics", r->diagnostics);
    lc_json_set_int(a, o, "diagnostics_total", (int64_t)r->n_diagnostics);
    lc_json_set_z(a, o, "sha256", r->files[0].sha256);
    lc_json_set_sv(a, o, "index", index_name);
    return o;
}

static void run_init(import_run *r, licet *l, const licet_import_params *p)
{
    *r = (import_run){.l = l, .p = p, .arena = lc_arena_new(), .list_date = LC_DATE_NONE};
    r->diagnostics = lc_json_array(r->arena);
    r->sublists = lc_map_new();
    r->files = LC_NEW_N(r->arena, file_state, p->n_files);
    for (size_t i = 0; i < p->n_files; i++) {
        lc_file *f;
        r->files[i].path = p->files[i];
        if (lc_file_open(p->files[i], &f, NULL)) continue;
        r->total_bytes += 2 * lc_file_size(f);
        lc_file_close(f);
    }
}

static void run_done(import_run *r)
{
    for (size_t i = 0; i < r->p->n_files; i++) lc_buf_done(&r->files[i].packed);
    lc_vec_done(&r->counts);
    lc_map_free(r->sublists);
    lc_arena_free(r->arena);
}

int licet_import(licet *l, const licet_import_params *p, licet_text *out_json, licet_error *err)
{
    if (!p || !p->n_files) return lc_fail(err, LICET_E_ARGUMENT, "no file to import was named");
    import_run r;
    lc_import_result result = {0};
    lc_sv index_name = LC_SV_NONE;
    run_init(&r, l, p);
    int rc = first_pass(&r, err);
    if (!rc) rc = second_pass(&r, &result, &index_name, err);
    if (!rc) lc_text_take(lc_json_text(r.arena, report(&r, &result, index_name), LC_JSON_PRETTY),
                          out_json);
    run_done(&r);
    return rc;
}
