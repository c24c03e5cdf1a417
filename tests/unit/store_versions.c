/* Who stood on a list on a day, as far as was known at a time: lc_store_import_* held against a
 * model that keeps every edition and looks through all of them. */
#include "unit/store_world.h"

static world w;

static int set_up(void **state)
{
    (void)state;
    world_init(&w);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    world_done(&w);
    return 0;
}

static void an_edition_replaces_the_one_before(void **state)
{
    (void)state;
    lc_import_result r = world_import(&w, &(edition){.day = 100, .says = "A1 B1 C1"});
    assert_int_equal(r.entries, 3);
    assert_int_equal(r.added, 3);
    assert_int_equal(r.snapshot, 1);
    r = world_import(&w, &(edition){.day = 110, .says = "A1 B2 D1"});
    assert_int_equal(r.added, 1);
    assert_int_equal(r.changed, 1);
    assert_int_equal(r.removed, 1);
    assert_int_equal(r.unchanged, 1);
    assert_false(r.quarantined);
    assert_string_equal(world_now(&w, 99), "");
    assert_string_equal(world_now(&w, 100), "A1 B1 C1");
    assert_string_equal(world_now(&w, 109), "A1 B1 C1");
    assert_string_equal(world_now(&w, 110), "A1 B2 D1");
    assert_string_equal(world_now(&w, 9999), "A1 B2 D1");
    assert_string_equal(world_listed(&w, "us_csl", 110, NOON(110) - 1), "A1 B1 C1");
    assert_true(world_sound(w.store));
}

static void an_older_edition_may_come_late(void **state)
{
    (void)state;
    world_import(&w, &(edition){.day = 100, .says = "A1"});
    world_import(&w, &(edition){.day = 120, .says = "A1 B1"});
    world_import(&w, &(edition){.day = 110, .received_s = NOON(130), .says = "A2 C1"});
    assert_string_equal(world_now(&w, 105), "A1");
    assert_string_equal(world_now(&w, 115), "A2 C1");
    assert_string_equal(world_now(&w, 125), "A1 B1");
    assert_string_equal(world_listed(&w, "us_csl", 115, NOON(129)), "A1"); /* what was known then */
    assert_true(world_sound(w.store));
}

static int count_oldest(void *ctx, const lc_stored_version *v, licet_error *err)
{
    (void)err;
    if (!v->known_to && v->since_oldest) {
        assert_int_equal(v->list_from, 90);
        ++*(int *)ctx;
    }
    return 0;
}

static void an_oldest_edition_moves_since_oldest(void **state)
{
    (void)state;
    int n = 0;
    world_import(&w, &(edition){.day = 100, .says = "A1 B1"});
    world_import(&w, &(edition){.day = 90, .received_s = NOON(101), .says = "A1 C1"});
    assert_int_equal(lc_store_each_version(w.store, &n, count_oldest, NULL), 0);
    assert_int_equal(n, 2); /* A and C; B is known to have come between 90 and 100 */
    assert_string_equal(world_now(&w, 95), "A1 C1");
}

static void the_same_bytes_again_only_count_as_a_check(void **state)
{
    (void)state;
    world_import(&w, &(edition){.day = 100, .says = "A1 B1"});
    lc_import_result r = world_import(
        &w,
        &(edition){.day = 100, .received_s = NOON(105), .checked_s = NOON(105), .says = "A1 B1"});
    assert_true(r.same_as_before);
    assert_int_equal(r.snapshot, 1);
    int64_t checked = 0;
    assert_int_equal(
        lc_db_number(w.store, "SELECT checked_s FROM snapshot", LC_SV_NONE, &checked, NULL), 0);
    assert_true(checked == NOON(105));
    /* An earlier check changes nothing; another day is another snapshot. */
    world_import(
        &w,
        &(edition){.day = 100, .received_s = NOON(106), .checked_s = NOON(104), .says = "A1 B1"});
    assert_int_equal(
        lc_db_number(w.store, "SELECT checked_s FROM snapshot", LC_SV_NONE, &checked, NULL), 0);
    assert_true(checked == NOON(105));
    r = world_import(&w, &(edition){.day = 101, .says = "A1 B1"});
    assert_false(r.same_as_before);
    assert_int_equal(r.unchanged, 2);
    assert_true(world_sound(w.store));
}

static void an_undated_list_stands_for_its_day_of_receipt(void **state)
{
    (void)state;
    edition d = {.day = LC_DATE_NONE, .received_s = NOON(100), .says = "A1"};
    world_import(&w, &d);
    d.received_s = NOON(110);
    assert_true(world_import(&w, &d).same_as_before);
    d.says = "A1 B1";
    assert_false(world_import(&w, &d).same_as_before);
    assert_string_equal(world_now(&w, 105), "A1");
    assert_string_equal(world_now(&w, 110), "A1 B1");
}

typedef struct rows {
    int n;
    bool sample, quarantined;
    char files[200], sha256[65];
} rows;

static int see_row(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    rows *x = ctx;
    (void)err;
    x->n++;
    x->sample = r->sample;
    x->quarantined = r->quarantined;
    snprintf(x->files, sizeof x->files, "%.*s", LC_SV_ARG(r->files));
    snprintf(x->sha256, sizeof x->sha256, "%.*s", LC_SV_ARG(r->sha256));
    return 0;
}

static void a_list_takes_the_place_of_a_sample(void **state)
{
    (void)state;
    rows seen = {0};
    licet_error e = {0};
    lc_import_result r;
    world_import(&w, &(edition){.day = 100, .says = "A1 Z1", .sample = true});
    assert_string_equal(world_now(&w, 100), "A1 Z1");
    r = world_import(
        &w, &(edition){.day = 90, .received_s = NOON(101), .says = "A1 B1", .guarded = true});
    assert_false(r.quarantined); /* what a sample has and a list has not was never on the list */
    assert_int_equal(r.added, 2);
    assert_string_equal(world_now(&w, 100), "A1 B1");
    assert_int_equal(lc_store_each_snapshot(w.store, &seen, see_row, NULL), 0);
    assert_int_equal(seen.n, 1);
    assert_false(seen.sample);
    int rc = world_try(&w, &(edition){.day = 120, .says = "A1", .sample = true}, &r, &e);
    assert_int_equal(rc, LICET_E_STORE);
    assert_non_null(strstr(e.remedy, "LICET_HOME"));
    assert_true(world_sound(w.store));
}

static void sources_do_not_meet(void **state)
{
    (void)state;
    world_import(&w, &(edition){.day = 100, .says = "A1 B1"});
    world_import(&w, &(edition){.day = 100, .says = "A2", .source = "own"});
    assert_string_equal(world_now(&w, 100), "A1 B1");
    assert_string_equal(world_listed(&w, "own", 100, NOON(200)), "A2");
}

static void the_clock_running_back_does_not_turn_known_time(void **state)
{
    (void)state;
    world_import(&w, &(edition){.day = 100, .received_s = NOON(105), .says = "A1"});
    world_import(&w, &(edition){.day = 101, .received_s = NOON(102), .says = "A2"});
    assert_string_equal(world_now(&w, 101), "A2");
    assert_string_equal(world_listed(&w, "us_csl", 101, NOON(104)), "");
    assert_true(world_sound(w.store));
}

/* ---- what is refused ---- */

static void bad_entries_end_the_import(void **state)
{
    (void)state;
    licet_error e = {0};
    lc_import_result r = {0};
    assert_int_equal(world_try(&w, &(edition){.day = 100, .says = "A1 A2"}, &r, &e), LICET_E_STORE);
    assert_non_null(strstr(e.message, "EL/A twice"));
    assert_string_equal(world_now(&w, 100), "");
    lc_import meta = world_meta(w.arena, &(edition){.day = 100, .says = "A1"});
    lc_store_import *i;
    assert_int_equal(lc_store_import_begin(w.store, &meta, &i, &e), 0);
    lc_entry other = world_entry(w.arena, LC_SV("own"), LC_SV("A1"));
    assert_int_equal(lc_store_import_put(i, &other, &e), LICET_E_ARGUMENT);
    other.source = meta.source;
    assert_int_equal(lc_store_import_put(i, &other, &e), LICET_E_ARGUMENT); /* failed once */
    assert_int_equal(lc_store_commit(w.store, &e), LICET_E_ARGUMENT);       /* not ended */
    assert_int_equal(lc_store_import_end(i, &r, &e), LICET_E_ARGUMENT);
    assert_int_equal(world_import(&w, &(edition){.day = 100, .says = "A1"}).added, 1);
}

static void bad_metadata_is_refused(void **state)
{
    (void)state;
    licet_error e = {0};
    lc_store_import *i = NULL;
    lc_import_file many[65], *file = many;
    lc_import meta = world_meta(w.arena, &(edition){.day = 100, .says = "A1"});
    for (size_t k = 0; k < 65; k++) many[k] = meta.files[0];
    lc_import m = meta;
    m.source = LC_SV_NONE;
    assert_int_equal(lc_store_import_begin(w.store, &m, &i, &e), LICET_E_ARGUMENT);
    m = meta;
    m.n_files = 0;
    assert_int_equal(lc_store_import_begin(w.store, &m, &i, &e), LICET_E_ARGUMENT);
    m.files = many;
    m.n_files = 65;
    assert_int_equal(lc_store_import_begin(w.store, &m, &i, &e), LICET_E_ARGUMENT);
    m.n_files = 1;
    file->bytes = (uint64_t)2 << 30;
    assert_int_equal(lc_store_import_begin(w.store, &m, &i, &e), LICET_E_LIMIT);
    *file = meta.files[0];
    file->sha256 = LC_SV("12");
    assert_int_equal(lc_store_import_begin(w.store, &m, &i, &e), LICET_E_ARGUMENT);
    assert_null(i);
    assert_true(world_sound(w.store)); /* and nothing is left behind */
}

static void one_thing_at_a_time(void **state)
{
    (void)state;
    licet_error e = {0};
    lc_import_result r;
    lc_verify_result v;
    lc_store_import *i, *second;
    uint64_t sequence;
    lc_import meta = world_meta(w.arena, &(edition){.day = 100, .says = "A1"});
    assert_int_equal(lc_store_commit(w.store, &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_store_import_begin(w.store, &meta, &i, &e), 0);
    assert_int_equal(lc_store_import_begin(w.store, &meta, &second, &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_store_decisions_begin(w.store, &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_store_activate(w.store, LC_SV("i.lix"), 1, &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_store_verify(w.store, &v, &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_store_decision_append(w.store, LC_SV("D"), 1, LC_SV("{}"), &sequence, &e),
                     LICET_E_ARGUMENT);
    lc_store_rollback(w.store);
    lc_entry one = world_entry(w.arena, meta.source, LC_SV("A1"));
    assert_int_equal(lc_store_import_put(i, &one, &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_store_import_end(i, &r, &e), LICET_E_ARGUMENT);
    lc_store_import_cancel(NULL);
    lc_store_rollback(w.store);
    assert_true(world_sound(w.store));
}

/* ---- files ---- */

static void original_bytes_come_back(void **state)
{
    (void)state;
    rows seen = {0};
    lc_buf out = {0};
    licet_error e = {0};
    world_import(&w, &(edition){.day = 100, .says = "A1 B1"});
    assert_int_equal(lc_store_each_snapshot(w.store, &seen, see_row, &e), 0);
    lc_buf_z(&out, "before ");
    assert_int_equal(lc_store_file(w.store, lc_sv_of(seen.sha256), &out, &e), 0);
    assert_string_equal(out.data, "before A1 B1");
    assert_int_equal(lc_store_file(w.store, LC_SV("12"), &out, &e), LICET_E_ARGUMENT);
    seen.sha256[0] = seen.sha256[0] == '0' ? '1' : '0';
    assert_int_equal(lc_store_file(w.store, lc_sv_of(seen.sha256), &out, &e), LICET_E_NOT_FOUND);
    assert_string_equal(out.data, "before A1 B1");
    lc_buf_done(&out);
}

/* The hash of several files does not depend on their order, that of one is its own. */
static void several_files_are_one_import(void **state)
{
    (void)state;
    licet_error e = {0};
    lc_import_result r;
    lc_store_import *i;
    rows seen = {0};
    lc_import meta = world_meta(w.arena, &(edition){.day = 100, .says = "A1"});
    lc_import_file files[2] = {world_file(w.arena, "sdn.csv", LC_SV("one")),
                               world_file(w.arena, "add \"x\".csv", LC_SV("two"))};
    meta.files = files;
    meta.n_files = 2;
    for (int round = 0; round < 2; round++) {
        assert_int_equal(lc_store_import_begin(w.store, &meta, &i, &e), 0);
        assert_int_equal(lc_store_import_end(i, &r, &e), 0);
        assert_int_equal(r.same_as_before, round == 1);
        assert_int_equal(lc_store_activate(w.store, LC_SV("i.lix"), 1, &e), 0);
        assert_int_equal(lc_store_commit(w.store, &e), 0);
        lc_import_file first = files[0];
        files[0] = files[1];
        files[1] = first;
    }
    assert_int_equal(lc_store_each_snapshot(w.store, &seen, see_row, &e), 0);
    assert_int_equal(seen.n, 1);
    assert_non_null(
        strstr(seen.files, "{\"bytes\":3,\"name\":\"add \\\"x\\\".csv\",\"sha256\":\""));
    assert_true(world_sound(w.store));
}

/* ---- the model ---- */

enum { KEYS = 6, DAYS = 12, EDITIONS = 14, ROUNDS = 40 };

typedef struct model {
    int n;
    int day[EDITIONS];
    char wording[EDITIONS][KEYS]; /* 0: not listed */
} model;

/* The edition that speaks for a day once the first n are known: the newest up to it, the last of
 * its day. */
static int speaker(const model *m, int n, int day)
{
    int best = -1;
    for (int i = 0; i < n; i++)
        if (m->day[i] <= day && (best < 0 || m->day[i] >= m->day[best])) best = i;
    return best;
}

static const char *modelled(const model *m, int n, int day, char out[64])
{
    int e = speaker(m, n, day);
    size_t len = 0;
    out[0] = 0;
    for (int k = 0; e >= 0 && k < KEYS; k++)
        if (m->wording[e][k])
            len += (size_t)snprintf(out + len, 64 - len, "%s%c%c", len ? " " : "", 'A' + k,
                                    m->wording[e][k]);
    return out;
}

static void add_edition(model *m, unsigned *seed)
{
    char says[64];
    int i = m->n++;
    m->day[i] = rand_r(seed) % DAYS;
    for (int k = 0; k < KEYS; k++)
        m->wording[i][k] = rand_r(seed) % 3 ? (char)('1' + rand_r(seed) % 2) : 0;
    /* a day before the last one said: its own words, whatever stands before */
    size_t len = 0;
    says[0] = 0;
    for (int k = 0; k < KEYS; k++)
        if (m->wording[i][k])
            len += (size_t)snprintf(says + len, sizeof says - len, "%s%c%c", len ? " " : "",
                                    'A' + k, m->wording[i][k]);
    world_import(&w, &(edition){.day = m->day[i], .received_s = 1000000 + 10 * i, .says = says});
}

typedef struct neat {
    lc_date oldest;
    lc_sv key;
    lc_date ended;
    char body[64];
} neat;

/* Of what is believed now: pieces of an entry do not overlap, those that touch differ, and exactly
 * the ones from the oldest day say so. */
static int see_neat(void *ctx, const lc_stored_version *v, licet_error *err)
{
    neat *x = ctx;
    (void)err;
    if (v->known_to) return 0;
    static int64_t last_entry;
    size_t at = lc_sv_find(v->body, LC_SV("Party "), 0);
    if (last_entry == v->entry_id && x->body[0]) {
        assert_true(x->ended != LC_DATE_NONE && x->ended <= v->list_from);
        if (x->ended == v->list_from) assert_int_not_equal(x->body[7], v->body.data[at + 7]);
    }
    last_entry = v->entry_id;
    memcpy(x->body, v->body.data + at, 8);
    x->ended = v->list_to;
    assert_int_equal(v->since_oldest, v->list_from == x->oldest);
    return 0;
}

static void random_editions_agree_with_the_model(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int round = 0; round < ROUNDS; round++) {
        model m = {0};
        neat x = {.oldest = DAYS};
        char want[64];
        if (round) world_init(&w);
        for (int i = 0; i < EDITIONS; i++) add_edition(&m, &seed);
        for (int n = 0; n <= EDITIONS; n++)
            for (int day = -1; day <= DAYS; day++)
                assert_string_equal(world_listed(&w, "us_csl", day, 1000000 + 10 * n - 5),
                                    modelled(&m, n, day, want));
        for (int i = 0; i < EDITIONS; i++)
            if (m.day[i] < x.oldest) x.oldest = m.day[i];
        assert_int_equal(lc_store_each_version(w.store, &x, see_neat, NULL), 0);
        if (round % 10 == 0) assert_true(world_sound(w.store));
        if (round + 1 < ROUNDS) world_done(&w);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(an_edition_replaces_the_one_before),
        CASE(an_older_edition_may_come_late),
        CASE(an_oldest_edition_moves_since_oldest),
        CASE(the_same_bytes_again_only_count_as_a_check),
        CASE(an_undated_list_stands_for_its_day_of_receipt),
        CASE(a_list_takes_the_place_of_a_sample),
        CASE(sources_do_not_meet),
        CASE(the_clock_running_back_does_not_turn_known_time),
        CASE(bad_entries_end_the_import),
        CASE(bad_metadata_is_refused),
        CASE(one_thing_at_a_time),
        CASE(original_bytes_come_back),
        CASE(several_files_are_one_import),
        CASE(random_editions_agree_with_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
