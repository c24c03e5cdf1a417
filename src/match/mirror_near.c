/* The words of customers, and neighbours of them written as one, that are like a word of the list.
 *
 * lc_word_similarity is above 0 only for words with a meaning or a number in common, the same
 * bones, a sound within lc_sound_edits, and a word that may have been cut off for what begins with
 * it (similar.h): the same that scan.c has from the other side. Only core words pair with core
 * words, so that legal forms are not looked for. */
#include "match/constants.h"
#include "match/mirror_in.h"

/* Persons' words differ more where they differ at all: the other reading counts for both. */
#ifndef __clang__ /* to which a comparison of floats is no constant */
_Static_assert(LC_S_EDIT <= LC_S_EDIT_PERSON, "a word as a person's is never more alike");
#endif

void lc_mirror_word_as_asked(const lc_mi_view *m, uint32_t word, lc_token *t, lc_asked_word *w)
{
    const lc_mi_word *k = &m->words[word];
    *t = (lc_token){.cls = (lc_token_class)k->cls,
                    .number = k->number,
                    .common = k->common,
                    .n_texts = k->n_spell,
                    .n_meanings = k->n_meanings};
    for (size_t i = 0; i < k->n_meanings; i++) {
        const lc_ix_meaning *x = &m->meanings[k->meanings + i];
        t->meanings[i] = (lc_meaning){x->concept, x->group, (lc_sense_kind)x->kind};
    }
    *w = (lc_asked_word){
        .token = t, .n_spell = k->n_spell, .core = true, .last = (k->flags & LC_MI_LAST) != 0};
    for (size_t i = 0; i < k->n_spell; i++) {
        const lc_mi_spell *s = &m->spells[k->spell[i]];
        t->text[i] = lc_mi_text(m, s);
        w->spell[i] = (lc_asked_spelling){.text = t->text[i],
                                          .sound = lc_mi_sound(m, s),
                                          .skeleton = s->skeleton,
                                          .abjad = (k->flags & LC_MI_ABJAD) != 0};
    }
}

static float value_of(lc_similarity s)
{
    return s.s > 0 ? lc_score_value(s.s) : 0;
}

static float measured(const lc_mirror_search *s, const lc_asked_word *w, uint32_t token,
                      lc_measured m)
{
    return value_of(lc_word_similarity_measured(s->view, w, &s->view->tokens[token], &m));
}

static int above_0(int x)
{
    return x > 0 ? x : 0;
}

static size_t longer_of(lc_sv a, lc_sv b)
{
    return a.len > b.len ? a.len : b.len;
}

/* Where the sounds lie too far apart, the cost is not looked at (similar.c: by_letters). */
static int cost_of(lc_sv text, lc_sv other, int distance, size_t longer, bool bones)
{
    bool needed = distance <= lc_sound_edits(longer) || (bones && 2 * (size_t)distance <= longer);
    return needed ? lc_edit_cost(text, other) : 0;
}

/* Compared in full, by every spelling. */
static float word_value(const lc_mirror_search *s, uint32_t word, uint32_t token,
                        const lc_pattern *p)
{
    lc_token t;
    lc_asked_word w;
    float best = 0;
    const lc_ix_token *listed = &s->view->tokens[token];
    lc_sv text = lc_ix_text_of(s->view, listed);
    lc_mirror_word_as_asked(s->m, word, &t, &w);
    for (size_t k = 0; k < w.n_spell; k++) {
        const lc_asked_spelling *x = &w.spell[k];
        int d = lc_osa(p, x->sound);
        int cost = cost_of(x->text, text, d, longer_of(x->sound, p->word),
                           listed->skeleton && listed->skeleton == x->skeleton);
        float v = measured(s, &w, token, (lc_measured){k, d, cost});
        if (v > best) best = v;
    }
    return best;
}

/* Two neighbours as one: a word without meanings, of one spelling. */
static float joint_value(const lc_mirror_search *s, const lc_mi_spell *j, uint32_t token,
                         int distance, int cost)
{
    lc_token t = {.number = -1, .common = -1, .n_texts = 1, .text = {lc_mi_text(s->m, j)}};
    lc_asked_word w = {.token = &t, .n_spell = 1, .core = true};
    w.spell[0] = (lc_asked_spelling){
        .text = t.text[0], .sound = lc_mi_sound(s->m, j), .skeleton = j->skeleton};
    float v = measured(s, &w, token, (lc_measured){0, distance, cost});
    return v >= lc_score_value(LC_JOINT_LEAST) ? v : 0;
}

/* ---- one word and one token ---- */

/* False: their sounds lie further apart than lc_sound_edits. */
static bool sounds_possible(const lc_ix_token *t, uint32_t bag, size_t bytes, uint32_t other)
{
    int n = t->sound_bytes, len = (int)bytes, more = n - len;
    int edits = lc_sound_edits((size_t)(n > len ? n : len));
    if (more > edits || -more > edits) return false;
    return __builtin_popcount(other & ~bag) <= edits - above_0(more) &&
           __builtin_popcount(bag & ~other) <= edits - above_0(-more);
}

static bool word_possible(const lc_mirror_search *s, const lc_mi_word *w, uint32_t token)
{
    const lc_ix_token *t = &s->view->tokens[token];
    if ((w->number >= 0 && t->number >= 0) || (w->flags & LC_MI_LAST)) return true;
    for (size_t i = 0; i < w->n_meanings; i++)
        for (size_t k = 0; k < t->n_meanings; k++)
            if (s->m->meanings[w->meanings + i].concept ==
                s->view->meanings[t->meanings + k].concept)
                return true;
    for (size_t k = 0; k < w->n_spell; k++) {
        uint32_t at = w->spell[k];
        const lc_mi_spell *x = &s->m->spells[at];
        if (sounds_possible(t, s->view->bags[token], x->sound_bytes, s->m->bags[at]) ||
            (t->skeleton && t->skeleton == x->skeleton))
            return true;
    }
    return false;
}

float lc_mirror_word_value(const lc_mirror_search *s, uint32_t word, uint32_t token)
{
    if (!word_possible(s, &s->m->words[word], token)) return 0;
    return word_value(s, word, token, &s->of_token[token]->pattern);
}

float lc_mirror_joint_value(const lc_mirror_search *s, uint32_t joint, uint32_t token)
{
    const lc_mi_spell *j = &s->m->joints[joint];
    const lc_ix_token *t = &s->view->tokens[token];
    if (!sounds_possible(t, s->view->bags[token], j->sound_bytes, s->m->joint_bags[joint]) &&
        !(t->skeleton && t->skeleton == j->skeleton))
        return 0;
    int d = lc_osa(&s->of_token[token]->pattern, lc_mi_sound(s->m, j));
    lc_sv sound = lc_mi_sound(s->m, j), listed = lc_ix_sound_of(s->view, t);
    return joint_value(s, j, token, d,
                       cost_of(lc_mi_text(s->m, j), lc_ix_text_of(s->view, t), d,
                               longer_of(sound, listed),
                               t->skeleton && t->skeleton == j->skeleton));
}

/* ---- all that are like one token ---- */

/* Found again, the better counts. */
static void found(lc_mirror_search *s, uint32_t id, float value)
{
    if (!(value > 0)) return;
    if (s->seen[id] != s->seen_round) {
        s->seen[id] = s->seen_round;
        s->place[id] = (uint32_t)s->found.len;
        lc_vec_push(&s->found, (lc_mirror_near){id, value});
    } else if (value > s->found.at[s->place[id]].value) {
        s->found.at[s->place[id]].value = value;
    }
}

typedef struct sounds { /* words or joints */
    const lc_mi_spell *at;
    const uint32_t *bags, *starts;
} sounds;

/* Those within lc_sound_edits: left in s->near, s->distances and s->sounds. */
static size_t near_sounds(lc_mirror_search *s, const sounds *x, const lc_pattern *p, uint32_t bag)
{
    int len = (int)p->word.len;
    size_t n_near = 0, kept = 0;
    for (int n = 0; n <= LC_SOUND_MAX; n++) {
        int edits = lc_sound_edits((size_t)(n > len ? n : len)), more = n - len;
        if (x->starts[n] == x->starts[n + 1] || more > edits || -more > edits) continue;
        n_near += s->sweep->bags(x->bags, x->starts[n], x->starts[n + 1], bag,
                                 edits - above_0(more), edits - above_0(-more), s->near + n_near);
    }
    for (size_t k = 0; k < n_near; k++) {
        const lc_mi_spell *y = &x->at[s->near[k]];
        s->sounds[k] = (lc_ix_token){.text = y->text,
                                     .sound = y->sound,
                                     .text_bytes = y->text_bytes,
                                     .sound_bytes = y->sound_bytes};
    }
    lc_sweep_words w = {s->m->strings.data, s->sounds, s->counting, n_near};
    if (n_near) s->sweep->distances(p, &w, s->distances);
    for (size_t k = 0; k < n_near; k++) {
        size_t n = s->sounds[k].sound_bytes;
        s->near[kept] = s->near[k];
        s->distances[kept] = s->distances[k];
        s->sounds[kept] = s->sounds[k];
        kept += s->distances[k] <= lc_sound_edits(n > p->word.len ? n : p->word.len);
    }
    return kept;
}

static size_t measure(lc_mirror_search *s, const sounds *x, uint32_t token)
{
    const lc_ix_token *t = &s->view->tokens[token];
    const lc_pattern *p = &s->of_token[token]->pattern;
    lc_sweep_words w = {s->m->strings.data, s->sounds, s->counting,
                        near_sounds(s, x, p, s->view->bags[token])};
    if (w.n) s->sweep->costs(&s->cost_table, lc_ix_text_of(s->view, t), &w, s->costs);
    return w.n;
}

static void words_by_sound(lc_mirror_search *s, uint32_t token)
{
    const lc_mi_view *m = s->m;
    size_t n = measure(s, &(sounds){m->spells, m->bags, m->starts}, token);
    for (size_t k = 0; k < n; k++) {
        const lc_mi_spell *x = &m->spells[s->near[k]];
        lc_token t;
        lc_asked_word w;
        lc_mirror_word_as_asked(m, x->of, &t, &w);
        found(s, x->of,
              measured(s, &w, token, (lc_measured){x->place, s->distances[k], s->costs[k]}));
    }
}

static void words_by_link(lc_mirror_search *s, const lc_ix_link *l, uint32_t n, uint32_t key,
                          uint32_t token)
{
    size_t first, n_found = lc_ix_find(l, n, key, &first);
    for (size_t i = first; i < first + n_found; i++)
        found(s, l[i].to, word_value(s, l[i].to, token, &s->of_token[token]->pattern));
}

/* Words that may have been cut off: those the token begins with. */
static void words_by_beginning(lc_mirror_search *s, uint32_t token)
{
    lc_sv text = lc_ix_text_of(s->view, &s->view->tokens[token]);
    for (size_t n = 1; n < text.len && s->m->n_cut; n++)
        words_by_link(s, s->m->cut, s->m->n_cut, lc_ix_key(lc_sv_make(text.data, n)), token);
}

static void find_words(lc_mirror_search *s, uint32_t token)
{
    const lc_mi_view *m = s->m;
    const lc_ix_token *t = &s->view->tokens[token];
    words_by_sound(s, token);
    if (t->skeleton) words_by_link(s, m->skeletons, m->n_skeletons, t->skeleton, token);
    for (size_t i = 0; i < t->n_meanings; i++)
        words_by_link(s, m->concepts, m->n_concepts, s->view->meanings[t->meanings + i].concept,
                      token);
    if (t->number >= 0)
        words_by_link(s, m->concepts, m->n_concepts, lc_ix_number_key(t->number), token);
    words_by_beginning(s, token);
}

static void find_joints(lc_mirror_search *s, uint32_t token)
{
    const lc_mi_view *m = s->m;
    const lc_ix_token *t = &s->view->tokens[token];
    size_t n = measure(s, &(sounds){m->joints, m->joint_bags, m->joint_starts}, token), first;
    for (size_t k = 0; k < n; k++)
        found(s, s->near[k],
              joint_value(s, &m->joints[s->near[k]], token, s->distances[k], s->costs[k]));
    n = t->skeleton ? lc_ix_find(m->joint_skeletons, m->n_joint_skeletons, t->skeleton, &first) : 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t j = m->joint_skeletons[first + i].to;
        found(s, j, lc_mirror_joint_value(s, j, token));
    }
}

/* ---- by level ---- */

/* Never the last one: no value is above 1. */
static size_t level_below(float value)
{
    size_t level = LC_SCAN_LEVELS - 1;
    while (level && value <= lc_scan_level(level)) level--;
    return level;
}

static uint64_t postings_of(const lc_mi_view *m, bool joints, uint32_t id)
{
    return joints ? lc_mi_joint_end(m, id) - m->joints[id].of : m->words[id].n_postings;
}

/* Of both words, the heaviest there are. */
static float weight_of_joint(const lc_mirror_search *s, uint32_t joint)
{
    const lc_mi_view *m = s->m;
    float most = 0;
    for (uint32_t i = m->joints[joint].of, end = lc_mi_joint_end(m, joint); i < end; i++) {
        const lc_mi_reading *r = &m->readings[m->joint_places[i]];
        for (uint32_t at = r->words; at + 1U < r->words + (uint32_t)r->n_words; at++) {
            if (m->reading_joints[at] != joint) continue;
            float weight = s->w->of_word[m->reading_words[at] & ~LC_IX_CORE] +
                           s->w->of_word[m->reading_words[at + 1] & ~LC_IX_CORE];
            if (weight > most) most = weight;
        }
    }
    return most;
}

static float weight_of(const lc_mirror_search *s, bool joints, uint32_t id)
{
    return joints ? weight_of_joint(s, id) : s->w->of_word[id];
}

/* What was found, by falling level; forgets it. */
static lc_mirror_list take(lc_mirror_search *s, bool joints)
{
    lc_mirror_list l = {.n = s->found.len};
    uint32_t next[LC_SCAN_LEVELS] = {0};
    lc_mirror_near *out = LC_NEW_N(s->kept, lc_mirror_near, l.n + 1);
    for (size_t i = 0; i < l.n; i++) {
        size_t level = level_below(s->found.at[i].value);
        l.above[level]++;
        l.postings[level] += postings_of(s->m, joints, s->found.at[i].id);
        float weight = weight_of(s, joints, s->found.at[i].id);
        if (weight > l.heaviest[level + 1]) l.heaviest[level + 1] = weight;
    }
    for (size_t level = LC_SCAN_LEVELS - 1; level-- > 0;) {
        next[level] = l.above[level + 1];
        l.above[level] += l.above[level + 1];
        l.postings[level] += l.postings[level + 1];
    }
    for (size_t i = 0; i < l.n; i++)
        out[next[level_below(s->found.at[i].value)]++] = s->found.at[i];
    l.at = out;
    s->found.len = 0;
    s->seen_round++;
    return l;
}

lc_mirror_like *lc_mirror_like_of(lc_mirror_search *s, uint32_t token)
{
    lc_mirror_like *known = s->of_token[token];
    if (known) return known;
    known = s->of_token[token] = LC_NEW(s->kept, lc_mirror_like);
    lc_pattern_init(&known->pattern, lc_ix_sound_of(s->view, &s->view->tokens[token]));
    return known;
}

void lc_mirror_look_up(lc_mirror_search *s, uint32_t token)
{
    lc_mirror_like *known = lc_mirror_like_of(s, token);
    if (known->looked_up) return;
    find_words(s, token);
    known->words = take(s, false);
    find_joints(s, token);
    known->joints = take(s, true);
    known->looked_up = true;
}
