/* The lexicons against a reading of their lines one after the other, without a table: every form
 * has the senses of its rows, in their order. What is broken is refused with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ref/lexicon_files.h"

enum { MOST_ROWS = 400000, TEXT = 512, COLUMNS = 8 };

typedef struct row {
    char form[256];
    size_t number; /* of the row: the order of senses */
    lc_sense_file file;
    bool stem;
} row;

static const struct {
    const char *name;
    lc_sense_file file;
} files[] = {{"abbreviations.txt", LC_SENSE_ABBREVIATION},
             {"background.txt", LC_SENSE_BACKGROUND},
             {"given_names.txt", LC_SENSE_GIVEN},
             {"stems.txt", LC_SENSE_ORG},
             {"legal_forms.txt", LC_SENSE_LEGAL},
             {"numbers.txt", LC_SENSE_NUMBER},
             {"org_words.txt", LC_SENSE_ORG},
             {"places.txt", LC_SENSE_PLACE},
             {"surnames.txt", LC_SENSE_SURNAME},
             {"titles.txt", LC_SENSE_TITLE}};

static size_t add(row *rows, size_t n, const char *form, size_t file)
{
    assert_true(n < MOST_ROWS && strlen(form) < sizeof rows->form);
    strcpy(rows[n].form, form);
    rows[n].number = n;
    rows[n].file = files[file].file;
    rows[n].stem = strcmp(files[file].name, "stems.txt") == 0;
    return n + 1;
}

static size_t read_rows(row *rows)
{
    size_t n = 0;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        char path[TEXT], line[8 * TEXT], *column[COLUMNS];
        snprintf(path, sizeof path, "%s/names/%s", LICET_DATA_DIR, files[f].name);
        FILE *in = fopen(path, "r");
        assert_non_null(in);
        while (fgets(line, sizeof line, in)) {
            size_t k = 0;
            line[strcspn(line, "\n")] = 0;
            if (!*line || *line == '#') continue;
            for (char *rest = line, *one; k < COLUMNS && (one = strsep(&rest, "\t"));)
                column[k++] = one;
            n = add(rows, n, column[0], f);
            /* an abbreviation of a word without a concept tells of that word, too */
            if (files[f].file == LC_SENSE_ABBREVIATION && strcmp(column[1], "-") == 0)
                n = add(rows, n, column[3], f);
        }
        fclose(in);
    }
    return n;
}

static int compare(const void *a, const void *b)
{
    const row *x = a, *y = b;
    int c = (int)x->stem - (int)y->stem;
    if (!c) c = strcmp(x->form, y->form);
    return c ? c : x->number < y->number ? -1 : 1;
}

static void every_form_has_its_senses(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    row *rows = malloc(MOST_ROWS * sizeof *rows);
    assert_non_null(lex);
    assert_non_null(rows);
    size_t n = read_rows(rows), forms = 0;
    qsort(rows, n, sizeof *rows, compare);
    for (size_t i = 0; i < n; forms++) {
        lc_sv form = lc_sv_of(rows[i].form);
        const lc_sense *s = rows[i].stem ? lc_lexicon_stem(lex, form) : lc_lexicon_find(lex, form);
        size_t first = i;
        for (; i < n && rows[i].stem == rows[first].stem &&
               strcmp(rows[i].form, rows[first].form) == 0;
             i++, s = s->next) {
            assert_non_null(s);
            assert_int_equal(s->file, rows[i].file);
        }
        assert_null(s);
    }
    assert_null(lc_lexicon_find(lex, LC_SV("no such form in any file")));
    print_message("%zu senses of %zu forms\n", n, forms);
    free(rows);
    lc_lexicon_free(lex);
    lc_arena_free(a);
}

static void what_is_broken_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        uint64_t line; /* 0: it can be read */
    } cases[] = {
        {"titles.txt", "", 0},
        {"titles.txt", "# remark\twith\ttabs\tand\tmore\tof\tthem\tyet\n\nmr\tmr\ten\ttitle", 0},
        {"titles.txt", "mr\tmr\ten\ttitle\n", 0},
        {"titles.txt", "mr\tmr\ten\ttitle\nms\tms\ten\n", 2},
        {"titles.txt", "mr\tmr\ten\ttitle\t\n", 1},
        {"titles.txt", "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\n", 1},
        {"titles.txt", "mr\tmr\ten\tlord\n", 1},
        {"titles.txt", "\tmr\ten\ttitle\n", 1},
        {"titles.txt", "mr\tmr\ten\ttitle\r\n", 1},
        {"titles.txt", "# remark\r\n", 1},
        {"numbers.txt", "one\tone\ten\tcardinal\n", 1},
        {"background.txt", "li\tli\tzh\t10\n", 1},
        {"background.txt", "li\tli\tzh\t9\n", 0},
        {"others.txt", "a\tb\n", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *exact = malloc(strlen(cases[i].text) + 1); /* a byte too far is noticed */
        lc_sv text =
            lc_sv_make(memcpy(exact, cases[i].text, strlen(cases[i].text)), strlen(cases[i].text));
        lc_lexicon_file f = {lc_sv_of(cases[i].name), text};
        lc_lexicon *lex = NULL;
        licet_error err = {0};
        bool good = cases[i].line == 0 && strcmp(cases[i].name, "others.txt") != 0;
        int rc = lc_lexicon_new(&f, 1, &lex, &err);
        assert_int_equal(rc, good ? 0 : LICET_E_RULE);
        if (!good) assert_int_equal(err.line, cases[i].line);
        if (!good) assert_string_equal(err.file, cases[i].name);
        lc_lexicon_free(lex);
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_form_has_its_senses),
                                       cmocka_unit_test(what_is_broken_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
