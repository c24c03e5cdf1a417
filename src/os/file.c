#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int io_error(licet_error *err, const char *what, const char *path)
{
    int e = errno;
    licet_code code = e == ENOENT ? LICET_E_NOT_FOUND : LICET_E_IO;
    lc_fail(err, code, "cannot %s %s: %s", what, path, strerror(e));
    if (e == ENOENT) lc_fail_remedy(err, "check the name and the folder");
    if (e == ENOSPC) lc_fail_remedy(err, "free space on the disk and try again");
    if (e == EACCES) lc_fail_remedy(err, "check who may read or write it");
    return (int)code;
}

struct lc_file {
    int fd;
    uint64_t size;
    char path[240];
};

int lc_file_open(const char *path, lc_file **out, licet_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return io_error(err, "open", path);
    struct stat st;
    if (fstat(fd, &st) != 0 || S_ISDIR(st.st_mode)) {
        close(fd);
        lc_fail(err, LICET_E_IO, "cannot read %s: it is a folder", path);
        return LICET_E_IO;
    }
    lc_file *f = lc_xmalloc(sizeof *f);
    f->fd = fd;
    f->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
    snprintf(f->path, sizeof f->path, "%s", standard ? "standard input" : path);
    *out = f;
    return 0;
}

void lc_file_close(lc_file *f)
{
    if (!f) return;
    close(f->fd);
    free(f);
}

static int read_some(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_file *f = ctx;
    ssize_t n;
    do n = read(f->fd, data, cap);
    while (n < 0 && errno == EINTR);
    if (n < 0) return io_error(err, "read", f->path);
    *got = (size_t)n;
    return 0;
}

lc_reader lc_file_reader(lc_file *f)
{
    return (lc_reader){f, read_some};
}

uint64_t lc_file_size(const lc_file *f)
{
    return f->size;
}

int lc_file_read(const char *path, size_t max_bytes, lc_buf *out, licet_error *err)
{
    enum { CHUNK_BYTES = 64 * 1024 };
    lc_file *f = NULL;
    int rc = lc_file_open(path, &f, err);
    if (rc) return rc;
    size_t before = out->len;
    for (;;) {
        size_t got = 0;
        lc_buf_reserve(out, CHUNK_BYTES);
        rc = read_some(f, out->data + out->len, CHUNK_BYTES, &got, err);
        if (rc || got == 0) break;
        out->len += got;
        if (out->len - before > max_bytes) {
            rc = lc_fail(err, LICET_E_LIMIT, "%s is larger than %zu bytes", path, max_bytes);
            break;
        }
    }
    if (out->data) out->data[out->len] = 0;
    lc_file_close(f);
    return rc;
}

bool lc_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool lc_file_same(const char *a, const char *b)
{
    struct stat x, y;
    if (stat(a, &x) != 0 || stat(b, &y) != 0 || !S_ISREG(x.st_mode)) return false;
    return x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

int lc_map_file_open(const char *path, lc_map_file *out, licet_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return io_error(err, "open", path);
    struct stat st;
    void *p = MAP_FAILED;
    bool regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    if (regular && st.st_size > 0)
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    int rc = 0;
    if (!regular || st.st_size == 0)
        rc = lc_fail(err, LICET_E_CORRUPT, "%s is empty or no regular file", path);
    else if (p == MAP_FAILED)
        rc = io_error(err, "map", path);
    close(fd);
    if (!rc) out->bytes = (lc_sv){p, (size_t)st.st_size};
    return rc;
}

void lc_map_file_close(lc_map_file *m)
{
    if (m->bytes.data) munmap((void *)m->bytes.data, m->bytes.len);
    m->bytes = LC_SV_NONE;
}

struct lc_new_file {
    int fd;
    bool direct; /* no regular file: written as it comes */
    char *path, *temporary;
};

static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static void free_new_file(lc_new_file *f)
{
    if (f->fd >= 0) close(f->fd);
    free(f->path);
    free(f->temporary);
    free(f);
}

static char *copy_z(const char *a, const char *b)
{
    size_t n = strlen(a) + strlen(b) + 1;
    char *p = lc_xmalloc(n);
    snprintf(p, n, "%s%s", a, b);
    return p;
}

int lc_new_file_open(const char *path, lc_new_file **out, licet_error *err)
{
    lc_new_file *f = lc_xmalloc(sizeof *f);
    f->direct = is_special(path);
    f->path = copy_z(path, "");
    f->temporary = copy_z(path, f->direct ? "" : ".XXXXXX");
    f->fd = f->direct ? open(path, O_WRONLY | O_CLOEXEC) : mkostemp(f->temporary, O_CLOEXEC);
    if (f->fd < 0) {
        int rc = io_error(err, "write", path);
        free_new_file(f);
        return rc;
    }
    if (!f->direct) {
        mode_t mask = umask(0);
        umask(mask);
        fchmod(f->fd, 0666 & ~mask);
    }
    *out = f;
    return 0;
}

int lc_new_file_put(lc_new_file *f, lc_sv bytes, licet_error *err)
{
    while (bytes.len) {
        ssize_t n = write(f->fd, bytes.data, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return io_error(err, "write", f->path);
        bytes = lc_sv_from(bytes, (size_t)n);
    }
    return 0;
}

const char *lc_new_file_path(const lc_new_file *f)
{
    return f->direct ? NULL : f->temporary;
}

static int sync_folder(const char *path, licet_error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? copy_z(path, "") : copy_z(".", "");
    if (slash) folder[slash == path ? 1 : slash - path] = 0;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int rc = fd < 0 || fsync(fd) != 0 ? io_error(err, "sync", folder) : 0;
    if (fd >= 0) close(fd);
    free(folder);
    return rc;
}

int lc_new_file_finish(lc_new_file *f, licet_error *err)
{
    int rc = 0;
    if (!f->direct) {
        if (fsync(f->fd) != 0)
            rc = io_error(err, "sync", f->path);
        else if (rename(f->temporary, f->path) != 0)
            rc = io_error(err, "rename to", f->path);
        else
            rc = sync_folder(f->path, err);
        if (rc) unlink(f->temporary);
    } else if (close(f->fd) != 0) {
        rc = io_error(err, "close", f->path);
    }
    if (f->direct) f->fd = -1;
    free_new_file(f);
    return rc;
}

void lc_new_file_cancel(lc_new_file *f)
{
    if (!f) return;
    if (!f->direct) unlink(f->temporary);
    free_new_file(f);
}

int lc_file_write(const char *path, lc_sv bytes, licet_error *err)
{
    lc_new_file *f;
    int rc = lc_new_file_open(path, &f, err);
    if (rc) return rc;
    rc = lc_new_file_put(f, bytes, err);
    if (rc) {
        lc_new_file_cancel(f);
        return rc;
    }
    return lc_new_file_finish(f, err);
}

int lc_file_remove(const char *path, licet_error *err)
{
    return unlink(path) == 0 || errno == ENOENT ? 0 : io_error(err, "remove", path);
}
