/* licet_parties_judge: a person's word that two entries are one party, or are not, into the log and
 * the index at once. The newest word about a pair counts; none is ever taken away. */
#include "licet/lists.h"

#include "engine/index_build.h"
#include "engine/parties.h"
#include "engine/screen.h"

enum { MAX_REASON_BYTES = 4000, MAX_BY_BYTES = 200 };

static int need_text(const char *what, const char *value, size_t max_bytes, licet_error *err)
{
    size_t n = value ? lc_sv_trim(lc_sv_of(value)).len : 0;
    if (n >= 1 && n <= max_bytes) return 0;
    lc_fail(err, LICET_E_ARGUMENT, "a word about a party needs %s of 1 to %zu bytes", what,
            max_bytes);
    return lc_fail_remedy(err, "an auditor will read it: say who decided and why");
}

static int check_params(const licet_parties_judge_params *p, licet_error *err)
{
    bool known = p->outcome && (strcmp(p->outcome, "join") == 0 || strcmp(p->outcome, "cut") == 0);
    if (!known || !p->entry || !p->other || !*p->entry || !*p->other)
        return lc_fail(err, LICET_E_ARGUMENT, "name two entries, and join or cut");
    if (strcmp(p->entry, p->other) == 0)
        return lc_fail(err, LICET_E_ARGUMENT, "an entry is one party with itself");
    int rc = need_text("a reason", p->reason, MAX_REASON_BYTES, err);
    return rc ? rc : need_text("the name of who decides", p->by, MAX_BY_BYTES, err);
}

static int count_version(void *ctx, const lc_stored_version *v, licet_error *err)
{
    (void)v;
    (void)err;
    ++*(size_t *)ctx;
    return 0;
}

static int must_exist(lc_store *store, const char *key, licet_error *err)
{
    size_t n = 0;
    int rc = lc_store_each_version_of(store, lc_sv_of(key), &n, count_version, err);
    if (rc || n) return rc;
    lc_fail(err, LICET_E_NOT_FOUND, "no list held here has or had the entry %.100s", key);
    return lc_fail_remedy(err, "licet history NAME shows the keys of the entries of a name");
}

static int append(licet *l, const licet_parties_judge_params *p, lc_store *store, lc_arena *a,
                  lc_json **out, licet_error *err)
{
    char time[LC_TIME_TEXT], id[LC_DECISION_ID];
    uint64_t sequence;
    lc_json *o = lc_json_object(a);
    lc_json_set_z(a, o, "kind", "party");
    lc_json_set_z(a, o, "outcome", p->outcome);
    lc_json_set_z(a, o, "entry", p->entry);
    lc_json_set_z(a, o, "other", p->other);
    lc_json_set_sv(a, o, "reason", lc_sv_trim(lc_sv_of(p->reason)));
    lc_json_set_sv(a, o, "by", lc_sv_trim(lc_sv_of(p->by)));
    lc_json_set_z(a, o, "time", lc_time_text(l->now_s, time));
    lc_sv text = lc_json_text(a, o, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    id[0] = LC_PARTY_DECISION_LETTER;
    lc_json_set_z(a, o, "id", id);
    *out = o;
    return lc_store_decision_append(store, lc_sv_of(id), l->now_s, text, &sequence, err);
}

static int judge(licet *l, const licet_parties_judge_params *p, lc_arena *a, lc_json **out,
                 licet_error *err)
{
    lc_store *store;
    lc_sv index_name;
    int rc = lc_home_writer(l, &store, err);
    if (!rc) rc = must_exist(store, p->entry, err);
    if (!rc) rc = must_exist(store, p->other, err);
    if (!rc) rc = lc_store_lists_begin(store, err);
    if (rc) return rc;
    rc = append(l, p, store, a, out, err);
    if (!rc) rc = lc_index_build(l, store, a, &index_name, err);
    if (!rc) return lc_store_commit(store, err);
    lc_store_rollback(store);
    return rc;
}

int licet_parties_judge(licet *l, const licet_parties_judge_params *p, licet_text *out_json,
                        licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *said = NULL;
    int rc = check_params(p, err);
    if (!rc) rc = judge(l, p, a, &said, err);
    if (!rc) lc_text_take(lc_json_text(a, said, LC_JSON_PRETTY), out_json);
    lc_arena_free(a);
    return rc;
}

/* ---- into an index ---- */

typedef struct reading {
    lc_clusters *to;
    lc_arena *scratch;
} reading;

static int read_row(void *ctx, const lc_decision_row *row, licet_error *err)
{
    reading *r = ctx;
    lc_json *j;
    lc_arena_reset(r->scratch);
    int rc = lc_json_parse(r->scratch, row->record, &j, err);
    if (rc) return rc;
    bool join = lc_sv_is(lc_json_get_sv(j, "outcome"), "join");
    lc_sv why = lc_arena_printf(r->scratch, "joined by %.*s: %.*s (%.*s)",
                                LC_SV_ARG(lc_json_get_sv(j, "by")),
                                LC_SV_ARG(lc_json_get_sv(j, "reason")), LC_SV_ARG(row->id));
    lc_clusters_judge(r->to, join, row->time_s, lc_json_get_sv(j, "entry"),
                      lc_json_get_sv(j, "other"), why);
    return 0;
}

int lc_parties_words(lc_store *store, lc_clusters *to, licet_error *err)
{
    reading r = {to, lc_arena_new()};
    int rc = lc_store_each_decision(store, LC_PARTY_DECISION_LETTER, UINT64_MAX, &r, read_row, err);
    lc_arena_free(r.scratch);
    return rc;
}
