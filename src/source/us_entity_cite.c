#include "source/us_entity.h"

enum { FIRST_VOLUME_YEAR = 1935, CENTURY_FROM = 97, MAX_NOTICES = 64 };

typedef struct notice {
    lc_sv volume, page;
    lc_date day; /* LC_DATE_NONE: none, or one that does not fit */
    int month, dom, year;
} notice;

static size_t digits(lc_sv t, size_t at)
{
    size_t n = 0;
    while (at + n < t.len && t.data[at + n] >= '0' && t.data[at + n] <= '9') n++;
    return n;
}

static size_t skip(lc_sv t, size_t at, const char *any)
{
    while (at < t.len && strchr(any, t.data[at]) && t.data[at]) at++;
    return at;
}

/* A number of at most four digits; its length, or 0. */
static size_t small(lc_sv t, size_t at, int *out)
{
    size_t n = digits(t, at);
    uint64_t v;
    if (!n || n > 4 || !lc_sv_u64((lc_sv){t.data + at, n}, &v)) return 0;
    *out = (int)v;
    return n;
}

/* A number and a slash; behind them, or 0. */
static size_t slashed(lc_sv t, size_t at, int *out)
{
    size_t n = small(t, at, out);
    return n && at + n < t.len && t.data[at + n] == '/' ? at + n + 1 : 0;
}

/* "11/21/11" or "12/23/2020" at a place; behind it, or 0. */
static size_t read_day(lc_sv t, size_t at, notice *out)
{
    int month, dom, year;
    size_t day_at = slashed(t, at, &month);
    size_t year_at = day_at ? slashed(t, day_at, &dom) : 0;
    size_t n = year_at ? small(t, year_at, &year) : 0;
    if (n != 2 && n != 4) return 0;
    if (n == 2) year += year >= CENTURY_FROM ? 1900 : 2000;
    out->month = month;
    out->dom = dom;
    out->year = year;
    out->day = lc_date_ymd(year, month, dom);
    return year_at + n;
}

/* "66 FR 24266" at a place; behind it, or 0. */
static size_t read_notice(lc_sv t, size_t at, notice *out)
{
    size_t n = digits(t, at);
    *out = (notice){.volume = {t.data + at, n}, .day = LC_DATE_NONE};
    if (!n || n > 3) return 0;
    size_t word = skip(t, at + n, " \n");
    if (lc_sv_starts(lc_sv_from(t, word), LC_SV("FR")))
        word += 2;
    else if (lc_sv_starts(lc_sv_from(t, word), LC_SV("F.R.")))
        word += 4;
    else
        return 0;
    at = skip(t, word, " \n");
    n = digits(t, at);
    out->page = (lc_sv){t.data + at, n};
    return n ? at + n : 0;
}

/* The next notice of t from *at on. */
static bool next_notice(lc_sv t, size_t *at, notice *out)
{
    for (size_t i = *at; i < t.len;) {
        size_t n = digits(t, i), end = read_notice(t, i, out);
        if (!end) {
            i += n ? n : 1;
            continue;
        }
        /* words the web page put between, and the day, before the next notice */
        for (size_t k = end; k < t.len; k++) {
            notice other;
            size_t behind = read_day(t, k, out);
            if (behind || read_notice(t, k, &other)) {
                end = behind ? behind : end;
                break;
            }
            k += digits(t, k);
        }
        *at = end;
        return true;
    }
    return false;
}

static void judge(lc_input *in, notice *c, uint64_t line, uint64_t byte)
{
    uint64_t volume = 0;
    lc_sv_u64(c->volume, &volume);
    if (c->day == LC_DATE_NONE && !c->month) {
        lc_input_tell(in, "no_date", line, byte, false, "%.*s FR %.*s stands without a day",
                      LC_SV_ARG(c->volume), LC_SV_ARG(c->page));
    } else if (c->day == LC_DATE_NONE || c->year != (int)volume + FIRST_VOLUME_YEAR) {
        lc_input_tell(in, "bad_date", line, byte, false,
                      "%.*s FR %.*s is not of %d/%d/%d: volume %.*s is of %d; its day is not used",
                      LC_SV_ARG(c->volume), LC_SV_ARG(c->page), c->month, c->dom, c->year,
                      LC_SV_ARG(c->volume), (int)volume + FIRST_VOLUME_YEAR);
        c->day = LC_DATE_NONE;
    }
}

static lc_sv notice_text(lc_arena *a, const notice *c)
{
    if (!c->month)
        return lc_arena_printf(a, "%.*s FR %.*s", LC_SV_ARG(c->volume), LC_SV_ARG(c->page));
    return lc_arena_printf(a, "%.*s FR %.*s, %d/%d/%02d", LC_SV_ARG(c->volume), LC_SV_ARG(c->page),
                           c->month, c->dom, c->year % 100);
}

void lc_el_citation(lc_input *in, lc_build *b, lc_sv text, uint64_t line, uint64_t byte)
{
    lc_sv parts[MAX_NOTICES], published = lc_build_line(b, text);
    lc_entry *e = &b->entry;
    notice c;
    size_t n = 0, at = 0;
    while (n < MAX_NOTICES && next_notice(text, &at, &c)) {
        judge(in, &c, line, byte);
        parts[n++] = notice_text(b->arena, &c);
        if (c.day != LC_DATE_NONE && (e->from == LC_DATE_NONE || c.day < e->from)) e->from = c.day;
    }
    e->from_is_publication = e->from != LC_DATE_NONE;
    e->citation = n ? lc_build_join(b->arena, parts, n, LC_SV("; ")) : published;
    if (n && !lc_sv_eq(e->citation, published))
        lc_build_attr(b, LC_SV("citation_as_published"), published);
    if (!n && published.len)
        lc_input_tell(in, "bad_citation", line, byte, false, "\"%.*s\" cites no notice; kept",
                      (int)(published.len > 80 ? 80 : published.len), published.data);
}
