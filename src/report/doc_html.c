/* The HTML pen: one self-contained page; no script, nothing fetched, prints on paper. */
#include <stdlib.h>

#include "base/arena.h"
#include "report/doc.h"
#include "text/width.h"

enum { LIST_NONE = 0, LIST_PAIRS, LIST_ITEMS };

static const char style[] =
    ":root{color-scheme:light dark;--fg:#1b1b1b;--bg:#fff;--muted:#595959;--line:#c9c9c9;"
    "--stop:#a4001d;--hold:#7a4b00;--release:#1c5e2a;--link:#0b4f9c}"
    "@media(prefers-color-scheme:dark){:root{--fg:#ececec;--bg:#161616;--muted:#b0b0b0;"
    "--line:#4a4a4a;--stop:#ff8f9d;--hold:#f0c070;--release:#8fd69b;--link:#8ec1ff}}"
    "body{font:16px/1.5 system-ui,\"Noto Sans\",\"Noto Sans CJK SC\",\"Noto Sans "
    "Arabic\",sans-serif;"
    "color:var(--fg);background:var(--bg);max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.7rem}h2{font-size:1.3rem;border-top:2px solid var(--line);padding-top:1rem;"
    "margin-top:2.5rem}h3{font-size:1.05rem;margin-bottom:.3rem}h4{font-size:1rem;margin:.8rem 0 "
    ".2rem}"
    "dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem;margin:.3rem 0}"
    "dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}ul{margin:.2rem "
    "0;padding-left:1.3rem}"
    "a{color:var(--link)}code{font-family:ui-monospace,monospace;font-size:.92em;overflow-wrap:"
    "anywhere}"
    ".badge{border:2px solid;border-radius:.3rem;padding:0 "
    ".45rem;font-size:.85em;margin-left:.4rem;"
    "white-space:nowrap}.stop{color:var(--stop)}.hold{color:var(--hold)}.release{color:var(--"
    "release)}"
    ".muted{color:var(--muted)}footer{border-top:2px solid var(--line);margin-top:2.5rem;"
    "padding-top:.6rem;color:var(--muted)}"
    "@media print{body{max-width:none;margin:0;font-size:10.5pt}h2{break-after:avoid}h3,h4{"
    "break-after:avoid}dl,li{break-inside:avoid}a{color:inherit}}"
    "@media(max-width:34rem){dl{grid-template-columns:1fr}dt{margin-top:.3rem}}";

static void escaped(lc_doc *d, lc_sv text)
{
    lc_buf safe = {0};
    lc_width_put(&safe, text, 0);
    for (size_t i = 0; i < safe.len; i++) {
        switch (safe.data[i]) {
        case '&': lc_buf_z(d->out, "&amp;"); break;
        case '<': lc_buf_z(d->out, "&lt;"); break;
        case '>': lc_buf_z(d->out, "&gt;"); break;
        case '"': lc_buf_z(d->out, "&quot;"); break;
        default: lc_buf_c(d->out, safe.data[i]);
        }
    }
    lc_buf_done(&safe);
}

static const char *tone_class(lc_tone tone)
{
    static const char *const names[] = {"", "stop", "hold", "release", "muted"};
    return names[tone];
}

static void open_list(lc_doc *d, int kind)
{
    static const char *const ends[] = {"", "</dl>\n", "</ul>\n"};
    static const char *const begins[] = {"", "<dl>\n", "<ul>\n"};
    if (d->open == kind) return;
    lc_buf_z(d->out, ends[d->open]);
    lc_buf_z(d->out, begins[kind]);
    d->open = kind;
}

static bool is_link(lc_sv href)
{
    return lc_sv_starts(href, LC_SV("https://"));
}

/* Text keeps to itself and reads from left to right; words in it that do not are isolated by
 * lc_width_put, so that a sentence that begins with an Arabic name stays a sentence. */
static void put_span(lc_doc *d, const lc_doc_span *s)
{
    if (is_link(s->href)) {
        lc_buf_z(d->out, "<a rel=\"noreferrer\" href=\"");
        escaped(d, s->href);
        lc_buf_z(d->out, "\">");
    }
    if (s->tone != LC_TONE_PLAIN) lc_buf_printf(d->out, "<span class=\"%s\">", tone_class(s->tone));
    if (s->strong) lc_buf_z(d->out, "<strong>");
    if (s->marked) lc_buf_z(d->out, "<mark>");
    lc_buf_z(d->out, s->mono ? "<code>" : "<bdi dir=\"ltr\">");
    escaped(d, s->text);
    lc_buf_z(d->out, s->mono ? "</code>" : "</bdi>");
    if (s->marked) lc_buf_z(d->out, "</mark>");
    if (s->strong) lc_buf_z(d->out, "</strong>");
    if (s->tone != LC_TONE_PLAIN) lc_buf_z(d->out, "</span>");
    if (is_link(s->href)) lc_buf_z(d->out, "</a>");
}

static void put_spans(lc_doc *d, const lc_doc_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) put_span(d, &spans[i]);
}

static void begin(lc_doc *d, lc_sv title)
{
    lc_buf_z(d->out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'\">\n<title>");
    escaped(d, title);
    lc_buf_printf(d->out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
    escaped(d, title);
    lc_buf_z(d->out, "</h1>\n");
}

static void heading(lc_doc *d, int level, lc_sv text, lc_sv badge, lc_tone tone)
{
    open_list(d, LIST_NONE);
    lc_buf_printf(d->out, "<h%d><bdi dir=\"ltr\">", level);
    escaped(d, text);
    lc_buf_z(d->out, "</bdi>");
    if (badge.len) {
        lc_buf_printf(d->out, " <span class=\"badge %s\">", tone_class(tone));
        escaped(d, badge);
        lc_buf_z(d->out, "</span>");
    }
    lc_buf_printf(d->out, "</h%d>\n", level);
}

static void para(lc_doc *d, const lc_doc_span *spans, size_t n)
{
    open_list(d, LIST_NONE);
    lc_buf_z(d->out, "<p>");
    put_spans(d, spans, n);
    lc_buf_z(d->out, "</p>\n");
}

static void item(lc_doc *d, const lc_doc_span *spans, size_t n)
{
    open_list(d, LIST_ITEMS);
    lc_buf_z(d->out, "<li>");
    put_spans(d, spans, n);
    lc_buf_z(d->out, "</li>\n");
}

static void pair(lc_doc *d, lc_sv what, const lc_doc_span *spans, size_t n)
{
    open_list(d, LIST_PAIRS);
    lc_buf_z(d->out, "<dt>");
    escaped(d, what);
    lc_buf_z(d->out, "</dt><dd>");
    put_spans(d, spans, n);
    lc_buf_z(d->out, "</dd>\n");
}

static void end(lc_doc *d, lc_sv foot)
{
    open_list(d, LIST_NONE);
    lc_buf_z(d->out, "</main>\n<footer><p>");
    escaped(d, foot);
    lc_buf_z(d->out, "</p></footer>\n</body>\n</html>\n");
}

static void nothing(lc_doc *d)
{
    (void)d;
}

lc_doc *lc_doc_html_new(lc_buf *out)
{
    static const lc_doc_pen pen = {begin, heading, para, item, pair, end, nothing};
    lc_doc *d = lc_xmalloc(sizeof *d);
    *d = (lc_doc){.pen = &pen, .out = out};
    return d;
}
