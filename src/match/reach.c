#include "match/reach.h"

#include "match/constants.h"
#include "match/curve.h"

#define NEARLY_ALL   0.90F /* as in score.c */
#define RARE_LEAST   0.90F /* as in score.c */
#define ROUNDING     1e-4F /* sums of score.c in another order */
#define MOST_ACRONYM (LC_ACRONYM_LONG > LC_ACRONYM_PARTS ? LC_ACRONYM_LONG : LC_ACRONYM_PARTS)

/* Positive floats have the order of their bits. */
static float of_bits(uint32_t bits)
{
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}

float lc_reach_below(int score_bp)
{
    uint32_t lo = 0, hi = 0x40000000; /* 0 and 2 */
    if (lc_score_curve(1.0F) < score_bp) return 1.0F;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (lc_score_curve(of_bits(mid)) < score_bp)
            lo = mid;
        else
            hi = mid;
    }
    return of_bits(lo);
}

static float smaller(float a, float b)
{
    return a < b ? a : b;
}

static float more_open(const lc_asked *q)
{
    return q->person ? LC_MORE_PERSON : LC_MORE_OTHER; /* NOLINT(bugprone-branch-clone) */
}

static float less_open(const lc_asked *q)
{
    float less = q->person ? LC_LESS_PERSON : LC_LESS_OTHER;
    return q->cut_off ? smaller(less, LC_LESS_CUT) : less;
}

/* A and B of score.c where a core word may stay without partner, or cannot. */
static float more_of(const lc_asked *q, bool n_open, bool rare)
{
    float whole = rare ? smaller(LC_MORE_RAREST, LC_MORE_INSIDE) : LC_MORE_INSIDE;
    return n_open ? more_open(q) : smaller(more_open(q), whole);
}

static float less_of(const lc_asked *q, bool q_open, bool rare)
{
    float whole = rare ? smaller(LC_LESS_RARE, LC_LESS_INSIDE) : LC_LESS_INSIDE;
    return q_open ? less_open(q) : smaller(less_open(q), whole);
}

static float know_of(const lc_asked *q)
{
    return q->person ? LC_KNOW_PERSON : LC_KNOW_OTHER;
}

bool lc_reach_rare(float weight, float value)
{
    return weight >= LC_RARE_WEIGHT && value >= lc_score_value(RARE_LEAST) - ROUNDING;
}

/* What `weight` of which `value` agrees adds to  (1 - t)(q + n) - t (2 A (Q - q) + 2 B (N - n)). */
static float share(float weight, float value, float open, float t)
{
    return weight * ((1 - t) * value - 2 * t * open * (1 - value));
}

static float above_0(float x)
{
    return x > 0 ? x : 0;
}

lc_reach_sum lc_reach_begin(const lc_asked *q, const lc_ix_view *v, bool rare, float least)
{
    lc_reach_sum r = {.view = v,
                      .t = least - ROUNDING,
                      .more = more_of(q, false, rare),
                      .less = less_of(q, false, rare),
                      .all_but = NEARLY_ALL * q->weight * (1 - ROUNDING),
                      .agree = q->weak_weight};
    r.sum = (1 - r.t) * q->weak_weight - r.t * know_of(q);
    for (size_t i = 0; i < q->n; i++) {
        const lc_asked_word *w = &q->words[i];
        if (w->core) continue;
        float most = w->token->cls == LC_TOKEN_INITIAL ? LC_INITIAL_COVERS : 0;
        r.sum += (1 - r.t) * (most > v->heaviest_weak ? most : v->heaviest_weak);
    }
    return r;
}

/* A core word counts by a partner of this value, or by an initial of the list. */
lc_reach_word lc_reach_word_of(const lc_reach_sum *r, float weight, float value, float heaviest)
{
    float v = lc_score_value(LC_S_INITIAL);
    float covered = v * (weight > r->view->heaviest_weak ? LC_INITIAL_COVERS : 1);
    float word =
        share(weight, value, r->more, r->t) + above_0(share(heaviest, value, r->less, r->t));
    float initial = share(weight, covered, r->more, r->t) +
                    above_0(share(r->view->heaviest_weak, v, r->less, r->t));
    return (lc_reach_word){word > initial ? word : initial,
                           weight * (value > covered ? value : covered)};
}

bool lc_reach_too_little(const lc_reach_sum *r)
{
    return r->sum <= -ROUNDING && r->agree < r->all_but;
}

float lc_reach_bound(const lc_asked *q, const lc_reach_most *m)
{
    float agree_q = smaller(m->q * (1 + ROUNDING), q->weight);
    float agree_n = smaller(m->n * (1 + ROUNDING), m->all_n), agree = agree_q + agree_n;
    bool open = m->q_open || m->n_open;
    if (!open && agree_q >= NEARLY_ALL * q->weight && agree_n >= NEARLY_ALL * m->all_n) return 1;
    float rest = 2 * more_of(q, m->n_open, m->rare) * (q->weight - agree_q) +
                 2 * less_of(q, m->q_open, m->rare) * (m->all_n - agree_n);
    return agree > 0 ? agree / (agree + rest + know_of(q)) + ROUNDING : 0;
}

int lc_reach_joined_edits(size_t longer, float least)
{
    float part = (least - ROUNDING) / LC_JOINED_BEST;
    if (part > 1) return -1;
    int most = lc_score_joined_bits(longer) / 2;
    int edits = (int)((1 - part) / LC_JOINED_EDIT * (float)longer + ROUNDING);
    return edits < most ? edits : most;
}

bool lc_reach_acronym(float least)
{
    return least <= MOST_ACRONYM + ROUNDING;
}
