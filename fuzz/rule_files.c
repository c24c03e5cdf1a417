/* A rule file: the text format, and what of it is shown. */
#include <stdint.h>

#include "rule/rulefile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_arena *a = lc_arena_new();
    lc_rule_file in = {LC_SV("us-ear/fuzz.txt"), lc_sv_make((const char *)data, size)};
    lc_rulefile f;
    lc_rules *r;
    licet_error e;
    if (!lc_rulefile_parse(a, &in, &f, &e))
        for (size_t i = 0; i < f.n_tables; i++)
            for (size_t k = 0; k < f.tables[i].n_facts; k++)
                if (!f.tables[i].facts[k].cite.len)
                    __builtin_trap(); /* every fact has a citation */
    if (!lc_rules_new(&in, 1, &r, &e)) lc_rules_free(r);
    lc_arena_free(a);
    return 0;
}
