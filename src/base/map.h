/* base/map.h: bytes -> uint32. Keys are borrowed: they must outlive the map. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/sv.h"

typedef struct lc_map lc_map;

lc_map *lc_map_new(void);
void lc_map_free(lc_map *m); /* takes NULL */
size_t lc_map_len(const lc_map *m);
/* Pointer to the value, or NULL. Valid until the next put. */
uint32_t *lc_map_get(const lc_map *m, lc_sv key);
/* Pointer to the value, made 0 if the key is new (*is_new, may be NULL, says so). */
uint32_t *lc_map_put(lc_map *m, lc_sv key, bool *is_new);
/* 64-bit hash of bytes, the same on every machine and in every run. Not for secrets. */
uint64_t lc_hash64(lc_sv v);

#endif
