/* targets.simple.csv: the columns of OpenSanctions' simplified table; several values of a column
 * stand between semicolons, one with a semicolon of its own between quotation marks. */
#include "source/ftm.h"
#include "source/rows.h"
#include "source/when.h"
#include "text/country.h"

typedef enum field {
    ID = 0,
    SCHEMA,
    NAME,
    ALIASES,
    BIRTH,
    COUNTRIES,
    ADDRESSES,
    IDENTIFIERS,
    SANCTIONS,
    PHONES,
    EMAILS,
    PROGRAMS,
    DATASET,
    FIRST_SEEN,
    LAST_SEEN,
    LAST_CHANGE,
    FIELDS
} field;

static const lc_column columns[FIELDS] = {[ID] = {"id", true},
                                          [SCHEMA] = {"schema", true},
                                          [NAME] = {"name", true},
                                          [ALIASES] = {"aliases", true},
                                          [BIRTH] = {"birth_date", true},
                                          [COUNTRIES] = {"countries", true},
                                          [ADDRESSES] = {"addresses", true},
                                          [IDENTIFIERS] = {"identifiers", true},
                                          [SANCTIONS] = {"sanctions", true},
                                          [PHONES] = {"phones", false},
                                          [EMAILS] = {"emails", false},
                                          [PROGRAMS] = {"program_ids", false},
                                          [DATASET] = {"dataset", false},
                                          [FIRST_SEEN] = {"first_seen", false},
                                          [LAST_SEEN] = {"last_seen", false},
                                          [LAST_CHANGE] = {"last_change", false}};

typedef struct run {
    lc_party party;
    lc_date seen;
} run;

/* The next value of a joined column, without its quotation marks; a doubled one inside is one. */
static lc_sv next_value(lc_arena *a, lc_sv *rest)
{
    char *out = lc_arena_alloc(a, rest->len + 1);
    size_t n = 0, i = 0;
    bool quoted = false;
    for (; i < rest->len && (quoted || rest->data[i] != ';'); i++) {
        bool mark = rest->data[i] == '"';
        if (mark && quoted && i + 1 < rest->len && rest->data[i + 1] == '"')
            out[n++] = rest->data[i++];
        else if (mark && (quoted || n == 0))
            quoted = !quoted;
        else
            out[n++] = rest->data[i];
    }
    *rest = i < rest->len ? lc_sv_from(*rest, i + 1) : LC_SV_NONE;
    return lc_build_trim((lc_sv){out, n});
}

static void each(lc_party *p, lc_sv text, void (*take)(lc_party *p, lc_sv value))
{
    for (lc_sv rest = text; rest.len;) {
        lc_sv one = next_value(p->build.arena, &rest);
        if (one.len) take(p, one);
    }
}

static void add_alias(lc_party *p, lc_sv text)
{
    lc_build_name(&p->build, text, LC_NAME_ALIAS);
}

static void add_country(lc_party *p, lc_sv text)
{
    lc_party_country(p, "country", text);
}

static void add_address(lc_party *p, lc_sv text)
{
    if (lc_country_code(text).len)
        add_country(p, text);
    else
        lc_party_address(p, (lc_address){.street = text}, LC_SV_NONE);
}

static void add_number(lc_party *p, lc_sv text)
{
    lc_party_ident(p, LC_SV("Identification number"), text, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE,
                   LC_SV_NONE);
}

static void add_program(lc_party *p, lc_sv text)
{
    lc_build_program(&p->build, text);
}

static void add_attributes(lc_party *p, const lc_row *row)
{
    static const struct {
        field at;
        const char *attr;
    } kept[] = {{SANCTIONS, "sanctions"}, {PHONES, "phone"},          {EMAILS, "email"},
                {DATASET, "datasets"},    {FIRST_SEEN, "first_seen"}, {LAST_CHANGE, "last_change"}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        lc_party_attr(p, kept[i].attr, row->values[kept[i].at]);
    for (size_t i = 0; i < row->n_extra; i++)
        lc_party_attr_of(p, row->extra[i].name, row->extra[i].value);
}

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    run *r = ctx;
    lc_party *p = &r->party;
    const lc_sv *v = row->values;
    lc_date d;
    lc_party_begin(p);
    p->build.entry.number = lc_build_line(&p->build, v[ID]);
    lc_ftm_kind_of(lc_build_trim(v[SCHEMA]), &p->build.entry.type);
    lc_build_name(&p->build, v[NAME], LC_NAME_PRIMARY);
    each(p, v[ALIASES], add_alias);
    lc_party_maybe(p, row->maybe, row->n_maybe);
    lc_party_scripts(p);
    each(p, v[BIRTH], lc_party_birth);
    each(p, v[COUNTRIES], add_country);
    each(p, v[ADDRESSES], add_address);
    each(p, v[IDENTIFIERS], add_number);
    each(p, v[PROGRAMS], add_program);
    p->build.entry.citation = lc_build_line(&p->build, v[SANCTIONS]);
    add_attributes(p, row);
    if (lc_when_day(v[LAST_SEEN], &d) && (r->seen == LC_DATE_NONE || d > r->seen)) r->seen = d;
    return lc_party_put(p, row->line, row->byte, row->bytes, err);
}

static lc_rows format_of(run *r)
{
    return (lc_rows){',', columns, FIELDS, NAME, r, take_row};
}

int lc_ftm_simple(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.seen = LC_DATE_NONE};
    lc_rows f = format_of(&r);
    lc_party_init(&r.party, in, "ftm", "FTM");
    int rc = lc_rows_run(in, &f, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "ftm-simple-csv", r.seen, out, err);
    lc_party_done(&r.party);
    return rc;
}

bool lc_ftm_simple_fits(lc_sv head)
{
    lc_rows f = format_of(NULL);
    return lc_rows_header_fits(head, &f);
}
