/* Questions and lists at the edge: a defined answer or an error that says what is wrong, in bounded
 * time; hits by identifier and by address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

#include "match/match.h"
#include "ref/lexicon_files.h"

enum { MANY = 10000 };

typedef struct made {
    lc_arena *arena;
    lc_lexicon *lex;
    lc_index_writer *writer;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
} made;

static void begin(made *m)
{
    *m = (made){.arena = lc_arena_new()};
    m->lex = ref_lexicon(m->arena);
    m->writer = lc_index_writer_new(m->lex);
}

static void add(made *m, const lc_entry *e)
{
    lc_index_input in = {
        .entry = e, .body = e->key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
    assert_int_equal(lc_index_writer_add(m->writer, &in, NULL), 0);
}

static void ready(made *m)
{
    char hash[65];
    assert_int_equal(lc_index_writer_finish(m->writer, LC_SV("{}"), &m->bytes, hash, NULL), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&m->bytes), m->lex, &m->index, NULL), 0);
    m->matcher = lc_matcher_new(m->index, m->lex);
}

static void end(made *m)
{
    lc_matcher_free(m->matcher);
    lc_index_close(m->index);
    lc_index_writer_free(m->writer);
    lc_buf_done(&m->bytes);
    lc_lexicon_free(m->lex);
    lc_arena_free(m->arena);
}

static lc_entry entry(const char *key, lc_name *names, size_t n)
{
    return (lc_entry){.source = LC_SV("own"),
                      .sublist = LC_SV("HOUSE"),
                      .key = lc_sv_of(key),
                      .names = names,
                      .n_names = n};
}

static size_t ask(made *m, const lc_query *q, int bp, size_t limit, lc_hit **out, int *rc)
{
    lc_match_params p = {LC_DATE_NONE, 0, bp, limit};
    size_t n = 0;
    licet_error err = {0};
    *rc = lc_match(m->matcher, q, &p, m->arena, out, &n, &err);
    assert_true((*rc != 0) == (err.message[0] != 0));
    return n;
}

static void ten_thousand_of_everything(void **state)
{
    (void)state;
    made m;
    begin(&m);
    lc_name *names = LC_NEW_N(m.arena, lc_name, MANY);
    for (size_t i = 0; i < MANY; i++)
        names[i] = (lc_name){lc_arena_printf(m.arena, "Plover Trading %zu", i), LC_NAME_ALIAS};
    lc_entry many = entry("many", names, MANY);
    add(&m, &many);
    lc_name same = {LC_SV("Ali Hassan"), LC_NAME_PRIMARY};
    for (size_t i = 0; i < MANY; i++) {
        lc_entry e = entry(lc_arena_printf(m.arena, "same %zu", i).data, &same, 1);
        add(&m, &e);
    }
    ready(&m);
    lc_hit *hits;
    int rc;
    lc_query q = {.name = LC_SV("Plover Trading 77")};
    clock_t start = clock();
    assert_int_equal(ask(&m, &q, 8000, 0, &hits, &rc), 1);
    assert_int_equal(hits[0].score_bp, 10000);
    q.name = LC_SV("Hassan Ali");
    assert_int_equal(ask(&m, &q, 8000, 0, &hits, &rc), MANY);
    assert_int_equal(hits[0].version, 1); /* ties in the order of the entries */
    assert_int_equal(ask(&m, &q, 8000, 5, &hits, &rc), 5);
    assert_int_equal(hits[4].version, 5);
    assert_true((clock() - start) / CLOCKS_PER_SEC < 10);
    end(&m);
}

static void odd_questions(void **state)
{
    (void)state;
    made m;
    begin(&m);
    lc_name name = {LC_SV("The General Trading Company"), LC_NAME_PRIMARY};
    lc_entry e = entry("generic", &name, 1);
    add(&m, &e);
    ready(&m);
    static const struct {
        const char *name;
        int rc;
    } odd[] = {{"", LICET_E_ARGUMENT},
               {" .,;-\"'()", LICET_E_ARGUMENT},
               {"\xF0\x28\x8C\x28", LICET_E_ENCODING},
               {"a", 0},
               {"general trading company", 0},
               {"Ltd", 0},
               {"1", 0},
               {"Пл\xD0\xBEver 有限 محمد", 0}};
    lc_hit *hits;
    int rc;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        lc_query q = {.name = lc_sv_of(odd[i].name)};
        ask(&m, &q, 500, 10, &hits, &rc);
        assert_int_equal(rc, odd[i].rc);
    }
    lc_buf big = {0};
    for (size_t i = 0; i < 200; i++) lc_buf_z(&big, "plover trading ");
    lc_query q = {.name = lc_sv_trim(lc_buf_view(&big))};
    ask(&m, &q, 500, 10, &hits, &rc); /* 400 words */
    assert_int_equal(rc, LICET_E_LIMIT);
    q.name.len = 100 * 15 - 1; /* 200 words */
    ask(&m, &q, 500, 10, &hits, &rc);
    assert_int_equal(rc, 0);
    lc_buf_done(&big);
    end(&m);
}

static void identifiers_and_addresses_stand_on_their_own(void **state)
{
    (void)state;
    made m;
    begin(&m);
    lc_name ship = {LC_SV("VENUS 7"), LC_NAME_PRIMARY},
            place = {LC_SV("Address 01"), LC_NAME_PRIMARY};
    lc_ident imo = {.text = LC_SV("IMO 9187629"), .number = LC_SV("9187629")};
    lc_address at = {.text =
                         LC_SV("Unit D, 16/F One Plover Place, 18 Quay Rd, Wan Chai, Hong Kong."),
                     .country = LC_SV("HK")};
    lc_entry vessel = entry("vessel", &ship, 1), address = entry("address", &place, 1);
    vessel.type = LC_TYPE_VESSEL;
    vessel.idents = &imo;
    vessel.n_idents = 1;
    address.addresses = &at;
    address.n_addresses = 1;
    address.address_only = true;
    add(&m, &vessel);
    add(&m, &address);
    ready(&m);
    lc_hit *hits;
    int rc;
    lc_sv asked = LC_SV("IMO No. 9187629");
    lc_query q = {.name = LC_SV("Fengshun"), .idents = &asked, .n_idents = 1};
    assert_int_equal(ask(&m, &q, 8000, 10, &hits, &rc), 1);
    assert_int_equal(hits[0].how, LC_HOW_IDENTIFIER);
    assert_int_equal(hits[0].ident, LC_EV_AGREES);
    q = (lc_query){.name = LC_SV("Anybody Ltd"),
                   .address = LC_SV("16F One Plover Place Unit D, 18 Quay Road, Wan Chai")};
    assert_int_equal(ask(&m, &q, 8000, 10, &hits, &rc), 1);
    assert_int_equal(hits[0].how, LC_HOW_ADDRESS);
    q.address = LC_SV("Unit D, 17/F One Plover Place, 18 Quay Rd, Wan Chai");
    assert_int_equal(ask(&m, &q, 8000, 10, &hits, &rc), 0);
    q = (lc_query){.name = LC_SV("Address 01")};
    assert_int_equal(ask(&m, &q, 500, 10, &hits, &rc), 0);
    end(&m);
}

/* What stands in front of a number is no part of it; what may be one, is. */
static void labels_are_no_part_of_an_identifier(void **state)
{
    (void)state;
    static const char *const same[] = {"1084010",
                                       "Passport 1084010",
                                       "passport no. 1084010",
                                       "Passport Number: 1084010",
                                       "EG:1084010",
                                       "Passport (EG) # 1084010",
                                       "Egypt passport 1084010",
                                       "PASSPORT/1084010",
                                       "Passport\t01084010",
                                       "№1084010",
                                       "护照号：1084010"};
    static const char *const other[] = {
        "AB 1084010", "AB1084010",  "Passport AB 1084010", "1084010 5",
        "5-1084010",  "EG 1084010", "PASSPORT1084010",     "XX:1084010",
        "Passport",   "1084010A",   "passport no. 108",    ""};
    made m;
    begin(&m);
    lc_name name = {LC_SV("Qasim Renn"), LC_NAME_PRIMARY};
    lc_ident passport = {.text = LC_SV("1084010"), .number = LC_SV("1084010")};
    lc_entry person = entry("person", &name, 1);
    person.idents = &passport;
    person.n_idents = 1;
    add(&m, &person);
    ready(&m);
    lc_hit *hits;
    int rc;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        lc_sv asked = lc_sv_of(same[i]);
        lc_query q = {.name = LC_SV("Fengshun"), .idents = &asked, .n_idents = 1};
        if (ask(&m, &q, 8000, 10, &hits, &rc) != 1) fail_msg("%s is not found", same[i]);
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        lc_sv asked = lc_sv_of(other[i]);
        lc_query q = {.name = LC_SV("Fengshun"), .idents = &asked, .n_idents = 1};
        if (ask(&m, &q, 8000, 10, &hits, &rc) != 0) fail_msg("%s is found", other[i]);
    }
    end(&m);
}

/* Found by a number alone, an entry still shows its name that comes nearest. */
static void an_identifier_shows_the_nearest_name(void **state)
{
    (void)state;
    made m;
    begin(&m);
    lc_name names[] = {{LC_SV("SEA STAR"), LC_NAME_PRIMARY},
                       {LC_SV("GOLDEN HORIZON"), LC_NAME_ALIAS},
                       {LC_SV("VENUS 7"), LC_NAME_FORMER}},
            others[] = {{LC_SV("GOLDEN HORIZON"), LC_NAME_PRIMARY},
                        {LC_SV("VENUS 7"), LC_NAME_PRIMARY}};
    lc_ident imo = {.text = LC_SV("IMO 9187629"), .number = LC_SV("9187629")};
    lc_entry other = entry("other", others, 2), vessel = entry("vessel", names, 3);
    vessel.type = LC_TYPE_VESSEL;
    vessel.idents = &imo;
    vessel.n_idents = 1;
    add(&m, &other);
    add(&m, &vessel);
    ready(&m);
    lc_hit *hits;
    int rc;
    lc_sv number = LC_SV("9187629");
    static const char *const asked[] = {"Golden Horizont", "Sea Stars", "Venus 7"};
    static const char *const nearest[] = {"GOLDEN HORIZON", "SEA STAR", "VENUS 7"};
    for (size_t i = 0; i < 3; i++) {
        lc_query q = {
            .name = lc_sv_of(asked[i]), .country = LC_SV("PA"), .idents = &number, .n_idents = 1};
        assert_int_equal(ask(&m, &q, 10001, 10, &hits, &rc), 1);
        assert_int_equal(hits[0].how, LC_HOW_IDENTIFIER);
        assert_true(lc_sv_is(hits[0].name, nearest[i]));
    }
    end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_thousand_of_everything),
        cmocka_unit_test(odd_questions),
        cmocka_unit_test(identifiers_and_addresses_stand_on_their_own),
        cmocka_unit_test(labels_are_no_part_of_an_identifier),
        cmocka_unit_test(an_identifier_shows_the_nearest_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
