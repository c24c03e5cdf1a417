/* Decisions as they were recorded. */
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/problem.h"

int srv_decision(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    const char *id = c->rq->parts[0];
    if (id[0] == 'K' || id[0] == 'I') /* keys and kept answers are nobody's reading */
        return srv_problem(c->reply, 404, NULL, "there is no decision %.40s", id);
    return srv_answered(c->reply, licet_log_get(c->l, id, &t, &err), t, SRV_JSON, &err);
}

static char kind_of(const char *word)
{
    static const struct {
        const char *word;
        char kind;
    } kinds[] = {{"decision", 'D'}, {"resolution", 'R'}, {"book", 'B'},
                 {"rescreen", 'S'}, {"note", 'N'},       {"list", 'L'}};
    for (size_t i = 0; word && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].word, word) == 0) return kinds[i].kind;
    return 'D';
}

int srv_decisions(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    long before = srv_arg_long(c->rq, "before", 0), limit = srv_arg_long(c->rq, "limit", 50);
    return srv_answered(c->reply,
                        licet_log_list(c->l, kind_of(srv_arg_of(c->rq, "kind")), (uint64_t)before,
                                       (int)limit, &t, &err),
                        t, SRV_JSON, &err);
}

int srv_replay(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    int same = 0;
    if (licet_replay(c->l, c->rq->parts[0], &t, &same, &err)) return srv_problem_of(c->reply, &err);
    json_t *o = json_pack("{s:b, s:s}", "same", same, "report", t.data);
    licet_text_done(&t);
    srv_reply_json(c->reply, o);
    return 0;
}

int srv_verify(srv_call *c)
{
    licet_text t = {0};
    licet_error err = {0};
    int ok;
    return srv_answered(c->reply, licet_verify(c->l, &t, &ok, &err), t, SRV_JSON, &err);
}
