/* Entries through time as a picture: one axis of years, a bar for each entry, its events below. */
#include "base/date.h"
#include "report/history.h"
#include "report/markup.h"
#include "text/width.h"

enum {
    WIDTH = 880,
    MARGIN = 24,
    AXIS_Y = 34,
    TOP = 52,
    TITLE = 20,
    BAR = 14,
    LINE = 18,
    GAP = 22,
    TEXT_COLUMNS = 118, /* of 7 pixels */
    MAX_TICKS = 12
};

typedef struct drawing {
    lc_buf *out;
    lc_date from, to;
} drawing;

static const char style[] =
    "<style>text{font:13px/1 ui-sans-serif,system-ui,sans-serif;fill:#1b1f24}.t{font-weight:600;"
    "font-size:15px}.m{fill:#57606a}.a{stroke:#b6bec8}.bg{fill:#fff}.on{fill:#b3261e}"
    ".old{fill:#b26a00}.ev{fill:#1b1f24}@media(prefers-color-scheme:dark){text{fill:#e6e9ed}"
    ".m{fill:#9aa4af}.a{stroke:#4a535d}.bg{fill:#14171b}.on{fill:#f2726a}.old{fill:#e3a446}"
    ".ev{fill:#e6e9ed}}</style>\n";

static int x_of(const drawing *d, lc_date day)
{
    int64_t span = (int64_t)d->to - d->from;
    if (day < d->from) day = d->from;
    if (day > d->to) day = d->to;
    return MARGIN + (int)((int64_t)(WIDTH - 2 * MARGIN) * (day - d->from) / (span > 0 ? span : 1));
}

static lc_date day_of(const lc_json *event)
{
    lc_date d;
    return lc_date_iso(lc_json_get_sv(event, "list_date"), &d) ? d : LC_DATE_NONE;
}

static void cut_text(lc_buf *out, lc_sv text)
{
    lc_buf cut = {0};
    lc_width_put(&cut, text, TEXT_COLUMNS);
    lc_markup_text(out, lc_buf_view(&cut));
    lc_buf_done(&cut);
}

static void axis(const drawing *d, int height)
{
    int first, last, month, day;
    lc_date_split(d->from, &first, &month, &day);
    lc_date_split(d->to, &last, &month, &day);
    int step = (last - first) / MAX_TICKS + 1;
    for (int year = first + 1; year <= last; year += step) {
        int x = x_of(d, lc_date_ymd(year, 1, 1));
        lc_buf_printf(d->out,
                      "<line class=\"a\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
                      "<text class=\"m\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
                      x, AXIS_Y + 6, x, height - MARGIN, x, AXIS_Y, year);
    }
}

/* From one event to the next the entry stood in one wording, unless it was removed. */
static void bar(const drawing *d, const lc_json *entry, int y)
{
    const lc_json *events = lc_json_get(entry, "events");
    lc_date from = LC_DATE_NONE;
    for (size_t i = 0; i <= lc_json_len(events); i++) {
        const lc_json *e = lc_json_at(events, i);
        lc_sv what = lc_json_get_sv(e, "what");
        if (e && (lc_sv_is(what, "held") || lc_sv_is(what, "corrected"))) continue;
        lc_date day = e ? day_of(e) : d->to;
        if (from != LC_DATE_NONE) {
            int x = x_of(d, from), w = x_of(d, day) - x;
            lc_buf_printf(d->out,
                          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                          "rx=\"2\"/>\n",
                          e ? "old" : "on", x, y, w > 2 ? w - 1 : 2, BAR);
        }
        from = !e || lc_sv_is(what, "removed") ? LC_DATE_NONE : day;
    }
}

static void event_line(const drawing *d, const lc_json *e, int y)
{
    lc_buf text = {0};
    lc_sv cited = lc_json_get_sv(e, "citation");
    const lc_json *changes = lc_json_get(e, "changes");
    lc_buf_printf(&text, "%.*s  %.*s", LC_SV_ARG(lc_json_get_sv(e, "list_date")),
                  LC_SV_ARG(lc_json_get_sv(e, "what")));
    if (cited.len) lc_buf_printf(&text, ", %.*s", LC_SV_ARG(cited));
    for (size_t i = 0; i < lc_json_len(changes); i++) {
        lc_buf_z(&text, "; ");
        lc_report_change(&text, lc_json_at(changes, i));
    }
    lc_buf_printf(d->out, "<text x=\"%d\" y=\"%d\">", MARGIN, y);
    cut_text(d->out, lc_buf_view(&text));
    lc_buf_z(d->out, "</text>\n");
    lc_buf_done(&text);
}

static int entry_height(const lc_json *entry)
{
    return 2 * TITLE + BAR + LINE * (int)lc_json_len(lc_json_get(entry, "events")) + GAP;
}

static void draw_entry(const drawing *d, const lc_json *entry, int y)
{
    const lc_json *events = lc_json_get(entry, "events");
    lc_buf_printf(d->out, "<text class=\"t\" x=\"%d\" y=\"%d\">", MARGIN, y + TITLE - 6);
    cut_text(d->out, lc_json_get_sv(entry, "name"));
    lc_buf_printf(d->out, "</text>\n<text class=\"m\" x=\"%d\" y=\"%d\">", MARGIN,
                  y + 2 * TITLE - 8);
    cut_text(d->out, lc_json_get_sv(entry, "entry"));
    lc_buf_z(d->out, "</text>\n");
    y += 2 * TITLE;
    bar(d, entry, y);
    for (size_t i = 0; i < lc_json_len(events); i++)
        event_line(d, lc_json_at(events, i), y + BAR + LINE * (int)(i + 1));
}

static lc_date oldest(const lc_json *entries, lc_date today)
{
    lc_date from = today - 365;
    for (size_t i = 0; i < lc_json_len(entries); i++) {
        const lc_json *events = lc_json_get(lc_json_at(entries, i), "events");
        for (size_t k = 0; k < lc_json_len(events); k++) {
            lc_date day = day_of(lc_json_at(events, k));
            if (day != LC_DATE_NONE && day < from) from = day;
        }
    }
    return from;
}

void lc_report_history_svg(lc_buf *out, const lc_json *history, lc_sv today)
{
    const lc_json *entries = lc_json_get(history, "entries");
    drawing d = {.out = out};
    int height = TOP + MARGIN;
    if (!lc_date_iso(today, &d.to)) d.to = 0;
    d.from = oldest(entries, d.to);
    for (size_t i = 0; i < lc_json_len(entries); i++)
        height += entry_height(lc_json_at(entries, i));
    lc_buf_printf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                  "height=\"%d\" role=\"img\">\n<title>",
                  WIDTH, height, WIDTH, height);
    lc_markup_text(out, lc_json_get_sv(history, "asked"));
    lc_buf_printf(out, "</title>\n%s<rect class=\"bg\" width=\"%d\" height=\"%d\"/>\n", style,
                  WIDTH, height);
    axis(&d, height);
    for (size_t i = 0, y = TOP; i < lc_json_len(entries); i++) {
        draw_entry(&d, lc_json_at(entries, i), (int)y);
        y += (size_t)entry_height(lc_json_at(entries, i));
    }
    lc_buf_z(out, "</svg>\n");
}
