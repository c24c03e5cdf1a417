/* licet_lists_status: what is in force, how old it is, and what is missing. */
#include "engine/coverage.h"
#include "engine/crosscheck.h"
#include "source/source.h"
#include "engine/sublists.h"
#include "report/metrics.h"

static int64_t time_of(const lc_json *snap, const char *key)
{
    int64_t s;
    return lc_time_iso(lc_json_get_sv(snap, key), &s) ? s : 0;
}

/* Since when a source is in quarantine: the receipt of the first edition of those that are. */
static lc_sv quarantined_since(const licet_snapshot *s, lc_sv id)
{
    const lc_json *all = lc_json_get(s->manifest, "snapshots");
    lc_sv since = LC_SV_NONE;
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *snap = lc_json_at(all, i);
        if (!lc_sv_eq(lc_json_get_sv(snap, "id"), id)) continue;
        if (!lc_json_bool(lc_json_get(snap, "quarantined"), false))
            since = LC_SV_NONE;
        else if (!since.len && !lc_json_get(snap, "judged"))
            since = lc_json_get_sv(snap, "received");
    }
    return since;
}

static lc_sv code_of(const lc_json *counts, size_t i)
{
    return lc_json_key(counts, i);
}

static lc_json *sublist_json(lc_arena *a, const lc_policy *p, lc_sv source, lc_sv code, int64_t n)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "list", code);
    lc_json_set_int(a, o, "entries", n);
    for (size_t i = 0; i < p->n_lists; i++) {
        if (!lc_sv_eq(lc_sublist_of(&p->lists[i], source), code)) continue;
        lc_json_set_int(a, o, "min_entries", (int64_t)p->lists[i].min_entries);
        lc_json_set_bool(a, o, "short", (uint64_t)n < p->lists[i].min_entries);
    }
    return o;
}

/* What the edition has, in its order, then what the policy asks for and it lacks. */
static lc_json *sublists_json(lc_arena *a, const lc_policy *p, lc_sv source, const lc_json *counts)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < lc_json_len(counts); i++)
        lc_json_push(
            a, out,
            sublist_json(a, p, source, code_of(counts, i), lc_json_int(lc_json_at(counts, i), 0)));
    for (size_t i = 0; i < p->n_lists && counts; i++) {
        lc_sv code = lc_sublist_of(&p->lists[i], source);
        bool there = !code.len;
        for (size_t k = 0; k < lc_json_len(counts) && !there; k++)
            there = lc_sv_eq(code_of(counts, k), code);
        if (!there) lc_json_push(a, out, sublist_json(a, p, source, code, 0));
    }
    return out;
}

static lc_json *one(const licet_snapshot *s, lc_sv id, bool *in_force, lc_arena *a)
{
    lc_date today = lc_engine_today(s->now_s);
    lc_cover c = lc_cover_of(s, id, today);
    const lc_list_policy *lp = lc_policy_list(s->law->policy, id);
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "id", id);
    lc_json_set_int(a, o, "entries", lc_json_int(lc_json_get(c.snapshot, "entries"), 0));
    lc_json_set_int(a, o, "names", lc_json_int(lc_json_get(c.snapshot, "names"), 0));
    lc_json_set(a, o, "list_date", c.snapshot ? lc_json_get(c.snapshot, "list_date") : NULL);
    lc_json_set(a, o, "received", c.snapshot ? lc_json_get(c.snapshot, "received") : NULL);
    int64_t checked = time_of(c.snapshot, "checked");
    lc_json_set(a, o, "age_seconds",
                checked ? lc_json_of_int(a, s->now_s - checked) : lc_json_null(a));
    lc_json_set_int(a, o, "max_age_seconds", (int64_t)lc_max_age_days(s->law->policy, id) * 86400);
    lc_json_set_int(a, o, "min_entries", (int64_t)lp->min_entries);
    lc_json_set(a, o, "sublists",
                sublists_json(a, s->law->policy, id, lc_json_get(c.snapshot, "sublists")));
    lc_json_set(a, o, "sha256", c.snapshot ? lc_json_get(c.snapshot, "sha256") : NULL);
    lc_json_set_z(a, o, "state", lc_cover_word(c.state));
    lc_json_set_bool(a, o, "required", lp->required);
    lc_json_set_bool(a, o, "sample", c.state == LC_COVER_SAMPLE);
    const lc_source *source = lc_source_find(id);
    lc_json_set_some(a, o, "unproven", lc_sv_of(source ? source->unproven : NULL));
    lc_json_set_some(a, o, "why", lc_json_get_sv(c.snapshot, "why"));
    lc_json_set_int(a, o, "snapshot", lc_json_int(lc_json_get(c.snapshot, "number"), 0));
    if (c.state == LC_COVER_QUARANTINED)
        lc_json_set_some(a, o, "quarantined_since", quarantined_since(s, id));
    lc_json *judged = c.snapshot ? lc_json_get(c.snapshot, "judged") : NULL;
    if (judged) lc_json_set(a, o, "judged", judged);
    *in_force = c.state == LC_COVER_FULL;
    return o;
}

static bool named(const lc_json *lists, lc_sv id)
{
    for (size_t i = 0; i < lc_json_len(lists); i++)
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(lists, i), "id"), id)) return true;
    return false;
}

static lc_json *all(const licet_snapshot *s, int *ok, lc_arena *a)
{
    const lc_policy *p = s->law->policy;
    const lc_json *snaps = lc_json_get(s->manifest, "snapshots");
    lc_json *lists = lc_json_array(a);
    bool in_force;
    *ok = 1;
    for (size_t i = 0; i < p->n_lists; i++) {
        if (!p->lists[i].required) continue;
        lc_json_push(a, lists, one(s, p->lists[i].id, &in_force, a));
        if (!in_force) *ok = 0;
    }
    for (size_t i = 0; i < lc_json_len(snaps); i++) {
        lc_sv id = lc_json_get_sv(lc_json_at(snaps, i), "id");
        if (!named(lists, id)) lc_json_push(a, lists, one(s, id, &in_force, a));
    }
    lc_json *o = lc_json_set(a, lc_json_object(a), "lists", lists);
    return lc_json_set(a, o, "alarms", lc_crosscheck_alarms(s, a));
}

int licet_lists_status(licet *l, licet_text *out_json, int *out_ok, licet_error *err)
{
    licet_snapshot *s;
    int rc = licet_snapshot_current(l, &s, err);
    if (rc) return rc;
    lc_arena *a = lc_arena_new();
    int ok;
    lc_json *o = all(s, &ok, a);
    lc_text_take(lc_json_text(a, o, LC_JSON_PRETTY), out_json);
    *out_ok = ok;
    lc_arena_free(a);
    licet_snapshot_release(s);
    return 0;
}

int licet_status_metrics(const char *status_json, size_t len, licet_text *out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_buf b = {0};
    int rc = lc_json_parse(a, lc_sv_make(status_json, len), &j, err);
    if (!rc) {
        lc_report_metrics(&b, j);
        lc_text_of_buf(&b, out);
    }
    lc_buf_done(&b);
    lc_arena_free(a);
    return rc;
}
