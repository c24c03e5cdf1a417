/* engine/import.h: importing, from files or from what the store keeps of them. */
#ifndef ENGINE_IMPORT_H
#define ENGINE_IMPORT_H

#include "engine/engine.h"
#include "engine/list_parse.h"

/* A person has looked and it is true (store.h). */
enum { LC_GUARD_OFF_PERCENT = 100 };

/* Importing kept files again, because somebody decided so. */
typedef struct lc_import_again {
    lc_date list_date;
    int64_t checked_s;
    void *ctx;
    /* In the transaction, after the lists were changed: records the decision. */
    int (*record)(void *ctx, lc_store *store, const lc_import_result *r, licet_error *err);
} lc_import_again;

typedef struct lc_import_job {
    const char *source;    /* or NULL: guessed from the first file */
    const char *list_date; /* or NULL: what the files say */
    const char *name_date; /* or NULL: of files that do not say */
    const lc_list_file *files;
    size_t n_files;
    bool sample;
    int64_t checked_s;            /* last seen with the publisher, or 0: on its list date */
    const lc_import_again *again; /* or NULL */
    licet_progress progress;      /* or NULL */
    void *progress_ctx;
} lc_import_job;

/* Takes the files in and answers as licet_import does. */
int lc_import_run(licet *l, const lc_import_job *job, licet_text *out_json, licet_error *err);

/* The same in two steps, so that one index may cover several editions: take puts one edition into
 * the transaction, which it begins unless an edition before it did; finish builds the index and
 * commits. Until then nothing is changed. After a failure of either everything taken is rolled
 * back. The report lives in a. */
int lc_import_take(licet *l, const lc_import_job *job, lc_arena *a, lc_json **out_report,
                   licet_error *err);
int lc_import_finish(licet *l, lc_arena *a, lc_sv *out_index_name, licet_error *err);

/* licet_import for params->history: every file an edition of its own, in order of their days. */
int lc_import_history(licet *l, const licet_import_params *p, licet_text *out_json,
                      licet_error *err);

#endif
