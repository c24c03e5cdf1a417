/* What must hold for any transaction: a listing more never loosens an answer, an entry of a later
 * day changes nothing, and ownership is the least fixed point of its definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "determine/determine.h"
#include "determine/owners.h"
#include "rules_folder.h"
#include "rules_print.h"

enum { GRAPHS = 100000, MAX_NODES = 7, TRANSACTIONS = 4000 };

static lc_rules *rules;

static uint32_t next(uint64_t *seed, uint32_t below) /* splitmix64 */
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) % below);
}

/* Captured by brute force: the smallest set closed under the definition, found by trying all sets.
 */
static void brute(const lc_owner_graph *g, bool *out)
{
    unsigned best = ~0u;
    for (unsigned set = 0; set < (1u << g->n_nodes); set++) {
        bool closed = true;
        for (size_t i = 0; i < g->n_nodes && closed; i++) {
            int64_t held = 0;
            for (size_t e = 0; e < g->n_edges; e++) {
                const lc_owner_edge *x = &g->edges[e];
                bool restricted = g->nodes[x->owner].listed || (set & (1u << x->owner));
                if (x->owned == i && x->owner != i && restricted) held += x->share;
            }
            closed = held < LC_HALF || (set & (1u << i));
        }
        if (closed) best &= set; /* closed sets are closed under intersection */
    }
    for (size_t i = 0; i < g->n_nodes; i++) out[i] = best & (1u << i);
}

static void ownership_is_the_least_fixed_point(void **state)
{
    (void)state;
    static const int64_t shares[] = {0,        10000000, 24999999, 25000000, 25000001, 40000000,
                                     49990000, 49999999, 50000000, 60000000, 100000000};
    uint64_t seed = 1;
    size_t caught = 0;
    for (int n = 0; n < GRAPHS; n++) {
        lc_owner_node nodes[MAX_NODES] = {{.listed = false}};
        lc_owner_edge edges[MAX_NODES * 2];
        lc_owner_graph g = {
            .nodes = nodes, .edges = edges, .n_nodes = 2 + next(&seed, MAX_NODES - 1)};
        g.n_edges = next(&seed, (uint32_t)(2 * g.n_nodes));
        for (size_t i = 1; i < g.n_nodes; i++) nodes[i].listed = next(&seed, 3) == 0;
        for (size_t i = 0; i < g.n_edges; i++)
            edges[i] =
                (lc_owner_edge){next(&seed, (uint32_t)g.n_nodes), next(&seed, (uint32_t)g.n_nodes),
                                shares[next(&seed, sizeof shares / sizeof *shares)]};
        bool got[MAX_NODES], expected[MAX_NODES];
        lc_owner_capture(&g, 0, got);
        brute(&g, expected);
        for (size_t i = 0; i < g.n_nodes; i++) {
            if (got[i] != expected[i]) fail_msg("graph %d, node %zu", n, i);
            caught += got[i];
        }
    }
    printf("%d graphs, %zu captured nodes\n", GRAPHS, caught);
    assert_true(caught > GRAPHS / 10);
}

static const char *const LISTINGS[] = {
    "{\"list\":\"EL\",\"from_\":\"%s\",\"requirement\":\"For all items subject to the EAR. (See "
    "§744.11 of the EAR)\",\"policy\":\"Presumption of denial\"}",
    "{\"list\":\"EL\",\"from_\":\"%s\",\"requirement\":\"For items on the CCL and EAR99 items "
    "listed in supplement no. 7 to part 746 of the EAR\",\"policy\":\"Case-by-case review.\"}",
    "{\"list\":\"EL\",\"from_\":\"%s\",\"requirement\":\"For all items subject to the EAR when "
    "used in projects specified in § 746.8(a)(4) of the EAR\",\"policy\":\"Policy of denial\"}",
    "{\"list\":\"EL\",\"from_\":\"%s\",\"requirement\":\"For all items subject to the EAR. (See § "
    "744.11 of the EAR). This license requirement may be overcome by License Exception GOV under § "
    "740.11(b)(2) and (e).\",\"policy\":\"Policy of denial\"}",
    "{\"list\":\"EL_ADDRESS\",\"from_\":\"%s\",\"requirement\":\"unreadable\",\"policy\":\"\"}",
    "{\"list\":\"DPL\",\"from_\":\"%s\"}",
    "{\"list\":\"SDN\",\"from_\":\"%s\",\"programs\":[\"RUSSIA-EO14024\"]}",
    "{\"list\":\"SDN\",\"from_\":\"%s\",\"programs\":[\"CYBER2\"]}",
    "{\"list\":\"MEU\",\"from_\":\"%s\"}",
    "{\"list\":\"UVL\",\"from_\":\"%s\"}",
    "{\"list\":\"ISN\",\"from_\":\"%s\",\"statute\":\"INKSNA\"}",
    "{\"list\":\"CMIC\",\"from_\":\"%s\"}",
    "{\"list\":\"DTC\",\"from_\":\"%s\"}",
    "{\"list\":\"HOUSE\",\"from_\":\"%s\"}",
};
enum { N_LISTINGS = sizeof LISTINGS / sizeof *LISTINGS };

static const char *pick(uint64_t *seed, const char *const *words, uint32_t n)
{
    return words[next(seed, n)];
}

static void put_listing(lc_buf *b, uint64_t *seed, const char *from)
{
    const char *text = LISTINGS[next(seed, N_LISTINGS)];
    const char *at = strstr(text, "%s");
    lc_buf_put(b, text, (size_t)(at - text));
    lc_buf_z(b, from);
    lc_buf_z(b, at + 2);
}

static const char *const DAYS[] = {"2021-11-05", "2024-06-12", "2025-10-15",
                                   "2025-12-15", "2026-07-23", "2026-11-20"};
enum { N_DAYS = sizeof DAYS / sizeof *DAYS };

/* A transaction out of words; the end user carries "extra" as one more listing if it is not empty.
 */
static lc_sv transaction(lc_arena *a, uint64_t seed, lc_sv extra)
{
    static const char *const places[] = {"IL", "CN", "RU",        "FR", "HK",
                                         "IR", "CU", "UA-CRIMEA", "AE"};
    static const char *const eccns[] = {"EAR99", "3A001.a.2", "5D992.c", "4D004", "3A991", "1C355"};
    static const char *const activities[] = {
        "export",        "reexport", "transfer_in_country", "import",
        "purchase_from", "service",  "deemed_export",       "saas_access"};
    static const char *const uses[] = {"", "\"military\"", "\"not_oil_gas_project\"",
                                       "\"uav_300km\""};
    static const char *const roles[] = {"end_user", "purchaser", "forwarder_us", "seller"};
    lc_buf b = {0};
    uint64_t s = seed;
    lc_buf_printf(&b, "{\"as_of\":\"%s\",\"activity\":\"%s\",\"from\":\"US\",\"to\":\"%s\",",
                  pick(&s, DAYS, N_DAYS), pick(&s, activities, 8), pick(&s, places, 9));
    lc_buf_printf(&b, "\"exporter_us_person\":%s,", next(&s, 2) ? "true" : "false");
    lc_buf_printf(&b, "\"item\":{\"eccn\":\"%s\",\"origin\":\"%s\"},", pick(&s, eccns, 6),
                  next(&s, 3) ? "US" : "foreign");
    lc_buf_printf(&b, "\"end_use\":[%s],\"us_government_use\":%s,", pick(&s, uses, 4),
                  next(&s, 4) ? "false" : "true");
    lc_buf_printf(&b, "\"parties\":[{\"role\":\"%s\",\"name\":\"P\",\"country\":\"%s\",\"lists\":[",
                  pick(&s, roles, 4), pick(&s, places, 9));
    bool listed = next(&s, 2) == 0;
    if (listed) put_listing(&b, &s, "2021-11-04");
    lc_buf_printf(&b, "%s%.*s],", listed && extra.len ? "," : "", LC_SV_ARG(extra));
    lc_buf_printf(&b, "\"owners\":[{\"name\":\"O\",\"pct\":%u,\"lists\":[", next(&s, 101));
    if (next(&s, 2)) put_listing(&b, &s, "2021-11-04");
    lc_buf_z(&b, "]}]}]}");
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static lc_json *determine_by(lc_arena *a, const lc_rules *by, lc_sv text,
                             licet_determination *status)
{
    lc_json *j;
    lc_facts *f;
    lc_determination *d;
    licet_error e = {0};
    if (lc_json_parse(a, text, &j, &e) || lc_facts_parse(a, j, LC_FACTS_FROM_USER, &f, &e))
        fail_msg("%s: %s", text.data, e.message);
    assert_int_equal(lc_determine(a, by, f, &d, &e), 0);
    *status = lc_determination_status(d);
    return lc_determination_json(a, d);
}

static lc_json *determine(lc_arena *a, lc_sv text, licet_determination *status)
{
    return determine_by(a, rules, text, status);
}

static lc_sv a_listing(lc_arena *a, uint64_t seed, const char *from)
{
    lc_buf b = {0};
    put_listing(&b, &seed, from);
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

/* An entry that grants GOV may name an exception where none was named before: it takes the place of
 * 744.8 (Note 2), and with a government use stated its GOV needs no further condition. */
static bool grants_gov(lc_sv with)
{
    return lc_sv_find(with, LC_SV("License Exception GOV"), 0) != SIZE_MAX &&
           lc_sv_find(with, LC_SV("\"us_government_use\":true"), 0) != SIZE_MAX;
}

static void one_listing_more_never_loosens(void **state)
{
    (void)state;
    size_t tightened = 0;
    for (uint64_t n = 0; n < TRANSACTIONS; n++) {
        lc_arena *a = lc_arena_new();
        licet_determination before, after;
        lc_sv with = transaction(a, n, a_listing(a, n * 7 + 1, "2021-11-04"));
        determine(a, transaction(a, n, LC_SV_NONE), &before);
        determine(a, with, &after);
        if (lc_status_rank(after) > lc_status_rank(before) && !grants_gov(with))
            fail_msg("%s: %s, without the listing %s", with.data, lc_status_word(after),
                     lc_status_word(before));
        tightened += lc_status_rank(after) < lc_status_rank(before);
        lc_arena_free(a);
    }
    printf("%d transactions, %zu tightened\n", TRANSACTIONS, tightened);
    assert_true(tightened > TRANSACTIONS / 20);
}

/* Everything but the trace, which tells of the entry that is not in force yet, and the advice to
 * look again. */
static lc_sv answer_text(lc_arena *a, lc_json *answer)
{
    const lc_json *said = lc_json_get(answer, "obligations");
    lc_json *kept = lc_json_array(a);
    for (size_t i = 0; i < lc_json_len(said); i++)
        if (!lc_sv_is(lc_json_sv(lc_json_at(said, i)), "RESCREEN_ON_SHIP_DATE"))
            lc_json_push_sv(a, kept, lc_json_sv(lc_json_at(said, i)));
    lc_json_set(a, answer, "obligations", kept);
    lc_json_set(a, answer, "trace", NULL);
    lc_json_set(a, answer, "disposition", NULL); /* a party on a list is never released unseen */
    return lc_json_text(a, answer, LC_JSON_CANONICAL);
}

static void an_entry_of_a_later_day_changes_nothing(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < TRANSACTIONS; n++) {
        lc_arena *a = lc_arena_new();
        licet_determination s;
        lc_sv later = a_listing(a, n * 5 + 2, "2027-01-01");
        lc_json *before = determine(a, transaction(a, n, LC_SV_NONE), &s);
        lc_json *after = determine(a, transaction(a, n, later), &s);
        assert_string_equal(answer_text(a, before).data, answer_text(a, after).data);
        lc_arena_free(a);
    }
}

/* Entries of the control list and symbols of exceptions stay: other rules refer to them. */
static bool begins_by(const lc_rule_table *t, const lc_rule_fact *f, lc_date day)
{
    return lc_sv_is(t->name, "ccl") || lc_sv_is(t->name, "exceptions") || f->from == LC_DATE_NONE ||
           f->from <= day;
}

static bool holds_on(const lc_rule_table *t, const lc_rule_fact *f, lc_date day)
{
    return begins_by(t, f, day) && (f->to == LC_DATE_NONE || f->to >= day);
}

/* Answers of a day under rules that know nothing of another time. */
static size_t same_under(test_keeps keeps, lc_date day)
{
    lc_arena *a = lc_arena_new();
    lc_rules *then = test_printed_rules(a, rules, keeps, day);
    size_t asked = 0;
    assert_non_null(then);
    for (uint64_t n = 0; n < TRANSACTIONS; n++) {
        lc_arena *b = lc_arena_new();
        lc_sv text = transaction(b, n, LC_SV_NONE);
        char iso[LC_DATE_TEXT];
        licet_determination s;
        if (lc_sv_find(text, lc_sv_of(lc_date_text(day, iso)), 0) != 10) {
            lc_arena_free(b);
            continue;
        }
        lc_json *all = determine_by(b, rules, text, &s), *few = determine_by(b, then, text, &s);
        lc_json_set(b, all, "versions", NULL);
        lc_json_set(b, few, "versions", NULL);
        lc_sv x = lc_json_text(b, all, LC_JSON_CANONICAL);
        lc_sv y = lc_json_text(b, few, LC_JSON_CANONICAL);
        if (!lc_sv_eq(x, y)) fail_msg("%s\n%s\n%s", text.data, x.data, y.data);
        asked++;
        lc_arena_free(b);
    }
    lc_rules_free(then);
    lc_arena_free(a);
    return asked;
}

/* A rule that begins after the day, and one that ended before it, changes nothing of the answer,
 * its trace included. */
static void a_rule_of_another_day_changes_nothing(void **state)
{
    (void)state;
    size_t asked = 0;
    for (size_t i = 0; i < N_DAYS; i++) {
        lc_date day;
        assert_true(lc_date_iso(lc_sv_of(DAYS[i]), &day));
        asked += same_under(begins_by, day);
        asked += same_under(holds_on, day);
    }
    printf("%zu answers under the rules of their day alone\n", asked);
    assert_int_equal(asked, 2 * TRANSACTIONS);
}

static void the_same_facts_give_the_same_bytes(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 200; n++) {
        lc_arena *a = lc_arena_new();
        licet_determination s;
        lc_sv text = transaction(a, n, LC_SV_NONE);
        lc_sv one = lc_json_text(a, determine(a, text, &s), LC_JSON_CANONICAL);
        lc_sv two = lc_json_text(a, determine(a, text, &s), LC_JSON_CANONICAL);
        lc_json *again;
        assert_true(lc_sv_eq(one, two));
        assert_int_equal(lc_json_parse(a, one, &again, NULL), 0);
        lc_arena_free(a);
    }
}

static int setup(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    rules = test_rules(a);
    lc_arena_free(a);
    return rules ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    lc_rules_free(rules);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ownership_is_the_least_fixed_point),
        cmocka_unit_test(one_listing_more_never_loosens),
        cmocka_unit_test(an_entry_of_a_later_day_changes_nothing),
        cmocka_unit_test(a_rule_of_another_day_changes_nothing),
        cmocka_unit_test(the_same_facts_give_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
