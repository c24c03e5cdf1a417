/* The words of customers, and neighbours of them written as one, that are like a word of the list.
 */
#include "match/constants.h"
#include "match/mirror_in.h"

/* Readings of persons and of others compare a little otherwise: the better counts for both. */
static float similarity(const lc_mirror_search *s, lc_asked_word *w, const lc_ix_token *t)
{
    w->person = false;
    float other = lc_word_similarity(s->view, w, t).s;
    w->person = true;
    float person = lc_word_similarity(s->view, w, t).s;
    return person > other ? person : other;
}

static void look(lc_mirror_search *s, uint32_t word, const lc_ix_token *t)
{
    if (s->seen[word] == s->round) return;
    s->seen[word] = s->round;
    lc_asked_word w;
    lc_arena_reset(s->scratch);
    lc_asked_word_of(s->view, s->scratch, &s->m->words.at[word].token, false, &w);
    w.last = s->m->words.at[word].last;
    w.core = true;
    float like = similarity(s, &w, t);
    if (like > 0) lc_vec_push(&s->found, (lc_mirror_near_word){word, lc_score_value(like)});
}

static void look_all(lc_mirror_search *s, const lc_mirror_links *l, uint64_t key,
                     const lc_ix_token *t)
{
    size_t first, n = lc_mirror_links_of(l, key, &first);
    for (size_t i = first; i < first + n; i++) look(s, l->at[i].to, t);
}

typedef void see(lc_mirror_search *s, uint32_t place, const lc_ix_token *t);

/* A word at this distance and cost is like the token to at most so much; where sound or bones are
 * the same, to anything (lc_word_similarity has the rest). */
static bool may_be(const lc_ix_token *t, const lc_ix_token *other, int distance, int cost,
                   float least)
{
    size_t letters = t->text_bytes > other->text_bytes ? t->text_bytes : other->text_bytes;
    float edit = LC_S_EDIT < LC_S_EDIT_PERSON ? LC_S_EDIT : LC_S_EDIT_PERSON;
    if (distance == 0 || (t->skeleton && t->skeleton == other->skeleton)) return true;
    return 1.0F - edit * (float)cost / (float)LC_EDIT_UNIT / (float)letters + 1e-4F >= least;
}

/* Those of [from, to), sounds of n letters, that lie within the edits lc_word_similarity allows. An
 * edit takes at most one bit off a bag and puts one to it, and of d edits at least so many as the
 * lengths differ only take or only put. */
static size_t in_length(lc_mirror_search *s, const lc_mirror_sorted *x, const lc_pattern *p,
                        size_t n, int edits)
{
    size_t len = p->word.len, k = 0;
    int longer = n > len ? (int)(n - len) : 0, shorter = n < len ? (int)(len - n) : 0;
    lc_sweep_words w = {s->m->strings.data, x->tokens, s->near, 0};
    w.n = s->sweep->wide_bags(x->bags, x->starts[n], x->starts[n + 1], lc_letter_bag(p->word),
                              edits - longer, edits - shorter, s->near);
    s->sweep->distances(p, &w, s->distances);
    for (size_t i = 0; i < w.n; i++) {
        s->near[k] = s->near[i];
        s->distances[k] = s->distances[i];
        k += s->distances[i] <= edits;
    }
    return k;
}

static void by_sound(lc_mirror_search *s, const lc_mirror_sorted *x, const lc_pattern *p,
                     const lc_ix_token *t, float least, see *found)
{
    size_t len = p->word.len;
    for (size_t n = 0; n <= LC_SOUND_MAX; n++) {
        int edits = lc_sound_edits(n > len ? n : len);
        if ((n > len ? n - len : len - n) > (size_t)edits) continue;
        lc_sweep_words w = {s->m->strings.data, x->tokens, s->near, in_length(s, x, p, n, edits)};
        s->sweep->costs(&s->cost_table, lc_ix_text_of(s->view, t), &w, s->costs);
        for (size_t i = 0; i < w.n; i++)
            if (may_be(t, &x->tokens[s->near[i]], s->distances[i], s->costs[i], least))
                found(s, s->near[i], t);
    }
}

static void see_word(lc_mirror_search *s, uint32_t place, const lc_ix_token *t)
{
    look(s, s->m->sounds.at.at[place].of, t);
}

lc_sv lc_mirror_glue(lc_arena *a, lc_sv x, lc_sv y)
{
    char *out = lc_arena_alloc(a, x.len + y.len + 1);
    if (x.len) memcpy(out, x.data, x.len);
    if (y.len) memcpy(out + x.len, y.data, y.len);
    return lc_sv_make(out, x.len + y.len);
}

const lc_mirror_word *lc_mirror_word_at(const lc_mirror *m, uint32_t reading, uint32_t place)
{
    uint32_t w = m->reading_words.at[m->readings.at[reading].words + place];
    return &m->words.at[w & ~LC_IX_CORE];
}

static void see_joint(lc_mirror_search *s, uint32_t place, const lc_ix_token *t)
{
    const lc_mirror_sound *j = &s->m->joints.at.at[place];
    lc_asked_word w;
    lc_token both = {.number = -1, .common = -1, .n_texts = 1};
    lc_arena_reset(s->scratch);
    both.text[0] =
        lc_mirror_glue(s->scratch, lc_mirror_word_at(s->m, j->of, j->place)->token.text[0],
                       lc_mirror_word_at(s->m, j->of, j->place + 1)->token.text[0]);
    lc_asked_word_of(s->view, s->scratch, &both, false, &w);
    w.core = true;
    float like = similarity(s, &w, t);
    if (like >= LC_JOINT_LEAST)
        lc_vec_push(&s->found, (lc_mirror_near_word){place, lc_score_value(like)});
}

static int better(const void *a, const void *b)
{
    const lc_mirror_near_word *x = a, *y = b;
    if (x->value != y->value) return x->value > y->value ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static const lc_mirror_near_word *take_found(lc_mirror_search *s, size_t *out_n)
{
    lc_mirror_near_word *all = LC_NEW_N(s->kept, lc_mirror_near_word, s->found.len + 1);
    size_t n = s->found.len;
    if (n) memcpy(all, s->found.at, n * sizeof *all);
    if (n) qsort(all, n, sizeof *all, better);
    s->found.len = 0;
    *out_n = n;
    return all;
}

/* Words that may have been cut off: those the token begins with. */
static void by_beginning(lc_mirror_search *s, lc_sv text, const lc_ix_token *t)
{
    for (size_t n = 1; n < text.len; n++)
        look_all(s, &s->m->cut, lc_hash64(lc_sv_make(text.data, n)), t);
}

static void find_words(lc_mirror_search *s, const lc_pattern *p, const lc_ix_token *t)
{
    const lc_mirror *m = s->m;
    s->round++;
    by_sound(s, &m->sounds, p, t, LC_SIMILAR_LEAST, see_word);
    if (t->skeleton) look_all(s, &m->skeletons, t->skeleton, t);
    for (size_t i = 0; i < t->n_meanings; i++)
        look_all(s, &m->concepts, s->view->meanings[t->meanings + i].concept, t);
    if (t->number >= 0) look_all(s, &m->numbers, (uint32_t)t->number, t);
    by_beginning(s, lc_ix_text_of(s->view, t), t);
}

static void find_joints(lc_mirror_search *s, const lc_pattern *p, const lc_ix_token *t)
{
    const lc_mirror *m = s->m;
    by_sound(s, &m->joints, p, t, LC_JOINT_LEAST, see_joint);
    size_t first,
        n = t->skeleton ? lc_mirror_links_of(&m->joint_skeletons, t->skeleton, &first) : 0;
    for (size_t i = 0; i < n; i++) see_joint(s, m->joint_skeletons.at[first + i].to, t);
}

const lc_mirror_nears *lc_mirror_near(lc_mirror_search *s, uint32_t token)
{
    const lc_ix_token *t = &s->view->tokens[token];
    lc_mirror_nears *known = s->of_token[token];
    if (known) return known;
    lc_pattern p;
    known = s->of_token[token] = LC_NEW(s->kept, lc_mirror_nears);
    lc_pattern_init(&p, lc_ix_sound_of(s->view, t));
    find_words(s, &p, t);
    known->words = take_found(s, &known->n_words);
    find_joints(s, &p, t);
    known->joints = take_found(s, &known->n_joints);
    return known;
}
