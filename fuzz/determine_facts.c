/* Facts all the way to an answer, under the rules of the data folder: no facts a user can write may
 * crash it, and no answer may be a release with something missing. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "determine/determine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_FILES = 64 };

/* data/rules/us-ear beside this file's own folder. */
static const char *rules_folder(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s", __FILE__);
    char *slash = strrchr(path, '/');
    if (slash) *slash = 0;
    strncat(path, "/../data/rules/us-ear", sizeof path - strlen(path) - 1);
    return path;
}

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

static lc_rules *load(void)
{
    lc_arena *a = lc_arena_new();
    lc_rule_file files[MAX_FILES];
    size_t n = 0;
    DIR *d = opendir(rules_folder());
    for (struct dirent *e; d && (e = readdir(d)) && n < MAX_FILES;) {
        if (!lc_sv_ends(lc_sv_of(e->d_name), LC_SV(".txt"))) continue;
        files[n].name = lc_arena_printf(a, "us-ear/%s", e->d_name);
        files[n].text = file_text(a, lc_arena_printf(a, "%s/%s", rules_folder(), e->d_name).data);
        n++;
    }
    if (d) closedir(d);
    lc_rules *r = NULL;
    licet_error e = {0};
    if (lc_rules_new(files, n, &r, &e)) printf("rules: %s\n", e.message);
    lc_arena_free(a);
    return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lc_rules *rules;
    if (!rules) rules = load();
    if (!rules) abort();
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_facts *f;
    lc_determination *d;
    licet_error e;
    if (!lc_json_parse(a, lc_sv_make((const char *)data, size), &j, &e) &&
        !lc_facts_parse(a, j, LC_FACTS_FROM_ENGINE, &f, &e) && !lc_determine(a, rules, f, &d, &e)) {
        lc_json *answer = lc_determination_json(a, d);
        lc_json *again; /* the answer is JSON: UTF-8, no NUL, no key twice */
        if (lc_json_parse(a, lc_json_text(a, answer, LC_JSON_CANONICAL), &again, &e)) abort();
        bool open = lc_json_len(lc_json_get(answer, "missing")) > 0;
        if (open && lc_determination_disposition(d) == LICET_RELEASE) abort();
    }
    lc_arena_free(a);
    return 0;
}
