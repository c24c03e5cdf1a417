/* Lists and entries through time. */
#include <stdio.h>
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

static licet_text copy_of(licet_text t)
{
    char *data = malloc(t.len + 1);
    if (!data) abort();
    memcpy(data, t.data, t.len);
    data[t.len] = 0;
    return (licet_text){.data = data, .len = t.len};
}

/* The growth as it was computed for this index and day, or nothing. */
static bool kept_growth(srv_service *s, const char *of, licet_text *out)
{
    pthread_mutex_lock(&s->lock);
    bool same = s->growth.data && strcmp(s->growth_of, of) == 0;
    if (same) *out = copy_of(s->growth);
    pthread_mutex_unlock(&s->lock);
    return same;
}

static void keep_growth(srv_service *s, const char *of, licet_text t)
{
    licet_text mine = copy_of(t);
    pthread_mutex_lock(&s->lock);
    licet_text old = s->growth;
    s->growth = mine;
    snprintf(s->growth_of, sizeof s->growth_of, "%s", of);
    pthread_mutex_unlock(&s->lock);
    licet_text_done(&old);
}

/* Every entry is read for it, so it is done once for each index and day. */
int srv_lists_growth(srv_call *c)
{
    enum { SECONDS_A_DAY = 86400 };
    char of[96];
    licet_text t = {0};
    licet_error err = {0};
    if (srv_no_snapshot(c)) return -1;
    snprintf(of, sizeof of, "%s %lld", licet_snapshot_index(c->s),
             (long long)(c->rq->now_s / SECONDS_A_DAY));
    if (kept_growth(c->service, of, &t)) {
        srv_reply_text(c->reply, SRV_JSON, t);
        return 0;
    }
    int rc = licet_lists_growth(c->s, &t, &err);
    if (!rc) keep_growth(c->service, of, t);
    return srv_answered(c->reply, rc, t, SRV_JSON, &err);
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
