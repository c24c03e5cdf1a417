/* Entries out as FollowTheMoney and in again are the same parties. */
#include "unit/source_support.h"

#include "report/ftm.h"

typedef struct roundtrip {
    lc_buf ftm, simple;
    lc_arena *arena, *scratch;
    LC_VEC(lc_entry) out;
} roundtrip;

static const lc_ftm_context context = {LC_SV("An Authority"), LC_SV("sanction"),
                                       LC_SV("2026-11-20")};

static int write_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    roundtrip *r = ctx;
    lc_json *j;
    lc_entry copy;
    lc_arena_reset(r->scratch);
    lc_ftm_write(r->scratch, e, &context, &r->ftm);
    lc_ftm_simple_row(r->scratch, e, &context, &r->simple);
    lc_sv text = lc_json_text(r->arena, lc_entry_json(r->arena, e), LC_JSON_CANONICAL);
    int rc = lc_json_parse(r->arena, text, &j, err);
    if (!rc) rc = lc_entry_from_json(r->arena, j, &copy, err);
    if (!rc) lc_vec_push(&r->out, copy);
    return rc;
}

/* ---- the same party ---- */

static bool has_text(const lc_sv *list, size_t n, lc_sv text)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_eq(list[i], text)) return true;
    return false;
}

static bool same_texts(const lc_sv *x, size_t nx, const lc_sv *y, size_t ny)
{
    for (size_t i = 0; i < nx; i++)
        if (!has_text(y, ny, x[i])) return false;
    for (size_t i = 0; i < ny; i++)
        if (!has_text(x, nx, y[i])) return false;
    return true;
}

static bool same_names(const lc_entry *x, const lc_entry *y)
{
    if (x->n_names != y->n_names || !lc_sv_eq(x->names[0].text, y->names[0].text)) return false;
    for (size_t i = 0; i < x->n_names; i++) {
        bool found = false;
        for (size_t k = 0; k < y->n_names && !found; k++)
            found = lc_sv_eq(x->names[i].text, y->names[k].text) &&
                    x->names[i].kind == y->names[k].kind &&
                    lc_sv_eq(x->names[i].script, y->names[k].script);
        if (!found) return false;
    }
    return true;
}

static bool same_addresses(const lc_entry *x, const lc_entry *y)
{
    for (size_t i = 0; i < x->n_addresses; i++) {
        const lc_address *a = &x->addresses[i];
        bool found = false;
        for (size_t k = 0; k < y->n_addresses && !found; k++) {
            const lc_address *b = &y->addresses[k];
            found = lc_sv_eq(a->text, b->text) && lc_sv_eq(a->city, b->city) &&
                    lc_sv_eq(a->country, b->country) && lc_sv_eq(a->postal, b->postal);
        }
        if (!found) return false;
    }
    return y->n_addresses <= x->n_addresses;
}

static bool same_idents(const lc_entry *x, const lc_entry *y)
{
    for (size_t i = 0; i < x->n_idents; i++) {
        const lc_ident *a = &x->idents[i];
        bool found = false;
        for (size_t k = 0; k < y->n_idents && !found; k++) {
            const lc_ident *b = &y->idents[k];
            found = lc_sv_eq(a->number, b->number) && lc_sv_eq(a->type, b->type) &&
                    lc_sv_eq(a->country, b->country);
        }
        if (!found) return false;
    }
    return y->n_idents <= x->n_idents;
}

static void assert_same(const lc_entry *x, const lc_entry *y)
{
    const char *what = NULL;
    if (!same_names(x, y)) what = "names";
    if (x->type != y->type) what = "type";
    if (!same_texts(x->countries, x->n_countries, y->countries, y->n_countries)) what = "countries";
    if (!same_addresses(x, y)) what = "addresses";
    if (!same_idents(x, y)) what = "identifications";
    if (!same_texts(x->births, x->n_births, y->births, y->n_births)) what = "births";
    if (!same_texts(x->programs, x->n_programs, y->programs, y->n_programs)) what = "programmes";
    if (x->from != y->from || x->to != y->to || x->from_is_publication != y->from_is_publication)
        what = "dates";
    if (!lc_sv_eq(x->citation, y->citation) && x->citation.len) what = "citation";
    if (!what) return;
    lc_arena *a = lc_arena_new();
    lc_sv was = lc_json_text(a, lc_entry_json(a, x), LC_JSON_CANONICAL);
    lc_sv is = lc_json_text(a, lc_entry_json(a, y), LC_JSON_CANONICAL);
    fail_msg("%s differ:\n%.*s\n%.*s", what, LC_SV_ARG(was), LC_SV_ARG(is));
}

/* ---- there and back ---- */

static void there(roundtrip *r, const char *source, const lc_reader *in)
{
    licet_error err = {0};
    lc_source_result result = {0};
    lc_source_sink sink = {r, write_entry, NULL};
    lc_origin origin = {.file = LC_SV("list")};
    *r = (roundtrip){.arena = lc_arena_new(), .scratch = lc_arena_new()};
    lc_ftm_simple_header(&r->simple);
    if (lc_source_find(lc_sv_of(source))->parse(in, &origin, &sink, &result, &err))
        fail_msg("%s: %s", source, err.message);
}

static void back(roundtrip *r)
{
    got g = got_text("ftm", lc_buf_view(&r->ftm));
    assert_int_equal(g.entries.len, r->out.len);
    for (size_t i = 0; i < r->out.len; i++) assert_same(&r->out.at[i], &g.entries.at[i]);
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 11, 20));
    got_done(&g);
    g = got_text("ftm", lc_buf_view(&r->simple));
    assert_int_equal(g.entries.len, r->out.len);
    for (size_t i = 0; i < r->out.len; i++) {
        const lc_entry *x = &r->out.at[i], *y = &g.entries.at[i];
        assert_int_equal(x->n_names, y->n_names);
        for (size_t k = 0; k < x->n_names; k++)
            assert_true(lc_sv_eq(x->names[k].text, y->names[k].text));
        assert_int_equal(x->type, y->type);
    }
    got_done(&g);
}

static void finish(roundtrip *r)
{
    lc_buf_done(&r->ftm);
    lc_buf_done(&r->simple);
    lc_vec_done(&r->out);
    lc_arena_free(r->arena);
    lc_arena_free(r->scratch);
}

static void own_parties(void **state)
{
    (void)state;
    static const char list[] =
        "{\"entity_id\":\"1\",\"names\":[\"Sallow Fen Ltd; \\\"the Fen\\\"\",{\"text\":\"Fen "
        "Holding\",\"kind\":\"former\"},{\"text\":\"SF\",\"kind\":\"weak\"}],\"type\":\"org\","
        "\"countries\":[\"DE\",\"RU\"],\"addresses\":[{\"street\":\"1 Road\",\"city\":\"Bremen\","
        "\"country\":\"DE\"}],\"idents\":[{\"type\":\"Tax number\",\"number\":\"DE12345678\","
        "\"country\":\"DE\"}],\"programs\":[\"P1\",\"P2\"],\"from\":\"2020-01-02\",\"to\":"
        "\"2030-01-02\",\"citation\":\"House rule 7\"}\n"
        "{\"entity_id\":\"2\",\"names\":[\"Ossian Vale\"],\"type\":\"person\",\"births\":[\"circa "
        "1961\",\"1955 to 1958\",\"1971-05\"]}\n"
        "{\"entity_id\":\"3\",\"names\":[\"MV PLOVER\"],\"type\":\"vessel\",\"idents\":[{\"type\":"
        "\"IMO\",\"number\":\"9310305\"}]}\n";
    roundtrip r;
    lc_mem_reader m;
    lc_reader in = lc_reader_of_memory(&m, lc_sv_of(list));
    there(&r, "own", &in);
    back(&r);
    finish(&r);
}

static void whole_lists(void **state)
{
    (void)state;
    static const struct {
        const char *source, *file;
    } lists[] = {{"un", "data/un/un_2025-11-20.xml"},
                 {"uk_ofsi", "data/uk/OFSI_ConList_2025-04-10.csv"},
                 {"ca_sema", "data/canada/sema_2025-05.xml"},
                 {"au_dfat", "data/australia/dfat_2026-08-02.csv"},
                 {"jp_meti", "data/jp_cn_lists_2026-07/entities__jp.json"},
                 {"us_ofac_cons", "data/ofac/2025-03_consolidated_nonSDN_xml/consolidated.xml"},
                 {"us_csl", "data/us_csl/csl_2026-07-31_rebuilt.csv"}};
    size_t read = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        FILE *f = shared_file(lists[i].file);
        if (!f) continue;
        roundtrip r;
        lc_reader in = {f, read_stdio};
        there(&r, lists[i].source, &in);
        fclose(f);
        back(&r);
        print_message("%s: %zu parties there and back\n", lists[i].source, r.out.len);
        finish(&r);
        read++;
    }
    if (!read) skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(own_parties),
                                       cmocka_unit_test(whole_lists)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
