/* engine/bundle.h: the inside of a bundle: a manifest, its signature, and original files. */
#ifndef ENGINE_BUNDLE_H
#define ENGINE_BUNDLE_H

#include "codec/archive.h"
#include "engine/list_file.h"
#include "licet/bundle.h"

#define LC_BUNDLE_FORMAT    "licet bundle 1"
#define LC_BUNDLE_MANIFEST  "manifest.json"
#define LC_BUNDLE_SIGNATURE "manifest.json.minisig"
/* A file stands below files/ under its hash: no name from outside is a path. */
#define LC_BUNDLE_FILES "files/"

enum {
    LC_BUNDLE_MAX_MANIFEST_BYTES = 1 << 20,
    LC_BUNDLE_MAX_SIGNATURE_BYTES = 8192,
    LC_BUNDLE_MAX_KEY_BYTES = 8192,
    LC_BUNDLE_MAX_SOURCES = 64,
    LC_BUNDLE_MAX_FILES = 32 /* of one source */
};
#define LC_BUNDLE_MAX_FILE_BYTES  ((uint64_t)1 << 30)
#define LC_BUNDLE_MAX_TOTAL_BYTES ((uint64_t)4 << 30)

typedef struct lc_bundle_file {
    lc_sv name, path, sha256;
    uint64_t bytes;
} lc_bundle_file;

typedef struct lc_bundle_source {
    lc_sv id, list_date; /* list_date may be empty */
    int64_t checked_s;
    lc_bundle_file *files;
    size_t n_files;
} lc_bundle_source;

typedef struct lc_bundle_manifest {
    lc_sv made;
    lc_bundle_source *sources;
    size_t n_sources;
} lc_bundle_manifest;

/* Everything in a. LICET_E_SYNTAX: not this format, a member missing or of no use; LICET_E_LIMIT.
 */
int lc_bundle_manifest_read(lc_arena *a, lc_sv text, lc_bundle_manifest *out, licet_error *err);

typedef struct lc_bundle_opened {
    lc_archive *archive;
    lc_bundle_manifest manifest; /* believed: its signature agrees */
    lc_sv comment;               /* signed, too */
} lc_bundle_opened;

/* Opens bytes and verifies signature, sizes and hashes, all of them. key_text: the trusted public
 * key's file. Texts in a; done must be called, also after a failure. */
int lc_bundle_verify(lc_arena *a, lc_sv bytes, lc_sv key_text, lc_bundle_opened *out,
                     licet_error *err);
void lc_bundle_opened_done(lc_bundle_opened *o); /* takes {0} */
/* Unpacks one file after its size and hash were compared. */
int lc_bundle_file_get(lc_bundle_opened *o, const lc_bundle_file *f, lc_buf *out, licet_error *err);

#endif
