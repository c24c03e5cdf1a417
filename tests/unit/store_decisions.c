/* The decision log: what is appended comes back, in batches that stand or fall whole, under a
 * Merkle root that agrees with the recursion of RFC 6962. */
#include "unit/store_world.h"

#include <time.h>

#include "store/decision.h"

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

static uint64_t append(const char *id, int64_t time_s, const char *record)
{
    licet_error e = {0};
    uint64_t sequence = 0;
    if (lc_store_decision_append(w.store, lc_sv_of(id), time_s, lc_sv_of(record), &sequence, &e))
        fail_msg("append: %s", e.message);
    return sequence;
}

static void begin(void)
{
    licet_error e = {0};
    if (lc_store_decisions_begin(w.store, &e)) fail_msg("begin: %s", e.message);
}

static void commit(void)
{
    licet_error e = {0};
    if (lc_store_commit(w.store, &e)) fail_msg("commit: %s", e.message);
}

static void what_is_appended_comes_back(void **state)
{
    (void)state;
    lc_decision_row r;
    licet_error e = {0};
    begin();
    assert_int_equal(append("D-1", 1000, "{\"a\":1}"), 1);
    assert_int_equal(append("D-2", 1001, "{\"a\":2}"), 2);
    commit();
    begin();
    assert_int_equal(append("D-1", 1002, "{\"a\":3}"), 3);
    commit();
    assert_int_equal(lc_store_decision_get(w.store, w.arena, LC_SV("D-2"), &r, &e), 0);
    assert_int_equal(r.sequence, 2);
    assert_int_equal(r.time_s, 1001);
    assert_true(lc_sv_is(r.id, "D-2") && lc_sv_is(r.record, "{\"a\":2}"));
    assert_int_equal(lc_store_decision_get(w.store, w.arena, LC_SV("D-1"), &r, &e), 0);
    assert_int_equal(r.sequence, 3); /* the newest with this id */
    assert_int_equal(lc_store_decision_get(w.store, w.arena, LC_SV("D-9"), &r, &e),
                     LICET_E_NOT_FOUND);
    assert_non_null(strstr(e.message, "D-9"));
    assert_int_equal(r.sequence, 3);
    assert_int_equal(world_verify(w.store).decisions, 3);
    assert_true(world_sound(w.store));
}

static int gather(void *ctx, const lc_decision_row *r, licet_error *err)
{
    lc_buf *b = ctx;
    (void)err;
    lc_buf_printf(b, "%llu:%.*s ", (unsigned long long)r->sequence, LC_SV_ARG(r->id));
    return lc_sv_is(r->record, "{\"stop\":1}") ? 42 : 0;
}

static const char *gathered(char kind, uint64_t before, int want_rc)
{
    lc_buf b = {0};
    lc_buf_z(&b, "");
    assert_int_equal(lc_store_each_decision(w.store, kind, before, &b, gather, NULL), want_rc);
    const char *out = lc_arena_z(w.arena, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static void decisions_of_a_kind_in_order(void **state)
{
    (void)state;
    static const char *const ids[] = {"D-9", "R-5", "D-1", "R-1", "RX-1", "R.1", "D-9", "R"};
    begin();
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) append(ids[i], 1, "{}");
    commit();
    assert_string_equal(gathered('D', UINT64_MAX, 0), "1:D-9 3:D-1 7:D-9 ");
    assert_string_equal(gathered('R', UINT64_MAX, 0), "2:R-5 4:R-1 ");
    assert_string_equal(gathered('R', 4, 0), "2:R-5 ");
    assert_string_equal(gathered('R', 0, 0), "");
    assert_string_equal(gathered('X', UINT64_MAX, 0), "");
    begin();
    append("X-1", 1, "{\"stop\":1}");
    append("X-2", 1, "{}");
    assert_string_equal(gathered('X', UINT64_MAX, 42), "9:X-1 "); /* ends where it is told to */
    commit();
    world_sql(w.store,
              "DROP TRIGGER decision_holds; UPDATE decision SET record = '{ }' WHERE sequence = 3");
    assert_string_equal(gathered('D', UINT64_MAX, LICET_E_CORRUPT), "1:D-9 ");
}

static void a_batch_stands_or_falls_whole(void **state)
{
    (void)state;
    lc_decision_row r;
    begin();
    append("D-1", 1000, "{}");
    commit();
    begin();
    append("D-2", 1000, "{}");
    lc_store_rollback(w.store);
    begin();
    assert_int_equal(append("D-3", 1000, "{}"), 2);
    lc_store_close(w.store); /* without commit */
    w.store = world_open(&w, LC_STORE_WRITE);
    assert_int_equal(lc_store_decision_get(w.store, w.arena, LC_SV("D-1"), &r, NULL), 0);
    assert_int_equal(lc_store_decision_get(w.store, w.arena, LC_SV("D-2"), &r, NULL),
                     LICET_E_NOT_FOUND);
    assert_int_equal(lc_store_decision_get(w.store, w.arena, LC_SV("D-3"), &r, NULL),
                     LICET_E_NOT_FOUND);
    assert_true(world_sound(w.store));
    begin();
    assert_int_equal(append("D-4", 1000, "{}"), 2);
    commit();
    assert_true(world_sound(w.store));
}

static void what_cannot_be_appended(void **state)
{
    (void)state;
    licet_error e = {0};
    uint64_t sequence = 77;
    char id[300];
    memset(id, 'x', sizeof id);
    lc_sv huge = {lc_arena_alloc(w.arena, 1), (size_t)LC_DECISION_MAX_RECORD_BYTES + 1};
    assert_int_equal(lc_store_decision_append(w.store, LC_SV("D"), 1, LC_SV("{}"), &sequence, &e),
                     LICET_E_ARGUMENT); /* not begun */
    begin();
    assert_int_equal(lc_store_decision_append(w.store, LC_SV_NONE, 1, LC_SV("{}"), &sequence, &e),
                     LICET_E_ARGUMENT);
    assert_int_equal(
        lc_store_decision_append(w.store, (lc_sv){id, 256}, 1, LC_SV("{}"), &sequence, &e),
        LICET_E_ARGUMENT);
    assert_int_equal(lc_store_decision_append(w.store, LC_SV("D"), 1, LC_SV_NONE, &sequence, &e),
                     LICET_E_ARGUMENT);
    assert_int_equal(lc_store_decision_append(w.store, LC_SV("D"), 1, huge, &sequence, &e),
                     LICET_E_LIMIT);
    assert_int_equal(sequence, 77);
    append("D-1", 1, "{}"); /* none of these spoils the batch */
    commit();
    lc_store_close(w.store);
    w.store = world_open(&w, LC_STORE_READ);
    assert_int_equal(lc_store_decisions_begin(w.store, &e), LICET_E_ARGUMENT);
}

static void a_clock_that_went_back_a_day_is_wrong(void **state)
{
    (void)state;
    licet_error e = {0};
    uint64_t sequence;
    begin();
    append("D-1", 1000000, "{}");
    append("D-2", 1000000 - LC_DECISION_MAX_CLOCK_BACK_S, "{}"); /* two licets side by side */
    commit();
    begin();
    assert_int_equal(lc_store_decision_append(w.store, LC_SV("D-3"),
                                              1000000 - 2 * LC_DECISION_MAX_CLOCK_BACK_S - 1,
                                              LC_SV("{}"), &sequence, &e),
                     LICET_E_STORE);
    assert_non_null(strstr(e.remedy, "clock"));
    assert_non_null(strstr(e.message, "1970-01-"));
    lc_store_rollback(w.store);
    assert_true(world_sound(w.store));
}

static void records_may_hold_any_text(void **state)
{
    (void)state;
    lc_decision_row r;
    const char *ids[] = {"'; DROP TABLE decision; --", "\xC3\xA9", "a\nb"};
    lc_buf big = {0};
    lc_buf_reserve(&big, 3 << 20);
    while (big.len < 3 << 20) lc_buf_z(&big, "0123456789 \xF0\x9F\x98\x80 ");
    begin();
    for (size_t i = 0; i < 3; i++) append(ids[i], 1, big.data);
    commit();
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(lc_store_decision_get(w.store, w.arena, lc_sv_of(ids[i]), &r, NULL), 0);
        assert_true(lc_sv_eq(r.record, lc_buf_view(&big)));
    }
    lc_buf_done(&big);
    assert_true(world_sound(w.store));
}

/* ---- RFC 6962 ---- */

/* Section 2.1, word for word: MTH(D[n]) = H(0x01, MTH(D[0:k]), MTH(D[k:n])), k the largest power of
 * two smaller than n. */
static void mth(const uint8_t (*leaves)[32], size_t n, uint8_t out[32])
{
    uint8_t both[65] = {1};
    size_t k = 1;
    if (n == 0) {
        lc_sha256_of(LC_SV_NONE, out);
        return;
    }
    if (n == 1) {
        memcpy(out, leaves[0], 32);
        return;
    }
    while (2 * k < n) k *= 2;
    mth(leaves, k, both + 1);
    mth(leaves + k, n - k, both + 33);
    lc_sha256_of(lc_sv_make((char *)both, sizeof both), out);
}

static void roots_agree_with_the_recursion(void **state)
{
    (void)state;
    enum { MOST = 260 };
    uint8_t leaves[MOST][32], want[32], got[32];
    for (int i = 0; i < MOST; i++) lc_sha256_of(lc_sv_make((char *)&i, sizeof i), leaves[i]);
    for (size_t n = 0; n <= MOST; n++) {
        mth((const uint8_t(*)[32])leaves, n, want);
        lc_merkle_root((const uint8_t(*)[32])leaves, n, got);
        assert_memory_equal(want, got, 32);
    }
}

/* The inputs and roots that the certificate-transparency project's own tests use: eight leaves
 * hashed with 0x00 in front (RFC 6962 section 2.1). */
static void roots_agree_with_known_answers(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        size_t len;
        const char *root;
    } steps[] = {
        {"", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {"\0", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {"\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {"\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
        {"\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {"\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
        {"\x50\x51\x52\x53\x54\x55\x56\x57", 8,
         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
        {"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
    };
    uint8_t leaves[8][32], root[32];
    char hex[LC_HASH_HEX];
    for (size_t i = 0; i < 8; i++) {
        lc_buf b = {0};
        lc_buf_c(&b, 0);
        lc_buf_put(&b, steps[i].data, steps[i].len);
        lc_sha256_of(lc_buf_view(&b), leaves[i]);
        lc_buf_done(&b);
        lc_merkle_root((const uint8_t(*)[32])leaves, i + 1, root);
        assert_string_equal(lc_hex(root, 32, hex), steps[i].root);
    }
}

/* What verify reports is the root over SHA-256(0x00, salt, record) of every row. */
static void verify_reports_the_root_of_the_rows(void **state)
{
    (void)state;
    enum { N = 11 };
    uint8_t leaves[N][32], want[32];
    char record[32];
    sqlite3_stmt *st = NULL;
    begin();
    for (int i = 0; i < N; i++) {
        snprintf(record, sizeof record, "{\"n\":%d}", i);
        append("D", 1000 + i, record);
    }
    commit();
    assert_int_equal(
        lc_db_prepare(w.store,
                      "SELECT x'00' || salt || record, salt FROM decision ORDER BY sequence", &st,
                      NULL),
        0);
    char salts[N][32];
    for (int i = 0; i < N; i++) {
        assert_int_equal(sqlite3_step(st), SQLITE_ROW);
        lc_sha256_of(lc_sv_make(sqlite3_column_blob(st, 0), (size_t)sqlite3_column_bytes(st, 0)),
                     leaves[i]);
        memcpy(salts[i], sqlite3_column_blob(st, 1), 32);
        for (int k = 0; k < i; k++) assert_memory_not_equal(salts[i], salts[k], 32);
    }
    sqlite3_finalize(st);
    mth((const uint8_t(*)[32])leaves, N, want);
    assert_memory_equal(world_verify(w.store).root, want, 32);
    uint8_t alone[32];
    licet_error e = {0};
    assert_int_equal(lc_store_root(w.store, alone, &e), 0);
    assert_memory_equal(alone, want, 32);
}

/* ---- how fast ---- */

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* 20,000 a second is what a batch needs. A loaded machine or a sanitizer may take ten times as long
 * before this fails; the figure is printed. */
static void appends_are_quick(void **state)
{
    (void)state;
    enum { N = 40000, LEAST_PER_S = 2000 };
    char id[32];
    lc_buf record = {0};
    while (record.len < 1500) lc_buf_z(&record, "{\"hits\":[]}");
    double start = now_s();
    begin();
    for (int i = 0; i < N; i++) {
        snprintf(id, sizeof id, "D-%08x%04x", (unsigned)i * 2654435761u, (unsigned)i & 0xffff);
        append(id, 1000, record.data);
    }
    commit();
    double took = now_s() - start;
    lc_buf_done(&record);
    print_message("%d decisions of 1.5 KB in %.2f s: %.0f a second\n", N, took, N / took);
    assert_true(N / took > LEAST_PER_S);
    start = now_s();
    assert_true(world_sound(w.store));
    print_message("verified in %.2f s\n", now_s() - start);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_is_appended_comes_back),
        CASE(decisions_of_a_kind_in_order),
        CASE(a_batch_stands_or_falls_whole),
        CASE(what_cannot_be_appended),
        CASE(a_clock_that_went_back_a_day_is_wrong),
        CASE(records_may_hold_any_text),
        cmocka_unit_test(roots_agree_with_the_recursion),
        cmocka_unit_test(roots_agree_with_known_answers),
        CASE(verify_reports_the_root_of_the_rows),
        CASE(appends_are_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
