/* licet_show: one entry with the source of every value: file, hash, byte, and the record as it was
 * published, out of the file that is kept. */
#include "base/vec.h"
#include "engine/coverage.h"
#include "engine/events.h"
#include "engine/kept.h"
#include "licet/lists.h"
#include "report/show.h"
#include "text/charset.h"
#include "text/fold.h"

/* A piece of a kept file that the entry was read from. */
typedef struct place {
    lc_sv text, file, sha256;
    int64_t byte;
} place;

typedef struct showing {
    licet *l;
    const char *key;
    lc_date day;
    int64_t known_at;
    lc_arena *arena;
    lc_store *store;
    LC_VEC(lc_life_piece) pieces;
    LC_VEC(place) places; /* of the entry at hand: its record, then those of other files */
    lc_sv sha256, files;  /* of its record; of the edition it came in */
    lc_json *entries;
} showing;

/* ---- the record as published ---- */

/* A file in another encoding was read as UTF-8: places are those of that text. */
static int decode(lc_sv bytes, lc_buf *out, licet_error *err)
{
    enum { STEP_BYTES = 64 * 1024 };
    lc_mem_reader state;
    lc_reader raw = lc_reader_of_memory(&state, bytes);
    lc_charset *c;
    int rc = lc_charset_open(&raw, &c, err);
    if (rc) return rc;
    lc_reader in = lc_charset_reader(c);
    for (size_t got = 1; got && !rc;) {
        lc_buf_reserve(out, STEP_BYTES);
        rc = in.read(in.ctx, out->data + out->len, STEP_BYTES, &got, err);
        out->len += rc ? 0 : got;
    }
    lc_charset_close(c);
    return rc;
}

static lc_sv slice(lc_sv all, uint64_t byte, uint64_t bytes)
{
    if (byte > all.len || bytes > all.len - byte) return LC_SV_NONE;
    return lc_sv_make(all.data + byte, (size_t)bytes);
}

static int read_record(showing *w, const lc_json *origin, lc_json *record, lc_sv *out,
                       licet_error *err)
{
    uint64_t byte = (uint64_t)lc_json_int(lc_json_get(origin, "byte"), 0);
    uint64_t bytes = (uint64_t)lc_json_int(lc_json_get(origin, "bytes"), 0);
    lc_buf whole = {0}, text = {0};
    int rc = lc_store_file(w->store, lc_json_get_sv(origin, "sha256"), &whole, err);
    lc_sv found = slice(lc_buf_view(&whole), byte, bytes);
    bool converted = !rc && !lc_utf8_ok(found, NULL);
    if (converted) {
        rc = decode(lc_buf_view(&whole), &text, err);
        found = slice(lc_buf_view(&text), byte, bytes);
    }
    *out = lc_arena_sv(w->arena, found);
    lc_json_set_bool(w->arena, record, "converted", converted);
    lc_buf_done(&whole);
    lc_buf_done(&text);
    return rc;
}

/* ---- rows of other files, where a list comes in several ---- */

static int take_snapshot(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    showing *w = ctx;
    (void)err;
    if (lc_sv_find(r->files, w->sha256, 0) != SIZE_MAX) w->files = lc_arena_sv(w->arena, r->files);
    return 0;
}

/* Rows that begin with the entry's number. */
static void add_rows(showing *w, const lc_list_file *f, lc_sv sha256, lc_sv number)
{
    lc_sv begin = lc_arena_printf(w->arena, "%.*s,", LC_SV_ARG(number));
    for (lc_sv rest = f->kept; rest.data;) {
        lc_sv line = lc_sv_cut(&rest, LC_SV("\n"));
        if (!lc_sv_starts(line, begin)) continue;
        place p = {lc_arena_sv(w->arena, lc_sv_trim(line)), lc_sv_of(f->path), sha256,
                   line.data - f->kept.data};
        if (lc_utf8_ok(p.text, NULL)) lc_vec_push(&w->places, p);
    }
}

static int add_other_files(showing *w, const lc_json *body, licet_error *err)
{
    const lc_source *source = lc_source_find(lc_json_get_sv(body, "source"));
    lc_sv number = lc_json_get_sv(body, "number");
    lc_kept kept = {0};
    lc_json *all = NULL;
    if (!source || !source->n_parts || !number.len) return 0;
    w->files = LC_SV("[]");
    int rc = lc_store_each_snapshot(w->store, w, take_snapshot, err);
    if (!rc) rc = lc_json_parse(w->arena, w->files, &all, err);
    if (!rc) rc = lc_kept_load(w->store, w->files, w->arena, &kept, err);
    for (size_t i = 0; !rc && i < kept.n; i++) {
        lc_sv sha256 = lc_json_get_sv(lc_json_at(all, i), "sha256");
        if (!lc_sv_eq(sha256, w->sha256)) add_rows(w, &kept.files[i], sha256, number);
    }
    lc_kept_done(&kept);
    return rc;
}

static lc_json *other_rows(showing *w)
{
    lc_arena *a = w->arena;
    lc_json *out = lc_json_array(a);
    for (size_t i = 1; i < w->places.len; i++) {
        const place *p = &w->places.at[i];
        lc_json *o = lc_json_object(a);
        lc_json_set_sv(a, o, "file", p->file);
        lc_json_set_sv(a, o, "sha256", p->sha256);
        lc_json_set_int(a, o, "byte", p->byte);
        lc_json_set_sv(a, o, "text", p->text);
        lc_json_push(a, out, o);
    }
    return out;
}

/* ---- the values ---- */

static bool in_a_word(lc_sv text, size_t at)
{
    unsigned char c = at < text.len ? (unsigned char)text.data[at] : ' ';
    return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The first place where the value stands by itself: "RU" is not in "TRUST". */
static size_t find_value(lc_sv record, lc_sv value)
{
    size_t at = value.len ? lc_sv_find(record, value, 0) : SIZE_MAX;
    while (at != SIZE_MAX &&
           ((at && in_a_word(record, at - 1) && in_a_word(value, 0)) ||
            (in_a_word(record, at + value.len) && in_a_word(value, value.len - 1))))
        at = lc_sv_find(record, value, at + 1);
    return at;
}

/* written: how it stands in the record, else in a row of another file, which is then named. */
static void put_value(showing *w, lc_json *values, lc_sv field, lc_sv value, lc_sv written)
{
    enum { SHORT_BYTES = 3 }; /* a country's code proves nothing in another row */
    lc_json *o = lc_json_object(w->arena), *byte = lc_json_null(w->arena);
    lc_json_set_sv(w->arena, o, "field", field);
    lc_json_set_sv(w->arena, o, "value", value);
    for (size_t i = 0; i < w->places.len; i++) {
        const place *p = &w->places.at[i];
        size_t at = i && written.len < SHORT_BYTES ? SIZE_MAX : find_value(p->text, written);
        if (at == SIZE_MAX) continue;
        byte = lc_json_of_int(w->arena, p->byte + (int64_t)at);
        if (i) lc_json_set_sv(w->arena, o, "file", p->file);
        break;
    }
    lc_json_set(w->arena, o, "byte", byte);
    lc_json_push(w->arena, values, o);
}

static bool is_value(lc_sv member)
{
    return !lc_sv_is(member, "origin") && !lc_sv_is(member, "key") && !lc_sv_is(member, "source");
}

/* A published field stands under its own name, everything else under the member's. */
static void put_element(showing *w, lc_json *values, lc_sv member, const lc_json *v)
{
    lc_sv text = lc_json_get_sv(v, "text"), name = lc_json_get_sv(v, "name");
    lc_sv word = lc_json_sv(v), street = lc_json_get_sv(v, "street");
    lc_sv city = lc_json_get_sv(v, "city"), value = lc_json_get_sv(v, "value");
    if (name.len)
        put_value(w, values, name, value, value);
    else if (street.len || city.len) /* an address in columns of its own */
        put_value(w, values, member, text, street.len ? street : city);
    else if (text.len || word.len)
        put_value(w, values, member, text.len ? text : word, text.len ? text : word);
}

static lc_json *values_of(showing *w, const lc_json *body)
{
    lc_json *values = lc_json_array(w->arena);
    for (size_t i = 0; i < lc_json_len(body); i++) {
        lc_sv member = lc_json_key(body, i);
        const lc_json *v = lc_json_at(body, i);
        if (!is_value(member)) continue;
        if (lc_json_kind_of(v) != LC_JSON_ARRAY) {
            lc_sv text = lc_json_kind_of(v) == LC_JSON_STRING
                             ? lc_json_sv(v)
                             : lc_json_text(w->arena, v, LC_JSON_COMPACT);
            put_value(w, values, member, text, text);
        }
        for (size_t k = 0; lc_json_kind_of(v) == LC_JSON_ARRAY && k < lc_json_len(v); k++)
            put_element(w, values, member, lc_json_at(v, k));
    }
    return values;
}

/* ---- one entry ---- */

static int show_piece(showing *w, const lc_life_piece *p, licet_error *err)
{
    static const char *const kept[] = {"file", "sha256", "line", "byte", "bytes"};
    lc_arena *a = w->arena;
    lc_json *o = lc_json_object(a), *record = lc_json_object(a);
    const lc_json *origin = lc_json_get(p->body, "origin");
    const lc_json *first = lc_json_at(lc_json_get(p->body, "names"), 0);
    char from[LC_DATE_TEXT], to[LC_DATE_TEXT], known[LC_TIME_TEXT];
    lc_sv text;
    int rc = read_record(w, origin, record, &text, err);
    if (rc) return rc;
    w->sha256 = lc_json_get_sv(origin, "sha256");
    w->places.len = 0;
    place own = {text, LC_SV_NONE, w->sha256, lc_json_int(lc_json_get(origin, "byte"), 0)};
    lc_vec_push(&w->places, own);
    rc = add_other_files(w, p->body, err);
    if (rc) return rc;
    lc_json_set_sv(a, o, "entry", lc_json_get_sv(p->body, "key"));
    lc_json_set_sv(a, o, "source", lc_json_get_sv(p->body, "source"));
    lc_json_set_sv(a, o, "list", lc_json_get_sv(p->body, "sublist"));
    lc_json_set_sv(a, o, "name", lc_json_get_sv(first, "text"));
    lc_json_set_z(a, o, "list_from", lc_date_text(p->list_from, from));
    lc_json_set_z(a, o, "list_to", lc_date_text(p->list_to, to));
    lc_json_set_z(a, o, "known_since", lc_time_text(p->known_from, known));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        lc_json_set(a, record, kept[i], lc_json_get(origin, kept[i]));
    lc_json_set_sv(a, record, "text", text);
    lc_json_set(a, o, "record", record);
    lc_json_set(a, o, "values", values_of(w, p->body));
    lc_json_set(a, o, "further_records", other_rows(w));
    lc_json_push(a, w->entries, o);
    return 0;
}

static bool shown(const showing *w, const lc_life_piece *p)
{
    if (p->known_to || p->held) return false;
    if (w->day == LC_DATE_NONE) return true;
    return p->list_from <= w->day && (p->list_to == LC_DATE_NONE || w->day < p->list_to);
}

static lc_sv source_of(const lc_life_piece *p)
{
    return lc_json_get_sv(p->body, "source");
}

static int take_piece(void *ctx, const lc_stored_version *v, licet_error *err)
{
    showing *w = ctx;
    lc_life_piece p;
    lc_stored_version then = *v;
    if (!lc_believed_at(&then, w->known_at)) return 0;
    int rc = lc_life_piece_of(w->arena, &then, &p, err);
    if (!rc && shown(w, &p)) lc_vec_push(&w->pieces, p);
    return rc;
}

/* The newest wording in each source that has the key. */
static int show_all(showing *w, licet_error *err)
{
    int rc = lc_store_open(w->l->home, LC_STORE_READ, &w->store, err);
    if (!rc) rc = lc_store_each_version_of(w->store, lc_sv_of(w->key), w, take_piece, err);
    for (size_t i = 0; !rc && i < w->pieces.len; i++) {
        bool last = i + 1 == w->pieces.len ||
                    !lc_sv_eq(source_of(&w->pieces.at[i]), source_of(&w->pieces.at[i + 1]));
        if (last) rc = show_piece(w, &w->pieces.at[i], err);
    }
    if (rc || lc_json_len(w->entries)) return rc;
    lc_fail(err, LICET_E_NOT_FOUND, "no list held here has the entry %.100s%s", w->key,
            w->day == LC_DATE_NONE ? "" : " on that day");
    return lc_fail_remedy(err, "licet history NAME shows the keys of the entries of a name");
}

int licet_show_known_at(licet *l, const char *key, const char *as_of, const char *known_at,
                        licet_text *out_json, licet_error *err)
{
    showing w = {.l = l, .key = key, .day = LC_DATE_NONE, .arena = lc_arena_new()};
    int rc = 0;
    w.entries = lc_json_array(w.arena);
    if (!key || !*key) rc = lc_fail(err, LICET_E_ARGUMENT, "no key of an entry was given");
    if (!rc && as_of && !lc_date_iso(lc_sv_of(as_of), &w.day)) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", as_of);
        rc = lc_fail_remedy(err, "write --as-of as YYYY-MM-DD");
    }
    if (!rc) rc = lc_known_at(known_at, &w.known_at, err);
    if (!rc) rc = show_all(&w, err);
    if (!rc) {
        lc_json *o = lc_json_set(w.arena, lc_json_object(w.arena), "entries", w.entries);
        lc_text_take(lc_json_text(w.arena, o, LC_JSON_PRETTY), out_json);
    }
    lc_store_close(w.store);
    lc_vec_done(&w.pieces);
    lc_vec_done(&w.places);
    lc_arena_free(w.arena);
    return rc;
}

int licet_show(licet *l, const char *key, const char *as_of, licet_text *out_json, licet_error *err)
{
    return licet_show_known_at(l, key, as_of, NULL, out_json, err);
}

int licet_show_text(const char *show_json, size_t len, int width, int colour, licet_text *out,
                    licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_buf b = {0};
    int rc = lc_json_parse(a, lc_sv_make(show_json, len), &j, err);
    if (!rc) {
        lc_report_show(&b, j, width, colour);
        lc_text_take(lc_buf_view(&b), out);
    }
    lc_buf_done(&b);
    lc_arena_free(a);
    return rc;
}
