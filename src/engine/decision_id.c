#include "codec/hash.h"
#include "engine/screen.h"

extern const char lc_build_id[]; /* cmake/build_id.cmake */

const char *licet_engine(void)
{
    return lc_build_id;
}

void lc_decision_id(lc_sv canonical_body, char out[LC_DECISION_ID])
{
    /* Crockford base 32: no I, L, O, U to misread. 20 characters are 100 bits of the hash. */
    static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256_of(canonical_body, digest);
    out[0] = 'D';
    out[1] = '-';
    for (int i = 0; i < 20; i++) {
        int bit = i * 5, value = 0;
        for (int b = bit; b < bit + 5; b++) value = value * 2 + (digest[b / 8] >> (7 - b % 8) & 1);
        out[2 + i] = digits[value];
    }
    out[22] = 0;
}
