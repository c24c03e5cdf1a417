/* A store in a folder of its own, and editions of lists written as one line each.
 *
 * An edition is words of a key and a wording: "A1 B1 C2" has three entries, the third in its second
 * wording. A lower-case key belongs to sub-list DPL, an upper-case one to EL. */
#ifndef TESTS_STORE_WORLD_H
#define TESTS_STORE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "codec/hash.h"
#include "codec/zip.h"
#include "store/db.h"
#include "store/store.h"

#define NOON(day) ((int64_t)(day)*86400 + 43200)

typedef struct world {
    char folder[32];
    lc_arena *arena;
    lc_store *store;
} world;

static inline lc_store *world_open(world *w, lc_store_mode mode)
{
    licet_error e = {0};
    lc_store *s = NULL;
    if (lc_store_open(w->folder, mode, &s, &e)) fail_msg("open: %s", e.message);
    return s;
}

static inline void world_init(world *w)
{
    *w = (world){.folder = "/tmp/licet-store-XXXXXX", .arena = lc_arena_new()};
    assert_non_null(mkdtemp(w->folder));
    w->store = world_open(w, LC_STORE_WRITE);
}

static inline void world_done(world *w)
{
    char command[64];
    lc_store_close(w->store);
    lc_arena_free(w->arena);
    snprintf(command, sizeof command, "rm -rf %s", w->folder);
    assert_int_equal(system(command), 0);
}

/* What is kept of a file. text must live as long as the arena. */
static inline lc_import_file world_file(lc_arena *a, const char *name, lc_sv text)
{
    lc_buf packed = {0};
    uint8_t hash[LC_HASH_BYTES];
    char *hex = lc_arena_alloc(a, LC_HASH_HEX);
    lc_packer *p = lc_packer_new();
    assert_int_equal(lc_packer_put(p, text, &packed, NULL), 0);
    assert_int_equal(lc_packer_end(p, &packed, NULL), 0);
    lc_sha256_of(text, hash);
    lc_import_file f = {lc_sv_of(name), lc_sv_of(lc_hex(hash, sizeof hash, hex)), text.len,
                        lc_arena_sv(a, lc_buf_view(&packed))};
    lc_buf_done(&packed);
    return f;
}

static inline lc_entry world_entry(lc_arena *a, lc_sv source, lc_sv word)
{
    lc_entry e = {.source = source, .from = LC_DATE_NONE, .to = LC_DATE_NONE};
    bool lower = word.data[0] >= 'a';
    e.sublist = lower ? LC_SV("DPL") : LC_SV("EL");
    e.key = lc_arena_printf(a, "%s/%c", lower ? "DPL" : "EL", word.data[0]);
    e.names = LC_NEW(a, lc_name);
    e.names[0] = (lc_name){lc_arena_printf(a, "Party %.*s", LC_SV_ARG(word)), LC_NAME_PRIMARY};
    e.n_names = 1;
    e.origin = (lc_origin){.file = LC_SV("list.csv"), .line = 2};
    return e;
}

typedef struct edition {
    const char *source; /* NULL: us_csl */
    lc_date day;
    int64_t received_s, checked_s; /* 0: noon of the day */
    const char *says;
    bool sample, guarded; /* guarded: by 25 and 3 %, else not */
} edition;

static inline lc_import world_meta(lc_arena *a, const edition *d)
{
    lc_import_file *f = LC_NEW(a, lc_import_file);
    *f = world_file(a, "list.csv", lc_sv_of(d->says));
    int64_t at = NOON(d->day == LC_DATE_NONE ? 0 : d->day);
    return (lc_import){.source = lc_sv_of(d->source ? d->source : "us_csl"),
                       .list_date = d->day,
                       .received_s = d->received_s ? d->received_s : at,
                       .checked_s = d->checked_s ? d->checked_s : at,
                       .files = f,
                       .n_files = 1,
                       .sample = d->sample,
                       .guard_removals = 25,
                       .guard_percent = d->guarded ? 3 : 100};
}

/* The whole import with its index; the code of the first step that failed. */
static inline int world_try(world *w, const edition *d, lc_import_result *out, licet_error *e)
{
    lc_arena *a = lc_arena_new();
    lc_import meta = world_meta(a, d);
    lc_store_import *i = NULL;
    int rc = lc_store_import_begin(w->store, &meta, &i, e);
    for (lc_sv rest = lc_sv_of(d->says); !rc && rest.len;) {
        lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
        if (!word.len) continue;
        lc_entry one = world_entry(a, meta.source, word);
        rc = lc_store_import_put(i, &one, e);
        if (rc) lc_store_import_cancel(i);
    }
    if (!rc) rc = lc_store_import_end(i, out, e);
    if (!rc) rc = lc_store_activate(w->store, LC_SV("i.lix"), meta.received_s, e);
    if (!rc)
        rc = lc_store_commit(w->store, e);
    else
        lc_store_rollback(w->store);
    lc_arena_free(a);
    return rc;
}

static inline lc_import_result world_import(world *w, const edition *d)
{
    licet_error e = {0};
    lc_import_result r = {0};
    if (world_try(w, d, &r, &e)) fail_msg("import \"%s\": %s", d->says, e.message);
    return r;
}

/* ---- what is believed ---- */

typedef struct believed {
    lc_date day;
    int64_t known_s;
    const char *source;
    lc_buf words; /* "A1 B2", in order of key */
} believed;

static inline int world_see(void *ctx, const lc_stored_version *v, licet_error *err)
{
    believed *b = ctx;
    (void)err;
    if (!lc_sv_is(v->source, b->source)) return 0;
    if (b->day < v->list_from || (v->list_to != LC_DATE_NONE && b->day >= v->list_to)) return 0;
    if (b->known_s < v->known_from || (v->known_to && b->known_s >= v->known_to)) return 0;
    size_t at = lc_sv_find(v->body, LC_SV("Party "), 0);
    assert_true(at != SIZE_MAX);
    lc_buf_printf(&b->words, "%s%.*s", b->words.len ? " " : "", 2, v->body.data + at + 6);
    return 0;
}

/* Who stood on the list on that day, as far as was known at that time. In w->arena. */
static inline const char *world_listed(world *w, const char *source, lc_date day, int64_t known_s)
{
    believed b = {.day = day, .known_s = known_s, .source = source};
    licet_error e = {0};
    if (lc_store_each_version(w->store, &b, world_see, &e)) fail_msg("%s", e.message);
    const char *out = lc_arena_z(w->arena, lc_buf_view(&b.words));
    lc_buf_done(&b.words);
    return out;
}

/* As far as is known now. */
static inline const char *world_now(world *w, lc_date day)
{
    return world_listed(w, "us_csl", day, INT64_MAX - 1);
}

/* Counts in an int. */
static inline int world_count(void *ctx, const lc_snapshot_row *r, licet_error *err)
{
    (void)r;
    (void)err;
    ++*(int *)ctx;
    return 0;
}

static inline lc_verify_result world_verify(lc_store *s)
{
    lc_verify_result v = {0};
    licet_error e = {0};
    if (lc_store_verify(s, &v, &e)) fail_msg("verify: %s", e.message);
    return v;
}

static inline bool world_sound(lc_store *s)
{
    lc_verify_result v = world_verify(s);
    if (v.why[0]) print_message("verify: %s\n", v.why);
    return !v.why[0] && !v.bad && !v.bad_files && !v.bad_versions;
}

static inline void world_sql(lc_store *s, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(s->db, sql, NULL, NULL, &message)) fail_msg("%s: %s", sql, message);
}

#endif
