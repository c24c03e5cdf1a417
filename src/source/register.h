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

/* The `parse` and `recognises` of a source that is this one register and nothing else: an lc_source
 * hands its functions no context, so each such source needs its own. */
#define LC_REGISTER_SOURCE(list)                                                                   \
    static int parse_text(lc_input *in, lc_source_result *out, licet_error *err)                   \
    {                                                                                              \
        return lc_register_text(&(list), in, out, err);                                            \
    }                                                                                              \
    static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,     \
                     lc_source_result *out, licet_error *err)                                      \
    {                                                                                              \
        return lc_input_run(in, origin, sink, parse_text, NULL, out, err);                         \
    }                                                                                              \
    static bool recognises(lc_sv head, lc_sv file_name)                                            \
    {                                                                                              \
        (void)file_name;                                                                           \
        return lc_register_fits(&(list), head);                                                    \
    }

#endif
