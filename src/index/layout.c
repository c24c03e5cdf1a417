#include <stdlib.h>

#include "index/weight.h"
#include "index/writer.h"
#include "text/distance.h"
#include "text/phonetic.h"

enum { JOINED_MAX = LC_SOUND_MAX };

typedef LC_VEC(lc_ix_block) lc_block_vec;

/* Everything that is made from what was gathered, before it is written. */
typedef struct layout {
    struct lc_index_writer *w;
    uint32_t *order, *rank; /* token -> word, word -> token */
    LC_VEC(lc_ix_token) tokens;
    LC_VEC(lc_ix_form) forms;
    LC_VEC(lc_ix_meaning) meanings;
    lc_block_vec blocks, joined_blocks;
    lc_u32_vec form_tokens, postings;
    lc_u32_vec acronyms, acronym_starts, acronym_keys;
    lc_u32_vec bags, by_text, bags_of_forms, joined, joined_bags;
    lc_link_vec pairs, concepts, skeletons;
    lc_buf strings;
} layout;

/* ---- sorting ---- */

static int compare_u64(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_links(const void *a, const void *b)
{
    const lc_ix_link *x = a, *y = b;
    int c = compare_u64(x->key, y->key);
    return c ? c : compare_u64(x->to, y->to);
}

/* Sorted, and none twice. */
static void sort_links(lc_link_vec *v)
{
    size_t n = 0;
    if (v->len) qsort(v->at, v->len, sizeof *v->at, compare_links);
    for (size_t i = 0; i < v->len; i++)
        if (n == 0 || compare_links(&v->at[n - 1], &v->at[i]) != 0) v->at[n++] = v->at[i];
    v->len = n;
}

static int compare_words(const void *a, const void *b, void *ctx)
{
    const struct lc_index_writer *w = ctx;
    const lc_ix_word *x = &w->words.at[*(const uint32_t *)a],
                     *y = &w->words.at[*(const uint32_t *)b];
    int c = compare_u64(x->sound.len, y->sound.len);
    if (!c) c = compare_u64(x->rank, y->rank);
    if (!c) c = lc_sv_cmp(x->sound, y->sound);
    if (!c) c = lc_sv_cmp(x->text, y->text);
    if (!c) c = compare_u64(x->token.cls, y->token.cls);
    if (!c) c = compare_u64(x->token.n_meanings, y->token.n_meanings);
    for (size_t i = 0; i < x->token.n_meanings && !c; i++)
        c = compare_u64(x->token.meanings[i].concept, y->token.meanings[i].concept);
    return c;
}

static int compare_names(const void *a, const void *b, void *ctx)
{
    const struct lc_index_writer *w = ctx;
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    const lc_ix_name *x = &w->names.at[p], *y = &w->names.at[q];
    int c = compare_u64(w->forms_of_names.at[p], w->forms_of_names.at[q]);
    if (!c) c = compare_u64(x->version, y->version);
    return c ? c : compare_u64(x->text, y->text);
}

/* ---- tokens ---- */

static uint32_t put_string(layout *x, lc_sv s)
{
    uint32_t at = (uint32_t)x->strings.len;
    lc_buf_sv(&x->strings, s);
    return at;
}

static void count_forms(layout *x)
{
    struct lc_index_writer *w = x->w;
    for (size_t f = 0; f < w->forms.len; f++) {
        const lc_ix_made *m = &w->forms.at[f];
        const uint32_t *words = w->form_words.at + m->words;
        for (size_t i = 0; i < m->n_words; i++) {
            bool again = false;
            for (size_t j = 0; j < i && !again; j++) again = words[j] == words[i];
            if (!again) w->words.at[words[i]].in_forms++;
        }
    }
}

static void put_in_block(lc_block_vec *blocks, size_t id, uint32_t bag)
{
    if (id % LC_IX_BLOCK == 0) lc_vec_push(blocks, (lc_ix_block){~UINT32_C(0), 0});
    blocks->at[id / LC_IX_BLOCK].all &= bag;
    blocks->at[id / LC_IX_BLOCK].any |= bag;
}

static void make_token(layout *x, const lc_ix_word *word, uint32_t id)
{
    const lc_token *t = &word->token;
    lc_ix_token k = {.text_bytes = (uint16_t)word->text.len,
                     .sound_bytes = (uint8_t)word->sound.len,
                     .cls = (uint8_t)t->cls & 31,
                     .n_meanings = t->n_meanings & 7,
                     .meanings = (uint32_t)x->meanings.len,
                     .number = t->number,
                     .skeleton = lc_skeleton_key(word->sound)};
    k.sound = put_string(x, word->sound);
    k.weight = lc_token_weight(t->cls, t->common, word->text.len, word->in_forms,
                               (uint32_t)x->w->forms.len);
    for (size_t i = 0; i < t->n_meanings; i++) {
        const lc_meaning *m = &t->meanings[i];
        lc_vec_push(&x->meanings, (lc_ix_meaning){m->concept, m->group, m->kind});
        lc_vec_push(&x->concepts, (lc_ix_link){m->concept, id});
    }
    if (t->number >= 0) lc_vec_push(&x->concepts, (lc_ix_link){lc_ix_number_key(t->number), id});
    if (k.skeleton) lc_vec_push(&x->skeletons, (lc_ix_link){k.skeleton, id});
    lc_vec_push(&x->tokens, k);
    lc_vec_push(&x->bags, word->bag);
    put_in_block(&x->blocks, id, word->bag);
}

static void make_tokens(layout *x)
{
    struct lc_index_writer *w = x->w;
    uint32_t n = (uint32_t)w->words.len;
    x->order = lc_xmalloc(sizeof *x->order * (n + 1));
    x->rank = lc_xmalloc(sizeof *x->rank * (n + 1));
    for (uint32_t i = 0; i < n; i++) x->order[i] = i;
    if (n) qsort_r(x->order, n, sizeof *x->order, compare_words, w);
    count_forms(x);
    for (uint32_t i = 0; i < n; i++) {
        x->rank[x->order[i]] = i;
        make_token(x, &w->words.at[x->order[i]], i);
    }
    for (uint32_t i = 0; i < n; i++)
        x->tokens.at[i].text = put_string(x, w->words.at[x->order[i]].text);
    sort_links(&x->concepts);
    sort_links(&x->skeletons);
}

static int compare_texts(const void *a, const void *b, void *ctx)
{
    const layout *x = ctx;
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    int c = lc_sv_cmp(x->w->words.at[x->order[p]].text, x->w->words.at[x->order[q]].text);
    return c ? c : compare_u64(p, q);
}

static void sort_texts(layout *x)
{
    for (uint32_t t = 0; t < x->tokens.len; t++) lc_vec_push(&x->by_text, t);
    if (x->by_text.len)
        qsort_r(x->by_text.at, x->by_text.len, sizeof *x->by_text.at, compare_texts, x);
}

/* ---- forms ---- */

static lc_sv text_of(const layout *x, uint32_t token)
{
    return x->w->words.at[x->order[token]].text;
}

static void add_pairs(layout *x, const uint32_t *tokens, size_t n, uint32_t form)
{
    char text[2 * LC_SOUND_MAX], sound[LC_SOUND_MAX];
    for (size_t i = 0; i + 1 < n; i++) {
        uint32_t a = tokens[i] & ~LC_IX_CORE, b = tokens[i + 1] & ~LC_IX_CORE;
        lc_sv ta = text_of(x, a), tb = text_of(x, b);
        if (x->tokens.at[a].cls == LC_TOKEN_LEGAL || x->tokens.at[b].cls == LC_TOKEN_LEGAL)
            continue;
        if (ta.len + tb.len > LC_SOUND_MAX) continue; /* match/join.c has the same limit */
        memcpy(text, ta.data, ta.len);
        memcpy(text + ta.len, tb.data, tb.len);
        size_t len = lc_sound(lc_sv_make(text, ta.len + tb.len), sound);
        lc_vec_push(&x->pairs, (lc_ix_link){lc_ix_key(lc_sv_make(sound, len)), form});
    }
}

/* As much as lc_ix_joined_sound looks at. */
static lc_ix_view view_of(const layout *x)
{
    return (lc_ix_view){.strings = lc_buf_view(&x->strings),
                        .tokens = x->tokens.at,
                        .form_tokens = x->form_tokens.at};
}

static void make_form(layout *x, uint32_t id)
{
    const lc_ix_made *m = &x->w->forms.at[id];
    lc_ix_form f = {.tokens = (uint32_t)x->form_tokens.len, .n_tokens = (uint16_t)m->n_words};
    bool any_core = false;
    double weight = 0;
    for (size_t i = 0; i < m->n_words; i++) {
        const lc_ix_token *t = &x->tokens.at[x->rank[x->w->form_words.at[m->words + i]]];
        any_core |= lc_class_is_core(t->cls);
        weight += t->weight;
        if (t->text_bytes && lc_class_is_name(t->cls))
            f.first_letters |= lc_ix_letter(x->strings.data[t->text]);
    }
    for (size_t i = 0; i < m->n_words; i++) {
        uint32_t token = x->rank[x->w->form_words.at[m->words + i]];
        bool core = !any_core || lc_class_is_core(x->tokens.at[token].cls);
        lc_vec_push(&x->form_tokens, core ? token | LC_IX_CORE : token);
    }
    f.weight = (float)weight;
    const uint32_t *tokens = x->form_tokens.at + f.tokens;
    char sound[LC_SOUND_MAX];
    lc_ix_view made = view_of(x);
    lc_sv joined = lc_ix_joined_sound(&made, &f, sound);
    f.joined_bytes = (uint16_t)joined.len;
    lc_vec_push(&x->bags_of_forms, lc_sound_bag(joined));
    add_pairs(x, tokens, f.n_tokens, id);
    lc_ix_shape shape = lc_ix_shape_of(&made, &f);
    lc_vec_push(&x->acronym_keys, lc_ix_acronym_key(&shape));
    lc_vec_push(&x->forms, f);
}

static int compare_keys(const void *a, const void *b)
{
    return compare_u64(*(const uint64_t *)a, *(const uint64_t *)b);
}

/* Forms by the length of their joined sound, then by its letters. */
static void make_joined(layout *x)
{
    uint32_t next[LC_SOUND_MAX + 2] = {0};
    size_t n = x->forms.len;
    for (size_t f = 0; f < n; f++) next[x->forms.at[f].joined_bytes + 1]++;
    for (size_t i = 1; i < LC_SOUND_MAX + 2; i++) next[i] += next[i - 1];
    uint64_t *keys = lc_xmalloc(sizeof *keys * (n + 1));
    for (size_t f = 0; f < n; f++)
        keys[next[x->forms.at[f].joined_bytes]++] =
            (uint64_t)lc_ix_rank(x->bags_of_forms.at[f]) << 32 | f;
    for (size_t i = 0, from = 0; i <= LC_SOUND_MAX; from = next[i++])
        if (next[i] > from) qsort(keys + from, next[i] - from, sizeof *keys, compare_keys);
    for (size_t i = 0; i < n; i++) {
        uint32_t form = (uint32_t)keys[i], bag = x->bags_of_forms.at[form];
        lc_vec_push(&x->joined, form);
        lc_vec_push(&x->joined_bags, bag);
        put_in_block(&x->joined_blocks, i, bag);
    }
    free(keys);
}

static void make_acronyms(layout *x)
{
    uint32_t next[LC_IX_ACRONYM_KEYS + 2] = {0};
    for (size_t f = 0; f < x->forms.len; f++) next[x->acronym_keys.at[f] + 1]++;
    for (size_t i = 1; i < LC_IX_ACRONYM_KEYS + 2; i++) next[i] += next[i - 1];
    for (size_t i = 0; i <= LC_IX_ACRONYM_KEYS; i++) lc_vec_push(&x->acronym_starts, next[i]);
    lc_vec_reserve(&x->acronyms, x->forms.len + 1);
    x->acronyms.len = next[LC_IX_ACRONYM_KEYS];
    for (size_t f = 0; f < x->forms.len; f++)
        if (x->acronym_keys.at[f] < LC_IX_ACRONYM_KEYS)
            x->acronyms.at[next[x->acronym_keys.at[f]]++] = (uint32_t)f;
}

static bool seen_before(const uint32_t *tokens, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (tokens[j] == tokens[i]) return true;
    return false;
}

static void each_posting(layout *x, uint32_t *next)
{
    for (size_t f = 0; f < x->forms.len; f++) {
        const uint32_t *tokens = x->form_tokens.at + x->forms.at[f].tokens;
        for (size_t i = 0; i < x->forms.at[f].n_tokens; i++) {
            if (!(tokens[i] & LC_IX_CORE) || seen_before(tokens, i)) continue;
            lc_ix_token *t = &x->tokens.at[tokens[i] & ~LC_IX_CORE];
            if (next)
                x->postings.at[next[tokens[i] & ~LC_IX_CORE]++] = (uint32_t)f;
            else
                t->n_postings++;
        }
    }
}

static void make_postings(layout *x)
{
    each_posting(x, NULL);
    uint32_t *next = lc_xmalloc(sizeof *next * (x->tokens.len + 1)), at = 0;
    for (size_t i = 0; i < x->tokens.len; i++) {
        x->tokens.at[i].postings = next[i] = at;
        at += x->tokens.at[i].n_postings;
    }
    lc_vec_reserve(&x->postings, at);
    x->postings.len = at;
    each_posting(x, next);
    free(next);
}

/* Names by form, so that each form's stand side by side; links to names follow. */
static void sort_names(struct lc_index_writer *w, layout *x)
{
    uint32_t n = (uint32_t)w->names.len;
    if (!n || !x->forms.at) return;
    uint32_t *order = lc_xmalloc(sizeof *order * (n + 1)),
             *rank = lc_xmalloc(sizeof *rank * (n + 1));
    lc_ix_name *sorted = lc_xmalloc(sizeof *sorted * (n + 1));
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    if (n) qsort_r(order, n, sizeof *order, compare_names, w);
    for (uint32_t i = 0; i < n; i++) {
        rank[order[i]] = i;
        sorted[i] = w->names.at[order[i]];
        uint32_t form = w->forms_of_names.at[order[i]];
        if (i == 0 || form != w->forms_of_names.at[order[i - 1]]) x->forms.at[form].names = i;
    }
    if (n) memcpy(w->names.at, sorted, sizeof *sorted * n);
    for (size_t i = 0; i < w->folded.len; i++) w->folded.at[i].to = rank[w->folded.at[i].to];
    free(order);
    free(rank);
    free(sorted);
}

/* ---- bytes ---- */

typedef struct part {
    const void *data;
    size_t records;
} part;

static int write_parts(const struct lc_index_writer *w, const part parts[LC_IX_SECTIONS],
                       lc_buf *out, licet_error *err)
{
    static const char zeros[8];
    lc_ix_range ranges[LC_IX_SECTIONS];
    lc_ix_header h = {.version = LC_IX_VERSION,
                      .sections = LC_IX_SECTIONS,
                      .versions = (uint32_t)w->versions.len,
                      .names = (uint32_t)w->names.len};
    uint64_t at = sizeof h + sizeof ranges;
    for (int s = 0; s < LC_IX_SECTIONS; s++) {
        ranges[s] = (lc_ix_range){at, parts[s].records * lc_ix_record_bytes(s)};
        if (parts[s].records > UINT32_MAX - 1 && s != LC_IX_TEXT)
            return lc_fail(err, LICET_E_LIMIT, "more names than one index file can hold");
        at += (ranges[s].bytes + 7) & ~UINT64_C(7);
    }
    h.file_bytes = at;
    memcpy(h.magic, LC_IX_MAGIC, sizeof h.magic);
    memcpy(h.lexicon, lc_lexicon_hash(w->lex), sizeof h.lexicon);
    lc_buf_reserve(out, at);
    lc_buf_put(out, &h, sizeof h);
    lc_buf_put(out, ranges, sizeof ranges);
    for (int s = 0; s < LC_IX_SECTIONS; s++) {
        if (ranges[s].bytes) lc_buf_put(out, parts[s].data, ranges[s].bytes);
        lc_buf_put(out, zeros, (8 - ranges[s].bytes % 8) % 8);
    }
    return 0;
}

static void layout_done(layout *x)
{
    free(x->order);
    free(x->rank);
    lc_vec_done(&x->tokens);
    lc_vec_done(&x->forms);
    lc_vec_done(&x->meanings);
    lc_vec_done(&x->blocks);
    lc_vec_done(&x->joined_blocks);
    lc_vec_done(&x->acronyms);
    lc_vec_done(&x->acronym_starts);
    lc_vec_done(&x->acronym_keys);
    lc_vec_done(&x->bags);
    lc_vec_done(&x->by_text);
    lc_vec_done(&x->bags_of_forms);
    lc_vec_done(&x->joined);
    lc_vec_done(&x->joined_bags);
    lc_vec_done(&x->form_tokens);
    lc_vec_done(&x->postings);
    lc_vec_done(&x->pairs);
    lc_vec_done(&x->concepts);
    lc_vec_done(&x->skeletons);
    lc_buf_done(&x->strings);
}

int lc_ix_lay_out(struct lc_index_writer *w, lc_sv manifest, lc_buf *out, licet_error *err)
{
    layout x = {.w = w};
    make_tokens(&x);
    for (uint32_t f = 0; f < w->forms.len; f++) make_form(&x, f);
    lc_buf_put(&x.strings, (const char[LC_IX_PAD]){0}, LC_IX_PAD);
    sort_texts(&x);
    make_joined(&x);
    make_acronyms(&x);
    make_postings(&x);
    sort_names(w, &x);
    sort_links(&x.pairs);
    sort_links(&w->folded);
    sort_links(&w->idents);
    const part parts[LC_IX_SECTIONS] = {
        [LC_IX_MANIFEST] = {manifest.data, manifest.len},
        [LC_IX_PARTIES] = {w->parties.data, w->parties.len},
        [LC_IX_TIMES] = {w->times.at, w->times.len},
        [LC_IX_VERSIONS] = {w->versions.at, w->versions.len},
        [LC_IX_TEXT] = {w->text.data, w->text.len},
        [LC_IX_NAME_TEXT] = {w->name_text.data, w->name_text.len},
        [LC_IX_NAMES] = {w->names.at, w->names.len},
        [LC_IX_FORMS] = {x.forms.at, x.forms.len},
        [LC_IX_JOINED] = {x.joined.at, x.joined.len},
        [LC_IX_JOINED_BAGS] = {x.joined_bags.at, x.joined_bags.len},
        [LC_IX_JOINED_BLOCKS] = {x.joined_blocks.at, x.joined_blocks.len},
        [LC_IX_ACRONYMS] = {x.acronyms.at, x.acronyms.len},
        [LC_IX_ACRONYM_STARTS] = {x.acronym_starts.at, x.acronym_starts.len},
        [LC_IX_FORM_TOKENS] = {x.form_tokens.at, x.form_tokens.len},
        [LC_IX_TOKENS] = {x.tokens.at, x.tokens.len},
        [LC_IX_BY_TEXT] = {x.by_text.at, x.by_text.len},
        [LC_IX_BAGS] = {x.bags.at, x.bags.len},
        [LC_IX_BLOCKS] = {x.blocks.at, x.blocks.len},
        [LC_IX_MEANINGS] = {x.meanings.at, x.meanings.len},
        [LC_IX_POSTINGS] = {x.postings.at, x.postings.len},
        [LC_IX_STRINGS] = {x.strings.data, x.strings.len},
        [LC_IX_PAIRS] = {x.pairs.at, x.pairs.len},
        [LC_IX_CONCEPTS] = {x.concepts.at, x.concepts.len},
        [LC_IX_SKELETONS] = {x.skeletons.at, x.skeletons.len},
        [LC_IX_FOLDED] = {w->folded.at, w->folded.len},
        [LC_IX_IDENTS] = {w->idents.at, w->idents.len},
        [LC_IX_PLACES] = {w->places.at, w->places.len},
    };
    int rc = x.strings.len > UINT32_MAX
                 ? lc_fail(err, LICET_E_LIMIT, "more names than one index file can hold")
                 : write_parts(w, parts, out, err);
    layout_done(&x);
    return rc;
}
