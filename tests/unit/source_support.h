/* Parses text or files through a source and keeps what came out. Every entry is written as JSON and
 * read back before it is kept, and must come back the same. */
#ifndef UNIT_SOURCE_SUPPORT_H
#define UNIT_SOURCE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/vec.h"
#include "codec/json.h"
#include "source/source.h"

typedef struct got_diag {
    const char *code;
    uint64_t line;
    bool row_lost;
    lc_sv text;
} got_diag;

typedef struct got {
    lc_arena *arena, *scratch;
    bool keep; /* false: count only */
    LC_VEC(lc_entry) entries;
    LC_VEC(got_diag) diags;
    lc_source_result result;
    licet_error err;
    int rc;
} got;

static int got_entry(void *ctx, const lc_entry *e, licet_error *err)
{
    got *g = ctx;
    lc_json *j;
    lc_entry back;
    (void)err;
    lc_arena *a = g->keep ? g->arena : g->scratch;
    if (!g->keep) lc_arena_reset(a);
    lc_sv text = lc_json_text(a, lc_entry_json(a, e), LC_JSON_CANONICAL);
    if (lc_json_parse(a, text, &j, &g->err) || lc_entry_from_json(a, j, &back, &g->err))
        fail_msg("%s: %.*s", g->err.message, LC_SV_ARG(text));
    lc_sv again = lc_json_text(a, lc_entry_json(a, &back), LC_JSON_CANONICAL);
    if (!lc_sv_eq(text, again)) fail_msg("not the same: %.*s", LC_SV_ARG(text));
    if (g->keep) lc_vec_push(&g->entries, back);
    return 0;
}

static void got_remark(void *ctx, const lc_diag *d)
{
    got *g = ctx;
    lc_vec_push(&g->diags,
                (got_diag){d->code, d->line, d->row_lost, lc_arena_sv(g->arena, d->text)});
}

static inline void got_init(got *g)
{
    *g = (got){.arena = lc_arena_new(), .scratch = lc_arena_new(), .keep = true};
}

static inline void got_done(got *g)
{
    lc_vec_done(&g->entries);
    lc_vec_done(&g->diags);
    lc_arena_free(g->arena);
    lc_arena_free(g->scratch);
}

static inline int got_read(got *g, const char *source, const lc_reader *in)
{
    lc_source_sink sink = {g, got_entry, got_remark};
    lc_origin origin = {.file = LC_SV("list.csv"), .sha256 = LC_SV("00")};
    const lc_source *s = lc_source_find(lc_sv_of(source));
    assert_non_null(s);
    g->rc = s->parse(in, &origin, &sink, &g->result, &g->err);
    return g->rc;
}

static inline int got_bytes(got *g, const char *source, lc_sv bytes)
{
    lc_mem_reader state;
    lc_reader in = lc_reader_of_memory(&state, bytes);
    return got_read(g, source, &in);
}

/* Must be taken. */
static inline got got_text(const char *source, lc_sv bytes)
{
    got g;
    got_init(&g);
    if (got_bytes(&g, source, bytes))
        fail_msg("refused: %s (line %llu)", g.err.message, (unsigned long long)g.err.line);
    return g;
}

/* Must be refused whole, with words the message holds, at a line (0: any). */
static inline void refused(const char *source, lc_sv bytes, uint64_t line, const char *words)
{
    got g;
    got_init(&g);
    if (!got_bytes(&g, source, bytes)) fail_msg("taken, but should say \"%s\"", words);
    if (g.rc != LICET_E_SOURCE || !strstr(g.err.message, words) || !g.err.remedy[0] ||
        strcmp(g.err.file, "list.csv") != 0)
        fail_msg("expected \"%s\": %d %s: %s (%s)", words, g.rc, g.err.file, g.err.message,
                 g.err.remedy);
    if (line) assert_int_equal(g.err.line, line);
    got_done(&g);
}

static inline bool has_name(const lc_entry *e, const char *text, lc_name_kind kind)
{
    for (size_t i = 0; i < e->n_names; i++)
        if (lc_sv_is(e->names[i].text, text) && e->names[i].kind == kind) return true;
    return false;
}

static inline lc_sv attr(const lc_entry *e, const char *name)
{
    for (size_t i = 0; i < e->n_attrs; i++)
        if (lc_sv_is(e->attrs[i].name, name)) return e->attrs[i].value;
    return LC_SV_NONE;
}

static inline size_t count_diags(const got *g, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < g->diags.len; i++) n += strcmp(g->diags.at[i].code, code) == 0;
    return n;
}

#define assert_sv(view, z)                                                                         \
    do {                                                                                           \
        lc_sv v_ = (view);                                                                         \
        if (!lc_sv_is(v_, (z))) fail_msg("\"%.*s\" is not \"%s\"", LC_SV_ARG(v_), (z));            \
    } while (0)

/* A file under the shared data, or NULL where it is missing. */
static inline FILE *shared_file(const char *name)
{
    char path[1024];
    const char *root = getenv("LICET_SHARED");
    snprintf(path, sizeof path, "%s/%s", root ? root : LICET_SHARED_DEFAULT, name);
    FILE *f = fopen(path, "rb");
    if (!f) print_message("skipped: no %s\n", path);
    return f;
}

static inline int read_stdio(void *ctx, void *data, size_t cap, size_t *got_bytes_,
                             licet_error *err)
{
    (void)err;
    *got_bytes_ = fread(data, 1, cap, ctx);
    return 0;
}

#endif
