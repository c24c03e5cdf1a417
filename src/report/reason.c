#include "report/reason.h"

#include "report/words.h"
#include "text/fold.h"

enum { MOST_SENTENCES = 24 };

typedef struct sentences {
    lc_arena *a;
    lc_sv text;
    int n;
} sentences;

/* One more sentence: capital letter, full stop. */
static void say(sentences *s, lc_sv v)
{
    if (!v.len || s->n++ >= MOST_SENTENCES) return;
    char first = v.data[0] >= 'a' && v.data[0] <= 'z' ? (char)(v.data[0] - 32) : v.data[0];
    bool ended = strchr(".!?", v.data[v.len - 1]) != NULL;
    s->text = lc_arena_printf(s->a, "%.*s%s%c%.*s%s", LC_SV_ARG(s->text), s->text.len ? " " : "",
                              first, LC_SV_ARG(lc_sv_from(v, 1)), ended ? "" : ".");
}

lc_case lc_case_of(lc_arena *a, const lc_json *body)
{
    lc_case c = {.a = a,
                 .body = body,
                 .determination = lc_json_get(body, "determination"),
                 .order = lc_json_get(body, "order")};
    c.status = lc_json_get_sv(c.determination, "status");
    if (!c.status.len) c.status = LC_SV("NEEDS_FACTS");
    c.disposition = lc_json_get_sv(body, "disposition");
    c.verdict = lc_json_get_sv(body, "verdict");
    c.best = lc_best_of(body, c.status);
    return c;
}

static bool is_house(const lc_case *c)
{
    return lc_sv_is(lc_json_get_sv(c->best.hit, "list"), "HOUSE");
}

static const lc_json *other(const lc_case *c)
{
    return lc_json_get(c->determination, "other");
}

/* ---- who ---- */

static lc_sv who(const lc_case *c)
{
    lc_sv name = lc_json_get_sv(c->best.party, "name");
    if (lc_json_bool(lc_json_get(c->best.party, "owner"), false))
        return lc_arena_printf(c->a, "\"%.*s\", named as an owner,", LC_SV_ARG(name));
    return lc_arena_printf(c->a, "\"%.*s\" (%.*s)", LC_SV_ARG(name),
                           LC_SV_ARG(lc_words_role(c->a, lc_json_get_sv(c->best.party, "role"))));
}

static lc_sv near_match(const lc_case *c)
{
    const lc_json *evidence = lc_json_get(c->best.hit, "evidence");
    lc_sv says =
        lc_words_near(c->a, lc_json_get_sv(c->best.party, "name"),
                      lc_find_listed_name(c->a, c->best.hit), lc_json_get_sv(c->best.hit, "list"));
    if (!lc_sv_is(lc_json_get_sv(evidence, "country"), "conflicts")) return says;
    return lc_arena_printf(c->a, "%.*s; the country differs", LC_SV_ARG(says));
}

/* "is on the", or "is Candiru, on the" where the order has another name than the list. */
static lc_sv is_on(const lc_case *c)
{
    lc_sv asked = lc_fold(c->a, lc_json_get_sv(c->best.party, "name"));
    lc_sv primary = lc_json_get_sv(c->best.hit, "primary");
    if (lc_sv_eq(asked, lc_fold(c->a, primary))) return LC_SV("is on the");
    return lc_arena_printf(c->a, "is %.*s, on the",
                           LC_SV_ARG(lc_find_listed_name(c->a, c->best.hit)));
}

static lc_sv about_party(const lc_case *c)
{
    const lc_json *hit = c->best.hit;
    if (!hit) return LC_SV_NONE;
    lc_sv listing = lc_find_listing(c->a, hit), name = lc_find_listed_name(c->a, hit);
    if (lc_sv_is(lc_json_get_sv(hit, "presence"), "later"))
        return lc_arena_printf(c->a, "%.*s %.*s %.*s, after the day asked about", LC_SV_ARG(who(c)),
                               LC_SV_ARG(is_on(c)), LC_SV_ARG(listing));
    if (!lc_sv_is(lc_json_get_sv(hit, "verdict"), "MATCH")) return near_match(c);
    if (is_house(c))
        return lc_arena_printf(c->a,
                               "%.*s is on your company's own list (%.*s): the company's own "
                               "rule, not law",
                               LC_SV_ARG(who(c)), LC_SV_ARG(name));
    if (lc_sv_is(lc_json_get_sv(hit, "how"), "address"))
        return lc_arena_printf(c->a, "the address of %.*s is listed: %.*s, %.*s", LC_SV_ARG(who(c)),
                               LC_SV_ARG(name), LC_SV_ARG(listing));
    return lc_arena_printf(c->a, "%.*s %.*s %.*s", LC_SV_ARG(who(c)), LC_SV_ARG(is_on(c)),
                           LC_SV_ARG(listing));
}

/* The other listings of parties that match, each once: an answer by one list must not hide another.
 */
static void say_also(const lc_case *c, sentences *s)
{
    enum { MOST = 5 };
    const lc_json *parties = lc_json_get(c->body, "parties");
    lc_json *seen = lc_json_array(c->a);
    if (!c->best.hit) return;
    lc_json_push_sv(c->a, seen, lc_json_get_sv(c->best.hit, "entry"));
    lc_sv out = LC_SV_NONE;
    for (size_t p = 0; p < lc_json_len(parties); p++) {
        const lc_json *hits = lc_json_get(lc_json_at(parties, p), "hits");
        for (size_t i = 0; i < lc_json_len(hits) && lc_json_len(seen) <= MOST; i++) {
            const lc_json *h = lc_json_at(hits, i);
            lc_sv entry = lc_json_get_sv(h, "entry");
            bool told = lc_json_bool(lc_json_get(h, "suppressed"), false) ||
                        !lc_sv_is(lc_json_get_sv(h, "verdict"), "MATCH");
            for (size_t k = 0; k < lc_json_len(seen) && !told; k++)
                told = lc_sv_eq(entry, lc_json_sv(lc_json_at(seen, k)));
            if (told) continue;
            lc_json_push_sv(c->a, seen, entry);
            out = lc_arena_printf(c->a, "%.*s%s%.*s, %.*s", LC_SV_ARG(out), out.len ? "; " : "",
                                  LC_SV_ARG(lc_json_get_sv(h, "primary")),
                                  LC_SV_ARG(lc_find_listing(c->a, h)));
        }
    }
    if (out.len) say(s, lc_arena_printf(c->a, "also listed: %.*s", LC_SV_ARG(out)));
}

/* ---- what the rules say ---- */

static lc_sv first_why(const lc_case *c)
{
    const lc_json *all = lc_json_get(c->determination, "requirements");
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *r = lc_json_at(all, i);
        if (!lc_sv_is(lc_json_get_sv(r, "state"), "applies")) continue;
        lc_sv why = lc_json_get_sv(r, "why");
        bool entry =
            lc_sv_starts(lc_json_get_sv(r, "source"), LC_SV("EL")); /* the entry's own words */
        return entry && why.len ? lc_arena_printf(c->a, "the entry reads: %.*s", LC_SV_ARG(why))
                                : why;
    }
    return LC_SV_NONE;
}

static lc_sv with_basis(const lc_case *c, lc_sv words)
{
    lc_sv basis = lc_find_joined(c->a, lc_json_get(c->determination, "basis"), ", ");
    lc_sv policy = lc_json_get_sv(c->determination, "policy");
    if (basis.len) words = lc_arena_printf(c->a, "%.*s (%.*s)", LC_SV_ARG(words), LC_SV_ARG(basis));
    if (policy.len)
        words = lc_arena_printf(c->a, "%.*s, %.*s", LC_SV_ARG(words),
                                LC_SV_ARG(lc_words_policy(c->a, policy)));
    return words;
}

/* "cannot be decided without the item's ECCN, or EAR99; the country of destination". Whose identity
 * is open, the near match has said. */
static lc_sv cannot_decide(const lc_case *c)
{
    enum { MOST = 4 };
    const lc_json *missing = lc_json_get(c->determination, "missing");
    lc_sv list = LC_SV_NONE;
    size_t n = 0;
    for (size_t i = 0; i < lc_json_len(missing) && n < MOST; i++) {
        lc_sv path = lc_json_sv(lc_json_at(missing, i)), words = lc_words_missing(c->a, path);
        if (lc_sv_ends(path, LC_SV(".identity")) || lc_sv_ends(path, LC_SV(".lists")))
            continue; /* said of the party itself */
        if (!words.len) words = path;
        if (lc_sv_find(list, words, 0) != SIZE_MAX) continue; /* the same of two parties */
        list =
            lc_arena_printf(c->a, "%.*s%s%.*s", LC_SV_ARG(list), n++ ? "; " : "", LC_SV_ARG(words));
    }
    if (list.len) return lc_arena_printf(c->a, "cannot be decided without %.*s", LC_SV_ARG(list));
    bool open = lc_json_len(missing) && (c->best.hit || lc_sv_is(c->verdict, "NOT_SCREENED"));
    return open ? LC_SV_NONE : lc_words_status(c->status);
}

static lc_sv about_law(const lc_case *c)
{
    if (lc_sv_is(c->status, "NEEDS_FACTS")) return cannot_decide(c);
    if (lc_sv_is(c->status, "NLR")) return lc_sv_of(LC_NLR_SENTENCE);
    if (lc_sv_is(c->status, "NOT_SUBJECT")) {
        bool item = lc_sv_is(lc_json_get_sv(c->determination, "not_subject"), "ITEM");
        return item ? LC_SV("the item is not subject to the EAR; other agencies' rules apply")
                    : LC_SV("the EAR does not regulate this activity; other agencies' rules apply");
    }
    return with_basis(c, lc_words_status(c->status));
}

/* What the answer would be if an open question went the other way, where that is worse than the
 * answer already is. A big group resembles itself dozens of times: a few are told, the rest are
 * counted. */
static void say_alternatives(const lc_case *c, sentences *s)
{
    enum { MOST = 3 };
    const lc_json *all = lc_json_get(c->determination, "alternatives");
    bool barred = lc_sv_is(c->status, "PROHIBITED"),
         licence = lc_sv_is(c->status, "LICENSE_REQUIRED");
    lc_json *said = lc_json_array(c->a); /* the customer in two roles says the same twice */
    size_t n = 0;
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *x = lc_json_at(all, i);
        lc_sv policy = lc_json_get_sv(x, "policy"), status = lc_json_get_sv(x, "status");
        bool worse = !barred && (!licence || lc_sv_is(status, "PROHIBITED") ||
                                 lc_sv_is(policy, "POLICY_OF_DENIAL"));
        lc_sv condition =
            lc_find_named(c->a, lc_json_get(c->body, "facts"), lc_json_get_sv(x, "if"));
        lc_sv one = lc_arena_printf(c->a, "if %.*s: %.*s%s%.*s", LC_SV_ARG(condition),
                                    LC_SV_ARG(lc_words_status(status)), policy.len ? ", " : "",
                                    LC_SV_ARG(lc_words_policy(c->a, policy)));
        if (!worse || lc_find_word(said, lc_arena_z(c->a, one))) continue;
        lc_json_push_sv(c->a, said, one);
        if (n++ < MOST) say(s, one);
    }
    if (n > MOST)
        say(s, lc_arena_printf(c->a, "%zu more such questions stand in the decision", n - MOST));
}

/* ---- what was not searched or not read ---- */

static void say_unsearched(const lc_case *c, sentences *s)
{
    const lc_json *parties = lc_json_get(c->body, "parties");
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        const lc_json *p = lc_json_at(parties, i);
        if (lc_json_get_sv(p, "name").len) continue;
        say(s, lc_arena_printf(c->a, "the %.*s is not named, so it was not screened",
                               LC_SV_ARG(lc_words_role(c->a, lc_json_get_sv(p, "role")))));
    }
    if (!lc_sv_is(c->verdict, "NOT_SCREENED")) return;
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        const lc_json *p = lc_json_at(parties, i);
        lc_sv remedy = lc_json_get_sv(p, "remedy");
        if (!lc_sv_is(lc_json_get_sv(p, "verdict"), "NOT_SCREENED") || !remedy.len ||
            !lc_json_get_sv(p, "name").len)
            continue;
        say(s, lc_arena_printf(c->a, "not screened: %.*s", LC_SV_ARG(remedy)));
        return;
    }
}

static void say_unread(const lc_case *c, sentences *s)
{
    const lc_json *unread = lc_json_get(c->order, "unread_parties");
    const lc_json *open = lc_json_get(c->order, "open");
    if (lc_json_len(unread))
        say(s, lc_arena_printf(c->a, "not read, and may name a party: %.*s",
                               LC_SV_ARG(lc_find_joined(c->a, unread, ", "))));
    for (size_t i = 0; i < lc_json_len(open); i++) say(s, lc_json_sv(lc_json_at(open, i)));
}

lc_sv lc_case_reason(const lc_case *c)
{
    sentences s = {.a = c->a};
    const lc_json *error = lc_json_get(c->body, "error");
    if (lc_json_kind_of(error) == LC_JSON_OBJECT) {
        say(&s, lc_arena_printf(c->a, "Error: %.*s", LC_SV_ARG(lc_json_get_sv(error, "message"))));
        return s.text;
    }
    say(&s, about_party(c));
    say_also(c, &s);
    say(&s, about_law(c));
    if (lc_sv_is(c->status, "PROHIBITED") || lc_sv_is(c->status, "LICENSE_REQUIRED") ||
        lc_sv_is(c->status, "EXCEPTION_CANDIDATE"))
        say(&s, first_why(c));
    for (size_t i = 0; i < lc_json_len(other(c)); i++) {
        lc_sv code = lc_json_sv(lc_json_at(other(c), i));
        if (!is_house(c) || !lc_sv_is(code, "HOUSE_POLICY")) say(&s, lc_words_other(code));
    }
    say_alternatives(c, &s);
    say_unsearched(c, &s);
    say_unread(c, &s);
    lc_sv later = lc_json_get_sv(c->body, "rescreen_by");
    if (later.len) say(&s, lc_words_future(c->a, later));
    return s.text;
}
