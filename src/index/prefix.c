#include "index/prefix.h"

#include <stdlib.h>

#include "base/vec.h"
#include "index/format.h"
#include "index/weight.h"
#include "text/fold.h"
#include "text/romanise.h"

typedef struct typed_word {
    lc_sv text;
    size_t first, n;   /* words of the index that begin with it, in by_text */
    uint64_t postings; /* of all of them */
    bool whole;        /* all of them carry names wherever they stand: postings leave nothing out */
} typed_word;

typedef struct found_form {
    uint32_t form;
    uint8_t rank; /* 0: begins with what was typed; 1: in order; 2: otherwise */
} found_form;

typedef struct finding {
    const lc_ix_view *view;
    lc_arena *arena;
    typed_word words[LC_PREFIX_WORDS];
    size_t n;
    LC_VEC(found_form) forms;
    size_t looked;
    bool more;
} finding;

/* ---- what was typed ---- */

static lc_sv as_spelt(lc_arena *a, lc_sv word)
{
    lc_sv form;
    size_t unread = 0, n = 0;
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] & 0x80) {
            if (!lc_romanise(a, word, &form, 1, &unread) || unread) return word;
            char *out = lc_arena_alloc(a, form.len + 1);
            for (size_t k = 0; k < form.len; k++)
                if (form.data[k] != ' ') out[n++] = form.data[k];
            return lc_sv_make(out, n);
        }
    return word;
}

static void look_up(const lc_ix_view *v, typed_word *w)
{
    w->n = lc_ix_beginning(v, w->text, &w->first);
    w->whole = true;
    for (size_t i = w->first; i < w->first + w->n; i++) {
        const lc_ix_token *t = &v->tokens[v->by_text[i]];
        w->postings += t->n_postings;
        w->whole &= lc_class_is_core((lc_token_class)t->cls);
    }
}

/* False: a word begins nothing in the index. */
static bool read_typed(finding *f, lc_sv typed)
{
    lc_sv rest = lc_fold(f->arena, typed);
    while (rest.data && f->n < LC_PREFIX_WORDS) {
        lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
        if (!word.len) continue;
        typed_word *w = &f->words[f->n++];
        *w = (typed_word){.text = as_spelt(f->arena, word)};
        look_up(f->view, w);
        if (!w->n) return false;
    }
    return f->n > 0;
}

/* ---- forms ---- */

static bool begins_with(const finding *f, uint32_t form, uint32_t k, size_t word)
{
    const lc_ix_view *v = f->view;
    uint32_t t = v->form_tokens[v->forms[form].tokens + k] & ~LC_IX_CORE;
    return lc_sv_starts(lc_ix_text_of(v, &v->tokens[t]), f->words[word].text);
}

/* Words from `word` on, each at another place; taken: a bit for each of the first 64 places. */
static bool all_placed(const finding *f, uint32_t form, size_t word, uint64_t taken, size_t *tries)
{
    uint32_t n = f->view->forms[form].n_tokens;
    if (word == f->n) return true;
    for (uint32_t k = 0; k < n && k < 64 && *tries; k++) {
        if (taken >> k & 1 || !begins_with(f, form, k, word)) continue;
        --*tries;
        if (all_placed(f, form, word + 1, taken | UINT64_C(1) << k, tries)) return true;
    }
    return false;
}

static bool in_order(const finding *f, uint32_t form)
{
    uint32_t k = 0, n = f->view->forms[form].n_tokens;
    for (size_t word = 0; word < f->n; word++, k++) {
        while (k < n && !begins_with(f, form, k, word)) k++;
        if (k == n) return false;
    }
    return true;
}

static bool known(const finding *f, uint32_t form)
{
    for (size_t i = 0; i < f->forms.len; i++)
        if (f->forms.at[i].form == form) return true;
    return false;
}

/* False: enough. */
static bool look_at(finding *f, uint32_t form)
{
    enum { TRIES = 1000 }; /* ways to place sixteen times the same letter */
    size_t tries = TRIES;
    if (f->forms.len == LC_PREFIX_FOUND || ++f->looked > LC_PREFIX_LOOKED) {
        f->more = true;
        return false;
    }
    bool ordered = in_order(f, form);
    if (!ordered && !all_placed(f, form, 0, 0, &tries)) return true;
    if (known(f, form)) return true;
    bool begins = ordered && begins_with(f, form, 0, 0);
    lc_vec_push(&f->forms, (found_form){form, begins ? 0 : ordered ? 1 : 2});
    return true;
}

/* The typed word with the fewest names decides which are looked at. */
static void find_forms(finding *f)
{
    const lc_ix_view *v = f->view;
    const typed_word *rarest = NULL;
    for (size_t i = 0; i < f->n; i++)
        if (f->words[i].whole && (!rarest || f->words[i].postings < rarest->postings))
            rarest = &f->words[i];
    for (uint32_t form = 0; !rarest && form < v->n_forms; form++)
        if (!look_at(f, form)) return;
    for (size_t i = 0; rarest && i < rarest->n; i++) {
        const lc_ix_token *t = &v->tokens[v->by_text[rarest->first + i]];
        for (uint32_t p = 0; p < t->n_postings; p++)
            if (!look_at(f, v->postings[t->postings + p])) return;
    }
}

/* ---- names ---- */

typedef struct ranked {
    lc_prefix_name name;
    uint8_t rank;
} ranked;

static int compare(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    if (x->name.name.len != y->name.name.len) return x->name.name.len < y->name.name.len ? -1 : 1;
    if (x->name.version != y->name.version) return x->name.version < y->name.version ? -1 : 1;
    return lc_sv_cmp(x->name.name, y->name.name);
}

static size_t take_names(const finding *f, const lc_index *x, const lc_prefix_params *p,
                         ranked **out)
{
    LC_VEC(ranked) all = {0};
    const lc_ix_view *v = f->view;
    for (size_t i = 0; i < f->forms.len; i++) {
        const lc_ix_form *form = &v->forms[f->forms.at[i].form];
        for (uint32_t k = 0; k < lc_ix_names_of(v, form); k++) {
            const lc_ix_name *n = &v->names[form->names + k];
            if (!lc_index_visible(x, n->version, p->as_of, p->known_at)) continue;
            lc_prefix_name name = {lc_ix_name_text(v, n), (lc_name_kind)n->kind, n->version};
            lc_vec_push(&all, (ranked){name, f->forms.at[i].rank});
        }
    }
    if (all.len > 1) qsort(all.at, all.len, sizeof *all.at, compare);
    *out = all.at;
    return all.len;
}

size_t lc_index_prefix(const lc_index *x, lc_arena *a, lc_sv typed, const lc_prefix_params *p,
                       lc_prefix_name **out, bool *out_more)
{
    finding f = {.view = lc_index_view(x), .arena = a};
    ranked *all = NULL;
    size_t n = 0, found = 0;
    if (lc_utf8_ok(typed, NULL) && read_typed(&f, typed)) {
        find_forms(&f);
        found = take_names(&f, x, p, &all);
    }
    *out = LC_NEW_N(a, lc_prefix_name, p->limit < found ? p->limit : found);
    for (size_t i = 0; i < found; i++) {
        bool again = false;
        for (size_t k = 0; k < n && !again; k++)
            again = (*out)[k].version == all[i].name.version &&
                    lc_sv_eq((*out)[k].name, all[i].name.name);
        if (again) continue;
        if (n == p->limit) {
            f.more = true;
            break;
        }
        (*out)[n++] = all[i].name;
    }
    if (out_more) *out_more = f.more;
    free(all);
    lc_vec_done(&f.forms);
    return n;
}
