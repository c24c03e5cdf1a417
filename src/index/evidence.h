/* index/evidence.h: what an entry version says about its party besides names, as lines in the
 * index: C country, B date of birth, I identifier (as published), A address. */
#ifndef INDEX_EVIDENCE_H
#define INDEX_EVIDENCE_H

#include "base/buf.h"
#include "record/entry.h"

void lc_evidence_write(const lc_entry *e, lc_buf *out);

typedef struct lc_evidence_lines {
    lc_sv rest;
} lc_evidence_lines;
/* Next line of *lines; false at the end. */
bool lc_evidence_next(lc_evidence_lines *lines, char *out_kind, lc_sv *out_value);

/* An identifier for comparison: letters and digits only, upper case, leading zeros of a plain
 * number off; "IMO 9187629" and "9187629" are the same. Empty if fewer than 4 characters are left:
 * too little to identify anybody. */
lc_sv lc_ident_key(lc_arena *a, lc_sv text);
/* Behind what an asker wrote in front of a number: "Passport no. 1084010", "EG:1084010" ->
 * "1084010". Empty if there is nothing in front, or not only what is known to be no part of the
 * number ("AB 1084010"). Such an identifier is looked for as it stands, too: it may be one of its
 * own. */
lc_sv lc_ident_unlabelled(lc_sv text);

#endif
