#include "engine/kept.h"

#include "codec/json.h"

int lc_kept_load(lc_store *s, lc_sv files, lc_arena *a, lc_kept *out, licet_error *err)
{
    lc_json *all;
    *out = (lc_kept){0};
    int rc = lc_json_parse(a, files, &all, err);
    size_t n = rc ? 0 : lc_json_len(all);
    out->files = LC_NEW_N(a, lc_list_file, n);
    out->bytes = LC_NEW_N(a, lc_buf, n);
    for (size_t i = 0; !rc && i < n; i++) {
        const lc_json *f = lc_json_at(all, i);
        out->n = i + 1;
        lc_buf_reserve(&out->bytes[i], 1);
        rc = lc_store_file(s, lc_json_get_sv(f, "sha256"), &out->bytes[i], err);
        out->files[i].path = lc_arena_z(a, lc_json_get_sv(f, "name"));
        out->files[i].kept = lc_buf_view(&out->bytes[i]);
    }
    return rc;
}

void lc_kept_done(lc_kept *k)
{
    for (size_t i = 0; i < k->n; i++) lc_buf_done(&k->bytes[i]);
    *k = (lc_kept){0};
}
