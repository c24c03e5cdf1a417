#include "server/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file: a first line that tells how far it was taken, then records: a line with length and
 * SHA-256 of what follows it, "id time\n" and the record. */
enum { FIRST_BYTES = 34, HEAD_BYTES = 74 };
#define MOST_BYTES        (1ULL << 30)
#define MOST_RECORD_BYTES (64U << 20)

struct srv_journal {
    int fd;
    bool broken;
    licet_text gathered;
    size_t cap;
    _Atomic uint64_t end; /* offsets: of what is durable, */
    uint64_t found;
    uint64_t taken, at, old_end; /* in the log, read, and found at the start */
    char *record;
    size_t record_cap;
};

static int fail(licet_error *err, licet_code code, const char *what, int why)
{
    if (err) {
        *err = (licet_error){.code = code};
        snprintf(err->message, sizeof err->message, "%s: %s", what, strerror(why));
        snprintf(err->remedy, sizeof err->remedy, "check the disk; nothing was acknowledged");
    }
    return (int)code;
}

static bool write_first(const srv_journal *j)
{
    char line[FIRST_BYTES + 1];
    snprintf(line, sizeof line, "licet journal 1 %016" PRIx64 "\n\n", j->taken);
    return pwrite(j->fd, line, FIRST_BYTES, 0) == FIRST_BYTES;
}

static bool read_first(srv_journal *j)
{
    char line[FIRST_BYTES + 1] = "";
    if (pread(j->fd, line, FIRST_BYTES, 0) != FIRST_BYTES) return false;
    return sscanf(line, "licet journal 1 %16" SCNx64, &j->taken) == 1 && j->taken >= FIRST_BYTES;
}

static bool read_at(const srv_journal *j, char *to, size_t len, uint64_t at)
{
    while (len) {
        ssize_t n = pread(j->fd, to, len, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        to += n;
        len -= (size_t)n;
        at += (uint64_t)n;
    }
    return true;
}

/* What cannot be read behind the last whole record is put aside: a record that was being written
 * when a server ended, which nobody was told of; or, if the disk is bad, more than that. */
static int put_aside(srv_journal *j, const char *home, uint64_t size, licet_error *err)
{
    char path[600], block[4096];
    if (size <= j->at) return 0;
    snprintf(path, sizeof path, "%.570s/journal.torn", home);
    int to = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), why = to < 0 ? errno : 0;
    for (uint64_t at = j->at; !why && at < size; at += sizeof block) {
        size_t n = size - at < sizeof block ? (size_t)(size - at) : sizeof block;
        if (!read_at(j, block, n, at) || write(to, block, n) != (ssize_t)n) why = EIO;
    }
    if (!why && (fsync(to) || ftruncate(j->fd, (off_t)j->at))) why = errno;
    if (to >= 0) close(to);
    return why ? fail(err, LICET_E_IO, "the end of the journal cannot be put aside", why) : 0;
}

static int start(srv_journal *j, const char *home, licet_error *err)
{
    srv_journal_record r;
    struct stat st;
    if (flock(j->fd, LOCK_EX | LOCK_NB))
        return fail(err, LICET_E_STORE, "another server has the journal of this home", errno);
    if (fstat(j->fd, &st)) return fail(err, LICET_E_IO, "the journal cannot be read", errno);
    if (!read_first(j)) { /* new, or not even begun: nothing in it was acknowledged */
        j->taken = FIRST_BYTES;
        st.st_size = 0;
    }
    j->at = j->taken;
    j->end = (uint64_t)st.st_size;
    while (srv_journal_next(j, &r)) j->found++;
    int rc = put_aside(j, home, (uint64_t)st.st_size, err);
    j->end = j->old_end = j->at;
    j->at = j->taken;
    if (!rc && !write_first(j)) rc = fail(err, LICET_E_IO, "the journal cannot be written", errno);
    return rc;
}

/* The name itself must outlive a crash, too. */
enum { PATH_BYTES = 600 };

static const char *path_of(const char *home, char out[PATH_BYTES])
{
    snprintf(out, PATH_BYTES, "%.580s/journal", home);
    return out;
}

static void sync_folder(const char *home)
{
    int fd = open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

int srv_journal_open(const char *home, bool create, srv_journal **out, licet_error *err)
{
    char path[PATH_BYTES];
    srv_journal *j = calloc(1, sizeof *j);
    if (!j) abort();
    j->fd = open(path_of(home, path), O_RDWR | O_CLOEXEC | (create ? O_CREAT : 0), 0600);
    int rc = j->fd >= 0 ? start(j, home, err)
                        : fail(err, errno == ENOENT ? LICET_E_NOT_FOUND : LICET_E_IO,
                               "the journal cannot be opened", errno);
    if (!rc && create) sync_folder(home);
    if (rc)
        srv_journal_close(j);
    else
        *out = j;
    return rc;
}

void srv_journal_close(srv_journal *j)
{
    if (!j) return;
    if (j->fd >= 0) close(j->fd);
    free(j->gathered.data);
    free(j->record);
    free(j);
}

bool srv_journal_waits(const char *home)
{
    char path[PATH_BYTES];
    struct stat st;
    return stat(path_of(home, path), &st) == 0 && st.st_size > FIRST_BYTES;
}

/* ---- writing ---- */

void srv_journal_put(srv_journal *j, const char *id, int64_t time_s, const char *record, size_t len)
{
    char before[80], sha256[65];
    int n = snprintf(before, sizeof before, "%.39s %" PRId64 "\n", id, time_s);
    size_t body = (size_t)n + len, need = j->gathered.len + HEAD_BYTES + body + 1;
    if (need > j->cap) {
        j->cap = need * 2;
        j->gathered.data = realloc(j->gathered.data, j->cap);
        if (!j->gathered.data) abort();
    }
    char *head = j->gathered.data + j->gathered.len, *to = head + HEAD_BYTES;
    memcpy(to, before, (size_t)n);
    memcpy(to + n, record, len);
    licet_hash_bytes(to, body, sha256);
    char line[HEAD_BYTES + 1];
    snprintf(line, sizeof line, "%08zx %s\n", body, sha256);
    memcpy(head, line, HEAD_BYTES);
    j->gathered.len += HEAD_BYTES + body;
}

static int write_all(srv_journal *j)
{
    for (size_t done = 0; done < j->gathered.len;) {
        ssize_t n =
            pwrite(j->fd, j->gathered.data + done, j->gathered.len - done, (off_t)(j->end + done));
        if (n < 0 && errno != EINTR) return errno;
        if (n == 0) return ENOSPC;
        if (n > 0) done += (size_t)n;
    }
    return fdatasync(j->fd) ? errno : 0;
}

int srv_journal_sync(srv_journal *j, licet_error *err)
{
    size_t len = j->gathered.len;
    int why = j->broken ? EIO : j->end + len > MOST_BYTES ? EFBIG : write_all(j);
    j->gathered.len = 0;
    if (!why) {
        j->end += len;
        return 0;
    }
    /* A half-written record must not stand before a later one. After a failed sync nobody knows
     * what the disk has: where it cannot be cut off, the file is let be. */
    if (!j->broken && (ftruncate(j->fd, (off_t)j->end) || fdatasync(j->fd))) j->broken = true;
    return fail(err, LICET_E_STORE, "the decision cannot be recorded", why);
}

/* ---- reading ---- */

static bool read_body(srv_journal *j, size_t len, const char *sha256)
{
    char found[65];
    if (len + 1 > j->record_cap) {
        j->record_cap = len * 2 + 1;
        j->record = realloc(j->record, j->record_cap);
        if (!j->record) abort();
    }
    if (!read_at(j, j->record, len, j->at + HEAD_BYTES)) return false;
    j->record[len] = 0;
    licet_hash_bytes(j->record, len, found);
    return strcmp(found, sha256) == 0;
}

bool srv_journal_next(srv_journal *j, srv_journal_record *out)
{
    char head[HEAD_BYTES + 1] = "", sha256[65];
    size_t len;
    int64_t time_s;
    int n = 0;
    if (j->at + HEAD_BYTES > j->end) return false;
    if (!read_at(j, head, HEAD_BYTES, j->at) || sscanf(head, "%8zx %64s", &len, sha256) != 2 ||
        len > MOST_RECORD_BYTES || !read_body(j, len, sha256) ||
        sscanf(j->record, "%39s %" SCNd64 "%n", out->id, &time_s, &n) != 2 || j->record[n] != '\n')
        return false;
    out->time_s = time_s;
    out->record = j->record + n + 1;
    out->len = len - (size_t)n - 1;
    out->old = j->at < j->old_end;
    j->at += HEAD_BYTES + len;
    return true;
}

void srv_journal_taken(srv_journal *j)
{
    j->taken = j->at;
    write_first(j); /* not synced: read again it is recognised (srv_journal_record.old) */
}

void srv_journal_again(srv_journal *j)
{
    j->at = j->taken;
}

void srv_journal_empty(srv_journal *j)
{
    j->end = FIRST_BYTES;
    j->taken = j->at = j->old_end = FIRST_BYTES;
    write_first(j);
    if (ftruncate(j->fd, FIRST_BYTES)) j->broken = true;
}

uint64_t srv_journal_found(const srv_journal *j)
{
    return j->found;
}

uint64_t srv_journal_left(const srv_journal *j)
{
    return j->end - j->taken;
}
