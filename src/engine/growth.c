/* licet_lists_growth: the parties on the lists by the year they were listed in. */
#include "base/map.h"
#include "engine/engine.h"
#include "licet/service.h"

/* One way to look at it: by list, country or programme. */
typedef struct view {
    const char *name;
    lc_map *rows; /* key -> place + 1 in all */
    lc_json *all; /* [{"key","years":{..},"undated"}] */
} view;

typedef struct growth {
    const licet_snapshot *s;
    lc_arena *a, *one; /* of the answer; of one entry */
    view by_list, by_country, by_programme;
    int64_t entries, undated;
} growth;

static lc_json *row_of(growth *g, view *v, lc_sv key)
{
    const uint32_t *old = lc_map_get(v->rows, key);
    if (old) return lc_json_at(v->all, *old - 1);
    lc_json *row = lc_json_object(g->a);
    lc_sv kept = lc_arena_sv(g->a, key);
    lc_json_set_sv(g->a, row, "key", kept);
    lc_json_set(g->a, row, "years", lc_json_object(g->a));
    lc_json_set_int(g->a, row, "undated", 0);
    lc_json_push(g->a, v->all, row);
    *lc_map_put(v->rows, kept, NULL) = (uint32_t)lc_json_len(v->all);
    return row;
}

static void add(growth *g, view *v, lc_sv key, const char *year)
{
    if (!key.len) return;
    lc_json *row = row_of(g, v, key);
    lc_json *to = year ? lc_json_get(row, "years") : row;
    const char *name = year ? year : "undated";
    lc_json_set_int(g->a, to, name, lc_json_int(lc_json_get(to, name), 0) + 1);
}

/* The year an entry was listed in: as its publisher says, else that of the edition it came with,
 * if it was not there from the oldest on. NULL: nobody says. */
static const char *year_of(growth *g, const lc_index_version *v, const lc_entry *e)
{
    int year, month, day;
    lc_date from = e->from != LC_DATE_NONE ? e->from
                   : v->since_oldest       ? LC_DATE_NONE
                                           : v->list_from;
    if (from == LC_DATE_NONE) return NULL;
    lc_date_split(from, &year, &month, &day);
    return lc_arena_printf(g->a, "%d", year).data;
}

static int count(growth *g, const lc_index_version *v, licet_error *err)
{
    lc_json *j;
    lc_entry e;
    lc_arena_reset(g->one);
    int rc = lc_json_parse(g->one, v->body, &j, err);
    if (!rc) rc = lc_entry_from_json(g->one, j, &e, err);
    if (rc) return rc;
    const char *in = year_of(g, v, &e);
    g->entries++;
    g->undated += !in;
    add(g, &g->by_list, e.sublist, in);
    for (size_t i = 0; i < e.n_countries; i++) add(g, &g->by_country, e.countries[i], in);
    for (size_t i = 0; i < e.n_programs; i++) add(g, &g->by_programme, e.programs[i], in);
    return 0;
}

static int count_all(growth *g, licet_error *err)
{
    const lc_index *x = g->s->index;
    lc_date today = lc_engine_today(g->s->now_s);
    int rc = 0;
    for (uint32_t v = 0; x && v < lc_index_versions(x) && !rc; v++) {
        lc_index_version at = lc_index_version_at(x, v);
        if (lc_index_visible(x, v, today, 0)) rc = count(g, &at, err);
    }
    return rc;
}

int licet_lists_growth(licet_snapshot *s, licet_text *out_json, licet_error *err)
{
    growth g = {.s = s, .a = lc_arena_new(), .one = lc_arena_new()};
    view *views[] = {&g.by_list, &g.by_country, &g.by_programme};
    static const char *const names[] = {"lists", "countries", "programmes"};
    for (size_t i = 0; i < 3; i++) *views[i] = (view){names[i], lc_map_new(), lc_json_array(g.a)};
    int rc = count_all(&g, err);
    lc_json *o = lc_json_object(g.a);
    lc_json_set_int(g.a, o, "entries", g.entries);
    lc_json_set_int(g.a, o, "undated", g.undated);
    for (size_t i = 0; i < 3; i++) {
        lc_json_set(g.a, o, views[i]->name, views[i]->all);
        lc_map_free(views[i]->rows);
    }
    if (!rc) lc_text_take(lc_json_text(g.a, o, LC_JSON_COMPACT), out_json);
    lc_arena_free(g.one);
    lc_arena_free(g.a);
    return rc;
}
