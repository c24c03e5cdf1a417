/* store/schema.h: the one SQL text that makes an empty store, and the numbers that mark the file.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

enum {
    LC_STORE_APPLICATION_ID = 0x6C696365, /* "lice" in the file's header (PRAGMA application_id) */
    LC_STORE_SCHEMA_VERSION = 1           /* PRAGMA user_version; a newer file is refused */
};

/* SQL statements without BEGIN and COMMIT; the two numbers are set beside it. Static text. */
const char *lc_schema_sql(void);

#endif
