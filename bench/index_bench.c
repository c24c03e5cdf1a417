/* Measures the index and the search alone, without lists, log or words of an answer.
 *
 *   index_bench build LIST INDEX                      a line of JSON: time, memory, bytes
 *   index_bench mirror INDEX CUSTOMERS CHANGES THRESHOLD THREADS
 *                                                     a line of JSON: customers a few entries may
 *                                                     concern, on 1 to so many threads
 *   index_bench ask INDEX QUERIES THRESHOLD THREADS   a line of JSON: open, first answer,
 * times, recall
 *
 * LIST and QUERIES are those of names_make. Each row of a list is an entry of its own, whose body
 * is its number. Times of questions are processor time of their thread; each thread has a matcher
 * of its own, which keeps the words it met, as in licet check. */
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "index/look.h"
#include "match/match.h"
#include "match/mirror.h"
#include "os/file.h"
#include "os/pool.h"
#include "ref/lexicon_files.h"

enum { MAX_THREADS = 16, MAX_LINE = 8192, CHUNK = 64 };

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void give_up(const licet_error *err)
{
    fprintf(stderr, "index_bench: %s\n", err->message);
    exit(2);
}

static long peak_mb(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss / 1024;
}

/* ---- build ---- */

static void add_row(lc_index_writer *w, char *line, licet_error *err)
{
    char *id = strsep(&line, "\t"), *type = strsep(&line, "\t"), *country = strsep(&line, "\t");
    if (!line || !country) return;
    line[strcspn(line, "\n")] = 0;
    lc_name name = {lc_sv_of(line), LC_NAME_PRIMARY};
    lc_sv at = lc_sv_of(country);
    lc_entry e = {.source = LC_SV("own"),
                  .sublist = LC_SV("OWN"),
                  .key = lc_sv_of(id),
                  .type = strcmp(type, "person") == 0 ? LC_TYPE_PERSON : LC_TYPE_ORG,
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE,
                  .names = &name,
                  .n_names = 1,
                  .countries = &at,
                  .n_countries = 1};
    lc_index_input in = {
        .entry = &e, .body = e.key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
    if (lc_index_writer_add(w, &in, err)) give_up(err);
}

/* Without entries, and names as listed. */
static uint64_t searched_bytes(lc_sv bytes, const lc_lexicon *lex)
{
    lc_index *x = NULL;
    licet_error err = {0};
    lc_index_stats st;
    if (lc_index_open(bytes, lex, &x, &err)) give_up(&err);
    lc_arena *a = lc_arena_new();
    lc_index_stats_of(x, a, &st);
    lc_arena_free(a);
    lc_index_close(x);
    return st.searched_bytes;
}

static int build(const char *list, const char *path)
{
    char line[MAX_LINE], hash[65];
    licet_error err = {0};
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    FILE *f = fopen(list, "r"), *out;
    if (!f || !lex) return 2;
    double began = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    lc_index_writer *w = lc_index_writer_new(lex);
    while (fgets(line, sizeof line, f)) add_row(w, line, &err);
    lc_buf bytes = {0};
    if (lc_index_writer_finish(w, LC_SV("{}"), &bytes, hash, &err)) give_up(&err);
    began = seconds(CLOCK_MONOTONIC) - began;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    out = fopen(path, "w");
    if (!out || fwrite(bytes.data, 1, bytes.len, out) != bytes.len || fclose(out)) return 2;
    long peak = peak_mb();
    printf("{\"build_s\":%.3f,\"build_cpu_s\":%.3f,\"bytes\":%zu,\"searched_bytes\":%" PRIu64
           ",\"peak_mb\":%ld}\n",
           began, cpu, bytes.len, searched_bytes(lc_buf_view(&bytes), lex), peak);
    fclose(f);
    lc_buf_done(&bytes);
    lc_index_writer_free(w);
    lc_lexicon_free(lex);
    lc_arena_free(a);
    return 0;
}

/* ---- questions ---- */

typedef struct question {
    const char *kind, *id; /* id: of the row it is the name of, or empty */
    lc_sv name;
    float micros;
    uint32_t hits;
    bool found;
} question;

typedef struct bench {
    lc_index *index;
    lc_matcher *matchers[MAX_THREADS];
    lc_arena *arenas[MAX_THREADS];
    question *at;
    size_t n, cap;
    int threshold;
} bench;

static void read_question(bench *b, lc_arena *a, char *line)
{
    char *kind = strsep(&line, "\t"), *id = strsep(&line, "\t"), *country;
    bool customer = kind && *kind >= '0' && *kind <= '9'; /* id, type, country, name */
    if (!line) return;
    if (customer && !(country = strsep(&line, "\t"))) return;
    line[strcspn(line, "\n")] = 0;
    if (b->n == b->cap) {
        b->cap = b->cap ? 2 * b->cap : 1024;
        b->at = lc_xrealloc(b->at, b->cap * sizeof *b->at);
    }
    b->at[b->n++] = (question){.kind = customer ? "customer" : lc_arena_z(a, lc_sv_of(kind)),
                               .id = customer ? "" : lc_arena_z(a, lc_sv_of(id)),
                               .name = lc_arena_sv(a, lc_sv_of(line))};
}

/* Not inlined and not static: callgrind counts the instructions of this function. */
__attribute__((noinline)) int bench_answer(lc_matcher *m, const lc_query *q,
                                           const lc_match_params *p, lc_arena *a, lc_hit **hits,
                                           size_t *n);
int bench_answer(lc_matcher *m, const lc_query *q, const lc_match_params *p, lc_arena *a,
                 lc_hit **hits, size_t *n)
{
    return lc_match(m, q, p, a, hits, n, NULL);
}

static void ask(bench *b, size_t thread, question *x)
{
    lc_arena *a = b->arenas[thread];
    lc_hit *hits = NULL;
    size_t n = 0;
    lc_query q = {.name = x->name};
    lc_match_params p = {LC_DATE_NONE, 0, b->threshold, 0};
    lc_arena_reset(a);
    double began = seconds(CLOCK_THREAD_CPUTIME_ID);
    if (bench_answer(b->matchers[thread], &q, &p, a, &hits, &n)) n = 0;
    x->micros = (float)(1e6 * (seconds(CLOCK_THREAD_CPUTIME_ID) - began));
    x->hits = (uint32_t)n;
    for (size_t i = 0; i < n && *x->id; i++)
        x->found |= lc_sv_is(lc_index_version_at(b->index, hits[i].version).body, x->id);
}

static void ask_chunk(void *ctx, size_t thread, size_t item)
{
    bench *b = ctx;
    for (size_t i = item * CHUNK; i < (item + 1) * CHUNK && i < b->n; i++)
        ask(b, thread, &b->at[i]);
}

static int compare(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static void print_times(const bench *b)
{
    float *t = lc_xmalloc((b->n + 1) * sizeof *t);
    double sum = 0;
    size_t hits = 0;
    for (size_t i = 0; i < b->n; i++) {
        t[i] = b->at[i].micros;
        sum += t[i];
        hits += b->at[i].hits;
    }
    qsort(t, b->n, sizeof *t, compare);
    printf(",\"n\":%zu,\"mean_us\":%.2f,\"p50_us\":%.2f,\"p90_us\":%.2f,\"p99_us\":%.2f,"
           "\"max_us\":%.1f,\"per_core\":%.0f,\"hits\":%.3f",
           b->n, sum / (double)b->n, t[b->n / 2], t[b->n * 9 / 10], t[b->n * 99 / 100], t[b->n - 1],
           1e6 * (double)b->n / sum, (double)hits / (double)b->n);
    free(t);
}

static void print_recall(const bench *b)
{
    const char *kinds[16];
    size_t n_kinds = 0;
    printf(",\"recall\":{");
    for (size_t i = 0; i < b->n; i++) {
        size_t k = 0, all = 0, found = 0;
        while (k < n_kinds && strcmp(kinds[k], b->at[i].kind) != 0) k++;
        if (k < n_kinds || n_kinds == 16 || !*b->at[i].id) continue;
        kinds[n_kinds++] = b->at[i].kind;
        for (size_t j = i; j < b->n; j++) {
            bool same = strcmp(b->at[j].kind, b->at[i].kind) == 0;
            all += same;
            found += same && b->at[j].found;
        }
        printf("%s\"%s\":[%zu,%zu]", n_kinds > 1 ? "," : "", b->at[i].kind, found, all);
    }
    printf("}");
}

static int open_index(bench *b, lc_sv bytes, const lc_lexicon *lex, size_t threads)
{
    licet_error err = {0};
    double began = seconds(CLOCK_MONOTONIC), opened;
    if (lc_index_open(bytes, lex, &b->index, &err)) give_up(&err);
    opened = seconds(CLOCK_MONOTONIC);
    for (size_t t = 0; t < threads; t++) {
        b->matchers[t] = lc_matcher_new(b->index, lex);
        b->arenas[t] = lc_arena_new();
    }
    double ready = seconds(CLOCK_MONOTONIC);
    ask(b, 0, &b->at[0]);
    printf("{\"open_s\":%.4f,\"matcher_s\":%.4f,\"first_ms\":%.3f", opened - began,
           (ready - opened) / (double)threads, 1e3 * (seconds(CLOCK_MONOTONIC) - ready));
    return 0;
}

static int ask_all(const char *index, const char *queries, int threshold, size_t threads)
{
    char line[MAX_LINE];
    bench b = {.threshold = threshold};
    licet_error err = {0};
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    lc_map_file file = {0};
    FILE *f = fopen(queries, "r");
    if (!f || !lex || threads < 1 || threads > MAX_THREADS) return 2;
    while (fgets(line, sizeof line, f)) read_question(&b, a, line);
    fclose(f);
    if (!b.n) return 2;
    if (lc_map_file_open(index, &file, &err)) give_up(&err);
    open_index(&b, file.bytes, lex, threads);
    double began = seconds(CLOCK_MONOTONIC);
    lc_parallel(threads, (b.n + CHUNK - 1) / CHUNK, &b, ask_chunk);
    double took = seconds(CLOCK_MONOTONIC) - began;
    print_times(&b);
    print_recall(&b);
    printf(",\"threads\":%zu,\"wall_s\":%.4f,\"per_s\":%.0f,\"peak_mb\":%ld}\n", threads, took,
           (double)b.n / took, peak_mb());
    for (size_t t = 0; t < threads; t++) {
        lc_matcher_free(b.matchers[t]);
        lc_arena_free(b.arenas[t]);
    }
    lc_index_close(b.index);
    lc_map_file_close(&file);
    lc_lexicon_free(lex);
    lc_arena_free(a);
    free(b.at);
    return 0;
}

/* ---- a book of customers, and a few entries that have changed ---- */

typedef struct turned {
    const lc_lexicon *lex;
    lc_index *index;
    lc_buf bytes;
    lc_mirror *mirror;
    lc_mirror_weights *weights;
    lc_mirror_work work;
    lc_mirror_search *searches[MAX_THREADS];
    uint8_t *marked[MAX_THREADS];
    double build_s, build_cpu_s, open_s, weigh_s, look_s, look_cpu_s;
} turned;

static const char book_key[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void read_customers(turned *t, const char *path)
{
    char line[MAX_LINE];
    licet_error err = {0};
    double began = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    lc_mirror_writer *w = lc_mirror_writer_new(t->lex);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f)) {
        char *name = strrchr(line, '\t');
        line[strcspn(line, "\n")] = 0;
        lc_query q = {.name = lc_sv_of(name ? name + 1 : line)};
        lc_mirror_writer_add(w, &q);
    }
    if (f) fclose(f);
    if (lc_mirror_writer_finish(w, lc_sv_of(book_key), &t->bytes, &err)) give_up(&err);
    lc_mirror_writer_free(w);
    t->build_s = seconds(CLOCK_MONOTONIC) - began;
    t->build_cpu_s = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    began = seconds(CLOCK_MONOTONIC);
    if (lc_mirror_open(lc_buf_view(&t->bytes), t->lex, lc_sv_of(book_key), &t->mirror, &err))
        give_up(&err);
    t->open_s = seconds(CLOCK_MONOTONIC) - began;
    began = seconds(CLOCK_MONOTONIC);
    t->weights = lc_mirror_weigh(t->mirror, t->index);
    t->weigh_s = seconds(CLOCK_MONOTONIC) - began;
}

static void look(void *ctx, size_t thread, size_t item)
{
    turned *t = ctx;
    lc_mirror_look(t->searches[thread], &t->work, item, t->marked[thread]);
}

/* Marks customers; threads share the forms. Returns how many. */
static uint32_t mark_customers(turned *t, int threshold, size_t threads)
{
    uint32_t customers = lc_mirror_customers(t->mirror), marked = 0;
    double began = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t i = 0; i < threads; i++) {
        t->searches[i] = lc_mirror_search_new(t->weights, t->lex, threshold);
        t->marked[i] = calloc(customers + 1, 1);
    }
    lc_parallel(threads, lc_mirror_items(&t->work), t, look);
    t->look_s = seconds(CLOCK_MONOTONIC) - began;
    t->look_cpu_s = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    for (size_t i = 0; i < threads; i++) lc_mirror_search_free(t->searches[i]);
    for (uint32_t c = 0; c < customers; c++)
        for (size_t i = 0; i < threads; i++)
            if (t->marked[i][c]) {
                marked++;
                break;
            }
    for (size_t i = 0; i < threads; i++) free(t->marked[i]);
    return marked;
}

static void choose_changes(turned *t, lc_arena *a, size_t changes)
{
    uint32_t versions = lc_index_versions(t->index);
    uint8_t *changed = LC_NEW_N(a, uint8_t, versions + 1);
    for (size_t i = 0; i < changes; i++) changed[i * versions / changes] = 1;
    lc_mirror_work_of(t->index, changed, NULL, a, &t->work);
}

static int mirror(const char *index, const char *customers, size_t changes, int threshold,
                  size_t threads)
{
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    lc_map_file file = {0};
    licet_error err = {0};
    uint32_t marked = 0;
    turned t = {.lex = lex};
    if (!lex || threads < 1 || threads > MAX_THREADS) return 2;
    if (lc_map_file_open(index, &file, &err) || lc_index_open(file.bytes, lex, &t.index, &err))
        give_up(&err);
    read_customers(&t, customers);
    choose_changes(&t, a, changes);
    printf("{\"customers\":%u,\"bytes\":%zu,\"changes\":%zu,\"names\":%zu,\"build_s\":%.2f,"
           "\"build_cpu_s\":%.2f,\"open_s\":%.3f,\"weigh_s\":%.3f,\"looks\":[",
           lc_mirror_customers(t.mirror), t.bytes.len, changes, t.work.n_forms, t.build_s,
           t.build_cpu_s, t.open_s, t.weigh_s);
    for (size_t n = 1; n <= threads; n++) {
        marked = mark_customers(&t, threshold, n);
        printf("%s{\"threads\":%zu,\"s\":%.3f,\"cpu_s\":%.3f,\"marked\":%u}", n > 1 ? "," : "", n,
               t.look_s, t.look_cpu_s, marked);
    }
    printf("],\"look_s\":%.3f,\"look_cpu_s\":%.3f,\"marked\":%u,\"peak_mb\":%ld}\n", t.look_s,
           t.look_cpu_s, marked, peak_mb());
    lc_mirror_weights_free(t.weights);
    lc_mirror_close(t.mirror);
    lc_buf_done(&t.bytes);
    lc_index_close(t.index);
    lc_map_file_close(&file);
    lc_lexicon_free(lex);
    lc_arena_free(a);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "build") == 0) return build(argv[2], argv[3]);
    if (argc == 6 && strcmp(argv[1], "ask") == 0)
        return ask_all(argv[2], argv[3], atoi(argv[4]), (size_t)atoi(argv[5]));
    if (argc == 7 && strcmp(argv[1], "mirror") == 0)
        return mirror(argv[2], argv[3], strtoul(argv[4], NULL, 10), atoi(argv[5]),
                      (size_t)atoi(argv[6]));
    fprintf(stderr, "usage: index_bench build LIST INDEX | ask INDEX QUERIES THRESHOLD THREADS |\n"
                    "       mirror INDEX CUSTOMERS CHANGES THRESHOLD THREADS\n");
    return 2;
}
