/* Who can a listed name be a hit for? See mirror.h for why nobody is missed. */
#include "index/evidence.h"
#include "index/weight.h"
#include "match/constants.h"
#include "match/curve.h"
#include "match/facts.h"
#include "match/mirror_in.h"
#include "text/fold.h"

enum { MOST_ACRONYM_WORDS = 200 };

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
                            .sums = zeros(m->readings.len, sizeof *s->sums)};
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

static void add_word(lc_mirror_search *s, uint32_t word, const share *x)
{
    const lc_mirror *m = s->m;
    for (uint32_t p = m->posting_starts[word]; p < m->posting_starts[word + 1]; p++)
        add(s, m->postings[p], s->w->of_word[word], x);
}

static void add_joint(lc_mirror_search *s, const lc_mirror_near_word *near, float listed)
{
    const lc_mirror_sound *j = &s->m->joints.at.at[near->id];
    const uint32_t *words = s->m->reading_words.at + s->m->readings.at[j->of].words + j->place;
    float weight = s->w->of_word[words[0] & ~LC_IX_CORE] + s->w->of_word[words[1] & ~LC_IX_CORE];
    add(s, j->of, weight, &(share){near->value, listed, 1, 2, false});
}

static void add_token(lc_mirror_search *s, uint32_t token)
{
    const lc_mirror_nears *x = lc_mirror_near(s, token);
    float listed = s->view->tokens[token].weight;
    s->next_unit++;
    for (size_t i = 0; i < x->n_words; i++)
        add_word(s, x->words[i].id, &(share){x->words[i].value, listed, 1, 1, false});
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

static void mark(const lc_mirror_search *s, uint32_t reading, uint8_t *marked)
{
    size_t first, n = lc_mirror_links_of(&s->m->of_reading, reading, &first);
    for (size_t i = first; i < first + n; i++) marked[s->m->of_reading.at[i].to] = 1;
}

/* Scored as the search scores it. */
static void try_reading(lc_mirror_search *s, uint32_t reading, uint32_t form, uint8_t *marked)
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
            mark(s, reading, marked);
            return;
        }
    }
}

typedef struct sums_of_form {
    float weak;
    size_t initials, core;
} sums_of_form;

/* As match/gather.c has it from the other side: a word is certainly without partner if there are
 * more of them than could have one, initials included. */
static bool in_reach(const lc_mirror_search *s, uint32_t reading, const lc_ix_form *f,
                     const sums_of_form *x)
{
    const lc_mirror_reading *r = &s->m->readings.at[reading];
    const lc_mirror_sum *sum = &s->sums[reading];
    static const uint8_t ways[] = {LC_MIRROR_OTHER, LC_MIRROR_PERSON};
    lc_reach_most most = {
        .q = (sum->q + s->w->weak[reading] + LC_INITIAL_COVERS * (float)x->initials) * 1.0001F,
        .n = (sum->n + LC_INITIAL_COVERS * (float)r->initials + x->weak) * 1.0001F,
        .all_n = f->weight,
        .q_open = r->core > sum->covers + x->initials,
        .n_open = !sum->split && x->core > (size_t)sum->pairs + r->initials,
        .rare = sum->rare};
    for (size_t i = 0; i < sizeof ways; i++) {
        lc_asked asked = {.weight = s->w->all[reading],
                          .weak_weight = s->w->weak[reading],
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

static void by_words(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    const lc_ix_form *f = &s->view->forms[form];
    const uint32_t *tokens = s->view->form_tokens + f->tokens;
    sums_of_form x = sums(s->view, f);
    for (uint32_t i = 0; i < f->n_tokens; i++)
        if (tokens[i] & LC_IX_CORE) add_token(s, tokens[i] & ~LC_IX_CORE);
    for (uint32_t i = 0; i + 1 < f->n_tokens; i++) add_split(s, tokens + i);
    for (size_t i = 0; i < s->touched.len; i++) {
        uint32_t r = s->touched.at[i];
        if (in_reach(s, r, f, &x)) try_reading(s, r, form, marked);
        s->sums[r] = (lc_mirror_sum){0};
    }
    s->touched.len = 0;
    s->next_unit = 0;
}

/* lc_score_joined gives at most LC_JOINED_BEST * (1 - LC_JOINED_EDIT * d / longer). */
static size_t joined_edits(const lc_mirror_search *s, size_t longer)
{
    float part = (1.0F - s->least / LC_JOINED_BEST) / LC_JOINED_EDIT;
    return part < 0 ? 0 : (size_t)(part * (float)longer + 0.01F);
}

static void by_joined(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    const lc_ix_form *f = &s->view->forms[form];
    lc_pattern p;
    if (s->least > LC_JOINED_BEST) return;
    char sound[LC_SOUND_MAX];
    lc_sv joined = lc_ix_joined_sound(s->view, f, sound);
    uint64_t bag = lc_letter_bag(joined);
    lc_pattern_init(&p, joined);
    for (size_t n = 1; n <= LC_SOUND_MAX; n++) {
        size_t longer = n > f->joined_bytes ? n : f->joined_bytes;
        size_t gap = 2 * longer - n - f->joined_bytes, edits = joined_edits(s, longer);
        if (gap > edits) continue;
        size_t first, many = lc_mirror_links_of(&s->m->joined, n, &first);
        for (size_t i = first; i < first + many; i++) {
            uint32_t r = s->m->joined.at[i].to;
            if ((size_t)__builtin_popcountll(s->m->joined_bags[i] ^ bag) <= 2 * edits &&
                (size_t)lc_osa(&p, s->m->readings.at[r].joined) <= edits)
                try_reading(s, r, form, marked);
        }
    }
}

/* The words of a reading an acronym is made of, as asked.c has them. */
static void acronym_words(const lc_mirror *m, uint32_t reading, lc_sv out[MOST_ACRONYM_WORDS],
                          lc_asked *asked)
{
    *asked = (lc_asked){.acronym_words = out};
    for (uint32_t i = 0; i < m->readings.at[reading].n_words; i++) {
        const lc_token *t = &lc_mirror_word_at(m, reading, i)->token;
        if (lc_class_is_name(t->cls) && asked->n_acronym_words < MOST_ACRONYM_WORDS)
            out[asked->n_acronym_words++] = t->text[0];
    }
}

/* Letters of all words of a form. */
static uint32_t letters_of(const lc_ix_view *v, const lc_ix_form *f)
{
    uint32_t letters = 0;
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        lc_sv t = lc_ix_text_of(v, &v->tokens[v->form_tokens[f->tokens + i] & ~LC_IX_CORE]);
        for (size_t k = 0; k < t.len; k++) letters |= lc_ix_letter(t.data[k]);
    }
    return letters;
}

/* No word of the name it stands for begins with a letter an acronym lacks. */
static void by_acronym(lc_mirror_search *s, bool single, uint32_t letter, uint32_t form,
                       uint8_t *marked)
{
    const lc_ix_form *f = &s->view->forms[form];
    const lc_mirror_links *l = single ? &s->m->single : &s->m->several;
    uint32_t letters = single ? 0 : letters_of(s->view, f);
    size_t first, n = lc_mirror_links_of(l, letter, &first);
    for (size_t i = first; i < first + n; i++) {
        const lc_mirror_reading *r = &s->m->readings.at[l->at[i].to];
        lc_sv words[MOST_ACRONYM_WORDS];
        lc_asked q;
        if (single ? f->first_letters & ~r->letters : r->letters & ~letters) continue;
        acronym_words(s->m, l->at[i].to, words, &q);
        if (lc_acronym_possible(&q, f) && lc_score_acronym(&q, s->view, f) >= s->least)
            mark(s, l->at[i].to, marked);
    }
}

static float best_acronym(void)
{
    float best = LC_ACRONYM_LONG > LC_ACRONYM_SHORT ? LC_ACRONYM_LONG : LC_ACRONYM_SHORT;
    return best > LC_ACRONYM_PARTS ? best : LC_ACRONYM_PARTS;
}

static void by_acronyms(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    uint32_t letters = s->view->forms[form].first_letters;
    bool one = letters && !(letters & (letters - 1));
    if (s->least > best_acronym()) return;
    for (uint32_t k = 0; k < 27; k++)
        if (letters >> k & 1) by_acronym(s, true, k, form, marked);
    if (one) by_acronym(s, false, (uint32_t)__builtin_ctz(letters), form, marked);
}

static void look_form(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    by_words(s, form, marked);
    by_joined(s, form, marked);
    by_acronyms(s, form, marked);
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
    lc_evidence_lines lines = {lc_sv_make(s->view->text.data + r->evidence, r->evidence_bytes)};
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
