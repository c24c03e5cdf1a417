/* One party, several lists: which entries are linked and which are not, whom a person's word joins
 * and cuts, and that every entry is in exactly one party, whatever is asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/parties.h"

enum { MAX_ENTRIES = 64, SOON = 100, LATER = 200 };

typedef struct world {
    lc_arena *arena;
    licet *l;
    lc_clusters *clusters;
    lc_parties *parties;
    lc_sv text;
    uint32_t n;
    char home[64];
} world;

static int set_up(void **state)
{
    world *w = calloc(1, sizeof *w);
    licet_error e = {0};
    if (!w) return -1;
    strcpy(w->home, "/tmp/licet-parties-XXXXXX");
    if (!mkdtemp(w->home)) return -1;
    licet_config c = {.home = w->home, .data = LICET_DATA_DIR, .now_s = 1764000000};
    if (licet_open(&c, &w->l, &e)) {
        fprintf(stderr, "%s\n", e.message);
        return -1;
    }
    w->arena = lc_arena_new();
    w->clusters = lc_clusters_new(w->l->law->lexicon);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    world *w = *state;
    lc_parties_done(w->parties);
    lc_clusters_free(w->clusters);
    lc_arena_free(w->arena);
    licet_close(w->l);
    remove(w->home);
    free(w);
    return 0;
}

/* What an entry says: key, name, alias or NULL, type, country, address or NULL, number for an
 * identifier or NULL. */
typedef struct said {
    const char *source, *list, *key, *number, *name, *alias;
    lc_party_type type;
    const char *country, *address, *birth, *ident, *citation;
} said;

static void add_known(world *w, const said *s, int64_t from, int64_t to)
{
    lc_name names[2] = {{lc_sv_of(s->name), LC_NAME_PRIMARY},
                        {lc_sv_of(s->alias ? s->alias : ""), LC_NAME_ALIAS}};
    lc_sv country = lc_sv_of(s->country ? s->country : ""),
          birth = lc_sv_of(s->birth ? s->birth : "");
    lc_address address = {.text = lc_sv_of(s->address ? s->address : "")};
    lc_ident ident = {.text = lc_sv_of(s->ident ? s->ident : ""), .type = LC_SV("Tax ID No.")};
    lc_entry e = {.source = lc_sv_of(s->source),
                  .sublist = lc_sv_of(s->list),
                  .key = lc_sv_of(s->key),
                  .number = lc_sv_of(s->number ? s->number : ""),
                  .type = s->type,
                  .names = names,
                  .n_names = s->alias ? 2 : 1,
                  .countries = &country,
                  .n_countries = s->country != NULL,
                  .births = &birth,
                  .n_births = s->birth != NULL,
                  .addresses = &address,
                  .n_addresses = s->address != NULL,
                  .idents = &ident,
                  .n_idents = s->ident != NULL,
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE,
                  .citation = lc_sv_of(s->citation ? s->citation : "")};
    lc_clusters_add(w->clusters, &e, from, to);
    w->n++;
}

static void add(world *w, const said *s)
{
    add_known(w, s, SOON, 0);
}

static void read_parties(world *w, int64_t known_at)
{
    licet_error err = {0};
    if (!w->text.data) w->text = lc_clusters_text(w->clusters, w->arena);
    lc_parties_done(w->parties);
    w->parties = NULL;
    assert_int_equal(lc_parties_read(w->text, w->n, known_at, w->arena, &w->parties, &err), 0);
}

static bool one(const world *w, const char *x, const char *y)
{
    return lc_party_same(lc_party_of(w->parties, lc_sv_of(x)),
                         lc_party_of(w->parties, lc_sv_of(y)));
}

static const said el = {
    "us_csl", "EL", "EL/a", NULL,     "Quillon Varrick JSC", NULL, LC_TYPE_UNKNOWN, "RU",
    NULL,     NULL, NULL,   "86 FR 1"};
static const said sdn = {"us_ofac_sdn", "SDN",       "SDN/7", "7",  "QUILLON VARRICK",
                         NULL,          LC_TYPE_ORG, "RU",    NULL, NULL,
                         NULL,          NULL};

static void names_need_a_fact(void **state)
{
    world *w = *state;
    said elsewhere = sdn, nowhere = sdn;
    elsewhere.key = "SDN/8", elsewhere.number = "8", elsewhere.country = "AE";
    nowhere.key = "SDN/9", nowhere.number = "9", nowhere.country = NULL;
    add(w, &el);
    add(w, &sdn);
    add(w, &elsewhere);
    add(w, &nowhere);
    read_parties(w, 0);
    assert_true(one(w, "EL/a", "SDN/7"));
    assert_false(one(w, "EL/a", "SDN/8"));
    assert_false(one(w, "EL/a", "SDN/9"));
}

static void other_forms_are_others(void **state)
{
    world *w = *state;
    said llc = el, none = el;
    llc.key = "EL/b", llc.name = "Quillon Varrick LLC", llc.citation = "86 FR 2";
    none.key = "EL/c", none.name = "Quillon Varrick Holding Works", none.citation = "86 FR 3";
    add(w, &el);
    add(w, &llc);
    add(w, &none);
    read_parties(w, 0);
    assert_false(one(w, "EL/a", "EL/b"));
    assert_false(one(w, "EL/a", "EL/c"));
}

static void people_need_more_than_a_country(void **state)
{
    world *w = *state;
    said x = {"us_csl", "SDN",          "SDN/1", "1",  "Varrick, Orlan Teodor",
              NULL,     LC_TYPE_PERSON, "RU",    NULL, "1971-03-02"};
    said same = {"us_csl", "DPL",           "DPL/1", NULL, "Orlan Teodor Varrick",
                 NULL,     LC_TYPE_UNKNOWN, "RU",    NULL, "1971-03-02"};
    said namesake = same, other = same;
    namesake.key = "DPL/2", namesake.birth = NULL;
    other.key = "DPL/3", other.birth = "1990-01-01";
    add(w, &x);
    add(w, &same);
    add(w, &namesake);
    add(w, &other);
    read_parties(w, 0);
    assert_true(one(w, "SDN/1", "DPL/1"));
    assert_false(one(w, "SDN/1", "DPL/2"));
    assert_false(one(w, "SDN/1", "DPL/3"));
}

static void ofacs_numbers_tell_apart(void **state)
{
    world *w = *state;
    said ssi = sdn, twin = sdn;
    ssi.key = "SSI/7", ssi.list = "SSI", ssi.name = "KV Group";
    twin.key = "SDN/8", twin.number = "8";
    add(w, &el);
    add(w, &sdn);
    add(w, &ssi);
    add(w, &twin);
    read_parties(w, 0);
    assert_true(one(w, "SDN/7", "SSI/7")); /* OFAC says so, whatever they are called */
    assert_false(one(w, "SDN/7", "SDN/8"));
    assert_true(one(w, "EL/a", "SDN/7") != one(w, "EL/a", "SDN/8")); /* not by way of the other */
}

static void identifiers(void **state)
{
    world *w = *state;
    said eu = {"eu_fsf",    "EU", "EU/1", "1",  "Ganz anders", NULL,
               LC_TYPE_ORG, "DE", NULL,   NULL, "7718668887"};
    said person = {"uk",           "UK", "UK/1", "1",  "Noch anders", NULL,
                   LC_TYPE_PERSON, "DE", NULL,   NULL, "7718668887"};
    said short_one = {"un",        "UN", "UN/1", "1",  "Wieder anders", NULL,
                      LC_TYPE_ORG, "DE", NULL,   NULL, "1234"};
    said other_short = short_one, us = sdn, twin = sdn;
    other_short.key = "UN/2", other_short.name = "Immer anders";
    us.ident = "7718668887";
    twin.key = "SDN/8", twin.number = "8", twin.name = "Quite Unlike", twin.ident = "7718668887";
    add(w, &eu);
    add(w, &person);
    add(w, &short_one);
    add(w, &other_short);
    add(w, &us);
    add(w, &twin);
    read_parties(w, 0);
    assert_true(one(w, "EU/1", "SDN/7"));
    assert_false(one(w, "EU/1", "UK/1")); /* a person is no company */
    assert_false(one(w, "UN/1", "UN/2")); /* too short to identify anybody */
    lc_sv key, other, why;
    uint32_t at = 0;
    assert_true(lc_party_link(lc_party_of(w->parties, LC_SV("EU/1")), &at, &key, &other, &why));
    assert_true(lc_sv_starts(why, LC_SV("the same identifier")));
}

static void words_of_people(void **state)
{
    world *w = *state;
    said far = {"own", "HOUSE", "HOUSE/1", "1", "Sallow Fen", NULL, LC_TYPE_ORG, "GB"};
    add(w, &el);
    add(w, &sdn);
    add(w, &far);
    lc_clusters_judge(w->clusters, false, LATER, LC_SV("SDN/7"), LC_SV("EL/a"), LC_SV("no"));
    lc_clusters_judge(w->clusters, true, LATER + 10, LC_SV("EL/a"), LC_SV("SDN/7"), LC_SV("yes"));
    lc_clusters_judge(w->clusters, true, LATER, LC_SV("EL/a"), LC_SV("HOUSE/1"), LC_SV("yes"));
    lc_clusters_judge(w->clusters, false, LATER + 20, LC_SV("HOUSE/1"), LC_SV("SDN/7"),
                      LC_SV("no"));
    read_parties(w, LATER - 1);
    assert_true(one(w, "EL/a", "SDN/7"));
    assert_false(one(w, "EL/a", "HOUSE/1"));
    read_parties(w, LATER);
    assert_false(one(w, "EL/a", "SDN/7"));
    assert_true(one(w, "EL/a", "HOUSE/1"));
    read_parties(w, LATER + 10);
    assert_true(one(w, "EL/a", "SDN/7") && one(w, "HOUSE/1", "SDN/7"));
    read_parties(w, 0); /* the cut also forbids the way round */
    assert_false(one(w, "HOUSE/1", "SDN/7"));
}

static void known_time(void **state)
{
    world *w = *state;
    said wrong = sdn;
    wrong.name = "Some Other Works";
    add(w, &el);
    add_known(w, &sdn, SOON, LATER); /* corrected later: it was never called so */
    add_known(w, &wrong, LATER, 0);
    read_parties(w, 0);
    assert_false(one(w, "EL/a", "SDN/7"));
    read_parties(w, SOON);
    assert_true(one(w, "EL/a", "SDN/7"));
    read_parties(w, SOON - 1);
    assert_false(one(w, "EL/a", "SDN/7"));
}

/* Any mixture of entries: the parties of the text hold each key once, the same text comes out of
 * the same entries, and a key that is told alone is no part of a party. */
static void every_entry_in_one_party(void **state)
{
    world *w = *state;
    static const char *const words[] = {"Quillon", "Varrick", "Tamsin", "Orrery", "Sallow"};
    static const char *const countries[] = {"RU", "CN", NULL};
    char key[MAX_ENTRIES][24], name[MAX_ENTRIES][64], number[MAX_ENTRIES][16];
    unsigned seed = 12345;
    for (int i = 0; i < MAX_ENTRIES; i++) {
        seed = seed * 1103515245 + 12345;
        bool ofac = seed >> 16 & 1;
        snprintf(key[i], sizeof key[i], "%s/%d", ofac ? "SDN" : "EL", i);
        snprintf(number[i], sizeof number[i], "%d", i / 2);
        snprintf(name[i], sizeof name[i], "%s %s Works", words[seed >> 17 & 3],
                 words[seed >> 20 & 3]);
        said s = {
            "us_csl",    ofac ? "SDN" : "EL",        key[i], ofac ? number[i] : NULL, name[i], NULL,
            LC_TYPE_ORG, countries[(seed >> 24) % 3]};
        add(w, &s);
    }
    read_parties(w, 0);
    lc_sv again = lc_clusters_text(w->clusters, w->arena);
    assert_true(lc_sv_eq(w->text, again));
    int times[MAX_ENTRIES] = {0}, members = 0;
    for (int i = 0; i < MAX_ENTRIES; i++) {
        lc_party p = lc_party_of(w->parties, lc_sv_of(key[i]));
        lc_sv k, versions;
        uint32_t at = 0;
        int found = 0;
        while (lc_party_next(p, &at, &k, &versions)) {
            for (int m = 0; m < MAX_ENTRIES; m++) {
                if (!lc_sv_is(k, key[m])) continue;
                times[m] += i == m;
                found++;
                assert_true(one(w, key[i], key[m]));
            }
        }
        members += found;
        assert_true(found == 0 || times[i] == 1);
    }
    assert_true(members > MAX_ENTRIES);
}

static void not_a_text(void **state)
{
    world *w = *state;
    static const char *const bad[] = {"x\n",
                                      "K\tEL/a\t\t\n",
                                      "K\tEL/a\t\t5\n",
                                      "K\tEL/a\t\t0\nK\tEL/a\t\t1\n",
                                      "K\tEL/a\t\t0\n1\t0\t0\t0\t1\tx\n",
                                      "K\tEL/a\t\t0\n9\t0\t0\t0\t0\tx\n",
                                      "1\t0\t0\t0\t0\tx\n",
                                      "K\tEL/a\t\t0\n1\t-1\t0\t0\t0\tx\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_parties *p;
        licet_error err = {0};
        assert_int_equal(lc_parties_read(lc_sv_of(bad[i]), 2, 0, w->arena, &p, &err),
                         LICET_E_CORRUPT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_need_a_fact, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_forms_are_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(people_need_more_than_a_country, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ofacs_numbers_tell_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(identifiers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_of_people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(known_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_entry_in_one_party, set_up, tear_down),
        cmocka_unit_test_setup_teardown(not_a_text, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
