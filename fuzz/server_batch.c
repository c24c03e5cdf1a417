/* A table as it is uploaded: the first byte chooses the ending, the rest is the file. Its columns
 * are looked at and its rows are checked, as a batch is. */
#include "server/jobs.h"
#include "server_small.h"

static int take(void *ctx, const char *data, size_t len)
{
    (void)ctx;
    (void)data;
    (void)len;
    return 0;
}

static void check(licet *l, licet_snapshot *s, const char *input)
{
    licet_text t = {0};
    licet_check_summary sum = {0};
    licet_check_params p = {
        .orders = input, .format = LICET_FORMAT_JSONL, .write = take, .threads = 1};
    if (!licet_check_preview(l, &p, 20, &t, NULL)) licet_text_done(&t);
    if (!licet_check(l, s, NULL, &p, &sum, NULL)) licet_text_done(&sum.mapping_json);
}

static void forget(const srv_service *s, const char *id, const char *input)
{
    char path[SRV_JOB_PATH];
    unlink(input);
    if (srv_job_path(s, id, "batch.json", path)) unlink(path);
    if (srv_job_path(s, id, "", path)) rmdir(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.csv", "a.tsv", "a.txt", "a.jsonl", "a.xlsx", "a.exe"};
    enum { NAMES = sizeof names / sizeof *names };
    char spooled[600], id[SRV_BATCH_ID], input[SRV_JOB_PATH];
    srv_service *s = small_service();
    licet *l;
    if (!size || licet_share(s->root, 1785542400, &l, NULL)) return 0;
    snprintf(spooled, sizeof spooled, "%s/spooled", s->config->licet.home);
    FILE *f = fopen(spooled, "w");
    if (!f || fwrite(data + 1, 1, size - 1, f) != size - 1 || fclose(f)) abort();
    licet_snapshot *snapshot = srv_service_snapshot(s);
    if (!srv_job_new(s, spooled, names[data[0] % NAMES], id, NULL)) {
        if (srv_job_input(s, id, input, NULL)) abort(); /* what was taken in is there */
        check(l, snapshot, input);
        forget(s, id, input);
    }
    unlink(spooled);
    licet_snapshot_release(snapshot);
    licet_close(l);
    return 0;
}
