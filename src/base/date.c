#include "base/date.h"

/* Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
static int32_t days_from_civil(int y, int m, int d)
{
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void lc_date_split(lc_date date, int *year, int *month, int *day)
{
    int z = date + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

lc_date lc_date_ymd(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return LC_DATE_NONE;
    lc_date d = days_from_civil(year, month, day);
    int y, m, dd;
    lc_date_split(d, &y, &m, &dd);
    return y == year && m == month && dd == day ? d : LC_DATE_NONE;
}

/* A run of digits between min and max long; moves *at behind it. */
static bool digits(lc_sv t, size_t *at, int min, int max, int *out)
{
    int n = 0, v = 0;
    while (*at < t.len && n < max && t.data[*at] >= '0' && t.data[*at] <= '9') {
        v = v * 10 + (t.data[*at] - '0');
        ++*at;
        n++;
    }
    *out = v;
    return n >= min;
}

static bool is_char(lc_sv t, size_t *at, char c)
{
    if (*at >= t.len || t.data[*at] != c) return false;
    ++*at;
    return true;
}

static bool finish(int y, int m, int d, lc_date *out)
{
    lc_date r = lc_date_ymd(y, m, d);
    if (r == LC_DATE_NONE) return false;
    *out = r;
    return true;
}

static bool iso_prefix(lc_sv t, size_t *at, lc_date *out)
{
    int y, m, d;
    return digits(t, at, 4, 4, &y) && is_char(t, at, '-') && digits(t, at, 2, 2, &m) &&
           is_char(t, at, '-') && digits(t, at, 2, 2, &d) && finish(y, m, d, out);
}

bool lc_date_iso(lc_sv t, lc_date *out)
{
    size_t at = 0;
    lc_date d;
    if (!iso_prefix(t, &at, &d) || at != t.len) return false;
    *out = d;
    return true;
}

static int month_name(lc_sv t)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (t.len < 3) return 0;
    for (int i = 0; i < 12; i++)
        if (lc_sv_ieq((lc_sv){t.data, 3}, (lc_sv){names + 3 * i, 3})) return i + 1;
    return 0;
}

static bool split_three(lc_sv t, char sep, int first_max, int *a, int *b, int *c)
{
    size_t at = 0;
    return digits(t, &at, 1, first_max, a) && is_char(t, &at, sep) && digits(t, &at, 1, 2, b) &&
           is_char(t, &at, sep) && digits(t, &at, 4, 4, c) && at == t.len;
}

static bool day_month_name(lc_sv t, lc_date *out)
{
    size_t at = 0;
    int d, y;
    if (!digits(t, &at, 1, 2, &d)) return false;
    if (!is_char(t, &at, '-') && !is_char(t, &at, ' ')) return false;
    size_t start = at;
    while (at < t.len && t.data[at] != '-' && t.data[at] != ' ') at++;
    int m = month_name((lc_sv){t.data + start, at - start});
    if (!is_char(t, &at, '-') && !is_char(t, &at, ' ')) return false;
    return m && digits(t, &at, 4, 4, &y) && at == t.len && finish(y, m, d, out);
}

bool lc_date_any(lc_sv text, lc_date *out)
{
    lc_sv t = lc_sv_trim(text);
    int a, b, c;
    size_t at = 0;
    lc_date d;
    if (iso_prefix(t, &at, &d) && (at == t.len || t.data[at] == 'T' || t.data[at] == ' ')) {
        *out = d;
        return true;
    }
    if (split_three(t, '/', 2, &a, &b, &c)) return finish(c, a, b, out);
    if (split_three(t, '.', 2, &a, &b, &c)) return finish(c, b, a, out);
    if (day_month_name(t, out)) return true;
    at = 0;
    if (t.len == 8 && digits(t, &at, 4, 4, &a) && digits(t, &at, 2, 2, &b) &&
        digits(t, &at, 2, 2, &c))
        return finish(a, b, c, out);
    return false;
}

static char *two(char *p, int v)
{
    p[0] = (char)('0' + v / 10 % 10);
    p[1] = (char)('0' + v % 10);
    return p + 2;
}

char *lc_date_text(lc_date d, char out[LC_DATE_TEXT])
{
    out[0] = 0;
    if (d == LC_DATE_NONE) return out;
    int y, m, dd;
    lc_date_split(d, &y, &m, &dd);
    if (y < 0 || y > 9999) return out;
    char *p = two(two(out, y / 100), y % 100);
    *p++ = '-';
    p = two(p, m);
    *p++ = '-';
    *two(p, dd) = 0;
    return out;
}

lc_date lc_date_of_time(int64_t s)
{
    int64_t d = s / 86400 - (s % 86400 < 0);
    return (lc_date)d;
}

char *lc_time_text(int64_t s, char out[LC_TIME_TEXT])
{
    lc_date d = lc_date_of_time(s);
    int rest = (int)(s - (int64_t)d * 86400);
    lc_date_text(d, out);
    char *p = out + 10;
    *p++ = 'T';
    p = two(p, rest / 3600);
    *p++ = ':';
    p = two(p, rest / 60 % 60);
    *p++ = ':';
    p = two(p, rest % 60);
    *p++ = 'Z';
    *p = 0;
    return out;
}

bool lc_time_iso(lc_sv t, int64_t *out)
{
    size_t at = 0;
    lc_date d;
    int h = 0, m = 0, s = 0;
    if (!iso_prefix(t, &at, &d)) return false;
    if (at < t.len) {
        if (!is_char(t, &at, 'T') && !is_char(t, &at, ' ')) return false;
        if (!digits(t, &at, 2, 2, &h) || !is_char(t, &at, ':') || !digits(t, &at, 2, 2, &m) ||
            !is_char(t, &at, ':') || !digits(t, &at, 2, 2, &s) || h > 23 || m > 59 || s > 60)
            return false;
        if (is_char(t, &at, '.'))
            while (at < t.len && t.data[at] >= '0' && t.data[at] <= '9') at++;
        lc_sv zone = lc_sv_from(t, at);
        if (zone.len && !lc_sv_is(zone, "Z") && !lc_sv_is(zone, "+00:00")) return false;
    }
    *out = (int64_t)d * 86400 + h * 3600 + m * 60 + s;
    return true;
}
