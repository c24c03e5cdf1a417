#include "rule/letters.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "codec/csv.h"
#include "codec/hash.h"
#include "rule/places.h"
#include "rule/scope.h"

typedef enum column {
    REFERENCE = 0,
    DATED,
    SECTION,
    PARTIES,
    OTHER_PARTIES,
    ITEMS,
    TO,
    UNTIL,
    NOTE,
    COLUMNS
} column;

static const char *const NAMES[COLUMNS] = {
    "reference", "dated", "section", "parties", "other_parties", "items", "to", "until", "note"};
enum { FIRST_OPTIONAL = PARTIES, MAX_WHY_BYTES = 200, MAX_SECTION_BYTES = 24 };

typedef struct reading {
    lc_arena *a;
    const lc_rules *rules;
    const char *file;
    uint64_t line, byte;
    int at[COLUMNS]; /* cell of each column, -1: the table has none */
    const lc_csv_row *row;
    LC_VEC(lc_letter) letters;
} reading;

static int refuse(const reading *r, licet_error *err, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static int refuse(const reading *r, licet_error *err, const char *fmt, ...)
{
    char why[MAX_WHY_BYTES];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    size_t len = n < 0 ? 0 : (size_t)n;
    if (len >= sizeof why) /* cut off between characters */
        for (len = sizeof why - 2; len && ((unsigned char)why[len] & 0xC0) == 0x80;) len--;
    lc_fail(err, LICET_E_RULE, "%.*s", (int)len, why);
    lc_fail_at(err, r->file, r->line, r->byte);
    return lc_fail_remedy(err, "correct the letters (docs/letters.md); until then nothing is "
                               "decided, for a letter may forbid it");
}

static lc_sv cell(const reading *r, column c)
{
    return r->at[c] < 0 ? LC_SV_NONE : lc_sv_trim(r->row->fields[r->at[c]]);
}

/* ---- header ---- */

static int read_header(reading *r, licet_error *err)
{
    for (int c = 0; c < COLUMNS; c++) r->at[c] = -1;
    for (size_t i = 0; i < r->row->n; i++) {
        lc_sv name = lc_sv_trim(r->row->fields[i]);
        int c = 0;
        while (c < COLUMNS && !lc_sv_ieq(name, lc_sv_of(NAMES[c]))) c++;
        if (c == COLUMNS) return refuse(r, err, "no column is called \"%.*s\"", LC_SV_ARG(name));
        if (r->at[c] >= 0) return refuse(r, err, "the column %s stands twice", NAMES[c]);
        r->at[c] = (int)i;
    }
    for (int c = 0; c < FIRST_OPTIONAL; c++)
        if (r->at[c] < 0) return refuse(r, err, "the column %s is missing", NAMES[c]);
    return 0;
}

/* Some spreadsheets write semicolons where the decimal sign is a comma. */
static char separator_of(lc_sv text)
{
    size_t end = lc_sv_find(text, LC_SV("\n"), 0);
    lc_sv head = lc_sv_make(text.data, end == SIZE_MAX ? text.len : end);
    if (lc_sv_find(head, LC_SV("\t"), 0) != SIZE_MAX) return '\t';
    bool semicolons = lc_sv_find(head, LC_SV(";"), 0) != SIZE_MAX;
    return semicolons && lc_sv_find(head, LC_SV(","), 0) == SIZE_MAX ? ';' : ',';
}

/* ---- cells ---- */

static int read_date(const reading *r, column c, lc_date *out, licet_error *err)
{
    lc_sv v = cell(r, c);
    if (lc_date_iso(v, out)) return 0;
    return refuse(r, err, "%s: \"%.*s\" is no day; write YYYY-MM-DD", NAMES[c], LC_SV_ARG(v));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "744.21(b)": part, section, paragraphs. */
static bool is_section(lc_sv v)
{
    size_t i = 0;
    if (v.len > MAX_SECTION_BYTES) return false;
    while (i < v.len && is_digit(v.data[i])) i++;
    if (i != 3 || i == v.len || v.data[i++] != '.') return false;
    size_t first = i;
    while (i < v.len && is_digit(v.data[i])) i++;
    if (i == first) return false;
    while (i < v.len) {
        size_t close = lc_sv_find(v, LC_SV(")"), i);
        if (v.data[i] != '(' || close == SIZE_MAX || close == i + 1) return false;
        for (size_t k = i + 1; k < close; k++)
            if (!is_digit(v.data[k]) && !is_letter(v.data[k])) return false;
        i = close + 1;
    }
    return true;
}

static int read_section(const reading *r, lc_sv *out, licet_error *err)
{
    lc_sv v = cell(r, SECTION);
    if (lc_sv_starts(v, LC_SV("15 CFR "))) v = lc_sv_trim(lc_sv_from(v, 7));
    while (v.len && (unsigned char)v.data[0] >= 0x80) v = lc_sv_trim(lc_sv_from(v, 1)); /* § */
    if (!is_section(v))
        return refuse(r, err, "section: \"%.*s\" is none; write it as 744.21(b)", LC_SV_ARG(v));
    *out = lc_arena_sv(r->a, v);
    return 0;
}

static bool parts_here(char c)
{
    return c == ';' || c == '|' || c == '\n';
}

static int read_names(const reading *r, column c, lc_sv **out, size_t *out_n, licet_error *err)
{
    lc_sv v = cell(r, c);
    LC_VEC(lc_sv) names = {0};
    int rc = 0;
    for (size_t i = 0; i < v.len && !rc;) {
        size_t n = 0;
        while (i + n < v.len && !parts_here(v.data[i + n])) n++;
        lc_sv name = lc_sv_trim(lc_sv_make(v.data + i, n));
        i += n + 1;
        if (name.len)
            lc_vec_push(&names, lc_arena_sv(r->a, name));
        else
            rc = refuse(r, err, "%s: a name is empty", NAMES[c]);
    }
    *out = LC_NEW_N(r->a, lc_sv, names.len + 1);
    *out_n = names.len;
    for (size_t i = 0; i < names.len; i++) (*out)[i] = names.at[i];
    lc_vec_done(&names);
    return rc;
}

static bool is_class(lc_sv w)
{
    static const char *const classes[] = {"EAR99", "ccl", "600", "9x515", "0Y521"};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (lc_sv_is(w, classes[i])) return true;
    return w.len == 2 && is_digit(w.data[0]) && w.data[1] >= 'A' && w.data[1] <= 'E';
}

static bool is_item(const reading *r, lc_sv w)
{
    char base[6];
    lc_para para;
    (void)r;
    if (is_class(w)) return true;
    return lc_eccn_split(w, base, &para) && memcmp(base, w.data, 5) == 0; /* 3A001, not 3a001 */
}

static bool is_place(const reading *r, lc_sv w)
{
    lc_place place;
    if (w.len == 3 && w.data[1] == ':') return lc_group_bit(w) != 0;
    return lc_place_find(r->rules, w, r->letters.at[r->letters.len - 1].dated, &place);
}

/* Words between blanks, commas and semicolons, each as is takes it. */
static int read_words(const reading *r, column c, bool (*is)(const reading *r, lc_sv w), lc_sv *out,
                      licet_error *err)
{
    lc_sv v = cell(r, c);
    lc_buf b = {0};
    int rc = 0;
    for (size_t i = 0; i < v.len && !rc;) {
        size_t n = 0;
        while (i + n < v.len && !strchr(" ,;|\t\r\n", v.data[i + n])) n++;
        lc_sv word = lc_sv_make(v.data + i, n);
        i += n + 1;
        if (!word.len) continue;
        if (!is(r, word))
            rc = refuse(r, err, "%s: \"%.*s\" is not known here", NAMES[c], LC_SV_ARG(word));
        lc_buf_printf(&b, "%s%.*s", b.len ? " " : "", LC_SV_ARG(word));
    }
    *out = lc_arena_sv(r->a, lc_buf_view(&b));
    lc_buf_done(&b);
    return rc;
}

/* ---- rows ---- */

static int read_dates(const reading *r, lc_letter *l, licet_error *err)
{
    int rc = read_date(r, DATED, &l->dated, err);
    l->until = LC_DATE_NONE;
    if (!rc && cell(r, UNTIL).len) rc = read_date(r, UNTIL, &l->until, err);
    if (!rc && l->until != LC_DATE_NONE && l->until < l->dated)
        rc = refuse(r, err, "until: the letter would end before it is dated");
    return rc;
}

static int read_letter(reading *r, licet_error *err)
{
    lc_vec_push(&r->letters, (lc_letter){.line = (uint32_t)r->line});
    lc_letter *l = &r->letters.at[r->letters.len - 1];
    l->reference = lc_arena_sv(r->a, cell(r, REFERENCE));
    l->note = lc_arena_sv(r->a, cell(r, NOTE));
    if (!l->reference.len) return refuse(r, err, "reference: a letter is cited by its reference");
    int rc = read_dates(r, l, err);
    if (!rc) rc = read_section(r, &l->section, err);
    if (!rc) rc = read_names(r, PARTIES, &l->parties, &l->n_parties, err);
    if (!rc) rc = read_names(r, OTHER_PARTIES, &l->other_parties, &l->n_other_parties, err);
    if (!rc) rc = read_words(r, ITEMS, is_item, &l->items, err);
    if (!rc) rc = read_words(r, TO, is_place, &l->to, err);
    return rc;
}

static int read_row(reading *r, const lc_csv_row *row, licet_error *err)
{
    bool header = !r->row;
    r->row = row;
    r->line = row->line;
    r->byte = row->byte;
    if (row->problem) return refuse(r, err, "%s", row->problem);
    if (header) {
        r->letters.len = 0;
        return read_header(r, err);
    }
    size_t columns = 0;
    for (int c = 0; c < COLUMNS; c++) columns += r->at[c] >= 0;
    if (row->n != columns)
        return refuse(r, err, "the row has %zu cells and the header %zu", row->n, columns);
    if (r->letters.len == LC_LETTERS_MAX)
        return refuse(r, err, "more than %d letters", LC_LETTERS_MAX);
    return read_letter(r, err);
}

static int read_all(reading *r, lc_csv *csv, licet_error *err)
{
    lc_csv_row row = {0};
    bool has = true;
    for (;;) {
        int rc = lc_csv_next(csv, &has, &row, err);
        if (!rc && !has && !r->row)
            rc = refuse(r, err, "the table is empty; its first row names the columns");
        if (rc || !has) return rc;
        rc = read_row(r, &row, err);
        if (rc) return rc;
    }
}

int lc_letters_parse(lc_arena *a, const lc_rules *rules, lc_sv text, const char *file,
                     lc_letters **out, licet_error *err)
{
    reading r = {.a = a, .rules = rules, .file = file};
    if (text.len > LC_LETTERS_MAX_BYTES)
        return refuse(&r, err, "more than %d bytes", LC_LETTERS_MAX_BYTES);
    lc_letters *l = LC_NEW(a, lc_letters);
    uint8_t digest[LC_HASH_BYTES];
    l->text = lc_arena_sv(a, text);
    lc_sha256_of(l->text, digest);
    lc_hex(digest, sizeof digest, l->sha256);
    lc_mem_reader memory = {l->text};
    lc_reader in = lc_reader_of_memory(&memory, l->text);
    lc_csv *csv = lc_csv_open(&in, &(lc_csv_params){.separator = separator_of(l->text)});
    int rc = read_all(&r, csv, err);
    lc_csv_close(csv);
    l->at = LC_NEW_N(a, lc_letter, r.letters.len + 1);
    for (; l->len < r.letters.len; l->len++) l->at[l->len] = r.letters.at[l->len];
    lc_vec_done(&r.letters);
    if (!rc) *out = l;
    return rc;
}

/* ---- and back ---- */

static lc_sv joined(lc_arena *a, const lc_sv *names, size_t n)
{
    lc_sv all = LC_SV_NONE;
    for (size_t i = 0; i < n; i++)
        all = i ? lc_arena_printf(a, "%.*s; %.*s", LC_SV_ARG(all), LC_SV_ARG(names[i])) : names[i];
    return all;
}

static void put(lc_buf *b, lc_sv field, char after)
{
    lc_csv_put_field(b, field, ',', false);
    lc_buf_c(b, after);
}

lc_sv lc_letters_print(lc_arena *a, const lc_letters *l)
{
    lc_buf b = {0};
    char dated[LC_DATE_TEXT], until[LC_DATE_TEXT];
    for (int c = 0; c < COLUMNS; c++) put(&b, lc_sv_of(NAMES[c]), c + 1 < COLUMNS ? ',' : '\n');
    for (size_t i = 0; i < l->len; i++) {
        const lc_letter *x = &l->at[i];
        put(&b, x->reference, ',');
        put(&b, lc_sv_of(lc_date_text(x->dated, dated)), ',');
        put(&b, x->section, ',');
        put(&b, joined(a, x->parties, x->n_parties), ',');
        put(&b, joined(a, x->other_parties, x->n_other_parties), ',');
        put(&b, x->items, ',');
        put(&b, x->to, ',');
        put(&b, lc_sv_of(lc_date_text(x->until, until)), ',');
        put(&b, x->note, '\n');
    }
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}
