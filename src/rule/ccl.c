#include "rule/ccl.h"

#include "rule/chart.h"
#include "rule/parts.h"

enum { CODES = 10 * 5 * 1000 };

struct lc_ccl {
    lc_ccl_entry *entries;
    size_t n_entries;
    lc_ccl_row *rows;
    lc_ccl_flag *flags;
    lc_dest_rule *dest;
    size_t n_dest;
    uint16_t *by_code; /* index + 1 */
};

static const char *const REASONS[] = {"NS", "MT", "NP", "CB", "RS", "CC", "AT",
                                      "EI", "UN", "FC", "SS", "SL", "SI", "CW"};

uint16_t lc_reason_bit(lc_sv reason)
{
    for (size_t i = 0; i < sizeof REASONS / sizeof REASONS[0]; i++)
        if (lc_sv_is(reason, REASONS[i])) return (uint16_t)(1u << i);
    return 0;
}

uint16_t lc_reason_bits(lc_sv reasons)
{
    uint16_t bits = 0;
    while (reasons.len) bits |= lc_reason_bit(lc_sv_cut(&reasons, LC_SV(" ")));
    return bits;
}

static size_t code_of(const char *base)
{
    return (size_t)((base[0] - '0') * 5000 + (base[1] - 'A') * 1000 + (base[2] - '0') * 100 +
                    (base[3] - '0') * 10 + base[4] - '0');
}

static lc_ccl_entry *entry_of(const struct lc_ccl *c, lc_sv number)
{
    char base[6];
    lc_para para;
    if (!lc_eccn_split(number, base, &para)) return NULL;
    uint16_t at = c->by_code[code_of(base)];
    return at ? &c->entries[at - 1] : NULL;
}

static int need_columns(const lc_rule_table *t, const char *const *names, int n, int *col,
                        licet_error *err)
{
    int rc = 0;
    for (int i = 0; i < n && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    return rc;
}

static int compile_entries(struct lc_rules *r, struct lc_ccl *c, licet_error *err)
{
    static const char *const names[] = {"eccn", "reasons"};
    const lc_rule_table *t;
    int col[2], rc = lc_rule_need(&r->book, "ccl", &t, err);
    if (!rc) rc = need_columns(t, names, 2, col, err);
    if (rc) return rc;
    if (t->n_facts > UINT16_MAX - 1) return lc_fail(err, LICET_E_RULE, "too many entries");
    c->entries = LC_NEW_N(r->arena, lc_ccl_entry, t->n_facts + 1);
    c->by_code = LC_NEW_N(r->arena, uint16_t, CODES);
    for (size_t i = 0; i < t->n_facts; i++) {
        lc_ccl_entry *e = &c->entries[c->n_entries++];
        lc_para para;
        if (!lc_eccn_split(t->facts[i].field[col[0]], e->base, &para) || para.n)
            return lc_rule_refuse(err, t, &t->facts[i], "an entry has a number such as 3A001");
        e->reasons = lc_reason_bits(t->facts[i].field[col[1]]);
        e->from = t->facts[i].from;
        e->to = t->facts[i].to;
        c->by_code[code_of(e->base)] = (uint16_t)c->n_entries;
    }
    return 0;
}

static lc_elsewhere elsewhere_of(lc_sv word, bool *ok)
{
    static const struct {
        const char *word;
        lc_elsewhere value;
    } words[] = {{"", LC_ELSEWHERE_NOTHING},
                 {"not_enforced", LC_ELSEWHERE_NOT_ENFORCED},
                 {"russia_asks_iss", LC_ELSEWHERE_ASK_ISS},
                 {"parties", LC_ELSEWHERE_OTHER_STEP},
                 {"embargo", LC_ELSEWHERE_OTHER_STEP}};
    *ok = true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (lc_sv_is(word, words[i].word)) return words[i].value;
    *ok = false;
    return LC_ELSEWHERE_NOTHING;
}

static int compile_dest(struct lc_rules *r, struct lc_ccl *c, licet_error *err)
{
    static const char *const names[] = {
        "places",     "groups",    "minus_places", "minus_groups",   "name",        "basis",
        "exceptions", "elsewhere", "transfers",    "elsewhere_from", "headquarters"};
    const lc_rule_table *t;
    int col[11], rc = lc_rule_need(&r->book, "dest_rules", &t, err);
    if (!rc) rc = need_columns(t, names, 11, col, err);
    if (rc) return rc;
    c->dest = LC_NEW_N(r->arena, lc_dest_rule, t->n_facts + 1);
    for (; c->n_dest < t->n_facts && !rc; c->n_dest++) {
        const lc_rule_fact *f = &t->facts[c->n_dest];
        lc_dest_rule *d = &c->dest[c->n_dest];
        bool ok;
        *d = (lc_dest_rule){.name = f->field[col[4]],
                            .basis = f->field[col[5]],
                            .cite = f->cite,
                            .exceptions = f->field[col[6]],
                            .elsewhere = elsewhere_of(f->field[col[7]], &ok),
                            .transfers = lc_sv_is(f->field[col[8]], "yes")};
        d->elsewhere_from = LC_DATE_NONE;
        lc_sv since = f->field[col[9]];
        if (!ok || (since.len && !lc_date_iso(since, &d->elsewhere_from)))
            return lc_rule_refuse(err, t, f, "no such word or day under elsewhere");
        d->has_headquarters = f->field[col[10]].len > 0;
        if (!lc_place_set_add(f->field[col[10]], false, &d->headquarters))
            return lc_rule_refuse(err, t, f, "too many places");
        rc = lc_place_set_compile(t, f, col, &d->places, err);
    }
    return rc;
}

static const lc_dest_rule *dest_of(const struct lc_ccl *c, lc_sv name)
{
    for (size_t i = 0; i < c->n_dest; i++)
        if (lc_sv_eq(c->dest[i].name, name)) return &c->dest[i];
    return NULL;
}

static bool target_of(const struct lc_ccl *c, lc_sv cell, lc_ccl_row *out)
{
    if ((out->dest = dest_of(c, cell))) return true;
    while (cell.len) {
        uint32_t bit = lc_chart_column(lc_sv_cut(&cell, LC_SV(" ")));
        if (!bit) return false;
        out->columns |= bit;
    }
    return out->columns != 0;
}

static int compile_rows(struct lc_rules *r, struct lc_ccl *c, licet_error *err)
{
    static const char *const names[] = {"paragraphs", "except", "test", "question",
                                        "row",        "reason", "dest"};
    const lc_rule_table *t;
    int col[7], rc = lc_rule_need(&r->book, "ccl_rows", &t, err);
    if (!rc) rc = need_columns(t, names, 7, col, err);
    if (rc) return rc;
    c->rows = LC_NEW_N(r->arena, lc_ccl_row, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts && !rc; i++) {
        const lc_rule_fact *f = &t->facts[i];
        lc_ccl_row *w = &c->rows[i];
        *w = (lc_ccl_row){.key = f->field[col[4]], .reason = lc_reason_bit(f->field[col[5]])};
        lc_sv rest = w->key;
        lc_ccl_entry *e = entry_of(c, lc_sv_cut(&rest, LC_SV("#")));
        if (!e || !w->reason || !target_of(c, f->field[col[6]], w))
            return lc_rule_refuse(err, t, f, "no such entry, reason or destination");
        if (e->n_rows && e->rows + e->n_rows != w)
            return lc_rule_refuse(err, t, f, "the rows of an entry stand together");
        if (!e->n_rows) e->rows = w;
        e->n_rows++;
        rc = lc_scope_compile(r->arena, t, f, col, &w->scope, err);
    }
    return rc;
}

static int compile_flags(struct lc_rules *r, struct lc_ccl *c, licet_error *err)
{
    static const char *const names[] = {"paragraphs", "except", "question", "eccn",
                                        "symbol",     "value",  "not_for"};
    const lc_rule_table *t;
    int col[7], rc = lc_rule_need(&r->book, "ccl_flags", &t, err);
    if (!rc) rc = need_columns(t, names, 7, col, err);
    if (rc) return rc;
    const int scope[4] = {col[0], col[1], -1, col[2]};
    c->flags = LC_NEW_N(r->arena, lc_ccl_flag, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts && !rc; i++) {
        const lc_rule_fact *f = &t->facts[i];
        lc_ccl_flag *g = &c->flags[i];
        *g = (lc_ccl_flag){.symbol = f->field[col[4]],
                           .value = f->field[col[5]],
                           .not_for = lc_reason_bits(f->field[col[6]])};
        lc_ccl_entry *e = entry_of(c, f->field[col[3]]);
        if (!e || (e->n_flags && e->flags + e->n_flags != g))
            return lc_rule_refuse(err, t, f, "no such entry, or its lines do not stand together");
        if (!e->n_flags) e->flags = g;
        e->n_flags++;
        rc = lc_scope_compile(r->arena, t, f, scope, &g->scope, err);
    }
    return rc;
}

static lc_gap_kind gap_kind_of(lc_sv word)
{
    static const struct {
        const char *word;
        lc_gap_kind kind;
    } kinds[] = {{"itar", LC_GAP_ITAR},
                 {"other_agency", LC_GAP_OTHER_AGENCY},
                 {"all", LC_GAP_ALL},
                 {"all_but_canada", LC_GAP_ALL_BUT_CANADA},
                 {"none", LC_GAP_NO_CHART},
                 {"ask", LC_GAP_ASK},
                 {"reclassify", LC_GAP_RECLASSIFY}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (lc_sv_is(word, kinds[i].word)) return kinds[i].kind;
    return LC_GAP_NONE;
}

static int compile_gaps(struct lc_rules *r, struct lc_ccl *c, licet_error *err)
{
    static const char *const names[] = {"eccn",   "kind",       "basis",
                                        "policy", "exceptions", "question"};
    const lc_rule_table *t;
    int col[6], rc = lc_rule_need(&r->book, "ccl_gaps", &t, err);
    if (!rc) rc = need_columns(t, names, 6, col, err);
    if (rc) return rc;
    lc_ccl_gap *gaps = LC_NEW_N(r->arena, lc_ccl_gap, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        lc_ccl_entry *e = entry_of(c, f->field[col[0]]);
        gaps[i] = (lc_ccl_gap){gap_kind_of(f->field[col[1]]),
                               f->field[col[2]],
                               f->field[col[3]],
                               f->field[col[4]],
                               f->field[col[5]],
                               f->cite};
        if (!e || !gaps[i].kind) return lc_rule_refuse(err, t, f, "no such entry or kind");
        e->gap = &gaps[i];
    }
    return 0;
}

/* An entry of the list with neither rows nor a gap would fall through to "no licence". */
static int check_entries(const struct lc_ccl *c, licet_error *err)
{
    for (size_t i = 0; i < c->n_entries; i++)
        if (!c->entries[i].n_rows && !c->entries[i].gap)
            return lc_fail(err, LICET_E_RULE, "entry %s has no licence requirement row and no gap",
                           c->entries[i].base);
    return 0;
}

int lc_ccl_compile(struct lc_rules *r, licet_error *err)
{
    struct lc_ccl *c = LC_NEW(r->arena, struct lc_ccl);
    int rc = compile_entries(r, c, err);
    if (!rc) rc = compile_dest(r, c, err);
    if (!rc) rc = compile_rows(r, c, err);
    if (!rc) rc = compile_flags(r, c, err);
    if (!rc) rc = compile_gaps(r, c, err);
    if (!rc) rc = check_entries(c, err);
    if (!rc) r->ccl = c;
    return rc;
}

const lc_ccl_entry *lc_ccl_find(const lc_rules *r, const char *base)
{
    uint16_t at = r->ccl->by_code[code_of(base)];
    return at ? &r->ccl->entries[at - 1] : NULL;
}

const lc_ccl_entry *lc_ccl_at(const lc_rules *r, size_t i)
{
    return i < r->ccl->n_entries ? &r->ccl->entries[i] : NULL;
}

const lc_dest_rule *lc_dest_rule_find(const lc_rules *r, lc_sv name)
{
    return dest_of(r->ccl, name);
}
