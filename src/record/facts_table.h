/* record/facts_table.h: the contract of words as tables: every path a fact may have, its type, its
 * words. Private to this room; read by facts.c, which knows no path by itself. */
#ifndef RECORD_FACTS_TABLE_H
#define RECORD_FACTS_TABLE_H

#include "record/facts_shape.h"

typedef enum lc_fact_kind {
    LC_FACT_TEXT = 0, /* any string */
    LC_FACT_WORD,     /* a string out of the field's words */
    LC_FACT_PLACE,    /* ISO 3166-1 alpha-2, or a region such as UA-CRIMEA */
    LC_FACT_DATE,     /* YYYY-MM-DD */
    LC_FACT_YES_NO,
    LC_FACT_NUMBER,  /* not negative */
    LC_FACT_PERCENT, /* 0..100, a plain number */
    LC_FACT_SHARE,   /* 0..100, kept in millionths of a per cent */
    LC_FACT_TEXTS,   /* array of strings, out of the field's words if it has any */
    LC_FACT_PLACES,  /* array of places */
    LC_FACT_OBJECT,
    LC_FACT_OBJECTS, /* array of objects: pointer and count */
    LC_FACT_ANSWERS, /* {"ECCN#row": true} */
    LC_FACT_FLAGS    /* {"LVS": "$5,000"} */
} lc_fact_kind;

enum {
    LC_FACT_ENGINE_ONLY = 1, /* the screening's own word: refused from a user */
    LC_FACT_NULL_OK = 2,
    LC_FACT_BY_POINTER = 4,   /* OBJECT: allocated, the member points to it */
    LC_FACT_NULL_IS_DOUBT = 8 /* null sets the bool at given_at */
};

typedef struct lc_fact_shape lc_fact_shape;

typedef struct lc_fact_field {
    const char *key;
    lc_fact_kind kind;
    size_t at;                       /* offset of the value in its structure */
    const char *const *words;        /* NULL ends */
    const char *const *engine_words; /* used instead where the screening speaks; NULL: the same */
    const lc_fact_shape *of;         /* of OBJECT and OBJECTS */
    size_t count_at;                 /* OBJECTS, ANSWERS, FLAGS: offset of the count */
    size_t given_at;                 /* offset of a bool set when the member is there; 0 none */
    int flags;
} lc_fact_field;

struct lc_fact_shape {
    const lc_fact_field *fields;
    size_t n_fields, size_bytes;
    size_t path_at;               /* offset of a view that gets the element's path; 0 none */
    const lc_fact_shape *same_as; /* fills the same structure and more fields of it; NULL none */
};

/* The facts themselves; everything else hangs below. */
const lc_fact_shape *lc_facts_shape_root(void);

#endif
