/* The customers of the house, and the run over them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/book.h"
#include "server/handlers.h"
#include "server/problem.h"

int srv_book_status(srv_call *c)
{
    int due;
    licet_text t = {0};
    licet_error err = {0};
    return srv_answered(c->reply, licet_book_status(c->l, &t, &due, &err), t, SRV_JSON, &err);
}

/* The first rows that cannot be read, in one sentence each. */
static void tell_bad(srv_reply *r, licet_text report)
{
    enum { TOLD = 5 };
    char says[1200] = "";
    size_t i, len = 0;
    json_t *o = json_loadb(report.data, report.len, 0, NULL), *row;
    const json_t *bad = json_object_get(o, "bad");
    json_array_foreach(bad, i, row)
    {
        if (i == TOLD || len >= sizeof says) break;
        int n = snprintf(says + len, sizeof says - len, "; line %d: %.180s",
                         (int)json_integer_value(json_object_get(row, "line")),
                         json_string_value(json_object_get(row, "message")));
        len += n > 0 ? (size_t)n : 0;
    }
    srv_problem(r, 422, "correct them and send the whole book again; nothing was taken in",
                "%zu %s cannot be read%.1100s", json_array_size(bad),
                json_array_size(bad) == 1 ? "row" : "rows", says);
    json_decref(o);
}

/* The civil day of the request, UTC. Days of the contract sort as texts. */
static const char *today(const srv_call *c, char out[16])
{
    struct tm day;
    time_t now = (time_t)c->rq->now_s;
    gmtime_r(&now, &day);
    strftime(out, 16, "%Y-%m-%d", &day);
    return out;
}

/* Whole or not at all: a file with bad rows is told row by row, and nothing was taken in. */
int srv_book_new(srv_call *c)
{
    int ok = 0;
    licet_text t = {0};
    licet_error err = {0};
    licet_book_params p = {.file = srv_arg_of(c->rq, "name"), .date = srv_arg_of(c->rq, "date")};
    char now[16];
    if (!c->rq->body_file) return srv_problem(c->reply, 400, NULL, "the body is empty");
    if (p.date && strcmp(p.date, today(c, now)) > 0)
        return srv_problem(c->reply, 422, "leave it out: it is today then",
                           "date must not lie in the future: today is %s", now);
    int rc =
        srv_book_take(c->l, c->service->config->licet.home, c->rq->body_file, &p, &t, &ok, &err);
    if (rc || ok) return srv_answered(c->reply, rc, t, SRV_JSON, &err);
    tell_bad(c->reply, t);
    licet_text_done(&t);
    return -1;
}

int srv_book_rescreen(srv_call *c)
{
    licet_error err = {0};
    char now[16];
    const char *since = srv_text_of(c->rq->json, "since"), *day = srv_text_of(c->rq->json, "as_of");
    if (srv_no_snapshot(c)) return -1;
    if (since && strcmp(since, day ? day : today(c, now)) > 0)
        return srv_problem(c->reply, 422, NULL, "body.since must not lie after %s",
                           day ? "body.as_of" : "today");
    if (srv_book_run(c->service, c->rq->json, &err))
        return err.code == LICET_E_ARGUMENT ? srv_problem(c->reply, 409, NULL, "%s", err.message)
                                            : srv_problem_of(c->reply, &err);
    srv_reply_json(c->reply, srv_book_state(c->service));
    c->reply->status = 202;
    return 0;
}

int srv_book_run_state(srv_call *c)
{
    srv_reply_json(c->reply, srv_book_state(c->service));
    return 0;
}
