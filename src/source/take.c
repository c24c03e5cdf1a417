#include "source/take.h"

static void attr_of(lc_party *p, const lc_node *n, lc_sv name)
{
    lc_party_attr_of(p, name, n->text);
    for (const lc_node *c = n->first; c; c = c->next) attr_of(p, c, name);
}

void lc_take_attr(lc_party *p, const lc_node *n, const char *attr)
{
    attr_of(p, n, lc_sv_of(attr));
}

static bool says_something(const lc_node *n)
{
    if (n->text.len) return true;
    for (const lc_node *c = n->first; c; c = c->next)
        if (says_something(c)) return true;
    return false;
}

static void take_unknown(lc_party *p, const lc_node *n)
{
    if (!says_something(n)) return;
    lc_input_tell_once(p->in, "unknown_element", n->line, n->byte,
                       lc_arena_printf(p->build.arena,
                                       "element <%.*s> is not known; kept as attribute",
                                       LC_SV_ARG(n->name)));
    attr_of(p, n, n->name);
}

static const lc_take *find(const lc_take *table, size_t n_table, lc_sv name)
{
    for (size_t i = 0; i < n_table; i++)
        if (lc_sv_is(name, table[i].element)) return &table[i];
    return NULL;
}

static void take_one(lc_party *p, const lc_node *n, const lc_take *t)
{
    if (t->take)
        t->take(p, n);
    else if (t->attr)
        lc_take_attr(p, n, t->attr);
}

void lc_take_children(lc_party *p, const lc_node *n, const lc_take *table, size_t n_table)
{
    for (const lc_node *c = n->first; c; c = c->next) {
        const lc_take *t = find(table, n_table, c->name);
        if (t)
            take_one(p, c, t);
        else
            take_unknown(p, c);
    }
}

/* As deep as the XML parser lets elements nest (LC_XML_MAX_DEPTH). */
void lc_take_below(lc_party *p, const lc_node *n, const lc_take *table, size_t n_table)
{
    for (const lc_node *c = n->first; c; c = c->next) {
        const lc_take *t = find(table, n_table, c->name);
        if (t)
            take_one(p, c, t);
        else if (c->first)
            lc_take_below(p, c, table, n_table);
        else
            take_unknown(p, c);
    }
}
