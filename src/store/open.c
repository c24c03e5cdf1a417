/* Opening: the file is made, or is found to be what it says it is, before anything else is done. */
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <sqlite3.h>

#include "os/file.h"
#include "store/db.h"

enum { RETRY_MS = 20 };

/* Sorting goes to memory, for nothing is written outside the folder; a damaged page is noticed
 * where it is read; SQL hidden in a foreign schema may call nothing. */
static const char settings[] = "PRAGMA temp_store = MEMORY;"
                               "PRAGMA mmap_size = 0;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA foreign_keys = ON;";
static const char write_settings[] = "PRAGMA synchronous = FULL;"
                                     "PRAGMA journal_size_limit = 67108864;";

static char *path_in(const char *folder)
{
    static const char name[] = "/licet.db";
    size_t n = strlen(folder) + sizeof name;
    char *path = lc_xmalloc(n);
    snprintf(path, n, "%s%s", folder, name);
    return path;
}

/* ---- is it ours? ---- */

typedef struct identity {
    int64_t application, version, tables;
} identity;

static int identify(lc_store *s, identity *out, licet_error *err)
{
    identity id = {0};
    int rc = lc_db_number(s, "PRAGMA application_id", LC_SV_NONE, &id.application, err);
    if (!rc) rc = lc_db_number(s, "PRAGMA user_version", LC_SV_NONE, &id.version, err);
    if (!rc)
        rc = lc_db_number(s, "SELECT count(*) FROM sqlite_schema", LC_SV_NONE, &id.tables, err);
    if (!rc) *out = id;
    return rc;
}

/* The numbers as of one moment: another process may be making the store right now. */
static int identify_at_once(lc_store *s, identity *out, licet_error *err)
{
    int rc = lc_db_exec(s, "BEGIN", "open", err);
    if (!rc) rc = identify(s, out, err);
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

static bool is_empty(const identity *id)
{
    return id->application == 0 && id->version == 0 && id->tables == 0;
}

static int refuse(lc_store *s, licet_error *err, const char *message, const char *remedy)
{
    lc_fail(err, LICET_E_STORE, "%s", message);
    lc_fail_at(err, s->path, 0, 0);
    if (err) err->has_byte = 0;
    lc_fail_remedy(err, "%s", remedy);
    return LICET_E_STORE;
}

static int check_identity(lc_store *s, const identity *id, licet_error *err)
{
    char text[96];
    if (id->application != LC_STORE_APPLICATION_ID)
        return refuse(s, err, "the file is a database, but not one of licet's",
                      "move it away, or use another folder ($LICET_HOME)");
    if (id->version == LC_STORE_SCHEMA_VERSION) return 0;
    snprintf(text, sizeof text, "the file has layout %lld, this licet knows layout %d",
             (long long)id->version, LC_STORE_SCHEMA_VERSION);
    return refuse(s, err, text,
                  id->version > LC_STORE_SCHEMA_VERSION
                      ? "use the licet that wrote it, or a newer one; nothing was changed"
                      : "use the licet that wrote it; nothing was changed");
}

/* ---- making it ---- */

/* SQLite does not wait where two handles change the journal at once: it fails, and is asked again.
 */
static int use_wal(lc_store *s, licet_error *err)
{
    for (int waited_ms = 0;; waited_ms += RETRY_MS) {
        int rc = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (rc == SQLITE_OK) return 0;
        if ((rc & 0xff) != SQLITE_BUSY || waited_ms >= LC_DB_BUSY_MS)
            return lc_db_fail(s, "set up", err);
        sqlite3_sleep(RETRY_MS);
    }
}

static int write_schema(lc_store *s, licet_error *err)
{
    char numbers[96];
    snprintf(numbers, sizeof numbers, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             LC_STORE_APPLICATION_ID, LC_STORE_SCHEMA_VERSION);
    int rc = lc_db_exec(s, lc_schema_sql(), "set up", err);
    return rc ? rc : lc_db_exec(s, numbers, "set up", err);
}

/* In one transaction, and only if no other process was quicker. */
static int make_schema(lc_store *s, licet_error *err)
{
    identity id = {0};
    int rc = use_wal(s, err);
    if (!rc) rc = lc_db_exec(s, "BEGIN IMMEDIATE", "set up", err);
    if (rc) return rc;
    rc = identify(s, &id, err);
    if (!rc && is_empty(&id)) rc = write_schema(s, err);
    if (!rc) rc = lc_db_exec(s, "COMMIT", "set up", err);
    if (rc) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

static int no_store(lc_store *s, licet_error *err)
{
    lc_fail(err, LICET_E_NOT_FOUND, "there is no store here yet");
    lc_fail_at(err, s->path, 0, 0);
    if (err) err->has_byte = 0;
    lc_fail_remedy(err, "import a list first: licet lists import FILE");
    return LICET_E_NOT_FOUND;
}

/* ---- opening ---- */

static int open_file(lc_store *s, int flags, const char *name, licet_error *err)
{
    sqlite3_close(s->db);
    s->db = NULL;
    int rc =
        sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (!s->db) lc_xmalloc(SIZE_MAX / 2); /* no memory: ends the process with its message */
    if (rc) return lc_db_fail(s, "open", err);
    sqlite3_busy_timeout(s->db, LC_DB_BUSY_MS);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return lc_db_exec(s, settings, "open", err);
}

static int open_write(lc_store *s, const char *folder, licet_error *err)
{
    identity id = {0};
    int rc = lc_dir_make(folder, err);
    if (!rc) rc = open_file(s, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, s->path, err);
    if (!rc) rc = lc_db_exec(s, write_settings, "open", err);
    if (!rc) rc = identify_at_once(s, &id, err);
    if (!rc && is_empty(&id)) {
        rc = make_schema(s, err);
        if (!rc) rc = identify_at_once(s, &id, err);
    }
    return rc ? rc : check_identity(s, &id, err);
}

static int open_read(lc_store *s, licet_error *err)
{
    identity id = {0};
    if (!lc_file_exists(s->path)) return no_store(s, err);
    int rc = open_file(s, SQLITE_OPEN_READONLY, s->path, err);
    if (!rc) rc = identify_at_once(s, &id, err);
    if (rc) return rc;
    return is_empty(&id) ? no_store(s, err) : check_identity(s, &id, err);
}

int lc_store_open(const char *folder, lc_store_mode mode, lc_store **out, licet_error *err)
{
    lc_store *s = lc_xmalloc(sizeof *s);
    *s = (lc_store){.path = path_in(folder), .mode = mode};
    int rc = mode == LC_STORE_WRITE ? open_write(s, folder, err) : open_read(s, err);
    if (rc)
        lc_store_close(s);
    else
        *out = s;
    return rc;
}

void lc_store_close(lc_store *s)
{
    if (!s) return;
    lc_store_rollback(s);
    sqlite3_finalize(s->append);
    sqlite3_close(s->db);
    free(s->path);
    free(s);
}
