/* What a run over the book tells: a report, and a table with one row a customer. */
#include "codec/csv.h"
#include "engine/rescreen.h"
#include "engine/screen.h"

static int64_t age_days(const lc_rescreen *r, const lc_pair *p)
{
    lc_date first;
    if (!lc_date_iso(p->first, &first)) return 0;
    return (int64_t)lc_engine_today(r->l->now_s) - first;
}

static lc_json *pair_json(const lc_rescreen *r, const lc_pair *p)
{
    lc_json *o = lc_json_object(r->a);
    lc_json_set_sv(r->a, o, "entry", p->entry);
    lc_json_set_sv(r->a, o, "list", p->list);
    lc_json_set_sv(r->a, o, "name", p->name);
    lc_json_set(r->a, o, "score", lc_json_of_real(r->a, p->score));
    lc_json_set_sv(r->a, o, "verdict", p->verdict);
    lc_json_set_sv(r->a, o, "state", p->state);
    lc_json_set_sv(r->a, o, "change", p->change);
    lc_json_set_sv(r->a, o, "why", p->why);
    lc_json_set_sv(r->a, o, "first_seen", p->first);
    lc_json_set_int(r->a, o, "age_days", age_days(r, p));
    return o;
}

static lc_json *customer_json(const lc_rescreen *r, const lc_screened *x)
{
    lc_json *o = lc_json_object(r->a);
    lc_json_set_sv(r->a, o, "id", x->customer->id);
    lc_json_set_sv(r->a, o, "name", x->customer->query.name);
    lc_json_set_sv(r->a, o, "country", x->customer->query.country);
    lc_json_set_z(r->a, o, "verdict", lc_verdict_word(x->verdict));
    lc_json_set_sv(r->a, o, "decision", x->decision);
    lc_json_set_bool(r->a, o, "recorded", x->recorded);
    return o;
}

static lc_json *with_hits(const lc_rescreen *r, const lc_screened *x)
{
    lc_json *o = customer_json(r, x), *hits = lc_json_array(r->a);
    for (size_t i = 0; i < x->n_pairs; i++) lc_json_push(r->a, hits, pair_json(r, &x->pairs[i]));
    for (size_t i = 0; i < x->n_gone; i++) lc_json_push(r->a, hits, pair_json(r, &x->gone[i]));
    return lc_json_set(r->a, o, "hits", hits);
}

/* ---- the report ---- */

static void push_pair(const lc_rescreen *r, lc_json *to, const lc_screened *x, const lc_pair *p)
{
    lc_json *o = customer_json(r, x), *hit = pair_json(r, p);
    lc_json_set_sv(r->a, hit, "listed", p->name);
    for (size_t i = 0; i < lc_json_len(hit); i++) {
        const char *key = lc_json_key(hit, i).data;
        if (!lc_json_get(o, key)) lc_json_set(r->a, o, key, lc_json_at(hit, i));
    }
    lc_json_push(r->a, to, o);
}

/* Customers of the run before who are in the book no more: their hits are kept in that run's row.
 */
static void push_departed(const lc_rescreen *r, lc_json *gone)
{
    const lc_json *state = lc_json_get(r->before.body, "state");
    lc_map *here = lc_map_new();
    for (size_t i = 0; i < r->book.n; i++) lc_map_put(here, r->book.at[i].id, NULL);
    for (size_t i = 0; i < lc_json_len(state); i++) {
        const lc_json *was = lc_json_at(state, i), *hits = lc_json_get(was, "hits");
        if (lc_map_get(here, lc_json_get_sv(was, "id"))) continue;
        for (size_t k = 0; k < lc_json_len(hits); k++) {
            lc_json *o = lc_json_object(r->a);
            lc_json_set_sv(r->a, o, "id", lc_json_get_sv(was, "id"));
            lc_json_set_sv(r->a, o, "name", lc_json_get_sv(was, "name"));
            lc_json_set_sv(r->a, o, "country", lc_json_get_sv(was, "country"));
            lc_json_set_sv(r->a, o, "decision", lc_json_get_sv(was, "decision"));
            lc_json_set_sv(r->a, o, "entry", lc_json_get_sv(lc_json_at(hits, k), "entry"));
            lc_json_set_sv(r->a, o, "list", lc_json_get_sv(lc_json_at(hits, k), "list"));
            lc_json_set_sv(r->a, o, "listed", lc_json_get_sv(lc_json_at(hits, k), "name"));
            lc_json_set_z(r->a, o, "change", "gone");
            lc_json_set_z(r->a, o, "why", "no longer in the book");
            lc_json_push(r->a, gone, o);
        }
    }
    lc_map_free(here);
}

static void put_changes(const lc_rescreen *r, lc_json *o)
{
    static const char *const kinds[] = {"new", "reopened", "changed", "settled"};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    lc_json *lists[KINDS], *gone = lc_json_array(r->a);
    for (size_t k = 0; k < KINDS; k++) lists[k] = lc_json_array(r->a);
    for (size_t i = 0; i < r->book.n; i++) {
        const lc_screened *x = &r->at[i];
        for (size_t p = 0; p < x->n_pairs; p++)
            for (size_t k = 0; k < KINDS; k++)
                if (lc_sv_is(x->pairs[p].change, kinds[k])) push_pair(r, lists[k], x, &x->pairs[p]);
        for (size_t p = 0; p < x->n_gone; p++) push_pair(r, gone, x, &x->gone[p]);
    }
    if (r->has_before) push_departed(r, gone);
    for (size_t k = 0; k < KINDS; k++) lc_json_set(r->a, o, kinds[k], lists[k]);
    lc_json_set(r->a, o, "gone", gone);
}

static void put_open(const lc_rescreen *r, lc_json *o)
{
    static const struct {
        const char *label;
        int64_t to;
    } ages[] = {{"0-1", 1}, {"2-7", 7}, {"8-30", 30}, {"over", INT64_MAX}};
    int64_t counts[sizeof ages / sizeof *ages] = {0}, open = 0;
    lc_json *look = lc_json_array(r->a), *by_age = lc_json_object(r->a);
    for (size_t i = 0; i < r->book.n; i++) {
        const lc_screened *x = &r->at[i];
        int64_t before = open;
        for (size_t p = 0; p < x->n_pairs; p++) {
            size_t k = 0;
            if (!lc_pair_open(&x->pairs[p])) continue;
            while (age_days(r, &x->pairs[p]) > ages[k].to) k++;
            counts[k]++;
            open++;
        }
        if (open > before) lc_json_push(r->a, look, with_hits(r, x));
    }
    for (size_t k = 0; k < sizeof ages / sizeof *ages; k++)
        lc_json_set_int(r->a, by_age, ages[k].label, counts[k]);
    lc_json_set(r->a, o, "look_at", look);
    lc_json_set_int(r->a, o, "open", open);
    lc_json_set(r->a, o, "ages", by_age);
}

lc_json *lc_rescreen_report(const lc_rescreen *r, lc_sv run, lc_sv remedy)
{
    char date[LC_DATE_TEXT];
    lc_arena *a = r->a;
    lc_json *o = lc_json_object(a), *counts = lc_json_object(a), *before = NULL;
    for (int v = LICET_NOT_SCREENED; v <= LICET_MATCH; v++)
        lc_json_set_int(a, counts, lc_verdict_word((licet_verdict)v), (int64_t)r->verdicts[v]);
    if (r->has_before) {
        before = lc_json_object(a);
        lc_json_set_sv(a, before, "run", r->before.id);
        lc_json_set_sv(a, before, "as_of", lc_json_get_sv(r->before.body, "as_of"));
    }
    lc_json_set_sv(a, o, "run", run);
    lc_json_set_sv(a, o, "edition", r->edition.id);
    lc_json_set_sv(a, o, "book_date", lc_json_get_sv(r->edition.body, "date"));
    lc_json_set_z(a, o, "as_of", lc_date_text(r->day, date));
    lc_json_set(a, o, "since", r->p->since ? lc_json_of_z(a, r->p->since) : lc_json_null(a));
    lc_json_set_int(a, o, "customers", (int64_t)r->book.n);
    lc_json_set_int(a, o, "searched", (int64_t)r->searched);
    lc_json_set_int(a, o, "recorded", (int64_t)r->recorded);
    lc_json_set(a, o, "verdicts", counts);
    lc_json_set(a, o, "before", before);
    put_changes(r, o);
    put_open(r, o);
    return lc_json_set(a, o, "remedy", remedy.len ? lc_json_of_sv(a, remedy) : lc_json_null(a));
}

/* ---- tables ---- */

static const lc_pair *worst_pair(const lc_screened *x)
{
    const lc_pair *worst = NULL;
    for (size_t i = 0; i < x->n_pairs; i++)
        if (!worst || lc_pair_open(&x->pairs[i]) > lc_pair_open(worst)) worst = &x->pairs[i];
    return worst ? worst : x->n_gone ? &x->gone[0] : NULL;
}

static void put_csv_row(const lc_rescreen *r, const lc_screened *x, lc_buf *out)
{
    const lc_pair none = {0}, *p = worst_pair(x);
    char date[LC_DATE_TEXT];
    lc_arena *a = r->a;
    if (!p) p = &none;
    const lc_sv cells[] = {x->customer->id,
                           x->customer->query.name,
                           x->customer->query.country,
                           lc_sv_of(lc_verdict_word(x->verdict)),
                           lc_arena_printf(a, "%zu", x->n_pairs),
                           p->change,
                           p->why,
                           p->state,
                           p->list,
                           p->name,
                           p->entry.len ? lc_arena_printf(a, "%.2f", p->score) : LC_SV_NONE,
                           p->entry.len ? lc_arena_printf(a, "%lld", (long long)age_days(r, p))
                                        : LC_SV_NONE,
                           p->entry,
                           lc_sv_of(lc_date_text(r->day, date)),
                           x->decision};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        if (i) lc_buf_c(out, ',');
        lc_csv_put_field(out, cells[i], ',', true);
    }
    lc_buf_c(out, '\n');
}

static const char csv_header[] = "id,name,country,verdict,hits,change,why,state,list,listed_name,"
                                 "score,age_days,entry,as_of,decision_id\n";

int lc_rescreen_write(const lc_rescreen *r, const char *path, licet_error *err)
{
    bool csv = lc_sv_ends(lc_sv_of(path), LC_SV(".csv"));
    lc_new_file *file;
    lc_buf b = {0};
    int rc = lc_new_file_open(path, &file, err);
    if (rc) return rc;
    if (csv) lc_buf_z(&b, csv_header);
    for (size_t i = 0; i < r->book.n && !rc; i++) {
        if (csv) {
            put_csv_row(r, &r->at[i], &b);
        } else {
            lc_json_write(with_hits(r, &r->at[i]), LC_JSON_COMPACT, &b);
            lc_buf_c(&b, '\n');
        }
        rc = lc_new_file_put(file, lc_buf_view(&b), err);
        lc_buf_clear(&b);
    }
    lc_buf_done(&b);
    if (!rc) return lc_new_file_finish(file, err);
    lc_new_file_cancel(file);
    return rc;
}
