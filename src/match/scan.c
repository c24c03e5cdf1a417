#include "match/scan.h"

#include "match/score.h"

#define ROUNDING 1e-4F

/* Tokens like a word asked about, completely: lc_word_similarity is above 0 only for tokens with a
 * meaning or a number in common, the same bones, a sound within lc_sound_edits, and for a word that
 * may have been cut off those that begin with it, for a legal form the legal forms (similar.h).
 * Meanings, numbers and bones are links of the index. Sounds: all tokens of each possible length
 * are swept by their bags (text/distance.h says which differences an edit can make), and what is
 * left by its distance. */

float lc_scan_level(size_t level)
{
    /* values of similarities 0, .60, .66, .72, just below .80, .84, just below .90, .95, and 1 */
    static const float levels[LC_SCAN_LEVELS] = {0,       0.480F,  0.5478F, 0.6192F, 0.7195F,
                                                 0.7728F, 0.8545F, 0.9263F, 1};
    return levels[level];
}

static void *room(size_t n, size_t each)
{
    void *p = calloc(n + LC_SWEEP_SLACK, each);
    if (!p) abort(); /* no memory: no answer */
    return p;
}

void lc_scan_init(lc_scan *s, const lc_ix_view *v)
{
    *s = (lc_scan){.view = v, .sweep = lc_sweep_best()};
    s->seen = room(v->n_tokens, sizeof *s->seen);
    s->place = room(v->n_tokens, sizeof *s->place);
    s->near = room(v->n_tokens, sizeof *s->near);
    s->distances = room(v->n_tokens, sizeof *s->distances);
    s->costs = room(v->n_tokens, sizeof *s->costs);
    s->levels = room(v->n_tokens, sizeof *s->levels);
    lc_sweep_costs_init(&s->cost_table);
    s->memory = lc_map_new();
    s->sounds = lc_map_new();
    s->remembering = lc_arena_new();
}

void lc_scan_done(lc_scan *s)
{
    free(s->seen);
    free(s->place);
    free(s->near);
    free(s->distances);
    free(s->costs);
    free(s->levels);
    lc_vec_done(&s->found);
    lc_buf_done(&s->key);
    lc_vec_done(&s->remembered);
    lc_map_free(s->memory);
    lc_map_free(s->sounds);
    lc_vec_done(&s->heard);
    lc_arena_free(s->remembering);
}

static bool near(float similarity)
{
    return lc_score_value(similarity) > lc_scan_level(LC_SCAN_NEAR);
}

/* Compared again, the better counts. */
static void look(lc_scan *s, const lc_asked_word *q, uint32_t token, const lc_measured *m)
{
    lc_similarity x = lc_word_similarity_measured(s->view, q, &s->view->tokens[token], m);
    if (!(x.s > 0) || (!s->whole && !near(x.s))) return;
    if (s->seen[token] != s->round) {
        s->seen[token] = s->round;
        s->place[token] = (uint32_t)s->found.len;
        lc_vec_push(&s->found, (lc_neighbour){token, x});
    } else if (x.s > s->found.at[s->place[token]].similar.s) {
        s->found.at[s->place[token]].similar = x;
    }
}

static int above_0(int x)
{
    return x > 0 ? x : 0;
}

/* Of the tokens whose sounds have n letters those within so many edits, behind the first `kept` of
 * s->near and s->distances. Returns how many there are then. */
static size_t in_length(lc_scan *s, const lc_asked_spelling *spell, size_t n, int edits,
                        size_t kept)
{
    const lc_ix_view *v = s->view;
    int more = (int)n - (int)spell->sound.len;
    uint32_t from = v->sound_starts[n], to = v->sound_starts[n + 1], *ids = s->near + kept;
    uint8_t *distances = s->distances + kept;
    size_t found = s->sweep->blocks(v->blocks, v->bags, from, to, spell->small_bag,
                                    edits - above_0(more), edits - above_0(-more), ids);
    lc_sweep_sounds sounds = {lc_ix_sounds(v, n), n, from, ids, found};
    if (found) s->sweep->sounds(lc_asked_pattern(spell), &sounds, distances);
    size_t near_enough = 0;
    for (size_t k = 0; k < found; k++) {
        ids[near_enough] = ids[k];
        distances[near_enough] = distances[k];
        near_enough += distances[k] <= edits;
    }
    return kept + near_enough;
}

/* Tokens whose sounds are within lc_sound_edits of this one, and how far: left in s->near and
 * s->distances. Returns how many. */
static size_t near_sounds(lc_scan *s, const lc_asked_spelling *spell)
{
    const lc_ix_view *v = s->view;
    int len = (int)spell->sound.len;
    size_t kept = 0;
    for (int n = 0; n <= LC_SOUND_MAX; n++) {
        int edits = lc_sound_edits((size_t)(n > len ? n : len)), more = n - len;
        if (v->sound_starts[n] < v->sound_starts[n + 1] && more <= edits && -more <= edits)
            kept = in_length(s, spell, (size_t)n, edits, kept);
    }
    return kept;
}

static uint8_t at_most_255(uint16_t n)
{
    return n < 255 ? (uint8_t)n : 255;
}

/* What is near one text, remembered. */
static lc_heard hear(lc_scan *s, const lc_asked_spelling *spell)
{
    const lc_ix_view *v = s->view;
    uint32_t *known = lc_map_get(s->sounds, spell->text);
    if (known) return s->heard.at[*known];
    lc_sweep_words words = {v->strings.data, v->tokens, s->near, near_sounds(s, spell)};
    if (words.n) s->sweep->costs(&s->cost_table, spell->text, &words, s->costs);
    lc_near *copy = LC_NEW_N(s->remembering, lc_near, words.n);
    for (size_t k = 0; k < words.n; k++) {
        const lc_ix_token *t = &v->tokens[s->near[k]];
        copy[k] = (lc_near){.token = s->near[k],
                            .cost = s->costs[k],
                            .distance = s->distances[k] & 127,
                            .bones = t->skeleton && t->skeleton == spell->skeleton,
                            .text_bytes = at_most_255(t->text_bytes)};
    }
    lc_heard h = {copy, words.n};
    *lc_map_put(s->sounds, lc_arena_sv(s->remembering, spell->text), NULL) = (uint32_t)s->heard.len;
    lc_vec_push(&s->heard, h);
    s->remembered_neighbours += h.n + 8;
    return h;
}

/* Only by its letters could the pair be near, and they are too different: another sound and other
 * bones, and what has the same meaning is linked. Legal forms are compared all the same. */
static bool too_far(const lc_asked_word *q, lc_sv text, const lc_near *n)
{
    size_t letters = n->text_bytes > text.len ? n->text_bytes : text.len;
    if (n->distance == 0 || n->bones || n->text_bytes == 255) return false;
    return !near(lc_similar_spelling(q->person, n->cost, letters) + ROUNDING);
}

static void by_sound(lc_scan *s, const lc_asked_word *q, size_t spelling)
{
    lc_heard h = hear(s, &q->spell[spelling]);
    for (size_t k = 0; k < h.n; k++) {
        if (!s->whole && too_far(q, q->spell[spelling].text, &h.at[k])) continue;
        lc_measured m = {spelling, h.at[k].distance, h.at[k].cost};
        look(s, q, h.at[k].token, &m);
    }
}

/* Those with the same bones, by one spelling; more edits may lie between them than by_sound gives.
 */
static void by_bones(lc_scan *s, const lc_asked_word *q, size_t spelling)
{
    const lc_ix_view *v = s->view;
    const lc_asked_spelling *spell = &q->spell[spelling];
    lc_sweep_words words = {v->strings.data, v->tokens, s->near, 0};
    size_t first, n = lc_ix_find(v->skeletons, v->n_skeletons, spell->skeleton, &first), kept = 0;
    for (size_t i = first; i < first + n; i++) { /* by its only spelling it was compared */
        uint32_t token = v->skeletons[i].to;
        if (q->n_spell > 1 || s->seen[token] != s->round) s->near[words.n++] = token;
    }
    if (words.n) s->sweep->distances(lc_asked_pattern(spell), &words, s->distances);
    for (size_t k = 0; k < words.n; k++) {
        size_t n_letters = v->tokens[s->near[k]].sound_bytes, letters = spell->sound.len;
        s->near[kept] = s->near[k];
        s->distances[kept] = s->distances[k];
        kept += 2U * s->distances[k] <= (letters > n_letters ? letters : n_letters);
    }
    words.n = kept;
    if (kept) s->sweep->costs(&s->cost_table, spell->text, &words, s->costs);
    for (size_t k = 0; k < kept; k++) {
        lc_measured m = {spelling, s->distances[k], s->costs[k]};
        look(s, q, s->near[k], &m);
    }
}

/* Letters were compared before: this looks at what else there is. */
static void by_link(lc_scan *s, const lc_asked_word *q, uint32_t key)
{
    const lc_ix_view *v = s->view;
    const lc_measured no_letters = {.spelling = LC_TOKEN_SPELLINGS};
    size_t first, found = lc_ix_find(v->concepts, v->n_concepts, key, &first);
    for (size_t i = first; i < first + found; i++) look(s, q, v->concepts[i].to, &no_letters);
}

static void next_round(lc_scan *s)
{
    if (++s->round == 0) { /* after 2^32 rounds the marks mean nothing any more */
        memset(s->seen, 0, sizeof *s->seen * s->view->n_tokens);
        s->round = 1;
    }
    s->found.len = 0;
}

/* What neither sound nor links give: legal forms are all a little alike, and a word that may have
 * been cut off is like what begins with it. */
static void by_kind(lc_scan *s, const lc_asked_word *q)
{
    const lc_ix_view *v = s->view;
    size_t first, n = q->last ? lc_ix_beginning(v, q->spell[0].text, &first) : 0;
    for (size_t i = 0; i < n; i++) look(s, q, v->by_text[first + i], NULL);
    for (uint32_t t = 0; t < v->n_tokens && q->token->cls == LC_TOKEN_LEGAL; t++)
        if (v->tokens[t].cls == LC_TOKEN_LEGAL) look(s, q, t, NULL);
}

static void look_for(lc_scan *s, const lc_asked_word *q, bool whole)
{
    next_round(s);
    s->whole = whole;
    for (size_t k = 0; k < q->n_spell; k++) {
        by_sound(s, q, k);
        if (q->spell[k].skeleton) by_bones(s, q, k);
    }
    for (size_t i = 0; i < q->token->n_meanings; i++) by_link(s, q, q->token->meanings[i].concept);
    if (q->token->number >= 0) by_link(s, q, lc_ix_number_key(q->token->number));
    by_kind(s, q);
}

static bool at_most_bits(uint32_t x, int n)
{
    for (; x && n > 0; n--) x &= x - 1;
    return x == 0;
}

static bool sounds_possible(const lc_ix_view *v, const lc_asked_spelling *spell, uint32_t token)
{
    int len = (int)spell->sound.len, n = v->tokens[token].sound_bytes, more = n - len;
    int edits = lc_sound_edits((size_t)(n > len ? n : len));
    if (more > edits || -more > edits) return false;
    uint32_t bag = v->bags[token];
    return at_most_bits(spell->small_bag & ~bag, edits - above_0(more)) &&
           at_most_bits(bag & ~spell->small_bag, edits - above_0(-more));
}

bool lc_scan_possible(const lc_ix_view *v, const lc_asked_word *q, uint32_t token)
{
    const lc_ix_token *t = &v->tokens[token];
    if ((q->token->n_meanings && t->n_meanings) || (q->token->number >= 0 && t->number >= 0))
        return true;
    if (q->last || (q->token->cls == LC_TOKEN_LEGAL && t->cls == LC_TOKEN_LEGAL)) return true;
    for (size_t k = 0; k < q->n_spell; k++)
        if ((t->skeleton && t->skeleton == q->spell[k].skeleton) ||
            sounds_possible(v, &q->spell[k], token))
            return true;
    return false;
}

/* All that lc_word_similarity looks at follows from the word as written, its class, meanings and
 * spellings. */
static lc_sv key_of(lc_scan *s, const lc_asked_word *q)
{
    const lc_token *t = q->token;
    lc_buf *b = &s->key;
    lc_buf_clear(b);
    lc_buf_c(b, (char)('a' + t->cls));
    lc_buf_c(b, (char)('0' + q->last + 2 * q->person));
    lc_buf_put(b, &t->number, sizeof t->number);
    lc_buf_put(b, t->meanings, t->n_meanings * sizeof *t->meanings);
    for (size_t k = 0; k < q->n_spell; k++) {
        lc_buf_c(b, q->spell[k].abjad ? '+' : ' ');
        lc_buf_sv(b, q->spell[k].text);
    }
    return lc_buf_view(b);
}

static void forget(lc_scan *s)
{
    lc_map_free(s->memory);
    lc_map_free(s->sounds);
    s->memory = lc_map_new();
    s->sounds = lc_map_new();
    s->heard.len = 0;
    lc_arena_reset(s->remembering);
    s->remembered.len = s->remembered_neighbours = 0;
}

void lc_scan_begin(lc_scan *s)
{
    if (s->remembered_neighbours > LC_SCAN_MOST_REMEMBERED) forget(s);
}

bool lc_scan_remembers(lc_scan *s, const lc_asked_word *q, lc_remembered *out)
{
    uint32_t *known = lc_map_get(s->memory, key_of(s, q));
    if (known) *out = s->remembered.at[*known];
    return known != NULL;
}

/* The greatest level the value is above of. */
static size_t level_below(float value)
{
    size_t level = LC_SCAN_LEVELS - 1;
    while (level && value <= lc_scan_level(level)) level--;
    return level;
}

/* The neighbours found, by falling level. */
static void take_levels(lc_scan *s, lc_neighbour *out, lc_remembered *r)
{
    uint32_t next[LC_SCAN_LEVELS] = {0};
    for (size_t i = 0; i < r->n; i++) {
        const lc_ix_token *t = &s->view->tokens[s->found.at[i].token];
        size_t level = level_below(lc_score_value(s->found.at[i].similar.s));
        r->above[level]++;
        r->postings[level] += t->n_postings;
        s->levels[i] = (uint8_t)level;
        if (level + 1 < LC_SCAN_LEVELS && t->weight > r->heaviest[level + 1])
            r->heaviest[level + 1] = t->weight;
    }
    for (size_t level = LC_SCAN_LEVELS - 1; level-- > 0;) {
        next[level] = r->above[level + 1];
        r->above[level] += r->above[level + 1];
        r->postings[level] += r->postings[level + 1];
    }
    for (size_t i = 0; i < r->n; i++) out[next[s->levels[i]]++] = s->found.at[i];
}

static void remember(lc_scan *s, const lc_asked_word *q, const lc_remembered *r)
{
    lc_sv key = key_of(s, q);
    uint32_t *known = lc_map_get(s->memory, key);
    s->remembered_neighbours += r->n + 8;
    if (known) {
        s->remembered.at[*known] = *r;
        return;
    }
    *lc_map_put(s->memory, lc_arena_sv(s->remembering, key), NULL) = (uint32_t)s->remembered.len;
    lc_vec_push(&s->remembered, *r);
}

lc_remembered lc_scan_word(lc_scan *s, const lc_asked_word *q, bool whole)
{
    lc_remembered known;
    if (lc_scan_remembers(s, q, &known) && (known.whole || !whole)) return known;
    look_for(s, q, whole);
    known = (lc_remembered){.n = s->found.len, .whole = whole};
    lc_neighbour *copy = LC_NEW_N(s->remembering, lc_neighbour, known.n);
    take_levels(s, copy, &known);
    known.at = copy;
    remember(s, q, &known);
    return known;
}
