/* What a check would take each column for, and the first rows: before anything is decided. */
#include "engine/check_in.h"
#include "engine/columns_kept.h"
#include "engine/orders_columns.h"
#include "licet/service.h"

enum { MOST_ROWS = 100 };

typedef struct preview {
    licet *l;
    const licet_check_params *p;
    lc_arena *a, *row_arena;
    lc_check_in in;
    lc_orders *orders;
} preview;

static size_t recall(void *ctx, const lc_sv *header, size_t n, const lc_sv **out_maps)
{
    preview *v = ctx;
    return lc_kept_read(v->a, v->l->home, header, n, out_maps);
}

static int open_orders(preview *v, licet_error *err)
{
    lc_date day = lc_engine_today(v->l->now_s);
    return lc_check_in_orders(&v->in, v->l->law, (lc_check_recall){recall, v}, v->a, &day,
                              &v->orders, err);
}

static lc_json *row_json(preview *v, const lc_order_row *row, const char *no_order)
{
    lc_json *o = lc_json_object(v->a), *fields = lc_json_array(v->a);
    for (size_t i = 0; i < row->n_fields; i++) lc_json_push_sv(v->a, fields, row->fields[i]);
    lc_json_set_int(v->a, o, "line", (int64_t)row->line);
    lc_json_set(v->a, o, "fields", fields);
    lc_json_set(v->a, o, "columns", lc_json_copy(v->a, row->columns));
    if (row->notes) lc_json_set(v->a, o, "notes", lc_json_copy(v->a, row->notes));
    if (row->problem) lc_json_set_z(v->a, o, "problem", row->problem);
    if (no_order) lc_json_set_z(v->a, o, "no_order", no_order);
    return o;
}

static int read_rows(preview *v, int most, lc_json *rows, licet_error *err)
{
    for (int i = 0; i < most; i++) {
        lc_order_row row = {0};
        bool has = false;
        lc_arena_reset(v->row_arena);
        int rc = lc_orders_next(v->orders, v->row_arena, &has, &row, err);
        if (rc || !has) return rc;
        const char *why = lc_check_in_row(&v->in, v->row_arena, &row);
        lc_json_push(v->a, rows, row_json(v, &row, why));
    }
    return 0;
}

/* Every column a header can be mapped to: those of the spellings, and parts of the parties. */
static int canonical_names(preview *v, lc_json *out, licet_error *err)
{
    lc_words_table *words;
    int rc = lc_words_open(v->l->law->columns_text, &words, err);
    if (rc) return rc;
    lc_sv last = LC_SV_NONE;
    for (size_t i = 0; i < lc_words_count(words); i++) {
        const lc_word *w = lc_words_at(words, i);
        if (w->kind != LC_WORD_COLUMN && w->kind != LC_WORD_ROLE) continue;
        if (lc_sv_eq(w->what, last)) continue;
        last = w->what;
        if (w->kind == LC_WORD_COLUMN) {
            lc_json_push_sv(v->a, out, w->what);
            continue;
        }
        static const char *const parts[] = {"name", "country", "address"};
        for (size_t k = 0; k < 3; k++)
            lc_json_push_sv(v->a, out,
                            lc_arena_printf(v->a, "%.*s_%s", LC_SV_ARG(w->what), parts[k]));
    }
    lc_words_close(words);
    return 0;
}

static int look(preview *v, int rows, lc_json *out, licet_error *err)
{
    lc_json *names = lc_json_array(v->a), *first = lc_json_array(v->a);
    int rc = canonical_names(v, names, err);
    if (!rc) rc = lc_check_in_open(&v->in, v->p, v->l->law, err);
    if (!rc) rc = open_orders(v, err);
    if (!rc) rc = read_rows(v, rows, first, err);
    if (rc) return rc;
    lc_json *mapping = lc_orders_mapping(v->orders, v->a);
    lc_check_in_describe(&v->in, v->a, mapping);
    lc_json_set(v->a, out, "mapping", mapping);
    lc_json_set(v->a, out, "rows", first);
    lc_json_set(v->a, out, "canonical", names);
    return 0;
}

int licet_check_preview(licet *l, const licet_check_params *p, int rows, licet_text *out_json,
                        licet_error *err)
{
    if (!l || !p || !p->orders || rows < 0 || rows > MOST_ROWS)
        return lc_fail(err, LICET_E_ARGUMENT, "a preview shows at most %d rows of orders",
                       MOST_ROWS);
    preview v = {.l = l, .p = p, .a = lc_arena_new(), .row_arena = lc_arena_new()};
    lc_json *o = lc_json_object(v.a);
    int rc = look(&v, rows, o, err);
    if (!rc) lc_text_take(lc_json_text(v.a, o, LC_JSON_COMPACT), out_json);
    lc_orders_close(v.orders);
    lc_check_in_done(&v.in);
    lc_arena_free(v.row_arena);
    lc_arena_free(v.a);
    return rc;
}
