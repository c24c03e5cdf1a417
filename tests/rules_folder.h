/* For unit tests: all of data/rules as lc_rules_new wants it. */
#ifndef TESTS_RULES_FOLDER_H
#define TESTS_RULES_FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "rule/rules.h"

enum { TEST_MAX_RULE_FILES = 64 };

static int rule_file_order(const void *x, const void *y)
{
    const lc_rule_file *a = x, *b = y;
    return lc_sv_cmp(a->name, b->name);
}

static lc_sv test_file_text(lc_arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) return LC_SV_NONE;
    fseek(f, 0, SEEK_END);
    size_t len = (size_t)ftell(f);
    rewind(f);
    char *text = lc_arena_alloc(a, len + 1);
    size_t got = fread(text, 1, len, f);
    fclose(f);
    return lc_sv_make(text, got);
}

static size_t test_rule_files(lc_arena *a, lc_rule_file *out)
{
    const char *folder = LICET_DATA_DIR "/rules/us-ear";
    DIR *d = opendir(folder);
    size_t n = 0;
    for (struct dirent *e; d && (e = readdir(d)) && n < TEST_MAX_RULE_FILES - 1;) {
        if (!lc_sv_ends(lc_sv_of(e->d_name), LC_SV(".txt"))) continue;
        out[n].name = lc_arena_printf(a, "us-ear/%s", e->d_name);
        out[n].text = test_file_text(a, lc_arena_printf(a, "%s/%s", folder, e->d_name).data);
        n++;
    }
    if (d) closedir(d);
    out[n].name = LC_SV("lists.txt");
    out[n++].text = test_file_text(a, LICET_DATA_DIR "/rules/lists.txt");
    qsort(out, n, sizeof *out, rule_file_order);
    return n;
}

static lc_rules *test_rules(lc_arena *a)
{
    lc_rule_file files[TEST_MAX_RULE_FILES];
    size_t n = test_rule_files(a, files);
    lc_rules *r = NULL;
    licet_error e = {0};
    if (lc_rules_new(files, n, &r, &e))
        printf("%s:%lu: %s\n", e.file, (unsigned long)e.line, e.message);
    return r;
}

#endif
