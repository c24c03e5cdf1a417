/* What a long-running program asks for: handles that share, a clock, a stamp of the state. */
#include "licet/service.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "engine/reasons.h"
#include "os/confine.h"
#include "store/log.h"

int licet_share(const licet *l, int64_t now_s, licet **out, licet_error *err)
{
    if (!l) return lc_fail(err, LICET_E_ARGUMENT, "there is no handle to share");
    *out = lc_handle_new(l->home, l->data, lc_law_retain(l->law), now_s);
    return 0;
}

void licet_set_time(licet *l, int64_t now_s)
{
    l->now_s = now_s;
}

const char *licet_snapshot_index(const licet_snapshot *s)
{
    return s->index ? lc_index_hash(s->index) : "";
}

/* Log items that change answers: resolutions and notes. */
static int read_stamp(lc_store *store, lc_arena *a, char out[LICET_STAMP_BYTES], licet_error *err)
{
    lc_sv index = LC_SV_NONE;
    uint64_t resolved = 0, noted = 0;
    int rc = lc_store_active(store, a, &index, err);
    if (!rc) rc = lc_store_last_of(store, 'R', &resolved, err);
    if (!rc) rc = lc_store_last_of(store, 'N', &noted, err);
    if (!rc)
        snprintf(out, LICET_STAMP_BYTES, "%.*s/%llu/%llu", (int)(index.len < 100 ? index.len : 100),
                 index.len ? index.data : "", (unsigned long long)resolved,
                 (unsigned long long)noted);
    return rc;
}

int licet_stamp(licet *l, char out[LICET_STAMP_BYTES], licet_error *err)
{
    lc_store *store = NULL;
    lc_arena *a = lc_arena_new();
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (rc == LICET_E_NOT_FOUND) {
        out[0] = 0;
        rc = 0;
    } else if (!rc) {
        rc = read_stamp(store, a, out, err);
    }
    lc_store_close(store);
    lc_arena_free(a);
    return rc;
}

int licet_reasons(licet *l, licet_text *out_json, licet_error *err)
{
    if (!l) return lc_fail(err, LICET_E_ARGUMENT, "there is no handle");
    lc_arena *a = lc_arena_new();
    lc_json *o = lc_json_object(a);
    lc_json_set(a, o, "reasons", lc_reasons_json(l->law->reasons_text, a));
    lc_text_take(lc_json_text(a, o, LC_JSON_COMPACT), out_json);
    lc_arena_free(a);
    return 0;
}

int licet_confine(licet *l, int *out_landlock, licet_error *err)
{
    enum { CPU_S = 600 };
    const uint64_t memory_bytes = UINT64_C(4) << 30;
    bool landlock = false;
    int rc = lc_dir_make(l->home, err);
    if (!rc) rc = lc_confine(l->home, l->data, CPU_S, memory_bytes, &landlock, err);
    if (!rc) *out_landlock = landlock;
    return rc;
}
