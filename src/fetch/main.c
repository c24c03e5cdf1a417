/* licet-fetch: fetches lists into the spool of a home and says, a JSON line a source, what came:
 *
 *   {"source","state":"new"|"unchanged"|"failed","folder"?,"files":[..],"error"?,"trouble"?}
 *
 * licet lists fetch runs it and imports what is new. Exit 0: every source is new or unchanged. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "codec/hash.h"
#include "fetch/fetch.h"
#include "os/file.h"

enum { MAX_TABLE_BYTES = 1 << 20, MOST_SOURCES = 64, MOST_FILES = 16 };

typedef struct options {
    const char *home, *table, *mirror;
    const char *sources[MOST_SOURCES];
    size_t n_sources;
    lc_transfer_limits limits;
} options;

typedef struct fetching {
    lc_arena *a;
    const options *o;
    const lc_addresses *table;
    lc_spool *spool;
    lc_sv source;
    const lc_address_row *rows[MOST_FILES];
    size_t n_rows, n_unchanged;
    lc_json *files;
    char today[LC_DATE_TEXT];
    const char *trouble;
} fetching;

/* ---- one source ---- */

static const lc_json *last_file(const fetching *f, lc_sv name)
{
    const lc_json *files = lc_json_get(lc_spool_last(f->spool), "files");
    for (size_t i = 0; i < lc_json_len(files); i++)
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(files, i), "file"), name))
            return lc_json_at(files, i);
    return NULL;
}

static int hash_file(fetching *f, lc_sv path, lc_json *o, licet_error *err)
{
    lc_map_file m;
    uint8_t digest[LC_HASH_BYTES];
    char hex[LC_HASH_HEX];
    int rc = lc_map_file_open(path.data, &m, err);
    if (rc) return rc;
    lc_sha256_of(m.bytes, digest);
    lc_json_set_z(f->a, o, "sha256", lc_hex(digest, sizeof digest, hex));
    lc_json_set_int(f->a, o, "bytes", (int64_t)m.bytes.len);
    lc_map_file_close(&m);
    return 0;
}

/* conditional: a file that has not changed is not sent again. */
static int fetch_file(fetching *f, const lc_address_row *row, bool conditional, licet_error *err)
{
    const lc_json *last = conditional ? last_file(f, row->file) : NULL;
    lc_sv path = lc_spool_path(f->spool, row->file);
    lc_transfer t = {.url = lc_address_of(f->a, row, f->o->mirror, f->today),
                     .path = path.data,
                     .max_bytes = row->max_bytes,
                     .etag = lc_json_get_sv(last, "etag"),
                     .modified = lc_json_get_sv(last, "modified")};
    lc_json *o = lc_json_object(f->a);
    int rc = lc_transfer_run(f->a, &t, &f->o->limits, err);
    f->trouble = t.trouble;
    if (rc) return rc;
    f->n_unchanged += t.unchanged;
    lc_json_set_sv(f->a, o, "file", row->file);
    lc_json_set_sv(f->a, o, "url", t.url);
    lc_json_set_sv(f->a, o, "etag", t.new_etag);
    lc_json_set_sv(f->a, o, "modified", t.new_modified);
    lc_json_set_sv(f->a, o, "type", t.type);
    lc_json_set_int(f->a, o, "tries", t.tries);
    lc_json_push(f->a, f->files, o);
    return t.unchanged ? 0 : hash_file(f, path, o, err);
}

static int fetch_files(fetching *f, bool conditional, licet_error *err)
{
    int rc = 0;
    f->files = lc_json_array(f->a);
    f->n_unchanged = 0;
    for (size_t i = 0; i < f->n_rows && !rc; i++) rc = fetch_file(f, f->rows[i], conditional, err);
    return rc;
}

static lc_json *receipt_of(const fetching *f)
{
    char now[LC_TIME_TEXT];
    lc_json *o = lc_json_object(f->a);
    lc_json_set_sv(f->a, o, "source", f->source);
    lc_json_set_z(f->a, o, "time", lc_time_text((int64_t)time(NULL), now));
    lc_json_set(f->a, o, "files", f->files);
    return o;
}

/* Once a day everything is sent whole: a server or a cache before it that goes on saying "not
 * modified" cannot hide a new edition for longer, and a 304 alone makes no list fresh. */
static bool fetched_today(const fetching *f)
{
    lc_sv time = lc_json_get_sv(lc_spool_last(f->spool), "time");
    return lc_sv_starts(time, lc_sv_of(f->today));
}

/* A set is of one moment: where some of its files are new, all are fetched. */
static int fetch_source(fetching *f, lc_json *out, licet_error *err)
{
    lc_sv folder;
    int rc = lc_spool_open(f->a, f->o->home, f->source, &f->spool, err);
    if (!rc) rc = fetch_files(f, fetched_today(f), err);
    if (!rc && f->n_unchanged && f->n_unchanged < f->n_rows) rc = fetch_files(f, false, err);
    bool unchanged = f->n_unchanged == f->n_rows;
    if (!rc && !unchanged) rc = lc_spool_finish(f->spool, receipt_of(f), &folder, err);
    lc_spool_close(f->spool);
    if (rc) return rc;
    lc_json_set_z(f->a, out, "state", unchanged ? "unchanged" : "new");
    if (!unchanged) lc_json_set_sv(f->a, out, "folder", folder);
    lc_json_set(f->a, out, "files", f->files);
    return 0;
}

static bool tell(const options *o, const lc_addresses *table, lc_sv source)
{
    fetching f = {.a = lc_arena_new(), .o = o, .table = table, .source = source};
    licet_error err = {0};
    lc_json *out = lc_json_object(f.a);
    lc_date_text(lc_date_of_time((int64_t)time(NULL)), f.today);
    for (size_t i = 0; i < table->n && f.n_rows < MOST_FILES; i++)
        if (lc_sv_eq(table->at[i].source, source)) f.rows[f.n_rows++] = &table->at[i];
    lc_json_set_sv(f.a, out, "source", source);
    bool ok = fetch_source(&f, out, &err) == 0;
    if (!ok) {
        lc_json_set_z(f.a, out, "state", "failed");
        lc_json_set_z(f.a, out, "trouble", f.trouble ? f.trouble : "disk");
        lc_json_set_z(f.a, out, "error", err.message);
    }
    printf("%s\n", lc_json_text(f.a, out, LC_JSON_COMPACT).data);
    fflush(stdout);
    lc_arena_free(f.a);
    return ok;
}

/* ---- the command ---- */

static bool wanted(const options *o, lc_sv source)
{
    for (size_t i = 0; i < o->n_sources; i++)
        if (lc_sv_is(source, o->sources[i])) return true;
    return o->n_sources == 0;
}

static int fetch_all(const options *o, const lc_addresses *table)
{
    bool ok = true;
    size_t n = 0;
    for (size_t i = 0; i < table->n; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++) again |= lc_sv_eq(table->at[k].source, table->at[i].source);
        if (again || !wanted(o, table->at[i].source)) continue;
        ok &= tell(o, table, table->at[i].source); /* one that fails stops no other */
        n++;
    }
    if (!n) fprintf(stderr, "licet-fetch: no address is known for that; see addresses.txt\n");
    return ok && n ? 0 : 1;
}

static int usage(void)
{
    fprintf(stderr,
            "Usage: licet-fetch --home DIR --table addresses.txt [--mirror https://HOST/PATH]\n"
            "         [--ca-file FILE] [--tries N] [--seconds N] [--slow-seconds N] [SOURCE...]\n");
    return 2;
}

static bool read_options(int argc, char **argv, options *o)
{
    static const struct option names[] = {{"home", 1, 0, 'h'},         {"table", 1, 0, 't'},
                                          {"mirror", 1, 0, 'm'},       {"ca-file", 1, 0, 'c'},
                                          {"tries", 1, 0, 'n'},        {"seconds", 1, 0, 's'},
                                          {"slow-seconds", 1, 0, 'l'}, {0}};
    int c;
    while ((c = getopt_long(argc, argv, "", names, NULL)) != -1) switch (c) {
        case 'h': o->home = optarg; break;
        case 't': o->table = optarg; break;
        case 'm': o->mirror = optarg; break;
        case 'c': o->limits.ca_file = optarg; break;
        case 'n': o->limits.tries = atoi(optarg); break;
        case 's': o->limits.total_s = atol(optarg); break;
        case 'l': o->limits.slow_s = atol(optarg); break;
        default: return false;
        }
    while (optind < argc && o->n_sources < MOST_SOURCES)
        o->sources[o->n_sources++] = argv[optind++];
    return o->home && o->table && o->limits.tries > 0 && o->limits.total_s > 0;
}

/* A mirror on this machine may speak http; any other is as any publisher. */
static bool read_mirror(options *o)
{
    static const char *const here[] = {"http://127.0.0.1:", "http://localhost:", "http://[::1]:",
                                       "https://127.0.0.1:", "https://localhost:"};
    if (!o->mirror) return true;
    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        if (strncmp(o->mirror, here[i], strlen(here[i])) == 0) o->limits.loopback = true;
    return o->limits.loopback || strncmp(o->mirror, "https://", 8) == 0;
}

int main(int argc, char **argv)
{
    options o = {.limits = {.connect_s = 15,
                            .total_s = 900,
                            .slow_s = 30,
                            .slow_bytes = 100,
                            .redirects = 5,
                            .tries = 3,
                            .wait_ms = 500}};
    lc_arena *a = lc_arena_new();
    lc_buf text = {0};
    lc_addresses table;
    licet_error err = {0};
    if (!read_options(argc, argv, &o) || !read_mirror(&o)) return usage();
    int rc = lc_file_read(o.table, MAX_TABLE_BYTES, &text, &err);
    if (!rc) rc = lc_addresses_read(a, lc_buf_view(&text), &table, &err);
    if (rc) {
        fprintf(stderr, "licet-fetch: %s:%llu: %s\n", o.table, (unsigned long long)err.line,
                err.message);
        return 2;
    }
    if (!lc_transfer_start()) return 2;
    rc = fetch_all(&o, &table);
    lc_transfer_end();
    lc_buf_done(&text);
    lc_arena_free(a);
    return rc;
}
