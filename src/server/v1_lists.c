/* Lists and entries through time. */
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/problem.h"

int srv_lists_status(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    int ok;
    return srv_answered(c->reply, licet_lists_status(c->l, &t, &ok, &err), t, SRV_JSON, &err);
}

int srv_lists_diff(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    int same;
    licet_diff_params p = {
        .source = c->rq->parts[0], .a = srv_arg_of(c->rq, "a"), .b = srv_arg_of(c->rq, "b")};
    return srv_answered(c->reply, licet_lists_diff(c->l, &p, &t, &same, &err), t, SRV_JSON, &err);
}

int srv_lists_changes(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    licet_changes_params p = {.since = srv_arg_of(c->rq, "since"),
                              .source = srv_arg_of(c->rq, "source")};
    return srv_answered(c->reply, licet_lists_changes(c->l, &p, &t, &err), t, SRV_JSONL, &err);
}

int srv_lists_growth(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    if (srv_no_snapshot(c)) return -1;
    return srv_answered(c->reply, licet_lists_growth(c->s, &t, &err), t, SRV_JSON, &err);
}

/* The name of the key is who decides: nobody signs for another. */
int srv_lists_judge(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    licet_judge_params p = {.source = c->rq->parts[0],
                            .outcome = srv_text_of(c->rq->json, "outcome"),
                            .reason = srv_text_of(c->rq->json, "reason"),
                            .by = c->rq->who};
    int rc = licet_lists_judge(c->l, &p, &t, &err);
    if (!rc) srv_service_refresh(c->service, c->rq->now_s);
    return srv_answered(c->reply, rc, t, SRV_JSON, &err);
}

int srv_entry(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    return srv_answered(c->reply,
                        licet_show(c->l, c->rq->parts[0], srv_arg_of(c->rq, "as_of"), &t, &err), t,
                        SRV_JSON, &err);
}

int srv_history(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    return srv_answered(c->reply, licet_history(c->l, c->rq->parts[0], NULL, &t, &err), t, SRV_JSON,
                        &err);
}

int srv_rules(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    return srv_answered(c->reply, licet_rules_show(c->l, c->rq->parts[0], &t, &err), t,
                        "text/plain; charset=utf-8", &err);
}
