/* A list of one's own: JSON Lines, one party a line (docs/own-list.md). A line that cannot be read,
 * a member of the wrong kind or an id that stands twice refuses the whole file: its author is at
 * hand and can correct it, and a list taken in part would be trusted whole. */
#include <stdio.h>

#include "base/map.h"
#include "source/build.h"
#include "source/input.h"
#include "source/place.h"
#include "source/publishers.h"
#include "text/country.h"

enum { CHUNK_BYTES = 64 * 1024 };

typedef struct run {
    lc_input *in;
    lc_build build;
    lc_map *seen; /* ids, by hash */
    lc_arena *ids;
    uint64_t line, byte;
} run;

/* ---- what went wrong ---- */

static int bad_line(run *r, const char *why, licet_error *err)
{
    int rc = lc_input_refuse(r->in, r->line, r->byte, err, "%s", why);
    lc_fail_remedy(err, "correct this line (docs/own-list.md); nothing was taken from the file");
    return rc;
}

static int bad_member(run *r, const char *member, const char *must, licet_error *err)
{
    char why[200];
    snprintf(why, sizeof why, "\"%s\" must be %s", member, must);
    return bad_line(r, why, err);
}

/* ---- values ---- */

/* One text or a list of texts, each handed on; anything else is refused. */
static int each_text(run *r, const char *member, const lc_json *v, void (*each)(run *r, lc_sv text),
                     licet_error *err)
{
    if (lc_json_kind_of(v) == LC_JSON_STRING) {
        each(r, lc_json_sv(v));
        return 0;
    }
    if (lc_json_kind_of(v) != LC_JSON_ARRAY)
        return lc_json_is_null(v) ? 0 : bad_member(r, member, "a text or a list of texts", err);
    for (size_t i = 0; i < lc_json_len(v); i++) {
        if (lc_json_kind_of(lc_json_at(v, i)) != LC_JSON_STRING)
            return bad_member(r, member, "a text or a list of texts", err);
        each(r, lc_json_sv(lc_json_at(v, i)));
    }
    return 0;
}

static int text_of(run *r, const char *member, const lc_json *v, lc_sv *out, licet_error *err)
{
    lc_json_kind kind = lc_json_kind_of(v);
    if (kind == LC_JSON_INT) {
        *out = lc_json_text(r->build.arena, v, LC_JSON_COMPACT);
        return 0;
    }
    if (kind != LC_JSON_STRING && kind != LC_JSON_NULL) return bad_member(r, member, "a text", err);
    *out = lc_build_trim(lc_json_sv(v));
    return 0;
}

static void add_country(run *r, lc_sv text)
{
    lc_sv t = lc_build_trim(text), code = lc_country_code(t);
    lc_build_country(&r->build, code);
    if (!t.len || code.len) return;
    lc_build_attr(&r->build, LC_SV("country"), t);
    lc_input_tell(r->in, "unknown_country", r->line, r->byte, false,
                  "country \"%.*s\" is not known; kept", LC_SV_ARG(t));
}

static void add_birth(run *r, lc_sv text)
{
    lc_build_birth(&r->build, text);
}

static void add_program(run *r, lc_sv text)
{
    lc_build_program(&r->build, text);
}

/* ---- members ---- */

static int read_id(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return text_of(r, member, v, &r->build.entry.number, err);
}

static bool kind_of(lc_sv word, lc_name_kind *out)
{
    static const lc_name_kind kinds[] = {LC_NAME_WEAK, LC_NAME_ALIAS, LC_NAME_FORMER,
                                         LC_NAME_PRIMARY};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!lc_sv_is(word, lc_name_kind_word(kinds[i]))) continue;
        *out = kinds[i];
        return true;
    }
    return false;
}

/* "Name" or {"text": "Name", "kind": "weak"}; the first is the primary name. */
static int read_name(run *r, const lc_json *v, licet_error *err)
{
    lc_name_kind kind = r->build.entry.n_names ? LC_NAME_ALIAS : LC_NAME_PRIMARY;
    lc_sv text = lc_json_sv(v);
    if (lc_json_kind_of(v) == LC_JSON_OBJECT) {
        lc_sv word = lc_json_get_sv(v, "kind");
        text = lc_json_get_sv(v, "text");
        if (word.len && !kind_of(word, &kind))
            return bad_member(r, "kind", "primary, alias, former or weak", err);
    }
    if (!lc_build_trim(text).len) return bad_member(r, "names", "texts that are not empty", err);
    lc_build_name(&r->build, text, kind);
    return 0;
}

static int read_names(run *r, const char *member, const lc_json *v, licet_error *err)
{
    (void)member;
    if (lc_json_kind_of(v) != LC_JSON_ARRAY) return read_name(r, v, err);
    int rc = 0;
    for (size_t i = 0; i < lc_json_len(v) && !rc; i++) rc = read_name(r, lc_json_at(v, i), err);
    return rc;
}

static int read_type(run *r, const char *member, const lc_json *v, licet_error *err)
{
    lc_sv word = LC_SV_NONE;
    int rc = text_of(r, member, v, &word, err);
    if (rc) return rc;
    r->build.entry.type = lc_party_type_of(word);
    if (r->build.entry.type == LC_TYPE_UNKNOWN && word.len && !lc_sv_is(word, "unknown"))
        return bad_member(r, member, "person, org, vessel, aircraft or unknown", err);
    return 0;
}

static int read_countries(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return each_text(r, member, v, add_country, err);
}

static int read_births(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return each_text(r, member, v, add_birth, err);
}

static int read_programs(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return each_text(r, member, v, add_program, err);
}

static int read_address(run *r, const char *member, const lc_json *v, licet_error *err)
{
    if (lc_json_kind_of(v) == LC_JSON_STRING) {
        lc_place_add_one(&r->build, lc_json_sv(v));
        return 0;
    }
    if (lc_json_kind_of(v) != LC_JSON_OBJECT)
        return bad_member(r, member, "texts, or objects with street, city, state, postal, country",
                          err);
    lc_address a = {.street = lc_json_get_sv(v, "street"),
                    .city = lc_json_get_sv(v, "city"),
                    .state = lc_json_get_sv(v, "state"),
                    .postal = lc_json_get_sv(v, "postal"),
                    .country = lc_json_get_sv(v, "country")};
    if (lc_json_get_sv(v, "text").len && !a.street.len) a.street = lc_json_get_sv(v, "text");
    lc_place_add_parts(&r->build, a);
    return 0;
}

static int read_ident(run *r, const char *member, const lc_json *v, licet_error *err)
{
    lc_arena *a = r->build.arena;
    if (lc_json_kind_of(v) == LC_JSON_STRING) {
        lc_sv t = lc_build_trim(lc_json_sv(v));
        lc_build_ident(&r->build, (lc_ident){.text = t, .number = t});
        return 0;
    }
    if (lc_json_kind_of(v) != LC_JSON_OBJECT)
        return bad_member(r, member, "texts, or objects with type, number, country", err);
    lc_ident id = {.type = lc_build_trim(lc_json_get_sv(v, "type")),
                   .number = lc_build_trim(lc_json_get_sv(v, "number")),
                   .country = lc_country_code(lc_json_get_sv(v, "country")),
                   .issued = lc_json_get_sv(v, "issued"),
                   .expires = lc_json_get_sv(v, "expires")};
    const lc_sv all[] = {id.type, id.number, id.country, id.issued, id.expires};
    if (!id.number.len) return bad_member(r, "idents", "objects with a \"number\"", err);
    id.text = lc_place_join(a, all, sizeof all / sizeof *all);
    lc_build_ident(&r->build, id);
    return 0;
}

static int read_list(run *r, const char *member, const lc_json *v,
                     int (*one)(run *, const char *, const lc_json *, licet_error *),
                     licet_error *err)
{
    if (lc_json_is_null(v)) return 0;
    if (lc_json_kind_of(v) != LC_JSON_ARRAY) return one(r, member, v, err);
    int rc = 0;
    for (size_t i = 0; i < lc_json_len(v) && !rc; i++) rc = one(r, member, lc_json_at(v, i), err);
    return rc;
}

static int read_addresses(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return read_list(r, member, v, read_address, err);
}

static int read_idents(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return read_list(r, member, v, read_ident, err);
}

static int read_date(run *r, const char *member, const lc_json *v, lc_date *out, licet_error *err)
{
    lc_sv text = LC_SV_NONE;
    int rc = text_of(r, member, v, &text, err);
    if (rc || !text.len) return rc;
    return lc_date_iso(text, out) ? 0 : bad_member(r, member, "a date, YYYY-MM-DD", err);
}

static int read_from(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return read_date(r, member, v, &r->build.entry.from, err);
}

static int read_to(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return read_date(r, member, v, &r->build.entry.to, err);
}

static int read_citation(run *r, const char *member, const lc_json *v, licet_error *err)
{
    return text_of(r, member, v, &r->build.entry.citation, err);
}

/* Known texts without a place of their own; "url" takes the name every list's address has. */
static int read_remark(run *r, const char *member, const lc_json *v, licet_error *err)
{
    lc_sv text = LC_SV_NONE;
    int rc = text_of(r, member, v, &text, err);
    if (rc) return rc;
    lc_build_attr(&r->build, strcmp(member, "url") ? lc_sv_of(member) : LC_SV("source_list_url"),
                  text);
    return 0;
}

static const struct {
    const char *name;
    int (*read)(run *r, const char *member, const lc_json *v, licet_error *err);
} members[] = {{"entity_id", read_id},
               {"id", read_id},
               {"names", read_names},
               {"name", read_names},
               {"type", read_type},
               {"countries", read_countries},
               {"country", read_countries},
               {"addresses", read_addresses},
               {"address", read_addresses},
               {"idents", read_idents},
               {"births", read_births},
               {"birth", read_births},
               {"programs", read_programs},
               {"reason", read_remark},
               {"note", read_remark},
               {"from", read_from},
               {"to", read_to},
               {"citation", read_citation},
               {"url", read_remark}};
enum { MEMBERS = sizeof members / sizeof *members };

static int read_member(run *r, lc_sv name, const lc_json *v, licet_error *err)
{
    for (size_t i = 0; i < MEMBERS; i++)
        if (lc_sv_is(name, members[i].name)) return members[i].read(r, members[i].name, v, err);
    lc_sv text = lc_json_kind_of(v) == LC_JSON_STRING
                     ? lc_json_sv(v)
                     : lc_json_text(r->build.arena, v, LC_JSON_CANONICAL);
    lc_build_attr(&r->build, name, text);
    lc_input_tell_once(r->in, "unknown_member", r->line, r->byte,
                       lc_arena_printf(r->build.arena,
                                       "member \"%.*s\" is not known; kept as "
                                       "attribute",
                                       LC_SV_ARG(name)));
    return 0;
}

/* ---- lines ---- */

/* "name" before "names", whatever order they were written in: the first name is the primary one. */
static int read_object(run *r, const lc_json *j, licet_error *err)
{
    if (lc_json_get(j, "entity_id") && lc_json_get(j, "id"))
        return bad_line(r, "both \"entity_id\" and \"id\"", err);
    int rc = lc_json_get(j, "name") ? read_names(r, "name", lc_json_get(j, "name"), err) : 0;
    for (size_t i = 0; i < lc_json_len(j) && !rc; i++)
        if (!lc_sv_is(lc_json_key(j, i), "name"))
            rc = read_member(r, lc_json_key(j, i), lc_json_at(j, i), err);
    return rc;
}

static bool seen_before(run *r, lc_sv id)
{
    uint64_t hash = lc_hash64(id);
    bool is_new;
    lc_sv bytes = lc_arena_sv(r->ids, (lc_sv){(const char *)&hash, sizeof hash});
    lc_map_put(r->seen, bytes, &is_new);
    return !is_new;
}

static int take_line(run *r, lc_sv line, licet_error *err)
{
    lc_json *j;
    licet_error why = {0};
    lc_entry *e = &r->build.entry;
    lc_build_begin(&r->build, "own", "HOUSE");
    if (lc_json_parse(r->build.arena, line, &j, &why)) return bad_line(r, why.message, err);
    if (lc_json_kind_of(j) != LC_JSON_OBJECT)
        return bad_line(r, "this is not one JSON object a line", err);
    int rc = read_object(r, j, err);
    if (rc) return rc;
    if (!e->number.len) return bad_line(r, "no \"entity_id\"", err);
    if (!e->n_names) return bad_line(r, "no \"names\"", err);
    if (seen_before(r, e->number)) return bad_line(r, "this \"entity_id\" stands twice", err);
    e->key = lc_arena_printf(r->build.arena, "HOUSE/%.*s", LC_SV_ARG(e->number));
    return lc_input_entry(r->in, &r->build, r->line, r->byte, line.len, err);
}

static int step(run *r, lc_sv line, licet_error *err)
{
    int rc = 0;
    r->line++;
    lc_sv text = lc_sv_trim(line);
    if (text.len) {
        lc_input_row(r->in, r->line, r->byte + line.len);
        rc = take_line(r, text, err);
    }
    r->byte += line.len + 1;
    return rc;
}

static int each_line(run *r, lc_buf *b, licet_error *err)
{
    const lc_reader *in = lc_input_reader(r->in);
    for (size_t got = 1; got;) {
        lc_buf_reserve(b, CHUNK_BYTES);
        int rc = in->read(in->ctx, b->data + b->len, CHUNK_BYTES, &got, err);
        if (rc) return rc;
        b->len += got;
        size_t start = 0, end;
        while (!rc && (end = lc_sv_find(lc_buf_view(b), LC_SV("\n"), start)) != SIZE_MAX) {
            rc = step(r, (lc_sv){b->data + start, end - start}, err);
            start = end + 1;
        }
        if (!rc && !got && start < b->len)
            rc = step(r, (lc_sv){b->data + start, b->len - start}, err);
        if (rc) return rc;
        memmove(b->data, b->data + start, b->len - start);
        b->len -= start;
        if (b->len > LC_INPUT_MAX_RECORD_BYTES)
            return bad_line(r, "a line over the size limit", err);
    }
    return 0;
}

static int parse_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {
        .in = in, .build = {.arena = lc_arena_new()}, .seen = lc_map_new(), .ids = lc_arena_new()};
    lc_buf b = {0};
    int rc = each_line(&r, &b, err);
    if (!rc) rc = lc_input_end(in, "own-jsonl", LC_DATE_NONE, out, err);
    lc_buf_done(&b);
    lc_map_free(r.seen);
    lc_arena_free(r.ids);
    lc_arena_free(r.build.arena);
    return rc;
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    lc_input *input;
    int rc = lc_input_open(in, origin, sink, true, &input, err);
    if (rc) return rc;
    rc = parse_text(input, out, err);
    lc_input_close(input);
    return rc;
}

/* The first line is an object with an id and a name. */
static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    lc_sv rest = lc_sv_trim(head), line = lc_sv_cut(&rest, LC_SV("\n"));
    if (!line.len || line.data[0] != '{') return false;
    lc_arena *a = lc_arena_new();
    lc_json *j = NULL;
    bool yes = !lc_json_parse(a, line, &j, NULL) &&
               (lc_json_get(j, "entity_id") || lc_json_get(j, "id")) &&
               (lc_json_get(j, "names") || lc_json_get(j, "name")) && !lc_json_get(j, "results");
    lc_arena_free(a);
    return yes;
}

const lc_source lc_source_own = {
    .id = "own", .title = "Own list", .recognises = recognises, .parse = parse};
