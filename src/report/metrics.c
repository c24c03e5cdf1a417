#include "report/metrics.h"

#include "base/date.h"

/* What a label's value may not hold as it is. */
static void put_label(lc_buf *out, lc_sv value)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.data[i];
        if (c == '\\' || c == '"')
            lc_buf_printf(out, "\\%c", c);
        else if (c == '\n')
            lc_buf_z(out, "\\n");
        else
            lc_buf_c(out, c);
    }
}

static void head(lc_buf *out, const char *name, const char *type, const char *unit,
                 const char *help)
{
    lc_buf_printf(out, "# TYPE %s %s\n", name, type);
    if (*unit) lc_buf_printf(out, "# UNIT %s %s\n", name, unit);
    lc_buf_printf(out, "# HELP %s %s\n", name, help);
}

static void sample(lc_buf *out, const char *name, lc_sv source, int64_t value)
{
    lc_buf_printf(out, "%s{source=\"", name);
    put_label(out, source);
    lc_buf_printf(out, "\"} %lld\n", (long long)value);
}

typedef struct gauge {
    const char *name, *unit, *help;
    bool (*value)(const lc_json *list, int64_t *out);
} gauge;

static bool number(const lc_json *list, const char *key, int64_t *out)
{
    const lc_json *v = lc_json_get(list, key);
    *out = lc_json_int(v, 0);
    return lc_json_kind_of(v) == LC_JSON_INT;
}

static bool entries(const lc_json *l, int64_t *out)
{
    return number(l, "entries", out);
}

static bool least(const lc_json *l, int64_t *out)
{
    return number(l, "min_entries", out);
}

static bool age(const lc_json *l, int64_t *out)
{
    return number(l, "age_seconds", out);
}

static bool max_age(const lc_json *l, int64_t *out)
{
    return number(l, "max_age_seconds", out);
}

static bool list_date(const lc_json *l, int64_t *out)
{
    return lc_time_iso(lc_json_get_sv(l, "list_date"), out);
}

static bool required(const lc_json *l, int64_t *out)
{
    *out = lc_json_bool(lc_json_get(l, "required"), false);
    return true;
}

static bool in_force(const lc_json *l, int64_t *out)
{
    *out = lc_sv_is(lc_json_get_sv(l, "state"), "in_force");
    return true;
}

static bool quarantined(const lc_json *l, int64_t *out)
{
    *out = lc_sv_is(lc_json_get_sv(l, "state"), "quarantined");
    return true;
}

static const gauge gauges[] = {
    {"licet_list_in_force", "", "1 where the list is whole and fresh.", in_force},
    {"licet_list_quarantined", "", "1 where an edition waits for a person, or is no whole list.",
     quarantined},
    {"licet_list_required", "", "1 where the policy requires the list.", required},
    {"licet_list_entries", "", "Entries of the newest edition.", entries},
    {"licet_list_min_entries", "", "Fewer entries than this are no whole list.", least},
    {"licet_list_age_seconds", "seconds", "Since the publisher was last asked.", age},
    {"licet_list_max_age_seconds", "seconds", "Older than this, finding nothing proves nothing.",
     max_age},
    {"licet_list_date_seconds", "seconds", "The list's own date, since 1970 UTC.", list_date},
};

static void put_gauge(lc_buf *out, const lc_json *lists, const gauge *g)
{
    head(out, g->name, "gauge", g->unit, g->help);
    for (size_t i = 0; i < lc_json_len(lists); i++) {
        int64_t v;
        const lc_json *l = lc_json_at(lists, i);
        if (g->value(l, &v)) sample(out, g->name, lc_json_get_sv(l, "id"), v);
    }
}

static void put_sublists(lc_buf *out, const lc_json *lists, const char *name, const char *key,
                         const char *help)
{
    head(out, name, "gauge", "", help);
    for (size_t i = 0; i < lc_json_len(lists); i++) {
        const lc_json *subs = lc_json_get(lc_json_at(lists, i), "sublists");
        for (size_t k = 0; k < lc_json_len(subs); k++) {
            int64_t n;
            if (!number(lc_json_at(subs, k), key, &n)) continue;
            lc_buf_printf(out, "%s{source=\"", name);
            put_label(out, lc_json_get_sv(lc_json_at(lists, i), "id"));
            lc_buf_z(out, "\",list=\"");
            put_label(out, lc_json_get_sv(lc_json_at(subs, k), "list"));
            lc_buf_printf(out, "\"} %lld\n", (long long)n);
        }
    }
}

static bool all_in_force(const lc_json *lists)
{
    for (size_t i = 0; i < lc_json_len(lists); i++) {
        int64_t needed, there;
        required(lc_json_at(lists, i), &needed);
        in_force(lc_json_at(lists, i), &there);
        if (needed && !there) return false;
    }
    return true;
}

void lc_report_metrics(lc_buf *out, const lc_json *status)
{
    const lc_json *lists = lc_json_get(status, "lists");
    head(out, "licet_lists_ok", "gauge", "", "1 where every list the policy requires is in force.");
    lc_buf_printf(out, "licet_lists_ok %d\n", all_in_force(lists));
    for (size_t i = 0; i < sizeof gauges / sizeof *gauges; i++) put_gauge(out, lists, &gauges[i]);
    put_sublists(out, lists, "licet_sublist_entries", "entries", "Entries of a sub-list.");
    put_sublists(out, lists, "licet_sublist_min_entries", "min_entries",
                 "Fewer entries than this are no whole sub-list.");
    head(out, "licet_list_alarms", "gauge", "", "Sources that repeat each other and do not agree.");
    lc_buf_printf(out, "licet_list_alarms %zu\n# EOF\n",
                  lc_json_len(lc_json_get(status, "alarms")));
}
