/* The root of the decision log alone, for whoever shows an answer: no record is read. */
#include "store/db.h"
#include "store/merkle.h"

int lc_store_root(lc_store *s, uint8_t out[LC_HASH_BYTES], licet_error *err)
{
    sqlite3_stmt *st = NULL;
    lc_merkle tree = {0};
    bool own, row = true;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = lc_db_prepare(s, "SELECT leaf FROM decision ORDER BY sequence", &st, err);
    while (!rc && !(rc = lc_db_step(s, st, "read leaves", &row, err)) && row) {
        uint8_t leaf[LC_HASH_BYTES];
        lc_col_hash(&(lc_cols){.statement = st}, leaf);
        lc_merkle_put(&tree, leaf);
    }
    sqlite3_finalize(st);
    lc_read_end(s, own);
    if (!rc) lc_merkle_head(&tree, out);
    return rc;
}
