#include "engine/events.h"

#include "record/change.h"

bool lc_believed_at(lc_stored_version *v, int64_t known_at)
{
    if (!known_at) return true;
    if (v->known_to > known_at) v->known_to = 0;
    return v->known_from <= known_at;
}

int lc_life_piece_of(lc_arena *a, const lc_stored_version *v, lc_life_piece *out, licet_error *err)
{
    lc_json *body;
    lc_sv text = lc_arena_sv(a, v->body);
    int rc = lc_json_parse(a, text, &body, err);
    if (rc) return rc;
    *out = (lc_life_piece){.text = text,
                           .body = body,
                           .list_from = v->list_from,
                           .list_to = v->list_to,
                           .known_from = v->known_from,
                           .known_to = v->known_to,
                           .since_oldest = v->since_oldest,
                           .held = v->held,
                           .snapshot = v->snapshot};
    return 0;
}

static bool standing(const lc_life_piece *p)
{
    return !p->held && !p->known_to;
}

bool lc_life_goes_on(const lc_life_piece *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (standing(&p[i]) && p[i].list_to == LC_DATE_NONE) return true;
    return false;
}

/* ---- receipts ---- */

static const lc_json *snapshot_of(const lc_json *manifest, int64_t number)
{
    const lc_json *all = lc_json_get(manifest, "snapshots");
    for (size_t i = 0; i < lc_json_len(all); i++)
        if (lc_json_int(lc_json_get(lc_json_at(all, i), "number"), 0) == number)
            return lc_json_at(all, i);
    return NULL;
}

/* Of what is said: the row it was read from. Of what is no longer said: the edition without it. */
static lc_json *receipt(lc_arena *a, const lc_life_piece *p, bool said, const lc_json *manifest)
{
    const lc_json *origin = lc_json_get(p->body, "origin");
    lc_json *o = lc_json_object(a);
    lc_json_set_int(a, o, "snapshot", p->snapshot);
    if (said) {
        lc_json_set_sv(a, o, "file", lc_json_get_sv(origin, "file"));
        lc_json_set_int(a, o, "line", lc_json_int(lc_json_get(origin, "line"), 0));
        lc_json_set_int(a, o, "byte", lc_json_int(lc_json_get(origin, "byte"), 0));
    }
    lc_json_set_sv(a, o, "sha256",
                   said ? lc_json_get_sv(origin, "sha256")
                        : lc_json_get_sv(snapshot_of(manifest, p->snapshot), "sha256"));
    return o;
}

/* ---- events ---- */

typedef struct telling {
    lc_arena *a;
    const lc_json *manifest;
    lc_json *out;
} telling;

static lc_json *event(telling *t, const char *what, lc_date day, const lc_life_piece *p,
                      lc_json *changes)
{
    lc_arena *a = t->a;
    char date[LC_DATE_TEXT], time[LC_TIME_TEXT];
    bool said = strcmp(what, "removed") != 0;
    lc_json *o = lc_json_object(a);
    lc_json_set_z(a, o, "what", what);
    lc_json_set_z(a, o, "list_date", lc_date_text(day, date));
    lc_json_set_z(a, o, "known_since", lc_time_text(p->known_from, time));
    lc_json_set_some(a, o, "published_from", said ? lc_json_get_sv(p->body, "from") : LC_SV_NONE);
    lc_json_set_some(a, o, "citation", lc_json_get_sv(p->body, "citation"));
    lc_json_set(a, o, "changes", changes);
    lc_json_set(a, o, "receipt", receipt(a, p, said, t->manifest));
    lc_json_push(a, t->out, o);
    return o;
}

/* The piece believed now that covers a day, or NULL. */
static const lc_life_piece *now_on(const lc_life_piece *p, size_t n, lc_date day)
{
    for (size_t i = 0; i < n; i++)
        if (standing(&p[i]) && p[i].list_from <= day &&
            (p[i].list_to == LC_DATE_NONE || day < p[i].list_to))
            return &p[i];
    return NULL;
}

static bool earlier(const lc_life_piece *x, const lc_life_piece *than)
{
    if (x->known_from != than->known_from) return x->known_from < than->known_from;
    return x->snapshot < than->snapshot;
}

/* A piece that another edition made shorter or longer is believed anew: that it begins (or ends)
 * where it does was known before. */
static const lc_life_piece *first_known(const lc_life_piece *all, size_t n, const lc_life_piece *p,
                                        bool end)
{
    const lc_life_piece *first = p;
    for (size_t i = 0; i < n; i++) {
        const lc_life_piece *x = &all[i];
        bool same = end ? x->list_to == p->list_to : x->list_from == p->list_from;
        if (same && !x->held && lc_sv_eq(x->text, p->text) && earlier(x, first)) first = x;
    }
    return first;
}

static void tell_standing(telling *t, const lc_life_piece *p, const lc_life_piece *before,
                          const lc_life_piece *known)
{
    bool follows = before && before->list_to == p->list_from;
    lc_json *e =
        event(t, follows ? "modified" : "added", p->list_from, known,
              follows ? lc_entry_changes(t->a, before->body, p->body) : lc_json_array(t->a));
    if (p->since_oldest) lc_json_set_bool(t->a, e, "since_oldest", true);
}

static void tell_removed(telling *t, const lc_life_piece *all, size_t n, const lc_life_piece *p)
{
    event(t, "removed", p->list_to, first_known(all, n, p, true), lc_json_array(t->a));
}

/* A whole list took the place of a sample as if that had never been there (store/import.c): no
 * manifest has it any more, and what it said is no word about a day. */
static bool was_sample(const telling *t, const lc_life_piece *p)
{
    return !snapshot_of(t->manifest, p->snapshot);
}

/* What was believed once of its first day and is not any more. A removal only ends a piece. */
static void tell_corrected(telling *t, const lc_life_piece *p, const lc_life_piece *now)
{
    char time[LC_TIME_TEXT];
    lc_json *changes = lc_entry_changes(t->a, p->body, now ? now->body : NULL);
    if (p->known_to == p->known_from || (now && !lc_json_len(changes))) return;
    lc_json *e = event(t, "corrected", p->list_from, p, now ? changes : lc_json_array(t->a));
    lc_json_set_z(t->a, e, "known_until", lc_time_text(p->known_to, time));
    if (was_sample(t, p))
        lc_json_set_bool(t->a, e, "sample", true);
    else
        lc_json_set_bool(t->a, e, "listed_now", now != NULL);
}

static void tell_held(telling *t, const lc_life_piece *p, const lc_life_piece *now)
{
    event(t, "held", p->list_from, p, lc_entry_changes(t->a, now ? now->body : NULL, p->body));
}

static const char *date_of(const lc_json *events, size_t i)
{
    return lc_json_get_sv(lc_json_at(events, i), "list_date").data;
}

/* In order of list date; events of one day stay as they were told. */
static lc_json *sorted(lc_arena *a, const lc_json *events)
{
    size_t n = lc_json_len(events);
    size_t *order = LC_NEW_N(a, size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k && strcmp(date_of(events, order[k - 1]), date_of(events, i)) > 0; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < n; i++) lc_json_push(a, out, lc_json_at(events, order[i]));
    return out;
}

lc_json *lc_life_events(lc_arena *a, const lc_life_piece *p, size_t n, const lc_json *manifest)
{
    telling t = {a, manifest, lc_json_array(a)};
    const lc_life_piece *before = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!standing(&p[i])) continue;
        if (before && before->list_to != p[i].list_from) tell_removed(&t, p, n, before);
        tell_standing(&t, &p[i], before, first_known(p, n, &p[i], false));
        before = &p[i];
    }
    if (before && before->list_to != LC_DATE_NONE) tell_removed(&t, p, n, before);
    for (size_t i = 0; i < n; i++) {
        const lc_life_piece *now = now_on(p, n, p[i].list_from);
        if (p[i].held && !p[i].known_to) tell_held(&t, &p[i], now);
        if (!p[i].held && p[i].known_to) tell_corrected(&t, &p[i], now);
    }
    return sorted(a, t.out);
}
