/* The seeds of the targets that read an index are of the format as it is: an older one would be
 * refused at its first bytes, and nothing behind them tried. UPDATE=1 writes them anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../fuzz/match_small.h"
#include "index/format.h"

/* But for the hashes of file and lexicons, which name the version of ICU. */
static bool same_format(lc_sv a, lc_sv b)
{
    size_t hashes = offsetof(lc_ix_header, hash), version = offsetof(lc_ix_header, version);
    size_t lexicon = offsetof(lc_ix_header, lexicon), rest = offsetof(lc_ix_header, versions);
    return memcmp(a.data, b.data, hashes) == 0 &&
           memcmp(a.data + version, b.data + version, lexicon - version) == 0 &&
           lc_sv_eq(lc_sv_from(a, rest), lc_sv_from(b, rest));
}

static void hold(const char *folder, const char *name, lc_sv wanted)
{
    char path[512];
    lc_buf b = {0};
    snprintf(path, sizeof path, "%s/../fuzz/corpus/%s/%s", LICET_TESTS_DIR, folder, name);
    FILE *f = fopen(path, getenv("UPDATE") ? "w" : "r");
    assert_non_null(f);
    if (getenv("UPDATE")) {
        assert_int_equal(fwrite(wanted.data, 1, wanted.len, f), wanted.len);
        assert_int_equal(fclose(f), 0);
        return;
    }
    lc_buf_reserve(&b, wanted.len + 1);
    b.len = fread(b.data, 1, wanted.len + 1, f);
    fclose(f);
    bool same = b.len == wanted.len && same_format(lc_buf_view(&b), wanted);
    if (!same) print_message("UPDATE=1 makes %s anew\n", path);
    assert_true(same);
    lc_buf_done(&b);
}

static void seeds_are_of_this_format(void **state)
{
    (void)state;
    char hash[65];
    lc_buf small = {0}, nothing = {0};
    lc_lexicon *lex = small_lexicon();
    lc_index_writer *w = lc_index_writer_new(lex);
    small_index(lex, &small);
    assert_int_equal(lc_index_writer_finish(w, LC_SV("{}"), &nothing, hash, NULL), 0);
    hold("index_open", "small", lc_buf_view(&small));
    hold("index_open", "nothing", lc_buf_view(&nothing));
    hold("match_index", "small", lc_buf_view(&small));
    hold("match_index", "nothing", lc_buf_view(&nothing));
    lc_index_writer_free(w);
    lc_buf_done(&small);
    lc_buf_done(&nothing);
    lc_lexicon_free(lex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(seeds_are_of_this_format)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
