/* determine/owners.h: who is owned by 50 % or more by listed parties, alone or together, directly
 * or through others (15 CFR 744.11(a)(1), Supp. 8 to part 744; OFAC FAQs 398-402). Private to this
 * room.
 *
 *   captured(E): the shares of E's direct owners that are listed or captured add up to 50 % or more
 *
 * Evaluated from below to the least fixed point, so cycles capture nobody by themselves. Shares
 * cascade, they are never multiplied: half of half is captured, 40 % of all of it is not. */
#ifndef DETERMINE_OWNERS_H
#define DETERMINE_OWNERS_H

#include "determine/walk.h"

typedef struct lc_owner_edge {
    uint32_t owner, owned;
    int64_t share; /* millionths of a per cent; -1: not known */
} lc_owner_edge;

typedef struct lc_owner_node {
    lc_sv name;            /* empty: unnamed, a node of its own */
    const lc_party *party; /* the mention that says most */
    bool listed;           /* a root: counts as restricted by itself */
} lc_owner_node;

typedef struct lc_owner_graph {
    lc_owner_node *nodes;
    size_t n_nodes, cap_nodes;
    lc_owner_edge *edges;
    size_t n_edges, cap_edges;
} lc_owner_graph;

enum { LC_HALF = 50 * LC_PCT_UNIT, LC_WHOLE = 100 * LC_PCT_UNIT };

/* The graph above a party, node 0. Mentions with one name (case ignored) are one node; the same
 * owner named twice for one party holds both shares. */
void lc_owner_graph_of(lc_arena *a, const lc_party *p, lc_owner_graph *g);
/* Marks captured[i] for every node (n_nodes of them). unknown_share: the most that shares which are
 * not known count as: 0 for what is certain, LC_WHOLE for what could be (no more than the known
 * shares of that party leave over). */
void lc_owner_capture(const lc_owner_graph *g, int64_t unknown_share, bool *captured);
/* Marks the nodes through which node 0 is captured: its owners, and the owners of those among them
 * that are captured themselves. */
void lc_owner_contributors(const lc_owner_graph *g, const bool *captured, bool *contributes);

#endif
