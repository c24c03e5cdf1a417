#include "engine/reasons.h"

#include <stdio.h>

typedef struct reason {
    lc_sv code, outcomes, meaning;
} reason;

/* False at a comment or an empty line; fields are empty where the line has too few. */
static bool read_line(lc_sv line, reason *out)
{
    lc_sv rest = lc_sv_trim(line);
    if (!rest.len || rest.data[0] == '#') return false;
    out->code = lc_sv_trim(lc_sv_cut(&rest, LC_SV("|")));
    out->outcomes = lc_sv_trim(lc_sv_cut(&rest, LC_SV("|")));
    out->meaning = lc_sv_trim(rest);
    return true;
}

static bool serves(const reason *r, lc_sv outcome)
{
    lc_sv rest = r->outcomes;
    while (rest.data && rest.len)
        if (lc_sv_eq(lc_sv_cut(&rest, LC_SV(" ")), outcome)) return true;
    return false;
}

static int not_allowed(lc_sv text, lc_sv code, lc_sv outcome, licet_error *err)
{
    char codes[300] = "";
    size_t n = 0;
    reason r;
    lc_sv rest = text;
    while (rest.data) {
        if (!read_line(lc_sv_cut(&rest, LC_SV("\n")), &r) || !serves(&r, outcome)) continue;
        int put = snprintf(codes + n, sizeof codes - n, "%s%.*s", n ? ", " : "", LC_SV_ARG(r.code));
        if (put < 0 || (size_t)put >= sizeof codes - n) break;
        n += (size_t)put;
    }
    if (!code.len) return lc_fail(err, LICET_E_ARGUMENT, "a reason is needed; one of %s", codes);
    lc_fail(err, LICET_E_ARGUMENT, "%.60s is no reason for %.*s", code.data, LC_SV_ARG(outcome));
    return lc_fail_remedy(err, "reasons: %s", codes);
}

int lc_reason_check(lc_sv text, lc_sv code, lc_sv outcome, licet_error *err)
{
    lc_sv rest = text;
    uint64_t line = 0;
    bool found = false;
    while (rest.data) {
        reason r;
        line++;
        if (!read_line(lc_sv_cut(&rest, LC_SV("\n")), &r)) continue;
        if (!r.code.len || !r.outcomes.len || !r.meaning.len) {
            lc_fail(err, LICET_E_RULE, "a reason is \"code | outcomes | what it says\"");
            return lc_fail_at(err, "desk/reasons.txt", line, 0);
        }
        found |= lc_sv_eq(r.code, code) && serves(&r, outcome);
    }
    return found ? 0 : not_allowed(text, code, outcome, err);
}

lc_json *lc_reasons_json(lc_sv text, lc_arena *a)
{
    lc_json *all = lc_json_array(a);
    lc_sv rest = text;
    while (rest.data) {
        reason r;
        if (!read_line(lc_sv_cut(&rest, LC_SV("\n")), &r) || !r.code.len) continue;
        lc_json *o = lc_json_object(a), *outcomes = lc_json_array(a);
        while (r.outcomes.data && r.outcomes.len)
            lc_json_push_sv(a, outcomes, lc_sv_cut(&r.outcomes, LC_SV(" ")));
        lc_json_set_sv(a, o, "code", r.code);
        lc_json_set(a, o, "outcomes", outcomes);
        lc_json_set_sv(a, o, "says", r.meaning);
        lc_json_push(a, all, o);
    }
    return all;
}
