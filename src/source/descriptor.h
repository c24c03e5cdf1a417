/* source/descriptor.h: words in a name field that describe the party and are not its name.
 * Private to source.
 *
 * The State Department's notices write "PMC Wagner; and any successor, sub-unit, or subsidiary
 * thereof", "Igor Aleksandrovich Michurin (Russian national)", "Ri Sung Chol (DPRK individual)";
 * the Entity List "Ministry of Defence ..., including the Armed Forces ..." and "... Second
 * Academy. Subordinate Institution - 23rd Research Institute". */
#ifndef SOURCE_DESCRIPTOR_H
#define SOURCE_DESCRIPTOR_H

#include "source/build.h"

/* The name without such words; the same text if there are none. What they say goes to
 * the entry: its type, where the words name one, and its country. */
lc_sv lc_descriptor_cut(lc_build *b, lc_sv name);

#endif
