/* Step 8: rows of the control list x Country Chart (738.4(a)(2)), rows in prose, entries without
 * rows, footnotes of the chart. lc_chart_find only finds; the step turns what it found into
 * requirements. */
#include "determine/goods.h"
#include "rule/chart.h"
#include "rule/part740.h"
#include "rule/part746.h"
#include "rule/reviews.h"

#define GAP_BASIS LC_SV("774 Supp.1")

typedef struct lookup {
    const lc_walk *w;
    const lc_goods *g;
    lc_sv place;
    lc_place where;
    uint32_t marked; /* columns of the chart */
    bool within; /* a transfer within the place: General Prohibition 1 is for exports and reexports
                    (736.2(b)(1)), so only prose rows that say "to or within" count */
    lc_chart_hits *out;
} lookup;

/* The same paragraph of the answer once, certain before unknown. */
static void put(lookup *l, const lc_chart_hit *hit)
{
    if (hit->applies == LC_TRI_NO) return;
    for (size_t i = 0; i < l->out->len; i++) {
        lc_chart_hit *old = &l->out->at[i];
        if (!lc_sv_eq(old->basis, hit->basis) || old->not_enforced != hit->not_enforced) continue;
        if (old->applies == LC_TRI_YES) return;
        if (hit->applies == LC_TRI_YES) {
            *old = *hit;
            return;
        }
    }
    lc_list_push(l->w->a, l->out, *hit);
}

static lc_chart_hit hit_of(const lookup *l, const lc_ccl_row *row, lc_tri at_place)
{
    lc_chart_hit h = {.source = row->key,
                      .cite = LC_SV("15 CFR 774 Supp. 1"),
                      .exceptions = LC_SV("part_740"),
                      .question = row->scope.question};
    lc_tri reaches = lc_scope_applies(&row->scope, &l->g->para, &l->w->f->item, row->key, &h.need);
    h.applies = lc_tri_and(reaches, at_place);
    return h;
}

static lc_sv column_basis(const lookup *l, uint32_t bit)
{
    return lc_arena_printf(l->w->a, "738.4 %s", lc_chart_column_name(bit));
}

/* Of this entry, on this day (without one, all of them). */
static bool speaks_of(const lookup *l, const lc_chart_footnote *f)
{
    lc_date day = l->w->as_of;
    return lc_sv_is(f->eccn, l->g->base) &&
           (day == LC_DATE_NONE || lc_rule_holds(f->from, f->to, day));
}

/* A footnote that marks the column for this place and entry (footnote 7: India). */
static void footnote_column(lookup *l, const lc_ccl_row *row, uint32_t bit)
{
    size_t n;
    const lc_chart_footnote *notes = lc_chart_footnotes(l->w->rules, &n);
    for (size_t i = 0; i < n; i++) {
        const lc_chart_footnote *f = &notes[i];
        if (f->column_bit != bit || !speaks_of(l, f)) continue;
        lc_tri at = lc_place_set_has(l->w->rules, &f->places, l->place, l->w->as_of);
        lc_scope_need need;
        lc_tri reaches =
            lc_scope_applies(&f->scope, &l->g->para, &l->w->f->item, LC_SV_NONE, &need);
        lc_chart_hit h = hit_of(l, row, lc_tri_and(at, reaches));
        if (h.applies == LC_TRI_UNKNOWN && need.paragraph) h.need.paragraph = true;
        h.basis = f->basis;
        h.cite = f->cite;
        put(l, &h);
    }
}

static void column_row(lookup *l, const lc_ccl_row *row)
{
    if (l->within) return;
    for (uint32_t bit = 1; bit < 1u << LC_CHART_COLUMNS; bit <<= 1) {
        if (!(row->columns & bit)) continue;
        if (!(l->marked & bit)) {
            footnote_column(l, row, bit);
            continue;
        }
        lc_chart_hit h = hit_of(l, row, LC_TRI_YES);
        h.basis = column_basis(l, bit);
        put(l, &h);
    }
}

/* What a prose row says of places outside its set. */
static lc_tri elsewhere(const lookup *l, const lc_ccl_row *row, lc_chart_hit *h)
{
    lc_date since = row->dest->elsewhere_from;
    if (since != LC_DATE_NONE && l->w->as_of != LC_DATE_NONE && l->w->as_of < since)
        return LC_TRI_NO;
    switch (row->dest->elsewhere) {
    case LC_ELSEWHERE_NOTHING:
    case LC_ELSEWHERE_OTHER_STEP: return LC_TRI_NO;
    case LC_ELSEWHERE_NOT_ENFORCED: h->not_enforced = true; return LC_TRI_YES;
    case LC_ELSEWHERE_ASK_ISS: break;
    }
    if (!lc_sv_is(l->where.row, "RU")) return LC_TRI_NO;
    h->need.answer = true;
    h->question = LC_SV("Is it for something other than the International Space Station?");
    return lc_row_answer_of(&l->w->f->item, row->key);
}

lc_tri lc_headquarters_in(const lc_walk *w, const lc_place_set *set)
{
    lc_tri any = LC_TRI_NO;
    for (size_t i = 0; i < w->f->n_parties; i++) {
        lc_sv at = w->f->parties[i].hq_country;
        if (at.len && lc_party_is_748_5(&w->f->parties[i]))
            any = lc_tri_or(any, lc_place_set_has(w->rules, set, at, w->as_of));
    }
    return any;
}

/* A rule that follows the headquarters of who receives the item (88 FR 73458). */
static lc_tri by_headquarters(const lookup *l, const lc_dest_rule *rule)
{
    return rule->has_headquarters ? lc_headquarters_in(l->w, &rule->headquarters) : LC_TRI_NO;
}

static void prose_row(lookup *l, const lc_ccl_row *row)
{
    if (l->within && !row->dest->transfers) return;
    lc_tri at = lc_place_set_has(l->w->rules, &row->dest->places, l->place, l->w->as_of);
    at = lc_tri_or(at, by_headquarters(l, row->dest));
    lc_chart_hit h = hit_of(l, row, at);
    if (at == LC_TRI_NO) {
        lc_chart_hit beyond = hit_of(l, row, LC_TRI_YES);
        lc_tri also = elsewhere(l, row, &beyond);
        beyond.applies = lc_tri_and(beyond.applies, also);
        h = beyond;
    }
    h.basis = row->dest->basis;
    h.cite = row->dest->cite;
    h.exceptions = row->dest->exceptions;
    if (lc_sv_is(h.exceptions, "GOV") && lc_sv_is(l->where.row, "IQ"))
        h.exceptions = LC_SV("IQ"); /* 746.1(b)(4) leaves Iraq to 746.3(c) */
    put(l, &h);
}

/* Footnotes that ask for a licence of their own (footnote 10: Australia and the United Kingdom). */
static void footnotes(lookup *l)
{
    size_t n;
    const lc_chart_footnote *notes = lc_chart_footnotes(l->w->rules, &n);
    for (size_t i = 0; i < n; i++) {
        const lc_chart_footnote *f = &notes[i];
        if (f->column_bit || l->within || !speaks_of(l, f)) continue;
        lc_sv key = lc_arena_printf(l->w->a, "%s#fn%.*s", l->g->base, LC_SV_ARG(f->number));
        lc_chart_hit h = {.basis = f->basis,
                          .source = key,
                          .cite = f->cite,
                          .exceptions = LC_SV("part_740"),
                          .question = f->scope.question};
        h.applies =
            lc_tri_and(lc_place_set_has(l->w->rules, &f->places, l->place, l->w->as_of),
                       lc_scope_applies(&f->scope, &l->g->para, &l->w->f->item, key, &h.need));
        put(l, &h);
    }
}

static void gap_all(lookup *l, const lc_ccl_gap *gap)
{
    if (gap->kind == LC_GAP_ALL_BUT_CANADA && lc_sv_is(l->where.row, "CA")) return;
    for (lc_sv rest = gap->basis; rest.len;) {
        lc_chart_hit h = {.basis = lc_sv_cut(&rest, LC_SV(" ")),
                          .source = lc_sv_of(l->g->base),
                          .cite = gap->cite,
                          .applies = LC_TRI_YES,
                          .policy = gap->policy,
                          .exceptions = gap->exceptions.len ? gap->exceptions : LC_SV("part_740")};
        put(l, &h);
    }
}

/* An entry whose requirement is not in rows is a question, never "no licence". */
static void gap_ask(lookup *l, const lc_ccl_gap *gap)
{
    lc_sv key = lc_arena_printf(l->w->a, "%s#gap", l->g->base);
    lc_chart_hit h = {.basis = GAP_BASIS,
                      .source = key,
                      .cite = gap->cite,
                      .exceptions = LC_SV("part_740"),
                      .question = gap->question,
                      .applies = lc_row_answer_of(&l->w->f->item, key),
                      .need = {.answer = true}};
    put(l, &h);
}

static void gap(lookup *l)
{
    const lc_ccl_gap *gap = l->g->entry->gap;
    switch (gap->kind) {
    case LC_GAP_ALL:
    case LC_GAP_ALL_BUT_CANADA: gap_all(l, gap); break;
    case LC_GAP_ASK: gap_ask(l, gap); break;
    case LC_GAP_NONE:
    case LC_GAP_ITAR:
    case LC_GAP_OTHER_AGENCY:
    case LC_GAP_NO_CHART:
    case LC_GAP_RECLASSIFY: break;
    }
}

/* A stated row without a column of the chart: its words are the question. */
static void unreadable_row(lookup *l, const lc_ccl_row *row, lc_sv words)
{
    lc_chart_hit h = {.basis = LC_SV("738.4"),
                      .source = row->key,
                      .cite = LC_SV("15 CFR 738.4(a)(2)"),
                      .exceptions = LC_SV("none"),
                      .question = words,
                      .applies = lc_row_answer_of(&l->w->f->item, row->key),
                      .need = {.answer = true}};
    put(l, &h);
}

/* Rows the user states for an entry the list does not have (738.4(b): the regulation's own
 * example). */
static void given_rows(lookup *l)
{
    enum { MAX_GIVEN_ROWS = 64 }; /* the longest entry of the list has fewer than twenty */
    const lc_item *item = &l->w->f->item;
    if (item->n_rows > MAX_GIVEN_ROWS) {
        lc_ccl_row none = {.key = LC_SV("item.rows")};
        unreadable_row(l, &none, LC_SV("More than 64 rows are stated: which of them hold?"));
        return;
    }
    for (size_t i = 0; i < item->n_rows; i++) {
        const lc_ccl_row_given *given = &item->rows[i];
        lc_sv names = given->columns;
        lc_ccl_row row = {.key = lc_arena_printf(l->w->a, "%.*s#%.*s", LC_SV_ARG(given->eccn),
                                                 LC_SV_ARG(given->row))};
        if (!lc_chart_column(lc_sv_trim(given->columns)))
            unreadable_row(l, &row, given->chart_text);
        while (names.len) row.columns |= lc_chart_column(lc_sv_cut(&names, LC_SV(" ")));
        if (!lc_sv_is(given->scope_kind, "entire")) {
            size_t at = lc_sv_find(given->scope_text, lc_sv_of(l->g->base), 0);
            lc_sv rest = at == SIZE_MAX ? LC_SV_NONE : lc_sv_from(given->scope_text, at + 5);
            bool read = lc_sv_starts(rest, LC_SV(".")) &&
                        lc_patterns_parse(l->w->a, lc_sv_from(rest, 1), &row.scope.only);
            if (!read) row.scope.question = given->scope_text;
        }
        column_row(l, &row);
    }
}

static void find_as(const lc_walk *w, const lc_goods *g, lc_sv place, bool within,
                    lc_chart_hits *out)
{
    lookup l = {.w = w, .g = g, .place = place, .within = within, .out = out};
    lc_sv pointer;
    *out = (lc_chart_hits){0};
    if (g->ear99 != LC_TRI_NO || !lc_place_find(w->rules, place, w->as_of, &l.where)) return;
    if (l.where.kind == LC_PLACE_US) return;
    lc_chart_row(w->rules, l.where.row, w->as_of, &l.marked, &pointer);
    for (size_t i = 0; g->entry && i < g->entry->n_rows; i++) {
        const lc_ccl_row *row = &g->entry->rows[i];
        if (row->columns)
            column_row(&l, row);
        else
            prose_row(&l, row);
    }
    if (!g->entry) given_rows(&l);
    if (g->entry && g->entry->gap) gap(&l);
    footnotes(&l);
}

void lc_chart_find(const lc_walk *w, const lc_goods *g, lc_sv place, lc_chart_hits *out)
{
    find_as(w, g, place, lc_activity_is(w, "transfer_in_country"), out);
}

/* --- the step --- */

bool lc_symbol_covers(lc_sv wide, lc_sv narrow)
{
    if (!lc_sv_starts(narrow, wide)) return false;
    return narrow.len == wide.len || narrow.data[wide.len] == ' ' || narrow.data[wide.len] == '(';
}

void lc_allow_from(const lc_walk *w, lc_sv word, lc_requirement *r)
{
    size_t n = 0;
    r->allow = lc_sv_is(word, "part_740") ? LC_ALLOW_PART_740
               : lc_sv_is(word, "none")   ? LC_ALLOW_NONE
                                          : LC_ALLOW_NAMED;
    if (r->allow != LC_ALLOW_NAMED) return;
    if (lc_sv_is(word, "IQ")) word = lc_iraq_exceptions(w->rules);
    if (lc_sv_is(word, "KP")) {
        const lc_embargo *e = lc_embargo_of(w->rules, word, w->as_of);
        word = e ? e->exceptions : LC_SV_NONE;
    }
    bool commas =
        lc_sv_find(word, LC_SV(","), 0) != SIZE_MAX || lc_sv_find(word, LC_SV(" 7"), 0) != SIZE_MAX;
    while (word.len && n + 1 < LC_MAX_ALLOWED) {
        lc_sv one = lc_sv_trim(lc_sv_cut(&word, commas ? LC_SV(",") : LC_SV(" ")));
        if (one.len) r->allowed[n++] = lc_arena_z(w->a, one);
    }
    r->allowed[n] = NULL;
}

lc_review lc_review_from(lc_sv word)
{
    static const struct {
        const char *start;
        licet_review rank;
    } ranks[] = {{"POLICY_OF_DENIAL", LICET_POLICY_OF_DENIAL},
                 {"PRESUMPTION_OF_DENIAL", LICET_PRESUMPTION_OF_DENIAL},
                 {"DENY_IF_MATERIAL_CONTRIBUTION", LICET_PRESUMPTION_OF_DENIAL},
                 {"CASE_BY_CASE", LICET_CASE_BY_CASE},
                 {"PRESUMPTION_OF_APPROVAL_IF_", LICET_CASE_BY_CASE},
                 {"PRESUMPTION_OF_APPROVAL", LICET_PRESUMPTION_OF_APPROVAL}};
    for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++)
        if (lc_sv_starts(word, lc_sv_of(ranks[i].start))) return (lc_review){ranks[i].rank, word};
    return (lc_review){0};
}

static void ask_for(lc_walk *w, const lc_chart_hit *h)
{
    bool named = false;
    if (h->need.paragraph)
        lc_ask(w, LC_SV("item.subpara"), "Under which paragraph of the entry does the item fall?");
    for (size_t i = 0; i < LC_TEST_MAX_TERMS; i++)
        if (h->need.fact[i].len) {
            lc_ask(w, h->need.fact[i], "%.*s", LC_SV_ARG(h->question));
            named = true;
        }
    if (h->need.answer || (!named && !h->need.paragraph))
        lc_ask(w, lc_arena_printf(w->a, "item.row_answers.%.*s", LC_SV_ARG(h->source)), "%.*s",
               LC_SV_ARG(h->question));
}

/* Part 742 (b): how the application would be looked at. */
static lc_review review_of(lc_walk *w, const lc_chart_hit *h)
{
    lc_goods g = lc_goods_of(w);
    uint16_t reasons = lc_basis_reasons(w->rules, h->basis);
    if (h->policy.len) return lc_review_from(h->policy);
    lc_review_rule rule =
        lc_review_find(w->rules, reasons, h->basis, g.base, &g.para, lc_destination(w), w->as_of);
    if (rule.condition.len && h->applies == LC_TRI_YES)
        lc_condition(w, "%.*s: %.*s", LC_SV_ARG(rule.cite), LC_SV_ARG(rule.condition));
    return lc_review_from(rule.policy);
}

/* Not every row that may apply has a question of its own. */
static lc_sv why_open(lc_walk *w, const lc_chart_hit *h)
{
    if (h->question.len)
        return lc_arena_printf(w->a, "%.*s if yes: %.*s", LC_SV_ARG(h->basis),
                               LC_SV_ARG(h->question));
    return lc_arena_printf(w->a, "%.*s, depending on %s", LC_SV_ARG(h->basis),
                           h->need.paragraph ? "the paragraph of the entry" : "what is missing");
}

/* A row that may apply is cited as 738.4: which column it would be stands in the reason. */
static void require(lc_walk *w, const lc_chart_hit *h)
{
    bool open = h->applies == LC_TRI_UNKNOWN;
    lc_requirement r = {.basis = open ? LC_SV("738.4") : h->basis,
                        .citation = h->cite,
                        .source = h->source,
                        .from = LC_DATE_NONE,
                        .to = LC_DATE_NONE,
                        .applies = h->applies,
                        .policy = review_of(w, h)};
    lc_allow_from(w, h->exceptions, &r);
    r.why =
        open ? why_open(w, h)
             : lc_arena_printf(w->a, "a licence is needed to %.*s", LC_SV_ARG(lc_destination(w)));
    lc_require(w, &r);
    if (open) ask_for(w, h);
}

static void not_enforced(lc_walk *w, const lc_chart_hit *h)
{
    lc_note(w, lc_arena_z(w->a, h->basis), "NOTE",
            "the text asks for a licence to any destination; the agency said on 2025-05-13 that it "
            "does not enforce it");
    lc_alternatively(w, lc_arena_printf(w->a, "%.*s is enforced", LC_SV_ARG(h->basis)),
                     LICET_LICENSE_REQUIRED, lc_review_of(LICET_REVIEW_UNKNOWN));
}

static void take(lc_walk *w, const lc_chart_hit *h)
{
    bool open = h->applies == LC_TRI_UNKNOWN;
    if (h->not_enforced) {
        if (!open) not_enforced(w, h);
    } else if (open && lc_sv_eq(h->basis, GAP_BASIS)) {
        ask_for(w, h); /* nothing can be cited of a requirement that is not in these files */
    } else {
        require(w, h);
    }
}

/* What would need a licence to come here came under one, or under an exception: its terms still
 * hold (736.2(b)(9)), and nobody has said what they are. */
static void look_at_terms(lc_walk *w, const lc_goods *g, const lc_chart_hits *hits)
{
    lc_chart_hits as_export;
    find_as(w, g, lc_destination(w), false, &as_export);
    if (as_export.len <= hits->len) return;
    lc_oblige(w, "CONFIRM_TERMS_OF_EARLIER_AUTHORIZATION");
    lc_note(
        w, "736.2(b)(1)", "DOES_NOT",
        "columns of the chart are for exports and reexports, not for a transfer within a country");
}

void lc_step_chart(lc_walk *w)
{
    lc_goods g = lc_goods_of(w);
    lc_chart_hits hits;
    if (lc_walk_is_over(w)) return;
    if (g.ear99 == LC_TRI_YES) {
        lc_note(w, "738.4", "DOES_NOT", "EAR99: part 742 asks for no licence to any destination");
        return;
    }
    bool dated = g.entry && w->as_of != LC_DATE_NONE;
    if (dated && !lc_rule_holds(g.entry->from, g.entry->to, w->as_of)) {
        lc_note(w, "738.4", "UNKNOWN", "the control list had no entry %s on that day", g.base);
        return; /* item.eccn has been asked for: another entry may have covered the item */
    }
    lc_chart_find(w, &g, lc_destination(w), &hits);
    for (size_t i = 0; i < hits.len; i++) take(w, &hits.at[i]);
    if (lc_activity_is(w, "transfer_in_country")) look_at_terms(w, &g, &hits);
    if (!hits.len && (strcmp(g.base, "5A992") == 0 || strcmp(g.base, "5D992") == 0))
        lc_note(w, "738.4(a)(2)(ii)(B)", "NOTE",
                "mass-market encryption: assumes that the steps of 740.17(b) were taken");
    if (hits.len || g.ear99 != LC_TRI_NO) return;
    if (lc_destination(w).len)
        lc_note(w, "738.4", "DOES_NOT", "no row of %s is marked for %.*s", g.base,
                LC_SV_ARG(lc_destination(w)));
    else
        lc_note(w, "738.4", "UNKNOWN", "which rows of %s are marked turns on the destination",
                g.base);
}
