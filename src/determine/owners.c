#include "determine/owners.h"

#include <stdlib.h>
#include <string.h>

static uint32_t add_node(lc_arena *a, lc_owner_graph *g, const lc_party *p)
{
    if (g->n_nodes == g->cap_nodes)
        g->nodes = lc_list_grown(a, g->nodes, &g->cap_nodes, sizeof *g->nodes);
    g->nodes[g->n_nodes] = (lc_owner_node){.name = lc_sv_trim(p->name), .party = p};
    return (uint32_t)g->n_nodes++;
}

/* The node of a name, or a new one. A mention with lists says more than one without. */
static uint32_t node_of(lc_arena *a, lc_owner_graph *g, const lc_party *p)
{
    lc_sv name = lc_sv_trim(p->name);
    for (uint32_t i = 0; name.len && i < g->n_nodes; i++) {
        if (!lc_sv_ieq(g->nodes[i].name, name)) continue;
        if (i && p->n_lists > g->nodes[i].party->n_lists) g->nodes[i].party = p;
        return i;
    }
    return add_node(a, g, p);
}

static lc_owner_edge *edge_of(lc_owner_graph *g, uint32_t owner, uint32_t owned)
{
    for (size_t i = 0; i < g->n_edges; i++)
        if (g->edges[i].owner == owner && g->edges[i].owned == owned) return &g->edges[i];
    return NULL;
}

/* Two shares of one owner in one party: both count. One of them unknown: unknown. */
static int64_t sum(int64_t a, int64_t b)
{
    return a < 0 || b < 0 ? -1 : a + b;
}

/* A party mentioned twice has its owners twice: the larger share counts, unknown above all. */
static int64_t larger(int64_t a, int64_t b)
{
    if (a < 0 || b < 0) return -1;
    return a > b ? a : b;
}

static void add_edge(lc_arena *a, lc_owner_graph *g, lc_owner_edge e)
{
    lc_owner_edge *old = edge_of(g, e.owner, e.owned);
    if (old) {
        old->share = larger(old->share, e.share);
        return;
    }
    if (g->n_edges == g->cap_edges)
        g->edges = lc_list_grown(a, g->edges, &g->cap_edges, sizeof *g->edges);
    g->edges[g->n_edges++] = e;
}

static void add_owners(lc_arena *a, lc_owner_graph *g, const lc_party *p, uint32_t owned)
{
    lc_owner_edge *here = LC_NEW_N(a, lc_owner_edge, p->n_owners + 1);
    size_t n = 0;
    for (size_t i = 0; i < p->n_owners; i++) {
        uint32_t owner = node_of(a, g, &p->owners[i]);
        size_t k = 0;
        while (k < n && here[k].owner != owner) k++;
        if (k < n)
            here[k].share = sum(here[k].share, p->owners[i].pct_micro);
        else
            here[n++] = (lc_owner_edge){owner, owned, p->owners[i].pct_micro};
        add_owners(a, g, &p->owners[i], owner);
    }
    for (size_t i = 0; i < n; i++) add_edge(a, g, here[i]);
}

void lc_owner_graph_of(lc_arena *a, const lc_party *p, lc_owner_graph *g)
{
    *g = (lc_owner_graph){0};
    add_owners(a, g, p, add_node(a, g, p));
}

/* What the listed and captured owners of a node hold, and what is left for shares not known. */
typedef struct held {
    int64_t known, left;
    bool unknown;
} held;

static void add_up(const lc_owner_graph *g, const bool *captured, held *h)
{
    for (size_t i = 0; i < g->n_nodes; i++) h[i] = (held){0, LC_WHOLE, false};
    for (size_t i = 0; i < g->n_edges; i++) {
        const lc_owner_edge *e = &g->edges[i];
        bool restricted = g->nodes[e->owner].listed || captured[e->owner];
        if (e->owner == e->owned) continue;
        if (e->share >= 0) h[e->owned].left -= e->share;
        if (restricted && e->share >= 0) h[e->owned].known += e->share;
        if (restricted && e->share < 0) h[e->owned].unknown = true;
    }
}

static int64_t holding(const held *h, int64_t unknown_share)
{
    int64_t more = h->left < unknown_share ? h->left : unknown_share;
    return h->known + (h->unknown && more > 0 ? more : 0);
}

void lc_owner_capture(const lc_owner_graph *g, int64_t unknown_share, bool *captured)
{
    held *h = lc_xmalloc((g->n_nodes + 1) * sizeof *h);
    memset(captured, 0, g->n_nodes * sizeof *captured);
    for (bool changed = true; changed;) {
        changed = false;
        add_up(g, captured, h);
        for (size_t i = 0; i < g->n_nodes; i++)
            if (!captured[i] && holding(&h[i], unknown_share) >= LC_HALF)
                captured[i] = changed = true;
    }
    free(h);
}

void lc_owner_contributors(const lc_owner_graph *g, const bool *captured, bool *contributes)
{
    memset(contributes, 0, g->n_nodes * sizeof *contributes);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < g->n_edges; i++) {
            const lc_owner_edge *e = &g->edges[i];
            bool carries = e->owned == 0 || (contributes[e->owned] && captured[e->owned]);
            if (!carries || e->share == 0 || contributes[e->owner]) continue;
            contributes[e->owner] = changed = true;
        }
    }
}
