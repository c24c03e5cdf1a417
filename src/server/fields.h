/* server/fields.h: what a request may hold, as tables. The same tables check requests and describe
 * them in the OpenAPI file, so that the two cannot differ. */
#ifndef SERVER_FIELDS_H
#define SERVER_FIELDS_H

#include "server/http.h"

typedef enum srv_kind {
    SRV_END = 0, /* closes a table */
    SRV_TEXT,    /* string of min..max characters */
    SRV_DATE,    /* YYYY-MM-DD */
    SRV_BIRTH,   /* YYYY, YYYY-MM or YYYY-MM-DD */
    SRV_WORD,    /* one of words */
    SRV_INT,     /* min..max */
    SRV_NUMBER,  /* min..max */
    SRV_BOOL,
    SRV_TEXTS, /* array of at most max strings; in a query: repeats */
    SRV_PART,  /* object of fields */
    SRV_PARTS, /* array of at most max objects of fields */
    SRV_ANY    /* object the library checks */
} srv_kind;

typedef struct srv_field {
    const char *name;
    srv_kind kind;
    bool required;
    long min, max;              /* max 0: SRV_MAX_TEXT for texts, none for numbers */
    const char *words;          /* SRV_WORD: separated by blanks */
    const char *says;           /* for the description */
    const struct srv_field *of; /* SRV_PART, SRV_PARTS */
} srv_field;

enum { SRV_MAX_TEXT = 4096 };

/* Checks the query against a table: unknown names (unless others may be there, too), bad values,
 * missing ones. 0, or -1 with the problem filled in. */
int srv_fields_check_args(const srv_request *rq, const srv_field *table, bool others, srv_reply *r);
/* The same for a JSON object; where: "body" or a path in it. */
int srv_fields_check_json(json_t *value, const srv_field *table, const char *where, srv_reply *r);
/* JSON Schema of one field, and of an object of fields. */
json_t *srv_field_schema(const srv_field *f);
json_t *srv_fields_schema(const srv_field *table);

/* Integer of the query, or fallback if absent; already checked. */
long srv_arg_long(const srv_request *rq, const char *name, long fallback);
bool srv_arg_true(const srv_request *rq, const char *name);
/* String member, or NULL. */
const char *srv_text_of(const json_t *object, const char *name);
bool srv_is_date(const char *s);

#endif
