/* The search against scoring every name, in volume: 25,000 real names, names changed at random, all
 * thresholds, with and without limit, with and without vector instructions; lists in another order
 * and with every entry twice.
 *
 * Without anything set about a minute. LICET_NIGHTLY=N compares N million name pairs instead;
 * with LICET_NAMES=FILE (made by names_make) on the names of that file instead of the real list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match/match.h"
#include "match/sweep.h"
#include "ref/csl.h"
#include "ref/match_all.h"

enum { SOME_ENTRIES = 11000, USUAL_PAIRS = 12, MOST_LINE = 8192, SMALL = 1200, SMALL_QUERIES = 60 };

typedef struct list {
    lc_lexicon *lex;
    lc_arena *arena;
    lc_sv *names;
    lc_party_type *types;
    size_t n, cap;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
} list;

static void keep(list *l, lc_sv name, lc_party_type type)
{
    if (l->n == l->cap) {
        l->cap = l->cap ? 2 * l->cap : 1024;
        l->names = lc_xrealloc(l->names, l->cap * sizeof *l->names);
        l->types = lc_xrealloc(l->types, l->cap * sizeof *l->types);
    }
    l->names[l->n] = lc_arena_sv(l->arena, name);
    l->types[l->n++] = type;
}

static void add(lc_index_writer *w, lc_sv name, lc_party_type type, uint32_t number)
{
    char key[16];
    snprintf(key, sizeof key, "%08u", number);
    lc_name n = {name, LC_NAME_PRIMARY};
    lc_entry e = {.source = LC_SV("own"),
                  .sublist = LC_SV("OWN"),
                  .key = lc_sv_of(key),
                  .type = type,
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE,
                  .names = &n,
                  .n_names = 1};
    lc_index_input in = {
        .entry = &e, .body = e.key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
    licet_error err = {0};
    assert_int_equal(lc_index_writer_add(w, &in, &err), 0);
}

static void finish(list *l, lc_index_writer *w)
{
    char hash[65];
    licet_error err = {0};
    assert_int_equal(lc_index_writer_finish(w, LC_SV("{}"), &l->bytes, hash, &err), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&l->bytes), l->lex, &l->index, &err), 0);
    l->matcher = lc_matcher_new(l->index, l->lex);
}

static void list_done(list *l)
{
    lc_matcher_free(l->matcher);
    lc_index_close(l->index);
    lc_buf_done(&l->bytes);
    lc_lexicon_free(l->lex);
    lc_arena_free(l->arena);
    free(l->names);
    free(l->types);
}

/* The real list; false where it is not at hand. */
static bool real_list(list *l, size_t most_entries)
{
    ref_csl csl;
    *l = (list){.arena = lc_arena_new()};
    if (!ref_csl_open(&csl, most_entries)) {
        print_message("the Consolidated Screening List is not at hand: skipped\n");
        lc_arena_free(l->arena);
        return false;
    }
    for (size_t i = 0; i < csl.n; i++) keep(l, csl.names[i], csl.types[i]);
    l->lex = csl.lex;
    csl.lex = NULL;
    finish(l, csl.writer);
    ref_csl_close(&csl);
    return true;
}

/* "id <tab> type <tab> country <tab> name" lines. */
static bool made_list(list *l, const char *path)
{
    static char line[MOST_LINE];
    FILE *f = fopen(path, "r");
    *l = (list){.arena = lc_arena_new()};
    assert_non_null(f);
    l->lex = ref_lexicon(l->arena);
    lc_index_writer *w = lc_index_writer_new(l->lex);
    while (fgets(line, sizeof line, f)) {
        lc_sv rest = lc_sv_of(line), column[3];
        rest.len = strcspn(line, "\n");
        for (int i = 0; i < 3; i++) column[i] = lc_sv_cut(&rest, LC_SV("\t"));
        if (!rest.len) continue;
        keep(l, rest, lc_party_type_of(column[1]));
        add(w, rest, l->types[l->n - 1], (uint32_t)l->n);
    }
    fclose(f);
    finish(l, w);
    lc_index_writer_free(w);
    return true;
}

static uint32_t roll(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(*seed >> 4) * n) >> 28);
}

/* ---- changes ---- */

static void turn_words(char *s, size_t n, uint32_t at)
{
    char out[LC_NAME_MAX_BYTES];
    size_t k = 0;
    while (at < n && s[at] != ' ') at++;
    if (at + 1 >= n) return;
    for (size_t i = at + 1; i < n; i++) out[k++] = s[i];
    out[k++] = ' ';
    for (size_t i = 0; i < at; i++) out[k++] = s[i];
    memcpy(s, out, n);
}

static size_t without(char *s, size_t n, char c)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (s[i] != c) s[k++] = s[i];
    return k;
}

/* One change in one of ten ways; ASCII names only keep well-formed. */
static size_t change(char *s, size_t n, uint32_t *seed)
{
    uint32_t at = roll(seed, (uint32_t)n);
    switch (roll(seed, 10)) {
    case 0: s[at] = (char)('a' + roll(seed, 26)); break;
    case 1:
        if (at) {
            char c = s[at];
            s[at] = s[at - 1];
            s[at - 1] = c;
        }
        break;
    case 2: memmove(s + at, s + at + 1, n-- - at - 1); break;
    case 3:
        memmove(s + at + 1, s + at, n++ - at);
        s[at] = (char)('a' + roll(seed, 26));
        break;
    case 4: return without(s, n, ' ');
    case 5: turn_words(s, n, at); break;
    case 6: n = n > 35 ? 35 : n; break;
    case 7: s[at] = ' '; break;
    case 8: return at > 3 ? at : n;
    case 9: break;
    }
    return n;
}

static bool ascii(lc_sv s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] & 0x80) return false;
    return true;
}

static lc_sv changed(lc_arena *a, lc_sv name, uint32_t *seed)
{
    char *s = lc_arena_alloc(a, name.len + 8);
    size_t n = name.len;
    memcpy(s, name.data, n);
    if (!ascii(name) || n < 3) return name;
    for (uint32_t k = roll(seed, 3); k && n > 3; k--) n = change(s, n, seed);
    return lc_sv_make(s, n);
}

/* ---- comparing ---- */

static void compare(const list *l, const lc_query *q, int threshold_bp, size_t limit)
{
    lc_arena *a = lc_arena_new();
    lc_match_params p = {LC_DATE_NONE, 0, threshold_bp, limit};
    lc_hit *hits = NULL;
    ref_hit *all = NULL;
    size_t n = 0;
    if (!lc_match(l->matcher, q, &p, a, &hits, &n, NULL)) {
        size_t n_all = ref_match_all(l->index, l->lex, q, threshold_bp, limit, a, &all);
        for (size_t i = 0; i < n || i < n_all; i++) {
            bool here = i < n, there = i < n_all;
            if (here && there && hits[i].score_bp == all[i].bp && hits[i].version == all[i].version)
                continue;
            print_message(
                "\"%.*s\" type %d threshold %d limit %zu, hit %zu of %zu and %zu: entry %d "
                "at %d, by scoring all %d at %d\n",
                LC_SV_ARG(q->name), (int)q->type, threshold_bp, limit, i, n, n_all,
                here ? (int)hits[i].version : -1, here ? hits[i].score_bp : -1,
                there ? (int)all[i].version : -1, there ? all[i].bp : -1);
            fail();
        }
    }
    lc_arena_free(a);
}

/* Scores at which the curve bends, and below and above the usual threshold. */
static const int thresholds[] = {5500, 8000, 550,  8000, 700,  6500, 1300, 7500, 8200,
                                 2500, 8600, 8000, 4500, 9200, 9500, 8000, 9700, 10000};
enum { N_THRESHOLDS = sizeof thresholds / sizeof *thresholds };

static void in_volume(list *l, double pairs)
{
    uint32_t seed = 77;
    size_t asked = 0;
    static const lc_party_type types[] = {LC_TYPE_UNKNOWN, LC_TYPE_PERSON, LC_TYPE_ORG};
    for (double done = 0; done < pairs; done += (double)l->n, asked++) {
        lc_arena *a = lc_arena_new();
        size_t i = roll(&seed, (uint32_t)l->n);
        lc_query q = {.name = changed(a, l->names[i], &seed), .type = types[asked % 3]};
        if (asked % 6 == 5) q.type = l->types[i];
        lc_matcher_use(l->matcher, asked % LC_SWEEP_WAYS);
        compare(l, &q, thresholds[asked % N_THRESHOLDS], asked % 4 == 3 ? 1 + roll(&seed, 20) : 0);
        lc_arena_free(a);
    }
    print_message("%zu questions, %zu names: %.1f million pairs, no difference\n", asked, l->n,
                  (double)asked * (double)l->n / 1e6);
}

static void no_difference_in_volume(void **state)
{
    (void)state;
    list l;
    const char *nightly = getenv("LICET_NIGHTLY"), *file = getenv("LICET_NAMES");
    if (!(file ? made_list(&l, file) : real_list(&l, SOME_ENTRIES))) skip();
    in_volume(&l, (nightly ? strtod(nightly, NULL) : USUAL_PAIRS) * 1e6);
    list_done(&l);
}

/* ---- other lists of the same names ---- */

typedef enum shape { AS_IT_IS, TURNED, TWICE } shape;

static void shaped(list *l, const list *from, shape s)
{
    *l = (list){.arena = lc_arena_new()};
    l->lex = ref_lexicon(l->arena);
    lc_index_writer *w = lc_index_writer_new(l->lex);
    for (size_t i = 0; i < from->n; i++) {
        size_t k = s == TURNED ? from->n - 1 - i : i;
        add(w, from->names[k], from->types[k], (uint32_t)i);
        if (s == TWICE) add(w, from->names[k], from->types[k], (uint32_t)(from->n + i));
    }
    finish(l, w);
    lc_index_writer_free(w);
}

/* Hits of l that are hits of names 0 .. n - 1 of the list as it is, by name. */
static void scores_by_name(const list *l, const lc_query *q, size_t n, shape s, int *out)
{
    lc_arena *a = lc_arena_new();
    lc_match_params p = {LC_DATE_NONE, 0, 5500, 0};
    lc_hit *hits = NULL;
    size_t n_hits = 0;
    for (size_t i = 0; i < n * (s == TWICE ? 2 : 1); i++) out[i] = 0;
    lc_match(l->matcher, q, &p, a, &hits, &n_hits, NULL);
    for (size_t i = 0; i < n_hits; i++) {
        size_t at = hits[i].version;
        if (s == TURNED) at = n - 1 - at;
        if (s == TWICE) at = at / 2 + (at % 2 ? n : 0);
        out[at] = hits[i].score_bp;
    }
    lc_arena_free(a);
}

static void order_and_repetition_change_nothing(void **state)
{
    (void)state;
    list real, l[3];
    uint32_t seed = 5;
    if (!real_list(&real, SMALL)) skip();
    for (int s = AS_IT_IS; s <= TWICE; s++) shaped(&l[s], &real, (shape)s);
    int *scores[3];
    for (int s = AS_IT_IS; s <= TWICE; s++) scores[s] = lc_xmalloc(2 * real.n * sizeof(int));
    for (size_t k = 0; k < SMALL_QUERIES; k++) {
        lc_arena *a = lc_arena_new();
        lc_query q = {.name = changed(a, real.names[roll(&seed, (uint32_t)real.n)], &seed)};
        for (int s = AS_IT_IS; s <= TWICE; s++)
            scores_by_name(&l[s], &q, real.n, (shape)s, scores[s]);
        for (size_t i = 0; i < real.n; i++) {
            assert_int_equal(scores[TURNED][i], scores[AS_IT_IS][i]);
            assert_int_equal(scores[TWICE][i], scores[AS_IT_IS][i]);
            assert_int_equal(scores[TWICE][real.n + i], scores[AS_IT_IS][i]);
        }
        lc_arena_free(a);
    }
    for (int s = AS_IT_IS; s <= TWICE; s++) {
        free(scores[s]);
        list_done(&l[s]);
    }
    list_done(&real);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_difference_in_volume),
        cmocka_unit_test(order_and_repetition_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
