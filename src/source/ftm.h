/* source/ftm.h: FollowTheMoney entities (https://followthemoney.tech), as OpenSanctions publishes
 * them: entities.ftm.json, one entity a line. A party's addresses, sanctions and identifications
 * may be entities of their own, anywhere in the file, that refer to it or that it refers to.
 * Private to source. */
#ifndef SOURCE_FTM_H
#define SOURCE_FTM_H

#include "codec/json.h"
#include "source/party.h"

/* ---- ftm_side.c: the entities that belong to a party ---- */

typedef struct lc_ftm_sanction {
    const lc_json *properties;
    struct lc_ftm_sanction *next; /* of the same party */
} lc_ftm_sanction;

typedef struct lc_ftm_ident {
    const lc_json *properties;
    bool passport;
    struct lc_ftm_ident *next;
} lc_ftm_ident;

typedef struct lc_ftm_side lc_ftm_side;

lc_ftm_side *lc_ftm_side_new(void);
void lc_ftm_side_free(lc_ftm_side *s); /* takes NULL */
/* Could this line be one of them? Asked before it is read, so that most lines are read once. */
bool lc_ftm_side_may_be(lc_sv line);
/* Keeps the entity if it is one. What it refers to need not be known yet. */
void lc_ftm_side_add(lc_ftm_side *s, const lc_json *entity);
/* The bytes all of them take. */
size_t lc_ftm_side_bytes(const lc_ftm_side *s);
const lc_json *lc_ftm_side_address(const lc_ftm_side *s, lc_sv id); /* properties, or NULL */
const lc_ftm_sanction *lc_ftm_side_sanctions(const lc_ftm_side *s, lc_sv party_id);
const lc_ftm_ident *lc_ftm_side_idents(const lc_ftm_side *s, lc_sv party_id);

/* ---- ftm_party.c: one party ---- */

typedef enum lc_ftm_kind {
    LC_FTM_OTHER = 0, /* a thing or a relation: no party */
    LC_FTM_SIDE,      /* belongs to a party: ftm_side.c */
    LC_FTM_PARTY
} lc_ftm_kind;
/* By schema; *out_type of a party. */
lc_ftm_kind lc_ftm_kind_of(lc_sv schema, lc_party_type *out_type);

/* Fills p's entry, which was begun, from an entity and what belongs to it. */
void lc_ftm_party(lc_party *p, const lc_json *entity, const lc_ftm_side *side);

/* Kinds of identification and the property of a party that holds them ("innCode", "INN"). NULL
 * behind the last. */
typedef struct lc_ftm_number {
    const char *property, *type;
} lc_ftm_number;
const lc_ftm_number *lc_ftm_number_at(size_t i);

/* ---- ftm_simple.c: targets.simple.csv, the same parties as a table ---- */
int lc_ftm_simple(lc_input *in, lc_source_result *out, licet_error *err);
bool lc_ftm_simple_fits(lc_sv head);

#endif
