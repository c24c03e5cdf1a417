/* The whole list, in both layouts: counts, keys, and that the layouts give the same entries. */
#include "unit/source_support.h"

#include "base/map.h"

#define CSV_FILE  "data/us_csl/csl_2026-07-31_rebuilt.csv"
#define JSON_FILE "data/us_csl/csl_2026-07-31_rebuilt.json"

static void read_file(got *g, const char *name)
{
    FILE *f = shared_file(name);
    if (!f) skip();
    lc_reader in = {f, read_stdio};
    got_init(g);
    got_read(g, "us_csl", &in);
    fclose(f);
}

/* An entry without what only one layout has: parts of addresses, and where it stood. */
static lc_sv comparable(lc_arena *a, const lc_entry *e)
{
    lc_entry c = *e;
    c.addresses = LC_NEW_N(a, lc_address, e->n_addresses);
    for (size_t i = 0; i < e->n_addresses; i++)
        c.addresses[i] =
            (lc_address){.text = e->addresses[i].text, .country = e->addresses[i].country};
    return lc_json_text(a, lc_entry_body_json(a, &c), LC_JSON_CANONICAL);
}

static void both_layouts_are_the_same_list(void **state)
{
    (void)state;
    got c, j;
    read_file(&c, CSV_FILE);
    read_file(&j, JSON_FILE);
    assert_int_equal(c.rc, 0);
    assert_int_equal(j.rc, 0);
    assert_int_equal(c.entries.len, 25921);
    assert_int_equal(j.entries.len, 25921);
    assert_int_equal(c.result.names, j.result.names);
    assert_int_equal(j.result.list_date, lc_date_ymd(2026, 7, 31));
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < c.entries.len; i++) {
        lc_arena_reset(a);
        lc_sv left = comparable(a, &c.entries.at[i]), right = comparable(a, &j.entries.at[i]);
        if (!lc_sv_eq(left, right)) fail_msg("%.*s\n%.*s", LC_SV_ARG(left), LC_SV_ARG(right));
    }
    lc_arena_free(a);
    got_done(&c);
    got_done(&j);
}

static void every_list_is_there_and_every_key_once(void **state)
{
    (void)state;
    static const struct {
        const char *sublist;
        size_t n;
    } counts[] = {{"SDN", 19181}, {"EL", 3420}, {"DPL", 1596}, {"DTC", 787}, {"SSI", 286},
                  {"UVL", 222},   {"ISN", 161}, {"PLC", 78},   {"MEU", 70},  {"CMIC", 68},
                  {"NS-MBS", 51}, {"CAP", 1},   {"FSE", 0},    {"OTHER", 0}};
    got g;
    read_file(&g, CSV_FILE);
    lc_map *keys = lc_map_new();
    size_t seen[sizeof counts / sizeof *counts] = {0}, numbered = 0, address_only = 0, ordinals = 0;
    for (size_t i = 0; i < g.entries.len; i++) {
        const lc_entry *e = &g.entries.at[i];
        bool is_new;
        lc_map_put(keys, e->key, &is_new);
        if (!is_new) fail_msg("key twice: %.*s", LC_SV_ARG(e->key));
        for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
            seen[k] += lc_sv_is(e->sublist, counts[k].sublist);
        numbered += e->number.len > 0;
        address_only += e->address_only;
        ordinals += e->key.data[e->key.len - 2] == '#';
        assert_true(e->n_names && e->names[0].kind == LC_NAME_PRIMARY);
        assert_true(attr(e, "source_list_url").len && attr(e, "source").len);
    }
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
        assert_int_equal(seen[k], counts[k].n);
    assert_int_equal(numbered, 19665);
    assert_int_equal(address_only, 19);
    assert_int_equal(ordinals, 58);
    assert_int_equal(g.result.rows_bad, 0);
    assert_int_equal(g.diags.len, 0);
    lc_map_free(keys);
    got_done(&g);
}

static void spot_checks(void **state)
{
    (void)state;
    got g;
    read_file(&g, JSON_FILE);
    size_t found = 0;
    for (size_t i = 0; i < g.entries.len; i++) {
        const lc_entry *e = &g.entries.at[i];
        if (!lc_sv_is(e->sublist, "EL")) continue;
        if (lc_sv_is(e->names[0].text, "NSO Group")) {
            found++;
            assert_sv(e->countries[0], "IL");
            assert_sv(e->policy, "Presumption of denial.");
            assert_true(lc_sv_starts(e->requirement, LC_SV("All items subject to the EAR.")));
            assert_int_equal(e->from, lc_date_ymd(2021, 11, 4));
        } else if (lc_sv_is(e->names[0].text, "Candiru")) {
            found++;
            assert_true(has_name(e, "Saito Tech Ltd.", LC_NAME_ALIAS));
        } else if (lc_sv_is(e->names[0].text, "Huawei Technologies Co., Ltd. (Huawei)")) {
            found++;
            assert_true(has_name(e, "Huawei Technologies Co., Ltd.", LC_NAME_ALIAS));
            assert_true(has_name(e, "Huawei", LC_NAME_ALIAS));
        }
    }
    assert_int_equal(found, 3);
    got_done(&g);
}

static void other_editions(void **state)
{
    (void)state;
    got g;
    read_file(&g, "data/us_csl/csl_2019-12_sample.csv");
    assert_int_equal(g.rc, 0);
    assert_int_equal(g.result.entries, 115);
    assert_int_equal(g.result.rows_bad, 0);
    assert_int_equal(count_diags(&g, "missing_column"), 1);
    got_done(&g);
    /* its header stands twice and it ends inside a record: either is enough */
    read_file(&g, "data/us_csl/csl_2023-11-16_truncated.csv");
    assert_int_equal(g.rc, LICET_E_SOURCE);
    assert_int_equal(g.err.line, 2);
    assert_int_equal(g.entries.len, 0);
    got_done(&g);
    /* a selection in a shape of its own is no list */
    read_file(&g, "data/us_csl/csl_spyware_vendors_2026-09-24.json");
    assert_int_equal(g.rc, LICET_E_SOURCE);
    got_done(&g);
}

/* The edition of 2023 with its second header taken out and without the record it ends in. */
static void an_edition_with_identifications(void **state)
{
    (void)state;
    FILE *f = shared_file("data/us_csl/csl_2023-11-16_truncated.csv");
    if (!f) skip();
    lc_buf b = {0};
    char part[65536];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) lc_buf_put(&b, part, n);
    fclose(f);
    lc_sv rest = lc_buf_view(&b);
    lc_sv_cut(&rest, LC_SV("\n"));
    got g;
    got_init(&g);
    assert_int_equal(got_bytes(&g, "us_csl", rest), LICET_E_SOURCE); /* cut off at its end */
    assert_non_null(strstr(g.err.message, "quote that is never closed"));
    assert_true(g.err.line > 4000);
    got_done(&g);
    while (rest.data[rest.len - 1] != '\n') rest.len--;
    g = got_text("us_csl", rest);
    size_t imo = 0, passports = 0, births = 0, forms[2] = {0, 0};
    for (size_t i = 0; i < g.entries.len; i++) {
        const lc_entry *e = &g.entries.at[i];
        for (size_t k = 0; k < e->n_idents; k++) {
            imo += lc_sv_is(e->idents[k].type, "IMO") && e->idents[k].number.len == 7;
            passports += lc_sv_is(e->idents[k].type, "Passport");
        }
        births += e->n_births;
        forms[0] += lc_sv_is(e->standard_order, "Y");
        forms[1] += lc_sv_is(e->standard_order, "N");
    }
    assert_int_equal(g.result.entries, 4226);
    assert_int_equal(imo, 2);
    assert_int_equal(passports, 325);
    assert_true(births > 1052);
    assert_int_equal(forms[0], 572); /* one is published as "y" */
    assert_int_equal(forms[1], 3);
    got_done(&g);
    lc_buf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_layouts_are_the_same_list),
        cmocka_unit_test(every_list_is_there_and_every_key_once),
        cmocka_unit_test(spot_checks),
        cmocka_unit_test(other_editions),
        cmocka_unit_test(an_edition_with_identifications),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
