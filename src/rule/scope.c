#include "rule/scope.h"

enum { LETTER = 1000, MAX_NUMBER = 999, MAX_PATTERNS = 64 };

lc_tri lc_tri_and(lc_tri a, lc_tri b)
{
    if (a == LC_TRI_NO || b == LC_TRI_NO) return LC_TRI_NO;
    return a == LC_TRI_YES && b == LC_TRI_YES ? LC_TRI_YES : LC_TRI_UNKNOWN;
}

lc_tri lc_tri_or(lc_tri a, lc_tri b)
{
    if (a == LC_TRI_YES || b == LC_TRI_YES) return LC_TRI_YES;
    return a == LC_TRI_NO && b == LC_TRI_NO ? LC_TRI_NO : LC_TRI_UNKNOWN;
}

lc_tri lc_tri_not(lc_tri a)
{
    return a == LC_TRI_YES ? LC_TRI_NO : a == LC_TRI_NO ? LC_TRI_YES : LC_TRI_UNKNOWN;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* One part of a paragraph: a letter or a number. 0 if it is neither. */
static uint16_t part_of(lc_sv t)
{
    if (t.len == 1 && lower(t.data[0]) >= 'a' && lower(t.data[0]) <= 'z')
        return (uint16_t)(LETTER + 1 + lower(t.data[0]) - 'a');
    uint64_t n = 0;
    return lc_sv_u64(t, &n) && n >= 1 && n <= MAX_NUMBER ? (uint16_t)n : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool lc_eccn_split(lc_sv eccn, char out_base[6], lc_para *out_para)
{
    lc_sv e = lc_sv_trim(eccn);
    if (e.len < 5 || !is_digit(e.data[0]) || lower(e.data[1]) < 'a' || lower(e.data[1]) > 'e' ||
        !is_digit(e.data[2]) || !is_digit(e.data[3]) || !is_digit(e.data[4]))
        return false;
    lc_para p = {0};
    lc_sv rest = lc_sv_from(e, 5);
    if (rest.len && rest.data[0] != '.') return false;
    rest = rest.len ? lc_sv_from(rest, 1) : LC_SV_NONE;
    while (rest.data) {
        lc_sv part = lc_sv_cut(&rest, LC_SV("."));
        if (p.n == LC_PARA_MAX_PARTS || !(p.part[p.n++] = part_of(part))) return false;
    }
    memcpy(out_base, e.data, 5);
    out_base[1] = (char)(lower(out_base[1]) - 'a' + 'A');
    out_base[5] = '\0';
    *out_para = p;
    return true;
}

/* "2-14" or "k-n" or "b": both ends. */
static bool range_of(lc_sv t, uint16_t *lo, uint16_t *hi)
{
    lc_sv rest = t, first = lc_sv_cut(&rest, LC_SV("-"));
    *lo = part_of(first);
    *hi = rest.data ? part_of(rest) : *lo;
    return *lo && *hi && *lo <= *hi && (*lo > LETTER) == (*hi > LETTER);
}

static bool pattern_of(lc_sv t, lc_pattern *out)
{
    *out = (lc_pattern){0};
    if (lc_sv_ends(t, LC_SV("?"))) {
        out->conditional = true;
        t.len--;
    }
    while (t.len) {
        lc_sv part = lc_sv_cut(&t, LC_SV("."));
        if (out->n == LC_PARA_MAX_PARTS || !range_of(part, &out->lo[out->n], &out->hi[out->n]))
            return false;
        if (out->lo[out->n] != out->hi[out->n] && t.len) return false; /* a range stands last */
        out->n++;
    }
    return out->n > 0;
}

bool lc_patterns_parse(lc_arena *a, lc_sv text, lc_patterns *out)
{
    lc_pattern found[MAX_PATTERNS];
    size_t n = 0;
    lc_sv rest = lc_sv_trim(text);
    while (rest.len) {
        lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
        if (!word.len) continue;
        if (n == MAX_PATTERNS || !pattern_of(word, &found[n++])) return false;
    }
    *out = (lc_patterns){n ? LC_NEW_N(a, lc_pattern, n) : NULL, n};
    if (n) memcpy(out->at, found, n * sizeof found[0]);
    return true;
}

static size_t put_part(char *at, size_t cap, uint16_t v)
{
    if (v > LETTER) {
        at[0] = (char)('a' + v - LETTER - 1);
        return 1;
    }
    size_t n = 0;
    char digits[8];
    do {
        digits[n++] = (char)('0' + v % 10);
        v /= 10;
    } while (v && n < sizeof digits);
    for (size_t i = 0; i < n && i < cap; i++) at[i] = digits[n - 1 - i];
    return n;
}

lc_sv lc_patterns_text(lc_arena *a, const lc_patterns *p)
{
    enum { PATTERN_BYTES = LC_PARA_MAX_PARTS * 8 + 4 };
    char *text = lc_arena_alloc(a, p->len * PATTERN_BYTES + 1);
    size_t at = 0;
    for (size_t i = 0; i < p->len; i++) {
        const lc_pattern *q = &p->at[i];
        if (i) text[at++] = ' ';
        for (size_t k = 0; k < q->n; k++) {
            if (k) text[at++] = '.';
            at += put_part(text + at, 3, q->lo[k]);
            if (q->lo[k] == q->hi[k]) continue;
            text[at++] = '-';
            at += put_part(text + at, 3, q->hi[k]);
        }
        if (q->conditional) text[at++] = '?';
    }
    return lc_sv_make(text, at);
}

lc_tri lc_pattern_match(const lc_pattern *q, const lc_para *p)
{
    for (size_t i = 0; i < q->n; i++) {
        if (i >= p->n) return LC_TRI_UNKNOWN;
        if (p->part[i] < q->lo[i] || p->part[i] > q->hi[i]) return LC_TRI_NO;
    }
    return LC_TRI_YES;
}

lc_tri lc_patterns_match(const lc_patterns *p, const lc_para *para)
{
    lc_tri all = LC_TRI_NO;
    for (size_t i = 0; i < p->len; i++) {
        lc_tri one = lc_pattern_match(&p->at[i], para);
        if (p->at[i].conditional) one = lc_tri_and(one, LC_TRI_UNKNOWN);
        all = lc_tri_or(all, one);
    }
    return all;
}

/* --- tests --- */

static bool number_of(lc_sv t, double *out)
{
    lc_sv rest = t, whole = lc_sv_cut(&rest, LC_SV("."));
    uint64_t w = 0, f = 0;
    if (!lc_sv_u64(whole, &w)) return false;
    *out = (double)w;
    if (!rest.data) return true;
    if (rest.len > 6 || !lc_sv_u64(rest, &f)) return false;
    double scale = 1;
    for (size_t i = 0; i < rest.len; i++) scale *= 10;
    *out += (double)f / scale;
    return true;
}

static const struct {
    const char *sign;
    lc_test_op op;
} OPS[] = {{"<=", LC_TEST_LE}, {">=", LC_TEST_GE}, {"<", LC_TEST_LT}, {">", LC_TEST_GT}};

static bool term_of(lc_arena *a, lc_sv t, lc_term *out)
{
    for (size_t i = 0; i < sizeof OPS / sizeof OPS[0]; i++) {
        lc_sv sign = lc_sv_of(OPS[i].sign);
        size_t at = lc_sv_find(t, sign, 0);
        if (at == SIZE_MAX) continue;
        lc_sv name = lc_sv_trim(lc_sv_make(t.data, at));
        out->fact = lc_arena_printf(a, "item.%.*s", LC_SV_ARG(name));
        out->op = OPS[i].op;
        return number_of(lc_sv_trim(lc_sv_from(t, at + sign.len)), &out->number);
    }
    out->op = lc_sv_starts(t, LC_SV("!")) ? LC_TEST_NO : LC_TEST_YES;
    lc_sv name = out->op == LC_TEST_NO ? lc_sv_from(t, 1) : t;
    out->fact = lc_arena_printf(a, "item.%.*s", LC_SV_ARG(name));
    return name.len > 0;
}

static const lc_number *number_fact(const lc_item *item, lc_sv fact)
{
    const struct {
        const char *name;
        const lc_number *value;
    } known[] = {{"item.barrel_length_in", &item->barrel_length_in},
                 {"item.frame_rate_hz", &item->frame_rate_hz},
                 {"item.fpa_elements", &item->fpa_elements},
                 {"item.app_wt", &item->app_wt}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (lc_sv_is(fact, known[i].name)) return known[i].value;
    return NULL;
}

static bool fact_is_known(const lc_term *t)
{
    static const lc_item NO_ITEM = {0};
    if (t->op == LC_TEST_YES || t->op == LC_TEST_NO)
        return lc_sv_is(t->fact, "item.embedded_in_civil_product");
    return number_fact(&NO_ITEM, t->fact) != NULL;
}

static lc_tri term_holds(const lc_term *t, const lc_item *item)
{
    if (t->op == LC_TEST_YES) return item->embedded_in_civil_product;
    if (t->op == LC_TEST_NO) return lc_tri_not(item->embedded_in_civil_product);
    const lc_number *n = number_fact(item, t->fact);
    if (!n || !n->given) return LC_TRI_UNKNOWN;
    bool yes = t->op == LC_TEST_LT   ? n->value < t->number
               : t->op == LC_TEST_LE ? n->value <= t->number
               : t->op == LC_TEST_GT ? n->value > t->number
                                     : n->value >= t->number;
    return yes ? LC_TRI_YES : LC_TRI_NO;
}

static bool test_of(lc_arena *a, lc_sv text, lc_scope *out)
{
    out->any_term = lc_sv_find(text, LC_SV("/"), 0) != SIZE_MAX;
    lc_sv rest = text;
    while (rest.len) {
        lc_sv t = lc_sv_trim(lc_sv_cut(&rest, out->any_term ? LC_SV("/") : LC_SV("&")));
        if (out->n_terms == LC_TEST_MAX_TERMS || !term_of(a, t, &out->term[out->n_terms]) ||
            !fact_is_known(&out->term[out->n_terms]))
            return false;
        out->n_terms++;
    }
    return true;
}

int lc_scope_compile(lc_arena *a, const lc_rule_table *t, const lc_rule_fact *f,
                     const int column[4], lc_scope *out, licet_error *err)
{
    *out = (lc_scope){0};
    lc_sv cell[4];
    for (size_t i = 0; i < 4; i++) cell[i] = column[i] < 0 ? LC_SV_NONE : f->field[column[i]];
    if (!lc_patterns_parse(a, cell[0], &out->only) || !lc_patterns_parse(a, cell[1], &out->except))
        return lc_rule_refuse(err, t, f, "a paragraph pattern cannot be read");
    if (!test_of(a, cell[2], out))
        return lc_rule_refuse(err, t, f, "the test \"%.*s\" cannot be read", LC_SV_ARG(cell[2]));
    out->question = cell[3];
    return 0;
}

/* --- does a row reach the item --- */

static lc_tri test_holds(const lc_scope *s, const lc_item *item)
{
    if (!s->n_terms) return LC_TRI_UNKNOWN;
    lc_tri all = s->any_term ? LC_TRI_NO : LC_TRI_YES;
    for (size_t i = 0; i < s->n_terms; i++) {
        lc_tri one = term_holds(&s->term[i], item);
        all = s->any_term ? lc_tri_or(all, one) : lc_tri_and(all, one);
    }
    return all;
}

static lc_tri reach(const lc_patterns *p, const lc_para *para, lc_tri condition,
                    lc_scope_need *need)
{
    lc_tri all = LC_TRI_NO;
    for (size_t i = 0; i < p->len; i++) {
        lc_tri one = lc_pattern_match(&p->at[i], para);
        if (one == LC_TRI_UNKNOWN) need->paragraph = true;
        if (p->at[i].conditional && one != LC_TRI_NO) {
            if (condition == LC_TRI_UNKNOWN) need->answer = true;
            one = lc_tri_and(one, condition);
        }
        all = lc_tri_or(all, one);
    }
    return all;
}

static bool has_conditional(const lc_scope *s)
{
    for (size_t i = 0; i < s->only.len; i++)
        if (s->only.at[i].conditional) return true;
    for (size_t i = 0; i < s->except.len; i++)
        if (s->except.at[i].conditional) return true;
    return false;
}

static void name_facts(const lc_scope *s, const lc_item *item, lc_scope_need *need)
{
    if (!need->answer || !s->n_terms) return;
    need->answer = false;
    for (size_t i = 0; i < s->n_terms; i++)
        if (term_holds(&s->term[i], item) == LC_TRI_UNKNOWN) need->fact[i] = s->term[i].fact;
}

lc_tri lc_scope_applies(const lc_scope *s, const lc_para *para, const lc_item *item, lc_sv key,
                        lc_scope_need *need)
{
    lc_scope_need n = {0};
    lc_tri condition = test_holds(s, item);
    lc_tri yes = s->only.len ? reach(&s->only, para, condition, &n) : LC_TRI_YES;
    lc_tri no = s->except.len ? reach(&s->except, para, lc_tri_not(condition), &n) : LC_TRI_NO;
    lc_tri all = lc_tri_and(yes, lc_tri_not(no));
    if ((s->question.len || s->n_terms) && !has_conditional(s) && all != LC_TRI_NO) {
        if (condition == LC_TRI_UNKNOWN) n.answer = true;
        all = lc_tri_and(all, condition);
    }
    if (all == LC_TRI_UNKNOWN) all = lc_row_answer_of(item, key);
    name_facts(s, item, &n);
    *need = all == LC_TRI_UNKNOWN ? n : (lc_scope_need){0};
    return all;
}
