/* server/peer_tradegov.h: what a search of the Consolidated Screening List asks for, besides a
 * name. */
#ifndef SERVER_PEER_TRADEGOV_H
#define SERVER_PEER_TRADEGOV_H

#include "server/peer.h"

enum { SRV_CSL_SOURCES = 13, SRV_CSL_COUNTRIES = 100, SRV_CSL_DATES = 4 };

typedef struct srv_csl_source {
    const char *value, *ours, *title;
} srv_csl_source;
extern const srv_csl_source srv_csl_sources[SRV_CSL_SOURCES];
/* "Individual" of "person"; NULL: none. */
const char *srv_csl_type(const char *ours);

/* First and last day; both empty: any. */
typedef struct srv_csl_span {
    char from[11], to[11];
} srv_csl_span;

typedef struct srv_csl_filter {
    unsigned sources, types; /* bits */
    char countries[SRV_CSL_COUNTRIES][3];
    size_t n_countries;                               /* 0: any */
    const char *full, *address, *city, *state, *post; /* NULL: any */
    srv_csl_span dates[SRV_CSL_DATES];
} srv_csl_filter;

/* Reads and checks; -1 with the problem filled in. */
int srv_csl_filter_read(srv_call *c, srv_csl_filter *out);
/* Is this entry of this source wanted? What it does not publish keeps no entry out: a search that
 * names a country must not lose those listed without one. */
bool srv_csl_wants(const srv_csl_filter *f, size_t source, const json_t *entry);

#endif
