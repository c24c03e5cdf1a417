#include "report/find.h"

#include "report/words.h"
#include "text/fold.h"

/* MATCH > POSSIBLE_MATCH > anything else. */
static int verdict_rank(lc_sv verdict)
{
    if (lc_sv_is(verdict, "MATCH")) return 2;
    return lc_sv_is(verdict, "POSSIBLE_MATCH") ? 1 : 0;
}

static bool stronger(const lc_json *x, const lc_json *than, lc_sv status)
{
    int v = verdict_rank(lc_json_get_sv(x, "verdict"));
    int w = verdict_rank(lc_json_get_sv(than, "verdict"));
    if (v != w) return v > w;
    int r = lc_words_list_rank(status, lc_json_get_sv(x, "list"));
    int s = lc_words_list_rank(status, lc_json_get_sv(than, "list"));
    double a = lc_json_real(lc_json_get(x, "score"), 0);
    double b = lc_json_real(lc_json_get(than, "score"), 0);
    if (v < 2 && a != b) return a > b; /* what only resembles: the nearest */
    return r != s ? r < s : a > b;
}

lc_best lc_best_of(const lc_json *body, lc_sv status)
{
    lc_best best = {NULL, NULL};
    const lc_json *parties = lc_json_get(body, "parties");
    for (size_t p = 0; p < lc_json_len(parties); p++) {
        const lc_json *party = lc_json_at(parties, p), *hits = lc_json_get(party, "hits");
        for (size_t i = 0; i < lc_json_len(hits); i++) {
            const lc_json *hit = lc_json_at(hits, i);
            if (lc_json_bool(lc_json_get(hit, "suppressed"), false)) continue;
            if (!best.hit || stronger(hit, best.hit, status)) best = (lc_best){hit, party};
        }
    }
    return best;
}

/* A renewed order is cited by two dozen notices: in a sentence stands the one that matters, the
 * latest of a denial order, the first of an entry. */
static lc_sv short_notice(lc_arena *a, lc_sv notice, bool latest)
{
    enum { WHOLE = 60 };
    lc_sv first = LC_SV_NONE, last = LC_SV_NONE;
    size_t n = 0;
    if (notice.len <= WHOLE) return notice;
    for (size_t i = 0; i < notice.len;) {
        size_t end = i;
        while (end < notice.len && notice.data[end] != ',' && notice.data[end] != ';') end++;
        lc_sv one = lc_sv_trim(lc_sv_make(notice.data + i, end - i));
        if (one.len && !n) first = one;
        if (one.len) last = one;
        n += one.len > 0;
        i = end + 1;
    }
    lc_sv shown = latest ? last : first;
    return n > 1 ? lc_arena_printf(a, "%.*s and %zu more", LC_SV_ARG(shown), n - 1) : notice;
}

lc_sv lc_find_listing(lc_arena *a, const lc_json *hit)
{
    lc_sv from = lc_json_get_sv(hit, "from"), notice = lc_json_get_sv(hit, "citation");
    lc_sv words = lc_words_list(lc_json_get_sv(hit, "list"));
    bool published = lc_json_bool(lc_json_get(hit, "from_is_publication"), false);
    bool later = lc_sv_is(lc_json_get_sv(hit, "presence"), "later");
    if (from.len) /* a publication date says "no later than" */
        words = lc_arena_printf(a, "%.*s%s%.*s%s", LC_SV_ARG(words),
                                later       ? " only from "
                                : published ? " since "
                                            : " from ",
                                LC_SV_ARG(from), published && !later ? " or before" : "");
    notice = short_notice(a, notice, lc_sv_is(lc_json_get_sv(hit, "list"), "DPL"));
    if (notice.len) words = lc_arena_printf(a, "%.*s (%.*s)", LC_SV_ARG(words), LC_SV_ARG(notice));
    return words;
}

lc_sv lc_find_listed_name(lc_arena *a, const lc_json *hit)
{
    lc_sv primary = lc_json_get_sv(hit, "primary"), name = lc_json_get_sv(hit, "name");
    if (!primary.len) return name;
    if (!name.len || lc_sv_eq(lc_fold(a, primary), lc_fold(a, name))) return primary;
    return lc_arena_printf(a, "%.*s (also %.*s)", LC_SV_ARG(primary), LC_SV_ARG(name));
}

/* "parties[12]" at the start of text: steps *at behind it and *v into it. */
static bool step_into(lc_sv text, const char *member, const lc_json **v, size_t *at)
{
    enum { MOST_DIGITS = 6 };
    lc_sv rest = lc_sv_from(text, *at), word = lc_sv_of(member);
    if (!lc_sv_starts(rest, word) || rest.len <= word.len || rest.data[word.len] != '[')
        return false;
    size_t i = word.len + 1, n = 0, digits = 0;
    for (; i < rest.len && rest.data[i] >= '0' && rest.data[i] <= '9' && digits < MOST_DIGITS;
         digits++)
        n = n * 10 + (size_t)(rest.data[i++] - '0');
    if (!digits || i >= rest.len || rest.data[i] != ']') return false;
    *v = lc_json_at(lc_json_get(*v, member), n);
    *at += i + 1;
    return true;
}

lc_sv lc_find_named(lc_arena *a, const lc_json *facts, lc_sv text)
{
    lc_buf b = {0};
    for (size_t i = 0; i < text.len;) {
        const lc_json *v = facts;
        size_t at = i;
        if (step_into(text, "parties", &v, &at)) {
            for (;;) { /* owners, and their owners */
                size_t further = at + 1;
                if (at >= text.len || text.data[at] != '.' ||
                    !step_into(text, "owners", &v, &further))
                    break;
                at = further;
            }
            lc_sv name = lc_json_get_sv(v, "name");
            if (name.len)
                lc_buf_printf(&b, "\"%.*s\"", LC_SV_ARG(name));
            else
                lc_buf_put(&b, text.data + i, at - i);
            i = at;
        } else {
            lc_buf_c(&b, text.data[i++]);
        }
    }
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

bool lc_find_word(const lc_json *array, const char *word)
{
    for (size_t i = 0; i < lc_json_len(array); i++)
        if (lc_sv_is(lc_json_sv(lc_json_at(array, i)), word)) return true;
    return false;
}

lc_sv lc_find_joined(lc_arena *a, const lc_json *array, const char *separator)
{
    lc_sv out = LC_SV_NONE;
    for (size_t i = 0; i < lc_json_len(array); i++) {
        lc_sv one = lc_json_sv(lc_json_at(array, i));
        if (one.len)
            out = lc_arena_printf(a, "%.*s%s%.*s", LC_SV_ARG(out), out.len ? separator : "",
                                  LC_SV_ARG(one));
    }
    return out;
}

lc_sv lc_find_score(lc_arena *a, const lc_json *hit)
{
    return hit ? lc_arena_printf(a, "%.2f", lc_json_real(lc_json_get(hit, "score"), 0))
               : LC_SV_NONE;
}

lc_sv lc_find_effect(lc_arena *a, const lc_json *hit)
{
    const lc_json *e = lc_json_get(hit, "effect");
    if (!e) return LC_SV_NONE;
    return lc_arena_printf(
        a, "%.*s, by %.*s; binds %.*s (%.*s)", LC_SV_ARG(lc_json_get_sv(e, "effect")),
        LC_SV_ARG(lc_json_get_sv(e, "authority")), LC_SV_ARG(lc_json_get_sv(e, "binds")),
        LC_SV_ARG(lc_json_get_sv(e, "cite")));
}
