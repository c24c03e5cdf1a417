#include "source/dpl_name.h"

#include "source/place.h"
#include "text/country.h"

enum { MAX_PARTS = 64, FIXED_PARTS = 4, MAX_SUFFIX = 16 };

typedef struct parts {
    lc_sv at[MAX_PARTS];
    size_t n;
    bool all; /* no part was left out */
} parts;

static parts split(lc_sv text)
{
    parts p = {.n = 0};
    lc_sv rest = text;
    while (rest.data && p.n < MAX_PARTS) p.at[p.n++] = lc_build_trim(lc_sv_cut(&rest, LC_SV(",")));
    p.all = rest.data == NULL;
    return p;
}

/* Letters of a part in upper case, without dots and blanks, up to a closing bracket. */
static size_t bare(lc_sv t, char out[MAX_SUFFIX])
{
    size_t n = 0;
    for (size_t i = 0; i < t.len; i++) {
        char c = t.data[i];
        if (c == '.' || c == ' ' || c == ')') continue;
        if (n == MAX_SUFFIX) return 0;
        out[n++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    }
    return n;
}

bool lc_dpl_name_suffix(lc_sv part)
{
    static const char *const suffixes[] = {"INC",     "INCORPORATED", "LTD",
                                           "LIMITED", "LLC",          "LLP",
                                           "LP",      "CO",           "COMPANY",
                                           "COLTD",   "CORP",         "SA",
                                           "SACV",    "SADECV",       "SL",
                                           "SLU",     "SRL",          "SARL",
                                           "SPA",     "SAS",          "BV",
                                           "NV",      "GMBH",         "AG",
                                           "KG",      "AB",           "AS",
                                           "OY",      "PLC",          "PTELTD",
                                           "PTYLTD",  "PVTLTD",       "PRIVATELIMITED",
                                           "SDNBHD",  "JSC",          "OJSC",
                                           "CJSC",    "PJSC",         "OOO",
                                           "FZE",     "FZCO",         "FZC",
                                           "FZLLC",   "LLCFZ",        "DMCC",
                                           "LDA",     "JR",           "SR",
                                           "II",      "III",          "IV",
                                           "ESQ",     "PHD",          "MD"};
    char text[MAX_SUFFIX];
    size_t n = bare(part, text);
    for (size_t i = 0; n && i < sizeof suffixes / sizeof *suffixes; i++)
        if (lc_sv_eq((lc_sv){text, n}, lc_sv_of(suffixes[i]))) return true;
    return false;
}

static int open_brackets(lc_sv t)
{
    int n = 0;
    for (size_t i = 0; i < t.len; i++) n += (t.data[i] == '(') - (t.data[i] == ')');
    return n;
}

/* From the first part to the end of another, as it stands in the text. */
static lc_sv run_of(const parts *p, size_t first, size_t last)
{
    const char *from = p->at[first].data, *to = p->at[last].data + p->at[last].len;
    return (lc_sv){from, (size_t)(to - from)};
}

static size_t name_parts(const parts *p, size_t most)
{
    size_t n = 1;
    int open = open_brackets(p->at[0]);
    while (n < most && (open > 0 || lc_dpl_name_suffix(p->at[n])))
        open += open_brackets(p->at[n++]);
    return n;
}

static bool one_word(lc_sv t)
{
    for (size_t i = 0; i < t.len; i++)
        if (t.data[i] == ' ' || (t.data[i] >= '0' && t.data[i] <= '9')) return false;
    return t.len > 1;
}

static bool is_country(lc_sv t)
{
    return t.len == 2 && (lc_country_code(t).len || lc_place_us_state(t));
}

lc_dpl_party lc_dpl_party_of(lc_arena *a, lc_sv text)
{
    parts p = split(text);
    size_t fixed = p.n > FIXED_PARTS ? p.n - FIXED_PARTS : 1, n = name_parts(&p, fixed);
    lc_dpl_party out = {.name = run_of(&p, 0, n - 1)};
    if (n == 1 && p.n > FIXED_PARTS + 2 && one_word(p.at[0]) && one_word(p.at[1]))
        out.also = run_of(&p, 0, 1);
    lc_sv country = p.n > FIXED_PARTS ? p.at[p.n - 2] : LC_SV_NONE;
    bool us = !country.len && p.n > FIXED_PARTS && lc_place_us_state(p.at[p.n - 3]);
    if (!p.all || !(us || is_country(country))) {
        lc_sv rest = lc_sv_from(text, (size_t)(out.name.data + out.name.len - text.data));
        while (rest.len && (rest.data[0] == ',' || rest.data[0] == ' ')) rest = lc_sv_from(rest, 1);
        out.address.text = rest;
        return out;
    }
    out.address = (lc_address){.street = lc_place_join(a, p.at + n, fixed > n ? fixed - n : 0),
                               .city = p.at[p.n - 4],
                               .state = p.at[p.n - 3],
                               .country = country,
                               .postal = p.at[p.n - 1]};
    return out;
}
