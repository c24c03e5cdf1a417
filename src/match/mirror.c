/* Making a mirror: names taken apart as lc_match and asked.c take them apart, each word, joint and
 * reading once. */
#include "index/evidence.h"
#include "index/weight.h"
#include "match/mirror_in.h"
#include "text/fold.h"
#include "text/parts.h"
#include "text/romanise.h"

enum { MOST_TEXTS = 1 + LC_NAME_PARTS, MOST_ACRONYM_WORDS = LC_TOKENS_MAX };

typedef struct named {
    lc_sv text;
    bool person, read;
    lc_tokens tokens;
} named;

struct lc_mirror_draft {
    named at[2 * MOST_TEXTS];
    size_t n;
    lc_sv folded, address;
    uint32_t *idents; /* lc_ix_key of each */
    size_t n_idents;
};

lc_mirror_writer *lc_mirror_writer_new(const lc_lexicon *lex)
{
    lc_mirror_writer *w = lc_xmalloc(sizeof *w);
    *w = (lc_mirror_writer){.lex = lex,
                            .arena = lc_arena_new(),
                            .scratch = lc_arena_new(),
                            .word_ids = lc_map_new(),
                            .joint_ids = lc_map_new(),
                            .reading_ids = lc_map_new()};
    return w;
}

void lc_mirror_writer_free(lc_mirror_writer *w)
{
    if (!w) return;
    lc_mi_links *links[] = {&w->skeletons, &w->joint_skeletons, &w->concepts, &w->cut,
                            &w->exact,     &w->folded,          &w->idents,   &w->acronyms};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) lc_vec_done(links[i]);
    lc_map_free(w->word_ids);
    lc_map_free(w->joint_ids);
    lc_map_free(w->reading_ids);
    lc_buf_done(&w->strings);
    lc_vec_done(&w->words);
    lc_vec_done(&w->spells);
    lc_vec_done(&w->joints);
    lc_vec_done(&w->meanings);
    lc_vec_done(&w->readings);
    lc_vec_done(&w->reading_words);
    lc_vec_done(&w->reading_joints);
    lc_vec_done(&w->of_reading);
    lc_vec_done(&w->places);
    lc_vec_done(&w->always);
    lc_arena_free(w->arena);
    lc_arena_free(w->scratch);
    free(w);
}

/* ---- a customer, by any thread ---- */

static void draft_text(const lc_lexicon *lex, lc_arena *a, lc_mirror_draft *d, named t)
{
    t.read = lc_tokens_of(lex, a, t.text, t.person, &t.tokens, NULL) == 0;
    d->at[d->n++] = t;
}

/* As match.c reads it: both ways where the type is not known. */
static void draft_name(const lc_lexicon *lex, lc_arena *a, lc_mirror_draft *d, lc_sv name,
                       lc_party_type type)
{
    draft_text(lex, a, d, (named){.text = name, .person = type == LC_TYPE_PERSON});
    if (type == LC_TYPE_UNKNOWN) draft_text(lex, a, d, (named){.text = name, .person = true});
}

static void draft_ident(lc_arena *a, lc_mirror_draft *d, lc_sv ident)
{
    lc_sv key = lc_ident_key(a, ident);
    if (key.len) d->idents[d->n_idents++] = lc_ix_key(key);
}

lc_mirror_draft *lc_mirror_read(const lc_lexicon *lex, lc_arena *a, const lc_query *q)
{
    lc_sv parts[LC_NAME_PARTS];
    lc_mirror_draft *d = LC_NEW(a, lc_mirror_draft);
    draft_name(lex, a, d, q->name, q->type);
    if (!d->at[0].read) return d;
    size_t n = lc_name_parts(a, q->name, parts);
    for (size_t i = 0; i < n; i++) draft_name(lex, a, d, parts[i], q->type);
    d->folded = d->at[0].tokens.folded;
    d->address = q->address;
    d->idents = LC_NEW_N(a, uint32_t, 2 * q->n_idents + 1);
    for (size_t i = 0; i < q->n_idents; i++) {
        draft_ident(a, d, q->idents[i]);
        draft_ident(a, d, lc_ident_unlabelled(q->idents[i]));
    }
    return d;
}

/* ---- strings ---- */

static uint32_t put_string(lc_mirror_writer *w, lc_sv s)
{
    size_t at = w->strings.len;
    if (s.len > UINT32_MAX - LC_IX_PAD - at) { /* more than a file can hold: finish says so */
        w->full = true;
        return 0;
    }
    if (s.len) lc_buf_sv(&w->strings, s);
    return (uint32_t)at;
}

static void link_to(lc_mi_links *l, uint32_t key, uint32_t to)
{
    lc_vec_push(l, (lc_ix_link){key, to});
}

static lc_mi_spell spell_of(lc_mirror_writer *w, lc_sv text)
{
    char sound[LC_SOUND_MAX];
    lc_sv heard = lc_sv_make(sound, lc_sound(text, sound));
    return (lc_mi_spell){.text = put_string(w, text),
                         .sound = put_string(w, heard),
                         .skeleton = lc_skeleton_key(heard),
                         .text_bytes = (uint16_t)text.len,
                         .sound_bytes = (uint8_t)heard.len};
}

/* ---- words ---- */

/* All a word is compared by follows from these. */
static lc_sv word_key(lc_arena *a, const lc_token *t, bool last)
{
    lc_buf b = {0};
    lc_buf_c(&b, (char)('a' + t->cls));
    lc_buf_c(&b, last ? '1' : '0');
    for (size_t k = 0; k < t->n_texts; k++) {
        lc_buf_sv(&b, t->text[k]);
        lc_buf_c(&b, ' ');
    }
    lc_buf_c(&b, '\n');
    lc_buf_sv(&b, t->written);
    lc_sv key = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return key;
}

static void link_word(lc_mirror_writer *w, const lc_token *t, lc_mi_word *word, uint32_t id)
{
    for (size_t k = 0; k < t->n_texts; k++) {
        lc_mi_spell s = spell_of(w, t->text[k]);
        s.of = id;
        s.place = (uint8_t)k;
        word->spell[k] = (uint32_t)w->spells.len;
        lc_vec_push(&w->spells, s);
        lc_sv sound = lc_sv_make(w->strings.data + s.sound, s.sound_bytes);
        link_to(&w->exact, lc_ix_key(sound), id);
        if (s.skeleton) link_to(&w->skeletons, s.skeleton, id);
    }
    for (size_t i = 0; i < t->n_meanings; i++) {
        const lc_meaning *m = &t->meanings[i];
        lc_vec_push(&w->meanings, (lc_ix_meaning){m->concept, m->group, m->kind});
        link_to(&w->concepts, m->concept, id);
    }
    if (t->number >= 0) link_to(&w->concepts, lc_ix_number_key(t->number), id);
    if (word->flags & LC_MI_LAST) link_to(&w->cut, lc_ix_key(t->text[0]), id);
}

static uint32_t word_of(lc_mirror_writer *w, const lc_token *t, bool last)
{
    lc_sv key = word_key(w->scratch, t, last);
    uint32_t *known = lc_map_get(w->word_ids, key);
    if (known) return *known;
    lc_script script = lc_script_of(t->written);
    bool abjad = script == LC_SCRIPT_ARABIC || script == LC_SCRIPT_HEBREW;
    uint32_t id = (uint32_t)w->words.len;
    lc_mi_word word = {.meanings = (uint32_t)w->meanings.len,
                       .number = t->number,
                       .n_spell = t->n_texts,
                       .n_meanings = t->n_meanings,
                       .cls = (uint8_t)t->cls,
                       .flags = (uint8_t)((last ? LC_MI_LAST : 0) | (abjad ? LC_MI_ABJAD : 0)),
                       .common = t->common};
    link_word(w, t, &word, id);
    lc_vec_push(&w->words, word);
    *lc_map_put(w->word_ids, lc_arena_sv(w->arena, key), NULL) = id;
    return id;
}

/* ---- joints ---- */

static uint32_t joint_of(lc_mirror_writer *w, lc_sv x, lc_sv y)
{
    char both[LC_SOUND_MAX];
    bool is_new;
    memcpy(both, x.data, x.len);
    memcpy(both + x.len, y.data, y.len);
    lc_sv text = lc_sv_make(both, x.len + y.len);
    uint32_t *known = lc_map_get(w->joint_ids, text);
    if (known) return *known;
    uint32_t id = (uint32_t)w->joints.len;
    lc_mi_spell s = spell_of(w, text);
    *lc_map_put(w->joint_ids, lc_arena_sv(w->arena, text), &is_new) = id;
    if (s.skeleton) link_to(&w->joint_skeletons, s.skeleton, id);
    lc_vec_push(&w->joints, s);
    return id;
}

/* Two neighbours a search would also compare as one word. */
static bool can_join(const lc_token *x, const lc_token *y)
{
    if (x->cls == LC_TOKEN_LEGAL || y->cls == LC_TOKEN_LEGAL) return false;
    if (x->cls == LC_TOKEN_NUMBER || y->cls == LC_TOKEN_NUMBER) return false;
    size_t both = x->text[0].len + y->text[0].len;
    return both && both <= LC_SOUND_MAX;
}

/* ---- readings ---- */

static void note_acronym(lc_mirror_writer *w, const lc_tokens *t, lc_mi_reading *r, uint32_t id)
{
    lc_sv words[MOST_ACRONYM_WORDS];
    lc_asked q = {.acronym_words = words};
    for (size_t i = 0; i < t->n && q.n_acronym_words < MOST_ACRONYM_WORDS; i++)
        if (lc_class_is_name(t->at[i].cls)) words[q.n_acronym_words++] = t->at[i].text[0];
    for (size_t i = 0; i < q.n_acronym_words; i++) {
        size_t n = q.n_acronym_words > 1 && words[i].len ? 1 : words[i].len;
        for (size_t k = 0; k < n; k++) r->letters |= lc_ix_letter(words[i].data[k]);
    }
    if (!lc_acronym_first(&q)) return;
    uint32_t first = lc_ix_letter_number(words[0].data[0]);
    link_to(&w->acronyms, q.n_acronym_words == 1 ? first : LC_IX_LETTERS + first, id);
}

static void note_joined(lc_mirror_writer *w, const lc_tokens *t, lc_mi_reading *r)
{
    lc_ix_joiner j = {.len = 0};
    char sound[LC_SOUND_MAX];
    for (size_t i = 0; i < t->n; i++)
        if (t->at[i].cls != LC_TOKEN_LEGAL && t->at[i].cls != LC_TOKEN_TITLE)
            lc_ix_join(&j, t->at[i].text[0]);
    size_t n = lc_sound(lc_sv_make(j.text, j.len), sound);
    r->joined = put_string(w, lc_sv_make(sound, n));
    r->joined_bytes = (uint8_t)n;
}

static uint32_t new_reading(lc_mirror_writer *w, const named *t, const uint32_t *words,
                            bool cut_off)
{
    const lc_tokens *k = &t->tokens;
    uint32_t id = (uint32_t)w->readings.len;
    lc_mi_reading r = {.words = (uint32_t)w->reading_words.len,
                       .n_words = (uint16_t)k->n,
                       .text = put_string(w, t->text),
                       .text_bytes = (uint16_t)t->text.len,
                       .flags = cut_off ? LC_MI_CUT_OFF : 0};
    for (size_t i = 0; i < k->n; i++) {
        bool joins = i + 1 < k->n && can_join(&k->at[i], &k->at[i + 1]);
        r.initials = (uint8_t)(r.initials + (k->at[i].cls == LC_TOKEN_INITIAL));
        r.core = (uint8_t)(r.core + lc_class_is_core(k->at[i].cls));
        lc_vec_push(&w->reading_words, words[i]);
        lc_vec_push(&w->reading_joints,
                    joins ? joint_of(w, k->at[i].text[0], k->at[i + 1].text[0]) : UINT32_MAX);
    }
    note_joined(w, k, &r);
    note_acronym(w, k, &r, id);
    lc_vec_push(&w->readings, r);
    return id;
}

/* No word that carries a name, so that all of them do; or a word too long to be compared whole. The
 * search itself has to say what it makes of such. */
static bool is_odd(const lc_tokens *t)
{
    bool any_core = false;
    for (size_t i = 0; i < t->n; i++) {
        any_core |= lc_class_is_core(t->at[i].cls);
        if (t->at[i].text[0].len > LC_SOUND_MAX) return true;
    }
    return !any_core;
}

static bool is_cut_off(const named *t)
{
    lc_sv s = lc_sv_trim(t->text);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.data[i] & 0xC0) != 0x80;
    return (n == LC_FIELD_CHARS || n + 1 == LC_FIELD_CHARS) &&
           t->tokens.at[t->tokens.n - 1].cls != LC_TOKEN_LEGAL;
}

static void add_reading(lc_mirror_writer *w, const named *t, uint32_t customer)
{
    size_t n = t->tokens.n;
    bool cut_off = is_cut_off(t);
    uint32_t *words = LC_NEW_N(w->scratch, uint32_t, n + 1), id;
    for (size_t i = 0; i < n; i++) {
        const lc_token *k = &t->tokens.at[i];
        words[i] = word_of(w, k, cut_off && i + 1 == n);
        if (lc_class_is_core(k->cls)) words[i] |= LC_IX_CORE;
    }
    words[n] = cut_off;
    w->any_cut |= cut_off;
    lc_sv key = lc_sv_make((const char *)words, (n + 1) * sizeof *words);
    uint32_t *known = lc_map_get(w->reading_ids, key);
    if (known) {
        id = *known;
    } else {
        id = new_reading(w, t, words, cut_off);
        *lc_map_put(w->reading_ids, lc_arena_sv(w->arena, key), NULL) = id;
    }
    w->readings.at[id].flags |= t->person ? LC_MI_PERSON : LC_MI_OTHER;
    for (size_t i = w->of_reading.len; i-- > 0 && w->of_reading.at[i].to == customer;)
        if (w->of_reading.at[i].from == id) return;
    lc_vec_push(&w->of_reading, (lc_mi_pair){id, customer});
}

static bool all_read(const lc_mirror_draft *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (!d->at[i].read || is_odd(&d->at[i].tokens)) return false;
    return true;
}

void lc_mirror_writer_take(lc_mirror_writer *w, const lc_mirror_draft *d)
{
    uint32_t customer = (uint32_t)w->always.len;
    bool read = all_read(d);
    lc_arena_reset(w->scratch);
    lc_vec_push(&w->always, !read);
    if (!read) return; /* searched the other way */
    for (size_t i = 0; i < d->n; i++) add_reading(w, &d->at[i], customer);
    link_to(&w->folded, lc_ix_key(d->folded), customer);
    for (size_t i = 0; i < d->n_idents; i++) link_to(&w->idents, d->idents[i], customer);
    if (!d->address.len) return;
    lc_vec_push(&w->places,
                (lc_mi_place){customer, put_string(w, d->address), (uint32_t)d->address.len});
}

void lc_mirror_writer_add(lc_mirror_writer *w, const lc_query *q)
{
    lc_arena *a = lc_arena_new();
    lc_mirror_writer_take(w, lc_mirror_read(w->lex, a, q));
    lc_arena_free(a);
}

int lc_mirror_writer_finish(lc_mirror_writer *w, lc_sv key, lc_buf *out, licet_error *err)
{
    lc_buf made = {0};
    int rc = w->full ? lc_fail(err, LICET_E_LIMIT, "more customers than one mirror can hold")
                     : lc_mi_lay_out(w, key, &made, err);
    if (!rc) {
        lc_mi_header *h = (lc_mi_header *)made.data;
        h->hash = lc_mi_hash(lc_sv_from(lc_buf_view(&made), LC_MI_HASHED_FROM));
        lc_buf_done(out);
        *out = made;
        return 0;
    }
    lc_buf_done(&made);
    return rc;
}
