/* cli/json.h: reads the JSON the library hands out (well-formed by contract), nothing else.
 *
 * A value is a pointer to its first byte inside the NUL-terminated text. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Value of a member of an object, or NULL (also when object is NULL or no object). */
const char *cli_json_get(const char *object, const char *key);

/* Members of an object or items of an array, in order:
 *   for (cli_json_walk w = cli_json_begin(v); cli_json_step(&w);) use(w.key, w.value); */
typedef struct cli_json_walk {
    char key[128]; /* cut if longer; empty in arrays */
    const char *value;
    const char *at; /* working place */
    bool object;
} cli_json_walk;
cli_json_walk cli_json_begin(const char *value);
bool cli_json_step(cli_json_walk *w);

/* Text of a string (escapes undone, cut if out is too small), or a number or word as it stands;
 * "" for NULL, null, objects, arrays. Returns out. */
const char *cli_json_text(const char *value, char *out, size_t cap);
int64_t cli_json_int(const char *value, int64_t fallback);
bool cli_json_true(const char *value);

#endif
