/* engine/beyond.h: names the search cannot answer for. Private to engine. */
#ifndef ENGINE_BEYOND_H
#define ENGINE_BEYOND_H

#include "text/tokens.h"

/* Why finding nothing proves nothing for this name, in words; empty if it does: a word longer than
 * is compared (LC_SOUND_MAX letters), or nothing but legal forms, titles, particles and initials,
 * by which nobody is looked for. Lives in a. */
lc_sv lc_beyond_search(const lc_tokens *name, lc_arena *a);

#endif
