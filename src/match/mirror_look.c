/* Who can a listed name be a hit for? See mirror.h for why nobody is missed. */
#include "index/evidence.h"
#include "match/constants.h"
#include "match/curve.h"
#include "match/facts.h"
#include "match/mirror_in.h"
#include "text/fold.h"

enum { MANY_READINGS = 24 };

/* ---- making ---- */

static void *zeros(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);
    if (!p) abort(); /* no memory: no answer */
    return p;
}

lc_mirror_search *lc_mirror_search_new(const lc_mirror_weights *w, const lc_lexicon *lex,
                                       int threshold_bp)
{
    const lc_mirror *m = w->mirror;
    lc_mirror_search *s = lc_xmalloc(sizeof *s);
    *s = (lc_mirror_search){.m = m,
                            .w = w,
                            .view = w->view,
                            .lex = lex,
                            .least = lc_reach_below(threshold_bp) - 1e-4F,
                            .kept = lc_arena_new(),
                            .scratch = lc_arena_new(),
                            .of_token = zeros(w->view->n_tokens, sizeof *s->of_token),
                            .seen = zeros(m->words.len, sizeof *s->seen),
                            .sums = zeros(m->readings.len, sizeof *s->sums),
                            .left_of = zeros(m->words.len, sizeof *s->left_of)};
    size_t most = m->sounds.at.len > m->joints.at.len ? m->sounds.at.len : m->joints.at.len;
    s->near = zeros(most + LC_SWEEP_SLACK, sizeof *s->near);
    s->distances = zeros(most + LC_SWEEP_SLACK, sizeof *s->distances);
    s->costs = zeros(most + LC_SWEEP_SLACK, sizeof *s->costs);
    s->sweep = lc_sweep_best();
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
    lc_vec_done(&s->found);
    lc_vec_done(&s->touched);
    free(s->near);
    free(s->distances);
    free(s->costs);
    free(s->of_token);
    free(s->seen);
    lc_vec_done(&s->left);
    free(s->left_of);
    free(s->sums);
    free(s);
}

/* ---- sums by reading ---- */

/* What is to be added for one word of the form, or two neighbours. */
typedef struct share {
    float value, listed;    /* weight of the form's side */
    uint16_t pairs, covers; /* words of the form, of the reading */
    bool split;
} share;

/* A listed word counts once a reading, with its best partner, which comes first. */
static void add(lc_mirror_search *s, uint32_t reading, float asked, const share *x)
{
    lc_mirror_sum *sum = &s->sums[reading];
    if (!sum->unit) lc_vec_push(&s->touched, reading);
    if (sum->unit != s->next_unit) {
        sum->unit = s->next_unit;
        sum->n += x->value * x->listed;
        sum->pairs = (uint16_t)(sum->pairs + x->pairs);
        sum->covers = (uint16_t)(sum->covers + x->covers);
    }
    sum->q += x->value * asked;
    sum->split |= x->split;
    sum->rare |= x->split || (lc_reach_rare(asked, x->value) && lc_reach_rare(x->listed, x->value));
}

static void add_readings(lc_mirror_search *s, uint32_t word, uint32_t from, const share *x)
{
    const lc_mirror *m = s->m;
    for (uint32_t p = m->posting_starts[from]; p < m->posting_starts[2 * word + 2]; p++)
        add(s, m->postings[p], s->w->of_word[word], x);
}

static void add_word(lc_mirror_search *s, uint32_t word, const share *x)
{
    add_readings(s, word, 2 * word, x);
}

static uint32_t many(const lc_mirror *m, uint32_t word)
{
    uint32_t n = m->posting_starts[2 * word + 1] - m->posting_starts[2 * word];
    return n > MANY_READINGS ? n : 0;
}

/* The special ones all the same; the others when they come up by another word. */
static void leave_word(lc_mirror_search *s, uint32_t word, const share *x)
{
    lc_mirror_left l = {word, s->left_of[word], x->value, x->listed};
    add_readings(s, word, 2 * word + 1, x);
    lc_vec_push(&s->left, l);
    s->left_of[word] = (uint32_t)s->left.len;
}

static void add_joint(lc_mirror_search *s, const lc_mirror_near_word *near, float listed)
{
    const lc_mirror_sound *j = &s->m->joints.at.at[near->id];
    const uint32_t *words = s->m->reading_words.at + s->m->readings.at[j->of].words + j->place;
    float weight = s->w->of_word[words[0] & ~LC_IX_CORE] + s->w->of_word[words[1] & ~LC_IX_CORE];
    add(s, j->of, weight, &(share){near->value, listed, 1, 2, false});
}

static void add_token(lc_mirror_search *s, uint32_t token, bool leave)
{
    const lc_mirror_nears *x = lc_mirror_near(s, token);
    float listed = s->view->tokens[token].weight;
    s->next_unit++;
    for (size_t i = 0; i < x->n_words; i++) {
        share one = {x->words[i].value, listed, 1, 1, false};
        if (leave && many(s->m, x->words[i].id))
            leave_word(s, x->words[i].id, &one);
        else
            add_word(s, x->words[i].id, &one);
    }
    s->next_unit++;
    for (size_t i = 0; i < x->n_joints; i++) add_joint(s, &x->joints[i], listed);
}

/* Two listed neighbours that, written as one, sound like a word of a customer. */
static void add_split(lc_mirror_search *s, const uint32_t *tokens)
{
    const lc_ix_view *v = s->view;
    const lc_ix_token *a = &v->tokens[tokens[0] & ~LC_IX_CORE],
                      *b = &v->tokens[tokens[1] & ~LC_IX_CORE];
    char sound[LC_SOUND_MAX];
    if ((size_t)a->text_bytes + b->text_bytes > LC_SOUND_MAX) return;
    lc_arena_reset(s->scratch);
    lc_sv both = lc_mirror_glue(s->scratch, lc_ix_text_of(v, a), lc_ix_text_of(v, b));
    lc_sv key = lc_sv_make(sound, lc_sound(both, sound));
    size_t first, n = lc_mirror_links_of(&s->m->exact, lc_hash64(key), &first);
    s->next_unit++;
    for (size_t i = first; i < first + n; i++) {
        uint32_t word = s->m->exact.at[i].to;
        lc_asked_word w;
        lc_asked_word_of(v, s->scratch, &s->m->words.at[word].token, false, &w);
        float like = lc_split_similarity(v, &w, tokens).s;
        share x = {lc_score_value(like), a->weight + b->weight, 2, 1, true};
        if (like >= LC_JOINT_LEAST) add_word(s, word, &x);
    }
}

/* ---- one form ---- */

void lc_mirror_mark(const lc_mirror_search *s, uint32_t reading, uint8_t *marked)
{
    size_t first, n = lc_mirror_links_of(&s->m->of_reading, reading, &first);
    for (size_t i = first; i < first + n; i++) marked[s->m->of_reading.at[i].to] = 1;
}

/* Scored as the search scores it. */
void lc_mirror_try(lc_mirror_search *s, uint32_t reading, uint32_t form, uint8_t *marked)
{
    const lc_mirror_reading *r = &s->m->readings.at[reading];
    static const uint8_t ways[] = {LC_MIRROR_OTHER, LC_MIRROR_PERSON};
    for (size_t i = 0; i < sizeof ways; i++) {
        lc_asked q;
        if (!(r->flags & ways[i])) continue;
        lc_arena_reset(s->scratch);
        bool person = ways[i] == LC_MIRROR_PERSON;
        if (lc_asked_of(s->view, s->lex, s->scratch, r->text, person, &q, NULL) ||
            lc_score_form(&s->scorer, &q, form) >= s->least) {
            lc_mirror_mark(s, reading, marked);
            return;
        }
    }
}

typedef struct sums_of_form {
    float weak;
    size_t initials, core;
} sums_of_form;

/* Words of many readings that were left out, at most. */
typedef struct leaving {
    float q, n;
    bool rare;
    size_t words;
} leaving;

/* As match/gather.c has it from the other side: a word is certainly without partner if there are
 * more of them than could have one, initials included. left: what may yet be added. */
static bool in_reach(const lc_mirror_search *s, uint32_t reading, const lc_ix_form *f,
                     const sums_of_form *x, const leaving *left)
{
    const lc_mirror_brief *r = &s->w->of_reading[reading];
    const lc_mirror_sum *sum = &s->sums[reading];
    static const uint8_t ways[] = {LC_MIRROR_OTHER, LC_MIRROR_PERSON};
    lc_reach_most most = {
        .q = (sum->q + left->q + r->weak + LC_INITIAL_COVERS * (float)x->initials) * 1.0001F,
        .n = (sum->n + left->n + LC_INITIAL_COVERS * (float)r->initials + x->weak) * 1.0001F,
        .all_n = f->weight,
        .q_open = r->core > sum->covers + left->words + x->initials,
        .n_open = !sum->split && x->core > sum->pairs + left->words + r->initials,
        .rare = sum->rare || left->rare};
    for (size_t i = 0; i < sizeof ways; i++) {
        lc_asked asked = {.weight = r->all,
                          .weak_weight = r->weak,
                          .person = ways[i] == LC_MIRROR_PERSON,
                          .cut_off = (r->flags & LC_MIRROR_CUT) != 0};
        if ((r->flags & ways[i]) && lc_reach_bound(&asked, &most) + 1e-4F >= s->least) return true;
    }
    return false;
}

static sums_of_form sums(const lc_ix_view *v, const lc_ix_form *f)
{
    sums_of_form x = {0};
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        uint32_t t = v->form_tokens[f->tokens + i];
        const lc_ix_token *token = &v->tokens[t & ~LC_IX_CORE];
        if (t & LC_IX_CORE)
            x.core++;
        else
            x.weak += token->weight;
        x.initials += token->cls == LC_TOKEN_INITIAL;
    }
    return x;
}

/* ---- words of many readings ----
 *
 * Where all that a reading has in common with the form are such words, of some words of the form
 * (those that are left), and that cannot be enough, the reading need not come up by them. Not
 * special: it has no initials, and no more weak weight than the heaviest. Its own weight is best
 * for it if all of it agrees. */
typedef struct one_token {
    uint32_t place;
    uint64_t cost;
    leaving at_most;
} one_token;

static one_token cost_of(lc_mirror_search *s, uint32_t place, uint32_t token)
{
    const lc_mirror_nears *x = lc_mirror_near(s, token);
    float listed = s->view->tokens[token].weight;
    one_token t = {.place = place};
    for (size_t i = 0; i < x->n_words; i++) {
        uint32_t word = x->words[i].id, n = many(s->m, word);
        float value = x->words[i].value, asked = s->w->of_word[word];
        if (!n) continue;
        t.cost += n;
        t.at_most.words = 1;
        t.at_most.rare |= lc_reach_rare(asked, value) && lc_reach_rare(listed, value);
        if (value * asked > t.at_most.q) t.at_most.q = value * asked;
        if (value * listed > t.at_most.n) t.at_most.n = value * listed;
    }
    return t;
}

static bool is_too_little(const lc_mirror_search *s, const lc_ix_form *f, const sums_of_form *x,
                          const leaving *l)
{
    float q = (l->q + s->w->heaviest_weak + LC_INITIAL_COVERS * (float)x->initials) * 1.0001F;
    lc_reach_most most = {.q = q,
                          .n = (l->n + x->weak) * 1.0001F,
                          .all_n = f->weight,
                          .n_open = x->core > l->words,
                          .rare = l->rare};
    for (int person = 0; person < 2; person++)
        for (int cut_off = 0; cut_off < 2; cut_off++) {
            lc_asked asked = {.weight = q, .person = person, .cut_off = cut_off};
            if (lc_reach_bound(&asked, &most) + 1e-4F >= s->least) return false;
        }
    return true;
}

static int dearest(const void *a, const void *b)
{
    const one_token *x = a, *y = b;
    if (x->cost != y->cost) return x->cost > y->cost ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* One byte a word of the form: is it to be left? The dearest first. */
static const uint8_t *choose_left(lc_mirror_search *s, const lc_ix_form *f, const uint32_t *tokens,
                                  const sums_of_form *x, leaving *out)
{
    one_token *all = LC_NEW_N(s->kept, one_token, f->n_tokens + 1);
    uint8_t *left = LC_NEW_N(s->kept, uint8_t, f->n_tokens + 1);
    leaving sum = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < f->n_tokens; i++)
        if (tokens[i] & LC_IX_CORE) all[n++] = cost_of(s, i, tokens[i] & ~LC_IX_CORE);
    if (n) qsort(all, n, sizeof *all, dearest);
    for (size_t i = 0; i < n && all[i].cost; i++) {
        const leaving *one = &all[i].at_most;
        leaving with = {sum.q + one->q, sum.n + one->n, sum.rare || one->rare,
                        sum.words + one->words};
        if (!is_too_little(s, f, x, &with)) continue;
        sum = with;
        left[all[i].place] = 1;
    }
    *out = sum;
    return left;
}

/* What was left, for a reading that has come up all the same. */
static void add_left(lc_mirror_search *s, uint32_t reading)
{
    const lc_mirror_reading *r = &s->m->readings.at[reading];
    if (r->special) return; /* nothing was */
    for (uint32_t i = 0; i < r->n_words; i++) {
        uint32_t word = s->m->reading_words.at[r->words + i];
        if (!(word & LC_IX_CORE)) continue;
        word &= ~LC_IX_CORE;
        for (uint32_t at = s->left_of[word]; at; at = s->left.at[at - 1].next) {
            const lc_mirror_left *l = &s->left.at[at - 1];
            s->next_unit++;
            add(s, reading, s->w->of_word[word], &(share){l->value, l->listed, 1, 1, false});
        }
    }
}

static void forget_left(lc_mirror_search *s)
{
    for (size_t i = 0; i < s->left.len; i++) s->left_of[s->left.at[i].word] = 0;
    s->left.len = 0;
}

static void by_words(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    const lc_ix_form *f = &s->view->forms[form];
    const uint32_t *tokens = s->view->form_tokens + f->tokens;
    sums_of_form x = sums(s->view, f);
    leaving most;
    const leaving nothing = {0};
    const uint8_t *left = choose_left(s, f, tokens, &x, &most);
    for (uint32_t i = 0; i < f->n_tokens; i++)
        if (tokens[i] & LC_IX_CORE) add_token(s, tokens[i] & ~LC_IX_CORE, left[i]);
    for (uint32_t i = 0; i + 1 < f->n_tokens; i++) add_split(s, tokens + i);
    for (size_t i = 0; i < s->touched.len; i++) {
        uint32_t r = s->touched.at[i];
        if (in_reach(s, r, f, &x, &most)) {
            add_left(s, r);
            if (in_reach(s, r, f, &x, &nothing)) lc_mirror_try(s, r, form, marked);
        }
        s->sums[r] = (lc_mirror_sum){0};
    }
    forget_left(s);
    s->touched.len = 0;
    s->next_unit = 0;
}

static void look_form(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    by_words(s, form, marked);
    lc_mirror_whole(s, form, marked);
}

/* ---- what is no resemblance ---- */

static void mark_links(const lc_mirror_links *l, lc_sv key, uint8_t *marked)
{
    size_t first, n = lc_mirror_links_of(l, lc_hash64(key), &first);
    for (size_t i = first; i < first + n; i++) marked[l->at[i].to] = 1;
}

static void look_name(lc_mirror_search *s, uint32_t name, uint8_t *marked)
{
    lc_arena_reset(s->scratch);
    lc_sv text = lc_ix_name_text(s->view, &s->view->names[name]);
    mark_links(&s->m->folded, lc_fold(s->scratch, text), marked);
}

static void look_address(lc_mirror_search *s, lc_sv listed, uint8_t *marked)
{
    for (size_t c = 0; c < s->m->addresses.len; c++) {
        lc_sv asked = s->m->addresses.at[c];
        if (!asked.len || marked[c]) continue;
        lc_arena_reset(s->scratch);
        if (lc_facts_at_address(asked, listed, s->scratch)) marked[c] = 1;
    }
}

static void look_version(lc_mirror_search *s, uint32_t version, uint8_t *marked)
{
    const lc_ix_version *r = &s->view->versions[version];
    lc_evidence_lines lines = {lc_ix_evidence_of(s->view, r)};
    lc_sv value;
    char kind;
    while (lc_evidence_next(&lines, &kind, &value)) {
        lc_arena_reset(s->scratch);
        lc_sv key = kind == 'I' ? lc_ident_key(s->scratch, value) : LC_SV_NONE;
        if (key.len) mark_links(&s->m->idents, key, marked);
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
