/* codec/json.h: JSON values as a tree in an arena; read strictly, written two ways.
 * Reading refuses duplicate keys, invalid UTF-8, NUL characters, trailing bytes and depth beyond
 * LC_JSON_MAX_DEPTH. A value read or built lives as long as its arena. Functions that look at a
 * value take NULL and treat it as absent. */
#ifndef CODEC_JSON_H
#define CODEC_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef enum lc_json_kind {
    LC_JSON_ABSENT = 0,
    LC_JSON_NULL,
    LC_JSON_BOOL,
    LC_JSON_INT,
    LC_JSON_REAL,
    LC_JSON_STRING,
    LC_JSON_ARRAY,
    LC_JSON_OBJECT
} lc_json_kind;

typedef struct lc_json lc_json;
enum { LC_JSON_MAX_DEPTH = 64 };

/* Parses one whole JSON text. On failure *out is untouched and err->byte is the place. */
int lc_json_parse(lc_arena *a, lc_sv text, lc_json **out, licet_error *err);

lc_json_kind lc_json_kind_of(const lc_json *v);
size_t lc_json_len(const lc_json *v);                        /* of an array or object, else 0 */
lc_json *lc_json_at(const lc_json *v, size_t i);             /* element or member value, or NULL */
lc_sv lc_json_key(const lc_json *v, size_t i);               /* member name */
lc_json *lc_json_get(const lc_json *v, const char *key);     /* member, or NULL */
lc_json *lc_json_path(const lc_json *v, const char *dotted); /* "item.eccn"; NULL if absent */
lc_sv lc_json_sv(const lc_json *v);                          /* string, else empty */
lc_sv lc_json_get_sv(const lc_json *v, const char *key);
bool lc_json_bool(const lc_json *v, bool if_not_bool);
int64_t lc_json_int(const lc_json *v, int64_t if_not_int); /* a whole REAL counts as INT */
double lc_json_real(const lc_json *v, double if_not_number);
bool lc_json_is_null(const lc_json *v); /* present and null */

lc_json *lc_json_null(lc_arena *a);
lc_json *lc_json_of_bool(lc_arena *a, bool b);
lc_json *lc_json_of_int(lc_arena *a, int64_t i);
lc_json *lc_json_of_real(lc_arena *a, double r);
lc_json *lc_json_of_sv(lc_arena *a, lc_sv s); /* copies */
lc_json *lc_json_of_z(lc_arena *a, const char *z);
lc_json *lc_json_array(lc_arena *a);
lc_json *lc_json_object(lc_arena *a);
/* Append / set (an existing key is replaced in place). value NULL is stored as null.
 * Return the container. */
lc_json *lc_json_push(lc_arena *a, lc_json *array, lc_json *value);
lc_json *lc_json_set(lc_arena *a, lc_json *object, const char *key, lc_json *value);
void lc_json_set_sv(lc_arena *a, lc_json *object, const char *key, lc_sv value);
void lc_json_set_z(lc_arena *a, lc_json *object, const char *key, const char *value);
void lc_json_set_int(lc_arena *a, lc_json *object, const char *key, int64_t value);
void lc_json_set_bool(lc_arena *a, lc_json *object, const char *key, bool value);
/* Sets the string only if it is not empty. */
void lc_json_set_some(lc_arena *a, lc_json *object, const char *key, lc_sv value);
void lc_json_push_sv(lc_arena *a, lc_json *array, lc_sv value);

/* The same without copies, for answers by the thousand: text and key are borrowed and must live as
 * long as the value; the key must not stand in the object yet. */
lc_json *lc_json_view(lc_arena *a, lc_sv s);
void lc_json_add(lc_arena *a, lc_json *object, lc_sv key, lc_json *value);
void lc_json_add_view(lc_arena *a, lc_json *object, lc_sv key, lc_sv value);
void lc_json_push_view(lc_arena *a, lc_json *array, lc_sv value);
/* Remembers the bytes of an object that stands in many answers; those are then written as they
 * are. It and what it holds must not change afterwards; a shared one may be read by any thread. */
void lc_json_freeze(lc_arena *a, lc_json *object);

/* A deep copy in a. */
lc_json *lc_json_copy(lc_arena *a, const lc_json *v);

typedef enum lc_json_style {
    LC_JSON_COMPACT = 0, /* members in the order they were set, no white space */
    LC_JSON_CANONICAL,   /* members sorted by bytes, no white space: same value, same bytes */
    LC_JSON_PRETTY       /* as set, two spaces of indent */
} lc_json_style;
void lc_json_write(const lc_json *v, lc_json_style style, lc_buf *out);
lc_sv lc_json_text(lc_arena *a, const lc_json *v, lc_json_style style);
/* One string with quotes and escapes. */
void lc_json_write_string(lc_sv s, lc_buf *out);

/* Frames a big JSON document: {"results":[{...},{...}]} or [{...}] is handed on one array element
 * at a time, so memory does not grow with the file. */
typedef struct lc_json_element {
    lc_sv text;          /* the element's own bytes; valid during the call */
    uint64_t line, byte; /* where it starts in the file */
    uint64_t index;
} lc_json_element;
struct lc_reader;
typedef struct lc_json_frame {
    const char *array_key; /* "results"; the element stream is the top-level array if absent */
    size_t max_element_bytes;
    void *ctx;
    int (*element)(void *ctx, const lc_json_element *e, licet_error *err);
    /* every other top-level member, whole (at most max_element_bytes); may be NULL */
    int (*member)(void *ctx, lc_sv key, lc_sv text, licet_error *err);
} lc_json_frame;
int lc_json_frame_run(const struct lc_reader *in, const lc_json_frame *f, licet_error *err);

#endif
