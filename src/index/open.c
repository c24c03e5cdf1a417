#include <stdlib.h>

#include "codec/hash_tree.h"
#include "index/reader.h"
#include "os/pool.h"

static const size_t record_bytes[LC_IX_SECTIONS] = {
    [LC_IX_MANIFEST] = 1,
    [LC_IX_PARTIES] = 1,
    [LC_IX_TIMES] = sizeof(lc_ix_times),
    [LC_IX_VERSIONS] = sizeof(lc_ix_version),
    [LC_IX_TEXT] = 1,
    [LC_IX_NAME_TEXT] = 1,
    [LC_IX_NAMES] = sizeof(lc_ix_name),
    [LC_IX_FORMS] = sizeof(lc_ix_form),
    [LC_IX_JOINED] = sizeof(uint32_t),
    [LC_IX_JOINED_BAGS] = sizeof(uint32_t),
    [LC_IX_JOINED_BLOCKS] = sizeof(lc_ix_block),
    [LC_IX_ACRONYMS] = sizeof(uint32_t),
    [LC_IX_ACRONYM_STARTS] = sizeof(uint32_t),
    [LC_IX_FORM_TOKENS] = sizeof(uint32_t),
    [LC_IX_TOKENS] = sizeof(lc_ix_token),
    [LC_IX_BY_TEXT] = sizeof(uint32_t),
    [LC_IX_BAGS] = sizeof(uint32_t),
    [LC_IX_BLOCKS] = sizeof(lc_ix_block),
    [LC_IX_MEANINGS] = sizeof(lc_ix_meaning),
    [LC_IX_POSTINGS] = sizeof(uint32_t),
    [LC_IX_STRINGS] = 1,
    [LC_IX_PAIRS] = sizeof(lc_ix_link),
    [LC_IX_CONCEPTS] = sizeof(lc_ix_link),
    [LC_IX_SKELETONS] = sizeof(lc_ix_link),
    [LC_IX_FOLDED] = sizeof(lc_ix_link),
    [LC_IX_IDENTS] = sizeof(lc_ix_link),
    [LC_IX_PLACES] = sizeof(uint32_t),
};
_Static_assert(sizeof(lc_ix_header) == LC_IX_HEADER_BYTES, "the header has no holes");
_Static_assert(sizeof(lc_ix_times) == 24 && sizeof(lc_ix_version) == 20 && sizeof(lc_ix_name) == 12,
               "no holes");
_Static_assert(sizeof(lc_ix_form) == 20 && sizeof(lc_ix_token) == 36, "no holes");
_Static_assert(sizeof(lc_ix_link) == 8 && sizeof(lc_ix_meaning) == 12, "no holes");

size_t lc_ix_record_bytes(lc_ix_section s)
{
    return record_bytes[s];
}

static int not_usable(licet_error *err, licet_code code, const char *what)
{
    lc_fail(err, code, "the index cannot be used: %s", what);
    lc_fail_remedy(err, "import a list again: the index is built anew from the store");
    return (int)code;
}

static int check_header(lc_sv bytes, licet_error *err)
{
    const lc_ix_header *h = (const lc_ix_header *)bytes.data;
    size_t least = sizeof *h + sizeof(lc_ix_range) * LC_IX_SECTIONS;
    if (bytes.len < least || memcmp(h->magic, LC_IX_MAGIC, sizeof h->magic) != 0)
        return not_usable(err, LICET_E_INDEX, "it is not an index file");
    if ((uintptr_t)bytes.data % 8)
        return not_usable(err, LICET_E_INDEX, "its bytes are not aligned");
    if (h->version != LC_IX_VERSION || h->sections != LC_IX_SECTIONS)
        return not_usable(err, LICET_E_INDEX, "it was made by another version of the program");
    if (h->file_bytes != bytes.len)
        return not_usable(err, LICET_E_CORRUPT, "its length is not the one it was written with");
    return 0;
}

static bool ranges_fit(lc_sv bytes, const lc_ix_range *r)
{
    uint64_t at = sizeof(lc_ix_header) + sizeof *r * LC_IX_SECTIONS;
    for (int s = 0; s < LC_IX_SECTIONS; s++) {
        if (r[s].offset != at || r[s].bytes > bytes.len - at) return false;
        if (r[s].bytes % record_bytes[s] ||
            (s != LC_IX_TEXT && r[s].bytes / record_bytes[s] >= UINT32_MAX))
            return false;
        at += (r[s].bytes + 7) & ~UINT64_C(7);
        if (at > bytes.len) return false;
    }
    return at == bytes.len;
}

static void fill_view(lc_sv bytes, const lc_ix_range *r, lc_ix_view *v)
{
#define AT(section)    ((const void *)(bytes.data + r[section].offset))
#define COUNT(section) ((uint32_t)(r[section].bytes / record_bytes[section]))
    *v = (lc_ix_view){
        .header = (const lc_ix_header *)bytes.data,
        .manifest = {AT(LC_IX_MANIFEST), r[LC_IX_MANIFEST].bytes},
        .parties = {AT(LC_IX_PARTIES), r[LC_IX_PARTIES].bytes},
        .text = {AT(LC_IX_TEXT), r[LC_IX_TEXT].bytes},
        .name_text = {AT(LC_IX_NAME_TEXT), r[LC_IX_NAME_TEXT].bytes},
        .strings = {AT(LC_IX_STRINGS), r[LC_IX_STRINGS].bytes},
        .times = AT(LC_IX_TIMES),
        .n_times = COUNT(LC_IX_TIMES),
        .versions = AT(LC_IX_VERSIONS),
        .n_versions = COUNT(LC_IX_VERSIONS),
        .names = AT(LC_IX_NAMES),
        .n_names = COUNT(LC_IX_NAMES),
        .forms = AT(LC_IX_FORMS),
        .n_forms = COUNT(LC_IX_FORMS),
        .form_tokens = AT(LC_IX_FORM_TOKENS),
        .n_form_tokens = COUNT(LC_IX_FORM_TOKENS),
        .tokens = AT(LC_IX_TOKENS),
        .n_tokens = COUNT(LC_IX_TOKENS),
        .acronyms = AT(LC_IX_ACRONYMS),
        .acronym_starts = AT(LC_IX_ACRONYM_STARTS),
        .n_acronyms = COUNT(LC_IX_ACRONYMS),
        .joined = AT(LC_IX_JOINED),
        .joined_bags = AT(LC_IX_JOINED_BAGS),
        .joined_blocks = AT(LC_IX_JOINED_BLOCKS),
        .by_text = AT(LC_IX_BY_TEXT),
        .bags = AT(LC_IX_BAGS),
        .blocks = AT(LC_IX_BLOCKS),
        .meanings = AT(LC_IX_MEANINGS),
        .n_meanings = COUNT(LC_IX_MEANINGS),
        .postings = AT(LC_IX_POSTINGS),
        .n_postings = COUNT(LC_IX_POSTINGS),
        .pairs = AT(LC_IX_PAIRS),
        .n_pairs = COUNT(LC_IX_PAIRS),
        .concepts = AT(LC_IX_CONCEPTS),
        .n_concepts = COUNT(LC_IX_CONCEPTS),
        .skeletons = AT(LC_IX_SKELETONS),
        .n_skeletons = COUNT(LC_IX_SKELETONS),
        .folded = AT(LC_IX_FOLDED),
        .n_folded = COUNT(LC_IX_FOLDED),
        .idents = AT(LC_IX_IDENTS),
        .n_idents = COUNT(LC_IX_IDENTS),
        .places = AT(LC_IX_PLACES),
        .n_places = COUNT(LC_IX_PLACES),
    };
#undef AT
#undef COUNT
}

/* Tables with an entry for every word, or every form. */
static bool sizes_agree(const lc_ix_range *r, const lc_ix_view *v)
{
    uint64_t words = sizeof(uint32_t) * (uint64_t)v->n_tokens;
    uint64_t forms = sizeof(uint32_t) * (uint64_t)v->n_forms;
    uint64_t blocks = ((uint64_t)v->n_tokens + LC_IX_BLOCK - 1) / LC_IX_BLOCK;
    uint64_t form_blocks = ((uint64_t)v->n_forms + LC_IX_BLOCK - 1) / LC_IX_BLOCK;
    return r[LC_IX_JOINED_BLOCKS].bytes == sizeof(lc_ix_block) * form_blocks &&
           r[LC_IX_BAGS].bytes == words && r[LC_IX_BLOCKS].bytes == sizeof(lc_ix_block) * blocks &&
           r[LC_IX_BY_TEXT].bytes == words &&
           r[LC_IX_ACRONYM_STARTS].bytes == sizeof(uint32_t) * (LC_IX_ACRONYM_KEYS + 1) &&
           r[LC_IX_JOINED].bytes == forms && r[LC_IX_JOINED_BAGS].bytes == forms;
}

/* ---- hash and structure, side by side: the structure is safe to check in any bytes ---- */

enum { THREADS = 2, LEAVES_A_STEP = 64, ALONE_BELOW_BYTES = 1 << 20 };

typedef struct checking {
    lc_sv hashed;
    uint8_t *digests;
    size_t leaves;
    lc_ix_view view;
    const char *structure; /* what is wrong with it; NULL: nothing */
} checking;

static void check_structure(checking *c, lc_sv bytes)
{
    const lc_ix_range *r = (const lc_ix_range *)(bytes.data + sizeof(lc_ix_header));
    c->structure = "its sections do not fit";
    if (!ranges_fit(bytes, r)) return;
    fill_view(bytes, r, &c->view);
    c->structure =
        sizes_agree(r, &c->view) ? lc_ix_validate(&c->view) : "its tables differ in length";
}

/* Item 0 is the structure, every other one a few leaves. */
static void check_part(void *ctx, size_t thread, size_t item)
{
    checking *c = ctx;
    (void)thread;
    if (item == 0) {
        check_structure(
            c, lc_sv_make(c->hashed.data - LC_IX_HASHED_FROM, c->hashed.len + LC_IX_HASHED_FROM));
        return;
    }
    size_t first = (item - 1) * LEAVES_A_STEP, n = c->leaves - first;
    if (n > LEAVES_A_STEP) n = LEAVES_A_STEP;
    lc_tree_digests(c->hashed, first, n, c->digests + first * LC_HASH_BYTES);
}

static int check(checking *c, lc_sv bytes, licet_error *err)
{
    const lc_ix_header *h = (const lc_ix_header *)bytes.data;
    uint8_t hash[LC_HASH_BYTES];
    c->hashed = lc_sv_from(bytes, LC_IX_HASHED_FROM);
    c->leaves = lc_tree_leaves(c->hashed.len);
    c->digests = lc_xmalloc((c->leaves + 1) * LC_HASH_BYTES);
    lc_parallel(bytes.len < ALONE_BELOW_BYTES ? 1 : THREADS,
                1 + (c->leaves + LEAVES_A_STEP - 1) / LEAVES_A_STEP, c, check_part);
    lc_tree_root(c->hashed.len, c->digests, hash);
    free(c->digests);
    if (memcmp(hash, h->hash, sizeof hash) != 0)
        return not_usable(err, LICET_E_CORRUPT, "its bytes are not the ones that were written");
    return c->structure ? not_usable(err, LICET_E_CORRUPT, c->structure) : 0;
}

int lc_index_check(lc_sv bytes, lc_index **out, licet_error *err)
{
    checking c = {0};
    int rc = check_header(bytes, err);
    if (!rc) rc = check(&c, bytes, err);
    if (rc) return rc;
    lc_index *x = lc_xmalloc(sizeof *x);
    x->view = c.view;
    lc_hex(x->view.header->hash, sizeof x->view.header->hash, x->hash);
    *out = x;
    return 0;
}

int lc_index_fits(const lc_index *x, const lc_lexicon *lex, licet_error *err)
{
    const lc_ix_header *h = x->view.header;
    if (memcmp(h->lexicon, lc_lexicon_hash(lex), sizeof h->lexicon) == 0) return 0;
    return not_usable(err, LICET_E_INDEX, "it was made with other name lexicons or another ICU");
}

int lc_index_open(lc_sv bytes, const lc_lexicon *lex, lc_index **out, licet_error *err)
{
    lc_index *x;
    int rc = lc_index_check(bytes, &x, err);
    if (rc) return rc;
    rc = lc_index_fits(x, lex, err);
    if (rc)
        lc_index_close(x);
    else
        *out = x;
    return rc;
}

void lc_index_close(lc_index *x)
{
    free(x);
}
