/* licet_dossier_add, licet_dossier_show, licet_dossier_save. */
#include "codec/hash.h"
#include "engine/dossier.h"
#include "engine/keep.h"
#include "engine/screen.h"
#include "text/fold.h"

enum {
    MAX_ABOUT_BYTES = 400,
    MAX_SOURCE_BYTES = 200,
    MAX_NOTE_BYTES = 4000,
    MAX_URL_BYTES = 2000,
    MAX_BY_BYTES = 200
};
#define MAX_FILE_BYTES ((size_t)64 * 1024 * 1024)

typedef struct adding {
    licet *l;
    const licet_dossier_params *p;
    lc_arena *a;
    lc_json *body;
} adding;

static int take_text(adding *x, const char *key, const char *value, size_t max, licet_error *err)
{
    lc_sv text = lc_sv_trim(lc_sv_of(value));
    if (!text.len || text.len > max || !lc_utf8_ok(text, NULL)) {
        lc_fail(err, LICET_E_ARGUMENT, "a note needs \"%s\": 1 to %zu bytes of UTF-8", key, max);
        return lc_fail_remedy(err, "say what it is about, its date, who says so, and what it says");
    }
    lc_json_set_sv(x->a, x->body, key, text);
    return 0;
}

static int take_date(adding *x, licet_error *err)
{
    lc_date date;
    lc_sv text = lc_sv_of(x->p->date);
    if (!lc_date_iso(text, &date) || date > lc_engine_today(x->l->now_s)) {
        lc_fail(err, LICET_E_DATE, "a note needs the day it is of: \"%.40s\" is none, or to come",
                x->p->date ? x->p->date : "");
        return lc_fail_remedy(err, "write it as YYYY-MM-DD");
    }
    lc_json_set_sv(x->a, x->body, "date", text);
    return 0;
}

static bool is_url(lc_sv u)
{
    bool ok = lc_sv_starts(u, LC_SV("https://")) || lc_sv_starts(u, LC_SV("http://"));
    for (size_t i = 0; i < u.len; i++) ok &= (unsigned char)u.data[i] > ' ';
    return ok && u.len <= MAX_URL_BYTES && lc_utf8_ok(u, NULL);
}

static int take_file(adding *x, licet_error *err)
{
    lc_buf bytes = {0};
    char sha256[65];
    lc_sv name =
        lc_sv_base_name(lc_sv_of(x->p->file)); /* where it lay is nobody's business later */
    int rc = lc_file_read(x->p->file, MAX_FILE_BYTES, &bytes, err);
    if (!rc) rc = lc_keep_put(x->l, lc_buf_view(&bytes), sha256, err);
    if (!rc) {
        lc_json_set_sv(x->a, x->body, "file", lc_utf8_ok(name, NULL) ? name : LC_SV("(a file)"));
        lc_json_set_z(x->a, x->body, "sha256", sha256);
        lc_json_set_int(x->a, x->body, "bytes", (int64_t)bytes.len);
    }
    lc_buf_done(&bytes);
    return rc;
}

static int take_source(adding *x, licet_error *err)
{
    lc_sv url = lc_sv_of(x->p->url);
    if (!x->p->file && !url.len)
        return lc_fail(err, LICET_E_ARGUMENT, "a note needs a file or an address (URL)");
    if (url.len && !is_url(url))
        return lc_fail(err, LICET_E_ARGUMENT, "not an address: %.80s", x->p->url);
    if (url.len) lc_json_set_sv(x->a, x->body, "url", url);
    return x->p->file ? take_file(x, err) : 0;
}

static int make_body(adding *x, licet_error *err)
{
    uint8_t salt[8];
    char hex[2 * sizeof salt + 1], time[LC_TIME_TEXT];
    int rc = take_text(x, "about", x->p->about, MAX_ABOUT_BYTES, err);
    if (!rc) rc = take_text(x, "source", x->p->source, MAX_SOURCE_BYTES, err);
    if (!rc) rc = take_text(x, "note", x->p->note, MAX_NOTE_BYTES, err);
    if (!rc) rc = take_text(x, "by", x->p->by, MAX_BY_BYTES, err);
    if (!rc) rc = take_date(x, err);
    if (!rc) rc = take_source(x, err);
    if (rc) return rc;
    lc_random(salt, sizeof salt); /* the same note given twice is two */
    lc_json_set_z(x->a, x->body, "kind", "note");
    lc_json_set_z(x->a, x->body, "time", lc_time_text(x->l->now_s, time));
    lc_json_set_z(x->a, x->body, "mark", lc_hex(salt, sizeof salt, hex));
    return 0;
}

static int append(adding *x, char id[LC_DECISION_ID], licet_error *err)
{
    lc_store *store;
    uint64_t sequence;
    lc_sv text = lc_json_text(x->a, x->body, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    id[0] = 'N';
    int rc = lc_home_writer(x->l, &store, err);
    if (!rc) rc = lc_store_decisions_begin(store, err);
    if (rc) return rc;
    rc = lc_store_decision_append(store, lc_sv_of(id), x->l->now_s, text, &sequence, err);
    if (!rc) return lc_store_commit(store, err);
    lc_store_rollback(store);
    return rc;
}

int licet_dossier_add(licet *l, const licet_dossier_params *p, licet_text *out_json,
                      licet_error *err)
{
    adding x = {.l = l, .p = p, .a = lc_arena_new()};
    char id[LC_DECISION_ID];
    x.body = lc_json_object(x.a);
    int rc = make_body(&x, err);
    if (!rc) rc = append(&x, id, err);
    if (!rc) {
        lc_json_set_z(x.a, x.body, "id", id);
        lc_text_take(lc_json_text(x.a, x.body, LC_JSON_PRETTY), out_json);
    }
    lc_arena_free(x.a);
    return rc;
}

/* ---- reading ---- */

static int load(licet *l, lc_arena *a, lc_dossier **out, licet_error *err)
{
    lc_store *store = NULL;
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_dossier_load(store, UINT64_MAX, a, out, err);
    lc_store_close(store);
    return rc;
}

int licet_dossier_show(licet *l, const char *about, licet_text *out_json, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_dossier *d = NULL;
    int rc = load(l, a, &d, err);
    if (!rc) {
        lc_json *o = lc_json_object(a);
        lc_json_set(a, o, "notes", lc_dossier_about(d, lc_sv_trim(lc_sv_of(about)), a));
        lc_text_take(lc_json_text(a, o, LC_JSON_PRETTY), out_json);
    }
    lc_dossier_done(d);
    lc_arena_free(a);
    return rc;
}

int licet_dossier_save(licet *l, const char *id, const char *path, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_dossier *d = NULL;
    lc_buf bytes = {0};
    int rc = load(l, a, &d, err);
    lc_json *found = rc ? NULL : lc_dossier_about(d, lc_sv_of(id ? id : "-"), a);
    lc_sv sha256 = lc_json_get_sv(lc_json_at(found, 0), "sha256");
    if (!rc && (lc_json_len(found) != 1 || !sha256.len)) {
        rc = lc_fail(err, LICET_E_NOT_FOUND, "%.60s is no note with a file", id ? id : "");
        lc_fail_remedy(err, "licet dossier show lists the notes; name one by its id, N-...");
    }
    if (!rc) rc = lc_keep_get(l, sha256, &bytes, err);
    if (!rc) rc = lc_file_write(path, lc_buf_view(&bytes), err);
    lc_buf_done(&bytes);
    lc_dossier_done(d);
    lc_arena_free(a);
    return rc;
}
