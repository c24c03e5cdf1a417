/* For fuzz targets: the rules of the data folder beside this file's own folder. */
#ifndef FUZZ_RULES_H
#define FUZZ_RULES_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "rule/rules.h"

enum { FUZZ_MAX_FILES = 64 };

static lc_sv fuzz_file_text(lc_arena *a, const char *path)
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

static lc_rules *fuzz_rules(void)
{
    char here[4096];
    lc_rule_file files[FUZZ_MAX_FILES];
    lc_rules *r = NULL;
    licet_error e = {0};
    size_t n = 0;
    lc_arena *a = lc_arena_new();
    snprintf(here, sizeof here, "%s", __FILE__);
    char *slash = strrchr(here, '/');
    if (slash) *slash = 0;
    lc_sv folder = lc_arena_printf(a, "%s/../data/rules", here);
    DIR *d = opendir(lc_arena_printf(a, "%s/us-ear", folder.data).data);
    for (struct dirent *x; d && (x = readdir(d)) && n < FUZZ_MAX_FILES - 1;) {
        if (!lc_sv_ends(lc_sv_of(x->d_name), LC_SV(".txt"))) continue;
        files[n++].name = lc_arena_printf(a, "us-ear/%s", x->d_name);
    }
    if (d) closedir(d);
    files[n++].name = LC_SV("lists.txt");
    for (size_t i = 0; i < n; i++)
        files[i].text =
            fuzz_file_text(a, lc_arena_printf(a, "%s/%s", folder.data, files[i].name.data).data);
    if (lc_rules_new(files, n, &r, &e)) {
        printf("rules: %s\n", e.message);
        abort();
    }
    lc_arena_free(a);
    return r;
}

#endif
