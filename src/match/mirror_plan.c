/* Which words of a listed name are looked up among the customers', and how far what is like them is
 * walked: the reasoning at the head of gather.c, from the other side.
 *
 * Why nobody is missed. For a score of t, the words of a customer's name and of the form need
 *
 *     (1 - t)(q + n) - 2 t A (Q - q) - 2 t B (N - n) - t k >= 0                               (1)
 *
 * but for names that agree as wholes, where also n >= .9 N. q and n go over the same pairs, and Q
 * is no less than the weights of the customer's words that have a partner. So (1) is at most a sum
 * over the words of the form: a core word of weight b whose partner, of weight w, agrees to v adds
 *
 *     share(b, v, B) + share(w, v, A),   share(x, v, open) = x ((1 - t) v - 2 t open (1 - v))
 *
 * both of which grow with v; where it has none it adds share(b, 0, B). w is at most 1 for one word,
 * 2 for two in one; an initial of the customer's name covers part of b (pair_weights of score.c).
 * Weak words of the form count fully, and each at most one weak word of the customer's.
 *
 * (a) Cut-offs. Choose for each core word of the form a value c; not looked up is c = 1. If the sum
 *     is below 0 with every word at its c, and less than .9 of N agrees, then whoever reaches t has
 *     a pair above the c of its word, and stands in the postings of what is like that word above c.
 *     Only these are walked. Two words of the form that are one of a customer's are always looked
 *     up by their sound, and so are not part of the sum.
 * (b) Rare words. A rare pair makes A and B small, but only with a value of level
 *     LC_SCAN_NOT_RARE and more and weights of .84 on both sides: where no c admits that, (1) is
 *     taken with the greater A and B.
 *     Whoever is walked by some words of the form only has no pair above the cut-offs of the
 * others: the same sum, with c = 1 for those it was walked by, leaves most out at once
 *     (lc_mirror_worth).
 * (c) A score needs one pair of core words: with every c at 0 all that can have one are walked,
 *     whatever the sum.
 * (d) Who is walked is bounded by comparing all words (mirror_look.c), as in gather.c.
 * (e) Whole names without borders and acronyms have bounds of their own (mirror_whole.c). */
#include "index/weight.h"
#include "match/constants.h"
#include "match/mirror_in.h"

#define ROUNDING   1e-4F
#define NEARLY_ALL 0.90F /* as in score.c */
enum {
    LOOK_UP_COST = 2000, /* about as many are walked while one word is looked up */
    NOT_LOOKED_UP = LC_SCAN_LEVELS - 1
};

typedef struct sum {
    float t, more, less; /* A and B */
    bool rare;
    float weak;       /* no weak word of the customers weighs more */
    float rest;       /* what does not depend on the levels */
    float agree, all; /* of n, and what n must stay below of N */
} sum;

static float smaller(float a, float b)
{
    return a < b ? a : b;
}

static float greater(float a, float b)
{
    return a > b ? a : b;
}

static float share(float weight, float value, float open, float t)
{
    return weight * ((1 - t) * value - 2 * t * open * (1 - value));
}

static sum begin(const lc_mirror_search *s, uint32_t form, bool rare)
{
    const lc_ix_form *f = &s->view->forms[form];
    float weak = s->w->heaviest_weak, know = smaller(LC_KNOW_PERSON, LC_KNOW_OTHER);
    float more = smaller(LC_MORE_PERSON, LC_MORE_OTHER), whole = LC_MORE_INSIDE;
    float less = smaller(smaller(LC_LESS_PERSON, LC_LESS_OTHER), LC_LESS_INSIDE);
    if (rare) {
        whole = smaller(LC_MORE_RAREST, LC_MORE_RARE);
        less = smaller(less, LC_LESS_RARE);
    }
    if (s->m->header->any_cut) less = smaller(less, LC_LESS_CUT);
    sum x = {.t = s->least - ROUNDING,
             .more = smaller(more, whole),
             .less = less,
             .rare = rare,
             .all = NEARLY_ALL * f->weight * (1 - ROUNDING)};
    x.rest = -x.t * know;
    x.weak = weak;
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        uint32_t t = s->view->form_tokens[f->tokens + i];
        const lc_ix_token *token = &s->view->tokens[t & ~LC_IX_CORE];
        if (t & LC_IX_CORE) continue;
        bool initial = token->cls == LC_TOKEN_INITIAL; /* or part of a core word */
        x.rest += (1 - x.t) * (token->weight + (initial ? greater(LC_INITIAL_COVERS, weak) : weak));
        x.agree += token->weight;
    }
    return x;
}

/* The most a word of weight b adds with a partner of up to this weight and value. */
static float part(const sum *x, float b, float weight, float value)
{
    return share(b, value, x->less, x->t) + greater(0, share(weight, value, x->more, x->t));
}

/* What lies between two levels may be the partner of a word that is cut at the higher one. */
static void add_level(const sum *x, lc_mirror_token *k, const lc_mirror_list *l, size_t level)
{
    if (l->above[level] == l->above[level - 1]) return;
    float value = lc_scan_level(level);
    k->part[x->rare][level] =
        greater(k->part[x->rare][level], part(x, k->weight, l->heaviest[level], value));
    k->agree[level] = k->weight * value;
}

/* The most a word of the form adds that is cut at a level, and the most of it that agrees. */
static void fill_parts(const sum *x, lc_mirror_token *k)
{
    float b = k->weight, covered = lc_score_value(LC_S_INITIAL);
    if (b > x->weak) covered *= LC_INITIAL_COVERS;
    k->part[x->rare][0] = greater(share(b, 0, x->less, x->t), part(x, b, x->weak, covered));
    k->agree[0] = b * covered;
    for (size_t level = 1; level < LC_SCAN_LEVELS; level++) {
        k->part[x->rare][level] = k->part[x->rare][level - 1];
        k->agree[level] = k->agree[level - 1];
        if (k->like->looked_up) {
            add_level(x, k, &k->like->words, level);
            add_level(x, k, &k->like->joints, level);
        }
    }
    if (k->like->looked_up) return;
    k->part[x->rare][NOT_LOOKED_UP] =
        greater(k->part[x->rare][0], part(x, b, LC_MIRROR_JOINT_WEIGHT, 1));
    k->agree[NOT_LOOKED_UP] = b;
}

static void fill_all_parts(lc_mirror_search *s, const sum *x)
{
    for (size_t i = 0; i < s->tokens.len; i++) fill_parts(x, &s->tokens.at[i]);
}

/* Can nobody reach the score whose pairs all lie below the levels? */
static bool too_little(const lc_mirror_search *s, const sum *x)
{
    float all = x->rest, agree = x->agree;
    for (size_t i = 0; i < s->tokens.len; i++) {
        const lc_mirror_token *k = &s->tokens.at[i];
        if (!x->rare && k->level > LC_SCAN_NOT_RARE && lc_reach_rare(k->weight, 1)) return false;
        all += k->part[x->rare][k->level];
        agree += k->agree[k->level];
    }
    return all <= -ROUNDING && agree < x->all;
}

/* ---- which words are looked up ---- */

static uint64_t cost_of(const lc_mirror_token *k)
{
    uint64_t walked = k->like->looked_up ? k->like->words.postings[LC_SCAN_NOT_RARE] : 0;
    return k->like->looked_up ? walked : LOOK_UP_COST;
}

/* The cheapest that is not chosen yet, of those the heaviest. */
static lc_mirror_token *cheapest(lc_mirror_search *s)
{
    lc_mirror_token *best = NULL;
    for (size_t i = 0; i < s->tokens.len; i++) {
        lc_mirror_token *k = &s->tokens.at[i];
        if (k->chosen) continue;
        if (!best || cost_of(k) < cost_of(best) ||
            (cost_of(k) == cost_of(best) && k->weight > best->weight))
            best = k;
    }
    return best;
}

static void choose(lc_mirror_token *k)
{
    k->chosen = true;
    k->level = 0;
}

/* Chooses words until the rest is too little: what that costs. */
static uint64_t choose_words(lc_mirror_search *s, const sum *x)
{
    uint64_t cost = 0;
    fill_all_parts(s, x);
    for (size_t i = 0; i < s->tokens.len; i++) {
        s->tokens.at[i].chosen = false;
        s->tokens.at[i].level = NOT_LOOKED_UP;
    }
    for (size_t i = 0; i < s->tokens.len && !x->rare; i++)
        if (lc_reach_rare(s->tokens.at[i].weight, 1)) choose(&s->tokens.at[i]);
    lc_mirror_token *next;
    while (!too_little(s, x) && (next = cheapest(s)) != NULL) choose(next);
    for (size_t i = 0; i < s->tokens.len; i++)
        if (s->tokens.at[i].chosen) cost += cost_of(&s->tokens.at[i]);
    return cost;
}

/* ---- levels ---- */

static uint64_t postings_at(const lc_mirror_token *k, size_t level)
{
    if (!k->like->looked_up || level >= NOT_LOOKED_UP) return 0;
    return k->like->words.postings[level] + k->like->joints.postings[level];
}

static uint64_t all_postings(const lc_mirror_search *s)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s->tokens.len; i++)
        n += postings_at(&s->tokens.at[i], s->tokens.at[i].level);
    return n;
}

/* The step up that saves most postings for what it lets through. False: none can be taken. */
static bool step_up(lc_mirror_search *s, const sum *x)
{
    float best = 0;
    lc_mirror_token *best_token = NULL;
    size_t best_level = 0;
    for (size_t i = 0; i < s->tokens.len; i++) {
        lc_mirror_token *k = &s->tokens.at[i];
        uint8_t was = k->level;
        for (size_t level = was + 1U; level < LC_SCAN_LEVELS; level++) {
            k->level = (uint8_t)level;
            if (!too_little(s, x)) break;
            float saved = (float)(postings_at(k, was) - postings_at(k, level));
            float gain = saved / (k->part[x->rare][level] - k->part[x->rare][was] + 1e-3F);
            if (saved <= 0 || gain <= best) continue;
            best = gain;
            best_token = k;
            best_level = level;
        }
        k->level = was;
    }
    if (best_token) best_token->level = (uint8_t)best_level;
    return best_token != NULL;
}

/* Levels from what is looked up; what is walked then, UINT64_MAX if that may be too little. */
static uint64_t choose_levels(lc_mirror_search *s, const sum *x)
{
    fill_all_parts(s, x);
    for (size_t i = 0; i < s->tokens.len; i++)
        s->tokens.at[i].level = s->tokens.at[i].like->looked_up ? 0 : NOT_LOOKED_UP;
    if (!too_little(s, x)) return UINT64_MAX;
    while (step_up(s, x)) {
    }
    return all_postings(s);
}

/* ---- the whole ---- */

static void list_tokens(lc_mirror_search *s, const lc_ix_form *f)
{
    const uint32_t *tokens = s->view->form_tokens + f->tokens;
    s->tokens.len = 0;
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        uint32_t token = tokens[i] & ~LC_IX_CORE;
        if (!(tokens[i] & LC_IX_CORE)) continue;
        lc_mirror_token k = {.token = token,
                             .like = lc_mirror_like_of(s, token),
                             .weight = s->view->tokens[token].weight,
                             .level = NOT_LOOKED_UP};
        lc_vec_push(&s->tokens, k);
    }
}

static void look_up_chosen(lc_mirror_search *s)
{
    for (size_t i = 0; i < s->tokens.len; i++)
        if (s->tokens.at[i].chosen) lc_mirror_look_up(s, s->tokens.at[i].token);
}

/* False: all are. */
static bool look_up_next(lc_mirror_search *s)
{
    lc_mirror_token *next = NULL;
    for (size_t i = 0; i < s->tokens.len; i++) {
        lc_mirror_token *k = &s->tokens.at[i];
        if (!k->like->looked_up && (!next || k->weight > next->weight)) next = k;
    }
    if (next) lc_mirror_look_up(s, next->token);
    return next != NULL;
}

static uint64_t best_levels(lc_mirror_search *s, const sum *plain, const sum *rare)
{
    uint64_t n_rare = choose_levels(s, rare), n_plain = choose_levels(s, plain);
    if (n_rare < n_plain) return choose_levels(s, rare);
    return n_plain;
}

/* Everybody with any pair. */
static void walk_everything(lc_mirror_search *s)
{
    for (size_t i = 0; i < s->tokens.len; i++) {
        lc_mirror_look_up(s, s->tokens.at[i].token);
        s->tokens.at[i].level = 0;
    }
}

bool lc_mirror_worth(const lc_mirror_search *s, uint32_t tokens)
{
    bool rare = false;
    float agree = s->agree, all;
    if (tokens & LC_MIRROR_SPLIT) return true;
    for (size_t i = 0; i < s->tokens.len; i++) {
        const lc_mirror_token *k = &s->tokens.at[i];
        rare |= (tokens >> i & 1 || k->level > LC_SCAN_NOT_RARE) && lc_reach_rare(k->weight, 1);
    }
    all = s->rest[rare];
    for (size_t i = 0; i < s->tokens.len; i++) {
        const lc_mirror_token *k = &s->tokens.at[i];
        size_t level = tokens >> i & 1 ? LC_SCAN_LEVELS - 1 : k->level;
        all += k->part[rare][level];
        agree += k->agree[level];
    }
    return all > -ROUNDING || agree >= s->nearly_all;
}

void lc_mirror_plan(lc_mirror_search *s, uint32_t form)
{
    list_tokens(s, &s->view->forms[form]);
    if (s->tokens.len > LC_MIRROR_MANY_WORDS) {
        walk_everything(s);
        return;
    }
    sum plain = begin(s, form, false), rare = begin(s, form, true);
    s->rest[0] = plain.rest;
    s->rest[1] = rare.rest;
    s->agree = plain.agree;
    s->nearly_all = plain.all;
    uint64_t cost_plain = choose_words(s, &plain);
    if (choose_words(s, &rare) > cost_plain) choose_words(s, &plain);
    look_up_chosen(s);
    uint64_t walked = best_levels(s, &plain, &rare);
    while (walked > LOOK_UP_COST && look_up_next(s)) walked = best_levels(s, &plain, &rare);
    if (walked == UINT64_MAX) walk_everything(s);
}
