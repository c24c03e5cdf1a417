/* DESIGN section 1, the table from what was found to the verdict, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match/match.h"

static const lc_threshold threshold = {.possible_bp = 8000, .match_bp = 9500};

typedef struct row {
    const char *what;
    lc_hit hit;
    lc_party_type type;
    licet_verdict verdict;
} row;

#define NAME(bp, kind_) .score_bp = (bp), .name_kind = (kind_)

static const row rows[] = {
    {"nothing near", {NAME(7999, LC_NAME_PRIMARY)}, LC_TYPE_ORG, LICET_NO_MATCH},
    {"name only", {NAME(10000, LC_NAME_PRIMARY)}, LC_TYPE_ORG, LICET_POSSIBLE_MATCH},
    {"name and country",
     {NAME(9500, LC_NAME_ALIAS), .country = LC_EV_AGREES},
     LC_TYPE_ORG,
     LICET_MATCH},
    {"just below",
     {NAME(9499, LC_NAME_ALIAS), .country = LC_EV_AGREES},
     LC_TYPE_ORG,
     LICET_POSSIBLE_MATCH},
    {"a person and country",
     {NAME(10000, LC_NAME_PRIMARY), .country = LC_EV_AGREES},
     LC_TYPE_PERSON,
     LICET_POSSIBLE_MATCH},
    {"a person and birth",
     {NAME(9600, LC_NAME_PRIMARY), .birth = LC_EV_AGREES},
     LC_TYPE_PERSON,
     LICET_MATCH},
    {"a person and address",
     {NAME(9600, LC_NAME_PRIMARY), .address = LC_EV_AGREES},
     LC_TYPE_PERSON,
     LICET_MATCH},
    {"birth against country",
     {NAME(9600, LC_NAME_PRIMARY), .birth = LC_EV_AGREES, .country = LC_EV_CONFLICTS},
     LC_TYPE_PERSON,
     LICET_POSSIBLE_MATCH},
    {"country against type",
     {NAME(9600, LC_NAME_PRIMARY), .country = LC_EV_AGREES, .type = LC_EV_CONFLICTS},
     LC_TYPE_ORG,
     LICET_POSSIBLE_MATCH},
    {"weak alias",
     {NAME(10000, LC_NAME_WEAK), .country = LC_EV_AGREES, .address = LC_EV_AGREES},
     LC_TYPE_ORG,
     LICET_POSSIBLE_MATCH},
    {"former name",
     {NAME(10000, LC_NAME_FORMER), .country = LC_EV_AGREES},
     LC_TYPE_ORG,
     LICET_POSSIBLE_MATCH},
    {"identifier",
     {NAME(0, LC_NAME_WEAK), .how = LC_HOW_IDENTIFIER, .country = LC_EV_CONFLICTS},
     LC_TYPE_VESSEL,
     LICET_MATCH},
    {"listed address",
     {NAME(0, LC_NAME_PRIMARY), .how = LC_HOW_ADDRESS},
     LC_TYPE_UNKNOWN,
     LICET_MATCH},
};

static void each_row_of_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        licet_verdict v = lc_hit_verdict(&rows[i].hit, rows[i].type, threshold);
        if (v != rows[i].verdict)
            fail_msg("%s: %d, wanted %d", rows[i].what, (int)v, (int)rows[i].verdict);
    }
}

static void the_entrys_own_type_then_the_one_asked_about(void **state)
{
    (void)state;
    lc_policy p = {.by = {[LC_FOR_ANYBODY] = {8000, 9500},
                          [LC_FOR_PERSON] = {8300, 0},
                          [LC_FOR_VESSEL] = {7500, 0}}};
    lc_entry e = {.source = LC_SV("us_csl"), .sublist = LC_SV("EL")};
    assert_int_equal(lc_hit_threshold(&p, &e, LC_TYPE_UNKNOWN).possible_bp, 8000);
    assert_int_equal(lc_hit_threshold(&p, &e, LC_TYPE_PERSON).possible_bp, 8300);
    e.type = LC_TYPE_ORG;
    assert_int_equal(lc_hit_threshold(&p, &e, LC_TYPE_PERSON).possible_bp, 8000);
    e.type = LC_TYPE_VESSEL;
    assert_int_equal(lc_hit_threshold(&p, &e, LC_TYPE_UNKNOWN).possible_bp, 7500);
    assert_int_equal(lc_hit_threshold(&p, &e, LC_TYPE_UNKNOWN).match_bp, 9500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_of_the_table),
        cmocka_unit_test(the_entrys_own_type_then_the_one_asked_about)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
