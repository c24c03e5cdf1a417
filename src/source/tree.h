/* source/tree.h: a list that is XML, one record at a time as a small tree. Private to source.
 *
 * The file streams; only the record being read is in memory. A record over
 * LC_INPUT_MAX_RECORD_BYTES or with more than LC_TREE_MAX_NODES elements, a document type, elements
 * nested more than LC_XML_MAX_DEPTH deep and anything that is not well-formed refuse the whole
 * file. */
#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "source/input.h"

enum { LC_TREE_MAX_NODES = 64 * 1024 };

typedef struct lc_node {
    lc_sv name; /* local name */
    lc_sv text; /* character data directly inside, trimmed; line ends inside it stay */
    const lc_attr *attrs;
    size_t n_attrs;
    const struct lc_node *first, *next; /* child, sibling */
    uint64_t line, byte, bytes;         /* of the element; bytes of a record only */
} lc_node;

typedef struct lc_tree {
    const char *root; /* local name of the document element; another is refused. NULL: any */
    const char *const *records; /* NULL-ended local names: handed on whole wherever they stand */
    void *ctx;
    /* The document element with its attributes only. May be NULL. */
    int (*begin)(void *ctx, const lc_node *root, licet_error *err);
    /* The record lives during the call. */
    int (*record)(void *ctx, const lc_node *record, licet_error *err);
} lc_tree;

/* Reads the whole file. Whatever XML it cannot read becomes LICET_E_SOURCE with line and byte. */
int lc_tree_run(lc_input *in, const lc_tree *t, licet_error *err);
/* The same over another reader of the same text (source/spool.h). */
int lc_tree_read(lc_input *in, const lc_reader *text, const lc_tree *t, licet_error *err);

/* Does this text begin an XML document whose element has this local name? */
bool lc_tree_fits(lc_sv head, const char *root);

/* The `parse` and `recognises` of a source whose files are XML with this root and nothing else: an
 * lc_source hands its functions no context, so each such source needs its own. body: an
 * lc_input_body. */
#define LC_TREE_SOURCE(body, root)                                                                 \
    static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,     \
                     lc_source_result *out, licet_error *err)                                      \
    {                                                                                              \
        return lc_input_run(in, origin, sink, NULL, body, out, err);                               \
    }                                                                                              \
    static bool recognises(lc_sv head, lc_sv file_name)                                            \
    {                                                                                              \
        (void)file_name;                                                                           \
        return lc_tree_fits(head, root);                                                           \
    }

/* The first child with a name, or NULL; the next sibling of n with the same name, or NULL. NULL
 * nodes have no children, empty texts and no attributes. */
const lc_node *lc_node_child(const lc_node *n, const char *name);
const lc_node *lc_node_again(const lc_node *n);
/* Text of the first child with that name; empty if there is none. */
lc_sv lc_node_text(const lc_node *n, const char *child);
lc_sv lc_node_attr(const lc_node *n, const char *name);

#endif
