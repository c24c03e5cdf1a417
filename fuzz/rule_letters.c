/* The exporter's own letters: no table may crash the reader, and what it takes in is printed so
 * that reading it again gives the same table. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule/letters.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_FILES = 64 };

static lc_sv file_text(lc_arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) return LC_SV_NONE;
    fseek(f, 0, SEEK_END);
    size_t len = (size_t)ftell(f);
    rewind(f);
    char *text = lc_arena_alloc(a, len + 1);
    len = fread(text, 1, len, f);
    fclose(f);
    return lc_sv_make(text, len);
}

/* data/rules/us-ear beside this file's own folder: the places letters may name. */
static lc_rules *load(void)
{
    char folder[4096];
    snprintf(folder, sizeof folder, "%s", __FILE__);
    char *slash = strrchr(folder, '/');
    if (slash) *slash = 0;
    strncat(folder, "/../data/rules/us-ear", sizeof folder - strlen(folder) - 1);
    lc_arena *a = lc_arena_new();
    lc_rule_file files[MAX_FILES];
    size_t n = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d)) && n < MAX_FILES;) {
        if (!lc_sv_ends(lc_sv_of(e->d_name), LC_SV(".txt"))) continue;
        files[n].name = lc_arena_printf(a, "us-ear/%s", e->d_name);
        files[n].text = file_text(a, lc_arena_printf(a, "%s/%s", folder, e->d_name).data);
        n++;
    }
    if (d) closedir(d);
    lc_rules *r = NULL;
    if (lc_rules_new(files, n, &r, NULL)) abort();
    lc_arena_free(a);
    return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lc_rules *rules;
    if (!rules) rules = load();
    lc_arena *a = lc_arena_new();
    lc_letters *one, *two;
    licet_error e = {0};
    if (!lc_letters_parse(a, rules, lc_sv_make((const char *)data, size), "letters.csv", &one,
                          &e)) {
        lc_sv text = lc_letters_print(a, one);
        if (lc_letters_parse(a, rules, text, "letters.csv", &two, &e)) abort();
        if (two->len != one->len || !lc_sv_eq(lc_letters_print(a, two), text)) abort();
    } else if (!e.message[0] || !e.remedy[0]) {
        abort();
    }
    lc_arena_free(a);
    return 0;
}
