/* Question by question: what a determination still misses, asked on standard error. */
#include "cli/stated.h"

#include <string.h>

#include "cli/json.h"
#include "cli/lines.h"

enum { MAX_SKIPPED = 64, PATH_BYTES = 200, ASK_BYTES = 600 };

typedef struct asking {
    cli_stated *s;
    licet_snapshot *snapshot;
    cli_lines in;
    char skipped[MAX_SKIPPED][PATH_BYTES]; /* "not known" was the answer */
    size_t n_skipped;
    char last[PATH_BYTES]; /* the fact that was stated last */
    bool ended;
} asking;

/* While questions are asked nothing of an answer is shown, so nothing needs to be on record yet. */
static int keep_nothing(void *ctx, const char *id, const char *record, size_t len, licet_error *err)
{
    (void)ctx, (void)id, (void)record, (void)len, (void)err;
    return 0;
}

static int nothing_to_sync(void *ctx, licet_error *err)
{
    (void)ctx, (void)err;
    return 0;
}

static bool was_skipped(const asking *k, const char *path)
{
    for (size_t i = 0; i < k->n_skipped; i++)
        if (strcmp(k->skipped[i], path) == 0) return true;
    return false;
}

static void skip(asking *k, const char *path)
{
    if (k->n_skipped == MAX_SKIPPED) {
        k->ended = true;
        return;
    }
    snprintf(k->skipped[k->n_skipped++], PATH_BYTES, "%s", path);
}

/* One line of what is typed; NULL at the end of input. */
static const char *read_answer(asking *k)
{
    fputs("> ", stderr);
    if (!cli_lines_next(&k->in)) {
        k->ended = true;
        fputc('\n', stderr);
        return NULL;
    }
    return cli_lines_blank(&k->in) ? "" : k->in.data;
}

/* True if the facts hold together with what was just added; else it is taken off again. */
static bool holds(asking *k, bool party)
{
    licet_text unused = {0};
    licet_error e = {0};
    int rc = cli_stated_json(k->s, &unused, &e);
    licet_text_done(&unused);
    if (!rc) return true;
    cli_fail(&e);
    cli_stated_undo(k->s, party);
    return false;
}

static void ask_parties(asking *k)
{
    fputs("ROLE:NAME:COUNTRY, for instance end_user:NSO Group:IL; an empty line when all are "
          "named\n",
          stderr);
    for (const char *v; !k->ended && (v = read_answer(k)) && v[0];)
        if (!cli_stated_party(k->s, v))
            k->ended = true;
        else
            holds(k, true);
    skip(k, "parties");
}

static void ask_fact(asking *k, const char *path)
{
    bool day = strcmp(path, "as_of") == 0;
    if (strcmp(path, k->last) == 0) fputs("The last answer does not settle it.\n", stderr);
    cli_put_safe(stderr, path);
    fputs(day ? " (YYYY-MM-DD; empty: today)\n" : " (empty: not known)\n", stderr);
    const char *v = read_answer(k);
    if (!v) return;
    if (!v[0] && !day)
        skip(k, path);
    else if (!cli_stated_fact(k->s, path, v[0] ? v : k->s->today))
        k->ended = true; /* no room for more */
    else if (holds(k, false))
        snprintf(k->last, sizeof k->last, "%s", path);
}

/* The first question that is not answered yet, in path and ask. */
static int next_question(asking *k, char path[PATH_BYTES], char ask[ASK_BYTES], licet_error *err)
{
    licet_sink sink = {NULL, keep_nothing, nothing_to_sync};
    licet_text facts = {0}, view = {0};
    int code, rc = cli_stated_json(k->s, &facts, err);
    if (!rc) rc = licet_explain(k->snapshot, &sink, facts.data, facts.len, 0, &view, &code, err);
    path[0] = 0;
    const char *all = rc ? NULL : cli_json_get(view.data, "questions");
    for (cli_json_walk w = cli_json_begin(all); !rc && cli_json_step(&w);) {
        cli_json_text(cli_json_get(w.value, "path"), path, PATH_BYTES);
        cli_json_text(cli_json_get(w.value, "ask"), ask, ASK_BYTES);
        /* What is looked up on lists or compared cannot be stated, and is not asked. */
        if (cli_json_get(w.value, "how") && !was_skipped(k, path)) break;
        path[0] = 0;
    }
    licet_text_done(&facts);
    licet_text_done(&view);
    return rc;
}

int cli_ask_missing(cli_stated *s, licet_snapshot *snapshot, licet_error *err)
{
    asking k = {.s = s, .snapshot = snapshot, .in = {.from = stdin}};
    char path[PATH_BYTES], ask[ASK_BYTES];
    int rc = 0;
    while (!k.ended) {
        rc = next_question(&k, path, ask, err);
        if (rc || !path[0]) break;
        fputc('\n', stderr);
        cli_put_safe(stderr, ask); /* may hold a name from a file */
        fputc('\n', stderr);
        if (strcmp(path, "parties") == 0)
            ask_parties(&k);
        else
            ask_fact(&k, path);
    }
    cli_lines_done(&k.in);
    return rc;
}
