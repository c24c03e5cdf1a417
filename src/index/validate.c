#include "index/reader.h"
#include "index/weight.h"
#include "text/phonetic.h"

static bool within(uint64_t at, uint64_t n, uint64_t all)
{
    return at <= all && n <= all - at;
}

static bool weight_ok(float w)
{
    return w >= 0.0F && w < 1.0e6F; /* false for NaN, too */
}

static const char *versions(const lc_ix_view *v)
{
    for (uint32_t i = 0; i < v->n_versions; i++) {
        const lc_ix_version *r = &v->versions[i];
        uint64_t bytes = (uint64_t)r->body_bytes + r->evidence_bytes;
        if (!within(lc_ix_text_at(r), bytes, v->text.len) || r->times >= v->n_times ||
            r->type > LC_TYPE_AIRCRAFT)
            return "an entry lies outside the file";
    }
    for (uint32_t i = 0; i < v->n_places; i++)
        if (v->places[i] >= v->n_versions) return "an address has no entry";
    return NULL;
}

static const char *names(const lc_ix_view *v)
{
    for (uint32_t i = 0; i < v->n_names; i++) {
        const lc_ix_name *n = &v->names[i];
        if (!within(n->text, n->text_bytes, v->name_text.len) || n->version >= v->n_versions ||
            n->kind > LC_NAME_FORMER)
            return "a name lies outside the file";
    }
    return NULL;
}

static const char *forms(const lc_ix_view *v)
{
    uint64_t tokens = 0, names = 0; /* names: the least that the next form may begin with */
    for (uint32_t i = 0; i < v->n_forms; i++) {
        const lc_ix_form *f = &v->forms[i];
        if (f->tokens != tokens || !within(tokens, f->n_tokens, v->n_form_tokens) ||
            (i ? f->names < names : f->names != 0) || f->names >= v->n_names || !f->n_tokens ||
            f->n_tokens > 2 * LC_TOKENS_MAX || f->joined_bytes > LC_SOUND_MAX ||
            !weight_ok(f->weight))
            return "the words of a name lie outside the file";
        tokens += f->n_tokens;
        names = (uint64_t)f->names + 1;
    }
    for (uint32_t i = 0; i < v->n_form_tokens; i++)
        if ((v->form_tokens[i] & ~LC_IX_CORE) >= v->n_tokens) return "a name has an unknown word";
    return tokens == v->n_form_tokens && (v->n_forms || !v->n_names) ? NULL : "names have no words";
}

static bool token_ok(const lc_ix_view *v, const lc_ix_token *t, uint64_t postings)
{
    return within(t->text, (uint64_t)t->text_bytes + LC_IX_PAD, v->strings.len) &&
           within(t->sound, (uint64_t)t->sound_bytes + LC_IX_PAD, v->strings.len) &&
           t->sound_bytes <= LC_SOUND_MAX && t->cls < LC_TOKEN_CLASSES &&
           t->n_meanings <= LC_TOKEN_CONCEPTS &&
           within(t->meanings, t->n_meanings, v->n_meanings) && t->postings == postings &&
           within(postings, t->n_postings, v->n_postings) && weight_ok(t->weight);
}

static const char *tokens(lc_ix_view *v)
{
    uint64_t postings = 0, sounds = 0;
    for (uint32_t i = 0; i < v->n_tokens; i++) {
        const lc_ix_token *t = &v->tokens[i];
        if (!token_ok(v, t, postings) || t->sound != sounds) return "a word lies outside the file";
        if (i && v->tokens[i - 1].sound_bytes > t->sound_bytes) return "words are not in order";
        for (uint32_t k = 0; k < t->n_postings; k++) {
            uint32_t form = v->postings[t->postings + k];
            if (form >= v->n_forms || (k && v->postings[t->postings + k - 1] >= form))
                return "a word points to a name that is not there";
        }
        postings += t->n_postings;
        sounds += t->sound_bytes;
        v->sound_starts[t->sound_bytes + 1] = i + 1;
        if (t->weight > v->heaviest) v->heaviest = t->weight;
        if (!lc_class_is_core((lc_token_class)t->cls) && t->weight > v->heaviest_weak)
            v->heaviest_weak = t->weight;
    }
    for (uint32_t i = 0; i < v->n_meanings; i++)
        if (v->meanings[i].kind > LC_KIND_LOOSE) return "a meaning of an unknown kind";
    return postings == v->n_postings ? NULL : "words point to more names than there are";
}

/* starts[n + 1] is one past the last that has n letters, 0 if none has. */
static void fill_gaps(uint32_t starts[LC_SOUND_MAX + 2])
{
    for (size_t n = 1; n < LC_SOUND_MAX + 2; n++)
        if (starts[n] < starts[n - 1]) starts[n] = starts[n - 1];
}

static const char *acronyms(const lc_ix_view *v)
{
    for (uint32_t i = 0; i < v->n_acronyms; i++)
        if (v->acronyms[i] >= v->n_forms) return "an acronym is not there";
    for (uint32_t k = 0; k < LC_IX_ACRONYM_KEYS; k++)
        if (v->acronym_starts[k] > v->acronym_starts[k + 1]) return "acronyms are not in order";
    return v->acronym_starts[LC_IX_ACRONYM_KEYS] == v->n_acronyms ? NULL : "acronyms are missing";
}

/* The tables beside words and forms. */
static const char *orders(lc_ix_view *v)
{
    for (uint32_t i = 0; i < v->n_tokens; i++)
        if (v->by_text[i] >= v->n_tokens) return "a word is not there";
    for (uint32_t i = 0; i < v->n_forms; i++) {
        if (v->joined[i] >= v->n_forms) return "a name is not there";
        uint32_t n = v->forms[v->joined[i]].joined_bytes;
        if (i && v->forms[v->joined[i - 1]].joined_bytes > n) return "names are not in order";
        v->joined_starts[n + 1] = i + 1;
    }
    fill_gaps(v->sound_starts);
    fill_gaps(v->joined_starts);
    return NULL;
}

static bool links_ok(const lc_ix_link *l, uint32_t n, uint32_t all)
{
    for (uint32_t i = 0; i < n; i++)
        if (l[i].to >= all || (i && l[i - 1].key > l[i].key)) return false;
    return true;
}

static const char *links(const lc_ix_view *v)
{
    bool ok = links_ok(v->pairs, v->n_pairs, v->n_forms) &&
              links_ok(v->concepts, v->n_concepts, v->n_tokens) &&
              links_ok(v->skeletons, v->n_skeletons, v->n_tokens) &&
              links_ok(v->folded, v->n_folded, v->n_names) &&
              links_ok(v->idents, v->n_idents, v->n_versions);
    return ok ? NULL : "a link leads nowhere";
}

const char *lc_ix_validate(lc_ix_view *v)
{
    const char *what = versions(v);
    if (!what) what = names(v);
    if (!what) what = forms(v);
    if (!what) what = tokens(v);
    if (!what) what = orders(v);
    if (!what) what = acronyms(v);
    if (!what) what = links(v);
    return what;
}
