/* Every way of asking many words at once gives what asking them one by one gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "match/sweep.h"

enum { WORDS = 1000, MOST_LETTERS = 40, ROUNDS = 60 };

typedef struct words {
    char strings[2 * WORDS * MOST_LETTERS + LC_IX_PAD];
    lc_ix_token tokens[WORDS];
    uint32_t bags[WORDS], ids[WORDS], near[WORDS];
    lc_ix_block blocks[WORDS / LC_IX_BLOCK + 1];
    uint64_t wide[WORDS];
} words;

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Few letters, so that equal ones, swaps and repeats are frequent; digits and other bytes, too. */
static size_t random_word(uint32_t *seed, char *out)
{
    static const char letters[] = "aeiouybdtmnskhhwgrl01\xC3\xA9";
    size_t n = next(seed) % 20 == 0 ? next(seed) % MOST_LETTERS : next(seed) % 12;
    size_t from = next(seed) % (sizeof letters - 8);
    for (size_t i = 0; i < n; i++) out[i] = letters[from + next(seed) % 7];
    return n;
}

static void fill(words *w, uint32_t *seed)
{
    uint32_t at = 0;
    for (uint32_t k = 0; k < WORDS; k++) {
        lc_ix_token *t = &w->tokens[k];
        t->sound = at;
        t->sound_bytes = (uint16_t)random_word(seed, w->strings + at);
        at += t->sound_bytes;
        t->text = at;
        t->text_bytes = (uint16_t)random_word(seed, w->strings + at);
        at += t->text_bytes;
        lc_ix_block *b = &w->blocks[k / LC_IX_BLOCK];
        if (k % LC_IX_BLOCK == 0) *b = (lc_ix_block){~UINT32_C(0), 0};
        w->bags[k] = lc_sound_bag(lc_sv_make(w->strings + t->sound, t->sound_bytes));
        b->all &= w->bags[k];
        b->any |= w->bags[k];
        w->wide[k] = lc_letter_bag(lc_sv_make(w->strings + t->sound, t->sound_bytes));
        w->ids[k] = (k * 7) % WORDS;
        w->near[k] = 100 + (k * 7) % 200;
    }
}

static void bags_are_the_same(const lc_sweep *s, const words *w, uint32_t *seed)
{
    const lc_sweep *plain = lc_sweep_way(0);
    uint32_t a[WORDS + LC_SWEEP_SLACK], b[WORDS + LC_SWEEP_SLACK];
    uint32_t from = next(seed) % WORDS, to = from + next(seed) % (WORDS + 1 - from);
    int lacks = (int)(next(seed) % 5), extra = (int)(next(seed) % 5);
    uint32_t like = next(seed) % WORDS;
    size_t n = plain->bags(w->bags, from, to, w->bags[like], lacks, extra, a);
    assert_int_equal(s->bags(w->bags, from, to, w->bags[like], lacks, extra, b), n);
    if (n) assert_memory_equal(a, b, n * sizeof *a);
    assert_int_equal(s->blocks(w->blocks, w->bags, from, to, w->bags[like], lacks, extra, b), n);
    if (n) assert_memory_equal(a, b, n * sizeof *a);
    n = plain->wide_bags(w->wide, from, to, w->wide[like], lacks, extra, a);
    assert_int_equal(s->wide_bags(w->wide, from, to, w->wide[like], lacks, extra, b), n);
    if (n) assert_memory_equal(a, b, n * sizeof *a);
}

static void distances_are_the_same(const lc_sweep *s, const words *w, uint32_t *seed)
{
    char asked[MOST_LETTERS];
    uint8_t distances[WORDS + LC_SWEEP_SLACK];
    uint16_t costs[WORDS + LC_SWEEP_SLACK];
    lc_sweep_words some = {w->strings, w->tokens, w->ids, next(seed) % (WORDS + 1)};
    lc_sv word = lc_sv_make(asked, random_word(seed, asked));
    lc_pattern p;
    lc_sweep_costs table;
    lc_sweep_costs_init(&table);
    lc_pattern_init(&p, word);
    s->distances(&p, &some, distances);
    s->costs(&table, word, &some, costs);
    for (size_t k = 0; k < some.n; k++) {
        const lc_ix_token *t = &w->tokens[w->ids[k]];
        lc_sv sound = lc_sv_make(w->strings + t->sound, t->sound_bytes);
        assert_int_equal(distances[k], lc_osa(&p, sound));
        lc_sv text = lc_sv_make(w->strings + t->text, t->text_bytes);
        assert_int_equal(costs[k], lc_edit_cost(word, text));
    }
}

/* Of one length, from the beginnings of sounds that have as many letters. */
static void sounds_are_the_same(const lc_sweep *s, const words *w, uint32_t *seed)
{
    char asked[MOST_LETTERS];
    uint8_t distances[WORDS + LC_SWEEP_SLACK];
    size_t letters = next(seed) % 24;
    lc_sweep_sounds sounds = {w->strings, letters, 100, w->near, 0};
    for (size_t k = 0; k < WORDS / 2; k++) sounds.n += next(seed) % 2;
    lc_pattern p;
    lc_pattern_init(&p, lc_sv_make(asked, random_word(seed, asked)));
    s->sounds(&p, &sounds, distances);
    for (size_t k = 0; k < sounds.n; k++) {
        size_t at = (w->near[k] - 100) * letters;
        assert_int_equal(distances[k], lc_osa(&p, lc_sv_make(w->strings + at, letters)));
    }
}

static void all_ways_agree(void **state)
{
    (void)state;
    uint32_t seed = 3;
    words *w = calloc(1, sizeof *w);
    assert_non_null(w);
    for (size_t way = 0; way < LC_SWEEP_WAYS; way++) {
        const lc_sweep *s = lc_sweep_way(way);
        if (!s) print_message("way %zu: not on this processor\n", way);
        for (int round = 0; s && round < ROUNDS; round++) {
            fill(w, &seed);
            bags_are_the_same(s, w, &seed);
            distances_are_the_same(s, w, &seed);
            sounds_are_the_same(s, w, &seed);
        }
    }
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_ways_agree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
