/* expat under our limits. expat keeps an unfinished token whole, so the token limit is watched as
 * the distance between what it was given and what it has understood. */
#include "codec/xml.h"

#include <expat.h>
#include <stdlib.h>

#include "base/arena.h"

enum { CHUNK_BYTES = 64 * 1024, SEPARATOR = '\n' };
static const uint64_t DEFAULT_DOCUMENT_BYTES = 1024u * 1024 * 1024;

struct lc_xml {
    XML_Parser parser;
    lc_reader in;
    lc_xml_handler h;
    lc_xml_limits limits;
    uint64_t fed_bytes;
    unsigned depth;
    bool paused, at_end, ended;
    int rc; /* of a handler or limit, once one failed */
    licet_error *err;
};

static lc_xml_name split(const char *name)
{
    const char *at = strchr(name, SEPARATOR);
    if (!at) return (lc_xml_name){LC_SV_NONE, lc_sv_of(name)};
    return (lc_xml_name){{name, (size_t)(at - name)}, lc_sv_of(at + 1)};
}

static void stop(lc_xml *x, int rc)
{
    if (!rc || x->rc) return;
    x->rc = rc;
    XML_StopParser(x->parser, XML_FALSE);
}

/* Pausing takes effect after the event, so a handler may do it at any point. */
static void settle(lc_xml *x, int rc)
{
    stop(x, rc);
    if (!x->rc && x->paused) XML_StopParser(x->parser, XML_TRUE);
}

static int check_attributes(lc_xml *x, const XML_Char **attrs)
{
    size_t n = 0;
    while (attrs[2 * n]) n++;
    if (n <= LC_XML_MAX_ATTRIBUTES) return 0;
    return lc_fail(x->err, LICET_E_LIMIT, "an XML element has %zu attributes, at most %d are read",
                   n, LC_XML_MAX_ATTRIBUTES);
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attrs)
{
    lc_xml *x = ctx;
    if (x->rc) return;
    x->depth++;
    int rc = check_attributes(x, attrs);
    if (!rc && x->depth > x->limits.max_depth)
        rc = lc_fail(x->err, LICET_E_LIMIT, "XML elements are nested more than %u deep",
                     x->limits.max_depth);
    if (!rc && x->h.start) rc = x->h.start(x->h.ctx, x, split(name), (lc_xml_attrs){attrs}, x->err);
    settle(x, rc);
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    lc_xml *x = ctx;
    if (x->rc) return;
    int rc = x->h.end ? x->h.end(x->h.ctx, x, split(name), x->err) : 0;
    x->depth--;
    settle(x, rc);
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int len)
{
    lc_xml *x = ctx;
    if (x->rc || !x->h.text) return;
    settle(x, x->h.text(x->h.ctx, x, (lc_sv){text, (size_t)len}, x->err));
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *sysid,
                               const XML_Char *pubid, int has_internal_subset)
{
    (void)name, (void)sysid, (void)pubid, (void)has_internal_subset;
    lc_xml *x = ctx;
    stop(x, lc_fail(x->err, LICET_E_SYNTAX, "XML with a DOCTYPE is refused"));
}

lc_xml *lc_xml_open(const lc_reader *in, const lc_xml_handler *h, const lc_xml_limits *limits)
{
    lc_xml *x = lc_xmalloc(sizeof *x);
    *x = (lc_xml){.in = *in, .h = *h};
    if (limits) x->limits = *limits;
    if (!x->limits.max_bytes) x->limits.max_bytes = DEFAULT_DOCUMENT_BYTES;
    if (!x->limits.max_depth) x->limits.max_depth = LC_XML_MAX_DEPTH;
    if (!x->limits.max_token_bytes) x->limits.max_token_bytes = LC_XML_MAX_TOKEN_BYTES;
    x->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!x->parser) lc_xmalloc(SIZE_MAX / 2); /* ends the process with its message */
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    return x;
}

void lc_xml_close(lc_xml *x)
{
    if (!x) return;
    XML_ParserFree(x->parser);
    free(x);
}

static uint64_t understood(const lc_xml *x)
{
    XML_Index at = XML_GetCurrentByteIndex(x->parser);
    return at < 0 ? 0 : (uint64_t)at;
}

static int place(lc_xml *x, int rc)
{
    lc_fail_at(x->err, NULL, XML_GetCurrentLineNumber(x->parser), understood(x));
    return rc;
}

static int check_sizes(lc_xml *x)
{
    if (x->fed_bytes > x->limits.max_bytes)
        return lc_fail(x->err, LICET_E_LIMIT, "XML of more than %llu bytes",
                       (unsigned long long)x->limits.max_bytes);
    if (x->fed_bytes - understood(x) > x->limits.max_token_bytes)
        return lc_fail(x->err, LICET_E_LIMIT, "an XML tag or comment of more than %zu bytes",
                       x->limits.max_token_bytes);
    return 0;
}

/* What expat said about the bytes it was given last. */
static int digest(lc_xml *x, enum XML_Status status)
{
    if (x->rc) return place(x, x->rc);
    if (status == XML_STATUS_ERROR) {
        enum XML_Error code = XML_GetErrorCode(x->parser);
        if (code == XML_ERROR_NO_MEMORY) lc_xmalloc(SIZE_MAX / 2);
        lc_fail(x->err, LICET_E_SYNTAX, "not well-formed XML: %s", XML_ErrorString(code));
        return place(x, LICET_E_SYNTAX);
    }
    if (status == XML_STATUS_OK && x->at_end) x->ended = true;
    return 0;
}

static int feed(lc_xml *x)
{
    int rc = check_sizes(x);
    if (rc) return place(x, rc);
    void *room = XML_GetBuffer(x->parser, CHUNK_BYTES);
    if (!room) lc_xmalloc(SIZE_MAX / 2);
    size_t got = 0;
    rc = x->in.read(x->in.ctx, room, CHUNK_BYTES, &got, x->err);
    if (rc) return rc;
    x->at_end = got == 0;
    x->fed_bytes += got;
    return digest(x, XML_ParseBuffer(x->parser, (int)got, x->at_end));
}

int lc_xml_run(lc_xml *x, bool *out_more, licet_error *err)
{
    x->err = err;
    if (x->rc) return lc_fail(err, LICET_E_ARGUMENT, "this XML already failed");
    int rc = 0;
    if (x->paused) {
        x->paused = false;
        rc = digest(x, XML_ResumeParser(x->parser));
    }
    while (!rc && !x->paused && !x->ended) rc = feed(x);
    if (rc) {
        x->rc = rc;
        return rc;
    }
    *out_more = x->paused;
    return 0;
}

void lc_xml_pause(lc_xml *x)
{
    x->paused = true;
}

unsigned lc_xml_depth(const lc_xml *x)
{
    return x->depth;
}

bool lc_xml_attr(lc_xml_attrs attrs, const char *local, lc_sv *out)
{
    return lc_xml_attr_ns(attrs, LC_SV_NONE, local, out);
}

bool lc_xml_attr_ns(lc_xml_attrs attrs, lc_sv space, const char *local, lc_sv *out)
{
    for (const XML_Char *const *a = attrs.list; a && *a; a += 2) {
        if (!space.len) {
            if (strcmp(a[0], local) != 0) continue;
        } else {
            lc_xml_name n = split(a[0]);
            if (!lc_sv_eq(n.space, space) || !lc_sv_is(n.local, local)) continue;
        }
        *out = lc_sv_of(a[1]);
        return true;
    }
    return false;
}

bool lc_xml_attr_at(lc_xml_attrs attrs, size_t i, lc_xml_name *out_name, lc_sv *out_value)
{
    const XML_Char *const *a = attrs.list;
    for (size_t k = 0; a && *a; a += 2, k++) {
        if (k != i) continue;
        *out_name = split(a[0]);
        *out_value = lc_sv_of(a[1]);
        return true;
    }
    return false;
}

void lc_xml_place(const lc_xml *x, uint64_t *out_line, uint64_t *out_byte, uint64_t *out_bytes)
{
    *out_line = XML_GetCurrentLineNumber(x->parser);
    *out_byte = understood(x);
    *out_bytes = (uint64_t)XML_GetCurrentByteCount(x->parser);
}
