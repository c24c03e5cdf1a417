#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "source/ch_seco.h"
#include "source/take.h"
#include "source/when.h"

/* ---- places and programmes ---- */

typedef struct place {
    lc_sv location, area, country;
} place;

struct lc_seco_places {
    lc_arena *arena;
    lc_map *place_at, *program_at;
    LC_VEC(place) places;
    LC_VEC(lc_sv) programs;
};

lc_seco_places *lc_seco_places_new(void)
{
    lc_seco_places *s = lc_xmalloc(sizeof *s);
    *s = (lc_seco_places){
        .arena = lc_arena_new(), .place_at = lc_map_new(), .program_at = lc_map_new()};
    return s;
}

void lc_seco_places_free(lc_seco_places *s)
{
    if (!s) return;
    lc_vec_done(&s->places);
    lc_vec_done(&s->programs);
    lc_map_free(s->place_at);
    lc_map_free(s->program_at);
    lc_arena_free(s->arena);
    free(s);
}

static lc_sv country_of(const lc_node *n)
{
    const lc_node *c = lc_node_child(n, "country");
    lc_sv code = lc_node_attr(c, "iso-code");
    return code.len ? code : c ? c->text : LC_SV_NONE;
}

static void add_place(lc_seco_places *s, const lc_node *n)
{
    bool is_new;
    uint32_t *at = lc_map_put(s->place_at, lc_arena_sv(s->arena, lc_node_attr(n, "ssid")), &is_new);
    if (!is_new) return;
    *at = (uint32_t)s->places.len;
    lc_vec_push(&s->places, (place){lc_arena_sv(s->arena, lc_node_text(n, "location")),
                                    lc_arena_sv(s->arena, lc_node_text(n, "area")),
                                    lc_arena_sv(s->arena, country_of(n))});
}

/* The first child of a name in English, else the first at all. */
static lc_sv in_english(const lc_node *n, const char *child)
{
    const lc_node *first = lc_node_child(n, child);
    for (const lc_node *c = first; c; c = lc_node_again(c))
        if (lc_sv_is(lc_node_attr(c, "lang"), "eng")) return c->text;
    return first ? first->text : LC_SV_NONE;
}

static void add_program(lc_seco_places *s, const lc_node *n)
{
    lc_sv name = in_english(n, "program-name");
    if (!name.len) name = in_english(n, "program-key");
    name = lc_arena_sv(s->arena, name);
    for (const lc_node *set = lc_node_child(n, "sanctions-set"); set; set = lc_node_again(set)) {
        bool is_new;
        uint32_t *at =
            lc_map_put(s->program_at, lc_arena_sv(s->arena, lc_node_attr(set, "ssid")), &is_new);
        if (!is_new) continue;
        *at = (uint32_t)s->programs.len;
        lc_vec_push(&s->programs, name);
    }
}

void lc_seco_places_add(lc_seco_places *s, const lc_node *n)
{
    if (lc_sv_is(n->name, "place"))
        add_place(s, n);
    else
        add_program(s, n);
}

lc_sv lc_seco_program(const lc_seco_places *s, lc_sv set)
{
    const uint32_t *at = lc_map_get(s->program_at, lc_build_trim(set));
    return at ? s->programs.at[*at] : LC_SV_NONE;
}

/* ---- names: parts in order, each with its spellings ---- */

enum { MAX_PARTS = 32, MAX_SPELLINGS = 16 };

typedef struct spelling {
    lc_sv lang, script;
} spelling;

typedef struct name_parts {
    const lc_node *at[MAX_PARTS];
    size_t n;
    spelling spellings[MAX_SPELLINGS]; /* languages and scripts any part is spelt in */
    size_t n_spellings;
} name_parts;

static uint64_t order_of(const lc_node *part)
{
    uint64_t v;
    return lc_sv_u64(lc_node_attr(part, "order"), &v) ? v : 0;
}

static bool same_spelling(spelling x, spelling y)
{
    return lc_sv_eq(x.lang, y.lang) && lc_sv_eq(x.script, y.script);
}

static void note_spelling(name_parts *out, spelling s)
{
    for (size_t i = 0; i < out->n_spellings; i++)
        if (same_spelling(out->spellings[i], s)) return;
    if (out->n_spellings < MAX_SPELLINGS) out->spellings[out->n_spellings++] = s;
}

static spelling spelling_of(const lc_node *variant)
{
    return (spelling){lc_node_attr(variant, "lang"), lc_node_attr(variant, "script")};
}

/* In their order; titles are no part of a name. */
static name_parts parts_of(lc_party *p, const lc_node *name)
{
    name_parts out = {.n = 0};
    for (const lc_node *c = lc_node_child(name, "name-part"); c; c = lc_node_again(c)) {
        if (lc_sv_is(lc_node_attr(c, "name-part-type"), "title")) {
            lc_party_attr(p, "title", lc_node_text(c, "value"));
            continue;
        }
        if (out.n == MAX_PARTS) break;
        size_t i = out.n++;
        for (; i && order_of(out.at[i - 1]) > order_of(c); i--) out.at[i] = out.at[i - 1];
        out.at[i] = c;
        for (const lc_node *v = lc_node_child(c, "spelling-variant"); v; v = lc_node_again(v))
            note_spelling(&out, spelling_of(v));
    }
    return out;
}

static lc_sv value_of(const lc_node *part)
{
    const lc_node *v = lc_node_child(part, "value");
    return v ? v->text : part->text;
}

/* The k-th spelling of a part in one language and script; its value where there is none. */
static lc_sv variant_of(const lc_node *part, spelling s, size_t k, bool *found)
{
    for (const lc_node *v = lc_node_child(part, "spelling-variant"); v; v = lc_node_again(v))
        if (same_spelling(spelling_of(v), s) && k-- == 0) {
            *found = true;
            return v->text;
        }
    return LC_SV_NONE;
}

/* A part without a spelling of this number takes its first; one without any, its value. */
static void add_spelling(lc_party *p, const name_parts *parts, spelling s, lc_name_kind kind)
{
    bool found = true;
    for (size_t k = 0; found && k < MAX_SPELLINGS; k++) {
        lc_sv words[MAX_PARTS];
        found = false;
        for (size_t i = 0; i < parts->n; i++) {
            bool any = false;
            words[i] = variant_of(parts->at[i], s, k, &found);
            if (!words[i].len) words[i] = variant_of(parts->at[i], s, 0, &any);
            if (!words[i].len) words[i] = value_of(parts->at[i]);
        }
        if (found)
            lc_party_name(p, lc_party_words(p->build.arena, words, parts->n), kind, s.lang,
                          s.script);
    }
}

static lc_name_kind kind_of(const lc_node *name)
{
    lc_sv type = lc_node_attr(name, "name-type");
    if (lc_sv_is(lc_node_attr(name, "quality"), "low")) return LC_NAME_WEAK;
    if (lc_sv_is(type, "formerly-known-as")) return LC_NAME_FORMER;
    return lc_sv_is(type, "primary-name") ? LC_NAME_PRIMARY : LC_NAME_ALIAS;
}

static void add_name(lc_party *p, const lc_node *name)
{
    name_parts parts = parts_of(p, name);
    lc_sv words[MAX_PARTS];
    lc_name_kind kind = kind_of(name);
    for (size_t i = 0; i < parts.n; i++) words[i] = value_of(parts.at[i]);
    lc_party_name(p, lc_party_words(p->build.arena, words, parts.n), kind,
                  lc_node_attr(name, "lang"), LC_SV_NONE);
    if (kind == LC_NAME_PRIMARY) kind = LC_NAME_ALIAS;
    for (size_t i = 0; i < parts.n_spellings; i++)
        add_spelling(p, &parts, parts.spellings[i], kind);
}

/* ---- facts of an identity ---- */

typedef struct where {
    place at;
    lc_sv details, zip, box, care_of, remarks;
} where;

static where place_of(const lc_seco_places *s, const lc_node *n)
{
    const uint32_t *at = lc_map_get(s->place_at, lc_node_attr(n, "place-id"));
    where w = {.at = at ? s->places.at[*at] : (place){.location = LC_SV_NONE}};
    if (lc_node_text(n, "location").len) w.at.location = lc_node_text(n, "location");
    if (lc_node_text(n, "area").len) w.at.area = lc_node_text(n, "area");
    if (country_of(n).len) w.at.country = country_of(n);
    w.details = lc_node_text(n, "address-details");
    w.zip = lc_node_text(n, "zip-code");
    w.box = lc_node_text(n, "p-o-box");
    w.care_of = lc_node_text(n, "c-o");
    w.remarks = lc_node_text(n, "remarks");
    return w;
}

static void add_address(lc_party *p, const lc_seco_places *s, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    where w = place_of(s, n);
    if (w.box.len) w.box = lc_arena_printf(a, "P.O. Box %.*s", LC_SV_ARG(w.box));
    if (w.care_of.len) w.care_of = lc_arena_printf(a, "c/o %.*s", LC_SV_ARG(w.care_of));
    const lc_sv street[] = {w.care_of, w.details, w.box};
    lc_party_address(p,
                     (lc_address){.street = lc_build_join(a, street, 3, LC_SV(", ")),
                                  .city = w.at.location,
                                  .state = w.at.area,
                                  .postal = w.zip,
                                  .country = w.at.country},
                     w.remarks);
}

static void add_birthplace(lc_party *p, const lc_seco_places *s, const lc_node *n)
{
    where w = place_of(s, n);
    const lc_sv parts[] = {w.at.location, w.at.area, w.at.country};
    lc_party_attr(p, "places_of_birth", lc_build_join(p->build.arena, parts, 3, LC_SV(", ")));
}

/* Of an organisation it is the day it was founded. */
static void add_birth(lc_party *p, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    if (p->build.entry.type != LC_TYPE_PERSON) return;
    bool circa = lc_sv_is(lc_node_attr(n, "quality"), "low");
    lc_build_birth(&p->build, lc_when_parts(a, lc_node_attr(n, "year"), lc_node_attr(n, "month"),
                                            lc_node_attr(n, "day"), circa));
    lc_build_birth(&p->build,
                   lc_when_range(a, lc_node_attr(n, "from-year"), lc_node_attr(n, "to-year")));
}

/* A date as text or as <day-month-year>. */
static lc_sv date_of(lc_party *p, const lc_node *doc, const char *child)
{
    const lc_node *n = lc_node_child(doc, child), *d = lc_node_child(n, "day-month-year");
    if (d)
        return lc_when_parts(p->build.arena, lc_node_attr(d, "year"), lc_node_attr(d, "month"),
                             lc_node_attr(d, "day"), false);
    return n ? n->text : LC_SV_NONE;
}

static void add_document(lc_party *p, const lc_node *n)
{
    const lc_node *issuer = lc_node_child(n, "issuer");
    lc_sv country = lc_node_attr(issuer, "code");
    if (!country.len && issuer) country = issuer->text;
    lc_sv remark = lc_node_text(n, "remark");
    if (!remark.len) remark = lc_node_text(n, "remarks");
    lc_party_ident(p, lc_node_attr(n, "document-type"), lc_node_text(n, "number"), country,
                   date_of(p, n, "date-of-issue"), date_of(p, n, "expiry-date"), remark);
}

static void add_nationality(lc_party *p, const lc_node *n)
{
    lc_party_country(p, "nationalities", country_of(n));
}

void lc_seco_identity(lc_party *p, const lc_seco_places *s, const lc_node *identity)
{
    for (const lc_node *c = identity->first; c; c = c->next) {
        if (lc_sv_is(c->name, "name"))
            add_name(p, c);
        else if (lc_sv_is(c->name, "address"))
            add_address(p, s, c);
        else if (lc_sv_is(c->name, "place-of-birth"))
            add_birthplace(p, s, c);
        else if (lc_sv_is(c->name, "day-month-year"))
            add_birth(p, c);
        else if (lc_sv_is(c->name, "nationality"))
            add_nationality(p, c);
        else if (lc_sv_is(c->name, "identification-document"))
            add_document(p, c);
        else
            lc_take_attr(p, c, "remarks");
    }
}

/* ---- the subject ---- */

/* "IMO number: 9310305", "Taxpayer identification number: 7712345678": a kind and its number. */
static void add_information(lc_party *p, lc_sv text)
{
    lc_sv rest = text, kind = lc_build_trim(lc_sv_cut(&rest, LC_SV(":")));
    lc_party_attr(p, "remarks", text);
    if (lc_sv_ifind(kind, LC_SV("IMO"), 0) != SIZE_MAX)
        lc_party_imo(p, rest);
    else if (lc_sv_ifind(kind, LC_SV("number"), 0) != SIZE_MAX && kind.len < 60 &&
             lc_sv_ifind(kind, LC_SV("phone"), 0) == SIZE_MAX && rest.len && rest.len < 40)
        lc_party_ident(p, kind, rest, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE);
}

static bool is_main(const lc_node *identity)
{
    return lc_sv_is(lc_node_attr(identity, "main"), "true");
}

/* The main identity first: its primary name is that of the entry. */
void lc_seco_subject(lc_party *p, const lc_seco_places *s, const lc_node *subject)
{
    lc_party_attr(p, "gender", lc_node_attr(subject, "sex"));
    for (const lc_node *i = lc_node_child(subject, "identity"); i; i = lc_node_again(i))
        if (is_main(i)) lc_seco_identity(p, s, i);
    for (const lc_node *i = lc_node_child(subject, "identity"); i; i = lc_node_again(i))
        if (!is_main(i)) lc_seco_identity(p, s, i);
    for (const lc_node *c = subject->first; c; c = c->next) {
        if (lc_sv_is(c->name, "other-information"))
            add_information(p, c->text);
        else if (lc_sv_is(c->name, "justification"))
            lc_party_attr(p, "reasons", c->text);
    }
}
