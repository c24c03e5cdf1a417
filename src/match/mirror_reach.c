/* Can a reading reach the score? First by what is known of its words, one by one, from what was
 * looked up: that leaves out nearly all that were walked. Then by comparing all words with all. */
#include "match/constants.h"
#include "match/mirror_in.h"

typedef struct bounded { /* a reading held against a form */
    const lc_mi_reading *r;
    const uint32_t *words, *joints; /* of it */
    lc_reach_most most;
    float all, weak; /* weights of its words */
    size_t splits;
} bounded;

static float weight_at(const lc_mirror_search *s, const bounded *b, size_t i)
{
    return s->cells[b->words[i] & ~LC_IX_CORE].weight;
}

static void note(lc_mirror_search *s, bounded *b, lc_mirror_token *k, size_t first, size_t n,
                 float value)
{
    float asked = 0;
    if (!(value > 0)) return;
    for (size_t i = first; i < first + n; i++) {
        asked += weight_at(s, b, i);
        if (s->values.at[i] < value) s->values.at[i] = value;
    }
    b->most.rare |= lc_reach_rare(asked, value) && lc_reach_rare(k->weight, value);
    if (k->best < value) k->best = value;
}

static void compare_words(lc_mirror_search *s, bounded *b)
{
    for (size_t j = 0; j < s->tokens.len; j++) s->tokens.at[j].best = 0;
    for (size_t i = 0; i < b->r->n_words; i++)
        for (size_t j = 0; j < s->tokens.len; j++) {
            lc_mirror_token *k = &s->tokens.at[j];
            if (b->words[i] & LC_IX_CORE)
                note(s, b, k, i, 1, lc_mirror_word_value(s, b->words[i] & ~LC_IX_CORE, k->token));
            if (b->joints[i] != UINT32_MAX)
                note(s, b, k, i, 2, lc_mirror_joint_value(s, b->joints[i], k->token));
        }
}

static void compare_splits(lc_mirror_search *s, const uint32_t *tokens, bounded *b)
{
    for (size_t k = 0; k < s->splits.len; k++)
        for (size_t i = 0; i < b->r->n_words; i++) {
            uint32_t place = s->splits.at[k];
            lc_token t;
            lc_asked_word w;
            if (!(b->words[i] & LC_IX_CORE)) continue;
            lc_mirror_word_as_asked(s->m, b->words[i] & ~LC_IX_CORE, &t, &w);
            float like = lc_split_similarity(s->view, &w, tokens + place).s;
            if (like < LC_JOINT_LEAST) continue;
            float value = lc_score_value(like);
            if (s->values.at[i] < value) s->values.at[i] = value;
            for (size_t n = 0; n < 2; n++)
                b->most.n += value * s->view->tokens[tokens[place + n] & ~LC_IX_CORE].weight;
            b->most.rare = true;
            b->splits++;
        }
}

/* Weights of the form's words that agree. */
static void add_listed(const lc_mirror_search *s, const lc_ix_form *f, bounded *b,
                       size_t *out_initials)
{
    const uint32_t *tokens = s->view->form_tokens + f->tokens;
    size_t open = 0, initials = 0;
    b->most.n += LC_INITIAL_COVERS * b->r->initials;
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        const lc_ix_token *t = &s->view->tokens[tokens[i] & ~LC_IX_CORE];
        if (tokens[i] & LC_IX_CORE) continue;
        b->most.n += t->weight;
        initials += t->cls == LC_TOKEN_INITIAL;
    }
    for (size_t j = 0; j < s->tokens.len; j++) {
        b->most.n += s->tokens.at[j].best * s->tokens.at[j].weight;
        open += s->tokens.at[j].best == 0;
    }
    b->most.n_open = !b->splits && open > b->r->initials;
    *out_initials = initials;
}

static void add_asked(const lc_mirror_search *s, bounded *b, size_t initials)
{
    size_t open = 0;
    for (size_t i = 0; i < b->r->n_words; i++) {
        float weight = weight_at(s, b, i);
        b->all += weight;
        if (b->words[i] & LC_IX_CORE) {
            b->most.q += weight * s->values.at[i];
            open += s->values.at[i] == 0;
        } else {
            b->weak += weight;
            b->most.q += weight;
        }
    }
    b->most.q += (float)initials * LC_INITIAL_COVERS;
    b->most.q_open = open > initials;
}

static bool reaches(const lc_mirror_search *s, const bounded *b)
{
    static const uint8_t ways[] = {LC_MI_OTHER, LC_MI_PERSON};
    for (size_t i = 0; i < sizeof ways; i++) {
        lc_asked asked = {.weight = b->all,
                          .weak_weight = b->weak,
                          .person = ways[i] == LC_MI_PERSON,
                          .cut_off = (b->r->flags & LC_MI_CUT_OFF) != 0};
        if ((b->r->flags & ways[i]) && lc_reach_bound(&asked, &b->most) + 1e-4F >= s->least)
            return true;
    }
    return false;
}

static bool in_full(lc_mirror_search *s, const bounded *begun, const lc_ix_form *f)
{
    bounded b = *begun;
    size_t initials;
    memset(s->values.at, 0, b.r->n_words * sizeof *s->values.at);
    compare_words(s, &b);
    compare_splits(s, s->view->form_tokens + f->tokens, &b);
    add_listed(s, f, &b, &initials);
    add_asked(s, &b, initials);
    return reaches(s, &b);
}

/* ---- by what is known ---- */

/* Notes what is like the words of the form. */
void lc_mirror_reach_begin(lc_mirror_search *s)
{
    s->looked_up = 0;
    if (s->tokens.len > LC_MIRROR_MANY_WORDS) return;
    for (size_t j = 0; j < s->tokens.len; j++) {
        const lc_mirror_like *x = s->tokens.at[j].like;
        if (!x->looked_up) continue;
        s->looked_up |= UINT32_C(1) << j;
        for (size_t i = 0; i < x->words.n; i++) {
            lc_mirror_cell *c = &s->cells[x->words.at[i].id];
            if (c->round != s->round) *c = (lc_mirror_cell){s->round, 0, 0, c->weight};
            c->tokens |= UINT32_C(1) << j;
            if (c->value < x->words.at[i].value) c->value = x->words.at[i].value;
        }
        for (size_t i = 0; i < x->joints.n; i++) {
            uint32_t joint = x->joints.at[i].id, end = lc_mi_joint_end(s->m, joint);
            for (uint32_t k = s->m->joints[joint].of; k < end; k++)
                s->joined[s->m->joint_places[k]] = s->round;
        }
    }
}

/* Weights of the form's words that some word is like. */
static void add_known(const lc_mirror_search *s, uint32_t tokens, const lc_ix_form *f, bounded *b,
                      size_t *out_initials)
{
    for (size_t j = 0; j < s->tokens.len; j++) {
        lc_mirror_token *k = &s->tokens.at[j];
        k->best = tokens >> j & 1 ? 1 : 0;
    }
    add_listed(s, f, b, out_initials);
}

/* Words of the form that were not looked up, compared. */
static uint32_t compare_unknown(lc_mirror_search *s, bounded *b, size_t j)
{
    lc_mirror_token *k = &s->tokens.at[j];
    k->best = 0;
    for (size_t i = 0; i < b->r->n_words; i++) {
        if (b->words[i] & LC_IX_CORE)
            note(s, b, k, i, 1, lc_mirror_word_value(s, b->words[i] & ~LC_IX_CORE, k->token));
        if (b->joints[i] != UINT32_MAX)
            note(s, b, k, i, 2, lc_mirror_joint_value(s, b->joints[i], k->token));
    }
    return k->best > 0 ? UINT32_C(1) << j : 0;
}

/* Nothing of it is two words in one, as far as words were looked up. */
static bool by_known(lc_mirror_search *s, const bounded *begun, const lc_ix_form *f)
{
    bounded b = *begun;
    uint32_t tokens = 0;
    size_t initials;
    for (size_t i = 0; i < b.r->n_words; i++) {
        const lc_mirror_cell *c = &s->cells[b.words[i] & ~LC_IX_CORE];
        bool alike = c->round == s->round && (b.words[i] & LC_IX_CORE);
        s->values.at[i] = alike ? c->value : 0;
        if (!alike) continue;
        tokens |= c->tokens;
        b.most.rare |= lc_reach_rare(c->weight, c->value);
    }
    for (size_t j = 0; j < s->tokens.len; j++)
        if (!(s->looked_up >> j & 1)) tokens |= compare_unknown(s, &b, j);
    add_known(s, tokens, f, &b, &initials);
    add_asked(s, &b, initials);
    return reaches(s, &b);
}

bool lc_mirror_in_reach(lc_mirror_search *s, uint32_t reading, uint32_t form)
{
    const lc_mi_view *m = s->m;
    const lc_mi_reading *r = &m->readings[reading];
    const lc_ix_form *f = &s->view->forms[form];
    bounded b = {.r = r,
                 .words = m->reading_words + r->words,
                 .joints = m->reading_joints + r->words,
                 .most = {.all_n = f->weight}};
    bool known =
        s->tokens.len <= LC_MIRROR_MANY_WORDS && !s->splits.len && s->joined[reading] != s->round;
    if (known && !by_known(s, &b, f)) return false;
    return in_full(s, &b, f);
}
