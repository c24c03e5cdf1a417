#include "server/service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/once.h"

enum { SECONDS_A_DAY = 86400, READ_KEYS_EVERY_US = 50000 };

const unsigned srv_latency_us[SRV_LATENCIES] = {100,   250,   500,    1000,   2500,    5000,
                                                10000, 25000, 100000, 250000, 1000000, 5000000};

int64_t srv_now_s(void)
{
    return (int64_t)time(NULL);
}

int64_t srv_now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int srv_service_open(const srv_config *c, srv_service *s, licet_error *err)
{
    licet_config with_clock = c->licet;
    memset(s, 0, sizeof *s);
    s->config = c;
    s->started_s = with_clock.now_s = srv_now_s();
    pthread_mutex_init(&s->lock, NULL);
    pthread_mutex_init(&s->renewing, NULL);
    pthread_mutex_init(&s->reading, NULL);
    s->keys_asked_us = -READ_KEYS_EVERY_US;
    s->once = srv_once_new();
    int rc = licet_open(&with_clock, &s->root, err);
    if (!rc) rc = srv_ledger_new(s->root, c->licet.home, &s->ledger, err);
    if (rc) {
        srv_service_close(s);
        return rc;
    }
    srv_service_refresh(s, s->started_s);
    return 0;
}

void srv_service_close(srv_service *s)
{
    srv_ledger_free(s->ledger);
    srv_once_free(s->once);
    licet_keyring_close(s->keys);
    licet_snapshot_release(s->snapshot);
    licet_text_done(&s->lists);
    licet_close(s->root);
    licet_text_done(&s->growth);
    pthread_mutex_destroy(&s->reading);
    pthread_mutex_destroy(&s->renewing);
    pthread_mutex_destroy(&s->lock);
}

/* What a renewal gathers before it is put in force in one step. */
typedef struct fresh {
    licet_snapshot *snapshot;
    licet_text lists;
    int ready;
    char stamp[LICET_STAMP_BYTES];
} fresh;

static int gather(licet *l, fresh *f, licet_error *err)
{
    int rc = licet_snapshot_current(l, &f->snapshot, err);
    return rc ? rc : licet_lists_status(l, &f->lists, &f->ready, err);
}

/* What the first question would have to do is done before one is waiting for it: pages are read,
 * a matcher and the table of keys are made. Nothing depends on what comes out. */
static void warm(licet_snapshot *s)
{
    static const char *const key = "-";
    const licet_party p = {.name = "warm the new index", .country = "DE"};
    licet_text t = {0};
    licet_verdict v;
    if (!licet_screen(s, NULL, &p, NULL, &t, &v, NULL)) licet_text_done(&t);
    if (!licet_entries(s, &key, 1, NULL, &t, NULL)) licet_text_done(&t);
}

static void put_in_force(srv_service *s, fresh *f, int64_t now_s)
{
    pthread_mutex_lock(&s->lock);
    licet_snapshot *old = s->snapshot;
    licet_text old_lists = s->lists;
    s->snapshot = f->snapshot;
    s->lists = f->lists;
    s->ready = f->ready != 0;
    s->day = now_s / SECONDS_A_DAY;
    s->trouble[0] = 0;
    memcpy(s->stamp, f->stamp, sizeof s->stamp);
    pthread_mutex_unlock(&s->lock);
    if (old) atomic_fetch_add(&s->swaps, 1);
    licet_snapshot_release(old);
    licet_text_done(&old_lists);
    f->snapshot = NULL;
    f->lists = (licet_text){0};
}

static void put_keys(srv_service *s, licet_keyring *keys)
{
    pthread_mutex_lock(&s->lock);
    licet_keyring *old = s->keys;
    s->keys = keys;
    pthread_mutex_unlock(&s->lock);
    licet_keyring_close(old);
}

/* Under the lock reading: a ring read earlier never takes the place of a later one. */
static int read_keys(srv_service *s, licet *l, licet_error *err)
{
    licet_keyring *keys = NULL;
    int rc = licet_keyring_open(l, &keys, err);
    if (!rc) put_keys(s, keys);
    return rc;
}

static int renew_keys(srv_service *s, licet *l, licet_error *err)
{
    pthread_mutex_lock(&s->reading);
    int rc = read_keys(s, l, err);
    pthread_mutex_unlock(&s->reading);
    return rc;
}

/* Where they cannot be read, the ones held stay; the next renewal tells the trouble. */
static void read_keys_again(srv_service *s, int64_t now_s)
{
    licet *l = NULL;
    pthread_mutex_lock(&s->reading);
    int64_t now_us = srv_now_us();
    bool due = now_us - s->keys_asked_us >= READ_KEYS_EVERY_US;
    if (due) s->keys_asked_us = now_us;
    if (due && !licet_share(s->root, now_s, &l, NULL)) (void)read_keys(s, l, NULL);
    licet_close(l);
    pthread_mutex_unlock(&s->reading);
}

static void tell_trouble(srv_service *s, const licet_error *e)
{
    pthread_mutex_lock(&s->lock);
    snprintf(s->trouble, sizeof s->trouble, "%s", e->message);
    s->ready = false;
    pthread_mutex_unlock(&s->lock);
}

void srv_service_refresh(srv_service *s, int64_t now_s)
{
    licet *l = NULL;
    licet_error err = {0};
    fresh f = {0};
    pthread_mutex_lock(&s->renewing); /* the watcher, and requests that changed something */
    int rc = licet_share(s->root, now_s, &l, &err);
    if (!rc) rc = renew_keys(s, l, &err);
    if (!rc) rc = licet_stamp(l, f.stamp, &err);
    bool same = !rc && s->snapshot && !s->trouble[0] && strcmp(f.stamp, s->stamp) == 0 &&
                s->day == now_s / SECONDS_A_DAY;
    if (!rc && !same) {
        rc = gather(l, &f, &err);
        if (!rc) {
            warm(f.snapshot);
            put_in_force(s, &f, now_s);
        }
    }
    if (rc) tell_trouble(s, &err);
    licet_snapshot_release(f.snapshot);
    licet_text_done(&f.lists);
    licet_close(l);
    pthread_mutex_unlock(&s->renewing);
}

licet_snapshot *srv_service_snapshot(srv_service *s)
{
    pthread_mutex_lock(&s->lock);
    licet_snapshot *x = s->snapshot ? licet_snapshot_retain(s->snapshot) : NULL;
    pthread_mutex_unlock(&s->lock);
    return x;
}

char *srv_service_lists(srv_service *s)
{
    pthread_mutex_lock(&s->lock);
    bool known = s->lists.data && !s->trouble[0];
    char *text = known ? strndup(s->lists.data, s->lists.len) : NULL;
    pthread_mutex_unlock(&s->lock);
    return text;
}

bool srv_service_ready(srv_service *s, char *out_why)
{
    pthread_mutex_lock(&s->lock);
    bool ready = s->ready && s->snapshot && !s->trouble[0];
    if (!ready)
        snprintf(out_why, SRV_HEADER_BYTES, "%.500s",
                 s->trouble[0] ? s->trouble : "a required list is missing, stale or quarantined");
    pthread_mutex_unlock(&s->lock);
    return ready;
}

bool srv_is_ready(srv_service *s)
{
    char why[SRV_HEADER_BYTES];
    return srv_service_ready(s, why);
}

static unsigned scopes_now(srv_service *s, const char *key, int64_t now_s, char *name)
{
    const char *who = NULL;
    pthread_mutex_lock(&s->lock);
    unsigned scopes = s->keys ? licet_keyring_scopes(s->keys, key, now_s, &who) : 0;
    if (scopes) snprintf(name, SRV_HEADER_BYTES, "%s", who);
    pthread_mutex_unlock(&s->lock);
    return scopes;
}

unsigned srv_service_scopes(srv_service *s, const char *key, int64_t now_s, char *name)
{
    unsigned scopes = scopes_now(s, key, now_s, name);
    if (scopes) return scopes;
    read_keys_again(s, now_s);
    return scopes_now(s, key, now_s, name);
}

size_t srv_service_keys(srv_service *s)
{
    pthread_mutex_lock(&s->lock);
    size_t n = s->keys ? licet_keyring_count(s->keys) : 0;
    pthread_mutex_unlock(&s->lock);
    return n;
}
