/* source/publishers.h: the publishers' files, for table.c. Private to source. */
#ifndef SOURCE_PUBLISHERS_H
#define SOURCE_PUBLISHERS_H

#include "source/source.h"

extern const lc_source lc_source_csl;                           /* csl.c */
extern const lc_source lc_source_dpl;                           /* dpl.c */
extern const lc_source lc_source_own;                           /* own.c */
extern const lc_source lc_source_ofac_sdn, lc_source_ofac_cons; /* ofac.c */

#endif
