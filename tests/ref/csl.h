/* tests/ref/csl.h: the real Consolidated Screening List in an index, for tests that want volume.
 * Reads the rebuilt JSON edition with no help from the source room. */
#ifndef REF_CSL_H
#define REF_CSL_H

#include "base/reader.h"
#include "codec/json.h"
#include "index/index.h"
#include "ref/lexicon_files.h"

typedef struct ref_csl {
    lc_lexicon *lex;
    lc_index_writer *writer;
    lc_arena *arena, *names_arena;
    lc_sv *names; /* every name, in order */
    lc_party_type *types;
    uint32_t *entries;
    size_t n, cap, n_entries, most_entries;
} ref_csl;

static inline void ref_csl_name(ref_csl *x, lc_entry *e, lc_sv text, bool alias)
{
    if (!text.len) return;
    e->names[e->n_names++] = (lc_name){text, alias ? LC_NAME_ALIAS : LC_NAME_PRIMARY};
    if (x->n == x->cap) {
        x->cap = x->cap ? 2 * x->cap : 1024;
        x->names = lc_xrealloc(x->names, x->cap * sizeof *x->names);
        x->types = lc_xrealloc(x->types, x->cap * sizeof *x->types);
        x->entries = lc_xrealloc(x->entries, x->cap * sizeof *x->entries);
    }
    x->names[x->n] = lc_arena_sv(x->names_arena, text);
    x->types[x->n] = e->type;
    x->entries[x->n++] = (uint32_t)x->n_entries;
}

static inline int ref_csl_element(void *ctx, const lc_json_element *el, licet_error *err)
{
    ref_csl *x = ctx;
    lc_json *j;
    if (x->most_entries && x->n_entries >= x->most_entries) return 0;
    lc_arena_reset(x->arena);
    int rc = lc_json_parse(x->arena, el->text, &j, err);
    if (rc) return rc;
    const lc_json *alt = lc_json_get(j, "alt_names");
    lc_entry e = {.source = LC_SV("us_csl"),
                  .sublist = LC_SV("OTHER"),
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE,
                  .key = lc_json_get_sv(j, "id")};
    e.type = lc_party_type_of(lc_json_get_sv(j, "type"));
    e.names = LC_NEW_N(x->arena, lc_name, lc_json_len(alt) + 1);
    ref_csl_name(x, &e, lc_json_get_sv(j, "name"), false);
    for (size_t i = 0; i < lc_json_len(alt); i++)
        ref_csl_name(x, &e, lc_json_sv(lc_json_at(alt, i)), true);
    lc_index_input in = {
        .entry = &e, .body = e.key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
    x->n_entries++;
    return lc_index_writer_add(x->writer, &in, err);
}

/* most_entries 0: all. False (nothing made) where the file is not at hand. */
static inline bool ref_csl_open(ref_csl *x, size_t most_entries)
{
    lc_arena *a = lc_arena_new();
    const char *shared = getenv("LICET_SHARED");
    lc_sv folder = lc_arena_printf(a, "%s/data/us_csl", shared ? shared : LICET_SHARED_DEFAULT);
    lc_sv text = ref_file(a, folder.data, "csl_2026-07-31_rebuilt.json");
    licet_error err = {0};
    *x = (ref_csl){.most_entries = most_entries};
    if (!text.len) {
        lc_arena_free(a);
        return false;
    }
    x->lex = ref_lexicon(a);
    x->writer = lc_index_writer_new(x->lex);
    x->arena = lc_arena_new();
    x->names_arena = lc_arena_new();
    lc_mem_reader state;
    lc_reader in = lc_reader_of_memory(&state, text);
    lc_json_frame f = {
        .array_key = "results", .max_element_bytes = 1 << 24, .ctx = x, .element = ref_csl_element};
    if (lc_json_frame_run(&in, &f, &err)) fprintf(stderr, "%s\n", err.message);
    lc_arena_free(a);
    return true;
}

static inline void ref_csl_close(ref_csl *x)
{
    lc_index_writer_free(x->writer);
    lc_lexicon_free(x->lex);
    lc_arena_free(x->arena);
    lc_arena_free(x->names_arena);
    free(x->names);
    free(x->types);
    free(x->entries);
}

#endif
