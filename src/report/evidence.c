#include "report/evidence.h"

#include <stdlib.h>

#include "report/find.h"
#include "report/doc.h"
#include "report/report.h"
#include "report/parties.h"

struct lc_evidence_doc {
    lc_doc *doc;
    lc_arena *arena; /* of one call */
};

enum { MAX_SPANS = 64 };

lc_evidence_doc *lc_evidence_new(lc_evidence_form form, lc_buf *out)
{
    lc_evidence_doc *e = lc_xmalloc(sizeof *e);
    e->doc = form == LC_EVIDENCE_PDF ? lc_doc_pdf_new(out) : lc_doc_html_new(out);
    e->arena = lc_arena_new();
    return e;
}

void lc_evidence_free(lc_evidence_doc *e)
{
    if (!e) return;
    lc_doc_free(e->doc);
    lc_arena_free(e->arena);
    free(e);
}

/* ---- shorthands ---- */

static void heading(lc_evidence_doc *e, int level, lc_sv text)
{
    e->doc->pen->heading(e->doc, level, text, LC_SV_NONE, LC_TONE_PLAIN);
}

static void pair(lc_evidence_doc *e, const char *what, lc_sv text)
{
    lc_doc_pair_text(e->doc, lc_sv_of(what), text);
}

static void pair_span(lc_evidence_doc *e, const char *what, lc_doc_span span)
{
    if (span.text.len) e->doc->pen->pair(e->doc, lc_sv_of(what), &span, 1);
}

static void pair_code(lc_evidence_doc *e, const char *what, lc_sv text)
{
    pair_span(e, what, (lc_doc_span){.text = text, .mono = true});
}

static void point(lc_evidence_doc *e, lc_sv text)
{
    lc_doc_span span = {.text = text};
    e->doc->pen->item(e->doc, &span, 1);
}

/* A value of any kind as text; empty for null and absent. */
static lc_sv text_of(lc_evidence_doc *e, const lc_json *v)
{
    switch (lc_json_kind_of(v)) {
    case LC_JSON_ABSENT:
    case LC_JSON_NULL: return LC_SV_NONE;
    case LC_JSON_STRING: return lc_json_sv(v);
    case LC_JSON_BOOL: return lc_json_bool(v, false) ? LC_SV("yes") : LC_SV("no");
    case LC_JSON_INT:
    case LC_JSON_REAL:
    case LC_JSON_ARRAY:
    case LC_JSON_OBJECT: break;
    }
    return lc_json_text(e->arena, v, LC_JSON_COMPACT);
}

static lc_tone tone_of(lc_sv word)
{
    static const struct {
        const char *word;
        lc_tone tone;
    } tones[] = {{"STOP", LC_TONE_STOP},           {"HOLD", LC_TONE_HOLD},
                 {"RELEASE", LC_TONE_RELEASE},     {"MATCH", LC_TONE_STOP},
                 {"POSSIBLE_MATCH", LC_TONE_HOLD}, {"NOT_SCREENED", LC_TONE_HOLD},
                 {"NO_MATCH", LC_TONE_RELEASE}};
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
        if (lc_sv_is(word, tones[i].word)) return tones[i].tone;
    return LC_TONE_PLAIN;
}

/* Citations joined by ";", each a link where it can be read. */
static void pair_citations(lc_evidence_doc *e, const char *what, lc_sv text)
{
    lc_doc_span spans[MAX_SPANS];
    size_t n = 0;
    lc_sv rest = text;
    while (rest.data && rest.len && n + 2 < MAX_SPANS) {
        lc_sv one = lc_sv_trim(lc_sv_cut(&rest, LC_SV(";")));
        if (!one.len) continue;
        if (n) spans[n++] = (lc_doc_span){.text = LC_SV("; ")};
        spans[n++] = (lc_doc_span){.text = one, .href = lc_citation_url(e->arena, one)};
    }
    if (rest.data && rest.len) spans[n++] = (lc_doc_span){.text = rest};
    if (n) e->doc->pen->pair(e->doc, lc_sv_of(what), spans, n);
}

static void pair_members(lc_evidence_doc *e, const lc_json *object)
{
    for (size_t i = 0; i < lc_json_len(object); i++)
        lc_doc_pair_text(e->doc, lc_json_key(object, i), text_of(e, lc_json_at(object, i)));
}

/* ---- what stood behind the answers ---- */

static void lists(lc_evidence_doc *e, const lc_json *all)
{
    heading(e, 3, LC_SV("Lists"));
    if (!lc_json_len(all)) lc_doc_text(e->doc, LC_SV("No list was held."));
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *l = lc_json_at(all, i);
        lc_sv line = lc_arena_printf(
            e->arena, "%.*s: list of %.*s, last checked %.*s, %.*s entries, %.*s%s",
            LC_SV_ARG(lc_json_get_sv(l, "id")), LC_SV_ARG(lc_json_get_sv(l, "list_date")),
            LC_SV_ARG(lc_json_get_sv(l, "checked")),
            LC_SV_ARG(text_of(e, lc_json_get(l, "entries"))), LC_SV_ARG(lc_json_get_sv(l, "state")),
            lc_json_bool(lc_json_get(l, "sample"), false) ? " (a sample)" : "");
        lc_doc_span spans[] = {{.text = line},
                               {.text = LC_SV(", SHA-256 ")},
                               {.text = lc_json_get_sv(l, "sha256"), .mono = true}};
        e->doc->pen->item(e->doc, spans, 3);
    }
}

static void versions(lc_evidence_doc *e, const lc_json *body)
{
    lists(e, lc_json_get(body, "lists"));
    heading(e, 3, LC_SV("Policy, rules and program"));
    pair_code(e, "Policy", lc_json_get_sv(body, "policy_hash"));
    pair_code(e, "Rules", lc_json_get_sv(body, "rules"));
    pair_code(e, "Index", lc_json_get_sv(body, "index"));
    pair(e, "Program", lc_json_get_sv(body, "engine"));
}

static void columns(lc_evidence_doc *e, const lc_json *batch)
{
    const lc_json *all = lc_json_get(batch, "columns"),
                  *party = lc_json_get(batch, "unread_party_like");
    if (!lc_json_len(all)) return;
    heading(e, 3, LC_SV("Columns"));
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *c = lc_json_at(all, i);
        lc_sv column = lc_json_get_sv(c, "column");
        lc_doc_pair_text(e->doc, lc_json_get_sv(c, "header"),
                         column.len ? lc_arena_printf(e->arena, "read as %.*s", LC_SV_ARG(column))
                                    : LC_SV("not read"));
    }
    for (size_t i = 0; i < lc_json_len(party); i++)
        point(e, lc_arena_printf(e->arena,
                                 "%.*s looks like a party and was not read: no row may be RELEASE",
                                 LC_SV_ARG(lc_json_sv(lc_json_at(party, i)))));
}

void lc_evidence_begin(lc_evidence_doc *e, const lc_json *batch)
{
    lc_arena_reset(e->arena);
    lc_sv file = lc_json_get_sv(batch, "file");
    e->doc->pen->begin(e->doc, lc_arena_printf(e->arena, "Screening and export determination: %.*s",
                                               LC_SV_ARG(file)));
    pair(e, "Orders", file);
    pair(e, "As of", lc_json_get_sv(batch, "as_of"));
    versions(e, batch);
    columns(e, batch);
}

/* ---- one decision ---- */

static void hit_evidence(lc_evidence_doc *e, const lc_json *h)
{
    const lc_json *facts = lc_json_get(h, "evidence");
    lc_buf b = {0};
    for (size_t i = 0; i < lc_json_len(facts); i++) {
        lc_sv state = lc_json_sv(lc_json_at(facts, i));
        if (lc_sv_is(state, "unknown")) continue;
        lc_buf_printf(&b, "%s%.*s %.*s", b.len ? ", " : "", LC_SV_ARG(lc_json_key(facts, i)),
                      LC_SV_ARG(state));
    }
    pair(e, "Other facts",
         b.len ? lc_arena_sv(e->arena, lc_buf_view(&b)) : LC_SV("none known on both sides"));
    lc_buf_done(&b);
}

/* A name with the letters marked that were paired. */
static void pair_marked(lc_evidence_doc *e, const char *what, lc_sv name, const lc_json *marks)
{
    lc_doc_span spans[MAX_SPANS];
    size_t n = 0, at = 0;
    for (size_t i = 0; i < lc_json_len(marks) && n + 3 < MAX_SPANS; i++) {
        const lc_json *m = lc_json_at(marks, i);
        size_t from = (size_t)lc_json_int(lc_json_get(m, "from"), 0);
        size_t to = (size_t)lc_json_int(lc_json_get(m, "to"), 0);
        if (from < at || to < from || to > name.len) break;
        if (from > at) spans[n++] = (lc_doc_span){.text = lc_sv_make(name.data + at, from - at)};
        spans[n++] = (lc_doc_span){.text = lc_sv_make(name.data + from, to - from), .marked = true};
        at = to;
    }
    if (at < name.len) spans[n++] = (lc_doc_span){.text = lc_sv_from(name, at)};
    if (n) e->doc->pen->pair(e->doc, lc_sv_of(what), spans, n);
}

static void hit(lc_evidence_doc *e, const lc_json *h, lc_sv asked)
{
    lc_sv verdict = lc_json_get_sv(h, "verdict"), name = lc_json_get_sv(h, "primary");
    lc_sv title = lc_arena_printf(e->arena, "%.*s \xE2\x80\x94 %.*s", LC_SV_ARG(name),
                                  LC_SV_ARG(lc_json_get_sv(h, "list")));
    e->doc->pen->heading(e->doc, 4, title, verdict, tone_of(verdict));
    pair(e, "What it means", lc_json_get_sv(h, "meaning"));
    pair(e, "Effect", lc_find_effect(e->arena, h));
    pair_marked(e, "Asked about", asked, lc_json_get(h, "asked_marks"));
    pair_marked(e, "Listed name", lc_json_get_sv(h, "name"), lc_json_get(h, "marks"));
    pair(e, "Resemblance",
         lc_arena_printf(e->arena, "%.2f (a resemblance of names, not a probability of guilt)",
                         lc_json_real(lc_json_get(h, "score"), 0)));
    hit_evidence(e, h);
    const lc_json *why = lc_json_get(h, "why");
    for (size_t i = 0; i < lc_json_len(why); i++)
        pair(e, i ? "and" : "Why", lc_json_sv(lc_json_at(why, i)));
    pair(e, "Listed from", lc_json_get_sv(h, "from"));
    pair(e, "Printed to", lc_json_get_sv(h, "to"));
    pair_citations(e, "Notice", lc_json_get_sv(h, "citation"));
    pair(e, "Requirement", lc_json_get_sv(h, "requirement"));
    pair(e, "Review policy", lc_json_get_sv(h, "policy"));
    lc_sv url = lc_json_get_sv(h, "url");
    pair_span(e, "Source", (lc_doc_span){.text = url, .href = url});
    pair_code(e, "Entry", lc_json_get_sv(h, "entry"));
}

/* What was looked at and not taken for the party: name, score and why, a point each. */
static void rejected(lc_evidence_doc *e, const lc_json *all)
{
    if (lc_json_len(all)) heading(e, 4, LC_SV("Nearest candidates rejected"));
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *r = lc_json_at(all, i), *why = lc_json_get(r, "why");
        lc_buf b = {0};
        for (size_t k = 0; k < lc_json_len(why); k++) {
            if (k) lc_buf_z(&b, "; ");
            lc_buf_sv(&b, lc_json_sv(lc_json_at(why, k)));
        }
        point(e, lc_arena_printf(
                     e->arena, "%.*s (%.*s), %.2f: %.*s", LC_SV_ARG(lc_json_get_sv(r, "name")),
                     LC_SV_ARG(lc_json_get_sv(r, "list")), lc_json_real(lc_json_get(r, "score"), 0),
                     LC_SV_ARG(lc_buf_view(&b))));
        lc_buf_done(&b);
    }
}

static void dossier(lc_evidence_doc *e, const lc_json *all)
{
    if (lc_json_len(all)) heading(e, 4, LC_SV("Dossier: evidence, not a listing"));
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *n = lc_json_at(all, i);
        lc_sv url = lc_json_get_sv(n, "url"), sha256 = lc_json_get_sv(n, "sha256");
        lc_doc_span spans[] = {
            {.text = lc_arena_printf(
                 e->arena, "%.*s, %.*s: %.*s (about %.*s, by %.*s) ",
                 LC_SV_ARG(lc_json_get_sv(n, "date")), LC_SV_ARG(lc_json_get_sv(n, "source")),
                 LC_SV_ARG(lc_json_get_sv(n, "note")), LC_SV_ARG(lc_json_get_sv(n, "about")),
                 LC_SV_ARG(lc_json_get_sv(n, "by")))},
            {.text = url, .href = lc_sv_starts(url, LC_SV("https://")) ? url : LC_SV_NONE},
            {.text = sha256.len ? lc_arena_printf(e->arena, " %.*s, SHA-256 ",
                                                  LC_SV_ARG(lc_json_get_sv(n, "file")))
                                : LC_SV_NONE},
            {.text = sha256, .mono = true},
            {.text = lc_arena_printf(e->arena, " %.*s", LC_SV_ARG(lc_json_get_sv(n, "id"))),
             .mono = true}};
        e->doc->pen->item(e->doc, spans, sizeof spans / sizeof *spans);
    }
}

static bool same_party(const lc_json *a, const lc_json *b)
{
    static const char *const same[] = {"name", "country", "address", "customer", "verdict"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!lc_sv_eq(lc_json_get_sv(a, same[i]), lc_json_get_sv(b, same[i]))) return false;
    return lc_json_get_sv(a, "name").len > 0;
}

/* "purchaser, end user": every role of the party at i; empty if it was told before. */
static lc_sv roles_of(lc_evidence_doc *e, const lc_json *parties, size_t i)
{
    lc_sv roles = LC_SV_NONE;
    for (size_t k = 0; k < lc_json_len(parties); k++) {
        const lc_json *p = lc_json_at(parties, k);
        if (k != i && !same_party(p, lc_json_at(parties, i))) continue;
        if (k < i) return LC_SV_NONE;
        char *role = lc_arena_z(e->arena, lc_json_get_sv(p, "role"));
        for (char *c = role; *c; c++)
            if (*c == '_') *c = ' ';
        roles =
            lc_arena_printf(e->arena, "%.*s%s%s", LC_SV_ARG(roles), roles.len ? ", " : "", role);
    }
    return roles;
}

/* Listings of one party, also those the name asked about does not find, and why they are one. */
static void one_party(lc_evidence_doc *e, const lc_json *party)
{
    const lc_json *listings = lc_json_get(party, "listings");
    if (lc_json_len(listings) < 2) return;
    lc_sv title = lc_arena_printf(e->arena, "One party, %zu listings: %.*s", lc_json_len(listings),
                                  LC_SV_ARG(lc_json_get_sv(party, "name")));
    heading(e, 4, title);
    for (size_t i = 0; i < lc_json_len(listings); i++)
        pair_code(e, "Entry", lc_json_get_sv(lc_json_at(listings, i), "entry"));
    pair(e, "Not found by the name", lc_party_others(e->arena, party));
    pair(e, "Because", lc_party_reasons(e->arena, party));
}

static void party(lc_evidence_doc *e, const lc_json *p, lc_sv roles)
{
    const lc_json *hits = lc_json_get(p, "hits");
    lc_sv verdict = lc_json_get_sv(p, "verdict"), name = lc_json_get_sv(p, "name");
    lc_sv title = lc_arena_printf(e->arena, "%.*s: %.*s", LC_SV_ARG(roles),
                                  LC_SV_ARG(name.len ? name : LC_SV("(no name given)")));
    e->doc->pen->heading(e->doc, 3, title, verdict, tone_of(verdict));
    pair(e, "Country", lc_json_get_sv(p, "country"));
    pair(e, "Address", lc_json_get_sv(p, "address"));
    pair(e, "Before relying on it", lc_json_get_sv(p, "remedy"));
    if (!lc_json_len(hits))
        lc_doc_text(e->doc,
                    LC_SV("No listed party resembles it at or above the policy's threshold."));
    for (size_t i = 0; i < lc_json_len(hits); i++) {
        if (lc_party_repeats(hits, i)) continue;
        hit(e, lc_json_at(hits, i), name);
        pair(e, "Told by",
             lc_party_sources(e->arena, lc_party_of_hit(p, lc_json_at(hits, i)),
                              lc_json_at(hits, i)));
    }
    const lc_json *together = lc_json_get(p, "listed_parties");
    for (size_t i = 0; i < lc_json_len(together); i++) one_party(e, lc_json_at(together, i));
    rejected(e, lc_json_get(p, "rejected"));
    dossier(e, lc_json_get(p, "dossier"));
}

static void steps(lc_evidence_doc *e, const lc_json *d)
{
    const lc_json *trace = lc_json_get(d, "trace"), *other = lc_json_get(d, "alternatives");
    if (lc_json_len(trace)) heading(e, 3, LC_SV("How it was determined"));
    for (size_t i = 0; i < lc_json_len(trace); i++) {
        const lc_json *t = lc_json_at(trace, i);
        lc_sv paragraph = lc_json_get_sv(t, "paragraph"), why = lc_json_get_sv(t, "why");
        lc_doc_span spans[] = {
            {.text = lc_json_get_sv(t, "step"), .strong = true},
            {.text = paragraph.len ? LC_SV(", ") : LC_SV_NONE},
            {.text = paragraph, .href = lc_citation_url(e->arena, paragraph)},
            {.text =
                 lc_arena_printf(e->arena, ": %.*s%s%.*s", LC_SV_ARG(lc_json_get_sv(t, "outcome")),
                                 why.len ? " \xE2\x80\x94 " : "", LC_SV_ARG(why))}};
        e->doc->pen->item(e->doc, spans, 4);
    }
    if (lc_json_len(other)) heading(e, 3, LC_SV("What would change it"));
    for (size_t i = 0; i < lc_json_len(other); i++) {
        const lc_json *x = lc_json_at(other, i);
        point(e, lc_arena_printf(e->arena, "If %.*s: %.*s %.*s", LC_SV_ARG(lc_json_get_sv(x, "if")),
                                 LC_SV_ARG(lc_json_get_sv(x, "status")),
                                 LC_SV_ARG(lc_json_get_sv(x, "policy"))));
    }
}

static void received(lc_evidence_doc *e, const lc_json *order)
{
    const lc_json *notes = lc_json_get(order, "notes");
    heading(e, 3, LC_SV("The order as received"));
    pair_members(e, lc_json_get(order, "columns"));
    for (size_t i = 0; i < lc_json_len(notes); i++)
        pair(e, "Note", lc_json_sv(lc_json_at(notes, i)));
    const lc_json *unread = lc_json_get(order, "unread");
    if (!lc_json_len(unread)) return;
    heading(e, 4, LC_SV("Columns that were not read"));
    pair_members(e, unread);
}

static void answered(lc_evidence_doc *e, const lc_json *answer)
{
    static const char *const shown[][2] = {{"verdict", "Search"},
                                           {"status", "Export rules"},
                                           {"review_policy", "Review policy"},
                                           {"reason", "Why"},
                                           {"missing", "Missing"},
                                           {"obligations", "To be done"},
                                           {"next_step", "Next step"},
                                           {"rescreen_by", "Screen again on"},
                                           {"as_of", "As of"}};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        pair(e, shown[i][1], lc_json_get_sv(answer, shown[i][0]));
    pair_citations(e, "Citation", lc_json_get_sv(answer, "citation"));
    pair_code(e, "Decision", lc_json_get_sv(answer, "decision_id"));
}

void lc_evidence_row(lc_evidence_doc *e, const lc_json *answer, const lc_json *body)
{
    lc_arena_reset(e->arena);
    const lc_json *order = lc_json_get(body, "order"), *parties = lc_json_get(body, "parties");
    lc_sv id = lc_json_get_sv(order, "order_id"), line = lc_json_get_sv(order, "line");
    lc_sv disposition = lc_json_get_sv(answer, "disposition");
    lc_sv title = lc_arena_printf(e->arena, "Order %.*s%s%.*s",
                                  LC_SV_ARG(id.len ? id : LC_SV("(without number)")),
                                  line.len ? ", line " : "", LC_SV_ARG(line));
    e->doc->pen->heading(e->doc, 2, title, disposition, tone_of(disposition));
    answered(e, answer);
    received(e, order);
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        lc_sv roles = roles_of(e, parties, i);
        if (roles.len) party(e, lc_json_at(parties, i), roles);
    }
    steps(e, lc_json_get(body, "determination"));
}

bool lc_evidence_end(lc_evidence_doc *e, lc_sv sentence, lc_sv root)
{
    lc_arena_reset(e->arena);
    heading(e, 2, LC_SV("Totals"));
    lc_doc_text(e->doc, sentence);
    pair_code(e, "Audit root", root);
    e->doc->pen->end(e->doc, lc_sv_of(LC_DISCLAIMER));
    return !e->doc->failed;
}
