/* `licet determine` for a person: the answer first, then what it rests on step by step, what is
 * missing, what would change it, what is to be done, and what was taken for granted. */
#include "report/determination_part.h"
#include "report/find.h"
#include "report/ink.h"
#include "report/report.h"
#include "report/words.h"
#include "text/width.h"

enum { INDENT = 2, LABEL = 12, FOOT = 10 };

typedef struct page {
    lc_arena *a;
    lc_buf *out;
    const lc_json *view, *facts;
    int width, colour;
} page;

/* ---- head ---- */

static void put_head(const page *p)
{
    lc_sv word = lc_json_get_sv(p->view, "disposition"), day = lc_json_get_sv(p->view, "as_of");
    lc_sv when = lc_arena_printf(p->a, "as of %.*s", LC_SV_ARG(day.len ? day : LC_SV("no day")));
    int left = p->width - lc_width_of(word) - lc_width_of(when) - 4;
    lc_sv answer = lc_says_answer(p->a, p->view);
    bool fits = lc_width_of(answer) <= left;
    lc_ink_put(p->out, word, 0, lc_ink_of(word), p->colour);
    lc_buf_z(p->out, "  ");
    lc_ink_put(p->out, fits ? answer : LC_SV_NONE, left, LC_INK_BOLD, p->colour);
    lc_buf_z(p->out, "  ");
    lc_buf_sv(p->out, when);
    lc_buf_c(p->out, '\n');
    lc_ink_rule(p->out, p->width, p->colour);
    if (!fits) lc_ink_wrapped(p->out, 0, answer, p->width);
    lc_ink_wrapped(p->out, 0, lc_json_get_sv(p->view, "reason"), p->width);
    lc_buf_c(p->out, '\n');
    lc_ink_labelled(p->out, 0, "Asked", FOOT, lc_says_asked(p->a, p->facts), p->width);
    lc_ink_labelled(p->out, 0, "Do now", FOOT, lc_json_get_sv(p->view, "next_step"), p->width);
}

static void heading(const page *p, const char *text)
{
    lc_buf_c(p->out, '\n');
    lc_ink_put(p->out, lc_sv_of(text), 0, LC_INK_BOLD, p->colour);
    lc_buf_c(p->out, '\n');
}

static void point(const page *p, lc_sv text)
{
    lc_ink_labelled(p->out, INDENT, "-", 2, text, p->width);
}

/* ---- requirements ---- */

static void put_requirement(const page *p, const lc_json *r)
{
    lc_sv head = lc_arena_printf(p->a, "%.*s  %.*s", LC_SV_ARG(lc_json_get_sv(r, "rule")),
                                 LC_SV_ARG(lc_says_terms(p->a, r)));
    lc_width_spaces(p->out, INDENT);
    lc_width_put_wrapped(p->out, head, &(lc_width_wrap){p->width, INDENT, 2 * INDENT, 0});
    lc_buf_c(p->out, '\n');
    const struct {
        const char *label;
        lc_sv text;
    } lines[] = {
        {"rests on", lc_json_get_sv(r, "source")},
        {"says", lc_json_get_sv(r, "why")},
        {"cited", lc_json_get_sv(r, "citation")},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        lc_ink_labelled(p->out, 2 * INDENT, lines[i].label, LABEL,
                        lc_find_named(p->a, p->facts, lines[i].text), p->width);
}

static void put_requirements(const page *p)
{
    const lc_json *all = lc_json_get(p->view, "requirements"),
                  *conditions = lc_json_get(p->view, "policy_conditions");
    if (!lc_json_len(all)) return;
    heading(p, "Licence requirements found");
    for (size_t i = 0; i < lc_json_len(all); i++) put_requirement(p, lc_json_at(all, i));
    for (size_t i = 0; i < lc_json_len(conditions); i++)
        lc_ink_labelled(p->out, 2 * INDENT, "but", LABEL, lc_json_sv(lc_json_at(conditions, i)),
                        p->width);
}

/* ---- steps ---- */

static bool shown(const lc_json *t)
{
    lc_sv outcome = lc_json_get_sv(t, "outcome");
    return !lc_sv_is(outcome, "ASSUMED") && !lc_sv_is(outcome, "ASKS") &&
           !lc_sv_is(lc_json_get_sv(t, "step"), "assemble");
}

/* The next line of the trace that is shown, at or after i. */
static size_t next_shown(const lc_json *trace, size_t i)
{
    while (i < lc_json_len(trace) && (!shown(lc_json_at(trace, i)) || lc_says_again(trace, i))) i++;
    return i;
}

static bool same_step(const lc_json *trace, size_t i, lc_sv step)
{
    return i < lc_json_len(trace) && lc_sv_eq(lc_json_get_sv(lc_json_at(trace, i), "step"), step);
}

static bool step_comes(const lc_json *trace, size_t i, lc_sv step)
{
    while (same_step(trace, i, step)) i = next_shown(trace, i + 1);
    return i < lc_json_len(trace);
}

/* One line under a branch: "|  `- 744.11(a)  applies: why", further lines under the text. */
static void put_leaf(const page *p, const lc_json *t, bool last_step, bool last_leaf)
{
    enum { TRUNK = 6 };
    const char *side = last_step ? "   " : "\xE2\x94\x82  ";
    lc_sv paragraph = lc_json_get_sv(t, "paragraph");
    lc_sv why = lc_find_named(p->a, p->facts, lc_json_get_sv(t, "why"));
    lc_sv text =
        lc_arena_printf(p->a, "%.*s%s%.*s: %.*s", LC_SV_ARG(paragraph), paragraph.len ? "  " : "",
                        LC_SV_ARG(lc_says_outcome(lc_json_get_sv(t, "outcome"))), LC_SV_ARG(why));
    lc_buf b = {0};
    lc_width_put_wrapped(&b, text, &(lc_width_wrap){p->width - TRUNK, 0, 0, 0});
    lc_sv rest = lc_buf_view(&b);
    for (int line = 0; rest.data && rest.len; line++) {
        lc_sv one = lc_sv_cut(&rest, LC_SV("\n"));
        const char *tick =
            line ? (last_leaf ? "   " : "\xE2\x94\x82  ")
                 : (last_leaf ? "\xE2\x94\x94\xE2\x94\x80 " : "\xE2\x94\x9C\xE2\x94\x80 ");
        lc_buf_printf(p->out, "%s%s%.*s\n", side, tick, LC_SV_ARG(one));
    }
    lc_buf_done(&b);
}

static void put_steps(const page *p)
{
    const lc_json *trace = lc_json_get(p->view, "trace");
    lc_sv step = LC_SV_NONE;
    heading(p, "Step by step");
    for (size_t i = next_shown(trace, 0); i < lc_json_len(trace); i = next_shown(trace, i + 1)) {
        const lc_json *t = lc_json_at(trace, i);
        lc_sv here = lc_json_get_sv(t, "step");
        bool last_step = !step_comes(trace, i, here);
        if (!lc_sv_eq(here, step))
            lc_buf_printf(p->out, "%s\xE2\x94\x80 %.*s\n",
                          last_step ? "\xE2\x94\x94" : "\xE2\x94\x9C",
                          LC_SV_ARG(lc_says_step(here)));
        step = here;
        put_leaf(p, t, last_step, !same_step(trace, next_shown(trace, i + 1), here));
    }
}

/* ---- what is open ---- */

static void put_questions(const page *p)
{
    const lc_json *all = lc_json_get(p->view, "questions");
    if (lc_json_len(all)) heading(p, "What is missing");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *q = lc_json_at(all, i);
        lc_sv path = lc_json_get_sv(q, "path"), ask = lc_json_get_sv(q, "ask");
        point(p, lc_find_named(p->a, p->facts, ask.len ? ask : path));
        lc_sv how = lc_json_get_sv(q, "how");
        if (how.len) lc_ink_labelled(p->out, 2 * INDENT, "state it", LABEL, how, p->width);
    }
}

static void put_alternatives(const page *p)
{
    const lc_json *all = lc_json_get(p->view, "alternatives");
    if (lc_json_len(all)) heading(p, "What would change it");
    for (size_t i = 0; i < lc_json_len(all); i++)
        point(p, lc_says_alternative(p->a, p->facts, lc_json_at(all, i)));
}

static void put_exceptions(const page *p)
{
    const lc_json *all = lc_json_get(p->view, "exceptions_detail"),
                  *barred = lc_json_get(p->view, "barred");
    if (!lc_json_len(all) && !lc_json_len(barred)) return;
    heading(p, "Licence exceptions");
    for (size_t i = 0; i < lc_json_len(all); i++)
        point(p, lc_says_exception(p->a, lc_json_at(all, i)));
    if (lc_json_len(barred))
        point(p,
              lc_arena_printf(p->a, "barred: %.*s", LC_SV_ARG(lc_find_joined(p->a, barred, ", "))));
}

static void put_obligations(const page *p)
{
    const lc_json *all = lc_json_get(p->view, "obligations_detail");
    if (lc_json_len(all)) heading(p, "To be done");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *o = lc_json_at(all, i);
        lc_sv says = lc_json_get_sv(o, "says"), word = lc_json_get_sv(o, "word");
        if (!says.len) says = lc_words_obligation(word);
        point(p, lc_arena_printf(p->a, "%.*s [%.*s; %.*s]", LC_SV_ARG(says.len ? says : word),
                                 LC_SV_ARG(lc_json_get_sv(o, "cite")), LC_SV_ARG(word)));
    }
}

static void put_other(const page *p)
{
    const lc_json *all = lc_json_get(p->view, "other");
    if (lc_json_len(all)) heading(p, "Other agencies");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        lc_sv code = lc_json_sv(lc_json_at(all, i)), words = lc_words_other(code);
        point(p, lc_arena_printf(p->a, "%.*s [%.*s]", LC_SV_ARG(words.len ? words : code),
                                 LC_SV_ARG(code)));
    }
}

static void put_assumed(const page *p)
{
    const lc_json *trace = lc_json_get(p->view, "trace");
    bool any = false;
    for (size_t i = 0; i < lc_json_len(trace); i++) {
        const lc_json *t = lc_json_at(trace, i);
        if (!lc_sv_is(lc_json_get_sv(t, "outcome"), "ASSUMED")) continue;
        if (!any) heading(p, "Taken for granted");
        any = true;
        point(p, lc_arena_printf(p->a, "%.*s (%.*s)", LC_SV_ARG(lc_json_get_sv(t, "why")),
                                 LC_SV_ARG(lc_json_get_sv(t, "paragraph"))));
    }
}

/* ---- the application ---- */

static void put_application(const page *p)
{
    const lc_json *all = lc_json_get(p->view, "application");
    lc_sv topic = LC_SV_NONE;
    if (!all) return;
    heading(p, "An application for a licence");
    if (!lc_json_len(all)) point(p, LC_SV("None to make: the answer above asks for no licence."));
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *s = lc_json_at(all, i);
        lc_sv here = lc_json_get_sv(s, "topic");
        bool sure = !lc_sv_is(lc_json_get_sv(s, "confidence"), "low");
        if (!lc_sv_eq(here, topic)) lc_ink_wrapped(p->out, INDENT, lc_says_topic(here), p->width);
        topic = here;
        lc_sv text = lc_arena_printf(p->a, "%.*s [%.*s%s]", LC_SV_ARG(lc_json_get_sv(s, "says")),
                                     LC_SV_ARG(lc_json_get_sv(s, "cite")),
                                     sure ? "" : "; not checked in the text");
        lc_ink_labelled(p->out, 2 * INDENT, "-", 2, text, p->width);
    }
}

static void put_foot(const page *p)
{
    enum { SHOWN_HASH = 12 };
    lc_sv id = lc_json_get_sv(p->view, "decision_id"), rules = lc_json_get_sv(p->view, "rules");
    lc_sv later = lc_json_get_sv(p->view, "rescreen_by");
    if (rules.len > SHOWN_HASH) rules.len = SHOWN_HASH;
    lc_buf_c(p->out, '\n');
    if (later.len)
        lc_ink_labelled(p->out, 0, "Later", FOOT, lc_words_future(p->a, later), p->width);
    lc_ink_labelled(p->out, 0, "Lists", FOOT, lc_json_get_sv(p->view, "list_versions"), p->width);
    lc_sv on = lc_arena_printf(p->a, "%.*s, rules %.*s, %.*s",
                               LC_SV_ARG(id.len ? id : LC_SV("nobody was looked up")),
                               LC_SV_ARG(rules), LC_SV_ARG(lc_json_get_sv(p->view, "engine")));
    lc_ink_labelled(p->out, 0, "Decision", FOOT, on, p->width);
    lc_buf_c(p->out, '\n');
    lc_ink_wrapped(p->out, 0, lc_sv_of(LC_DISCLAIMER), p->width);
}

void lc_report_determination(lc_buf *out, const lc_json *view, int width, int colour)
{
    page p = {lc_arena_new(), out, view, lc_json_get(view, "facts"), lc_ink_width(width), colour};
    put_head(&p);
    put_requirements(&p);
    put_steps(&p);
    put_questions(&p);
    put_alternatives(&p);
    put_exceptions(&p);
    put_obligations(&p);
    put_other(&p);
    put_assumed(&p);
    put_application(&p);
    put_foot(&p);
    lc_arena_free(p.a);
}
