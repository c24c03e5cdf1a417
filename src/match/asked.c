#include "match/asked.h"

#include "index/weight.h"
#include "match/constants.h"
#include "text/romanise.h"

static void fill_spelling(lc_arena *a, lc_sv text, lc_asked_spelling *s)
{
    char sound[LC_SOUND_MAX];
    s->text = text;
    s->sound = lc_arena_sv(a, lc_sv_make(sound, lc_sound(text, sound)));
    s->skeleton = lc_skeleton_key(s->sound);
    s->bag = lc_letter_bag(s->sound);
    s->small_bag = lc_sound_bag(s->sound);
    s->pattern = lc_arena_alloc_raw(a, sizeof *s->pattern);
    s->pattern->word.data = NULL;
}

const lc_pattern *lc_asked_pattern(const lc_asked_spelling *s)
{
    if (!s->pattern->word.data) lc_pattern_init(s->pattern, s->sound);
    return s->pattern;
}

/* Tokens with the same sound stand side by side in the index: the first that is not before. */
static uint32_t first_with_sound(const lc_ix_view *v, lc_sv sound, uint32_t bag)
{
    uint32_t lo = v->sound_starts[sound.len], hi = v->sound_starts[sound.len + 1];
    uint32_t rank = lc_ix_rank(bag);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2, here = lc_ix_rank(v->bags[mid]);
        if (here < rank ||
            (here == rank && lc_sv_cmp(lc_ix_sound_of(v, &v->tokens[mid]), sound) < 0))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Forms of the list that have a word written like this. */
static uint32_t in_forms(const lc_ix_view *v, lc_sv text, lc_sv sound)
{
    uint32_t most = 0, end = v->sound_starts[sound.len + 1];
    for (uint32_t i = first_with_sound(v, sound, lc_sound_bag(sound)); i < end; i++) {
        const lc_ix_token *t = &v->tokens[i];
        if (!lc_sv_eq(lc_ix_sound_of(v, t), sound)) break;
        if (lc_sv_eq(lc_ix_text_of(v, t), text) && t->n_postings > most) most = t->n_postings;
    }
    return most;
}

float lc_asked_weight(const lc_ix_view *v, const lc_token *t, lc_sv sound)
{
    return lc_token_weight(t->cls, t->common, t->text[0].len, in_forms(v, t->text[0], sound),
                           v->n_forms);
}

void lc_asked_word_of(const lc_ix_view *v, lc_arena *a, const lc_token *t, bool person,
                      lc_asked_word *w)
{
    *w = (lc_asked_word){
        .token = t, .person = person, .n_spell = t->n_texts, .core = lc_class_is_core(t->cls)};
    lc_script script = lc_script_of(t->written);
    for (size_t k = 0; k < t->n_texts; k++) {
        fill_spelling(a, t->text[k], &w->spell[k]);
        w->spell[k].abjad = script == LC_SCRIPT_ARABIC || script == LC_SCRIPT_HEBREW;
    }
    w->weight = lc_asked_weight(v, t, w->spell[0].sound);
}

static lc_sv glue(lc_arena *a, lc_sv x, lc_sv y)
{
    char *out = lc_arena_alloc(a, x.len + y.len + 1);
    if (x.len) memcpy(out, x.data, x.len);
    if (y.len) memcpy(out + x.len, y.data, y.len);
    return lc_sv_make(out, x.len + y.len);
}

static void fill_joints(const lc_ix_view *v, lc_arena *a, lc_asked *q)
{
    q->joints = LC_NEW_N(a, lc_asked_joint, q->n);
    for (size_t i = 0; i + 1 < q->n; i++) {
        const lc_asked_word *x = &q->words[i], *y = &q->words[i + 1];
        if (x->token->cls == LC_TOKEN_LEGAL || y->token->cls == LC_TOKEN_LEGAL) continue;
        if (x->token->cls == LC_TOKEN_NUMBER || y->token->cls == LC_TOKEN_NUMBER) continue;
        if (x->spell[0].text.len + y->spell[0].text.len > LC_SOUND_MAX) continue;
        lc_token *t = LC_NEW(a, lc_token);
        *t = (lc_token){.number = -1, .common = -1, .n_texts = 1};
        t->text[0] = glue(a, x->spell[0].text, y->spell[0].text);
        lc_asked_joint *j = &q->joints[q->n_joints++];
        lc_asked_word_of(v, a, t, q->person, &j->word);
        j->word.core = true;
        j->word.weight = x->weight + y->weight;
        j->first = (uint32_t)i;
    }
}

static void fill_joined(lc_arena *a, lc_asked *q, bool any_core)
{
    lc_sv text = LC_SV_NONE;
    for (size_t i = 0; i < q->n; i++) {
        lc_token_class c = q->words[i].token->cls;
        if (any_core && (c == LC_TOKEN_LEGAL || c == LC_TOKEN_TITLE)) continue;
        text = glue(a, text, q->words[i].spell[0].text);
    }
    if (text.len > LC_SOUND_MAX) text.len = LC_SOUND_MAX; /* as in the index */
    fill_spelling(a, text, &q->joined);
}

static void fill_acronym(lc_arena *a, lc_asked *q)
{
    q->acronym_words = LC_NEW_N(a, lc_sv, q->n);
    for (size_t i = 0; i < q->n; i++)
        if (lc_class_is_name(q->words[i].token->cls))
            q->acronym_words[q->n_acronym_words++] = q->words[i].spell[0].text;
}

static size_t characters(lc_sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.data[i] & 0xC0) != 0x80;
    return n;
}

int lc_asked_of(const lc_ix_view *v, const lc_lexicon *lex, lc_arena *a, lc_sv name, bool person,
                lc_asked *out, licet_error *err)
{
    lc_asked q = {0};
    bool any_core = false;
    int rc = lc_tokens_of(lex, a, name, person, &q.tokens, err);
    if (rc) return rc;
    q.n = q.tokens.n;
    q.person = person;
    q.words = LC_NEW_N(a, lc_asked_word, q.n);
    for (size_t i = 0; i < q.n; i++) {
        lc_asked_word_of(v, a, &q.tokens.at[i], person, &q.words[i]);
        any_core |= q.words[i].core;
    }
    for (size_t i = 0; i < q.n; i++) {
        q.words[i].core |= !any_core;
        q.weight += q.words[i].weight;
        if (!q.words[i].core) q.weak_weight += q.words[i].weight;
        if (q.words[i].token->cls == LC_TOKEN_INITIAL) q.initials_weight += LC_INITIAL_COVERS;
    }
    size_t chars = characters(lc_sv_trim(name));
    q.cut_off = (chars == LC_FIELD_CHARS || chars + 1 == LC_FIELD_CHARS) &&
                q.words[q.n - 1].token->cls != LC_TOKEN_LEGAL; /* that is where names end */
    q.words[q.n - 1].last = q.cut_off;
    fill_joints(v, a, &q);
    fill_joined(a, &q, any_core);
    fill_acronym(a, &q);
    *out = q;
    return 0;
}
