#include "match/mirror_in.h"

static bool within(uint64_t at, uint64_t n, uint64_t all)
{
    return at <= all && n <= all - at;
}

static bool string_ok(const lc_mi_view *v, uint64_t at, uint64_t n)
{
    return within(at, n + LC_IX_PAD, v->strings.len);
}

static bool below(const uint32_t *at, uint32_t n, uint32_t all)
{
    bool ok = true;
    for (uint32_t i = 0; i < n; i++) ok &= at[i] < all;
    return ok;
}

static bool links_ok(const lc_ix_link *l, uint32_t n, uint32_t all)
{
    for (uint32_t i = 0; i < n; i++)
        if (l[i].to >= all || (i && l[i - 1].key > l[i].key)) return false;
    return true;
}

/* starts[n + 1] is one past the last that has n letters, 0 if none has. */
static void fill_gaps(uint32_t starts[LC_SOUND_MAX + 2])
{
    for (size_t n = 1; n < LC_SOUND_MAX + 2; n++)
        if (starts[n] < starts[n - 1]) starts[n] = starts[n - 1];
}

static bool spells_ok(const lc_mi_view *v, const lc_mi_spell *at, uint32_t n,
                      uint32_t starts[LC_SOUND_MAX + 2])
{
    for (uint32_t i = 0; i < n; i++) {
        const lc_mi_spell *s = &at[i];
        if (!string_ok(v, s->text, s->text_bytes) || !string_ok(v, s->sound, s->sound_bytes) ||
            s->sound_bytes > LC_SOUND_MAX || (i && at[i - 1].sound_bytes > s->sound_bytes))
            return false;
        starts[s->sound_bytes + 1] = i + 1;
    }
    fill_gaps(starts);
    return true;
}

static const char *words(lc_mi_view *v)
{
    uint64_t postings = 0;
    if (!spells_ok(v, v->spells, v->n_spells, v->starts)) return "a spelling lies outside the file";
    for (uint32_t i = 0; i < v->n_spells; i++)
        if (v->spells[i].of >= v->n_words || v->spells[i].place >= LC_TOKEN_SPELLINGS)
            return "a spelling is of no word";
    for (uint32_t i = 0; i < v->n_words; i++) {
        const lc_mi_word *w = &v->words[i];
        if (!w->n_spell || w->n_spell > LC_TOKEN_SPELLINGS || w->n_meanings > LC_TOKEN_CONCEPTS ||
            !within(w->meanings, w->n_meanings, v->n_meanings) || w->cls >= LC_TOKEN_CLASSES ||
            w->common < -1 || w->common > 9 || w->postings != postings ||
            !within(postings, w->n_postings, v->n_postings) ||
            !below(w->spell, w->n_spell, v->n_spells))
            return "a word lies outside the file";
        postings += w->n_postings;
    }
    for (uint32_t i = 0; i < v->n_meanings; i++)
        if (v->meanings[i].kind > LC_KIND_LOOSE) return "a meaning of an unknown kind";
    if (postings != v->n_postings || !below(v->postings, v->n_postings, v->n_readings))
        return "a word points to a name that is not there";
    return NULL;
}

static const char *joints(lc_mi_view *v)
{
    uint32_t before = 0;
    if (!spells_ok(v, v->joints, v->n_joints, v->joint_starts))
        return "two words in one lie outside the file";
    for (uint32_t i = 0; i < v->n_joints; i++) {
        if (v->joints[i].of < before || v->joints[i].of > v->n_joint_places)
            return "two words in one are not in order";
        before = v->joints[i].of;
    }
    if (!below(v->joint_places, v->n_joint_places, v->n_readings)) return "a name is not there";
    for (uint32_t i = 0; i < v->n_reading_words; i++)
        if (v->reading_joints[i] != UINT32_MAX && v->reading_joints[i] >= v->n_joints)
            return "two words in one are not there";
    return NULL;
}

/* Nothing of one name reaches into the next. */
static bool last_joins_nothing(const lc_mi_view *v, const lc_mi_reading *r)
{
    return v->reading_joints[r->words + r->n_words - 1] == UINT32_MAX;
}

static const char *readings(lc_mi_view *v)
{
    uint64_t words = 0;
    uint32_t customers = 0;
    for (uint32_t i = 0; i < v->n_readings; i++) {
        const lc_mi_reading *r = &v->readings[i];
        if (!r->n_words || r->n_words > LC_TOKENS_MAX || r->words != words ||
            !within(words, r->n_words, v->n_reading_words) || !last_joins_nothing(v, r) ||
            !string_ok(v, r->text, r->text_bytes) || !string_ok(v, r->joined, r->joined_bytes) ||
            r->joined_bytes > LC_SOUND_MAX || r->customers < customers ||
            r->customers > v->n_customers)
            return "a name lies outside the file";
        words += r->n_words;
        customers = r->customers;
    }
    for (uint32_t i = 0; i < v->n_reading_words; i++)
        if ((v->reading_words[i] & ~LC_IX_CORE) >= v->n_words) return "a name has an unknown word";
    if (words != v->n_reading_words || !below(v->customers, v->n_customers, v->header->customers))
        return "a name is of no customer";
    return NULL;
}

static const char *orders(lc_mi_view *v)
{
    for (uint32_t i = 0; i < v->n_readings; i++) {
        if (v->joined[i] >= v->n_readings) return "a name is not there";
        uint8_t n = v->readings[v->joined[i]].joined_bytes;
        if (i && v->readings[v->joined[i - 1]].joined_bytes > n) return "names are not in order";
        v->joined_starts[n + 1] = i + 1;
    }
    fill_gaps(v->joined_starts);
    if (!below(v->acronyms, v->n_acronyms, v->n_readings)) return "an acronym is not there";
    for (uint32_t k = 0; k < 2 * LC_IX_LETTERS; k++)
        if (v->acronym_starts[k] > v->acronym_starts[k + 1]) return "acronyms are not in order";
    if (v->acronym_starts[2 * LC_IX_LETTERS] != v->n_acronyms) return "acronyms are missing";
    for (uint32_t i = 0; i < v->n_places; i++)
        if (v->places[i].customer >= v->header->customers ||
            !string_ok(v, v->places[i].text, v->places[i].bytes))
            return "an address lies outside the file";
    return NULL;
}

static const char *links(const lc_mi_view *v)
{
    uint32_t customers = v->header->customers;
    bool ok =
        links_ok(v->skeletons, v->n_skeletons, v->n_words) &&
        links_ok(v->joint_skeletons, v->n_joint_skeletons, v->n_joints) &&
        links_ok(v->concepts, v->n_concepts, v->n_words) &&
        links_ok(v->cut, v->n_cut, v->n_words) && links_ok(v->exact, v->n_exact, v->n_words) &&
        links_ok(v->folded, v->n_folded, customers) && links_ok(v->idents, v->n_idents, customers);
    return ok ? NULL : "a link leads nowhere";
}

const char *lc_mi_validate(lc_mi_view *v)
{
    const char *what = words(v);
    if (!what) what = joints(v);
    if (!what) what = readings(v);
    if (!what) what = orders(v);
    if (!what) what = links(v);
    return what;
}
