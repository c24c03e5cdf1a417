/* Is one address the other? Against addresses of which it is known, because they were made so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match/facts.h"
#include "ref/address_made.h"

enum { PAIRS = 100000 };

/* The same place, often with one thing more, less or different. */
static ref_address another(const ref_address *listed, uint32_t *seed)
{
    ref_address a = *listed;
    switch (ref_roll(seed, 5)) {
    case 0: a.things[ref_roll(seed, (uint32_t)a.n)] = ref_thing_any(seed); break;
    case 1: a.n -= a.n > 1; break;
    case 2: a.things[ref_roll(seed, (uint32_t)a.n)].which ^= 1; break;
    case 3:
        if (a.n < REF_THINGS) a.things[a.n++] = ref_thing_any(seed);
        break;
    default: break;
    }
    return a;
}

static void as_it_was_made(void **state)
{
    (void)state;
    uint32_t seed = 23;
    size_t same = 0;
    lc_buf x = {0}, y = {0};
    lc_arena *a = lc_arena_new();
    for (int i = 0; i < PAIRS; i++) {
        ref_address listed = {.n = 2 + (int)ref_roll(&seed, REF_THINGS - 1)};
        for (int k = 0; k < listed.n; k++) listed.things[k] = ref_thing_any(&seed);
        ref_address asked = another(&listed, &seed);
        lc_sv q = ref_address_write(&asked, &seed, &x), n = ref_address_write(&listed, &seed, &y);
        bool wanted = ref_address_names_all(&asked, &listed);
        if (lc_facts_at_address(q, n, a) != wanted)
            fail_msg("%.*s | %.*s: not %d", LC_SV_ARG(q), LC_SV_ARG(n), wanted);
        same += wanted;
        lc_arena_reset(a);
    }
    assert_true(same > PAIRS / 4 && same < 3 * PAIRS / 4);
    lc_arena_free(a);
    lc_buf_done(&x);
    lc_buf_done(&y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_it_was_made)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
