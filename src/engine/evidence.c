/* licet_replay and licet_verify: can what was decided be decided again, and was anything altered?
 */
#include "codec/hash.h"
#include "engine/decide.h"
#include "engine/keep.h"
#include "engine/letters.h"

/* ---- replay ---- */

typedef struct replay {
    licet *l;
    lc_arena *arena;
    lc_decision_row row;
    lc_json *was, *now;
    lc_sv was_text, now_text;
} replay;

static lc_date body_date(const lc_json *body, const char *key)
{
    lc_date d;
    return lc_date_iso(lc_json_get_sv(body, key), &d) ? d : LC_DATE_NONE;
}

static void screen_again(replay *r, const lc_asker *k)
{
    const lc_json *q = lc_json_get(r->was, "query"), *ids = lc_json_get(q, "idents");
    lc_query query = {.name = lc_json_get_sv(q, "name"),
                      .type = lc_party_type_of(lc_json_get_sv(q, "type")),
                      .country = lc_json_get_sv(q, "country"),
                      .address = lc_json_get_sv(q, "address"),
                      .birth = lc_json_get_sv(q, "birth")};
    licet_verdict verdict;
    query.idents = LC_NEW_N(r->arena, lc_sv, lc_json_len(ids) + 1);
    for (size_t i = 0; i < lc_json_len(ids); i++) query.idents[i] = lc_json_sv(lc_json_at(ids, i));
    query.n_idents = lc_json_len(ids);
    r->now = lc_screen_body(k, &query, body_date(r->was, "as_of"), r->arena, &verdict);
    const lc_json *book = lc_json_get(r->was, "book"); /* who asked, like the query */
    if (book) lc_json_set(r->arena, r->now, "book", lc_json_copy(r->arena, book));
}

static int decide_again(replay *r, const lc_asker *k, licet_error *err)
{
    lc_decided d;
    lc_json *problem = lc_json_get(r->was, "problem");
    lc_question q = {.kind = lc_json_get_sv(r->was, "kind").data,
                     .facts = lc_json_get(r->was, "facts"),
                     .order = lc_json_get(r->was, "order"),
                     .from_user = lc_json_bool(lc_json_get(r->was, "from_user"), false),
                     .today = body_date(r->was, "lists_as_of"),
                     .problem = problem ? lc_json_sv(problem).data : NULL};
    if (q.today == LC_DATE_NONE) q.today = lc_engine_today(r->l->now_s);
    int rc = lc_decide(k, &q, r->arena, &d, err);
    if (!rc) r->now = d.body;
    return rc;
}

/* Up to and with the row a decision names under key; 0 if it names none. */
static int sequence_behind(replay *r, lc_store *store, const char *key, uint64_t *out,
                           licet_error *err)
{
    lc_decision_row newest = {0};
    lc_sv last = lc_json_get_sv(r->was, key);
    int rc = last.len ? lc_store_decision_get(store, r->arena, last, &newest, err) : 0;
    if (!rc) *out = newest.sequence + (last.len > 0);
    return rc;
}

/* The resolutions and notes that were considered then, and no later ones. */
static int resolutions_of_then(replay *r, licet_snapshot *s, licet_error *err)
{
    lc_store *store = NULL;
    uint64_t resolutions = 0, notes = 0;
    int rc = lc_store_open(r->l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = sequence_behind(r, store, "resolutions", &resolutions, err);
    if (!rc) rc = sequence_behind(r, store, "dossier_last", &notes, err);
    if (!rc) rc = lc_snapshot_resolve(s, store, resolutions, err);
    if (!rc) rc = lc_snapshot_collect(s, store, notes, err);
    lc_store_close(store);
    if (rc) licet_snapshot_release(s);
    return rc;
}

/* The index, policy and rules of that day where they are still held. */
static int snapshot_of_then(replay *r, licet_snapshot **out, licet_error *err)
{
    lc_sv index = lc_json_get_sv(r->was, "index"), policy = lc_json_get_sv(r->was, "policy_hash");
    lc_sv letters = lc_json_get_sv(r->was, "letters");
    const lc_letter_book *b = r->l->law->letters;
    lc_law *law = NULL;
    int rc = 0;
    if (lc_sv_is(policy, r->l->law->policy->hash) &&
        lc_sv_is(letters, b ? b->letters->sha256 : "")) {
        law = lc_law_retain(r->l->law);
    } else {
        lc_sv kept = lc_home_policy_path(r->arena, r->l, policy);
        lc_sv told = lc_home_letters_path(r->arena, r->l, letters);
        rc = lc_letters_kept(letters, told, err);
        if (!rc) rc = lc_law_open(r->l->data, kept.data, letters.len ? told.data : NULL, &law, err);
        if (rc) return rc;
    }
    lc_sv name = lc_arena_printf(r->arena, "%.*s.lix", LC_SV_ARG(index));
    lc_sv path = lc_home_index_path(r->arena, r->l, name);
    rc = lc_snapshot_make(law, index.len ? path.data : NULL, r->l->now_s, out, err);
    lc_law_release(law);
    if (!rc) lc_snapshot_know(*out, lc_json_get_sv(r->was, "known_at"));
    if (!rc) rc = resolutions_of_then(r, *out, err);
    return rc;
}

static int answer_again(replay *r, licet_error *err)
{
    licet_snapshot *s;
    lc_asker k;
    int rc = snapshot_of_then(r, &s, err);
    if (rc) return rc;
    lc_asker_init(&k, s, true);
    if (lc_sv_is(lc_json_get_sv(r->was, "kind"), "screen"))
        screen_again(r, &k);
    else
        rc = decide_again(r, &k, err);
    if (!rc) r->now_text = lc_json_text(r->arena, r->now, LC_JSON_CANONICAL);
    if (!rc) r->now = lc_json_copy(r->arena, r->now); /* parts of it are the snapshot's */
    lc_asker_done(&k);
    licet_snapshot_release(s);
    return rc;
}

static lc_sv brief(lc_arena *a, const lc_json *v)
{
    enum { BRIEF_BYTES = 120 };
    lc_sv text = v ? lc_json_text(a, v, LC_JSON_COMPACT) : LC_SV("(absent)");
    if (text.len <= BRIEF_BYTES) return text;
    size_t n = BRIEF_BYTES;
    while (n && ((unsigned char)text.data[n] & 0xC0) == 0x80) n--;
    return lc_arena_printf(a, "%.*s...", (int)n, text.data);
}

static bool same_value(lc_arena *a, const lc_json *x, const lc_json *y)
{
    return x && y &&
           lc_sv_eq(lc_json_text(a, x, LC_JSON_CANONICAL), lc_json_text(a, y, LC_JSON_CANONICAL));
}

/* One line for every innermost member that differs. */
static void differences(lc_arena *a, const lc_json *was, const lc_json *now, lc_sv path,
                        lc_buf *out)
{
    if (same_value(a, was, now)) return;
    lc_json_kind kind = lc_json_kind_of(was);
    bool deeper =
        kind == lc_json_kind_of(now) &&
        (kind == LC_JSON_OBJECT || (kind == LC_JSON_ARRAY && lc_json_len(was) == lc_json_len(now)));
    if (!deeper) {
        lc_buf_printf(out, "  %.*s: was %.*s, is %.*s\n", LC_SV_ARG(path), LC_SV_ARG(brief(a, was)),
                      LC_SV_ARG(brief(a, now)));
        return;
    }
    for (size_t i = 0; i < lc_json_len(was); i++) {
        lc_sv key = lc_json_key(was, i);
        bool object = kind == LC_JSON_OBJECT;
        lc_sv at = object ? lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(path), path.len ? "." : "",
                                            LC_SV_ARG(key))
                          : lc_arena_printf(a, "%.*s[%zu]", LC_SV_ARG(path), i);
        differences(a, lc_json_at(was, i), object ? lc_json_get(now, key.data) : lc_json_at(now, i),
                    at, out);
    }
    for (size_t i = 0; kind == LC_JSON_OBJECT && i < lc_json_len(now); i++)
        if (!lc_json_get(was, lc_json_key(now, i).data))
            lc_buf_printf(out, "  %.*s: was absent, is %.*s\n", LC_SV_ARG(lc_json_key(now, i)),
                          LC_SV_ARG(brief(a, lc_json_at(now, i))));
}

static void write_report(replay *r, bool same, licet_text *out)
{
    lc_buf b = {0};
    char when[LC_TIME_TEXT];
    lc_sv built = lc_json_get_sv(r->was, "engine");
    lc_buf_printf(&b, "decision %.*s, sequence %llu, %s\n", LC_SV_ARG(r->row.id),
                  (unsigned long long)r->row.sequence, lc_time_text(r->row.time_s, when));
    lc_buf_printf(&b, "decided by %.*s, replayed by %s\n", LC_SV_ARG(built), licet_engine());
    if (same) {
        lc_buf_printf(&b, "same: all %zu bytes of the body came out again\n", r->was_text.len);
    } else {
        lc_buf_z(&b, "DIFFERENT:\n");
        differences(r->arena, r->was, r->now, LC_SV_NONE, &b);
    }
    lc_text_take(lc_buf_view(&b), out);
    lc_buf_done(&b);
}

static int find_decision(replay *r, const char *id, licet_error *err)
{
    lc_store *store;
    int rc = lc_store_open(r->l->home, LC_STORE_READ, &store, err);
    if (rc) return rc;
    rc = lc_store_decision_get(store, r->arena, lc_sv_of(id), &r->row, err);
    if (!rc && !lc_sv_starts(r->row.id, LC_SV("D-")))
        rc = lc_fail(err, LICET_E_ARGUMENT,
                     "%.40s is what a person decided: there is nothing to compute again", id);
    lc_store_close(store);
    if (!rc) rc = lc_json_parse(r->arena, r->row.record, &r->was, err);
    r->was_text = r->row.record;
    return rc;
}

int licet_replay(licet *l, const char *decision_id, licet_text *out_report, int *out_same,
                 licet_error *err)
{
    replay r = {.l = l, .arena = lc_arena_new()};
    int rc = find_decision(&r, decision_id, err);
    if (!rc) rc = answer_again(&r, err);
    if (!rc) {
        *out_same = lc_sv_eq(r.was_text, r.now_text);
        write_report(&r, *out_same != 0, out_report);
    }
    lc_arena_free(r.arena);
    return rc;
}

/* ---- verify ---- */

typedef struct kept_files {
    uint64_t files, bad;
} kept_files;

static lc_json *verify_json(lc_arena *a, const lc_verify_result *v, const kept_files *kept,
                            const char *index_state, bool ok)
{
    lc_json *o = lc_json_object(a);
    char root[65];
    lc_json_set_int(a, o, "decisions", (int64_t)v->decisions);
    lc_json_set_int(a, o, "bad", (int64_t)v->bad);
    if (v->bad) lc_json_set_int(a, o, "first_bad", (int64_t)v->first_bad);
    lc_json_set_z(a, o, "root", lc_hex(v->root, sizeof v->root, root));
    lc_json_set_int(a, o, "files", (int64_t)v->files);
    lc_json_set_int(a, o, "bad_files", (int64_t)v->bad_files);
    lc_json_set_int(a, o, "versions", (int64_t)v->versions);
    lc_json_set_int(a, o, "bad_versions", (int64_t)v->bad_versions);
    lc_json_set_int(a, o, "kept", (int64_t)kept->files);
    lc_json_set_int(a, o, "bad_kept", (int64_t)kept->bad);
    lc_json_set_z(a, o, "index", index_state);
    if (v->why[0]) lc_json_set_z(a, o, "why", v->why);
    lc_json_set_bool(a, o, "ok", ok);
    return o;
}

int licet_verify(licet *l, licet_text *out_json, int *out_ok, licet_error *err)
{
    lc_store *store;
    lc_verify_result v = {0};
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (rc) return rc;
    kept_files kept = {0};
    char lost[256] = "";
    rc = lc_store_verify(store, &v, err);
    if (!rc && !v.bad) rc = lc_keep_verify(l, store, &kept.files, &kept.bad, lost, err);
    lc_store_close(store);
    if (rc) return rc;
    lc_arena *a = lc_arena_new();
    licet_snapshot *s = NULL;
    licet_error e = {0};
    bool index_ok = licet_snapshot_current(l, &s, &e) == 0;
    const char *index_state = !index_ok ? e.message : s->index ? "ok" : "none";
    if (!v.why[0]) memcpy(v.why, lost, sizeof lost);
    bool ok = index_ok && !v.bad && !kept.bad && !v.bad_files && !v.bad_versions && !v.why[0];
    lc_text_take(lc_json_text(a, verify_json(a, &v, &kept, index_state, ok), LC_JSON_PRETTY),
                 out_json);
    *out_ok = ok;
    licet_snapshot_release(s);
    lc_arena_free(a);
    return 0;
}
