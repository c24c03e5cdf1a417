/* What whoever runs the server asks: alive, ready, which version, how much. */
#include <stdio.h>
#include <stdlib.h>

#include "server/crew.h"
#include "server/guests.h"
#include "server/handlers.h"
#include "server/problem.h"

int srv_healthz(srv_call *c)
{
    srv_reply_json(c->reply, json_pack("{s:s}", "status", "ok"));
    return 0;
}

int srv_not_ready(srv_call *c)
{
    char why[SRV_HEADER_BYTES];
    if (srv_service_ready(c->service, why)) return 0;
    srv_reply_header(c->reply, "Retry-After", "60");
    return srv_problem(c->reply, 503, "licet lists status says which list, and what to do", "%s",
                       why);
}

int srv_no_snapshot(srv_call *c)
{
    char why[SRV_HEADER_BYTES] = "no lists can be read";
    if (c->s) return 0;
    srv_service_ready(c->service, why);
    return srv_problem(c->reply, 503, "licet lists status says what is wrong", "%s", why);
}

int srv_readyz(srv_call *c)
{
    return srv_not_ready(c) ? -1 : srv_healthz(c);
}

int srv_version(srv_call *c)
{
    srv_reply_json(c->reply, json_pack("{s:s, s:s, s:s}", "engine", licet_engine(), "index",
                                       c->s ? licet_snapshot_index(c->s) : "", "disclaimer",
                                       licet_disclaimer()));
    return 0;
}

int srv_openapi_get(srv_call *c)
{
    srv_reply_text(c->reply, SRV_JSON, srv_openapi());
    return 0;
}

/* ---- metrics, in the words of OpenMetrics 1.0 ---- */

static void put_route(FILE *out, const srv_route *r, srv_route_counts *n)
{
    unsigned long long all = 0;
    for (int class = 1; class < 6; class ++) {
        unsigned long long k = atomic_load(&n->by_class[class]);
        if (k)
            fprintf(out, "licet_requests_total{method=\"%s\",route=\"%s\",status=\"%dxx\"} %llu\n",
                    r->method, r->path, class, k);
    }
    for (int i = 0; i <= SRV_LATENCIES; i++) {
        char end[24] = "+Inf";
        all += atomic_load(&n->at_most[i]);
        if (i < SRV_LATENCIES) snprintf(end, sizeof end, "%g", srv_latency_us[i] / 1e6);
        fprintf(out, "licet_request_seconds_bucket{route=\"%s\",method=\"%s\",le=\"%s\"} %llu\n",
                r->path, r->method, end, all);
    }
    fprintf(out, "licet_request_seconds_sum{route=\"%s\",method=\"%s\"} %.6f\n", r->path, r->method,
            (double)atomic_load(&n->microseconds) / 1e6);
    fprintf(out, "licet_request_seconds_count{route=\"%s\",method=\"%s\"} %llu\n", r->path,
            r->method, all);
}

static void put_load(FILE *out, srv_service *s)
{
    srv_guests_counts g = srv_guests_count(s->guests);
    srv_crew_counts c = srv_crew_count(s->crew);
    fprintf(out, "# TYPE licet_connections gauge\nlicet_connections %llu\n",
            (unsigned long long)g.open);
    fprintf(out,
            "# TYPE licet_connections_turned_away counter\n"
            "licet_connections_turned_away_total %llu\n",
            (unsigned long long)g.turned_away);
    fprintf(out,
            "# TYPE licet_connections_shown_out counter\n"
            "licet_connections_shown_out_total %llu\n",
            (unsigned long long)g.shown_out);
    fprintf(out, "# TYPE licet_requests_waiting gauge\nlicet_requests_waiting %llu\n",
            (unsigned long long)c.waiting);
    fprintf(out, "# TYPE licet_requests_refused counter\nlicet_requests_refused_total %llu\n",
            (unsigned long long)(c.refused + c.too_late));
}

static void put_service(FILE *out, srv_service *s)
{
    static const char *const words[] = {"NOT_SCREENED", "NO_MATCH", "POSSIBLE_MATCH", "MATCH"};
    char why[SRV_HEADER_BYTES];
    srv_ledger_counts n = srv_ledger_count(s->ledger);
    fprintf(out, "# TYPE licet_ready gauge\nlicet_ready %d\n", srv_service_ready(s, why));
    fprintf(out, "# TYPE licet_verdicts counter\n");
    for (int i = 0; i < 4; i++)
        fprintf(out, "licet_verdicts_total{verdict=\"%s\"} %llu\n", words[i],
                (unsigned long long)atomic_load(&s->verdicts[i]));
    fprintf(out, "# TYPE licet_index_swaps counter\nlicet_index_swaps_total %llu\n",
            (unsigned long long)atomic_load(&s->swaps));
    fprintf(out, "# TYPE licet_records_beside gauge\nlicet_records_beside %llu\n",
            (unsigned long long)n.beside);
    fprintf(out,
            "# TYPE licet_records counter\nlicet_records_total %llu\n"
            "# TYPE licet_commits counter\nlicet_commits_total %llu\n"
            "# TYPE licet_commit_failures counter\nlicet_commit_failures_total %llu\n",
            (unsigned long long)n.records, (unsigned long long)n.commits,
            (unsigned long long)n.failures);
}

int srv_metrics(srv_call *c)
{
    licet_text t = {0};
    FILE *out = open_memstream(&t.data, &t.len);
    const srv_route *r;
    if (!out) return srv_problem(c->reply, 503, NULL, "out of memory");
    put_service(out, c->service);
    put_load(out, c->service);
    fprintf(out, "# TYPE licet_requests counter\n# TYPE licet_request_seconds histogram\n");
    for (size_t i = 0; (r = srv_route_at(i)); i++) {
        unsigned long long any = 0;
        for (int k = 0; k <= SRV_LATENCIES; k++)
            any += atomic_load(&c->service->routes[i].at_most[k]);
        if (any) put_route(out, r, &c->service->routes[i]);
    }
    fprintf(out, "# EOF\n");
    fclose(out);
    srv_reply_text(c->reply, "application/openmetrics-text; version=1.0.0; charset=utf-8", t);
    return 0;
}
