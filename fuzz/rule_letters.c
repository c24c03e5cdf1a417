/* The exporter's own letters: no table may crash the reader, and what it takes in is printed so
 * that reading it again gives the same table. */
#include <stdint.h>
#include <stdlib.h>

#include "rule/letters.h"
#include "rules_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lc_rules *rules;
    if (!rules) rules = fuzz_rules();
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
