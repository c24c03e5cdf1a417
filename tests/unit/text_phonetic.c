/* Spellings of one name sound the same; a sound is never longer than its word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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
        cmocka_unit_test(never_longer_than_the_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
