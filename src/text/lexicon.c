#include "text/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uversion.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/country_part.h"

enum {
    FORMAT_VERSION = 1, /* of the files and of what tokens.c makes of a name; raise on change */
    MAX_COLUMNS = 6,
    HASH_HEX = 64
};

typedef LC_VEC(lc_sv) sv_vec;

struct lc_lexicon {
    lc_arena *arena;
    lc_map *forms;            /* folded form -> number in heads */
    LC_VEC(lc_sense *) heads; /* first sense of each form */
    lc_map *first_words;      /* first word of forms of several words -> words of the longest */
    lc_map *country_words;    /* first words of names of countries */
    lc_map *concepts;         /* "o:plant" -> number */
    sv_vec concept_names;
    char hash[HASH_HEX + 1];
};

/* ---- the files and their columns ---- */

typedef struct word_kind {
    const char *word;
    lc_sense_kind kind;
} word_kind;

static const word_kind legal_where[] = {
    {"any", LC_KIND_ANYWHERE}, {"end", LC_KIND_END}, {"start", LC_KIND_START}, {0}};
static const word_kind title_roles[] = {
    {"title", LC_KIND_TITLE},         {"rank", LC_KIND_RANK},
    {"suffix", LC_KIND_SUFFIX},       {"particle", LC_KIND_PARTICLE},
    {"filiation", LC_KIND_FILIATION}, {"kunya", LC_KIND_KUNYA},
    {"saint", LC_KIND_SAINT},         {0}};
static const word_kind given_kinds[] = {{"spelling", LC_KIND_SPELLING},
                                        {"short", LC_KIND_SHORT},
                                        {"translation", LC_KIND_TRANSLATION},
                                        {0}};
static const word_kind surname_kinds[] = {
    {"spelling", LC_KIND_SPELLING}, {"system", LC_KIND_SYSTEM}, {"gender", LC_KIND_GENDER}, {0}};
static const word_kind number_kinds[] = {
    {"cardinal", LC_KIND_CARDINAL}, {"ordinal", LC_KIND_ORDINAL}, {"sign", LC_KIND_SIGN}, {0}};
static const word_kind place_kinds[] = {{"city", LC_KIND_CITY},
                                        {"region", LC_KIND_REGION},
                                        {"country", LC_KIND_COUNTRY},
                                        {"demonym", LC_KIND_DEMONYM},
                                        {0}};

typedef struct file_shape {
    const char *name;
    lc_sense_file file;
    size_t columns;
    char space;             /* concepts of files with the same letter are the same */
    const word_kind *kinds; /* words of the last column, or NULL */
    int max_weight;         /* the last column is a number up to this, if kinds is NULL */
} file_shape;

static const file_shape shapes[] = {
    {"legal_forms.txt", LC_SENSE_LEGAL, 6, 'l', legal_where, 0},
    {"titles.txt", LC_SENSE_TITLE, 4, 't', title_roles, 0},
    {"org_words.txt", LC_SENSE_ORG, 4, 'o', NULL, 2},
    {"abbreviations.txt", LC_SENSE_ABBREVIATION, 4, 'o', NULL, -1},
    {"given_names.txt", LC_SENSE_GIVEN, 4, 'g', given_kinds, 0},
    {"surnames.txt", LC_SENSE_SURNAME, 4, 's', surname_kinds, 0},
    {"background.txt", LC_SENSE_BACKGROUND, 4, 'b', NULL, 9},
    {"numbers.txt", LC_SENSE_NUMBER, 4, 'n', number_kinds, 0},
    {"places.txt", LC_SENSE_PLACE, 5, 'p', place_kinds, 0},
};

static const file_shape *shape_of(lc_sv name)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (lc_sv_is(name, shapes[i].name)) return &shapes[i];
    return NULL;
}

/* ---- building ---- */

static uint32_t intern(lc_lexicon *x, char space, lc_sv name)
{
    bool is_new;
    lc_sv key = lc_arena_printf(x->arena, "%c:%.*s", space, LC_SV_ARG(name));
    uint32_t *id = lc_map_put(x->concepts, key, &is_new);
    if (is_new) {
        *id = (uint32_t)x->concept_names.len + 1; /* 0 is no concept */
        lc_vec_push(&x->concept_names, lc_sv_from(key, 2));
    }
    return *id;
}

static size_t count_words(lc_sv form)
{
    size_t n = 1;
    for (size_t i = 0; i < form.len; i++) n += form.data[i] == ' ';
    return n;
}

static void note_words(lc_lexicon *x, lc_sv form)
{
    size_t n = count_words(form);
    lc_sv first = form;
    first.len = lc_sv_find(form, LC_SV(" "), 0);
    if (n == 1) return;
    uint32_t *longest = lc_map_put(x->first_words, first, NULL);
    if (*longest < n) *longest = (uint32_t)n;
}

static void add_sense(lc_lexicon *x, lc_sv form, lc_sense sense)
{
    bool is_new;
    lc_sv key = lc_arena_sv(x->arena, form);
    uint32_t *at = lc_map_put(x->forms, key, &is_new);
    lc_sense *s = LC_NEW(x->arena, lc_sense);
    *s = sense;
    if (is_new || !x->heads.at) {
        *at = (uint32_t)x->heads.len;
        lc_vec_push(&x->heads, s); /* NOLINT(bugprone-sizeof-expression): pointers are meant */
        note_words(x, key);
        return;
    }
    lc_sense *last = x->heads.at[*at];
    while (last->next) last = (lc_sense *)last->next;
    last->next = s;
}

static int wrong(licet_error *err, const lc_lexicon_file *f, uint64_t line, const char *what)
{
    lc_fail(err, LICET_E_RULE, "%s", what);
    if (err) {
        snprintf(err->file, sizeof err->file, "%.*s", LC_SV_ARG(f->name));
        err->line = line;
    }
    lc_fail_remedy(err, "see data/names/README.md for the columns");
    return LICET_E_RULE;
}

static bool kind_of(const word_kind *kinds, lc_sv word, lc_sense_kind *out)
{
    for (; kinds->word; kinds++)
        if (lc_sv_is(word, kinds->word)) {
            *out = kinds->kind;
            return true;
        }
    return false;
}

/* An abbreviation means the word it stands for, also where that word has no concept of its own. */
static void add_abbreviation(lc_lexicon *x, const lc_sv *c, lc_sense s)
{
    bool own = lc_sv_is(c[1], "-");
    s.concept = s.group = own ? intern(x, 'x', c[3]) : intern(x, 'o', c[1]);
    add_sense(x, c[0], s);
    if (own) add_sense(x, c[3], s);
}

static const char *add_row(lc_lexicon *x, const file_shape *shape, const lc_sv *c)
{
    lc_sv last = c[shape->columns - 1];
    uint64_t number = 0;
    lc_sense s = {.file = shape->file};
    if (!c[0].len || !c[1].len) return "an empty form or concept";
    if (c[0].len > 255 || count_words(c[0]) > LC_FORM_MAX_WORDS) return "a form that is too long";
    if (shape->file == LC_SENSE_ABBREVIATION) {
        if (!last.len) return "an abbreviation of nothing";
        add_abbreviation(x, c, s);
        return NULL;
    }
    if (shape->kinds && !kind_of(shape->kinds, last, &s.kind))
        return "an unknown word in the last column";
    if (!shape->kinds) {
        if (!lc_sv_u64(last, &number) || number > (uint64_t)shape->max_weight)
            return "the last column is not a number in its range";
        s.weight = (int)number;
    }
    if (shape->file == LC_SENSE_NUMBER) {
        bool sign = s.kind == LC_KIND_SIGN;
        if (!sign && (!lc_sv_u64(c[1], &number) || number > INT32_MAX)) return "not a number";
        s.weight = sign ? -1 : (int)number;
    }
    s.group = s.concept = intern(x, shape->space, c[1]);
    if (shape->file == LC_SENSE_LEGAL) s.concept = intern(x, 'f', c[4]);
    bool country = s.kind == LC_KIND_COUNTRY || s.kind == LC_KIND_DEMONYM;
    if (shape->file == LC_SENSE_PLACE && country && c[3].len == 2)
    s.group = s.concept = lc_country_concept(c[3]);
    add_sense(x, c[0], s);
    return NULL;
}

static int read_file(lc_lexicon *x, const lc_lexicon_file *f, licet_error *err)
{
    const file_shape *shape = shape_of(f->name);
    if (!shape) return wrong(err, f, 0, "no file of this name is known in the lexicon");
    lc_sv rest = f->text;
    for (uint64_t line = 1; rest.data; line++) {
        lc_sv row = lc_sv_cut(&rest, LC_SV("\n"));
        if (row.len && row.data[row.len - 1] == '\r') return wrong(err, f, line, "a CR line end");
        if (!row.len || row.data[0] == '#') continue;
        lc_sv columns[MAX_COLUMNS + 1];
        size_t n = 0;
        while (row.data && n <= MAX_COLUMNS) columns[n++] = lc_sv_cut(&row, LC_SV("\t"));
        if (n != shape->columns) return wrong(err, f, line, "not the right number of columns");
        const char *what = add_row(x, shape, columns);
        if (what) return wrong(err, f, line, what);
    }
    return 0;
}

/* Four 64-bit hashes with different beginnings: it has to tell versions apart, not to resist. */
static void hash_all(lc_lexicon *x, const lc_lexicon_file *files, size_t n)
{
    lc_buf b = {0};
    lc_buf_printf(&b, "0 format %d icu %s\n", FORMAT_VERSION, U_ICU_VERSION);
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&b, "%.*s %zu %016" PRIx64 "\n", LC_SV_ARG(files[i].name), files[i].text.len,
                      lc_hash64(files[i].text));
    for (int part = 0; part < 4; part++) {
        b.data[0] = (char)('0' + part);
        snprintf(x->hash + 16 * part, 17, "%016" PRIx64, lc_hash64(lc_buf_view(&b)));
    }
    lc_buf_done(&b);
}

static void note_countries(lc_lexicon *x)
{
    size_t n;
    const lc_country_row *rows = lc_country_rows(&n);
    for (size_t i = 0; i < n; i++) {
        lc_sv rest = lc_sv_of(rows[i].name);
        lc_map_put(x->country_words, lc_sv_cut(&rest, LC_SV(" ")), NULL);
    }
}

int lc_lexicon_new(const lc_lexicon_file *files, size_t n_files, lc_lexicon **out, licet_error *err)
{
    lc_lexicon *x = lc_xmalloc(sizeof *x);
    *x = (lc_lexicon){.arena = lc_arena_new(),
                      .forms = lc_map_new(),
                      .first_words = lc_map_new(),
                      .country_words = lc_map_new(),
                      .concepts = lc_map_new()};
    int rc = 0;
    for (size_t i = 0; i < n_files && !rc; i++) rc = read_file(x, &files[i], err);
    if (rc) {
        lc_lexicon_free(x);
        return rc;
    }
    note_countries(x);
    hash_all(x, files, n_files);
    *out = x;
    return 0;
}

void lc_lexicon_free(lc_lexicon *x)
{
    if (!x) return;
    lc_map_free(x->forms);
    lc_map_free(x->first_words);
    lc_map_free(x->country_words);
    lc_map_free(x->concepts);
    lc_vec_done(&x->heads);
    lc_vec_done(&x->concept_names);
    lc_arena_free(x->arena);
    free(x);
}

const char *lc_lexicon_hash(const lc_lexicon *x)
{
    return x->hash;
}

const lc_sense *lc_lexicon_find(const lc_lexicon *x, lc_sv folded_form)
{
    const uint32_t *at = lc_map_get(x->forms, folded_form);
    return at ? x->heads.at[*at] : NULL;
}

size_t lc_lexicon_longest(const lc_lexicon *x, lc_sv first_word)
{
    const uint32_t *n = lc_map_get(x->first_words, first_word);
    return n ? *n : 1;
}

bool lc_lexicon_begins_country(const lc_lexicon *x, lc_sv first_word)
{
    return lc_sv_is(first_word, "the") || lc_map_get(x->country_words, first_word);
}

lc_sv lc_lexicon_concept(const lc_lexicon *x, uint32_t concept)
{
    return concept && concept <= x->concept_names.len ? x->concept_names.at[concept - 1]
                                                      : LC_SV_NONE;
}
