/* server/journal.h: records on disk that the log could not take yet, because another process was
 * writing to the home. One file, home/journal: appended to and synced, read once, emptied. What a
 * crash leaves in it is read at the next start; a record that was not wholly written was never
 * acknowledged. */
#ifndef SERVER_JOURNAL_H
#define SERVER_JOURNAL_H

#include "server/http.h"

typedef struct srv_journal srv_journal;

/* create: make one if there is none. LICET_E_NOT_FOUND without; LICET_E_STORE: another server of
 * this home has it. */
int srv_journal_open(const char *home, bool create, srv_journal **out, licet_error *err);
void srv_journal_close(srv_journal *j); /* takes NULL */
/* Is there a journal in this home with anything in it? */
bool srv_journal_waits(const char *home);

/* Gathers one record into the next write. */
void srv_journal_put(srv_journal *j, const char *id, int64_t time_s, const char *record,
                     size_t len);
/* Writes what was gathered. 0 only when it is durable; else it is as if nothing had been put. */
int srv_journal_sync(srv_journal *j, licet_error *err);

/* One record on its way into the log. */
typedef struct srv_journal_record {
    char id[40];
    int64_t time_s;
    char *record; /* owned by the journal until the next one is read */
    size_t len;
    bool old; /* left by a server that ended: it may be in the log already */
} srv_journal_record;
/* The next record that has not been read. False: there is none. */
bool srv_journal_next(srv_journal *j, srv_journal_record *out);
/* What was read is in the log: a crash need not read it again. */
void srv_journal_taken(srv_journal *j);
/* What was read since srv_journal_taken is not: it will be read again. */
void srv_journal_again(srv_journal *j);
/* Everything was taken: empties the file. */
void srv_journal_empty(srv_journal *j);
/* Records that were in it when it was opened. */
uint64_t srv_journal_found(const srv_journal *j);
/* Bytes that were not taken. */
uint64_t srv_journal_left(const srv_journal *j);

#endif
