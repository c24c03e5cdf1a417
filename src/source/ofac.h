/* source/ofac.h: OFAC's own lists, as comma-separated files without a header or as one XML file
 * (https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas).
 * Private to source.
 *
 * A list is three or four files that name an entry by its number:
 *
 *   sdn.csv           cons_prim.csv       number, name, type, programmes, title, vessel fields,
 * remarks add.csv           cons_add.csv        number, number, street, city, country, remarks
 *   alt.csv           cons_alt.csv        number, number, aka fka or nka, name, remarks
 *   sdn_comments.csv  cons_comments.csv   number, the rest of remarks that were cut at 1,000
 * letters
 *
 * "-0- " stands for nothing, and a byte 1A ends each file. The policy is that of source/input.h;
 * and rows of the other files whose number the first does not have (files of different days) are
 * damaged rows: an alias without an entry becomes one, so that no name is lost. */
#ifndef SOURCE_OFAC_H
#define SOURCE_OFAC_H

#include "source/input.h"
#include "source/key.h"

typedef enum lc_ofac_part {
    LC_OFAC_PRIMARY = 0,
    LC_OFAC_ADDRESSES,
    LC_OFAC_ALIASES,
    LC_OFAC_COMMENTS,
    LC_OFAC_PARTS
} lc_ofac_part;

enum { LC_OFAC_MAX_FIELDS = 12 };
extern const size_t lc_ofac_fields[LC_OFAC_PARTS]; /* columns of each part: 12 6 5 2 */

/* ---- rows (ofac_rows.c) ---- */

typedef struct lc_ofac_row {
    lc_sv values[LC_OFAC_MAX_FIELDS]; /* trimmed; "-0-" is empty */
    lc_sv unread;                     /* of a row with another number of fields: all but two */
    uint64_t line, byte, bytes;
} lc_ofac_row;

/* Reads the whole file. A row lives during the call, in scratch. */
int lc_ofac_rows_run(lc_input *in, lc_ofac_part part, void *ctx,
                     int (*row)(void *ctx, const lc_ofac_row *row, licet_error *err),
                     licet_error *err);
/* Which part do these first bytes look like? -1: none. */
int lc_ofac_part_of(lc_sv head);

/* ---- the other files, by number (ofac_side.c) ---- */

enum { LC_OFAC_MAX_SIDE_BYTES = 256 * 1024 * 1024 };

typedef struct lc_ofac_side lc_ofac_side;
/* Reads a part whole. in lives as long as the side; not NULL. */
int lc_ofac_side_read(lc_input *in, lc_ofac_part part, lc_ofac_side **out, licet_error *err);
void lc_ofac_side_free(lc_ofac_side *s); /* takes NULL */
/* The first row with a number, then the next with the same; NULL: none. Taking marks it as used. s
 * may be NULL. */
const lc_ofac_row *lc_ofac_side_first(lc_ofac_side *s, lc_sv number);
const lc_ofac_row *lc_ofac_side_next(const lc_ofac_side *s, const lc_ofac_row *row);
/* First rows of numbers nobody took, one after the other, starting with NULL. */
const lc_ofac_row *lc_ofac_side_unused(const lc_ofac_side *s, const lc_ofac_row *before);

/* ---- which list (ofac.c) ---- */

/* The sub-list an entry with these programme tags ("A] [B") is on; of the SDN list always SDN. */
const char *lc_ofac_sublist(bool sdn, lc_sv tags);
/* Refuses a file in which many numbers stand twice. */
int lc_ofac_check_twice(const lc_input *in, uint64_t numbers, uint64_t twice, licet_error *err);

/* Programme tags in one order, whatever the file's. */
void lc_ofac_sort_programs(lc_build *b);

/* ---- kinds of identification and remark (ofac_kinds.c) ---- */

/* Its place in the comma-separated files' order; an unknown one is behind all others. */
size_t lc_ofac_kind_rank(lc_sv kind);

/* ---- the same as XML (ofac_xml.c) ---- */

bool lc_ofac_xml_fits(lc_sv head);
/* The whole list in one file. */
int lc_ofac_xml_parse(lc_input *in, bool sdn, lc_source_result *out, licet_error *err);

/* ---- remarks (ofac_remarks.c) ---- */

/* Dates and places of birth, nationalities, identifications, weak names, links: into the entry. The
 * whole text becomes the attribute "remarks". */
void lc_ofac_remarks(lc_build *b, lc_sv remarks);

#endif
