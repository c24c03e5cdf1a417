/* Opening a mirror: every offset and number is checked once, so that no search checks anything. */
#include "match/mirror_in.h"

static const size_t record_bytes[LC_MI_SECTIONS] = {
    [LC_MI_STRINGS] = 1,
    [LC_MI_WORDS] = sizeof(lc_mi_word),
    [LC_MI_SPELLS] = sizeof(lc_mi_spell),
    [LC_MI_BAGS] = sizeof(uint32_t),
    [LC_MI_MEANINGS] = sizeof(lc_ix_meaning),
    [LC_MI_JOINTS] = sizeof(lc_mi_spell),
    [LC_MI_JOINT_BAGS] = sizeof(uint32_t),
    [LC_MI_JOINT_PLACES] = sizeof(uint32_t),
    [LC_MI_READINGS] = sizeof(lc_mi_reading),
    [LC_MI_READING_WORDS] = sizeof(uint32_t),
    [LC_MI_READING_JOINTS] = sizeof(uint32_t),
    [LC_MI_CUSTOMERS] = sizeof(uint32_t),
    [LC_MI_POSTINGS] = sizeof(uint32_t),
    [LC_MI_SKELETONS] = sizeof(lc_ix_link),
    [LC_MI_JOINT_SKELETONS] = sizeof(lc_ix_link),
    [LC_MI_CONCEPTS] = sizeof(lc_ix_link),
    [LC_MI_CUT] = sizeof(lc_ix_link),
    [LC_MI_EXACT] = sizeof(lc_ix_link),
    [LC_MI_FOLDED] = sizeof(lc_ix_link),
    [LC_MI_IDENTS] = sizeof(lc_ix_link),
    [LC_MI_JOINED] = sizeof(uint32_t),
    [LC_MI_JOINED_BAGS] = sizeof(uint32_t),
    [LC_MI_ACRONYMS] = sizeof(uint32_t),
    [LC_MI_ACRONYM_STARTS] = sizeof(uint32_t),
    [LC_MI_PLACES] = sizeof(lc_mi_place),
    [LC_MI_ALWAYS] = 1,
};
_Static_assert(sizeof(lc_mi_header) == LC_MI_HEADER_BYTES, "the header has no holes");
_Static_assert(sizeof(lc_mi_word) == 40 && sizeof(lc_mi_spell) == 20, "no holes");
_Static_assert(sizeof(lc_mi_reading) == 28 && sizeof(lc_mi_place) == 12, "no holes");

size_t lc_mi_record_bytes(lc_mi_section s)
{
    return record_bytes[s];
}

/* ---- the hash ---- */

static uint64_t turn(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

static uint64_t stir(uint64_t lane, uint64_t word)
{
    return turn(lane + word * UINT64_C(0xC2B2AE3D27D4EB4F), 31) * UINT64_C(0x9E3779B185EBCA87);
}

/* Four lanes at a time, the way of XXH64 (Collet): as fast as memory. */
uint64_t lc_mi_hash(lc_sv bytes)
{
    uint64_t lane[4] = {1, 2, 3, 4}, word[4], h = bytes.len;
    size_t at = 0;
    for (; bytes.len - at >= sizeof word; at += sizeof word) {
        memcpy(word, bytes.data + at, sizeof word);
        for (int k = 0; k < 4; k++) lane[k] = stir(lane[k], word[k]);
    }
    memset(word, 0, sizeof word);
    if (bytes.len > at) memcpy(word, bytes.data + at, bytes.len - at);
    for (int k = 0; k < 4; k++) h = turn(h ^ stir(lane[k], word[k]), 27) * 5 + k;
    h ^= h >> 33;
    h *= UINT64_C(0xC2B2AE3D27D4EB4F);
    return h ^ h >> 29;
}

/* ---- the header ---- */

static int not_usable(licet_error *err, licet_code code, const char *what)
{
    lc_fail(err, code, "the book's own index cannot be used: %s", what);
    lc_fail_remedy(err, "it is made anew from the book: licet book import FILE");
    return (int)code;
}

static int check_header(lc_sv bytes, const lc_lexicon *lex, lc_sv key, licet_error *err)
{
    const lc_mi_header *h = (const lc_mi_header *)bytes.data;
    if (bytes.len < sizeof *h + sizeof(lc_mi_range) * LC_MI_SECTIONS ||
        memcmp(h->magic, LC_MI_MAGIC, sizeof h->magic) != 0)
        return not_usable(err, LICET_E_INDEX, "it is none");
    if ((uintptr_t)bytes.data % 8)
        return not_usable(err, LICET_E_INDEX, "its bytes are not aligned");
    if (h->version != LC_MI_VERSION || h->sections != LC_MI_SECTIONS)
        return not_usable(err, LICET_E_INDEX, "it was made by another version of the program");
    if (h->file_bytes != bytes.len)
        return not_usable(err, LICET_E_CORRUPT, "its length is not the one it was written with");
    if (lc_mi_hash(lc_sv_from(bytes, LC_MI_HASHED_FROM)) != h->hash)
        return not_usable(err, LICET_E_CORRUPT, "its bytes are not the ones that were written");
    if (memcmp(h->lexicon, lc_lexicon_hash(lex), sizeof h->lexicon) != 0)
        return not_usable(err, LICET_E_INDEX,
                          "it was made with other name lexicons or another ICU");
    if (key.len != sizeof h->key || memcmp(h->key, key.data, key.len) != 0)
        return not_usable(err, LICET_E_INDEX, "it is of another book");
    return 0;
}

static bool ranges_fit(lc_sv bytes, const lc_mi_range *r)
{
    uint64_t at = sizeof(lc_mi_header) + sizeof *r * LC_MI_SECTIONS;
    for (int s = 0; s < LC_MI_SECTIONS; s++) {
        if (r[s].offset != at || r[s].bytes > bytes.len - at || r[s].bytes % record_bytes[s] ||
            r[s].bytes / record_bytes[s] > INT32_MAX)
            return false;
        at += (r[s].bytes + 7) & ~UINT64_C(7);
        if (at > bytes.len) return false;
    }
    return at == bytes.len;
}

static void fill_view(lc_sv bytes, const lc_mi_range *r, lc_mi_view *v)
{
#define AT(section)    ((const void *)(bytes.data + r[section].offset))
#define COUNT(section) ((uint32_t)(r[section].bytes / record_bytes[section]))
    *v = (lc_mi_view){
        .header = (const lc_mi_header *)bytes.data,
        .strings = {AT(LC_MI_STRINGS), r[LC_MI_STRINGS].bytes},
        .words = AT(LC_MI_WORDS),
        .n_words = COUNT(LC_MI_WORDS),
        .spells = AT(LC_MI_SPELLS),
        .n_spells = COUNT(LC_MI_SPELLS),
        .bags = AT(LC_MI_BAGS),
        .meanings = AT(LC_MI_MEANINGS),
        .n_meanings = COUNT(LC_MI_MEANINGS),
        .joints = AT(LC_MI_JOINTS),
        .n_joints = COUNT(LC_MI_JOINTS),
        .joint_bags = AT(LC_MI_JOINT_BAGS),
        .joint_places = AT(LC_MI_JOINT_PLACES),
        .n_joint_places = COUNT(LC_MI_JOINT_PLACES),
        .readings = AT(LC_MI_READINGS),
        .n_readings = COUNT(LC_MI_READINGS),
        .reading_words = AT(LC_MI_READING_WORDS),
        .n_reading_words = COUNT(LC_MI_READING_WORDS),
        .reading_joints = AT(LC_MI_READING_JOINTS),
        .customers = AT(LC_MI_CUSTOMERS),
        .n_customers = COUNT(LC_MI_CUSTOMERS),
        .postings = AT(LC_MI_POSTINGS),
        .n_postings = COUNT(LC_MI_POSTINGS),
        .skeletons = AT(LC_MI_SKELETONS),
        .n_skeletons = COUNT(LC_MI_SKELETONS),
        .joint_skeletons = AT(LC_MI_JOINT_SKELETONS),
        .n_joint_skeletons = COUNT(LC_MI_JOINT_SKELETONS),
        .concepts = AT(LC_MI_CONCEPTS),
        .n_concepts = COUNT(LC_MI_CONCEPTS),
        .cut = AT(LC_MI_CUT),
        .n_cut = COUNT(LC_MI_CUT),
        .exact = AT(LC_MI_EXACT),
        .n_exact = COUNT(LC_MI_EXACT),
        .folded = AT(LC_MI_FOLDED),
        .n_folded = COUNT(LC_MI_FOLDED),
        .idents = AT(LC_MI_IDENTS),
        .n_idents = COUNT(LC_MI_IDENTS),
        .joined = AT(LC_MI_JOINED),
        .joined_bags = AT(LC_MI_JOINED_BAGS),
        .acronyms = AT(LC_MI_ACRONYMS),
        .n_acronyms = COUNT(LC_MI_ACRONYMS),
        .acronym_starts = AT(LC_MI_ACRONYM_STARTS),
        .places = AT(LC_MI_PLACES),
        .n_places = COUNT(LC_MI_PLACES),
        .always = AT(LC_MI_ALWAYS),
    };
#undef AT
#undef COUNT
}

/* Tables with an entry for every spelling, joint, word of a reading, reading or customer. */
static bool sizes_agree(const lc_mi_range *r, const lc_mi_view *v)
{
    uint64_t one = sizeof(uint32_t);
    return r[LC_MI_BAGS].bytes == one * v->n_spells &&
           r[LC_MI_JOINT_BAGS].bytes == one * v->n_joints &&
           r[LC_MI_READING_JOINTS].bytes == one * v->n_reading_words &&
           r[LC_MI_JOINED].bytes == one * v->n_readings &&
           r[LC_MI_JOINED_BAGS].bytes == one * v->n_readings &&
           r[LC_MI_ACRONYM_STARTS].bytes == one * (2 * LC_IX_LETTERS + 1) &&
           r[LC_MI_ALWAYS].bytes == v->header->customers;
}

int lc_mirror_open(lc_sv bytes, const lc_lexicon *lex, lc_sv key, lc_mirror **out, licet_error *err)
{
    int rc = check_header(bytes, lex, key, err);
    if (rc) return rc;
    const lc_mi_range *r = (const lc_mi_range *)(bytes.data + sizeof(lc_mi_header));
    lc_mi_view v;
    if (!ranges_fit(bytes, r)) return not_usable(err, LICET_E_CORRUPT, "its sections do not fit");
    fill_view(bytes, r, &v);
    const char *what = sizes_agree(r, &v) ? lc_mi_validate(&v) : "its tables differ in length";
    if (what) return not_usable(err, LICET_E_CORRUPT, what);
    lc_mirror *m = lc_xmalloc(sizeof *m);
    m->view = v;
    *out = m;
    return 0;
}

void lc_mirror_close(lc_mirror *m)
{
    free(m);
}

uint32_t lc_mirror_customers(const lc_mirror *m)
{
    return m->view.header->customers;
}

bool lc_mirror_always(const lc_mirror *m, uint32_t customer)
{
    return m->view.always[customer];
}
