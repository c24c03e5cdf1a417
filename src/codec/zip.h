/* codec/zip.h: zstd, for keeping the publisher's original bytes. */
#ifndef CODEC_ZIP_H
#define CODEC_ZIP_H

#include "base/buf.h"
#include "base/error.h"
#include "base/reader.h"

typedef struct lc_packer lc_packer; /* streaming compressor */
lc_packer *lc_packer_new(void);
/* Faster, and packs less: for bytes that are unpacked again at once. */
lc_packer *lc_packer_new_fast(void);
int lc_packer_put(lc_packer *p, lc_sv bytes, lc_buf *out, licet_error *err);
int lc_packer_end(lc_packer *p, lc_buf *out, licet_error *err); /* also frees p */
void lc_packer_free(lc_packer *p); /* takes NULL; to give up before the end */
/* The bytes again, as a stream. Borrows packed, which must be whole. */
typedef struct lc_unpacker lc_unpacker;
lc_unpacker *lc_unpacker_new(lc_sv packed);
void lc_unpacker_free(lc_unpacker *u);        /* takes NULL */
lc_reader lc_unpacker_reader(lc_unpacker *u); /* lives as long as u; LICET_E_CORRUPT */
/* Whole; refuses more than max_bytes of output (LICET_E_LIMIT). */
int lc_unpack(lc_sv packed, size_t max_bytes, lc_buf *out, licet_error *err);

#endif
