/* The clock of a test: loaded before a program's libraries, it answers time() with $TEST_NOW, so
 * that a day passes as fast as its hours can be asked about, and no program has a switch for it. */
#include <stdlib.h>
#include <time.h>

time_t time(time_t *out);

time_t time(time_t *out)
{
    const char *now = getenv("TEST_NOW");
    time_t t = now ? (time_t)atoll(now) : 0;
    if (out) *out = t;
    return t;
}
