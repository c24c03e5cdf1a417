/* lc_timeline_put held against an array with one wording a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "store/timeline.h"

enum { DAYS = 16, END = DAYS + 4 /* stands for "no end" in the array */ };

static lc_piece piece(int64_t from, int64_t to, char wording)
{
    lc_piece p = {.from = from, .to = to, .body = wording, .version = 100 + from};
    memset(p.text, wording, sizeof p.text);
    return p;
}

/* "[1,5) A [5,...) B" */
static const char *told(const lc_piece *p, size_t n, char out[256])
{
    size_t len = 0;
    out[0] = 0;
    for (size_t i = 0; i < n; i++) {
        char to[24] = "...";
        if (p[i].to != LC_DAY_OPEN) snprintf(to, sizeof to, "%d", (int)p[i].to);
        len +=
            (size_t)snprintf(out + len, 256 - len, "%s[%d,%s) %c%s", i ? " " : "", (int)p[i].from,
                             to, p[i].text[0], p[i].version ? "" : "*"); /* * newly believed */
    }
    return out;
}

static void the_drawing_in_the_header(void **state)
{
    (void)state;
    char text[256];
    lc_piece out[LC_PIECES_NEW], old = piece(1, LC_DAY_OPEN, 'A'), b = piece(0, 0, 'B');
    lc_span span = {5, 9, 1};
    old.since_oldest = true;
    size_t n = lc_timeline_put(&old, 1, &span, &b, out);
    assert_string_equal(told(out, n, text), "[1,5) A* [5,9) B* [9,...) A*");
    assert_true(out[0].since_oldest && !out[1].since_oldest && !out[2].since_oldest);
}

static void wordings_that_meet_are_joined(void **state)
{
    (void)state;
    char text[256];
    lc_piece out[LC_PIECES_NEW], said = piece(0, 0, 'A');
    lc_piece old[] = {piece(1, 5, 'A'), piece(5, 9, 'B'), piece(9, 20, 'A')};
    said.body = 77;
    size_t n = lc_timeline_put(old, 3, &(lc_span){5, 9, 0}, &said, out);
    assert_string_equal(told(out, n, text), "[1,20) A*");
    assert_int_equal(out[0].body, 'A'); /* of the earlier piece */
    n = lc_timeline_put(old, 3, &(lc_span){5, 9, 0}, NULL, out);
    assert_string_equal(told(out, n, text), "[1,5) A [9,20) A");
    n = lc_timeline_put(old, 3, &(lc_span){5, 9, 0}, &old[1], out);
    assert_string_equal(told(out, n, text),
                        "[1,5) A [5,9) B [9,20) A"); /* nothing new to believe */
}

static void an_older_oldest_day_takes_the_mark(void **state)
{
    (void)state;
    char text[256];
    lc_piece out[LC_PIECES_NEW], old = piece(9, LC_DAY_OPEN, 'A');
    old.since_oldest = true;
    size_t n = lc_timeline_put(&old, 1, &(lc_span){4, 9, 4}, NULL, out);
    assert_string_equal(told(out, n, text), "[9,...) A*");
    assert_false(out[0].since_oldest);
    n = lc_timeline_put(NULL, 0, &(lc_span){4, LC_DAY_OPEN, 4}, &old, out);
    assert_string_equal(told(out, n, text), "[4,...) A*");
    assert_true(out[0].since_oldest);
    assert_int_equal(lc_timeline_put(NULL, 0, &(lc_span){4, 9, 4}, NULL, out), 0);
}

typedef struct days {
    char at[END]; /* 0: not listed */
} days;

/* The pieces of a day array that overlap or touch [from, to). */
static size_t pieces_of(const days *d, int64_t from, int64_t to, int oldest, lc_piece *out)
{
    size_t n = 0;
    for (int i = 0; i < END;) {
        int k = i + 1;
        while (k < END && d->at[k] == d->at[i]) k++;
        int64_t end = k == END ? LC_DAY_OPEN : k;
        if (d->at[i] && end >= from && i <= to) {
            out[n] = piece(i, end, d->at[i]);
            out[n++].since_oldest = i == oldest;
        }
        i = k;
    }
    return n;
}

/* A list whose editions stand on the given days: within a span between two, nothing changes. */
static void random_lists(void **state)
{
    (void)state;
    unsigned seed = 5;
    for (int round = 0; round < 20000; round++) {
        bool edition[DAYS] = {false};
        days d = {{0}}, want;
        int oldest = -1;
        char now = 0;
        for (int i = 0; i < END; i++) {
            if (i < DAYS && rand_r(&seed) % 4 == 0) {
                edition[i] = true;
                if (oldest < 0) oldest = i;
                now = rand_r(&seed) % 3 ? (char)('A' + rand_r(&seed) % 2) : 0;
            }
            d.at[i] = now;
        }
        int from = rand_r(&seed) % DAYS, to = from + 1;
        while (to < DAYS && !edition[to]) to++;
        int64_t end = to == DAYS ? LC_DAY_OPEN : to;
        char said_wording = rand_r(&seed) % 3 ? (char)('A' + rand_r(&seed) % 2) : 0;
        want = d;
        for (int i = from; i < (to == DAYS ? END : to); i++) want.at[i] = said_wording;
        lc_piece old[END], out[LC_PIECES_NEW + 1], expected[END], said = piece(0, 0, said_wording);
        size_t n_old = pieces_of(&d, from, end, oldest, old);
        assert_true(n_old <= LC_PIECES_OLD);
        int now_oldest = oldest < 0 || from < oldest ? from : oldest;
        size_t n = lc_timeline_put(old, n_old, &(lc_span){from, end, now_oldest},
                                   said_wording ? &said : NULL, out);
        size_t n_want = pieces_of(&want, from, end, now_oldest, expected);
        assert_int_equal(n, n_want);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(out[i].from, expected[i].from);
            assert_int_equal(out[i].to, expected[i].to);
            assert_int_equal(out[i].text[0], expected[i].text[0]);
            assert_int_equal(out[i].since_oldest, expected[i].since_oldest);
            bool stood = false;
            for (size_t k = 0; k < n_old; k++)
                stood |= old[k].from == out[i].from && old[k].to == out[i].to &&
                         old[k].text[0] == out[i].text[0] &&
                         old[k].since_oldest == out[i].since_oldest;
            assert_int_equal(stood, out[i].version != 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_drawing_in_the_header),
        cmocka_unit_test(wordings_that_meet_are_joined),
        cmocka_unit_test(an_older_oldest_day_takes_the_mark),
        cmocka_unit_test(random_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
