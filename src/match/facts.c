#include "match/facts.h"

#include "index/evidence.h"
#include "text/country.h"
#include "text/fold.h"

enum { MAX_ADDRESS_WORDS = 128, EXACT_LEAST_WORDS = 3, MAX_COUNTRIES = 8 };

/* ---- addresses ---- */

typedef struct words {
    lc_sv at[MAX_ADDRESS_WORDS];
    size_t n;
} words;

struct lc_facts_words {
    lc_sv *at;
    size_t n;
};

/* Written out and short, as in addresses of the lists (Universal Postal Union S42 element names).
 */
static const char *const same_words[][2] = {
    {"road", "rd"},       {"street", "st"},     {"str", "st"},         {"avenue", "ave"},
    {"building", "bldg"}, {"floor", "f"},       {"fl", "f"},           {"room", "rm"},
    {"number", "no"},     {"district", "dist"}, {"boulevard", "blvd"}, {"apartment", "apt"},
    {"suite", "ste"},     {"province", "prov"}, {"centre", "center"},  {"sokak", "sk"},
    {"caddesi", "cad"},   {"mahallesi", "mah"}, {"mahalle", "mah"},    {"ulitsa", "ul"},
    {"prospekt", "pr"},   {"block", "blk"},     {"lane", "ln"},        {"drive", "dr"},
};
static const char *const empty_words[] = {"no", "the", "of", "and", "p", "r", "city"};

static lc_sv usual(lc_sv w)
{
    for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++)
        if (lc_sv_is(w, same_words[i][0])) return lc_sv_of(same_words[i][1]);
    return w;
}

static bool empty(lc_sv w)
{
    for (size_t i = 0; i < sizeof empty_words / sizeof *empty_words; i++)
        if (lc_sv_is(w, empty_words[i])) return true;
    return false;
}

/* 16/F and 16F are one thing: letters and digits apart. */
static void add_word(words *out, lc_sv w)
{
    size_t from = 0;
    for (size_t i = 1; i <= w.len && out->n < MAX_ADDRESS_WORDS; i++) {
        bool here = i < w.len && w.data[i] >= '0' && w.data[i] <= '9';
        bool before = w.data[i - 1] >= '0' && w.data[i - 1] <= '9';
        if (i < w.len && here == before) continue;
        lc_sv part = usual(lc_sv_make(w.data + from, i - from));
        if (!empty(part)) out->at[out->n++] = part;
        from = i;
    }
}

/* Comma-separated parts at the end that are nothing but a country go: "Kowloon, Hong Kong, CN". */
static lc_sv without_country(lc_sv address)
{
    for (;;) {
        address = lc_sv_trim(address);
        while (address.len &&
               (address.data[address.len - 1] == '.' || address.data[address.len - 1] == ','))
            address.len--;
        size_t comma = SIZE_MAX;
        for (size_t i = 0; i < address.len; i++)
            if (address.data[i] == ',') comma = i;
        if (comma == SIZE_MAX || !lc_country_code(lc_sv_from(address, comma + 1)).len)
            return address;
        address.len = comma;
    }
}

static void words_of(lc_sv address, lc_arena *a, words *out)
{
    lc_sv rest = lc_fold(a, without_country(address));
    out->n = 0;
    while (rest.data) {
        lc_sv w = lc_sv_cut(&rest, LC_SV(" "));
        if (w.len) add_word(out, w);
    }
}

static bool has(const lc_sv *at, size_t n, lc_sv word)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_eq(at[i], word)) return true;
    return false;
}

static bool is_number(lc_sv w)
{
    return w.len && w.data[0] >= '0' && w.data[0] <= '9';
}

const lc_facts_words *lc_facts_words_of(lc_sv address, lc_arena *a)
{
    words read;
    words_of(lc_arena_sv(a, address), a, &read);
    lc_facts_words *w = LC_NEW(a, lc_facts_words);
    w->n = read.n;
    w->at = LC_NEW_N(a, lc_sv, read.n);
    if (read.n) memcpy(w->at, read.at, read.n * sizeof *w->at);
    return w;
}

bool lc_facts_same_address(const lc_facts_words *x, const lc_facts_words *y)
{
    size_t numbers = 0;
    if (y->n < EXACT_LEAST_WORDS) return false;
    for (size_t i = 0; i < y->n; i++) {
        if (!has(x->at, x->n, y->at[i])) return false;
        numbers += is_number(y->at[i]);
    }
    return numbers > 0;
}

bool lc_facts_at_address(lc_sv asked, lc_sv listed, lc_arena *a)
{
    return lc_facts_same_address(lc_facts_words_of(asked, a), lc_facts_words_of(listed, a));
}

/* Near enough to speak for the same party: a number and half of the shorter address's words. */
static bool alike(lc_sv asked, lc_sv listed, lc_arena *a)
{
    words *x = LC_NEW(a, words), *y = LC_NEW(a, words);
    words_of(asked, a, x);
    words_of(listed, a, y);
    size_t common = 0, numbers = 0, shorter = x->n < y->n ? x->n : y->n;
    for (size_t i = 0; i < x->n; i++) {
        if (!has(y->at, y->n, x->at[i])) continue;
        common++;
        numbers += is_number(x->at[i]);
    }
    return shorter >= EXACT_LEAST_WORDS && numbers > 0 && 2 * common >= shorter;
}

/* ---- dates of birth ---- */

static int year_at(lc_sv text, size_t i)
{
    bool digits = true, edge = i == 0 || text.data[i - 1] < '0' || text.data[i - 1] > '9';
    int y = 0;
    for (size_t k = i; k < i + 4; k++) {
        digits &= text.data[k] >= '0' && text.data[k] <= '9';
        y = 10 * y + (text.data[k] - '0');
    }
    edge &= i + 4 == text.len || text.data[i + 4] < '0' || text.data[i + 4] > '9';
    return digits && edge && y >= 1850 && y <= 2100 ? y : 0;
}

/* The first and the last year of a text ("1955 to 1958"); false if it has none. */
static bool years_in(lc_sv text, int *first, int *last)
{
    *first = *last = 0;
    for (size_t i = 0; i + 4 <= text.len; i++) {
        int y = year_at(text, i);
        if (y && (!*first || y < *first)) *first = y;
        if (y > *last) *last = y;
    }
    return *first > 0;
}

/* Lists print years, "circa" and ranges: where both days are known they must be equal, else years
 * may lie one apart, or within one of the range. */
static lc_evidence birth(lc_sv asked, lc_sv listed)
{
    lc_date x, y;
    int a0, a1, b0, b1;
    if (lc_date_any(lc_sv_trim(asked), &x) && lc_date_any(lc_sv_trim(listed), &y))
        return x == y ? LC_EV_AGREES : LC_EV_CONFLICTS;
    if (!years_in(asked, &a0, &a1) || !years_in(listed, &b0, &b1)) return LC_EV_UNKNOWN;
    return a0 - b1 <= 1 && b0 - a1 <= 1 ? LC_EV_AGREES : LC_EV_CONFLICTS;
}

/* ---- all of it ---- */

/* One agreeing value among several is agreement; none of them, a conflict. */
static void note(lc_evidence *e, lc_evidence now)
{
    if (now == LC_EV_AGREES || *e == LC_EV_UNKNOWN) *e = now;
}

static size_t asked_countries(const lc_query *q, lc_sv out[MAX_COUNTRIES])
{
    if (q->country.len) {
        out[0] = q->country;
        return 1;
    }
    return q->address.len ? lc_country_in_address(q->address, out, MAX_COUNTRIES) : 0;
}

static lc_evidence country(const lc_sv *asked, size_t n, lc_sv listed)
{
    if (n == 0) return LC_EV_UNKNOWN;
    for (size_t i = 0; i < n; i++)
        if (lc_country_compatible(asked[i], listed)) return LC_EV_AGREES;
    return LC_EV_CONFLICTS;
}

static lc_evidence type(lc_party_type asked, lc_party_type listed)
{
    if (asked == LC_TYPE_UNKNOWN || listed == LC_TYPE_UNKNOWN) return LC_EV_UNKNOWN;
    return asked == listed ? LC_EV_AGREES : LC_EV_CONFLICTS;
}

static lc_evidence_lines lines_of(const lc_ix_view *v, uint32_t version)
{
    return (lc_evidence_lines){lc_ix_evidence_of(v, &v->versions[version])};
}

void lc_facts_compare(const lc_ix_view *v, const lc_query *q, uint32_t version, lc_arena *a,
                      lc_hit *hit)
{
    lc_evidence_lines lines = lines_of(v, version);
    lc_sv countries[MAX_COUNTRIES], value;
    size_t n = asked_countries(q, countries);
    char kind;
    hit->type = type(q->type, (lc_party_type)v->versions[version].type);
    while (lc_evidence_next(&lines, &kind, &value)) {
        if (kind == 'C') note(&hit->country, country(countries, n, value));
        if (kind == 'B' && q->birth.len) note(&hit->birth, birth(q->birth, value));
        if (kind == 'A' && q->address.len && alike(q->address, value, a))
            hit->address = LC_EV_AGREES;
    }
    if (lc_facts_ident(v, q, version, a).len) hit->ident = LC_EV_AGREES;
}

lc_sv lc_facts_ident(const lc_ix_view *v, const lc_query *q, uint32_t version, lc_arena *a)
{
    lc_evidence_lines lines = lines_of(v, version);
    lc_sv value;
    char kind;
    while (lc_evidence_next(&lines, &kind, &value)) {
        if (kind != 'I') continue;
        lc_sv key = lc_ident_key(a, value);
        for (size_t i = 0; i < q->n_idents && key.len; i++)
            if (lc_sv_eq(key, lc_ident_key(a, q->idents[i])) ||
                lc_sv_eq(key, lc_ident_key(a, lc_ident_unlabelled(q->idents[i]))))
                return value;
    }
    return LC_SV_NONE;
}
