/* Facts of a transaction, from a user and from the screening. */
#include <stdint.h>

#include "record/facts_shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a user wrote comes back in the message: still UTF-8. */
static void is_text(lc_arena *a, const char *message)
{
    lc_json *again;
    lc_sv text = lc_json_text(a, lc_json_of_z(a, message), LC_JSON_COMPACT);
    lc_sv array = lc_arena_printf(a, "[%.*s]", LC_SV_ARG(text));
    if (lc_json_parse(a, array, &again, NULL)) __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_facts *f;
    licet_error e;
    if (!lc_json_parse(a, lc_sv_make((const char *)data, size), &j, &e)) {
        (void)lc_facts_parse(a, j, LC_FACTS_FROM_ENGINE, &f, &e);
        if (lc_facts_parse(a, j, LC_FACTS_FROM_USER, &f, &e)) is_text(a, e.message);
    }
    lc_arena_free(a);
    return 0;
}
