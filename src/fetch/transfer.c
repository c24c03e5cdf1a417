/* One file over https, by libcurl: conditional, resumed, limited, retried, and never from an
 * address that is not public. */
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fetch/fetch.h"

typedef struct run {
    lc_arena *a;
    lc_transfer *t;
    const lc_transfer_limits *limits;
    FILE *to;
    uint64_t written, told; /* bytes in the part; length the server told, 0: none */
    bool too_large, disk, encoded, no_range, private_address;
    int disk_error;
} run;

int lc_transfer_start(void)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void lc_transfer_end(void)
{
    curl_global_cleanup();
}

/* ---- what curl calls ---- */

static size_t on_data(char *data, size_t one, size_t n, void *ctx)
{
    run *r = ctx;
    size_t len = one * n;
    if (r->encoded) return 0;
    if (r->written + len > r->t->max_bytes) {
        r->too_large = true;
        return 0;
    }
    if (fwrite(data, 1, len, r->to) != len) {
        r->disk = true;
        r->disk_error = errno;
        return 0;
    }
    r->written += len;
    return len;
}

static bool header_is(lc_sv line, const char *name, lc_sv *out)
{
    lc_sv rest = line, key = lc_sv_cut(&rest, LC_SV(":"));
    if (!rest.data || !lc_sv_ieq(lc_sv_trim(key), lc_sv_of(name))) return false;
    *out = lc_sv_trim(rest);
    return true;
}

static void start_anew(run *r)
{
    rewind(r->to);
    if (ftruncate(fileno(r->to), 0)) r->disk = true;
    r->written = r->t->resumed_from = 0;
}

/* Headers of redirects come too: each status line begins anew. */
static size_t on_header(char *data, size_t one, size_t n, void *ctx)
{
    run *r = ctx;
    lc_sv value, line = lc_sv_make(data, one * n);
    if (lc_sv_starts(line, LC_SV("HTTP/"))) {
        r->t->new_etag = r->t->new_modified = r->t->type = LC_SV_NONE;
        r->encoded = false;
        size_t space = lc_sv_find(line, LC_SV(" "), 0);
        r->t->status = space < line.len ? strtol(line.data + space, NULL, 10) : 0;
        if (r->t->status == 200 && r->t->resumed_from) start_anew(r); /* the whole file comes */
    }
    if (header_is(line, "ETag", &value)) r->t->new_etag = lc_arena_sv(r->a, value);
    if (header_is(line, "Last-Modified", &value)) r->t->new_modified = lc_arena_sv(r->a, value);
    if (header_is(line, "Content-Type", &value)) r->t->type = lc_arena_sv(r->a, value);
    /* None was asked for, and a small one may unfold without end. */
    if (header_is(line, "Content-Encoding", &value) && !lc_sv_ieq(value, LC_SV("identity")))
        r->encoded = true;
    return one * n;
}

static curl_socket_t on_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a)
{
    run *r = ctx;
    bool allowed =
        r->limits->loopback ? lc_address_loopback(&a->addr) : !lc_address_private(&a->addr);
    if (purpose == CURLSOCKTYPE_IPCXN && allowed)
        return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
    r->private_address = true;
    return CURL_SOCKET_BAD;
}

/* ---- one try ---- */

static struct curl_slist *conditions(const run *r)
{
    struct curl_slist *all = curl_slist_append(NULL, "Accept: */*");
    char line[600];
    const lc_transfer *t = r->t;
    if (t->resumed_from) { /* go on only with the same file */
        if (t->etag.len) {
            snprintf(line, sizeof line, "If-Range: %.*s",
                     (int)(t->etag.len < 500 ? t->etag.len : 500), t->etag.data);
            all = curl_slist_append(all, line);
        }
        return all;
    }
    if (t->etag.len && t->etag.len < 500) {
        snprintf(line, sizeof line, "If-None-Match: %.*s", LC_SV_ARG(t->etag));
        all = curl_slist_append(all, line);
    } else if (t->modified.len && t->modified.len < 500) {
        snprintf(line, sizeof line, "If-Modified-Since: %.*s", LC_SV_ARG(t->modified));
        all = curl_slist_append(all, line);
    }
    return all;
}

static void set_up(CURL *c, run *r, struct curl_slist *headers, char errors[CURL_ERROR_SIZE])
{
    const lc_transfer_limits *m = r->limits;
    const char *protocols = m->loopback ? "http,https" : "https";
    curl_easy_setopt(c, CURLOPT_URL, lc_arena_z(r->a, r->t->url));
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, m->redirects > 0 ? 1L : 0L);
    curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)m->redirects);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, m->connect_s);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, m->total_s);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, m->slow_s);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, m->slow_bytes);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_USERAGENT, "licet-fetch");
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, r);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, r);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, r);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, errors);
    if (m->ca_file) curl_easy_setopt(c, CURLOPT_CAINFO, m->ca_file);
    if (r->t->resumed_from)
        curl_easy_setopt(c, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)r->t->resumed_from);
}

static const char *trouble_of(const run *r, CURLcode code)
{
    if (r->private_address) return "private_address";
    if (r->too_large) return "too_large";
    if (r->disk) return "disk";
    if (r->encoded) return "encoding";
    switch ((int)code) {
    case CURLE_OK: return NULL;
    case CURLE_OPERATION_TIMEDOUT: return "timeout";
    case CURLE_PARTIAL_FILE: return "length";
    case CURLE_TOO_MANY_REDIRECTS:
    case CURLE_UNSUPPORTED_PROTOCOL: return "redirect";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return "certificate";
    default: return "unreachable";
    }
}

/* A page that says something instead of the list. */
static bool is_html(const run *r)
{
    char head[256] = "";
    rewind(r->to);
    size_t n = fread(head, 1, sizeof head - 1, r->to);
    lc_sv start = lc_sv_trim(lc_sv_make(head, n));
    return lc_sv_ifind(r->t->type, LC_SV("text/html"), 0) < r->t->type.len ||
           lc_sv_ifind(start, LC_SV("<!doctype html"), 0) == 0 ||
           lc_sv_ifind(start, LC_SV("<html"), 0) == 0;
}

static const char *judge(run *r)
{
    long s = r->t->status;
    if (s == 304) {
        r->t->unchanged = true;
        return r->t->etag.len || r->t->modified.len ? NULL : "status"; /* nobody asked */
    }
    if (s != 200 && s != 206) return "status";
    if (fflush(r->to) || fsync(fileno(r->to))) return "disk";
    return is_html(r) ? "html" : NULL;
}

static CURLcode perform(run *r, char errors[CURL_ERROR_SIZE])
{
    CURL *c = curl_easy_init();
    if (!c) return CURLE_OUT_OF_MEMORY;
    struct curl_slist *headers = conditions(r);
    set_up(c, r, headers, errors);
    CURLcode code = curl_easy_perform(c);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return code;
}

/* The part a failed try has left is gone on with, where it can be told to be of the same file. */
static int open_part(run *r, const char *part, licet_error *err)
{
    struct stat st;
    bool goes_on = r->t->new_etag.len && stat(part, &st) == 0 && st.st_size > 0;
    r->to = fopen(part, goes_on ? "r+be" : "w+be");
    if (!r->to) return lc_fail(err, LICET_E_IO, "%s: %s", part, strerror(errno));
    r->written = r->t->resumed_from = goes_on ? (uint64_t)st.st_size : 0;
    if (goes_on) r->t->etag = r->t->new_etag;
    fseek(r->to, 0, SEEK_END);
    return 0;
}

static int try_once(lc_arena *a, lc_transfer *t, const lc_transfer_limits *m, const char *part,
                    licet_error *err)
{
    char errors[CURL_ERROR_SIZE] = "";
    run r = {.a = a, .t = t, .limits = m};
    lc_sv asked_etag = t->etag;
    int rc = open_part(&r, part, err);
    if (rc) {
        t->trouble = "disk";
        return rc;
    }
    t->status = 0;
    CURLcode code = perform(&r, errors);
    t->trouble = trouble_of(&r, code);
    if (!t->trouble) t->trouble = judge(&r);
    t->bytes = r.written;
    if (fclose(r.to) && !t->trouble) t->trouble = "disk";
    t->etag = asked_etag;
    if (!t->trouble) return 0;
    lc_fail(err, LICET_E_IO, "%.*s: %s%s%s (HTTP %ld)", (int)(t->url.len < 200 ? t->url.len : 200),
            t->url.data, t->trouble, *errors ? ": " : "", errors, t->status);
    return lc_fail_remedy(err, "the list in force stays; the next fetch tries again");
}

/* What another try may mend. */
static bool passing(const lc_transfer *t)
{
    static const char *const words[] = {"unreachable", "timeout", "length"};
    for (size_t i = 0; t->trouble && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], t->trouble) == 0) return true;
    return t->trouble && strcmp(t->trouble, "status") == 0 &&
           (t->status == 429 || t->status >= 500);
}

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

int lc_transfer_run(lc_arena *a, lc_transfer *t, const lc_transfer_limits *m, licet_error *err)
{
    lc_sv part = lc_arena_printf(a, "%s.part", t->path);
    long wait = m->wait_ms;
    int rc = 0;
    t->new_etag = LC_SV_NONE;
    for (t->tries = 1;; t->tries++) {
        rc = try_once(a, t, m, part.data, err);
        if (!rc || !passing(t) || t->tries >= m->tries) break;
        wait_ms(wait);
        wait *= 2;
    }
    if (rc || t->unchanged) {
        if (t->unchanged || (t->trouble && !passing(t))) unlink(part.data);
        return rc;
    }
    if (rename(part.data, t->path) == 0) return 0;
    t->trouble = "disk";
    return lc_fail(err, LICET_E_IO, "%s: %s", t->path, strerror(errno));
}
