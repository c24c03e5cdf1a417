/* source/register.h: lists that their publishers give out as documents (PDF, web pages, word
 * processor files), read from what a conversion of the document gives: a table with a header (CSV
 * or a workbook), or a register as JSON: {"entities": [...]} or [...]. Private to source.
 *
 *   name | entity_name | Company or Organization ...      the party; required
 *   aliases | Also Known As ...                           further names
 *   country, address, addresses                           where it is
 *   effective_date | date_added ...                       since when
 *   federal_register | citation ...                       the notice
 *   notes | reason | Type of WMD ..., status, url, id, list
 *
 * Everything else is kept as attribute. The documents themselves are not read. */
#ifndef SOURCE_REGISTER_H
#define SOURCE_REGISTER_H

#include "source/party.h"

typedef struct lc_register_list { /* the words of a register's list and our sub-list */
    const char *id, *sublist;
} lc_register_list;

typedef struct lc_register {
    const char *source, *sublist, *format;
    const char *publisher_country; /* lower case: a register may repeat it on every record, where it
                                      says nothing of the party; NULL: none */
    const char *list_id;           /* of registers that have it for the whole file; NULL: none */
    const lc_register_list *lists; /* or NULL; ends with an id that is NULL */
    void (*after)(lc_party *p);    /* once the entry is filled; may be NULL */
} lc_register;

/* A body for lc_input_run: a table, a workbook or JSON. */
int lc_register_text(const lc_register *r, lc_input *in, lc_source_result *out, licet_error *err);
/* Does this head name the register's list? */
bool lc_register_fits(const lc_register *r, lc_sv head);

#endif
