/* Every entry of the control list to every place: nothing fails, nothing falls through, and the
 * counts of answers by place are the ones of tests/golden/expected/eccn_by_place.txt, so that a
 * change of data or rule is a difference somebody can read. LICET_UPDATE_EXPECTED=1 writes them
 * anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "base/buf.h"
#include "determine/determine.h"
#include "record/determination_shape.h"
#include "rule/ccl.h"
#include "rule/chart.h"
#include "rule/parts.h"
#include "rules_folder.h"

enum { STATUSES = LICET_NOT_SUBJECT + 1, MAX_PLACES = 300 };

static const char EXPECTED[] = LICET_TESTS_DIR "/golden/expected/eccn_by_place.txt";

typedef struct world {
    lc_arena *a;
    lc_rules *rules;
    lc_sv places[MAX_PLACES];
    size_t n_places;
} world;

static lc_facts *blank_facts(lc_arena *a)
{
    lc_json *j;
    lc_facts *f;
    lc_sv text =
        LC_SV("{\"as_of\":\"2026-07-23\",\"activity\":\"export\",\"from\":\"US\",\"to\":\"DE\","
              "\"exporter_us_person\":true,\"item\":{\"eccn\":\"EAR99\",\"origin\":\"US\"},"
              "\"parties\":[{\"role\":\"end_user\",\"name\":\"X\",\"lists\":[]}]}");
    assert_int_equal(lc_json_parse(a, text, &j, NULL), 0);
    assert_int_equal(lc_facts_parse(a, j, LC_FACTS_FROM_USER, &f, NULL), 0);
    return f;
}

static const lc_determination *ask(lc_arena *a, const world *w, lc_facts *f, lc_sv eccn, lc_sv to)
{
    lc_determination *d;
    f->item.eccn = eccn;
    f->to = to;
    assert_int_equal(lc_determine(a, w->rules, f, &d, NULL), 0);
    return d;
}

static void add_place(world *w, lc_sv code)
{
    assert_true(w->n_places < MAX_PLACES);
    for (size_t i = 0; i < w->n_places; i++)
        if (lc_sv_eq(w->places[i], code)) return;
    w->places[w->n_places++] = code;
}

static void count_place(const world *w, lc_sv to, lc_buf *out, size_t *asked)
{
    size_t count[STATUSES] = {0};
    lc_arena *a = lc_arena_new();
    lc_facts *f = blank_facts(w->a);
    const lc_ccl_entry *e;
    for (size_t i = 0; (e = lc_ccl_at(w->rules, i)); i++) {
        const lc_determination *d = ask(a, w, f, lc_sv_of(e->base), to);
        count[d->status]++;
        /* an answer that permits must not wait for a fact */
        if (d->status == LICET_NLR) assert_int_equal(d->missing.len, 0);
        ++*asked;
        lc_arena_reset(a);
    }
    lc_buf_printf(out, "%.*s", LC_SV_ARG(to));
    for (int s = 0; s < STATUSES; s++)
        if (count[s])
            lc_buf_printf(out, " %s %zu", lc_status_word((licet_determination)s), count[s]);
    lc_buf_c(out, '\n');
    lc_arena_free(a);
}

static void show_difference(lc_sv ours, lc_sv expected)
{
    int shown = 0;
    while ((ours.len || expected.len) && shown < 20) {
        lc_sv a = lc_sv_cut(&ours, LC_SV("\n")), b = lc_sv_cut(&expected, LC_SV("\n"));
        if (lc_sv_eq(a, b)) continue;
        printf("  ours     %.*s\n  expected %.*s\n", LC_SV_ARG(a), LC_SV_ARG(b));
        shown++;
    }
}

static void counts_by_place(void **state)
{
    world *w = *state;
    lc_buf out = {0};
    size_t asked = 0;
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (size_t i = 0; i < w->n_places; i++) count_place(w, w->places[i], &out, &asked);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    printf("%zu determinations in %.2f s of processor time, %.1f microseconds each\n", asked,
           seconds, seconds / (double)asked * 1e6);
    lc_sv expected = test_file_text(w->a, EXPECTED);
    if (getenv("LICET_UPDATE_EXPECTED")) {
        FILE *f = fopen(EXPECTED, "wb");
        assert_non_null(f);
        fwrite(out.data, 1, out.len, f);
        fclose(f);
    } else if (!lc_sv_eq(expected, lc_buf_view(&out))) {
        show_difference(lc_buf_view(&out), expected);
        fail_msg("the counts are not those of %s", EXPECTED);
    }
    lc_buf_done(&out);
}

/* 738.4(a)(2): an entry's requirement to one place does not depend on who asks in which order. */
static void asking_twice_gives_the_same(void **state)
{
    world *w = *state;
    lc_arena *a = lc_arena_new();
    lc_facts *f = blank_facts(a);
    static const char *const numbers[] = {"3A001.a.2", "9A610.x", "5A002.a.1", "1C355", "EAR99"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        for (size_t k = 0; k < w->n_places; k += 17) {
            lc_sv number = lc_sv_of(numbers[i]);
            lc_json *one = lc_determination_json(a, ask(a, w, f, number, w->places[k]));
            lc_json *two = lc_determination_json(a, ask(a, w, f, number, w->places[k]));
            assert_true(lc_sv_eq(lc_json_text(a, one, LC_JSON_CANONICAL),
                                 lc_json_text(a, two, LC_JSON_CANONICAL)));
        }
    lc_arena_free(a);
}

/* More detail never makes the answer more permissive than "not known": where an entry without
 * paragraph needs no licence, none of its paragraphs does. */
static void paragraphs_agree_with_their_entry(void **state)
{
    world *w = *state;
    lc_arena *a = lc_arena_new();
    lc_facts *f = blank_facts(w->a);
    const lc_ccl_entry *e;
    static const char *const tails[] = {".a", ".b.1", ".c", ".e", ".x", ".y", ".z.1.a"};
    for (size_t i = 0; (e = lc_ccl_at(w->rules, i)); i += 3)
        for (size_t k = 0; k < w->n_places; k += 29) {
            licet_determination whole = ask(a, w, f, lc_sv_of(e->base), w->places[k])->status;
            for (size_t t = 0; t < sizeof tails / sizeof *tails; t++) {
                lc_sv number = lc_arena_printf(a, "%s%s", e->base, tails[t]);
                licet_determination part = ask(a, w, f, number, w->places[k])->status;
                if (whole == LICET_NLR && part != LICET_NLR)
                    fail_msg("%.*s to %.*s", LC_SV_ARG(number), LC_SV_ARG(w->places[k]));
                if (whole == LICET_LICENSE_REQUIRED && part == LICET_NEEDS_FACTS)
                    fail_msg("%.*s to %.*s", LC_SV_ARG(number), LC_SV_ARG(w->places[k]));
            }
            lc_arena_reset(a);
        }
    lc_arena_free(a);
}

static int setup(void **state)
{
    lc_arena *a = lc_arena_new();
    world *w = LC_NEW(a, world);
    w->a = a;
    w->rules = test_rules(a);
    if (!w->rules) return -1;
    static const char *const tables[] = {"chart", "places"}, *const columns[] = {"country", "code"};
    for (int i = 0; i < 2; i++) {
        const lc_rule_table *t = lc_rulebook_table(&w->rules->book, tables[i]);
        int code = lc_rule_column(t, columns[i]);
        for (size_t k = 0; k < t->n_facts; k++) add_place(w, t->facts[k].field[code]);
    }
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    world *w = *state;
    lc_rules_free(w->rules);
    lc_arena_free(w->a);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_by_place),
        cmocka_unit_test(asking_twice_gives_the_same),
        cmocka_unit_test(paragraphs_agree_with_their_entry),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
