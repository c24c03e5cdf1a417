/* A column of the Entity List, token by token, into structure. */
#include "rule/el_scan.h"
#include "rule/parts.h"

static void add_section(lc_sv *sections, size_t *n, lc_sv cite)
{
    for (size_t i = 0; i < *n; i++)
        if (lc_sv_eq(sections[i], cite)) return;
    if (*n < LC_EL_MAX_SECTIONS) sections[(*n)++] = cite;
}

/* "744.2 (d)" -> "744.2(d)" */
static lc_sv without_blanks(lc_arena *a, lc_sv cite)
{
    if (lc_sv_find(cite, LC_SV(" "), 0) == SIZE_MAX) return cite;
    char *out = lc_arena_alloc(a, cite.len);
    size_t n = 0;
    for (size_t i = 0; i < cite.len; i++)
        if (cite.data[i] != ' ') out[n++] = cite.data[i];
    return lc_sv_make(out, n);
}

static const lc_el_term *term_of(const struct lc_el_words *w, lc_sv name)
{
    for (size_t i = 0; i < w->n_terms; i++)
        if (lc_sv_eq(w->terms[i].name, name)) return &w->terms[i];
    return NULL;
}

static const lc_el_carve *carve_of(const struct lc_el_words *w, lc_sv name)
{
    for (size_t i = 0; i < w->n_carves; i++)
        if (lc_sv_eq(w->carves[i].name, name)) return &w->carves[i];
    return NULL;
}

static lc_el_scope scope_of(lc_sv value)
{
    if (lc_sv_is(value, "ccl_supp7")) return LC_EL_CCL_PLUS_SUPP7;
    if (lc_sv_is(value, "ccl")) return LC_EL_CCL;
    return lc_sv_is(value, "all") ? LC_EL_ALL : LC_EL_UNREAD;
}

static lc_el_gov gov_of(lc_sv value)
{
    if (lc_sv_is(value, "gov_e")) return LC_EL_GOV_E;
    return lc_sv_is(value, "gov_usgs") ? LC_EL_GOV_USGS : LC_EL_GOV;
}

/* False: the phrase has no place here, so the column is unread. */
static bool requirement_phrase(const struct lc_el_words *w, const lc_el_phrase *p,
                               lc_el_requirement *out)
{
    if (lc_sv_is(p->part, "filler")) return true;
    if (lc_sv_is(p->part, "scope")) {
        bool first = out->scope == LC_EL_UNREAD;
        out->scope = scope_of(p->value);
        return first;
    }
    if (lc_sv_is(p->part, "only_if")) {
        bool all = out->scope == LC_EL_ALL;
        out->scope = LC_EL_ALL_IF_PROJECT;
        return all;
    }
    if (lc_sv_is(p->part, "gov")) {
        bool opened = out->gov != LC_EL_GOV_NONE || lc_sv_is(p->value, "gov");
        out->gov = gov_of(p->value);
        return opened;
    }
    if (lc_sv_is(p->part, "carve") || lc_sv_is(p->part, "carve_rest")) {
        out->carve = carve_of(w, p->value);
        out->scope = LC_EL_ALL_EXCEPT;
        return out->carve != NULL;
    }
    out->term = lc_sv_is(p->part, "term") ? term_of(w, p->value) : NULL;
    return out->term != NULL;
}

static bool cites(const lc_el_requirement *r, const char *section)
{
    for (size_t i = 0; i < r->n_sections; i++)
        if (lc_sv_is(r->sections[i], section)) return true;
    return false;
}

/* Where no digit survives, the cited paragraph still says which footnote it is. */
static void infer_footnote(lc_el_requirement *r)
{
    static const struct {
        const char *section;
        unsigned footnote;
    } says[] = {{"734.9(g)", 3}, {"734.9(e)(1)", 1}, {"734.9(e)(2)", 4}, {"734.9(e)(3)", 5}};
    if (r->footnotes) return;
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        if (cites(r, says[i].section)) {
            r->footnotes |= 1u << says[i].footnote;
            r->footnote_inferred = true;
        }
    r->footnote_unclear = !r->footnotes && cites(r, "734.9(e)");
}

/* "(See § 746.8(a)(4))" alone says the same as "when used in projects specified in § 746.8(a)(4)";
 * before 2024 the paragraph was 746.5. */
static void infer_project(lc_el_requirement *r)
{
    if (r->scope == LC_EL_ALL && r->n_sections == 1 &&
        (cites(r, "746.8(a)(4)") || cites(r, "746.5")))
        r->scope = LC_EL_ALL_IF_PROJECT;
}

void lc_el_requirement_read(const lc_rules *r, lc_arena *a, lc_sv column, lc_el_requirement *out)
{
    const struct lc_el_words *w = r->el_words;
    lc_el_scan s = {.phrases = w->requirement,
                    .n_phrases = w->n_requirement,
                    .text = lc_el_normal(w, a, column)};
    lc_el_requirement q = {0};
    bool read = true;
    for (lc_el_token t; (t = lc_el_next(&s)) != LC_EL_END;) {
        if (t == LC_EL_OTHER) read = false;
        if (t == LC_EL_PHRASE) read &= requirement_phrase(w, s.phrase, &q);
        if (t == LC_EL_CITE) add_section(q.sections, &q.n_sections, without_blanks(a, s.cite));
        if (t == LC_EL_NOTE) q.footnotes |= 1u << s.note;
    }
    infer_footnote(&q);
    infer_project(&q);
    if (!read) {
        q.scope = LC_EL_UNREAD;
        q.gov = LC_EL_GOV_NONE;
        q.carve = NULL;
    }
    *out = q;
}

static bool add_term(const struct lc_el_words *w, const lc_el_phrase *p, lc_el_policy *out)
{
    const lc_el_term *t = term_of(w, p->value);
    if (!t || out->n_terms == LC_EL_MAX_TERMS) return false;
    out->terms[out->n_terms] = *t;
    out->terms[out->n_terms++].review = p->review;
    return true;
}

static bool policy_phrase(const struct lc_el_words *w, const lc_el_phrase *p, lc_el_policy *out)
{
    if (lc_sv_is(p->part, "filler")) return true;
    if (lc_sv_is(p->part, "term")) return add_term(w, p, out);
    bool first = out->standard == LICET_REVIEW_UNKNOWN;
    if (lc_sv_is(p->part, "standard")) out->standard = p->review;
    return first && lc_sv_is(p->part, "standard");
}

/* A review for the items of the CCL and another for EAR99 leave nothing over: the first is the
 * column's standard. */
static void infer_standard(lc_el_policy *p)
{
    if (p->standard != LICET_REVIEW_UNKNOWN) return;
    bool ccl = false, ear99 = false;
    for (size_t i = 0; i < p->n_terms; i++) {
        ccl |= lc_sv_is(p->terms[i].test, "ccl");
        ear99 |= lc_sv_is(p->terms[i].test, "ear99");
    }
    if (ccl && ear99)
        p->standard = LICET_CASE_BY_CASE;
    else if (p->n_sections && !p->n_terms)
        p->standard = LICET_PER_SECTION;
}

void lc_el_policy_read(const lc_rules *r, lc_arena *a, lc_sv column, lc_el_policy *out)
{
    const struct lc_el_words *w = r->el_words;
    lc_el_scan s = {
        .phrases = w->policy, .n_phrases = w->n_policy, .text = lc_el_normal(w, a, column)};
    lc_el_policy p = {0};
    bool read = s.text.len > 0;
    for (lc_el_token t; (t = lc_el_next(&s)) != LC_EL_END;) {
        if (t == LC_EL_OTHER || t == LC_EL_NOTE) read = false;
        if (t == LC_EL_PHRASE) read &= policy_phrase(w, s.phrase, &p);
        if (t == LC_EL_CITE) add_section(p.sections, &p.n_sections, without_blanks(a, s.cite));
    }
    infer_standard(&p);
    if (!read) p = (lc_el_policy){.unread = true};
    *out = p;
}
