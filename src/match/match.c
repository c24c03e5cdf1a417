#include "match/match.h"

#include <stdlib.h>

#include "base/map.h"
#include "index/evidence.h"
#include "match/constants.h"
#include "match/curve.h"
#include "match/explain.h"
#include "match/mark.h"
#include "match/facts.h"
#include "match/gather.h"
#include "text/fold.h"
#include "text/parts.h"

enum { MOST_READINGS = 2 * (1 + LC_NAME_PARTS), NO_NAME = UINT32_MAX };

/* The best name of one entry version so far. */
typedef struct best {
    int32_t bp;    /* -1: nothing yet */
    uint32_t name; /* in the index's names, NO_NAME: found by identifier or address alone */
    uint8_t reading;
    bool same;
    lc_hit_how how;
} best;

typedef struct place { /* an address that is an entry by itself */
    uint32_t version;
    lc_sv text; /* in the index */
    const lc_facts_words *words;
} place;

struct lc_matcher {
    const lc_index *index;
    const lc_ix_view *view;
    const lc_lexicon *lex;
    lc_gather gather;
    lc_scorer scorer;
    best *of_version;
    LC_VEC(place) places;
    lc_arena *places_read;            /* NULL: not yet */
    uint32_t *first_name, *next_name; /* by version, by name: in order; NULL: not yet */
    LC_VEC(uint32_t) versions;        /* those with something in of_version */
    uint32_t
        counts[LC_SCORE_SAME_BP + 2]; /* versions by their best score, where there is a limit */
    int below_bp;                     /* resemblances up to `below` score less than this */
    float below;
    lc_tokens words; /* of the last name asked about */
};

/* One question being answered. */
typedef struct search {
    lc_matcher *m;
    const lc_query *q;
    const lc_match_params *p;
    lc_arena *arena;
    lc_asked asked[MOST_READINGS];
    float factor[MOST_READINGS]; /* a part of the name counts a little less than all of it */
    size_t n_readings;
    int floor_bp;       /* below this no name can be among the hits any more */
    size_t above_floor; /* versions at or above it */
} search;

lc_matcher *lc_matcher_new(const lc_index *x, const lc_lexicon *lex)
{
    lc_matcher *m = lc_xmalloc(sizeof *m);
    memset(m, 0, sizeof *m);
    m->index = x;
    m->view = lc_index_view(x);
    m->lex = lex;
    lc_gather_init(&m->gather, m->view);
    lc_scorer_init(&m->scorer, m->view);
    m->of_version = lc_xmalloc(sizeof *m->of_version * ((size_t)m->view->n_versions + 1));
    for (uint32_t i = 0; i < m->view->n_versions; i++) m->of_version[i].bp = -1;
    return m;
}

bool lc_matcher_use(lc_matcher *m, size_t way)
{
    const lc_sweep *s = way < LC_SWEEP_WAYS ? lc_sweep_way(way) : NULL;
    if (s) m->gather.scan.sweep = s;
    return s != NULL;
}

void lc_matcher_free(lc_matcher *m)
{
    if (!m) return;
    lc_gather_done(&m->gather);
    lc_scorer_done(&m->scorer);
    free(m->of_version);
    lc_vec_done(&m->places);
    lc_arena_free(m->places_read);
    free(m->first_name);
    free(m->next_name);
    lc_vec_done(&m->versions);
    free(m);
}

/* ---- the readings of the name ---- */

static int read_as(search *s, lc_sv name, bool person, float factor, licet_error *err)
{
    const lc_matcher *m = s->m;
    int rc = lc_asked_of(m->view, m->lex, s->arena, name, person, &s->asked[s->n_readings], err);
    if (!rc) s->factor[s->n_readings++] = factor;
    return rc;
}

/* Where the type is not known the text is read both ways: "Kim Co" may be a person. */
static int read_text(search *s, lc_sv name, float factor, licet_error *err)
{
    int rc = read_as(s, name, s->q->type == LC_TYPE_PERSON, factor, err);
    if (!rc && s->q->type == LC_TYPE_UNKNOWN) rc = read_as(s, name, true, factor, err);
    return rc;
}

static int read_name(search *s, licet_error *err)
{
    lc_sv parts[LC_NAME_PARTS];
    int rc = read_text(s, s->q->name, 1.0F, err);
    size_t n = rc ? 0 : lc_name_parts(s->arena, s->q->name, parts);
    for (size_t i = 0; i < n; i++) read_text(s, parts[i], LC_PART_OF_NAME, NULL);
    return rc;
}

/* ---- keeping the best name of each version, and the worst score that still counts ---- */

/* With a limit of k the k-th best version so far sets the floor. */
static void raise_floor(search *s)
{
    if (s->p->limit == 0) return;
    while (s->floor_bp < LC_SCORE_SAME_BP) {
        size_t rest = s->above_floor - s->m->counts[s->floor_bp];
        if (rest < s->p->limit) return;
        s->above_floor = rest;
        s->floor_bp++;
    }
}

static void keep(search *s, uint32_t version, best b)
{
    best *old = &s->m->of_version[version];
    if (b.bp < s->floor_bp && b.how == LC_HOW_NAME) return;
    if (old->bp >= b.bp) {
        if (old->bp > b.bp || old->name < b.name || old->how > b.how) return;
    }
    if (old->bp < 0) lc_vec_push(&s->m->versions, version);
    if (old->bp >= s->floor_bp && s->p->limit) {
        s->m->counts[old->bp]--;
        s->above_floor--;
    }
    if (old->bp >= 0 && old->how > b.how) b.how = old->how;
    *old = b;
    if (b.bp >= s->floor_bp && s->p->limit) {
        s->m->counts[b.bp]++;
        s->above_floor++;
    }
    raise_floor(s);
}

/* A legal form, or several words of organisations: one alone may be a surname (Laden, Bank). */
static bool like_organisation(const lc_tokens *t)
{
    size_t words = 0;
    for (size_t i = 0; i < t->n; i++) {
        lc_token_class c = t->at[i].cls;
        if (c == LC_TOKEN_LEGAL) return true;
        words += c == LC_TOKEN_TRADE || c == LC_TOKEN_GENERIC || c == LC_TOKEN_TELLING;
    }
    return words > 1;
}

static void keep_name(search *s, uint32_t name, float resemblance, bool same, size_t reading)
{
    const lc_ix_name *n = &s->m->view->names[name];
    const lc_ix_version *v = &s->m->view->versions[n->version];
    if (!lc_index_visible(s->m->index, n->version, s->p->as_of, s->p->known_at)) return;
    float standing = lc_score_standing((lc_name_kind)n->kind, s->q->type, (lc_party_type)v->type,
                                       like_organisation(&s->asked[0].tokens));
    bool other_type = s->q->type != LC_TYPE_UNKNOWN && v->type != LC_TYPE_UNKNOWN &&
                      s->q->type != (lc_party_type)v->type;
    int bp = same && !other_type ? LC_SCORE_SAME_BP : lc_score_curve(resemblance * standing);
    keep(s, n->version, (best){bp, name, (uint8_t)reading, same, LC_HOW_NAME});
}

/* ---- by name ---- */

static void same_names(search *s)
{
    const lc_ix_view *v = s->m->view;
    lc_sv folded = s->asked[0].tokens.folded;
    size_t first, n = lc_ix_find(v->folded, v->n_folded, lc_ix_key(folded), &first);
    for (size_t i = first; i < first + n; i++) {
        uint32_t name = v->folded[i].to;
        if (lc_sv_eq(lc_fold(s->arena, lc_ix_name_text(v, &v->names[name])), folded))
            keep_name(s, name, 1.0F, true, 0);
    }
}

static int bound_bp(float bound)
{
    return bound >= 1.0F ? LC_SCORE_SAME_BP : lc_score_curve(bound);
}

static int compare_candidates(const void *a, const void *b)
{
    const lc_candidate *x = a, *y = b;
    if (x->bound != y->bound) return x->bound > y->bound ? -1 : 1;
    return x->form < y->form ? -1 : x->form > y->form;
}

/* The resemblance a name needs for a score that still counts. */
static float needed(search *s, size_t reading)
{
    lc_matcher *m = s->m;
    if (m->below_bp != s->floor_bp) {
        m->below_bp = s->floor_bp;
        m->below = lc_reach_below(s->floor_bp);
    }
    return m->below / s->factor[reading];
}

static void score_candidates(search *s, size_t reading)
{
    lc_matcher *m = s->m;
    lc_gather_forms(&m->gather, &s->asked[reading], needed(s, reading));
    m->scorer.known = &m->gather.known;
    size_t n = m->gather.found.len;
    if (n > 1) qsort(m->gather.found.at, n, sizeof *m->gather.found.at, compare_candidates);
    for (size_t i = 0; i < n; i++) {
        lc_candidate c = m->gather.found.at[i];
        if (bound_bp(c.bound) < s->floor_bp) break;
        float r = lc_score_form(&m->scorer, &s->asked[reading], c.form) * s->factor[reading];
        if (r <= 0) continue;
        const lc_ix_form *f = &m->view->forms[c.form];
        uint32_t names = lc_ix_names_of(m->view, f);
        for (uint32_t k = 0; k < names; k++) keep_name(s, f->names + k, r, false, reading);
    }
}

/* ---- by identifier and address ---- */

/* Names stand by form, not by version: they are linked when an identifier is first found. */
static void link_names(lc_matcher *m)
{
    const lc_ix_view *v = m->view;
    if (m->first_name) return;
    m->first_name = lc_xmalloc(sizeof *m->first_name * ((size_t)v->n_versions + 1));
    m->next_name = lc_xmalloc(sizeof *m->next_name * ((size_t)v->n_names + 1));
    for (uint32_t i = 0; i < v->n_versions; i++) m->first_name[i] = NO_NAME;
    for (uint32_t i = v->n_names; i > 0; i--) {
        uint32_t *first = &m->first_name[v->names[i - 1].version];
        m->next_name[i - 1] = *first;
        *first = i - 1;
    }
}

/* The version's best name, however little it resembles: score_bp says so. */
static void keep_found(search *s, uint32_t version, lc_hit_how how)
{
    s->m->scorer.known = NULL;
    const lc_ix_view *v = s->m->view;
    best *b = &s->m->of_version[version];
    if (!lc_index_visible(s->m->index, version, s->p->as_of, s->p->known_at)) return;
    if (b->bp >= 0) {
        b->how = how;
        return;
    }
    lc_vec_push(&s->m->versions, version);
    *b = (best){0, NO_NAME, 0, false, how};
    if (how != LC_HOW_IDENTIFIER) return;
    link_names(s->m);
    for (uint32_t i = s->m->first_name[version]; i != NO_NAME; i = s->m->next_name[i]) {
        int bp = lc_score_curve(lc_score_form(&s->m->scorer, &s->asked[0], lc_ix_form_of(v, i)));
        if (b->name == NO_NAME || bp > b->bp) *b = (best){bp, i, 0, false, how};
    }
}

static void by_one_identifier(search *s, lc_sv ident)
{
    const lc_ix_view *v = s->m->view;
    lc_sv key = lc_ident_key(s->arena, ident);
    if (!key.len) return;
    size_t first, n = lc_ix_find(v->idents, v->n_idents, lc_ix_key(key), &first);
    for (size_t k = first; k < first + n; k++)
        if (lc_facts_ident(v, s->q, v->idents[k].to, s->arena).len)
            keep_found(s, v->idents[k].to, LC_HOW_IDENTIFIER);
}

static void by_identifier(search *s)
{
    for (size_t i = 0; i < s->q->n_idents; i++) {
        by_one_identifier(s, s->q->idents[i]);
        by_one_identifier(s, lc_ident_unlabelled(s->q->idents[i]));
    }
}

/* The addresses that are entries by themselves, read when one is first asked about. */
static void read_places(lc_matcher *m)
{
    const lc_ix_view *v = m->view;
    m->places_read = lc_arena_new();
    for (uint32_t i = 0; i < v->n_places; i++) {
        const lc_ix_version *r = &v->versions[v->places[i]];
        lc_evidence_lines lines = {lc_ix_evidence_of(v, r)};
        char kind;
        lc_sv value;
        while (lc_evidence_next(&lines, &kind, &value)) {
            place p = {v->places[i], value, NULL};
            if (kind != 'A') continue;
            p.words = lc_facts_words_of(value, m->places_read);
            lc_vec_push(&m->places, p);
        }
    }
}

static lc_sv listed_address(const search *s, uint32_t version)
{
    const lc_facts_words *asked = lc_facts_words_of(s->q->address, s->arena);
    for (size_t i = 0; i < s->m->places.len; i++) {
        const place *p = &s->m->places.at[i];
        if (p->version == version && lc_facts_same_address(asked, p->words)) return p->text;
    }
    return LC_SV_NONE;
}

static void by_address(search *s)
{
    if (!s->q->address.len) return;
    if (!s->m->places_read) read_places(s->m);
    const lc_facts_words *asked = lc_facts_words_of(s->q->address, s->arena);
    for (size_t i = 0; i < s->m->places.len; i++) {
        const place *p = &s->m->places.at[i];
        if (lc_facts_same_address(asked, p->words)) keep_found(s, p->version, LC_HOW_ADDRESS);
    }
}

/* ---- hits ---- */

static lc_hit make_hit(search *s, uint32_t version)
{
    const lc_ix_view *v = s->m->view;
    const best *b = &s->m->of_version[version];
    lc_hit h = {.version = version, .score_bp = b->bp, .how = b->how};
    lc_explain x = {.view = v, .same = b->same, .query = s->q};
    if (b->name != NO_NAME) {
        const lc_ix_name *n = &v->names[b->name];
        h.name = lc_ix_name_text(v, n);
        h.name_kind = (lc_name_kind)n->kind;
        x.asked = &s->asked[b->reading];
        x.form = lc_ix_form_of(v, b->name);
        if (!b->same) lc_score_form(&s->m->scorer, x.asked, x.form);
        x.detail = &s->m->scorer.detail;
    }
    lc_facts_compare(v, s->q, version, s->arena, &h);
    if (h.how == LC_HOW_IDENTIFIER) x.ident = lc_facts_ident(v, s->q, version, s->arena);
    if (h.how == LC_HOW_ADDRESS) {
        h.name = x.address = listed_address(s, version);
        h.name_kind = LC_NAME_PRIMARY;
        h.address = LC_EV_AGREES;
    }
    lc_explain_hit(&x, s->arena, &h);
    lc_mark_hit(&x, s->arena, &h);
    return h;
}

static int compare_versions(const void *a, const void *b, void *ctx)
{
    const best *of = ctx;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    bool x_fact = of[x].how != LC_HOW_NAME, y_fact = of[y].how != LC_HOW_NAME;
    if (x_fact != y_fact) return x_fact ? -1 : 1;
    if (of[x].bp != of[y].bp) return of[x].bp > of[y].bp ? -1 : 1;
    return x < y ? -1 : x > y;
}

static bool is_hit(const search *s, uint32_t version)
{
    const best *b = &s->m->of_version[version];
    return b->how != LC_HOW_NAME || (b->bp >= s->p->threshold_bp && b->bp >= s->floor_bp);
}

static void take_hits(search *s, lc_hit **out, size_t *out_n)
{
    lc_matcher *m = s->m;
    m->scorer.known = NULL; /* it was about the last reading only */
    size_t n = 0;
    for (size_t i = 0; i < m->versions.len; i++)
        if (is_hit(s, m->versions.at[i]))
            m->versions.at[n++] = m->versions.at[i];
        else
            m->of_version[m->versions.at[i]].bp = -1;
    m->versions.len = n;
    if (n) qsort_r(m->versions.at, n, sizeof *m->versions.at, compare_versions, m->of_version);
    size_t most = s->p->limit && s->p->limit < n ? s->p->limit : n;
    *out = LC_NEW_N(s->arena, lc_hit, most);
    for (size_t i = 0; i < most; i++) (*out)[i] = make_hit(s, m->versions.at[i]);
    *out_n = most;
    for (size_t i = 0; i < n; i++) m->of_version[m->versions.at[i]].bp = -1;
    m->versions.len = 0;
    if (s->p->limit) memset(m->counts, 0, sizeof m->counts);
}

int lc_match(lc_matcher *m, const lc_query *q, const lc_match_params *p, lc_arena *a, lc_hit **out,
             size_t *out_n, licet_error *err)
{
    search s = {.m = m, .q = q, .p = p, .arena = a, .floor_bp = p->threshold_bp};
    int rc = read_name(&s, err);
    if (rc) return rc;
    if (s.floor_bp < 1) s.floor_bp = 1; /* what shares nothing is no hit at any threshold */
    if (s.floor_bp > LC_SCORE_SAME_BP) s.floor_bp = LC_SCORE_SAME_BP + 1;
    same_names(&s);
    for (size_t r = 0; r < s.n_readings; r++) score_candidates(&s, r);
    by_identifier(&s);
    by_address(&s);
    take_hits(&s, out, out_n);
    m->words = s.asked[0].tokens;
    return 0;
}

const lc_tokens *lc_matcher_words(const lc_matcher *m)
{
    return &m->words;
}
