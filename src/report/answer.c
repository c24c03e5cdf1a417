/* A decision's body -> the answer columns. */
#include "report/reason.h"
#include "report/report.h"
#include "report/words.h"

const char *const lc_answer_columns[LC_ANSWER_COLUMNS] = {
    "disposition", "verdict", "status",        "review_policy", "best_hit",    "list",
    "score",       "reason",  "citation",      "missing",       "obligations", "next_step",
    "rescreen_by", "as_of",   "list_versions", "decision_id"};

/* "the item's ECCN, or EAR99 (item.eccn)" */
static lc_sv explained(lc_arena *a, lc_sv words, lc_sv code)
{
    if (!words.len) return code;
    return lc_arena_printf(a, "%.*s (%.*s)", LC_SV_ARG(words), LC_SV_ARG(code));
}

static lc_sv join(lc_arena *a, lc_sv so_far, lc_sv more)
{
    if (!so_far.len) return more;
    return lc_arena_printf(a, "%.*s; %.*s", LC_SV_ARG(so_far), LC_SV_ARG(more));
}

static lc_sv explain_all(lc_arena *a, lc_sv so_far, const lc_json *codes, lc_sv (*words)(lc_sv))
{
    for (size_t i = 0; i < lc_json_len(codes); i++) {
        lc_sv code = lc_json_sv(lc_json_at(codes, i));
        so_far = join(a, so_far, explained(a, words(code), code));
    }
    return so_far;
}

/* Of a party nobody named the name is missing, and not a search for it. */
static bool of_unnamed(const lc_case *c, lc_sv path)
{
    const lc_json *parties = lc_json_path(c->body, "facts.parties");
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        if (lc_json_get_sv(lc_json_at(parties, i), "name").len) continue;
        lc_sv searched = lc_arena_printf(c->a, "parties[%zu].lists", i);
        lc_sv name = lc_arena_printf(c->a, "parties[%zu].name", i);
        if (lc_sv_eq(path, searched) || lc_sv_eq(path, name)) return true;
    }
    return false;
}

static lc_sv missing_of(const lc_case *c)
{
    lc_sv out = LC_SV_NONE;
    const lc_json *paths = lc_json_get(c->determination, "missing");
    for (size_t i = 0; i < lc_json_len(paths); i++) {
        lc_sv path = lc_json_sv(lc_json_at(paths, i));
        if (!of_unnamed(c, path))
            out = join(c->a, out, explained(c->a, lc_words_missing(c->a, path), path));
    }
    const lc_json *parties = lc_json_get(c->body, "parties");
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        lc_sv role = lc_json_get_sv(lc_json_at(parties, i), "role");
        if (lc_json_get_sv(lc_json_at(parties, i), "name").len) continue;
        lc_sv words =
            lc_arena_printf(c->a, "who the %.*s is", LC_SV_ARG(lc_words_role(c->a, role)));
        lc_sv path = lc_arena_printf(c->a, "%.*s.name", LC_SV_ARG(role));
        out = join(c->a, out, explained(c->a, words, path));
    }
    return out;
}

static lc_sv obligations_of(const lc_case *c)
{
    lc_sv out =
        explain_all(c->a, LC_SV_NONE, lc_json_get(c->determination, "other"), lc_words_other);
    return explain_all(c->a, out, lc_json_get(c->determination, "obligations"),
                       lc_words_obligation);
}

static lc_sv citation_of(const lc_case *c)
{
    lc_sv notice = lc_json_get_sv(c->best.hit, "citation");
    return notice.len ? notice : lc_find_joined(c->a, lc_json_get(c->determination, "basis"), "; ");
}

/* "us_csl 2026-07-31 sha256:0123456789ab" */
static lc_sv versions_of(const lc_case *c)
{
    enum { SHOWN_HASH = 12 };
    lc_sv out = LC_SV_NONE;
    const lc_json *lists = lc_json_get(c->body, "lists");
    for (size_t i = 0; i < lc_json_len(lists); i++) {
        const lc_json *l = lc_json_at(lists, i);
        lc_sv date = lc_json_get_sv(l, "list_date"), hash = lc_json_get_sv(l, "sha256");
        lc_sv state = lc_json_get_sv(l, "state");
        if (hash.len > SHOWN_HASH) hash.len = SHOWN_HASH;
        bool sample = lc_json_bool(lc_json_get(l, "sample"), false);
        if (sample) state = LC_SV("sample");
        bool whole = lc_sv_is(state, "in_force");
        lc_sv one = lc_arena_printf(
            c->a, "%.*s %.*s%s%.*s%s%.*s", LC_SV_ARG(lc_json_get_sv(l, "id")),
            LC_SV_ARG(date.len ? date : LC_SV("undated")), hash.len ? " sha256:" : "",
            LC_SV_ARG(hash), whole ? "" : " ", LC_SV_ARG(whole ? LC_SV_NONE : state));
        out = join(c->a, out, one);
    }
    return out;
}

lc_json *lc_report_answer(lc_arena *a, const lc_json *body)
{
    lc_case c = lc_case_of(a, body);
    lc_sv values[LC_ANSWER_COLUMNS] = {
        lc_json_get_sv(body, "disposition"),
        lc_json_get_sv(body, "verdict"),
        c.status,
        lc_json_get_sv(c.determination, "policy"),
        c.best.hit ? lc_find_listed_name(a, c.best.hit) : LC_SV_NONE,
        lc_json_get_sv(c.best.hit, "list"),
        lc_find_score(a, c.best.hit),
        lc_case_reason(&c),
        citation_of(&c),
        missing_of(&c),
        obligations_of(&c),
        lc_case_next_step(&c),
        lc_json_get_sv(body, "rescreen_by"),
        lc_json_get_sv(body, "as_of"),
        versions_of(&c),
        LC_SV_NONE,
    };
    lc_json *out = lc_json_object(a);
    for (size_t i = 0; i < LC_ANSWER_COLUMNS; i++)
        lc_json_set_sv(a, out, lc_answer_columns[i], values[i]);
    return out;
}
