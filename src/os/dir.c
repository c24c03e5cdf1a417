#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "base/vec.h"

enum { MAX_DEPTH = 4 };

int lc_dir_make(const char *path, licet_error *err)
{
    lc_buf b = {0};
    int rc = 0;
    for (const char *p = path; !rc;) {
        const char *slash = strchr(p, '/');
        size_t upto = slash ? (size_t)(slash - path) : strlen(path);
        lc_buf_clear(&b);
        lc_buf_put(&b, path, upto);
        mode_t mode = slash && slash[1] ? 0755 : 0700;
        if (upto && mkdir(b.data, mode) != 0 && errno != EEXIST)
            rc = lc_fail(err, LICET_E_IO, "cannot make the folder %s: %s", b.data, strerror(errno));
        if (!slash) break;
        p = slash + 1;
    }
    struct stat st;
    if (!rc && (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)))
        rc = lc_fail(err, LICET_E_IO, "%s is not a folder", path);
    lc_buf_done(&b);
    return rc;
}

typedef LC_VEC(lc_sv) names;

typedef struct walk {
    lc_arena *a;
    const char *root;
    lc_sv suffix;
    names *found;
} walk;

static void walk_folder(walk *w, lc_sv below, int depth);

static void walk_one(walk *w, lc_sv below, const char *name, int depth)
{
    if (name[0] == '.') return;
    lc_sv rel = below.len ? lc_arena_printf(w->a, "%.*s/%s", LC_SV_ARG(below), name)
                          : lc_arena_sv(w->a, lc_sv_of(name));
    lc_sv full = lc_arena_printf(w->a, "%s/%.*s", w->root, LC_SV_ARG(rel));
    struct stat st;
    if (stat(full.data, &st) != 0) return;
    if (S_ISDIR(st.st_mode) && depth < MAX_DEPTH) walk_folder(w, rel, depth + 1);
    if (S_ISREG(st.st_mode) && lc_sv_ends(rel, w->suffix)) lc_vec_push(w->found, rel);
}

static void walk_folder(walk *w, lc_sv below, int depth)
{
    lc_sv full = lc_arena_printf(w->a, "%s%s%.*s", w->root, below.len ? "/" : "", LC_SV_ARG(below));
    DIR *d = opendir(full.data);
    if (!d) return;
    for (struct dirent *e; (e = readdir(d));) walk_one(w, below, e->d_name, depth);
    closedir(d);
}

static int by_bytes(const void *a, const void *b)
{
    return lc_sv_cmp(*(const lc_sv *)a, *(const lc_sv *)b);
}

int lc_dir_files(lc_arena *a, const char *path, const char *suffix, lc_sv **out, size_t *out_n,
                 licet_error *err)
{
    DIR *d = opendir(path);
    if (!d)
        return lc_fail(err, LICET_E_NOT_FOUND, "cannot read the folder %s: %s", path,
                       strerror(errno));
    closedir(d);
    names found = {0};
    walk w = {a, path, lc_sv_of(suffix), &found};
    walk_folder(&w, LC_SV_NONE, 0);
    lc_sv *list = LC_NEW_N(a, lc_sv, found.len + 1);
    if (found.len) memcpy(list, found.at, found.len * sizeof *list);
    qsort(list, found.len, sizeof *list, by_bytes);
    *out = list;
    *out_n = found.len;
    lc_vec_done(&found);
    return 0;
}
