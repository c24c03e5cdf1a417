/* licet/bundle.h: the lists in force as one signed file, for machines without a network. Beside
 * licet.h, under the same rules. */
#ifndef LICET_BUNDLE_H
#define LICET_BUNDLE_H

#include "licet/licet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A pair of keys, as minisign's two files; the secret one has no password: keep it where only who
 * signs can read it. */
LICET_API int licet_bundle_keys(licet_text *out_public, licet_text *out_secret, licet_error *err);

typedef struct licet_bundle_params {
    const char *file;           /* written whole or not at all */
    const char *secret_key;     /* path of the secret key file */
    const char *const *sources; /* ids, or none: every source */
    size_t n_sources;
} licet_bundle_params;

/* Packs the original files of the newest edition of every source that is neither a sample nor in
 * quarantine. out_json: the manifest in it: {"format","made","sources":[{"source","list_date",
 * "received","checked","files":[{"name","path","sha256","bytes"}]}]}. LICET_E_NOT_FOUND: a source
 * of which no such edition is held, or none at all. */
LICET_API int licet_bundle_write(licet *l, const licet_bundle_params *params, licet_text *out_json,
                                 licet_error *err);

typedef struct licet_bundle licet_bundle;
/* Opens a bundle and the public key that must have signed it, and parses neither: what follows may
 * be done in a confined process (licet_confine). */
LICET_API int licet_bundle_open(const char *file, const char *public_key, licet_bundle **out,
                                licet_error *err);
LICET_API void licet_bundle_close(licet_bundle *b); /* takes NULL */
/* Checks signature, key, and size and hash of every file, then takes in all its editions in one
 * transaction, as licet_import would, each as last checked with its publisher when the bundle says.
 * An edition older than the one in force is left out. out_json: {"made","comment","state",
 * "editions":[{"source","list_date","state",.. as of licet_import}]}; an edition's state may be
 * "older", too; the whole's: "taken", "quarantined" (some are), "older" (all are). Refused, the old
 * state stays: LICET_E_NOT_FOUND (no signature, or a file is missing), LICET_E_ARGUMENT (unknown
 * key), LICET_E_CORRUPT (signature, hash, archive), LICET_E_SYNTAX (manifest, signature, key),
 * LICET_E_LIMIT (sizes, ratios). */
LICET_API int licet_bundle_import(licet *l, licet_bundle *b, licet_text *out_json,
                                  licet_error *err);

#ifdef __cplusplus
}
#endif
#endif
