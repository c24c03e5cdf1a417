#include "source/descriptor.h"

#include "text/country.h"

/* What follows describes who else is meant. */
static const char *const endings[] = {
    ", including ",

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

static lc_sv without_ending(lc_sv t)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t at = lc_sv_ifind(t, lc_sv_of(endings[i]), 0);
        if (at != SIZE_MAX && at > 0) return cut_end((lc_sv){t.data, at});
    }
    return t;
}

/* "China ... Second Academy. Subordinate Institution - 23rd Research Institute": the part is
 * listed, and the whole has an entry of its own. */
static lc_sv only_subordinate(lc_sv t)
{
    static const char *const words[] = {"subordinate institution", "subordinate entity"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = lc_sv_ifind(t, lc_sv_of(words[i]), 0);
        if (at == SIZE_MAX || at == 0) continue;
        lc_sv rest = lc_build_trim(lc_sv_from(t, at + strlen(words[i])));
        while (rest.len && (rest.data[0] == '-' || rest.data[0] == ':'))
            rest = lc_build_trim(lc_sv_from(rest, 1));
        if (rest.len) return rest;
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
    lc_sv t = only_subordinate(without_ending(name));
    if (!lc_sv_ends(t, LC_SV(")"))) return t;
    size_t open = t.len;
    while (open && t.data[open - 1] != '(') open--;
    if (open < 2) return t;
    lc_sv words = lc_build_trim((lc_sv){t.data + open, t.len - open - 1});
    bool description = lc_sv_starts(words, LC_SV("a subordinate "));
    return description || take(b, words) ? cut_end((lc_sv){t.data, open - 1}) : t;
}
