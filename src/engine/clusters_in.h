/* engine/clusters_in.h: what the files of the clusters share. Private to them. */
#ifndef ENGINE_CLUSTERS_IN_H
#define ENGINE_CLUSTERS_IN_H

#include "base/map.h"
#include "base/vec.h"
#include "engine/clusters.h"

/* Something an entry says, while it was believed. */
typedef struct lc_said {
    uint64_t hash;    /* of the text for comparison */
    lc_sv text;       /* for people */
    int64_t from, to; /* seconds; to 0: still */
    bool weak;        /* of a name: too little to identify anybody without an address */
    bool alike;       /* of two names that agree: written alike, legal form and all */
    uint64_t whole;   /* of a name: the hash of all of it, folded */
    uint32_t form;    /* of a name: the class of its legal form, 0: none */
} lc_said;
typedef LC_VEC(lc_said) lc_sayings;

typedef struct lc_node {
    lc_sv key, number;
    lc_sv source;            /* the first that gave it */
    bool sources;            /* there is another */
    bool ofac;               /* its number is OFAC's */
    bool organisation, shut; /* shut: an address or a placeholder; never linked by name */
    lc_party_type type;
    lc_said known; /* since when, and until when, anything of it */
    lc_sayings names, idents, countries, births, places, citations;
    LC_VEC(uint32_t) versions;
    uint32_t line; /* 1 + its number in the text; 0: none yet */
} lc_node;

typedef enum lc_link_rule {
    LC_LINK_NUMBER = 0,
    LC_LINK_IDENTIFIER,
    LC_LINK_NAME,
    LC_LINK_LOOSE_NAME /* but for the legal form */
} lc_link_rule;

typedef struct lc_link {
    lc_link_rule rule;
    uint32_t a, b; /* nodes, a before b in order of keys */
    int64_t from, to;
    lc_sv why;
} lc_link;
typedef LC_VEC(lc_link) lc_links;

struct lc_clusters {
    const lc_lexicon *lexicon;
    lc_arena *arena, *scratch;
    lc_map *keys; /* -> place in nodes */
    LC_VEC(lc_node *) nodes;
    lc_map *cores; /* of a name: -> place in read */
    LC_VEC(lc_said) read;
    LC_VEC(bool) read_org;
    lc_links judged; /* rule unused */
    LC_VEC(bool) joins;
    uint32_t versions;
};

/* What one version of an entry says, into its node. */
void lc_node_take(lc_clusters *c, lc_node *n, const lc_entry *e, int64_t from, int64_t to);
/* Something both say at one time: true, and when. Either may be {0}. */
bool lc_sayings_agree(const lc_sayings *x, const lc_sayings *y, lc_said *out);
/* Every link the facts give, strongest first, then by node. */
void lc_links_find(lc_clusters *c, lc_links *out);

#endif
