/* Cells about goods: amounts, quantities, classifications. */
#include <math.h>
#include <stdlib.h>

#include "engine/orders_cells.h"

enum { LONGEST = 64, GROUP = 3, ECCN_BASE = 5, HTS6 = 6 };

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Blanks a number may be grouped with: ASCII, no-break, narrow no-break, thin. */
static size_t blank_at(lc_sv s, size_t i)
{
    static const char *const blanks[] = {" ", "\xC2\xA0",    "\xE2\x80\xAF", "\xE2\x80\x89",
                                         "'", "\xE2\x80\x99"};
    for (size_t b = 0; b < sizeof blanks / sizeof *blanks; b++)
        if (lc_sv_starts(lc_sv_from(s, i), lc_sv_of(blanks[b]))) return strlen(blanks[b]);
    return 0;
}

/* The one run of digits and marks in a cell; blanks inside the run go. Letters around it are what
 * is left. False if there is no run, or a second one. */
static bool split_number(lc_sv cell, char number[LONGEST], char around[LONGEST])
{
    size_t n = 0, m = 0;
    bool ended = false;
    if (cell.len >= LONGEST) return false;
    for (size_t i = 0; i < cell.len;) {
        size_t gap = blank_at(cell, i);
        char c = cell.data[i];
        bool part = digit(c) || (n && (c == '.' || c == ','));
        if (part && ended) return false;
        if (part)
            number[n++] = c;
        else if (n && gap && i + gap < cell.len && digit(cell.data[i + gap]) &&
                 !ended) { /* grouping */
        } else {
            ended = n > 0;
            if (!gap) around[m++] = c;
        }
        i += !part && gap ? gap : 1;
    }
    while (n && !digit(number[n - 1])) n--;
    number[n] = around[m] = 0;
    return n > 0;
}

/* Which mark, if any, stands before the decimals: the last one if it stands alone and not in front
 * of exactly three digits, or if the other mark stands before it. '?' if it cannot be told. */
static char decimal_mark(const char *number, bool money)
{
    const char *point = strrchr(number, '.'), *comma = strrchr(number, ',');
    if (point && comma) return point > comma ? '.' : ',';
    const char *last = point ? point : comma;
    if (!last) return 0;
    if (strchr(number, *last) != last) return 0; /* 1.450.000: several of one kind group */
    bool three = strlen(last + 1) == GROUP;
    bool may_group = three && last - number <= GROUP && number[0] != '0';
    if (!may_group) return *last;
    return money ? 0 : '?'; /* no currency has three decimals on an invoice in dollars */
}

/* Groups of three behind every mark that is not the decimal one. */
static bool grouped_well(const char *number, char decimal)
{
    size_t run = 0;
    bool grouped = false;
    for (const char *p = number; *p && (*p != decimal || !decimal); p++) {
        if (digit(*p)) {
            run++;
            continue;
        }
        if (grouped ? run != GROUP : run > GROUP || !run) return false;
        grouped = true;
        run = 0;
    }
    return !grouped || run == GROUP;
}

static bool value_of(const char *number, bool money, double *out)
{
    char plain[LONGEST];
    size_t n = 0;
    char decimal = decimal_mark(number, money);
    if (decimal == '?' || !grouped_well(number, decimal)) return false;
    for (const char *p = number; *p; p++) {
        if (digit(*p))
            plain[n++] = *p;
        else if (*p == decimal)
            plain[n++] = '.';
    }
    plain[n] = 0;
    *out = strtod(plain, NULL);
    return isfinite(*out);
}

bool lc_cell_money(const lc_words_table *t, lc_arena *a, lc_sv cell, double *out, bool *out_usd,
                   bool *out_other)
{
    char number[LONGEST], around[LONGEST];
    if (!split_number(lc_sv_trim(cell), number, around) || strchr(around, '-') ||
        strchr(around, '('))
        return false;
    lc_sv unit = lc_sv_of(around);
    bool dollar = lc_sv_is(unit, "$");
    bool usd = dollar || lc_words_value(t, a, "currency", lc_words_key(a, unit)).len > 0;
    double v;
    if (!value_of(number, true, &v)) return false;
    *out_usd = usd && !dollar; /* a bare $ is many countries' */
    *out_other = unit.len && !usd;
    *out = v;
    return true;
}

bool lc_cell_quantity(lc_sv cell, double *out)
{
    char number[LONGEST], around[LONGEST];
    return split_number(lc_sv_trim(cell), number, around) && !strchr(around, '-') &&
           value_of(number, false, out);
}

/* ---- classification ---- */

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 738.2(d): category digit, product group A to E, three digits. */
static bool eccn_base(lc_sv v)
{
    return v.len >= ECCN_BASE && digit(v.data[0]) && upper(v.data[1]) >= 'A' &&
           upper(v.data[1]) <= 'E' && digit(v.data[2]) && digit(v.data[3]) && digit(v.data[4]);
}

/* Paragraph behind the base, however it is written: ".c", "c", "(c)(1)", " c.1", ".a.2.b". One
 * level is one letter (y is followed by numbers), one number, or a roman numeral in letters. */
static bool paragraph(lc_sv rest, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < rest.len;) {
        char c = rest.data[i];
        if (c && strchr(".-() /", c)) {
            if (c == '/' && i + 1 < rest.len) return false; /* "5A002/5D002": two of them */
            i++;
            continue;
        }
        if (!digit(c) && !letter(c)) return false;
        out[n++] = '.';
        bool number = digit(c);
        while (i < rest.len && (number ? digit(rest.data[i]) : letter(rest.data[i])))
            out[n++] = lower(rest.data[i++]);
    }
    out[n] = 0;
    return true;
}

/* "5D992.c (mass market)": what stands behind the first blank and has words in it is a remark. */
static lc_sv without_remark(lc_sv text)
{
    enum { WORD = 4 };
    size_t blank = lc_sv_find(text, LC_SV(" "), ECCN_BASE + 1), run = 0;
    for (size_t i = blank; blank != SIZE_MAX && i < text.len; i++) {
        run = letter(text.data[i]) ? run + 1 : 0;
        if (run == WORD) return lc_sv_make(text.data, blank);
    }
    return text;
}

static bool is_usml(lc_arena *a, lc_sv text)
{
    static const char *const words[] = {"usml", "itar", "uscategory", "22cfr121"};
    lc_sv key = lc_words_key(a, text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lc_sv_starts(key, lc_sv_of(words[i]))) return true;
    return false;
}

lc_sv lc_cell_eccn(lc_arena *a, lc_sv cell)
{
    enum { PARAGRAPH = 2 * LONGEST + 1 };
    lc_sv text = lc_sv_trim(cell);
    if (!text.len || text.len >= LONGEST) return LC_SV_NONE;
    if (lc_sv_is(lc_words_key(a, text), "ear99")) return LC_SV("EAR99");
    if (is_usml(a, text)) return LC_SV("USML");
    if (lc_sv_starts(text, LC_SV("ECCN"))) text = lc_sv_trim(lc_sv_from(text, 4));
    while (text.len && strchr(": ", text.data[0])) text = lc_sv_from(text, 1);
    text = without_remark(text);
    char behind[PARAGRAPH];
    if (!eccn_base(text) || !paragraph(lc_sv_from(text, ECCN_BASE), behind)) return LC_SV_NONE;
    return lc_arena_printf(a, "%c%c%.3s%s", text.data[0], upper(text.data[1]), text.data + 2,
                           behind);
}

const char *lc_eccn_item_type(lc_sv eccn)
{
    if (!eccn_base(eccn)) return "";
    switch (eccn.data[1]) {
    case 'D': return "software";
    case 'E': return "technology";
    default: return "commodity";
    }
}

lc_sv lc_cell_hts6(lc_arena *a, lc_sv cell)
{
    char *out = lc_arena_alloc(a, HTS6 + 1);
    size_t n = 0;
    for (size_t i = 0; i < cell.len && n < HTS6; i++) {
        if (digit(cell.data[i]))
            out[n++] = cell.data[i];
        else if (!strchr(". -", cell.data[i]))
            return LC_SV_NONE;
    }
    return n == HTS6 ? lc_sv_make(out, n) : LC_SV_NONE;
}
