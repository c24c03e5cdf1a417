#include "cli/lines.h"

#include <stdlib.h>

static void grow(cli_lines *l)
{
    size_t cap = l->cap ? l->cap * 2 : 4096;
    char *data = realloc(l->data, cap);
    if (!data) abort();
    l->data = data;
    l->cap = cap;
}

bool cli_lines_next(cli_lines *l)
{
    bool any = false;
    l->len = 0;
    for (int c; (c = getc_unlocked(l->from)) != EOF;) {
        any = true;
        if (c == '\n') break;
        if (l->len > CLI_LINE_BYTES) continue;
        if (l->len + 1 >= l->cap) grow(l);
        l->data[l->len++] = (char)c;
    }
    if (!any) return false;
    if (!l->cap) grow(l);
    if (l->len && l->data[l->len - 1] == '\r') l->len--;
    l->data[l->len] = 0;
    return true;
}

void cli_lines_done(cli_lines *l)
{
    free(l->data);
    *l = (cli_lines){0};
}

bool cli_lines_blank(const cli_lines *l)
{
    for (size_t i = 0; i < l->len; i++)
        if (l->data[i] != ' ' && l->data[i] != '\t') return false;
    return true;
}
