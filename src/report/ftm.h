/* report/ftm.h: entries of lists as FollowTheMoney entities (https://followthemoney.tech), one a
 * line, and as the rows of OpenSanctions' simplified table. What source/ftm.c reads back gives the
 * same party: names and their kinds, type, countries, addresses, identifications, dates of birth,
 * programmes, dates and citation. */
#ifndef REPORT_FTM_H
#define REPORT_FTM_H

#include "base/buf.h"
#include "record/entry.h"

typedef struct lc_ftm_context { /* what an entry does not say of itself */
    lc_sv authority;            /* who keeps the list */
    lc_sv topic;                /* FtM topic: "sanction", "export.control", "debarment", "poi" */
    lc_sv last_seen;            /* list date, YYYY-MM-DD, or empty */
} lc_ftm_context;

/* The party and, as entities of their own, its addresses, identifications and sanction: several
 * lines, each with its line end. */
void lc_ftm_write(lc_arena *a, const lc_entry *e, const lc_ftm_context *c, lc_buf *out);
/* targets.simple.csv */
void lc_ftm_simple_header(lc_buf *out);
void lc_ftm_simple_row(lc_arena *a, const lc_entry *e, const lc_ftm_context *c, lc_buf *out);

#endif
