/* server/guests.h: every connection, and how long it may take over what it is at. Who sends its
 * request, or takes its answer, a byte at a time is shown out; the fuller the house, the sooner who
 * only sits there. */
#ifndef SERVER_GUESTS_H
#define SERVER_GUESTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

typedef struct srv_guests srv_guests;

/* Seconds for a head or between requests; for what is larger, besides, a second for so many bytes.
 */
enum { SRV_PATIENCE_S = 30, SRV_CROWDED_S = 2, SRV_SLOWEST_BYTES_A_SECOND = 8 * 1024 };

/* What a connection is at. */
typedef enum srv_phase {
    SRV_SITS = 0, /* nothing, or the head of a request */
    SRV_SENDS,    /* the body */
    SRV_WAITS,    /* for us: as long as it takes */
    SRV_TAKES     /* the answer */
} srv_phase;

typedef struct srv_guest {
    struct srv_guest *before, *after;
    srv_guests *house;
    int fd, bucket; /* bucket -1: of this machine */
    atomic_int phase;
    atomic_llong since_us, until_us; /* until 0: no end */
} srv_guest;

srv_guests *srv_guests_new(unsigned most);
void srv_guests_free(srv_guests *h); /* takes NULL; when all have gone */

/* May one more come from this address? Addresses of this machine may have all places (a proxy),
 * any other an eighth of them. */
bool srv_guests_room(srv_guests *h, const struct sockaddr *from);
srv_guest *srv_guest_comes(srv_guests *h, int fd, const struct sockaddr *from);
void srv_guest_goes(srv_guest *g); /* takes NULL */
/* From now on it is at this; bytes: how many it has sent, or is to take. Takes NULL. */
void srv_guest_is(srv_guest *g, srv_phase phase, uint64_t bytes);

/* Shows out whose time is over: its socket is shut, and the HTTP library notices. */
void srv_guests_sweep(srv_guests *h);

typedef struct srv_guests_counts {
    uint64_t open, turned_away, shown_out;
} srv_guests_counts;
srv_guests_counts srv_guests_count(srv_guests *h);
void srv_guests_turned_away(srv_guests *h); /* counts one */

#endif
