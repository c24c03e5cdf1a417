#include "engine/letters.h"

#include <stdlib.h>

#include "text/fold.h"

/* ---- opening ---- */

static int add_names(lc_index_writer *w, lc_arena *a, const lc_letter *l, size_t number,
                     licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < l->n_parties && !rc; i++) {
        lc_name name = {l->parties[i], LC_NAME_PRIMARY};
        lc_sv key = lc_arena_printf(a, "letter/%zu/%zu", number, i);
        lc_entry e = {.source = LC_SV("letters"),
                      .sublist = LC_SV("LETTER"),
                      .key = key,
                      .names = &name,
                      .n_names = 1,
                      .from = LC_DATE_NONE,
                      .to = LC_DATE_NONE};
        lc_index_input in = {.entry = &e,
                             .body = lc_arena_printf(a, "[%zu,%zu]", number, i),
                             .list_from = LC_DATE_NONE,
                             .list_to = LC_DATE_NONE};
        rc = lc_index_writer_add(w, &in, err);
    }
    return rc;
}

static int build_index(lc_law *law, lc_letter_book *b, licet_error *err)
{
    size_t names = 0;
    char hash[65];
    lc_index_writer *w = lc_index_writer_new(law->lexicon);
    int rc = 0;
    for (size_t i = 0; i < b->letters->len && !rc; i++) {
        names += b->letters->at[i].n_parties;
        rc = add_names(w, law->arena, &b->letters->at[i], i, err);
    }
    if (!rc && names) rc = lc_index_writer_finish(w, LC_SV("{}"), &b->bytes, hash, err);
    lc_index_writer_free(w);
    if (!rc && names) rc = lc_index_open(lc_buf_view(&b->bytes), law->lexicon, &b->index, err);
    return rc;
}

int lc_letter_book_open(lc_law *law, const char *path, lc_letter_book **out, licet_error *err)
{
    if (!path || !lc_file_exists(path)) return 0;
    lc_buf text = {0};
    lc_letter_book *b = lc_xmalloc(sizeof *b);
    *b = (lc_letter_book){0};
    int rc = lc_file_read(path, LC_LETTERS_MAX_BYTES + 1, &text, err);
    if (!rc)
        rc = lc_letters_parse(law->arena, law->rules, lc_buf_view(&text), path, &b->letters, err);
    if (!rc) rc = build_index(law, b, err);
    lc_buf_done(&text);
    if (rc)
        lc_letter_book_close(b);
    else
        *out = b;
    return rc;
}

void lc_letter_book_close(lc_letter_book *b)
{
    if (!b) return;
    lc_index_close(b->index);
    lc_buf_done(&b->bytes);
    free(b);
}

/* ---- telling ---- */

typedef struct telling {
    const lc_letter_book *book;
    lc_matcher *matcher;
    const lc_policy *policy;
    lc_date as_of;
    lc_json *parties;
    lc_arena *a;
} telling;

typedef struct likeness { /* of the party most like one a letter names */
    int score_bp;
    size_t party;
    lc_sv who;
} likeness;

static bool in_force(const telling *t, const lc_letter *l)
{
    if (t->as_of == LC_DATE_NONE) return true;
    return t->as_of >= l->dated && (l->until == LC_DATE_NONE || t->as_of <= l->until);
}

static bool is_another(const telling *t, const lc_letter *l, lc_sv name)
{
    lc_sv folded = lc_fold(t->a, name);
    for (size_t i = 0; i < l->n_other_parties; i++)
        if (lc_sv_eq(folded, lc_fold(t->a, l->other_parties[i]))) return true;
    return false;
}

static void keep_better(likeness *best, int score_bp, size_t party, lc_sv who)
{
    if (score_bp > best->score_bp) *best = (likeness){score_bp, party, who};
}

/* A name that cannot be searched may be any. */
static void may_be_any(const telling *t, size_t party, likeness *best)
{
    for (size_t i = 0; i < t->book->letters->len; i++)
        if (t->book->letters->at[i].n_parties)
            keep_better(&best[i], t->policy->possible_bp, party,
                        t->book->letters->at[i].parties[0]);
}

static void look_for(const telling *t, size_t party, likeness *best)
{
    lc_query q = {.name = lc_json_get_sv(lc_json_at(t->parties, party), "name")};
    lc_match_params p = {.as_of = LC_DATE_NONE, .threshold_bp = t->policy->possible_bp};
    lc_hit *hits;
    size_t n;
    licet_error why;
    if (lc_match(t->matcher, &q, &p, t->a, &hits, &n, &why)) {
        may_be_any(t, party, best);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        lc_json *body;
        lc_sv text = lc_index_version_at(t->book->index, hits[i].version).body;
        if (lc_json_parse(t->a, text, &body, &why)) continue;
        size_t letter = (size_t)lc_json_int(lc_json_at(body, 0), 0);
        if (!is_another(t, &t->book->letters->at[letter], q.name))
            keep_better(&best[letter], hits[i].score_bp, party, hits[i].name);
    }
}

static void push(const telling *t, const lc_letter *l, const likeness *b, lc_json *out)
{
    lc_json *o = lc_json_object(t->a);
    char dated[LC_DATE_TEXT];
    lc_json_set_sv(t->a, o, "reference", l->reference);
    lc_json_set_sv(t->a, o, "section", l->section);
    lc_json_set_some(t->a, o, "note", l->note);
    lc_json_set_some(t->a, o, "items", l->items);
    lc_json_set_some(t->a, o, "to", l->to);
    lc_json_set_z(t->a, o, "dated", lc_date_text(l->dated, dated));
    if (l->n_parties) {
        lc_json_set_sv(t->a, o, "party", lc_arena_printf(t->a, "parties[%zu]", b->party));
        lc_json_set_sv(t->a, o, "who", b->who);
        lc_json_set_bool(t->a, o, "certain", b->score_bp >= t->policy->match_bp);
    }
    lc_json_push(t->a, out, o);
}

lc_json *lc_letters_told(const lc_letter_book *b, lc_matcher *m, const lc_policy *policy,
                         lc_date as_of, lc_json *facts, lc_arena *a)
{
    telling t = {b, m, policy, as_of, lc_json_get(facts, "parties"), a};
    likeness *best = LC_NEW_N(a, likeness, b->letters->len + 1);
    for (size_t i = 0; i < b->letters->len; i++) best[i] = (likeness){0, 0, LC_SV_NONE};
    for (size_t i = 0; m && i < lc_json_len(t.parties); i++) look_for(&t, i, best);
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < b->letters->len; i++) {
        const lc_letter *l = &b->letters->at[i];
        if (in_force(&t, l) && (!l->n_parties || best[i].score_bp)) push(&t, l, &best[i], out);
    }
    if (!lc_json_len(out)) return facts;
    lc_json *more = lc_json_copy(a, facts);
    lc_json_set(a, more, "letters", out);
    return more;
}

/* ---- keeping ---- */

lc_sv lc_home_letters_path(lc_arena *a, const licet *l, lc_sv hash)
{
    return lc_arena_printf(a, "%s/letters/%.*s.csv", l->home, LC_SV_ARG(hash));
}

int lc_letters_keep(const licet *l, licet_error *err)
{
    const lc_letter_book *b = l->law->letters;
    if (!b) return 0;
    lc_arena *a = lc_arena_new();
    lc_sv path = lc_home_letters_path(a, l, lc_sv_of(b->letters->sha256));
    int rc = 0;
    if (!lc_file_exists(path.data)) {
        rc = lc_dir_make(lc_arena_printf(a, "%s/letters", l->home).data, err);
        if (!rc) rc = lc_file_write(path.data, b->letters->text, err);
    }
    lc_arena_free(a);
    return rc;
}

int lc_letters_kept(lc_sv hash, lc_sv path, licet_error *err)
{
    if (!hash.len || lc_file_exists(path.data)) return 0;
    lc_fail(err, LICET_E_NOT_FOUND, "the letters of that decision are no longer kept");
    return lc_fail_remedy(err, "put the file back as %.*s", LC_SV_ARG(path));
}
