/* codec/xml.h: XML 1.0 with namespaces as a stream of events, under limits. A document type
 * declaration is always refused: so there are no entities to expand and no files to fetch. */
#ifndef CODEC_XML_H
#define CODEC_XML_H

#include "base/error.h"
#include "base/reader.h"

typedef struct lc_xml lc_xml;

enum {
    LC_XML_MAX_DEPTH = 64,                /* open elements */
    LC_XML_MAX_TOKEN_BYTES = 1024 * 1024, /* one tag with its attributes, one comment */
    LC_XML_MAX_ATTRIBUTES = 256           /* of one element */
};

typedef struct lc_xml_name {
    lc_sv space; /* namespace URI, empty if none */
    lc_sv local;
} lc_xml_name;

typedef struct lc_xml_attrs {
    const void *list; /* the parser's own; look with lc_xml_attr */
} lc_xml_attrs;

/* Every function may be NULL. What they are given is valid during the call. A code other than 0
 * ends the run with that code; the place is added. */
typedef struct lc_xml_handler {
    int (*start)(void *ctx, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs, licet_error *err);
    int (*end)(void *ctx, lc_xml *x, lc_xml_name name, licet_error *err);
    /* Character data, in pieces of any size. */
    int (*text)(void *ctx, lc_xml *x, lc_sv text, licet_error *err);
    void *ctx;
} lc_xml_handler;

typedef struct lc_xml_limits {
    uint64_t max_bytes;     /* of the document; 0: 1 GiB */
    unsigned max_depth;     /* 0: LC_XML_MAX_DEPTH */
    size_t max_token_bytes; /* 0: LC_XML_MAX_TOKEN_BYTES */
} lc_xml_limits;

/* Borrows the reader's state. UTF-8, UTF-16, ISO-8859-1 and US-ASCII are read; events are UTF-8.
 * Never fails. limits may be NULL. */
lc_xml *lc_xml_open(const lc_reader *in, const lc_xml_handler *h, const lc_xml_limits *limits);
void lc_xml_close(lc_xml *x); /* takes NULL */
/* Runs to the end of the document (*out_more false) or until a handler paused (*out_more true);
 * then call again to go on. LICET_E_SYNTAX with line and byte for what is not well-formed,
 * LICET_E_LIMIT beyond a limit, else the reader's or handler's code. */
int lc_xml_run(lc_xml *x, bool *out_more, licet_error *err);
/* For handlers: come back from lc_xml_run after this event. */
void lc_xml_pause(lc_xml *x);
/* For handlers: open elements, the current one included in start and end (the root is 1). */
unsigned lc_xml_depth(const lc_xml *x);

/* Attribute by local name without namespace (or, where space is not empty, with it); false if
 * absent. NUL-terminated. */
bool lc_xml_attr(lc_xml_attrs attrs, const char *local, lc_sv *out);
bool lc_xml_attr_ns(lc_xml_attrs attrs, lc_sv space, const char *local, lc_sv *out);
/* The i-th attribute, in document order; false behind the last. Namespace declarations are none. */
bool lc_xml_attr_at(lc_xml_attrs attrs, size_t i, lc_xml_name *out_name, lc_sv *out_value);

/* For handlers: where the current event stands: 1-based line, 0-based byte, and bytes of the tag or
 * text. */
void lc_xml_place(const lc_xml *x, uint64_t *out_line, uint64_t *out_byte, uint64_t *out_bytes);

#endif
