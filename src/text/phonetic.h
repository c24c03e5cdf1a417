/* text/phonetic.h: the sound of a romanised word, so that spellings of one name by different
 * systems and languages come together (Qadhafi, Gaddafi; Sergey, Sergei; Yevgeniy, Evgenij). */
#ifndef TEXT_PHONETIC_H
#define TEXT_PHONETIC_H

#include "base/sv.h"

enum { LC_SOUND_MAX = 64 }; /* of a longer word the sound of its beginning is given */

/* Writes the sound of word (folded, romanised: a-z and digits; other bytes are copied) and returns
 * its length; never longer than the word nor than LC_SOUND_MAX. Deterministic; no two different
 * digits ever sound the same. */
size_t lc_sound(lc_sv word, char out[LC_SOUND_MAX]);

#endif
