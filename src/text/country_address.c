/* Countries in free-text addresses. Three traps: the names and codes of US states (Georgia; CA, DE,
 * IN), places called after countries (Lebanon, Pennsylvania; New Mexico), and streets (Jordan
 * Road). A US state counts as one only where a ZIP code of that state stands with it. */
#include "text/country.h"

#include "text/country_part.h"
#include "text/fold.h"

enum { MAX_WORDS = 256, MAX_HAN = 10 };

typedef struct found {
    lc_sv *codes;
    size_t n, max;
} found;

static void add(found *f, lc_sv code)
{
    for (size_t i = 0; i < f->n; i++)
        if (lc_sv_eq(f->codes[i], code)) return;
    if (code.len && f->n < f->max) f->codes[f->n++] = code;
}

/* First and last three digits of ZIP codes of a state (USPS Publication 65). */
static const struct {
    const char *code, *name;
    int from, to;
} states[] = {
    {"AL", "alabama", 350, 369},
    {"AK", "alaska", 995, 999},
    {"AZ", "arizona", 850, 865},
    {"AR", "arkansas", 716, 729},
    {"CA", "california", 900, 961},
    {"CO", "colorado", 800, 816},
    {"CT", "connecticut", 60, 69},
    {"DE", "delaware", 197, 199},
    {"DC", "district of columbia", 200, 205},
    {"FL", "florida", 320, 349},
    {"GA", "georgia", 300, 319},
    {"HI", "hawaii", 967, 968},
    {"ID", "idaho", 832, 838},
    {"IL", "illinois", 600, 629},
    {"IN", "indiana", 460, 479},
    {"IA", "iowa", 500, 528},
    {"KS", "kansas", 660, 679},
    {"KY", "kentucky", 400, 427},
    {"LA", "louisiana", 700, 714},
    {"ME", "maine", 39, 49},
    {"MD", "maryland", 206, 219},
    {"MA", "massachusetts", 10, 27},
    {"MI", "michigan", 480, 499},
    {"MN", "minnesota", 550, 567},
    {"MS", "mississippi", 386, 397},
    {"MO", "missouri", 630, 658},
    {"MT", "montana", 590, 599},
    {"NE", "nebraska", 680, 693},
    {"NV", "nevada", 889, 898},
    {"NH", "new hampshire", 30, 38},
    {"NJ", "new jersey", 70, 89},
    {"NM", "new mexico", 870, 884},
    {"NY", "new york", 100, 149},
    {"NC", "north carolina", 270, 289},
    {"ND", "north dakota", 580, 588},
    {"OH", "ohio", 430, 459},
    {"OK", "oklahoma", 730, 749},
    {"OR", "oregon", 970, 979},
    {"PA", "pennsylvania", 150, 196},
    {"RI", "rhode island", 28, 29},
    {"SC", "south carolina", 290, 299},
    {"SD", "south dakota", 570, 577},
    {"TN", "tennessee", 370, 385},
    {"TX", "texas", 750, 799},
    {"UT", "utah", 840, 847},
    {"VT", "vermont", 50, 59},
    {"VA", "virginia", 201, 246},
    {"WA", "washington", 980, 994},
    {"WV", "west virginia", 247, 268},
    {"WI", "wisconsin", 530, 549},
    {"WY", "wyoming", 820, 831},
    {"GA", "georgia", 398, 399},
};

enum { N_STATES = sizeof states / sizeof *states };

static bool is_state_code(lc_sv word)
{
    for (size_t i = 0; i < N_STATES; i++)
        if (lc_sv_ieq(word, lc_sv_of(states[i].code))) return true;
    return false;
}

static bool is_digits(lc_sv w)
{
    for (size_t i = 0; i < w.len; i++)
        if (w.data[i] < '0' || w.data[i] > '9') return false;
    return w.len > 0;
}

typedef struct words {
    lc_sv at[MAX_WORDS];
    size_t n;
} words;

static void split(lc_sv folded, words *out)
{
    out->n = 0;
    for (lc_sv rest = folded; rest.data && rest.len && out->n < MAX_WORDS;) {
        lc_sv w = lc_sv_cut(&rest, LC_SV(" "));
        if (w.len) out->at[out->n++] = w;
    }
}

/* The n words at i as they stand in the folded text. */
static lc_sv span(const words *w, size_t i, size_t n)
{
    const char *from = w->at[i].data;
    return lc_sv_make(from, (size_t)(w->at[i + n - 1].data + w->at[i + n - 1].len - from));
}

static bool zip_fits(lc_sv zip, size_t state)
{
    if (zip.len != 5 || !is_digits(zip)) return false;
    int three = (zip.data[0] - '0') * 100 + (zip.data[1] - '0') * 10 + (zip.data[2] - '0');
    return three >= states[state].from && three <= states[state].to;
}

/* "ga 30303", "georgia 30303" (also with the four digits of ZIP+4 behind) at word i. */
static bool is_state_with_zip(const words *w, size_t i)
{
    for (size_t k = 0; k < N_STATES; k++) {
        lc_sv name = lc_sv_of(states[k].name);
        if (lc_sv_ieq(w->at[i], lc_sv_of(states[k].code)) && i + 1 < w->n &&
            zip_fits(w->at[i + 1], k))
            return true;
        for (size_t n = 1; n <= 3 && i + n < w->n; n++)
            if (lc_sv_eq(span(w, i, n), name) && zip_fits(w->at[i + n], k)) return true;
    }
    return false;
}

static bool names_us_zip(const words *w)
{
    for (size_t i = 0; i < w->n; i++)
        if (is_state_with_zip(w, i)) return true;
    return false;
}

static bool is_one_of(lc_sv w, const char *const *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(w, set[i])) return true;
    return false;
}

#define IS_ONE_OF(w, set) is_one_of(w, set, sizeof(set) / sizeof *(set))

/* Country names that are also names of towns and counties of the United States. */
static bool is_us_place(lc_sv name)
{
    static const char *const places[] = {
        "brazil",  "chad",    "chile",   "cuba",     "denmark", "egypt",   "england",
        "georgia", "grenada", "holland", "ireland",  "italy",   "jamaica", "jersey",
        "jordan",  "lebanon", "madeira", "malta",    "mexico",  "norway",  "palestine",
        "panama",  "peru",    "poland",  "scotland", "sweden",  "turkey",  "wales"};
    return IS_ONE_OF(name, places);
}

static bool is_street_word(lc_sv w)
{
    static const char *const street[] = {
        "ave",    "avenue", "bldg",   "blvd",   "boulevard", "bridge", "building", "city",
        "corner", "county", "court",  "creek",  "delta",     "drive",  "estate",   "gate",
        "hotel",  "house",  "lane",   "park",   "place",     "plaza",  "province", "rd",
        "road",   "s",      "sq",     "square", "st",        "state",  "str",      "strasse",
        "street", "tower",  "towers", "town",   "way"};
    return IS_ONE_OF(w, street);
}

/* New Jersey, New Mexico, New England, Rue de Chine, Via Roma ... */
static bool is_turned(lc_sv before)
{
    static const char *const turning[] = {"new", "rue", "calle", "via", "ulitsa", "avenida"};
    return IS_ONE_OF(before, turning);
}

/* Words of the longest name at i, or 0. */
static size_t longest_at(const words *w, size_t i, const lc_country_row **out)
{
    size_t most = w->n - i < LC_COUNTRY_MAX_WORDS ? w->n - i : LC_COUNTRY_MAX_WORDS;
    for (size_t n = most; n > 0; n--) {
        const lc_country_row *row = lc_country_find(span(w, i, n));
        if (!row) continue;
        *out = row;
        return n;
    }
    return 0;
}

/* Does the address say by name that it is in the United States? */
static bool names_us(const words *w)
{
    for (size_t i = 0; i < w->n;) {
        const lc_country_row *row = NULL;
        size_t n = longest_at(w, i, &row);
        if (n && row->in_address && !strcmp(row->code, "US")) return true;
        i += n ? n : 1;
    }
    return false;
}

static bool counts(const words *w, size_t i, size_t n, const lc_country_row *row, bool in_us)
{
    lc_sv name = lc_sv_of(row->name);
    if (!row->in_address || lc_sv_is(name, "georgia")) return false;
    if (in_us && is_us_place(name)) return false;
    if (i > 0 && is_turned(w->at[i - 1])) return false;
    return i + n >= w->n || !is_street_word(w->at[i + n]);
}

static void add_inside(const words *w, bool in_us, found *f)
{
    for (size_t i = 0; i < w->n;) {
        const lc_country_row *row = NULL;
        size_t n = longest_at(w, i, &row);
        if (n && counts(w, i, n, row, in_us)) add(f, lc_sv_of(row->code));
        i += n ? n : 1;
    }
}

static size_t cp_len(char c)
{
    unsigned char u = (unsigned char)c;
    return u < 0x80 ? 1 : u < 0xE0 ? 2 : u < 0xF0 ? 3 : 4;
}

/* Han is written without spaces: names of two characters and more at every place in a word. */
static void add_han(lc_sv word, found *f)
{
    for (size_t i = 0; i < word.len; i += cp_len(word.data[i])) {
        size_t end = i;
        for (int n = 1; n <= MAX_HAN && end < word.len; n++) {
            end += cp_len(word.data[end]);
            if (n < 2 || cp_len(word.data[i]) < 3 || end > word.len) continue;
            const lc_country_row *row = lc_country_find(lc_sv_make(word.data + i, end - i));
            if (row && row->in_address) add(f, lc_sv_of(row->code));
        }
    }
}

/* A part that is a code or a name, perhaps with a postal code before or behind it. Codes that are
 * also US states' say nothing by themselves. */
static lc_sv whole_part(const words *w)
{
    size_t from = 0, to = w->n;
    while (to > from && is_digits(w->at[to - 1])) to--;
    while (from < to && is_digits(w->at[from])) from++;
    if (from == to) return LC_SV_NONE;
    lc_sv text = span(w, from, to - from);
    if (text.len == 2 && is_state_code(text) && w->n == to - from) return LC_SV_NONE;
    lc_sv code = to - from == 1 ? lc_country_of_letters(text) : LC_SV_NONE;
    if (code.len) return code;
    const lc_country_row *row = lc_country_find(text);
    return row ? lc_sv_of(row->code) : LC_SV_NONE;
}

static lc_sv last_part(lc_sv address)
{
    lc_sv last = LC_SV_NONE, rest = address;
    while (rest.data) {
        size_t cut = rest.len;
        for (size_t i = 0; i < rest.len && cut == rest.len; i++)
            if (rest.data[i] == ',' || rest.data[i] == ';' || rest.data[i] == '\n') cut = i;
        lc_sv part = lc_sv_trim(lc_sv_make(rest.data, cut));
        if (part.len) last = part;
        rest = cut < rest.len ? lc_sv_from(rest, cut + 1) : LC_SV_NONE;
    }
    return last;
}

size_t lc_country_in_address(lc_sv address, lc_sv *out_codes, size_t max)
{
    found f = {.codes = out_codes, .max = max};
    lc_arena *a = lc_arena_new();
    words *all = LC_NEW(a, words), *last = LC_NEW(a, words);
    split(lc_fold(a, address), all);
    split(lc_fold(a, last_part(address)), last);
    bool with_zip = names_us_zip(all), in_us = with_zip || names_us(all);
    if (with_zip) add(&f, lc_country_of_letters(LC_SV("US")));
    lc_sv code = in_us && last->n && is_us_place(last->at[0]) ? LC_SV_NONE : whole_part(last);
    if (!(with_zip && last->n && is_state_with_zip(last, 0))) add(&f, code);
    add_inside(all, in_us, &f);
    for (size_t i = 0; i < all->n; i++) add_han(all->at[i], &f);
    lc_arena_free(a);
    return f.n;
}
