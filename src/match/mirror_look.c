/* Who can a listed name be a hit for? See mirror_plan.c for why nobody is missed. */
#include "index/evidence.h"
#include "match/constants.h"
#include "match/facts.h"
#include "match/mirror_in.h"
#include "text/fold.h"

/* ---- making ---- */

static void *zeros(size_t n, size_t size)
{
    void *p = calloc(n + LC_SWEEP_SLACK, size);
    if (!p) abort(); /* no memory: no answer */
    return p;
}

lc_mirror_search *lc_mirror_search_new(const lc_mirror_weights *w, const lc_lexicon *lex,
                                       int threshold_bp)
{
    const lc_mi_view *m = w->mirror;
    size_t most = m->n_spells > m->n_joints ? m->n_spells : m->n_joints;
    size_t ids = m->n_words > m->n_joints ? m->n_words : m->n_joints;
    lc_mirror_search *s = lc_xmalloc(sizeof *s);
    *s = (lc_mirror_search){.m = m,
                            .w = w,
                            .view = w->view,
                            .lex = lex,
                            .least = lc_reach_below(threshold_bp) - 1e-4F,
                            .sweep = lc_sweep_best(),
                            .near = zeros(most, sizeof *s->near),
                            .counting = zeros(most, sizeof *s->counting),
                            .whole = zeros(m->n_readings, sizeof *s->whole),
                            .distances = zeros(most, sizeof *s->distances),
                            .costs = zeros(most, sizeof *s->costs),
                            .sounds = zeros(most, sizeof *s->sounds),
                            .kept = lc_arena_new(),
                            .scratch = lc_arena_new(),
                            .of_form = lc_arena_new(),
                            .of_token = zeros(w->view->n_tokens, sizeof(lc_mirror_like *)),
                            .seen = zeros(ids, sizeof *s->seen),
                            .place = zeros(ids, sizeof *s->place),
                            .seen_round = 1,
                            .taken = zeros(m->n_readings, sizeof *s->taken),
                            .joined = zeros(m->n_readings, sizeof *s->joined),
                            .cells = zeros(m->n_words, sizeof *s->cells)};
    for (uint32_t i = 0; i < m->n_words; i++) s->cells[i].weight = w->of_word[i];
    for (size_t i = 0; i < most; i++) s->counting[i] = (uint32_t)i;
    lc_sweep_costs_init(&s->cost_table);
    lc_scorer_init(&s->scorer, w->view);
    return s;
}

void lc_mirror_search_free(lc_mirror_search *s)
{
    if (!s) return;
    lc_scorer_done(&s->scorer);
    lc_arena_free(s->kept);
    lc_arena_free(s->scratch);
    lc_arena_free(s->of_form);
    lc_vec_done(&s->found);
    lc_vec_done(&s->tokens);
    lc_vec_done(&s->splits);
    lc_vec_done(&s->values);
    lc_vec_done(&s->walked);
    free(s->near);
    free(s->counting);
    free(s->whole);
    free(s->distances);
    free(s->costs);
    free(s->sounds);
    free(s->of_token);
    free(s->seen);
    free(s->place);
    free(s->taken);
    free(s->joined);
    free(s->cells);
    free(s);
}

/* ---- who is walked ---- */

static void take(lc_mirror_search *s, const uint32_t *readings, uint32_t n, uint32_t token)
{
    enum { FAR = 8 };
    for (uint32_t i = 0; i < n; i++) {
        if (i + FAR < n) __builtin_prefetch(&s->taken[readings[i + FAR]], 1);
        lc_mirror_taken *t = &s->taken[readings[i]];
        if (t->round != s->round) {
            *t = (lc_mirror_taken){s->round, 0};
            lc_vec_push(&s->walked, readings[i]);
        }
        t->tokens |= token;
    }
}

static void walk_token(lc_mirror_search *s, size_t at)
{
    const lc_mirror_token *k = &s->tokens.at[at];
    uint32_t bit = at < LC_MIRROR_MANY_WORDS ? UINT32_C(1) << at : 0;
    const lc_mi_view *m = s->m;
    const lc_mirror_like *x = k->like;
    if (!x->looked_up) return;
    for (size_t i = 0; i < x->words.above[k->level]; i++) {
        const lc_mi_word *w = &m->words[x->words.at[i].id];
        take(s, m->postings + w->postings, w->n_postings, bit);
    }
    for (size_t i = 0; i < x->joints.above[k->level]; i++) {
        uint32_t j = x->joints.at[i].id, first = m->joints[j].of;
        take(s, m->joint_places + first, lc_mi_joint_end(m, j) - first, bit);
    }
}

/* Two listed neighbours that, written as one, sound like a word of a customer. */
static void walk_split(lc_mirror_search *s, const uint32_t *tokens, uint32_t place)
{
    const lc_ix_view *v = s->view;
    const lc_ix_token *a = &v->tokens[tokens[place] & ~LC_IX_CORE],
                      *b = &v->tokens[tokens[place + 1] & ~LC_IX_CORE];
    char both[LC_SOUND_MAX], sound[LC_SOUND_MAX];
    size_t n = (size_t)a->text_bytes + b->text_bytes, first;
    if (n > LC_SOUND_MAX || a->cls == LC_TOKEN_LEGAL || b->cls == LC_TOKEN_LEGAL) return;
    memcpy(both, lc_ix_text_of(v, a).data, a->text_bytes);
    memcpy(both + a->text_bytes, lc_ix_text_of(v, b).data, b->text_bytes);
    lc_sv heard = lc_sv_make(sound, lc_sound(lc_sv_make(both, n), sound));
    size_t found = lc_ix_find(s->m->exact, s->m->n_exact, lc_ix_key(heard), &first);
    if (!found) return;
    lc_vec_push(&s->splits, place);
    for (size_t i = first; i < first + found; i++) {
        const lc_mi_word *w = &s->m->words[s->m->exact[i].to];
        take(s, s->m->postings + w->postings, w->n_postings, LC_MIRROR_SPLIT);
    }
}

/* ---- one form ---- */

void lc_mirror_mark(const lc_mirror_search *s, uint32_t reading, uint8_t *marked)
{
    const lc_mi_view *m = s->m;
    uint32_t end = lc_mi_customers_end(m, reading);
    for (uint32_t i = m->readings[reading].customers; i < end; i++) marked[m->customers[i]] = 1;
}

static bool is_marked(const lc_mirror_search *s, uint32_t reading, const uint8_t *marked)
{
    const lc_mi_view *m = s->m;
    uint32_t end = lc_mi_customers_end(m, reading);
    for (uint32_t i = m->readings[reading].customers; i < end; i++)
        if (!marked[m->customers[i]]) return false;
    return true;
}

/* Scored as the search scores it. */
void lc_mirror_try(lc_mirror_search *s, uint32_t reading, uint32_t form, uint8_t *marked)
{
    const lc_mi_reading *r = &s->m->readings[reading];
    static const uint8_t ways[] = {LC_MI_OTHER, LC_MI_PERSON};
    if (is_marked(s, reading, marked)) return;
    for (size_t i = 0; i < sizeof ways; i++) {
        lc_asked q;
        if (!(r->flags & ways[i])) continue;
        lc_arena_reset(s->scratch);
        lc_sv text = lc_sv_make(s->m->strings.data + r->text, r->text_bytes);
        bool person = ways[i] == LC_MI_PERSON;
        if (lc_asked_of(s->view, s->lex, s->scratch, text, person, &q, NULL) ||
            lc_score_form(&s->scorer, &q, form) >= s->least) {
            lc_mirror_mark(s, reading, marked);
            return;
        }
    }
}

/* Of those walked, who is worth a look. The same words come again and again. */
static void keep_worth(lc_mirror_search *s)
{
    enum { KNOWN = 64 };
    uint32_t known[KNOWN] = {0};
    bool worth[KNOWN] = {false};
    size_t n = 0;
    if (s->tokens.len > LC_MIRROR_MANY_WORDS) return;
    for (size_t i = 0; i < s->walked.len; i++) {
        uint32_t reading = s->walked.at[i], tokens = s->taken[reading].tokens;
        size_t at = tokens * UINT32_C(0x9E3779B1) >> 26;
        if (known[at] != tokens) {
            known[at] = tokens;
            worth[at] = lc_mirror_worth(s, tokens);
        }
        if (worth[at]) s->walked.at[n++] = reading;
    }
    s->walked.len = n;
}

/* Memory that will be wanted soon. */
static void fetch(const lc_mirror_search *s, size_t i)
{
    enum { FAR = 16, NEAR = 8 };
    if (i + FAR < s->walked.len) {
        __builtin_prefetch(&s->m->readings[s->walked.at[i + FAR]]);
        __builtin_prefetch(&s->joined[s->walked.at[i + FAR]]);
    }
    if (i + NEAR < s->walked.len)
        __builtin_prefetch(s->m->reading_words + s->m->readings[s->walked.at[i + NEAR]].words);
}

static void look_form(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    const lc_ix_form *f = &s->view->forms[form];
    s->round++;
    s->walked.len = s->splits.len = 0;
    lc_vec_reserve(&s->values, LC_TOKENS_MAX);
    lc_mirror_plan(s, form);
    for (size_t i = 0; i < s->tokens.len; i++) walk_token(s, i);
    for (uint32_t i = 0; i + 1U < f->n_tokens; i++)
        walk_split(s, s->view->form_tokens + f->tokens, i);
    keep_worth(s);
    if (s->walked.len) lc_mirror_reach_begin(s);
    for (size_t i = 0; i < s->walked.len; i++) {
        fetch(s, i);
        if (lc_mirror_in_reach(s, s->walked.at[i], form))
            lc_mirror_try(s, s->walked.at[i], form, marked);
    }
    lc_mirror_whole(s, form, marked);
}

/* ---- what is no resemblance ---- */

static void mark_links(const lc_ix_link *l, uint32_t n, lc_sv key, uint8_t *marked)
{
    size_t first, found = lc_ix_find(l, n, lc_ix_key(key), &first);
    for (size_t i = first; i < first + found; i++) marked[l[i].to] = 1;
}

static void look_name(lc_mirror_search *s, uint32_t name, uint8_t *marked)
{
    lc_arena_reset(s->scratch);
    lc_sv text = lc_ix_name_text(s->view, &s->view->names[name]);
    mark_links(s->m->folded, s->m->n_folded, lc_fold(s->scratch, text), marked);
}

static void look_address(lc_mirror_search *s, lc_sv listed, uint8_t *marked)
{
    const lc_mi_view *m = s->m;
    for (uint32_t i = 0; i < m->n_places; i++) {
        const lc_mi_place *p = &m->places[i];
        if (marked[p->customer]) continue;
        lc_arena_reset(s->scratch);
        lc_sv asked = lc_sv_make(m->strings.data + p->text, p->bytes);
        if (lc_facts_at_address(asked, listed, s->scratch)) marked[p->customer] = 1;
    }
}

static void look_version(lc_mirror_search *s, uint32_t version, uint8_t *marked)
{
    const lc_ix_version *r = &s->view->versions[version];
    lc_evidence_lines lines = {lc_ix_evidence_of(s->view, r)};
    lc_sv value;
    char kind;
    while (lc_evidence_next(&lines, &kind, &value)) {
        lc_arena_reset(s->of_form);
        lc_sv key = kind == 'I' ? lc_ident_key(s->of_form, value) : LC_SV_NONE;
        if (key.len) mark_links(s->m->idents, s->m->n_idents, key, marked);
        if (kind == 'A' && (r->flags & LC_IX_ADDRESS_ONLY)) look_address(s, value, marked);
    }
}

void lc_mirror_look(lc_mirror_search *s, const lc_mirror_work *w, size_t item, uint8_t *marked)
{
    if (item < w->n_forms) {
        look_form(s, w->forms[item], marked);
        return;
    }
    item -= w->n_forms;
    if (item < w->n_names)
        look_name(s, w->names[item], marked);
    else
        look_version(s, w->versions[item - w->n_names], marked);
}
