/* Any bytes as an index file whose seals are right: what open lets through must be safe to read. */
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lc_lexicon *lex;
    lc_index *x;
    if (!lex) lex = small_lexicon();
    char *bytes = lc_xmalloc(size + 1);
    if (size) memcpy(bytes, data, size);
    if (size >= sizeof(lc_ix_header)) seal(bytes, size, lex);
    if (!lc_index_open(lc_sv_make(bytes, size), lex, &x, NULL)) {
        for (uint32_t i = 0; i < lc_index_versions(x); i++) {
            lc_index_version v = lc_index_version_at(x, i);
            for (size_t k = 0; k < v.body.len; k += 64)
                bytes[0] = (char)(bytes[0] ^ v.body.data[k]);
            lc_index_visible(x, i, 0, 0);
        }
        lc_index_has_name(x, LC_SV("own"), LC_SV("HOUSE"), LC_SV("ali ali"), LC_DATE_NONE, 0);
        lc_index_close(x);
    }
    free(bytes);
    return 0;
}
