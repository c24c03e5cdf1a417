#include "source/register.h"

#include "source/names.h"
#include "source/place.h"
#include "source/rows.h"
#include "source/when.h"
#include "text/country.h"

typedef enum field {
    NAME = 0,
    LOCAL_NAME,
    ALIASES,
    COUNTRY,
    ADDRESS,
    ADDRESSES,
    DATE,
    CITATION,
    NOTES,
    STATUS,
    URL,
    ID,
    LIST,
    TYPE,
    FIELDS
} field;

/* Members of registers and headers of tables. A header matches whole, without regard to case. */
static const struct {
    const char *word;
    field is;
} words[] = {
    {"name", NAME},
    {"entity_name", NAME},
    {"entity", NAME},
    {"entity name", NAME},
    {"name of entity", NAME},
    {"company or organization", NAME},
    {"company", NAME},
    {"party", NAME},
    {"english name", NAME},
    {"name in english", NAME},
    {"\xE8\x8B\xB1\xE6\x96\x87\xE5\x90\x8D\xE7\xA7\xB0", NAME}, /* the English name */
    {"local name", LOCAL_NAME},
    {"chinese name", LOCAL_NAME},
    {"\xE4\xB8\xAD\xE6\x96\x87\xE5\x90\x8D\xE7\xA7\xB0", LOCAL_NAME}, /* the Chinese name */
    {"aliases", ALIASES},
    {"alias", ALIASES},
    {"also known as", ALIASES},
    {"a.k.a.", ALIASES},
    {"aka", ALIASES},
    {"country", COUNTRY},
    {"country or region", COUNTRY},
    {"address", ADDRESS},
    {"addresses", ADDRESSES},
    {"effective_date", DATE},
    {"effective date", DATE},
    {"date_added", DATE},
    {"date of listing", DATE},
    {"date", DATE},
    {"federal_register", CITATION},
    {"federal register citation", CITATION},
    {"federal register notice", CITATION},
    {"citation", CITATION},
    {"notice", CITATION},
    {"announcement", CITATION},
    {"notes", NOTES},
    {"reason", NOTES},
    {"type of wmd", NOTES},
    {"remarks", NOTES},
    {"status", STATUS},
    {"source_url", URL},
    {"url", URL},
    {"id", ID},
    {"list_id", LIST},
    {"list", LIST},
    {"entity_type", TYPE},
    {"type", TYPE}};
enum { WORDS = sizeof words / sizeof *words, NO_FIELD = -1 };

static int field_of(lc_sv word)
{
    lc_sv w = lc_build_trim(word);
    for (size_t i = 0; i < WORDS; i++)
        if (lc_sv_ieq(w, lc_sv_of(words[i].word))) return (int)words[i].is;
    return NO_FIELD;
}

typedef struct run {
    const lc_register *r;
    lc_party party;
    int field_at[LC_ROWS_MAX_COLUMNS]; /* of a table: by column */
    size_t n_columns;
    bool named; /* the record had a name of its own */
} run;

/* ---- values ---- */

/* Bullets and line ends part aliases in tables that came out of a document. */
static void add_aliases(lc_party *p, lc_sv text)
{
    static const char dot[] = "\xE3\x83\xBB"; /* the Japanese middle dot, as a bullet in front */
    for (lc_sv rest = text; rest.data;) {
        lc_sv one = lc_build_trim(lc_sv_cut(&rest, LC_SV("\n")));
        if (lc_sv_starts(one, lc_sv_of(dot))) one = lc_sv_from(one, sizeof dot - 1);
        for (lc_sv parts = one; parts.data;)
            lc_party_name(p, lc_sv_cut(&parts, LC_SV("; ")), LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
    }
}

static void add_address(lc_party *p, lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    if (lc_sv_ends(t, LC_SV("."))) t.len--;
    for (lc_sv rest = t; rest.data;) {
        lc_sv one = lc_build_trim(lc_sv_cut(&rest, LC_SV("; ")));
        if (lc_sv_starts(one, LC_SV("and "))) one = lc_sv_from(one, 4);
        if (lc_country_code(one).len)
            lc_party_country(p, "country", one);
        else
            lc_party_address(p, (lc_address){.street = one}, LC_SV_NONE);
    }
}

static void add_country(run *x, lc_sv text)
{
    if (!x->r->publisher_country || !lc_sv_is(text, x->r->publisher_country))
        lc_party_country(&x->party, "country", text);
}

static void set_list(run *x, lc_sv id)
{
    for (const lc_register_list *l = x->r->lists; l && l->id; l++)
        if (lc_sv_ieq(id, lc_sv_of(l->id)) || lc_sv_ieq(id, lc_sv_of(l->sublist)))
            x->party.build.entry.sublist = lc_sv_of(l->sublist);
    lc_party_attr(&x->party, "list", id);
}

static void add_date(lc_party *p, lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    if (!lc_when_day(t, &p->build.entry.from)) lc_party_attr(p, "effective_date", t);
}

static void add_value(run *x, field f, lc_sv v)
{
    x->named |= f == NAME && lc_build_trim(v).len;
    lc_party *p = &x->party;
    lc_entry *e = &p->build.entry;
    switch (f) {
    case NAME: lc_party_name(p, v, LC_NAME_PRIMARY, LC_SV_NONE, LC_SV_NONE); break;
    case LOCAL_NAME: lc_party_name(p, v, LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE); break;
    case ALIASES: add_aliases(p, v); break;
    case COUNTRY: add_country(x, v); break;
    case ADDRESS:
    case ADDRESSES: add_address(p, v); break;
    case DATE: add_date(p, v); break;
    case CITATION: e->citation = lc_build_line(&p->build, v); break;
    case NOTES: lc_party_attr(p, "remarks", v); break;
    case STATUS: lc_party_attr(p, "status", v); break;
    case URL: lc_party_attr(p, "source_list_url", v); break;
    case ID: e->number = lc_build_line(&p->build, v); break;
    case LIST: set_list(x, v); break;
    case TYPE: e->type = lc_party_type_of(v); break;
    case FIELDS: break;
    }
}

static void begin(run *x)
{
    lc_party_begin(&x->party);
    x->named = false;
}

/* "People's Republic of China Example Works" -> the length of the country's name. */
static size_t country_in_front(lc_sv t)
{
    size_t longest = 0;
    for (size_t i = 1; i < t.len; i++)
        if (t.data[i] == ' ' && lc_country_code((lc_sv){t.data, i}).len) longest = i;
    return longest;
}

/* Where a conversion lost the line between two columns, the name stands behind the country. */
static void name_out_of_address(run *x, uint64_t line, uint64_t byte)
{
    lc_build *b = &x->party.build;
    for (size_t i = 0; i < b->entry.n_addresses; i++) {
        lc_address *a = &b->entry.addresses[i];
        size_t n = country_in_front(a->text);
        if (!n) continue;
        lc_sv name = lc_build_trim(lc_sv_from(a->text, n));
        size_t before = b->entry.n_names;
        lc_party_name(&x->party, name, LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
        if (before && b->entry.n_names > before) { /* it is the primary one */
            lc_name first = b->entry.names[before];
            memmove(b->entry.names + 1, b->entry.names, before * sizeof first);
            b->entry.names[0] = first;
            b->entry.names[0].kind = LC_NAME_PRIMARY;
            b->entry.names[1].kind = LC_NAME_ALIAS;
        }
        lc_party_country(&x->party, "country", (lc_sv){a->text.data, n});
        memmove(a, a + 1, (b->entry.n_addresses - i - 1) * sizeof *a);
        b->entry.n_addresses--;
        lc_input_tell(x->party.in, "name_in_address", line, byte, false,
                      "the name was empty; read out of the address: \"%.*s\"", LC_SV_ARG(name));
        return;
    }
}

static int put(run *x, uint64_t line, uint64_t byte, uint64_t bytes, licet_error *err)
{
    if (!x->named) name_out_of_address(x, line, byte);
    if (x->r->after) x->r->after(&x->party);
    return lc_party_put(&x->party, line, byte, bytes, err);
}

/* ---- JSON ---- */

static void add_member(run *x, lc_sv key, const lc_json *v)
{
    int f = field_of(key);
    lc_sv text = lc_json_sv(v);
    if (lc_json_kind_of(v) == LC_JSON_ARRAY) {
        for (size_t i = 0; i < lc_json_len(v); i++) add_member(x, key, lc_json_at(v, i));
        return;
    }
    if (lc_json_kind_of(v) == LC_JSON_INT)
        text = lc_json_text(x->party.build.arena, v, LC_JSON_COMPACT);
    if (!text.len) return;
    if (f == NO_FIELD)
        lc_party_attr_of(&x->party, key, text);
    else if (f == ALIASES) /* one each: no bullets to part them */
        lc_party_name(&x->party, text, LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
    else
        add_value(x, (field)f, text);
}

/* The name first, in whatever order the members stand. */
static void add_members(run *x, const lc_json *j)
{
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < lc_json_len(j); i++) {
            bool is_name = field_of(lc_json_key(j, i)) == NAME;
            if (is_name == (pass == 0)) add_member(x, lc_json_key(j, i), lc_json_at(j, i));
        }
}

static int take_element(void *ctx, const lc_json_element *e, licet_error *err)
{
    run *x = ctx;
    lc_json *j;
    licet_error why = {0};
    lc_input_row(x->party.in, e->line, e->byte + e->text.len);
    begin(x);
    if (lc_json_parse(x->party.build.arena, e->text, &j, &why))
        return lc_input_refuse(x->party.in, e->line, e->byte + (why.has_byte ? why.byte : 0), err,
                               "%.200s; the list is not whole", why.message);
    if (lc_json_kind_of(j) != LC_JSON_OBJECT)
        return lc_input_refuse(x->party.in, e->line, e->byte, err,
                               "this is not the list: an element that is no object");
    add_members(x, j);
    return put(x, e->line, e->byte, e->text.len, err);
}

typedef struct head_facts {
    run *x;
    int64_t count; /* what the file announces, or -1 */
    lc_date extracted;
    bool other_list;
} head_facts;

static int take_head(head_facts *h, lc_sv key, lc_sv text)
{
    lc_json *j;
    lc_arena *a = lc_arena_new();
    if (!lc_json_parse(a, text, &j, NULL)) {
        if (lc_sv_is(key, "count")) h->count = lc_json_int(j, -1);
        if (lc_sv_is(key, "extracted")) lc_when_day(lc_json_sv(j), &h->extracted);
        if (lc_sv_is(key, "list_id") && h->x->r->list_id)
            h->other_list |= !lc_sv_is(lc_json_sv(j), h->x->r->list_id);
    }
    lc_arena_free(a);
    return 0;
}

typedef struct framing {
    run *x;
    head_facts head;
    uint64_t elements;
} framing;

static int frame_element(void *ctx, const lc_json_element *e, licet_error *err)
{
    framing *f = ctx;
    f->elements++;
    return take_element(f->x, e, err);
}

static int frame_member(void *ctx, lc_sv key, lc_sv text, licet_error *err)
{
    (void)err;
    return take_head(&((framing *)ctx)->head, key, text);
}

static int check_whole(const framing *f, lc_input *in, licet_error *err)
{
    if (f->head.other_list)
        return lc_input_refuse(in, 1, 0, err, "this is another list: its \"list_id\" is not %s",
                               f->x->r->list_id);
    if (f->head.count >= 0 && (uint64_t)f->head.count != f->elements)
        return lc_input_refuse(in, 0, 0, err, "the file announces %lld records and holds %llu",
                               (long long)f->head.count, (unsigned long long)f->elements);
    return 0;
}

static int parse_json(run *x, lc_input *in, lc_date *out_date, licet_error *err)
{
    framing f = {.x = x, .head = {.x = x, .count = -1, .extracted = LC_DATE_NONE}};
    lc_json_frame frame = {.array_key = "entities",
                           .max_element_bytes = LC_INPUT_MAX_RECORD_BYTES,
                           .ctx = &f,
                           .element = frame_element,
                           .member = frame_member};
    licet_error why = {0};
    int rc = lc_json_frame_run(lc_input_reader(in), &frame, &why);
    if (rc == LICET_E_SYNTAX || rc == LICET_E_ENCODING || rc == LICET_E_LIMIT)
        return lc_input_refuse(in, why.line, why.has_byte ? why.byte : 0, err,
                               "%.200s; the list is not whole", why.message);
    if (rc && err) *err = why;
    *out_date = f.head.extracted;
    return rc ? rc : check_whole(&f, in, err);
}

/* ---- tables ---- */

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    run *x = ctx;
    begin(x);
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t c = 0; c < x->n_columns; c++)
            if (x->field_at[c] != NO_FIELD && (x->field_at[c] == NAME) == (pass == 0) &&
                row->values[c].len)
                add_value(x, (field)x->field_at[c], row->values[c]);
    lc_party_maybe(&x->party, row->maybe, row->n_maybe);
    for (size_t i = 0; i < row->n_extra; i++)
        lc_party_attr_of(&x->party, row->extra[i].name, row->extra[i].value);
    return put(x, row->line, row->byte, row->bytes, err);
}

/* The columns of this file that are known, under the names it gives them. */
static size_t known_columns(run *x, lc_arena *a, lc_sv head, lc_column *out, size_t *out_name)
{
    lc_sv rest = lc_sv_trim(head), line = lc_sv_cut(&rest, LC_SV("\n"));
    size_t n = 0;
    *out_name = SIZE_MAX;
    while (line.data && n < LC_ROWS_MAX_COLUMNS) {
        lc_sv name = lc_build_trim(lc_sv_cut(&line, LC_SV(",")));
        if (name.len > 1 && name.data[0] == '"' && lc_sv_ends(name, LC_SV("\"")))
            name = (lc_sv){name.data + 1, name.len - 2};
        int f = field_of(name);
        if (f == NO_FIELD) continue;
        if (f == NAME && *out_name == SIZE_MAX) *out_name = n;
        x->field_at[n] = f;
        out[n++] = (lc_column){lc_arena_z(a, name), true};
    }
    return n;
}

static int parse_table(run *x, lc_input *in, licet_error *err)
{
    lc_column columns[LC_ROWS_MAX_COLUMNS];
    lc_arena *a = lc_arena_new();
    size_t name;
    x->n_columns = known_columns(x, a, lc_input_head(in), columns, &name);
    int rc = 0;
    if (name == SIZE_MAX)
        rc = lc_input_refuse(in, 1, 0, err,
                             "this is not the list: its header has no column for the name");
    const lc_rows f = {.separator = ',',
                       .columns = columns,
                       .n_columns = x->n_columns,
                       .trusted = name,
                       .ctx = x,
                       .row = take_row,
                       .may_know_few = true};
    if (!rc) rc = lc_rows_run(in, &f, err);
    lc_arena_free(a);
    return rc;
}

/* ---- the file ---- */

static bool is_json(lc_sv head)
{
    lc_sv t = lc_sv_trim(head);
    return lc_sv_starts(t, LC_SV("{")) || lc_sv_starts(t, LC_SV("["));
}

int lc_register_text(const lc_register *r, lc_input *in, lc_source_result *out, licet_error *err)
{
    run x = {.r = r};
    lc_date date = LC_DATE_NONE;
    lc_party_init(&x.party, in, r->source, r->sublist);
    int rc = is_json(lc_input_head(in)) ? parse_json(&x, in, &date, err) : parse_table(&x, in, err);
    if (!rc) rc = lc_party_end(&x.party, err);
    if (!rc) rc = lc_input_end(in, r->format, date, out, err);
    lc_party_done(&x.party);
    return rc;
}

bool lc_register_fits(const lc_register *r, lc_sv head)
{
    if (!is_json(head)) return false;
    if (r->list_id) {
        lc_sv id = lc_sv_of(r->list_id);
        size_t at = lc_sv_find(head, id, 0);
        if (at != SIZE_MAX && at && head.data[at - 1] == '"' && at + id.len < head.len &&
            head.data[at + id.len] == '"')
            return true;
    }
    for (const lc_register_list *l = r->lists; l && l->id; l++)
        if (lc_sv_find(head, lc_sv_of(l->id), 0) != SIZE_MAX) return true;
    return false;
}
