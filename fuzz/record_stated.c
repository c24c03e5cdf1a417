/* Facts typed by a person, one "path=value" a line. */
#include <stdint.h>

#include "record/facts.h"
#include "record/facts_stated.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was typed comes back in the message: still text. */
static void is_text(lc_arena *a, const char *message)
{
    lc_json *again;
    lc_sv text = lc_json_text(a, lc_json_of_z(a, message), LC_JSON_COMPACT);
    if (lc_json_parse(a, text, &again, NULL)) __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_arena *a = lc_arena_new();
    lc_json *facts = lc_json_object(a), *again;
    lc_sv rest = lc_sv_make((const char *)data, size);
    licet_error e;
    while (rest.data && rest.len) {
        lc_sv line = lc_sv_cut(&rest, LC_SV("\n")), path = lc_sv_cut(&line, LC_SV("="));
        if (lc_fact_state(a, facts, path, line, NULL, &e)) is_text(a, e.message);
    }
    /* What was taken in is JSON that reads back. */
    if (lc_json_parse(a, lc_json_text(a, facts, LC_JSON_COMPACT), &again, &e) &&
        e.code != LICET_E_LIMIT)
        __builtin_trap();
    lc_arena_free(a);
    return 0;
}
