#include "index/look.h"

#include "index/format.h"

enum { PART_LINES = 4096 };

static const char *const section_names[LC_IX_SECTIONS] = {
    [LC_IX_MANIFEST] = "manifest",
    [LC_IX_PARTIES] = "parties",
    [LC_IX_TIMES] = "times",
    [LC_IX_VERSIONS] = "versions",
    [LC_IX_TEXT] = "text",
    [LC_IX_NAME_TEXT] = "name_text",
    [LC_IX_NAMES] = "names",
    [LC_IX_FORMS] = "forms",
    [LC_IX_JOINED] = "joined",
    [LC_IX_JOINED_BAGS] = "joined_bags",
    [LC_IX_JOINED_BLOCKS] = "joined_blocks",
    [LC_IX_ACRONYMS] = "acronyms",
    [LC_IX_ACRONYM_STARTS] = "acronym_starts",
    [LC_IX_FORM_TOKENS] = "form_tokens",
    [LC_IX_TOKENS] = "tokens",
    [LC_IX_BY_TEXT] = "by_text",
    [LC_IX_BAGS] = "bags",
    [LC_IX_BLOCKS] = "blocks",
    [LC_IX_MEANINGS] = "meanings",
    [LC_IX_POSTINGS] = "postings",
    [LC_IX_STRINGS] = "strings",
    [LC_IX_PAIRS] = "pairs",
    [LC_IX_CONCEPTS] = "concepts",
    [LC_IX_SKELETONS] = "skeletons",
    [LC_IX_FOLDED] = "folded",
    [LC_IX_IDENTS] = "idents",
    [LC_IX_PLACES] = "places",
};

static bool searched(int section)
{
    switch ((lc_ix_section)section) {
    case LC_IX_MANIFEST:
    case LC_IX_PARTIES:
    case LC_IX_TIMES:
    case LC_IX_VERSIONS:
    case LC_IX_TEXT:
    case LC_IX_NAME_TEXT: return false;
    default: return true;
    }
}

/* Keeps the words with the longest postings, by insertion. */
static void note_word(lc_index_stats *out, lc_sv word, uint32_t forms)
{
    size_t at = out->n_longest;
    if (at == LC_INDEX_LONGEST && out->longest[at - 1].forms >= forms) return;
    if (at == LC_INDEX_LONGEST) at--;
    for (; at && out->longest[at - 1].forms < forms; at--) out->longest[at] = out->longest[at - 1];
    out->longest[at].word = word;
    out->longest[at].forms = forms;
    if (out->n_longest < LC_INDEX_LONGEST) out->n_longest++;
}

void lc_index_stats_of(const lc_index *x, lc_arena *a, lc_index_stats *out)
{
    const lc_ix_view *v = lc_index_view(x);
    const lc_ix_range *r = (const lc_ix_range *)(v->header + 1);
    *out = (lc_index_stats){.file_bytes = v->header->file_bytes,
                            .versions = v->n_versions,
                            .names = v->n_names,
                            .forms = v->n_forms,
                            .words = v->n_tokens,
                            .n_sections = LC_IX_SECTIONS};
    out->sections = LC_NEW_N(a, lc_index_section, LC_IX_SECTIONS);
    for (int s = 0; s < LC_IX_SECTIONS; s++) {
        out->sections[s] =
            (lc_index_section){section_names[s], r[s].bytes,
                               r[s].bytes / lc_ix_record_bytes((lc_ix_section)s), searched(s)};
        if (searched(s)) out->searched_bytes += r[s].bytes;
    }
    for (uint32_t t = 0; t < v->n_tokens; t++)
        note_word(out, lc_ix_text_of(v, &v->tokens[t]), v->tokens[t].n_postings);
}

/* ---- as text ---- */

static void dump_word(const lc_ix_view *v, uint32_t i, lc_buf *out)
{
    const lc_ix_token *t = &v->tokens[i];
    lc_buf_printf(out, "word\t%u\t%.*s\t%.*s\t%s\t%.4f\t%u\n", i, LC_SV_ARG(lc_ix_text_of(v, t)),
                  LC_SV_ARG(lc_ix_sound_of(v, t)), lc_token_class_word((lc_token_class)t->cls),
                  (double)t->weight, t->n_postings);
}

/* Names as they are listed may hold anything: a tab or a line end would break the line. */
static void put_listed(lc_sv text, lc_buf *out)
{
    for (size_t i = 0; i < text.len; i++)
        lc_buf_c(out, (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]);
}

static void dump_form(const lc_ix_view *v, uint32_t i, lc_buf *out)
{
    const lc_ix_form *f = &v->forms[i];
    lc_buf_printf(out, "name\t%u\t%.4f\t", i, (double)f->weight);
    for (uint32_t k = 0; k < f->n_tokens; k++) {
        uint32_t t = v->form_tokens[f->tokens + k];
        lc_buf_printf(out, "%s%.*s%s", k ? " " : "",
                      LC_SV_ARG(lc_ix_text_of(v, &v->tokens[t & ~LC_IX_CORE])),
                      t & LC_IX_CORE ? "*" : "");
    }
    lc_sv last = LC_SV_NONE;
    for (uint32_t k = 0; k < lc_ix_names_of(v, f); k++) {
        lc_sv text = lc_ix_name_text(v, &v->names[f->names + k]);
        if (lc_sv_eq(text, last)) continue;
        lc_buf_c(out, '\t');
        put_listed(text, out);
        last = text;
    }
    lc_buf_c(out, '\n');
}

bool lc_index_dump(const lc_index *x, uint32_t part, lc_buf *out)
{
    const lc_ix_view *v = lc_index_view(x);
    uint64_t all = (uint64_t)v->n_tokens + v->n_forms, from = (uint64_t)part * PART_LINES;
    uint64_t to = all - from < PART_LINES ? all : from + PART_LINES;
    if (from >= all) return false;
    for (uint64_t i = from; i < to; i++)
        if (i < v->n_tokens)
            dump_word(v, (uint32_t)i, out);
        else
            dump_form(v, (uint32_t)(i - v->n_tokens), out);
    return to < all;
}
