/* source/publishers.h: the publishers' files, for table.c. Private to source. */
#ifndef SOURCE_PUBLISHERS_H
#define SOURCE_PUBLISHERS_H

#include "source/source.h"

extern const lc_source lc_source_csl;                           /* csl.c */
extern const lc_source lc_source_dpl;                           /* dpl.c */
extern const lc_source lc_source_el;                            /* us_entity.c */
extern const lc_source lc_source_own;                           /* own.c */
extern const lc_source lc_source_ofac_sdn, lc_source_ofac_cons; /* ofac.c */
extern const lc_source lc_source_un;                            /* un.c */
extern const lc_source lc_source_uk_sl, lc_source_uk_ofsi;      /* uk_sl.c, uk_ofsi.c */
extern const lc_source lc_source_ca_sema;                       /* ca_sema.c */
extern const lc_source lc_source_au_dfat;                       /* au_dfat.c */
extern const lc_source lc_source_us_ddtc;                       /* us_ddtc.c */
extern const lc_source lc_source_ftm;                           /* ftm.c */
extern const lc_source lc_source_eu_fsf, lc_source_ch_seco;     /* eu_fsf.c, ch_seco.c */

extern const lc_source lc_source_jp_meti, lc_source_cn_mofcom;     /* jp_meti.c, cn_mofcom.c */
extern const lc_source lc_source_us_isn, lc_source_us_dod_1260h;   /* us_isn.c, us_dod_1260h.c */
extern const lc_source lc_source_us_uflpa;                         /* us_uflpa.c */
extern const lc_source lc_source_us_bis_uvl, lc_source_us_bis_meu; /* us_supplement.c */

#endif
