#include "store/merkle.h"

#include "store/seal.h"
#include "store/store.h"

/* RFC 6962 section 2.1: SHA-256(0x01, left, right). out may be left or right. */
static void node_of(const uint8_t *left, const uint8_t *right, uint8_t *out)
{
    uint8_t bytes[1 + 2 * LC_HASH_BYTES] = {LC_SEAL_NODE};
    memcpy(bytes + 1, left, LC_HASH_BYTES);
    memcpy(bytes + 1 + LC_HASH_BYTES, right, LC_HASH_BYTES);
    lc_sha256_of(lc_sv_make((const char *)bytes, sizeof bytes), out);
}

/* As in adding one to a binary number: each trailing one bit of n is a peak of the size of the
 * tree now carried, and merges with it. */
void lc_merkle_put(lc_merkle *m, const uint8_t leaf[LC_HASH_BYTES])
{
    memcpy(m->peak[m->peaks++], leaf, LC_HASH_BYTES);
    for (uint64_t ones = m->n; ones & 1; ones >>= 1) {
        m->peaks--;
        node_of(m->peak[m->peaks - 1], m->peak[m->peaks], m->peak[m->peaks - 1]);
    }
    m->n++;
}

/* The RFC splits n at the largest power of two below it: the peaks hang together from the right. */
void lc_merkle_head(const lc_merkle *m, uint8_t out[LC_HASH_BYTES])
{
    if (m->peaks == 0) {
        lc_sha256_of(LC_SV_NONE, out);
        return;
    }
    memcpy(out, m->peak[m->peaks - 1], LC_HASH_BYTES);
    for (unsigned i = m->peaks - 1; i > 0; i--) node_of(m->peak[i - 1], out, out);
}

void lc_merkle_root(const uint8_t (*leaves)[32], size_t n, uint8_t out[32])
{
    lc_merkle m = {0};
    for (size_t i = 0; i < n; i++) lc_merkle_put(&m, leaves[i]);
    lc_merkle_head(&m, out);
}
