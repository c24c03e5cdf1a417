#include "server/book.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct srv_book {
    srv_service *service;
    pthread_mutex_t lock; /* over what follows, but for the counts */
    pthread_t worker;
    bool begun, running; /* begun: there is a thread to join */
    char as_of[16], since[16];
    json_t *report, *problem;
    atomic_ullong done, total;
};

static int fail(licet_error *err, licet_code code, const char *what, const char *why)
{
    if (err) {
        *err = (licet_error){.code = code};
        snprintf(err->message, sizeof err->message, "%s: %s", what, why);
    }
    return (int)code;
}

void srv_book_open(srv_service *s)
{
    s->book = calloc(1, sizeof *s->book);
    if (!s->book) abort();
    s->book->service = s;
    pthread_mutex_init(&s->book->lock, NULL);
}

void srv_book_close(srv_service *s)
{
    struct srv_book *b = s->book;
    if (!b) return;
    if (b->begun) pthread_join(b->worker, NULL);
    pthread_mutex_destroy(&b->lock);
    json_decref(b->report);
    json_decref(b->problem);
    free(b);
    s->book = NULL;
}

/* ---- a run ---- */

static void on_progress(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    struct srv_book *b = ctx;
    (void)what;
    atomic_store(&b->done, done);
    atomic_store(&b->total, total);
}

static int rescreen(struct srv_book *b, licet_text *out, licet_error *err)
{
    int code;
    licet *l = NULL;
    licet_rescreen_params p = {.as_of = *b->as_of ? b->as_of : NULL,
                               .since = *b->since ? b->since : NULL,
                               .threads = 1,
                               .progress = on_progress,
                               .progress_ctx = b};
    licet_snapshot *snapshot = srv_service_snapshot(b->service);
    int rc = snapshot ? 0 : fail(err, LICET_E_INDEX, "no lists can be read", "import one");
    if (!rc) rc = licet_share(b->service->root, srv_now_s(), &l, err);
    if (!rc) {
        srv_pending e;
        srv_pending_init(&e, b->service->ledger, srv_now_s());
        rc = licet_rescreen(l, snapshot, &e.sink, &p, out, &code, err);
        srv_pending_done(&e);
    }
    licet_close(l);
    licet_snapshot_release(snapshot);
    return rc;
}

static void *work(void *ctx)
{
    struct srv_book *b = ctx;
    licet_text t = {0};
    licet_error err = {0};
    int rc = rescreen(b, &t, &err);
    pthread_mutex_lock(&b->lock);
    if (rc)
        b->problem = json_pack("{s:s, s:s}", "message", err.message, "remedy", err.remedy);
    else
        b->report = json_loadb(t.data, t.len, 0, NULL);
    b->running = false;
    pthread_mutex_unlock(&b->lock);
    licet_text_done(&t);
    return NULL;
}

static void keep_word(const json_t *asked, const char *name, char out[16])
{
    const char *v = json_string_value(json_object_get(asked, name));
    snprintf(out, 16, "%s", v ? v : "");
}

static int begin(struct srv_book *b, const json_t *asked, licet_error *err)
{
    if (b->running) return fail(err, LICET_E_ARGUMENT, "a run is under way", "wait for its end");
    if (b->begun) pthread_join(b->worker, NULL);
    keep_word(asked, "as_of", b->as_of);
    keep_word(asked, "since", b->since);
    json_decref(b->report);
    json_decref(b->problem);
    b->report = b->problem = NULL;
    atomic_store(&b->done, 0);
    atomic_store(&b->total, 0);
    b->begun = b->running = pthread_create(&b->worker, NULL, work, b) == 0;
    return b->begun ? 0 : fail(err, LICET_E_IO, "the run cannot start", strerror(errno));
}

int srv_book_run(srv_service *s, const json_t *asked, licet_error *err)
{
    pthread_mutex_lock(&s->book->lock);
    int rc = begin(s->book, asked, err);
    pthread_mutex_unlock(&s->book->lock);
    return rc;
}

json_t *srv_book_state(srv_service *s)
{
    struct srv_book *b = s->book;
    pthread_mutex_lock(&b->lock);
    const char *word = b->running ? "running" : b->problem ? "failed" : b->report ? "done" : "none";
    json_t *o = json_pack("{s:s}", "state", word);
    if (b->running) {
        json_object_set_new(o, "done", json_integer((json_int_t)atomic_load(&b->done)));
        json_object_set_new(o, "total", json_integer((json_int_t)atomic_load(&b->total)));
    }
    if (b->report) json_object_set(o, "report", b->report);
    if (b->problem) json_object_set(o, "problem", b->problem);
    pthread_mutex_unlock(&b->lock);
    return o;
}

/* ---- an edition ---- */

/* What the library is given must bear the name the user gave: it tells the format, and is recorded.
 */
static bool plain(const char *name)
{
    for (const char *p = name; *p; p++)
        if (*p == '/' || (unsigned char)*p < ' ') return false;
    return *name && *name != '.' && strlen(name) <= 255;
}

int srv_book_take(licet *l, const char *home, const char *spooled, const licet_book_params *p,
                  licet_text *out_json, int *out_ok, licet_error *err)
{
    char folder[500], path[800];
    licet_book_params q = *p;
    if (!plain(p->file)) return fail(err, LICET_E_ARGUMENT, "this is no name of a file", p->file);
    snprintf(folder, sizeof folder, "%.400s/spool/book-XXXXXX", home);
    if (!mkdtemp(folder))
        return fail(err, LICET_E_IO, "the book cannot be taken in", strerror(errno));
    snprintf(path, sizeof path, "%s/%s", folder, p->file);
    q.file = path;
    int rc = link(spooled, path)
                 ? fail(err, LICET_E_IO, "the book cannot be taken in", strerror(errno))
                 : licet_book_import(l, &q, out_json, out_ok, err);
    unlink(path);
    rmdir(folder);
    return rc;
}
