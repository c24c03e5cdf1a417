/* codec/utf8.h: is this well-formed UTF-8 without NUL? Inside this room only: the text room has
 * its own, and this room may not include it. */
#ifndef CODEC_UTF8_H
#define CODEC_UTF8_H

#include "base/sv.h"

/* Offset of the first byte that is NUL or breaks UTF-8 (Unicode 15 table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF), or SIZE_MAX if there is none. */
size_t lc_utf8_bad_at(lc_sv s);

#endif
