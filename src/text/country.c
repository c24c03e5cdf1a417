#include "text/country.h"

#include "text/country_part.h"
#include "text/fold.h"

static const struct {
    const char *alpha2, *alpha3, *name;
} countries[] = {
#include "text/country_codes.inc"
};

static const lc_country_row names[] = {
#include "text/country_names.inc"
};

enum { N_COUNTRIES = sizeof countries / sizeof *countries, N_NAMES = sizeof names / sizeof *names };

/* Letters that are in use for a country beside its ISO code: the EU's for Greece and the United
 * Kingdom. */
static const struct {
    const char *letters, *alpha2;
} reserved[] = {{"UK", "GB"}, {"EL", "GR"}};

const lc_country_row *lc_country_rows(size_t *out_n)
{
    *out_n = N_NAMES;
    return names;
}

const lc_country_row *lc_country_find(lc_sv folded)
{
    size_t lo = 0, hi = N_NAMES;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = lc_sv_cmp(lc_sv_of(names[mid].name), folded);
        if (c == 0) return &names[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* N_COUNTRIES: there is none. */
static size_t find_alpha2(lc_sv two)
{
    char a = upper(two.data[0]), b = upper(two.data[1]);
    size_t i = 0;
    while (i < N_COUNTRIES && (countries[i].alpha2[0] != a || countries[i].alpha2[1] != b)) i++;
    return i;
}

static lc_sv of_alpha2(lc_sv letters)
{
    size_t found = find_alpha2(letters);
    if (found < N_COUNTRIES) return lc_sv_make(countries[found].alpha2, 2);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (lc_sv_ieq(letters, lc_sv_of(reserved[i].letters)))
            return lc_sv_make(reserved[i].alpha2, 2);
    return LC_SV_NONE;
}

lc_sv lc_country_of_letters(lc_sv letters)
{
    if (letters.len == 2) return of_alpha2(letters);
    for (size_t i = 0; letters.len == 3 && i < N_COUNTRIES; i++)
        if (lc_sv_ieq(letters, lc_sv_of(countries[i].alpha3)))
            return lc_sv_make(countries[i].alpha2, 2);
    return LC_SV_NONE;
}

static bool is_folded(lc_sv text)
{
    char before = ' ';
    for (size_t i = 0; i < text.len; before = text.data[i++]) {
        char c = text.data[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word && (c != ' ' || before == ' ')) return false;
    }
    return before != ' ';
}

static lc_sv of_name(lc_sv text)
{
    lc_arena *a = is_folded(text) ? NULL : lc_arena_new();
    lc_sv folded = a ? lc_fold(a, text) : text;
    if (lc_sv_starts(folded, LC_SV("the "))) folded = lc_sv_from(folded, 4);
    const lc_country_row *row = lc_country_find(folded);
    lc_arena_free(a);
    return row ? lc_sv_of(row->code) : LC_SV_NONE;
}

lc_sv lc_country_code(lc_sv text)
{
    lc_sv t = lc_sv_trim(text);
    lc_sv code = lc_country_of_letters(t);
    return code.len || t.len < 2 ? code : of_name(t);
}

lc_sv lc_country_name(lc_sv code)
{
    size_t found = code.len == 2 ? find_alpha2(code) : N_COUNTRIES;
    return found < N_COUNTRIES ? lc_sv_of(countries[found].name) : LC_SV_NONE;
}

/* Places that lists and customers write under the state they belong to as often as under their
 * own code. The first of a row is the state. */
static const char *const one_place[][10] = {
    {"CN", "HK", "MO"},
    {"US", "PR", "GU", "VI", "AS", "MP", "UM"},
    {"FR", "GP", "MQ", "GF", "RE", "YT", "MF", "BL", "PM"},
    {"NL", "AW", "CW", "SX", "BQ"},
    {"DK", "FO", "GL"},
    {"NO", "SJ"},
    {"FI", "AX"},
};

static bool is_in(lc_sv code, const char *const *row)
{
    for (size_t i = 0; i < 10 && row[i]; i++)
        if (lc_sv_ieq(code, lc_sv_of(row[i]))) return true;
    return false;
}

bool lc_country_compatible(lc_sv a, lc_sv b)
{
    if (a.len != 2 || b.len != 2) return false;
    if (lc_sv_ieq(a, b)) return true;
    for (size_t i = 0; i < sizeof one_place / sizeof *one_place; i++)
        if (is_in(a, one_place[i]) && is_in(b, one_place[i])) return true;
    return false;
}
