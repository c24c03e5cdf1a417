/* Names by their beginnings, against looking at every name; the index as text; its whole check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "index/format.h"
#include "index/look.h"
#include "index/prefix.h"
#include "ref/csl.h"
#include "text/fold.h"

enum { ENTRIES = 3000, ASKED = 300, LIMIT = 2000 };

typedef struct made {
    ref_csl csl;
    lc_buf bytes;
    lc_index *index;
} made;

static bool make(made *m)
{
    char hash[65];
    licet_error err = {0};
    *m = (made){0};
    if (!ref_csl_open(&m->csl, ENTRIES)) {
        print_message("the Consolidated Screening List is not at hand: skipped\n");
        return false;
    }
    assert_int_equal(lc_index_writer_finish(m->csl.writer, LC_SV("{}"), &m->bytes, hash, &err), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&m->bytes), m->csl.lex, &m->index, &err), 0);
    return true;
}

static void unmake(made *m)
{
    lc_index_close(m->index);
    lc_buf_done(&m->bytes);
    ref_csl_close(&m->csl);
}

/* Can the words from i on be given to words of the form that are not taken yet? */
static bool fits(const lc_ix_view *v, const lc_ix_form *f, const lc_sv *words, size_t n, size_t i,
                 uint64_t taken)
{
    if (i == n) return true;
    for (uint32_t k = 0; k < f->n_tokens && k < 64; k++) {
        uint32_t t = v->form_tokens[f->tokens + k] & ~LC_IX_CORE;
        if (!(taken >> k & 1) && lc_sv_starts(lc_ix_text_of(v, &v->tokens[t]), words[i]) &&
            fits(v, f, words, n, i + 1, taken | UINT64_C(1) << k))
            return true;
    }
    return false;
}

static size_t by_looking(const lc_ix_view *v, const lc_sv *words, size_t n, bool *versions)
{
    size_t found = 0;
    for (uint32_t i = 0; i < v->n_versions; i++) versions[i] = false;
    for (uint32_t i = 0; i < v->n_names; i++) {
        const lc_ix_name *name = &v->names[i];
        if (versions[name->version] || !fits(v, &v->forms[lc_ix_form_of(v, i)], words, n, 0, 0))
            continue;
        versions[name->version] = true;
        found++;
    }
    return found;
}

static void beginnings_are_found(void **state)
{
    (void)state;
    made m;
    if (!make(&m)) skip();
    const lc_ix_view *v = lc_index_view(m.index);
    bool *there = calloc(v->n_versions + 1, sizeof *there), *here;
    assert_non_null(there);
    size_t whole = 0;
    for (size_t i = 0; i < ASKED; i++) {
        lc_arena *a = lc_arena_new();
        lc_sv typed = m.csl.names[i * (m.csl.n / ASKED)], words[LC_PREFIX_WORDS];
        typed.len = typed.len < 3 + i % 9 ? typed.len : 3 + i % 9;
        while (typed.len && (typed.data[typed.len - 1] & 0x80)) typed.len--;
        size_t n = 0;
        bool more = false;
        lc_sv rest = lc_fold(a, typed);
        while (rest.data && n < LC_PREFIX_WORDS) {
            lc_sv w = lc_sv_cut(&rest, LC_SV(" "));
            if (w.len) words[n++] = w;
        }
        lc_prefix_params p = {LC_DATE_NONE, 0, LIMIT};
        lc_prefix_name *names = NULL;
        size_t found = lc_index_prefix(m.index, a, typed, &p, &names, &more);
        size_t all = n ? by_looking(v, words, n, there) : 0, versions = 0;
        here = LC_NEW_N(a, bool, v->n_versions + 1);
        for (size_t k = 0; k < found; k++) {
            assert_true(there[names[k].version]);
            versions += !here[names[k].version];
            here[names[k].version] = true;
        }
        if (!more) assert_int_equal(versions, all);
        whole += !more;
        lc_arena_free(a);
    }
    print_message("%zu of %d were given whole\n", whole, ASKED);
    assert_true(whole > ASKED / 2);
    free(there);
    unmake(&m);
}

static void odd_typing(void **state)
{
    (void)state;
    made m;
    if (!make(&m)) skip();
    static const char *const typed[] = {"",
                                        " ",
                                        "-",
                                        "\xff",
                                        "a",
                                        "llc",
                                        "ltd co",
                                        "ali ali ali ali",
                                        "a a a a a a a a a a a a a a a a a a a",
                                        "владимир"};
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        lc_prefix_params p = {LC_DATE_NONE, 0, 5};
        lc_prefix_name *names = NULL;
        size_t n = lc_index_prefix(m.index, a, lc_sv_of(typed[i]), &p, &names, NULL);
        assert_true(n <= 5);
        if (i < 4) assert_int_equal(n, 0);
        if (i == 4 || i == 5 || i == 9) assert_int_equal(n, 5);
    }
    lc_arena_free(a);
    unmake(&m);
}

static void the_whole_can_be_read_and_checked(void **state)
{
    (void)state;
    made m;
    if (!make(&m)) skip();
    const lc_ix_view *v = lc_index_view(m.index);
    lc_arena *a = lc_arena_new();
    lc_buf out = {0};
    size_t lines = 0;
    lc_index_stats st;
    assert_null(lc_index_verify(m.index));
    for (uint32_t part = 0; lc_index_dump(m.index, part, &out); part++) {
    }
    for (size_t i = 0; i < out.len; i++) lines += out.data[i] == '\n';
    assert_int_equal(lines, (size_t)v->n_tokens + v->n_forms);
    lc_index_stats_of(m.index, a, &st);
    uint64_t bytes = 0;
    for (size_t i = 0; i < st.n_sections; i++) bytes += st.sections[i].bytes;
    assert_true(bytes < st.file_bytes && bytes + 1024 > st.file_bytes);
    assert_int_equal(st.n_longest, LC_INDEX_LONGEST);
    for (size_t i = 1; i < st.n_longest; i++)
        assert_true(st.longest[i - 1].forms >= st.longest[i].forms);
    lc_buf_done(&out);
    lc_arena_free(a);
    unmake(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beginnings_are_found),
        cmocka_unit_test(odd_typing),
        cmocka_unit_test(the_whole_can_be_read_and_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
