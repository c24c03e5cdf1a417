/* Citations as links to the official text. */
#include "report/evidence.h"

static size_t digits(lc_sv s)
{
    size_t n = 0;
    while (n < s.len && s.data[n] >= '0' && s.data[n] <= '9') n++;
    return n;
}

static lc_sv federal_register(lc_arena *a, lc_sv c)
{
    size_t volume = digits(c);
    lc_sv rest = lc_sv_from(c, volume);
    if (!volume || volume > 3 || !lc_sv_starts(rest, LC_SV(" FR "))) return LC_SV_NONE;
    rest = lc_sv_from(rest, 4);
    size_t page = digits(rest);
    if (!page) return LC_SV_NONE;
    return lc_arena_printf(a, "https://www.federalregister.gov/citation/%.*s-FR-%.*s", (int)volume,
                           c.data, (int)page, rest.data);
}

/* Days before this one are not in the eCFR. */
static const char FIRST_DAY[] = "2017-01-03";

static lc_sv when(lc_arena *a, lc_sv day)
{
    bool kept = day.len == sizeof FIRST_DAY - 1 && lc_sv_cmp(day, lc_sv_of(FIRST_DAY)) >= 0;
    return kept ? lc_arena_printf(a, "on/%.*s", LC_SV_ARG(day)) : LC_SV("current");
}

/* "15 CFR 744.11(a)" or a section alone, "744.11(a)(1)", of the EAR. */
static lc_sv code_of_regulations(lc_arena *a, lc_sv c, lc_sv day)
{
    lc_sv title = LC_SV("15"), rest = c, text = when(a, day);
    size_t n = digits(c), part_of = lc_sv_find(c, LC_SV(" to part "), 0);
    if (lc_sv_starts(c, LC_SV("Supp. ")) && part_of != SIZE_MAX) /* "Supp. 4 to part 744" */
        rest = lc_sv_from(c, part_of + sizeof " to part " - 1);
    if (lc_sv_starts(lc_sv_from(c, n), LC_SV(" CFR ")) && n) {
        title = lc_sv_make(c.data, n);
        rest = lc_sv_from(c, n + 5);
    }
    size_t part = digits(rest);
    lc_sv section = lc_sv_from(rest, part);
    if (part != 3) return LC_SV_NONE;
    if (section.len < 2 || section.data[0] != '.' || !digits(lc_sv_from(section, 1)))
        return lc_arena_printf(a, "https://www.ecfr.gov/%.*s/title-%.*s/part-%.*s", LC_SV_ARG(text),
                               LC_SV_ARG(title), (int)part, rest.data);
    return lc_arena_printf(a, "https://www.ecfr.gov/%.*s/title-%.*s/section-%.*s.%.*s",
                           LC_SV_ARG(text), LC_SV_ARG(title), (int)part, rest.data,
                           (int)digits(lc_sv_from(section, 1)), section.data + 1);
}

lc_sv lc_citation_url_on(lc_arena *a, lc_sv citation, lc_sv day)
{
    lc_sv c = lc_sv_trim(citation);
    lc_sv url = federal_register(a, c);
    return url.len ? url : code_of_regulations(a, c, day);
}

lc_sv lc_citation_url(lc_arena *a, lc_sv citation)
{
    return lc_citation_url_on(a, citation, LC_SV_NONE);
}
