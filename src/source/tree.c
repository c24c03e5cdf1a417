#include "source/tree.h"

#include <stdlib.h>

#include "base/buf.h"
#include "codec/xml.h"

typedef struct open_element {
    lc_node *node, *last_child;
    size_t text_from; /* its text in `text` so far begins here */
} open_element;

typedef struct run {
    lc_input *in;
    const lc_tree *t;
    lc_arena *arena; /* of one record */
    open_element open[LC_XML_MAX_DEPTH + 1];
    size_t n_open; /* elements of the record that are open; 0: outside */
    size_t n_nodes;
    lc_buf text; /* of the open elements, one behind the other */
} run;

static bool is_record(const run *r, lc_sv name)
{
    for (const char *const *p = r->t->records; *p; p++)
        if (lc_sv_is(name, *p)) return true;
    return false;
}

static const lc_attr *copy_attrs(run *r, lc_xml_attrs attrs, size_t *out_n)
{
    size_t n = 0;
    lc_xml_name name;
    lc_sv value;
    while (lc_xml_attr_at(attrs, n, &name, &value)) n++;
    lc_attr *out = LC_NEW_N(r->arena, lc_attr, n + 1);
    for (size_t i = 0; i < n && lc_xml_attr_at(attrs, i, &name, &value); i++)
        out[i] = (lc_attr){lc_arena_sv(r->arena, name.local), lc_arena_sv(r->arena, value)};
    *out_n = n;
    return out;
}

static lc_node *new_node(run *r, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs)
{
    lc_node *n = LC_NEW(r->arena, lc_node);
    n->name = lc_arena_sv(r->arena, name.local);
    n->attrs = copy_attrs(r, attrs, &n->n_attrs);
    lc_xml_place(x, &n->line, &n->byte, &n->bytes);
    return n;
}

static int begin_document(run *r, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    lc_node *n = new_node(r, x, name, attrs);
    if (r->t->root && !lc_sv_is(name.local, r->t->root))
        return lc_input_refuse(r->in, n->line, n->byte, err,
                               "this is not the list: its XML begins with <%.*s>, not <%s>",
                               LC_SV_ARG(name.local), r->t->root);
    int rc = r->t->begin ? r->t->begin(r->t->ctx, n, err) : 0;
    lc_arena_reset(r->arena);
    return rc;
}

/* Hangs the element under the one that is open. */
static void enter(run *r, lc_node *n)
{
    if (r->n_open) {
        open_element *parent = &r->open[r->n_open - 1];
        if (parent->last_child)
            parent->last_child->next = n;
        else
            parent->node->first = n;
        parent->last_child = n;
    }
    r->open[r->n_open++] = (open_element){n, NULL, r->text.len};
}

static int check_size(run *r, lc_xml *x, const lc_node *n, licet_error *err)
{
    uint64_t line, byte, bytes;
    lc_xml_place(x, &line, &byte, &bytes);
    if (r->n_nodes > LC_TREE_MAX_NODES)
        return lc_input_refuse(r->in, line, byte, err, "a record with more than %d elements",
                               LC_TREE_MAX_NODES);
    if (byte - n->byte + bytes > LC_INPUT_MAX_RECORD_BYTES)
        return lc_input_refuse(r->in, line, byte, err, "a record of more than %d bytes",
                               LC_INPUT_MAX_RECORD_BYTES);
    return 0;
}

static int on_start(void *ctx, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    run *r = ctx;
    if (lc_xml_depth(x) == 1) return begin_document(r, x, name, attrs, err);
    if (!r->n_open && !is_record(r, name.local)) return 0;
    if (!r->n_open) r->n_nodes = 0;
    r->n_nodes++;
    enter(r, new_node(r, x, name, attrs));
    return check_size(r, x, r->open[0].node, err);
}

static int on_text(void *ctx, lc_xml *x, lc_sv text, licet_error *err)
{
    run *r = ctx;
    if (!r->n_open) return 0;
    lc_buf_sv(&r->text, text);
    return check_size(r, x, r->open[0].node, err);
}

static int end_record(run *r, lc_xml *x, lc_node *n, licet_error *err)
{
    uint64_t line, byte, bytes;
    lc_xml_place(x, &line, &byte, &bytes);
    n->bytes = byte + bytes - n->byte;
    int rc = r->t->record(r->t->ctx, n, err);
    lc_arena_reset(r->arena);
    lc_buf_clear(&r->text);
    return rc;
}

static int on_end(void *ctx, lc_xml *x, lc_xml_name name, licet_error *err)
{
    run *r = ctx;
    (void)name;
    if (!r->n_open) return 0;
    open_element *o = &r->open[--r->n_open];
    lc_sv text = lc_sv_from(lc_buf_view(&r->text), o->text_from);
    o->node->text = lc_arena_sv(r->arena, lc_build_trim(text));
    r->text.len = o->text_from;
    return r->n_open ? 0 : end_record(r, x, o->node, err);
}

/* What the XML parser refuses is a damaged list, whatever the kind of damage. */
static int damaged(run *r, const licet_error *why, licet_error *err)
{
    return lc_input_refuse(r->in, why->line, why->has_byte ? why->byte : 0, err,
                           "%.200s; the list is not whole", why->message);
}

int lc_tree_run(lc_input *in, const lc_tree *t, licet_error *err)
{
    return lc_tree_read(in, lc_input_reader(in), t, err);
}

int lc_tree_read(lc_input *in, const lc_reader *text, const lc_tree *t, licet_error *err)
{
    run *r = lc_xmalloc(sizeof *r);
    memset(r, 0, sizeof *r);
    *r = (run){.in = in, .t = t, .arena = lc_arena_new()};
    const lc_xml_handler h = {on_start, on_end, on_text, r};
    lc_xml *x = lc_xml_open(text, &h, NULL);
    licet_error why = {0};
    bool more = true;
    int rc = lc_xml_run(x, &more, &why);
    if (rc == LICET_E_SYNTAX || rc == LICET_E_LIMIT || rc == LICET_E_ENCODING)
        rc = damaged(r, &why, err);
    else if (rc && err)
        *err = why;
    lc_xml_close(x);
    lc_buf_done(&r->text);
    lc_arena_free(r->arena);
    free(r);
    return rc;
}

/* Behind the declaration and comments. */
static lc_sv first_element(lc_sv t)
{
    if (lc_sv_starts(t, LC_SV("\xEF\xBB\xBF"))) t = lc_sv_from(t, 3);
    for (t = lc_sv_trim(t); lc_sv_starts(t, LC_SV("<?")) || lc_sv_starts(t, LC_SV("<!--"));) {
        lc_sv end = t.data[1] == '?' ? LC_SV("?>") : LC_SV("-->");
        size_t at = lc_sv_find(t, end, 0);
        if (at == SIZE_MAX) return LC_SV_NONE;
        t = lc_sv_trim(lc_sv_from(t, at + end.len));
    }
    return t;
}

bool lc_tree_fits(lc_sv head, const char *root)
{
    lc_sv t = first_element(head);
    if (!lc_sv_starts(t, LC_SV("<"))) return false;
    size_t n = 1;
    while (n < t.len && !strchr(" \t\r\n/>", t.data[n])) n++;
    lc_sv name = {t.data + 1, n - 1};
    size_t colon = lc_sv_find(name, LC_SV(":"), 0);
    return lc_sv_is(colon == SIZE_MAX ? name : lc_sv_from(name, colon + 1), root);
}

const lc_node *lc_node_child(const lc_node *n, const char *name)
{
    for (const lc_node *c = n ? n->first : NULL; c; c = c->next)
        if (lc_sv_is(c->name, name)) return c;
    return NULL;
}

const lc_node *lc_node_again(const lc_node *n)
{
    for (const lc_node *c = n->next; c; c = c->next)
        if (lc_sv_eq(c->name, n->name)) return c;
    return NULL;
}

lc_sv lc_node_text(const lc_node *n, const char *child)
{
    const lc_node *c = lc_node_child(n, child);
    return c ? c->text : LC_SV_NONE;
}

lc_sv lc_node_attr(const lc_node *n, const char *name)
{
    for (size_t i = 0; n && i < n->n_attrs; i++)
        if (lc_sv_is(n->attrs[i].name, name)) return n->attrs[i].value;
    return LC_SV_NONE;
}
