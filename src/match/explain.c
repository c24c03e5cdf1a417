#include "match/explain.h"

enum { MOST_REASONS = 20 };

typedef struct reasons {
    lc_arena *arena;
    lc_sv *at;
    size_t n;
} reasons;

static void say(reasons *r, lc_sv sentence)
{
    if (r->n < MOST_REASONS) r->at[r->n++] = sentence;
}

/* ---- names ---- */

static void say_name(const lc_explain *x, const lc_hit *h, reasons *r)
{
    const char *what = h->name_kind == LC_NAME_PRIMARY  ? "the listed name"
                       : h->name_kind == LC_NAME_ALIAS  ? "a listed alias"
                       : h->name_kind == LC_NAME_FORMER ? "a former name"
                                                        : "an alias its publisher calls weak";
    const char *how = x->same ? "the same as" : h->score_bp ? "resembles" : "does not resemble";
    say(r, lc_arena_printf(r->arena, "%s %s \"%.*s\"", how, what, LC_SV_ARG(h->name)));
    if (h->name_kind == LC_NAME_WEAK)
        say(r, LC_SV("a weak alias alone identifies nobody: it counts less"));
    if (h->name_kind == LC_NAME_FORMER)
        say(r, LC_SV("a former name alone does not show that the party is the same today"));
}

static lc_sv asked_text(const lc_explain *x, const lc_pair *p, lc_arena *a)
{
    lc_sv one = x->asked->words[p->q].token->written;
    if (p->q_words == 1) return one;
    return lc_arena_printf(a, "%.*s %.*s", LC_SV_ARG(one),
                           LC_SV_ARG(x->asked->words[p->q + 1].token->written));
}

static lc_sv listed_word(const lc_explain *x, size_t j)
{
    const lc_ix_view *v = x->view;
    uint32_t t = v->form_tokens[v->forms[x->form].tokens + j] & ~LC_IX_CORE;
    return lc_ix_text_of(v, &v->tokens[t]);
}

static lc_sv listed_text(const lc_explain *x, const lc_pair *p, lc_arena *a)
{
    if (p->n_words == 1) return listed_word(x, p->n);
    return lc_arena_printf(a, "%.*s %.*s", LC_SV_ARG(listed_word(x, p->n)),
                           LC_SV_ARG(listed_word(x, p->n + 1U)));
}

const char *lc_agreement_words(lc_agreement how)
{
    switch (how) {
    case LC_AGREE_NOT: break;
    case LC_AGREE_SAME: return "same words";
    case LC_AGREE_NUMBER: return "same number";
    case LC_AGREE_MEANING: return "same meaning";
    case LC_AGREE_SOUND: return "same sound";
    case LC_AGREE_SPELLING: return "spelt alike";
    case LC_AGREE_INITIAL: return "initial";
    case LC_AGREE_CUT: return "cut off";
    case LC_AGREE_LEGAL: return "legal form differs";
    }
    return "";
}

lc_sv lc_explain_side(const lc_explain *x, const lc_pair *p, bool listed, lc_arena *a)
{
    return listed ? listed_text(x, p, a) : asked_text(x, p, a);
}

/* One sentence for each kind of agreement: "spelt alike: qadhafi ~ gaddafi, moammar ~ muammar". */
static void say_agreements(const lc_explain *x, reasons *r)
{
    for (int how = LC_AGREE_SAME; how <= LC_AGREE_LEGAL; how++) {
        lc_sv all = LC_SV_NONE;
        for (size_t k = 0; k < x->detail->pairs.len; k++) {
            const lc_pair *p = &x->detail->pairs.at[k];
            if (p->similar.how != (lc_agreement)how) continue;
            lc_sv q = asked_text(x, p, r->arena), n = listed_text(x, p, r->arena);
            lc_sv one = lc_sv_eq(q, n)
                            ? q
                            : lc_arena_printf(r->arena, "%.*s ~ %.*s", LC_SV_ARG(q), LC_SV_ARG(n));
            all = all.len ? lc_arena_printf(r->arena, "%.*s, %.*s", LC_SV_ARG(all), LC_SV_ARG(one))
                          : one;
        }
        if (all.len)
            say(r, lc_arena_printf(r->arena, "%s: %.*s", lc_agreement_words((lc_agreement)how),
                                   LC_SV_ARG(all)));
    }
}

static bool paired_q(const lc_score_detail *d, size_t i)
{
    for (size_t k = 0; k < d->pairs.len; k++)
        if (i >= d->pairs.at[k].q && i < (size_t)d->pairs.at[k].q + d->pairs.at[k].q_words)
            return true;
    return false;
}

static bool paired_n(const lc_score_detail *d, size_t j)
{
    for (size_t k = 0; k < d->pairs.len; k++)
        if (j >= d->pairs.at[k].n && j < (size_t)d->pairs.at[k].n + d->pairs.at[k].n_words)
            return true;
    return false;
}

static void say_list(reasons *r, const char *what, lc_sv all)
{
    if (all.len) say(r, lc_arena_printf(r->arena, "%s: %.*s", what, LC_SV_ARG(all)));
}

static lc_sv and_also(lc_arena *a, lc_sv all, lc_sv word)
{
    return all.len ? lc_arena_printf(a, "%.*s, %.*s", LC_SV_ARG(all), LC_SV_ARG(word)) : word;
}

static void say_rest(const lc_explain *x, reasons *r)
{
    lc_sv only_q = LC_SV_NONE, only_n = LC_SV_NONE;
    for (size_t i = 0; i < x->asked->n; i++)
        if (!paired_q(x->detail, i))
            only_q = and_also(r->arena, only_q, x->asked->words[i].token->written);
    for (size_t j = 0; j < x->view->forms[x->form].n_tokens; j++)
        if (!paired_n(x->detail, j)) only_n = and_also(r->arena, only_n, listed_word(x, j));
    say_list(r, "only in the name asked about", only_q);
    say_list(r, "only in the listed name", only_n);
    if (x->detail->other_number) say(r, LC_SV("another number: it speaks against the same party"));
    if (x->detail->other_word)
        say(r, LC_SV("another telling word on each side: it speaks against the same party"));
}

static void say_words(const lc_explain *x, reasons *r)
{
    switch (x->detail->way) {
    case LC_WAY_WORDS:
        say_agreements(x, r);
        say_rest(x, r);
        return;
    case LC_WAY_JOINED: say(r, LC_SV("the same letters or sounds without the spaces")); return;
    case LC_WAY_ACRONYM: break;
    }
    say(r, LC_SV("one is made of the first letters of the other's words"));
}

/* ---- facts ---- */

static void say_fact(reasons *r, const char *what, lc_evidence e)
{
    if (e == LC_EV_UNKNOWN) return;
    say(r, lc_arena_printf(r->arena, "%s %s", what, e == LC_EV_AGREES ? "agrees" : "conflicts"));
}

static void say_facts(const lc_explain *x, const lc_hit *h, reasons *r)
{
    if (x->ident.len)
        say(r, lc_arena_printf(r->arena, "same identifier: %.*s", LC_SV_ARG(x->ident)));
    if (x->address.len)
        say(r, lc_arena_printf(r->arena, "at a listed address: %.*s", LC_SV_ARG(x->address)));
    say_fact(r, "country", h->country);
    if (!x->address.len) say_fact(r, "address", h->address);
    say_fact(r, "date of birth", h->birth);
    say_fact(r, "type of party", h->type);
}

void lc_explain_hit(const lc_explain *x, lc_arena *a, lc_hit *hit)
{
    reasons r = {a, LC_NEW_N(a, lc_sv, MOST_REASONS), 0};
    if (hit->how == LC_HOW_IDENTIFIER || hit->how == LC_HOW_ADDRESS) say_facts(x, hit, &r);
    if (hit->how != LC_HOW_ADDRESS) say_name(x, hit, &r);
    if (x->asked && !x->same) say_words(x, &r);
    if (hit->how == LC_HOW_NAME) say_facts(x, hit, &r);
    hit->why = r.at;
    hit->n_why = r.n;
}
