/* Every sentence of codec/csv.h, one test each; then random bytes against a reader written the
 * plain way, over the whole text at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "codec/csv.h"
#include "codec/utf8.h"

/* Gives a text in pieces of a few bytes, and can fail. */
typedef struct pieces {
    lc_sv rest;
    size_t most;
    size_t fail_after; /* bytes; SIZE_MAX: never */
} pieces;

static int read_piece(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    pieces *p = ctx;
    size_t n = p->rest.len < p->most ? p->rest.len : p->most;
    if (p->fail_after == 0) return lc_fail(err, LICET_E_IO, "the disk is gone");
    if (n > cap) n = cap;
    if (n > p->fail_after) n = p->fail_after;
    if (n) memcpy(data, p->rest.data, n);
    p->rest = lc_sv_from(p->rest, n);
    if (p->fail_after != SIZE_MAX) p->fail_after -= n;
    *got = n;
    return 0;
}

/* A row as one line: "line:byte+bytes a|b|c", with what is wrong and where instead of the fields,
 * and a ~ at the end if the file ended early. */
static void tell_row(lc_buf *out, const lc_csv_row *r)
{
    lc_buf_printf(out, "%llu:%llu+%llu ", (unsigned long long)r->line, (unsigned long long)r->byte,
                  (unsigned long long)r->bytes);
    if (r->problem)
        lc_buf_printf(out, "!%s at %llu", r->problem, (unsigned long long)r->problem_byte);
    for (size_t i = 0; !r->problem && i < r->n; i++) {
        if (i) lc_buf_c(out, '|');
        lc_buf_sv(out, r->fields[i]);
    }
    lc_buf_z(out, r->ends_file_early ? "~\n" : "\n");
}

static int read_all(lc_sv text, const lc_csv_params *p, size_t piece, lc_buf *out, licet_error *e)
{
    pieces from = {text, piece, SIZE_MAX};
    lc_reader in = {&from, read_piece};
    lc_csv *csv = lc_csv_open(&in, p);
    lc_csv_row r;
    bool has = true;
    int rc;
    while (!(rc = lc_csv_next(csv, &has, &r, e)) && has) tell_row(out, &r);
    lc_csv_close(csv);
    return rc;
}

static void expect_with(lc_sv text, const lc_csv_params *p, const char *want)
{
    static const size_t piece[] = {1, 2, 3, 7, 1 << 20};
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
        lc_buf got = {0};
        lc_buf_z(&got, "");
        assert_int_equal(read_all(text, p, piece[i], &got, NULL), 0);
        assert_string_equal(got.data, want);
        lc_buf_done(&got);
    }
}

static void expect(const char *text, const char *want)
{
    expect_with(lc_sv_of(text), NULL, want);
}

static void fields_and_quotes(void **state)
{
    (void)state;
    expect("a,b,c\n", "1:0+5 a|b|c\n");
    expect("\"a\",\"b,c\",\"say \"\"x\"\"\"\n", "1:0+21 a|b,c|say \"x\"\n");
    expect("\"\",,\n", "1:0+4 ||\n");
    expect("\"\"\"\"\n", "1:0+4 \"\n");
    expect("a \"b\" c,d\"\n", "1:0+10 a \"b\" c|d\"\n"); /* only a quote at the start opens */
    expect(" \"a\",b\n", "1:0+6  \"a\"|b\n");
    expect("\"a\nb\r\nc\rd\",e\nf\n", "1:0+12 a\nb\r\nc\rd|e\n5:13+1 f\n");
}

static void line_ends(void **state)
{
    (void)state;
    expect("a\nb\r\nc\rd\n", "1:0+1 a\n2:2+1 b\n3:5+1 c\n4:7+1 d\n");
    expect("\n\r\n\ra\n\n\n\r\rb\n",
           "4:4+1 a\n9:10+1 b\n"); /* empty lines are skipped, and counted */
    expect("", "");
    expect("\n\n", "");
    expect(",\n", "1:0+1 |\n"); /* but a line of a separator is a row */
}

static void bytes_behind_a_quote(void **state)
{
    (void)state;
    expect("\"a\"b,c\nd\n",
           "1:0+6 !bytes between a closing quote and the next separator at 3\n2:7+1 d\n");
    expect("x,\"a\" ,c\nd\n",
           "1:0+8 !bytes between a closing quote and the next separator at 5\n2:9+1 d\n");
    expect("\"a\"b", "1:0+4 !bytes between a closing quote and the next separator at 3~\n");
    expect("\"\"\"a\"\"b\"c\rd\r",
           "1:0+9 !bytes between a closing quote and the next separator at 8\n2:10+1 d\n");
}

static void an_open_quote_costs_one_row(void **state)
{
    (void)state;
    expect("a,\"b\nc,d\ne,f\n",
           "1:0+4 !a quote that is never closed at 2~\n2:5+3 c|d\n3:9+3 e|f\n");
    /* The quote that ends it is another field's: the row in between is not lost. */
    expect("a,\"b\nc,d\n\"e\",f\n",
           "1:0+4 !a quote that is never closed at 2\n2:5+3 c|d\n3:9+5 e|f\n");
    expect("a,\"b\r\nc,d\r\n", "1:0+4 !a quote that is never closed at 2~\n2:6+3 c|d\n");
    expect("a,\"b", "1:0+4 !a quote that is never closed at 2~\n");
    expect("a,\"b\n", "1:0+4 !a quote that is never closed at 2~\n");
    expect("a,\"", "1:0+3 !a quote that is never closed at 2~\n");
    /* The open quote comes behind a field over several lines. */
    expect("\"a\nb\",\"c\nd\n", "1:0+8 !a quote that is never closed at 6~\n3:9+1 d\n");
}

static void bytes_that_are_no_text(void **state)
{
    (void)state;
    expect_with(LC_SV("a,b\0c\nd\n"), NULL, "1:0+5 !NUL byte in the row at 3\n2:6+1 d\n");
    expect("a,\xFF\nd\n", "1:0+3 !bytes that are not UTF-8 at 2\n2:4+1 d\n");
    expect("a,\xC3\nd\n", "1:0+3 !bytes that are not UTF-8 at 2\n2:4+1 d\n");
    expect("\"a\n\xED\xA0\x80\",b\nd\n", "1:0+9 !bytes that are not UTF-8 at 3\n3:10+1 d\n");
    expect("caf\xC3\xA9,\xF0\x9F\x98\x80\n", "1:0+10 caf\xC3\xA9|\xF0\x9F\x98\x80\n");
}

static void a_byte_order_mark_is_skipped(void **state)
{
    (void)state;
    expect("\xEF\xBB\xBF"
           "a,b\n",
           "1:3+3 a|b\n");
    expect("\xEF\xBB\xBF\"a\",b\n", "1:3+5 a|b\n");
    expect("\xEF\xBB\xBF", "");
    expect("a\n\xEF\xBB\xBF"
           "b\n",
           "1:0+1 a\n2:2+4 \xEF\xBB\xBF"
           "b\n"); /* elsewhere it is text */
    expect("\xEF\xBB", "1:0+2 !bytes that are not UTF-8 at 0~\n");
}

static void an_early_end_is_told(void **state)
{
    (void)state;
    expect("a,b\nc,d", "1:0+3 a|b\n2:4+3 c|d~\n");
    expect("a,", "1:0+2 a|~\n");
    expect("\"a\"", "1:0+3 a~\n");
    expect("a,b\n", "1:0+3 a|b\n");
}

static void limits(void **state)
{
    (void)state;
    lc_csv_params p = {.max_field_bytes = 4, .max_row_bytes = 12, .max_fields = 3};
    expect_with(LC_SV("abcd,e\n"), &p, "1:0+6 abcd|e\n");
    expect_with(LC_SV("abcde,e\nf\n"), &p, "1:0+7 !a field over the size limit at 0\n2:8+1 f\n");
    expect_with(LC_SV("x,\"abcde\",e\nf\n"), &p,
                "1:0+11 !a field over the size limit at 3\n2:12+1 f\n");
    expect_with(LC_SV("\"abcd\"\n"), &p, "1:0+6 abcd\n");
    expect_with(LC_SV("a,b,c\nd\n"), &p, "1:0+5 a|b|c\n2:6+1 d\n");
    expect_with(LC_SV("a,b,c,d,e\nf\n"), &p, "1:0+9 !more fields than the limit at 6\n2:10+1 f\n");
    expect_with(LC_SV("abcd,abcd,abcd\nf\n"), &p,
                "1:0+14 !a row over the size limit at 0\n2:15+1 f\n");
    /* The long field has line ends: reading goes on behind the line it opened on. */
    expect_with(LC_SV("\"ab\ncdefgh\",e\nf\n"), &p,
                "1:0+3 !a field over the size limit at 1\n2:4+9 !a field over the size limit at "
                "4\n3:14+1 f\n");
    /* It comes behind a field over two lines, which is not read a second time. */
    expect_with(LC_SV("\"a\nb\",abcdef\nf\n"), &p,
                "1:0+12 !a field over the size limit at 6\n3:13+1 f\n");
    p = (lc_csv_params){.separator = ';'};
    expect_with(LC_SV("a,b;c\n"), &p, "1:0+5 a,b|c\n");
    p.separator = '\t';
    expect_with(LC_SV("a\t\"b\tc\"\n"), &p, "1:0+7 a|b\tc\n");
}

/* A field of 1 MiB is the most that is taken without other words, and the memory for it is found.
 */
static void big_fields(void **state)
{
    (void)state;
    enum { MIB = 1 << 20 };
    lc_buf text = {0};
    for (int over = 0; over <= 1; over++) {
        lc_buf_clear(&text);
        lc_buf_z(&text, "a,\"");
        for (int i = 0; i < MIB + over; i++) lc_buf_c(&text, i % 80 == 79 ? '\n' : 'x');
        lc_buf_z(&text, "\",b\nlast,row\n");
        pieces from = {lc_buf_view(&text), 4000, SIZE_MAX};
        lc_reader in = {&from, read_piece};
        lc_csv *csv = lc_csv_open(&in, NULL);
        lc_csv_row r;
        bool has;
        assert_int_equal(lc_csv_next(csv, &has, &r, NULL), 0);
        if (over)
            assert_string_equal(r.problem, "a field over the size limit");
        else
            assert_int_equal(r.fields[1].len, MIB);
        size_t last = 0;
        while (!lc_csv_next(csv, &has, &r, NULL) && has)
            last = r.n == 2 && !r.problem ? (size_t)r.line : last;
        assert_int_equal(last, MIB / 80 + 2); /* every line end was counted */
        lc_csv_close(csv);
    }
    lc_buf_done(&text);
    lc_csv_close(NULL);
}

static void an_error_of_the_reader_is_handed_on(void **state)
{
    (void)state;
    static const char text[] = "a,b\nc,\"d\ne\"\nf,g\n";
    for (size_t after = 0; after < sizeof text - 1; after++) {
        pieces from = {lc_sv_of(text), 3, after};
        lc_reader in = {&from, read_piece};
        lc_csv *csv = lc_csv_open(&in, NULL);
        lc_csv_row r = {.line = 99};
        bool has = true;
        licet_error e = {0};
        int rc, rows = 0;
        while (!(rc = lc_csv_next(csv, &has, &r, &e)) && has) rows++;
        assert_int_equal(rc, LICET_E_IO);
        assert_string_equal(e.message, "the disk is gone");
        assert_true(rows < 3);
        assert_int_equal(lc_csv_next(csv, &has, &r, &e), LICET_E_IO); /* and stays an error */
        lc_csv_close(csv);
    }
}

/* ---- the plain way ---- */

typedef struct plain {
    lc_sv t;
    lc_csv_params p;
    size_t at;
    uint64_t line;
    lc_buf *out;
} plain;

static bool is_end(char c)
{
    return c == '\n' || c == '\r';
}

static size_t over_line_end(lc_sv t, size_t i)
{
    return i + (t.data[i] == '\r' && i + 1 < t.len && t.data[i + 1] == '\n' ? 2 : 1);
}

static size_t next_line_end(lc_sv t, size_t i)
{
    while (i < t.len && !is_end(t.data[i])) i++;
    return i;
}

static uint64_t lines_in(lc_sv t, size_t from, size_t to)
{
    uint64_t n = 0;
    for (size_t i = from; i < to && i < t.len;)
        if (is_end(t.data[i])) {
            n++;
            i = over_line_end(t, i);
        } else {
            i++;
        }
    return n;
}

/* One row from x->at. Reads on at: behind the line end at or after resume. */
static void plain_row(plain *x)
{
    const lc_sv t = x->t;
    const size_t start = x->at;
    const char *problem = NULL;
    size_t i = start, where = 0, resume = SIZE_MAX, fields = 0;
    bool open_end = false;
    lc_buf text = {0};
    while (!problem) {
        size_t from = i, to;
        bool quote = i < t.len && t.data[i] == '"';
        if (quote) {
            for (to = ++from;
                 to < t.len && (t.data[to] != '"' || (to + 1 < t.len && t.data[to + 1] == '"'));)
                to += t.data[to] == '"' ? 2 : 1;
            bool ends = to < t.len && (to + 1 == t.len || is_end(t.data[to + 1]) ||
                                       t.data[to + 1] == x->p.separator);
            size_t line_end = next_line_end(t, from);
            i = to + 1;
            if (to - from > x->p.max_field_bytes || to - start > x->p.max_row_bytes) {
                bool row = to - start > x->p.max_row_bytes &&
                           !(to - from > x->p.max_field_bytes &&
                             from - start + x->p.max_field_bytes <= x->p.max_row_bytes);
                problem = row ? "a row over the size limit" : "a field over the size limit";
                where = row ? start : from;
                resume = line_end;
            } else if (to >= t.len || (!ends && line_end < to)) {
                problem = "a quote that is never closed";
                where = from - 1;
                resume = line_end;
                open_end = to >= t.len;
            } else if (!ends) {
                problem = "bytes between a closing quote and the next separator";
                where = to + 1;
            } else if (to + 1 - start > x->p.max_row_bytes) {
                problem = "a row over the size limit";
                where = start;
                resume = line_end;
            }
        } else {
            for (to = from; to < t.len && !is_end(t.data[to]) && t.data[to] != x->p.separator;)
                to++;
            i = to;
            bool row = to - start > x->p.max_row_bytes &&
                       !(to - from > x->p.max_field_bytes &&
                         from - start + x->p.max_field_bytes <= x->p.max_row_bytes);
            if (row || to - from > x->p.max_field_bytes) {
                problem = row ? "a row over the size limit" : "a field over the size limit";
                where = row ? start : from;
            }
        }
        if (!problem && ++fields > x->p.max_fields) {
            problem = "more fields than the limit";
            where = from;
        }
        if (problem) break;
        if (fields > 1) lc_buf_c(&text, '|');
        for (size_t k = from; k < to; k++) {
            lc_buf_c(&text, t.data[k]);
            if (quote && t.data[k] == '"') k++;
        }
        if (i >= t.len || t.data[i] != x->p.separator) break;
        i++;
    }
    bool early = open_end || (!problem && i >= t.len);
    if (!problem) {
        size_t bad = lc_utf8_bad_at((lc_sv){t.data + start, i - start});
        if (bad != SIZE_MAX) {
            problem = t.data[start + bad] ? "bytes that are not UTF-8" : "NUL byte in the row";
            where = start + bad;
            early = false;
        }
    }
    size_t end = problem ? next_line_end(t, resume == SIZE_MAX ? i : resume) : i;
    if (problem && end == t.len) early = true;
    lc_buf_printf(x->out, "%llu:%zu+%zu ", (unsigned long long)x->line, start, end - start);
    if (problem)
        lc_buf_printf(x->out, "!%s at %zu", problem, where);
    else
        lc_buf_sv(x->out, lc_buf_view(&text));
    lc_buf_z(x->out, early ? "~\n" : "\n");
    size_t next = problem && end < t.len ? over_line_end(t, end) : end;
    x->line += lines_in(t, start, next);
    x->at = next;
    lc_buf_done(&text);
}

static void read_plainly(lc_sv text, const lc_csv_params *p, lc_buf *out)
{
    plain x = {.t = text, .p = *p, .line = 1, .out = out};
    if (lc_sv_starts(text, LC_SV("\xEF\xBB\xBF"))) x.at = 3;
    for (;;) {
        while (x.at < text.len && is_end(text.data[x.at])) {
            x.at = over_line_end(text, x.at);
            x.line++;
        }
        if (x.at >= text.len) return;
        plain_row(&x);
    }
}

static void random_bytes_agree_with_the_plain_way(void **state)
{
    (void)state;
    enum { ROUNDS = 60000, MOST = 40 };
    static const char letters[] = "ab,,\"\"\"\n\n\r\xC3\xA9\xEF\xBB\xBF\0;";
    unsigned seed = 11;
    for (int round = 0; round < ROUNDS; round++) {
        char text[MOST];
        size_t n = (size_t)rand_r(&seed) % MOST;
        lc_csv_params p = {',', 1000, 1000, 1000};
        if (round % 2)
            p = (lc_csv_params){',', (size_t)rand_r(&seed) % 8 + 1, (size_t)rand_r(&seed) % 20 + 1,
                                (size_t)rand_r(&seed) % 5 + 1};
        for (size_t i = 0; i < n; i++)
            text[i] = letters[(size_t)rand_r(&seed) % (sizeof letters - 1)];
        lc_buf want = {0}, got = {0};
        lc_buf_z(&want, "");
        lc_buf_z(&got, "");
        read_plainly((lc_sv){text, n}, &p, &want);
        assert_int_equal(read_all((lc_sv){text, n}, &p, (size_t)round % 5 + 1, &got, NULL), 0);
        if (!lc_sv_eq(lc_buf_view(&want), lc_buf_view(&got))) {
            print_message("round %d, limits %zu %zu %zu, text [%.*s]\nwant:\n%s\ngot:\n%s\n", round,
                          p.max_field_bytes, p.max_row_bytes, p.max_fields, (int)n, text, want.data,
                          got.data);
            fail();
        }
        lc_buf_done(&want);
        lc_buf_done(&got);
    }
}

/* ---- writing ---- */

static void put(const char *field, bool neutralise, const char *want)
{
    lc_buf b = {0};
    lc_csv_put_field(&b, lc_sv_of(field), ',', neutralise);
    if (!b.data) lc_buf_z(&b, "");
    assert_string_equal(b.data, want);
    lc_buf_done(&b);
}

static void written_fields(void **state)
{
    (void)state;
    put("plain", false, "plain");
    put("", false, "");
    put("a,b", false, "\"a,b\"");
    put("a;b", false, "a;b");
    put("say \"x\"", false, "\"say \"\"x\"\"\"");
    put("a\nb", false, "\"a\nb\"");
    put("a\rb", false, "\"a\rb\"");
    put("=1+1", false, "=1+1");
}

static void formulas_are_made_harmless(void **state)
{
    (void)state;
    static const char *const formulas[] = {"=1+1",
                                           "+A1",
                                           "-A1",
                                           "@SUM(A1)",
                                           "\tx",
                                           "  =1+1",
                                           "-",
                                           "+",
                                           "-1-2",
                                           "+1+2",
                                           "\xEF\xBC\x9D"
                                           "1",
                                           "-12.",
                                           "+12345"
                                           "a"};
    static const char *const plain_text[] = {
        "-12.5", "-7",  "+3000.00", "+49 30 1234567", "+1 (202) 555-0100", "a=b", "",
        "   ",   "x+1", "'=1"};
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        char want[64];
        snprintf(want, sizeof want, "'%s", formulas[i]);
        put(formulas[i], true, want);
    }
    for (size_t i = 0; i < sizeof plain_text / sizeof *plain_text; i++)
        put(plain_text[i], true, plain_text[i]);
    put("+3,000.00", true, "\"+3,000.00\"");
    put("=A1,\"x\"", true, "\"'=A1,\"\"x\"\"\"");
    put("\r=1", true, "\"'\r=1\"");
}

/* What is written is read again, whatever it is. */
static void what_is_written_is_read(void **state)
{
    (void)state;
    static const char letters[] = "ab, ;\"\n\r=\xC3\xA9";
    unsigned seed = 3;
    for (int round = 0; round < 5000; round++) {
        char field[12];
        size_t n = (size_t)rand_r(&seed) % sizeof field;
        for (size_t i = 0; i < n; i++)
            field[i] = letters[(size_t)rand_r(&seed) % (sizeof letters - 1)];
        if (lc_utf8_bad_at((lc_sv){field, n}) != SIZE_MAX) continue;
        lc_buf text = {0}, got = {0}, want = {0};
        lc_csv_put_field(&text, LC_SV("first"), ',', false);
        lc_buf_c(&text, ',');
        lc_csv_put_field(&text, (lc_sv){field, n}, ',', false);
        lc_buf_c(&text, '\n');
        assert_int_equal(read_all(lc_buf_view(&text), NULL, 3, &got, NULL), 0);
        lc_buf_printf(&want, "1:0+%zu first|%.*s\n", text.len - 1, (int)n, field);
        assert_string_equal(got.data, want.data);
        lc_buf_done(&text);
        lc_buf_done(&got);
        lc_buf_done(&want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_and_quotes),
        cmocka_unit_test(line_ends),
        cmocka_unit_test(bytes_behind_a_quote),
        cmocka_unit_test(an_open_quote_costs_one_row),
        cmocka_unit_test(bytes_that_are_no_text),
        cmocka_unit_test(a_byte_order_mark_is_skipped),
        cmocka_unit_test(an_early_end_is_told),
        cmocka_unit_test(limits),
        cmocka_unit_test(big_fields),
        cmocka_unit_test(an_error_of_the_reader_is_handed_on),
        cmocka_unit_test(random_bytes_agree_with_the_plain_way),
        cmocka_unit_test(written_fields),
        cmocka_unit_test(formulas_are_made_harmless),
        cmocka_unit_test(what_is_written_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
