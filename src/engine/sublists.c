#include "engine/sublists.h"

#include "base/map.h"
#include "base/vec.h"

/* One more, or one less, from a day on. */
typedef struct step {
    lc_date day;
    int by;
} step;

typedef struct sublist {
    lc_sv source, code;
    LC_VEC(step) steps;
    size_t at; /* steps taken */
    int64_t count;
} sublist;

struct lc_sublists {
    lc_arena *arena;
    LC_VEC(sublist) all; /* a few dozen */
};

lc_sublists *lc_sublists_new(void)
{
    lc_sublists *s = lc_xmalloc(sizeof *s);
    *s = (lc_sublists){.arena = lc_arena_new()};
    return s;
}

void lc_sublists_free(lc_sublists *s)
{
    if (!s) return;
    for (size_t i = 0; i < s->all.len; i++) lc_vec_done(&s->all.at[i].steps);
    lc_vec_done(&s->all);
    lc_arena_free(s->arena);
    free(s);
}

static sublist *sublist_of(lc_sublists *s, lc_sv source, lc_sv code)
{
    for (size_t i = s->all.len; i-- > 0;)
        if (lc_sv_eq(s->all.at[i].code, code) && lc_sv_eq(s->all.at[i].source, source))
            return &s->all.at[i];
    lc_vec_push(&s->all, (sublist){.source = lc_arena_sv(s->arena, source),
                                   .code = lc_arena_sv(s->arena, code)});
    return &s->all.at[s->all.len - 1];
}

void lc_sublists_add(lc_sublists *s, const lc_stored_version *v, lc_sv code)
{
    if (v->known_to || v->held) return;
    sublist *x = sublist_of(s, v->source, code);
    lc_vec_push(&x->steps, (step){v->list_from, 1});
    if (v->list_to != LC_DATE_NONE) lc_vec_push(&x->steps, (step){v->list_to, -1});
}

static int by_day(const void *a, const void *b)
{
    const step *x = a, *y = b;
    return x->day < y->day ? -1 : x->day > y->day;
}

static lc_date day_of(const lc_json *snap)
{
    lc_date d;
    lc_sv listed = lc_json_get_sv(snap, "list_date");
    return lc_date_any(listed.len ? listed : lc_json_get_sv(snap, "received"), &d) ? d
                                                                                   : LC_DATE_NONE;
}

/* Snapshots of one source come in order of their days. */
static lc_json *counts_on(lc_sublists *s, lc_arena *a, const lc_json *snap)
{
    lc_json *o = lc_json_object(a);
    lc_date day = day_of(snap);
    for (size_t i = 0; i < s->all.len; i++) {
        sublist *x = &s->all.at[i];
        if (!lc_sv_eq(x->source, lc_json_get_sv(snap, "id"))) continue;
        for (; x->at < x->steps.len && x->steps.at[x->at].day <= day; x->at++)
            x->count += x->steps.at[x->at].by;
        if (x->count) lc_json_set_int(a, o, lc_arena_z(a, x->code), x->count);
    }
    return o;
}

void lc_sublists_tell(lc_sublists *s, lc_arena *a, lc_json *manifest)
{
    const lc_json *all = lc_json_get(manifest, "snapshots");
    for (size_t i = 0; i < s->all.len; i++) {
        sublist *x = &s->all.at[i];
        if (x->steps.len) qsort(x->steps.at, x->steps.len, sizeof *x->steps.at, by_day);
    }
    for (size_t i = 0; i < lc_json_len(all); i++)
        lc_json_set(a, lc_json_at(all, i), "sublists", counts_on(s, a, lc_json_at(all, i)));
}

/* ---- what the policy asks for ---- */

lc_sv lc_sublist_of(const lc_list_policy *section, lc_sv source)
{
    lc_sv id = section->id;
    if (id.len <= source.len + 1 || !lc_sv_starts(id, source) || id.data[source.len] != '/')
        return LC_SV_NONE;
    return lc_sv_from(id, source.len + 1);
}

/* A section that names no limit has the one for all lists, and then the source's counts. */
int lc_max_age_days(const lc_policy *p, lc_sv source)
{
    int days = lc_policy_list(p, source)->max_age_days;
    for (size_t i = 0; i < p->n_lists; i++) {
        const lc_list_policy *l = &p->lists[i];
        bool own = lc_sublist_of(l, source).len && l->max_age_days != p->other.max_age_days;
        if (own && l->max_age_days < days) days = l->max_age_days;
    }
    return days;
}

const lc_list_policy *lc_sublist_short(const lc_policy *p, lc_sv source, const lc_json *sublists)
{
    for (size_t i = 0; i < p->n_lists && sublists; i++) {
        const lc_list_policy *l = &p->lists[i];
        lc_sv code = lc_sublist_of(l, source);
        if (!code.len) continue;
        int64_t n = 0;
        for (size_t k = 0; k < lc_json_len(sublists); k++)
            if (lc_sv_eq(lc_json_key(sublists, k), code))
                n = lc_json_int(lc_json_at(sublists, k), 0);
        if ((uint64_t)n < l->min_entries) return l;
    }
    return NULL;
}
