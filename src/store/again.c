#include "store/again.h"

#include <stdio.h>

#include "base/date.h"
#include "store/snapshot.h"

typedef struct looking {
    lc_sv source, files;
    const uint8_t *content;
    int64_t day;
    int64_t same_day, newest_day; /* LC_DB_NULL: none */
    bool newest_same;
} looking;

/* Rows come by day and receipt, so the last one taken is the newest. */
static int look(void *ctx, const lc_snapshot_full *r, lc_sv files_sha256, bool void_sample,
                bool good, licet_error *err)
{
    looking *k = ctx;
    (void)good;
    (void)err;
    if (void_sample || r->quarantined || r->day > k->day || !lc_sv_eq(r->source, k->source))
        return 0;
    k->newest_same = memcmp(r->content, k->content, LC_HASH_BYTES) == 0;
    k->newest_day = r->day;
    if (lc_sv_eq(files_sha256, k->files)) k->same_day = r->day;
    return 0;
}

int lc_again_find(lc_store *s, lc_sv source, int64_t day, lc_sv files_sha256,
                  const uint8_t content[LC_HASH_BYTES], char *why, size_t why_cap, bool *out,
                  licet_error *err)
{
    looking k = {source, files_sha256, content, day, LC_DB_NULL, LC_DB_NULL, false};
    char same[LC_DATE_TEXT], newest[LC_DATE_TEXT];
    int rc = lc_snapshot_walk(s, &k, look, NULL, err);
    if (rc) return rc;
    *out = k.same_day != LC_DB_NULL && !k.newest_same;
    if (*out)
        snprintf(why, why_cap, "the file is that of %s again, and the list of %s says otherwise",
                 lc_date_text((lc_date)k.same_day, same),
                 lc_date_text((lc_date)k.newest_day, newest));
    return 0;
}
