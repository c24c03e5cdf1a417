/* The command line's own small tools: the reader of the library's JSON, lines, safe output. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/json.c"
#include "cli/lines.c"
#include "cli/out.c"

bool cli_stdout_is_deserted(void)
{
    return false;
}

static const char sample[] =
    "{\"name\": \"a \\\"b\\\" \\u00e9 \\ud83d\\ude00 \\/ \\n\", \"n\" : -12, \"list\":[1, "
    "{\"x\":\"]}\"}, "
    "\"z\"],\n \"ok\":true,\"none\":null, \"deep\":{\"name\":\"inner\"}, \"real\":0.97}";

static void reads_members(void **state)
{
    (void)state;
    char text[64];
    assert_string_equal(cli_json_text(cli_json_get(sample, "name"), text, sizeof text),
                        "a \"b\" \xC3\xA9 \xF0\x9F\x98\x80 / \n");
    assert_int_equal(cli_json_int(cli_json_get(sample, "n"), 0), -12);
    assert_int_equal(cli_json_int(cli_json_get(sample, "name"), 7), 7);
    assert_true(cli_json_true(cli_json_get(sample, "ok")));
    assert_false(cli_json_true(cli_json_get(sample, "none")));
    assert_null(cli_json_get(sample, "x"));
    assert_null(cli_json_get(NULL, "x"));
    assert_null(cli_json_get("[1]", "x"));
    assert_string_equal(cli_json_text(cli_json_get(sample, "real"), text, sizeof text), "0.97");
    assert_string_equal(cli_json_text(cli_json_get(sample, "none"), text, sizeof text), "");
    assert_string_equal(cli_json_text(cli_json_get(sample, "list"), text, sizeof text), "");
    const char *deep = cli_json_get(sample, "deep");
    assert_string_equal(cli_json_text(cli_json_get(deep, "name"), text, sizeof text), "inner");
}

static void walks_arrays_and_objects(void **state)
{
    (void)state;
    int items = 0, members = 0;
    char text[8];
    for (cli_json_walk w = cli_json_begin(cli_json_get(sample, "list")); cli_json_step(&w);) {
        items++;
        if (items == 2)
            assert_string_equal(cli_json_text(cli_json_get(w.value, "x"), text, sizeof text), "]}");
    }
    for (cli_json_walk w = cli_json_begin(sample); cli_json_step(&w);) members++;
    assert_int_equal(items, 3);
    assert_int_equal(members, 7);
    cli_json_walk none = cli_json_begin(NULL);
    assert_false(cli_json_step(&none));
}

/* Broken text never runs past its end: the library's JSON is whole, but nothing depends on it. */
static void survives_every_cut(void **state)
{
    (void)state;
    char text[16];
    for (size_t n = 0; n <= strlen(sample); n++) {
        char *cut = strndup(sample, n);
        for (cli_json_walk w = cli_json_begin(cut); cli_json_step(&w);)
            cli_json_text(w.value, text, sizeof text);
        cli_json_get(cut, "real");
        free(cut);
    }
    assert_string_equal(cli_json_text("\"\\ud83d\"", text, sizeof text), "\xEF\xBF\xBD");
    assert_string_equal(cli_json_text("\"\\u12\"", text, sizeof text), "\xEF\xBF\xBD"
                                                                       "12");
}

static char *printed(void (*print)(FILE *to, const char *s), const char *s)
{
    char *data = NULL;
    size_t len = 0;
    FILE *f = open_memstream(&data, &len);
    print(f, s);
    fclose(f);
    return data;
}

static void prints_nothing_that_moves_a_cursor(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"plain \xC3\xA9 \xE4\xB8\xAD", "plain \xC3\xA9 \xE4\xB8\xAD"},
        {"\x1b[2J", "?[2J"},
        {"a\nb\tc\x7f", "a?b?c?"},
        {"\xC2\x9B"
         "31m",
         "?31m"}, /* CSI as one C1 control */
        {"x\xE2\x80\xAE"
         "y",
         "x?y"},                                          /* right-to-left override */
        {"\xFF\xC0\xAF\xED\xA0\x80\xE2\x82", "????????"}, /* not UTF-8, overlong, surrogate, cut */
        {"\xF4\x90\x80\x80", "????"},                     /* beyond U+10FFFF */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *got = printed(cli_put_safe, cases[i][0]);
        assert_string_equal(got, cases[i][1]);
        free(got);
    }
    char *lines = printed(cli_put_lines, "a\nb\x1b");
    assert_string_equal(lines, "a\nb?");
    free(lines);
}

static void wrap_20(FILE *to, const char *s)
{
    cli_put_wrapped(to, s, 2, 0, 20);
}

static void wraps_at_words(void **state)
{
    (void)state;
    char *got = printed(wrap_20, "one two three four five six-and-a-very-long-word x");
    assert_string_equal(got, "one two three four\n  five\n  six-and-a-very-long-word\n  x\n");
    free(got);
}

static void counts_with_commas(void **state)
{
    (void)state;
    char text[32];
    assert_string_equal(cli_count_text(0, text), "0");
    assert_string_equal(cli_count_text(999, text), "999");
    assert_string_equal(cli_count_text(25921, text), "25,921");
    assert_string_equal(cli_count_text(-1234567, text), "-1,234,567");
}

static void cuts_lines_that_have_no_end(void **state)
{
    (void)state;
    size_t n = (size_t)CLI_LINE_BYTES + 1000;
    char *big = malloc(n + 16);
    memset(big, 'x', n);
    memcpy(big + n, "\r\n\n \t\nlast\0!", 12);
    FILE *f = fmemopen(big, n + 12, "r");
    cli_lines l = {.from = f};
    assert_true(cli_lines_next(&l));
    assert_int_equal(l.len, CLI_LINE_BYTES + 1);
    assert_true(cli_lines_next(&l));
    assert_int_equal(l.len, 0);
    assert_true(cli_lines_next(&l));
    assert_true(cli_lines_blank(&l));
    assert_true(cli_lines_next(&l));
    assert_int_equal(l.len, 6);
    assert_memory_equal(l.data, "last\0!", 6);
    assert_false(cli_lines_next(&l));
    cli_lines_done(&l);
    fclose(f);
    free(big);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_members),
        cmocka_unit_test(walks_arrays_and_objects),
        cmocka_unit_test(survives_every_cut),
        cmocka_unit_test(prints_nothing_that_moves_a_cursor),
        cmocka_unit_test(wraps_at_words),
        cmocka_unit_test(counts_with_commas),
        cmocka_unit_test(cuts_lines_that_have_no_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
