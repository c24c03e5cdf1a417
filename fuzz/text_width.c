/* Names on a terminal: no control, no lone direction mark, never wider than allowed. */
#include <stdio.h>
#include <stdlib.h>

#include "text/fold.h"
#include "text/width.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int truth)
{
    if (!truth) abort();
}

/* Of text known to be UTF-8. */
static uint32_t next(lc_sv s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.data + *at;
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    uint32_t cp = n == 1 ? p[0] : p[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) cp = cp << 6 | (p[i] & 0x3F);
    *at += n;
    return cp;
}

static int harmless_columns(lc_sv s, int lines)
{
    int open = 0, columns = 0;
    demand(lc_utf8_ok(s, NULL));
    for (size_t at = 0; at < s.len;) {
        uint32_t cp = next(s, &at);
        if (cp == '\n' && lines) continue;
        demand(cp >= 0x20 && cp != 0x7F && !(cp >= 0x80 && cp < 0xA0));
        demand(!(cp >= 0x202A && cp <= 0x202E) && cp != 0x2066 && cp != 0x2067);
        open += cp == 0x2068;
        open -= cp == 0x2069;
        demand(open == 0 || open == 1);
        columns += lc_width_cp(cp);
    }
    demand(open == 0);
    return columns;
}

/* The first byte chooses widths. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) return 0;
    lc_sv s = {(const char *)data + 1, size - 1};
    int most = data[0] % 32;
    lc_width_wrap w = {data[0] % 16, data[0] / 16, data[0] % 5, data[0] % 4};
    lc_buf safe = {0}, again = {0}, put = {0}, wrapped = {0};
    lc_width_safe(&safe, s);
    lc_width_safe(&again, lc_buf_view(&safe));
    demand(lc_sv_eq(lc_buf_view(&safe), lc_buf_view(&again)));
    demand(harmless_columns(lc_buf_view(&safe), 0) == lc_width_of(s));
    int columns = lc_width_put(&put, s, most);
    demand(columns == harmless_columns(lc_buf_view(&put), 0));
    demand(most == 0 || columns <= most);
    int lines = lc_width_put_wrapped(&wrapped, s, &w);
    harmless_columns(lc_buf_view(&wrapped), 1);
    demand(lines >= 1 && (w.max_lines == 0 || lines <= w.max_lines));
    lc_buf_done(&safe);
    lc_buf_done(&again);
    lc_buf_done(&put);
    lc_buf_done(&wrapped);
    return 0;
}
