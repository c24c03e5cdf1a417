/* codec/minisign.h: signatures in minisign's own file formats (Ed25519,
 * jedisct1.github.io/minisign): what is signed here, minisign -V verifies, and the other way round.
 */
#ifndef CODEC_MINISIGN_H
#define CODEC_MINISIGN_H

#include "base/buf.h"
#include "base/error.h"

enum { LC_SIGN_ID_BYTES = 8, LC_SIGN_PUBLIC_BYTES = 32, LC_SIGN_SECRET_BYTES = 64 };

typedef struct lc_public_key {
    uint8_t id[LC_SIGN_ID_BYTES], key[LC_SIGN_PUBLIC_BYTES];
} lc_public_key;
/* lc_secret_key_done wipes it. */
typedef struct lc_secret_key {
    uint8_t id[LC_SIGN_ID_BYTES], key[LC_SIGN_SECRET_BYTES];
} lc_secret_key;

enum { LC_KEY_ID_TEXT = 2 * LC_SIGN_ID_BYTES + 1 };
/* As minisign prints it: hex in capitals, last byte first. Returns out. */
char *lc_key_id_text(const uint8_t id[LC_SIGN_ID_BYTES], char out[LC_KEY_ID_TEXT]);

/* A fresh pair, as the texts of minisign's two files; the secret one has no password. */
void lc_key_pair(lc_buf *out_public, lc_buf *out_secret);
/* LICET_E_SYNTAX: no such file. */
int lc_public_key_read(lc_sv text, lc_public_key *out, licet_error *err);
/* LICET_E_SYNTAX: no such file, or one with a password; LICET_E_CORRUPT: its checksum disagrees. */
int lc_secret_key_read(lc_sv text, lc_secret_key *out, licet_error *err);
void lc_secret_key_done(lc_secret_key *k);

/* Text of a signature file over bytes. comment: one line, signed, too. */
int lc_sign(const lc_secret_key *k, lc_sv bytes, lc_sv comment, lc_buf *out, licet_error *err);
/* out_comment: the trusted comment, inside signature; may be NULL. LICET_E_SYNTAX: no signature
 * file; LICET_E_ARGUMENT: made with another key; LICET_E_CORRUPT: it does not agree with bytes or
 * comment. */
int lc_sign_verify(const lc_public_key *k, lc_sv bytes, lc_sv signature, lc_sv *out_comment,
                   licet_error *err);

#endif
