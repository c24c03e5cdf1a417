/* The life of the server: start, look for changes every second, stop gracefully. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

#include "server/book.h"
#include "server/crew.h"
#include "server/doors.h"
#include "server/jobs.h"
#include "server/listen.h"
#include "server/log.h"
#include "server/watchers.h"

/* A thread waits while its decision is written, so there are more of them than processors. */
enum { LEAST_THREADS = 8, THREADS_A_PROCESSOR = 4, MOST_THREADS = 64, SECONDS_TO_FINISH = 30 };

static unsigned thread_count(int asked)
{
    long n = asked > 0 ? asked : THREADS_A_PROCESSOR * sysconf(_SC_NPROCESSORS_ONLN);
    if (asked <= 0 && n < LEAST_THREADS) n = LEAST_THREADS;
    return (unsigned)(n > MOST_THREADS ? MOST_THREADS : n);
}

static void block(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    pthread_sigmask(SIG_BLOCK, set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void watch(srv_service *s, const sigset_t *stop)
{
    const struct timespec second = {.tv_sec = 1};
    uint64_t watchdog_us = 0;
    bool watched = sd_watchdog_enabled(0, &watchdog_us) > 0;
    while (sigtimedwait(stop, NULL, &second) < 0) {
        srv_service_refresh(s, srv_now_s());
        if (watched) sd_notify(0, "WATCHDOG=1");
    }
}

/* As many connections as there are descriptors for, beside the files the answers are made from. */
static unsigned connection_limit(void)
{
    enum { MOST = 12000, LEAST = 64, FOR_FILES = 400 };
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r)) return LEAST;
    if (r.rlim_cur < MOST + FOR_FILES && r.rlim_cur < r.rlim_max) {
        r.rlim_cur = r.rlim_max < MOST + FOR_FILES ? r.rlim_max : MOST + FOR_FILES;
        setrlimit(RLIMIT_NOFILE, &r);
        getrlimit(RLIMIT_NOFILE, &r);
    }
    if (r.rlim_cur < LEAST + FOR_FILES) return LEAST;
    return r.rlim_cur - FOR_FILES < MOST ? (unsigned)(r.rlim_cur - FOR_FILES) : MOST;
}

static int no_daemon(licet_error *err)
{
    if (err) {
        *err = (licet_error){.code = LICET_E_IO};
        snprintf(err->message, sizeof err->message, "the HTTP server could not start");
    }
    return LICET_E_IO;
}

/* Others may only come with a key, so there must be one. */
static int check_address(srv_service *s, const char *text, bool loopback, licet_error *err)
{
    if (loopback || srv_service_keys(s)) return 0;
    if (err) {
        *err = (licet_error){.code = LICET_E_ARGUMENT};
        snprintf(err->message, sizeof err->message,
                 "%s can be reached from elsewhere, and there is no key", text);
        snprintf(
            err->remedy, sizeof err->remedy,
            "make one with `licet keys add NAME --scopes screen,read`, or listen on 127.0.0.1");
    }
    return LICET_E_ARGUMENT;
}

static int serve(srv_service *s, int socket, const char *text, const sigset_t *stop,
                 licet_error *err)
{
    unsigned connections = connection_limit();
    s->guests = srv_guests_new(connections);
    s->crew = srv_crew_start(thread_count(s->config->threads));
    s->watchers = srv_watchers_start(s);
    srv_doors *d = s->crew && s->watchers ? srv_doors_open(s, socket, connections) : NULL;
    if (!d) return no_daemon(err);
    srv_log_event(s, "listening", text);
    sd_notify(0, "READY=1");
    watch(s, stop);
    srv_log_event(s, "stopping", NULL);
    atomic_store(&s->stopping, true);
    sd_notify(0, "STOPPING=1");
    srv_doors_close(d, SECONDS_TO_FINISH);
    return 0;
}

int srv_run(const srv_config *config, licet_error *err)
{
    srv_service s;
    sigset_t stop;
    int socket = -1;
    char text[128];
    bool loopback = false;
    block(&stop);
    int rc = srv_service_open(config, &s, err);
    if (rc) return rc;
    srv_book_open(&s);
    rc = srv_jobs_start(&s, err);
    if (!rc) rc = srv_listen(config->listen, &socket, text, &loopback, err);
    if (!rc) rc = check_address(&s, text, loopback, err);
    if (!rc) rc = serve(&s, socket, text, &stop, err);
    srv_jobs_stop(&s);
    srv_book_close(&s);
    srv_watchers_free(s.watchers);
    srv_crew_free(s.crew);
    srv_guests_free(s.guests);
    srv_service_close(&s);
    return rc;
}
