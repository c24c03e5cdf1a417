/* licet_lists_export: the entries of the newest lists for programs that read another format. */
#include "engine/engine.h"
#include "licet/lists.h"
#include "report/ftm.h"

typedef struct export_run {
    const licet_snapshot *s;
    const licet_export_params *p;
    bool simple;
    lc_arena *arena; /* of one entry */
    lc_buf out;
    uint64_t entries;
} export_run;

/* The topics of FollowTheMoney that come nearest to what a list does. */
static lc_sv topic_of(lc_sv effect)
{
    static const struct {
        const char *effect, *topic;
    } topics[] = {{"blocking", "sanction"},      {"prohibition", "sanction"},
                  {"licence", "export.control"}, {"procurement", "debarment"},
                  {"import", "export.control"},  {"securities", "sanction"}};
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        if (lc_sv_is(effect, topics[i].effect)) return lc_sv_of(topics[i].topic);
    return LC_SV("poi");
}

static lc_ftm_context context_of(const export_run *r, const lc_entry *e)
{
    const lc_list_effect *effect = lc_rules_list_effect(r->s->law->rules, e->sublist);
    const lc_json *all = lc_json_get(r->s->manifest, "snapshots");
    lc_ftm_context c = {.authority = effect ? effect->authority : e->sublist,
                        .topic = topic_of(effect ? effect->effect : LC_SV_NONE)};
    for (size_t i = 0; i < lc_json_len(all); i++)
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(all, i), "id"), e->source))
            c.last_seen = lc_json_get_sv(lc_json_at(all, i), "list_date");
    return c;
}

static bool is_wanted(const export_run *r, const lc_entry *e)
{
    return r->p->source ? lc_sv_is(e->source, r->p->source) : !lc_sv_is(e->source, "own");
}

static int flush(export_run *r, licet_error *err)
{
    int rc = r->out.len ? r->p->write(r->p->ctx, r->out.data, r->out.len) : 0;
    lc_buf_clear(&r->out);
    if (!rc) return 0;
    return lc_fail(err, (licet_code)rc, "the export could not be written");
}

static int put(export_run *r, lc_sv body, licet_error *err)
{
    lc_json *j;
    lc_entry e;
    lc_arena_reset(r->arena);
    int rc = lc_json_parse(r->arena, body, &j, err);
    if (!rc) rc = lc_entry_from_json(r->arena, j, &e, err);
    if (rc || !is_wanted(r, &e)) return rc;
    lc_ftm_context c = context_of(r, &e);
    if (r->simple)
        lc_ftm_simple_row(r->arena, &e, &c, &r->out);
    else
        lc_ftm_write(r->arena, &e, &c, &r->out);
    r->entries++;
    return flush(r, err);
}

static int put_all(export_run *r, licet_error *err)
{
    const lc_index *x = r->s->index;
    lc_date today = lc_engine_today(r->s->now_s);
    int rc = 0;
    if (r->simple) lc_ftm_simple_header(&r->out);
    for (uint32_t v = 0; v < lc_index_versions(x) && !rc; v++)
        if (lc_index_visible(x, v, today, 0)) rc = put(r, lc_index_version_at(x, v).body, err);
    return rc ? rc : flush(r, err);
}

static int check(const licet_export_params *p, licet_error *err)
{
    lc_sv format = lc_sv_of(p ? p->format : NULL);
    if (p && p->write && (lc_sv_is(format, "ftm") || lc_sv_is(format, "targets-simple"))) return 0;
    lc_fail(err, LICET_E_ARGUMENT, "no such export format: %.40s",
            format.len ? format.data : "none");
    return lc_fail_remedy(err, "name one of: ftm, targets-simple");
}

int licet_lists_export(licet *l, const licet_export_params *params, uint64_t *out_entries,
                       licet_error *err)
{
    licet_snapshot *s;
    int rc = check(params, err);
    if (!rc) rc = licet_snapshot_current(l, &s, err);
    if (rc) return rc;
    export_run r = {.s = s,
                    .p = params,
                    .simple = lc_sv_is(lc_sv_of(params->format), "targets-simple"),
                    .arena = lc_arena_new()};
    rc = put_all(&r, err);
    if (!rc && out_entries) *out_entries = r.entries;
    lc_buf_done(&r.out);
    lc_arena_free(r.arena);
    licet_snapshot_release(s);
    return rc;
}
