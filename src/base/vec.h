/* base/vec.h: a growing array of any type, on malloc.
 *   LC_VEC(int) v = {0};  lc_vec_push(&v, 7);  v.at[0];  v.len;  lc_vec_done(&v); */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdlib.h>
#include "base/arena.h"

#define LC_VEC(type)                                                                               \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t len, cap;                                                                           \
    }

#define lc_vec_reserve(v, n)                                                                       \
    do {                                                                                           \
        if (!(v)->at || (v)->cap < (n)) {                                                          \
            size_t lc_cap_ = (v)->cap ? (v)->cap : 8;                                              \
            while (lc_cap_ < (n)) lc_cap_ += lc_cap_ / 2 + 1;                                      \
            (v)->at = lc_xrealloc((v)->at, lc_cap_ * sizeof *(v)->at);                             \
            (v)->cap = lc_cap_;                                                                    \
        }                                                                                          \
    } while (0)

#define lc_vec_push(v, ...)                                                                        \
    do {                                                                                           \
        lc_vec_reserve((v), (v)->len + 1);                                                         \
        (v)->at[(v)->len++] = (__VA_ARGS__);                                                       \
    } while (0)

#define lc_vec_done(v) (free((v)->at), (v)->at = NULL, (v)->len = (v)->cap = 0)

#endif
