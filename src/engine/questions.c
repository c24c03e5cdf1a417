/* The questions of the public header about one party or one transaction. */
#include "engine/decide.h"
#include "report/report.h"
#include "text/country.h"

enum { MAX_LINE_BYTES = 4 * 1024 * 1024, TYPICAL_ANSWER_BYTES = 8 * 1024 };

int lc_query_of_party(const licet_party *p, lc_arena *a, lc_query *q, licet_error *err)
{
    if (!p->name) return lc_fail(err, LICET_E_ARGUMENT, "a party needs a name");
    *q = (lc_query){.name = lc_sv_of(p->name),
                    .type = lc_party_type_of(lc_sv_of(p->type)),
                    .address = lc_sv_of(p->address),
                    .birth = lc_sv_of(p->birth)};
    if (p->type && q->type == LC_TYPE_UNKNOWN && strcmp(p->type, "unknown") != 0) {
        lc_fail(err, LICET_E_ARGUMENT, "unknown type of party: %.40s", p->type);
        return lc_fail_remedy(err, "one of person, org, vessel, aircraft, unknown");
    }
    if (p->country && p->country[0]) {
        q->country = lc_country_code(lc_sv_of(p->country));
        if (!q->country.len) {
            lc_fail(err, LICET_E_ARGUMENT, "unknown country: %.60s", p->country);
            return lc_fail_remedy(err, "give an ISO 3166-1 code such as IL, or a country's name");
        }
    }
    q->idents = LC_NEW_N(a, lc_sv, p->n_idents + 1);
    for (size_t i = 0; i < p->n_idents; i++) q->idents[i] = lc_sv_of(p->idents[i]);
    q->n_idents = p->n_idents;
    return 0;
}

/* Whom a list names was born between these years, as match/facts.c reads them. */
int licet_birth_fits(const char *birth)
{
    enum { FIRST = 1850, LAST = 2100, YEAR = 4, MONTH = 7, DAY = 10 };
    char whole[] = "0000-01-01";
    lc_sv text = lc_sv_of(birth);
    lc_date day;
    int year, month, d;
    if (text.len != YEAR && text.len != MONTH && text.len != DAY) return 0;
    memcpy(whole, text.data, text.len);
    if (!lc_date_iso(lc_sv_of(whole), &day)) return 0;
    lc_date_split(day, &year, &month, &d);
    return year >= FIRST && year <= LAST;
}

static int read_day(const char *as_of, lc_date today, lc_date *out, licet_error *err)
{
    *out = today;
    if (!as_of || lc_date_iso(lc_sv_of(as_of), out)) return 0;
    lc_fail(err, LICET_E_DATE, "not a date: %.40s", as_of);
    return lc_fail_remedy(err, "write it as YYYY-MM-DD");
}

int licet_screen(licet_snapshot *s, const licet_sink *sink, const licet_party *party,
                 const char *as_of, licet_text *out_json, licet_verdict *out_verdict,
                 licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_query q;
    lc_date day;
    licet_verdict verdict = LICET_NOT_SCREENED;
    lc_asker k;
    int rc = lc_query_of_party(party, a, &q, err);
    if (!rc) rc = read_day(as_of, lc_engine_today(s->now_s), &day, err);
    if (rc) {
        lc_arena_free(a);
        return rc;
    }
    lc_asker_init(&k, s, sink != NULL);
    lc_json *body = lc_screen_body(&k, &q, day, a, &verdict);
    char id[LC_DECISION_ID] = "";
    if (sink) rc = lc_decided_record(sink, a, body, id, err);
    if (!rc) {
        lc_json_set(a, body, "decision_id", sink ? lc_json_of_z(a, id) : lc_json_null(a));
        lc_text_take(lc_json_text(a, body, LC_JSON_PRETTY), out_json);
        *out_verdict = verdict;
    }
    lc_asker_done(&k);
    lc_arena_free(a);
    return rc;
}

int licet_screen_text(const char *screen_json, size_t len, int width, int colour, licet_text *out,
                      licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    int rc = lc_json_parse(a, lc_sv_make(screen_json, len), &j, err);
    if (!rc) {
        lc_buf b = {0};
        lc_report_screen(&b, j, width, colour);
        lc_text_take(lc_buf_view(&b), out);
        lc_buf_done(&b);
    }
    lc_arena_free(a);
    return rc;
}

static lc_json *error_line(lc_arena *a, lc_json *id, const licet_error *e)
{
    lc_json *o = lc_json_object(a), *what = lc_json_object(a);
    lc_json_set_int(a, what, "code", e->code);
    lc_json_set_z(a, what, "message", e->message);
    if (e->has_byte && e->byte) lc_json_set_int(a, what, "byte", (int64_t)e->byte);
    if (e->remedy[0]) lc_json_set_z(a, what, "remedy", e->remedy);
    lc_json_set(a, o, "id", id);
    lc_json_set(a, o, "error", what);
    return o;
}

static int decide_line(licet_snapshot *s, const licet_sink *sink, const lc_json *line, lc_arena *a,
                       lc_json **out, int *out_exit, licet_error *err)
{
    lc_asker k;
    lc_decided d = {0};
    char id[LC_DECISION_ID] = "";
    lc_question q = {.kind = "determine",
                     .facts = lc_json_get(line, "facts"),
                     .from_user = true,
                     .today = lc_engine_today(s->now_s),
                     .answer_only = true};
    if (lc_json_kind_of(q.facts) != LC_JSON_OBJECT)
        return lc_fail(err, LICET_E_FACTS, "no object \"facts\" in the line");
    lc_asker_init(&k, s, sink != NULL);
    int rc = lc_decide(&k, &q, a, &d, err);
    if (!rc && !d.determination)
        rc = lc_fail(err, LICET_E_FACTS, "%.400s",
                     lc_json_get_sv(lc_json_get(d.body, "error"), "message").data);
    if (!rc && sink && d.screened) rc = lc_decided_record(sink, a, d.body, id, err);
    if (!rc) {
        *out = lc_json_object(a);
        lc_json_set(a, *out, "id", lc_json_get(line, "id"));
        lc_decided_answer(a, *out, &d, id);
        *out_exit = lc_decided_exit(&d);
    }
    lc_asker_done(&k);
    return rc;
}

int licet_determine(licet_snapshot *s, const licet_sink *sink, const char *line, size_t len,
                    licet_text *out, int *out_exit, licet_error *err)
{
    lc_arena *a = lc_snapshot_arena(s);
    lc_json *j = NULL, *answer = NULL;
    licet_error e = {0};
    int rc = len > MAX_LINE_BYTES
                 ? lc_fail(&e, LICET_E_LIMIT, "line longer than %d bytes", MAX_LINE_BYTES)
                 : lc_json_parse(a, lc_sv_make(line, len), &j, &e);
    if (!rc && lc_json_kind_of(j) != LC_JSON_OBJECT)
        rc = lc_fail(&e, LICET_E_FACTS, "the line is no JSON object");
    if (!rc) rc = decide_line(s, sink, j, a, &answer, out_exit, &e);
    bool own = rc == LICET_E_SYNTAX || rc == LICET_E_FACTS || rc == LICET_E_LIMIT;
    if (own) { /* a bad line answers for itself, and the run goes on */
        answer = error_line(a, lc_json_get(j, "id"), &e);
        *out_exit = 2;
        rc = 0;
    }
    if (!rc) {
        lc_buf b = {0};
        lc_buf_reserve(&b, TYPICAL_ANSWER_BYTES);
        lc_json_write(answer, LC_JSON_COMPACT, &b);
        lc_text_of_buf(&b, out);
    } else if (err) {
        *err = e;
    }
    lc_snapshot_arena_done(s, a);
    return rc;
}

int licet_rules_show(licet *l, const char *paragraph, licet_text *out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_sv text = lc_rules_show(a, l->law->rules, lc_sv_of(paragraph));
    int rc = text.len ? 0
                      : lc_fail(err, LICET_E_NOT_FOUND, "no rule here cites %.80s",
                                paragraph ? paragraph : "");
    if (!rc) lc_text_take(text, out);
    lc_arena_free(a);
    return rc;
}
