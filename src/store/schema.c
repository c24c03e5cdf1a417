#include "store/schema.h"

/* Dates are days since 1970-01-01, times are seconds since 1970 UTC, hashes are 32 bytes.
 * Nothing is ever deleted: what is no longer believed gets an end in known time, and triggers
 * refuse the rest. A seal is a hash over the other columns of a row (store/seal.h), a tally the
 * number and sum of all seals of a table, so that neither a changed nor a missing row goes unseen.
 */
static const char schema[] =
    /* The publisher's original bytes, once per content. */
    "CREATE TABLE file (\n"
    "  sha256        BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),\n" /* of the unpacked
                                                                                  bytes */
    "  bytes         INTEGER NOT NULL CHECK (bytes >= 0),\n"                   /* unpacked */
    "  packed        BLOB NOT NULL,\n"                                         /* zstd */
    "  packed_sha256 BLOB NOT NULL CHECK (length(packed_sha256) = 32)\n"
    ") STRICT;\n"

    /* One import: what a source said about one day. Rows of one day supersede each other by id. */
    "CREATE TABLE snapshot (\n"
    "  id             INTEGER PRIMARY KEY,\n" /* order of receipt */
    "  source         TEXT NOT NULL,\n"
    "  list_date      INTEGER,\n"          /* NULL: the publisher does not say */
    "  day            INTEGER NOT NULL,\n" /* list_date, else the day of receipt */
    "  received_s     INTEGER NOT NULL,\n"
    "  checked_s      INTEGER NOT NULL,\n" /* last time the publisher still had these bytes */
    "  known_s        INTEGER NOT NULL,\n" /* received_s, but never before an earlier import */
    "  sample         INTEGER NOT NULL CHECK (sample IN (0, 1)),\n"
    "  quarantined    INTEGER NOT NULL CHECK (quarantined IN (0, 1)),\n"
    "  why            TEXT NOT NULL,\n"
    "  entries        INTEGER NOT NULL,\n"
    "  names          INTEGER NOT NULL,\n"
    "  guard_removals INTEGER NOT NULL,\n" /* the shrink guard it was held against */
    "  guard_percent  INTEGER NOT NULL,\n"
    "  content        BLOB NOT NULL CHECK (length(content) = 32),\n" /* sum of its entries'
                                                                        text_sha256 */
    "  seal           BLOB NOT NULL CHECK (length(seal) = 32)\n"
    ") STRICT;\n"
    "CREATE INDEX snapshot_day ON snapshot (source, day, id);\n"

    "CREATE TABLE snapshot_file (\n"
    "  snapshot INTEGER NOT NULL REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,\n"
    "  place    INTEGER NOT NULL,\n" /* 0, 1, ... as imported */
    "  name     TEXT NOT NULL,\n"
    "  sha256   BLOB NOT NULL REFERENCES file (sha256),\n"
    "  PRIMARY KEY (snapshot, place)\n"
    ") STRICT;\n"

    "CREATE TABLE entry (\n"
    "  id     INTEGER PRIMARY KEY,\n"
    "  source TEXT NOT NULL,\n"
    "  key    TEXT NOT NULL,\n"
    "  UNIQUE (source, key)\n"
    ") STRICT;\n"

    /* One wording of an entry, where it was first read. */
    "CREATE TABLE body (\n"
    "  id          INTEGER PRIMARY KEY,\n"
    "  entry       INTEGER NOT NULL REFERENCES entry (id),\n"
    "  sublist     TEXT NOT NULL,\n"
    "  filled      INTEGER NOT NULL,\n" /* bits: fields with content (store/filled.h) */
    "  text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),\n" /* without origin: has it
                                                                         changed? */
    "  json_sha256 BLOB NOT NULL CHECK (length(json_sha256) = 32),\n" /* of json: is it whole? */
    "  json        TEXT NOT NULL\n"                                   /* canonical, with origin */
    ") STRICT;\n"

    /* From known_from to known_to licet held that the entry stood on the list, in this wording,
     * from list_from to list_to. Both are [from, to); NULL is an open end. What a quarantined
     * snapshot says that is new is held beside these. */
    "CREATE TABLE version (\n"
    "  id           INTEGER PRIMARY KEY,\n"
    "  entry        INTEGER NOT NULL REFERENCES entry (id),\n"
    "  body         INTEGER NOT NULL REFERENCES body (id),\n"
    "  list_from    INTEGER NOT NULL,\n"
    "  list_to      INTEGER CHECK (list_to > list_from),\n"
    "  known_from   INTEGER NOT NULL,\n"
    "  known_to     INTEGER CHECK (known_to >= known_from),\n"
    "  since_oldest INTEGER NOT NULL CHECK (since_oldest IN (0, 1)),\n"
    "  held         INTEGER NOT NULL CHECK (held IN (0, 1)),\n"
    "  snapshot     INTEGER NOT NULL REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,\n"
    "  seal         BLOB NOT NULL CHECK (length(seal) = 32)\n"
    ") STRICT;\n"
    "CREATE INDEX version_order ON version (entry, list_from, known_from);\n"
    "CREATE INDEX version_body ON version (body);\n"

    /* The index file in force. */
    "CREATE TABLE active (\n"
    "  one        INTEGER PRIMARY KEY CHECK (one = 1),\n"
    "  index_name TEXT NOT NULL,\n"
    "  since_s    INTEGER NOT NULL,\n"
    "  seal       BLOB NOT NULL CHECK (length(seal) = 32)\n"
    ") STRICT;\n"

    "CREATE TABLE tally (\n"
    "  name  TEXT NOT NULL PRIMARY KEY,\n" /* the table counted */
    "  count INTEGER NOT NULL,\n"
    "  sum   BLOB NOT NULL CHECK (length(sum) = 32)\n"
    ") STRICT;\n"
    "INSERT INTO tally VALUES ('snapshot', 0, zeroblob(32)), ('version', 0, zeroblob(32));\n"

    /* The audit log. leaf = SHA-256(0x00, salt, record) is the RFC 6962 leaf; envelope binds id,
     * time and sequence to it. */
    "CREATE TABLE decision (\n"
    "  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),\n" /* 1, 2, 3, ... without a gap */
    "  id       TEXT NOT NULL,\n"
    "  time_s   INTEGER NOT NULL,\n"
    "  record   TEXT NOT NULL,\n" /* canonical JSON */
    "  salt     BLOB NOT NULL CHECK (length(salt) = 32),\n"
    "  leaf     BLOB NOT NULL CHECK (length(leaf) = 32),\n"
    "  envelope BLOB NOT NULL CHECK (length(envelope) = 32)\n"
    ") STRICT;\n"
    "CREATE INDEX decision_id ON decision (id, sequence);\n"

    /* Where the log ends: a log cut short does not agree with it. */
    "CREATE TABLE head (\n"
    "  one      INTEGER PRIMARY KEY CHECK (one = 1),\n"
    "  sequence INTEGER NOT NULL,\n"
    "  time_s   INTEGER NOT NULL,\n"                        /* of the last decision */
    "  chain    BLOB NOT NULL CHECK (length(chain) = 32)\n" /* hash chain over the envelopes */
    ") STRICT;\n"
    "INSERT INTO head VALUES (1, 0, 0, zeroblob(32));\n"

    "CREATE TRIGGER decision_stays BEFORE DELETE ON decision\n"
    "  BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;\n"
    "CREATE TRIGGER decision_holds BEFORE UPDATE ON decision\n"
    "  BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;\n"
    "CREATE TRIGGER version_stays BEFORE DELETE ON version\n"
    "  BEGIN SELECT RAISE(ABORT, 'an entry version is never deleted'); END;\n"
    "CREATE TRIGGER version_holds BEFORE UPDATE ON version\n"
    "  WHEN OLD.known_to IS NOT NULL\n"
    "  BEGIN SELECT RAISE(ABORT, 'an ended belief is never changed'); END;\n"
    "CREATE TRIGGER version_keeps\n"
    "  BEFORE UPDATE OF id, entry, body, list_from, list_to, known_from, since_oldest, held,\n"
    "  snapshot\n"
    "  ON version BEGIN SELECT RAISE(ABORT, 'a belief can only be ended'); END;\n"
    "CREATE TRIGGER body_stays BEFORE DELETE ON body\n"
    "  BEGIN SELECT RAISE(ABORT, 'a wording is never deleted'); END;\n"
    "CREATE TRIGGER body_holds BEFORE UPDATE ON body\n"
    "  BEGIN SELECT RAISE(ABORT, 'a wording is never changed'); END;\n"
    "CREATE TRIGGER snapshot_stays BEFORE DELETE ON snapshot\n"
    "  BEGIN SELECT RAISE(ABORT, 'a snapshot is never deleted'); END;\n"
    "CREATE TRIGGER snapshot_holds\n"
    "  BEFORE UPDATE OF id, source, list_date, day, received_s, known_s, sample, quarantined, "
    "why,\n"
    "  entries, names, guard_removals, guard_percent, content\n"
    "  ON snapshot BEGIN SELECT RAISE(ABORT, 'of a snapshot only the last check changes'); END;\n"
    "CREATE TRIGGER snapshot_file_stays BEFORE DELETE ON snapshot_file\n"
    "  BEGIN SELECT RAISE(ABORT, 'a snapshot keeps its files'); END;\n"
    "CREATE TRIGGER snapshot_file_holds BEFORE UPDATE ON snapshot_file\n"
    "  BEGIN SELECT RAISE(ABORT, 'a snapshot keeps its files'); END;\n"
    "CREATE TRIGGER entry_stays BEFORE DELETE ON entry\n"
    "  BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;\n"
    "CREATE TRIGGER entry_holds BEFORE UPDATE ON entry\n"
    "  BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;\n"
    "CREATE TRIGGER file_stays BEFORE DELETE ON file\n"
    "  BEGIN SELECT RAISE(ABORT, 'an original file is never deleted'); END;\n"
    "CREATE TRIGGER file_holds BEFORE UPDATE ON file\n"
    "  BEGIN SELECT RAISE(ABORT, 'an original file is never changed'); END;\n";

const char *lc_schema_sql(void)
{
    return schema;
}
