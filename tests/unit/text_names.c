/* The lexicons in data/names as files: form, order, no row twice, folded forms, known words in the
 * columns, and that what they must know is in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/map.h"
#include "text/country.h"
#include "text/fold.h"

enum { MAX_COLUMNS = 6, MAX_FORM_WORDS = 8, MAX_TOTAL_BYTES = 6 * 1024 * 1024, MAX_ROWS = 150000 };

typedef struct lexicon {
    const char *name;
    int columns;
    int kind_column;   /* -1: none */
    const char *kinds; /* the words it may hold, each between spaces */
    size_t least_rows;
} lexicon;

static const lexicon lexicons[] = {
    {"legal_forms.txt", 6, 5, " any end start ", 2000},
    {"titles.txt", 4, 3, " title rank suffix particle filiation kunya saint ", 500},
    {"org_words.txt", 4, 3, " 0 1 2 3 ", 2500},
    {"stems.txt", 4, 3, " 0 1 2 3 ", 0},
    {"compounds.txt", 4, -1, "", 10},
    {"abbreviations.txt", 4, -1, "", 200},
    {"given_names.txt", 4, 3, " spelling short translation ", 2000},
    {"surnames.txt", 4, 3, " spelling system gender ", 1000},
    {"background.txt", 4, 3, " 0 1 2 3 4 5 6 7 8 9 ", 20000},
    {"numbers.txt", 4, 3, " cardinal ordinal sign ", 500},
    {"places.txt", 5, 4, " city region country demonym ", 2000},
};

static const char legal_classes[] =
    " LLC JSC LP LLP GP SOLE COOP FOUNDATION ASSOC STATE BRANCH CORP"
    " CO HOLDING FREEZONE TRUST OTHER ";

static lc_sv read_file(lc_arena *a, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/names/%s", LICET_DATA_DIR, name);
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("cannot open %s", path);
    fseek(f, 0, SEEK_END);
    size_t len = (size_t)ftell(f);
    rewind(f);
    char *bytes = lc_arena_alloc(a, len + 1);
    assert_int_equal(fread(bytes, 1, len, f), len);
    fclose(f);
    return lc_sv_make(bytes, len);
}

static bool is_word_of(const char *words, lc_sv word)
{
    char padded[64];
    snprintf(padded, sizeof padded, " %.*s ", LC_SV_ARG(word));
    return strstr(words, padded) != NULL;
}

static int split(lc_sv line, lc_sv out[MAX_COLUMNS + 1])
{
    int n = 0;
    for (lc_sv rest = line; rest.data && n <= MAX_COLUMNS;)
        out[n++] = lc_sv_cut(&rest, LC_SV("\t"));
    return n;
}

static void is_good_form(const lexicon *x, size_t line, lc_sv form, lc_arena *scratch)
{
    size_t words = 1;
    lc_arena_reset(scratch);
    for (size_t i = 0; i < form.len; i++) words += form.data[i] == ' ';
    if (!lc_sv_eq(lc_fold(scratch, form), form))
        fail_msg("%s:%zu: \"%.*s\" is not folded", x->name, line, LC_SV_ARG(form));
    if (form.len == 0 || words > MAX_FORM_WORDS) fail_msg("%s:%zu: form", x->name, line);
}

static bool is_language(lc_sv la)
{
    if (lc_sv_is(la, "mul") || lc_sv_is(la, "fil")) return true;
    return la.len == 2 && la.data[0] >= 'a' && la.data[0] <= 'z' && la.data[1] >= 'a' &&
           la.data[1] <= 'z';
}

static bool is_ascii_word(lc_sv w)
{
    for (size_t i = 0; i < w.len; i++)
        if ((unsigned char)w.data[i] <= ' ' || (unsigned char)w.data[i] > 126) return false;
    return w.len > 0;
}

static void is_good_row(const lexicon *x, size_t line, const lc_sv *c, lc_arena *scratch)
{
    is_good_form(x, line, c[0], scratch);
    if (!is_ascii_word(c[1])) fail_msg("%s:%zu: concept", x->name, line);
    if (!is_language(c[2])) fail_msg("%s:%zu: language \"%.*s\"", x->name, line, LC_SV_ARG(c[2]));
    for (int i = 3; i < x->columns; i++)
        if (c[i].len == 0) fail_msg("%s:%zu: column %d is empty", x->name, line, i + 1);
    if (x->kind_column >= 0 && !is_word_of(x->kinds, c[x->kind_column]))
        fail_msg("%s:%zu: \"%.*s\"", x->name, line, LC_SV_ARG(c[x->kind_column]));
    lc_sv country = x->columns > 4 ? c[3] : LC_SV("*");
    if (!lc_sv_is(country, "*") && !lc_sv_eq(lc_country_code(country), country))
        fail_msg("%s:%zu: country \"%.*s\"", x->name, line, LC_SV_ARG(country));
    if (!strcmp(x->name, "legal_forms.txt") && !is_word_of(legal_classes, c[1]))
        fail_msg("%s:%zu: class \"%.*s\"", x->name, line, LC_SV_ARG(c[1]));
}

static int compare(const lc_sv *a, const lc_sv *b)
{
    int c = 0;
    for (int i = 0; i < 3 && c == 0; i++) c = lc_sv_cmp(a[i], b[i]);
    return c;
}

static bool has_head(lc_sv text)
{
    return lc_sv_starts(text, LC_SV("# title: ")) &&
           lc_sv_find(text, LC_SV("\n# source: "), 0) != SIZE_MAX &&
           lc_sv_find(text, LC_SV("\n# licence: "), 0) != SIZE_MAX &&
           lc_sv_find(text, LC_SV("\n# columns: "), 0) != SIZE_MAX;
}

static size_t check(const lexicon *x, lc_sv text)
{
    lc_arena *scratch = lc_arena_new();
    lc_sv before[MAX_COLUMNS + 1] = {0}, columns[MAX_COLUMNS + 1];
    size_t line = 0, rows = 0;
    for (lc_sv rest = text; rest.data && rest.len;) {
        lc_sv l = lc_sv_cut(&rest, LC_SV("\n"));
        line++;
        if (l.len == 0 || l.data[0] == '#') continue;
        if (split(l, columns) != x->columns) fail_msg("%s:%zu: columns", x->name, line);
        is_good_row(x, line, columns, scratch);
        if (rows && compare(before, columns) >= 0)
            fail_msg("%s:%zu: order, or twice", x->name, line);
        memcpy(before, columns, sizeof before);
        rows++;
    }
    lc_arena_free(scratch);
    return rows;
}

static void every_file_keeps_its_form(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    size_t bytes = 0, rows = 0;
    for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++) {
        lc_sv text = read_file(a, lexicons[i].name);
        if (!has_head(text)) fail_msg("%s: head", lexicons[i].name);
        assert_true(lc_utf8_ok(text, NULL));
        size_t n = check(&lexicons[i], text);
        if (n < lexicons[i].least_rows) fail_msg("%s: only %zu rows", lexicons[i].name, n);
        bytes += text.len;
        rows += n;
    }
    assert_true(bytes <= MAX_TOTAL_BYTES);
    assert_true(rows <= MAX_ROWS); /* all of it is read at every start */
    lc_arena_free(a);
}

static bool holds(lc_sv text, const char *row)
{
    char line[256];
    snprintf(line, sizeof line, "\n%s", row);
    return lc_sv_find(text, lc_sv_of(line), 0) != SIZE_MAX;
}

/* Beginnings of rows that must be there: what the taxonomy of variations lives on. */
static void what_must_be_known_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *file, *row;
    } wanted[] = {
        {"legal_forms.txt", "otkrytoe aktsionernoe obshchestvo\tJSC\tru\tRU\toao\tany"},
        {"legal_forms.txt", "оао\tJSC\tru\tRU\toao\tany"},
        {"legal_forms.txt", "d o o\tLLC\t"},
        {"legal_forms.txt", "doo\tLLC\t"},
        {"legal_forms.txt", "private limited\tLLC\ten\tSG\tpteltd\tany"},
        {"legal_forms.txt", "有限公司\tLLC\tzh"},
        {"legal_forms.txt", "股份有限公司\tJSC\tzh"},
        {"legal_forms.txt", "株式会社\tJSC\tja"},
        {"legal_forms.txt", "شرکت\tCO\tfa"},
        {"legal_forms.txt", "주식회사\tJSC\tko"},
        {"titles.txt", "mullah\tmullah\tmul\ttitle"},
        {"titles.txt", "ogly\toglu\taz\tfiliation"},
        {"titles.txt", "van der\tvan\tnl\tparticle"},
        {"titles.txt", "abu\tabu\tar\tkunya"},
        {"org_words.txt", "zavod\tplant\tru\t1"},
        {"org_words.txt", "factory\tplant\ten\t1"},
        {"org_words.txt", "工厂\tplant\tzh\t1"},
        {"org_words.txt", "tekhnolodzhis\ttechnology\tru"},
        {"org_words.txt", "teknolodzhiz\ttechnology\tru"},
        {"org_words.txt", "tsentralnyy\tcentral\tru"},
        {"org_words.txt", "design bureau\tdesign-bureau\ten"},
        {"org_words.txt", "konstruktorskoe byuro\tdesign-bureau\tru"},
        {"abbreviations.txt", "comm\tcommunication"},
        {"abbreviations.txt", "srvces\tservice"},
        {"abbreviations.txt", "grp\tgroup"},
        {"given_names.txt", "volodya\tvladimir\tru\tshort"},
        {"given_names.txt", "siarhei\tsergey\tru\tspelling"},
        {"given_names.txt", "mohamed\tmuhammad\tar\tspelling"},
        {"given_names.txt", "pepe\tjose\tes\tshort"},
        {"surnames.txt", "tsai\tzh-cai"},
        {"surnames.txt", "cai\tzh-cai"},
        {"surnames.txt", "rhee\tko-lee\tko\tsystem"},
        {"numbers.txt", "41st\t41\ten\tordinal"},
        {"numbers.txt", "первыи\t1\tru\tordinal"},
        {"numbers.txt", "第一\t1\tzh\tordinal"},
        {"places.txt", "深圳\tshenzhen\tzh\tCN\tcity"},
        {"places.txt", "moskva\tmoscow\t"},
        {"background.txt", "company\tword\ten\t9"},
        {"background.txt", "wang\tfamily\tmul\t9"},
    };
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!holds(read_file(a, wanted[i].file), wanted[i].row))
            fail_msg("%s: no row %s", wanted[i].file, wanted[i].row);
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_keeps_its_form),
        cmocka_unit_test(what_must_be_known_is_known),
    };
    return cmocka_run_group_tests_name("text_names", tests, NULL, NULL);
}
