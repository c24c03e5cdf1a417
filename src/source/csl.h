/* source/csl.h: the Consolidated Screening List of the International Trade Administration
 * (https://www.trade.gov/consolidated-screening-list): one record, whichever layout it came in.
 * Private to source.
 *
 * Both layouts have the same 29 fields. CSV joins lists with "; " and the parts of an address or an
 * identification with ", "; JSON has arrays and objects. A JSON record is brought into the CSV's
 * words first, except for addresses and identifications, whose parts it keeps: so one piece of code
 * makes the entry, and the two layouts give the same one. */
#ifndef SOURCE_CSL_H
#define SOURCE_CSL_H

#include "source/build.h"
#include "source/input.h"
#include "source/key.h"
#include "source/rows.h"

typedef enum lc_csl_field {
    LC_CSL_ID = 0,
    LC_CSL_SOURCE,
    LC_CSL_NUMBER,
    LC_CSL_TYPE,
    LC_CSL_PROGRAMS,
    LC_CSL_NAME,
    LC_CSL_TITLE,
    LC_CSL_ADDRESSES,
    LC_CSL_NOTICE,
    LC_CSL_START,
    LC_CSL_END,
    LC_CSL_STANDARD_ORDER,
    LC_CSL_REQUIREMENT,
    LC_CSL_POLICY,
    LC_CSL_CALL_SIGN,
    LC_CSL_VESSEL_TYPE,
    LC_CSL_GROSS_TONNAGE,
    LC_CSL_GROSS_REGISTERED_TONNAGE,
    LC_CSL_VESSEL_FLAG,
    LC_CSL_VESSEL_OWNER,
    LC_CSL_REMARKS,
    LC_CSL_LIST_URL,
    LC_CSL_ALT_NAMES,
    LC_CSL_CITIZENSHIPS,
    LC_CSL_BIRTHS,
    LC_CSL_NATIONALITIES,
    LC_CSL_BIRTHPLACES,
    LC_CSL_INFORMATION_URL,
    LC_CSL_IDS,
    LC_CSL_COUNTRY, /* of the JSON layout */
    LC_CSL_FIELDS
} lc_csl_field;

extern const lc_column lc_csl_columns[LC_CSL_FIELDS];

typedef struct lc_csl_record {
    const lc_sv *values;         /* LC_CSL_FIELDS of them, lists joined */
    const lc_address *addresses; /* with parts, in place of the joined field */
    size_t n_addresses;
    const lc_ident *idents; /* the same */
    size_t n_idents;
    const lc_attr *extra;
    size_t n_extra;
    bool partial;       /* a damaged row: source and name can be trusted, no more */
    const lc_sv *maybe; /* of a damaged row: what may be the name */
    size_t n_maybe;
    bool number_first; /* ids as "country, number, type" (files of 2019) */
    uint64_t line, byte, bytes;
} lc_csl_record;

typedef struct lc_csl {
    lc_input *in;
    lc_build build;
    lc_keys *keys;
    uint64_t numbered, numbered_twice;
} lc_csl;

void lc_csl_init(lc_csl *c, lc_input *in);
void lc_csl_done(lc_csl *c);
/* Before the values of a record are made in build.arena: forgets the last record. */
void lc_csl_begin(lc_csl *c);
/* Makes the entry and hands it on. */
int lc_csl_put(lc_csl *c, const lc_csl_record *r, licet_error *err);
/* Refuses a file in which many numbers stand twice. */
int lc_csl_end(lc_csl *c, licet_error *err);

/* The sub-list code of a source name, or NULL: "Entity List (EL) - Bureau of ..." -> "EL". */
const char *lc_csl_sublist(lc_sv source);

/* csl_id.c: identifications, which of them identify, and vessels' IMO numbers. */
void lc_csl_add_idents(lc_build *b, const lc_csl_record *r);
void lc_csl_add_vessel(lc_build *b, const lc_csl_record *r);

/* csl_csv.c and csl_json.c */
bool lc_csl_csv_fits(lc_sv head);
bool lc_csl_json_fits(lc_sv head);
int lc_csl_csv_parse(lc_input *in, lc_source_result *out, licet_error *err);
int lc_csl_json_parse(lc_input *in, lc_source_result *out, licet_error *err);

#endif
