/* Any bytes as the name, address, birth date and identifier of a party, against a small list.
 * Lines: name, type digit, address, birth, identifier. */
#include "match/match.h"

#include "match_small.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lc_lexicon *lex;
    static lc_index *index;
    static lc_matcher *matcher;
    static lc_buf bytes;
    if (!lex) {
        lex = small_lexicon();
        small_index(lex, &bytes);
        if (lc_index_open(lc_buf_view(&bytes), lex, &index, NULL)) abort();
        matcher = lc_matcher_new(index, lex);
    }
    lc_sv rest = lc_sv_make((const char *)data, size), part[5] = {{0}};
    for (size_t i = 0; i < 5 && rest.data; i++) part[i] = lc_sv_cut(&rest, LC_SV("\n"));
    lc_arena *a = lc_arena_new();
    lc_query q = {.name = part[0],
                  .address = part[2],
                  .birth = part[3],
                  .idents = &part[4],
                  .n_idents = part[4].len > 0};
    if (part[1].len) q.type = (lc_party_type)((unsigned char)part[1].data[0] % 5);
    lc_match_params p = {LC_DATE_NONE, 0, size % 2 ? 500 : 8000, size % 3 ? 0 : 3};
    lc_hit *hits;
    size_t n = 0;
    licet_error err = {0};
    int rc = lc_match(matcher, &q, &p, a, &hits, &n, &err);
    if (rc && !err.message[0]) abort();
    for (size_t i = 0; !rc && i < n; i++)
        if (hits[i].n_why == 0 || hits[i].score_bp < 0 || hits[i].score_bp > 10000) abort();
    lc_arena_free(a);
    return 0;
}
