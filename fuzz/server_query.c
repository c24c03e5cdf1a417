/* Requests that are answered: a line "METHOD PATH?QUERY", then the body. The endpoints of other
 * tools, screenings, searches and what is shown of the lists. */
#include "server_small.h"

static bool read_query(srv_exchange *x, char *query)
{
    while (query && *query) {
        char *pair = strsep(&query, "&"), *value = strchr(pair, '=');
        if (value) *value++ = 0;
        if (!srv_put_arg(x, pair, value)) return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (!text) abort();
    if (size) memcpy(text, data, size);
    text[size] = 0;
    char *rest = text, *line = strsep(&rest, "\n"), *method = strsep(&line, " ");
    char *path = strsep(&line, "?");
    srv_exchange *x = small_exchange();
    if (path && read_query(x, line))
        small_call(x, method, path, rest ? rest : "", rest ? size - (size_t)(rest - text) : 0);
    srv_exchange_free(x);
    free(text);
    return 0;
}
