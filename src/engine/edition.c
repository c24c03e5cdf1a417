#include "engine/edition.h"

#include "engine/events.h"
#include "engine/kept.h"
#include "engine/list_parse.h"

typedef struct loading {
    lc_edition *x;
    lc_arena *scratch; /* of one entry */
    lc_sv source;
    lc_date day;
    int64_t number, known_at;
    lc_sv files; /* of the snapshot of that number */
} loading;

static void add(lc_edition *x, lc_sv key, lc_sv body)
{
    lc_edition_entry e = {.key = lc_arena_sv(x->arena, key), .body = lc_arena_sv(x->arena, body)};
    *lc_map_put(x->by_key, e.key, NULL) = (uint32_t)x->entries.len;
    lc_vec_push(&x->entries, e);
}

lc_edition_entry *lc_edition_find(const lc_edition *x, lc_sv key)
{
    uint32_t *at = lc_map_get(x->by_key, key);
    return at ? &x->entries.at[*at] : NULL;
}

static void describe(loading *l, lc_sv asked, const lc_json *snap)
{
    static const char *const kept[] = {"list_date", "sha256", "quarantined"};
    lc_arena *a = l->x->arena;
    l->x->about = lc_json_object(a);
    lc_json_set_sv(a, l->x->about, "asked", asked);
    lc_json_set_int(a, l->x->about, "snapshot", lc_json_int(lc_json_get(snap, "number"), 0));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        lc_json_set(a, l->x->about, kept[i], lc_json_copy(a, lc_json_get(snap, kept[i])));
}

/* ---- on a day ---- */

static int take_version(void *ctx, const lc_stored_version *v, licet_error *err)
{
    loading *l = ctx;
    lc_stored_version then = *v;
    if (v->held || !lc_sv_eq(v->source, l->source)) return 0;
    if (!lc_believed_at(&then, l->known_at) || then.known_to) return 0;
    if (l->day < v->list_from || (v->list_to != LC_DATE_NONE && l->day >= v->list_to)) return 0;
    lc_json *body;
    lc_arena_reset(l->scratch);
    int rc = lc_json_parse(l->scratch, v->body, &body, err);
    if (!rc) add(l->x, lc_json_get_sv(body, "key"), v->body);
    return rc;
}

/* The edition that is believed on a day: quarantined ones are not. */
static const lc_json *speaks_on(const lc_json *manifest, const loading *l)
{
    const lc_json *all = lc_json_get(manifest, "snapshots"), *found = NULL;
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *snap = lc_json_at(all, i);
        lc_date listed;
        int64_t received;
        if (!lc_sv_eq(lc_json_get_sv(snap, "id"), l->source)) continue;
        if (l->known_at && lc_time_iso(lc_json_get_sv(snap, "received"), &received) &&
            received > l->known_at)
            continue;
        if (lc_json_bool(lc_json_get(snap, "quarantined"), false)) continue;
        if (lc_date_any(lc_json_get_sv(snap, "list_date"), &listed) && listed <= l->day)
            found = snap;
    }
    return found;
}

static int load_day(loading *l, lc_store *store, const lc_json *manifest, lc_sv asked,
                    licet_error *err)
{
    const lc_json *snap = speaks_on(manifest, l);
    if (!snap) {
        lc_fail(err, LICET_E_NOT_FOUND, "no edition of %.*s of %.*s or before is held here",
                LC_SV_ARG(l->source), LC_SV_ARG(asked));
        return lc_fail_remedy(err, "import one; licet lists status shows what is held");
    }
    describe(l, asked, snap);
    return lc_store_each_version(store, l, take_version, err);
}

/* ---- one edition ---- */

static int take_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    loading *l = ctx;
    (void)err;
    lc_arena_reset(l->scratch);
    lc_json *body = lc_entry_json(l->scratch, e);
    add(l->x, e->key, lc_json_text(l->scratch, body, LC_JSON_CANONICAL));
    return 0;
}

static int take_snapshot(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    loading *l = ctx;
    (void)err;
    if (r->id == l->number && lc_sv_eq(r->source, l->source))
        l->files = lc_arena_sv(l->x->arena, r->files);
    return 0;
}

static int parse_kept(loading *l, lc_store *store, licet_error *err)
{
    lc_kept kept;
    lc_source_result result;
    lc_source_sink sink = {l, take_entry, NULL};
    int rc = lc_kept_load(store, l->files, l->x->arena, &kept, err);
    lc_list_parse p = {
        .source = lc_source_find(l->source), .files = kept.files, .n_files = kept.n, .first = true};
    if (!rc && !p.source)
        rc = lc_fail(err, LICET_E_ARGUMENT, "no parser for %.*s", LC_SV_ARG(l->source));
    if (!rc) rc = lc_list_parse_run(&p, &sink, &result, err);
    for (size_t i = 0; i < kept.n; i++) lc_buf_done(&kept.files[i].packed);
    lc_kept_done(&kept);
    return rc;
}

static int load_number(loading *l, lc_store *store, const lc_json *manifest, lc_sv asked,
                       licet_error *err)
{
    const lc_json *all = lc_json_get(manifest, "snapshots");
    int rc = lc_store_each_snapshot(store, l, take_snapshot, err);
    if (rc) return rc;
    if (!l->files.len) {
        lc_fail(err, LICET_E_NOT_FOUND, "edition %.*s is none of %.*s", LC_SV_ARG(asked),
                LC_SV_ARG(l->source));
        return lc_fail_remedy(err, "licet lists status --json names the editions in force");
    }
    for (size_t i = 0; i < lc_json_len(all); i++)
        if (lc_json_int(lc_json_get(lc_json_at(all, i), "number"), 0) == l->number)
            describe(l, asked, lc_json_at(all, i));
    return parse_kept(l, store, err);
}

static int load(loading *l, lc_store *store, const lc_json *manifest, lc_sv asked, licet_error *err)
{
    uint64_t number;
    if (lc_date_iso(asked, &l->day)) return load_day(l, store, manifest, asked, err);
    if (lc_sv_u64(asked, &number) && number <= INT64_MAX) {
        l->number = (int64_t)number;
        return load_number(l, store, manifest, asked, err);
    }
    lc_fail(err, LICET_E_ARGUMENT, "neither a day nor the number of an edition: %.*s",
            LC_SV_ARG(asked));
    return lc_fail_remedy(err, "write YYYY-MM-DD, or a number such as 3");
}

int lc_edition_load(lc_edition *x, lc_store *store, const lc_json *manifest, lc_sv source,
                    lc_sv asked, int64_t known_at, licet_error *err)
{
    *x = (lc_edition){.arena = lc_arena_new(), .by_key = lc_map_new()};
    loading l = {.x = x, .source = source, .known_at = known_at, .scratch = lc_arena_new()};
    int rc = load(&l, store, manifest, asked, err);
    lc_arena_free(l.scratch);
    return rc;
}

void lc_edition_done(lc_edition *x)
{
    lc_vec_done(&x->entries);
    lc_map_free(x->by_key);
    lc_arena_free(x->arena);
    *x = (lc_edition){0};
}
