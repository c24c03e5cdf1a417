/* server/service.h: what all requests share: the snapshot in force, the ledger, the keys, counts.
 */
#ifndef SERVER_SERVICE_H
#define SERVER_SERVICE_H

#include <pthread.h>
#include <stdatomic.h>

#include "server/ledger.h"
#include "server/server.h"

enum { SRV_LATENCIES = 12 };

/* Counts of one route: written by all threads. */
typedef struct srv_route_counts {
    atomic_ullong by_class[6];                /* 1xx .. 5xx, [0] unused */
    atomic_ullong microseconds;               /* sum */
    atomic_ullong at_most[SRV_LATENCIES + 1]; /* requests by time taken; the last: longer */
} srv_route_counts;
/* Upper ends of at_most in microseconds. */
extern const unsigned srv_latency_us[SRV_LATENCIES];

enum { SRV_MAX_ROUTES = 96 };

typedef struct srv_service {
    const srv_config *config;
    licet *root; /* handles share with it; not used to ask */
    srv_ledger *ledger;
    struct srv_once *once;    /* server/once.h */
    pthread_mutex_t renewing; /* one renewal at a time */
    pthread_mutex_t reading;  /* one reader of keys at a time; over keys_asked_us */
    int64_t keys_asked_us;    /* when an unknown key last had them read again */
    pthread_mutex_t lock;     /* over snapshot, lists, keys, stamp, day */
    licet_snapshot *snapshot;
    licet_text lists; /* licet_lists_status as of the snapshot */
    licet_keyring *keys;
    char stamp[LICET_STAMP_BYTES];
    int64_t day;       /* of the snapshot's clock */
    char trouble[600]; /* why the snapshot could not be renewed; "" */
    bool ready;        /* could a clear answer be given, as of the snapshot */
    atomic_bool stopping;
    atomic_ullong verdicts[4], swaps, requests, under_way;
    int64_t started_s;
    srv_route_counts routes[SRV_MAX_ROUTES];
    struct srv_jobs *jobs;         /* batches, server/jobs.h */
    struct srv_book *book;         /* the run over the customers, server/book.h */
    struct srv_crew *crew;         /* server/crew.h */
    struct srv_watchers *watchers; /* server/watchers.h */
    struct srv_guests *guests;     /* server/guests.h */
    atomic_ullong body_bytes;      /* of bodies, in memory */
    licet_text growth;             /* licet_lists_growth, under lock, */
    char growth_of[96];            /* and of which index and day */
} srv_service;

int srv_service_open(const srv_config *c, srv_service *out, licet_error *err);
void srv_service_close(srv_service *s);

/* Looks whether lists, resolutions, keys or the day have changed and, if so, puts a new snapshot in
 * force; requests under way keep theirs. What fails keeps the old one for answers about the past
 * but makes the service not ready, and every verdict NOT_SCREENED is then the library's own. */
void srv_service_refresh(srv_service *s, int64_t now_s);
/* Retained for the caller. */
licet_snapshot *srv_service_snapshot(srv_service *s);
/* licet_lists_status as of the snapshot in force, for the caller to free; NULL: it could not be
 * renewed. */
char *srv_service_lists(srv_service *s);
/* Could CLEAR be returned? out_why: of SRV_HEADER_BYTES. */
bool srv_service_ready(srv_service *s, char *out_why);
bool srv_is_ready(srv_service *s);
/* Scopes of a presented key, 0: none. name: of SRV_HEADER_BYTES. A key that is unknown may have
 * been made a moment ago: they are read again before it is refused, though not more than 20 times a
 * second, so that a flood of wrong keys costs nothing. */
unsigned srv_service_scopes(srv_service *s, const char *key, int64_t now_s, char *name);
size_t srv_service_keys(srv_service *s);
int64_t srv_now_s(void);
int64_t srv_now_us(void); /* of a clock that never jumps */

#endif
