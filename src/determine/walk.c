#include "determine/walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NOTE_BYTES = 600 };

/* Cut off between characters, never inside one (UTF-8: continuation bytes are 10xxxxxx). */
static size_t whole_characters(const char *text, size_t len)
{
    while (len && ((unsigned char)text[len] & 0xC0) == 0x80) len--;
    return len;
}

/* Most notes are made of strings alone; those are joined here, several times faster than printf
 * does it. False: something else stands in fmt, or it is too long. */
static bool joined(const char *fmt, va_list ap, char *out, size_t *out_len)
{
    size_t len = 0;
    while (*fmt) {
        lc_sv part = lc_sv_make(fmt, strcspn(fmt, "%"));
        fmt += part.len;
        if (!part.len && fmt[1] == 's') {
            part = lc_sv_of(va_arg(ap, const char *));
            fmt += 2;
        } else if (!part.len && strncmp(fmt, "%.*s", 4) == 0) {
            part.len = (size_t)va_arg(ap, int);
            part.data = va_arg(ap, const char *);
            fmt += 4;
        } else if (!part.len) {
            return false;
        }
        if (part.len >= NOTE_BYTES - len) return false;
        if (part.len) memcpy(out + len, part.data, part.len);
        len += part.len;
    }
    *out_len = len;
    return true;
}

static lc_sv vtext(lc_walk *w, const char *fmt, va_list ap)
{
    char text[NOTE_BYTES];
    va_list again;
    size_t short_len;
    va_copy(again, ap);
    bool done = joined(fmt, again, text, &short_len);
    va_end(again);
    if (done) return lc_arena_sv(w->a, lc_sv_make(text, short_len));
    int n = vsnprintf(text, sizeof text, fmt, ap);
    size_t len = n < 0 ? 0 : (size_t)n;
    if (len < sizeof text) return lc_arena_sv(w->a, lc_sv_make(text, len));
    char *whole = lc_arena_alloc(w->a, sizeof text);
    memcpy(whole, text, sizeof text - 1);
    return lc_sv_make(whole, whole_characters(whole, sizeof text - 4));
}

lc_requirement *lc_require(lc_walk *w, const lc_requirement *r)
{
    lc_requirement copy = *r;
    bool open = w->regulated == LC_TRI_UNKNOWN || w->item_subject == LC_TRI_UNKNOWN ||
                w->as_of == LC_DATE_NONE;
    if (open && !copy.prohibits) copy.applies = LC_TRI_UNKNOWN;
    copy.basis = lc_arena_sv(w->a, copy.basis); /* the caller's may live on its stack */
    copy.citation = lc_arena_sv(w->a, copy.citation);
    copy.source = lc_arena_sv(w->a, copy.source);
    copy.why = lc_arena_sv(w->a, copy.why);
    lc_list_push(w->a, &w->d->requirements, copy);
    lc_note(w, lc_arena_z(w->a, copy.basis), copy.applies == LC_TRI_YES ? "APPLIES" : "UNKNOWN",
            "%.*s%s%.*s", LC_SV_ARG(copy.source), copy.source.len && copy.why.len ? ": " : "",
            LC_SV_ARG(copy.why));
    return &w->d->requirements.at[w->d->requirements.len - 1];
}

void lc_ask(lc_walk *w, lc_sv path, const char *question_fmt, ...)
{
    if (w->quiet) return;
    for (size_t i = 0; i < w->d->missing.len; i++)
        if (lc_sv_eq(w->d->missing.at[i].path, path)) return;
    va_list ap;
    va_start(ap, question_fmt);
    lc_missing m = {lc_arena_sv(w->a, path), vtext(w, question_fmt, ap)};
    va_end(ap);
    lc_list_push(w->a, &w->d->missing, m);
    lc_trace t = {lc_sv_of(w->step), LC_SV_NONE, m.path, LC_SV("ASKS"), m.question};
    lc_list_push(w->a, &w->d->trace, t);
}

static void add_word(lc_walk *w, lc_word_list *l, const char *word)
{
    lc_sv v = lc_sv_of(word);
    if (!w->quiet && !lc_word_list_has(l, v)) lc_list_push(w->a, l, lc_arena_sv(w->a, v));
}

void lc_cite(lc_walk *w, const char *basis)
{
    add_word(w, &w->d->basis, basis);
}

void lc_oblige(lc_walk *w, const char *obligation)
{
    add_word(w, &w->d->obligations, obligation);
}

void lc_other(lc_walk *w, const char *other)
{
    add_word(w, &w->d->other, other);
}

void lc_bar(lc_walk *w, const char *exception)
{
    add_word(w, &w->d->barred, exception);
}

void lc_leave(lc_walk *w, const lc_exception *e)
{
    if (w->quiet) return;
    for (size_t i = 0; i < w->d->exceptions.len; i++)
        if (lc_sv_eq(w->d->exceptions.at[i].word, e->word)) return;
    lc_exception copy = *e;
    copy.word = lc_arena_sv(w->a, copy.word);
    lc_list_push(w->a, &w->d->exceptions, copy);
}

void lc_condition(lc_walk *w, const char *fmt, ...)
{
    if (w->quiet) return;
    va_list ap;
    va_start(ap, fmt);
    lc_word_list_add(w->a, &w->d->policy_conditions, vtext(w, fmt, ap));
    va_end(ap);
}

void lc_alternatively(lc_walk *w, lc_sv condition, licet_determination status, lc_review policy)
{
    for (size_t i = 0; i < w->d->alternatives.len; i++)
        if (lc_sv_eq(w->d->alternatives.at[i].condition, condition) &&
            w->d->alternatives.at[i].status == status)
            return;
    lc_list_push(w->a, &w->d->alternatives, (lc_alternative){condition, status, policy});
}

void lc_note(lc_walk *w, const char *paragraph, const char *outcome, const char *why_fmt, ...)
{
    if (w->quiet) return;
    va_list ap;
    va_start(ap, why_fmt);
    lc_trace t = {lc_sv_of(w->step), lc_sv_of(paragraph), w->inputs, lc_sv_of(outcome),
                  vtext(w, why_fmt, ap)};
    va_end(ap);
    lc_list_push(w->a, &w->d->trace, t);
}

void lc_inputs(lc_walk *w, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    w->inputs = vtext(w, fmt, ap);
    va_end(ap);
}

void lc_inputs_party(lc_walk *w, const lc_party *p)
{
    lc_inputs(w, "%.*s %.*s, %.*s, %.*s", LC_SV_ARG(p->path), LC_SV_ARG(p->name),
              LC_SV_ARG(p->role), LC_SV_ARG(p->country));
}

lc_tri lc_listing_in_force(const lc_walk *w, const lc_listing *l)
{
    if (l->standing_in_doubt || w->as_of == LC_DATE_NONE) return LC_TRI_UNKNOWN;
    if (l->in_force == LC_TRI_NO) return LC_TRI_NO;
    if (l->from != LC_DATE_NONE && w->as_of < l->from) return LC_TRI_NO;
    if (l->to != LC_DATE_NONE && w->as_of > l->to) return LC_TRI_NO;
    return LC_TRI_YES;
}

bool lc_party_is_748_5(const lc_party *p)
{
    static const char *const roles[] = {"purchaser", "intermediate_consignee", "ultimate_consignee",
                                        "end_user", "forwarder_abroad"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (lc_sv_is(p->role, roles[i])) return true;
    return !p->role.len; /* a role nobody stated is one of them until it is known */
}

lc_review lc_review_of(licet_review rank)
{
    return (lc_review){rank, LC_SV_NONE};
}

bool lc_end_use_is(const lc_walk *w, const char *word)
{
    return lc_words_has(&w->f->end_use, word);
}

bool lc_activity_is(const lc_walk *w, const char *word)
{
    return lc_sv_is(w->f->activity, word);
}

lc_tri lc_item_is_ear99(const lc_walk *w)
{
    lc_sv e = w->f->item.eccn;
    if (!e.len || lc_sv_ieq(e, LC_SV("USML"))) return LC_TRI_UNKNOWN;
    return lc_sv_ieq(e, LC_SV("EAR99")) ? LC_TRI_YES : LC_TRI_NO;
}

/* Who receives the technology of a deemed export: the end user, else the first party named. */
static const lc_party *recipient(const lc_walk *w)
{
    for (size_t i = 0; i < w->f->n_parties; i++)
        if (lc_sv_is(w->f->parties[i].role, "end_user")) return &w->f->parties[i];
    return w->f->n_parties ? &w->f->parties[0] : NULL;
}

lc_sv lc_destination(const lc_walk *w)
{
    if (!w->deemed) return w->f->to;
    const lc_party *p = recipient(w);
    return p ? p->nationality : LC_SV_NONE;
}

lc_sv lc_destination_path(const lc_walk *w)
{
    const lc_party *p = recipient(w);
    if (!w->deemed || !p) return LC_SV("to");
    return lc_arena_printf(w->a, "%.*s.nationality", LC_SV_ARG(p->path));
}

bool lc_walk_is_over(const lc_walk *w)
{
    return w->regulated == LC_TRI_NO || w->item_subject == LC_TRI_NO;
}

bool lc_has_certain_requirement(const lc_walk *w)
{
    for (size_t i = 0; i < w->d->requirements.len; i++) {
        const lc_requirement *r = &w->d->requirements.at[i];
        if (r->applies == LC_TRI_YES && !r->overcome) return true;
    }
    return false;
}
