/* Open hits, and people's words on them. */
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/problem.h"

int srv_hits(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    return srv_answered(c->reply, licet_hits(c->l, srv_arg_true(c->rq, "all"), &t, &err), t,
                        SRV_JSON, &err);
}

int srv_hits_orders(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    return srv_answered(c->reply, licet_hits_orders(c->l, &t, &err), t, SRV_JSON, &err);
}

/* A key's name is who decides. Without one, on the page of this machine, whoever says so; but then
 * nobody can approve: two names typed by one person are not two people. */
int srv_resolve(srv_call *c)
{
    const json_t *o = c->rq->json;
    licet_text t = {0};
    licet_error err = {0};
    bool approve = strcmp(srv_text_of(o, "outcome"), "approve") == 0;
    if (approve && !(c->rq->scopes & LICET_SCOPE_APPROVE))
        return srv_problem(c->reply, 403, "use a key with the scope approve, of another person",
                           "approving takes the scope approve");
    licet_resolve_params p = {.decision = c->rq->parts[0],
                              .outcome = srv_text_of(o, "outcome"),
                              .entry = srv_text_of(o, "entry"),
                              .reason = srv_text_of(o, "reason"),
                              .note = srv_text_of(o, "note"),
                              .until = srv_text_of(o, "until"),
                              .by = c->rq->page ? srv_text_of(o, "by") : c->rq->who};
    if (licet_resolve(c->l, &p, &t, &err)) return srv_problem_of(c->reply, &err);
    srv_service_refresh(c->service, c->rq->now_s);
    srv_reply_text(c->reply, SRV_JSON, t);
    return 0;
}

int srv_reasons(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    return srv_answered(c->reply, licet_reasons(c->l, &t, &err), t, SRV_JSON, &err);
}
