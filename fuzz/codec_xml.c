/* XML events from hostile bytes. Every element named "row" pauses the reader, as a sheet's does;
 * what comes out is held against what a second, unpaused run says. */
#include <stdlib.h>

#include "codec/xml.h"

typedef struct seen {
    uint64_t starts, ends, text_bytes, attributes;
    bool pauses;
} seen;

static int on_start(void *ctx, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    (void)err;
    seen *s = ctx;
    lc_sv v;
    s->starts++;
    if (lc_xml_attr(attrs, "r", &v)) s->attributes += v.len + 1;
    if (lc_xml_attr_ns(attrs, LC_SV("u"), "id", &v)) s->attributes += v.len + 1;
    if (s->pauses && lc_sv_is(name.local, "row")) lc_xml_pause(x);
    if (lc_xml_depth(x) > LC_XML_MAX_DEPTH) abort();
    return 0;
}

static int on_end(void *ctx, lc_xml *x, lc_xml_name name, licet_error *err)
{
    (void)x, (void)name, (void)err;
    ((seen *)ctx)->ends++;
    return 0;
}

static int on_text(void *ctx, lc_xml *x, lc_sv text, licet_error *err)
{
    (void)x, (void)err;
    ((seen *)ctx)->text_bytes += text.len;
    return 0;
}

static int run(lc_sv bytes, bool pauses, seen *out)
{
    *out = (seen){.pauses = pauses};
    lc_mem_reader state;
    lc_reader in = lc_reader_of_memory(&state, bytes);
    const lc_xml_handler h = {on_start, on_end, on_text, out};
    const lc_xml_limits limits = {.max_bytes = 1 << 20, .max_token_bytes = 1 << 16};
    lc_xml *x = lc_xml_open(&in, &h, &limits);
    licet_error err = {0};
    bool more = true;
    int rc = 0;
    while (!rc && more) rc = lc_xml_run(x, &more, &err);
    lc_xml_close(x);
    if (rc && (!err.message[0] || (int)err.code != rc)) abort();
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_sv bytes = lc_sv_make((const char *)data, size);
    seen straight, paused;
    int rc = run(bytes, false, &straight);
    if (rc != run(bytes, true, &paused)) abort();
    if (!rc &&
        (straight.starts != straight.ends || straight.starts != paused.starts ||
         straight.text_bytes != paused.text_bytes || straight.attributes != paused.attributes))
        abort();
    return 0;
}
