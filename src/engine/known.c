/* What the home knew at a moment: lists that came later, and what people decided later, do not
 * count. Versions are told apart by the index (known time); here the rest of a snapshot is cut. */
#include "engine/parties.h"

int lc_known_at(const char *stated, int64_t *out_seconds, licet_error *err)
{
    enum { DAY_BYTES = 10, DAY_SECONDS = 24 * 60 * 60 };
    int64_t seconds;
    lc_sv text = lc_sv_of(stated ? stated : "");
    if (!stated) {
        *out_seconds = 0;
        return 0;
    }
    if (!lc_time_iso(text, &seconds) || seconds <= 0) {
        lc_fail(err, LICET_E_DATE, "not a moment: %.40s", stated);
        return lc_fail_remedy(err, "write --known-at as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ");
    }
    *out_seconds = text.len == DAY_BYTES ? seconds + DAY_SECONDS - 1 : seconds;
    return 0;
}

static bool after(const lc_json *o, const char *key, int64_t moment)
{
    int64_t s;
    return lc_time_iso(lc_json_get_sv(o, key), &s) && s > moment;
}

/* When it was last checked by then is not kept: its own date is the least that is certain. */
static lc_json *snapshot_then(lc_arena *a, const lc_json *snap, int64_t moment)
{
    lc_json *o = lc_json_object(a);
    for (size_t i = 0; i < lc_json_len(snap); i++) {
        const char *key = lc_json_key(snap, i).data;
        if (strcmp(key, "judged") == 0 && after(lc_json_at(snap, i), "time", moment)) continue;
        lc_json_set(a, o, key, lc_json_at(snap, i));
    }
    if (after(o, "checked", moment))
        lc_json_set_sv(a, o, "checked", lc_json_get_sv(o, "list_date"));
    return o;
}

/* The text was read once already. */
static void parties_then(licet_snapshot *s)
{
    lc_parties *then;
    if (!s->index || lc_parties_read(lc_index_parties(s->index), lc_index_versions(s->index),
                                     s->known_at, s->arena, &then, NULL))
        return;
    lc_parties_done(s->parties);
    s->parties = then;
}

void lc_snapshot_know(licet_snapshot *s, lc_sv moment)
{
    lc_arena *a = s->arena;
    const lc_json *all = lc_json_get(s->manifest, "snapshots");
    lc_json *kept = lc_json_array(a), *manifest = lc_json_object(a);
    if (!lc_time_iso(moment, &s->known_at)) {
        s->known_at = 0;
        return;
    }
    for (size_t i = 0; i < lc_json_len(all); i++)
        if (!after(lc_json_at(all, i), "received", s->known_at))
            lc_json_push(a, kept, snapshot_then(a, lc_json_at(all, i), s->known_at));
    s->manifest = lc_json_set(a, manifest, "snapshots", kept);
    parties_then(s);
}

/* ---- what people decided ---- */

typedef struct finding {
    int64_t moment;
    uint64_t first; /* sequence of the first row after the moment */
} finding;

static int look_at(void *ctx, const lc_decision_row *row, licet_error *err)
{
    finding *f = ctx;
    (void)err;
    if (row->time_s > f->moment && row->sequence < f->first) f->first = row->sequence;
    return 0;
}

static int first_after(lc_store *store, char kind, int64_t moment, uint64_t *out, licet_error *err)
{
    finding f = {moment, UINT64_MAX};
    int rc = moment ? lc_store_each_decision(store, kind, UINT64_MAX, &f, look_at, err) : 0;
    if (!rc) *out = f.first;
    return rc;
}

/* Resolutions (R) and notes (N) up to the moment. */
static int decided_then(licet *l, licet_snapshot *s, licet_error *err)
{
    lc_store *store = NULL;
    uint64_t resolutions = UINT64_MAX, notes = UINT64_MAX;
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (rc == LICET_E_NOT_FOUND) return 0; /* an empty home */
    if (!rc) rc = first_after(store, 'R', s->known_at, &resolutions, err);
    if (!rc) rc = first_after(store, 'N', s->known_at, &notes, err);
    if (!rc) {
        lc_resolutions_done(s->resolutions);
        s->resolutions = NULL;
        rc = lc_snapshot_resolve(s, store, resolutions, err);
    }
    if (!rc) {
        lc_dossier_done(s->dossier);
        s->dossier = NULL;
        rc = lc_snapshot_collect(s, store, notes, err);
    }
    lc_store_close(store);
    return rc;
}

int licet_snapshot_known_at(licet *l, const char *known_at, licet_snapshot **out, licet_error *err)
{
    int64_t moment = 0;
    char text[LC_TIME_TEXT];
    licet_snapshot *s;
    int rc = lc_known_at(known_at, &moment, err);
    if (!rc) rc = licet_snapshot_current(l, &s, err);
    if (rc) return rc;
    if (moment) {
        lc_snapshot_know(s, lc_sv_of(lc_time_text(moment, text)));
        rc = decided_then(l, s, err);
    }
    if (rc)
        licet_snapshot_release(s);
    else
        *out = s;
    return rc;
}
