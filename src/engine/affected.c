#include "engine/affected.h"

#include "base/map.h"
#include "base/vec.h"
#include "engine/book.h"
#include "index/evidence.h"

/* A name looked for among customers, not the other way about, may score a little less. */
enum { NEAR_BP = 1500 };

typedef struct touched {
    size_t customer;
    lc_sv key;
} touched;

struct lc_affected {
    licet_snapshot *s;
    lc_arena *arena, *scratch;
    lc_edition edition;
    lc_book book;
    lc_buf bytes;
    lc_index *index; /* of the customers, numbered as in the book */
    lc_matcher *among, *lists;
    lc_map *known;          /* customer's number -> place in hits */
    LC_VEC(lc_json *) hits; /* of a customer: the keys a screening finds, or NULL */
    LC_VEC(touched) all;
};

/* ---- the customers as a list ---- */

static int add_customer(lc_index_writer *w, const lc_customer *c, lc_arena *scratch,
                        licet_error *err)
{
    const lc_query *q = &c->query;
    lc_name name = {q->name, LC_NAME_PRIMARY};
    lc_address address = {.text = q->address, .country = q->country};
    lc_ident *idents = LC_NEW_N(scratch, lc_ident, 2 * q->n_idents + 1);
    size_t n = 0;
    for (size_t i = 0; i < q->n_idents; i++) {
        lc_sv bare = lc_ident_unlabelled(q->idents[i]);
        idents[n++].text = q->idents[i];
        if (bare.len) idents[n++].text = bare;
    }
    lc_entry e = {.source = LC_SV("book"),
                  .sublist = LC_SV("BOOK"),
                  .key = c->id,
                  .type = q->type,
                  .names = &name,
                  .n_names = 1,
                  .addresses = &address,
                  .n_addresses = q->address.len > 0,
                  .idents = idents,
                  .n_idents = n,
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE};
    lc_index_input in = {
        .entry = &e, .body = LC_SV("{}"), .list_from = LC_DATE_NONE, .list_to = LC_DATE_NONE};
    return lc_index_writer_add(w, &in, err);
}

static int index_book(lc_affected *x, licet_error *err)
{
    char hash[65];
    lc_index_writer *w = lc_index_writer_new(x->s->law->lexicon);
    int rc = 0;
    for (size_t i = 0; i < x->book.n && !rc; i++) {
        lc_arena_reset(x->scratch);
        rc = add_customer(w, &x->book.at[i], x->scratch, err);
        lc_vec_push(&x->hits, NULL); /* NOLINT(bugprone-sizeof-expression): pointers */
    }
    if (!rc) rc = lc_index_writer_finish(w, LC_SV("{}"), &x->bytes, hash, err);
    lc_index_writer_free(w);
    if (!rc) rc = lc_index_open(lc_buf_view(&x->bytes), x->s->law->lexicon, &x->index, err);
    if (!rc) x->among = lc_matcher_new(x->index, x->s->law->lexicon);
    return rc;
}

static int load(licet *l, lc_affected *x, licet_error *err)
{
    lc_store *store;
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (rc) return rc;
    rc = lc_book_newest(store, x->arena, &x->edition, err);
    if (!rc) rc = lc_book_load(l, &x->edition, x->arena, &x->book, err);
    lc_store_close(store);
    return rc;
}

int lc_affected_open(licet *l, licet_snapshot *s, lc_affected **out, licet_error *err)
{
    lc_affected *x = lc_xmalloc(sizeof *x);
    *x = (lc_affected){.s = s, .arena = lc_arena_new(), .scratch = lc_arena_new()};
    licet_error e = {0};
    int rc = load(l, x, &e);
    bool none = rc == LICET_E_NOT_FOUND || (!rc && (!x->book.n || !s->index));
    if (!none && !rc) rc = index_book(x, &e);
    if (!none && !rc) x->lists = lc_matcher_new(s->index, s->law->lexicon);
    if (none || rc) {
        lc_affected_close(x);
        x = NULL;
    }
    if (rc && !none && err) *err = e;
    if (none || !rc) *out = x;
    return none ? 0 : rc;
}

void lc_affected_close(lc_affected *x)
{
    if (!x) return;
    lc_matcher_free(x->among);
    lc_matcher_free(x->lists);
    lc_index_close(x->index);
    lc_buf_done(&x->bytes);
    lc_vec_done(&x->hits);
    lc_vec_done(&x->all);
    lc_arena_free(x->scratch);
    lc_arena_free(x->arena);
    free(x);
}

/* ---- who comes near ---- */

typedef struct nearby {
    bool *is; /* by customer */
    size_t n;
} nearby;

static int look_among(lc_affected *x, const lc_query *q, nearby *near, licet_error *err)
{
    int bp = x->s->law->policy->possible_bp - NEAR_BP;
    lc_match_params p = {.as_of = LC_DATE_NONE, .threshold_bp = bp > 0 ? bp : 0};
    lc_hit *hits;
    size_t n = 0;
    int rc = lc_match(x->among, q, &p, x->scratch, &hits, &n, err);
    if (rc == LICET_E_ARGUMENT || rc == LICET_E_LIMIT) return 0; /* a name that names nobody */
    for (size_t i = 0; i < n && !rc; i++) {
        near->n += !near->is[hits[i].version];
        near->is[hits[i].version] = true;
    }
    return rc;
}

static int look_for_entry(lc_affected *x, const lc_json *body, nearby *near, licet_error *err)
{
    lc_entry e;
    int rc = lc_entry_from_json(x->scratch, body, &e, err);
    lc_sv *idents = LC_NEW_N(x->scratch, lc_sv, rc ? 1 : e.n_idents + 1);
    for (size_t i = 0; i < e.n_idents && !rc; i++)
        idents[i] = e.idents[i].number.len ? e.idents[i].number : e.idents[i].text;
    for (size_t i = 0; i < e.n_names && !rc; i++) {
        lc_query q = {.name = e.names[i].text,
                      .type = e.type,
                      .address = e.n_addresses ? e.addresses[0].text : LC_SV_NONE,
                      .idents = idents,
                      .n_idents = i ? 0 : e.n_idents};
        rc = look_among(x, &q, near, err);
    }
    return rc;
}

/* ---- what a screening says ---- */

/* The keys a customer's screening finds, in any wording of any time. */
static int hits_of(lc_affected *x, size_t customer, licet_error *err)
{
    lc_match_params p = {.as_of = LC_DATE_NONE, .threshold_bp = x->s->law->policy->possible_bp};
    lc_hit *hits;
    size_t n = 0;
    lc_json *keys = lc_json_array(x->arena);
    int rc = lc_match(x->lists, &x->book.at[customer].query, &p, x->scratch, &hits, &n, err);
    if (rc == LICET_E_ARGUMENT || rc == LICET_E_LIMIT) rc = n = 0;
    for (size_t i = 0; i < n && !rc; i++) {
        lc_json *body;
        lc_sv text = lc_index_version_at(x->s->index, hits[i].version).body;
        rc = lc_json_parse(x->scratch, text, &body, err);
        if (!rc)
            lc_json_push_sv(x->arena, keys, lc_arena_sv(x->arena, lc_json_get_sv(body, "key")));
    }
    x->hits.at[customer] = keys;
    return rc;
}

static bool has(const lc_json *keys, lc_sv key)
{
    for (size_t i = 0; i < lc_json_len(keys); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(keys, i)), key)) return true;
    return false;
}

int lc_affected_by(lc_affected *x, lc_sv key, const lc_json *const *bodies, size_t n, lc_arena *a,
                   lc_json **out, licet_error *err)
{
    lc_json *ids = lc_json_array(a);
    int rc = 0;
    *out = ids;
    if (!x) return 0;
    lc_arena_reset(x->scratch);
    nearby near = {LC_NEW_N(x->scratch, bool, x->book.n + 1), 0};
    for (size_t i = 0; i < n && !rc; i++)
        if (bodies[i]) rc = look_for_entry(x, bodies[i], &near, err);
    for (size_t c = 0; c < x->book.n && near.n && !rc; c++) {
        if (!near.is[c]) continue;
        if (!x->hits.at[c]) rc = hits_of(x, c, err);
        if (rc || !has(x->hits.at[c], key)) continue;
        lc_json_push_sv(a, ids, x->book.at[c].id);
        lc_vec_push(&x->all, (touched){c, lc_arena_sv(x->arena, key)});
    }
    return rc;
}

lc_json *lc_affected_all(const lc_affected *x, lc_arena *a)
{
    if (!x) return NULL;
    lc_json *o = lc_json_object(a), *all = lc_json_array(a);
    lc_json **at = LC_NEW_N(a, lc_json *, x->book.n + 1);
    for (size_t i = 0; i < x->all.len; i++) {
        const touched *t = &x->all.at[i];
        if (!at[t->customer]) {
            at[t->customer] = lc_json_object(a);
            lc_json_set_sv(a, at[t->customer], "id", x->book.at[t->customer].id);
            lc_json_set_sv(a, at[t->customer], "name", x->book.at[t->customer].query.name);
            lc_json_set(a, at[t->customer], "entries", lc_json_array(a));
        }
        lc_json *keys = lc_json_get(at[t->customer], "entries");
        if (!has(keys, t->key)) lc_json_push_sv(a, keys, t->key);
    }
    for (size_t c = 0; c < x->book.n; c++)
        if (at[c]) lc_json_push(a, all, at[c]);
    lc_json_set_sv(a, o, "book", x->edition.id);
    lc_json_set_int(a, o, "customers", (int64_t)x->book.n);
    lc_json_set(a, o, "affected", all);
    return lc_json_copy(a, o); /* ids and names are the book's, which is given back before */
}
