/* Building a mirror: names taken apart as lc_match takes them apart, each word and each reading
 * once. */
#include "match/mirror_in.h"

#include "index/evidence.h"
#include "index/weight.h"
#include "match/score.h"
#include "text/fold.h"
#include "text/parts.h"
#include "text/romanise.h"

enum { WORDS_OF_ACRONYM = 200 };

lc_mirror *lc_mirror_new(const lc_index *x, const lc_lexicon *lex)
{
    lc_mirror *m = lc_xmalloc(sizeof *m);
    *m = (lc_mirror){.view = lc_index_view(x),
                     .lex = lex,
                     .arena = lc_arena_new(),
                     .scratch = lc_arena_new(),
                     .word_ids = lc_map_new(),
                     .reading_ids = lc_map_new()};
    return m;
}

static void free_sorted(lc_mirror_sorted *s)
{
    lc_vec_done(&s->at);
    free(s->tokens);
    free(s->bags);
}

void lc_mirror_free(lc_mirror *m)
{
    if (!m) return;
    lc_mirror_links *links[] = {&m->of_reading, &m->skeletons, &m->joint_skeletons, &m->concepts,
                                &m->numbers,    &m->cut,       &m->exact,           &m->folded,
                                &m->idents,     &m->joined,    &m->single,          &m->several};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) lc_vec_done(links[i]);
    lc_vec_done(&m->words);
    lc_vec_done(&m->readings);
    lc_vec_done(&m->reading_words);
    lc_vec_done(&m->addresses);
    lc_vec_done(&m->always);
    free_sorted(&m->sounds);
    free_sorted(&m->joints);
    lc_buf_done(&m->strings);
    free(m->joined_bags);
    free(m->postings);
    free(m->posting_starts);
    lc_map_free(m->word_ids);
    lc_map_free(m->reading_ids);
    lc_arena_free(m->arena);
    lc_arena_free(m->scratch);
    free(m);
}

uint32_t lc_mirror_customers(const lc_mirror *m)
{
    return (uint32_t)m->always.len;
}

bool lc_mirror_always(const lc_mirror *m, uint32_t customer)
{
    return m->always.at[customer];
}

static void link_to(lc_mirror_links *l, uint64_t key, uint32_t to)
{
    lc_vec_push(l, (lc_mirror_link){key, to});
}

/* ---- words ---- */

/* All a word is compared by follows from these. */
static lc_sv word_key(lc_arena *a, const lc_asked_word *w)
{
    lc_buf b = {0};
    lc_buf_c(&b, (char)('a' + w->token->cls));
    lc_buf_c(&b, w->last ? '1' : '0');
    for (size_t k = 0; k < w->n_spell; k++) {
        lc_buf_sv(&b, w->spell[k].text);
        lc_buf_c(&b, ' ');
    }
    lc_buf_c(&b, '\n');
    lc_buf_sv(&b, w->token->written);
    lc_sv key = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return key;
}

static void keep_token(lc_mirror *m, const lc_token *t, lc_token *out)
{
    *out = *t;
    out->written = lc_arena_sv(m->arena, t->written);
    for (size_t k = 0; k < t->n_texts; k++) out->text[k] = lc_arena_sv(m->arena, t->text[k]);
}

static void add_sound(lc_mirror *m, lc_mirror_sorted *to, const lc_asked_spelling *s, uint32_t of,
                      uint32_t place)
{
    lc_ix_token t = {.text = (uint32_t)m->strings.len,
                     .text_bytes = (uint16_t)s->text.len,
                     .sound_bytes = (uint16_t)s->sound.len,
                     .skeleton = s->skeleton};
    lc_buf_sv(&m->strings, s->text);
    t.sound = (uint32_t)m->strings.len;
    lc_buf_sv(&m->strings, s->sound);
    lc_vec_push(&to->at, (lc_mirror_sound){t, s->bag, of, place});
}

static void link_word(lc_mirror *m, const lc_asked_word *w, uint32_t id)
{
    for (size_t k = 0; k < w->n_spell; k++) {
        const lc_asked_spelling *s = &w->spell[k];
        add_sound(m, &m->sounds, s, id, 0);
        link_to(&m->exact, lc_hash64(s->sound), id);
        if (s->skeleton) link_to(&m->skeletons, s->skeleton, id);
    }
    for (size_t i = 0; i < w->token->n_meanings; i++)
        link_to(&m->concepts, w->token->meanings[i].concept, id);
    if (w->token->number >= 0) link_to(&m->numbers, (uint32_t)w->token->number, id);
    if (w->last) link_to(&m->cut, lc_hash64(w->spell[0].text), id);
}

static uint32_t word_of(lc_mirror *m, const lc_asked_word *w)
{
    lc_sv key = word_key(m->scratch, w);
    uint32_t *known = lc_map_get(m->word_ids, key);
    if (known) return *known;
    uint32_t id = (uint32_t)m->words.len;
    lc_mirror_word word = {.last = w->last, .sound = lc_arena_sv(m->arena, w->spell[0].sound)};
    keep_token(m, w->token, &word.token);
    lc_vec_push(&m->words, word);
    link_word(m, w, id);
    *lc_map_put(m->word_ids, lc_arena_sv(m->arena, key), NULL) = id;
    return id;
}

/* ---- readings ---- */

static uint8_t letter_of(lc_sv word)
{
    return (uint8_t)__builtin_ctz(lc_ix_letter(word.data[0]));
}

static void note_acronym(lc_mirror *m, const lc_asked *q, lc_mirror_reading *r, uint32_t id)
{
    bool many = q->n_acronym_words > WORDS_OF_ACRONYM;
    r->n_acronym = (uint8_t)(many ? WORDS_OF_ACRONYM : q->n_acronym_words);
    for (size_t i = 0; i < q->n_acronym_words; i++) {
        lc_sv word = q->acronym_words[i];
        size_t n = q->n_acronym_words > 1 && word.len ? 1 : word.len;
        for (size_t k = 0; k < n; k++) r->letters |= lc_ix_letter(word.data[k]);
    }
    if (!lc_acronym_first(q)) return;
    r->first = letter_of(q->acronym_words[0]);
    link_to(r->n_acronym == 1 ? &m->single : &m->several, r->first, id);
}

static void note_joints(lc_mirror *m, const lc_asked *q, uint32_t id)
{
    for (size_t k = 0; k < q->n_joints; k++)
        add_sound(m, &m->joints, &q->joints[k].word.spell[0], id, q->joints[k].first);
}

static uint32_t new_reading(lc_mirror *m, const lc_asked *q, lc_sv text, const uint32_t *words)
{
    uint32_t id = (uint32_t)m->readings.len;
    lc_mirror_reading r = {.words = (uint32_t)m->reading_words.len,
                           .n_words = (uint32_t)q->n,
                           .text = lc_arena_sv(m->arena, text),
                           .joined = lc_arena_sv(m->arena, q->joined.sound),
                           .joined_bag = q->joined.bag,
                           .flags = q->cut_off ? LC_MIRROR_CUT : 0};
    for (size_t i = 0; i < q->n; i++) {
        r.initials = (uint8_t)(r.initials + (q->words[i].token->cls == LC_TOKEN_INITIAL));
        r.core = (uint8_t)(r.core + q->words[i].core);
        lc_vec_push(&m->reading_words, words[i]);
    }
    note_acronym(m, q, &r, id);
    note_joints(m, q, id);
    link_to(&m->joined, r.joined.len, id);
    lc_vec_push(&m->readings, r);
    return id;
}

/* No word that carries a name, so that all of them do; or a word too long to be compared whole. The
 * search itself has to say what it makes of such. */
static bool odd(const lc_asked *q)
{
    bool any_core = false;
    for (size_t i = 0; i < q->n; i++) {
        any_core |= lc_class_is_core(q->words[i].token->cls);
        if (q->words[i].token->text[0].len > LC_SOUND_MAX) return true;
    }
    return !any_core;
}

/* False: cannot be read, or only from the customer's side. */
static bool add_reading(lc_mirror *m, lc_sv text, bool person, uint32_t customer)
{
    lc_asked q;
    if (lc_asked_of(m->view, m->lex, m->scratch, text, person, &q, NULL) || odd(&q)) return false;
    uint32_t *words = LC_NEW_N(m->scratch, uint32_t, q.n + 1);
    for (size_t i = 0; i < q.n; i++)
        words[i] = word_of(m, &q.words[i]) | (q.words[i].core ? LC_IX_CORE : 0);
    words[q.n] = q.cut_off;
    lc_sv key = lc_sv_make((const char *)words, (q.n + 1) * sizeof *words);
    uint32_t *known = lc_map_get(m->reading_ids, key), id;
    if (known) {
        id = *known;
    } else {
        id = new_reading(m, &q, text, words);
        *lc_map_put(m->reading_ids, lc_arena_sv(m->arena, key), NULL) = id;
    }
    m->readings.at[id].flags |= person ? LC_MIRROR_PERSON : LC_MIRROR_OTHER;
    link_to(&m->of_reading, id, customer);
    return true;
}

/* As match/match.c reads it. */
static bool add_text(lc_mirror *m, lc_sv text, lc_party_type type, uint32_t customer)
{
    bool read = add_reading(m, text, type == LC_TYPE_PERSON, customer);
    if (read && type == LC_TYPE_UNKNOWN) read = add_reading(m, text, true, customer);
    return read;
}

void lc_mirror_add(lc_mirror *m, const lc_query *q)
{
    lc_sv parts[LC_NAME_PARTS];
    uint32_t customer = (uint32_t)m->always.len;
    lc_arena_reset(m->scratch);
    bool read = add_text(m, q->name, q->type, customer);
    size_t n = lc_name_parts(m->scratch, q->name, parts);
    for (size_t i = 0; i < n; i++) read &= add_text(m, parts[i], q->type, customer);
    lc_vec_push(&m->always, !read);
    lc_vec_push(&m->addresses, lc_arena_sv(m->arena, q->address));
    if (read) link_to(&m->folded, lc_hash64(lc_fold(m->scratch, q->name)), customer);
    for (size_t i = 0; i < q->n_idents; i++) {
        lc_sv key = lc_ident_key(m->scratch, q->idents[i]);
        if (key.len) link_to(&m->idents, lc_hash64(key), customer);
    }
}

/* ---- order ---- */

static int by_link(const void *a, const void *b)
{
    const lc_mirror_link *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static void sort(lc_mirror_links *l)
{
    if (!l->len) return;
    qsort(l->at, l->len, sizeof *l->at, by_link);
    size_t n = 1;
    for (size_t i = 1; i < l->len; i++)
        if (by_link(&l->at[i], &l->at[n - 1])) l->at[n++] = l->at[i];
    l->len = n;
}

size_t lc_mirror_links_of(const lc_mirror_links *l, uint64_t key, size_t *out_first)
{
    size_t lo = 0, hi = l->len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (l->at[mid].key < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    *out_first = lo;
    while (hi < l->len && l->at[hi].key == key) hi++;
    return hi - lo;
}

static int by_length(const void *a, const void *b)
{
    const lc_mirror_sound *x = a, *y = b;
    if (x->token.sound_bytes != y->token.sound_bytes)
        return x->token.sound_bytes < y->token.sound_bytes ? -1 : 1;
    if (x->of != y->of) return x->of < y->of ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static void sort_sounds(lc_mirror_sorted *s)
{
    size_t n = s->at.len;
    uint32_t at = 0;
    if (n) qsort(s->at.at, n, sizeof *s->at.at, by_length);
    s->bags = lc_xmalloc((n + 1) * sizeof *s->bags);
    s->tokens = lc_xmalloc((n + 1) * sizeof *s->tokens);
    for (size_t len = 0; len <= LC_SOUND_MAX + 1; len++) {
        while (at < n && s->at.at[at].token.sound_bytes < len) at++;
        s->starts[len] = at;
    }
    for (size_t i = 0; i < n; i++) {
        s->bags[i] = s->at.at[i].bag;
        s->tokens[i] = s->at.at[i].token;
    }
}

/* Readings whose legal forms, titles and initials may say much: match/mirror_look.c never leaves
 * them out. */
static bool is_special(const lc_mirror *m, const lc_mirror_reading *x)
{
    enum { MANY_WEAK = 3 };
    uint32_t weak = 0;
    for (uint32_t i = 0; i < x->n_words; i++)
        weak += !(m->reading_words.at[x->words + i] & LC_IX_CORE);
    return x->initials || weak >= MANY_WEAK;
}

static void make_postings(lc_mirror *m)
{
    lc_mirror_links l = {0};
    for (uint32_t r = 0; r < m->readings.len; r++) {
        lc_mirror_reading *x = &m->readings.at[r];
        x->special = is_special(m, x);
        for (uint32_t i = 0; i < x->n_words; i++) {
            uint64_t w = m->reading_words.at[x->words + i];
            if (w & LC_IX_CORE) link_to(&l, 2 * (w & ~(uint64_t)LC_IX_CORE) + x->special, r);
        }
    }
    sort(&l);
    m->postings = lc_xmalloc((l.len + 1) * sizeof *m->postings);
    m->posting_starts = lc_xmalloc((2 * m->words.len + 2) * sizeof *m->posting_starts);
    size_t at = 0;
    for (size_t k = 0; k <= 2 * m->words.len; k++) {
        m->posting_starts[k] = (uint32_t)at;
        for (; at < l.len && l.at[at].key == k; at++) m->postings[at] = l.at[at].to;
    }
    lc_vec_done(&l);
}

static void line_up_joined(lc_mirror *m)
{
    m->joined_bags = lc_xmalloc((m->joined.len + 1) * sizeof *m->joined_bags);
    for (size_t i = 0; i < m->joined.len; i++)
        m->joined_bags[i] = m->readings.at[m->joined.at[i].to].joined_bag;
}

static void link_joints(lc_mirror *m)
{
    for (uint32_t i = 0; i < m->joints.at.len; i++)
        if (m->joints.tokens[i].skeleton)
            link_to(&m->joint_skeletons, m->joints.tokens[i].skeleton, i);
}

void lc_mirror_finish(lc_mirror *m)
{
    static const char slack[LC_SWEEP_SLACK] = {0};
    lc_buf_put(&m->strings, slack, sizeof slack);
    sort_sounds(&m->sounds);
    sort_sounds(&m->joints);
    link_joints(m);
    make_postings(m);
    lc_mirror_links *links[] = {&m->of_reading, &m->skeletons, &m->joint_skeletons, &m->concepts,
                                &m->numbers,    &m->cut,       &m->exact,           &m->folded,
                                &m->idents,     &m->joined,    &m->single,          &m->several};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) sort(links[i]);
    line_up_joined(m);
    lc_map_free(m->word_ids);
    lc_map_free(m->reading_ids);
    m->word_ids = m->reading_ids = NULL;
    m->view = NULL;
}
