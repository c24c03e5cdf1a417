/* What must hold of any scorer, on names of the real list and on made ones: what changes nothing,
 * what may only add, what is the same from both sides. Every round is drawn from a seed that a
 * failure prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/map.h"
#include "match/match.h"
#include "ref/csl.h"

enum { REAL_ENTRIES = 2500, ROUNDS = 400, MADE = 300, MOST_WORDS = 24, ASK_FROM_BP = 3000 };

/* ---- lists ---- */

typedef struct party {
    lc_name names[3];
    size_t n_names;
    lc_party_type type;
} party;

typedef struct list {
    lc_arena *arena;
    lc_lexicon *lex;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
    party *parties;
    size_t n;
} list;

typedef struct found {
    uint32_t version;
    int bp;
} found;

static uint32_t roll(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % sides;
}

/* An index of these parties; lex stays the caller's. */
static void list_open(list *l, lc_lexicon *lex, party *parties, size_t n)
{
    char hash[65];
    *l = (list){.arena = lc_arena_new(), .lex = lex, .parties = parties, .n = n};
    lc_index_writer *w = lc_index_writer_new(lex);
    for (size_t i = 0; i < n; i++) {
        lc_entry e = {.source = LC_SV("own"),
                      .sublist = LC_SV("HOUSE"),
                      .key = lc_arena_printf(l->arena, "%zu", i),
                      .type = parties[i].type,
                      .names = parties[i].names,
                      .n_names = parties[i].n_names};
        lc_index_input in = {
            .entry = &e, .body = e.key, .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
        licet_error err = {0};
        if (lc_index_writer_add(w, &in, &err))
            fail_msg("%zu %.*s: %s", i, LC_SV_ARG(e.names[0].text), err.message);
    }
    assert_int_equal(lc_index_writer_finish(w, LC_SV("{}"), &l->bytes, hash, NULL), 0);
    lc_index_writer_free(w);
    assert_int_equal(lc_index_open(lc_buf_view(&l->bytes), lex, &l->index, NULL), 0);
    l->matcher = lc_matcher_new(l->index, lex);
}

static void list_close(list *l)
{
    lc_matcher_free(l->matcher);
    lc_index_close(l->index);
    lc_buf_done(&l->bytes);
    lc_arena_free(l->arena);
}

static size_t ask(list *l, lc_arena *a, lc_sv name, lc_party_type type, int bp, found **out)
{
    lc_query q = {.name = name, .type = type};
    lc_match_params p = {LC_DATE_NONE, 0, bp, 0};
    lc_hit *hits = NULL;
    size_t n = 0;
    if (lc_match(l->matcher, &q, &p, a, &hits, &n, NULL)) return SIZE_MAX;
    *out = LC_NEW_N(a, found, n + 1);
    for (size_t i = 0; i < n; i++) (*out)[i] = (found){hits[i].version, hits[i].score_bp};
    return n;
}

static int score_of(list *l, lc_arena *a, lc_sv name, lc_party_type type, uint32_t version)
{
    found *f = NULL;
    size_t n = ask(l, a, name, type, 1, &f);
    for (size_t i = 0; i < n && n != SIZE_MAX; i++)
        if (f[i].version == version) return f[i].bp;
    return 0;
}

/* ---- names ---- */

/* Words of several scripts that mean nothing. */
static lc_sv made_word(lc_arena *a, uint32_t *seed, int script)
{
    static const char *const parts[][8] = {
        {"bra", "kel", "mon", "tiv", "sug", "dar", "vol", "nex"},
        {"бра", "кел", "мон", "тив", "суг", "дар", "вол", "нек"},
        {"بار", "ديم", "كول", "نوس", "رام", "سيف", "تال", "وند"},
        {"Kłó", "ség", "müh", "ñor", "çal", "åre", "vîc", "žid"}};
    lc_sv w = lc_sv_of(parts[script][roll(seed, 8)]);
    for (uint32_t more = 1 + roll(seed, 2); more > 0; more--)
        w = lc_arena_printf(a, "%.*s%s", LC_SV_ARG(w), parts[script][roll(seed, 8)]);
    return w;
}

static lc_sv made_name(lc_arena *a, uint32_t *seed)
{
    static const char *const ends[] = {"", "", "", " Ltd", " GmbH", " Trading", " No. 7", " Group"};
    int script = roll(seed, 2) ? 0 : (int)roll(seed, 4);
    lc_sv name = made_word(a, seed, script);
    for (uint32_t more = 1 + roll(seed, 2); more > 0; more--) {
        lc_sv word = made_word(a, seed, script);
        name = lc_arena_printf(a, "%.*s %.*s", LC_SV_ARG(name), LC_SV_ARG(word));
    }
    return lc_arena_printf(a, "%.*s%s", LC_SV_ARG(name), script == 0 ? ends[roll(seed, 8)] : "");
}

static party *made_parties(lc_arena *a, uint32_t seed, size_t n)
{
    party *p = LC_NEW_N(a, party, n);
    for (size_t i = 0; i < n; i++) {
        p[i].n_names = 1 + roll(&seed, 3);
        p[i].type = (lc_party_type)roll(&seed, 3);
        for (size_t k = 0; k < p[i].n_names; k++)
            p[i].names[k] = (lc_name){made_name(a, &seed), k ? LC_NAME_ALIAS : LC_NAME_PRIMARY};
    }
    return p;
}

/* ---- ways to write the same name ---- */

static lc_sv other_case(lc_arena *a, lc_sv s, uint32_t *seed)
{
    char *out = lc_arena_z(a, s);
    for (size_t i = 0; i < s.len; i++) {
        bool letter = (out[i] >= 'a' && out[i] <= 'z') || (out[i] >= 'A' && out[i] <= 'Z');
        if (letter && roll(seed, 2)) out[i] ^= 0x20;
    }
    return lc_sv_make(out, s.len);
}

/* Each space as something else, and something around it all. */
static lc_sv with_spaces(lc_arena *a, lc_sv s, const char *space, const char *before,
                         const char *after)
{
    lc_sv out = lc_sv_of(before), rest = s;
    bool first = true;
    while (rest.data) {
        lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
        if (!word.len) continue;
        out = lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(out), first ? "" : space, LC_SV_ARG(word));
        first = false;
    }
    return lc_arena_printf(a, "%.*s%s", LC_SV_ARG(out), after);
}

static lc_sv more_spaces(lc_arena *a, lc_sv s, uint32_t *seed)
{
    static const char *const spaces[] = {"  ", "\t", " \n ", "\xC2\xA0", "\xE3\x80\x80"};
    return with_spaces(a, s, spaces[roll(seed, 5)], "  ", " ");
}

static lc_sv punctuated(lc_arena *a, lc_sv s, uint32_t *seed)
{
    static const char *const around[][2] = {
        {"", "."},  {"\"", "\""}, {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"},
        {"", " ;"}, {"* ", ""}};
    uint32_t k = roll(seed, 6);
    return with_spaces(a, s, " ", around[k][0], around[k][1]);
}

/* An invisible letter somewhere inside. */
static lc_sv invisible(lc_arena *a, lc_sv s, uint32_t *seed)
{
    static const char *const signs[] = {"\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x81\xA0", "\xC2\xAD"};
    size_t at = roll(seed, (uint32_t)s.len);
    while (at < s.len && ((unsigned char)s.data[at] & 0xC0) == 0x80) at++;
    lc_sv rest = lc_sv_from(s, at);
    return lc_arena_printf(a, "%.*s%s%.*s", (int)at, s.data, signs[roll(seed, 4)], LC_SV_ARG(rest));
}

static lc_sv normal_form(lc_arena *a, lc_sv s, uint32_t *seed)
{
    enum { MOST = 4096 };
    UErrorCode e = U_ZERO_ERROR;
    UChar x[MOST], y[MOST];
    int32_t n, m;
    char *out = lc_arena_alloc(a, 3 * MOST);
    const UNormalizer2 *form =
        roll(seed, 2) ? unorm2_getNFDInstance(&e) : unorm2_getNFKDInstance(&e);
    u_strFromUTF8(x, MOST, &n, s.data, (int32_t)s.len, &e);
    m = unorm2_normalize(form, x, n, y, MOST, &e);
    u_strToUTF8(out, 3 * MOST, &n, y, m, &e);
    assert_true(U_SUCCESS(e));
    return lc_sv_make(out, (size_t)n);
}

/* The wide letters of East Asian text. */
static lc_sv wide(lc_arena *a, lc_sv s, uint32_t *seed)
{
    lc_sv out = LC_SV("");
    (void)seed;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        bool has_wide = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        uint32_t cp = 0xFEE0U + c;
        out = has_wide ? lc_arena_printf(a, "%.*s%c%c%c", LC_SV_ARG(out), (int)(0xE0 | cp >> 12),
                                         (int)(0x80 | (cp >> 6 & 0x3F)), (int)(0x80 | (cp & 0x3F)))
                       : lc_arena_printf(a, "%.*s%c", LC_SV_ARG(out), (int)c);
    }
    return out;
}

typedef lc_sv (*way_to_write)(lc_arena *a, lc_sv s, uint32_t *seed);
static const struct {
    const char *what;
    way_to_write write;
} ways[] = {{"case", other_case},         {"spaces", more_spaces},
            {"punctuation", punctuated},  {"invisible letters", invisible},
            {"normal form", normal_form}, {"width", wide}};
enum { WAYS = sizeof ways / sizeof *ways };

/* A name of 34 or 35 characters may have been cut off by the field it was typed into (matching.md):
 * that does hang on how it is written. */
static bool fills_a_field(lc_sv name)
{
    size_t n = 0;
    name = lc_sv_trim(name);
    for (size_t i = 0; i < name.len; i++) n += ((unsigned char)name.data[i] & 0xC0) != 0x80;
    return n == 34 || n == 35;
}

static void changes_nothing(list *l, lc_sv name, lc_party_type type, uint32_t seed)
{
    lc_arena *a = lc_arena_new();
    found *before = NULL, *after = NULL;
    size_t n = ask(l, a, name, type, ASK_FROM_BP, &before);
    for (size_t w = 0; w < WAYS && n != SIZE_MAX; w++) {
        uint32_t s = seed;
        lc_sv other = ways[w].write(a, name, &s);
        if (fills_a_field(name) || fills_a_field(other)) continue;
        size_t m = ask(l, a, other, type, ASK_FROM_BP, &after);
        if (m != n)
            fail_msg("%s: %.*s: %zu hits, as %.*s %zu (seed %u)", ways[w].what, LC_SV_ARG(name), n,
                     LC_SV_ARG(other), m, seed);
        for (size_t i = 0; i < n; i++)
            if (before[i].version != after[i].version || before[i].bp != after[i].bp)
                fail_msg("%s: %.*s: entry %u %d, as %.*s entry %u %d (seed %u)", ways[w].what,
                         LC_SV_ARG(name), before[i].version, before[i].bp, LC_SV_ARG(other),
                         after[i].version, after[i].bp, seed);
    }
    lc_arena_free(a);
}

/* ---- the order of the words ---- */

static lc_sv shuffled(lc_arena *a, lc_sv s, uint32_t *seed)
{
    lc_sv words[MOST_WORDS], rest = s, out = LC_SV_NONE;
    size_t n = 0;
    while (rest.data && n < MOST_WORDS) {
        lc_sv w = lc_sv_cut(&rest, LC_SV(" "));
        if (w.len) words[n++] = w;
    }
    for (size_t i = n; i > 0; i--) {
        size_t k = roll(seed, (uint32_t)i);
        out = lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(out), out.len ? " " : "",
                              LC_SV_ARG(words[k]));
        words[k] = words[i - 1];
    }
    return out;
}

/* ---- real and made lists ---- */

typedef struct world {
    lc_arena *arena;
    lc_lexicon *lex;
    party *real, *made;
    size_t n_real;
    list of_real, of_made;
} world;

static size_t real_parties(lc_arena *a, party **out)
{
    ref_csl csl;
    if (!ref_csl_open(&csl, REAL_ENTRIES)) return 0;
    party *p = LC_NEW_N(a, party, csl.n_entries + 1);
    for (size_t i = 0; i < csl.n; i++) {
        party *one = &p[csl.entries[i]];
        if (one->n_names == 3) continue;
        one->type = csl.types[i];
        one->names[one->n_names] =
            (lc_name){lc_arena_sv(a, csl.names[i]), one->n_names ? LC_NAME_ALIAS : LC_NAME_PRIMARY};
        one->n_names++;
    }
    size_t n = 0;
    for (size_t i = 0; i <= csl.n_entries; i++)
        if (p[i].n_names) p[n++] = p[i];
    ref_csl_close(&csl);
    *out = p;
    return n;
}

static int setup(void **state)
{
    static world w;
    w.arena = lc_arena_new();
    w.lex = ref_lexicon(w.arena);
    w.n_real = real_parties(w.arena, &w.real);
    w.made = made_parties(w.arena, 5, MADE);
    if (w.n_real)
        list_open(&w.of_real, w.lex, w.real, w.n_real);
    else
        print_message("the Consolidated Screening List is not at hand: made names only\n");
    list_open(&w.of_made, w.lex, w.made, MADE);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    world *w = *state;
    if (w->n_real) list_close(&w->of_real);
    list_close(&w->of_made);
    lc_lexicon_free(w->lex);
    lc_arena_free(w->arena);
    return 0;
}

typedef void (*on_name)(list *l, uint32_t version, lc_sv name, lc_party_type type, uint32_t seed);

/* Names drawn from both lists, asked with the entry's type and without. */
static void each_name(world *w, on_name check)
{
    list *lists[] = {&w->of_real, &w->of_made};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t round = 0; round < ROUNDS && lists[k]->n; round++) {
            uint32_t seed = round * 2654435761u + 1, s = seed;
            uint32_t version = roll(&s, (uint32_t)lists[k]->n);
            const party *p = &lists[k]->parties[version];
            lc_sv name = p->names[roll(&s, (uint32_t)p->n_names)].text;
            check(lists[k], version, name, round % 2 ? p->type : LC_TYPE_UNKNOWN, seed);
        }
}

static void check_writing(list *l, uint32_t version, lc_sv name, lc_party_type type, uint32_t seed)
{
    (void)version;
    changes_nothing(l, name, type, seed);
}

static void how_it_is_written_changes_nothing(void **state)
{
    each_name(*state, check_writing);
}

static void check_identity(list *l, uint32_t version, lc_sv name, lc_party_type type, uint32_t seed)
{
    lc_arena *a = lc_arena_new();
    int bp = score_of(l, a, name, type, version);
    if (bp != 10000) fail_msg("%.*s finds itself at %d (seed %u)", LC_SV_ARG(name), bp, seed);
    lc_arena_free(a);
}

static void every_name_is_itself(void **state)
{
    each_name(*state, check_identity);
}

static bool has_digit(lc_sv name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] >= '0' && name.data[i] <= '9') return true;
    return false;
}

/* Two orders of the words, neither the listed one, are the same to the entry they are of. People's
 * names without numbers: "Co., Ltd." and "No. 7" torn apart are other texts. */
static void check_order(list *l, uint32_t version, lc_sv name, lc_party_type type, uint32_t seed)
{
    if (l->parties[version].type != LC_TYPE_PERSON || fills_a_field(name) || has_digit(name))
        return;
    lc_arena *a = lc_arena_new();
    lc_sv one = shuffled(a, name, &seed), two = shuffled(a, name, &seed);
    int x = score_of(l, a, one, type, version), y = score_of(l, a, two, type, version);
    if (x != y && x != 10000 && y != 10000)
        fail_msg("%.*s: %d, %.*s: %d (listed %.*s)", LC_SV_ARG(one), x, LC_SV_ARG(two), y,
                 LC_SV_ARG(name));
    lc_arena_free(a);
}

static void the_order_of_words_changes_nothing(void **state)
{
    each_name(*state, check_order);
}

/* ---- thresholds, aliases, strangers ---- */

static void check_threshold(list *l, uint32_t version, lc_sv name, lc_party_type type,
                            uint32_t seed)
{
    lc_arena *a = lc_arena_new();
    found *more = NULL, *fewer = NULL;
    int low = (int)roll(&seed, 8000) + 1, high = low + (int)roll(&seed, (uint32_t)(10000 - low));
    size_t n = ask(l, a, name, type, low, &more), m = ask(l, a, name, type, high, &fewer);
    (void)version;
    assert_true(m <= n);
    for (size_t i = 0; i < n && n != SIZE_MAX; i++) {
        assert_true(more[i].bp >= low);
        if (i < m) assert_true(fewer[i].version == more[i].version && fewer[i].bp == more[i].bp);
        if (i >= m) assert_true(more[i].bp < high);
    }
    lc_arena_free(a);
}

static void a_lower_threshold_only_adds(void **state)
{
    each_name(*state, check_threshold);
}

/* The same list with one alias more: asked any name of the list, the entry does not score less. An
 * alias of words that others bear, too, makes those words a little less rare: by so much at most.
 */
enum { RARITY_BP = 100 };

static void more_names(world *w, lc_arena *a, uint32_t seed, bool new_words)
{
    uint32_t s = seed, at = roll(&s, MADE);
    party *more = LC_NEW_N(a, party, MADE);
    memcpy(more, w->made, MADE * sizeof *more);
    if (more[at].n_names == 3) return;
    lc_sv alias = new_words ? LC_SV("Qxyvvolt Jjhugwunt") : made_name(a, &s);
    more[at].names[more[at].n_names++] = (lc_name){alias, LC_NAME_ALIAS};
    list l;
    list_open(&l, w->lex, more, MADE);
    for (int i = 0; i < 60; i++) {
        uint32_t of = i % 3 ? roll(&s, MADE) : at;
        lc_sv name = more[of].names[roll(&s, (uint32_t)more[of].n_names)].text;
        int before = score_of(&w->of_made, a, name, LC_TYPE_UNKNOWN, at);
        int after = score_of(&l, a, name, LC_TYPE_UNKNOWN, at);
        if (after < before - (new_words ? 0 : RARITY_BP))
            fail_msg("%.*s: %d, with the alias %.*s %d (seed %u)", LC_SV_ARG(name), before,
                     LC_SV_ARG(alias), after, seed);
    }
    list_close(&l);
}

static void an_alias_never_lowers(void **state)
{
    enum { CHANGED = 16 };
    lc_arena *a = lc_arena_new();
    for (uint32_t round = 0; round < CHANGED; round++) more_names(*state, a, 77 + round, round % 2);
    lc_arena_free(a);
}

/* The real list with a party that shares nothing with anybody. */
static void a_stranger_changes_nothing(void **state)
{
    world *w = *state;
    lc_arena *a = lc_arena_new();
    size_t n = w->n_real ? w->n_real : MADE;
    party *more = LC_NEW_N(a, party, n + 1);
    memcpy(more, w->n_real ? w->real : w->made, n * sizeof *more);
    more[n] = (party){.names = {{LC_SV("Qxyvvolt Jjhugwunt"), LC_NAME_PRIMARY}}, .n_names = 1};
    list l;
    list_open(&l, w->lex, more, n + 1);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        uint32_t seed = round * 2654435761u + 3;
        const party *p = &more[roll(&seed, (uint32_t)n)];
        lc_sv name = p->names[roll(&seed, (uint32_t)p->n_names)].text;
        found *before = NULL, *after = NULL;
        size_t x =
            ask(w->n_real ? &w->of_real : &w->of_made, a, name, p->type, ASK_FROM_BP, &before);
        size_t y = ask(&l, a, name, p->type, ASK_FROM_BP, &after);
        if (x != y) fail_msg("%.*s: %zu hits, with a stranger %zu", LC_SV_ARG(name), x, y);
        for (size_t i = 0; i < x && x != SIZE_MAX; i++)
            assert_true(before[i].version == after[i].version && before[i].bp == after[i].bp);
    }
    list_close(&l);
    lc_arena_free(a);
}

/* ---- from both sides ---- */

/* A word that no other name of the test bears, so that all are equally rare. */
static lc_sv rare_word(lc_arena *a, uint32_t *seed, lc_map *borne)
{
    for (;;) {
        bool is_new;
        lc_sv w = made_word(a, seed, 0);
        w = lc_arena_printf(a, "%.*s%c", LC_SV_ARG(w), "aeiou"[roll(seed, 5)]);
        lc_map_put(borne, w, &is_new);
        if (is_new && w.len >= 6) return w;
    }
}

/* Names of two words each, one of them spelt in another way: who is asked about and who is listed
 * does not matter. (Where one name has words more it does, and where a word is rarer than its
 * partner: matching.md.) */
static void two_spellings_are_alike_from_both_sides(void **state)
{
    world *w = *state;
    lc_arena *a = lc_arena_new();
    lc_map *borne = lc_map_new();
    party *pairs = LC_NEW_N(a, party, 2 * MADE);
    uint32_t seed = 19;
    for (size_t i = 0; i < 2 * MADE; i += 2) {
        lc_sv same = rare_word(a, &seed, borne), one = rare_word(a, &seed, borne);
        char *two = lc_arena_z(a, one);
        bool is_new = false;
        while (!is_new) {
            two[1 + roll(&seed, (uint32_t)one.len - 1)] = "aeioubdgklmnrst"[roll(&seed, 15)];
            lc_map_put(borne, lc_sv_of(two), &is_new);
        }
        for (size_t k = 0; k < 2; k++)
            pairs[i + k] = (party){
                .names = {{lc_arena_printf(a, "%.*s %s", LC_SV_ARG(same), k ? two : one.data),
                           LC_NAME_PRIMARY}},
                .n_names = 1};
    }
    list l;
    list_open(&l, w->lex, pairs, 2 * MADE);
    int alike = 0;
    for (uint32_t i = 0; i < 2 * MADE; i += 2) {
        lc_sv one = pairs[i].names[0].text, two = pairs[i + 1].names[0].text;
        int there = score_of(&l, a, one, LC_TYPE_ORG, i + 1);
        int back = score_of(&l, a, two, LC_TYPE_ORG, i);
        if (there != back)
            fail_msg("%.*s ~ %.*s: %d and %d", LC_SV_ARG(one), LC_SV_ARG(two), there, back);
        alike += there > ASK_FROM_BP;
    }
    assert_true(alike > MADE / 4);
    list_close(&l);
    lc_map_free(borne);
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_it_is_written_changes_nothing),
        cmocka_unit_test(every_name_is_itself),
        cmocka_unit_test(the_order_of_words_changes_nothing),
        cmocka_unit_test(a_lower_threshold_only_adds),
        cmocka_unit_test(an_alias_never_lowers),
        cmocka_unit_test(a_stranger_changes_nothing),
        cmocka_unit_test(two_spellings_are_alike_from_both_sides),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
