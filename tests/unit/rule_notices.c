/* The notices about listings: the real file, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rule/notices.h"
#include "rules_folder.h"

#define HEAD                                                                                       \
    "!as_of 2026-11-25\n!source x\n!confidence high\n!table notices: list | name | countries | "   \
    "event | from | cite | reason\n"

static lc_arena *arena;

static lc_rules *compile(lc_sv text, licet_error *err)
{
    lc_rule_file files[TEST_MAX_RULE_FILES];
    size_t n = test_rule_files(arena, files);
    lc_rules *r = NULL;
    files[n++] = (lc_rule_file){LC_SV("notices/x.txt"), text};
    lc_rules_new(files, n, &r, err);
    return r;
}

static void refused(const char *row, const char *words)
{
    licet_error e = {0};
    lc_rules *r = compile(lc_arena_printf(arena, "%s%s\n", HEAD, row), &e);
    assert_null(r);
    if (!strstr(e.message, words)) fail_msg("%s, not %s", e.message, words);
    assert_string_equal(e.file, "notices/x.txt");
    assert_int_equal(e.line, 5);
}

static void the_real_notices_are_read(void **state)
{
    (void)state;
    licet_error e = {0};
    const lc_notice *all;
    lc_rules *r = compile(test_file_text(arena, LICET_DATA_DIR "/notices/us.txt"), &e);
    if (!r) fail_msg("%s:%lu: %s", e.file, (unsigned long)e.line, e.message);
    size_t n = lc_rules_notices(r, &all), removed = 0;
    assert_true(n >= 17);
    for (size_t i = 0; i < n; i++) {
        assert_true(all[i].cite.len && all[i].reason.len && all[i].from != LC_DATE_NONE);
        removed += all[i].event == LC_NOTICE_REMOVED;
    }
    assert_int_equal(removed, 1);
    lc_rules_free(r);
}

static void without_the_file_there_are_none(void **state)
{
    (void)state;
    const lc_notice *all;
    lc_rules *r = test_rules(arena);
    assert_int_equal(lc_rules_notices(r, &all), 0);
    lc_rules_free(r);
}

static void half_a_notice_is_refused(void **state)
{
    (void)state;
    refused("EL | A | IL | listed | 2021-11-04 | 86 FR 1 | -", "reason");
    refused("EL | - | IL | listed | 2021-11-04 | 86 FR 1 | because", "name");
    refused("EL | A | IL | listed | - | 86 FR 1 | because", "day");
    refused("EL | A | IL | moved | 2021-11-04 | 86 FR 1 | because", "listed or removed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_notices_are_read),
        cmocka_unit_test(without_the_file_there_are_none),
        cmocka_unit_test(half_a_notice_is_refused),
    };
    arena = lc_arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lc_arena_free(arena);
    return failed;
}
