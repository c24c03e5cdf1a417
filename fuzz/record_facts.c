/* Facts of a transaction, from a user and from the screening. */
#include <stdint.h>

#include "record/facts_shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_facts *f;
    licet_error e;
    if (!lc_json_parse(a, lc_sv_make((const char *)data, size), &j, &e)) {
        (void)lc_facts_parse(a, j, LC_FACTS_FROM_USER, &f, &e);
        (void)lc_facts_parse(a, j, LC_FACTS_FROM_ENGINE, &f, &e);
    }
    lc_arena_free(a);
    return 0;
}
