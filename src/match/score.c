#include "match/score.h"

#include <stdlib.h>

#include "match/constants.h"
#include "text/romanise.h"

enum { MAX_JOINS = 4 };
#define NEARLY_ALL 0.90F /* of the weights then agrees, whatever the legal forms are */
#define RARE_LEAST 0.90F /* so like must a rare word be to count as one */

void lc_scorer_init(lc_scorer *s, const lc_ix_view *v)
{
    *s = (lc_scorer){.view = v};
}

void lc_scorer_done(lc_scorer *s)
{
    lc_assign_done(&s->assign);
    free(s->similar);
    free(s->gain);
    free(s->column);
    free(s->q_taken);
    free(s->n_taken);
    lc_vec_done(&s->detail.pairs);
}

static void reserve(lc_scorer *s, size_t rows, size_t columns)
{
    size_t cells = rows * columns;
    if (cells > s->cells) {
        s->similar = lc_xrealloc(s->similar, cells * sizeof *s->similar);
        s->gain = lc_xrealloc(s->gain, cells * sizeof *s->gain);
        s->cells = cells;
    }
    if (rows > s->rows) {
        s->column = lc_xrealloc(s->column, rows * sizeof *s->column);
        s->q_taken = lc_xrealloc(s->q_taken, rows * sizeof *s->q_taken);
        s->rows = rows;
    }
    if (columns > s->columns) {
        s->n_taken = lc_xrealloc(s->n_taken, columns * sizeof *s->n_taken);
        s->columns = columns;
    }
    memset(s->q_taken, 0, rows * sizeof *s->q_taken);
    memset(s->n_taken, 0, columns * sizeof *s->n_taken);
}

float lc_score_value(float s)
{
    return LC_VALUE_SQUARE * s * s + (1 - LC_VALUE_SQUARE) * s;
}

static float base_with(const lc_asked *q, float agree_q, float agree_n, float all_n, float more,
                       float less)
{
    if (agree_q > q->weight) agree_q = q->weight;
    if (agree_n > all_n) agree_n = all_n;
    float agree = agree_q + agree_n, know = q->person ? LC_KNOW_PERSON : LC_KNOW_OTHER;
    float rest = 2 * more * (q->weight - agree_q) + 2 * less * (all_n - agree_n);
    return agree > 0 ? agree / (agree + rest + know) : 0;
}

static float smaller(float a, float b)
{
    return a < b ? a : b;
}

/* A; fitted apart for persons and others, equal today. */
static float more_of(const lc_asked *q)
{
    return q->person ? LC_MORE_PERSON : LC_MORE_OTHER; /* NOLINT(bugprone-branch-clone) */
}

float lc_score_bound(const lc_asked *q, float agree_q, float agree_n, float all_n)
{
    float more = smaller(more_of(q), smaller(LC_MORE_INSIDE, LC_MORE_RAREST));
    float less =
        smaller(q->person ? LC_LESS_PERSON : LC_LESS_OTHER, smaller(LC_LESS_INSIDE, LC_LESS_RARE));
    if (q->cut_off) less = smaller(less, LC_LESS_CUT);
    if (agree_q >= NEARLY_ALL * q->weight && agree_n >= NEARLY_ALL * all_n) return 1;
    return base_with(q, agree_q, agree_n, all_n, more, less);
}

/* ---- pairs of single words ---- */

typedef struct sides {
    const lc_asked *q;
    const uint32_t *tokens; /* of the form, with LC_IX_CORE */
    size_t n;
    uint32_t form;
} sides;

static const lc_ix_token *token_at(const lc_scorer *s, const sides *x, size_t j)
{
    return &s->view->tokens[x->tokens[j] & ~LC_IX_CORE];
}

static bool core_at(const sides *x, size_t j)
{
    return (x->tokens[j] & LC_IX_CORE) != 0;
}

/* An initial accounts for part of the word that stands on the other side. */
static void pair_weights(float *q, float *n, lc_agreement how)
{
    if (how != LC_AGREE_INITIAL) return;
    if (*q > *n)
        *q *= LC_INITIAL_COVERS;
    else
        *n *= LC_INITIAL_COVERS;
}

/* Core words pair with core words; the others (legal forms, titles, ...) among themselves; an
 * initial with what begins with it. */
static lc_similarity similarity_at(const lc_scorer *s, const sides *x, size_t i, size_t j)
{
    const lc_asked_word *w = &x->q->words[i];
    const lc_ix_token *t = token_at(s, x, j);
    bool core = core_at(x, j);
    if (w->core != core) return lc_initial_similarity(s->view, w, t);
    return lc_word_similarity(s->view, w, t);
}

static void put_gain(lc_scorer *s, const sides *x, size_t i, size_t j, lc_similarity m)
{
    float q = x->q->words[i].weight, n = token_at(s, x, j)->weight;
    pair_weights(&q, &n, m.how);
    s->similar[i * x->n + j] = m;
    s->gain[i * x->n + j] = lc_score_value(m.s) * (q + n);
}

static void fill_gains(lc_scorer *s, const sides *x)
{
    size_t cells = x->q->n * x->n;
    memset(s->gain, 0, cells * sizeof *s->gain);
    for (size_t j = 0; j < x->n; j++) {
        bool known = s->known && core_at(x, j);
        uint32_t at = known ? s->known->head[x->tokens[j] & ~LC_IX_CORE] : 0;
        for (; at; at = s->known->words.at[at - 1].next) {
            const lc_known_word *w = &s->known->words.at[at - 1];
            if (w->unit < x->q->n) put_gain(s, x, w->unit, j, w->similar);
        }
        for (size_t i = 0; i < x->q->n; i++) {
            const lc_asked_word *w = &x->q->words[i];
            if (known && w->core) continue;
            lc_similarity m = similarity_at(s, x, i, j);
            if (m.s > 0) put_gain(s, x, i, j, m);
        }
    }
}

static void pair_words(lc_scorer *s, const sides *x)
{
    lc_assign_best(&s->assign, s->gain, x->q->n, x->n, s->column);
}

/* ---- words written as one ---- */

typedef struct join {
    lc_pair pair;
    float gain;
} join;

static float gain_of_rows(const lc_scorer *s, const sides *x, size_t first, size_t n)
{
    float g = 0;
    for (size_t i = first; i < first + n; i++)
        if (s->column[i] >= 0) g += s->gain[i * x->n + (size_t)s->column[i]];
    return g;
}

static float gain_of_columns(const lc_scorer *s, const sides *x, size_t first, size_t n,
                             size_t skip_row, size_t skip_n)
{
    float g = 0;
    for (size_t i = 0; i < x->q->n; i++) {
        if (i >= skip_row && i < skip_row + skip_n) continue;
        size_t c = (size_t)s->column[i];
        if (s->column[i] >= 0 && c >= first && c < first + n) g += s->gain[i * x->n + c];
    }
    return g;
}

static bool any_taken(const bool *taken, size_t first, size_t n)
{
    for (size_t i = first; i < first + n; i++)
        if (taken[i]) return true;
    return false;
}

/* What taking this join instead of the pairs it breaks would bring. */
static float profit(const lc_scorer *s, const sides *x, const join *j)
{
    const lc_pair *p = &j->pair;
    if (any_taken(s->q_taken, p->q, p->q_words) || any_taken(s->n_taken, p->n, p->n_words))
        return 0;
    return j->gain - gain_of_rows(s, x, p->q, p->q_words) -
           gain_of_columns(s, x, p->n, p->n_words, p->q, p->q_words);
}

static void consider(const lc_scorer *s, const sides *x, join j, join *best, float *best_profit)
{
    float g = profit(s, x, &j);
    if (g > *best_profit + 1e-6F) {
        *best = j;
        *best_profit = g;
    }
}

lc_similarity lc_split_similarity(const lc_ix_view *v, const lc_asked_word *q,
                                  const uint32_t *tokens)
{
    const lc_ix_token *a = &v->tokens[tokens[0] & ~LC_IX_CORE];
    const lc_ix_token *b = &v->tokens[tokens[1] & ~LC_IX_CORE];
    size_t both = (size_t)a->text_bytes + b->text_bytes;
    lc_similarity none = {0, LC_AGREE_NOT};
    if (a->cls == LC_TOKEN_LEGAL || b->cls == LC_TOKEN_LEGAL || both > LC_SOUND_MAX) return none;
    if (q->token->cls == LC_TOKEN_NUMBER || q->token->cls == LC_TOKEN_LEGAL) return none;
    for (size_t k = 0; k < q->n_spell; k++) {
        const lc_asked_spelling *s = &q->spell[k];
        size_t gap = both > s->text.len ? both - s->text.len : s->text.len - both;
        char text[LC_SOUND_MAX], sound[LC_SOUND_MAX];
        if (gap > 3 || !s->sound.len || !a->sound_bytes ||
            lc_ix_sound_of(v, a).data[0] != s->sound.data[0])
            continue;
        memcpy(text, lc_ix_text_of(v, a).data, a->text_bytes);
        memcpy(text + a->text_bytes, lc_ix_text_of(v, b).data, b->text_bytes);
        size_t n = lc_sound(lc_sv_make(text, both), sound);
        if (!lc_sv_eq(lc_sv_make(sound, n), s->sound)) continue;
        bool same = lc_sv_eq(lc_sv_make(text, both), s->text);
        return (lc_similarity){same ? 0.99F : 0.95F, same ? LC_AGREE_SAME : LC_AGREE_SOUND};
    }
    return none;
}

static void consider_joints(lc_scorer *s, const sides *x, join *out, float *best)
{
    for (size_t j = 0; j < x->n; j++) {
        const lc_ix_token *t = token_at(s, x, j);
        if (!core_at(x, j) || (s->known && !s->known->head[x->tokens[j] & ~LC_IX_CORE])) continue;
        for (size_t k = 0; k < x->q->n_joints; k++) {
            const lc_asked_joint *q = &x->q->joints[k];
            lc_similarity m = s->known
                                  ? lc_known_find(s->known, x->tokens[j] & ~LC_IX_CORE, x->q->n + k)
                                  : lc_word_similarity(s->view, &q->word, t);
            if (m.s < LC_JOINT_LEAST) continue;
            join c = {{(uint16_t)q->first, (uint16_t)j, 2, 1, m},
                      lc_score_value(m.s) * (q->word.weight + t->weight)};
            consider(s, x, c, out, best);
        }
    }
}

static void consider_split(lc_scorer *s, const sides *x, size_t i, size_t j, lc_similarity m,
                           join *out, float *best)
{
    if (m.s < LC_JOINT_LEAST) return;
    float weight =
        x->q->words[i].weight + token_at(s, x, j)->weight + token_at(s, x, j + 1)->weight;
    join c = {{(uint16_t)i, (uint16_t)j, 1, 2, m}, lc_score_value(m.s) * weight};
    consider(s, x, c, out, best);
}

static bool best_join(lc_scorer *s, const sides *x, join *out)
{
    float best = 0;
    consider_joints(s, x, out, &best);
    if (s->known) {
        size_t n;
        const lc_known_split *k = lc_known_splits(s->known, x->form, &n);
        for (; n; n--, k++) consider_split(s, x, k->unit, k->place, k->similar, out, &best);
        return best > 0;
    }
    for (size_t i = 0; i < x->q->n; i++)
        for (size_t j = 0; j + 1 < x->n && x->q->words[i].core; j++)
            consider_split(s, x, i, j, lc_split_similarity(s->view, &x->q->words[i], x->tokens + j),
                           out, &best);
    return best > 0;
}

static void take_join(lc_scorer *s, const sides *x, const join *j)
{
    const lc_pair *p = &j->pair;
    lc_vec_push(&s->detail.pairs, *p);
    for (size_t i = p->q; i < (size_t)p->q + p->q_words; i++) s->q_taken[i] = true;
    for (size_t k = p->n; k < (size_t)p->n + p->n_words; k++) s->n_taken[k] = true;
    for (size_t i = 0; i < x->q->n; i++)
        for (size_t k = 0; k < x->n; k++)
            if (s->q_taken[i] || s->n_taken[k]) s->gain[i * x->n + k] = 0;
    pair_words(s, x);
}

/* ---- sums ---- */

typedef struct sums {
    float q, n; /* weights that agree */
    size_t core_pairs;
    bool anchored, rare, rarest;
    bool meant, same_anchor;
    bool unlike; /* words that are not quite the same, or more than a legal form is open */
    float q_telling, n_telling; /* heaviest telling word without partner */
    float q_joins, n_joins;     /* weights of words without partner that only join others */
    bool q_number, n_number;    /* a number without partner */
    bool q_place, n_place;      /* a place without partner */
    bool other_legal;           /* legal forms of different kinds: GmbH, AG */
    size_t q_open, n_open;      /* core words without partner */
} sums;

/* A word that can say who is meant, not only what they do or where they are. */
static bool anchor(lc_token_class c)
{
    return c == LC_TOKEN_WORD || c == LC_TOKEN_NUMBER || c == LC_TOKEN_KUNYA ||
           c == LC_TOKEN_TELLING || c == LC_TOKEN_PATRONYMIC;
}

static bool quite_same(const lc_similarity *s)
{
    return s->how == LC_AGREE_SAME || (s->how == LC_AGREE_NUMBER && s->s >= 1);
}

/* grp and group, intl and international: the letters of the one stand in order in the other. */
static bool shortened(lc_sv a, lc_sv b)
{
    if (a.len > b.len) return shortened(b, a);
    size_t at = 0;
    for (size_t i = 0; i < b.len && at < a.len; i++) at += b.data[i] == a.data[at];
    return a.len > 1 && at == a.len && a.data[0] == b.data[0];
}

enum { LONG_WORD = 6 };

/* organization, organisation; technology, technologies */
static bool one_word(lc_sv a, lc_sv b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    if (shortened(a, b)) return true;
    return least >= LONG_WORD &&
           (lc_edit_cost(a, b) <= LC_EDIT_UNIT ||
            lc_sv_eq(lc_sv_make(a.data, least - 1), lc_sv_make(b.data, least - 1)));
}

/* Said otherwise in the same language a word of business is another name; in another script, or
 * shortened, it is the same one. */
static bool only_meant(const lc_ix_view *v, const lc_asked_word *w, const lc_ix_token *t)
{
    return lc_script_of(w->token->written) == LC_SCRIPT_LATIN &&
           !one_word(w->spell[0].text, lc_ix_text_of(v, t));
}

/* Names agree as wholes if the words that say who is meant are the same, and those that say what
 * they do or where mean the same. */
static void note_likeness(sums *m, const lc_pair *p, bool core, lc_token_class c, bool otherwise)
{
    bool same = quite_same(&p->similar), meant = p->similar.how == LC_AGREE_MEANING && !anchor(c);
    if (!core) return;
    same |= meant && !otherwise;
    m->unlike |= !same && !meant;
    m->meant |= !same;
    m->same_anchor |= same && anchor(c);
}

static void add_pairs(lc_scorer *s, const sides *x, sums *m)
{
    for (size_t i = 0; i < x->q->n; i++) {
        if (s->column[i] < 0) continue;
        size_t j = (size_t)s->column[i];
        lc_pair p = {(uint16_t)i, (uint16_t)j, 1, 1, s->similar[i * x->n + j]};
        lc_vec_push(&s->detail.pairs, p);
        s->q_taken[i] = s->n_taken[j] = true;
    }
    for (size_t k = 0; k < s->detail.pairs.len; k++) {
        const lc_pair *p = &s->detail.pairs.at[k];
        float value = lc_score_value(p->similar.s), q = 0, n = 0;
        for (size_t i = p->q; i < (size_t)p->q + p->q_words; i++) q += x->q->words[i].weight;
        for (size_t j = p->n; j < (size_t)p->n + p->n_words; j++) n += token_at(s, x, j)->weight;
        pair_weights(&q, &n, p->similar.how);
        m->q += value * q;
        m->n += value * n;
        bool core = core_at(x, p->n) && p->similar.how != LC_AGREE_INITIAL;
        m->core_pairs += core;
        m->other_legal |= p->similar.how == LC_AGREE_LEGAL && p->similar.s < LC_S_LEGAL_CLASS;
        note_likeness(m, p, core_at(x, p->n), (lc_token_class)token_at(s, x, p->n)->cls,
                      only_meant(s->view, &x->q->words[p->q], token_at(s, x, p->n)));
        m->rare |= core && p->similar.s >= RARE_LEAST && q >= LC_RARE_WEIGHT && n >= LC_RARE_WEIGHT;
        m->rarest |= core && p->similar.s >= 1 && q >= LC_RAREST_WEIGHT && n >= LC_RAREST_WEIGHT;
        m->anchored |= core && anchor((lc_token_class)token_at(s, x, p->n)->cls);
    }
}

/* the, of, and: nothing in the name of an organisation, a part of it in a person's. */
static bool only_joins(const lc_asked *q, lc_token_class c)
{
    return c == LC_TOKEN_PARTICLE && !q->person;
}

static void note_rest(const lc_scorer *s, const sides *x, sums *m)
{
    for (size_t i = 0; i < x->q->n; i++) {
        const lc_asked_word *w = &x->q->words[i];
        if (s->q_taken[i]) continue;
        m->q_number |= w->token->cls == LC_TOKEN_NUMBER;
        m->q_place |= w->token->cls == LC_TOKEN_PLACE;
        m->q_open += w->core;
        bool joins = only_joins(x->q, w->token->cls);
        if (joins) m->q_joins += w->weight;
        m->unlike |= w->token->cls != LC_TOKEN_LEGAL && !joins;
        if (w->core && w->weight > m->q_telling) m->q_telling = w->weight;
    }
    for (size_t j = 0; j < x->n; j++) {
        const lc_ix_token *t = token_at(s, x, j);
        if (s->n_taken[j]) continue;
        m->n_number |= t->cls == LC_TOKEN_NUMBER;
        m->n_place |= t->cls == LC_TOKEN_PLACE;
        m->n_open += core_at(x, j);
        bool joins = only_joins(x->q, (lc_token_class)t->cls);
        if (joins) m->n_joins += t->weight;
        m->unlike |= t->cls != LC_TOKEN_LEGAL && !joins;
        if (core_at(x, j) && t->weight > m->n_telling) m->n_telling = t->weight;
    }
}

/* What names get at least that agree as wholes; 0: they do not. */
static float wholeness(const sums *m, float all_q, float all_n)
{
    bool whole = !m->q_open && !m->n_open && !m->unlike &&
                 m->q >= NEARLY_ALL * (all_q - m->q_joins) &&
                 m->n >= NEARLY_ALL * (all_n - m->n_joins);
    if (!whole || (m->meant && !m->same_anchor)) return 0;
    if (m->meant) return LC_WHOLE_MEANT;
    if (!m->anchored || all_n < LC_COMMON_WEIGHT) return LC_WHOLE_COMMON;
    return m->other_legal ? LC_WHOLE_LEGAL : LC_WHOLE;
}

static float contradictions(lc_scorer *s, const lc_asked *q, const sums *m)
{
    float f = 1;
    float open = m->q_telling; /* what was cut off may have stood in the listed name */
    if (!q->cut_off && m->n_telling > open) open = m->n_telling;
    s->detail.other_number = m->q_number && m->n_number;
    s->detail.other_word = m->q_telling >= LC_TELLING_WEIGHT && m->n_telling >= LC_TELLING_WEIGHT;
    s->detail.one_of_many = m->core_pairs == 1 && m->q_open && m->n_open;
    if (s->detail.other_number)
        f *= LC_OTHER_NUMBER;
    else if (m->q_number || m->n_number)
        f *= LC_NUMBER_MISSING;
    if (s->detail.other_word) f *= LC_OTHER_WORD;
    if (s->detail.one_of_many) f *= LC_ONE_OF_MANY;
    if (m->q_place && m->n_place) f *= LC_OTHER_PLACE;
    if (!m->anchored && open >= LC_OPEN_WEIGHT) f *= LC_NO_ANCHOR;
    return f;
}

static float by_words(lc_scorer *s, const lc_asked *q, uint32_t form)
{
    const lc_ix_form *f = &s->view->forms[form];
    sides x = {q, s->view->form_tokens + f->tokens, f->n_tokens, form};
    sums m = {0};
    join j = {0};
    reserve(s, q->n, x.n);
    s->detail.pairs.len = 0;
    s->detail.other_number = s->detail.other_word = s->detail.one_of_many = false;
    fill_gains(s, &x);
    pair_words(s, &x);
    for (int k = 0; k < MAX_JOINS && best_join(s, &x, &j); k++) take_join(s, &x, &j);
    add_pairs(s, &x, &m);
    if (m.core_pairs == 0) return 0;
    note_rest(s, &x, &m);
    float more = more_of(q);
    float less = q->person ? LC_LESS_PERSON : LC_LESS_OTHER;
    if (!m.n_open)
        more = smaller(more, m.rarest ? LC_MORE_RAREST : m.rare ? LC_MORE_RARE : LC_MORE_INSIDE);
    if (!m.q_open) less = smaller(less, m.rare ? LC_LESS_RARE : LC_LESS_INSIDE);
    if (q->cut_off) less = smaller(less, LC_LESS_CUT);
    float r = base_with(q, m.q, m.n, f->weight, more, less) * contradictions(s, q, &m);
    float least = wholeness(&m, q->weight, f->weight);
    return r < least ? least : r;
}

float lc_score_form(lc_scorer *s, const lc_asked *q, uint32_t form)
{
    const lc_ix_form *f = &s->view->forms[form];
    float words = by_words(s, q, form), joined = lc_score_joined(q, s->view, f);
    float acronym = lc_score_acronym(q, s->view, f);
    s->detail.way = LC_WAY_WORDS;
    if (joined > words) {
        words = joined;
        s->detail.way = LC_WAY_JOINED;
    }
    if (acronym > words) {
        words = acronym;
        s->detail.way = LC_WAY_ACRONYM;
    }
    return words > 1 ? 1 : words;
}
