/* rule/programs.h: OFAC programme tags that bring a licence requirement of 15 CFR 744.8 with them.
 */
#ifndef RULE_PROGRAMS_H
#define RULE_PROGRAMS_H

#include "rule/rules.h"

typedef struct lc_program {
    lc_sv tag;       /* as OFAC writes it: "ILLICIT-DRUGS-EO14059" */
    lc_sv key;       /* letters and digits only, upper case */
    lc_sv basis;     /* contract word: "744.8(b)", "744.8" before 2024-03-21 */
    lc_sv paragraph; /* "744.8(a)(1)(i)(C)" */
    lc_date from, to;
    lc_sv cite;
} lc_program;

int lc_programs_compile(struct lc_rules *r, licet_error *err);
/* The tag without brackets, blanks, hyphens and case: "[ILLICIT DRUGS-EO14059]" and
 * "ILLICIT-DRUGS-EO14059" are the same. */
lc_sv lc_program_key(lc_arena *a, lc_sv tag);
/* The rule a tag falls under on day, or NULL. Day LC_DATE_NONE: any period. */
const lc_program *lc_program_on(const lc_rules *r, lc_arena *a, lc_sv tag, lc_date day);

#endif
