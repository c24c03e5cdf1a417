/* Any list of one's own: LIST.jsonl -> an index in memory -> hits. */
#include <stdlib.h>

#include "base/map.h"
#include "engine/engine.h"
#include "text/country.h"

enum { MAX_LINE_BYTES = 4 * 1024 * 1024, CHUNK_BYTES = 64 * 1024 };

struct licet_list {
    lc_law *law;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
    lc_arena *arena; /* of one query */
};

typedef struct loading {
    lc_index_writer *writer;
    lc_arena *arena; /* of one line */
    lc_arena *ids;
    lc_map *seen;
    uint64_t line, byte;
} loading;

static int bad_line(licet_error *err, const char *why)
{
    return lc_fail(err, LICET_E_SOURCE, "%s", why);
}

static int read_names(lc_arena *a, const lc_json *j, lc_entry *e, licet_error *err)
{
    const lc_json *names = lc_json_get(j, "names");
    if (!lc_json_len(names)) return bad_line(err, "no \"names\"");
    e->names = LC_NEW_N(a, lc_name, lc_json_len(names));
    for (size_t i = 0; i < lc_json_len(names); i++) {
        lc_sv text = lc_json_sv(lc_json_at(names, i));
        if (text.len) e->names[e->n_names++] = (lc_name){text, i ? LC_NAME_ALIAS : LC_NAME_PRIMARY};
    }
    return e->n_names ? 0 : bad_line(err, "no name in \"names\"");
}

static void read_countries(lc_arena *a, const lc_json *j, lc_entry *e)
{
    const lc_json *c = lc_json_get(j, "countries");
    e->countries = LC_NEW_N(a, lc_sv, lc_json_len(c) + 1);
    for (size_t i = 0; i < lc_json_len(c); i++) {
        lc_sv code = lc_country_code(lc_json_sv(lc_json_at(c, i)));
        if (code.len) e->countries[e->n_countries++] = code;
    }
}

static int add_line(loading *w, lc_sv line, licet_error *err)
{
    lc_json *j;
    lc_arena_reset(w->arena);
    int rc = lc_json_parse(w->arena, line, &j, err);
    if (rc) return rc;
    lc_entry e = {.source = LC_SV("own"),
                  .sublist = LC_SV("HOUSE"),
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE};
    e.key = lc_json_get_sv(j, "entity_id");
    e.type = lc_party_type_of(lc_json_get_sv(j, "type"));
    if (!e.key.len) return bad_line(err, "no \"entity_id\"");
    bool is_new;
    lc_map_put(w->seen, lc_arena_sv(w->ids, e.key), &is_new);
    if (!is_new) return bad_line(err, "an \"entity_id\" stands twice");
    rc = read_names(w->arena, j, &e, err);
    if (rc) return rc;
    read_countries(w->arena, j, &e);
    lc_json *body = lc_json_object(w->arena);
    lc_json_set_sv(w->arena, body, "entity_id", e.key);
    lc_index_input in = {.entry = &e,
                         .body = lc_json_text(w->arena, body, LC_JSON_CANONICAL),
                         .list_from = LC_DATE_NONE,
                         .list_to = LC_DATE_NONE};
    return lc_index_writer_add(w->writer, &in, err);
}

static int take_line(loading *w, lc_sv line, licet_error *err)
{
    w->line++;
    int rc = lc_sv_trim(line).len ? add_line(w, line, err) : 0;
    if (rc && err) {
        lc_fail_at(err, NULL, w->line, w->byte + (err->has_byte ? err->byte : 0));
    }
    w->byte += line.len + 1;
    return rc;
}

static int load_lines(loading *w, const lc_reader *in, licet_error *err)
{
    lc_buf b = {0};
    int rc = 0;
    for (size_t got = 1; !rc && got;) {
        lc_buf_reserve(&b, CHUNK_BYTES);
        rc = in->read(in->ctx, b.data + b.len, CHUNK_BYTES, &got, err);
        if (rc) break;
        b.len += got;
        size_t start = 0, end;
        lc_sv all = lc_buf_view(&b);
        while (!rc && (end = lc_sv_find(all, LC_SV("\n"), start)) != SIZE_MAX) {
            rc = take_line(w, lc_sv_make(b.data + start, end - start), err);
            start = end + 1;
        }
        if (!rc && got == 0 && start < b.len)
            rc = take_line(w, lc_sv_make(b.data + start, b.len - start), err);
        memmove(b.data, b.data + start, b.len - start);
        b.len -= start;
        if (!rc && b.len > MAX_LINE_BYTES)
            rc = lc_fail(err, LICET_E_LIMIT, "a line longer than %d bytes", MAX_LINE_BYTES);
    }
    lc_buf_done(&b);
    return rc;
}

static int load(licet_list *x, const char *path, licet_error *err)
{
    loading w = {
        lc_index_writer_new(x->law->lexicon), lc_arena_new(), lc_arena_new(), lc_map_new(), 0, 0};
    lc_file *f = NULL;
    char hash[65];
    int rc = lc_file_open(path, &f, err);
    if (!rc) {
        lc_reader in = lc_file_reader(f);
        rc = load_lines(&w, &in, err);
    }
    if (!rc) rc = lc_index_writer_finish(w.writer, LC_SV("{}"), &x->bytes, hash, err);
    if (!rc) rc = lc_index_open(lc_buf_view(&x->bytes), x->law->lexicon, &x->index, err);
    if (!rc) x->matcher = lc_matcher_new(x->index, x->law->lexicon);
    if (rc && err && !err->file[0]) lc_fail_at(err, path, err->line, err->byte);
    lc_file_close(f);
    lc_index_writer_free(w.writer);
    lc_map_free(w.seen);
    lc_arena_free(w.ids);
    lc_arena_free(w.arena);
    return rc;
}

int licet_list_open(licet *l, const char *path, licet_list **out, licet_error *err)
{
    licet_list *x = lc_xmalloc(sizeof *x);
    *x = (licet_list){.law = lc_law_retain(l->law), .arena = lc_arena_new()};
    int rc = load(x, path, err);
    if (rc) {
        licet_list_close(x);
        return rc;
    }
    *out = x;
    return 0;
}

void licet_list_close(licet_list *x)
{
    if (!x) return;
    lc_matcher_free(x->matcher);
    lc_index_close(x->index);
    lc_buf_done(&x->bytes);
    lc_arena_free(x->arena);
    lc_law_release(x->law);
    free(x);
}

static lc_json *hit_result(const licet_list *x, const lc_hit *h, lc_arena *a)
{
    lc_json *body = NULL, *o = lc_json_object(a), *why = lc_json_array(a);
    lc_json_parse(a, lc_index_version_at(x->index, h->version).body, &body, NULL);
    for (size_t i = 0; i < h->n_why; i++) lc_json_push_sv(a, why, h->why[i]);
    lc_json_set_sv(a, o, "entity_id", lc_json_get_sv(body, "entity_id"));
    lc_json_set(a, o, "score", lc_json_of_real(a, h->score_bp / 10000.0));
    lc_json_set_sv(a, o, "name", h->name);
    lc_json_set(a, o, "why", why);
    return o;
}

static int answer(licet_list *x, lc_sv line, int threshold_bp, int limit, lc_json **out,
                  licet_error *err)
{
    lc_arena *a = x->arena;
    lc_json *j, *o = lc_json_object(a), *results = lc_json_array(a);
    *out = o;
    int rc = lc_json_parse(a, line, &j, err);
    if (rc) return rc;
    lc_json_set(a, o, "id", lc_json_get(j, "id"));
    lc_query q = {.name = lc_json_get_sv(j, "name"),
                  .type = lc_party_type_of(lc_json_get_sv(j, "type")),
                  .country = lc_country_code(lc_json_get_sv(j, "country"))};
    if (lc_json_kind_of(lc_json_get(j, "name")) != LC_JSON_STRING)
        return lc_fail(err, LICET_E_ARGUMENT, "no \"name\" in the line");
    lc_match_params p = {.as_of = LC_DATE_NONE,
                         .threshold_bp = threshold_bp,
                         .limit = limit > 0 ? (size_t)limit : 0};
    lc_hit *hits;
    size_t n;
    rc = lc_match(x->matcher, &q, &p, a, &hits, &n, err);
    for (size_t i = 0; i < n && !rc; i++) lc_json_push(a, results, hit_result(x, &hits[i], a));
    lc_json_set(a, o, "results", results);
    return rc;
}

int licet_list_match(licet_list *x, const char *line, size_t len, double threshold, int limit,
                     licet_text *out, licet_error *err)
{
    if (!(threshold >= 0 && threshold <= 1))
        return lc_fail(err, LICET_E_ARGUMENT, "the threshold is a number from 0 to 1");
    lc_arena_reset(x->arena);
    lc_json *o;
    licet_error e = {0};
    int bp = (int)(threshold * 10000 + 0.5);
    int rc = len > MAX_LINE_BYTES ? lc_fail(&e, LICET_E_LIMIT, "line too long") : 0;
    if (rc)
        o = lc_json_object(x->arena);
    else
        rc = answer(x, lc_sv_make(line, len), bp, limit, &o, &e);
    if (rc) { /* the line answers for itself */
        lc_json *what = lc_json_object(x->arena), *bad = lc_json_object(x->arena);
        lc_json_set_int(x->arena, what, "code", e.code);
        lc_json_set_z(x->arena, what, "message", e.message);
        lc_json_set(x->arena, bad, "id", lc_json_get(o, "id"));
        lc_json_set(x->arena, bad, "error", what);
        o = bad;
    }
    lc_text_take(lc_json_text(x->arena, o, LC_JSON_COMPACT), out);
    return 0;
}
