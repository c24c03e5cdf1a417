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

#include "server/crew.h"
#include "server/exchange.h"
#include "server/watchers.h"

/* They wait for nothing but sockets, so few do; two, so that a slow disk under one leaves one. */
enum { LEAST_IO_THREADS = 2, MOST_IO_THREADS = 16, POLL_MS = 200, SWEEP_US = 500 * 1000 };

struct srv_doors {
    srv_service *service;
    struct MHD_Daemon *daemons[MOST_IO_THREADS];
    unsigned n;
    int socket;
    pthread_t porter;
    bool porter_runs;
    atomic_bool closing;
};

static void on_connection(void *ctx, struct MHD_Connection *c, void **state,
                          enum MHD_ConnectionNotificationCode what)
{
    srv_doors *d = ctx;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        srv_guest_goes(*state);
        *state = NULL;
        return;
    }
    const union MHD_ConnectionInfo *fd =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    const union MHD_ConnectionInfo *from =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (fd && from && from->client_addr)
        *state = srv_guest_comes(d->service->guests, fd->connect_fd, from->client_addr);
}

/* ---- the porter ---- */

static void turn_away(srv_doors *d, int fd)
{
    static const char full[] =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
        "Content-Length: 112\r\nRetry-After: 1\r\nConnection: close\r\n\r\n"
        "{\"detail\":\"too many connections are open\",\"status\":503,"
        "\"title\":\"It cannot be answered now\",\"type\":\"about:blank\"}";
    ssize_t n = send(fd, full, sizeof full - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)n; /* who does not hear it sees the connection closed */
    close(fd);
    srv_guests_turned_away(d->service->guests);
}

static void let_in(srv_doors *d, int fd, const struct sockaddr_storage *from, socklen_t len,
                   unsigned *turn)
{
    int one = 1;
    if (!srv_guests_room(d->service->guests, (const struct sockaddr *)from)) {
        turn_away(d, fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct MHD_Daemon *to = d->daemons[(*turn)++ % d->n];
    if (MHD_add_connection(to, fd, (const struct sockaddr *)from, len) != MHD_YES)
        srv_guests_turned_away(d->service->guests); /* it has closed the socket */
}

/* All that have come. False: there are no descriptors for more. */
static bool take_in(srv_doors *d, unsigned *turn)
{
    for (;;) {
        struct sockaddr_storage from = {0};
        socklen_t len = sizeof from;
        int fd = accept4(d->socket, (struct sockaddr *)&from, &len, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd >= 0)
            let_in(d, fd, &from, len, turn);
        else if (errno == ECONNABORTED || errno == EINTR)
            continue;
        else
            return errno == EAGAIN || errno == EWOULDBLOCK;
    }
}

static void *keep_door(void *ctx)
{
    srv_doors *d = ctx;
    unsigned turn = 0;
    int64_t swept_us = 0;
    struct pollfd p = {.fd = d->socket, .events = POLLIN};
    while (!atomic_load(&d->closing)) {
        if (poll(&p, 1, POLL_MS) > 0 && !take_in(d, &turn))
            nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
        if (srv_now_us() - swept_us < SWEEP_US) continue;
        srv_guests_sweep(d->service->guests);
        swept_us = srv_now_us();
    }
    return NULL;
}

/* ---- opening and closing ---- */

static unsigned io_threads(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN) / 2;
    if (n < LEAST_IO_THREADS) return LEAST_IO_THREADS;
    return n > MOST_IO_THREADS ? MOST_IO_THREADS : (unsigned)n;
}

srv_doors *srv_doors_open(srv_service *s, int socket, unsigned connections)
{
    srv_doors *d = calloc(1, sizeof *d);
    unsigned threads = io_threads();
    if (!d) abort();
    d->service = s;
    d->socket = socket;
    while (d->n < threads) {
        struct MHD_Daemon *one = srv_http_start(s, connections, on_connection, d);
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
    srv_service *s = d->service;
    atomic_store(&d->closing, true);
    if (d->porter_runs) pthread_join(d->porter, NULL);
    close(d->socket);
    srv_watchers_stop(s->watchers);
    wait_for_all(d, seconds);
    /* Nothing sleeps when the daemons stop. Requests that come meanwhile are refused. */
    srv_crew_close(s->crew);
    for (unsigned i = 0; i < d->n; i++) MHD_stop_daemon(d->daemons[i]);
    free(d);
}
