#include "rule/part746.h"

#include <stdlib.h>

#include "rule/parts.h"

enum { HTS_DIGITS = 6, MAX_SUPPLEMENT = 9 };

struct lc_part746 {
    lc_embargo *embargoes;
    size_t n_embargoes;
    lc_date begins[MAX_SUPPLEMENT + 1]; /* INT32_MAX: it is not held */
    uint32_t *hts;                      /* supplement * 1000000 + number, sorted */
    size_t n_hts;
    bool whole_chapter[MAX_SUPPLEMENT + 1][100];
    const lc_rule_table *iraq, *partners, *software, *end_users;
    const lc_rule_table *named[3];
};

static const char *const NAMED[3] = {"iran_extra", "russia_sectors", "russia_civil"};

static int compile_embargoes(struct lc_rules *r, struct lc_part746 *p, licet_error *err)
{
    static const char *const names[] = {"place",  "basis",  "ear99", "exceptions",
                                        "policy", "deemed", "other"};
    const lc_rule_table *t;
    int col[7], rc = lc_rule_need(&r->book, "embargo", &t, err);
    for (int i = 0; i < 7 && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    p->embargoes = LC_NEW_N(r->arena, lc_embargo, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        lc_sv ear99 = f->field[col[2]], deemed = f->field[col[5]];
        p->embargoes[p->n_embargoes++] =
            (lc_embargo){.place = f->field[col[0]],
                         .basis = f->field[col[1]],
                         .exceptions = f->field[col[3]],
                         .policy = f->field[col[4]],
                         .other = f->field[col[6]],
                         .cite = f->cite,
                         .ear99 = lc_sv_is(ear99, "hts")        ? LC_EAR99_HTS
                                  : lc_sv_is(ear99, "free")     ? LC_EAR99_FREE
                                  : lc_sv_is(ear99, "but_food") ? LC_EAR99_BUT_FOOD
                                                                : LC_EAR99_ALL,
                         .deemed = lc_sv_is(deemed, "none")  ? LC_DEEMED_NONE
                                   : lc_sv_is(deemed, "ccl") ? LC_DEEMED_CCL
                                                             : LC_DEEMED_ALL,
                         .from = f->from,
                         .to = f->to};
    }
    return 0;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* "8504 | 10 21 22": heading and the endings of its numbers; "84 | whole": a chapter. */
static bool add_numbers(struct lc_part746 *p, uint64_t supplement, lc_sv heading, lc_sv endings)
{
    uint64_t h = 0, e = 0;
    if (!lc_sv_u64(heading, &h) || supplement > MAX_SUPPLEMENT) return false;
    if (heading.len == 2 && lc_sv_is(endings, "whole")) {
        p->whole_chapter[supplement][h] = true;
        return true;
    }
    if (heading.len != 4) return false;
    while (endings.len) {
        lc_sv two = lc_sv_cut(&endings, LC_SV(" "));
        if (two.len != 2 || !lc_sv_u64(two, &e)) return false;
        p->hts[p->n_hts++] = (uint32_t)(supplement * 1000000 + h * 100 + e);
    }
    return true;
}

static int compile_supplements(struct lc_rules *r, struct lc_part746 *p, licet_error *err)
{
    const lc_rule_table *t;
    int col = -1, rc = lc_rule_need(&r->book, "hts_supplements", &t, err);
    if (!rc) rc = lc_rule_need_column(t, "supplement", &col, err);
    for (size_t i = 0; i <= MAX_SUPPLEMENT; i++) p->begins[i] = INT32_MAX;
    for (size_t i = 0; !rc && i < t->n_facts; i++) {
        uint64_t n;
        const lc_rule_fact *f = &t->facts[i];
        if (!lc_sv_u64(f->field[col], &n) || n > MAX_SUPPLEMENT || f->from == LC_DATE_NONE)
            return lc_rule_refuse(err, t, f, "a supplement has a number and a first day");
        p->begins[n] = f->from;
    }
    return rc;
}

static int compile_hts(struct lc_rules *r, struct lc_part746 *p, licet_error *err)
{
    static const char *const names[] = {"supplement", "heading", "endings"};
    const lc_rule_table *t;
    int col[3], rc = lc_rule_need(&r->book, "hts", &t, err);
    for (int i = 0; i < 3 && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    size_t most = 0;
    for (size_t i = 0; i < t->n_facts; i++) most += t->facts[i].field[col[2]].len / 3 + 1;
    p->hts = LC_NEW_N(r->arena, uint32_t, most + 1);
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        uint64_t supplement = 0;
        if (!lc_sv_u64(f->field[col[0]], &supplement) ||
            !add_numbers(p, supplement, f->field[col[1]], f->field[col[2]]))
            return lc_rule_refuse(err, t, f, "a tariff number cannot be read");
    }
    qsort(p->hts, p->n_hts, sizeof *p->hts, by_number);
    return 0;
}

static int compile_plain(struct lc_rules *r, struct lc_part746 *p, licet_error *err)
{
    int rc = lc_rule_need(&r->book, "iraq", &p->iraq, err);
    if (!rc) rc = lc_rule_need(&r->book, "partners", &p->partners, err);
    if (!rc) rc = lc_rule_need(&r->book, "enterprise_software", &p->software, err);
    if (!rc) rc = lc_rule_need(&r->book, "end_user_words", &p->end_users, err);
    for (int i = 0; i < 3 && !rc; i++) rc = lc_rule_need(&r->book, NAMED[i], &p->named[i], err);
    if (!rc && (p->end_users->n_columns < 2 || !p->software->n_columns || !p->partners->n_columns))
        rc = lc_fail(err, LICET_E_RULE, "a table of part 746 has too few columns");
    if (!rc && (p->iraq->n_facts != 1 || p->iraq->n_columns < 3))
        rc = lc_fail(err, LICET_E_RULE, "table iraq has one line of reasons, basis, exceptions");
    return rc;
}

int lc_part746_compile(struct lc_rules *r, licet_error *err)
{
    struct lc_part746 *p = LC_NEW(r->arena, struct lc_part746);
    int rc = compile_embargoes(r, p, err);
    if (!rc) rc = compile_supplements(r, p, err);
    if (!rc) rc = compile_hts(r, p, err);
    if (!rc) rc = compile_plain(r, p, err);
    if (!rc) r->part746 = p;
    return rc;
}

const lc_embargo *lc_embargo_of(const lc_rules *r, lc_sv place, lc_date day)
{
    for (size_t i = 0; i < r->part746->n_embargoes; i++) {
        const lc_embargo *e = &r->part746->embargoes[i];
        if (lc_sv_eq(e->place, place) && lc_rule_holds(e->from, e->to, day)) return e;
    }
    return NULL;
}

bool lc_embargo_any(const lc_rules *r, lc_sv place)
{
    for (size_t i = 0; i < r->part746->n_embargoes; i++)
        if (lc_sv_eq(r->part746->embargoes[i].place, place)) return true;
    return false;
}

/* The six figures of a tariff number; dots and blanks between them do not matter. */
static bool six_figures(lc_sv number, uint32_t *out)
{
    uint32_t n = 0;
    int digits = 0;
    for (size_t i = 0; i < number.len; i++) {
        char c = number.data[i];
        if (c == '.' || c == ' ') continue;
        if (c < '0' || c > '9') return false;
        if (digits++ < HTS_DIGITS) n = n * 10 + (uint32_t)(c - '0');
    }
    *out = n;
    return digits >= HTS_DIGITS && digits <= 10;
}

lc_tri lc_hts_in(const lc_rules *r, const char *supplement, lc_sv number, lc_date day)
{
    const struct lc_part746 *p = r->part746;
    uint32_t n, s = (uint32_t)(supplement[0] - '0');
    if (s > MAX_SUPPLEMENT) return LC_TRI_UNKNOWN;
    if (day != LC_DATE_NONE && day < p->begins[s]) return LC_TRI_NO;
    if (!six_figures(number, &n)) return LC_TRI_UNKNOWN;
    uint32_t key = s * 1000000 + n;
    if (p->whole_chapter[s][n / 10000]) return LC_TRI_YES;
    return bsearch(&key, p->hts, p->n_hts, sizeof *p->hts, by_number) ? LC_TRI_YES : LC_TRI_NO;
}

lc_tri lc_part746_names(const lc_rules *r, const char *table, const char *base, const lc_para *para)
{
    for (int i = 0; i < 3; i++) {
        if (strcmp(table, NAMED[i]) != 0) continue;
        lc_tri any = LC_TRI_NO;
        const lc_rule_table *t = r->part746->named[i];
        for (size_t k = 0; k < t->n_facts; k++)
            any = lc_tri_or(any, lc_items_name(t->facts[k].field[0], base, para));
        return any;
    }
    return LC_TRI_UNKNOWN;
}

uint16_t lc_iraq_reasons(const lc_rules *r)
{
    return lc_reason_bits(r->part746->iraq->facts[0].field[0]);
}

lc_sv lc_iraq_exceptions(const lc_rules *r)
{
    return r->part746->iraq->facts[0].field[2];
}

/* Letters as capitals, everything else as "_". */
static char plain(char c)
{
    if (c >= 'a' && c <= 'z') return (char)(c - 'a' + 'A');
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
}

static bool stands_at(lc_sv text, size_t at, lc_sv word, bool any_ending)
{
    if (at > 0 && plain(text.data[at - 1]) != '_') return false;
    for (size_t k = 0; k < word.len; k++)
        if (at + k >= text.len || plain(text.data[at + k]) != word.data[k]) return false;
    size_t end = at + word.len;
    return any_ending || end == text.len || plain(text.data[end]) == '_';
}

/* Does a word of the rules stand in the text? */
static bool says(lc_sv text, lc_sv word)
{
    bool any_ending = lc_sv_ends(word, LC_SV("*"));
    if (any_ending) word.len--;
    for (size_t at = 0; at < text.len; at++)
        if (stands_at(text, at, word, any_ending)) return true;
    return false;
}

lc_end_user_kind lc_end_user_kind_of(const lc_rules *r, lc_sv words)
{
    const lc_rule_table *t = r->part746->end_users;
    lc_end_user_kind kind = LC_END_USER_OTHER;
    for (size_t i = 0; i < t->n_facts; i++) {
        lc_sv says_what = t->facts[i].field[1];
        if (!says(words, t->facts[i].field[0])) continue;
        if (lc_sv_is(says_what, "neither")) return LC_END_USER_OTHER;
        kind = lc_sv_is(says_what, "civil") ? LC_END_USER_CIVIL : LC_END_USER_FARM_OR_CLINIC;
    }
    return kind;
}

bool lc_has_enterprise_software(const lc_rules *r, lc_date day)
{
    const lc_rule_table *t = r->part746->software;
    for (size_t i = 0; i < t->n_facts; i++)
        if (lc_rule_holds(t->facts[i].from, t->facts[i].to, day)) return true;
    return day == LC_DATE_NONE;
}

bool lc_is_enterprise_software(const lc_rules *r, lc_sv words, lc_date day)
{
    const lc_rule_table *t = r->part746->software;
    for (size_t i = 0; i < t->n_facts; i++) {
        bool holds = day == LC_DATE_NONE || lc_rule_holds(t->facts[i].from, t->facts[i].to, day);
        if (holds && says(words, t->facts[i].field[0])) return true;
    }
    return false;
}

bool lc_is_partner_country(const lc_rules *r, lc_sv place, lc_date day)
{
    const lc_rule_table *t = r->part746->partners;
    for (size_t i = 0; i < t->n_facts; i++)
        if (lc_sv_eq(t->facts[i].field[0], place) &&
            lc_rule_holds(t->facts[i].from, t->facts[i].to, day))
            return true;
    return false;
}
