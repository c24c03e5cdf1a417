/* `since` searches only those for whom anything can have changed; the answers are those of
 * searching everybody: for random books, lists and changes of every kind (names, aliases, types,
 * identifiers, countries, addresses, entries that come and go), thresholds by type and list, days
 * that pass, and a list changed beyond recognition. The book's own index may be missing, damaged or
 * not to be kept: the answers stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "engine/engine.h"

enum { ENTRIES = 700, CUSTOMERS = 400, ROUNDS = 6, DAY_SECONDS = 86400, FIRST_DAY = 20000 };

typedef struct world {
    char folder[64];
    lc_arena *a;
    uint64_t seed;
} world;

static uint32_t chance(world *w, uint32_t n)
{
    w->seed = w->seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(w->seed >> 33) % n;
}

static const char *word(world *w)
{
    static const char *const words[] = {
        "marlow",  "trading",  "kestrel",   "ahmed",     "said",      "khalid",   "bank",
        "of",      "northern", "shipping",  "ivanov",    "sergey",    "petrovna", "holding",
        "zavod",   "plant",    "wang",      "xiaoming",  "guo",       "ying",     "donjuan",
        "don",     "juan",     "martinez",  "gulf",      "energy",    "optical",  "instrument",
        "dahua",   "tech",     "abd",       "rahman",    "abdrahman", "jose",     "garcia",
        "lopez",   "vostok",   "metal",     "no",        "9",         "28",       "factory",
        "mueller", "schmidt",  "wilhelm",   "nordlicht", "kim",       "yong",     "bok",
        "yongbok", "tanaka",   "electronic"};
    return words[chance(w, sizeof words / sizeof *words)];
}

static lc_sv name_of(world *w)
{
    static const char *const ends[] = {"", " Ltd", " GmbH", " LLC", ""};
    lc_buf b = {0};
    uint32_t n = 1 + chance(w, 4);
    for (uint32_t i = 0; i < n; i++) {
        char text[32];
        snprintf(text, sizeof text, "%s", word(w));
        size_t len = strlen(text);
        if (len > 5 && chance(w, 6) == 0) text[len / 2] = (char)('a' + chance(w, 26));
        lc_buf_printf(&b, "%s%s", i ? " " : "", text);
        if (chance(w, 3) == 0) lc_buf_printf(&b, "%c%u", (char)('k' + chance(w, 9)), chance(w, 60));
    }
    lc_buf_z(&b, ends[chance(w, sizeof ends / sizeof *ends)]);
    lc_sv out = lc_arena_sv(w->a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static const char *path(const world *w, const char *name)
{
    return lc_arena_printf(w->a, "%s/%s", w->folder, name).data;
}

static void put(const world *w, const char *name, lc_buf *b)
{
    licet_error err = {0};
    assert_int_equal(lc_file_write(path(w, name), lc_buf_view(b), &err), 0);
    lc_buf_done(b);
}

typedef struct entry {
    lc_sv name, alias;
    uint32_t type, country, ident, address; /* ident, address 0: none */
} entry;

static entry new_entry(world *w, uint32_t i)
{
    return (entry){.name = name_of(w), .type = i % 3 ? 1 : 0, .country = chance(w, 3)};
}

/* One thing about an entry is otherwise. */
static void change(world *w, entry *e)
{
    switch (chance(w, 6)) {
    case 0: e->name = name_of(w); break;
    case 1: e->alias = name_of(w); break;
    case 2: e->type = chance(w, 3); break;
    case 3: e->country = chance(w, 3); break;
    case 4: e->ident = 1 + chance(w, 40); break;
    default: e->address = 1 + chance(w, 9);
    }
}

static void write_entry(lc_buf *b, const entry *e, uint32_t i)
{
    static const char *const types[] = {"person", "org", "vessel"};
    static const char *const countries[] = {"DE", "IR", "CN"};
    lc_buf_printf(b, "{\"entity_id\":\"%u\",\"names\":[\"%.*s\"", i, LC_SV_ARG(e->name));
    if (e->alias.len) lc_buf_printf(b, ",\"%.*s\"", LC_SV_ARG(e->alias));
    lc_buf_printf(b, "],\"type\":\"%s\",\"country\":\"%s\"", types[e->type], countries[e->country]);
    if (e->ident) lc_buf_printf(b, ",\"idents\":[\"REG-77%03u\"]", e->ident);
    if (e->address) lc_buf_printf(b, ",\"address\":\"%u Long Road, Berlin\"", e->address);
    lc_buf_z(b, "}\n");
}

/* changes: so many of the entries are otherwise; a few are off the list, for this time. */
static void write_list(world *w, entry *entries, uint32_t changes)
{
    lc_buf b = {0};
    for (uint32_t i = 0; i < changes; i++) change(w, &entries[chance(w, ENTRIES)]);
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (!entries[i].name.len) entries[i] = new_entry(w, i);
        if (changes && chance(w, 90) == 0) continue;
        write_entry(&b, &entries[i], i);
    }
    put(w, "own.jsonl", &b);
}

static void write_book(world *w, const entry *entries)
{
    static const char *const types[] = {"", "person", "company"};
    lc_buf b = {0};
    lc_buf_z(&b, "id,name,type,country,address,identifiers\n");
    for (uint32_t i = 0; i < CUSTOMERS; i++) {
        bool listed = chance(w, 4) == 0;
        lc_sv name = listed ? entries[chance(w, ENTRIES)].name : name_of(w);
        lc_buf_printf(&b, "C-%u,%.*s,%s,DE,", i, LC_SV_ARG(name), types[chance(w, 3)]);
        if (chance(w, 5) == 0) lc_buf_printf(&b, "\"%u Long Road, Berlin\"", 1 + chance(w, 9));
        lc_buf_z(&b, ",");
        if (chance(w, 5) == 0) lc_buf_printf(&b, "REG-77%03u", 1 + chance(w, 40));
        lc_buf_z(&b, "\n");
    }
    put(w, "book.csv", &b);
}

static licet *open_home(const world *w, const char *home, uint32_t day)
{
    licet *l = NULL;
    licet_error err = {0};
    licet_config c = {.home = path(w, home),
                      .data = LICET_DATA_DIR,
                      .policy = path(w, "policy.ini"),
                      .now_s = (int64_t)(FIRST_DAY + day) * DAY_SECONDS + 40000};
    if (licet_open(&c, &l, &err)) fail_msg("%s", err.message);
    return l;
}

static void take_list(const world *w, const char *home, uint32_t day)
{
    char date[LC_DATE_TEXT];
    licet_error err = {0};
    licet_text json = {0};
    licet *l = open_home(w, home, day);
    const char *file = path(w, "own.jsonl");
    lc_date_text((lc_date)(FIRST_DAY + day), date);
    licet_import_params p = {.source = "own", .list_date = date, .files = &file, .n_files = 1};
    if (licet_import(l, &p, &json, &err)) fail_msg("%s", err.message);
    licet_text_done(&json);
    licet_close(l);
}

static void take_book(const world *w, const char *home)
{
    licet_error err = {0};
    licet_text json = {0};
    int ok = 0;
    licet *l = open_home(w, home, 0);
    licet_book_params p = {.file = path(w, "book.csv")};
    if (licet_book_import(l, &p, &json, &ok, &err)) fail_msg("%s", err.message);
    licet_text_done(&json);
    licet_close(l);
}

/* The report without what differs between any two runs. */
static lc_json *rescreen(const world *w, const char *home, uint32_t day, const char *since,
                         bool everybody)
{
    licet_error err = {0};
    licet_text json = {0};
    licet_snapshot *s = NULL;
    lc_json *report = NULL;
    int code = 0;
    licet *l = open_home(w, home, day);
    const char *out = path(w, lc_arena_printf(w->a, "%s.jsonl", home).data);
    licet_rescreen_params p = {
        .since = since, .outs = &out, .n_outs = 1, .threads = 2, .everybody = everybody};
    if (licet_snapshot_current(l, &s, &err) ||
        licet_rescreen(l, s, licet_store_sink(l), &p, &json, &code, &err) ||
        lc_json_parse(w->a, lc_sv_make(json.data, json.len), &report, &err))
        fail_msg("%s", err.message);
    licet_text_done(&json);
    licet_snapshot_release(s);
    licet_close(l);
    return report;
}

static lc_sv comparable(const world *w, const lc_json *report)
{
    lc_json *o = lc_json_object(w->a);
    for (size_t i = 0; i < lc_json_len(report); i++) {
        lc_sv key = lc_json_key(report, i);
        if (!lc_sv_is(key, "run") && !lc_sv_is(key, "searched") && !lc_sv_is(key, "before"))
            lc_json_set(w->a, o, key.data, lc_json_at(report, i));
    }
    return lc_json_text(w->a, o, LC_JSON_CANONICAL);
}

static void copy(const world *w, const char *from, const char *to)
{
    lc_sv line =
        lc_arena_printf(w->a, "cd %s && rm -rf %s && cp -r %s %s", w->folder, to, from, to);
    assert_int_equal(system(line.data), 0);
}

static lc_sv file(const world *w, const char *name)
{
    lc_buf b = {0};
    assert_int_equal(lc_file_read(path(w, name), 1 << 26, &b, NULL), 0);
    lc_sv out = lc_arena_sv(w->a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

/* Both ways, each in a copy of the home; the home goes on with the narrow one. */
static size_t both_ways(const world *w, uint32_t day, const char *since)
{
    copy(w, "home", "all");
    copy(w, "home", "few");
    lc_json *all = rescreen(w, "all", day, since, true);
    lc_json *few = rescreen(w, "few", day, since, false);
    lc_sv a = comparable(w, all), f = comparable(w, few);
    size_t at = 0;
    while (at < a.len && at < f.len && a.data[at] == f.data[at]) at++;
    if (!lc_sv_eq(a, f))
        fail_msg("%.300s\n  is not\n%.300s", f.data + (at > 150 ? at - 150 : 0),
                 a.data + (at > 150 ? at - 150 : 0));
    assert_true(lc_sv_eq(file(w, "all.jsonl"), file(w, "few.jsonl")));
    assert_int_equal(lc_json_int(lc_json_get(all, "searched"), 0), CUSTOMERS);
    copy(w, "few", "home");
    return (size_t)lc_json_int(lc_json_get(few, "searched"), 0);
}

static void make(world *w, uint64_t seed)
{
    lc_buf policy = {0};
    *w = (world){.folder = "/tmp/licet-rescreen-XXXXXX", .a = lc_arena_new(), .seed = seed};
    assert_non_null(mkdtemp(w->folder));
    if (seed % 2)
        lc_buf_z(&policy, "[match]\npossible = 0.70\n[match person]\npossible = 0.90\n"
                          "[match organisation]\npossible = 0.40\n"
                          "[match list own person]\npossible = 0.55\n");
    lc_buf_z(&policy,
             "[lists]\nrequired = own\nguard_removals = 1000\n[list own]\nmax_age_days = 36500\n");
    put(w, "policy.ini", &policy);
}

static void unmake(world *w)
{
    assert_int_equal(system(lc_arena_printf(w->a, "rm -rf %s", w->folder).data), 0);
    lc_arena_free(w->a);
}

static const char *date(const world *w, uint32_t day)
{
    char text[LC_DATE_TEXT];
    return lc_arena_z(w->a, lc_sv_of(lc_date_text((lc_date)(FIRST_DAY + day), text)));
}

/* What may happen to the book's own index between two runs. */
static void harm_mirror(const world *w, uint32_t round)
{
    static const char *const harms[] = {
        "true", "rm -f home/index/*.mirror",
        "for f in home/index/*.mirror; do printf x | dd of=$f bs=1 seek=900 conv=notrunc; done",
        "for f in home/index/*.mirror; do truncate -s 1000 $f; done",
        "for f in home/index/*.mirror; do rm $f; mkdir -p $f; touch $f/.x; done"}; /* no way to keep
                                                                                    */
    lc_sv line = lc_arena_printf(w->a, "cd %s && { %s; } 2>/dev/null", w->folder, harms[round % 5]);
    assert_int_equal(system(line.data), 0);
}

static void one_book(uint64_t seed)
{
    world w;
    static entry entries[ENTRIES];
    memset(entries, 0, sizeof entries);
    static const uint32_t changes[ROUNDS] = {3, 0, 12, 1, 40, 650};
    size_t searched = 0;
    make(&w, seed);
    write_list(&w, entries, 0);
    write_book(&w, entries);
    take_list(&w, "home", 0);
    take_book(&w, "home");
    rescreen(&w, "home", 0, NULL, false);
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t day = 2 * i + 2;
        if (changes[i]) {
            write_list(&w, entries, changes[i]);
            take_list(&w, "home", day);
        }
        harm_mirror(&w, i);
        size_t n = both_ways(&w, day + i % 2, date(&w, i % 3 ? day - 1 : 0));
        print_message("%u entries changed: %zu of %d customers searched\n", changes[i], n,
                      CUSTOMERS);
        searched += n;
    }
    assert_true(searched < ROUNDS * CUSTOMERS);
    unmake(&w);
}

/* A few books; LICET_ALL=1: many. */
static void the_same_as_searching_everybody(void **state)
{
    (void)state;
    for (uint64_t seed = 7; seed < (getenv("LICET_ALL") ? 27 : 9); seed++) one_book(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_same_as_searching_everybody)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
