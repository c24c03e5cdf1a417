/* Which encodings are taken, which are refused, and that what is taken comes out as the same text
 * however it is read. ICU makes the samples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <unicode/ucnv.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/charset.h"
#include "text/fold.h"

static lc_arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = lc_arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

/* UTF-8 text in another encoding. */
static lc_sv in(const char *encoding, const char *utf8)
{
    UErrorCode ue = U_ZERO_ERROR;
    size_t cap = 4 * strlen(utf8) + 8;
    char *out = lc_arena_alloc(arena, cap);
    int32_t n =
        ucnv_convert(encoding, "UTF-8", out, (int32_t)cap, utf8, (int32_t)strlen(utf8), &ue);
    if (U_FAILURE(ue)) fail_msg("%s: %s", encoding, u_errorName(ue));
    for (int32_t i = 0; i < n; i++)
        if (out[i] == 0x1A && !strstr(encoding, "UTF-16"))
            fail_msg("%s cannot say: %s", encoding, utf8);
    return lc_sv_make(out, (size_t)n);
}

static lc_sv with_mark(const char *mark, size_t len, lc_sv text)
{
    char *p = lc_arena_alloc(arena, len + text.len + 1);
    memcpy(p, mark, len);
    memcpy(p + len, text.data, text.len);
    return lc_sv_make(p, len + text.len);
}

static lc_charset_kind kind_of(lc_sv bytes)
{
    lc_charset_kind kind = LC_CHARSET_UNKNOWN;
    size_t mark = 99;
    licet_error e = {0};
    int rc = lc_charset_detect(bytes, true, &kind, &mark, &e);
    if (rc) {
        assert_int_equal(rc, LICET_E_ENCODING);
        assert_int_equal(mark, 99);
        assert_true(e.has_byte && e.byte < bytes.len);
        assert_non_null(strstr(e.remedy, "UTF-8"));
        return LC_CHARSET_UNKNOWN;
    }
    return kind;
}

/* Lists as they look: a header, separators, a language of names. */
static const char western[] =
    "name;country;address\r\n"
    "M\xC3\xBCller & S\xC3\xB6hne GmbH;DE;Stra\xC3\x9F"
    "e 5, 80331 M\xC3\xBCnchen\r\n"
    "Soci\xC3\xA9t\xC3\xA9 G\xC3\xA9n\xC3\xA9rale d'\xC3\x89lectricit\xC3\xA9;FR;12, rue de "
    "l'\xC3\x89glise, Orl\xC3\xA9"
    "ans\r\n"
    "Compa\xC3\xB1\xC3\xAD"
    "a Espa\xC3\xB1ola de Inversi\xC3\xB3n;ES;Calle Nu\xC3\xB1"
    "ez 4\r\n"
    "Importa\xC3\xA7\xC3\xB5"
    "es S\xC3\xA3o Jo\xC3\xA3o;BR;Pra\xC3\xA7"
    "a da S\xC3\xA9\r\n"
    "Trading \xE2\x80\x9CQuay\xE2\x80\x9D \xE2\x80\x93 Caf\xC3\xA9;GB;\xC2\xA3"
    "5 House\r\n";

static const char *const foreign[] = {
    "\xD0\x9E\xD0\x9E\xD0\x9E \xD0\xA2\xD0\xBE\xD1\x80\xD0\xB3\xD0\xBE\xD0\xB2\xD1\x8B\xD0\xB9 "
    "\xD0\x94\xD0\xBE\xD0\xBC;RU;\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0\n",
    "\xCE\x95\xCF\x84\xCE\xB1\xCE\xB9\xCF\x81\xCE\xB5\xCE\xAF\xCE\xB1 "
    "\xCE\x95\xCE\xBC\xCF\x80\xCE\xBF\xCF\x81\xCE\xAF\xCE\xBF\xCF\x85;GR;"
    "\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1\n",
    "\xD7\x97\xD7\x91\xD7\xA8\xD7\xAA \xD7\xA1\xD7\x97\xD7\xA8;IL;\xD7\xAA\xD7\x9C "
    "\xD7\x90\xD7\x91\xD7\x99\xD7\x91\n",
    "\xD8\xB4\xD8\xB1\xD9\x83\xD8\xA9 "
    "\xD8\xA7\xD9\x84\xD8\xAA\xD8\xAC\xD8\xA7\xD8\xB1\xD8\xA9;AE;\xD8\xAF\xD8\xA8\xD9\x8A\n",
    "\xE8\xB4\xB8\xE6\x98\x93\xE5\x85\xAC\xE5\x8F\xB8;CN;"
    "\xE5\x8C\x97\xE4\xBA\xAC\xE5\xB8\x82\xE6\x9C\x9D\xE9\x98\xB3\xE5\x8C\xBA\n",
    "\xE8\xB2\xBF\xE6\x98\x93\xE5\x85\xAC\xE5\x8F\xB8;TW;\xE5\x8F\xB0\xE5\x8C\x97\xE5\xB8\x82\n",
    "\xE8\xB2\xBF\xE6\x98\x93\xE4\xBC\x9A\xE7\xA4\xBE;JP;"
    "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xAE\xE6\xB8\xAF\n",
    "\xEB\xAC\xB4\xEC\x97\xAD \xED\x9A\x8C\xEC\x82\xAC;KR;\xEC\x84\x9C\xEC\x9A\xB8\n",
};

static void encodings_that_are_taken(void **state)
{
    (void)state;
    assert_int_equal(kind_of(LC_SV("plain,ascii\n")), LC_CHARSET_UTF8);
    assert_int_equal(kind_of(LC_SV("")), LC_CHARSET_UTF8);
    assert_int_equal(kind_of(lc_sv_of(western)), LC_CHARSET_UTF8);
    assert_int_equal(kind_of(in("windows-1252", western)), LC_CHARSET_WINDOWS1252);
    assert_int_equal(kind_of(in("UTF-16LE", western)), LC_CHARSET_UTF16LE);
    assert_int_equal(kind_of(in("UTF-16BE", western)), LC_CHARSET_UTF16BE);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        lc_sv le = in("UTF-16LE", foreign[i]), be = in("UTF-16BE", foreign[i]);
        assert_int_equal(kind_of(lc_sv_of(foreign[i])), LC_CHARSET_UTF8);
        assert_int_equal(kind_of(le), LC_CHARSET_UTF16LE);
        assert_int_equal(kind_of(be), LC_CHARSET_UTF16BE);
        assert_int_equal(kind_of(with_mark("\xFF\xFE", 2, le)), LC_CHARSET_UTF16LE);
        assert_int_equal(kind_of(with_mark("\xFE\xFF", 2, be)), LC_CHARSET_UTF16BE);
    }
    assert_int_equal(kind_of(in("ISO-8859-1", "Jos\xC3\xA9,\xC3\x85ngstr\xC3\xB6m\n")),
                     LC_CHARSET_WINDOWS1252);
    assert_int_equal(kind_of(LC_SV("Jos\xE9\n")), LC_CHARSET_WINDOWS1252);
}

static void marks(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        lc_charset_kind kind;
        size_t mark;
    } cases[] = {
        {"\xEF\xBB\xBF"
         "a",
         4, LC_CHARSET_UTF8, 3},
        {"\xFF\xFE"
         "a\0",
         4, LC_CHARSET_UTF16LE, 2},
        {"\xFE\xFF\0a", 4, LC_CHARSET_UTF16BE, 2},
        {"\xFF\xFE", 2, LC_CHARSET_UTF16LE, 2},
        {"a", 1, LC_CHARSET_UTF8, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_charset_kind kind;
        size_t mark;
        assert_int_equal(
            lc_charset_detect((lc_sv){cases[i].bytes, cases[i].len}, true, &kind, &mark, NULL), 0);
        assert_int_equal(kind, cases[i].kind);
        assert_int_equal(mark, cases[i].mark);
    }
    assert_int_equal(kind_of(LC_SV("\xFF\xFE\0\0a\0\0\0")), LC_CHARSET_UNKNOWN); /* UTF-32 */
    assert_int_equal(kind_of(LC_SV("\0\0\xFE\xFF\0\0\0a")), LC_CHARSET_UNKNOWN);
}

/* Never read as the nearest thing. */
static void encodings_that_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t language;
    } cases[] = {
        {"KOI8-R", 0},     {"KOI8-U", 0},       {"windows-1251", 0}, {"ISO-8859-5", 0},
        {"IBM866", 0},     {"windows-1253", 1}, {"ISO-8859-7", 1},   {"windows-1255", 2},
        {"ISO-8859-8", 2}, {"windows-1256", 3}, {"ISO-8859-6", 3},   {"GBK", 4},
        {"GB18030", 4},    {"Big5", 5},         {"Shift_JIS", 6},    {"EUC-JP", 6},
        {"EUC-KR", 7},     {"windows-949", 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_sv bytes = in(cases[i].name, foreign[cases[i].language]);
        if (kind_of(bytes) != LC_CHARSET_UNKNOWN) fail_msg("%s was taken", cases[i].name);
        lc_buf list = {0}; /* and among many rows in plain letters */
        for (int k = 0; k < 50; k++)
            lc_buf_z(&list, "Harbour Trading Limited;GB;1 Quay Street, London\n");
        lc_buf_sv(&list, bytes);
        if (kind_of(lc_buf_view(&list)) != LC_CHARSET_UNKNOWN)
            fail_msg("%s in a list was taken", cases[i].name);
        lc_buf_done(&list);
    }
}

static void binary_is_refused(void **state)
{
    (void)state;
    char bytes[4096];
    unsigned seed = 1;
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)rand_r(&seed);
        assert_int_equal(kind_of((lc_sv){bytes, sizeof bytes}), LC_CHARSET_UNKNOWN);
    }
    assert_int_equal(kind_of(LC_SV("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\xFF\x9F\x90\x8D")),
                     LC_CHARSET_UNKNOWN);
}

static void damage_does_not_change_the_encoding(void **state)
{
    (void)state;
    lc_sv text = lc_sv_of(western);
    char *p = lc_arena_z(arena, text);
    p[lc_sv_find(text, LC_SV("\xC3\xBCnchen"), 0)] = 'x'; /* one stray continuation byte */
    assert_int_equal(kind_of(lc_sv_of(p)), LC_CHARSET_UTF8);
    /* A sequence that the end of what was looked at cuts in two is no damage. */
    lc_charset_kind kind;
    size_t mark;
    assert_int_equal(lc_charset_detect(LC_SV("Jos\xC3"), false, &kind, &mark, NULL), 0);
    assert_int_equal(kind, LC_CHARSET_UTF8);
}

static void words_for_people(void **state)
{
    (void)state;
    assert_string_equal(lc_charset_word(LC_CHARSET_UTF8), "UTF-8");
    assert_string_equal(lc_charset_word(LC_CHARSET_UTF16LE), "UTF-16LE");
    assert_string_equal(lc_charset_word(LC_CHARSET_UTF16BE), "UTF-16BE");
    assert_string_equal(lc_charset_word(LC_CHARSET_WINDOWS1252), "Windows-1252");
    assert_string_equal(lc_charset_word(LC_CHARSET_UNKNOWN), "unknown");
}

/* ---- the reader ---- */

typedef struct pieces {
    lc_sv rest;
    size_t most;
    bool fail;
} pieces;

static int read_piece(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    pieces *p = ctx;
    if (p->fail && !p->rest.len) return lc_fail(err, LICET_E_IO, "gone");
    size_t n = p->rest.len < p->most ? p->rest.len : p->most;
    *got = n < cap ? n : cap;
    if (*got) memcpy(data, p->rest.data, *got);
    p->rest = lc_sv_from(p->rest, *got);
    return 0;
}

/* All of it, read cap bytes at a time from pieces of most bytes; *out is untouched on failure. */
static int read_all(lc_sv bytes, size_t most, size_t cap, bool fail, lc_sv *out, licet_error *e)
{
    pieces from = {bytes, most, fail};
    lc_reader raw = {&from, read_piece};
    lc_charset *c;
    lc_buf all = {0};
    int rc = lc_charset_open(&raw, &c, e);
    if (rc) return rc;
    lc_reader text = lc_charset_reader(c);
    for (size_t got = 1; !rc && got;) {
        char *room = lc_arena_alloc(arena, cap);
        rc = text.read(text.ctx, room, cap, &got, e);
        if (!rc) lc_buf_put(&all, room, got);
    }
    if (!rc) *out = lc_arena_sv(arena, lc_buf_view(&all));
    lc_charset_close(c);
    lc_buf_done(&all);
    return rc;
}

static void expect(lc_sv bytes, const char *want)
{
    static const size_t caps[] = {1, 2, 3, 5, 7, 8, 9, 64, 1 << 20};
    for (size_t i = 0; i < sizeof caps / sizeof *caps; i++)
        for (size_t most = 1; most <= bytes.len + 1; most = most * 4 + 1) {
            lc_sv got = LC_SV("untouched");
            licet_error e = {0};
            if (read_all(bytes, most, caps[i], false, &got, &e)) fail_msg("%s", e.message);
            assert_string_equal(got.data, want);
        }
}

static void every_encoding_comes_out_as_utf8(void **state)
{
    (void)state;
    expect(lc_sv_of(western), western);
    expect(in("windows-1252", western), western);
    expect(in("UTF-16LE", western), western);
    expect(in("UTF-16BE", western), western);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        expect(with_mark("\xEF\xBB\xBF", 3, lc_sv_of(foreign[i])), foreign[i]);
        expect(with_mark("\xFF\xFE", 2, in("UTF-16LE", foreign[i])), foreign[i]);
        expect(with_mark("\xFE\xFF", 2, in("UTF-16BE", foreign[i])), foreign[i]);
    }
    expect(with_mark("\xFF\xFE", 2, in("UTF-16LE", "\xF0\x9F\x98\x80 a\n")),
           "\xF0\x9F\x98\x80 a\n");
    expect(LC_SV_NONE, "");
    expect(LC_SV("\xFF\xFE"), "");
}

static void damage_is_marked(void **state)
{
    (void)state;
    expect(LC_SV("\xFF\xFE"
                 "a\0\0\xD8"
                 "b\0"),
           "a\xEF\xBF\xBD"
           "b"); /* half a pair */
    expect(LC_SV("\xFF\xFE"
                 "a\0b"),
           "a\xEF\xBF\xBD"); /* half a unit */
    expect(LC_SV("\xFE\xFF\0a\xDC\0"), "a\xEF\xBF\xBD");
    /* In Windows-1252 five bytes are nothing; ICU would take them for controls. */
    expect(LC_SV("\xE9t\xE9 \xE9t\xE9 \xE9t\xE9 \x81"),
           "\xC3\xA9t\xC3\xA9 \xC3\xA9t\xC3\xA9 \xC3\xA9t\xC3\xA9 \xEF\xBF\xBD");
    expect(LC_SV("Jos\xC3\xA9 Jos\xC3\xA9 \xFF"),
           "Jos\xC3\xA9 Jos\xC3\xA9 \xFF"); /* UTF-8 passes through */
}

/* The decision stays open for as long as only ASCII was seen, however long that is. */
static void the_decision_is_made_late(void **state)
{
    (void)state;
    lc_buf ascii = {0};
    while (ascii.len < 700 * 1024)
        lc_buf_z(&ascii, "Harbour Trading Limited;GB;1 Quay Street, London\n");
    static const struct {
        const char *encoding;
        const char *text;
        lc_charset_kind kind;
    } cases[] = {{"UTF-8", "Jos\xC3\xA9\n", LC_CHARSET_UTF8},
                 {"windows-1252", "Jos\xC3\xA9\n", LC_CHARSET_WINDOWS1252},
                 {"KOI8-R", NULL, LC_CHARSET_UNKNOWN},
                 {"UTF-8", "x\n", LC_CHARSET_UTF8}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_buf all = {0}, want = {0};
        const char *text = cases[i].text ? cases[i].text : foreign[0];
        lc_buf_sv(&all, lc_buf_view(&ascii));
        lc_buf_sv(&all, in(cases[i].encoding, text));
        lc_buf_sv(&want, lc_buf_view(&ascii));
        lc_buf_z(&want, text);
        lc_sv got = LC_SV_NONE;
        licet_error e = {0};
        int rc = read_all(lc_buf_view(&all), 65536, 50000, false, &got, &e);
        assert_int_equal(rc, cases[i].kind == LC_CHARSET_UNKNOWN ? LICET_E_ENCODING : 0);
        if (rc)
            assert_int_equal(e.byte, ascii.len); /* the place in the file, not in the window */
        else
            assert_true(lc_sv_eq(got, lc_buf_view(&want)));
        lc_buf_done(&all);
        lc_buf_done(&want);
    }
    lc_buf_done(&ascii);
}

static void errors_of_the_reader_are_handed_on(void **state)
{
    (void)state;
    lc_sv got;
    licet_error e = {0};
    assert_int_equal(read_all(LC_SV("a\n"), 1, 100, true, &got, &e), LICET_E_IO);
    lc_buf big = {0};
    while (big.len < 400 * 1024) lc_buf_z(&big, "plain text, long enough for a second look\n");
    assert_int_equal(read_all(lc_buf_view(&big), 1 << 16, 1 << 16, true, &got, &e), LICET_E_IO);
    lc_buf_done(&big);
    lc_charset_close(NULL);
}

static void utf8_is_checked(void **state)
{
    (void)state;
    size_t bad = 77;
    assert_true(lc_utf8_ok(LC_SV("Jos\xC3\xA9 \xF0\x9F\x98\x80"), &bad));
    assert_int_equal(bad, 77);
    assert_false(lc_utf8_ok(LC_SV("ab\xC0\xAF"), &bad));
    assert_int_equal(bad, 2);
    assert_false(lc_utf8_ok(LC_SV("\xED\xA0\x80"), NULL));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(encodings_that_are_taken),
        CASE(marks),
        CASE(encodings_that_are_refused),
        CASE(binary_is_refused),
        CASE(damage_does_not_change_the_encoding),
        CASE(words_for_people),
        CASE(every_encoding_comes_out_as_utf8),
        CASE(damage_is_marked),
        CASE(the_decision_is_made_late),
        CASE(errors_of_the_reader_are_handed_on),
        CASE(utf8_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
