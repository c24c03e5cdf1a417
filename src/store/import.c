/* One import: the entries of a snapshot are compared with what is believed of its days, and what
 * differs is believed anew (store/timeline.h). Unchanged entries cost a hash and no write. */
#include "store/import.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/again.h"
#include "store/belief.h"
#include "store/original.h"
#include "store/slice.h"
#include "store/snapshot.h"

struct lc_store_import {
    lc_store *s; /* NULL once the transaction is gone */
    lc_arena *arena;
    lc_import meta; /* copied, but for the packed bytes, which are stored at once */
    bool failed;
    lc_snapshot_full row;
    lc_span span;
    lc_slice slice;
    lc_guard guard;
    lc_believer believer;
    lc_tally content;
    uint64_t names, added, changed, unchanged;
    lc_arena *scratch; /* of the entry at hand */
    lc_buf text;
};

/* ---- begin ---- */

static int check_files(const lc_import *meta, licet_error *err)
{
    if (meta->n_files == 0 || meta->n_files > LC_IMPORT_MAX_FILES)
        return lc_fail(err, LICET_E_ARGUMENT, "an import has 1 to %d files", LC_IMPORT_MAX_FILES);
    for (size_t i = 0; i < meta->n_files; i++) {
        const lc_import_file *f = &meta->files[i];
        if (f->bytes > LC_IMPORT_MAX_FILE_BYTES || f->packed.len > LC_IMPORT_MAX_PACKED_BYTES)
            return lc_fail(err, LICET_E_LIMIT, "file %.*s is larger than a list may be (1 GiB)",
                           LC_SV_ARG(f->name));
    }
    return 0;
}

static lc_import copy_meta(lc_arena *a, const lc_import *meta)
{
    lc_import m = *meta;
    lc_import_file *files = LC_NEW_N(a, lc_import_file, meta->n_files);
    for (size_t i = 0; i < meta->n_files; i++) {
        const lc_import_file *f = &meta->files[i];
        uint8_t hash[LC_HASH_BYTES];
        char hex[LC_HASH_HEX];
        files[i] = (lc_import_file){.name = lc_arena_sv(a, f->name), .bytes = f->bytes};
        if (lc_unhex(f->sha256, hash, sizeof hash)) /* to lower case; else refused when stored */
            files[i].sha256 = lc_arena_sv(a, lc_sv_of(lc_hex(hash, sizeof hash, hex)));
    }
    m.source = lc_arena_sv(a, meta->source);
    m.files = files;
    return m;
}

static int64_t guard_number(uint64_t v)
{
    return v > INT64_MAX ? INT64_MAX : (int64_t)v;
}

/* The list's own day; without one, what we hold is what stood on the day of receipt. */
static void describe(lc_store_import *i)
{
    const lc_import *m = &i->meta;
    bool dated = m->list_date != LC_DATE_NONE;
    i->row = (lc_snapshot_full){
        .list_date = dated ? m->list_date : LC_DB_NULL,
        .day = dated ? m->list_date : lc_date_of_time(m->received_s),
        .received_s = m->received_s,
        .checked_s = m->checked_s,
        .sample = m->sample,
        .guard_removals = guard_number(m->guard_removals),
        .guard_percent = m->guard_percent,
        .source = m->source,
    };
}

static int ask(lc_store_import *i, const char *sql, int64_t *out, licet_error *err)
{
    return lc_db_number(i->s, sql, i->meta.source, out, err);
}

/* A sample proves nothing about what it lacks. So it never follows a list, and a list takes the
 * place of a sample as if that had never been there. */
static int settle_samples(lc_store_import *i, bool *out_replace, licet_error *err)
{
    int64_t lists, samples;
    int rc = ask(i, "SELECT count(*) FROM snapshot WHERE source = ? AND sample = 0", &lists, err);
    if (!rc)
        rc =
            ask(i, "SELECT count(*) FROM snapshot WHERE source = ? AND sample <> 0", &samples, err);
    if (rc) return rc;
    if (i->meta.sample && lists > 0) {
        lc_fail(err, LICET_E_STORE, "list %.*s is here already: a sample cannot follow it",
                LC_SV_ARG(i->meta.source));
        lc_fail_remedy(err, "use another folder ($LICET_HOME) for samples");
        return LICET_E_STORE;
    }
    *out_replace = !i->meta.sample && lists == 0 && samples > 0;
    return 0;
}

/* The days this snapshot speaks for: from its own to the next snapshot's. */
static int find_span(lc_store_import *i, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row;
    int rc = lc_db_prepare(i->s,
                           "SELECT min(day), min(CASE WHEN day > ?2 THEN day END)"
                           " FROM snapshot WHERE source = ?1 AND sample = ?3",
                           &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    lc_arg_text(&a, i->meta.source);
    lc_arg_int(&a, i->row.day);
    lc_arg_int(&a, i->row.sample);
    rc = lc_db_step(i->s, st, "read snapshots", &row, err);
    if (!rc) {
        lc_cols c = {.statement = st};
        int64_t oldest = lc_col_int(&c), next = lc_col_int(&c);
        i->span =
            (lc_span){.from = i->row.day,
                      .to = next == LC_DB_NULL ? LC_DAY_OPEN : next,
                      .oldest = oldest == LC_DB_NULL || oldest > i->row.day ? i->row.day : oldest};
    }
    sqlite3_finalize(st);
    return rc;
}

/* Known time never runs backwards, even if the machine's clock did. */
static int number_row(lc_store_import *i, licet_error *err)
{
    int64_t last_id, last_known;
    int rc = lc_db_number(i->s, "SELECT max(id) FROM snapshot", LC_SV_NONE, &last_id, err);
    if (!rc) rc = ask(i, "SELECT max(known_s) FROM snapshot WHERE source = ?", &last_known, err);
    if (rc) return rc;
    i->row.id = last_id == LC_DB_NULL ? 1 : last_id + 1;
    i->row.known_s = last_known > i->row.received_s ? last_known : i->row.received_s;
    return 0;
}

static int prepare_import(lc_store_import *i, const lc_import *meta, licet_error *err)
{
    bool replace = false;
    int rc = settle_samples(i, &replace, err);
    if (!rc) rc = find_span(i, err);
    if (!rc) rc = number_row(i, err);
    for (size_t k = 0; !rc && k < meta->n_files; k++)
        rc = lc_original_insert(i->s, &meta->files[k], err);
    if (!rc) rc = lc_believer_open(&i->believer, i->s, i->row.id, i->row.known_s, err);
    if (!rc && replace) rc = lc_believer_end_all(&i->believer, i->meta.source, err);
    if (!rc) rc = lc_slice_load(&i->slice, i->s, i->meta.source, &i->span, &i->guard, err);
    return rc;
}

static void free_import(lc_store_import *i)
{
    lc_believer_done(&i->believer);
    lc_slice_done(&i->slice);
    lc_guard_done(&i->guard);
    lc_buf_done(&i->text);
    lc_arena_free(i->scratch);
    lc_arena_free(i->arena);
    free(i);
}

void lc_import_forget(lc_store_import *i)
{
    if (!i) return;
    lc_believer_done(&i->believer); /* statements must not outlive the database */
    i->s = NULL;
}

void lc_store_import_cancel(lc_store_import *i)
{
    if (!i) return;
    if (i->s) lc_store_rollback(i->s);
    free_import(i);
}

int lc_store_import_begin(lc_store *s, const lc_import *meta, lc_store_import **out,
                          licet_error *err)
{
    if (meta->source.len == 0) return lc_fail(err, LICET_E_ARGUMENT, "an import needs a source id");
    int rc = check_files(meta, err);
    bool follows = s->txn == LC_TXN_IMPORT && !s->import && !s->txn_failed;
    if (!rc && !follows) rc = lc_txn_begin(s, LC_TXN_IMPORT, err);
    if (rc) return rc;
    lc_store_import *i = lc_xmalloc(sizeof *i);
    *i = (lc_store_import){.s = s, .arena = lc_arena_new(), .scratch = lc_arena_new()};
    i->meta = copy_meta(i->arena, meta);
    lc_guard_init(&i->guard);
    describe(i);
    s->import = i;
    rc = prepare_import(i, meta, err);
    if (rc)
        lc_store_import_cancel(i);
    else
        *out = i;
    return rc;
}

/* ---- put ---- */

/* Believes from now on what the snapshot says of one entry (said NULL: that it is not listed). */
static int overwrite(lc_store_import *i, lc_slot *slot, const lc_piece *said, licet_error *err)
{
    const lc_holder who = {i->meta.source, slot->key, slot->entry};
    lc_piece out[LC_PIECES_NEW];
    size_t n = lc_timeline_put(slot->old, slot->n_old, &i->span, said, out);
    int rc = 0;
    for (unsigned k = 0; !rc && k < slot->n_old; k++) {
        bool stays = false;
        for (size_t j = 0; j < n; j++) stays |= out[j].version == slot->old[k].version;
        if (!stays) rc = lc_believer_end(&i->believer, slot->old[k].version, err);
    }
    for (size_t j = 0; !rc && j < n; j++)
        if (!out[j].version) rc = lc_believer_begin(&i->believer, &who, &out[j], false, err);
    return rc;
}

static bool same_text(const lc_piece *p, const uint8_t text[LC_HASH_BYTES])
{
    return p && memcmp(p->text, text, LC_HASH_BYTES) == 0;
}

/* The wording may be stored already: in the piece before, if the entry went and came back, or
 * beside the present one, if the snapshot before was quarantined. */
static bool worded(const lc_store_import *i, const lc_slot *slot, lc_piece *said)
{
    const lc_piece *found =
        slot->held.version && same_text(&slot->held, said->text) ? &slot->held : NULL;
    for (unsigned k = 0; !found && k < slot->n_old; k++)
        if (slot->old[k].to == i->span.from && same_text(&slot->old[k], said->text))
            found = &slot->old[k];
    if (found) said->body = found->body;
    return found != NULL;
}

static int word(lc_store_import *i, lc_slot *slot, const lc_entry *e, lc_piece *said,
                licet_error *err)
{
    if (worded(i, slot, said)) return 0;
    lc_wording w = {.sublist = e->sublist, .filled = said->filled};
    memcpy(w.text_sha256, said->text, sizeof w.text_sha256);
    lc_buf_clear(&i->text);
    lc_json_write(lc_entry_json(i->scratch, e), LC_JSON_CANONICAL, &i->text);
    if (i->text.len > LC_IMPORT_MAX_BODY_BYTES)
        return lc_fail(err, LICET_E_LIMIT, "entry %.*s has more than %d bytes", LC_SV_ARG(e->key),
                       LC_IMPORT_MAX_BODY_BYTES);
    int rc = 0;
    if (!slot->entry)
        rc = lc_believer_entry(&i->believer, i->meta.source, e->key, &slot->entry, err);
    if (!rc) rc = lc_believer_word(&i->believer, slot->entry, lc_buf_view(&i->text), &w, err);
    said->body = w.id;
    return rc;
}

static int compare(lc_store_import *i, lc_slot *slot, const lc_entry *e,
                   const uint8_t text[LC_HASH_BYTES], licet_error *err)
{
    if (same_text(slot->now, text)) {
        i->unchanged++;
        return 0;
    }
    lc_piece said = {.filled = (int64_t)lc_filled_of(e)};
    memcpy(said.text, text, sizeof said.text);
    int rc = word(i, slot, e, &said, err);
    if (rc) return rc;
    i->added += !slot->now;
    i->changed += slot->now != NULL;
    if (slot->now)
        lc_guard_emptied(&i->guard, slot->sublist, (uint64_t)(slot->now->filled & ~said.filled));
    lc_piece *kept = LC_NEW(i->arena, lc_piece);
    *kept = said;
    slot->change = kept;
    return 0;
}

static int take_entry(lc_store_import *i, const lc_entry *e, licet_error *err)
{
    uint8_t text[LC_HASH_BYTES];
    if (!lc_sv_eq(e->source, i->meta.source) || e->key.len == 0)
        return lc_fail(err, LICET_E_ARGUMENT,
                       "entry \"%.*s\" of list %.*s has no place in an import of %.*s",
                       LC_SV_ARG(e->key), LC_SV_ARG(e->source), LC_SV_ARG(i->meta.source));
    lc_slot *slot = lc_slice_slot(&i->slice, e->key);
    if (slot->said) {
        lc_fail(err, LICET_E_STORE, "list %.*s has entry %.*s twice", LC_SV_ARG(e->source),
                LC_SV_ARG(e->key));
        return LICET_E_STORE;
    }
    slot->said = true;
    lc_arena_reset(i->scratch);
    lc_buf_clear(&i->text);
    lc_json_write(lc_entry_body_json(i->scratch, e), LC_JSON_CANONICAL, &i->text);
    lc_sha256_of(lc_buf_view(&i->text), text);
    lc_tally_add(&i->content, text);
    i->names += e->n_names;
    lc_guard_after(&i->guard, e->sublist, slot->now ? slot->sublist : LC_GUARD_NEW);
    return compare(i, slot, e, text, err);
}

static int refuse_stale(licet_error *err)
{
    return lc_fail(err, LICET_E_ARGUMENT,
                   "this import failed or was rolled back: it can only be cancelled");
}

int lc_store_import_put(lc_store_import *i, const lc_entry *e, licet_error *err)
{
    if (!i->s || i->failed) return refuse_stale(err);
    int rc = take_entry(i, e, err);
    i->failed = rc != 0;
    return rc;
}

/* ---- end ---- */

/* What the store holds already of the same day, if it is from the same bytes. */
typedef struct before {
    lc_store_import *i;
    bool same;
    lc_import_result result;
} before;

static int compare_snapshot(void *ctx, const lc_snapshot_full *r, lc_sv files_sha256,
                            bool void_sample, bool good, licet_error *err)
{
    before *b = ctx;
    lc_store_import *i = b->i;
    char sha256[LC_HASH_HEX];
    lc_buf json = {0};
    (void)void_sample;
    lc_files_describe(i->meta.files, i->meta.n_files, &json, sha256);
    lc_buf_done(&json);
    if (!good)
        return lc_db_corrupt(i->s, err, "snapshot %lld does not agree with its seal",
                             (long long)r->id);
    b->same = lc_sv_is(files_sha256, sha256) && r->list_date == i->row.list_date &&
              memcmp(r->content, i->content.sum, LC_HASH_BYTES) == 0 &&
              r->entries == i->content.count;
    /* A quarantine is lifted by a person who imports the same file under a wider guard. */
    if (r->quarantined &&
        (r->guard_removals != i->row.guard_removals || r->guard_percent != i->row.guard_percent))
        b->same = false;
    if (!b->same) return 0;
    b->result.snapshot = r->id;
    b->result.quarantined = r->quarantined != 0;
    snprintf(b->result.why, sizeof b->result.why, "%.*s", LC_SV_ARG(r->why));
    return lc_snapshot_touch(i->s, r, i->meta.checked_s, err);
}

/* The snapshot that spoke for this day before; for an undated list, the newest. */
static int find_before(lc_store_import *i, before *b, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = false;
    int64_t id = 0;
    int rc = lc_db_prepare(i->s,
                           "SELECT id FROM snapshot WHERE source = ?1 AND sample = ?2"
                           " AND (?3 IS NULL OR day = ?3) ORDER BY day DESC, id DESC LIMIT 1",
                           &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    lc_arg_text(&a, i->meta.source);
    lc_arg_int(&a, i->row.sample);
    lc_arg_int(&a, i->row.list_date);
    rc = lc_db_step(i->s, st, "read snapshots", &row, err);
    if (!rc && row) id = lc_col_int(&(lc_cols){.statement = st});
    sqlite3_finalize(st);
    if (!rc && row) rc = lc_snapshot_visit_one(i->s, id, b, compare_snapshot, err);
    return rc;
}

/* What a quarantined snapshot said beside the list is over where a later one speaks. */
static int end_held(lc_store_import *i, lc_slot *slot, licet_error *err)
{
    const lc_holder who = {i->meta.source, slot->key, slot->entry};
    if (!slot->held.version) return 0;
    int rc = lc_believer_end(&i->believer, slot->held.version, err);
    lc_piece rest = slot->held;
    rest.to = i->span.from;
    if (!rc && rest.from < rest.to) rc = lc_believer_begin(&i->believer, &who, &rest, true, err);
    return rc;
}

/* In quarantine the list stays as it was, and whatever the snapshot says otherwise is held beside
 * it. So old and new are found, and the next edition is compared with the one last trusted. */
static int hold(lc_store_import *i, lc_slot *slot, licet_error *err)
{
    const lc_holder who = {i->meta.source, slot->key, slot->entry};
    if (!slot->change) return 0;
    lc_piece beside = *slot->change;
    beside.from = i->span.from;
    beside.to = i->span.to;
    beside.since_oldest = !slot->now && beside.from == i->span.oldest;
    return lc_believer_begin(&i->believer, &who, &beside, true, err);
}

/* New entries, entries in other words, and entries the snapshot does not have: those that stood
 * before go, for the others only the words "since oldest" may have to change. */
static int settle(lc_store_import *i, bool quarantined, uint64_t *out_removed, licet_error *err)
{
    uint64_t removed = 0;
    int rc = 0;
    for (size_t k = 0; !rc && k < i->slice.slots.len; k++) {
        lc_slot *slot = i->slice.slots.at[k];
        rc = end_held(i, slot, err);
        if (!rc && quarantined) {
            rc = hold(i, slot, err);
        } else if (!rc && (slot->change || !slot->said)) {
            removed += slot->now && !slot->said;
            rc = overwrite(i, slot, slot->change, err);
        }
    }
    if (!rc) *out_removed = removed;
    return rc;
}

/* Held back: what loses too much, and what was superseded already. Not where a person has looked.
 */
static int judge(lc_store_import *i, lc_sv files_sha256, lc_import_result *r, licet_error *err)
{
    r->quarantined = false;
    if (i->meta.sample || i->meta.guard_percent >= 100) return 0;
    r->quarantined = lc_guard_trips(&i->guard, i->meta.guard_removals, i->meta.guard_percent,
                                    r->why, sizeof r->why);
    if (r->quarantined || i->meta.reverts || i->span.to != LC_DAY_OPEN) return 0;
    return lc_again_find(i->s, i->meta.source, i->row.day, files_sha256, i->content.sum, r->why,
                         sizeof r->why, &r->quarantined, err);
}

static int store_snapshot(lc_store_import *i, lc_import_result *r, licet_error *err)
{
    char sha256[LC_HASH_HEX];
    lc_buf files = {0};
    lc_files_describe(i->meta.files, i->meta.n_files, &files, sha256);
    int rc = judge(i, lc_sv_of(sha256), r, err);
    if (!rc) rc = settle(i, r->quarantined, &r->removed, err);
    i->row.files = lc_buf_view(&files);
    i->row.why = lc_sv_of(r->why);
    i->row.quarantined = r->quarantined;
    i->row.entries = i->content.count;
    i->row.names = (int64_t)i->names;
    memcpy(i->row.content, i->content.sum, sizeof i->row.content);
    r->snapshot = i->row.id;
    if (!rc) rc = lc_snapshot_insert(i->s, &i->row, i->meta.files, i->meta.n_files, err);
    lc_buf_done(&files);
    return rc;
}

static int end(lc_store_import *i, lc_import_result *out, licet_error *err)
{
    before b = {.i = i};
    lc_import_result counts = {.entries = (uint64_t)i->content.count,
                               .names = i->names,
                               .added = i->added,
                               .changed = i->changed,
                               .unchanged = i->unchanged};
    int rc = find_before(i, &b, err);
    if (rc) return rc;
    if (b.same) {
        counts.snapshot = b.result.snapshot;
        counts.quarantined = b.result.quarantined;
        counts.same_as_before = true;
        counts.added = counts.changed = 0;
        counts.unchanged = counts.entries;
        memcpy(counts.why, b.result.why, sizeof counts.why);
    } else {
        rc = store_snapshot(i, &counts, err);
    }
    if (!rc) *out = counts;
    return rc;
}

int lc_store_import_end(lc_store_import *i, lc_import_result *out, licet_error *err)
{
    lc_store *s = i->s;
    int rc = s && !i->failed ? end(i, out, err) : refuse_stale(err);
    if (rc || !s) {
        lc_store_import_cancel(i);
        return rc;
    }
    s->import = NULL;
    i->s = NULL;
    free_import(i);
    return 0;
}
