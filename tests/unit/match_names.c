/* Pairs of names from cases that made people distrust a screening tool: what must be found, what
 * must not, and what changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match/match.h"
#include "ref/lexicon_files.h"

typedef struct listed {
    const char *name;
    lc_party_type type;
    const char *country;
} listed;

static const listed list[] = {
    {"11420 CORP.", LC_TYPE_ORG, ""},
    {"EMMA LLC", LC_TYPE_ORG, ""},
    {"Guangzhou Haige Communications Group", LC_TYPE_ORG, "CN"},
    {"CNOOC Energy Technology & Services Limited", LC_TYPE_ORG, "CN"},
    {"SIRAJUDDIN JALLALOUDINE HAQQANI", LC_TYPE_PERSON, "AF"},
    {"SIS d.o.o.", LC_TYPE_ORG, "SI"},
    {"Positive Technologies", LC_TYPE_ORG, "RU"},
    {"Aktsionernoe Obshchestvo Pozitiv Teknolodzhiz", LC_TYPE_ORG, "RU"},
    {"Huawei Technologies Co., Ltd.", LC_TYPE_ORG, "CN"},
    {"Harbin Institute of Technology", LC_TYPE_ORG, "CN"},
    {"NSO Group", LC_TYPE_ORG, "IL"},
    {"Computer Security Initiative Consultancy PTE. LTD.", LC_TYPE_ORG, "SG"},
    {"Candiru", LC_TYPE_ORG, "IL"},
    {"CETC 28", LC_TYPE_ORG, "CN"},
    {"Zavod No. 9", LC_TYPE_ORG, "RU"},
    {"ZAURBEK SALIMOVICH GUCHAEV", LC_TYPE_PERSON, "RU"},
    {"QADHAFI, Saif", LC_TYPE_PERSON, "LY"},
    {"41st Central Plant", LC_TYPE_ORG, "RU"},
    {"Jim Corporation", LC_TYPE_ORG, ""},
    {"Don Juan Shipping", LC_TYPE_ORG, ""},
};
enum { N_LIST = sizeof list / sizeof *list };

typedef struct kit {
    lc_arena *arena;
    lc_lexicon *lex;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
} kit;

static int setup(void **state)
{
    static kit k;
    char hash[65];
    k.arena = lc_arena_new();
    k.lex = ref_lexicon(k.arena);
    lc_index_writer *w = lc_index_writer_new(k.lex);
    for (size_t i = 0; i < N_LIST; i++) {
        lc_name name = {lc_sv_of(list[i].name), LC_NAME_PRIMARY};
        lc_sv country = lc_sv_of(list[i].country);
        lc_entry e = {.source = LC_SV("own"),
                      .sublist = LC_SV("HOUSE"),
                      .key = name.text,
                      .type = list[i].type,
                      .names = &name,
                      .n_names = 1,
                      .countries = &country,
                      .n_countries = country.len > 0};
        lc_index_input in = {
            .entry = &e, .body = e.key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
        if (lc_index_writer_add(w, &in, NULL)) return -1;
    }
    if (lc_index_writer_finish(w, LC_SV("{}"), &k.bytes, hash, NULL)) return -1;
    lc_index_writer_free(w);
    if (lc_index_open(lc_buf_view(&k.bytes), k.lex, &k.index, NULL)) return -1;
    k.matcher = lc_matcher_new(k.index, k.lex);
    *state = &k;
    return 0;
}

static int teardown(void **state)
{
    kit *k = *state;
    lc_matcher_free(k->matcher);
    lc_index_close(k->index);
    lc_buf_done(&k->bytes);
    lc_lexicon_free(k->lex);
    lc_arena_free(k->arena);
    return 0;
}

static int score(kit *k, const char *asked, const char *name, lc_hit *out)
{
    lc_query q = {.name = lc_sv_of(asked)};
    lc_match_params p = {LC_DATE_NONE, 0, 1, 0};
    lc_hit *hits;
    size_t n = 0;
    assert_int_equal(lc_match(k->matcher, &q, &p, k->arena, &hits, &n, NULL), 0);
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(hits[i].name, name)) {
            assert_true(hits[i].n_why > 0);
            if (out) *out = hits[i];
            return hits[i].score_bp;
        }
    return 0;
}

static void at_least(kit *k, const char *asked, const char *name, int bp)
{
    int got = score(k, asked, name, NULL);
    if (got < bp) fail_msg("%s ~ %s: %d, wanted %d", asked, name, got, bp);
}

static void below(kit *k, const char *asked, const char *name, int bp)
{
    int got = score(k, asked, name, NULL);
    if (got >= bp) fail_msg("%s ~ %s: %d, wanted below %d", asked, name, got, bp);
}

static void must_be_found(void **state)
{
    kit *k = *state;
    at_least(k, "GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communications Group", 8000);
    at_least(k, "CNOOC ENERGY TECH & SRVCES LTD", "CNOOC Energy Technology & Services Limited",
             8000);
    at_least(k, "SIRAJUDIN JALALOUDINE HAQANI", "SIRAJUDDIN JALLALOUDINE HAQQANI", 8000);
    at_least(k, "SIS DOO", "SIS d.o.o.", 9500);
    at_least(k, "Позитив Текнолоджиз", "Aktsionernoe Obshchestvo Pozitiv Teknolodzhiz", 8000);
    at_least(k, "華為技術有限公司", "Huawei Technologies Co., Ltd.", 8000);
    at_least(k, "NSO Groupe SARL", "NSO Group", 8000);
    at_least(k, "Computer Security Initiative Consultancy Private Limited",
             "Computer Security Initiative Consultancy PTE. LTD.", 9500);
    at_least(k, "Candiru Pesca Esportiva Ltda", "Candiru", 8000);
    at_least(k, "Factory No. 9", "Zavod No. 9", 8000);
    at_least(k, "41 Central Plant", "41st Central Plant", 9500);
    at_least(k, "CETC28", "CETC 28", 9500);
    at_least(k, "DONJUAN SHIPPING", "Don Juan Shipping", 8000);
    at_least(k, "Saif GADDAFI", "QADHAFI, Saif", 8000);
}

/* Each mark lies in its name, behind the one before, and says how. */
static void whole_marks(lc_sv name, const lc_mark *marks, size_t n, const char *first)
{
    size_t at = 0;
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
        assert_true(marks[i].from >= at && marks[i].bytes > 0 && marks[i].how[0]);
        at = (size_t)marks[i].from + marks[i].bytes;
    }
    assert_true(at <= name.len);
    lc_sv begin = lc_sv_make(name.data + marks[0].from, marks[0].bytes);
    if (!lc_sv_is(begin, first)) fail_msg("%.*s, wanted %s", LC_SV_ARG(begin), first);
}

static void the_letters_that_agree_are_marked(void **state)
{
    static const struct {
        const char *asked, *name, *asked_first, *name_first;
        size_t n;
    } cases[] = {
        {"Sirajudin Jalaloudine Haqani", "SIRAJUDDIN JALLALOUDINE HAQQANI", "Sirajudin",
         "SIRAJUDDIN", 3},
        {"Позитив Текнолоджиз", "Aktsionernoe Obshchestvo Pozitiv Teknolodzhiz", "Позитив",
         "Pozitiv", 2},
        {"The NSO Groupe", "NSO Group", "NSO", "NSO", 2},
        {"nso group", "NSO Group", "nso group", "NSO Group", 1},
    };
    kit *k = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_hit h = {0};
        score(k, cases[i].asked, cases[i].name, &h);
        assert_int_equal(h.n_marks, cases[i].n);
        assert_int_equal(h.n_asked_marks, cases[i].n);
        whole_marks(h.name, h.marks, h.n_marks, cases[i].name_first);
        whole_marks(lc_sv_of(cases[i].asked), h.asked_marks, h.n_asked_marks, cases[i].asked_first);
    }
}

static void must_not_be_found(void **state)
{
    kit *k = *state;
    below(k, "BELLETECH CORP", "11420 CORP.", 500);
    below(k, "Emma Daniels", "EMMA LLC", 8000);
    below(k, "Saitama Institute of Technology", "Harbin Institute of Technology", 8000);
    below(k, "Kia Corporation", "Jim Corporation", 8000);
    below(k, "CETC 29", "CETC 28", 8000);
    below(k, "Factory No. 19", "Zavod No. 9", 8000);
    below(k, "ZAURBEK MAGOMEDOVICH GUCHAEV", "ZAURBEK SALIMOVICH GUCHAEV", 8000);
    below(k, "Institute of Technology", "Harbin Institute of Technology", 8000);
}

/* Case, spacing, normal form, punctuation, invisible letters and word order. */
static void changes_nothing(void **state)
{
    kit *k = *state;
    static const char *const same[] = {
        "NSO Group",  "nso group",     "  NSO   GROUP ", "N\xE2\x80\x8BSO Group",
        "NSO-Group.", "\"NSO Group\"", "ＮＳＯ　Group"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        at_least(k, same[i], "NSO Group", 10000);
    at_least(k, "Saif QADHAFI", "QADHAFI, Saif", 9500);
}

static void a_part_is_never_the_whole(void **state)
{
    kit *k = *state;
    below(k, "Huawei", "Huawei Technologies Co., Ltd.", 10000);
    below(k, "NSO Group Consulting", "NSO Group", 10000);
}

static void conflicts_are_seen_and_missing_facts_are_not(void **state)
{
    kit *k = *state;
    lc_query q = {.name = LC_SV("NSO Group"), .country = LC_SV("FR")};
    lc_match_params p = {LC_DATE_NONE, 0, 8000, 1};
    lc_hit *hits;
    size_t n;
    assert_int_equal(lc_match(k->matcher, &q, &p, k->arena, &hits, &n, NULL), 0);
    assert_int_equal(n, 1);
    assert_int_equal(hits[0].country, LC_EV_CONFLICTS);
    assert_int_equal(hits[0].birth, LC_EV_UNKNOWN);
    q.country = LC_SV("IL");
    assert_int_equal(lc_match(k->matcher, &q, &p, k->arena, &hits, &n, NULL), 0);
    assert_int_equal(hits[0].country, LC_EV_AGREES);
}

static void a_lower_threshold_gives_more(void **state)
{
    kit *k = *state;
    for (size_t i = 0; i < N_LIST; i++) {
        lc_query q = {.name = lc_sv_of(list[i].name)};
        size_t before = 0;
        for (int bp = 10000; bp >= 0; bp -= 500) {
            lc_match_params p = {LC_DATE_NONE, 0, bp, 0};
            lc_hit *hits;
            size_t n;
            assert_int_equal(lc_match(k->matcher, &q, &p, k->arena, &hits, &n, NULL), 0);
            assert_true(n >= before);
            before = n;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(must_be_found),
        cmocka_unit_test(the_letters_that_agree_are_marked),
        cmocka_unit_test(must_not_be_found),
        cmocka_unit_test(changes_nothing),
        cmocka_unit_test(a_part_is_never_the_whole),
        cmocka_unit_test(conflicts_are_seen_and_missing_facts_are_not),
        cmocka_unit_test(a_lower_threshold_gives_more),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
