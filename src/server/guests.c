#include "server/guests.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "server/service.h"

/* Addresses share buckets: no memory grows with who asks. A network of IPv6 (64 bits) is one. */
enum { BUCKETS = 4096, PART_OF_ONE = 8, CROWDED_PERCENT = 75, US = 1000 * 1000 };

struct srv_guests {
    pthread_mutex_t lock;
    srv_guest *first;
    unsigned most, open, of_bucket[BUCKETS];
    uint64_t turned_away, shown_out;
};

srv_guests *srv_guests_new(unsigned most)
{
    srv_guests *h = calloc(1, sizeof *h);
    if (!h) abort();
    h->most = most;
    pthread_mutex_init(&h->lock, NULL);
    return h;
}

void srv_guests_free(srv_guests *h)
{
    if (!h) return;
    pthread_mutex_destroy(&h->lock);
    free(h);
}

/* ---- who comes from where ---- */

static int bucket_of(const struct sockaddr *from)
{
    const unsigned char *bytes;
    size_t n;
    uint32_t hash = 2166136261U; /* FNV-1a */
    if (from->sa_family == AF_INET) {
        bytes = (const void *)&((const struct sockaddr_in *)(const void *)from)->sin_addr;
        n = 4;
        if (bytes[0] == 127) return -1;
    } else if (from->sa_family == AF_INET6) {
        const struct in6_addr *a = &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr;
        bytes = a->s6_addr;
        n = 8;
        if (IN6_IS_ADDR_LOOPBACK(a)) return -1;
        if (IN6_IS_ADDR_V4MAPPED(a)) bytes += 12, n = 4;
    } else {
        return -1; /* a socket of this machine */
    }
    for (size_t i = 0; i < n; i++) hash = (hash ^ bytes[i]) * 16777619U;
    return (int)(hash % BUCKETS);
}

bool srv_guests_room(srv_guests *h, const struct sockaddr *from)
{
    int bucket = bucket_of(from);
    pthread_mutex_lock(&h->lock);
    bool room = h->open < h->most && (bucket < 0 || h->of_bucket[bucket] < h->most / PART_OF_ONE);
    pthread_mutex_unlock(&h->lock);
    return room;
}

srv_guest *srv_guest_comes(srv_guests *h, int fd, const struct sockaddr *from)
{
    srv_guest *g = calloc(1, sizeof *g);
    if (!g) abort();
    g->house = h;
    g->fd = fd;
    g->bucket = bucket_of(from);
    srv_guest_is(g, SRV_SITS, 0);
    pthread_mutex_lock(&h->lock);
    g->after = h->first;
    if (h->first) h->first->before = g;
    h->first = g;
    h->open++;
    if (g->bucket >= 0) h->of_bucket[g->bucket]++;
    pthread_mutex_unlock(&h->lock);
    return g;
}

void srv_guest_goes(srv_guest *g)
{
    if (!g) return;
    srv_guests *h = g->house;
    pthread_mutex_lock(&h->lock);
    if (g->before)
        g->before->after = g->after;
    else
        h->first = g->after;
    if (g->after) g->after->before = g->before;
    h->open--;
    if (g->bucket >= 0) h->of_bucket[g->bucket]--;
    pthread_mutex_unlock(&h->lock);
    free(g);
}

/* ---- how long ---- */

void srv_guest_is(srv_guest *g, srv_phase phase, uint64_t bytes)
{
    if (!g) return;
    int64_t now = srv_now_us();
    bool on = phase == SRV_SENDS && atomic_load(&g->phase) == SRV_SENDS;
    int64_t since = on ? atomic_load(&g->since_us) : now;
    int64_t may = (int64_t)(SRV_PATIENCE_S + bytes / SRV_SLOWEST_BYTES_A_SECOND) * US;
    atomic_store(&g->since_us, since);
    atomic_store(&g->until_us, phase == SRV_WAITS ? 0 : since + may);
    atomic_store(&g->phase, (int)phase);
}

static bool is_over(const srv_guest *g, int64_t now_us, bool crowded)
{
    int64_t until = atomic_load(&g->until_us);
    if (until && now_us > until) return true;
    return crowded && atomic_load(&g->phase) == SRV_SITS &&
           now_us - atomic_load(&g->since_us) > SRV_CROWDED_S * (int64_t)US;
}

void srv_guests_sweep(srv_guests *h)
{
    int64_t now = srv_now_us();
    pthread_mutex_lock(&h->lock);
    bool crowded = h->open > h->most / 100 * CROWDED_PERCENT;
    for (srv_guest *g = h->first; g; g = g->after) {
        if (!is_over(g, now, crowded)) continue;
        atomic_store(&g->until_us, now + (int64_t)SRV_PATIENCE_S * US); /* once is enough */
        shutdown(g->fd, SHUT_RDWR); /* it is closed only after srv_guest_goes */
        h->shown_out++;
    }
    pthread_mutex_unlock(&h->lock);
}

srv_guests_counts srv_guests_count(srv_guests *h)
{
    pthread_mutex_lock(&h->lock);
    srv_guests_counts c = {h->open, h->turned_away, h->shown_out};
    pthread_mutex_unlock(&h->lock);
    return c;
}

void srv_guests_turned_away(srv_guests *h)
{
    pthread_mutex_lock(&h->lock);
    h->turned_away++;
    pthread_mutex_unlock(&h->lock);
}
