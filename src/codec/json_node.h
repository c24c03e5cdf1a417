/* codec/json_node.h: a JSON value from inside. Private to json.c and json_write.c. */
#ifndef CODEC_JSON_NODE_H
#define CODEC_JSON_NODE_H

#include "codec/json.h"

typedef struct lc_json_member {
    lc_sv key;
    lc_json *value;
} lc_json_member;

enum {
    LC_JSON_FROZEN = UINT32_MAX
}; /* cap of an object whose bytes stand behind its members, as a key */

struct lc_json {
    lc_json_kind kind;
    uint32_t len, cap;
    union {
        bool boolean;
        int64_t integer;
        double real;
        lc_sv string;
        lc_json_member *members; /* of objects and arrays; arrays leave the keys empty */
    } u;
};

#endif
