/* A form as reconciliation clients send it, 0.1 and 0.2: queries=..&extend=..&query=.. */
#include "server_small.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/reconcile";
    srv_exchange *x = small_exchange();
    x->body.data = malloc(size + 1);
    if (!x->body.data) abort();
    if (size) memcpy(x->body.data, data, size);
    x->body.data[size] = 0;
    x->body.len = size;
    small_call(x, "POST", path, x->body.data, size);
    srv_exchange_free(x);
    return 0;
}
