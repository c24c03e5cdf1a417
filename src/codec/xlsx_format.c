/* Number formats (ECMA-376 part 1, 18.8.31): enough of them to know a date from a number and a part
 * number from a quantity. Dates are counted as the programs do it that people use: in the 1900
 * system day 60 is a 29 February 1900 that never was (18.17.4.1); the 1904 system starts 1,462 days
 * later. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "codec/xlsx_in.h"

enum {
    DAYS_1904 = 1462,
    PHANTOM_DAY = 60,
    DAY_SECONDS = 86400,
    FLOAT_DIGITS = 15, /* what a double always keeps of a decimal number */
    EXPAND_TO = 21,    /* longer numbers keep their exponent */
    EXPAND_FROM = -10
};
static const double LAST_DAY = 2958465;                     /* 9999-12-31 */
static const double WHOLE_MAX = 1e15, EXPANDED_MIN = 1e-10; /* 10 to the EXPAND_FROM */

/* ---- reading a code ---- */

typedef struct scan {
    bool year_or_day, month, hour_or_second, elapsed, digits, slash, exponent, point, comma,
        percent;
    bool other_literal_between, any_hash;
    unsigned before, zeros, decimals;
    bool literal_pending; /* since the last placeholder */
} scan;

static lc_sv bracket(lc_sv code, size_t at)
{
    size_t end = lc_sv_find(code, LC_SV("]"), at);
    if (end == SIZE_MAX) end = code.len;
    return lc_sv_make(code.data + at + 1, end - at - 1);
}

/* Bytes of the literal, escape, fill or bracket at the place; 0 if it is none. */
static size_t skip(lc_sv code, size_t at)
{
    size_t end;
    switch (code.data[at]) {
    case '"':
        end = lc_sv_find(code, LC_SV("\""), at + 1);
        return (end == SIZE_MAX ? code.len : end + 1) - at;
    case '\\':
    case '_':
    case '*': return at + 2 <= code.len ? 2 : 1;
    case '[':
        end = lc_sv_find(code, LC_SV("]"), at);
        return (end == SIZE_MAX ? code.len : end + 1) - at;
    }
    return 0;
}

static bool is_elapsed(lc_sv b)
{
    if (!b.len) return false;
    char c = (char)(b.data[0] | 0x20);
    if (c != 'h' && c != 'm' && c != 's') return false;
    for (size_t i = 1; i < b.len; i++)
        if ((b.data[i] | 0x20) != c) return false;
    return true;
}

static bool is_space_like(lc_sv code, size_t at, size_t n)
{
    lc_sv v = lc_sv_make(code.data + at, n);
    if (n && (v.data[0] == '\\' || v.data[0] == '"')) v = lc_sv_from(v, 1);
    if (v.len && code.data[at] == '"') v.len--;
    return v.len == 0 || lc_sv_is(v, " ") || lc_sv_is(v, "'") || lc_sv_is(v, "\xc2\xa0") ||
           lc_sv_is(v, "\xe2\x80\xaf") || lc_sv_is(v, "\xe2\x80\x99");
}

static void placeholder(scan *s, char c)
{
    s->digits = true;
    if (s->point) {
        s->decimals += c == '0';
        return;
    }
    s->before++;
    s->zeros += c == '0';
    s->any_hash |= c != '0';
    s->other_literal_between |= s->literal_pending;
    s->literal_pending = false;
}

static void letter(scan *s, lc_sv code, size_t at)
{
    char c = code.data[at];
    switch (c) {
    case '0':
    case '#':
    case '?': placeholder(s, c); return;
    case '.': s->point |= s->digits; return;
    case ',': s->comma = true; return;
    case '%': s->percent = true; return;
    case '/': s->slash = true; return;
    case 'y':
    case 'Y':
    case 'd':
    case 'D': s->year_or_day = true; return;
    case 'm':
    case 'M': s->month = true; return;
    case 'h':
    case 'H':
    case 's':
    case 'S': s->hour_or_second = true; return;
    case 'E':
        if (s->digits && at + 1 < code.len && strchr("+-", code.data[at + 1])) s->exponent = true;
        return;
    case 'e':
    case 'g':
    case 'b': /* years of eras, where there are no digits */
        if (!s->digits) s->year_or_day = true;
        return;
    case '-':
    case '(':
    case ')':
    case ':':
    case '+':
        if (s->before) s->literal_pending = true;
        return;
    }
}

static void scan_literal(scan *s, lc_sv code, size_t at, size_t n)
{
    char c = code.data[at];
    if (c == '[' && is_elapsed(bracket(code, at)))
        s->elapsed = true;
    else if ((c == '"' || c == '\\') && s->before && !is_space_like(code, at, n))
        s->literal_pending = true;
}

static scan scan_code(lc_sv code)
{
    scan s = {0};
    for (size_t i = 0; i < code.len;) {
        size_t n = skip(code, i);
        if (n)
            scan_literal(&s, code, i, n);
        else if (lc_sv_starts(lc_sv_from(code, i), LC_SV("AM/PM")))
            s.hour_or_second = true, n = 5;
        else if (lc_sv_starts(lc_sv_from(code, i), LC_SV("A/P")))
            s.hour_or_second = true, n = 3;
        else if (lc_sv_ieq(lc_sv_make(code.data + i, code.len - i < 7 ? code.len - i : 7),
                           LC_SV("General")))
            n = 7;
        else
            letter(&s, code, i);
        i += n ? n : 1;
    }
    return s;
}

static lc_format_section section_of(lc_sv code)
{
    scan s = scan_code(code);
    bool simple = !s.point && !s.comma && !s.percent && !s.exponent && !s.slash;
    return (lc_format_section){.code = code,
                               .identifier = simple && s.before >= 2 &&
                                             (!s.any_hash || s.other_literal_between),
                               .percent = s.percent,
                               .plain = !s.digits || s.exponent || s.slash,
                               .zeros = s.zeros,
                               .decimals = s.decimals,
                               .places = s.before};
}

static lc_xlsx_format_kind kind_of(const scan *s)
{
    if (s->elapsed) return LC_XLSX_FORMAT_SPAN;
    if (s->digits && !s->hour_or_second && !s->year_or_day) return LC_XLSX_FORMAT_NUMBER;
    if (s->year_or_day || (s->month && !s->hour_or_second)) return LC_XLSX_FORMAT_DATE;
    return s->hour_or_second ? LC_XLSX_FORMAT_TIME : LC_XLSX_FORMAT_NUMBER;
}

static lc_sv cut_section(lc_sv *rest)
{
    size_t i = 0;
    while (i < rest->len && rest->data[i] != ';') {
        size_t n = skip(*rest, i);
        i += n ? n : 1;
    }
    lc_sv first = lc_sv_make(rest->data, i);
    *rest = lc_sv_from(*rest, i + 1);
    return first;
}

/* "[<=9999999]" among the brackets of the section. */
static void read_condition(lc_sv code, lc_format *f)
{
    for (size_t at = lc_sv_find(code, LC_SV("["), 0); at != SIZE_MAX;
         at = lc_sv_find(code, LC_SV("["), at + 1)) {
        lc_sv b = bracket(code, at);
        if (!b.len || !strchr("<>=", b.data[0])) continue;
        char op = b.data[0];
        size_t n = 1;
        if (b.len > 1 && b.data[1] == '=') op = op == '<' ? 'l' : 'g', n = 2;
        if (b.len > 1 && b.data[1] == '>') op = 'n', n = 2;
        if (lc_xlsx_double(lc_sv_from(b, n), &f->limit)) f->condition = op;
        return;
    }
}

lc_format lc_format_of(lc_sv code)
{
    lc_format f = {0};
    if (lc_sv_ieq(code, LC_SV("General")) || !code.len) {
        f.section[0].plain = f.section[1].plain = true;
        return f;
    }
    lc_sv rest = code, first = cut_section(&rest);
    scan s = scan_code(first);
    f.kind = kind_of(&s);
    f.with_clock = s.hour_or_second;
    f.section[0] = section_of(first);
    read_condition(first, &f);
    f.section[1] = f.condition && rest.len ? section_of(cut_section(&rest)) : f.section[0];
    return f;
}

lc_xlsx_format_kind lc_xlsx_format_kind_of(lc_sv code)
{
    return lc_format_of(code).kind;
}

/* ---- writing a number ---- */

/* digits and exponent of %.14e as one run of digits: 1.5e-3 -> "0.0015". */
static void put_expanded(lc_buf *out, const char *digits, size_t n, int exponent)
{
    while (n > 1 && digits[n - 1] == '0') n--;
    if (exponent < 0) {
        lc_buf_z(out, "0.");
        for (int i = -1; i > exponent; i--) lc_buf_c(out, '0');
        lc_buf_put(out, digits, n);
        return;
    }
    size_t before = (size_t)exponent + 1;
    for (size_t i = 0; i < before; i++) lc_buf_c(out, i < n ? digits[i] : '0');
    if (n <= before) return;
    lc_buf_c(out, '.');
    lc_buf_put(out, digits + before, n - before);
}

/* 15 digits: 0.30000000000000004 is 0.3. */
static void put_plain(lc_buf *out, double v)
{
    char text[40], digits[FLOAT_DIGITS];
    if (v == 0) {
        lc_buf_c(out, '0');
        return;
    }
    snprintf(text, sizeof text, "%.*e", FLOAT_DIGITS - 1, fabs(v));
    digits[0] = text[0];
    memcpy(digits + 1, text + 2, FLOAT_DIGITS - 1);
    int exponent = atoi(strchr(text, 'e') + 1);
    if (v < 0) lc_buf_c(out, '-');
    if (exponent < EXPAND_TO && exponent >= EXPAND_FROM) {
        put_expanded(out, digits, FLOAT_DIGITS, exponent);
        return;
    }
    put_expanded(out, digits, FLOAT_DIGITS, 0);
    lc_buf_printf(out, "E%+03d", exponent);
}

static bool is_placeholder(char c)
{
    return c == '0' || c == '#' || c == '?';
}

/* Digits at the places of the code, with what stands around them. */
static void put_identifier(lc_buf *out, const lc_format_section *f, double v)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%.0f", v);
    unsigned place = 0;
    int used = 0;
    for (size_t i = 0; i < f->code.len;) {
        char c = f->code.data[i];
        size_t skipped = skip(f->code, i);
        if (c == '"' && skipped >= 2)
            lc_buf_put(out, f->code.data + i + 1, skipped - 2);
        else if (c == '\\' && skipped == 2)
            lc_buf_c(out, f->code.data[i + 1]);
        else if (!skipped && is_placeholder(c)) {
            int left = (int)(f->places - place++), have = n - used;
            int take = place == 1 && have > left ? have - left + 1 : have >= left;
            if (!take && c == '0') lc_buf_c(out, '0');
            lc_buf_put(out, digits + used, (size_t)take);
            used += take;
        } else if (!skipped) {
            lc_buf_c(out, c);
        }
        i += skipped ? skipped : 1;
    }
}

static void put_padded(lc_buf *out, const lc_format_section *f, double v)
{
    size_t start = out->len;
    put_plain(out, fabs(v));
    lc_buf text = {0};
    lc_buf_put(&text, out->data + start, out->len - start);
    out->len = start;
    size_t point = lc_sv_find(lc_buf_view(&text), LC_SV("."), 0);
    size_t whole = point == SIZE_MAX ? text.len : point;
    if (v < 0) lc_buf_c(out, '-');
    for (size_t i = whole; i < f->zeros; i++) lc_buf_c(out, '0');
    lc_buf_put(out, text.data, text.len);
    size_t decimals = point == SIZE_MAX ? 0 : text.len - point - 1;
    if (!decimals && f->decimals) lc_buf_c(out, '.');
    for (; decimals < f->decimals; decimals++) lc_buf_c(out, '0');
    lc_buf_done(&text);
}

static bool holds(const lc_format *f, double v)
{
    switch (f->condition) {
    case '<': return v < f->limit;
    case '>': return v > f->limit;
    case '=': return v == f->limit;
    case 'l': return v <= f->limit;
    case 'g': return v >= f->limit;
    case 'n': return v != f->limit;
    }
    return true;
}

static void put_number(lc_buf *out, const lc_format *f, double v)
{
    const lc_format_section *s = &f->section[holds(f, v) ? 0 : 1];
    if (s->plain || fabs(v) >= WHOLE_MAX || (v != 0 && fabs(v) < EXPANDED_MIN)) {
        put_plain(out, v); /* with an exponent there are no places to fill */
        return;
    }
    if (s->identifier && v >= 0 && v == floor(v))
        put_identifier(out, s, v);
    else
        put_padded(out, s, s->percent ? v * 100 : v);
    if (s->percent) lc_buf_c(out, '%');
}

/* ---- writing a date ---- */

static void put_clock(lc_buf *out, int64_t seconds)
{
    lc_buf_printf(out, "%02lld:%02lld:%02lld", (long long)(seconds / 3600),
                  (long long)(seconds / 60 % 60), (long long)(seconds % 60));
}

static void put_day(lc_buf *out, int64_t day)
{
    char text[LC_DATE_TEXT];
    if (day == PHANTOM_DAY) {
        lc_buf_z(out, "1900-02-29");
        return;
    }
    int64_t first = (int64_t)lc_date_ymd(1900, 1, 1) - (day > PHANTOM_DAY ? 2 : 1);
    lc_buf_z(out, lc_date_text((lc_date)(first + day), text));
}

static void put_date(lc_buf *out, lc_xlsx_format_kind kind, double v, bool with_clock)
{
    double day = floor(v);
    int64_t seconds = llround((v - day) * DAY_SECONDS), whole = (int64_t)day;
    if (seconds == DAY_SECONDS) seconds = 0, whole++;
    if (kind == LC_XLSX_FORMAT_SPAN) {
        put_clock(out, whole * DAY_SECONDS + seconds);
        return;
    }
    if (kind == LC_XLSX_FORMAT_DATE) put_day(out, whole);
    if (kind == LC_XLSX_FORMAT_DATE && with_clock && seconds) lc_buf_c(out, 'T');
    if (kind == LC_XLSX_FORMAT_TIME || (with_clock && seconds)) put_clock(out, seconds);
}

void lc_format_put(const lc_format *f, double v, bool is_1904, lc_buf *out, bool *out_is_date)
{
    bool is_day = f->kind == LC_XLSX_FORMAT_DATE;
    double day = is_day && is_1904 ? v + DAYS_1904 : v;
    *out_is_date =
        f->kind != LC_XLSX_FORMAT_NUMBER && v >= 0 && (!is_day || day >= 1) && day < LAST_DAY + 1;
    if (*out_is_date)
        put_date(out, f->kind, day, f->with_clock);
    else if (f->kind == LC_XLSX_FORMAT_NUMBER)
        put_number(out, f, v);
    else
        put_plain(out, v);
}

void lc_xlsx_number_text(double number, lc_sv format_code, bool is_1904, lc_buf *out,
                         bool *out_is_date)
{
    lc_format f = lc_format_of(format_code);
    bool is_date;
    lc_format_put(&f, number, is_1904, out, &is_date);
    *out_is_date = is_date;
}
