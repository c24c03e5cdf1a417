/* server/peer.h: what the endpoints of other tools share: a screening, its hits and their entries.
 * Each answers in the peer's shape; where lists are not in force an empty result is never given:
 * the peer's client could not tell it from a clear one. */
#ifndef SERVER_PEER_H
#define SERVER_PEER_H

#include "server/router.h"

typedef struct srv_found {
    json_t *answer;  /* of licet_screen */
    json_t *hits;    /* borrowed from answer */
    json_t *entries; /* array beside hits: {"entry","list_from","list_to"} or null */
    json_t *holder;  /* owns entries */
    bool recorded;   /* a decision of it is kept */
    bool looked;     /* everything required was searched: an empty result is one */
} srv_found;

/* Screens a party. record: a decision of it is kept (nothing may be told before). -1 with the
 * problem filled in. */
int srv_peer_ask(srv_call *c, const licet_party *p, bool record, srv_found *out);
/* The same for a party of several names, n > 0, each screened and each decision kept: a hit an
 * entry, the best, best first. */
int srv_peer_ask_names(srv_call *c, licet_party *p, const char *const *names, size_t n,
                       srv_found *out);
void srv_found_done(srv_found *f);
/* Entries by key, as srv_found.entries. Owned by the caller; NULL with the problem filled in. */
json_t *srv_peer_entries(srv_call *c, const char *const *keys, size_t n);
/* Every list as licet_lists_status has it. Owned by the caller; NULL with the problem filled in. */
json_t *srv_peer_lists(srv_call *c);
/* Is this source of srv_peer_lists whole and fresh? */
typedef enum srv_source_state {
    SRV_SOURCE_UNKNOWN = 0,
    SRV_SOURCE_NOT_IN_FORCE,
    SRV_SOURCE_IN_FORCE
} srv_source_state;
srv_source_state srv_peer_source(const json_t *lists, const char *source);
/* Is it a data set's name for every list? */
bool srv_peer_every_list(const char *dataset);
/* What an empty result is where it would not be one: 503, not everything was searched; 400, the
 * name cannot be looked for. Returns -1. */
int srv_peer_unsure(srv_call *c, const srv_found *f);

/* ---- an entry in other words (peer_ftm.c) ---- */

/* FollowTheMoney: {"id","caption","schema","properties","datasets","referents","target",
 * "first_seen","last_seen","last_change"}. found: {"entry","list_from","list_to"}. */
json_t *srv_ftm_entity(const json_t *found);
/* Schema of a party type's word, and the word of a schema (NULL: both ways of reading). */
const char *srv_ftm_schema(const char *type);
const char *srv_ftm_type(const char *schema);
/* Is there such a schema? */
bool srv_ftm_known(const char *schema);

/* A string, or a whole number as text in store. NULL: neither. */
const char *srv_value_text(const json_t *v, char store[64]);
/* A string member, or "". */
const char *srv_peer_text(const json_t *object, const char *name);
/* First string of a scalar or array member, numbers as text in store. NULL: none. */
const char *srv_first_text(const json_t *object, const char *name, char store[64]);
/* Strings of a scalar or array member, borrowed; how many. */
size_t srv_texts_of(const json_t *object, const char *name, const char **out, size_t most);
/* A problem in the peer's words: {member: detail}. */
void srv_peer_words(srv_reply *r, const char *member, unsigned status);
/* Score of a hit, 0 to 1: 1 where an identifier or an address found it. */
double srv_hit_score(const json_t *hit);

#endif
