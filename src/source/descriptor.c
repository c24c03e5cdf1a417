#include "source/descriptor.h"

#include "text/country.h"

static const char *const successors[] = {
    "and any successor", "and any successors", "and its successor",   "and its sub-unit",
    "and any sub-unit",  "and any subsidiary", "and any subsidiaries"};

static const struct {
    const char *word;
    lc_party_type type;
} kinds[] = {{"entity", LC_TYPE_ORG},      {"entities", LC_TYPE_ORG},
             {"company", LC_TYPE_ORG},     {"individual", LC_TYPE_PERSON},
             {"national", LC_TYPE_PERSON}, {"citizen", LC_TYPE_PERSON},
             {"person", LC_TYPE_UNKNOWN}};

/* Adjectives in these notices that are no country's name. */
static const struct {
    const char *word, *country;
} adjectives[] = {
    {"Russian", "RU"},    {"Chinese", "CN"},    {"Iranian", "IR"},     {"North Korean", "KP"},
    {"Syrian", "SY"},     {"Sudanese", "SD"},   {"Lebanese", "LB"},    {"Turkish", "TR"},
    {"Pakistani", "PK"},  {"Belarusian", "BY"}, {"Egyptian", "EG"},    {"Iraqi", "IQ"},
    {"Emirati", "AE"},    {"Malaysian", "MY"},  {"Singaporean", "SG"}, {"Swiss", "CH"},
    {"Indian", "IN"},     {"Vietnamese", "VN"}, {"Moldovan", "MD"},    {"Ukrainian", "UA"},
    {"Armenian", "AM"},   {"Taiwanese", "TW"},  {"Burmese", "MM"},     {"Cuban", "CU"},
    {"Venezuelan", "VE"}, {"Eritrean", "ER"},   {"Kuwaiti", "KW"},     {"Thai", "TH"},
    {"German", "DE"},     {"Jordanian", "JO"}};

static lc_sv cut_end(lc_sv t)
{
    t = lc_build_trim(t);
    while (t.len && (t.data[t.len - 1] == ';' || t.data[t.len - 1] == ',')) {
        t.len--;
        t = lc_build_trim(t);
    }
    return t;
}

static lc_sv without_successors(lc_sv t)
{
    for (size_t i = 0; i < sizeof successors / sizeof *successors; i++) {
        size_t at = lc_sv_ifind(t, lc_sv_of(successors[i]), 0);
        if (at != SIZE_MAX && at > 0) return cut_end((lc_sv){t.data, at});
    }
    return t;
}

static lc_sv country_of(lc_sv words)
{
    for (size_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++)
        if (lc_sv_ieq(words, lc_sv_of(adjectives[i].word))) return lc_sv_of(adjectives[i].country);
    return lc_country_code(words);
}

/* "Russian entity" -> org, RU. False if the words are something else. */
static bool take(lc_build *b, lc_sv words)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        lc_sv word = lc_sv_of(kinds[i].word);
        if (words.len <= word.len || !lc_sv_ieq(lc_sv_from(words, words.len - word.len), word))
            continue;
        lc_sv country = country_of(lc_build_trim((lc_sv){words.data, words.len - word.len}));
        if (!country.len) return false;
        lc_build_country(b, country);
        if (b->entry.type == LC_TYPE_UNKNOWN) b->entry.type = kinds[i].type;
        return true;
    }
    return false;
}

lc_sv lc_descriptor_cut(lc_build *b, lc_sv name)
{
    lc_sv t = without_successors(name);
    if (!lc_sv_ends(t, LC_SV(")"))) return t;
    size_t open = t.len;
    while (open && t.data[open - 1] != '(') open--;
    if (open < 2) return t;
    lc_sv words = lc_build_trim((lc_sv){t.data + open, t.len - open - 1});
    return take(b, words) ? cut_end((lc_sv){t.data, open - 1}) : t;
}
