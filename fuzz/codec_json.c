/* JSON: what is taken comes back from its canonical text as the same value; a framed document gives
 * elements that lie where they are said to lie. */
#include <stdio.h>
#include <stdlib.h>

#include "base/reader.h"
#include "codec/json.h"
#include "codec/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int truth)
{
    if (!truth) abort();
}

static void parse_whole(lc_arena *a, lc_sv text)
{
    lc_json *v = NULL, *again = NULL;
    licet_error e = {0};
    if (lc_json_parse(a, text, &v, &e)) {
        demand(v == NULL && e.message[0] && (!e.has_byte || e.byte <= text.len));
        return;
    }
    lc_sv canonical = lc_json_text(a, v, LC_JSON_CANONICAL);
    demand(lc_utf8_bad_at(canonical) == SIZE_MAX);
    demand(lc_json_parse(a, canonical, &again, NULL) == 0);
    demand(lc_sv_eq(lc_json_text(a, again, LC_JSON_CANONICAL), canonical));
    demand(lc_sv_eq(lc_json_text(a, lc_json_copy(a, v), LC_JSON_CANONICAL), canonical));
    demand(lc_json_parse(a, lc_json_text(a, v, LC_JSON_PRETTY), &again, NULL) == 0);
    demand(lc_sv_eq(lc_json_text(a, again, LC_JSON_CANONICAL), canonical));
}

typedef struct framing {
    lc_sv text;
    uint64_t next;
} framing;

static int element(void *ctx, const lc_json_element *e, licet_error *err)
{
    framing *f = ctx;
    (void)err;
    demand(e->index == f->next++ && e->line > 0);
    demand(e->byte + e->text.len <= f->text.len);
    demand(lc_sv_eq(e->text, (lc_sv){f->text.data + e->byte, e->text.len}));
    return 0;
}

static int member(void *ctx, lc_sv key, lc_sv text, licet_error *err)
{
    (void)ctx;
    (void)key;
    (void)err;
    demand(text.len <= 4096);
    return 0;
}

static void frame(lc_sv text, const char *key)
{
    framing f = {text, 0};
    lc_mem_reader state;
    lc_reader in = lc_reader_of_memory(&state, text);
    licet_error e = {0};
    lc_json_frame how = {key, 4096, &f, element, member};
    if (lc_json_frame_run(&in, &how, &e)) demand(e.message[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_sv text = {(const char *)data, size};
    lc_arena *a = lc_arena_new();
    parse_whole(a, text);
    frame(text, "results");
    frame(text, NULL);
    lc_arena_free(a);
    return 0;
}
