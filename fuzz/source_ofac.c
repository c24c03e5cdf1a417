/* The parts of an OFAC list stand behind each other, with a byte 1D between. */
#include "source_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void parse_parts(const char *id, lc_sv bytes)
{
    lc_mem_reader state[LC_SOURCE_MAX_PARTS];
    lc_reader in[LC_SOURCE_MAX_PARTS];
    lc_source_part part[LC_SOURCE_MAX_PARTS];
    const lc_source_part *parts[LC_SOURCE_MAX_PARTS] = {NULL};
    lc_arena *a = lc_arena_new();
    lc_source_sink sink = {a, fuzz_entry, fuzz_diag};
    lc_source_result result = {0};
    licet_error err = {0};
    const lc_source *s = lc_source_find(lc_sv_of(id));
    lc_sv rest = bytes;
    for (int i = 0; i < LC_SOURCE_MAX_PARTS && (i == 0 || rest.data); i++) {
        lc_sv text = lc_sv_cut(&rest, LC_SV("\x1d"));
        in[i] = lc_reader_of_memory(&state[i], text);
        part[i] = (lc_source_part){&in[i], {.file = LC_SV("fuzz")}};
        parts[i] = &part[i];
        s->part_of(text, LC_SV("fuzz"));
    }
    int rc = s->parse_parts(parts, &sink, &result, &err);
    if (rc ? (licet_code)rc != err.code || !err.message[0] || !err.remedy[0] : !result.entries)
        abort();
    lc_arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_sv bytes = {(const char *)data, size};
    parse_parts("us_ofac_sdn", bytes);
    parse_parts("us_ofac_cons", bytes);
    lc_source_guess(bytes, LC_SV("cons_add.csv"));
    return fuzz_source("us_ofac_sdn", data, size);
}
