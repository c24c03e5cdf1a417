/* server/problem.h: everything that goes wrong, as application/problem+json (RFC 9457). */
#ifndef SERVER_PROBLEM_H
#define SERVER_PROBLEM_H

#include "server/http.h"

/* Fills the reply: {"type","title","status","detail","remedy"?}. Returns -1, so that a handler can
 * return it. */
int srv_problem(srv_reply *r, unsigned status, const char *remedy, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* What the library reports: 400 for what the caller gave, 404, 413, 503 where a list, index or the
 * store is at fault. */
int srv_problem_of(srv_reply *r, const licet_error *e);
/* What the library gave: its answer (taken over), or, where rc is not 0, its error. Returns 0 or
 * -1, so that a handler can return it. */
int srv_answered(srv_reply *r, int rc, licet_text answer, const char *type, const licet_error *err);
/* The status such an error gets. */
unsigned srv_status_of(licet_code code);

#endif
