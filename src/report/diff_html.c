/* `licet lists diff` as a page: by notice, entry by entry, field by field. */
#include "report/changes.h"

#include "report/doc.h"
#include "report/evidence.h"
#include "report/history.h"
#include "report/report.h"

typedef struct page {
    lc_arena *a;
    lc_doc *d;
} page;

static lc_tone tone_of(lc_sv what)
{
    if (lc_sv_is(what, "added")) return LC_TONE_STOP;
    return lc_sv_is(what, "removed") ? LC_TONE_RELEASE : LC_TONE_HOLD;
}

static void side(page *p, const char *letter, const lc_json *about)
{
    lc_sv date = lc_json_get_sv(about, "list_date");
    lc_sv text = lc_arena_printf(
        p->a, "edition %lld of %.*s%s", (long long)lc_json_int(lc_json_get(about, "snapshot"), 0),
        LC_SV_ARG(date.len ? date : LC_SV("unknown date")),
        lc_json_bool(lc_json_get(about, "quarantined"), false) ? ", quarantined" : "");
    lc_doc_pair_text(p->d, lc_sv_of(letter), text);
    lc_doc_span hash = {.text = lc_json_get_sv(about, "sha256"), .mono = true};
    if (hash.text.len) p->d->pen->pair(p->d, LC_SV("SHA-256"), &hash, 1);
}

static void customers(page *p, const lc_json *all)
{
    const lc_json *affected = lc_json_get(all, "affected");
    if (!all) return;
    lc_sv title = lc_arena_printf(p->a, "Customers affected: %zu of %lld", lc_json_len(affected),
                                  (long long)lc_json_int(lc_json_get(all, "customers"), 0));
    p->d->pen->heading(p->d, 2, title, LC_SV_NONE, LC_TONE_PLAIN);
    for (size_t i = 0; i < lc_json_len(affected); i++) {
        const lc_json *c = lc_json_at(affected, i), *keys = lc_json_get(c, "entries");
        lc_buf b = {0};
        for (size_t k = 0; k < lc_json_len(keys); k++)
            lc_buf_printf(&b, "%s%.*s", k ? ", " : ": ",
                          LC_SV_ARG(lc_json_sv(lc_json_at(keys, k))));
        lc_doc_span spans[] = {{.text = lc_json_get_sv(c, "id"), .mono = true},
                               {.text = LC_SV(" ")},
                               {.text = lc_json_get_sv(c, "name"), .strong = true},
                               {.text = lc_arena_sv(p->a, lc_buf_view(&b))}};
        p->d->pen->item(p->d, spans, sizeof spans / sizeof *spans);
        lc_buf_done(&b);
    }
}

static void entry(page *p, const lc_json *e)
{
    lc_sv what = lc_json_get_sv(e, "what");
    const lc_json *changes = lc_json_get(e, "changes"), *ids = lc_json_get(e, "customers");
    lc_doc_span key = {.text = lc_json_get_sv(e, "entry"), .mono = true};
    p->d->pen->heading(p->d, 3, lc_json_get_sv(e, "name"), what, tone_of(what));
    p->d->pen->pair(p->d, LC_SV("Entry"), &key, 1);
    lc_buf b = {0};
    for (size_t i = 0; i < lc_json_len(ids); i++)
        lc_buf_printf(&b, "%s%.*s", i ? ", " : "", LC_SV_ARG(lc_json_sv(lc_json_at(ids, i))));
    lc_doc_pair_text(p->d, LC_SV("Customers"), lc_arena_sv(p->a, lc_buf_view(&b)));
    for (size_t i = 0; i < lc_json_len(changes); i++) {
        lc_buf_clear(&b);
        lc_report_change(&b, lc_json_at(changes, i));
        lc_doc_span span = {.text = lc_arena_sv(p->a, lc_buf_view(&b))};
        p->d->pen->item(p->d, &span, 1);
    }
    lc_buf_done(&b);
}

static void group(page *p, const lc_json *g)
{
    lc_sv cited = lc_json_get_sv(g, "citation");
    const lc_json *entries = lc_json_get(g, "entries");
    p->d->pen->heading(p->d, 2, cited.len ? cited : LC_SV("Without a citation"), LC_SV_NONE,
                       LC_TONE_PLAIN);
    lc_doc_span link = {.text = LC_SV("The notice"), .href = lc_citation_url(p->a, cited)};
    if (link.href.len) p->d->pen->para(p->d, &link, 1);
    for (size_t i = 0; i < lc_json_len(entries); i++) entry(p, lc_json_at(entries, i));
}

void lc_report_diff_html(lc_buf *out, const lc_json *diff)
{
    page p = {lc_arena_new(), lc_doc_html_new(out)};
    const lc_json *groups = lc_json_get(diff, "groups");
    lc_sv title =
        lc_arena_printf(p.a, "What changed: %.*s", LC_SV_ARG(lc_json_get_sv(diff, "source")));
    p.d->pen->begin(p.d, title);
    p.d->pen->heading(p.d, 1, title, LC_SV_NONE, LC_TONE_PLAIN);
    side(&p, "A", lc_json_get(diff, "a"));
    side(&p, "B", lc_json_get(diff, "b"));
    lc_doc_pair_text(p.d, LC_SV("Counts"),
                     lc_arena_printf(p.a, "%lld added, %lld modified, %lld removed, %lld unchanged",
                                     (long long)lc_json_int(lc_json_get(diff, "added"), 0),
                                     (long long)lc_json_int(lc_json_get(diff, "modified"), 0),
                                     (long long)lc_json_int(lc_json_get(diff, "removed"), 0),
                                     (long long)lc_json_int(lc_json_get(diff, "unchanged"), 0)));
    customers(&p, lc_json_get(diff, "customers_affected"));
    for (size_t i = 0; i < lc_json_len(groups); i++) group(&p, lc_json_at(groups, i));
    p.d->pen->end(p.d, lc_sv_of(LC_DISCLAIMER));
    lc_doc_free(p.d);
    lc_arena_free(p.a);
}
