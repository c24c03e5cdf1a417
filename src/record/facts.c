#include "record/facts_shape.h"

#include <stdio.h>
#include <string.h>

#include "record/facts_check.h"
#include "record/facts_table.h"

enum { MAX_TEXT_BYTES = 4096, MAX_ELEMENTS = 10000, TYPO_DISTANCE = 2, MAX_KEY_BYTES = 64 };

typedef struct place { /* where we are, as a chain up to the root */
    const struct place *up;
    lc_sv key;
    long index; /* -1: a member; else an element of it */
} place;

typedef struct parse {
    lc_arena *a;
    lc_facts_origin origin;
    licet_error *err;
} parse;

static lc_sv path_text(lc_arena *a, const place *p)
{
    lc_sv up = p->up ? path_text(a, p->up) : LC_SV_NONE;
    const char *dot = up.len && p->key.len ? "." : "";
    lc_sv here = lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(up), dot, LC_SV_ARG(p->key));
    return p->index < 0 ? here : lc_arena_printf(a, "%.*s[%ld]", LC_SV_ARG(here), p->index);
}

/* At most most bytes, cut between characters: what a user wrote comes back in the message. */
static lc_sv clip(lc_sv v, size_t most)
{
    if (v.len <= most) return v;
    while (most && ((unsigned char)v.data[most] & 0xC0) == 0x80) most--;
    return lc_sv_make(v.data, most);
}

static int refuse(const parse *p, const place *at, const char *why)
{
    lc_sv path = clip(path_text(p->a, at), 200);
    if (!path.len) path = LC_SV("facts");
    return lc_fail(p->err, LICET_E_FACTS, "%.*s: %.200s", LC_SV_ARG(path), why);
}

/* Levenshtein distance, cut off above TYPO_DISTANCE. Keys are short. */
static int distance(lc_sv x, lc_sv y)
{
    int row[MAX_KEY_BYTES + 1];
    if (x.len > MAX_KEY_BYTES || y.len > MAX_KEY_BYTES) return TYPO_DISTANCE + 1;
    for (size_t j = 0; j <= y.len; j++) row[j] = (int)j;
    for (size_t i = 1; i <= x.len; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= y.len; j++) {
            int here = diagonal + (x.data[i - 1] != y.data[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < here) here = row[j] + 1;
            if (row[j - 1] + 1 < here) here = row[j - 1] + 1;
            row[j] = here;
        }
    }
    return row[y.len];
}

static const char *nearest(const lc_fact_shape *of, lc_sv key)
{
    const char *best = NULL;
    int least = TYPO_DISTANCE + 1;
    for (size_t i = 0; i < of->n_fields; i++) {
        int d = distance(key, lc_sv_of(of->fields[i].key));
        if (d < least && !(of->fields[i].flags & LC_FACT_ENGINE_ONLY)) {
            least = d;
            best = of->fields[i].key;
        }
    }
    return best;
}

static int unknown_path(const parse *p, const place *at, const lc_fact_shape *of)
{
    refuse(p, at, "no such fact");
    const char *near = nearest(of, at->key);
    if (!near) {
        lc_fail_remedy(p->err, "docs/answers.md names the facts that exist");
        return LICET_E_FACTS;
    }
    place right = {at->up, lc_sv_of(near), -1};
    lc_sv path = clip(path_text(p->a, &right), 200);
    lc_fail_remedy(p->err, "did you mean %.*s?", LC_SV_ARG(path));
    return LICET_E_FACTS;
}

static bool is_word(lc_sv v, const char *const *words)
{
    for (; *words; words++)
        if (lc_sv_is(v, *words)) return true;
    return false;
}

static const char *const *words_of(const parse *p, const lc_fact_field *f)
{
    return p->origin == LC_FACTS_FROM_ENGINE && f->engine_words ? f->engine_words : f->words;
}

static int wrong_word(const parse *p, const place *at, lc_sv v, const char *const *words)
{
    char list[220] = "";
    size_t n = 0;
    for (; *words && n < sizeof list; words++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", n ? ", " : "", *words);
    v = clip(v, 60);
    lc_sv why = lc_arena_printf(p->a, "\"%.*s\" is none of its words", LC_SV_ARG(v));
    refuse(p, at, why.data);
    lc_fail_remedy(p->err, "one of %s", list);
    return LICET_E_FACTS;
}

static int read_text(const parse *p, const place *at, const lc_json *v, lc_sv *out)
{
    if (lc_json_kind_of(v) != LC_JSON_STRING) return refuse(p, at, "must be a string");
    lc_sv s = lc_json_sv(v);
    if (s.len > MAX_TEXT_BYTES) return refuse(p, at, "longer than 4096 bytes");
    *out = s;
    return 0;
}

static int read_word(const parse *p, const place *at, const lc_fact_field *f, const lc_json *v,
                     lc_sv *out)
{
    lc_sv s;
    int rc = read_text(p, at, v, &s);
    if (rc) return rc;
    if (!is_word(s, words_of(p, f))) return wrong_word(p, at, s, words_of(p, f));
    *out = s;
    return 0;
}

/* A place that is not even written as a code: the screening may leave a country as it was received,
 * and an unknown destination is a missing fact; a user is told. */
static int read_place(const parse *p, const place *at, const lc_json *v, lc_sv *out)
{
    lc_sv s;
    int rc = read_text(p, at, v, &s);
    if (rc) return rc;
    if (!lc_is_place_code(s) && p->origin == LC_FACTS_FROM_USER) {
        refuse(p, at, "not a country code");
        lc_fail_remedy(p->err, "ISO 3166-1 alpha-2 such as IL, or UA-CRIMEA, UA-DNR, UA-LNR");
        return LICET_E_FACTS;
    }
    *out = s;
    return 0;
}

static int read_date(const parse *p, const place *at, const lc_json *v, lc_date *out)
{
    lc_sv s;
    int rc = read_text(p, at, v, &s);
    if (rc) return rc;
    return lc_date_iso(s, out) ? 0 : refuse(p, at, "not a date YYYY-MM-DD");
}

static bool is_number(const lc_json *v)
{
    lc_json_kind k = lc_json_kind_of(v);
    return k == LC_JSON_INT || k == LC_JSON_REAL;
}

static int read_number(const parse *p, const place *at, const lc_json *v, bool percent,
                       lc_number *out)
{
    if (!is_number(v)) return refuse(p, at, "must be a number");
    double d = lc_json_real(v, -1);
    if (!(d >= 0)) return refuse(p, at, "must not be negative");
    if (percent && d > 100) return refuse(p, at, "a percentage lies in 0..100");
    *out = (lc_number){true, d};
    return 0;
}

static int read_share(const parse *p, const place *at, const lc_json *v, int64_t *out)
{
    lc_number n = {0};
    int rc = read_number(p, at, v, true, &n);
    if (!rc) *out = (int64_t)(n.value * LC_PCT_UNIT + 0.5);
    return rc;
}

static int read_yes_no(const parse *p, const place *at, const lc_json *v, lc_tri *out)
{
    if (lc_json_kind_of(v) != LC_JSON_BOOL) return refuse(p, at, "must be true or false");
    *out = lc_json_bool(v, false) ? LC_TRI_YES : LC_TRI_NO;
    return 0;
}

static int check_array(const parse *p, const place *at, const lc_json *v)
{
    if (lc_json_kind_of(v) != LC_JSON_ARRAY) return refuse(p, at, "must be a list");
    return lc_json_len(v) > MAX_ELEMENTS ? refuse(p, at, "more than 10000 elements") : 0;
}

static int read_texts(const parse *p, const place *at, const lc_fact_field *f, const lc_json *v,
                      lc_words *out)
{
    int rc = check_array(p, at, v);
    if (rc) return rc;
    size_t n = lc_json_len(v);
    lc_words w = {true, LC_NEW_N(p->a, lc_sv, n + 1), n};
    for (size_t i = 0; i < n; i++) {
        place here = {at->up, at->key, (long)i};
        const lc_json *e = lc_json_at(v, i);
        if (f->kind == LC_FACT_PLACES)
            rc = read_place(p, &here, e, &w.at[i]);
        else if (f->words)
            rc = read_word(p, &here, f, e, &w.at[i]);
        else
            rc = read_text(p, &here, e, &w.at[i]);
        if (rc) return rc;
    }
    *out = w;
    return 0;
}

/* What stands for "not stated" where zero does not. */
static void unstated(const lc_fact_shape *of, char *base)
{
    if (of->same_as) of = of->same_as;
    for (size_t i = 0; i < of->n_fields; i++) {
        if (of->fields[i].kind == LC_FACT_DATE)
            *(lc_date *)(base + of->fields[i].at) = LC_DATE_NONE;
        if (of->fields[i].kind == LC_FACT_SHARE) *(int64_t *)(base + of->fields[i].at) = -1;
    }
}

static int read_object(const parse *p, const place *at, const lc_fact_shape *of, const lc_json *v,
                       char *base);

static int read_objects(const parse *p, const place *at, const lc_fact_field *f, const lc_json *v,
                        char *base)
{
    int rc = check_array(p, at, v);
    size_t n = lc_json_len(v), size = f->of->size_bytes;
    if (rc) return rc;
    char *all = lc_arena_alloc(p->a, (n + 1) * size);
    for (size_t i = 0; i < n; i++) {
        place here = {at->up, at->key, (long)i};
        unstated(f->of, all + i * size);
        rc = read_object(p, &here, f->of, lc_json_at(v, i), all + i * size);
        if (rc) return rc;
        if (f->of->path_at) *(lc_sv *)(all + i * size + f->of->path_at) = path_text(p->a, &here);
    }
    memcpy(base + f->at, &all, sizeof all);
    *(size_t *)(base + f->count_at) = n;
    return 0;
}

static int read_one(const parse *p, const place *at, const lc_fact_field *f, const lc_json *v,
                    char *base)
{
    char *target = base + f->at;
    if (f->flags & LC_FACT_BY_POINTER) {
        target = lc_arena_alloc(p->a, f->of->size_bytes);
        unstated(f->of, target);
        memcpy(base + f->at, &target, sizeof target);
    }
    return read_object(p, at, f->of, v, target);
}

static int read_answers(const parse *p, const place *at, const lc_json *v, lc_row_answer **out,
                        size_t *out_n)
{
    if (lc_json_kind_of(v) != LC_JSON_OBJECT) return refuse(p, at, "must be an object");
    size_t n = lc_json_len(v);
    lc_row_answer *all = LC_NEW_N(p->a, lc_row_answer, n + 1);
    for (size_t i = 0; i < n; i++) {
        place here = {at, lc_json_key(v, i), -1};
        all[i].key = here.key;
        int rc = read_yes_no(p, &here, lc_json_at(v, i), &all[i].answer);
        if (rc) return rc;
    }
    *out = all;
    *out_n = n;
    return 0;
}

static int read_flags(const parse *p, const place *at, const lc_json *v, lc_flag **out,
                      size_t *out_n)
{
    if (lc_json_kind_of(v) != LC_JSON_OBJECT) return refuse(p, at, "must be an object");
    size_t n = lc_json_len(v);
    lc_flag *all = LC_NEW_N(p->a, lc_flag, n + 1);
    for (size_t i = 0; i < n; i++) {
        place here = {at, lc_json_key(v, i), -1};
        all[i].key = here.key;
        int rc = read_text(p, &here, lc_json_at(v, i), &all[i].value);
        if (rc) return rc;
    }
    *out = all;
    *out_n = n;
    return 0;
}

static int read_value(const parse *p, const place *at, const lc_fact_field *f, const lc_json *v,
                      char *base)
{
    void *to = base + f->at;
    switch (f->kind) {
    case LC_FACT_TEXT: return read_text(p, at, v, to);
    case LC_FACT_WORD: return read_word(p, at, f, v, to);
    case LC_FACT_PLACE: return read_place(p, at, v, to);
    case LC_FACT_DATE: return read_date(p, at, v, to);
    case LC_FACT_YES_NO: return read_yes_no(p, at, v, to);
    case LC_FACT_NUMBER: return read_number(p, at, v, false, to);
    case LC_FACT_PERCENT: return read_number(p, at, v, true, to);
    case LC_FACT_SHARE: return read_share(p, at, v, to);
    case LC_FACT_TEXTS:
    case LC_FACT_PLACES: return read_texts(p, at, f, v, to);
    case LC_FACT_OBJECT: return read_one(p, at, f, v, base);
    case LC_FACT_OBJECTS: return read_objects(p, at, f, v, base);
    case LC_FACT_ANSWERS: return read_answers(p, at, v, to, (size_t *)(base + f->count_at));
    case LC_FACT_FLAGS: break;
    }
    return read_flags(p, at, v, to, (size_t *)(base + f->count_at));
}

static int read_member(const parse *p, const place *at, const lc_fact_field *f, const lc_json *v,
                       char *base)
{
    bool null = lc_json_is_null(v);
    bool *given = f->given_at ? (bool *)(base + f->given_at) : NULL;
    if (null && (f->flags & LC_FACT_NULL_OK)) {
        if (given && (f->flags & LC_FACT_NULL_IS_DOUBT)) *given = true;
        return 0;
    }
    int rc = read_value(p, at, f, v, base);
    if (!rc && given && !(f->flags & LC_FACT_NULL_IS_DOUBT)) *given = true;
    return rc;
}

static int read_object(const parse *p, const place *at, const lc_fact_shape *of, const lc_json *v,
                       char *base)
{
    if (lc_json_kind_of(v) != LC_JSON_OBJECT) return refuse(p, at, "must be an object");
    for (size_t i = 0; i < lc_json_len(v); i++) {
        place here = {at, lc_json_key(v, i), -1};
        const lc_fact_field *f = NULL;
        for (size_t k = 0; k < of->n_fields && !f; k++)
            if (lc_sv_is(here.key, of->fields[k].key)) f = &of->fields[k];
        if (f && (f->flags & LC_FACT_ENGINE_ONLY) && p->origin != LC_FACTS_FROM_ENGINE) f = NULL;
        if (!f) return unknown_path(p, &here, of);
        int rc = read_member(p, &here, f, lc_json_at(v, i), base);
        if (rc) return rc;
    }
    return 0;
}

int lc_facts_parse(lc_arena *a, const lc_json *facts, lc_facts_origin origin, lc_facts **out,
                   licet_error *err)
{
    parse p = {a, origin, err};
    place root = {NULL, LC_SV_NONE, -1};
    lc_facts *f = LC_NEW(a, lc_facts);
    unstated(lc_facts_shape_root(), (char *)f);
    int rc = read_object(&p, &root, lc_facts_shape_root(), facts, (char *)f);
    if (!rc) rc = lc_facts_check(a, f, err);
    if (!rc) *out = f;
    return rc;
}

bool lc_words_has(const lc_words *w, const char *word)
{
    for (size_t i = 0; i < w->len; i++)
        if (lc_sv_is(w->at[i], word)) return true;
    return false;
}

lc_tri lc_row_answer_of(const lc_item *item, lc_sv key)
{
    for (size_t i = 0; i < item->n_row_answers; i++)
        if (lc_sv_eq(item->row_answers[i].key, key)) return item->row_answers[i].answer;
    return LC_TRI_UNKNOWN;
}
