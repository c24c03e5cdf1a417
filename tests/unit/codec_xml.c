#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "codec/xml.h"

typedef struct heard { /* events as a line of text */
    lc_buf log;
    bool pauses;
    int fails_at_end_of_b;
} heard;

static int on_start(void *ctx, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    (void)err;
    heard *h = ctx;
    lc_sv v;
    lc_buf_printf(&h->log, "<%.*s%s%.*s@%u", LC_SV_ARG(name.space), name.space.len ? "|" : "",
                  LC_SV_ARG(name.local), lc_xml_depth(x));
    if (lc_xml_attr(attrs, "a", &v)) lc_buf_printf(&h->log, " a=%.*s", LC_SV_ARG(v));
    if (lc_xml_attr_ns(attrs, LC_SV("u"), "a", &v))
        lc_buf_printf(&h->log, " u|a=%.*s", LC_SV_ARG(v));
    lc_buf_c(&h->log, '>');
    return 0;
}

static int on_end(void *ctx, lc_xml *x, lc_xml_name name, licet_error *err)
{
    heard *h = ctx;
    lc_buf_printf(&h->log, "</%.*s>", LC_SV_ARG(name.local));
    if (h->fails_at_end_of_b && lc_sv_is(name.local, "b"))
        return lc_fail(err, LICET_E_SOURCE, "b is not wanted");
    if (h->pauses) lc_xml_pause(x);
    return 0;
}

static int on_text(void *ctx, lc_xml *x, lc_sv text, licet_error *err)
{
    (void)x, (void)err;
    lc_buf_sv(&((heard *)ctx)->log, text);
    return 0;
}

/* Returns the code; *out_runs how often the reader came back. */
static int read(lc_sv text, heard *h, const lc_xml_limits *limits, int *out_runs, licet_error *err)
{
    lc_mem_reader state;
    lc_reader in = lc_reader_of_memory(&state, text);
    const lc_xml_handler handler = {on_start, on_end, on_text, h};
    lc_xml *x = lc_xml_open(&in, &handler, limits);
    bool more = true;
    int rc = 0;
    for (*out_runs = 0; !rc && more; ++*out_runs) rc = lc_xml_run(x, &more, err);
    bool again = false;
    if (rc) assert_int_equal(lc_xml_run(x, &again, NULL), LICET_E_ARGUMENT);
    lc_xml_close(x);
    return rc;
}

static void events_with_names_and_places(void **state)
{
    (void)state;
    heard h = {0};
    licet_error err = {0};
    int runs;
    const char *text =
        "<?xml version='1.0'?>\n<r xmlns='n' xmlns:u='u'><b a='1' u:a='2'>x&amp;<![CDATA[<y>]]>"
        "&#233;</b><!-- not me --><u:c/></r>";
    assert_int_equal(read(lc_sv_of(text), &h, NULL, &runs, &err), 0);
    assert_string_equal(h.log.data, "<n|r@1><n|b@2 a=1 u|a=2>x&<y>\xc3\xa9</b><u|c@2></c></r>");
    assert_int_equal(runs, 1);
    lc_buf_done(&h.log);
}

static void pausing_changes_nothing_but_the_pace(void **state)
{
    (void)state;
    lc_buf text = {0};
    lc_buf_z(&text, "<r>");
    for (int i = 0; i < 20000; i++) lc_buf_printf(&text, "<row a='%d'/>", i);
    lc_buf_z(&text, "</r>");
    heard straight = {0}, paused = {.pauses = true};
    licet_error err = {0};
    int runs;
    assert_int_equal(read(lc_buf_view(&text), &straight, NULL, &runs, &err), 0);
    assert_int_equal(read(lc_buf_view(&text), &paused, NULL, &runs, &err), 0);
    assert_true(runs > 20000);
    assert_string_equal(straight.log.data, paused.log.data);
    /* the document's limit also holds for a reader that pauses in every piece */
    const lc_xml_limits small = {.max_bytes = 100000};
    lc_buf_clear(&paused.log);
    assert_int_equal(read(lc_buf_view(&text), &paused, &small, &runs, &err), LICET_E_LIMIT);
    lc_buf_done(&straight.log);
    lc_buf_done(&paused.log);
    lc_buf_done(&text);
}

static void other_encodings_come_out_as_utf8(void **state)
{
    (void)state;
    static const char utf16[] = "\xff\xfe<\0r\0>\0\xe9\0<\0/\0r\0>\0";
    static const char latin1[] = "<?xml version='1.0' encoding='ISO-8859-1'?><r>\xe9</r>";
    const lc_sv texts[] = {{utf16, sizeof utf16 - 1}, {latin1, sizeof latin1 - 1}};
    for (int i = 0; i < 2; i++) {
        heard h = {0};
        licet_error err = {0};
        int runs;
        assert_int_equal(read(texts[i], &h, NULL, &runs, &err), 0);
        assert_string_equal(h.log.data, "<r@1>\xc3\xa9</r>");
        lc_buf_done(&h.log);
    }
}

typedef struct refusal {
    const char *text;
    int code;
    uint64_t line;
    const char *says;
} refusal;

static void hostile_xml_is_refused_with_its_place(void **state)
{
    (void)state;
    static const refusal cases[] = {
        {"", LICET_E_SYNTAX, 1, "no element"},
        {"<a>\n<b>\n</a>", LICET_E_SYNTAX, 3, "mismatched"},
        {"<!DOCTYPE a [<!ENTITY x 'x'>]><a>&x;</a>", LICET_E_SYNTAX, 1, "DOCTYPE"},
        {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", LICET_E_SYNTAX, 1, "DOCTYPE"},
        {"<a>&x;</a>", LICET_E_SYNTAX, 1, "undefined entity"},
        {"<a b='1' b='2'/>", LICET_E_SYNTAX, 1, "duplicate attribute"},
        {"<a>\x01</a>", LICET_E_SYNTAX, 1, "not well-formed"},
        {"<a>\xff</a>", LICET_E_SYNTAX, 1, "not well-formed"},
        {"<a/><b/>", LICET_E_SYNTAX, 1, "junk"},
        {"<?xml version='1.0' encoding='EBCDIC-CP-US'?><a/>", LICET_E_SYNTAX, 1, "encoding"},
        {"<x:a/>", LICET_E_SYNTAX, 1, "prefix"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        heard h = {0};
        licet_error err = {0};
        int runs, rc = read(lc_sv_of(cases[i].text), &h, NULL, &runs, &err);
        if (rc != cases[i].code || (int)err.code != rc || !strstr(err.message, cases[i].says))
            fail_msg("%s: %d \"%s\"", cases[i].text, rc, err.message);
        if (err.line != cases[i].line)
            fail_msg("%s: line %llu", cases[i].text, (unsigned long long)err.line);
        lc_buf_done(&h.log);
    }
}

static void limits_are_kept_and_named(void **state)
{
    (void)state;
    lc_buf deep = {0}, wide = {0}, tag = {0};
    for (int i = 0; i <= LC_XML_MAX_DEPTH; i++) lc_buf_z(&deep, "<a>");
    for (int i = 0; i <= LC_XML_MAX_DEPTH; i++) lc_buf_z(&deep, "</a>");
    lc_buf_z(&wide, "<a");
    for (int i = 0; i <= LC_XML_MAX_ATTRIBUTES; i++) lc_buf_printf(&wide, " x%d=''", i);
    lc_buf_z(&wide, "/>");
    lc_buf_z(&tag, "<a b='");
    for (int i = 0; i < LC_XML_MAX_TOKEN_BYTES + 200000; i++) lc_buf_c(&tag, 'x');
    lc_buf_z(&tag, "'/>");
    const struct {
        lc_buf *text;
        const char *says;
    } cases[] = {{&deep, "64 deep"}, {&wide, "257 attributes"}, {&tag, "more than 1048576 bytes"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        heard h = {0};
        licet_error err = {0};
        int runs;
        assert_int_equal(read(lc_buf_view(cases[i].text), &h, NULL, &runs, &err), LICET_E_LIMIT);
        if (!strstr(err.message, cases[i].says)) fail_msg("%s", err.message);
        lc_buf_done(&h.log);
        lc_buf_done(cases[i].text);
    }
}

static int failing(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    (void)ctx, (void)data, (void)cap, (void)got;
    return lc_fail(err, LICET_E_IO, "the disk is gone");
}

static void errors_of_others_come_through(void **state)
{
    (void)state;
    heard h = {.fails_at_end_of_b = 1};
    licet_error err = {0};
    int runs;
    assert_int_equal(read(LC_SV("<a>\n<b/>\n<c/></a>"), &h, NULL, &runs, &err), LICET_E_SOURCE);
    assert_string_equal(err.message, "b is not wanted");
    assert_int_equal(err.line, 2);
    assert_null(strstr(h.log.data, "<c"));
    lc_buf_done(&h.log);
    const lc_reader in = {NULL, failing};
    const lc_xml_handler none = {0};
    lc_xml *x = lc_xml_open(&in, &none, NULL);
    bool more = true;
    assert_int_equal(lc_xml_run(x, &more, &err), LICET_E_IO);
    assert_true(more); /* untouched */
    lc_xml_close(x);
    lc_xml_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_with_names_and_places),
        cmocka_unit_test(pausing_changes_nothing_but_the_pace),
        cmocka_unit_test(other_encodings_come_out_as_utf8),
        cmocka_unit_test(hostile_xml_is_refused_with_its_place),
        cmocka_unit_test(limits_are_kept_and_named),
        cmocka_unit_test(errors_of_others_come_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
