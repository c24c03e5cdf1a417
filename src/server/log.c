#include "server/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void put_line(json_t *o)
{
    licet_text t = srv_json_text(o);
    fprintf(stderr, "%s\n", t.data); /* one call: lines of threads do not mix */
    licet_text_done(&t);
    json_decref(o);
}

static json_t *stamped(void)
{
    char text[32] = "";
    time_t now = time(NULL);
    struct tm day;
    if (gmtime_r(&now, &day)) strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &day);
    json_t *o = json_object();
    json_object_set_new(o, "time", json_string(text));
    return o;
}

static void count(srv_exchange *x, int64_t us)
{
    srv_route_counts *c = &x->service->routes[x->route_index];
    size_t i = 0;
    while (i < SRV_LATENCIES && us > (int64_t)srv_latency_us[i]) i++;
    unsigned class = x->reply.status / 100;
    atomic_fetch_add(&c->by_class[class < 6 ? class : 5], 1);
    atomic_fetch_add(&c->at_most[i], 1);
    atomic_fetch_add(&c->microseconds, (unsigned long long)us);
}

void srv_log_request(srv_exchange *x, bool completed)
{
    int64_t us = srv_now_us() - x->began_us;
    if (x->route) count(x, us);
    if (x->service->config->quiet) return;
    json_t *o = stamped();
    json_object_set_new(o, "request", json_string(x->rq.id));
    json_object_set_new(o, "method", json_string(x->method));
    json_object_set_new(o, "route", json_string(x->route ? x->route->path : "page"));
    json_object_set_new(o, "status", json_integer((json_int_t)x->reply.status));
    json_object_set_new(o, "microseconds", json_integer(us));
    if (x->who[0]) json_object_set_new(o, "key", json_string(x->who));
    if (!completed) json_object_set_new(o, "aborted", json_true());
    put_line(o);
}

void srv_log_event(const srv_service *s, const char *event, const char *detail)
{
    (void)s;
    json_t *o = stamped();
    json_object_set_new(o, "event", json_string(event));
    if (detail) json_object_set_new(o, "detail", json_string(detail));
    put_line(o);
}
