#include "text/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uversion.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/country_part.h"
#include "text/lexicon_table.h"

enum {
    FORMAT_VERSION = 2, /* of the files and of what tokens.c makes of a name; raise on change */
    MAX_COLUMNS = 6,
    HASH_HEX = 64,
    SPACES = 128, /* a letter each: concepts of one space are known by their names */
    WORDS_A_FORM = 6
};

enum { AHEAD = 8 };

/* A sense on its way into a table: its place in memory is being fetched meanwhile. */
typedef struct coming {
    lc_table *table;
    lc_sv form;
    uint64_t ahead;
    uint32_t sense;
} coming;

struct lc_lexicon {
    lc_arena *arena;        /* what was copied, if anything */
    lc_table forms;         /* folded form -> 1 + place of its first sense */
    lc_table stems;         /* the same of what endings follow */
    lc_table first_words;   /* first word of forms of several words -> words of the longest */
    lc_table country_words; /* first words of names of countries */
    lc_table concepts[SPACES];
    lc_sense *senses; /* room for all there can be: one a line, two for abbreviations */
    uint32_t *last;   /* of a form's first sense: its last; while it is read */
    uint32_t n_senses, n_put;
    coming ring[AHEAD]; /* senses n_put to n_senses */
    LC_VEC(lc_sv) concept_names;
    LC_VEC(lc_sv) parts; /* by concept */
    LC_VEC(lc_sv) legal; /* legal forms of several words */
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
    bool stems;             /* endings follow what stands in the first column */
} file_shape;

static const file_shape shapes[] = {
    {"legal_forms.txt", LC_SENSE_LEGAL, 6, 'l', legal_where, 0, false},
    {"titles.txt", LC_SENSE_TITLE, 4, 't', title_roles, 0, false},
    {"org_words.txt", LC_SENSE_ORG, 4, 'o', NULL, 3, false},
    {"stems.txt", LC_SENSE_ORG, 4, 'o', NULL, 3, true},
    {"abbreviations.txt", LC_SENSE_ABBREVIATION, 4, 'o', NULL, -1, false},
    {"compounds.txt", LC_SENSE_COMPOUND, 4, 'o', NULL, -1, false},
    {"given_names.txt", LC_SENSE_GIVEN, 4, 'g', given_kinds, 0, false},
    {"surnames.txt", LC_SENSE_SURNAME, 4, 's', surname_kinds, 0, false},
    {"background.txt", LC_SENSE_BACKGROUND, 4, 'b', NULL, 9, false},
    {"numbers.txt", LC_SENSE_NUMBER, 4, 'n', number_kinds, 0, false},
    {"places.txt", LC_SENSE_PLACE, 5, 'p', place_kinds, 0, false},
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
    lc_table *t = &x->concepts[(unsigned char)space % SPACES];
    if (!t->slots) lc_table_init(t, 1024);
    uint32_t *id = lc_table_put(t, name, &is_new);
    if (is_new) {
        *id = (uint32_t)x->concept_names.len + 1; /* 0 is no concept */
        lc_vec_push(&x->concept_names, name);
    }
    return *id;
}

static size_t count_words(lc_sv form)
{
    size_t n = 1;
    for (const char *at = form.data, *end = form.data + form.len;
         (at = memchr(at, ' ', (size_t)(end - at))); at++)
        n++;
    return n;
}

static void note_words(lc_lexicon *x, lc_sv form)
{
    size_t n = count_words(form);
    if (n == 1) return;
    lc_sv first = form;
    first.len = lc_sv_find(form, LC_SV(" "), 0);
    uint32_t *longest = lc_table_put(&x->first_words, first, NULL);
    if (*longest < n) *longest = (uint32_t)n;
}

static void put_sense(lc_lexicon *x)
{
    bool is_new;
    const coming *c = &x->ring[x->n_put++ % AHEAD];
    uint32_t *first = lc_table_put_ahead(c->table, c->form, c->ahead, &is_new);
    if (is_new) {
        *first = c->sense + 1;
        note_words(x, c->form);
    } else {
        x->senses[x->last[*first - 1]].next = &x->senses[c->sense];
    }
    x->last[*first - 1] = c->sense;
}

static void add_sense(lc_lexicon *x, lc_table *t, lc_sv form, lc_sense sense)
{
    if (x->n_senses - x->n_put == AHEAD) put_sense(x);
    x->senses[x->n_senses] = sense;
    x->ring[x->n_senses % AHEAD] = (coming){t, form, lc_table_ahead(t, form), x->n_senses};
    x->n_senses++;
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
    add_sense(x, &x->forms, c[0], s);
    if (own) add_sense(x, &x->forms, c[3], s);
}

static void add_parts(lc_lexicon *x, lc_sv concept, lc_sv parts)
{
    uint32_t id = intern(x, 'o', concept);
    while (x->parts.len <= id) lc_vec_push(&x->parts, LC_SV_NONE);
    x->parts.at[id] = parts;
}

/* Files whose last column is words, not a kind or a number. */
static const char *add_words(lc_lexicon *x, const file_shape *shape, const lc_sv *c, lc_sense s)
{
    lc_sv last = c[shape->columns - 1];
    if (!last.len) return "an abbreviation of nothing";
    if (shape->file == LC_SENSE_COMPOUND)
        add_parts(x, c[1], last);
    else
        add_abbreviation(x, c, s);
    return NULL;
}

/* The last column. */
static const char *read_last(const file_shape *shape, const lc_sv *c, lc_sense *s)
{
    lc_sv last = c[shape->columns - 1];
    uint64_t number = 0;
    if (shape->kinds)
        return kind_of(shape->kinds, last, &s->kind) ? NULL : "an unknown word in the last column";
    if (!lc_sv_u64(last, &number) || number > (uint64_t)shape->max_weight)
        return "the last column is not a number in its range";
    s->weight = (int)number;
    return NULL;
}

enum { ORDINARY_WORD = 3 }; /* weight of org_words: "star" may be a name of its own */

static lc_sense_kind org_kind(lc_sv concept, int weight)
{
    if (concept.data[0] == '~') return LC_KIND_LOOSE;
    return weight == ORDINARY_WORD ? LC_KIND_SHORT : LC_KIND_NONE;
}

static const char *add_row(lc_lexicon *x, const file_shape *shape, const lc_sv *c)
{
    uint64_t number = 0;
    lc_sense s = {.file = shape->file};
    if (!c[0].len || !c[1].len) return "an empty form or concept";
    if (c[shape->columns - 2].len > 255 || c[1].len > 255) return "a column that is too long";
    if (c[0].len > 255 || count_words(c[0]) > LC_FORM_MAX_WORDS) return "a form that is too long";
    if (shape->max_weight < 0) return add_words(x, shape, c, s);
    const char *what = read_last(shape, c, &s);
    if (what) return what;
    if (shape->file == LC_SENSE_NUMBER) {
        bool sign = s.kind == LC_KIND_SIGN;
        if (!sign && (!lc_sv_u64(c[1], &number) || number > INT32_MAX)) return "not a number";
        s.weight = sign ? -1 : (int)number;
    }
    if (shape->file != LC_SENSE_BACKGROUND) s.group = s.concept = intern(x, shape->space, c[1]);
    if (shape->file == LC_SENSE_ORG) s.kind = org_kind(c[1], s.weight);
    if (shape->file == LC_SENSE_LEGAL) {
        s.concept = intern(x, 'f', c[4]);
        if (count_words(c[0]) > 1) lc_vec_push(&x->legal, c[0]);
    }
    bool country = s.kind == LC_KIND_COUNTRY || s.kind == LC_KIND_DEMONYM;
    if (shape->file == LC_SENSE_PLACE && country && c[3].len == 2)
    s.group = s.concept = lc_country_concept(c[3]);
    add_sense(x, shape->stems ? &x->stems : &x->forms, c[0], s);
    return NULL;
}

/* Bit 7 of each byte of eight that is c. */
static uint64_t bytes_like(uint64_t eight, char c)
{
    const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t x = eight ^ (unsigned char)c * UINT64_C(0x0101010101010101);
    return ~(((x & low) + low) | x | low);
}

/* The next tab or line end at p or behind it, or end; eight bytes a step where they are in memory's
 * order. */
static const char *next_separator(const char *p, const char *end)
{
    uint64_t eight, found;
    for (; __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && end - p >= 8; p += 8) {
        memcpy(&eight, p, 8);
        found = bytes_like(eight, '\t') | bytes_like(eight, '\n');
        if (found) return p + __builtin_ctzll(found) / 8;
    }
    while (p < end && *p != '\t' && *p != '\n') p++;
    return p;
}

/* The columns of the line at *at, which moves on behind it. One too many where there are more. */
static size_t cut_line(const char **at, const char *end, lc_sv columns[MAX_COLUMNS + 1])
{
    const char *p = *at, *from = p;
    size_t n = 0;
    for (; (p = next_separator(p, end)) < end && *p != '\n'; p++) {
        if (n < MAX_COLUMNS) columns[n] = lc_sv_make(from, (size_t)(p - from));
        n += n < MAX_COLUMNS;
        from = p + 1;
    }
    columns[n] = lc_sv_make(from, (size_t)(p - from));
    *at = p < end ? p + 1 : end;
    return n + 1;
}

static int read_file(lc_lexicon *x, const lc_lexicon_file *f, licet_error *err)
{
    const file_shape *shape = shape_of(f->name);
    if (!shape) return wrong(err, f, 0, "no file of this name is known in the lexicon");
    const char *at = f->text.data, *end = at + f->text.len;
    for (uint64_t line = 1; at < end; line++) {
        lc_sv columns[MAX_COLUMNS + 1];
        bool remark = *at == '#';
        size_t n = cut_line(&at, end, columns);
        lc_sv last = columns[n - 1];
        if (last.len && last.data[last.len - 1] == '\r')
            return wrong(err, f, line, "a CR line end");
        if (remark || (n == 1 && !last.len)) continue;
        if (n != shape->columns) return wrong(err, f, line, "not the right number of columns");
        const char *what = add_row(x, shape, columns);
        if (what) return wrong(err, f, line, what);
    }
    return 0;
}

static uint64_t mix_text(uint64_t h, uint64_t part)
{
    h = (h ^ part) * UINT64_C(0x9E3779B97F4A7C15);
    return h ^ h >> 29;
}

/* Eight bytes a step; else as lc_hash64, which takes a byte a step and megabytes stand here. */
static uint64_t hash_text(lc_sv s)
{
    uint64_t h = s.len, part;
    size_t whole = s.len & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        memcpy(&part, s.data + i, 8);
        h = mix_text(h, part);
    }
    if (whole == s.len) return h;
    part = 0;
    memcpy(&part, s.data + whole, s.len - whole);
    return mix_text(h, part);
}

/* Four 64-bit hashes with different beginnings: it has to tell versions apart, not to resist. */
static void hash_all(lc_lexicon *x, const lc_lexicon_file *files, size_t n)
{
    lc_buf b = {0};
    lc_buf_printf(&b, "0 format %d icu %s\n", FORMAT_VERSION, U_ICU_VERSION);
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&b, "%.*s %zu %016" PRIx64 "\n", LC_SV_ARG(files[i].name), files[i].text.len,
                      hash_text(files[i].text));
    for (int part = 0; part < 4; part++) {
        b.data[0] = (char)('0' + part);
        snprintf(x->hash + 16 * part, 17, "%016" PRIx64, lc_hash64(lc_buf_view(&b)));
    }
    lc_buf_done(&b);
}

static size_t count_lines(lc_sv text)
{
    size_t n = 1;
    for (const char *at = text.data, *end = text.data + text.len;
         text.len && (at = memchr(at, '\n', (size_t)(end - at))); at++)
        n++;
    return n;
}

static lc_lexicon *empty(const lc_lexicon_file *files, size_t n_files)
{
    size_t lines = 0, room = 0;
    for (size_t i = 0; i < n_files; i++) {
        size_t n = count_lines(files[i].text);
        const file_shape *shape = shape_of(files[i].name);
        lines += n;
        room += shape && shape->max_weight < 0 ? 2 * n : n;
    }
    lc_lexicon *x = lc_xmalloc(sizeof *x);
    *x = (lc_lexicon){.senses = lc_xmalloc((room + 1) * sizeof(lc_sense)),
                      .last = lc_xmalloc((room + 1) * sizeof(uint32_t))};
    lc_table_init(&x->forms, lines);
    lc_table_init(&x->stems, lines / WORDS_A_FORM / 4);
    lc_table_init(&x->first_words, lines / WORDS_A_FORM / 4);
    return x;
}

static void note_countries(lc_lexicon *x)
{
    size_t n;
    const lc_country_row *rows = lc_country_rows(&n);
    lc_table_init(&x->country_words, n);
    for (size_t i = 0; i < n; i++) {
        lc_sv rest = lc_sv_of(rows[i].name);
        lc_table_put(&x->country_words, lc_sv_cut(&rest, LC_SV(" ")), NULL);
    }
}

int lc_lexicon_over(const lc_lexicon_file *files, size_t n_files, lc_lexicon **out,
                    licet_error *err)
{
    lc_lexicon *x = empty(files, n_files);
    int rc = 0;
    for (size_t i = 0; i < n_files && !rc; i++) rc = read_file(x, &files[i], err);
    if (rc) {
        lc_lexicon_free(x);
        return rc;
    }
    while (x->n_put < x->n_senses) put_sense(x);
    free(x->last);
    x->last = NULL;
    note_countries(x);
    hash_all(x, files, n_files);
    *out = x;
    return 0;
}

int lc_lexicon_new(const lc_lexicon_file *files, size_t n_files, lc_lexicon **out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_lexicon_file *copies = LC_NEW_N(a, lc_lexicon_file, n_files + 1);
    for (size_t i = 0; i < n_files; i++)
        copies[i] = (lc_lexicon_file){lc_arena_sv(a, files[i].name), lc_arena_sv(a, files[i].text)};
    int rc = lc_lexicon_over(copies, n_files, out, err);
    if (rc)
        lc_arena_free(a);
    else
        (*out)->arena = a;
    return rc;
}

void lc_lexicon_free(lc_lexicon *x)
{
    if (!x) return;
    lc_table_done(&x->forms);
    lc_table_done(&x->stems);
    lc_table_done(&x->first_words);
    lc_table_done(&x->country_words);
    for (size_t i = 0; i < SPACES; i++) lc_table_done(&x->concepts[i]);
    lc_vec_done(&x->concept_names);
    lc_vec_done(&x->parts);
    lc_vec_done(&x->legal);
    free(x->senses);
    free(x->last);
    lc_arena_free(x->arena);
    free(x);
}

/* ---- looking up ---- */

const char *lc_lexicon_hash(const lc_lexicon *x)
{
    return x->hash;
}

static const lc_sense *find_in(const lc_lexicon *x, const lc_table *t, lc_sv word)
{
    const uint32_t *at = lc_table_get(t, word);
    return at ? &x->senses[*at - 1] : NULL;
}

const lc_sense *lc_lexicon_find(const lc_lexicon *x, lc_sv folded_form)
{
    return find_in(x, &x->forms, folded_form);
}

const lc_sense *lc_lexicon_stem(const lc_lexicon *x, lc_sv stem)
{
    return find_in(x, &x->stems, stem);
}

size_t lc_lexicon_longest(const lc_lexicon *x, lc_sv first_word)
{
    const uint32_t *n = lc_table_get(&x->first_words, first_word);
    return n ? *n : 1;
}

bool lc_lexicon_begins_country(const lc_lexicon *x, lc_sv first_word)
{
    return lc_sv_is(first_word, "the") || lc_table_get(&x->country_words, first_word);
}

lc_sv lc_lexicon_concept(const lc_lexicon *x, uint32_t concept)
{
    return concept && concept <= x->concept_names.len ? x->concept_names.at[concept - 1]
                                                      : LC_SV_NONE;
}

lc_sv lc_lexicon_parts(const lc_lexicon *x, uint32_t concept)
{
    return concept < x->parts.len ? x->parts.at[concept] : LC_SV_NONE;
}

const lc_sense *lc_lexicon_legal_beginning(const lc_lexicon *x, lc_sv beginning)
{
    lc_sv shortest = LC_SV_NONE;
    for (size_t i = 0; i < x->legal.len; i++) {
        lc_sv form = x->legal.at[i];
        if (form.len > beginning.len && lc_sv_starts(form, beginning) &&
            (!shortest.len || form.len < shortest.len))
            shortest = form;
    }
    return shortest.len ? lc_lexicon_find(x, shortest) : NULL;
}
