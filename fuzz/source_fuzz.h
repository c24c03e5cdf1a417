/* What every source's fuzz target checks: whatever the bytes, the parser ends, a refusal has its
 * code and words, and an entry that is handed on is one that can be stored: it has a key and a
 * name, is UTF-8 throughout, and comes back from JSON the same. */
#ifndef FUZZ_SOURCE_FUZZ_H
#define FUZZ_SOURCE_FUZZ_H

#include <stdlib.h>

#include "source/source.h"
#include "text/fold.h"

static int fuzz_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    lc_arena *a = ctx;
    lc_json *j;
    lc_entry back;
    (void)err;
    lc_arena_reset(a);
    if (!e->key.len || !e->n_names || !e->names[0].text.len) abort();
    lc_sv text = lc_json_text(a, lc_entry_json(a, e), LC_JSON_CANONICAL);
    if (!lc_utf8_ok(text, NULL)) abort();
    if (lc_json_parse(a, text, &j, NULL) || lc_entry_from_json(a, j, &back, NULL)) abort();
    if (!lc_sv_eq(text, lc_json_text(a, lc_entry_json(a, &back), LC_JSON_CANONICAL))) abort();
    return 0;
}

static void fuzz_diag(void *ctx, const lc_diag *d)
{
    (void)ctx;
    if (!d->code || !d->text.len) abort();
}

static int fuzz_source(const char *id, const uint8_t *data, size_t size)
{
    lc_mem_reader state;
    lc_sv bytes = {(const char *)data, size};
    lc_reader in = lc_reader_of_memory(&state, bytes);
    lc_origin origin = {.file = LC_SV("fuzz")};
    lc_arena *a = lc_arena_new();
    lc_source_sink sink = {a, fuzz_entry, fuzz_diag};
    lc_source_result result = {0};
    licet_error err = {0};
    int rc = lc_source_find(lc_sv_of(id))->parse(&in, &origin, &sink, &result, &err);
    if (rc ? (licet_code)rc != err.code || !err.message[0] || !err.remedy[0] || result.entries
           : !result.entries)
        abort();
    lc_source_guess(bytes, origin.file);
    lc_arena_free(a);
    return 0;
}

#endif
