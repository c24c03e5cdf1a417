/* Screening and determination. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "licet/index.h"
#include "server/once.h"
#include "server/parties.h"
#include "server/problem.h"

enum { MOST_IDENTS = 32, UNDECIDED = 2 /* as the command line ends */ };

int srv_party_of(const json_t *o, srv_party *out)
{
    size_t i;
    json_t *item, *idents = json_object_get(o, "identifiers");
    *out = (srv_party){.party = {.name = srv_text_of(o, "name"),
                                 .type = srv_text_of(o, "type"),
                                 .country = srv_text_of(o, "country"),
                                 .address = srv_text_of(o, "address"),
                                 .birth = srv_text_of(o, "birth")}};
    json_array_foreach(idents, i, item) if (out->party.n_idents < MOST_IDENTS)
        out->idents[out->party.n_idents++] = json_string_value(item);
    out->party.idents = out->idents;
    return 0;
}

static void count(srv_call *c, licet_verdict v)
{
    atomic_fetch_add(&c->service->verdicts[v], 1);
}

/* Writes the records of e with the reply; the reply stands only if that succeeded. */
static int acknowledge(srv_call *c, srv_pending *e)
{
    licet_error err = {0};
    int rc = c->rq->scopes ? srv_once_keep(c, e, &err) : 0;
    if (!rc) rc = srv_pending_sync(e, &err);
    c->recorded = e->beside;
    srv_pending_done(e);
    if (!rc) return 0;
    return srv_problem_of(c->reply, &err);
}

/* An answer whose records were gathered in e: given once they are durable, together with the reply
 * kept for a request that is sent twice. */
static int recorded(srv_call *c, srv_pending *e, int rc, licet_text answer, const licet_error *err)
{
    if (!srv_answered(c->reply, rc, answer, SRV_JSON, err)) return acknowledge(c, e);
    srv_pending_done(e);
    return -1;
}

static void gather(srv_call *c, srv_pending *e)
{
    srv_pending_init(e, c->service->ledger, c->rq->now_s);
    e->hold = true;
}

int srv_screen_one(srv_call *c)
{
    srv_pending e;
    srv_party p;
    licet_text answer = {0};
    licet_verdict v = LICET_NOT_SCREENED;
    licet_error err = {0};
    if (srv_no_snapshot(c)) return -1;
    srv_party_of(c->rq->json, &p);
    gather(c, &e);
    int rc =
        licet_screen(c->s, &e.sink, &p.party, srv_text_of(c->rq->json, "as_of"), &answer, &v, &err);
    if (recorded(c, &e, rc, answer, &err)) return -1;
    count(c, v);
    return 0;
}

/* One answer a party, in their order, and one commit for all. */
int srv_screen_many(srv_call *c)
{
    srv_pending e;
    size_t i;
    json_t *item, *parties = json_object_get(c->rq->json, "parties");
    const char *as_of = srv_text_of(c->rq->json, "as_of");
    licet_text out = {0};
    if (srv_no_snapshot(c)) return -1;
    FILE *to = open_memstream(&out.data, &out.len);
    if (!to) return srv_problem(c->reply, 503, NULL, "out of memory");
    gather(c, &e);
    fputs("{\"results\":[", to);
    json_array_foreach(parties, i, item)
    {
        srv_party p;
        licet_text answer = {0};
        licet_verdict v = LICET_NOT_SCREENED;
        licet_error err = {0};
        srv_party_of(item, &p);
        if (i) fputc(',', to);
        if (licet_screen(c->s, &e.sink, &p.party, as_of, &answer, &v, &err)) {
            srv_reply r = {.file = -1};
            srv_problem_of(&r, &err);
            fprintf(to, "{\"verdict\":\"NOT_SCREENED\",\"error\":%s}", r.body.data);
            licet_text_done(&r.body);
        } else {
            fwrite(answer.data, 1, answer.len, to);
        }
        licet_text_done(&answer);
        count(c, v);
    }
    fputs("]}", to);
    fclose(to);
    srv_reply_text(c->reply, SRV_JSON, out);
    return acknowledge(c, &e);
}

/* Candidates while somebody types: no verdict, no record. */
int srv_search(srv_call *c)
{
    licet_text answer = {0};
    licet_verdict v;
    licet_error err = {0};
    licet_party p = {.name = srv_arg_of(c->rq, "q"),
                     .type = srv_arg_of(c->rq, "type"),
                     .country = srv_arg_of(c->rq, "country")};
    if (srv_no_snapshot(c)) return -1;
    return srv_answered(c->reply,
                        licet_screen(c->s, NULL, &p, srv_arg_of(c->rq, "as_of"), &answer, &v, &err),
                        answer, SRV_JSON, &err);
}

/* Names that begin so. Without lists there are none to know of, which is no empty answer. */
int srv_complete(srv_call *c)
{
    enum { USUAL = 10 };
    licet_text answer = {0};
    licet_error err = {0};
    if (srv_no_snapshot(c)) return -1;
    if (!licet_snapshot_index(c->s)[0])
        return srv_problem(c->reply, 503, "import one: licet lists import", "there is no list");
    int rc = licet_complete(c->s, srv_arg_of(c->rq, "q"), srv_arg_of(c->rq, "as_of"),
                            (int)srv_arg_long(c->rq, "limit", USUAL), &answer, &err);
    return srv_answered(c->reply, rc, answer, SRV_JSON, &err);
}

int srv_explain(srv_call *c)
{
    licet_text answer = {0};
    licet_error err = {0};
    srv_party p;
    if (srv_no_snapshot(c)) return -1;
    srv_party_of(json_object_get(c->rq->json, "party"), &p);
    return srv_answered(
        c->reply,
        licet_explain_match(c->s, &p.party, srv_text_of(c->rq->json, "entry"), &answer, &err),
        answer, SRV_JSON, &err);
}

/* A line that breaks the contract answers for itself where lines are a stream; here it is the whole
 * request: its error is taken out of the answer. */
static int refused(licet_text *answer, licet_error *err)
{
    json_t *o = json_loadb(answer->data, answer->len, 0, NULL), *e = json_object_get(o, "error");
    if (e) {
        const char *message = srv_text_of(e, "message"), *remedy = srv_text_of(e, "remedy");
        *err = (licet_error){.code = (licet_code)json_integer_value(json_object_get(e, "code"))};
        snprintf(err->message, sizeof err->message, "%s", message ? message : "");
        snprintf(err->remedy, sizeof err->remedy, "%s", remedy ? remedy : "");
        licet_text_done(answer);
    }
    int rc = e ? (int)err->code : 0;
    json_decref(o);
    return rc;
}

int srv_determine(srv_call *c)
{
    srv_pending e;
    licet_text answer = {0}, line;
    licet_error err = {0};
    int code;
    if (srv_no_snapshot(c)) return -1;
    line = srv_json_text(c->rq->json);
    gather(c, &e);
    int rc = licet_determine(c->s, &e.sink, line.data, line.len, &answer, &code, &err);
    if (!rc && code == UNDECIDED) rc = refused(&answer, &err);
    licet_text_done(&line);
    return recorded(c, &e, rc, answer, &err);
}

static size_t texts_of(const json_t *array, const char **out, size_t most)
{
    size_t i, n = 0;
    json_t *item;
    json_array_foreach(array, i, item) if (n < most) out[n++] = json_string_value(item);
    return n;
}

/* The facts of the body, and what a person states beside them, as one checked object. */
static int read_facts(srv_call *c, licet_text *out)
{
    enum { MOST_STATED = 200, MOST_PARTIES = 50 };
    const json_t *o = c->rq->json, *given = json_object_get(o, "facts");
    const char *facts[MOST_STATED], *parties[MOST_PARTIES];
    licet_text base = given ? srv_json_text(given) : (licet_text){0};
    licet_error err = {0};
    licet_stated s = {.base = base.data,
                      .base_len = base.len,
                      .facts = facts,
                      .parties = parties,
                      .as_of = srv_text_of(o, "as_of")};
    s.n_facts = texts_of(json_object_get(o, "stated"), facts, MOST_STATED);
    s.n_parties = texts_of(json_object_get(o, "parties"), parties, MOST_PARTIES);
    int rc = licet_facts(&s, out, &err);
    licet_text_done(&base);
    return rc ? srv_problem_of(c->reply, &err) : 0;
}

static int explain_facts(srv_call *c, srv_pending *e, const licet_text *facts, licet_text *out,
                         licet_error *err)
{
    int code;
    const json_t *o = c->rq->json;
    const char *day = srv_text_of(o, "as_of"), *other = srv_text_of(o, "and_as_of");
    if (!day) day = srv_text_of(json_object_get(o, "facts"), "as_of");
    if (other && day)
        return licet_explain_between(c->s, &e->sink, facts->data, facts->len, day, other, out,
                                     &code, err);
    return licet_explain(c->s, &e->sink, facts->data, facts->len,
                         json_is_true(json_object_get(o, "application")), out, &code, err);
}

int srv_determine_explained(srv_call *c)
{
    srv_pending e;
    licet_text answer = {0}, facts = {0};
    licet_error err = {0};
    if (srv_no_snapshot(c) || read_facts(c, &facts)) return -1;
    gather(c, &e);
    int rc = explain_facts(c, &e, &facts, &answer, &err);
    licet_text_done(&facts);
    return recorded(c, &e, rc, answer, &err);
}
