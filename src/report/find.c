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

lc_sv lc_find_listing(lc_arena *a, const lc_json *hit)
{
    lc_sv from = lc_json_get_sv(hit, "from"), notice = lc_json_get_sv(hit, "citation");
    lc_sv words = lc_words_list(lc_json_get_sv(hit, "list"));
    bool published = lc_json_bool(lc_json_get(hit, "from_is_publication"), false);
    bool later = lc_sv_is(lc_json_get_sv(hit, "presence"), "later");
    if (from.len) /* a publication date says "no later than" */
        words = lc_arena_printf(a, "%.*s%s%.*s%s", LC_SV_ARG(words),
                                later       ? " only from "
                                : published ? " since " : " from ",
                                LC_SV_ARG(from), published && !later ? " or before" : "");
    if (notice.len)
        words = lc_arena_printf(a, "%.*s (%.*s)", LC_SV_ARG(words), LC_SV_ARG(notice));
    return words;
}

lc_sv lc_find_listed_name(lc_arena *a, const lc_json *hit)
{
    lc_sv primary = lc_json_get_sv(hit, "primary"), name = lc_json_get_sv(hit, "name");
    if (!primary.len) return name;
    if (!name.len || lc_sv_eq(lc_fold(a, primary), lc_fold(a, name))) return primary;
    return lc_arena_printf(a, "%.*s (also %.*s)", LC_SV_ARG(primary), LC_SV_ARG(name));
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
    return hit ? lc_arena_printf(a, "%.2f", lc_json_real(lc_json_get(hit, "score"), 0)) : LC_SV_NONE;
}
