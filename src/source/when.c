#include "source/when.h"

enum { YEAR_DIGITS = 4, MIN_YEAR = 1800, MAX_YEAR = 2200, MAX_NAME = 9 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool number(lc_sv t, int *out)
{
    uint64_t v;
    if (!t.len || t.len > YEAR_DIGITS || !lc_sv_u64(t, &v)) return false;
    *out = (int)v;
    return true;
}

static bool is_year(lc_sv t, int *out)
{
    return t.len == YEAR_DIGITS && number(t, out) && *out >= MIN_YEAR && *out <= MAX_YEAR;
}

/* 1..12 for "Jan", "Jan.", "January"; 0 if it is none. */
static int month_of(lc_sv t)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    if (lc_sv_ends(t, LC_SV("."))) t.len--;
    if (t.len < 3 || t.len > MAX_NAME) return 0;
    for (int i = 0; i < 12; i++) {
        lc_sv name = lc_sv_of(names[i]);
        if (t.len <= name.len && lc_sv_ieq(t, (lc_sv){name.data, t.len})) return i + 1;
    }
    return lc_sv_ieq(t, LC_SV("sept")) ? 9 : 0;
}

/* ---- parts between separators ---- */

/* Up to three parts between one of the separators; how many, or 0 if there are more. */
static size_t split(lc_sv t, const char *separators, lc_sv out[3])
{
    size_t n = 0, from = 0;
    if (!t.len) return 0;
    for (size_t i = 0; i <= t.len; i++) {
        if (i < t.len && !strchr(separators, t.data[i])) continue;
        lc_sv part = lc_build_trim((lc_sv){t.data + from, i - from});
        from = i + 1;
        if (!part.len) continue;
        if (n == 3) return 0;
        out[n++] = part;
    }
    return n;
}

/* The number of a part that may be unknown: "00", "dd", "mm". */
static bool part_or_none(lc_sv t, int max, int *out)
{
    *out = 0;
    if (lc_sv_ieq(t, LC_SV("dd")) || lc_sv_ieq(t, LC_SV("mm"))) return true;
    return t.len <= 2 && number(t, out) && *out <= max;
}

typedef struct day {
    int y, m, d; /* m, d 0: not known */
} day;

static bool day_first(lc_sv t, day *out)
{
    lc_sv p[3];
    size_t n = split(t, "/.", p);
    *out = (day){0};
    if (n == 3)
        return part_or_none(p[0], 31, &out->d) && part_or_none(p[1], 12, &out->m) &&
               is_year(p[2], &out->y);
    return n == 2 && part_or_none(p[0], 12, &out->m) && is_year(p[1], &out->y);
}

static bool iso(lc_sv t, day *out)
{
    lc_sv p[3];
    size_t time = lc_sv_find(t, LC_SV("T"), 0);
    if (time == 10) t.len = time;
    if (t.len == 16 && t.data[10] == '-') t.len = 10; /* the zone, as in 1964-07-17-04:00 */
    size_t n = split(t, "-", p);
    *out = (day){0};
    if (n < 2 || !is_year(p[0], &out->y) || !part_or_none(p[1], 12, &out->m)) return false;
    return n == 2 ? out->m > 0 : part_or_none(p[2], 31, &out->d);
}

/* "9 May 1962", "09-Dec-1962", "May 1962", "December, 1975", "July 4, 1962" */
static bool named(lc_sv t, day *out)
{
    lc_sv p[3];
    size_t n = split(t, " -,\t\r\n", p);
    *out = (day){0};
    if (n == 2) {
        out->m = month_of(p[0]);
        return out->m && is_year(p[1], &out->y);
    }
    if (n != 3 || !is_year(p[2], &out->y)) return false;
    lc_sv d = p[0], m = p[1];
    if (is_letter(p[0].data[0])) d = p[1], m = p[0];
    out->m = month_of(m);
    return out->m && part_or_none(d, 31, &out->d);
}

static bool any(lc_sv t, day *out)
{
    *out = (day){0};
    return is_year(t, &out->y) || day_first(t, out) || iso(t, out) || named(t, out);
}

static bool whole(day d, lc_date *out)
{
    lc_date r = d.m && d.d ? lc_date_ymd(d.y, d.m, d.d) : LC_DATE_NONE;
    if (r == LC_DATE_NONE) return false;
    *out = r;
    return true;
}

bool lc_when_day(lc_sv text, lc_date *out)
{
    day d;
    return any(lc_build_trim(text), &d) && whole(d, out);
}

/* ---- inside a sentence ---- */

/* The run of letters, digits, slashes and points at a place. */
static lc_sv word_at(lc_sv t, size_t at)
{
    size_t n = at;
    while (n < t.len && (is_digit(t.data[n]) || is_letter(t.data[n]) || strchr("/.", t.data[n])))
        n++;
    return (lc_sv){t.data + at, n - at};
}

static size_t behind_blanks(lc_sv t, size_t at)
{
    while (at < t.len && (t.data[at] == ' ' || t.data[at] == '\n')) at++;
    return at;
}

/* A day that begins at this place: "25 Jan. 2001" or "30/01/1972". */
static bool day_at(lc_sv t, size_t at, lc_date *out)
{
    lc_sv first = word_at(t, at);
    if (lc_when_day(first, out)) return true;
    size_t second_at = behind_blanks(t, at + first.len);
    lc_sv second = word_at(t, second_at);
    size_t third_at = behind_blanks(t, second_at + second.len);
    lc_sv third = word_at(t, third_at);
    if (third.len > YEAR_DIGITS) third.len = YEAR_DIGITS;
    day d = {.m = month_of(second)};
    return d.m && part_or_none(first, 31, &d.d) && is_year(third, &d.y) && whole(d, out);
}

bool lc_when_day_in(lc_sv t, lc_date *out)
{
    for (size_t i = 0; i < t.len; i++)
        if (is_digit(t.data[i]) && (i == 0 || !is_digit(t.data[i - 1])) && day_at(t, i, out))
            return true;
    return false;
}

/* ---- births ---- */

static lc_sv written(lc_arena *a, day d, bool circa)
{
    const char *about = circa ? "circa " : "";
    if (!d.m) return lc_arena_printf(a, "%s%04d", about, d.y);
    if (!d.d) return lc_arena_printf(a, "%s%04d-%02d", about, d.y, d.m);
    return lc_arena_printf(a, "%s%04d-%02d-%02d", about, d.y, d.m, d.d);
}

/* Cuts a word off the front, with what may stand between it and the next. */
static bool cut_word(lc_sv *t, const char *word)
{
    size_t n = strlen(word);
    if (t->len <= n || !lc_sv_ieq((lc_sv){t->data, n}, lc_sv_of(word))) return false;
    *t = lc_sv_from(*t, n);
    while (t->len && strchr(" .:", t->data[0])) *t = lc_sv_from(*t, 1);
    return true;
}

static bool cut_circa(lc_sv *t)
{
    static const char *const words[] = {"approximately", "approx", "circa", "about",
                                        "around",        "ca.",    "c."};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cut_word(t, words[i])) return true;
    return false;
}

/* "1955 and 1958", "1955-1958", "1955 to 1958" */
static bool range(lc_sv t, int *from, int *to)
{
    if (t.len < 2 * YEAR_DIGITS + 1) return false;
    lc_sv first = {t.data, YEAR_DIGITS};
    lc_sv last = {t.data + t.len - YEAR_DIGITS, YEAR_DIGITS};
    lc_sv between = lc_sv_trim((lc_sv){t.data + YEAR_DIGITS, t.len - 2 * YEAR_DIGITS});
    bool joined = lc_sv_is(between, "-") || lc_sv_ieq(between, LC_SV("and")) ||
                  lc_sv_ieq(between, LC_SV("to")) || lc_sv_is(between, "\xE2\x80\x93");
    return joined && is_year(first, from) && is_year(last, to) && *from <= *to;
}

lc_sv lc_when_birth(lc_arena *a, lc_sv text)
{
    lc_sv t = lc_build_trim(text), rest = t;
    bool circa = cut_circa(&rest);
    cut_word(&rest, "between");
    int from, to;
    day d;
    if (range(rest, &from, &to)) return lc_arena_printf(a, "%04d to %04d", from, to);
    return any(rest, &d) ? written(a, d, circa) : t;
}

lc_sv lc_when_parts(lc_arena *a, lc_sv year, lc_sv month, lc_sv day_text, bool circa)
{
    day d = {0};
    if (!is_year(lc_build_trim(year), &d.y)) return LC_SV_NONE;
    if (!part_or_none(lc_build_trim(month), 12, &d.m)) d.m = 0;
    if (!d.m || !part_or_none(lc_build_trim(day_text), 31, &d.d)) d.d = 0;
    return written(a, d, circa);
}

lc_sv lc_when_range(lc_arena *a, lc_sv from_year, lc_sv to_year)
{
    int from, to;
    bool has_from = is_year(lc_build_trim(from_year), &from);
    bool has_to = is_year(lc_build_trim(to_year), &to);
    if (has_from && has_to && from < to) return lc_arena_printf(a, "%04d to %04d", from, to);
    if (has_from || has_to) return lc_arena_printf(a, "%04d", has_from ? from : to);
    return LC_SV_NONE;
}
