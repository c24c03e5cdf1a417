/* licet_import: files of one source -> in force, whole or not at all.
 *
 * Two passes. The first reads, hashes, packs and parses without keeping anything: it finds out
 * whether the file is whole and what date it bears. The second puts the entries into the store in
 * one transaction, together with the index built from it, so that a crash at any moment leaves the
 * old state or the new one. */
#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "engine/import.h"
#include "engine/index_build.h"
#include "engine/sublists.h"

enum { MAX_DIAGNOSTICS = 100 };

typedef struct import_run {
    licet *l;
    const lc_import_job *job;
    const lc_source *source;
    lc_list_file *files;
    lc_source_result read; /* of all files together */
    lc_arena *arena;
    lc_json *diagnostics;
    uint64_t n_diagnostics;
    lc_map *sublists; /* code -> place in counts */
    LC_VEC(uint64_t) counts;
    LC_VEC(lc_sv) codes; /* in order of appearance */
    lc_date list_date;
    bool whole; /* one file that is all parts of its list */
    lc_store_import *into;
    uint64_t total_bytes, done_bytes;
    bool storing;
} import_run;

/* ---- pass 1: read, hash, pack, parse ---- */

static void tell(import_run *r, const char *what)
{
    const lc_import_job *j = r->job;
    if (j->progress) j->progress(j->progress_ctx, what, r->done_bytes, r->total_bytes);
}

static void tell_bytes(void *ctx, uint64_t bytes)
{
    import_run *r = ctx;
    r->done_bytes += bytes;
    tell(r, r->storing ? "storing" : "reading");
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
        lc_sv code = lc_arena_sv(r->arena, e->sublist);
        at = lc_map_put(r->sublists, code, &is_new);
        *at = (uint32_t)r->counts.len;
        lc_vec_push(&r->codes, code);
        lc_vec_push(&r->counts, 0);
    }
    r->counts.at[*at]++;
    return 0;
}

/* Reads all files through the parser. */
static int parse_files(import_run *r, const lc_source_sink *sink, licet_error *err)
{
    const lc_list_parse p = {.source = r->source,
                             .files = r->files,
                             .n_files = r->job->n_files,
                             .first = !r->storing,
                             .ctx = r,
                             .progress = tell_bytes};
    return lc_list_parse_run(&p, sink, &r->read, err);
}

static int no_such_source(licet_error *err, const char *id)
{
    lc_fail(err, LICET_E_ARGUMENT, "%s source id: %.60s",
            lc_source_id_known(lc_sv_of(id)) ? "no parser yet for the" : "unknown", id);
    lc_buf ids = {0};
    for (size_t i = 0; lc_source_at(i); i++)
        lc_buf_printf(&ids, "%s%s", i ? ", " : "", lc_source_at(i)->id);
    lc_fail_remedy(err, "sources that can be imported: %.*s", LC_SV_ARG(lc_buf_view(&ids)));
    lc_buf_done(&ids);
    return LICET_E_ARGUMENT;
}

static int find_source(import_run *r, licet_error *err)
{
    if (r->job->source) {
        r->source = lc_source_find(lc_sv_of(r->job->source));
        return r->source ? 0 : no_such_source(err, r->job->source);
    }
    lc_buf head = {0};
    int rc = lc_list_file_head(&r->files[0], &head, err);
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
    const lc_import_job *j = r->job;
    lc_date today = lc_engine_today(r->l->now_s);
    r->list_date = r->read.list_date;
    if (r->list_date == LC_DATE_NONE && j->name_date)
        lc_date_iso(lc_sv_of(j->name_date), &r->list_date);
    if (j->again) {
        r->list_date = j->again->list_date;
    } else if (j->list_date && !lc_date_iso(lc_sv_of(j->list_date), &r->list_date)) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", j->list_date);
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

static int find_whole(import_run *r, licet_error *err)
{
    lc_buf head = {0};
    if (!r->source->is_whole || r->job->n_files != 1) return 0;
    int rc = lc_list_file_head(&r->files[0], &head, err);
    r->whole = !rc && r->source->is_whole(lc_buf_view(&head));
    lc_buf_done(&head);
    return rc;
}

static int first_pass(import_run *r, licet_error *err)
{
    lc_source_sink sink = {r, count_entry, on_diag};
    int rc = find_source(r, err);
    if (!rc) rc = find_whole(r, err);
    if (!rc) rc = parse_files(r, &sink, err);
    return rc ? rc : find_date(r, err);
}

/* ---- pass 2: into the store ---- */

/* A file imported by hand was last checked with its publisher on its list date; and nobody has seen
 * one in the future. */
static int64_t checked_s(const import_run *r)
{
    int64_t seen = r->job->checked_s, now = r->l->now_s;
    if (seen) return seen < now ? seen : now;
    return r->list_date == LC_DATE_NONE ? 0 : (int64_t)r->list_date * 86400;
}

static int put_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    import_run *r = ctx;
    return lc_store_import_put(r->into, e, err);
}

static int begin_import(import_run *r, lc_store *store, licet_error *err)
{
    const lc_policy *policy = r->l->law->policy;
    const lc_import_again *again = r->job->again;
    lc_import_file *files = LC_NEW_N(r->arena, lc_import_file, r->job->n_files);
    for (size_t i = 0; i < r->job->n_files; i++) {
        lc_list_file *f = &r->files[i];
        files[i] = (lc_import_file){lc_sv_of(f->path), lc_sv_of(f->sha256), f->bytes,
                                    lc_buf_view(&f->packed)};
    }
    lc_import meta = {.source = lc_sv_of(r->source->id),
                      .list_date = r->list_date,
                      .received_s = r->l->now_s,
                      .checked_s = again ? again->checked_s : checked_s(r),
                      .files = files,
                      .n_files = r->job->n_files,
                      .sample = r->job->sample,
                      .reverts = strcmp(r->source->id, "own") == 0,
                      .guard_removals = policy->guard_removals,
                      .guard_percent = again ? LC_GUARD_OFF_PERCENT : policy->guard_percent};
    return lc_store_import_begin(store, &meta, &r->into, err);
}

static int second_pass(import_run *r, lc_store *store, lc_import_result *result, licet_error *err)
{
    const lc_import_again *again = r->job->again;
    lc_source_sink sink = {r, put_entry, NULL};
    int rc = begin_import(r, store, err);
    if (rc) return rc;
    r->storing = true;
    rc = parse_files(r, &sink, err);
    if (rc) {
        lc_store_import_cancel(r->into);
        return rc;
    }
    rc = lc_store_import_end(r->into, result, err);
    if (!rc && again) rc = again->record(again->ctx, store, result, err);
    tell(r, "indexing");
    return rc;
}

/* ---- the report ---- */

/* Some of the files of a list that comes in several. */
static bool is_partial(const import_run *r)
{
    return r->source->n_parts && !r->whole && r->job->n_files < (size_t)r->source->n_whole;
}

static lc_json *sublists_json(import_run *r)
{
    static const char *const codes[] = {"SDN",    "EL",  "DPL", "DTC",   "SSI",
                                        "UVL",    "ISN", "PLC", "MEU",   "CMIC",
                                        "NS-MBS", "CAP", "FSE", "HOUSE", "OTHER"};
    lc_json *o = lc_json_object(r->arena);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        uint32_t *at = lc_map_get(r->sublists, lc_sv_of(codes[i]));
        if (at) lc_json_set_int(r->arena, o, codes[i], (int64_t)r->counts.at[*at]);
    }
    for (size_t i = 0; i < r->codes.len; i++)
        lc_json_set_int(r->arena, o, r->codes.at[i].data, (int64_t)r->counts.at[i]);
    return o;
}

/* What of it has fewer entries than the policy calls a list: all, or a sub-list; NULL: nothing. */
static const lc_list_policy *too_few(import_run *r, const lc_import_result *result)
{
    const lc_policy *p = r->l->law->policy;
    lc_sv source = lc_sv_of(r->source->id);
    const lc_list_policy *all = lc_policy_list(p, source);
    return result->entries < all->min_entries ? all : lc_sublist_short(p, source, sublists_json(r));
}

static void say_short(import_run *r, const lc_import_result *result, lc_json *o)
{
    const lc_list_policy *l = too_few(r, result);
    if (!l || result->quarantined || r->job->sample || is_partial(r)) return;
    lc_sv code = lc_sublist_of(l, lc_sv_of(r->source->id));
    lc_sv why = lc_arena_printf(
        r->arena, "fewer than %llu entries%s%.*s are no whole list (min_entries in the policy)",
        (unsigned long long)l->min_entries, code.len ? " of " : "", LC_SV_ARG(code));
    lc_json_set_bool(r->arena, o, "short", true);
    lc_json_set_z(r->arena, o, "why", why.data);
}

static const char *state_word(import_run *r, const lc_import_result *result)
{
    int limit = lc_max_age_days(r->l->law->policy, lc_sv_of(r->source->id));
    if (result->quarantined || r->job->sample || is_partial(r) || too_few(r, result))
        return "quarantined";
    lc_date fresh = lc_date_of_time(checked_s(r));
    if (fresh < r->list_date) fresh = r->list_date;
    if (r->list_date == LC_DATE_NONE || (int64_t)fresh + limit < lc_engine_today(r->l->now_s))
        return "stale";
    return "in_force";
}

static lc_json *report(import_run *r, const lc_import_result *result)
{
    lc_arena *a = r->arena;
    lc_json *o = lc_json_object(a);
    char date[LC_DATE_TEXT];
    lc_json_set_z(a, o, "source", r->source->id);
    lc_json_set_z(a, o, "format", r->read.format);
    lc_json_set_z(a, o, "list_date", lc_date_text(r->list_date, date));
    lc_json_set_int(a, o, "rows", (int64_t)r->read.rows);
    lc_json_set_int(a, o, "rows_bad", (int64_t)r->read.rows_bad);
    lc_json_set_int(a, o, "entries", (int64_t)result->entries);
    lc_json_set_int(a, o, "names", (int64_t)result->names);
    lc_json_set_int(a, o, "added", (int64_t)result->added);
    lc_json_set_int(a, o, "changed", (int64_t)result->changed);
    lc_json_set_int(a, o, "removed", (int64_t)result->removed);
    lc_json_set_int(a, o, "unchanged", (int64_t)result->unchanged);
    lc_json_set_bool(a, o, "same_as_before", result->same_as_before);
    lc_json_set_z(a, o, "state", state_word(r, result));
    if (result->why[0]) lc_json_set_z(a, o, "why", result->why);
    if (r->job->sample) lc_json_set_bool(a, o, "sample", true);
    if (is_partial(r) && !result->quarantined) lc_json_set_bool(a, o, "partial", true);
    say_short(r, result, o);
    lc_json_set(a, o, "sublists", sublists_json(r));
    lc_json_set(a, o, "diagnostics", r->diagnostics);
    lc_json_set_int(a, o, "diagnostics_total", (int64_t)r->n_diagnostics);
    lc_json_set_z(a, o, "sha256", r->files[0].sha256);
    return o;
}

static void run_init(import_run *r, licet *l, const lc_import_job *job, lc_arena *a)
{
    *r = (import_run){.l = l, .job = job, .arena = a, .list_date = LC_DATE_NONE};
    r->diagnostics = lc_json_array(r->arena);
    r->sublists = lc_map_new();
    r->files = LC_NEW_N(r->arena, lc_list_file, job->n_files);
    for (size_t i = 0; i < job->n_files; i++) {
        lc_file *f;
        r->files[i] = (lc_list_file){.path = job->files[i].path, .kept = job->files[i].kept};
        r->total_bytes += 2 * job->files[i].kept.len;
        if (job->files[i].kept.data || lc_file_open(job->files[i].path, &f, NULL)) continue;
        r->total_bytes += 2 * lc_file_size(f);
        lc_file_close(f);
    }
}

static void run_done(import_run *r)
{
    for (size_t i = 0; i < r->job->n_files; i++) lc_buf_done(&r->files[i].packed);
    lc_vec_done(&r->counts);
    lc_vec_done(&r->codes);
    lc_map_free(r->sublists);
}

int lc_import_take(licet *l, const lc_import_job *job, lc_arena *a, lc_json **out_report,
                   licet_error *err)
{
    import_run r;
    lc_import_result result = {0};
    lc_store *store = NULL;
    run_init(&r, l, job, a);
    int rc = first_pass(&r, err);
    if (!rc) rc = lc_home_writer(l, &store, err);
    if (!rc) rc = second_pass(&r, store, &result, err);
    if (!rc)
        *out_report = report(&r, &result);
    else if (store)
        lc_store_rollback(store);
    run_done(&r);
    return rc;
}

int lc_import_finish(licet *l, lc_arena *a, lc_sv *out_index_name, licet_error *err)
{
    lc_store *store;
    int rc = lc_home_writer(l, &store, err);
    if (!rc) rc = lc_index_renew(l, store, a, out_index_name, err);
    if (!rc) return lc_store_commit(store, err);
    lc_store_rollback(store);
    return rc;
}

int lc_import_run(licet *l, const lc_import_job *job, licet_text *out_json, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *said = NULL;
    lc_sv index_name = LC_SV_NONE;
    int rc = lc_import_take(l, job, a, &said, err);
    if (!rc) rc = lc_import_finish(l, a, &index_name, err);
    if (!rc) {
        lc_json_set_sv(a, said, "index", index_name);
        lc_text_take(lc_json_text(a, said, LC_JSON_PRETTY), out_json);
    }
    lc_arena_free(a);
    return rc;
}

int licet_import(licet *l, const licet_import_params *p, licet_text *out_json, licet_error *err)
{
    if (!p || !p->n_files) return lc_fail(err, LICET_E_ARGUMENT, "no file to import was named");
    if (p->history) return lc_import_history(l, p, out_json, err);
    lc_arena *a = lc_arena_new();
    lc_list_file *files = LC_NEW_N(a, lc_list_file, p->n_files);
    for (size_t i = 0; i < p->n_files; i++) files[i].path = p->files[i];
    lc_import_job job = {.source = p->source,
                         .list_date = p->list_date,
                         .files = files,
                         .n_files = p->n_files,
                         .sample = p->sample != 0,
                         .checked_s = p->checked_s,
                         .progress = p->progress,
                         .progress_ctx = p->progress_ctx};
    int rc = lc_import_run(l, &job, out_json, err);
    lc_arena_free(a);
    return rc;
}
