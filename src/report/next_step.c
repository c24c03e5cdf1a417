/* What to do now: one sentence for the person in front of the order. */
#include "report/reason.h"
#include "report/words.h"

static lc_sv first_unnamed_role(const lc_case *c)
{
    const lc_json *parties = lc_json_get(c->body, "parties");
    for (size_t i = 0; i < lc_json_len(parties); i++)
        if (!lc_json_get_sv(lc_json_at(parties, i), "name").len)
            return lc_json_get_sv(lc_json_at(parties, i), "role");
    return LC_SV_NONE;
}

static lc_sv remedy_of(const lc_case *c)
{
    const lc_json *parties = lc_json_get(c->body, "parties");
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        const lc_json *p = lc_json_at(parties, i);
        lc_sv remedy = lc_json_get_sv(p, "remedy");
        if (lc_sv_is(lc_json_get_sv(p, "verdict"), "NOT_SCREENED") && remedy.len) return remedy;
    }
    return LC_SV("ask again when the lists are whole and fresh");
}

static bool has_other(const lc_case *c, const char *word)
{
    return lc_find_word(lc_json_get(c->determination, "other"), word);
}

static lc_sv when_stop(const lc_case *c)
{
    lc_sv policy = lc_json_get_sv(c->determination, "policy");
    if (lc_sv_is(c->status, "PROHIBITED"))
        return LC_SV("Do not ship, service or buy; read the denial order and ask counsel.");
    if (lc_sv_is(c->status, "LICENSE_REQUIRED"))
        return lc_arena_printf(c->a, "Do not ship without a BIS licence%s%.*s%s.",
                               policy.len ? " (review: " : "",
                               LC_SV_ARG(lc_words_policy(c->a, policy)), policy.len ? ")" : "");
    if (has_other(c, "OFAC_BLOCKED_US_PERSON"))
        return LC_SV(
            "Stop: no dealings and no payment without an OFAC authorisation; ask counsel.");
    if (has_other(c, "HOUSE_POLICY"))
        return LC_SV(
            "Your company's own rule, not law: do not proceed; ask your compliance office.");
    return LC_SV("Do not proceed; another agency's authorisation is needed: ask counsel.");
}

static lc_sv find_out(const lc_case *c)
{
    const lc_json *missing = lc_json_get(c->determination, "missing");
    lc_sv path = lc_json_sv(lc_json_at(missing, 0));
    if (!path.len) return LC_SV_NONE;
    lc_sv words = lc_words_missing(c->a, path);
    size_t more = lc_json_len(missing) - 1;
    lc_sv out = lc_arena_printf(c->a, "Find out %.*s", LC_SV_ARG(words.len ? words : path));
    if (more) out = lc_arena_printf(c->a, "%.*s, and %zu more (see missing)", LC_SV_ARG(out), more);
    return lc_arena_printf(c->a, "%.*s; then check again.", LC_SV_ARG(out));
}

static lc_sv unread_step(const lc_case *c)
{
    lc_sv header = lc_json_sv(lc_json_at(lc_json_get(c->order, "unread_parties"), 0));
    lc_sv open = lc_json_sv(lc_json_at(lc_json_get(c->order, "open"), 0));
    if (header.len)
        return lc_arena_printf(c->a,
                               "Say what the column \"%.*s\" is, for instance --map "
                               "\"%.*s=notify_name\", or =remarks if it names nobody.",
                               LC_SV_ARG(header), LC_SV_ARG(header));
    return open.len ? lc_arena_printf(c->a, "Look at it: %.*s.", LC_SV_ARG(open)) : LC_SV_NONE;
}

/* What runs beside the order and settles nothing before it. */
static bool runs_beside(lc_sv code)
{
    static const char *const beside[] = {"RECORDKEEPING_762", "NO_LICENSE_EXCEPTIONS",
                                         "RESCREEN_ON_SHIP_DATE"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        if (lc_sv_is(code, beside[i])) return true;
    return false;
}

static lc_sv obligation_step(const lc_case *c)
{
    const lc_json *all = lc_json_get(c->determination, "obligations");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        lc_sv code = lc_json_sv(lc_json_at(all, i)), words = lc_words_obligation(code);
        if (runs_beside(code)) continue;
        return lc_arena_printf(c->a, "To settle first: %.*s%s.",
                               LC_SV_ARG(words.len ? words : code),
                               lc_json_len(all) > 1 ? " (all in obligations)" : "");
    }
    return LC_SV_NONE;
}

static lc_sv when_held(const lc_case *c)
{
    lc_sv role = first_unnamed_role(c), missing = find_out(c), unread = unread_step(c);
    if (lc_sv_is(c->verdict, "POSSIBLE_MATCH"))
        return LC_SV(
            "Compare address, registration and date of birth with the listing; do not ship "
            "until resolved.");
    if (role.len)
        return lc_arena_printf(c->a, "Get the name of the %.*s; then check again.",
                               LC_SV_ARG(lc_words_role(c->a, role)));
    if (!lc_json_get_sv(c->body, "as_of").len && lc_json_get_sv(c->body, "kind").len)
        return LC_SV("Enter the ship date, or give --as-of; then check again.");
    if (unread.len) return unread;
    if (lc_sv_is(c->verdict, "NOT_SCREENED"))
        return lc_arena_printf(c->a, "Not screened: %.*s.", LC_SV_ARG(remedy_of(c)));
    if (lc_sv_is(c->status, "EXCEPTION_CANDIDATE"))
        return lc_arena_printf(
            c->a, "Check every condition of %.*s before using it.",
            LC_SV_ARG(lc_find_joined(c->a, lc_json_get(c->determination, "exceptions"), ", ")));
    if (missing.len) return missing;
    lc_sv first = obligation_step(c);
    if (first.len) return first;
    return lc_sv_is(c->verdict, "MATCH")
               ? LC_SV("Confirm the match and what the listing means; record why the goods may go.")
               : LC_SV("A person must look at this line before it ships.");
}

lc_sv lc_case_next_step(const lc_case *c)
{
    if (lc_json_kind_of(lc_json_get(c->body, "error")) == LC_JSON_OBJECT)
        return LC_SV("Correct this row and check it again.");
    if (lc_sv_is(c->disposition, "STOP")) return when_stop(c);
    if (!lc_sv_is(c->disposition, "RELEASE")) return when_held(c);
    lc_sv later = lc_json_get_sv(c->body, "rescreen_by");
    if (later.len)
        return lc_arena_printf(c->a, "May go on the facts given; screen again on %.*s.",
                               LC_SV_ARG(later));
    return LC_SV("May go on the facts given; keep the record.");
}
