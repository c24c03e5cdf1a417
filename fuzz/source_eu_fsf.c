/* The EU's Financial Sanctions Files, XML and CSV. */
#include "source_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_source("eu_fsf", data, size);
}
