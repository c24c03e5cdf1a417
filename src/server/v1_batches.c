/* Batches: a table in, its columns looked at, its answers out. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/jobs.h"
#include "server/problem.h"
#include "server/watchers.h"

static int state_reply(srv_call *c, const char *id, unsigned status)
{
    json_t *state;
    licet_error err = {0};
    if (srv_job_state(c->service, id, &state, &err)) return srv_problem_of(c->reply, &err);
    srv_reply_json(c->reply, state);
    c->reply->status = status;
    return 0;
}

int srv_batch_new(srv_call *c)
{
    char id[SRV_BATCH_ID], at[64];
    licet_error err = {0};
    if (!c->rq->body_file) return srv_problem(c->reply, 400, NULL, "the body is empty");
    if (srv_job_new(c->service, c->rq->body_file, srv_arg_of(c->rq, "name"), id, &err))
        return srv_problem_of(c->reply, &err);
    snprintf(at, sizeof at, "/v1/batches/%s", id);
    srv_reply_header(c->reply, "Location", at);
    return state_reply(c, id, 201);
}

int srv_batches(srv_call *c)
{
    srv_reply_json(c->reply, json_pack("{s:o}", "batches", srv_job_list(c->service)));
    return 0;
}

int srv_batch(srv_call *c)
{
    return state_reply(c, c->rq->parts[0], 200);
}

static size_t maps_of(const json_t *array, const char **out, size_t most)
{
    size_t i, n = 0;
    json_t *item;
    json_array_foreach(array, i, item) if (n < most) out[n++] = json_string_value(item);
    return n;
}

int srv_batch_preview(srv_call *c)
{
    enum { ROWS = 20, MOST_MAPS = 256 };
    const char *maps[MOST_MAPS];
    char input[SRV_JOB_PATH];
    licet_text t = {0};
    licet_error err = {0};
    licet_check_params p = {
        .orders = input,
        .maps = maps,
        .n_maps = maps_of(json_object_get(c->rq->json, "maps"), maps, MOST_MAPS),
        .sheet = srv_text_of(c->rq->json, "sheet"),
        .header_row = (uint32_t)json_integer_value(json_object_get(c->rq->json, "header_row"))};
    int rc = srv_job_input(c->service, c->rq->parts[0], input, &err);
    if (!rc) rc = licet_check_preview(c->l, &p, ROWS, &t, &err);
    return srv_answered(c->reply, rc, t, SRV_JSON, &err);
}

int srv_batch_run(srv_call *c)
{
    licet_error err = {0};
    if (srv_job_run(c->service, c->rq->parts[0], c->rq->json, &err))
        return err.code == LICET_E_ARGUMENT ? srv_problem(c->reply, 409, NULL, "%s", err.message)
                                            : srv_problem_of(c->reply, &err);
    return state_reply(c, c->rq->parts[0], 202);
}

int srv_batch_file(srv_call *c)
{
    static const char *const types[][2] = {
        {".csv", "text/csv; charset=utf-8"},
        {".jsonl", SRV_JSONL},
        {".html", "text/html; charset=utf-8"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    char path[SRV_JOB_PATH], header[200];
    const char *file = c->rq->parts[1];
    const char *dot = strrchr(file, '.');
    if (!srv_job_path(c->service, c->rq->parts[0], file, path) || !dot || strcmp(dot, ".json") == 0)
        return srv_problem(c->reply, 404, NULL, "there is no file %.60s", file);
    for (size_t i = 0; i < 4; i++)
        if (strcmp(types[i][0], dot) == 0) c->reply->type = types[i][1];
    c->reply->file = c->reply->type ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (c->reply->file < 0)
        return srv_problem(c->reply, 404, NULL, "there is no file %.60s yet", file);
    snprintf(header, sizeof header, "attachment; filename=\"%.60s\"", file);
    srv_reply_header(c->reply, "Content-Disposition", header);
    c->reply->status = 200;
    return 0;
}

int srv_batch_events(srv_call *c)
{
    json_t *state;
    licet_error err = {0};
    if (srv_job_state(c->service, c->rq->parts[0], &state, &err))
        return srv_problem_of(c->reply, &err);
    json_decref(state);
    if (!srv_watch_batch(c->service->watchers, c->rq->parts[0], &c->reply->stream)) {
        srv_reply_header(c->reply, "Retry-After", "10");
        return srv_problem(c->reply, 503, "ask for the batch itself now and then",
                           "too many are watching");
    }
    c->reply->status = 200;
    c->reply->type = "text/event-stream";
    return 0;
}
