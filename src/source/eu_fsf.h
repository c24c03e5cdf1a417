/* source/eu_fsf.h: the European Union's consolidated list of persons, groups and entities subject
 * to financial sanctions (Financial Sanctions Files, format 1.1), in both forms it is published in.
 * Private to source. */
#ifndef SOURCE_EU_FSF_H
#define SOURCE_EU_FSF_H

#include "source/party.h"

/* eu_fsf_xml.c, eu_fsf_csv.c */
int lc_eu_fsf_xml(lc_input *in, lc_source_result *out, licet_error *err);
int lc_eu_fsf_csv(lc_input *in, lc_source_result *out, licet_error *err);
bool lc_eu_fsf_csv_fits(lc_sv head);

/* ---- eu_fsf.c: values that both forms give, under the same names ---- */

typedef struct lc_eu_name {
    lc_sv whole, first, middle, last, language, title, function, gender;
    bool weak;
} lc_eu_name;
void lc_eu_add_name(lc_party *p, const lc_eu_name *n);

typedef struct lc_eu_birth {
    lc_sv date, day, month, year, from_year, to_year, city, place, country;
    bool circa;
} lc_eu_birth;
void lc_eu_add_birth(lc_party *p, const lc_eu_birth *b);

typedef struct lc_eu_address {
    lc_sv street, po_box, city, region, place, zip, country_code, country, contact, remark;
} lc_eu_address;
void lc_eu_add_address(lc_party *p, const lc_eu_address *a);

typedef struct lc_eu_ident {
    lc_sv number, latin_number, type, country_code, issued_by, issued, valid_to, remark;
    bool expired, is_false, lost, revoked;
} lc_eu_ident;
void lc_eu_add_ident(lc_party *p, const lc_eu_ident *i);

/* A code with "00" for unknown, and a name. */
void lc_eu_add_country(lc_party *p, const char *attr, lc_sv code, lc_sv name);
/* "P" or "person", "E" or "enterprise". */
lc_party_type lc_eu_type(lc_sv word);
bool lc_eu_yes(lc_sv flag); /* "true", "1" */

#endif
