#include "base/map.h"
#include "index/reader.h"
#include "index/weight.h"
#include "text/fold.h"

const lc_ix_view *lc_index_view(const lc_index *x)
{
    return &x->view;
}

const char *lc_index_hash(const lc_index *x)
{
    return x->hash;
}

lc_sv lc_index_manifest(const lc_index *x)
{
    return x->view.manifest;
}

lc_sv lc_index_parties(const lc_index *x)
{
    return x->view.parties;
}

uint32_t lc_index_versions(const lc_index *x)
{
    return x->view.n_versions;
}

uint32_t lc_index_names(const lc_index *x)
{
    return x->view.n_names;
}

lc_index_version lc_index_version_at(const lc_index *x, uint32_t version)
{
    const lc_ix_version *v = &x->view.versions[version];
    const lc_ix_times *t = &x->view.times[v->times];
    return (lc_index_version){.body = lc_ix_body_of(&x->view, v),
                              .list_from = t->list_from,
                              .list_to = t->list_to,
                              .known_from = t->known_from,
                              .known_to = t->known_to,
                              .since_oldest = v->flags & LC_IX_SINCE_OLDEST};
}

static bool known_then(const lc_ix_times *t, int64_t known_at)
{
    if (known_at == 0) return t->known_to == 0;
    return t->known_from <= known_at && (t->known_to == 0 || t->known_to > known_at);
}

bool lc_index_visible(const lc_index *x, uint32_t version, lc_date as_of, int64_t known_at)
{
    const lc_ix_version *v = &x->view.versions[version];
    if (as_of == LC_DATE_NONE && known_at == 0) return true;
    const lc_ix_times *t = &x->view.times[v->times];
    if (!known_then(t, known_at)) return false;
    if (as_of == LC_DATE_NONE) return true;
    if (t->list_to != LC_DATE_NONE && as_of >= t->list_to) return false;
    return as_of >= t->list_from || (v->flags & LC_IX_FIRST);
}

size_t lc_ix_find(const lc_ix_link *links, uint32_t n, uint32_t key, size_t *out_first)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (links[mid].key < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    *out_first = lo;
    while (hi < n && links[hi].key == key) hi++;
    return hi - lo;
}

uint32_t lc_ix_form_of(const lc_ix_view *v, uint32_t name)
{
    uint32_t lo = 0, hi = v->n_forms;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (v->forms[mid].names <= name)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

static lc_sv text_at(const lc_ix_view *v, size_t i)
{
    return lc_ix_text_of(v, &v->tokens[v->by_text[i]]);
}

static size_t first_not_before(const lc_ix_view *v, lc_sv text, bool behind)
{
    size_t lo = 0, hi = v->n_tokens;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        lc_sv t = text_at(v, mid);
        int c = lc_sv_cmp(t, text);
        if (c < 0 || (behind && lc_sv_starts(t, text)))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

size_t lc_ix_beginning(const lc_ix_view *v, lc_sv text, size_t *out_first)
{
    *out_first = first_not_before(v, text, false);
    return first_not_before(v, text, true) - *out_first;
}

void lc_ix_join(lc_ix_joiner *j, lc_sv text)
{
    size_t take = text.len < sizeof j->text - j->len ? text.len : sizeof j->text - j->len;
    if (take) memcpy(j->text + j->len, text.data, take);
    j->len += take;
}

static bool says_nothing(const lc_ix_token *t)
{
    return t->cls == LC_TOKEN_LEGAL || t->cls == LC_TOKEN_TITLE;
}

lc_sv lc_ix_joined_sound(const lc_ix_view *v, const lc_ix_form *f, char out[LC_SOUND_MAX])
{
    lc_ix_joiner j = {.len = 0};
    bool all = true;
    const uint32_t *tokens = v->form_tokens + f->tokens;
    for (uint32_t i = 0; i < f->n_tokens; i++)
        all &= !lc_class_is_core((lc_token_class)v->tokens[tokens[i] & ~LC_IX_CORE].cls);
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        const lc_ix_token *t = &v->tokens[tokens[i] & ~LC_IX_CORE];
        if (all || !says_nothing(t)) lc_ix_join(&j, lc_ix_text_of(v, t));
    }
    return lc_sv_make(out, lc_sound(lc_sv_make(j.text, j.len), out));
}

lc_ix_shape lc_ix_shape_of(const lc_ix_view *v, const lc_ix_form *f)
{
    lc_ix_shape s = {0};
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        const lc_ix_token *t = &v->tokens[v->form_tokens[f->tokens + i] & ~LC_IX_CORE];
        if (!lc_class_is_name((lc_token_class)t->cls) || !t->text_bytes) continue;
        lc_sv text = lc_ix_text_of(v, t);
        if (s.words == 0) s.first_word = text;
        if (s.words < LC_IX_ACRONYM_BYTES) s.letters[s.words] = text.data[0];
        s.words++;
    }
    return s;
}

uint32_t lc_ix_acronym_key(const lc_ix_shape *s)
{
    lc_sv w = s->first_word;
    if (s->words == 1 && w.len > 1 && w.len <= LC_IX_ACRONYM_BYTES)
        return lc_ix_two_letters(w.data[0], w.data[1]);
    if (s->words >= LC_IX_ACRONYM_LEAST && s->words <= LC_IX_ACRONYM_BYTES)
        return LC_IX_ACRONYM_NAMES + lc_ix_letter_number(w.data[0]);
    return LC_IX_ACRONYM_KEYS;
}

/* The value of a text member of canonical JSON, which has no blanks; sources and sub-lists need no
 * escapes. */
static bool body_says(lc_sv body, const char *member, lc_sv value)
{
    size_t at = lc_sv_find(body, lc_sv_of(member), 0);
    if (at == SIZE_MAX) return false;
    lc_sv rest = lc_sv_from(body, at + strlen(member));
    return lc_sv_starts(rest, value) && rest.len > value.len && rest.data[value.len] == '"';
}

bool lc_index_has_name(const lc_index *x, lc_sv source, lc_sv sublist, lc_sv folded_name,
                       lc_date as_of, int64_t known_at)
{
    const lc_ix_view *v = &x->view;
    size_t first, n = lc_ix_find(v->folded, v->n_folded, lc_ix_key(folded_name), &first);
    lc_arena *a = n ? lc_arena_new() : NULL;
    bool found = false;
    for (size_t i = first; i < first + n && !found; i++) {
        const lc_ix_name *name = &v->names[v->folded[i].to];
        lc_sv body = lc_index_version_at(x, name->version).body;
        found = lc_index_visible(x, name->version, as_of, known_at) &&
                body_says(body, "\"source\":\"", source) &&
                body_says(body, "\"sublist\":\"", sublist) &&
                lc_sv_eq(lc_fold(a, lc_ix_name_text(v, name)), folded_name);
    }
    lc_arena_free(a);
    return found;
}
