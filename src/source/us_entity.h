/* source/us_entity.h: the Entity List as the Code of Federal Regulations prints it: Supplement No.
 * 4 to part 744 of Title 15, from the eCFR
 * (https://www.ecfr.gov/api/versioner/v1/full/DATE/title-15.xml?part=744). Private to source.
 *
 * The supplement is one table of five columns: country, entity, licence requirement, licence review
 * policy, Federal Register citation. The country stands once, with the first of its rows. The
 * second column holds the name, other names, addresses and references to other countries in one
 * text:
 *
 *   NAME, a.k.a., the following two aliases:
 *   —ALIAS; and
 *   —ALIAS.
 *   ADDRESS; and ADDRESS. (See alternate addresses under COUNTRY).
 *
 * The policy is that of source/input.h. The whole text of the column is kept as attribute "entity",
 * so nothing that is taken apart wrongly is lost. */
#ifndef SOURCE_US_ENTITY_H
#define SOURCE_US_ENTITY_H

#include "source/input.h"
#include "source/key.h"

typedef enum lc_el_column {
    LC_EL_COUNTRY = 0,
    LC_EL_ENTITY,
    LC_EL_REQUIREMENT,
    LC_EL_POLICY,
    LC_EL_CITATION,
    LC_EL_COLUMNS
} lc_el_column;

/* ---- rows (us_entity_table.c) ---- */

/* Texts with single spaces; a line break of the table is one line end. */
typedef struct lc_el_row {
    lc_sv cells[LC_EL_COLUMNS]; /* the country filled in from the rows above */
    lc_sv footnotes;            /* numbers set as superscript in the row: "1 2" */
    uint64_t line, byte, bytes;
} lc_el_row;

/* Hands every row of the supplement's table on; headings and rows that are reserved are none.
 * *out_date: the day the text says it was amended to, or untouched. The row lives during the call.
 */
int lc_el_table_run(lc_input *in, void *ctx,
                    int (*row)(void *ctx, const lc_el_row *row, licet_error *err),
                    lc_date *out_date, licet_error *err);

/* ---- the second column (us_entity_cell.c) ---- */

/* Names and addresses into the entry, references to other countries to attribute "see_also". The
 * entry is address_only for "Address 01" and the like (15 CFR 744.16(f)). False: no name was found.
 */
bool lc_el_cell(lc_build *b, lc_sv cell);
/* The same for a name, joined aliases and addresses that somebody took apart already. */
void lc_el_parts(lc_build *b, lc_sv name, const lc_sv *aliases, size_t n_aliases, lc_sv addresses);

/* ---- citations (us_entity_cite.c) ---- */

/* "66 FR 24266, 5/14/01.\n75 FR 78883, 12/17/10." becomes the entry's citation, one "; " between
 * two, and the earliest of their days its "from": an entry takes effect when it is published or
 * before. Years of two digits are of 1997, when the list began, or later. A day that does not fit
 * its volume (volume 66 is of 2001) is told and not used. */
void lc_el_citation(lc_input *in, lc_build *b, lc_sv text, uint64_t line, uint64_t byte);

/* ---- one entry (us_entity.c) ---- */

typedef struct lc_el {
    lc_input *in;
    lc_build build;
    lc_keys *keys;
} lc_el;

void lc_el_init(lc_el *l, lc_input *in);
void lc_el_done(lc_el *l);
/* What stands as the country's heading ("CHINA, PEOPLE'S REPUBLIC OF") into the entry. */
void lc_el_country_into(lc_el *l, lc_sv country, uint64_t line, uint64_t byte);
/* Gives the entry its key and hands it on. */
int lc_el_put(lc_el *l, uint64_t line, uint64_t byte, uint64_t bytes, licet_error *err);
/* One line; a sentence that stands in the column twice, once. */
lc_sv lc_el_column_text(lc_build *b, lc_sv text);

/* ---- JSON (us_entity_json.c) ----
 *
 * {"list_id":"bis-entity-list","entities":[{"name","aliases":[..],"country","address","notes",
 * "federal_register"}]}: the table as somebody took it apart. "notes" is the requirement, cut at
 * 200 letters; there is no review policy, which therefore stays unknown. */
bool lc_el_json_fits(lc_sv head);
int lc_el_json_parse(lc_input *in, lc_source_result *out, licet_error *err);

#endif
