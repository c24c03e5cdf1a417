/* A pack of rules that is broken somewhere: every table left out, every column renamed, and cells
 * of every column replaced by what does not belong there. It is refused with file or table, or it
 * still answers: never a crash, and never an answer that permits while it asks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "determine/determine.h"
#include "rules_folder.h"
#include "rules_print.h"

static const char *const TRANSACTIONS[] = {
    "{\"as_of\":\"2026-07-23\",\"activity\":\"export\",\"from\":\"US\",\"to\":\"CN\",\"item\":{"
    "\"eccn\":\"3A001.a.2\",\"origin\":\"US\",\"value_usd\":4000},\"end_use\":[\"military\"],"
    "\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"CN\",\"lists\":[{\"list\":"
    "\"EL\",\"from_\":\"2021-11-04\",\"requirement\":\"For all items subject to the EAR. (See "
    "§744.11 of the EAR)\",\"policy\":\"Presumption of denial\"}]}]}",
    "{\"as_of\":\"2025-10-15\",\"activity\":\"export_from_abroad\",\"from\":\"DE\",\"to\":\"RU\","
    "\"item\":{\"eccn\":\"EAR99\",\"origin\":\"foreign\",\"type\":\"commodity\",\"hts6\":"
    "\"847130\","
    "\"us_content\":[{\"eccn\":\"EAR99\",\"pct\":30},{\"eccn\":\"5E002\",\"pct\":1}]},\"parties\":["
    "{"
    "\"role\":\"purchaser\",\"name\":\"P\",\"lists\":[{\"list\":\"SDN\",\"programs\":[\"NPWMD\"],"
    "\"from_\":\"2010-01-01\"}]}]}",
    "{\"as_of\":\"2026-07-23\",\"activity\":\"reexport\",\"from\":\"HK\",\"to\":\"IQ\",\"transit\":"
    "["
    "\"VN\"],\"item\":{\"eccn\":\"9A610.x\",\"origin\":\"US\",\"value_usd\":900,\"row_answers\":{"
    "\"9A610#0\":true}},\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"IQ\","
    "\"mieu\":"
    "true,\"lists\":[]}]}",
};
enum { N_TRANSACTIONS = sizeof TRANSACTIONS / sizeof *TRANSACTIONS };

typedef struct pack {
    lc_arena *a;
    lc_rules *rules; /* whole */
    lc_rule_file *files;
    size_t n, refused, taken;
} pack;

static void ask(const lc_rules *r)
{
    for (int i = 0; i < N_TRANSACTIONS; i++) {
        lc_arena *a = lc_arena_new();
        lc_json *j, *again;
        lc_facts *f;
        lc_determination *d;
        assert_int_equal(lc_json_parse(a, lc_sv_of(TRANSACTIONS[i]), &j, NULL), 0);
        assert_int_equal(lc_facts_parse(a, j, LC_FACTS_FROM_USER, &f, NULL), 0);
        assert_int_equal(lc_determine(a, r, f, &d, NULL), 0);
        lc_json *answer = lc_determination_json(a, d);
        lc_sv text = lc_json_text(a, answer, LC_JSON_CANONICAL);
        assert_int_equal(lc_json_parse(a, text, &again, NULL), 0);
        if (lc_json_len(lc_json_get(answer, "missing")))
            assert_int_not_equal(lc_determination_disposition(d), LICET_RELEASE);
        lc_arena_free(a);
    }
}

static void try_pack(pack *p, size_t file, lc_arena *a, const char *what, const lc_rule_table *t)
{
    lc_rule_file whole = p->files[file];
    lc_rules *r = NULL;
    licet_error e = {0};
    p->files[file] = test_printed_file(a, &p->rules->book.files[file], NULL, 0);
    if (lc_rules_new(p->files, p->n, &r, &e)) {
        bool says_where = lc_sv_find(lc_sv_of(e.file), lc_sv_of("us-ear/"), 0) == 0 ||
                          lc_sv_find(lc_sv_of(e.message), t->name, 0) != SIZE_MAX;
        if (e.code != LICET_E_RULE || !says_where)
            fail_msg("%s: %d %s:%lu %s", what, e.code, e.file, (unsigned long)e.line, e.message);
        p->refused++;
    } else {
        ask(r);
        lc_rules_free(r);
        p->taken++;
    }
    p->files[file] = whole;
}

static void each_table_is_needed(void **state)
{
    pack *p = *state;
    size_t before = p->refused;
    for (size_t i = 0; i < p->n; i++) {
        lc_rulefile *f = &p->rules->book.files[i];
        for (size_t k = 0; k < f->n_tables; k++) {
            lc_arena *a = lc_arena_new();
            lc_sv name = f->tables[k].name;
            f->tables[k].name = LC_SV("another_table");
            lc_rule_table was = {.name = name};
            try_pack(p, i, a, lc_arena_z(a, name), &was);
            f->tables[k].name = name;
            lc_arena_free(a);
        }
    }
    printf("%zu tables are needed\n", p->refused - before);
    assert_true(p->refused - before > 40);
}

static void each_column_is_looked_at(void **state)
{
    pack *p = *state;
    p->refused = p->taken = 0;
    for (size_t i = 0; i < p->n; i++) {
        lc_rulefile *f = &p->rules->book.files[i];
        for (size_t k = 0; k < f->n_tables; k++)
            for (size_t c = 0; c < f->tables[k].n_columns; c++) {
                lc_arena *a = lc_arena_new();
                lc_sv name = f->tables[k].columns[c];
                f->tables[k].columns[c] = LC_SV("another_column");
                try_pack(p, i, a, lc_arena_z(a, name), &f->tables[k]);
                f->tables[k].columns[c] = name;
                lc_arena_free(a);
            }
    }
    printf("%zu columns are needed, %zu may be missing\n", p->refused, p->taken);
    assert_true(p->refused > 180);
}

static void try_cell(pack *p, size_t file, const lc_rule_table *t, size_t fact, size_t column)
{
    static const char *const wrong[] = {
        "",   "nonsense words", "-1",         "3A001.zz9",         "a-3", "item.value_usd >", "?",
        "99", "!A:9 D:9",       "2025-13-45", "CN CN CN XX yes no"};
    enum { QUICK = 6, ALL = sizeof wrong / sizeof *wrong }; /* all of them: LICET_ALL=1 */
    for (size_t i = 0; i < (getenv("LICET_ALL") ? ALL : QUICK); i++) {
        lc_arena *a = lc_arena_new();
        lc_sv was = t->facts[fact].field[column];
        t->facts[fact].field[column] = lc_sv_of(wrong[i]);
        try_pack(p, file, a, wrong[i], t);
        t->facts[fact].field[column] = was;
        lc_arena_free(a);
    }
}

static void what_does_not_belong_there(void **state)
{
    pack *p = *state;
    p->refused = p->taken = 0;
    for (size_t i = 0; i < p->n; i++) {
        const lc_rulefile *f = &p->rules->book.files[i];
        for (size_t k = 0; k < f->n_tables; k++)
            for (size_t c = 0; c < f->tables[k].n_columns; c++) {
                const lc_rule_table *t = &f->tables[k];
                size_t fact = 0; /* the first with something in the column */
                while (fact < t->n_facts && !t->facts[fact].field[c].len) fact++;
                if (!t->n_facts) continue;
                try_cell(p, i, t, fact < t->n_facts ? fact : 0, c);
            }
    }
    printf("%zu cells refused, %zu taken\n", p->refused, p->taken);
    assert_true(p->refused > 750);
}

static int setup(void **state)
{
    lc_arena *a = lc_arena_new();
    pack *p = LC_NEW(a, pack);
    p->a = a;
    p->rules = test_rules(a);
    if (!p->rules) return -1;
    p->n = p->rules->book.n_files;
    p->files = LC_NEW_N(a, lc_rule_file, p->n + 1);
    for (size_t i = 0; i < p->n; i++)
        p->files[i] = test_printed_file(a, &p->rules->book.files[i], NULL, 0);
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    pack *p = *state;
    lc_rules_free(p->rules);
    lc_arena_free(p->a);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_table_is_needed),
        cmocka_unit_test(each_column_is_looked_at),
        cmocka_unit_test(what_does_not_belong_there),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
