/* `licet rules diff` and `licet rules coverage` for a person. */
#include "report/ink.h"
#include "report/report.h"
#include "text/width.h"

static void put_between(lc_buf *out, const lc_json *j, int width)
{
    const lc_json *facts = lc_json_get(j, "facts");
    size_t n = lc_json_len(facts);
    lc_buf_printf(out, "%zu %s after %.*s and up to %.*s.\n", n,
                  n == 1 ? "fact of law begins or ends" : "facts of law begin or end",
                  LC_SV_ARG(lc_json_get_sv(j, "from")), LC_SV_ARG(lc_json_get_sv(j, "to")));
    lc_buf_z(out, "What ends is told on the first day without it.\n");
    lc_report_dated_facts(out, facts, width);
}

static void put_line(lc_buf *out, const lc_json *p, int width)
{
    enum { PARAGRAPH = 22, STATE = 14, FACTS = 6, START = PARAGRAPH + STATE + FACTS + 4 };
    lc_arena *a = lc_arena_new();
    lc_sv test = lc_json_get_sv(p, "test"), why = lc_json_get_sv(p, "why");
    lc_sv text = lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(test), test.len && why.len ? "; " : "",
                                 LC_SV_ARG(why));
    lc_width_put_padded(out, lc_json_get_sv(p, "paragraph"), PARAGRAPH);
    lc_buf_z(out, "  ");
    lc_width_put_padded(out, lc_json_get_sv(p, "state"), STATE);
    lc_buf_printf(out, "%*lld  ", FACTS, (long long)lc_json_int(lc_json_get(p, "facts"), 0));
    lc_width_put_wrapped(out, text, &(lc_width_wrap){width, START, START, 0});
    lc_buf_c(out, '\n');
    lc_arena_free(a);
}

static int64_t number(const lc_json *j, const char *key)
{
    return lc_json_int(lc_json_get(j, key), 0);
}

static void put_coverage(lc_buf *out, const lc_json *j, int width)
{
    const lc_json *all = lc_json_get(j, "paragraphs"), *bare = lc_json_get(j, "uncovered");
    lc_buf_printf(out, "%-22s  %-14s%6s  %s\n", "15 CFR", "state", "facts", "test; why");
    for (size_t i = 0; i < lc_json_len(all); i++) put_line(out, lc_json_at(all, i), width);
    lc_buf_printf(out,
                  "\n%lld facts of law; %lld without citation, %lld without date, %zu that name a "
                  "section\nwithout a line above.\n",
                  (long long)number(j, "facts"), (long long)number(j, "without_citation"),
                  (long long)number(j, "without_date"), lc_json_len(bare));
    for (size_t i = 0; i < lc_json_len(bare); i++) {
        const lc_json *b = lc_json_at(bare, i);
        lc_buf_printf(out, "  %.*s:%lld: %.*s\n", LC_SV_ARG(lc_json_get_sv(b, "file")),
                      (long long)number(b, "line"), LC_SV_ARG(lc_json_get_sv(b, "what")));
    }
}

void lc_report_rules(lc_buf *out, const lc_json *j, int width)
{
    width = lc_ink_width(width);
    if (lc_sv_is(lc_json_get_sv(j, "kind"), "rules_coverage"))
        put_coverage(out, j, width);
    else
        put_between(out, j, width);
}
