/* An archive of one list: many editions in one transaction, with one index at the end. So each has
 * its receipt as if it had come alone, and a crash leaves the old state or all of it. */
#include <stdlib.h>

#include "base/vec.h"
#include "engine/import.h"
#include "os/file.h"

enum { ISO_DATE = 10, PLAIN_DATE = 8 };

typedef struct edition {
    const char *path;
    lc_date day; /* LC_DATE_NONE: its name bears none */
    char text[LC_DATE_TEXT];
} edition;

static bool digits_only(lc_sv t)
{
    for (size_t i = 0; i < t.len; i++)
        if (t.data[i] < '0' || t.data[i] > '9') return false;
    return true;
}

/* The first date in a file's name: 2021-08-18 or 20210818, no part of a longer number. */
static lc_date date_in_name(lc_sv name)
{
    for (size_t i = 0; i + PLAIN_DATE <= name.len; i++) {
        if (i && digits_only((lc_sv){name.data + i - 1, 1})) continue;
        lc_sv iso = {name.data + i, i + ISO_DATE <= name.len ? ISO_DATE : 0};
        lc_sv plain = {name.data + i, PLAIN_DATE};
        lc_sv behind = lc_sv_from(name, i + PLAIN_DATE);
        lc_date d;
        if (iso.len && lc_date_iso(iso, &d)) return d;
        bool alone = !behind.len || !digits_only((lc_sv){behind.data, 1});
        if (alone && digits_only(plain) && lc_date_any(plain, &d)) return d;
    }
    return LC_DATE_NONE;
}

static int by_day_and_name(const void *a, const void *b)
{
    const edition *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    int c = lc_sv_cmp(lc_sv_base_name(lc_sv_of(x->path)), lc_sv_base_name(lc_sv_of(y->path)));
    return c ? c : strcmp(x->path, y->path);
}

typedef LC_VEC(edition) editions_t;

static void add_file(editions_t *all, const char *path)
{
    edition e = {.path = path, .day = date_in_name(lc_sv_base_name(lc_sv_of(path)))};
    lc_date_text(e.day, e.text);
    lc_vec_push(all, e);
}

/* A folder stands for the files in it. */
static void add_path(lc_arena *a, editions_t *all, const char *path)
{
    lc_sv *names = NULL;
    size_t n = 0;
    if (lc_dir_files(a, path, "", &names, &n, NULL) || !n) add_file(all, path);
    for (size_t i = 0; i < n; i++)
        add_file(all, lc_arena_printf(a, "%s/%.*s", path, LC_SV_ARG(names[i])).data);
}

static int no_date(const edition *e, licet_error *err)
{
    lc_fail(err, LICET_E_DATE, "neither the file nor its name says of which day it is");
    lc_fail_at(err, e->path, 0, 0);
    return lc_fail_remedy(err, "name the files of an archive by their days: sdn_2021-08-18.csv");
}

/* The day the file itself says comes before the one in its name. */
static int take(licet *l, const licet_import_params *p, const edition *e, lc_arena *a,
                lc_json *editions, licet_error *err)
{
    lc_json *said = NULL;
    lc_list_file file = {.path = e->path};
    lc_import_job job = {.source = p->source,
                         .name_date = e->text[0] ? e->text : NULL,
                         .files = &file,
                         .n_files = 1,
                         .sample = p->sample != 0,
                         .progress = p->progress,
                         .progress_ctx = p->progress_ctx};
    int rc = lc_import_take(l, &job, a, &said, err);
    if (!rc && !lc_json_get_sv(said, "list_date").len) rc = no_date(e, err);
    if (rc) return rc;
    lc_json_set_z(a, said, "file", e->path);
    lc_json_push(a, editions, said);
    return 0;
}

static int take_all(licet *l, const licet_import_params *p, lc_arena *a, lc_json *editions,
                    licet_error *err)
{
    editions_t all = {0};
    lc_store *store;
    for (size_t i = 0; i < p->n_files; i++) add_path(a, &all, p->files[i]);
    qsort(all.at, all.len, sizeof *all.at, by_day_and_name);
    int rc = lc_home_writer(l, &store, err);
    for (size_t i = 0; i < all.len && !rc; i++) {
        rc = take(l, p, &all.at[i], a, editions, err);
        if (rc) lc_store_rollback(store);
    }
    lc_vec_done(&all);
    return rc;
}

int lc_import_history(licet *l, const licet_import_params *p, licet_text *out_json,
                      licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *editions = lc_json_array(a), *o = lc_json_object(a);
    lc_sv index_name = LC_SV_NONE;
    int rc = p->list_date ? lc_fail(err, LICET_E_ARGUMENT,
                                    "an archive has many days: a list date is not one of them")
                          : take_all(l, p, a, editions, err);
    if (!rc) rc = lc_import_finish(l, a, &index_name, err);
    if (!rc) {
        const lc_json *last = lc_json_at(editions, lc_json_len(editions) - 1);
        lc_json_set_sv(a, o, "source", lc_json_get_sv(last, "source"));
        lc_json_set_sv(a, o, "state", lc_json_get_sv(last, "state"));
        if (lc_json_get(last, "partial")) lc_json_set_bool(a, o, "partial", true);
        if (lc_json_get(last, "short")) lc_json_set_bool(a, o, "short", true);
        lc_json_set_sv(a, o, "index", index_name);
        lc_json_set(a, o, "editions", editions);
        lc_text_take(lc_json_text(a, o, LC_JSON_PRETTY), out_json);
    }
    lc_arena_free(a);
    return rc;
}
