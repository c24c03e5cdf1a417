/* source/ch_seco.h: the parts of the Swiss list. Private to source. */
#ifndef SOURCE_CH_SECO_H
#define SOURCE_CH_SECO_H

#include "source/party.h"
#include "source/tree.h"

/* What targets refer to by number: places and sanctions programmes. */
typedef struct lc_seco_places lc_seco_places;
lc_seco_places *lc_seco_places_new(void);
void lc_seco_places_free(lc_seco_places *s);                  /* takes NULL */
void lc_seco_places_add(lc_seco_places *s, const lc_node *n); /* <place> or <sanctions-program> */
/* The programme a set of sanctions belongs to, in English where it is given; else empty. */
lc_sv lc_seco_program(const lc_seco_places *s, lc_sv set);

/* <individual>, <entity> or <object>, with its identities. */
void lc_seco_subject(lc_party *p, const lc_seco_places *s, const lc_node *subject);
void lc_seco_identity(lc_party *p, const lc_seco_places *s, const lc_node *identity);

#endif
