/* Looking into the search file: stats, verify, dump, and what could be meant by what is typed. */
#include "licet/index.h"

#include "engine/engine.h"
#include "index/look.h"
#include "index/prefix.h"

enum { MOST_COMPLETIONS = 100 };

static int no_index(licet_error *err)
{
    lc_fail(err, LICET_E_NOT_FOUND, "there is no index yet");
    return lc_fail_remedy(err, "import a list: licet lists import FILE");
}

/* file NULL: the index in force. *out has an index. */
static int open_index(licet *l, const char *file, licet_snapshot **out, licet_error *err)
{
    int rc = file ? lc_snapshot_make(l->law, file, l->now_s, out, err)
                  : licet_snapshot_current(l, out, err);
    if (rc || (*out)->index) return rc;
    licet_snapshot_release(*out);
    *out = NULL;
    return no_index(err);
}

static void give(lc_arena *a, lc_json *o, licet_text *out)
{
    lc_text_take(lc_json_text(a, o, LC_JSON_PRETTY), out);
}

/* ---- stats ---- */

static lc_json *sections_json(lc_arena *a, const lc_index_stats *st)
{
    lc_json *all = lc_json_array(a);
    for (size_t i = 0; i < st->n_sections; i++) {
        const lc_index_section *s = &st->sections[i];
        lc_json *o = lc_json_object(a);
        lc_json_set_z(a, o, "name", s->name);
        lc_json_set_int(a, o, "bytes", (int64_t)s->bytes);
        lc_json_set_int(a, o, "records", (int64_t)s->records);
        lc_json_set_bool(a, o, "searched", s->searched);
        lc_json_push(a, all, o);
    }
    return all;
}

static lc_json *longest_json(lc_arena *a, const lc_index_stats *st)
{
    lc_json *all = lc_json_array(a);
    for (size_t i = 0; i < st->n_longest; i++) {
        lc_json *o = lc_json_object(a);
        lc_json_set_sv(a, o, "word", st->longest[i].word);
        lc_json_set_int(a, o, "names", st->longest[i].forms);
        lc_json_push(a, all, o);
    }
    return all;
}

int licet_index_stats(licet *l, const char *file, licet_text *out_json, licet_error *err)
{
    licet_snapshot *s = NULL;
    int rc = open_index(l, file, &s, err);
    if (rc) return rc;
    lc_arena *a = lc_arena_new();
    lc_index_stats st;
    lc_json *o = lc_json_object(a);
    lc_index_stats_of(s->index, a, &st);
    lc_json_set_z(a, o, "kind", "index_stats");
    lc_json_set_z(a, o, "index", lc_index_hash(s->index));
    lc_json_set_int(a, o, "file_bytes", (int64_t)st.file_bytes);
    lc_json_set_int(a, o, "versions", st.versions);
    lc_json_set_int(a, o, "names", st.names);
    lc_json_set_int(a, o, "forms", st.forms);
    lc_json_set_int(a, o, "words", st.words);
    lc_json_set_int(a, o, "searched_bytes", (int64_t)st.searched_bytes);
    lc_json_set(a, o, "sections", sections_json(a, &st));
    lc_json_set(a, o, "longest", longest_json(a, &st));
    give(a, o, out_json);
    lc_arena_free(a);
    licet_snapshot_release(s);
    return 0;
}

/* ---- verify, dump ---- */

int licet_index_verify(licet *l, const char *file, licet_text *out_json, int *out_ok,
                       licet_error *err)
{
    licet_snapshot *s = NULL;
    int rc = open_index(l, file, &s, err);
    if (rc) return rc;
    lc_arena *a = lc_arena_new();
    lc_json *o = lc_json_object(a);
    const char *what = lc_index_verify(s->index);
    lc_json_set_z(a, o, "kind", "index_verify");
    lc_json_set_z(a, o, "index", lc_index_hash(s->index));
    lc_json_set_bool(a, o, "ok", !what);
    lc_json_set(a, o, "why", what ? lc_json_of_sv(a, lc_sv_of(what)) : lc_json_null(a));
    give(a, o, out_json);
    *out_ok = !what;
    lc_arena_free(a);
    licet_snapshot_release(s);
    return 0;
}

int licet_index_dump(licet *l, const char *file,
                     int (*write)(void *ctx, const char *data, size_t len), void *ctx,
                     licet_error *err)
{
    licet_snapshot *s = NULL;
    int rc = open_index(l, file, &s, err);
    lc_buf b = {0};
    bool more = !rc;
    for (uint32_t part = 0; more && !rc; part++) {
        lc_buf_clear(&b);
        more = lc_index_dump(s->index, part, &b);
        if (b.len && write(ctx, b.data, b.len))
            rc = lc_fail(err, LICET_E_IO, "the rest of the index could not be written");
    }
    lc_buf_done(&b);
    licet_snapshot_release(s);
    return rc;
}

/* ---- complete ---- */

static lc_json *name_json(lc_arena *a, const licet_snapshot *s, const lc_prefix_name *n)
{
    lc_json *o = lc_json_object(a), *body = NULL;
    lc_json_set_sv(a, o, "name", n->name);
    lc_json_set_z(a, o, "name_kind", lc_name_kind_word(n->kind));
    if (lc_json_parse(a, lc_index_version_at(s->index, n->version).body, &body, NULL)) return o;
    lc_json_set_sv(a, o, "entry", lc_json_get_sv(body, "key"));
    lc_json_set_sv(a, o, "source", lc_json_get_sv(body, "source"));
    lc_json_set_sv(a, o, "list", lc_json_get_sv(body, "sublist"));
    return o;
}

int licet_complete(licet_snapshot *s, const char *typed, const char *as_of, int limit,
                   licet_text *out_json, licet_error *err)
{
    lc_date day = lc_engine_today(s->now_s);
    int rc = as_of ? lc_engine_day(as_of, &day, err) : 0;
    if (!rc && (limit < 1 || limit > MOST_COMPLETIONS))
        rc = lc_fail(err, LICET_E_ARGUMENT, "1 to %d names can be given", MOST_COMPLETIONS);
    if (!rc && !s->index) rc = no_index(err); /* no name begins so, for all anybody knows */
    if (rc) return rc;
    lc_arena *a = lc_arena_new();
    lc_json *o = lc_json_object(a), *names = lc_json_array(a);
    lc_prefix_params p = {.as_of = day, .limit = (size_t)limit};
    lc_prefix_name *found = NULL;
    bool more = false;
    size_t n = lc_index_prefix(s->index, a, lc_sv_of(typed), &p, &found, &more);
    for (size_t i = 0; i < n; i++) lc_json_push(a, names, name_json(a, s, &found[i]));
    lc_json_set_z(a, o, "kind", "complete");
    lc_json_set_sv(a, o, "typed", lc_sv_of(typed));
    lc_json_set(a, o, "names", names);
    lc_json_set_bool(a, o, "more", more);
    give(a, o, out_json);
    lc_arena_free(a);
    return 0;
}

/* ---- for people ---- */

static double per_name(const lc_json *j, const lc_json *bytes)
{
    int64_t names = lc_json_int(lc_json_get(j, "names"), 0);
    return names ? (double)lc_json_int(bytes, 0) / (double)names : 0;
}

static void stats_text(const lc_json *j, lc_buf *out)
{
    const lc_json *sections = lc_json_get(j, "sections"), *longest = lc_json_get(j, "longest");
    lc_buf_printf(out, "%lld entry versions, %lld names in %lld forms, %lld words\n",
                  (long long)lc_json_int(lc_json_get(j, "versions"), 0),
                  (long long)lc_json_int(lc_json_get(j, "names"), 0),
                  (long long)lc_json_int(lc_json_get(j, "forms"), 0),
                  (long long)lc_json_int(lc_json_get(j, "words"), 0));
    lc_buf_printf(out, "%-14s %12s %8s\n", "section", "bytes", "a name");
    for (size_t i = 0; i < lc_json_len(sections); i++) {
        const lc_json *s = lc_json_at(sections, i), *bytes = lc_json_get(s, "bytes");
        lc_buf_printf(out, "%-14.*s %12lld %8.1f\n", LC_SV_ARG(lc_json_get_sv(s, "name")),
                      (long long)lc_json_int(bytes, 0), per_name(j, bytes));
    }
    lc_buf_printf(out, "%-14s %12lld %8.1f\n", "searched",
                  (long long)lc_json_int(lc_json_get(j, "searched_bytes"), 0),
                  per_name(j, lc_json_get(j, "searched_bytes")));
    lc_buf_printf(out, "%-14s %12lld %8.1f\n", "whole file",
                  (long long)lc_json_int(lc_json_get(j, "file_bytes"), 0),
                  per_name(j, lc_json_get(j, "file_bytes")));
    lc_buf_z(out, "words in most names:");
    for (size_t i = 0; i < lc_json_len(longest); i++) {
        const lc_json *w = lc_json_at(longest, i);
        lc_buf_printf(out, "%s %.*s %lld", i ? "," : "", LC_SV_ARG(lc_json_get_sv(w, "word")),
                      (long long)lc_json_int(lc_json_get(w, "names"), 0));
    }
    lc_buf_c(out, '\n');
}

static void verify_text(const lc_json *j, lc_buf *out)
{
    lc_sv index = lc_json_get_sv(j, "index");
    if (lc_json_bool(lc_json_get(j, "ok"), false))
        lc_buf_printf(out, "index %.*s: everything in it is as it was made\n", LC_SV_ARG(index));
    else
        lc_buf_printf(out, "index %.*s: %.*s\n", LC_SV_ARG(index),
                      LC_SV_ARG(lc_json_get_sv(j, "why")));
}

static void complete_text(const lc_json *j, lc_buf *out)
{
    const lc_json *names = lc_json_get(j, "names");
    for (size_t i = 0; i < lc_json_len(names); i++) {
        const lc_json *n = lc_json_at(names, i);
        lc_buf_printf(out, "%.*s  (%.*s, %.*s)\n", LC_SV_ARG(lc_json_get_sv(n, "name")),
                      LC_SV_ARG(lc_json_get_sv(n, "list")), LC_SV_ARG(lc_json_get_sv(n, "entry")));
    }
    if (lc_json_bool(lc_json_get(j, "more"), false)) lc_buf_z(out, "and others: type more\n");
}

int licet_index_text(const char *json, size_t len, licet_text *out, licet_error *err)
{
    static const struct {
        const char *kind;
        void (*put)(const lc_json *j, lc_buf *out);
    } kinds[] = {
        {"index_stats", stats_text}, {"index_verify", verify_text}, {"complete", complete_text}};
    lc_arena *a = lc_arena_new();
    lc_json *j;
    int rc = lc_json_parse(a, lc_sv_make(json, len), &j, err);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !rc; i++) {
        lc_buf b = {0};
        if (!lc_sv_is(lc_json_get_sv(j, "kind"), kinds[i].kind)) continue;
        kinds[i].put(j, &b);
        lc_text_of_buf(&b, out);
    }
    lc_arena_free(a);
    return rc;
}
