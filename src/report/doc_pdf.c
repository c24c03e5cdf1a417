/* The PDF pen: cairo draws, pango shapes, so that Arabic, Hebrew and Chinese print right. A4, text
 * that can be searched and copied, links that can be followed. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

#include "base/arena.h"
#include "report/doc.h"
#include "text/width.h"

/* Points. */
static const double page_width = 595, page_height = 842, margin = 50, label_width = 110, gap = 10,
                    body_size = 9.5;

typedef struct pdf {
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoFontMap *fonts;
    PangoContext *context;
    double y;
    int page;
} pdf;

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int n)
{
    lc_doc *d = closure;
    lc_buf_put(d->out, data, n);
    return CAIRO_STATUS_SUCCESS;
}

/* ---- pages ---- */

static PangoLayout *plain_layout(pdf *p, const char *text, double size)
{
    PangoLayout *l = pango_layout_new(p->context);
    PangoFontDescription *f =
        pango_font_description_from_string("DejaVu Sans, WenQuanYi Zen Hei, Noto Sans, sans-serif");
    pango_font_description_set_absolute_size(f, size * PANGO_SCALE);
    pango_layout_set_font_description(l, f);
    pango_font_description_free(f);
    pango_layout_set_text(l, text, -1);
    return l;
}

static void page_number(pdf *p)
{
    char text[24];
    snprintf(text, sizeof text, "%d", p->page);
    PangoLayout *l = plain_layout(p, text, 8);
    cairo_set_source_rgb(p->cr, .35, .35, .35);
    cairo_move_to(p->cr, page_width - margin - 12, page_height - margin + 18);
    pango_cairo_show_layout(p->cr, l);
    g_object_unref(l);
}

static void next_page(pdf *p)
{
    page_number(p);
    cairo_show_page(p->cr);
    p->page++;
    p->y = margin;
}

static void need(pdf *p, double height)
{
    if (p->y + height > page_height - margin && p->y > margin) next_page(p);
}

/* ---- text ---- */

typedef struct rgb {
    double r, g, b;
} rgb;

static rgb tone_rgb(lc_tone tone)
{
    static const rgb tones[] = {
        {.1, .1, .1}, {.64, 0, .11}, {.48, .29, 0}, {.11, .37, .16}, {.35, .35, .35}};
    return tones[tone];
}

static void attr(PangoAttrList *list, PangoAttribute *a, size_t from, size_t to)
{
    a->start_index = (guint)from;
    a->end_index = (guint)to;
    pango_attr_list_insert(list, a);
}

static guint16 channel(double v)
{
    return (guint16)(v * 65535);
}

static void dress(PangoAttrList *list, const lc_doc_span *s, size_t from, size_t to)
{
    rgb c = s->href.len ? (rgb){.04, .29, .61} : tone_rgb(s->tone);
    attr(list, pango_attr_foreground_new(channel(c.r), channel(c.g), channel(c.b)), from, to);
    if (s->strong) attr(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
    if (s->marked) attr(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, to);
    if (s->mono)
        attr(list, pango_attr_family_new("DejaVu Sans Mono, WenQuanYi Zen Hei Mono, monospace"),
             from, to);
}

typedef struct block {
    PangoLayout *layout;
    size_t *ends; /* byte behind each span */
} block;

/* From left to right as a whole; words that run the other way stand inside FSI .. PDI (UAX #9). */
static block block_new(pdf *p, const lc_doc_span *spans, size_t n, double width, double size)
{
    lc_buf text = {0};
    PangoAttrList *list = pango_attr_list_new();
    block b = {.ends = lc_xmalloc((n + 1) * sizeof *b.ends)};
    for (size_t i = 0; i < n; i++) {
        size_t from = text.len;
        lc_width_put(&text, spans[i].text, 0);
        dress(list, &spans[i], from, text.len);
        b.ends[i] = text.len;
    }
    b.layout = plain_layout(p, text.data ? text.data : "", size);
    pango_layout_set_width(b.layout, (int)(width * PANGO_SCALE));
    pango_layout_set_auto_dir(b.layout, FALSE);
    pango_layout_set_wrap(b.layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_attributes(b.layout, list);
    pango_attr_list_unref(list);
    lc_buf_done(&text);
    return b;
}

static void block_done(block *b)
{
    g_object_unref(b->layout);
    free(b->ends);
}

typedef struct rect {
    double x, y, w, h;
} rect;

static void link_area(pdf *p, lc_sv href, const rect *r)
{
    char tag[1200];
    lc_buf safe = {0};
    for (size_t i = 0; i < href.len; i++) /* the tag's own quoting */
        if (href.data[i] != '\'' && href.data[i] != '\\' && (unsigned char)href.data[i] > ' ')
            lc_buf_c(&safe, href.data[i]);
    int n = snprintf(tag, sizeof tag, "rect=[%f %f %f %f] uri='%s'", r->x, r->y, r->w, r->h,
                     safe.data ? safe.data : "");
    if (n > 0 && (size_t)n < sizeof tag) {
        cairo_tag_begin(p->cr, CAIRO_TAG_LINK, tag);
        cairo_tag_end(p->cr, CAIRO_TAG_LINK);
    }
    lc_buf_done(&safe);
}

static void line_links(pdf *p, const block *b, const lc_doc_span *spans, size_t n,
                       PangoLayoutLine *line, const rect *at)
{
    size_t from = 0;
    for (size_t i = 0; i < n; from = b->ends[i], i++) {
        size_t first = from > (size_t)line->start_index ? from : (size_t)line->start_index;
        size_t line_end = (size_t)line->start_index + (size_t)line->length;
        size_t last = b->ends[i] < line_end ? b->ends[i] : line_end;
        if (!lc_sv_starts(spans[i].href, LC_SV("https://")) || first >= last) continue;
        int *ranges, n_ranges;
        pango_layout_line_get_x_ranges(line, (int)first, (int)last, &ranges, &n_ranges);
        for (int k = 0; k < n_ranges; k++) {
            rect r = {at->x + (double)ranges[2 * k] / PANGO_SCALE, at->y,
                      (double)(ranges[2 * k + 1] - ranges[2 * k]) / PANGO_SCALE, at->h};
            link_area(p, spans[i].href, &r);
        }
        g_free(ranges);
    }
}

/* Draws line by line from p->y, over as many pages as it takes. */
static void draw(pdf *p, const block *b, const lc_doc_span *spans, size_t n, double x)
{
    PangoLayoutIter *it = pango_layout_get_iter(b->layout);
    do {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(it);
        PangoRectangle r;
        pango_layout_iter_get_line_extents(it, NULL, &r);
        double height = (double)r.height / PANGO_SCALE;
        double baseline = (double)(pango_layout_iter_get_baseline(it) - r.y) / PANGO_SCALE;
        need(p, height);
        double left = x + (double)r.x / PANGO_SCALE;
        cairo_move_to(p->cr, left, p->y + baseline);
        pango_cairo_show_layout_line(p->cr, line);
        rect at = {left, p->y, 0, height};
        line_links(p, b, spans, n, line, &at);
        p->y += height;
    } while (pango_layout_iter_next_line(it));
    pango_layout_iter_free(it);
}

static void put(lc_doc *d, const lc_doc_span *spans, size_t n, double x, double size)
{
    pdf *p = d->state;
    block b = block_new(p, spans, n, page_width - margin - x, size);
    draw(p, &b, spans, n, x);
    block_done(&b);
}

/* ---- the pen ---- */

static void heading(lc_doc *d, int level, lc_sv text, lc_sv badge, lc_tone tone)
{
    static const double sizes[] = {18, 18, 13, 11, 10};
    pdf *p = d->state;
    double size = sizes[level < 1 ? 1 : level > 4 ? 4 : level];
    need(p, size * 5); /* not alone at the foot of a page */
    p->y += p->y > margin ? size * .7 : 0;
    lc_doc_span spans[] = {{.text = text, .strong = true},
                           {.text = badge.len ? LC_SV("   ") : LC_SV_NONE},
                           {.text = badge, .strong = true, .tone = tone}};
    put(d, spans, badge.len ? 3 : 1, margin, size);
    p->y += size * .25;
}

static void begin(lc_doc *d, lc_sv title)
{
    pdf *p = d->state;
    lc_buf z = {0};
    lc_width_safe(&z, title);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, z.data ? z.data : "");
    lc_buf_done(&z);
    heading(d, 1, title, LC_SV_NONE, LC_TONE_PLAIN);
}

static void para(lc_doc *d, const lc_doc_span *spans, size_t n)
{
    pdf *p = d->state;
    put(d, spans, n, margin, body_size);
    p->y += body_size * .5;
}

static void item(lc_doc *d, const lc_doc_span *spans, size_t n)
{
    pdf *p = d->state;
    lc_doc_span dot = {.text = LC_SV("\xE2\x80\xA2")};
    need(p, body_size * 1.6);
    double y = p->y;
    int page = p->page;
    put(d, &dot, 1, margin + 4, body_size);
    if (page == p->page) p->y = y;
    put(d, spans, n, margin + 16, body_size);
}

static void pair(lc_doc *d, lc_sv what, const lc_doc_span *spans, size_t n)
{
    pdf *p = d->state;
    lc_doc_span label = {.text = what, .tone = LC_TONE_MUTED};
    block b = block_new(p, &label, 1, label_width, body_size);
    int width, height;
    pango_layout_get_pixel_size(b.layout, &width, &height);
    need(p, height);
    double y = p->y;
    draw(p, &b, &label, 1, margin);
    block_done(&b);
    double below = p->y;
    int page = p->page;
    p->y = y;
    put(d, spans, n, margin + label_width + gap, body_size);
    if (page == p->page && p->y < below) p->y = below;
    p->y += body_size * .15;
}

static void end(lc_doc *d, lc_sv foot)
{
    pdf *p = d->state;
    lc_doc_span span = {.text = foot, .tone = LC_TONE_MUTED};
    p->y += body_size;
    put(d, &span, 1, margin, 8.5);
    page_number(p);
    cairo_show_page(p->cr);
    cairo_surface_finish(p->surface);
    d->failed = cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS ||
                cairo_status(p->cr) != CAIRO_STATUS_SUCCESS;
}

static void release(lc_doc *d)
{
    pdf *p = d->state;
    g_object_unref(p->context);
    g_object_unref(p->fonts);
    cairo_destroy(p->cr);
    cairo_surface_destroy(p->surface);
    free(p);
}

lc_doc *lc_doc_pdf_new(lc_buf *out)
{
    static const lc_doc_pen pen = {begin, heading, para, item, pair, end, release};
    lc_doc *d = lc_xmalloc(sizeof *d);
    pdf *p = lc_xmalloc(sizeof *p);
    *d = (lc_doc){.pen = &pen, .out = out, .state = p};
    *p = (pdf){.y = margin, .page = 1};
    p->surface = cairo_pdf_surface_create_for_stream(take, d, page_width, page_height);
    p->cr = cairo_create(p->surface);
    p->fonts = pango_cairo_font_map_new();
    p->context = pango_font_map_create_context(p->fonts);
    return d;
}
