#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/fetch.h"
#include "os/file.h"

enum { MAX_RECEIPT_BYTES = 1 << 20 };

/* home/spool/fetch/<source>/coming: the set under way; .../last: the newest whole one. */
struct lc_spool {
    lc_arena *a;
    lc_sv folder;
    lc_json *last;
    int lock;
};

static lc_sv below(lc_spool *s, const char *name)
{
    return lc_arena_printf(s->a, "%.*s/%s", LC_SV_ARG(s->folder), name);
}

static void read_last(lc_spool *s)
{
    lc_buf b = {0};
    if (lc_file_read(below(s, "last/receipt.json").data, MAX_RECEIPT_BYTES, &b, NULL) == 0)
        lc_json_parse(s->a, lc_arena_sv(s->a, lc_buf_view(&b)), &s->last,
                      NULL); /* none: all is fetched */
    lc_buf_done(&b);
}

static int take_lock(lc_spool *s, licet_error *err)
{
    s->lock = open(below(s, "lock").data, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (s->lock < 0)
        return lc_fail(err, LICET_E_IO, "%.*s: %s", LC_SV_ARG(s->folder), strerror(errno));
    if (flock(s->lock, LOCK_EX | LOCK_NB) == 0) return 0;
    lc_fail(err, LICET_E_IO, "another fetch of %.*s is under way", LC_SV_ARG(s->folder));
    return lc_fail_remedy(err, "wait for it, or end it");
}

int lc_spool_open(lc_arena *a, const char *home, lc_sv source, lc_spool **out, licet_error *err)
{
    lc_spool *s = LC_NEW(a, lc_spool);
    *s = (lc_spool){.a = a, .lock = -1};
    s->folder = lc_arena_printf(a, "%s/spool/fetch/%.*s", home, LC_SV_ARG(source));
    int rc = lc_dir_make(below(s, "coming").data, err);
    if (!rc) rc = take_lock(s, err);
    if (rc) {
        lc_spool_close(s);
        return rc;
    }
    read_last(s);
    *out = s;
    return 0;
}

void lc_spool_close(lc_spool *s)
{
    if (s && s->lock >= 0) close(s->lock);
}

const lc_json *lc_spool_last(const lc_spool *s)
{
    return s->last;
}

lc_sv lc_spool_path(lc_spool *s, lc_sv file)
{
    return lc_arena_printf(s->a, "%.*s/coming/%.*s", LC_SV_ARG(s->folder), LC_SV_ARG(file));
}

/* The set before goes; of it the store keeps what was imported. */
static void clear_out(lc_spool *s, const char *folder)
{
    lc_sv *names;
    size_t n = 0;
    lc_sv path = below(s, folder);
    if (lc_dir_files(s->a, path.data, "", &names, &n, NULL)) return;
    for (size_t i = 0; i < n; i++)
        unlink(lc_arena_printf(s->a, "%.*s/%.*s", LC_SV_ARG(path), LC_SV_ARG(names[i])).data);
    rmdir(path.data);
}

int lc_spool_finish(lc_spool *s, const lc_json *receipt, lc_sv *out_folder, licet_error *err)
{
    lc_sv coming = below(s, "coming"), last = below(s, "last"), old = below(s, "old");
    int rc = lc_file_write(below(s, "coming/receipt.json").data,
                           lc_json_text(s->a, receipt, LC_JSON_PRETTY), err);
    if (rc) return rc;
    clear_out(s, "old");
    if (rename(last.data, old.data) && errno != ENOENT)
        return lc_fail(err, LICET_E_IO, "%s: %s", last.data, strerror(errno));
    if (rename(coming.data, last.data))
        return lc_fail(err, LICET_E_IO, "%s: %s", coming.data, strerror(errno));
    clear_out(s, "old");
    *out_folder = last;
    return 0;
}
