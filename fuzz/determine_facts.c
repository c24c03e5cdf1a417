/* Facts all the way to an answer, under the rules of the data folder: no facts a user can write may
 * crash it, and no answer may be a release with something missing. */
#include <stdint.h>
#include <stdlib.h>

#include "determine/determine.h"
#include "rules_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lc_rules *rules;
    if (!rules) rules = fuzz_rules();
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
