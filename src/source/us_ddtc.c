/* Parties debarred from activities under the ITAR, of the Directorate of Defense Trade Controls:
 * two tables (CSV), the statutorily debarred (22 CFR 127.7(b)) and the administratively debarred
 * (127.7(a), (d)). Together they are the list. */
#include "source/names.h"
#include "source/party.h"
#include "source/publishers.h"
#include "source/rows.h"
#include "source/when.h"

typedef enum field {
    NAME = 0,
    BIRTH,
    NOTICE,
    DATE,
    CORRECTED,
    CORRECTED_DATE,
    STATUTORY_FIELDS,
    CHARGING = BIRTH, /* of the administratively debarred */
    ORDER = CORRECTED,
    ADMINISTRATIVE_FIELDS
} field;

static const lc_column statutory[STATUTORY_FIELDS] = {
    [NAME] = {"Party Name", true},
    [BIRTH] = {"Date Of Birth", false},
    [NOTICE] = {"Federal Register Notice", true},
    [DATE] = {"Notice Date", true},
    [CORRECTED] = {"Corrected Notice", false},
    [CORRECTED_DATE] = {"Corrected Notice Date", false}};

static const lc_column administrative[ADMINISTRATIVE_FIELDS] = {
    [NAME] = {"Name", true},
    [CHARGING] = {"Charging Letter", true},
    [NOTICE] = {"Federal Register Notice", true},
    [DATE] = {"Date", true},
    [ORDER] = {"Debarment Order", true}};

enum { STATUTORY = 0, ADMINISTRATIVE, PARTS };

typedef struct run {
    lc_party party;
    int part;
} run;

static lc_rows format_of(run *r, int part,
                         int (*row)(void *ctx, const lc_row *row, licet_error *err))
{
    if (part == STATUTORY) return (lc_rows){',', statutory, STATUTORY_FIELDS, NAME, r, row};
    return (lc_rows){',', administrative, ADMINISTRATIVE_FIELDS, NAME, r, row};
}

/* Dates are in American order; a notice's date is its publication. */
static void add_date(run *r, const lc_row *row)
{
    lc_entry *e = &r->party.build.entry;
    lc_sv t = lc_build_trim(row->values[DATE]);
    if (lc_date_any(t, &e->from))
        e->from_is_publication = r->part == STATUTORY;
    else if (t.len)
        lc_party_from(&r->party, "Notice Date", t, row->line, row->byte);
}

static void add_facts(run *r, const lc_row *row)
{
    lc_party *p = &r->party;
    if (r->part == ADMINISTRATIVE) {
        lc_build_program(&p->build, LC_SV("AECA administrative debarment"));
        lc_party_attr(p, "charging_letter", row->values[CHARGING]);
        lc_party_attr(p, "debarment_order", row->values[ORDER]);
        return;
    }
    lc_build_program(&p->build, LC_SV("AECA statutory debarment"));
    lc_party_birth(p, row->values[BIRTH]);
    if (p->build.entry.n_births) p->build.entry.type = LC_TYPE_PERSON;
    lc_party_attr(p, "corrected_notice", row->values[CORRECTED]);
    lc_party_attr(p, "corrected_notice_date", row->values[CORRECTED_DATE]);
}

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    run *r = ctx;
    lc_party *p = &r->party;
    lc_party_begin(p);
    lc_names_primary(&p->build, row->values[NAME]);
    lc_party_maybe(p, row->maybe, row->n_maybe);
    add_date(r, row);
    add_facts(r, row);
    p->build.entry.citation = lc_build_line(&p->build, row->values[NOTICE]);
    for (size_t i = 0; i < row->n_extra; i++)
        lc_party_attr_of(p, row->extra[i].name, row->extra[i].value);
    return lc_party_put(p, row->line, row->byte, row->bytes, err);
}

/* ---- the files ---- */

static int part_of(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    for (int part = STATUTORY; part < PARTS; part++) {
        lc_rows f = format_of(NULL, part, NULL);
        if (lc_rows_header_fits(head, &f)) return part;
    }
    return -1;
}

static bool recognises(lc_sv head, lc_sv file_name)
{
    return part_of(head, file_name) >= 0;
}

static int read_part(run *r, const lc_source_part *part, const lc_source_sink *sink, bool is_first,
                     lc_source_result *out, licet_error *err)
{
    lc_input *in;
    int rc = lc_input_open(part->in, &part->origin, sink, false, &in, err);
    if (rc) return rc;
    r->party.in = in;
    lc_rows f = format_of(r, r->part, take_row);
    rc = lc_rows_run(in, &f, err);
    if (!rc && is_first)
        rc = lc_input_end(in, "ddtc-csv", LC_DATE_NONE, out, err);
    else if (!rc)
        rc = lc_input_end_part(in, out, err);
    lc_input_close(in);
    return rc;
}

static int parse_parts(const lc_source_part *const parts[LC_SOURCE_MAX_PARTS],
                       const lc_source_sink *sink, lc_source_result *out, licet_error *err)
{
    run r;
    lc_source_result sum = {.list_date = LC_DATE_NONE};
    lc_party_init(&r.party, NULL, "us_ddtc", "DTC");
    int rc = 0;
    for (r.part = STATUTORY; r.part < PARTS && !rc; r.part++)
        if (parts[r.part]) rc = read_part(&r, parts[r.part], sink, r.part == STATUTORY, &sum, err);
    if (!rc) *out = sum;
    lc_party_done(&r.party);
    return rc;
}

/* The statutorily debarred alone. */
static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    const lc_source_part only = {in, *origin};
    const lc_source_part *const parts[LC_SOURCE_MAX_PARTS] = {&only};
    return parse_parts(parts, sink, out, err);
}

const lc_source lc_source_us_ddtc = {.id = "us_ddtc",
                                     .title = "AECA debarred parties",
                                     .recognises = recognises,
                                     .parse = parse,
                                     .n_parts = PARTS,
                                     .n_whole = PARTS,
                                     .part_of = part_of,
                                     .parse_parts = parse_parts};
