/* source/uk_sl.h: the UK Sanctions List of the Foreign, Commonwealth & Development Office, in its
 * two machine-readable forms. Private to source. */
#ifndef SOURCE_UK_SL_H
#define SOURCE_UK_SL_H

#include "source/party.h"

/* uk_sl_csv.c */
int lc_uk_sl_csv(lc_input *in, lc_source_result *out, licet_error *err);
bool lc_uk_sl_csv_fits(lc_sv head);
/* uk_sl_xml.c */
int lc_uk_sl_xml(lc_input *in, lc_source_result *out, licet_error *err);

#endif
