#include "server/jobs.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/log.h"

enum { MOST_HTML_BYTES = 2 << 20 };

struct srv_jobs {
    pthread_mutex_t lock;
    pthread_cond_t woken;
    pthread_t worker;
    bool started, stopping;
    char running[SRV_BATCH_ID]; /* "" while nothing runs */
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

/* ---- files ---- */

static bool plain(const char *s)
{
    if (!*s || *s == '.' || strlen(s) > 60) return false;
    for (; *s; s++)
        if (!isalnum((unsigned char)*s) && *s != '.' && *s != '_') return false;
    return true;
}

bool srv_job_path(const srv_service *s, const char *id, const char *file, char out[SRV_JOB_PATH])
{
    if (!plain(id) || (file[0] && !plain(file))) return false;
    int n = snprintf(out, SRV_JOB_PATH, "%s/batches/%s%s%s", s->config->licet.home, id,
                     file[0] ? "/" : "", file);
    return n > 0 && n < SRV_JOB_PATH;
}

/* Written beside and renamed: a batch is never half-described. */
static int write_state(srv_service *s, const char *id, const json_t *state, licet_error *err)
{
    char path[SRV_JOB_PATH], beside[SRV_JOB_PATH];
    if (!srv_job_path(s, id, "batch.json", path) || !srv_job_path(s, id, "batch.new", beside))
        return fail(err, LICET_E_NOT_FOUND, "no such batch", id);
    if (json_dump_file(state, beside, JSON_COMPACT) || rename(beside, path))
        return fail(err, LICET_E_IO, "the batch cannot be kept", strerror(errno));
    return 0;
}

static json_t *read_state(const srv_service *s, const char *id)
{
    char path[SRV_JOB_PATH];
    return srv_job_path(s, id, "batch.json", path) ? json_load_file(path, 0, NULL) : NULL;
}

static void new_id(char out[SRV_BATCH_ID])
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    unsigned char bits[SRV_BATCH_ID] = {0};
    if (getentropy(bits, sizeof bits)) abort();
    for (size_t i = 0; i < SRV_BATCH_ID - 1; i++) out[i] = digits[bits[i] & 31];
    out[SRV_BATCH_ID - 1] = 0;
}

/* The endings licet_check knows, by the name the user gave. */
static const char *ending_of(const char *name)
{
    static const char *const known[] = {"csv", "tsv", "txt", "jsonl", "xlsx", "xlsm"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof known / sizeof *known; i++)
        if (strcasecmp(dot + 1, known[i]) == 0) return known[i];
    return NULL;
}

static int make_folder(const srv_service *s, const char *id, licet_error *err)
{
    char path[SRV_JOB_PATH];
    snprintf(path, sizeof path, "%s/batches", s->config->licet.home);
    if (mkdir(path, 0700) && errno != EEXIST)
        return fail(err, LICET_E_IO, "batches cannot be kept", strerror(errno));
    if (!srv_job_path(s, id, "", path) || mkdir(path, 0700))
        return fail(err, LICET_E_IO, "the batch cannot be kept", strerror(errno));
    return 0;
}

int srv_job_new(srv_service *s, const char *spooled, const char *name, char out_id[SRV_BATCH_ID],
                licet_error *err)
{
    char id[SRV_BATCH_ID], path[SRV_JOB_PATH], file[16];
    const char *ending = ending_of(name);
    if (!ending)
        return fail(err, LICET_E_ARGUMENT, "orders end in .csv .tsv .txt .jsonl .xlsx .xlsm", name);
    new_id(id);
    snprintf(file, sizeof file, "input.%s", ending);
    int rc = make_folder(s, id, err);
    if (rc) return rc;
    if (!srv_job_path(s, id, file, path) || link(spooled, path))
        return fail(err, LICET_E_IO, "the table cannot be kept", strerror(errno));
    json_t *state = json_pack("{s:s, s:s, s:s, s:s, s:I}", "id", id, "name", name, "input", file,
                              "state", "waiting_for_columns", "made", (json_int_t)srv_now_s());
    rc = state ? write_state(s, id, state, err)
               : fail(err, LICET_E_ENCODING, "the name is no UTF-8", "");
    json_decref(state);
    if (!rc) memcpy(out_id, id, sizeof id);
    return rc;
}

int srv_job_input(srv_service *s, const char *id, char out[SRV_JOB_PATH], licet_error *err)
{
    json_t *state = read_state(s, id);
    const char *file = json_string_value(json_object_get(state, "input"));
    bool ok = file && srv_job_path(s, id, file, out);
    json_decref(state);
    return ok ? 0 : fail(err, LICET_E_NOT_FOUND, "no such batch", id);
}

int srv_job_run(srv_service *s, const char *id, const json_t *asked, licet_error *err)
{
    int rc = 0;
    pthread_mutex_lock(&s->jobs->lock);
    json_t *state = read_state(s, id);
    const char *word = json_string_value(json_object_get(state, "state"));
    if (!word)
        rc = fail(err, LICET_E_NOT_FOUND, "no such batch", id);
    else if (strcmp(word, "queued") == 0 || strcmp(word, "running") == 0)
        rc = fail(err, LICET_E_ARGUMENT, "the batch is under way", id);
    if (!rc) {
        json_object_set_new(state, "state", json_string("queued"));
        json_object_set_new(state, "asked", json_deep_copy(asked));
        json_object_del(state, "problem");
        json_object_del(state, "summary");
        rc = write_state(s, id, state, err);
        pthread_cond_signal(&s->jobs->woken);
    }
    pthread_mutex_unlock(&s->jobs->lock);
    json_decref(state);
    return rc;
}

/* ---- what there is ---- */

static void add_files(const srv_service *s, const char *id, json_t *state)
{
    static const char *const files[] = {"answered.xlsx", "answered.csv", "evidence.html",
                                        "evidence.jsonl", "rows.jsonl"};
    json_t *all = json_array();
    char path[SRV_JOB_PATH];
    struct stat st;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (srv_job_path(s, id, files[i], path) && stat(path, &st) == 0)
            json_array_append_new(all, json_string(files[i]));
    json_object_set_new(state, "files", all);
}

int srv_job_state(srv_service *s, const char *id, json_t **out, licet_error *err)
{
    json_t *state = read_state(s, id);
    if (!state) return fail(err, LICET_E_NOT_FOUND, "no such batch", id);
    pthread_mutex_lock(&s->jobs->lock);
    if (strcmp(s->jobs->running, id) == 0) {
        json_object_set_new(state, "rows_done",
                            json_integer((json_int_t)atomic_load(&s->jobs->done)));
        json_object_set_new(state, "rows_total",
                            json_integer((json_int_t)atomic_load(&s->jobs->total)));
    }
    pthread_mutex_unlock(&s->jobs->lock);
    add_files(s, id, state);
    *out = state;
    return 0;
}

static int newest_first(const void *a, const void *b)
{
    json_int_t x = json_integer_value(json_object_get(*(json_t *const *)a, "made"));
    json_int_t y = json_integer_value(json_object_get(*(json_t *const *)b, "made"));
    return x < y ? 1 : x > y ? -1 : 0;
}

json_t *srv_job_list(srv_service *s)
{
    char folder[SRV_JOB_PATH];
    json_t **found = NULL, *all = json_array();
    size_t n = 0;
    snprintf(folder, sizeof folder, "%s/batches", s->config->licet.home);
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        json_t *state = NULL;
        if (e->d_name[0] == '.' || srv_job_state(s, e->d_name, &state, NULL)) continue;
        found = realloc(found, (n + 1) * sizeof *found);
        if (!found) abort();
        found[n++] = state;
    }
    if (d) closedir(d);
    if (n) qsort(found, n, sizeof *found, newest_first);
    for (size_t i = 0; i < n; i++) json_array_append_new(all, found[i]);
    free(found);
    return all;
}

/* ---- the worker ---- */

static void on_progress(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    srv_jobs *j = ctx;
    (void)what;
    atomic_store(&j->done, done);
    atomic_store(&j->total, total);
}

static int put_rows(void *ctx, const char *data, size_t len)
{
    return fwrite(data, 1, len, ctx) == len && fflush(ctx) == 0 ? 0 : -1;
}

/* What was asked, as the library takes it. */
typedef struct asked {
    const char *maps[256], *outs[4];
    size_t n_maps, n_outs;
    char paths[4][SRV_JOB_PATH];
} asked;

static void read_asked(const json_t *state, asked *a, licet_check_params *p)
{
    const json_t *o = json_object_get(state, "asked");
    json_t *item;
    size_t i;
    json_array_foreach(json_object_get(o, "maps"), i, item) if (a->n_maps < 256)
        a->maps[a->n_maps++] = json_string_value(item);
    p->maps = a->maps;
    p->n_maps = a->n_maps;
    p->as_of = json_string_value(json_object_get(o, "as_of"));
    p->sheet = json_string_value(json_object_get(o, "sheet"));
    p->header_row = (uint32_t)json_integer_value(json_object_get(o, "header_row"));
    p->remember = 1;
}

static void want_file(const srv_service *s, const char *id, const char *file, asked *a)
{
    char *path = a->paths[a->n_outs];
    if (srv_job_path(s, id, file, path)) a->outs[a->n_outs++] = path;
}

static void want_files(const srv_service *s, const char *id, const char *input, asked *a)
{
    struct stat st = {0};
    stat(input, &st);
    want_file(s, id, strstr(input, ".xls") ? "answered.xlsx" : "answered.csv", a);
    want_file(s, id, "evidence.jsonl", a);
    if (st.st_size <= MOST_HTML_BYTES) want_file(s, id, "evidence.html", a);
}

static json_t *summary_json(const licet_check_summary *m)
{
    json_t *o = json_pack(
        "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:i, s:s}", "rows", (json_int_t)m->rows,
        "orders", (json_int_t)m->orders, "release", (json_int_t)m->release, "hold",
        (json_int_t)m->hold, "stop", (json_int_t)m->stop, "matches", (json_int_t)m->matches,
        "possible", (json_int_t)m->possible, "not_screened", (json_int_t)m->not_screened,
        "no_match", (json_int_t)m->no_match, "row_errors", (json_int_t)m->row_errors, "exit_code",
        m->exit_code, "sentence", m->sentence);
    json_object_set_new(o, "mapping", json_loads(m->mapping_json.data, 0, NULL));
    return o;
}

static int check(srv_service *s, const char *id, json_t *state, licet_check_summary *sum,
                 licet_error *err)
{
    char input[SRV_JOB_PATH], rows_path[SRV_JOB_PATH];
    asked a = {0};
    licet *l = NULL;
    licet_check_params p = {.orders = input,
                            .format = LICET_FORMAT_JSONL,
                            .write = put_rows,
                            .progress = on_progress,
                            .progress_ctx = s->jobs,
                            .threads = 1};
    licet_snapshot *snapshot = srv_service_snapshot(s);
    int rc = srv_job_input(s, id, input, err);
    if (!rc && !snapshot) rc = fail(err, LICET_E_INDEX, "no lists can be read", "");
    if (!rc) rc = licet_share(s->root, srv_now_s(), &l, err);
    if (!rc && srv_job_path(s, id, "rows.jsonl", rows_path)) p.write_ctx = fopen(rows_path, "we");
    if (!rc && !p.write_ctx) rc = fail(err, LICET_E_IO, "rows cannot be kept", strerror(errno));
    if (!rc) {
        read_asked(state, &a, &p);
        want_files(s, id, input, &a);
        p.outs = a.outs;
        p.n_outs = a.n_outs;
        srv_pending e;
        srv_pending_init(&e, s->ledger, srv_now_s());
        rc = licet_check(l, snapshot, &e.sink, &p, sum, err);
        srv_pending_done(&e);
    }
    if (p.write_ctx) fclose(p.write_ctx);
    licet_close(l);
    licet_snapshot_release(snapshot);
    return rc;
}

static void run_one(srv_service *s, const char *id)
{
    licet_check_summary sum = {0};
    licet_error err = {0};
    json_t *state = read_state(s, id);
    json_object_set_new(state, "state", json_string("running"));
    write_state(s, id, state, NULL);
    int rc = check(s, id, state, &sum, &err);
    json_object_set_new(state, "state", json_string(rc ? "failed" : "done"));
    json_object_set_new(state, "ended", json_integer((json_int_t)srv_now_s()));
    if (rc)
        json_object_set_new(state, "problem",
                            json_pack("{s:s, s:s}", "message", err.message, "remedy", err.remedy));
    else
        json_object_set_new(state, "summary", summary_json(&sum));
    licet_text_done(&sum.mapping_json);
    if (write_state(s, id, state, &err)) srv_log_event(s, "batch state lost", err.message);
    json_decref(state);
}

/* The oldest that is queued, or was running when a server ended. */
static bool next_id(srv_service *s, char out[SRV_BATCH_ID])
{
    bool found = false;
    json_t *all = srv_job_list(s), *state;
    size_t i;
    json_array_foreach(all, i, state)
    { /* newest first: the last one found is the oldest */
        const char *word = json_string_value(json_object_get(state, "state"));
        if (!word || (strcmp(word, "queued") != 0 && strcmp(word, "running") != 0)) continue;
        snprintf(out, SRV_BATCH_ID, "%s", json_string_value(json_object_get(state, "id")));
        found = true;
    }
    json_decref(all);
    return found;
}

static void *work(void *ctx)
{
    srv_service *s = ctx;
    srv_jobs *j = s->jobs;
    char id[SRV_BATCH_ID];
    for (;;) {
        bool any = next_id(s, id);
        pthread_mutex_lock(&j->lock);
        if (!any && !j->stopping) pthread_cond_wait(&j->woken, &j->lock);
        bool stop = j->stopping;
        atomic_store(&j->done, 0);
        atomic_store(&j->total, 0);
        if (any && !stop) memcpy(j->running, id, sizeof id);
        pthread_mutex_unlock(&j->lock);
        if (stop) return NULL;
        if (!any) continue;
        run_one(s, id);
        pthread_mutex_lock(&j->lock);
        j->running[0] = 0;
        pthread_mutex_unlock(&j->lock);
    }
}

int srv_jobs_start(srv_service *s, licet_error *err)
{
    srv_jobs *j = calloc(1, sizeof *j);
    if (!j) abort();
    pthread_mutex_init(&j->lock, NULL);
    pthread_cond_init(&j->woken, NULL);
    s->jobs = j;
    j->started = pthread_create(&j->worker, NULL, work, s) == 0;
    return j->started ? 0 : fail(err, LICET_E_IO, "the worker cannot start", strerror(errno));
}

void srv_jobs_stop(srv_service *s)
{
    srv_jobs *j = s->jobs;
    if (!j) return;
    pthread_mutex_lock(&j->lock);
    j->stopping = true;
    pthread_cond_broadcast(&j->woken);
    pthread_mutex_unlock(&j->lock);
    if (j->started) pthread_join(j->worker, NULL);
    pthread_cond_destroy(&j->woken);
    pthread_mutex_destroy(&j->lock);
    free(j);
    s->jobs = NULL;
}
