#include "engine/explain.h"

#include "licet/explain.h"
#include "record/determination_shape.h"
#include "record/facts_stated.h"
#include "report/report.h"
#include "rule/application.h"
#include "rule/obligations.h"
#include "text/country.h"

enum { MAX_FACTS_BYTES = 4 * 1024 * 1024 };

/* ---- facts as stated ---- */

int lc_explain_read(lc_arena *a, const char *facts, size_t len, lc_json **out, licet_error *err)
{
    lc_json *j;
    if (len > MAX_FACTS_BYTES)
        return lc_fail(err, LICET_E_LIMIT, "facts longer than %d bytes", MAX_FACTS_BYTES);
    int rc = lc_json_parse(a, lc_sv_make(facts, len), &j, err);
    if (rc) return rc;
    lc_json *inner = lc_json_get(j, "facts");
    if (inner) j = inner;
    if (lc_json_kind_of(j) != LC_JSON_OBJECT)
        return lc_fail(err, LICET_E_FACTS, "the facts are no JSON object");
    *out = j;
    return 0;
}

static int state_fact(lc_arena *a, lc_json *facts, const char *text, licet_error *err)
{
    lc_sv rest = lc_sv_of(text), path = lc_sv_cut(&rest, LC_SV("="));
    if (rest.data) return lc_fact_state(a, facts, path, rest, lc_country_code, err);
    lc_fail(err, LICET_E_FACTS, "%.200s: a fact is stated as path=value", text);
    return lc_fail_remedy(err, "for instance item.eccn=EAR99");
}

/* "end_user:NSO Group:IL". A name may hold colons: the country is what stands behind the last one.
 */
static int state_party(lc_arena *a, lc_json *facts, const char *text, licet_error *err)
{
    lc_json *party = lc_json_object(a), *all = lc_json_get(facts, "parties");
    lc_sv name = lc_sv_of(text), role = lc_sv_trim(lc_sv_cut(&name, LC_SV(":")));
    if (!name.data || !lc_sv_trim(name).len) {
        lc_fail(err, LICET_E_FACTS, "%.200s: a party is stated as role:name:country", text);
        return lc_fail_remedy(err, "for instance \"end_user:NSO Group:IL\"");
    }
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] == ':') last = i;
    lc_sv country = last == SIZE_MAX ? LC_SV_NONE : lc_sv_trim(lc_sv_from(name, last + 1));
    lc_sv code = lc_country_code(country);
    if (last != SIZE_MAX) name.len = last;
    lc_json_set_sv(a, party, "role", role);
    lc_json_set_sv(a, party, "name", lc_sv_trim(name));
    if (country.len) lc_json_set_sv(a, party, "country", code.len ? code : country);
    if (lc_json_kind_of(all) != LC_JSON_ARRAY)
        lc_json_set(a, facts, "parties", all = lc_json_array(a));
    lc_json_push(a, all, party);
    return 0;
}

/* Parties first, so that a fact may say more of one: parties[0].owners[0].name. */
static int state_all(lc_arena *a, const licet_stated *s, lc_json *facts, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < s->n_parties && !rc; i++) rc = state_party(a, facts, s->parties[i], err);
    for (size_t i = 0; i < s->n_facts && !rc; i++) rc = state_fact(a, facts, s->facts[i], err);
    if (!rc && s->as_of) lc_json_set_z(a, facts, "as_of", s->as_of);
    return rc;
}

int licet_facts(const licet_stated *s, licet_text *out_json, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *facts = lc_json_object(a);
    lc_facts *checked;
    int rc = s->base ? lc_explain_read(a, s->base, s->base_len, &facts, err) : 0;
    if (!rc) rc = state_all(a, s, facts, err);
    if (!rc) rc = lc_facts_parse(a, facts, LC_FACTS_FROM_USER, &checked, err);
    if (!rc) lc_text_take(lc_json_text(a, facts, LC_JSON_COMPACT), out_json);
    lc_arena_free(a);
    return rc;
}

/* ---- the answer with what a person needs ---- */

static lc_json *questions(lc_arena *a, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->missing.len; i++) {
        lc_json *o = lc_json_object(a);
        lc_json_set_sv(a, o, "path", d->missing.at[i].path);
        lc_json_set_sv(a, o, "ask", d->missing.at[i].question);
        lc_json_set_some(a, o, "how", lc_report_how(a, d->missing.at[i].path));
        lc_json_push(a, out, o);
    }
    return out;
}

static lc_json *exceptions(lc_arena *a, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->exceptions.len; i++) {
        const lc_exception *e = &d->exceptions.at[i];
        lc_json *o = lc_json_object(a);
        lc_json_set_sv(a, o, "word", e->word);
        lc_json_set_bool(a, o, "conditional", e->conditional);
        lc_json_set_sv(a, o, "paragraph", e->paragraph);
        lc_json_set_sv(a, o, "why", e->why);
        lc_json_push(a, out, o);
    }
    return out;
}

static lc_json *obligations(lc_arena *a, const lc_rules *r, const lc_determination *d)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < d->obligations.len; i++) {
        const lc_obligation *x = lc_obligation_of(r, d->obligations.at[i]);
        lc_json *o = lc_json_object(a);
        lc_json_set_sv(a, o, "word", d->obligations.at[i]);
        lc_json_set_bool(a, o, "open", !x || x->open);
        lc_json_set_sv(a, o, "says", x ? x->says : LC_SV_NONE);
        lc_json_set_sv(a, o, "cite", x ? x->cite : LC_SV_NONE);
        lc_json_push(a, out, o);
    }
    return out;
}

/* A licence is applied for where one is required, or would be but for an exception. */
static bool has_application(const lc_determination *d)
{
    if (d->status == LICET_LICENSE_REQUIRED || d->status == LICET_EXCEPTION_CANDIDATE) return true;
    for (size_t i = 0; i < d->requirements.len && d->status == LICET_NEEDS_FACTS; i++)
        if (d->requirements.at[i].applies == LC_TRI_YES) return true;
    return false;
}

static void copy_members(lc_arena *a, const lc_json *from, lc_json *to, const char *const *keys)
{
    for (; *keys; keys++) {
        lc_json *v = lc_json_get(from, *keys);
        if (v) lc_json_set(a, to, *keys, v);
    }
}

static lc_json *view_of(const licet_snapshot *s, const lc_question *q, const lc_decided *d,
                        bool application, const char *id, lc_arena *a)
{
    static const char *const dates[] = {"as_of", "lists_as_of", "rescreen_by", NULL};
    static const char *const words[] = {"reason", "next_step", "list_versions", NULL};
    static const char *const versions[] = {"policy_hash", "index", "rules", "engine", NULL};
    lc_json *o = lc_json_object(a);
    lc_json_set_z(a, o, "kind", "determination");
    lc_json_set(a, o, "facts", (lc_json *)q->facts);
    copy_members(a, d->body, o, dates);
    copy_members(a, lc_report_answer(a, d->body), o, words);
    lc_decided_answer(a, o, d, id);
    lc_json_set(a, o, "questions", questions(a, d->found));
    lc_json_set(a, o, "exceptions_detail", exceptions(a, d->found));
    lc_json_set(a, o, "obligations_detail", obligations(a, s->law->rules, d->found));
    if (application)
        lc_json_set(a, o, "application",
                    has_application(d->found)
                        ? lc_application_steps(a, s->law->rules, d->found, d->facts)
                        : lc_json_array(a));
    copy_members(a, d->body, o, versions);
    return o;
}

static int as_asked(const lc_decided *d, licet_error *err)
{
    const lc_json *e = lc_json_get(d->body, "error");
    if (d->determination) return 0;
    lc_fail(err, LICET_E_FACTS, "%.400s", lc_json_get_sv(e, "message").data);
    lc_sv remedy = lc_json_get_sv(e, "remedy");
    return remedy.len ? lc_fail_remedy(err, "%.*s", LC_SV_ARG(remedy)) : LICET_E_FACTS;
}

int lc_explain(licet_snapshot *s, const licet_sink *sink, const lc_json *facts, bool application,
               lc_arena *a, lc_json **out, int *out_exit, licet_error *err)
{
    lc_asker k;
    lc_decided d = {0};
    char id[LC_DECISION_ID] = "";
    lc_question q = {
        .kind = "determine", .facts = facts, .from_user = true, .today = lc_engine_today(s->now_s)};
    lc_asker_init(&k, s, sink != NULL);
    int rc = lc_decide(&k, &q, a, &d, err);
    if (!rc) rc = as_asked(&d, err);
    if (!rc && sink && d.screened) rc = lc_decided_record(sink, a, d.body, id, err);
    if (!rc) {
        *out = view_of(s, &q, &d, application, id, a);
        *out_exit = lc_decided_exit(&d);
    }
    lc_asker_done(&k);
    return rc;
}

int licet_explain(licet_snapshot *s, const licet_sink *sink, const char *facts, size_t len,
                  int application, licet_text *out_json, int *out_exit, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j = NULL, *view = NULL;
    int rc = lc_explain_read(a, facts, len, &j, err);
    if (!rc) rc = lc_explain(s, sink, j, application != 0, a, &view, out_exit, err);
    if (!rc) lc_text_take(lc_json_text(a, view, LC_JSON_PRETTY), out_json);
    lc_arena_free(a);
    return rc;
}

/* ---- for people ---- */

int licet_explain_text(const char *json, size_t len, int width, int colour, licet_text *out,
                       licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    int rc = lc_json_parse(a, lc_sv_make(json, len), &j, err);
    if (!rc) {
        lc_buf b = {0};
        if (lc_sv_is(lc_json_get_sv(j, "kind"), "comparison"))
            lc_report_comparison(&b, j, width, colour);
        else
            lc_report_determination(&b, j, width, colour);
        lc_text_of_buf(&b, out);
    }
    lc_arena_free(a);
    return rc;
}

int licet_explain_html(const char *json, size_t len, licet_text *out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    int rc = lc_json_parse(a, lc_sv_make(json, len), &j, err);
    if (!rc) {
        lc_buf b = {0};
        lc_report_determination_html(&b, j);
        lc_text_of_buf(&b, out);
    }
    lc_arena_free(a);
    return rc;
}
