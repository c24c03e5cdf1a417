/* The line a person can read aloud when a run is over. */
#include "report/report.h"

typedef struct part {
    uint64_t n;
    const char *one, *many;
} part;

/* "5 may go, 17 on hold, 18 stop": what there is none of is left out. */
static lc_sv listed(lc_arena *a, const part *parts, size_t n)
{
    lc_sv out = LC_SV_NONE;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].n) continue;
        out = lc_arena_printf(a, "%.*s%s%llu %s", LC_SV_ARG(out), out.len ? ", " : "",
                              (unsigned long long)parts[i].n,
                              parts[i].n == 1 ? parts[i].one : parts[i].many);
    }
    return out;
}

lc_sv lc_report_sentence(lc_arena *a, const lc_report_totals *t)
{
    if (!t->rows) return LC_SV("No rows: nothing was decided.");
    const part does[] = {{t->release, "may go", "may go"},
                         {t->hold, "on hold", "on hold"},
                         {t->stop, "stop", "stop"}};
    const part not_done[] = {
        {t->not_screened, "could not be screened", "could not be screened"},
        {t->errors, "could not be read or decided", "could not be read or decided"}};
    lc_sv what = listed(a, does, sizeof does / sizeof *does);
    lc_sv gaps = listed(a, not_done, sizeof not_done / sizeof *not_done);
    lc_sv out = lc_arena_printf(a, "%llu row%s in %llu order%s: %.*s%s%.*s.",
                                (unsigned long long)t->rows, t->rows == 1 ? "" : "s",
                                (unsigned long long)t->orders, t->orders == 1 ? "" : "s",
                                LC_SV_ARG(what), gaps.len ? "; " : "", LC_SV_ARG(gaps));
    if (t->notes)
        out = lc_arena_printf(a, "%.*s %llu more %s.", LC_SV_ARG(out), (unsigned long long)t->notes,
                              t->notes == 1 ? "row is a remark or header, not an order"
                                            : "rows are remarks or headers, not orders");
    if (t->sample)
        out = lc_arena_printf(a,
                              "%.*s A required list is only a sample: not finding a name in it "
                              "proves nothing.",
                              LC_SV_ARG(out));
    if (t->remedy.len && !t->sample)
        out = lc_arena_printf(a, "%.*s To do: %.*s.", LC_SV_ARG(out), LC_SV_ARG(t->remedy));
    return out;
}
