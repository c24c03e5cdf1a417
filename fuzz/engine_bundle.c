/* Bundles from hostile bytes. The first byte says what the rest is: a whole bundle, its manifest, a
 * signature, or a key; so that the fuzzer sees behind the signature. */
#include <stdlib.h>

#include "codec/minisign.h"
#include "engine/bundle.h"

static const char KEY[] = "untrusted comment: minisign public key ED5E55271D5CC1FE\n"
                          "RWT+wVwdJ1Ve7e16IwSuu4Q+/hA+eOTHZxu1vq8ztUTPjjRAjSh3A3Ks\n";

static void read_manifest(lc_arena *a, lc_sv text)
{
    licet_error err = {0};
    lc_bundle_manifest m = {0};
    if (lc_bundle_manifest_read(a, text, &m, &err)) {
        if (!err.message[0] || m.n_sources) abort();
        return;
    }
    if (!m.n_sources) abort();
    for (size_t i = 0; i < m.n_sources; i++)
        for (size_t k = 0; k < m.sources[i].n_files; k++)
            if (!lc_sv_starts(m.sources[i].files[k].path, LC_SV(LC_BUNDLE_FILES)) ||
                m.sources[i].files[k].path.len != sizeof LC_BUNDLE_FILES - 1 + LC_HASH_HEX - 1)
                abort();
}

static void read_whole(lc_arena *a, lc_sv bytes)
{
    licet_error err = {0};
    lc_bundle_opened o;
    if (lc_bundle_verify(a, bytes, LC_SV(KEY), &o, &err) && (!err.message[0] || !err.remedy[0]))
        abort();
    lc_bundle_opened_done(&o);
}

static void read_signature(lc_sv text)
{
    licet_error err = {0};
    lc_public_key key;
    lc_sv comment = LC_SV_NONE;
    if (lc_public_key_read(LC_SV(KEY), &key, &err)) abort();
    int rc = lc_sign_verify(&key, LC_SV("lists of a day\n"), text, &comment, &err);
    if (rc ? !err.message[0] : comment.data < text.data || comment.data > text.data + text.len)
        abort();
}

static void read_keys(lc_sv text)
{
    licet_error err = {0};
    lc_public_key public;
    lc_secret_key secret;
    if (lc_public_key_read(text, &public, &err) && !err.message[0]) abort();
    err = (licet_error){0};
    if (!lc_secret_key_read(text, &secret, &err))
        lc_secret_key_done(&secret);
    else if (!err.message[0])
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    lc_sv rest = lc_sv_make((const char *)data + 1, size - 1);
    lc_arena *a = lc_arena_new();
    switch (data[0]) {
    case 'M': read_manifest(a, rest); break;
    case 'S': read_signature(rest); break;
    case 'K': read_keys(rest); break;
    default: read_whole(a, rest);
    }
    lc_arena_free(a);
    return 0;
}
