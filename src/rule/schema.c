#include "rule/schema.h"

#include "rule/ccl.h"
#include "rule/chart.h"
#include "rule/part740.h"
#include "rule/parts.h"
#include "rule/places.h"

/* Is the word one of its kind? */
typedef bool (*test)(const lc_rules *r, lc_sv word);

typedef struct column_kind {
    const char *table, *columns; /* names, one blank between */
    test is;
} column_kind;

static bool is_one_of(lc_sv word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(word, words[i])) return true;
    return false;
}

static bool stands_in(const lc_rules *r, const char *table, const char *column, lc_sv word)
{
    const lc_rule_table *t = lc_rulebook_table(&r->book, table);
    int col = lc_rule_column(t, column);
    for (size_t i = 0; i < t->n_facts; i++)
        if (lc_sv_eq(t->facts[i].field[col], word)) return true;
    return false;
}

static bool is_country(const lc_rules *r, lc_sv word)
{
    return stands_in(r, "chart", "country", word) || stands_in(r, "places", "code", word);
}

static bool is_place(const lc_rules *r, lc_sv word)
{
    if (lc_sv_is(word, "world") || lc_group_bit(word)) return true;
    return is_country(r, word);
}

static bool is_reason(const lc_rules *r, lc_sv word)
{
    (void)r;
    return lc_reason_bit(word) != 0;
}

/* "3B001.k-n": entry, paragraph, end of a range. */
static bool is_number(const lc_rules *r, lc_sv word)
{
    char base[6];
    lc_para para;
    size_t dash = lc_sv_find(word, LC_SV("-"), 0);
    lc_sv first = lc_sv_make(word.data, dash == SIZE_MAX ? word.len : dash);
    return lc_eccn_split(first, base, &para) && (dash == SIZE_MAX || para.n) &&
           lc_ccl_find(r, base);
}

static bool is_item(const lc_rules *r, lc_sv word)
{
    static const char *const wide[] = {"all", "any",   "ccl",   "technology", "meu",
                                       "600", "9x515", "0Y521", "stated"};
    if (lc_sv_starts(word, LC_SV("!"))) word = lc_sv_from(word, 1);
    if (is_one_of(word, wide, sizeof wide / sizeof *wide)) return true;
    if (word.len != 2) return is_number(r, word);
    return word.data[0] >= '0' && word.data[0] <= '9' && word.data[1] >= 'A' && word.data[1] <= 'E';
}

static bool is_item_of_application(const lc_rules *r, lc_sv word)
{
    return lc_sv_is(word, "CCL") || lc_sv_is(word, "EAR99") || is_item(r, word);
}

static bool is_review(const lc_rules *r, lc_sv word)
{
    static const char *const reviews[] = {"POLICY_OF_DENIAL", "PRESUMPTION_OF_DENIAL",
                                          "PER_SECTION",      "CASE_BY_CASE",
                                          "DENY_IF_",         "PRESUMPTION_OF_APPROVAL"};
    (void)r;
    for (size_t i = 0; i < sizeof reviews / sizeof *reviews; i++)
        if (lc_sv_starts(word, lc_sv_of(reviews[i]))) return true;
    return false;
}

/* "GOV", "STA(c)(1)(ii)"; "740.11(b)(2)(ii)" behind a symbol; how much is left. */
static bool is_exception(const lc_rules *r, lc_sv word)
{
    static const char *const others[] = {"none", "part_740", "IQ", "KP", "NAC", "ACA"};
    size_t n = 0;
    if (word.len && word.data[word.len - 1] == ',') word.len--;
    if (lc_sv_starts(word, LC_SV("740."))) return true;
    if (is_one_of(word, others, sizeof others / sizeof *others)) return true;
    while (n < word.len && word.data[n] >= 'A' && word.data[n] <= 'Z') n++;
    return lc_exception_rule_find(r, lc_sv_make(word.data, n)) != NULL;
}

static const column_kind COLUMNS[] = {
    {"application", "dest minus", is_place},
    {"application", "items", is_item_of_application},
    {"ccl", "reasons", is_reason},
    {"ccl_gaps", "policy", is_review},
    {"ccl_gaps", "exceptions", is_exception},
    {"ccd_scope", "eccn", is_item},
    {"chart_footnotes", "places", is_place},
    {"chart_footnotes", "eccn", is_item},
    {"deminimis", "groups", is_place},
    {"dest_rules", "places groups minus_places minus_groups headquarters", is_place},
    {"dest_rules", "exceptions", is_exception},
    {"embargo", "place", is_place},
    {"embargo", "exceptions", is_exception},
    {"embargo", "policy", is_review},
    {"enduse", "places groups minus_places minus_groups", is_place},
    {"enduse", "items", is_item},
    {"enduse", "exceptions", is_exception},
    {"enduse", "policy", is_review},
    {"exceptions", "groups minus_places minus_groups", is_place},
    {"exceptions", "only", is_reason},
    {"basis_reasons", "reasons", is_reason},
    {"fdp", "places groups minus_groups hq_places hq_groups", is_place},
    {"groups", "country", is_country},
    {"iran_extra", "eccns", is_item},
    {"iraq", "reasons", is_reason},
    {"iraq", "exceptions", is_exception},
    {"meu_countries", "country", is_place},
    {"meu_items", "eccn", is_item},
    {"no_deminimis", "content", is_item},
    {"no_deminimis", "places groups", is_place},
    {"no_deminimis_item", "items needs", is_item},
    {"no_deminimis_item", "places groups partners", is_place},
    {"partners", "country", is_country},
    {"places", "row", is_country},
    {"restriction_conditions", "dest shipped_from", is_place},
    {"restriction_conditions", "reasons", is_reason},
    {"restriction_conditions", "items", is_item},
    {"restrictions", "items", is_item},
    {"restrictions", "reasons", is_reason},
    {"restrictions", "dest minus", is_place},
    {"restrictions", "left names", is_exception},
    {"reviews", "items", is_item},
    {"reviews", "dest", is_place},
    {"reviews", "policy", is_review},
    {"russia_civil", "items", is_item},
    {"russia_sectors", "eccns", is_item},
    {"sta_never", "eccns", is_item},
    {"sta_never", "reasons", is_reason},
    {"transit", "places", is_place},
};

static int check_column(const lc_rules *r, const lc_rule_table *t, int col, test is,
                        licet_error *err)
{
    for (size_t i = 0; i < t->n_facts; i++)
        for (lc_sv rest = t->facts[i].field[col]; rest.data && rest.len;) {
            lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
            if (word.len && !is(r, word))
                return lc_rule_refuse(err, t, &t->facts[i], "%.*s: \"%.*s\" is not known here",
                                      LC_SV_ARG(t->columns[col]), LC_SV_ARG(word));
        }
    return 0;
}

int lc_schema_check(struct lc_rules *r, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS && !rc; i++) {
        const lc_rule_table *t;
        lc_sv names = lc_sv_of(COLUMNS[i].columns);
        rc = lc_rule_need(&r->book, COLUMNS[i].table, &t, err);
        while (!rc && names.data && names.len) {
            int col;
            rc = lc_rule_need_column(t, lc_arena_z(r->arena, lc_sv_cut(&names, LC_SV(" "))), &col,
                                     err);
            if (!rc) rc = check_column(r, t, col, COLUMNS[i].is, err);
        }
    }
    return rc;
}
