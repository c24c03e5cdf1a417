#include "record/determination_shape.h"

#include <string.h>

#include "base/date.h"

const char *lc_status_word(licet_determination s)
{
    switch (s) {
    case LICET_NEEDS_FACTS: return "NEEDS_FACTS";
    case LICET_PROHIBITED: return "PROHIBITED";
    case LICET_LICENSE_REQUIRED: return "LICENSE_REQUIRED";
    case LICET_EXCEPTION_CANDIDATE: return "EXCEPTION_CANDIDATE";
    case LICET_OTHER_AGENCY_AUTHORIZATION: return "OTHER_AGENCY_AUTHORIZATION";
    case LICET_AUTHORIZED_BY_GENERAL_LICENSE: return "AUTHORIZED_BY_GENERAL_LICENSE";
    case LICET_NLR_WITH_CONDITIONS: return "NLR_WITH_CONDITIONS";
    case LICET_NLR: return "NLR";
    case LICET_NOT_SUBJECT: break;
    }
    return "NOT_SUBJECT";
}

int lc_status_rank(licet_determination s)
{
    switch (s) {
    case LICET_PROHIBITED: return 0;
    case LICET_LICENSE_REQUIRED: return 1;
    case LICET_EXCEPTION_CANDIDATE: return 2;
    case LICET_NEEDS_FACTS: return 3;
    case LICET_OTHER_AGENCY_AUTHORIZATION: return 4;
    case LICET_AUTHORIZED_BY_GENERAL_LICENSE: return 5;
    case LICET_NLR_WITH_CONDITIONS: return 6;
    case LICET_NLR: return 7;
    case LICET_NOT_SUBJECT: break;
    }
    return 8;
}

const char *lc_review_word(licet_review r)
{
    switch (r) {
    case LICET_POLICY_OF_DENIAL: return "POLICY_OF_DENIAL";
    case LICET_PRESUMPTION_OF_DENIAL: return "PRESUMPTION_OF_DENIAL";
    case LICET_PER_SECTION: return "PER_SECTION";
    case LICET_CASE_BY_CASE: return "CASE_BY_CASE";
    case LICET_PRESUMPTION_OF_APPROVAL: return "PRESUMPTION_OF_APPROVAL";
    case LICET_REVIEW_UNKNOWN:
    case LICET_REVIEW_NONE: break;
    }
    return "";
}

lc_sv lc_review_sv(lc_review r)
{
    return r.word.len ? r.word : lc_sv_of(lc_review_word(r.rank));
}

/* Unknown and none rank below every stated review; unknown above none. */
static int strictness(licet_review r)
{
    switch (r) {
    case LICET_POLICY_OF_DENIAL: return 6;
    case LICET_PRESUMPTION_OF_DENIAL: return 5;
    case LICET_PER_SECTION: return 4;
    case LICET_CASE_BY_CASE: return 3;
    case LICET_PRESUMPTION_OF_APPROVAL: return 2;
    case LICET_REVIEW_UNKNOWN: return 1;
    case LICET_REVIEW_NONE: break;
    }
    return 0;
}

lc_review lc_review_stricter(lc_review a, lc_review b)
{
    int d = strictness(b.rank) - strictness(a.rank);
    return d > 0 || (d == 0 && b.word.len > 0 && !a.word.len) ? b : a;
}

void *lc_list_grown(lc_arena *a, const void *at, size_t *cap, size_t size_bytes)
{
    size_t more = *cap ? *cap * 2 : 8;
    void *grown = lc_arena_alloc(a, more * size_bytes);
    if (*cap) memcpy(grown, at, *cap * size_bytes);
    *cap = more;
    return grown;
}

bool lc_word_list_has(const lc_word_list *l, lc_sv word)
{
    for (size_t i = 0; i < l->len; i++)
        if (lc_sv_eq(l->at[i], word)) return true;
    return false;
}

void lc_word_list_add(lc_arena *a, lc_word_list *l, lc_sv word)
{
    if (!lc_word_list_has(l, word)) lc_list_push(a, l, word);
}

static void add_some(lc_arena *a, lc_json *o, lc_sv key, lc_sv value)
{
    if (value.len) lc_json_add_view(a, o, key, value);
}

static lc_json *or_null(lc_arena *a, lc_sv v)
{
    return v.len ? lc_json_view(a, v) : lc_json_null(a);
}

static lc_json *words_json(lc_arena *a, const lc_word_list *l)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < l->len; i++) lc_json_push_view(a, out, l->at[i]);
    return out;
}

static bool has_word(const lc_json *array, lc_sv word)
{
    for (size_t i = 0; i < lc_json_len(array); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(array, i)), word)) return true;
    return false;
}

/* "GOV 740.11(b)(2)(ii)" whose conditions are not in the facts is GOV?: which of its paragraphs
 * fits is then not known either. */
static lc_sv exception_word(lc_arena *a, const lc_exception *e)
{
    lc_sv rest = e->word;
    lc_sv symbol = lc_sv_cut(&rest, LC_SV(" "));
    return e->conditional ? lc_arena_printf(a, "%.*s?", LC_SV_ARG(symbol)) : e->word;
}

static lc_json *exceptions_json(lc_arena *a, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->exceptions.len; i++) {
        lc_sv word = exception_word(a, &d->exceptions.at[i]);
        if (!has_word(out, word)) lc_json_push_view(a, out, word);
    }
    return out;
}

static lc_json *missing_json(lc_arena *a, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->missing.len; i++) lc_json_push_view(a, out, d->missing.at[i].path);
    return out;
}

static lc_json *alternatives_json(lc_arena *a, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->alternatives.len; i++) {
        const lc_alternative *x = &d->alternatives.at[i];
        lc_json *o = lc_json_object(a);
        lc_json_add_view(a, o, LC_SV("if"), x->condition);
        lc_json_add_view(a, o, LC_SV("status"), lc_sv_of(lc_status_word(x->status)));
        lc_json_add(a, o, LC_SV("policy"), or_null(a, lc_review_sv(x->policy)));
        lc_json_push(a, out, o);
    }
    return out;
}

static void set_date(lc_arena *a, lc_json *o, lc_sv key, lc_date d)
{
    char text[LC_DATE_TEXT];
    lc_json_add(a, o, key,
                d == LC_DATE_NONE ? lc_json_null(a) : lc_json_of_z(a, lc_date_text(d, text)));
}

static lc_json *allowed_json(lc_arena *a, const lc_requirement *r)
{
    lc_json *out = lc_json_array(a);
    if (r->allow == LC_ALLOW_PART_740) lc_json_push_view(a, out, LC_SV("part 740"));
    for (size_t i = 0; r->allow == LC_ALLOW_NAMED && i < LC_MAX_ALLOWED && r->allowed[i]; i++)
        lc_json_push_view(a, out, lc_sv_of(r->allowed[i]));
    return out;
}

static lc_json *requirement_json(lc_arena *a, const lc_requirement *r)
{
    lc_json *o = lc_json_object(a);
    lc_json_add_view(a, o, LC_SV("rule"), r->basis);
    lc_json_add_view(a, o, LC_SV("state"),
                     lc_sv_of(r->applies == LC_TRI_YES ? "applies" : "unknown"));
    lc_json_add_view(a, o, LC_SV("citation"), r->citation);
    add_some(a, o, LC_SV("source"), r->source);
    add_some(a, o, LC_SV("party"), r->party);
    set_date(a, o, LC_SV("from"), r->from);
    set_date(a, o, LC_SV("to"), r->to);
    lc_json_add(a, o, LC_SV("policy"), or_null(a, lc_review_sv(r->policy)));
    lc_json_add(a, o, LC_SV("exceptions_allowed"), allowed_json(a, r));
    if (r->overcome) lc_json_add(a, o, LC_SV("overcome"), lc_json_of_bool(a, true));
    add_some(a, o, LC_SV("why"), r->why);
    return o;
}

static lc_json *requirements_json(lc_arena *a, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->requirements.len; i++)
        lc_json_push(a, out, requirement_json(a, &d->requirements.at[i]));
    return out;
}

static lc_json *trace_line(lc_arena *a, const lc_trace *t)
{
    lc_json *o = lc_json_object(a);
    lc_json_add_view(a, o, LC_SV("step"), t->step);
    add_some(a, o, LC_SV("paragraph"), t->paragraph);
    add_some(a, o, LC_SV("inputs"), t->inputs);
    lc_json_add_view(a, o, LC_SV("outcome"), t->outcome);
    add_some(a, o, LC_SV("why"), t->why);
    return o;
}

static lc_json *trace_json(lc_arena *a, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->trace.len; i++) lc_json_push(a, out, trace_line(a, &d->trace.at[i]));
    return out;
}

static const char *disposition_word(licet_disposition d)
{
    switch (d) {
    case LICET_HOLD: return "HOLD";
    case LICET_STOP: return "STOP";
    case LICET_RELEASE: break;
    }
    return "RELEASE";
}

lc_json *lc_determination_json(lc_arena *a, const lc_determination *d)
{
    lc_json *o = lc_json_object(a);
    lc_json_add_view(a, o, LC_SV("status"), lc_sv_of(lc_status_word(d->status)));
    lc_json_add(a, o, LC_SV("basis"), words_json(a, &d->basis));
    lc_json_add(a, o, LC_SV("policy"), or_null(a, lc_review_sv(d->policy)));
    add_some(a, o, LC_SV("policy_without_tgl"), lc_review_sv(d->policy_without_licence));
    lc_json_add(a, o, LC_SV("exceptions"), exceptions_json(a, d));
    lc_json_add(a, o, LC_SV("barred"), words_json(a, &d->barred));
    lc_json_add(a, o, LC_SV("obligations"), words_json(a, &d->obligations));
    lc_json_add(a, o, LC_SV("other"), words_json(a, &d->other));
    lc_json_add_view(a, o, LC_SV("disposition"), lc_sv_of(disposition_word(d->disposition)));
    lc_json_add(a, o, LC_SV("not_subject"), or_null(a, d->not_subject));
    lc_json_add(a, o, LC_SV("missing"), missing_json(a, d));
    lc_json_add(a, o, LC_SV("policy_conditions"), words_json(a, &d->policy_conditions));
    lc_json_add(a, o, LC_SV("alternatives"), alternatives_json(a, d));
    lc_json_add(a, o, LC_SV("requirements"), requirements_json(a, d));
    lc_json_add(a, o, LC_SV("trace"), trace_json(a, d));
    lc_json_add(a, o, LC_SV("versions"), d->versions ? (lc_json *)d->versions : lc_json_object(a));
    return o;
}

licet_determination lc_determination_status(const lc_determination *d)
{
    return d->status;
}

licet_disposition lc_determination_disposition(const lc_determination *d)
{
    return d->disposition;
}
