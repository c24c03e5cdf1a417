#include "match/similar.h"

#include "match/constants.h"

enum { MIN_CUT_LETTERS = 1, THIN_LETTERS = 6 };

int lc_sound_edits(size_t longer)
{
    return longer < 3 ? 0 : longer < 5 ? 1 : longer < 9 ? 2 : longer < 13 ? 3 : 4;
}

static const lc_similarity none = {0, LC_AGREE_NOT};

static float meaning_value(lc_sense_kind q, lc_sense_kind n)
{
    if (q == LC_KIND_LOOSE || n == LC_KIND_LOOSE) return LC_S_LOOSE;
    if (q == LC_KIND_TRANSLATION || n == LC_KIND_TRANSLATION) return LC_S_TRANSLATION;
    if (q == LC_KIND_SHORT || n == LC_KIND_SHORT) return LC_S_SHORT_FORM;
    if (q == LC_KIND_SYSTEM || n == LC_KIND_SYSTEM) return LC_S_SYSTEM;
    if (q == LC_KIND_GENDER || n == LC_KIND_GENDER) return LC_S_GENDER;
    return LC_S_MEANING;
}

static lc_similarity by_meaning(const lc_ix_view *v, const lc_token *q, const lc_ix_token *t)
{
    lc_similarity best = none;
    for (size_t i = 0; i < q->n_meanings; i++)
        for (size_t k = 0; k < t->n_meanings; k++) {
            const lc_ix_meaning *m = &v->meanings[t->meanings + k];
            if (m->concept != q->meanings[i].concept) continue;
            float s = meaning_value(q->meanings[i].kind, (lc_sense_kind)m->kind);
            if (s > best.s) best = (lc_similarity){s, LC_AGREE_MEANING};
        }
    return best;
}

static lc_similarity legal(const lc_ix_view *v, const lc_token *q, const lc_ix_token *t)
{
    lc_similarity same = by_meaning(v, q, t);
    if (same.s > 0) return (lc_similarity){1, LC_AGREE_MEANING};
    for (size_t i = 0; i < q->n_meanings; i++)
        for (size_t k = 0; k < t->n_meanings; k++)
            if (v->meanings[t->meanings + k].group == q->meanings[i].group)
                return (lc_similarity){LC_S_LEGAL_CLASS, LC_AGREE_LEGAL};
    return (lc_similarity){LC_S_LEGAL_OTHER, LC_AGREE_LEGAL};
}

static size_t longer_of(lc_sv a, lc_sv b)
{
    return a.len > b.len ? a.len : b.len;
}

/* Short words that sound alike are often others: vk and wk, tpk and tpc. */
static float sound_value(size_t letters)
{
    return letters > 4 ? LC_S_SOUND : letters == 4 ? LC_S_SOUND_FOUR : LC_S_SOUND_SHORT;
}

float lc_similar_spelling(bool person, int cost, size_t letters)
{
    float edits = (float)cost / (float)LC_EDIT_UNIT;
    return 1.0F - (person ? LC_S_EDIT_PERSON : LC_S_EDIT) * edits / (float)letters;
}

static lc_similarity by_letters(const lc_asked_spelling *q, bool person, lc_sv text, lc_sv sound,
                                uint32_t skeleton, const lc_measured *m)
{
    if (lc_sv_eq(q->text, text)) return (lc_similarity){1, LC_AGREE_SAME};
    size_t longer = longer_of(q->sound, sound);
    size_t gap = 2 * longer - q->sound.len - sound.len;
    bool bones = skeleton && skeleton == q->skeleton;
    int edits = lc_sound_edits(longer);
    if (gap > (size_t)edits && !bones) return none;
    int d = m ? m->distance : lc_osa(lc_asked_pattern(q), sound);
    if (d > edits && !(bones && 2 * (size_t)d <= longer)) return none;
    int edit_cost = m ? m->cost : lc_edit_cost(q->text, text);
    float cost = (float)edit_cost / (float)LC_EDIT_UNIT;
    size_t letters = longer_of(q->text, text);
    float s = lc_similar_spelling(person, edit_cost, letters);
    lc_similarity best = {s, LC_AGREE_SPELLING};
    float same_sound = d == 0 ? 1.0F - LC_S_SOUND_COST * cost / (float)letters : 0;
    if (same_sound > sound_value(letters)) same_sound = sound_value(letters);
    float same_bones = bones ? (q->abjad ? LC_S_BONES_ABJAD : LC_S_BONES) : 0;
    if (same_sound > best.s) best = (lc_similarity){same_sound, LC_AGREE_SOUND};
    if (same_bones > best.s) best = (lc_similarity){same_bones, LC_AGREE_SOUND};
    bool thin = d > 1 && longer < THIN_LETTERS; /* two edits of five sounds: Akiba, Ikeda */
    return best.s < (thin ? LC_SIMILAR_THIN : LC_SIMILAR_LEAST) ? none : best;
}

static lc_similarity cut_off(const lc_asked_word *q, lc_sv text)
{
    lc_sv begin = q->spell[0].text;
    bool is = q->last && begin.len >= MIN_CUT_LETTERS && begin.len < text.len &&
              lc_sv_starts(text, begin);
    return is ? (lc_similarity){LC_S_CUT, LC_AGREE_CUT} : none;
}

static lc_similarity better(lc_similarity a, lc_similarity b)
{
    return b.s > a.s ? b : a;
}

lc_similarity lc_word_similarity_measured(const lc_ix_view *v, const lc_asked_word *q,
                                          const lc_ix_token *t, const lc_measured *m)
{
    bool q_number = q->token->cls == LC_TOKEN_NUMBER, n_number = t->cls == LC_TOKEN_NUMBER;
    bool same_value = q->token->number >= 0 && q->token->number == t->number;
    if (q_number || n_number) {
        if (!q_number || !n_number) /* the word for it */
            return same_value ? (lc_similarity){LC_S_NUMBER_WORD, LC_AGREE_NUMBER} : none;
        bool same = same_value || lc_sv_eq(q->spell[0].text, lc_ix_text_of(v, t));
        return same ? (lc_similarity){1, LC_AGREE_NUMBER} : none;
    }
    bool q_legal = q->token->cls == LC_TOKEN_LEGAL, n_legal = t->cls == LC_TOKEN_LEGAL;
    if (q_legal && n_legal) return legal(v, q->token, t);
    lc_sv text = lc_ix_text_of(v, t), sound = lc_ix_sound_of(v, t);
    lc_similarity best = by_meaning(v, q->token, t);
    if (same_value && LC_S_NUMBER_WORD > best.s)
        best = (lc_similarity){LC_S_NUMBER_WORD, LC_AGREE_NUMBER};
    for (size_t k = 0; k < q->n_spell; k++)
        if (!m || m->spelling == k)
            best = better(best, by_letters(&q->spell[k], q->person, text, sound, t->skeleton, m));
    return better(best, cut_off(q, text));
}

lc_similarity lc_word_similarity(const lc_ix_view *v, const lc_asked_word *q, const lc_ix_token *t)
{
    return lc_word_similarity_measured(v, q, t, NULL);
}

lc_similarity lc_initial_similarity(const lc_ix_view *v, const lc_asked_word *q,
                                    const lc_ix_token *t)
{
    lc_sv text = lc_ix_text_of(v, t), asked = q->spell[0].text;
    bool q_initial = q->token->cls == LC_TOKEN_INITIAL, n_initial = t->cls == LC_TOKEN_INITIAL;
    if (q_initial == n_initial || !text.len || !asked.len || text.data[0] != asked.data[0])
        return none;
    if (t->cls == LC_TOKEN_LEGAL || q->token->cls == LC_TOKEN_LEGAL) return none;
    return (lc_similarity){LC_S_INITIAL, LC_AGREE_INITIAL};
}
