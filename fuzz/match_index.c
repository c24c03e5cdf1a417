/* Any bytes as an index file whose seals are right: what open lets through must be safe to search.
 */
#include "match/match.h"

#include "match_small.h"

#include "codec/hash_tree.h"
#include "index/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void seal(char *bytes, size_t size, const lc_lexicon *lex)
{
    lc_ix_header *h = (lc_ix_header *)bytes;
    memcpy(h->magic, LC_IX_MAGIC, sizeof h->magic);
    h->version = LC_IX_VERSION;
    h->sections = LC_IX_SECTIONS;
    h->file_bytes = size;
    memcpy(h->lexicon, lc_lexicon_hash(lex), sizeof h->lexicon);
    lc_tree_hash_of(lc_sv_make(bytes + LC_IX_HASHED_FROM, size - LC_IX_HASHED_FROM), h->hash);
}

static void search(const lc_index *x, const lc_lexicon *lex)
{
    static const char *const names[] = {"Plover Optics LLC", "Muhammad Ali Ali", "CETC 28", "DJT"};
    lc_arena *a = lc_arena_new();
    lc_matcher *m = lc_matcher_new(x, lex);
    lc_sv ident = LC_SV("9187629");
    lc_match_params p = {LC_DATE_NONE, 0, 500, 10};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lc_query q = {.name = lc_sv_of(names[i]),
                      .idents = &ident,
                      .n_idents = 1,
                      .address = LC_SV("12 Quay Road, Wan Chai")};
        lc_hit *hits;
        size_t n;
        if (lc_match(m, &q, &p, a, &hits, &n, NULL)) abort();
    }
    lc_matcher_free(m);
    lc_arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lc_lexicon *lex;
    lc_index *x;
    if (!lex) lex = small_lexicon();
    char *bytes = lc_xmalloc(size + 1);
    if (size) memcpy(bytes, data, size);
    if (size >= sizeof(lc_ix_header)) seal(bytes, size, lex);
    if (!lc_index_open(lc_sv_make(bytes, size), lex, &x, NULL)) {
        search(x, lex);
        lc_index_close(x);
    }
    free(bytes);
    return 0;
}
