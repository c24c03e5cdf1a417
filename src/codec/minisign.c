#include "codec/minisign.h"

#include <sodium.h>

#include "codec/hash.h"

/* The blobs inside the files, packed: algorithm (2), then what follows. */
enum {
    ALG_BYTES = 2,
    PUBLIC_BLOB = ALG_BYTES + LC_SIGN_ID_BYTES + LC_SIGN_PUBLIC_BYTES,
    SIGNATURE_BLOB = ALG_BYTES + LC_SIGN_ID_BYTES + crypto_sign_BYTES,
    KDF_BYTES = 32 + 8 + 8, /* salt and limits of the password, unused */
    CHECK_BYTES = 32,
    SECRET_HEAD = 3 * ALG_BYTES + KDF_BYTES,
    SECRET_BLOB = SECRET_HEAD + LC_SIGN_ID_BYTES + LC_SIGN_SECRET_BYTES + CHECK_BYTES,
    PREHASH_BYTES = 64,
    MAX_COMMENT_BYTES = 1024,
    MAX_TEXT_BYTES = 8192
};

static const char UNTRUSTED[] = "untrusted comment: ", TRUSTED[] = "trusted comment: ";

char *lc_key_id_text(const uint8_t id[LC_SIGN_ID_BYTES], char out[LC_KEY_ID_TEXT])
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < LC_SIGN_ID_BYTES; i++) {
        out[2 * i] = digits[id[LC_SIGN_ID_BYTES - 1 - i] >> 4];
        out[2 * i + 1] = digits[id[LC_SIGN_ID_BYTES - 1 - i] & 15];
    }
    out[LC_KEY_ID_TEXT - 1] = 0;
    return out;
}

/* ---- lines ---- */

static lc_sv line_of(lc_sv *rest)
{
    lc_sv line = lc_sv_cut(rest, LC_SV("\n"));
    if (line.len && line.data[line.len - 1] == '\r') line.len--;
    return line;
}

static bool decode(lc_sv line, uint8_t *out, size_t n)
{
    size_t got = 0;
    const char *end = NULL;
    return line.len && line.len < MAX_TEXT_BYTES &&
           sodium_base642bin(out, n, line.data, line.len, NULL, &got, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == n && end == line.data + line.len;
}

static void encode_line(lc_buf *out, const uint8_t *bytes, size_t n)
{
    char text[sodium_base64_ENCODED_LEN(SECRET_BLOB, sodium_base64_VARIANT_ORIGINAL)];
    sodium_bin2base64(text, sizeof text, bytes, n, sodium_base64_VARIANT_ORIGINAL);
    lc_buf_z(out, text);
    lc_buf_c(out, '\n');
    sodium_memzero(text, sizeof text);
}

/* The blob behind a line that begins with a comment. */
static bool read_blob(lc_sv *rest, uint8_t *out, size_t n)
{
    return lc_sv_starts(line_of(rest), LC_SV("untrusted comment:")) && rest->data &&
           decode(line_of(rest), out, n);
}

/* ---- keys ---- */

static void checksum(const uint8_t *id_and_key, uint8_t out[CHECK_BYTES])
{
    crypto_generichash_state s;
    crypto_generichash_init(&s, NULL, 0, CHECK_BYTES);
    crypto_generichash_update(&s, (const unsigned char *)"Ed", ALG_BYTES);
    crypto_generichash_update(&s, id_and_key, LC_SIGN_ID_BYTES + LC_SIGN_SECRET_BYTES);
    crypto_generichash_final(&s, out, CHECK_BYTES);
    sodium_memzero(&s, sizeof s);
}

void lc_key_pair(lc_buf *out_public, lc_buf *out_secret)
{
    uint8_t public[PUBLIC_BLOB] = "Ed", secret[SECRET_BLOB] = "Ed";
    uint8_t *id = public + ALG_BYTES, *held = secret + SECRET_HEAD;
    char name[LC_KEY_ID_TEXT];
    lc_random(id, LC_SIGN_ID_BYTES);
    crypto_sign_keypair(id + LC_SIGN_ID_BYTES, held + LC_SIGN_ID_BYTES);
    memcpy(secret + 2 * ALG_BYTES, "B2", ALG_BYTES);
    memcpy(held, id, LC_SIGN_ID_BYTES);
    checksum(held, held + LC_SIGN_ID_BYTES + LC_SIGN_SECRET_BYTES);
    lc_buf_printf(out_public, "%sminisign public key %s\n", UNTRUSTED, lc_key_id_text(id, name));
    encode_line(out_public, public, sizeof public);
    lc_buf_printf(out_secret, "%sminisign secret key %s, without a password\n", UNTRUSTED, name);
    encode_line(out_secret, secret, sizeof secret);
    sodium_memzero(secret, sizeof secret);
}

static int no_key(licet_error *err, const char *what)
{
    lc_fail(err, LICET_E_SYNTAX, "not a %s key file of minisign", what);
    return lc_fail_remedy(err, "licet lists keygen NAME, or minisign -G, makes a pair");
}

int lc_public_key_read(lc_sv text, lc_public_key *out, licet_error *err)
{
    uint8_t blob[PUBLIC_BLOB];
    if (!read_blob(&text, blob, sizeof blob) || memcmp(blob, "Ed", ALG_BYTES) != 0)
        return no_key(err, "public");
    memcpy(out->id, blob + ALG_BYTES, LC_SIGN_ID_BYTES);
    memcpy(out->key, blob + ALG_BYTES + LC_SIGN_ID_BYTES, LC_SIGN_PUBLIC_BYTES);
    return 0;
}

static int read_secret(const uint8_t *blob, lc_secret_key *out, licet_error *err)
{
    const uint8_t *held = blob + SECRET_HEAD;
    uint8_t check[CHECK_BYTES];
    if (memcmp(blob, "Ed", ALG_BYTES) != 0 || memcmp(blob + 2 * ALG_BYTES, "B2", ALG_BYTES) != 0)
        return no_key(err, "secret");
    if (blob[ALG_BYTES] || blob[ALG_BYTES + 1]) {
        lc_fail(err, LICET_E_SYNTAX, "the secret key has a password");
        return lc_fail_remedy(err, "make one without: licet lists keygen NAME, or minisign -G -W");
    }
    checksum(held, check);
    /* minisign 0.11 leaves it zero where there is no password. */
    bool none = sodium_is_zero(held + LC_SIGN_ID_BYTES + LC_SIGN_SECRET_BYTES, CHECK_BYTES);
    if (!none &&
        sodium_memcmp(check, held + LC_SIGN_ID_BYTES + LC_SIGN_SECRET_BYTES, CHECK_BYTES) != 0)
        return lc_fail(err, LICET_E_CORRUPT, "the secret key is damaged: its checksum disagrees");
    memcpy(out->id, held, LC_SIGN_ID_BYTES);
    memcpy(out->key, held + LC_SIGN_ID_BYTES, LC_SIGN_SECRET_BYTES);
    return 0;
}

int lc_secret_key_read(lc_sv text, lc_secret_key *out, licet_error *err)
{
    uint8_t blob[SECRET_BLOB];
    int rc =
        read_blob(&text, blob, sizeof blob) ? read_secret(blob, out, err) : no_key(err, "secret");
    sodium_memzero(blob, sizeof blob);
    return rc;
}

void lc_secret_key_done(lc_secret_key *k)
{
    sodium_memzero(k, sizeof *k);
}

/* ---- signatures ---- */

/* The second signature is over the first and the comment. */
static void global_message(const uint8_t *signature, lc_sv comment, lc_buf *out)
{
    lc_buf_put(out, signature, crypto_sign_BYTES);
    lc_buf_sv(out, comment);
}

static void prehash(lc_sv bytes, uint8_t out[PREHASH_BYTES])
{
    crypto_generichash(out, PREHASH_BYTES, (const unsigned char *)(bytes.data ? bytes.data : ""),
                       bytes.len, NULL, 0);
}

int lc_sign(const lc_secret_key *k, lc_sv bytes, lc_sv comment, lc_buf *out, licet_error *err)
{
    uint8_t blob[SIGNATURE_BLOB] = "ED", hash[PREHASH_BYTES], global[crypto_sign_BYTES];
    uint8_t *signature = blob + ALG_BYTES + LC_SIGN_ID_BYTES;
    lc_buf message = {0};
    if (comment.len > MAX_COMMENT_BYTES || lc_sv_find(comment, LC_SV("\n"), 0) != SIZE_MAX)
        return lc_fail(err, LICET_E_ARGUMENT, "a signed comment is one line of at most %d bytes",
                       MAX_COMMENT_BYTES);
    memcpy(blob + ALG_BYTES, k->id, LC_SIGN_ID_BYTES);
    prehash(bytes, hash);
    crypto_sign_detached(signature, NULL, hash, sizeof hash, k->key);
    global_message(signature, comment, &message);
    crypto_sign_detached(global, NULL, (const unsigned char *)message.data, message.len, k->key);
    lc_buf_done(&message);
    lc_buf_printf(out, "%ssignature of a licet bundle\n", UNTRUSTED);
    encode_line(out, blob, sizeof blob);
    lc_buf_printf(out, "%s%.*s\n", TRUSTED, LC_SV_ARG(comment));
    encode_line(out, global, sizeof global);
    return 0;
}

typedef struct signature {
    uint8_t blob[SIGNATURE_BLOB], global[crypto_sign_BYTES];
    lc_sv comment;
    bool prehashed;
} signature;

static bool read_signature(lc_sv text, signature *s)
{
    if (!read_blob(&text, s->blob, sizeof s->blob) || !text.data) return false;
    lc_sv line = line_of(&text);
    if (!lc_sv_starts(line, lc_sv_of(TRUSTED)) || !text.data) return false;
    s->comment = lc_sv_from(line, sizeof TRUSTED - 1);
    s->prehashed = memcmp(s->blob, "ED", ALG_BYTES) == 0;
    return s->comment.len <= MAX_COMMENT_BYTES &&
           (s->prehashed || memcmp(s->blob, "Ed", ALG_BYTES) == 0) &&
           decode(line_of(&text), s->global, sizeof s->global);
}

static bool agrees(const lc_public_key *k, const signature *s, lc_sv bytes)
{
    const uint8_t *first = s->blob + ALG_BYTES + LC_SIGN_ID_BYTES;
    uint8_t hash[PREHASH_BYTES];
    lc_buf message = {0};
    prehash(bytes, hash);
    if (s->prehashed) bytes = lc_sv_make((const char *)hash, sizeof hash);
    global_message(first, s->comment, &message);
    bool ok =
        crypto_sign_verify_detached(first, (const unsigned char *)(bytes.data ? bytes.data : ""),
                                    bytes.len, k->key) == 0 &&
        crypto_sign_verify_detached(s->global, (const unsigned char *)message.data, message.len,
                                    k->key) == 0;
    lc_buf_done(&message);
    return ok;
}

int lc_sign_verify(const lc_public_key *k, lc_sv bytes, lc_sv text, lc_sv *out_comment,
                   licet_error *err)
{
    signature s;
    char theirs[LC_KEY_ID_TEXT], ours[LC_KEY_ID_TEXT];
    if (!read_signature(text, &s))
        return lc_fail(err, LICET_E_SYNTAX, "not a signature file of minisign");
    if (memcmp(s.blob + ALG_BYTES, k->id, LC_SIGN_ID_BYTES) != 0)
        return lc_fail(err, LICET_E_ARGUMENT, "unknown key: signed with %s, trusted is %s",
                       lc_key_id_text(s.blob + ALG_BYTES, theirs), lc_key_id_text(k->id, ours));
    if (!agrees(k, &s, bytes))
        return lc_fail(err, LICET_E_CORRUPT, "the signature does not agree with what it signs");
    if (out_comment) *out_comment = s.comment;
    return 0;
}
