/* Dates as tables have them. Day and month are told apart by the whole column where one cell
 * cannot: a wrong guess would ask the lists of another day. */
#include "engine/orders_cells.h"

enum {
    MAX_TOKENS = 3,
    /* Excel's day numbers: 36526 is 2000-01-01, 73050 is 2099-12-31 (counted from 1899-12-30). */
    EXCEL_FIRST = 36526,
    EXCEL_LAST = 73050
};

typedef struct token {
    bool number;
    int value; /* of a number, or month of a word */
    size_t len;
} token;

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool separator(char c)
{
    return c == '/' || c == '-' || c == '.' || c == ',' || c == ' ';
}

/* 2026年7月31日 has its separators in words. */
static lc_sv with_separators(lc_arena *a, lc_sv cell)
{
    static const char *const words[] = {"年", "月", "日", "년", "월", "일", "号", "г."};
    char *out = lc_arena_alloc(a, cell.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < cell.len;) {
        size_t skip = 0;
        for (size_t w = 0; w < sizeof words / sizeof *words && !skip; w++)
            if (lc_sv_starts(lc_sv_from(cell, i), lc_sv_of(words[w]))) skip = strlen(words[w]);
        out[n++] = skip ? '-' : cell.data[i];
        i += skip ? skip : 1;
    }
    while (n && separator(out[n - 1])) n--;
    return lc_sv_make(out, n);
}

/* The time behind a date does not matter: "2026-07-31T00:00:00", "31.07.2026 08:15". */
static lc_sv without_time(lc_sv cell)
{
    size_t colon = lc_sv_find(cell, LC_SV(":"), 0);
    if (colon == SIZE_MAX) return cell;
    while (colon > 0 && cell.data[colon - 1] != ' ' && cell.data[colon - 1] != 'T') colon--;
    return colon ? lc_sv_trim(lc_sv_make(cell.data, colon - 1)) : cell;
}

static bool read_number(lc_sv part, token *out)
{
    uint64_t v;
    if (!lc_sv_u64(part, &v) || v > 9999) return false;
    *out = (token){true, (int)v, part.len};
    return true;
}

static bool read_month(const lc_words_table *t, lc_arena *a, lc_sv part, token *out)
{
    lc_sv month = t ? lc_words_value(t, a, "month", lc_words_key(a, part)) : LC_SV_NONE;
    uint64_t v;
    if (!lc_sv_u64(month, &v)) return false;
    *out = (token){false, (int)v, part.len};
    return true;
}

/* Cuts a cell into exactly three tokens; false if it is anything else. t may be NULL: numbers only.
 */
static bool tokens_of(const lc_words_table *t, lc_arena *a, lc_sv cell, token out[MAX_TOKENS])
{
    size_t n = 0;
    for (size_t i = 0; i < cell.len;) {
        size_t start = i;
        while (i < cell.len && !separator(cell.data[i])) i++;
        lc_sv part = lc_sv_make(cell.data + start, i - start);
        if (part.len && n == MAX_TOKENS) return false;
        bool filler = !part.len || (n == 1 && lc_sv_is(part, "de")); /* 31 de julio de 2026 */
        filler |= n == 2 && lc_sv_is(part, "de");
        if (!filler) {
            if (!read_number(part, &out[n]) && !read_month(t, a, part, &out[n])) return false;
            n++;
        }
        i++;
    }
    return n == MAX_TOKENS;
}

static lc_dating day_of(int y, int m, int d, lc_date *out)
{
    lc_date day = lc_date_ymd(y, m, d);
    if (day == LC_DATE_NONE) return LC_DATING_UNREADABLE;
    *out = day;
    return LC_DATING_DAY;
}

/* x and y stand before the year. A point between them means day first (DIN 5008 and the usage of
 * all countries that write points); a stroke means either. */
static lc_dating two_numbers(int x, int y, int year, lc_date_order order, bool points, lc_date *out)
{
    if (x > 12 || points) return day_of(year, y, x, out);
    if (y > 12 || x == y) return day_of(year, x, y, out);
    switch (order) {
    case LC_DATE_ORDER_OPEN:
    case LC_DATE_ORDER_MIXED: return LC_DATING_AMBIGUOUS;
    case LC_DATE_ORDER_DAY_FIRST: return day_of(year, y, x, out);
    case LC_DATE_ORDER_MONTH_FIRST: break;
    }
    return day_of(year, x, y, out);
}

static lc_dating from_digits(lc_sv cell, lc_date *out)
{
    uint64_t v;
    if (!lc_sv_u64(cell, &v)) return LC_DATING_UNREADABLE;
    if (cell.len == 8) return day_of((int)(v / 10000), (int)(v / 100 % 100), (int)(v % 100), out);
    if (cell.len != 5 || v < EXCEL_FIRST || v > EXCEL_LAST) return LC_DATING_UNREADABLE;
    *out = lc_date_ymd(1899, 12, 30) + (lc_date)v;
    return LC_DATING_DAY;
}

static lc_dating from_tokens(const token *k, lc_date_order order, bool points, lc_date *out)
{
    if (k[0].number && k[0].len == 4 && k[2].number) /* year first */
        return day_of(k[0].value, k[1].value, k[2].value, out);
    if (!k[2].number || k[2].len != 4) return LC_DATING_UNREADABLE; /* no two-digit years */
    if (k[0].number && k[1].number)
        return two_numbers(k[0].value, k[1].value, k[2].value, order, points, out);
    if (k[0].number && !k[1].number) return day_of(k[2].value, k[1].value, k[0].value, out);
    if (!k[0].number && k[1].number) return day_of(k[2].value, k[0].value, k[1].value, out);
    return LC_DATING_UNREADABLE;
}

lc_dating lc_cell_date(const lc_words_table *t, lc_arena *a, lc_sv cell, lc_date_order order,
                       lc_date *out)
{
    enum { LONGEST = 64 };
    lc_sv text = lc_sv_trim(cell);
    token k[MAX_TOKENS];
    if (!text.len) return LC_DATING_NONE;
    if (text.len > LONGEST) return LC_DATING_UNREADABLE;
    text = without_time(with_separators(a, text));
    bool all_digits = true;
    for (size_t i = 0; i < text.len; i++) all_digits &= digit(text.data[i]);
    if (all_digits) return from_digits(text, out);
    if (!tokens_of(t, a, text, k)) return LC_DATING_UNREADABLE;
    bool points = lc_sv_find(text, LC_SV("."), 0) != SIZE_MAX;
    return from_tokens(k, order, points, out);
}

lc_date_order lc_cell_date_order(lc_sv cell, lc_date_order so_far)
{
    token k[MAX_TOKENS];
    lc_sv text = without_time(lc_sv_trim(cell));
    if (lc_sv_find(text, LC_SV("."), 0) != SIZE_MAX || !tokens_of(NULL, NULL, text, k))
        return so_far;
    if (k[0].len == 4 || k[2].len != 4) return so_far;
    bool day_first = k[0].value > 12 && k[1].value >= 1 && k[1].value <= 12;
    bool month_first = k[1].value > 12 && k[0].value >= 1 && k[0].value <= 12;
    if (!day_first && !month_first) return so_far;
    lc_date_order says = day_first ? LC_DATE_ORDER_DAY_FIRST : LC_DATE_ORDER_MONTH_FIRST;
    return so_far == LC_DATE_ORDER_OPEN || so_far == says ? says : LC_DATE_ORDER_MIXED;
}
