/* A determination's words, the same on a terminal and on a page. */
#include "report/determination_part.h"

#include "report/find.h"
#include "report/report.h"
#include "report/words.h"

typedef struct pair {
    const char *code, *words;
} pair;

#define FIND(table, code, otherwise)                                                               \
    find((table), sizeof(table) / sizeof *(table), (code), (otherwise))

static lc_sv find(const pair *table, size_t n, lc_sv code, lc_sv otherwise)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(code, table[i].code)) return lc_sv_of(table[i].words);
    return otherwise;
}

static lc_sv capital(lc_arena *a, lc_sv v)
{
    char *out = lc_arena_z(a, v);
    if (v.len && out[0] >= 'a' && out[0] <= 'z') out[0] = (char)(out[0] - 32);
    return lc_sv_make(out, v.len);
}

lc_sv lc_says_answer(lc_arena *a, const lc_json *view)
{
    lc_sv status = lc_json_get_sv(view, "status"), policy = lc_json_get_sv(view, "policy");
    lc_sv out = capital(a, lc_words_status(status));
    lc_sv outside = lc_json_get_sv(view, "not_subject");
    if (outside.len)
        out = lc_arena_printf(a, "%.*s: the %s is not regulated", LC_SV_ARG(out),
                              lc_sv_is(outside, "ITEM") ? "item" : "activity");
    if (policy.len)
        out =
            lc_arena_printf(a, "%.*s; %.*s", LC_SV_ARG(out), LC_SV_ARG(lc_words_policy(a, policy)));
    return out;
}

/* ---- what was asked ---- */

static lc_sv join(lc_arena *a, lc_sv so_far, const char *between, lc_sv more)
{
    if (!more.len) return so_far;
    if (!so_far.len) return more;
    return lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(so_far), between, LC_SV_ARG(more));
}

static lc_sv prefixed(lc_arena *a, const char *word, lc_sv v)
{
    return v.len ? lc_arena_printf(a, "%s %.*s", word, LC_SV_ARG(v)) : v;
}

static lc_sv route(lc_arena *a, const lc_json *facts)
{
    lc_sv activity = lc_json_get_sv(facts, "activity");
    lc_sv out = activity.len ? lc_words_role(a, activity) : LC_SV("(no activity stated)");
    out = join(a, out, " ", prefixed(a, "from", lc_json_get_sv(facts, "from")));
    return join(a, out, " ", prefixed(a, "to", lc_json_get_sv(facts, "to")));
}

static lc_sv item(lc_arena *a, const lc_json *facts)
{
    const lc_json *i = lc_json_get(facts, "item");
    lc_sv out = lc_json_get_sv(i, "eccn");
    if (i && !out.len) out = LC_SV("item not classified");
    return join(a, out, ", ", lc_json_get_sv(i, "desc"));
}

static lc_sv party(lc_arena *a, const lc_json *p)
{
    lc_sv country = lc_json_get_sv(p, "country"), name = lc_json_get_sv(p, "name");
    lc_sv out = join(a, lc_words_role(a, lc_json_get_sv(p, "role")), " ",
                     name.len ? name : LC_SV("(no name)"));
    return country.len ? lc_arena_printf(a, "%.*s (%.*s)", LC_SV_ARG(out), LC_SV_ARG(country))
                       : out;
}

lc_sv lc_says_asked(lc_arena *a, const lc_json *facts)
{
    const lc_json *parties = lc_json_get(facts, "parties");
    lc_sv out = join(a, route(a, facts), "; ", item(a, facts));
    for (size_t i = 0; i < lc_json_len(parties); i++)
        out = join(a, out, "; ", party(a, lc_json_at(parties, i)));
    return out;
}

/* ---- codes in words ---- */

lc_sv lc_says_step(lc_sv step)
{
    static const pair steps[] = {
        {"validate", "Are the facts there?"},
        {"activity", "Is the activity regulated?"},
        {"item", "What is the item, and where does it go?"},
        {"scope", "Is the item subject to the EAR?"},
        {"denial orders", "Is a party denied export privileges?"},
        {"support", "Is it support by a US person?"},
        {"parties", "Is a party on a list that counts here?"},
        {"ownership", "Is a party owned by listed ones?"},
        {"end use", "Is the end use one of part 744?"},
        {"embargo", "Is the destination under an embargo?"},
        {"chart", "Does the control list ask for a licence to this place?"},
        {"transit", "Does it pass through a country that counts?"},
        {"exceptions", "Which licence exceptions are left?"},
        {"knowledge", "Is a violation known, or a red flag open?"},
        {"assemble", "What follows from all this?"},
    };
    return FIND(steps, step, step);
}

lc_sv lc_says_outcome(lc_sv outcome)
{
    static const pair outcomes[] = {
        {"APPLIES", "applies"},   {"DOES_NOT", "does not apply"},
        {"UNKNOWN", "not known"}, {"NOTE", "note"},
        {"ASKS", "asks"},         {"ASSUMED", "taken for granted"},
    };
    return FIND(outcomes, outcome, outcome);
}

lc_sv lc_says_topic(lc_sv topic)
{
    static const pair topics[] = {
        {"review", "The review"},    {"reviewers", "Who reviews"},
        {"parties", "Who is named"}, {"form", "How to apply"},
        {"document", "Documents"},   {"clock", "The clock"},
        {"licence", "The licence"},  {"removal", "Removal from the list is something else"},
    };
    return FIND(topics, topic, topic);
}

lc_sv lc_says_member(lc_sv member)
{
    static const pair members[] = {
        {"status", "Answer"},
        {"policy", "Review"},
        {"disposition", "Disposition"},
        {"basis", "Rules"},
        {"exceptions", "Exceptions"},
        {"barred", "Barred"},
        {"obligations", "To do"},
        {"other", "Other agencies"},
        {"missing", "Missing"},
        {"not_subject", "Not subject"},
        {"policy_conditions", "Conditions"},
    };
    return FIND(members, member, member);
}

lc_sv lc_report_how(lc_arena *a, lc_sv path)
{
    static const char *const looked_up[] = {".lists",       ".screening",      ".identity",
                                            ".order_terms", ".related_person", "subject_to_ear"};
    if (lc_sv_is(path, "parties")) return LC_SV("--party ROLE:NAME:COUNTRY");
    for (size_t i = 0; i < sizeof looked_up / sizeof *looked_up; i++)
        if (lc_sv_ends(path, lc_sv_of(looked_up[i]))) return LC_SV_NONE;
    bool quote =
        lc_sv_find(path, LC_SV("["), 0) != SIZE_MAX || lc_sv_find(path, LC_SV("#"), 0) != SIZE_MAX;
    return lc_arena_printf(a, quote ? "--fact '%.*s=...'" : "--fact %.*s=...", LC_SV_ARG(path));
}

lc_sv lc_says_day(const lc_json *view)
{
    return lc_json_get_sv(view, "lists_as_of");
}

/* ---- parts of an answer ---- */

lc_sv lc_says_exception(lc_arena *a, const lc_json *e)
{
    lc_sv out = lc_json_get_sv(e, "word"), paragraph = lc_json_get_sv(e, "paragraph");
    if (paragraph.len)
        out = lc_arena_printf(a, "%.*s (%.*s)", LC_SV_ARG(out), LC_SV_ARG(paragraph));
    out = join(a, out, ": ", lc_json_get_sv(e, "why"));
    if (lc_json_bool(lc_json_get(e, "conditional"), false))
        out = lc_arena_printf(a, "%.*s%s", LC_SV_ARG(out), "; its conditions are not in the facts");
    return out;
}

static lc_sv allowed(lc_arena *a, const lc_json *r)
{
    const lc_json *all = lc_json_get(r, "exceptions_allowed");
    if (!lc_json_len(all)) return LC_SV("no licence exception");
    return lc_arena_printf(a, "exceptions: %.*s", LC_SV_ARG(lc_find_joined(a, all, ", ")));
}

lc_sv lc_says_terms(lc_arena *a, const lc_json *r)
{
    lc_sv policy = lc_json_get_sv(r, "policy"), from = lc_json_get_sv(r, "from");
    lc_sv out = policy.len ? lc_words_policy(a, policy) : LC_SV_NONE;
    if (!lc_sv_is(lc_json_get_sv(r, "state"), "applies"))
        out = join(a, LC_SV("not certain"), "; ", out);
    if (lc_json_bool(lc_json_get(r, "overcome"), false))
        out = join(a, out, "; ", LC_SV("overcome by a general licence"));
    out = join(a, out, "; ", allowed(a, r));
    out = join(a, out, "; ", prefixed(a, "in force from", from));
    return join(a, out, " ", prefixed(a, "to", lc_json_get_sv(r, "to")));
}

lc_sv lc_says_alternative(lc_arena *a, const lc_json *facts, const lc_json *x)
{
    lc_sv policy = lc_json_get_sv(x, "policy");
    lc_sv out = lc_arena_printf(a, "If %.*s: %.*s",
                                LC_SV_ARG(lc_find_named(a, facts, lc_json_get_sv(x, "if"))),
                                LC_SV_ARG(lc_words_status(lc_json_get_sv(x, "status"))));
    return policy.len ? join(a, out, ", ", lc_words_policy(a, policy)) : out;
}

lc_sv lc_says_value(lc_arena *a, const lc_json *v)
{
    if (lc_json_kind_of(v) == LC_JSON_STRING) return lc_json_sv(v);
    if (lc_json_len(v)) return lc_find_joined(a, v, ", ");
    return LC_SV("none");
}

bool lc_says_again(const lc_json *trace, size_t i)
{
    static const char *const members[] = {"step", "paragraph", "outcome", "why"};
    for (size_t k = 0; k < i; k++) {
        bool same = true;
        for (size_t m = 0; m < sizeof members / sizeof *members; m++)
            same = same && lc_sv_eq(lc_json_get_sv(lc_json_at(trace, k), members[m]),
                                    lc_json_get_sv(lc_json_at(trace, i), members[m]));
        if (same) return true;
    }
    return false;
}
