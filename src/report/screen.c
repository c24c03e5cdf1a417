/* `licet screen` for a person: the verdict first, then whom it is about and what each listing
 * means, then what to do and what the answer rests on. */
#include "report/find.h"
#include "report/ink.h"
#include "report/parties.h"
#include "report/report.h"
#include "report/words.h"
#include "text/fold.h"
#include "text/width.h"

enum { LISTING = 2, DETAIL = 4, LABEL = 13, FOOT = 10 };

typedef struct page {
    lc_arena *a;
    lc_buf *out;
    const lc_json *j;
    int width, colour;
} page;

/* ---- head ---- */

static void put_head(const page *p)
{
    const lc_json *q = lc_json_get(p->j, "query");
    lc_sv verdict = lc_json_get_sv(p->j, "verdict"), country = lc_json_get_sv(q, "country");
    lc_sv day = lc_json_get_sv(p->j, "as_of");
    lc_sv asked = lc_arena_printf(p->a, "%.*s%s%.*s", LC_SV_ARG(lc_json_get_sv(q, "name")),
                                  country.len ? ", " : "", LC_SV_ARG(country));
    lc_sv when = lc_arena_printf(p->a, "as of %.*s", LC_SV_ARG(day.len ? day : LC_SV("no day")));
    lc_ink_put(p->out, verdict, 0, lc_ink_of(verdict), p->colour);
    lc_buf_z(p->out, "  ");
    int left = p->width - lc_width_of(verdict) - lc_width_of(when) - 4;
    lc_ink_put(p->out, asked, left, LC_INK_BOLD, p->colour);
    lc_buf_z(p->out, "  ");
    lc_buf_sv(p->out, when);
    lc_buf_c(p->out, '\n');
    lc_ink_rule(p->out, p->width, p->colour);
}

/* ---- one party, however many lists it stands on ---- */

static bool matches(const lc_json *hit)
{
    return lc_sv_is(lc_json_get_sv(hit, "verdict"), "MATCH");
}

/* As the search told them together. In bodies from before it did: the same entry; or two that both
 * count as a match and share a name: then name and at least one more fact agree with the same
 * party. */
static bool same_party(const page *p, const lc_json *x, const lc_json *y)
{
    static const char *const names[] = {"primary", "name"};
    lc_sv party = lc_json_get_sv(x, "party");
    if (party.len) return lc_sv_eq(party, lc_json_get_sv(y, "party"));
    if (lc_sv_eq(lc_json_get_sv(x, "entry"), lc_json_get_sv(y, "entry")) &&
        lc_sv_eq(lc_json_get_sv(x, "source"), lc_json_get_sv(y, "source")))
        return true;
    if (!matches(x) || !matches(y)) return false;
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 2; k++) {
            lc_sv a = lc_fold(p->a, lc_json_get_sv(x, names[i]));
            if (a.len && lc_sv_eq(a, lc_fold(p->a, lc_json_get_sv(y, names[k])))) return true;
        }
    return false;
}

static void put_party(const page *p, const lc_json *hit)
{
    bool aside = lc_json_bool(lc_json_get(hit, "suppressed"), false);
    bool later = lc_sv_is(lc_json_get_sv(hit, "presence"), "later");
    lc_sv verdict = aside   ? LC_SV("set aside")
                    : later ? LC_SV("not yet listed")
                            : lc_json_get_sv(hit, "verdict");
    lc_sv right = lc_arena_printf(p->a, "%.*s  %.*s", LC_SV_ARG(verdict),
                                  LC_SV_ARG(lc_find_score(p->a, hit)));
    int left = p->width - lc_width_of(right) - 1;
    lc_buf_c(p->out, '\n');
    lc_ink_put(p->out, lc_find_listed_name(p->a, hit), left, LC_INK_BOLD, p->colour);
    lc_buf_c(p->out, ' ');
    lc_ink_put(p->out, right, 0, aside ? LC_INK_FAINT : lc_ink_of(verdict), p->colour);
    lc_buf_c(p->out, '\n');
}

static lc_sv period(const page *p, const lc_json *hit)
{
    lc_sv from = lc_json_get_sv(hit, "from"), to = lc_json_get_sv(hit, "to");
    bool published = lc_json_bool(lc_json_get(hit, "from_is_publication"), false);
    lc_sv presence = lc_json_get_sv(hit, "presence");
    lc_sv out = from.len ? lc_arena_printf(p->a, "%s %.*s",
                                           published ? "listed no later than" : "listed from",
                                           LC_SV_ARG(from))
                         : LC_SV("date of listing unknown");
    if (to.len) out = lc_arena_printf(p->a, "%.*s, printed to %.*s", LC_SV_ARG(out), LC_SV_ARG(to));
    if (lc_sv_is(presence, "later"))
        out = lc_arena_printf(p->a, "%.*s: after the day asked about", LC_SV_ARG(out));
    if (lc_sv_is(presence, "unknown"))
        out = lc_arena_printf(p->a, "%.*s; whether on the day asked about is not certain",
                              LC_SV_ARG(out));
    return out;
}

/* Beside our score, for whoever compares; nothing where they say the same. */
static lc_sv ofac_words(const page *p, const lc_json *hit)
{
    int64_t theirs = lc_json_int(lc_json_get(hit, "ofac_score"), -1);
    double ours = 100 * lc_json_real(lc_json_get(hit, "score"), 0);
    if (theirs < 0 || (ours >= 99.5 && theirs == 100)) return LC_SV_NONE;
    return lc_arena_printf(p->a, "would score %d (of 100, by the name alone)", (int)theirs);
}

/* Why it was listed, where a notice says so. */
static lc_sv grounds(const page *p, const lc_json *hit)
{
    lc_sv reason = lc_json_get_sv(hit, "reason"), cite = lc_json_get_sv(hit, "reason_cite");
    if (!reason.len || !cite.len) return reason;
    return lc_arena_printf(p->a, "%.*s (%.*s)", LC_SV_ARG(reason), LC_SV_ARG(cite));
}

static void put_listing(const page *p, const lc_json *hit)
{
    lc_sv list = lc_json_get_sv(hit, "list");
    const lc_json *party = lc_party_of_hit(p->j, hit);
    lc_sv title = lc_arena_printf(p->a, "%.*s (%.*s), %.*s", LC_SV_ARG(lc_words_list(list)),
                                  LC_SV_ARG(list), LC_SV_ARG(period(p, hit)));
    lc_ink_wrapped(p->out, LISTING, title, p->width);
    if (lc_sv_is(list, "HOUSE"))
        lc_ink_labelled(p->out, DETAIL, "Means", LABEL, LC_SV("your company's own rule, not law"),
                        p->width);
    const struct {
        const char *label;
        lc_sv text;
    } lines[] = {
        {"Means", lc_json_get_sv(hit, "meaning")},
        {"Effect", lc_find_effect(p->a, hit)},
        {"Why", lc_find_joined(p->a, lc_json_get(hit, "why"), "; ")},
        {"OFAC's tool", ofac_words(p, hit)},
        {"Requirement", lc_json_get_sv(hit, "requirement")},
        {"Review", lc_json_get_sv(hit, "policy")},
        {"Programme", lc_find_joined(p->a, lc_json_get(hit, "programs"), ", ")},
        {"Notice", lc_json_get_sv(hit, "citation")},
        {"Grounds", grounds(p, hit)},
        {"Source", lc_json_get_sv(hit, "url")},
        {"Told by", lc_party_sources(p->a, party, hit)},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        lc_ink_labelled(p->out, DETAIL, lines[i].label, LABEL, lines[i].text, p->width);
}

/* What else is known of the party: listings the name asked about does not find. */
static void put_rest(const page *p, const lc_json *hit)
{
    const lc_json *party = lc_party_of_hit(p->j, hit);
    lc_ink_labelled(p->out, LISTING, "Also listed", LABEL + 2, lc_party_others(p->a, party),
                    p->width);
    lc_ink_labelled(p->out, LISTING, "One party", LABEL + 2, lc_party_reasons(p->a, party),
                    p->width);
}

static void put_hits(const page *p)
{
    const lc_json *hits = lc_json_get(p->j, "hits");
    size_t n = lc_json_len(hits);
    bool *shown = LC_NEW_N(p->a, bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (shown[i]) continue;
        put_party(p, lc_party_head(p->j, lc_json_at(hits, i)));
        for (size_t k = i; k < n; k++) {
            if (shown[k] || !same_party(p, lc_json_at(hits, i), lc_json_at(hits, k))) continue;
            if (!lc_party_repeats(hits, k)) put_listing(p, lc_json_at(hits, k));
            shown[k] = true;
        }
        put_rest(p, lc_json_at(hits, i));
    }
}

/* ---- what to do, and what it rests on ---- */

static const lc_json *first_of(const page *p, const char *verdict)
{
    const lc_json *hits = lc_json_get(p->j, "hits");
    for (size_t i = 0; i < lc_json_len(hits); i++) {
        const lc_json *h = lc_json_at(hits, i);
        if (!lc_json_bool(lc_json_get(h, "suppressed"), false) &&
            lc_sv_is(lc_json_get_sv(h, "verdict"), verdict))
            return h;
    }
    return NULL;
}

static lc_sv what_to_do(const page *p)
{
    lc_sv verdict = lc_json_get_sv(p->j, "verdict"), remedy = lc_json_get_sv(p->j, "remedy");
    const lc_json *near = first_of(p, "POSSIBLE_MATCH");
    if (lc_sv_is(verdict, "MATCH"))
        return LC_SV("Read what each listing means. What may be done depends on item, role, place "
                     "and day: check the order itself with licet check.");
    if (lc_sv_is(verdict, "POSSIBLE_MATCH") && near)
        return lc_arena_printf(p->a,
                               "%.*s. Compare address, registration and date of birth with "
                               "the listing.",
                               LC_SV_ARG(lc_words_near(
                                   p->a, lc_json_get_sv(lc_json_get(p->j, "query"), "name"),
                                   lc_find_listed_name(p->a, near), lc_json_get_sv(near, "list"))));
    if (lc_sv_is(verdict, "NO_MATCH"))
        return LC_SV("Nothing on the lists below resembles this name. That says nothing about "
                     "owners, end use or the item.");
    return remedy.len ? remedy
                      : LC_SV("The search was not complete: ask again when the lists are "
                              "whole and fresh.");
}

/* "before": the day lies before the edition, or in a gap behind it. */
static lc_sv list_state(const page *p, const lc_json *l)
{
    lc_sv state = lc_json_get_sv(l, "state");
    if (lc_json_bool(lc_json_get(l, "sample"), false)) return LC_SV("a sample, not the whole list");
    if (lc_sv_is(state, "in_force")) return LC_SV("in force");
    if (!lc_sv_is(state, "before")) return state;
    bool later = lc_sv_cmp(lc_json_get_sv(l, "list_date"), lc_json_get_sv(p->j, "as_of")) > 0;
    return later ? LC_SV("later than the day asked about")
                 : LC_SV("too old for the day asked about");
}

static void put_lists(const page *p)
{
    const lc_json *lists = lc_json_get(p->j, "lists");
    for (size_t i = 0; i < lc_json_len(lists); i++) {
        const lc_json *l = lc_json_at(lists, i);
        lc_sv date = lc_json_get_sv(l, "list_date");
        int64_t n = lc_json_int(lc_json_get(l, "entries"), 0);
        lc_sv text = lc_arena_printf(
            p->a, "%.*s of %.*s, %.*s entr%s, %.*s", LC_SV_ARG(lc_json_get_sv(l, "id")),
            LC_SV_ARG(date.len ? date : LC_SV("no date")), LC_SV_ARG(lc_words_grouped(p->a, n)),
            n == 1 ? "y" : "ies", LC_SV_ARG(list_state(p, l)));
        lc_ink_labelled(p->out, 0, i ? "" : "Lists", FOOT, text, p->width);
    }
    if (!lc_json_len(lists))
        lc_ink_labelled(p->out, 0, "Lists", FOOT, LC_SV("none was ever imported"), p->width);
}

/* One line, for whoever wonders why something near was not shown. */
static void put_rejected(const page *p)
{
    const lc_json *all = lc_json_get(p->j, "rejected");
    lc_buf b = {0};
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *r = lc_json_at(all, i);
        lc_buf_printf(
            &b, "%s%.*s (%.*s) %.2f", i ? ", " : "Rejected: ", LC_SV_ARG(lc_json_get_sv(r, "name")),
            LC_SV_ARG(lc_json_get_sv(r, "list")), lc_json_real(lc_json_get(r, "score"), 0));
    }
    if (b.len) {
        lc_buf_c(p->out, '\n');
        int cut = lc_width_of(lc_buf_view(&b)) > p->width ? p->width : 0;
        lc_ink_put(p->out, lc_buf_view(&b), cut, LC_INK_FAINT, p->colour);
        lc_buf_c(p->out, '\n');
    }
    lc_buf_done(&b);
}

static void put_dossier(const page *p)
{
    const lc_json *all = lc_json_get(p->j, "dossier");
    if (!lc_json_len(all)) return;
    lc_buf_c(p->out, '\n');
    lc_ink_wrapped(p->out, 0, LC_SV("Dossier: evidence, not a listing"), p->width);
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *n = lc_json_at(all, i);
        lc_sv file = lc_json_get_sv(n, "file"), url = lc_json_get_sv(n, "url");
        lc_sv text = lc_arena_printf(
            p->a, "%.*s, %.*s: %.*s%s%.*s%s%.*s; %.*s", LC_SV_ARG(lc_json_get_sv(n, "date")),
            LC_SV_ARG(lc_json_get_sv(n, "source")), LC_SV_ARG(lc_json_get_sv(n, "note")),
            file.len ? "; " : "", LC_SV_ARG(file), url.len ? "; " : "", LC_SV_ARG(url),
            LC_SV_ARG(lc_json_get_sv(n, "id")));
        lc_ink_wrapped(p->out, LISTING, text, p->width);
    }
}

static void put_foot(const page *p)
{
    enum { SHOWN_HASH = 12 };
    lc_sv id = lc_json_get_sv(p->j, "decision_id"), policy = lc_json_get_sv(p->j, "policy_hash");
    lc_sv verdict = lc_json_get_sv(p->j, "verdict"), remedy = lc_json_get_sv(p->j, "remedy");
    if (policy.len > SHOWN_HASH) policy.len = SHOWN_HASH;
    lc_buf_c(p->out, '\n');
    lc_ink_labelled(p->out, 0, "Do now", FOOT, what_to_do(p), p->width);
    if (remedy.len && !lc_sv_is(verdict, "NOT_SCREENED"))
        lc_ink_labelled(p->out, 0, "Also", FOOT, remedy, p->width);
    put_lists(p);
    lc_sv on = lc_arena_printf(p->a, "%.*s, policy %.*s, %.*s",
                               LC_SV_ARG(id.len ? id : LC_SV("not recorded")), LC_SV_ARG(policy),
                               LC_SV_ARG(lc_json_get_sv(p->j, "engine")));
    lc_ink_labelled(p->out, 0, "Decision", FOOT, on, p->width);
    lc_buf_c(p->out, '\n');
    lc_ink_wrapped(p->out, 0, lc_sv_of(LC_DISCLAIMER), p->width);
}

void lc_report_screen(lc_buf *out, const lc_json *screen, int width, int colour)
{
    page p = {lc_arena_new(), out, screen, lc_ink_width(width), colour};
    put_head(&p);
    put_hits(&p);
    put_dossier(&p);
    put_rejected(&p);
    put_foot(&p);
    lc_arena_free(p.a);
}
