/* licet_lists_diff: two editions of a list, or two days, compared entry by entry and field by
 * field, grouped by the notice that explains it. */
#include "engine/affected.h"
#include "engine/coverage.h"
#include "engine/edition.h"
#include "licet/lists.h"
#include "record/change.h"
#include "report/changes.h"

typedef struct group {
    lc_sv citation;
    lc_json *entries;
} group;

typedef struct comparing {
    lc_arena *arena, *scratch;
    lc_map *citations; /* -> place in groups */
    LC_VEC(group) groups;
    lc_affected *affected; /* NULL: there is no book */
    uint64_t added, removed, modified, unchanged;
} comparing;

static lc_json *group_of(comparing *c, lc_sv citation)
{
    bool is_new;
    lc_sv key = lc_arena_sv(c->arena, citation);
    uint32_t *at = lc_map_put(c->citations, key, &is_new);
    if (is_new || !c->groups.at) {
        *at = (uint32_t)c->groups.len;
        lc_vec_push(&c->groups, (group){key, lc_json_array(c->arena)});
    }
    return c->groups.at[*at].entries;
}

/* body, before: the wording now, and the one before, or NULL. */
static int put(comparing *c, const char *what, const lc_json *body, const lc_json *before,
               const lc_json *changes, licet_error *err)
{
    lc_arena *a = c->arena;
    lc_json *o = lc_json_object(a), *ids;
    const lc_json *first = lc_json_at(lc_json_get(body, "names"), 0), *both[] = {body, before};
    lc_json_set_z(a, o, "what", what);
    lc_json_set_sv(a, o, "entry", lc_json_get_sv(body, "key"));
    lc_json_set_sv(a, o, "list", lc_json_get_sv(body, "sublist"));
    lc_json_set_sv(a, o, "name", lc_json_get_sv(first, "text"));
    lc_json_set(a, o, "changes", changes ? lc_json_copy(a, changes) : lc_json_array(a));
    int rc = lc_affected_by(c->affected, lc_json_get_sv(body, "key"), both, 2, a, &ids, err);
    if (c->affected) lc_json_set(a, o, "customers", lc_json_copy(a, ids));
    lc_json_push(a, group_of(c, lc_json_get_sv(body, "citation")), o);
    return rc;
}

static int read_body(comparing *c, lc_sv text, lc_json **out, licet_error *err)
{
    return lc_json_parse(c->scratch, text, out, err);
}

static int compare_entry(comparing *c, lc_edition_entry *was, const lc_edition_entry *is,
                         licet_error *err)
{
    lc_json *before, *after;
    lc_arena_reset(c->scratch);
    if (was && lc_sv_eq(was->body, is->body)) {
        c->unchanged++;
        return 0;
    }
    int rc = read_body(c, is->body, &after, err);
    if (!rc && was) rc = read_body(c, was->body, &before, err);
    if (rc) return rc;
    if (!was) {
        c->added++;
        return put(c, "added", after, NULL, NULL, err);
    }
    lc_json *changes = lc_entry_changes(c->scratch, before, after);
    if (lc_json_len(changes)) {
        c->modified++;
        return put(c, "modified", after, before, changes, err);
    }
    c->unchanged++;
    return 0;
}

static int compare(comparing *c, lc_edition *a, lc_edition *b, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < b->entries.len && !rc; i++) {
        lc_edition_entry *was = lc_edition_find(a, b->entries.at[i].key);
        if (was) was->seen = true;
        rc = compare_entry(c, was, &b->entries.at[i], err);
    }
    for (size_t i = 0; i < a->entries.len && !rc; i++) {
        lc_json *body;
        if (a->entries.at[i].seen) continue;
        lc_arena_reset(c->scratch);
        rc = read_body(c, a->entries.at[i].body, &body, err);
        if (rc) break;
        c->removed++;
        rc = put(c, "removed", body, NULL, NULL, err);
    }
    return rc;
}

static int by_citation(const void *x, const void *y)
{
    return lc_sv_cmp(((const group *)x)->citation, ((const group *)y)->citation);
}

static lc_json *answer(comparing *c, const char *source, const lc_edition *a, const lc_edition *b)
{
    lc_arena *m = c->arena;
    lc_json *o = lc_json_object(m), *groups = lc_json_array(m);
    if (c->groups.len) qsort(c->groups.at, c->groups.len, sizeof *c->groups.at, by_citation);
    for (size_t i = 0; i < c->groups.len; i++) {
        lc_json *g = lc_json_object(m);
        lc_json_set_sv(m, g, "citation", c->groups.at[i].citation);
        lc_json_set(m, g, "entries", c->groups.at[i].entries);
        lc_json_push(m, groups, g);
    }
    lc_json_set_z(m, o, "source", source);
    lc_json_set(m, o, "a", lc_json_copy(m, a->about));
    lc_json_set(m, o, "b", lc_json_copy(m, b->about));
    lc_json_set_int(m, o, "added", (int64_t)c->added);
    lc_json_set_int(m, o, "modified", (int64_t)c->modified);
    lc_json_set_int(m, o, "removed", (int64_t)c->removed);
    lc_json_set_int(m, o, "unchanged", (int64_t)c->unchanged);
    if (c->affected) lc_json_set(m, o, "customers_affected", lc_affected_all(c->affected, m));
    return lc_json_set(m, o, "groups", groups);
}

static int load_both(licet *l, const licet_diff_params *p, lc_arena *arena, lc_edition *a,
                     lc_edition *b, licet_error *err)
{
    lc_store *store;
    lc_json *manifest;
    lc_sv source = lc_sv_of(p->source);
    int64_t known_at;
    int rc = lc_known_at(p->known_at, &known_at, err);
    if (!rc) rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (rc) return rc;
    rc = lc_manifest_of_store(store, arena, &manifest, err);
    if (!rc) rc = lc_edition_load(a, store, manifest, source, lc_sv_of(p->a), known_at, err);
    if (!rc) rc = lc_edition_load(b, store, manifest, source, lc_sv_of(p->b), known_at, err);
    lc_store_close(store);
    return rc;
}

int licet_lists_diff(licet *l, const licet_diff_params *p, licet_text *out_json, int *out_same,
                     licet_error *err)
{
    comparing c = {.arena = lc_arena_new(), .scratch = lc_arena_new(), .citations = lc_map_new()};
    lc_edition a = {0}, b = {0};
    licet_snapshot *s = NULL;
    int rc = p->source && p->a && p->b
                 ? load_both(l, p, c.arena, &a, &b, err)
                 : lc_fail(err, LICET_E_ARGUMENT, "a comparison needs a source and two editions");
    /* without an index that can be read nobody is looked for, and the answer does not speak of it
     */
    if (!rc && !licet_snapshot_current(l, &s, NULL)) rc = lc_affected_open(l, s, &c.affected, err);
    if (!rc) rc = compare(&c, &a, &b, err);
    if (!rc) {
        *out_same = !c.added && !c.modified && !c.removed;
        lc_text_take(lc_json_text(c.arena, answer(&c, p->source, &a, &b), LC_JSON_PRETTY),
                     out_json);
    }
    lc_affected_close(c.affected);
    licet_snapshot_release(s);
    lc_edition_done(&a);
    lc_edition_done(&b);
    lc_vec_done(&c.groups);
    lc_map_free(c.citations);
    lc_arena_free(c.scratch);
    lc_arena_free(c.arena);
    return rc;
}

int licet_diff_text(const char *diff_json, size_t len, int width, int colour, licet_text *out,
                    licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_buf b = {0};
    int rc = lc_json_parse(a, lc_sv_make(diff_json, len), &j, err);
    if (!rc) {
        lc_report_diff(&b, j, width, colour);
        lc_text_take(lc_buf_view(&b), out);
    }
    lc_buf_done(&b);
    lc_arena_free(a);
    return rc;
}

int licet_diff_html(const char *diff_json, size_t len, licet_text *out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_buf b = {0};
    int rc = lc_json_parse(a, lc_sv_make(diff_json, len), &j, err);
    if (!rc) {
        lc_report_diff_html(&b, j);
        lc_text_of_buf(&b, out);
    }
    lc_buf_done(&b);
    lc_arena_free(a);
    return rc;
}
