/* What one source reads out of its files, as one line of JSON:
 *
 *   sources_count SOURCE FILE...    entries, names, names not in Latin letters, addresses,
 *                                   identifications, births, dated entries, remarks, rows, seconds
 *
 * Nothing is stored: this is the parser alone. Memory is asked of the system at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "os/file.h"
#include "source/source.h"

typedef struct counts {
    uint64_t original, addresses, idents, births, dated, numbered, persons, vessels, diags, lost;
    bool show;
} counts;

static int on_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    (void)err;
    counts *c = ctx;
    for (size_t i = 0; i < e->n_names; i++) c->original += e->names[i].script.len > 0;
    c->addresses += e->n_addresses;
    c->idents += e->n_idents;
    c->births += e->n_births;
    c->dated += e->from != LC_DATE_NONE;
    c->numbered += e->number.len > 0;
    c->persons += e->type == LC_TYPE_PERSON;
    c->vessels += e->type == LC_TYPE_VESSEL;
    if (c->show) {
        lc_arena *a = lc_arena_new();
        lc_sv text = lc_json_text(a, lc_entry_json(a, e), LC_JSON_CANONICAL);
        printf("%.*s\n", LC_SV_ARG(text));
        lc_arena_free(a);
    }
    return 0;
}

static void on_diag(void *ctx, const lc_diag *d)
{
    counts *c = ctx;
    c->diags++;
    c->lost += d->row_lost;
    if (getenv("SHOW_DIAGS"))
        fprintf(stderr, "%s line %llu: %.*s\n", d->code, (unsigned long long)d->line,
                LC_SV_ARG(d->text));
}

/* VmHWM: unlike what getrusage says, nothing of the program that started this one. */
static long peak_kib(void)
{
    char line[256];
    long kib = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmHWM: %ld", &kib) == 1) break;
    if (f) fclose(f);
    return kib;
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* other programs do not count */
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

enum { HEAD_BYTES = 64 * 1024 };

static int part_of(const lc_source *s, const char *path)
{
    char head[HEAD_BYTES];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f) fclose(f);
    return s->part_of(lc_sv_make(head, n), lc_sv_of(path));
}

static int run(const lc_source *s, int n, char **paths, const lc_source_sink *sink,
               lc_source_result *out, uint64_t *bytes, licet_error *err)
{
    lc_file *files[LC_SOURCE_MAX_PARTS] = {NULL};
    lc_reader in[LC_SOURCE_MAX_PARTS];
    lc_source_part part[LC_SOURCE_MAX_PARTS];
    const lc_source_part *parts[LC_SOURCE_MAX_PARTS] = {NULL};
    int rc = 0;
    for (int i = 0; i < n && i < LC_SOURCE_MAX_PARTS && !rc; i++) {
        rc = lc_file_open(paths[i], &files[i], err);
        if (rc) break;
        *bytes += lc_file_size(files[i]);
        in[i] = lc_file_reader(files[i]);
        part[i] = (lc_source_part){&in[i], {.file = lc_sv_of(paths[i])}};
        int at = s->n_parts ? part_of(s, paths[i]) : i;
        if (at >= 0) parts[at] = &part[i];
    }
    if (!rc)
        rc = s->n_parts ? s->parse_parts(parts, sink, out, err)
                        : s->parse(&in[0], &part[0].origin, sink, out, err);
    for (int i = 0; i < LC_SOURCE_MAX_PARTS; i++) lc_file_close(files[i]);
    return rc;
}

int main(int argc, char **argv)
{
    counts c = {.show = getenv("SHOW_ENTRIES") != NULL};
    lc_source_result r = {.list_date = LC_DATE_NONE};
    licet_error err = {0};
    uint64_t bytes = 0;
    char day[LC_DATE_TEXT];
    const lc_source *s = argc > 2 ? lc_source_find(lc_sv_of(argv[1])) : NULL;
    if (!s) return fputs("usage: sources_count SOURCE FILE...\n", stderr), 2;
    lc_source_sink sink = {&c, on_entry, on_diag};
    double from = seconds();
    if (run(s, argc - 2, argv + 2, &sink, &r, &bytes, &err)) {
        fprintf(stderr, "%s: line %llu: %s\n", err.file, (unsigned long long)err.line, err.message);
        return 1;
    }
    double took = seconds() - from;
    printf("{\"source\":\"%s\",\"format\":\"%s\",\"list_date\":\"%s\",\"bytes\":%llu,"
           "\"entries\":%llu,\"names\":%llu,\"original\":%llu,\"addresses\":%llu,"
           "\"idents\":%llu,\"births\":%llu,\"dated\":%llu,\"persons\":%llu,\"vessels\":%llu,"
           "\"rows\":%llu,\"rows_bad\":%llu,\"diags\":%llu,\"lost\":%llu,\"seconds\":%.4f,"
           "\"peak_kib\":%ld}\n",
           s->id, r.format, lc_date_text(r.list_date, day), (unsigned long long)bytes,
           (unsigned long long)r.entries, (unsigned long long)r.names,
           (unsigned long long)c.original, (unsigned long long)c.addresses,
           (unsigned long long)c.idents, (unsigned long long)c.births, (unsigned long long)c.dated,
           (unsigned long long)c.persons, (unsigned long long)c.vessels, (unsigned long long)r.rows,
           (unsigned long long)r.rows_bad, (unsigned long long)c.diags, (unsigned long long)c.lost,
           took, peak_kib());
    return 0;
}
