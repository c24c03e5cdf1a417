/* licet index stats, verify, dump, complete. */
#include <stdlib.h>

#include "cli/cli.h"
#include "licet/index.h"

static const char *file_of(const cli_run *r)
{
    return r->args->n_words ? r->args->words[0] : NULL;
}

/* What the library answered, as JSON or as a person reads it; gives it back. */
static int show(const cli_run *r, licet_text *json)
{
    licet_text text = {0};
    licet_error e = {0};
    int rc = 0;
    if (cli_args_has(r->args, CLI_OPT_JSON)) {
        printf("%s\n", json->data);
    } else {
        rc = licet_index_text(json->data, json->len, &text, &e);
        if (!rc) fwrite(text.data, 1, text.len, stdout);
    }
    licet_text_done(&text);
    licet_text_done(json);
    return rc ? cli_fail(&e) : CLI_EXIT_NONE;
}

int cli_index_stats(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int rc = licet_index_stats(r->l, file_of(r), &json, &e);
    return rc ? cli_fail(&e) : show(r, &json);
}

int cli_index_verify(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int ok = 0;
    if (licet_index_verify(r->l, file_of(r), &json, &ok, &e)) return cli_fail(&e);
    int rc = show(r, &json);
    return rc || !ok ? CLI_EXIT_TROUBLE : CLI_EXIT_NONE;
}

/* That the output cannot be written is said at the end of every command. */
static int put(void *ctx, const char *data, size_t len)
{
    fwrite(data, 1, len, ctx);
    return 0;
}

int cli_index_dump(cli_run *r)
{
    licet_error e = {0};
    int rc = licet_index_dump(r->l, file_of(r), put, stdout, &e);
    return rc ? cli_fail(&e) : CLI_EXIT_NONE;
}

int cli_index_complete(cli_run *r)
{
    enum { USUAL = 10 };
    licet_text json = {0};
    licet_error e = {0};
    licet_snapshot *s = NULL;
    const char *limit = cli_args_value(r->args, CLI_OPT_LIMIT);
    int rc = licet_snapshot_current(r->l, &s, &e);
    if (!rc)
        rc = licet_complete(s, r->args->words[0], cli_args_value(r->args, CLI_OPT_AS_OF),
                            limit ? atoi(limit) : USUAL, &json, &e);
    licet_snapshot_release(s);
    return rc ? cli_fail(&e) : show(r, &json);
}
