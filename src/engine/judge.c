/* licet_lists_judge: a person's word on a quarantined edition, into the log and into force at once.
 *
 * Approved, the kept files are imported again without the guard; rejected, what the edition held
 * beside the list ends. Either is one transaction: decision, lists and index, or nothing. */
#include "licet/lists.h"

#include "codec/hash.h"
#include "engine/import.h"
#include "engine/index_build.h"
#include "engine/judgements.h"
#include "engine/kept.h"
#include "engine/screen.h"

enum { MAX_REASON_BYTES = 4000, MAX_BY_BYTES = 200 };

typedef struct judging {
    licet *l;
    const licet_judge_params *p;
    bool approve;
    lc_arena *arena;
    lc_snapshot_row row; /* the edition decided about; its number 0: none */
    int64_t newest;      /* number of the newest snapshot of any source */
    lc_json *report;
} judging;

/* ---- what was asked ---- */

static int need_text(const char *what, const char *value, size_t max_bytes, licet_error *err)
{
    size_t n = value ? lc_sv_trim(lc_sv_of(value)).len : 0;
    if (n >= 1 && n <= max_bytes) return 0;
    lc_fail(err, LICET_E_ARGUMENT, "a decision about a list needs %s of 1 to %zu bytes", what,
            max_bytes);
    return lc_fail_remedy(err, "an auditor will read it: say who decided and why");
}

static int check_params(judging *j, licet_error *err)
{
    const licet_judge_params *p = j->p;
    lc_sv outcome = lc_sv_of(p->outcome);
    if (!p->source || (!lc_sv_is(outcome, "approve") && !lc_sv_is(outcome, "reject")))
        return lc_fail(err, LICET_E_ARGUMENT, "name a source, and approve or reject");
    j->approve = lc_sv_is(outcome, "approve");
    int rc = need_text("a reason", p->reason, MAX_REASON_BYTES, err);
    return rc ? rc : need_text("the name of who decides", p->by, MAX_BY_BYTES, err);
}

/* ---- which edition ---- */

typedef struct finding {
    judging *j;
    const lc_judgements *known;
} finding;

static lc_snapshot_row copy_row(lc_arena *a, const lc_snapshot_row *r)
{
    lc_snapshot_row c = *r;
    c.source = lc_arena_sv(a, r->source);
    c.sha256 = lc_arena_sv(a, r->sha256);
    c.files = lc_arena_sv(a, r->files);
    c.why = lc_arena_sv(a, r->why);
    return c;
}

/* Rows come by source and day; the last of a day speaks for it. */
static int take_row(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    (void)err;
    finding *f = ctx;
    judging *j = f->j;
    if (r->id > j->newest) j->newest = r->id;
    if (!lc_sv_is(r->source, j->p->source)) return 0;
    if (r->quarantined && !lc_judgement_of(f->known, r->id))
        j->row = copy_row(j->arena, r);
    else if (j->row.id && r->list_date == j->row.list_date)
        j->row.id = 0;
    return 0;
}

static int find_edition(judging *j, lc_store *store, licet_error *err)
{
    lc_judgements known = {0};
    j->row.id = j->newest = 0;
    int rc = lc_judgements_load(store, j->arena, &known, err);
    if (rc) return rc;
    finding f = {j, &known};
    rc = lc_store_each_snapshot(store, &f, take_row, err);
    lc_judgements_done(&known);
    if (rc || j->row.id) return rc;
    lc_fail(err, LICET_E_NOT_FOUND, "no edition of %.60s awaits a decision", j->p->source);
    return lc_fail_remedy(err, "licet lists status shows what is quarantined, and why");
}

static int refuse_changed(licet_error *err)
{
    lc_fail(err, LICET_E_STORE, "the lists changed while you decided; nothing was recorded");
    return lc_fail_remedy(err, "look at licet lists status and decide again");
}

/* ---- what is recorded ---- */

static int append(judging *j, lc_store *store, const lc_import_result *r, licet_error *err)
{
    lc_arena *a = j->arena;
    lc_json *o = lc_json_object(a);
    char date[LC_DATE_TEXT], time[LC_TIME_TEXT], id[LC_DECISION_ID];
    uint64_t sequence;
    lc_json_set_z(a, o, "kind", "list");
    lc_json_set_z(a, o, "outcome", j->approve ? "approve" : "reject");
    lc_json_set_sv(a, o, "source", j->row.source);
    lc_json_set_int(a, o, "snapshot", j->row.id);
    lc_json_set_z(a, o, "list_date", lc_date_text(j->row.list_date, date));
    lc_json_set_sv(a, o, "sha256", j->row.sha256);
    lc_json_set_sv(a, o, "quarantined_because", j->row.why);
    lc_json_set_sv(a, o, "reason", lc_sv_trim(lc_sv_of(j->p->reason)));
    lc_json_set_sv(a, o, "by", lc_sv_trim(lc_sv_of(j->p->by)));
    lc_json_set_z(a, o, "time", lc_time_text(j->l->now_s, time));
    lc_json_set_z(a, o, "policy_hash", j->l->law->policy->hash);
    if (r) {
        lc_json_set_int(a, o, "as", r->snapshot);
        lc_json_set_int(a, o, "entries", (int64_t)r->entries);
        lc_json_set_int(a, o, "added", (int64_t)r->added);
        lc_json_set_int(a, o, "changed", (int64_t)r->changed);
        lc_json_set_int(a, o, "removed", (int64_t)r->removed);
    }
    lc_sv text = lc_json_text(a, o, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    id[0] = LC_LIST_DECISION_LETTER;
    int rc = lc_store_decision_append(store, lc_sv_of(id), j->l->now_s, text, &sequence, err);
    lc_json_set_z(a, o, "id", id);
    j->report = o;
    return rc;
}

/* ---- approve ---- */

/* The write lock is held: whatever came between the look and the decision is seen now. */
static int record_approval(void *ctx, lc_store *store, const lc_import_result *r, licet_error *err)
{
    judging *j = ctx;
    lc_judgements known = {0};
    int rc = lc_judgements_load(store, j->arena, &known, err);
    if (rc) return rc;
    bool judged = lc_judgement_of(&known, j->row.id) != NULL;
    lc_judgements_done(&known);
    if (judged || r->snapshot != j->newest + 1) return refuse_changed(err);
    return append(j, store, r, err);
}

static int approve(judging *j, lc_store *store, licet_error *err)
{
    lc_kept kept;
    licet_text report = {0};
    int rc = lc_kept_load(store, j->row.files, j->arena, &kept, err);
    lc_import_again again = {.list_date = j->row.list_date,
                             .checked_s = j->row.checked_s,
                             .ctx = j,
                             .record = record_approval};
    lc_import_job job = {.source = j->p->source,
                         .files = kept.files,
                         .n_files = kept.n,
                         .sample = j->row.sample,
                         .again = &again};
    if (!rc) rc = lc_import_run(j->l, &job, &report, err);
    licet_text_done(&report);
    lc_kept_done(&kept);
    return rc;
}

/* ---- reject ---- */

static int record_rejection(judging *j, lc_store *store, licet_error *err)
{
    int64_t looked_at = j->row.id;
    lc_sv index_name;
    int rc = find_edition(j, store, err);
    if (!rc && j->row.id != looked_at) rc = refuse_changed(err);
    if (!rc) rc = append(j, store, NULL, err);
    if (!rc) rc = lc_index_build(j->l, store, j->arena, &index_name, err);
    return rc ? rc : lc_store_commit(store, err);
}

static int reject(judging *j, lc_store *store, licet_error *err)
{
    int rc = lc_store_drop_held(store, j->row.id, j->l->now_s, err);
    if (rc) return rc;
    rc = record_rejection(j, store, err);
    if (rc) lc_store_rollback(store);
    return rc;
}

int licet_lists_judge(licet *l, const licet_judge_params *p, licet_text *out_json, licet_error *err)
{
    judging j = {.l = l, .p = p, .arena = lc_arena_new()};
    lc_store *store = NULL;
    int rc = check_params(&j, err);
    if (!rc) rc = lc_home_writer(l, &store, err);
    if (!rc) rc = find_edition(&j, store, err);
    if (!rc) rc = j.approve ? approve(&j, store, err) : reject(&j, store, err);
    if (!rc) lc_text_take(lc_json_text(j.arena, j.report, LC_JSON_PRETTY), out_json);
    lc_arena_free(j.arena);
    return rc;
}
