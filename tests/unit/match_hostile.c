/* Lists and questions made to be expensive or broken: a defined answer, the same as by scoring
 * every name, and no byte of an index file that can be changed unnoticed or do harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "codec/hash_tree.h"
#include "index/look.h"
#include "index/prefix.h"
#include "match/match.h"
#include "ref/lexicon_files.h"
#include "ref/match_all.h"

enum { SAME_NAMES = 10000, LONG_NAMES = 20000, FEW_NAMES = 30, BLOCK_BYTES = 64, MANY_WORDS = 200 };

typedef struct list {
    lc_lexicon *lex;
    lc_arena *arena;
    lc_index_writer *writer;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
    uint32_t n;
} list;

static void begin(list *l)
{
    *l = (list){.arena = lc_arena_new()};
    l->lex = ref_lexicon(l->arena);
    l->writer = lc_index_writer_new(l->lex);
}

static void add(list *l, lc_sv name)
{
    lc_name n = {name, LC_NAME_PRIMARY};
    lc_entry e = {.source = LC_SV("own"),
                  .sublist = LC_SV("OWN"),
                  .key = lc_arena_printf(l->arena, "%08u", l->n++),
                  .type = LC_TYPE_ORG,
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE,
                  .names = &n,
                  .n_names = 1};
    lc_index_input in = {
        .entry = &e, .body = e.key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
    assert_int_equal(lc_index_writer_add(l->writer, &in, NULL), 0);
}

static void finish(list *l)
{
    char hash[65];
    licet_error err = {0};
    assert_int_equal(lc_index_writer_finish(l->writer, LC_SV("{}"), &l->bytes, hash, &err), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&l->bytes), l->lex, &l->index, &err), 0);
    l->matcher = lc_matcher_new(l->index, l->lex);
}

static void done(list *l)
{
    lc_matcher_free(l->matcher);
    lc_index_close(l->index);
    lc_index_writer_free(l->writer);
    lc_buf_done(&l->bytes);
    lc_lexicon_free(l->lex);
    lc_arena_free(l->arena);
}

static size_t same_as_all(const list *l, lc_sv name, int threshold_bp, size_t limit)
{
    lc_arena *a = lc_arena_new();
    lc_query q = {.name = name};
    lc_match_params p = {LC_DATE_NONE, 0, threshold_bp, limit};
    lc_hit *hits = NULL;
    ref_hit *all = NULL;
    size_t n = 0, n_all;
    if (!lc_match(l->matcher, &q, &p, a, &hits, &n, NULL)) {
        n_all = ref_match_all(l->index, l->lex, &q, threshold_bp, limit, a, &all);
        assert_int_equal(n, n_all);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(hits[i].version, all[i].version);
            assert_int_equal(hits[i].score_bp, all[i].bp);
        }
    }
    lc_arena_free(a);
    return n;
}

static void ten_thousand_of_one_name(void **state)
{
    (void)state;
    list l;
    begin(&l);
    for (int i = 0; i < SAME_NAMES; i++) add(&l, LC_SV("Ali Ali Trading Company"));
    finish(&l);
    assert_int_equal(same_as_all(&l, LC_SV("ali ali trading company"), 8000, 0), SAME_NAMES);
    assert_int_equal(same_as_all(&l, LC_SV("ali ali traiding"), 8000, 5), 5);
    assert_null(lc_index_verify(l.index));
    done(&l);
}

/* Every name has the same two words, and a third that is like many others. */
static void long_postings(list *l, uint32_t n)
{
    static const char letters[] = "aeioubdgklmnprst";
    begin(l);
    for (uint32_t i = 0; i < n; i++) {
        char word[8];
        for (int k = 0; k < 5; k++) word[k] = letters[(i >> (3 * k)) % 16];
        add(l, lc_arena_printf(l->arena, "Qarun Trading %.5s", word));
    }
    finish(l);
}

static void words_that_all_names_have(void **state)
{
    (void)state;
    static const char *const asked[] = {
        "Qarun Trading", "Trading",         "Qarun",          "a",
        "q t",           "Trading Trading", "Qarun adeba",    "Qarun Trading ad",
        "QarunTrading",  "Trading of the",  "general trading"};
    list l;
    long_postings(&l, LONG_NAMES);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        for (int t = 5500; t <= 9500; t += 2000)
            same_as_all(&l, lc_sv_of(asked[i]), t, i % 2 ? 10 : 0);
    done(&l);
}

static void a_name_of_200_words(void **state)
{
    (void)state;
    list l;
    lc_buf b = {0};
    long_postings(&l, FEW_NAMES);
    for (int i = 0; i < MANY_WORDS; i++) lc_buf_printf(&b, "%s ", i % 3 ? "trading" : "qarun");
    same_as_all(&l, lc_buf_view(&b), 8000, 3);
    lc_buf_done(&b);
    done(&l);
}

/* ---- files ---- */

static void file_list(list *l)
{
    begin(l);
    for (uint32_t i = 0; i < 205; i++)
        add(l, lc_arena_printf(l->arena, "Ostrov%u Lesnoy %c%c Trading House of Kazan", i % 17,
                               'a' + (int)(i % 26), 'k' + (int)(i / 26)));
    finish(l);
}

static void nothing_changes_unnoticed(void **state)
{
    (void)state;
    list l;
    file_list(&l);
    char *copy = lc_xmalloc(l.bytes.len);
    int step = getenv("LICET_NIGHTLY") ? 1 : 8; /* every bit, or one of each byte */
    print_message("an index of %zu bytes\n", l.bytes.len);
    memcpy(copy, l.bytes.data, l.bytes.len);
    for (size_t bit = 0; bit < 8 * l.bytes.len; bit += (size_t)step) {
        size_t at = bit / 8, which = step == 1 ? bit % 8 : at % 8;
        lc_index *x = NULL;
        licet_error err = {0};
        copy[at] = (char)(copy[at] ^ (1 << which));
        int rc = lc_index_open(lc_sv_make(copy, l.bytes.len), l.lex, &x, &err);
        assert_true(rc == LICET_E_INDEX || rc == LICET_E_CORRUPT);
        assert_true(err.message[0] && err.remedy[0]);
        copy[at] = l.bytes.data[at];
    }
    for (size_t n = 0; n < l.bytes.len; n += BLOCK_BYTES) {
        lc_index *x = NULL;
        assert_int_not_equal(lc_index_open(lc_sv_make(copy, n), l.lex, &x, NULL), 0);
    }
    free(copy);
    done(&l);
}

static void use(lc_index *x, const lc_lexicon *lex)
{
    lc_arena *a = lc_arena_new();
    lc_matcher *m = lc_matcher_new(x, lex);
    static const char *const asked[] = {"Ostrov3 Lesnoi trading", "kazan", "ok", "lesnoykazan"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        lc_query q = {.name = lc_sv_of(asked[i])};
        lc_match_params p = {LC_DATE_NONE, 0, 5500, 10};
        lc_prefix_params all = {LC_DATE_NONE, 0, 10};
        lc_hit *hits;
        lc_prefix_name *names;
        size_t n;
        lc_match(m, &q, &p, a, &hits, &n, NULL);
        lc_index_prefix(x, a, q.name, &all, &names, NULL);
    }
    lc_index_verify(x);
    lc_matcher_free(m);
    lc_arena_free(a);
}

/* Somebody who wants to do harm makes the hash right, too. */
static void a_sealed_change_does_no_harm(void **state)
{
    (void)state;
    list l;
    uint32_t seed = 9;
    size_t opened = 0, noticed = 0;
    file_list(&l);
    char *copy = lc_xmalloc(l.bytes.len);
    for (int i = 0; i < 600; i++) {
        lc_index *x = NULL;
        lc_ix_header *h = (lc_ix_header *)copy;
        memcpy(copy, l.bytes.data, l.bytes.len);
        seed = seed * 1664525u + 1013904223u;
        size_t at = LC_IX_HEADER_BYTES + (seed >> 4) % (l.bytes.len - LC_IX_HEADER_BYTES);
        copy[at] = (char)(copy[at] ^ (1 << (i % 8)));
        lc_tree_hash_of(lc_sv_from(lc_sv_make(copy, l.bytes.len), LC_IX_HASHED_FROM), h->hash);
        if (lc_index_open(lc_sv_make(copy, l.bytes.len), l.lex, &x, NULL)) continue;
        opened++;
        noticed += lc_index_verify(x) != NULL;
        use(x, l.lex);
        lc_index_close(x);
    }
    print_message("of 600 files sealed anew %zu opened, %zu of these failed licet index verify\n",
                  opened, noticed);
    assert_true(noticed > opened / 4);
    free(copy);
    done(&l);
}

static void another_version_says_so(void **state)
{
    (void)state;
    list l;
    licet_error err = {0};
    lc_index *x = NULL;
    file_list(&l);
    lc_ix_header *h = (lc_ix_header *)l.bytes.data;
    h->version++;
    assert_int_equal(lc_index_open(lc_buf_view(&l.bytes), l.lex, &x, &err), LICET_E_INDEX);
    assert_non_null(strstr(err.message, "another version"));
    h->version--;
    h->lexicon[0] ^= 1; /* the hash of the lexicons begins with the version of Unicode's library */
    lc_tree_hash_of(lc_sv_from(lc_buf_view(&l.bytes), LC_IX_HASHED_FROM), h->hash);
    assert_int_equal(lc_index_open(lc_buf_view(&l.bytes), l.lex, &x, &err), LICET_E_INDEX);
    assert_non_null(strstr(err.message, "another ICU"));
    done(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_thousand_of_one_name),     cmocka_unit_test(words_that_all_names_have),
        cmocka_unit_test(a_name_of_200_words),          cmocka_unit_test(nothing_changes_unnoticed),
        cmocka_unit_test(a_sealed_change_does_no_harm), cmocka_unit_test(another_version_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
