/* server/parties.h: a party of a request as the library takes it. */
#ifndef SERVER_PARTIES_H
#define SERVER_PARTIES_H

#include "server/http.h"

typedef struct srv_party {
    licet_party party; /* borrows from the JSON it was read from */
    const char *idents[32];
} srv_party;

/* From a checked object {"name","type"?,"country"?,"address"?,"birth"?,"identifiers"?}. Returns 0.
 */
int srv_party_of(const json_t *o, srv_party *out);

#endif
