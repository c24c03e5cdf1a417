/* A determination, or two days side by side, as a page: the words of the text, with links to the
 * official text as it stood on the day. */
#include "report/determination_part.h"
#include "report/doc.h"
#include "report/evidence.h"
#include "report/find.h"
#include "report/report.h"
#include "report/words.h"

enum { MAX_SPANS = 32 };

typedef struct page {
    lc_arena *a;
    lc_doc *doc;
    const lc_json *facts;
    lc_sv day;
} page;

static void heading(const page *p, int level, const char *text)
{
    p->doc->pen->heading(p->doc, level, lc_sv_of(text), LC_SV_NONE, LC_TONE_PLAIN);
}

static lc_tone tone_of(lc_sv word)
{
    if (lc_sv_is(word, "STOP")) return LC_TONE_STOP;
    return lc_sv_is(word, "RELEASE") ? LC_TONE_RELEASE : LC_TONE_HOLD;
}

static size_t next_break(lc_sv text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == ';' || text.data[i] == ',') return i;
    return text.len;
}

/* "15 CFR 736.2(b)(10), 764.2(e); 86 FR 60760": each a link. Returns how many spans. */
static size_t cite(const page *p, lc_sv text, lc_doc_span out[MAX_SPANS])
{
    size_t n = 0;
    while (text.len && n + 2 < MAX_SPANS) {
        size_t end = next_break(text);
        lc_sv one = lc_sv_trim(lc_sv_make(text.data, end));
        if (one.len && n) out[n++] = (lc_doc_span){.text = LC_SV("; ")};
        if (one.len)
            out[n++] = (lc_doc_span){.text = one, .href = lc_citation_url_on(p->a, one, p->day)};
        text = lc_sv_from(text, end + 1);
    }
    if (text.len) out[n++] = (lc_doc_span){.text = text};
    return n;
}

/* A point: text, then its citations in brackets. */
static void point(const page *p, lc_sv text, lc_sv citation)
{
    lc_doc_span spans[MAX_SPANS + 3] = {{.text = lc_find_named(p->a, p->facts, text)}};
    size_t n = 1;
    if (citation.len) {
        spans[n++] = (lc_doc_span){.text = LC_SV(" [")};
        n += cite(p, citation, spans + n);
        spans[n++] = (lc_doc_span){.text = LC_SV("]")};
    }
    p->doc->pen->item(p->doc, spans, n);
}

/* "EL: NSO Group, 86 FR 60760": the notice behind the last comma is a link. */
static void pair_source(const page *p, lc_sv source)
{
    size_t comma = source.len;
    while (comma && source.data[comma - 1] != ',') comma--;
    lc_sv last = lc_sv_trim(lc_sv_from(source, comma));
    lc_sv url = comma ? lc_citation_url_on(p->a, last, p->day) : LC_SV_NONE;
    if (!url.len) comma = source.len;
    lc_doc_span spans[] = {{.text = lc_find_named(p->a, p->facts, lc_sv_make(source.data, comma))},
                           {.text = LC_SV(" ")},
                           {.text = last, .href = url}};
    if (source.len) p->doc->pen->pair(p->doc, LC_SV("Rests on"), spans, url.len ? 3 : 1);
}

static void put_requirements(const page *p, const lc_json *all)
{
    lc_doc_span spans[MAX_SPANS];
    if (lc_json_len(all)) heading(p, 3, "Licence requirements found");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *r = lc_json_at(all, i);
        p->doc->pen->heading(p->doc, 4, lc_json_get_sv(r, "rule"), LC_SV_NONE, LC_TONE_PLAIN);
        lc_doc_pair_text(p->doc, LC_SV("Terms"), lc_says_terms(p->a, r));
        pair_source(p, lc_json_get_sv(r, "source"));
        lc_doc_pair_text(p->doc, LC_SV("Says"), lc_json_get_sv(r, "why"));
        size_t n = cite(p, lc_json_get_sv(r, "citation"), spans);
        if (n) p->doc->pen->pair(p->doc, LC_SV("Cited"), spans, n);
    }
}

static void put_steps(const page *p, const lc_json *trace, bool assumed)
{
    bool any = false;
    for (size_t i = 0; i < lc_json_len(trace); i++) {
        const lc_json *t = lc_json_at(trace, i);
        lc_sv word = lc_json_get_sv(t, "outcome"), step = lc_json_get_sv(t, "step");
        bool granted = lc_sv_is(word, "ASSUMED");
        if (granted != assumed || lc_sv_is(word, "ASKS") || lc_sv_is(step, "assemble")) continue;
        if (lc_says_again(trace, i)) continue;
        if (!any) heading(p, 3, assumed ? "Taken for granted" : "Step by step");
        any = true;
        lc_sv why = lc_json_get_sv(t, "why");
        lc_sv says = assumed
                         ? why
                         : lc_arena_printf(p->a, "%.*s %.*s: %.*s", LC_SV_ARG(lc_says_step(step)),
                                           LC_SV_ARG(lc_says_outcome(word)), LC_SV_ARG(why));
        point(p, says, lc_json_get_sv(t, "paragraph"));
    }
}

static void put_open(const page *p, const lc_json *view)
{
    const lc_json *ask = lc_json_get(view, "questions"), *other = lc_json_get(view, "alternatives");
    if (lc_json_len(ask)) heading(p, 3, "What is missing");
    for (size_t i = 0; i < lc_json_len(ask); i++)
        point(p, lc_json_get_sv(lc_json_at(ask, i), "ask"), LC_SV_NONE);
    if (lc_json_len(other)) heading(p, 3, "What would change it");
    for (size_t i = 0; i < lc_json_len(other); i++)
        point(p, lc_says_alternative(p->a, p->facts, lc_json_at(other, i)), LC_SV_NONE);
}

static void put_duties(const page *p, const lc_json *view)
{
    const lc_json *left = lc_json_get(view, "exceptions_detail");
    const lc_json *duties = lc_json_get(view, "obligations_detail");
    const lc_json *other = lc_json_get(view, "other");
    if (lc_json_len(left)) heading(p, 3, "Licence exceptions");
    for (size_t i = 0; i < lc_json_len(left); i++)
        point(p, lc_says_exception(p->a, lc_json_at(left, i)), LC_SV_NONE);
    if (lc_json_len(duties)) heading(p, 3, "To be done");
    for (size_t i = 0; i < lc_json_len(duties); i++) {
        const lc_json *o = lc_json_at(duties, i);
        lc_sv says = lc_json_get_sv(o, "says");
        if (!says.len) says = lc_words_obligation(lc_json_get_sv(o, "word"));
        point(p, says.len ? says : lc_json_get_sv(o, "word"), lc_json_get_sv(o, "cite"));
    }
    if (lc_json_len(other)) heading(p, 3, "Other agencies");
    for (size_t i = 0; i < lc_json_len(other); i++) {
        lc_sv code = lc_json_sv(lc_json_at(other, i)), words = lc_words_other(code);
        point(p, words.len ? words : code, LC_SV_NONE);
    }
}

static void put_application(const page *p, const lc_json *all)
{
    lc_sv topic = LC_SV_NONE;
    if (lc_json_len(all)) heading(p, 3, "An application for a licence");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *s = lc_json_at(all, i);
        lc_sv here = lc_json_get_sv(s, "topic");
        if (!lc_sv_eq(here, topic))
            p->doc->pen->heading(p->doc, 4, lc_says_topic(here), LC_SV_NONE, LC_TONE_PLAIN);
        topic = here;
        point(p, lc_json_get_sv(s, "says"), lc_json_get_sv(s, "cite"));
    }
}

static void put_view(page *p, const lc_json *view)
{
    lc_sv word = lc_json_get_sv(view, "disposition");
    lc_sv title = lc_arena_printf(p->a, "%.*s, as of %.*s", LC_SV_ARG(lc_says_answer(p->a, view)),
                                  LC_SV_ARG(lc_json_get_sv(view, "as_of")));
    p->facts = lc_json_get(view, "facts");
    p->day = lc_says_day(view);
    p->doc->pen->heading(p->doc, 2, title, word, tone_of(word));
    lc_doc_text(p->doc, lc_json_get_sv(view, "reason"));
    lc_doc_pair_text(p->doc, LC_SV("Asked"), lc_says_asked(p->a, p->facts));
    lc_doc_pair_text(p->doc, LC_SV("Do now"), lc_json_get_sv(view, "next_step"));
    put_requirements(p, lc_json_get(view, "requirements"));
    put_steps(p, lc_json_get(view, "trace"), false);
    put_open(p, view);
    put_duties(p, view);
    put_steps(p, lc_json_get(view, "trace"), true);
    put_application(p, lc_json_get(view, "application"));
    heading(p, 3, "What it rests on");
    lc_doc_pair_text(p->doc, LC_SV("Lists"), lc_json_get_sv(view, "list_versions"));
    lc_doc_pair_text(p->doc, LC_SV("Rules"), lc_json_get_sv(view, "rules"));
    lc_doc_pair_text(p->doc, LC_SV("Program"), lc_json_get_sv(view, "engine"));
    lc_doc_pair_text(p->doc, LC_SV("Decision"), lc_json_get_sv(view, "decision_id"));
}

static void put_comparison(page *p, const lc_json *j)
{
    const lc_json *changed = lc_json_get(j, "changed"), *rules = lc_json_get(j, "rules");
    heading(p, 2, "What changed");
    if (!lc_json_len(changed)) lc_doc_text(p->doc, LC_SV("Nothing."));
    for (size_t i = 0; i < lc_json_len(changed); i++) {
        const lc_json *c = lc_json_at(changed, i);
        lc_doc_pair_text(p->doc, lc_says_member(lc_json_get_sv(c, "what")),
                         lc_arena_printf(p->a, "%.*s \xE2\x86\x92 %.*s",
                                         LC_SV_ARG(lc_says_value(p->a, lc_json_get(c, "was"))),
                                         LC_SV_ARG(lc_says_value(p->a, lc_json_get(c, "is")))));
    }
    if (lc_json_len(rules)) heading(p, 3, "What began or ended between the two days");
    for (size_t i = 0; i < lc_json_len(rules); i++) {
        const lc_json *f = lc_json_at(rules, i);
        point(p,
              lc_arena_printf(p->a, "%.*s %.*s: %.*s", LC_SV_ARG(lc_json_get_sv(f, "day")),
                              LC_SV_ARG(lc_json_get_sv(f, "change")),
                              LC_SV_ARG(lc_json_get_sv(f, "says"))),
              lc_json_get_sv(f, "cite"));
    }
    put_view(p, lc_json_get(j, "before"));
    put_view(p, lc_json_get(j, "after"));
}

void lc_report_determination_html(lc_buf *out, const lc_json *j)
{
    page p = {.a = lc_arena_new(), .doc = lc_doc_html_new(out)};
    p.doc->pen->begin(p.doc, LC_SV("Export determination"));
    if (lc_sv_is(lc_json_get_sv(j, "kind"), "comparison"))
        put_comparison(&p, j);
    else
        put_view(&p, j);
    p.doc->pen->end(p.doc, lc_sv_of(LC_DISCLAIMER));
    lc_doc_free(p.doc);
    lc_arena_free(p.a);
}
