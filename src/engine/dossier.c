#include "engine/dossier.h"

#include "base/map.h"
#include "base/vec.h"
#include "text/fold.h"

typedef struct note {
    lc_sv id, about, folded;
    lc_json *json;
    uint32_t next_same, next_alike; /* place + 1 of the next one with this text, with this fold */
} note;

struct lc_dossier {
    lc_arena *arena;
    lc_map *same, *alike; /* about, folded about -> place + 1 of the newest */
    LC_VEC(note) notes;
};

/* ---- loading ---- */

static lc_json *note_json(lc_arena *a, const lc_decision_row *row, const lc_json *body)
{
    static const char *const kept[] = {"about", "date", "source", "note", "by",
                                       "url",   "file", "sha256", "bytes"};
    char time[LC_TIME_TEXT];
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "id", lc_arena_sv(a, row->id));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        lc_json *v = lc_json_get(body, kept[i]);
        if (v) lc_json_set(a, o, kept[i], v);
    }
    lc_json_set_z(a, o, "made", lc_time_text(row->time_s, time));
    return o;
}

static uint32_t chain(lc_map *m, lc_sv key, size_t place)
{
    uint32_t *first = lc_map_put(m, key, NULL), before = *first;
    *first = (uint32_t)place + 1;
    return before;
}

static lc_sv fold(lc_arena *a, lc_sv text)
{
    return text.len && lc_utf8_ok(text, NULL) ? lc_fold(a, text) : LC_SV_NONE;
}

static int take_row(void *ctx, const lc_decision_row *row, licet_error *err)
{
    lc_dossier *d = ctx;
    lc_json *body;
    int rc = lc_json_parse(d->arena, lc_arena_sv(d->arena, row->record), &body, err);
    if (rc) return rc;
    note n = {.about = lc_json_get_sv(body, "about"), .json = note_json(d->arena, row, body)};
    n.id = lc_json_get_sv(n.json, "id");
    n.folded = fold(d->arena, n.about);
    n.next_same = chain(d->same, n.about, d->notes.len);
    if (n.folded.len) n.next_alike = chain(d->alike, n.folded, d->notes.len);
    lc_vec_push(&d->notes, n);
    return 0;
}

int lc_dossier_load(lc_store *s, uint64_t before, lc_arena *a, lc_dossier **out, licet_error *err)
{
    lc_dossier *d = LC_NEW(a, lc_dossier);
    d->arena = a;
    d->same = lc_map_new();
    d->alike = lc_map_new();
    int rc = lc_store_each_decision(s, 'N', before, d, take_row, err);
    if (rc)
        lc_dossier_done(d);
    else
        *out = d;
    return rc;
}

void lc_dossier_done(lc_dossier *d)
{
    if (!d) return;
    lc_map_free(d->same);
    lc_map_free(d->alike);
    lc_vec_done(&d->notes);
}

lc_sv lc_dossier_last(const lc_dossier *d)
{
    return d && d->notes.len ? d->notes.at[d->notes.len - 1].id : LC_SV_NONE;
}

/* ---- looking up ---- */

static void mark(const lc_dossier *d, lc_sv about, bool *wanted, lc_arena *a)
{
    uint32_t *first = about.len ? lc_map_get(d->same, about) : NULL;
    for (uint32_t i = first ? *first : 0; i; i = d->notes.at[i - 1].next_same) wanted[i - 1] = true;
    lc_sv folded = fold(a, about);
    first = folded.len ? lc_map_get(d->alike, folded) : NULL;
    for (uint32_t i = first ? *first : 0; i; i = d->notes.at[i - 1].next_alike)
        wanted[i - 1] = true;
}

static lc_json *marked(const lc_dossier *d, const bool *wanted, lc_arena *a)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->notes.len; i++)
        if (wanted[i]) lc_json_push(a, out, lc_json_copy(a, d->notes.at[i].json));
    return out;
}

lc_json *lc_dossier_of(const lc_dossier *d, lc_sv name, const lc_json *hits, lc_arena *a)
{
    static const char *const names[] = {"entry", "primary", "name"};
    if (!d || !d->notes.len) return lc_json_array(a);
    bool *wanted = LC_NEW_N(a, bool, d->notes.len);
    mark(d, name, wanted, a);
    for (size_t i = 0; i < lc_json_len(hits); i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            mark(d, lc_json_get_sv(lc_json_at(hits, i), names[k]), wanted, a);
    return marked(d, wanted, a);
}

lc_json *lc_dossier_about(const lc_dossier *d, lc_sv about, lc_arena *a)
{
    bool *wanted = LC_NEW_N(a, bool, d->notes.len + 1);
    mark(d, about, wanted, a);
    for (size_t i = 0; i < d->notes.len; i++)
        wanted[i] |= !about.len || lc_sv_eq(d->notes.at[i].id, about);
    return marked(d, wanted, a);
}
