#include "server/doors.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "server/exchange.h"

enum { MOST_THREADS = 64, MOST_CONNECTIONS = 12000, POLL_MS = 200 };

struct srv_doors {
    srv_service *service;
    struct MHD_Daemon *daemons[MOST_THREADS];
    unsigned n;
    int socket;
    pthread_t porter;
    bool porter_runs;
    atomic_bool closing;
    atomic_ullong open, turned_away;
};

static void on_connection(void *ctx, struct MHD_Connection *c, void **state,
                          enum MHD_ConnectionNotificationCode what)
{
    srv_doors *d = ctx;
    (void)c;
    (void)state;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) atomic_fetch_add(&d->open, 1);
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) atomic_fetch_sub(&d->open, 1);
}

/* ---- the porter ---- */

static void turn_away(srv_doors *d, int fd)
{
    static const char full[] = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
                               "Retry-After: 1\r\nConnection: close\r\n\r\n";
    ssize_t n = send(fd, full, sizeof full - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)n; /* who does not hear it sees the connection closed */
    close(fd);
    atomic_fetch_add(&d->turned_away, 1);
}

static void let_in(srv_doors *d, int fd, const struct sockaddr_storage *from, socklen_t len,
                   unsigned *turn)
{
    int one = 1;
    if (atomic_load(&d->open) >= MOST_CONNECTIONS) {
        turn_away(d, fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct MHD_Daemon *to = d->daemons[(*turn)++ % d->n];
    if (MHD_add_connection(to, fd, (const struct sockaddr *)from, len) != MHD_YES)
        atomic_fetch_add(&d->turned_away, 1); /* it has closed the socket */
}

static void *keep_door(void *ctx)
{
    srv_doors *d = ctx;
    unsigned turn = 0;
    struct pollfd p = {.fd = d->socket, .events = POLLIN};
    while (!atomic_load(&d->closing)) {
        struct sockaddr_storage from;
        socklen_t len = sizeof from;
        if (poll(&p, 1, POLL_MS) <= 0) continue;
        int fd = accept4(d->socket, (struct sockaddr *)&from, &len, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd >= 0)
            let_in(d, fd, &from, len, &turn);
        else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
            nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    }
    return NULL;
}

/* ---- opening and closing ---- */

srv_doors *srv_doors_open(srv_service *s, int socket, unsigned threads)
{
    srv_doors *d = calloc(1, sizeof *d);
    if (!d) abort();
    d->service = s;
    d->socket = socket;
    if (threads > MOST_THREADS) threads = MOST_THREADS;
    while (d->n < threads) {
        struct MHD_Daemon *one =
            srv_http_start(s, MOST_CONNECTIONS / threads + 1, on_connection, d);
        if (!one) break;
        d->daemons[d->n++] = one;
    }
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    d->porter_runs = d->n == threads && pthread_create(&d->porter, NULL, keep_door, d) == 0;
    if (d->porter_runs) return d;
    srv_doors_close(d, 0);
    return NULL;
}

/* Requests, not connections: an idle one may be closed. */
static void wait_for_all(srv_doors *d, int seconds)
{
    for (int tenths = 0; tenths < 10 * seconds && atomic_load(&d->service->under_way); tenths++)
        nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
}

void srv_doors_close(srv_doors *d, int seconds)
{
    if (!d) return;
    atomic_store(&d->closing, true);
    if (d->porter_runs) pthread_join(d->porter, NULL);
    close(d->socket);
    wait_for_all(d, seconds);
    for (unsigned i = 0; i < d->n; i++) MHD_stop_daemon(d->daemons[i]);
    free(d);
}

srv_doors_counts srv_doors_count(srv_doors *d)
{
    return (srv_doors_counts){atomic_load(&d->open), atomic_load(&d->turned_away)};
}
