/* The same facts on two days, for a person. */
#include "report/determination_part.h"
#include "report/find.h"
#include "report/ink.h"
#include "report/report.h"
#include "report/words.h"
#include "text/width.h"

enum { INDENT = 2, LABEL = 14, START = 20 };

typedef struct page {
    lc_arena *a;
    lc_buf *out;
    const lc_json *j, *facts;
    int width, colour;
} page;

static void heading(const page *p, const char *text)
{
    lc_buf_c(p->out, '\n');
    lc_ink_put(p->out, lc_sv_of(text), 0, LC_INK_BOLD, p->colour);
    lc_buf_c(p->out, '\n');
}

static void put_day(const page *p, const char *which)
{
    const lc_json *v = lc_json_get(p->j, which);
    lc_sv word = lc_json_get_sv(v, "disposition");
    lc_buf_printf(p->out, "%.*s  ", LC_SV_ARG(lc_json_get_sv(v, "as_of")));
    lc_ink_put(p->out, word, 8, lc_ink_of(word), p->colour);
    lc_width_put_wrapped(p->out, lc_says_answer(p->a, v),
                         &(lc_width_wrap){p->width, START, START, 0});
    lc_buf_c(p->out, '\n');
}

static void put_changed(const page *p)
{
    const lc_json *all = lc_json_get(p->j, "changed");
    heading(p, "What changed");
    if (!lc_json_len(all)) lc_ink_wrapped(p->out, INDENT, LC_SV("Nothing."), p->width);
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *c = lc_json_at(all, i);
        lc_sv label = lc_says_member(lc_json_get_sv(c, "what"));
        lc_sv text = lc_arena_printf(p->a, "%.*s \xE2\x86\x92 %.*s",
                                     LC_SV_ARG(lc_says_value(p->a, lc_json_get(c, "was"))),
                                     LC_SV_ARG(lc_says_value(p->a, lc_json_get(c, "is"))));
        lc_ink_labelled(p->out, INDENT, lc_arena_z(p->a, label), LABEL, text, p->width);
    }
}

static void put_requirements(const page *p)
{
    const lc_json *all = lc_json_get(p->j, "requirements");
    if (lc_json_len(all)) heading(p, "Requirements that came or went");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *r = lc_json_at(all, i);
        lc_sv text = lc_arena_printf(p->a, "%.*s  %.*s", LC_SV_ARG(lc_json_get_sv(r, "rule")),
                                     LC_SV_ARG(lc_says_terms(p->a, r)));
        bool fresh = lc_sv_is(lc_json_get_sv(r, "change"), "new");
        lc_ink_labelled(p->out, INDENT, fresh ? "+" : "-", 2, text, p->width);
        lc_sv cited = lc_arena_printf(p->a, "%.*s [%.*s]", LC_SV_ARG(lc_json_get_sv(r, "source")),
                                      LC_SV_ARG(lc_json_get_sv(r, "citation")));
        lc_ink_wrapped(p->out, 2 * INDENT, lc_find_named(p->a, p->facts, cited), p->width);
    }
}

static lc_sv outcome(const lc_json *step, const char *day)
{
    lc_sv word = lc_json_get_sv(step, day);
    return word.len ? lc_says_outcome(word) : LC_SV("not reached");
}

static void put_steps(const page *p)
{
    const lc_json *all = lc_json_get(p->j, "steps");
    if (lc_json_len(all)) heading(p, "Steps that came out differently");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *s = lc_json_at(all, i);
        lc_sv why = lc_find_named(p->a, p->facts, lc_json_get_sv(s, "why"));
        lc_sv where = lc_json_get_sv(s, "paragraph");
        lc_sv text = lc_arena_printf(p->a, "%.*s: %.*s \xE2\x86\x92 %.*s; %.*s",
                                     LC_SV_ARG(where.len ? where : lc_json_get_sv(s, "step")),
                                     LC_SV_ARG(outcome(s, "was")), LC_SV_ARG(outcome(s, "is")),
                                     LC_SV_ARG(why));
        lc_ink_labelled(p->out, INDENT, "-", 2, text, p->width);
    }
}

void lc_report_dated_facts(lc_buf *out, const lc_json *facts, int width)
{
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < lc_json_len(facts); i++) {
        const lc_json *f = lc_json_at(facts, i);
        bool sure = !lc_sv_is(lc_json_get_sv(f, "confidence"), "unverified");
        lc_sv text = lc_arena_printf(
            a, "%.*s %.*s: %.*s [%.*s%s]", LC_SV_ARG(lc_json_get_sv(f, "table")),
            LC_SV_ARG(lc_json_get_sv(f, "change")), LC_SV_ARG(lc_json_get_sv(f, "says")),
            LC_SV_ARG(lc_json_get_sv(f, "cite")), sure ? "" : "; UNVERIFIED");
        lc_ink_labelled(out, INDENT, lc_arena_z(a, lc_json_get_sv(f, "day")), 12, text, width);
    }
    lc_arena_free(a);
}

void lc_report_comparison(lc_buf *out, const lc_json *j, int width, int colour)
{
    const lc_json *facts = lc_json_path(j, "after.facts"), *rules = lc_json_get(j, "rules");
    page p = {lc_arena_new(), out, j, facts, lc_ink_width(width), colour};
    lc_ink_labelled(out, 0, "Asked", 10, lc_says_asked(p.a, facts), p.width);
    lc_buf_c(out, '\n');
    put_day(&p, "before");
    put_day(&p, "after");
    put_changed(&p);
    put_requirements(&p);
    put_steps(&p);
    if (lc_json_len(rules)) heading(&p, "What began or ended between the two days");
    lc_report_dated_facts(out, rules, p.width);
    lc_buf_c(out, '\n');
    lc_ink_wrapped(out, 0, lc_sv_of(LC_DISCLAIMER), p.width);
    lc_arena_free(p.a);
}
