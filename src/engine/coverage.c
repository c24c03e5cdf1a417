#include "engine/coverage.h"

#include "engine/judgements.h"
#include "engine/sublists.h"
#include "source/source.h"

static lc_date snapshot_date(const lc_json *snap, const char *key)
{
    lc_date d;
    return lc_date_any(lc_json_get_sv(snap, key), &d) ? d : LC_DATE_NONE;
}

static bool is_partial(const lc_json *snap)
{
    return lc_json_bool(lc_json_get(snap, "partial"), false);
}

static bool too_few(const licet_snapshot *s, lc_sv source, const lc_json *snap)
{
    uint64_t entries = (uint64_t)lc_json_int(lc_json_get(snap, "entries"), 0);
    return lc_json_bool(lc_json_get(snap, "sample"), false) ||
           entries < lc_policy_list(s->law->policy, source)->min_entries ||
           lc_sublist_short(s->law->policy, source, lc_json_get(snap, "sublists"));
}

/* Of a snapshot that has every entry. */
static lc_cover_state time_on(const licet_snapshot *s, lc_sv source, const lc_json *snap,
                              lc_date day)
{
    lc_date listed = snapshot_date(snap, "list_date"), checked = snapshot_date(snap, "checked");
    if (listed == LC_DATE_NONE || day == LC_DATE_NONE) return LC_COVER_STALE;
    if (day < listed) return LC_COVER_BEFORE;
    if (checked == LC_DATE_NONE || checked < listed) checked = listed;
    int limit = lc_max_age_days(s->law->policy, source);
    return (int64_t)day <= (int64_t)checked + limit ? LC_COVER_FULL : LC_COVER_STALE;
}

static lc_cover cover_by(const licet_snapshot *s, lc_sv source, lc_json *snap, lc_date day)
{
    lc_cover c = {LC_COVER_SAMPLE, snapshot_date(snap, "list_date"), snap, false};
    if (lc_json_bool(lc_json_get(snap, "quarantined"), false)) {
        c.state = LC_COVER_QUARANTINED;
        c.knows_entries = true;
    } else if (!too_few(s, source, snap)) {
        lc_cover_state state = time_on(s, source, snap, day);
        c.knows_entries = state == LC_COVER_FULL;
        if (!is_partial(snap)) c.state = state;
    }
    return c;
}

/* Somebody found that it is not true: it is as if it had not come. */
static bool rejected(const lc_json *snap)
{
    return lc_sv_is(lc_json_get_sv(lc_json_get(snap, "judged"), "outcome"), "reject");
}

/* Snapshots stand in order of list date and receipt, so the last one on or before the day speaks;
 * if its time is over but a later snapshot exists, the day lies in a gap. */
lc_cover lc_cover_of(const licet_snapshot *s, lc_sv source, lc_date day)
{
    const lc_json *all = lc_json_get(s->manifest, "snapshots");
    lc_cover c = {LC_COVER_MISSING, LC_DATE_NONE, NULL, false};
    for (size_t i = 0; i < lc_json_len(all); i++) {
        lc_json *snap = lc_json_at(all, i);
        if (!lc_sv_eq(lc_json_get_sv(snap, "id"), source) || rejected(snap)) continue;
        lc_date listed = snapshot_date(snap, "list_date");
        if (c.snapshot && listed > day) {
            if (c.state == LC_COVER_STALE) c.state = LC_COVER_BEFORE;
            break;
        }
        c = cover_by(s, source, snap, day);
    }
    return c;
}

static lc_sv remedy_for(lc_arena *a, lc_sv source, const lc_cover *c, lc_date day)
{
    const lc_sv no_day = LC_SV("no day was asked about: give a ship date or --as-of");
    char on[LC_DATE_TEXT], listed[LC_DATE_TEXT];
    lc_date_text(day, on);
    lc_date_text(c->list_date, listed);
    switch (c->state) {
    case LC_COVER_MISSING:
        return lc_arena_printf(a, "list %.*s was never imported: licet lists import FILE",
                               LC_SV_ARG(source));
    case LC_COVER_SAMPLE:
        return lc_arena_printf(a, "list %.*s is a sample or not whole: import the whole list",
                               LC_SV_ARG(source));
    case LC_COVER_QUARANTINED:
        return lc_arena_printf(a,
                               "list %.*s of %s is quarantined (too much was removed at once): "
                               "check it and import a whole list, or decide with licet lists "
                               "approve or reject",
                               LC_SV_ARG(source), listed);
    case LC_COVER_STALE:
        if (!on[0]) return no_day;
        return lc_arena_printf(a,
                               "list %.*s is of %s and says nothing about %s: import a newer list, "
                               "or ask --as-of %s",
                               LC_SV_ARG(source), listed[0] ? listed : "an unknown date", on,
                               listed[0] ? listed : "DATE");
    case LC_COVER_BEFORE:
        if (!on[0]) return no_day;
        return lc_arena_printf(a,
                               "no list %.*s held here covers %s: who was listed then and removed "
                               "since is unknown; import a list of that day",
                               LC_SV_ARG(source), on);
    case LC_COVER_FULL: break;
    }
    return LC_SV_NONE;
}

lc_cover_state lc_cover_required(const licet_snapshot *s, lc_date day, lc_arena *a,
                                 lc_sv *out_remedy)
{
    const lc_policy *p = s->law->policy;
    lc_cover_state worst = LC_COVER_FULL;
    lc_sv remedy = LC_SV_NONE;
    bool any = false;
    for (size_t i = 0; i < p->n_lists; i++) {
        if (!p->lists[i].required) continue;
        any = true;
        lc_cover c = lc_cover_of(s, p->lists[i].id, day);
        if (c.state == LC_COVER_FULL) continue;
        lc_sv one = remedy_for(a, p->lists[i].id, &c, day);
        remedy =
            remedy.len ? lc_arena_printf(a, "%.*s; %.*s", LC_SV_ARG(remedy), LC_SV_ARG(one)) : one;
        if (c.state < worst) worst = c.state;
    }
    *out_remedy = remedy;
    return any ? worst : LC_COVER_MISSING;
}

static bool seen_before(const lc_json *all, size_t upto, lc_sv source)
{
    for (size_t i = 0; i < upto; i++)
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(all, i), "id"), source)) return true;
    return false;
}

lc_json *lc_cover_lists(const licet_snapshot *s, lc_date day, lc_arena *a)
{
    static const char *const kept[] = {"list_date", "checked", "sha256", "entries"};
    const lc_json *all = lc_json_get(s->manifest, "snapshots");
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < lc_json_len(all); i++) {
        lc_sv source = lc_json_get_sv(lc_json_at(all, i), "id");
        if (seen_before(all, i, source)) continue;
        lc_cover c = lc_cover_of(s, source, day);
        lc_json *o = lc_json_object(a);
        lc_json_set_sv(a, o, "id", source);
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
            lc_json_set(a, o, kept[k], lc_json_get(c.snapshot, kept[k]));
        lc_json_set_z(a, o, "state",
                      c.state == LC_COVER_BEFORE ? "before" : lc_cover_word(c.state));
        lc_json_set_bool(a, o, "sample", c.state == LC_COVER_SAMPLE);
        lc_json_push(a, out, o);
    }
    return out;
}

const char *lc_cover_word(lc_cover_state state)
{
    switch (state) {
    case LC_COVER_MISSING: return "missing";
    case LC_COVER_SAMPLE:
    case LC_COVER_QUARANTINED: return "quarantined";
    case LC_COVER_STALE:
    case LC_COVER_BEFORE: return "stale";
    case LC_COVER_FULL: break;
    }
    return "in_force";
}

enum { HEAD_BYTES = 4096 };

typedef struct manifest_build {
    lc_store *store;
    lc_arena *a;
    lc_json *snapshots;
    lc_judgements judged;
} manifest_build;

/* One file may be all parts at once: its own first bytes tell. */
static bool is_whole(lc_store *store, const lc_source *source, const lc_json *files)
{
    lc_buf head = {0};
    bool whole = source->is_whole && lc_json_len(files) == 1 &&
                 !lc_store_file_head(store, lc_json_get_sv(lc_json_at(files, 0), "sha256"),
                                     HEAD_BYTES, &head, NULL) &&
                 source->is_whole(lc_buf_view(&head));
    lc_buf_done(&head);
    return whole;
}

/* A list that comes in several files, and not all of them were imported. */
static bool partial(lc_store *store, lc_arena *a, const lc_snapshot_row *r)
{
    lc_json *files = NULL;
    const lc_source *source = lc_source_find(r->source);
    if (!source || !source->n_parts) return false;
    if (lc_json_parse(a, r->files, &files, NULL)) return true;
    return lc_json_len(files) < (size_t)source->n_whole && !is_whole(store, source, files);
}

static int add_snapshot(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    (void)err;
    manifest_build *m = ctx;
    char date[LC_DATE_TEXT], time[LC_TIME_TEXT];
    lc_json *o = lc_json_object(m->a);
    lc_json_set_sv(m->a, o, "id", r->source);
    lc_json_set_z(m->a, o, "list_date", lc_date_text(r->list_date, date));
    lc_json_set_z(m->a, o, "received", lc_time_text(r->received_s, time));
    lc_json_set_z(m->a, o, "checked", lc_time_text(r->checked_s, time));
    lc_json_set_sv(m->a, o, "sha256", r->sha256);
    lc_json_set_int(m->a, o, "entries", (int64_t)r->entries);
    lc_json_set_int(m->a, o, "names", (int64_t)r->names);
    lc_json_set_bool(m->a, o, "sample", r->sample);
    lc_json_set_bool(m->a, o, "quarantined", r->quarantined);
    lc_json_set_some(m->a, o, "why", r->why);
    lc_json_set_int(m->a, o, "number", r->id);
    if (partial(m->store, m->a, r)) lc_json_set_bool(m->a, o, "partial", true);
    const lc_judgement *judged = lc_judgement_of(&m->judged, r->id);
    if (judged) lc_json_set(m->a, o, "judged", lc_judgement_json(m->a, judged));
    lc_json_push(m->a, m->snapshots, o);
    return 0;
}

int lc_manifest_of_store(lc_store *store, lc_arena *a, lc_json **out, licet_error *err)
{
    manifest_build m = {.store = store, .a = a, .snapshots = lc_json_array(a)};
    int rc = lc_judgements_load(store, a, &m.judged, err);
    if (!rc) rc = lc_store_each_snapshot(store, &m, add_snapshot, err);
    lc_judgements_done(&m.judged);
    if (rc) return rc;
    *out = lc_json_set(a, lc_json_object(a), "snapshots", m.snapshots);
    return 0;
}
