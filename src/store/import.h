/* store/import.h: what txn.c and open.c must know of an import under way. Private. */
#ifndef STORE_IMPORT_H
#define STORE_IMPORT_H

#include "store/store.h"

/* The transaction is gone: the import can only be cancelled now. Takes NULL. */
void lc_import_forget(lc_store_import *i);

enum {
    LC_IMPORT_MAX_BODY_BYTES = 8 * 1024 * 1024,
    LC_IMPORT_MAX_PACKED_BYTES =
        900 * 1024 * 1024, /* SQLite keeps less than 1e9 bytes in a column */
    LC_IMPORT_MAX_FILES = 64
};
#define LC_IMPORT_MAX_FILE_BYTES ((uint64_t)1 << 30)

#endif
