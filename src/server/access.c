#include "server/access.h"

#include <stdio.h>
#include <string.h>

#define PAGE_SCOPES (LICET_SCOPE_SCREEN | LICET_SCOPE_READ | LICET_SCOPE_ADJUDICATE)

/* As programs send one, as clients of trade.gov do, and, for reconciliation alone, whose clients
 * can set no header, in the address. */
static const char *key_of(const srv_request *rq)
{
    static const char *const headers[] = {"X-Api-Key", "subscription-key"};
    const char *bearer = srv_header_of(rq, "Authorization");
    if (bearer && strncmp(bearer, "Bearer ", 7) == 0) return bearer + 7;
    for (size_t i = 0; i < 2; i++)
        if (srv_header_of(rq, headers[i])) return srv_header_of(rq, headers[i]);
    return strncmp(rq->path, "/reconcile", 10) == 0 ? srv_query_of(rq, "key") : NULL;
}

static bool loopback_host(const char *host)
{
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; host && i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (strncmp(host, names[i], n) == 0 && (host[n] == 0 || host[n] == ':')) return true;
    }
    return false;
}

static bool is_page(const srv_request *rq)
{
    const char *site = srv_header_of(rq, "Sec-Fetch-Site");
    return srv_header_of(rq, "X-Licet-Page") && loopback_host(srv_header_of(rq, "Host")) &&
           (!site || strcmp(site, "same-origin") == 0);
}

void srv_access(srv_service *s, srv_request *rq, bool from_loopback, char *name)
{
    const char *key = key_of(rq);
    rq->scopes = 0;
    rq->who = name;
    name[0] = 0;
    if (key) {
        rq->scopes = srv_service_scopes(s, key, rq->now_s, name);
    } else if (from_loopback && is_page(rq)) {
        rq->scopes = PAGE_SCOPES;
        rq->page = true;
        snprintf(name, SRV_HEADER_BYTES, "page");
    }
}
