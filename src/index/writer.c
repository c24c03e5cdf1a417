#include "index/writer.h"

#include <stdlib.h>

#include "codec/hash_tree.h"
#include "index/evidence.h"
#include "text/distance.h"
#include "text/parts.h"
#include "text/phonetic.h"

lc_index_writer *lc_index_writer_new(const lc_lexicon *lex)
{
    lc_index_writer *w = lc_xmalloc(sizeof *w);
    *w = (lc_index_writer){.lex = lex,
                           .arena = lc_arena_new(),
                           .scratch = lc_arena_new(),
                           .word_ids = lc_map_new(),
                           .form_ids = lc_map_new(),
                           .times_ids = lc_map_new()};
    return w;
}

void lc_index_writer_free(lc_index_writer *w)
{
    if (!w) return;
    lc_map_free(w->word_ids);
    lc_map_free(w->form_ids);
    lc_map_free(w->times_ids);
    lc_vec_done(&w->times);
    lc_vec_done(&w->versions);
    lc_vec_done(&w->names);
    lc_vec_done(&w->forms_of_names);
    lc_vec_done(&w->words);
    lc_vec_done(&w->forms);
    lc_vec_done(&w->form_words);
    lc_vec_done(&w->places);
    lc_vec_done(&w->idents);
    lc_vec_done(&w->folded);
    lc_buf_done(&w->text);
    lc_buf_done(&w->name_text);
    lc_arena_free(w->arena);
    lc_arena_free(w->scratch);
    free(w);
}

/* Words with the same letters are different tokens where they mean different things. */
static lc_sv word_key(lc_arena *a, lc_sv text, const lc_token *t)
{
    size_t n = text.len + 2 + sizeof(uint32_t) * t->n_meanings;
    char *key = lc_arena_alloc(a, n);
    memcpy(key, text.data, text.len);
    key[text.len] = 0;
    key[text.len + 1] = (char)t->cls;
    for (size_t i = 0; i < t->n_meanings; i++)
        memcpy(key + text.len + 2 + 4 * i, &t->meanings[i].concept, 4);
    return lc_sv_make(key, n);
}

static uint32_t word_of(lc_index_writer *w, lc_sv text, const lc_token *t)
{
    lc_sv key = word_key(w->scratch, text, t);
    uint32_t *found = lc_map_get(w->word_ids, key);
    if (found) return *found;
    char sound[LC_SOUND_MAX];
    size_t n = lc_sound(text, sound);
    uint32_t bag = lc_sound_bag(lc_sv_make(sound, n));
    lc_ix_word word = {.text = lc_arena_sv(w->arena, text),
                       .token = *t,
                       .sound = lc_arena_sv(w->arena, lc_sv_make(sound, n)),
                       .bag = bag,
                       .rank = lc_ix_rank(bag)};
    *lc_map_put(w->word_ids, lc_arena_sv(w->arena, key), NULL) = (uint32_t)w->words.len;
    lc_vec_push(&w->words, word);
    return (uint32_t)w->words.len - 1;
}

/* The form in which each token is spelt in its way number variant (or its last). */
static uint32_t form_of(lc_index_writer *w, const lc_tokens *name, size_t variant)
{
    uint32_t *words = LC_NEW_N(w->scratch, uint32_t, name->n);
    for (size_t i = 0; i < name->n; i++) {
        const lc_token *t = &name->at[i];
        words[i] = word_of(w, t->text[variant < t->n_texts ? variant : t->n_texts - 1U], t);
    }
    lc_sv key = lc_sv_make((const char *)words, sizeof *words * name->n);
    uint32_t *found = lc_map_get(w->form_ids, key);
    if (found) return *found;
    *lc_map_put(w->form_ids, lc_arena_sv(w->arena, key), NULL) = (uint32_t)w->forms.len;
    lc_vec_push(&w->forms, (lc_ix_made){(uint32_t)w->form_words.len, (uint32_t)name->n});
    for (size_t i = 0; i < name->n; i++) lc_vec_push(&w->form_words, words[i]);
    return (uint32_t)w->forms.len - 1;
}

static size_t variants_of(const lc_tokens *name)
{
    size_t most = 1;
    for (size_t i = 0; i < name->n; i++)
        if (name->at[i].n_texts > most) most = name->at[i].n_texts;
    return most;
}

static void add_forms(lc_index_writer *w, lc_ix_name n, const lc_tokens *tokens)
{
    size_t variants = variants_of(tokens);
    for (size_t v = 0; v < variants; v++) {
        lc_vec_push(&w->forms_of_names, form_of(w, tokens, v));
        lc_vec_push(&w->names, n);
        lc_vec_push(&w->folded,
                    (lc_ix_link){lc_ix_key(tokens->folded), (uint32_t)w->names.len - 1});
    }
}

/* A person's "LAST, First" in natural order, so that neighbours stand side by side. */
static lc_sv natural_order(lc_index_writer *w, lc_sv name)
{
    size_t comma = lc_sv_find(name, LC_SV(","), 0);
    if (comma == SIZE_MAX || lc_sv_find(name, LC_SV(","), comma + 1) != SIZE_MAX) return LC_SV_NONE;
    lc_sv first = lc_sv_trim(lc_sv_from(name, comma + 1));
    if (!first.len || comma == 0) return LC_SV_NONE;
    return lc_arena_printf(w->scratch, "%.*s %.*s", LC_SV_ARG(first), (int)comma, name.data);
}

static int add_name(lc_index_writer *w, const lc_entry *e, const lc_name *name, licet_error *err)
{
    lc_tokens tokens, other;
    bool person = e->type == LC_TYPE_PERSON;
    int rc = lc_tokens_of(w->lex, w->scratch, name->text, person, &tokens, err);
    if (rc == LICET_E_ARGUMENT) return 0; /* "---": no question can find it; the body keeps it */
    if (rc) return rc;
    lc_ix_name n = {.text = (uint32_t)w->name_text.len,
                    .text_bytes = (uint32_t)name->text.len & 0xFFFFFF,
                    .version = (uint32_t)w->versions.len - 1,
                    .kind = name->kind};
    if (w->name_text.len + name->text.len > UINT32_MAX)
        return lc_fail(err, LICET_E_LIMIT, "more names than one index file can hold");
    lc_buf_sv(&w->name_text, name->text);
    lc_sv natural = person ? natural_order(w, name->text) : LC_SV_NONE;
    if (natural.len && !lc_tokens_of(w->lex, w->scratch, natural, person, &other, NULL)) {
        other.folded = tokens.folded;
        tokens = other;
    }
    add_forms(w, n, &tokens);
    lc_sv part = person ? LC_SV_NONE : lc_name_unbracketed(w->scratch, name->text);
    if (part.len && !lc_tokens_of(w->lex, w->scratch, part, person, &other, NULL)) {
        other.folded = tokens.folded; /* only the whole is the same as the listed name */
        add_forms(w, n, &other);
    }
    return 0;
}

static void add_idents(lc_index_writer *w, const lc_entry *e)
{
    for (size_t i = 0; i < e->n_idents; i++) {
        const lc_ident *d = &e->idents[i];
        lc_sv key = lc_ident_key(w->scratch, d->number.len ? d->number : d->text);
        if (key.len)
            lc_vec_push(&w->idents, (lc_ix_link){lc_ix_key(key), (uint32_t)w->versions.len - 1});
    }
}

/* The entries come sorted by source, key and date: the first version of each is the oldest, and so
 * is the first of those still believed. */
static uint32_t first_flag(lc_index_writer *w, const lc_index_input *in)
{
    const lc_entry *e = in->entry;
    lc_sv id = lc_arena_printf(w->scratch, "%.*s\n%.*s", LC_SV_ARG(e->source), LC_SV_ARG(e->key));
    bool believed = in->known_to == 0, same = lc_sv_eq(id, w->last_entry);
    bool first = !same || (believed && !w->believed_seen);
    if (!same) w->last_entry = lc_arena_sv(w->arena, id);
    w->believed_seen = believed || (same && w->believed_seen);
    return first ? LC_IX_FIRST : 0U;
}

static uint32_t times_of(lc_index_writer *w, const lc_index_input *in)
{
    lc_ix_times t = {in->known_from, in->known_to, in->list_from, in->list_to};
    lc_sv key = lc_sv_make((const char *)&t, sizeof t);
    uint32_t *found = lc_map_get(w->times_ids, key);
    if (found) return *found;
    *lc_map_put(w->times_ids, lc_arena_sv(w->arena, key), NULL) = (uint32_t)w->times.len;
    lc_vec_push(&w->times, t);
    return (uint32_t)w->times.len - 1;
}

enum { TEXT_BITS = 40 };

int lc_index_writer_add(lc_index_writer *w, const lc_index_input *in, licet_error *err)
{
    const lc_entry *e = in->entry;
    lc_arena_reset(w->scratch);
    if (in->body.len > UINT32_MAX / 2)
        return lc_fail(err, LICET_E_LIMIT, "an entry of %zu bytes", in->body.len);
    if ((uint64_t)w->text.len >> TEXT_BITS)
        return lc_fail(err, LICET_E_LIMIT, "more entries than one index file can hold");
    lc_ix_version v = {.times = times_of(w, in),
                       .text = (uint32_t)w->text.len,
                       .text_high = (uint32_t)((uint64_t)w->text.len >> 32) & 0xFF,
                       .type = e->type & 0xFF,
                       .flags = ((in->since_oldest ? LC_IX_SINCE_OLDEST : 0U) |
                                 (e->address_only ? LC_IX_ADDRESS_ONLY : 0U) | first_flag(w, in)) &
                                0xFFFF,
                       .body_bytes = (uint32_t)in->body.len};
    lc_buf_sv(&w->text, in->body);
    size_t evidence = w->text.len;
    lc_evidence_write(e, &w->text);
    v.evidence_bytes = (uint32_t)(w->text.len - evidence);
    lc_vec_push(&w->versions, v);
    add_idents(w, e);
    if (e->address_only) { /* its name is a placeholder: "Address 01" */
        lc_vec_push(&w->places, (uint32_t)w->versions.len - 1);
        return 0;
    }
    int rc = 0;
    for (size_t i = 0; i < e->n_names && !rc; i++) rc = add_name(w, e, &e->names[i], err);
    return rc;
}

void lc_index_writer_parties(lc_index_writer *w, lc_sv parties)
{
    w->parties = parties;
}

int lc_index_writer_finish(lc_index_writer *w, lc_sv manifest, lc_buf *out, char out_hash[65],
                           licet_error *err)
{
    size_t at = out->len;
    int rc = lc_ix_lay_out(w, manifest, out, err);
    if (rc) return rc;
    lc_ix_header *h = (lc_ix_header *)(out->data + at);
    lc_tree_hash_of(lc_sv_from(lc_buf_view(out), at + LC_IX_HASHED_FROM), h->hash);
    lc_hex(h->hash, sizeof h->hash, out_hash);
    return 0;
}
