/* An entry as JSON and back. The shapes below are written once and used both ways: what is empty is
 * left out, everything else has one form, so that equal entries are equal bytes. Reading refuses
 * whatever writing would not produce. Members stand in byte order, as in canonical text, so reading
 * finds each one where the last one ended. */
#include "record/entry.h"

/* ---- words ---- */

const char *lc_party_type_word(lc_party_type t)
{
    switch (t) {
    case LC_TYPE_UNKNOWN: break;
    case LC_TYPE_PERSON: return "person";
    case LC_TYPE_ORG: return "org";
    case LC_TYPE_VESSEL: return "vessel";
    case LC_TYPE_AIRCRAFT: return "aircraft";
    }
    return "unknown";
}

lc_party_type lc_party_type_of(lc_sv word)
{
    static const struct {
        const char *word;
        lc_party_type type;
    } words[] = {{"person", LC_TYPE_PERSON},    {"individual", LC_TYPE_PERSON},
                 {"org", LC_TYPE_ORG},          {"organization", LC_TYPE_ORG},
                 {"organisation", LC_TYPE_ORG}, {"company", LC_TYPE_ORG},
                 {"entity", LC_TYPE_ORG},       {"vessel", LC_TYPE_VESSEL},
                 {"aircraft", LC_TYPE_AIRCRAFT}};
    lc_sv w = lc_sv_trim(word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lc_sv_ieq(w, lc_sv_of(words[i].word))) return words[i].type;
    return LC_TYPE_UNKNOWN;
}

static const char *const kind_words[] = {[LC_NAME_WEAK] = "weak",
                                         [LC_NAME_PRIMARY] = "primary",
                                         [LC_NAME_ALIAS] = "alias",
                                         [LC_NAME_FORMER] = "former"};
enum { KINDS = sizeof kind_words / sizeof *kind_words };

const char *lc_name_kind_word(lc_name_kind k)
{
    return kind_words[k];
}

/* ---- shapes ---- */

typedef enum form {        /* how one member is written */
                    TEXT,  /* string; left out when empty */
                    DATE,  /* "YYYY-MM-DD"; left out when LC_DATE_NONE */
                    FLAG,  /* true; left out when false */
                    COUNT, /* number; left out when 0 */
                    TYPE,  /* lc_party_type_word, always there */
                    KIND,  /* lc_name_kind_word, always there */
                    TEXTS, /* array of strings; left out when empty */
                    PARTS, /* array of objects of another shape; left out when empty */
                    PART   /* one object of another shape, inside the struct */
} form;

typedef struct shape shape;
typedef struct field {
    const char *name;
    form form;
    bool needed;     /* TEXT: may not be missing */
    size_t at, n_at; /* offsets of the member and of its count */
    const shape *parts;
} field;

struct shape {
    const field *fields;
    size_t n, size;
};

#define SHAPE(fields, type)                                                                        \
    {                                                                                              \
        (fields), sizeof(fields) / sizeof *(fields), sizeof(type)                                  \
    }
#define IN(type, name, form, needed)                                                               \
    {                                                                                              \
#name, form, needed, offsetof(type, name), 0, NULL                                         \
    }

static const field name_fields[] = {IN(lc_name, kind, KIND, true), IN(lc_name, lang, TEXT, false),
                                    IN(lc_name, script, TEXT, false),
                                    IN(lc_name, text, TEXT, true)};
static const field address_fields[] = {
    IN(lc_address, city, TEXT, false),   IN(lc_address, country, TEXT, false),
    IN(lc_address, postal, TEXT, false), IN(lc_address, state, TEXT, false),
    IN(lc_address, street, TEXT, false), IN(lc_address, text, TEXT, true)};
static const field ident_fields[] = {
    IN(lc_ident, country, TEXT, false), IN(lc_ident, expires, TEXT, false),
    IN(lc_ident, issued, TEXT, false),  IN(lc_ident, number, TEXT, false),
    IN(lc_ident, text, TEXT, true),     IN(lc_ident, type, TEXT, false)};
static const field attr_fields[] = {IN(lc_attr, name, TEXT, true), IN(lc_attr, value, TEXT, true)};
static const field origin_fields[] = {
    IN(lc_origin, byte, COUNT, false), IN(lc_origin, bytes, COUNT, false),
    IN(lc_origin, file, TEXT, false), IN(lc_origin, line, COUNT, false),
    IN(lc_origin, sha256, TEXT, false)};

static const shape name_shape = SHAPE(name_fields, lc_name);
static const shape address_shape = SHAPE(address_fields, lc_address);
static const shape ident_shape = SHAPE(ident_fields, lc_ident);
static const shape attr_shape = SHAPE(attr_fields, lc_attr);
static const shape origin_shape = SHAPE(origin_fields, lc_origin);

#define MANY(name, form, shape)                                                                    \
    {                                                                                              \
#name, form, false, offsetof(lc_entry, name), offsetof(lc_entry, n_##name), shape          \
    }

static const field entry_fields[] = {
    IN(lc_entry, address_only, FLAG, false),
    MANY(addresses, PARTS, &address_shape),
    MANY(attrs, PARTS, &attr_shape),
    MANY(births, TEXTS, NULL),
    IN(lc_entry, citation, TEXT, false),
    MANY(countries, TEXTS, NULL),
    IN(lc_entry, from, DATE, false),
    IN(lc_entry, from_is_publication, FLAG, false),
    MANY(idents, PARTS, &ident_shape),
    IN(lc_entry, key, TEXT, true),
    MANY(names, PARTS, &name_shape),
    IN(lc_entry, number, TEXT, false),
    {"origin", PART, false, offsetof(lc_entry, origin), 0, &origin_shape},
    IN(lc_entry, policy, TEXT, false),
    MANY(programs, TEXTS, NULL),
    IN(lc_entry, requirement, TEXT, false),
    IN(lc_entry, source, TEXT, true),
    IN(lc_entry, standard_order, TEXT, false),
    IN(lc_entry, sublist, TEXT, true),
    IN(lc_entry, to, DATE, false),
    IN(lc_entry, type, TYPE, true),
};
static const shape entry_shape = SHAPE(entry_fields, lc_entry);

/* Where a member stands in an object of a shape. */
#define AT(base, offset, type)       ((type *)(void *)((char *)(base) + (offset)))
#define AT_CONST(base, offset, type) ((const type *)(const void *)((const char *)(base) + (offset)))

/* ---- writing ---- */

static lc_json *object_json(lc_arena *a, const shape *s, const void *base);

static lc_json *texts_json(lc_arena *a, const lc_sv *texts, size_t n)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < n; i++) lc_json_push_sv(a, out, texts[i]);
    return out;
}

static lc_json *parts_json(lc_arena *a, const shape *s, const char *parts, size_t n)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < n; i++) lc_json_push(a, out, object_json(a, s, parts + i * s->size));
    return out;
}

/* NULL: the member is left out. */
static lc_json *many_json(lc_arena *a, const field *f, const void *base)
{
    size_t n = *AT_CONST(base, f->n_at, size_t);
    if (!n) return NULL;
    if (f->form == TEXTS) return texts_json(a, *AT_CONST(base, f->at, lc_sv *), n);
    return parts_json(a, f->parts, *AT_CONST(base, f->at, char *), n);
}

static lc_json *date_json(lc_arena *a, lc_date d)
{
    char text[LC_DATE_TEXT];
    return d == LC_DATE_NONE ? NULL : lc_json_of_z(a, lc_date_text(d, text));
}

static lc_json *field_json(lc_arena *a, const field *f, const void *base)
{
    switch (f->form) {
    case TEXT: {
        lc_sv v = *AT_CONST(base, f->at, lc_sv);
        return v.len || f->needed ? lc_json_of_sv(a, v) : NULL;
    }
    case DATE: return date_json(a, *AT_CONST(base, f->at, lc_date));
    case FLAG: return *AT_CONST(base, f->at, bool) ? lc_json_of_bool(a, true) : NULL;
    case COUNT: {
        uint64_t v = *AT_CONST(base, f->at, uint64_t);
        return v ? lc_json_of_int(a, (int64_t)v) : NULL;
    }
    case TYPE: return lc_json_of_z(a, lc_party_type_word(*AT_CONST(base, f->at, lc_party_type)));
    case KIND: return lc_json_of_z(a, lc_name_kind_word(*AT_CONST(base, f->at, lc_name_kind)));
    case TEXTS:
    case PARTS: return many_json(a, f, base);
    case PART: return object_json(a, f->parts, AT_CONST(base, f->at, char));
    }
    return NULL;
}

static lc_json *object_json(lc_arena *a, const shape *s, const void *base)
{
    lc_json *o = lc_json_object(a);
    for (size_t i = 0; i < s->n; i++) {
        lc_json *v = field_json(a, &s->fields[i], base);
        if (v) lc_json_set(a, o, s->fields[i].name, v);
    }
    return o;
}

lc_json *lc_entry_json(lc_arena *a, const lc_entry *e)
{
    return object_json(a, &entry_shape, e);
}

lc_json *lc_entry_body_json(lc_arena *a, const lc_entry *e)
{
    lc_json *o = lc_json_object(a);
    for (size_t i = 0; i < entry_shape.n; i++) {
        const field *f = &entry_fields[i];
        lc_json *v = f->form == PART ? NULL : field_json(a, f, e);
        if (v) lc_json_set(a, o, f->name, v);
    }
    return o;
}

/* ---- reading ---- */

static int corrupt(licet_error *err, const char *member, const char *why)
{
    lc_fail(err, LICET_E_CORRUPT, "a stored entry is not as it was written: \"%.40s\" %s", member,
            why);
    return lc_fail_remedy(err, "run licet verify; import the list again from its file");
}

static int read_object(lc_arena *a, const shape *s, const lc_json *j, const char *member,
                       void *base, licet_error *err);

static int read_texts(lc_arena *a, const field *f, const lc_json *j, void *base, licet_error *err)
{
    size_t n = lc_json_len(j);
    lc_sv *texts = LC_NEW_N(a, lc_sv, n);
    for (size_t i = 0; i < n; i++) {
        lc_sv t = lc_json_sv(lc_json_at(j, i));
        if (!t.len) return corrupt(err, f->name, "holds something that is no text");
        texts[i] = lc_arena_sv(a, t);
    }
    *AT(base, f->at, lc_sv *) = texts;
    *AT(base, f->n_at, size_t) = n;
    return 0;
}

static int read_parts(lc_arena *a, const field *f, const lc_json *j, void *base, licet_error *err)
{
    size_t n = lc_json_len(j);
    char *parts = lc_arena_alloc(a, n * f->parts->size);
    for (size_t i = 0; i < n; i++) {
        int rc =
            read_object(a, f->parts, lc_json_at(j, i), f->name, parts + i * f->parts->size, err);
        if (rc) return rc;
    }
    *AT(base, f->at, void *) = parts;
    *AT(base, f->n_at, size_t) = n;
    return 0;
}

static int read_many(lc_arena *a, const field *f, const lc_json *j, void *base, licet_error *err)
{
    if (lc_json_kind_of(j) != LC_JSON_ARRAY || !lc_json_len(j))
        return corrupt(err, f->name, "is no list");
    return f->form == TEXTS ? read_texts(a, f, j, base, err) : read_parts(a, f, j, base, err);
}

static int read_text(lc_arena *a, const field *f, const lc_json *j, void *base, licet_error *err)
{
    if (lc_json_kind_of(j) != LC_JSON_STRING) return corrupt(err, f->name, "is no text");
    lc_sv t = lc_json_sv(j);
    if (!t.len && !f->needed) return corrupt(err, f->name, "is empty");
    *AT(base, f->at, lc_sv) = lc_arena_sv(a, t);
    return 0;
}

static bool read_kind(lc_sv word, lc_name_kind *out)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (!lc_sv_is(word, kind_words[i])) continue;
        *out = (lc_name_kind)i;
        return true;
    }
    return false;
}

/* Only the words lc_party_type_word writes. */
static bool read_type(lc_sv word, lc_party_type *out)
{
    lc_party_type t = lc_party_type_of(word);
    if (!lc_sv_is(word, lc_party_type_word(t))) return false;
    *out = t;
    return true;
}

static bool read_count(const lc_json *j, uint64_t *out)
{
    int64_t v = lc_json_kind_of(j) == LC_JSON_INT ? lc_json_int(j, 0) : 0;
    if (v <= 0) return false;
    *out = (uint64_t)v;
    return true;
}

static bool read_flag(const lc_json *j, bool *out)
{
    if (!lc_json_bool(j, false)) return false;
    *out = true;
    return true;
}

static int read_field(lc_arena *a, const field *f, const lc_json *j, void *base, licet_error *err)
{
    bool ok = true;
    switch (f->form) {
    case TEXT: return read_text(a, f, j, base, err);
    case DATE: ok = lc_date_iso(lc_json_sv(j), AT(base, f->at, lc_date)); break;
    case FLAG: ok = read_flag(j, AT(base, f->at, bool)); break;
    case COUNT: ok = read_count(j, AT(base, f->at, uint64_t)); break;
    case TYPE: ok = read_type(lc_json_sv(j), AT(base, f->at, lc_party_type)); break;
    case KIND: ok = read_kind(lc_json_sv(j), AT(base, f->at, lc_name_kind)); break;
    case TEXTS:
    case PARTS: return read_many(a, f, j, base, err);
    case PART: return read_object(a, f->parts, j, f->name, AT(base, f->at, char), err);
    }
    return ok ? 0 : corrupt(err, f->name, "has a value that is never written");
}

/* The place of a member's field at or after from; canonical text has them in this order. */
static size_t find_field(const shape *s, lc_sv name, size_t from)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t k = from + i < s->n ? from + i : from + i - s->n;
        if (lc_sv_is(name, s->fields[k].name)) return k;
    }
    return s->n;
}

static int missing_field(const shape *s, uint32_t seen, licet_error *err)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->fields[i].needed && !(seen & 1u << i))
            return corrupt(err, s->fields[i].name, "is missing");
    return 0;
}

static int read_object(lc_arena *a, const shape *s, const lc_json *j, const char *member,
                       void *base, licet_error *err)
{
    if (lc_json_kind_of(j) != LC_JSON_OBJECT) return corrupt(err, member, "is no object");
    uint32_t seen = 0;
    size_t next = 0;
    for (size_t i = 0; i < lc_json_len(j); i++) {
        lc_sv name = lc_json_key(j, i);
        size_t k = find_field(s, name, next);
        if (k == s->n) return corrupt(err, member, "has a member that is never written");
        int rc = read_field(a, &s->fields[k], lc_json_at(j, i), base, err);
        if (rc) return rc;
        seen |= 1u << k;
        next = k + 1;
    }
    return missing_field(s, seen, err);
}

int lc_entry_from_json(lc_arena *a, const lc_json *j, lc_entry *out, licet_error *err)
{
    lc_entry e = {.from = LC_DATE_NONE, .to = LC_DATE_NONE};
    int rc = read_object(a, &entry_shape, j, "entry", &e, err);
    if (!rc) *out = e;
    return rc;
}
