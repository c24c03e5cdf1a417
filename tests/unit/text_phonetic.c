/* Spellings of one name sound the same; a sound is never longer than its word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ref/sound_rules.h"
#include "text/phonetic.h"

static void alike(const char *a, const char *b)
{
    char x[LC_SOUND_MAX], y[LC_SOUND_MAX];
    size_t n = lc_sound(lc_sv_of(a), x), m = lc_sound(lc_sv_of(b), y);
    if (n != m || memcmp(x, y, n) != 0)
        fail_msg("%s sounds %.*s, %s sounds %.*s", a, (int)n, x, b, (int)m, y);
}

static void systems_come_together(void **state)
{
    (void)state;
    alike("sergey", "sergei");
    alike("yevgeniy", "evgenij");
    alike("abdullah", "abdoullah");
    alike("haqqani", "haqani");
    alike("khalid", "halid");
    alike("schukin", "shukin");
    alike("petroff", "petrov");
    alike("vorobyov", "vorobev");
    alike("solovjova", "solovyeva");
    alike("feniks", "phenix");
}

static void digits_stay_apart(void **state)
{
    (void)state;
    char x[LC_SOUND_MAX], y[LC_SOUND_MAX];
    for (char a = '0'; a <= '9'; a++)
        for (char b = '0'; b <= '9'; b++) {
            char one[] = {a, b, 0}, two[] = {b, a, 0};
            size_t n = lc_sound(lc_sv_of(one), x), m = lc_sound(lc_sv_of(two), y);
            assert_int_equal(n, 2);
            assert_true(a == b || n != m || memcmp(x, y, n) != 0);
        }
}

/* Rules are told apart by their first two letters before they are tried. */
static void short_words_sound_as_the_rules_say(void **state)
{
    (void)state;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0\xC3";
    enum { LETTERS = sizeof letters - 1, WORDS = LETTERS * LETTERS * LETTERS };
    char word[3], x[LC_SOUND_MAX], y[LC_SOUND_MAX];
    for (int i = 0; i < WORDS; i++) {
        for (int k = 0, rest = i; k < 3; k++, rest /= LETTERS) word[k] = letters[rest % LETTERS];
        for (size_t n = i % LETTERS ? 3 : 1; n <= 3; n++) {
            size_t mine = lc_sound(lc_sv_make(word, n), x),
                   plain = ref_sound(lc_sv_make(word, n), y);
            if (mine != plain || memcmp(x, y, mine) != 0)
                fail_msg("%.*s: %.*s, by the rules %.*s", (int)n, word, (int)mine, x, (int)plain,
                         y);
        }
    }
}

static void sounds_equal_the_plain_reading_of_the_rules(void **state)
{
    (void)state;
    enum { WORDS = 200000 };
    uint32_t seed = 17;
    char word[LC_SOUND_MAX + 40], x[LC_SOUND_MAX], y[LC_SOUND_MAX];
    for (int i = 0; i < WORDS; i++) {
        size_t n = i % 1000 == 0 ? sizeof word : 1 + (size_t)i % 14;
        for (size_t k = 0; k < n;) { /* pieces of rules and single letters */
            seed = seed * 1664525u + 1013904223u;
            lc_sv piece = lc_sv_of(ref_sound_rules[(seed >> 16) % REF_SOUND_RULES].from);
            if ((seed >> 8) % 3 == 0) {
                word[k++] = "abcdefghijklmnopqrstuvwxyz0199"[(seed >> 16) % 30];
                continue;
            }
            for (size_t j = 0; j < piece.len && k < n; j++)
                if (piece.data[j] != '<' && piece.data[j] != '>') word[k++] = piece.data[j];
        }
        size_t a = lc_sound(lc_sv_make(word, n), x), b = ref_sound(lc_sv_make(word, n), y);
        if (a != b || memcmp(x, y, a) != 0)
            fail_msg("%.*s sounds %.*s, by the rules %.*s", (int)n, word, (int)a, x, (int)b, y);
    }
}

static void never_longer_than_the_word(void **state)
{
    (void)state;
    uint32_t seed = 9;
    char word[200], out[LC_SOUND_MAX];
    for (int i = 0; i < 20000; i++) {
        size_t n = 1 + (size_t)i % 100;
        for (size_t k = 0; k < n; k++) {
            seed = seed * 1664525u + 1013904223u;
            word[k] = "abcdefghijklmnopqrstuvwxyzhhhjyoeu09"[(seed >> 16) % 36];
        }
        size_t m = lc_sound(lc_sv_make(word, n), out);
        assert_true(m <= n && m <= LC_SOUND_MAX && m > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(systems_come_together),
        cmocka_unit_test(digits_stay_apart),
        cmocka_unit_test(sounds_equal_the_plain_reading_of_the_rules),
        cmocka_unit_test(short_words_sound_as_the_rules_say),
        cmocka_unit_test(never_longer_than_the_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
