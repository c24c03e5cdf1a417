/* styles.xml: what a cell's style number means. Only what a person sees of a cell is kept, and of
 * that what can be written again: number format, font, fill, borders, alignment. */
#include <stdlib.h>

#include "codec/xlsx_in.h"

enum {
    FIRST_CUSTOM_FORMAT = 164, /* 18.8.30 */
    BUILT_IN_FORMATS = 59,
    THEME_COLOURS = 12,
    INDEXED_COLOURS = 64,
    NO_COLOUR = -1,
    MAX_OWN_FORMATS = 4096 /* programs allow about 250 */
};

/* clang-format off: tables */
/* ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates and times whose exact shape
 * depends on the language. */
static const char EAST_ASIAN[] = "yyyy-mm-dd hh:mm:ss";
static const char *const BUILT_IN[BUILT_IN_FORMATS] = {
    [0] = "General",
    [1] = "0",
    [2] = "0.00",
    [3] = "#,##0",
    [4] = "#,##0.00",
    [5] = "\"$\"#,##0_);(\"$\"#,##0)",
    [6] = "\"$\"#,##0_);[Red](\"$\"#,##0)",
    [7] = "\"$\"#,##0.00_);(\"$\"#,##0.00)",
    [8] = "\"$\"#,##0.00_);[Red](\"$\"#,##0.00)",
    [9] = "0%",
    [10] = "0.00%",
    [11] = "0.00E+00",
    [12] = "# ?/?",
    [13] = "# ?\?/?\?",
    [14] = "mm-dd-yy",
    [15] = "d-mmm-yy",
    [16] = "d-mmm",
    [17] = "mmm-yy",
    [18] = "h:mm AM/PM",
    [19] = "h:mm:ss AM/PM",
    [20] = "h:mm",
    [21] = "h:mm:ss",
    [22] = "m/d/yy h:mm",
    [27] = EAST_ASIAN,
    [28] = EAST_ASIAN,
    [29] = EAST_ASIAN,
    [30] = EAST_ASIAN,
    [31] = EAST_ASIAN,
    [32] = "h:mm",
    [33] = "h:mm:ss",
    [34] = EAST_ASIAN,
    [35] = EAST_ASIAN,
    [36] = EAST_ASIAN,
    [37] = "#,##0 ;(#,##0)",
    [38] = "#,##0 ;[Red](#,##0)",
    [39] = "#,##0.00;(#,##0.00)",
    [40] = "#,##0.00;[Red](#,##0.00)",
    [41] = "#,##0",
    [42] = "\"$\"#,##0",
    [43] = "#,##0.00",
    [44] = "\"$\"#,##0.00",
    [45] = "mm:ss",
    [46] = "[h]:mm:ss",
    [47] = "mmss.0",
    [48] = "##0.0E+0",
    [49] = "@",
    [50] = EAST_ASIAN,
    [51] = EAST_ASIAN,
    [52] = EAST_ASIAN,
    [53] = EAST_ASIAN,
    [54] = EAST_ASIAN,
    [55] = EAST_ASIAN,
    [56] = EAST_ASIAN,
    [57] = EAST_ASIAN,
    [58] = EAST_ASIAN,
};

/* 18.8.27, the palette of old workbooks. */
static const int32_t INDEXED[INDEXED_COLOURS] = {
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
    0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
    0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
    0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
    0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
    0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333};

/* The order in which the theme lists them is not the order in which cells number them. */
static const char *const THEME_NAMES[THEME_COLOURS] = {"lt1",     "dk1",     "lt2",     "dk2",
                                                       "accent1", "accent2", "accent3", "accent4",
                                                       "accent5", "accent6", "hlink",   "folHlink"};
static const char *const HORIZONTAL[] = {"general", "left",    "center",           "right",
                                         "fill",    "justify", "centerContinuous", "distributed"};
static const char *const VERTICAL[] = {"bottom", "top", "center", "justify"};
static const char *const BORDERS[] = {"none",
                                      "thin",
                                      "medium",
                                      "dashed",
                                      "dotted",
                                      "thick",
                                      "double",
                                      "hair",
                                      "mediumDashed",
                                      "dashDot",
                                      "mediumDashDot",
                                      "dashDotDot",
                                      "mediumDashDotDot",
                                      "slantDashDot"};
static const char *const SIDES[4] = {"left", "right", "top", "bottom"};

/* clang-format on */
#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct borders {
    lc_xlsx_border side[4];
} borders;

typedef struct own_format {
    uint32_t id;
    lc_sv code;
} own_format;

typedef struct reading {
    lc_xlsx *x;
    int32_t theme[THEME_COLOURS];
    int theme_slot;
    LC_VEC(own_format) own;
    LC_VEC(lc_xlsx_style) fonts; /* of these the font's members are set */
    LC_VEC(int32_t) fills;
    LC_VEC(borders) borders;
    lc_sv section; /* the child of the root one is in */
    int side;      /* of a border */
    bool solid;    /* a pattern that is all foreground */
} reading;

static const lc_xlsx_style PLAIN = {
    .number_format = {"General", 7},
    .font_name = {"Calibri", 7},
    .font_points = 11,
    .font_rgb = NO_COLOUR,
    .fill_rgb = NO_COLOUR,
    .border = {{0, NO_COLOUR}, {0, NO_COLOUR}, {0, NO_COLOUR}, {0, NO_COLOUR}}};

static uint8_t word(lc_sv v, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(v, words[i])) return (uint8_t)i;
    return 0;
}

static uint32_t number(lc_xml_attrs attrs, const char *name, uint32_t if_absent)
{
    lc_sv v;
    uint32_t n;
    return lc_xml_attr(attrs, name, &v) && lc_xlsx_u32(v, &n) ? n : if_absent;
}

/* ---- colours ---- */

/* The last six hexadecimal digits of AARRGGBB. */
static int32_t hex_colour(lc_sv v)
{
    char text[7] = {0}, *end;
    if (v.len < 6) return NO_COLOUR;
    memcpy(text, v.data + v.len - 6, 6);
    long n = strtol(text, &end, 16);
    return *end || n < 0 ? NO_COLOUR : (int32_t)n;
}

/* Lighter or darker (18.8.19), by channel. */
static int32_t tinted(int32_t rgb, double tint)
{
    int32_t out = 0;
    if (rgb < 0 || tint < -1 || tint > 1) return rgb;
    for (int shift = 16; shift >= 0; shift -= 8) {
        double c = rgb >> shift & 0xFF;
        c = tint < 0 ? c * (1 + tint) : c * (1 - tint) + 255 * tint;
        out |= (int32_t)(c + 0.5) << shift;
    }
    return out;
}

static int32_t colour(const reading *r, lc_xml_attrs attrs)
{
    lc_sv v;
    int32_t rgb = NO_COLOUR;
    double tint = 0;
    if (lc_xml_attr(attrs, "rgb", &v)) rgb = hex_colour(v);
    uint32_t theme = number(attrs, "theme", THEME_COLOURS);
    uint32_t indexed = number(attrs, "indexed", INDEXED_COLOURS);
    if (theme < THEME_COLOURS)
        rgb = r->theme[theme];
    else if (indexed < INDEXED_COLOURS)
        rgb = INDEXED[indexed];
    if (lc_xml_attr(attrs, "tint", &v) && !lc_xlsx_double(v, &tint)) tint = 0;
    return tinted(rgb, tint);
}

static int on_theme(void *ctx, lc_xml *xml, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    (void)xml, (void)err;
    reading *r = ctx;
    lc_sv v;
    for (int i = 0; i < THEME_COLOURS; i++)
        if (lc_sv_is(name.local, THEME_NAMES[i])) r->theme_slot = i;
    if (r->theme_slot < 0) return 0;
    bool found = lc_sv_is(name.local, "srgbClr")
                     ? lc_xml_attr(attrs, "val", &v)
                     : lc_sv_is(name.local, "sysClr") && lc_xml_attr(attrs, "lastClr", &v);
    if (!found) return 0;
    r->theme[r->theme_slot] = hex_colour(v);
    r->theme_slot = -1;
    return 0;
}

/* Colours of a theme that cannot be read are only colours. */
static int read_theme(reading *r, licet_error *err)
{
    static const int32_t office[THEME_COLOURS] = {0xFFFFFF, 0x000000, 0xE7E6E6, 0x44546A,
                                                  0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000,
                                                  0x5B9BD5, 0x70AD47, 0x0563C1, 0x954F72};
    memcpy(r->theme, office, sizeof office);
    r->theme_slot = -1;
    if (!r->x->theme_part.len || !lc_parts_has(r->x->parts, r->x->theme_part)) return 0;
    const lc_xml_handler h = {.start = on_theme, .ctx = r};
    return lc_parts_xml(r->x->parts, r->x->theme_part, &h, LC_XLSX_MAX_SMALL_BYTES, err);
}

/* ---- fonts, fills, borders ---- */

static void font_part(reading *r, lc_sv name, lc_xml_attrs attrs)
{
    if (lc_sv_is(name, "font")) {
        lc_vec_push(&r->fonts, PLAIN);
        return;
    }
    if (!r->fonts.len) return;
    lc_xlsx_style *f = &r->fonts.at[r->fonts.len - 1];
    lc_sv v = LC_SV_NONE;
    lc_xml_attr(attrs, "val", &v);
    if (lc_sv_is(name, "b")) f->bold = lc_xlsx_true(attrs, "val", true);
    if (lc_sv_is(name, "i")) f->italic = lc_xlsx_true(attrs, "val", true);
    if (lc_sv_is(name, "strike")) f->strike = lc_xlsx_true(attrs, "val", true);
    if (lc_sv_is(name, "u")) f->underline = !lc_sv_is(v, "none");
    if (lc_sv_is(name, "sz") && !lc_xlsx_double(v, &f->font_points)) f->font_points = 11;
    if (lc_sv_is(name, "name") && v.len) f->font_name = lc_arena_sv(r->x->arena, v);
    if (lc_sv_is(name, "color")) f->font_rgb = colour(r, attrs);
}

static void fill_part(reading *r, lc_sv name, lc_xml_attrs attrs)
{
    lc_sv v = LC_SV_NONE;
    if (lc_sv_is(name, "fill")) {
        r->solid = false;
        lc_vec_push(&r->fills, NO_COLOUR);
    } else if (lc_sv_is(name, "patternFill")) {
        lc_xml_attr(attrs, "patternType", &v);
        r->solid = lc_sv_is(v, "solid");
    } else if (lc_sv_is(name, "fgColor") && r->solid && r->fills.len) {
        r->fills.at[r->fills.len - 1] = colour(r, attrs);
    }
}

static void border_part(reading *r, lc_sv name, lc_xml_attrs attrs)
{
    lc_sv v = LC_SV_NONE;
    if (lc_sv_is(name, "border")) {
        borders none;
        memcpy(none.side, PLAIN.border, sizeof none.side);
        lc_vec_push(&r->borders, none);
        r->side = -1;
        return;
    }
    if (!r->borders.len) return;
    lc_xlsx_border *side = r->borders.at[r->borders.len - 1].side;
    if (lc_sv_is(name, "color")) {
        if (r->side >= 0) side[r->side].rgb = colour(r, attrs);
        return;
    }
    r->side = -1;
    for (int i = 0; i < 4; i++)
        if (lc_sv_is(name, SIDES[i])) r->side = i;
    if (r->side < 0) return;
    lc_xml_attr(attrs, "style", &v);
    side[r->side].style = word(v, BORDERS, COUNT(BORDERS));
}

/* ---- cell formats ---- */

static void number_format(reading *r, lc_xlsx_style *s, uint32_t id)
{
    for (size_t i = r->own.len; i-- > 0;)
        if (r->own.at[i].id == id) {
            s->number_format = r->own.at[i].code;
            return;
        }
    if (id >= BUILT_IN_FORMATS || !BUILT_IN[id]) return;
    s->number_format = lc_sv_of(BUILT_IN[id]);
    s->number_format_id = (uint16_t)id;
}

static int cell_format(reading *r, lc_xml_attrs attrs, licet_error *err)
{
    lc_xlsx_style s = PLAIN;
    if (r->x->styles.len >= LC_XLSX_MAX_STYLES)
        return lc_fail(err, LICET_E_LIMIT, "the workbook has more than %d styles",
                       LC_XLSX_MAX_STYLES);
    uint32_t font = number(attrs, "fontId", 0), fill = number(attrs, "fillId", 0);
    uint32_t border = number(attrs, "borderId", 0);
    if (font < r->fonts.len) s = r->fonts.at[font];
    if (fill < r->fills.len) s.fill_rgb = r->fills.at[fill];
    if (border < r->borders.len) memcpy(s.border, r->borders.at[border].side, sizeof s.border);
    number_format(r, &s, number(attrs, "numFmtId", 0));
    lc_vec_push(&r->x->styles, s);
    return 0;
}

static void alignment(reading *r, lc_xml_attrs attrs)
{
    if (!r->x->styles.len) return;
    lc_xlsx_style *s = &r->x->styles.at[r->x->styles.len - 1];
    lc_sv v;
    if (lc_xml_attr(attrs, "horizontal", &v))
        s->horizontal = word(v, HORIZONTAL, COUNT(HORIZONTAL));
    if (lc_xml_attr(attrs, "vertical", &v)) s->vertical = word(v, VERTICAL, COUNT(VERTICAL));
    s->wrap = lc_xlsx_true(attrs, "wrapText", false);
    uint32_t indent = number(attrs, "indent", 0);
    s->indent = (uint8_t)(indent > 15 ? 15 : indent);
}

static int own_number_format(reading *r, lc_xml_attrs attrs, licet_error *err)
{
    lc_sv code;
    if (!lc_xml_attr(attrs, "formatCode", &code)) return 0;
    if (r->own.len >= MAX_OWN_FORMATS)
        return lc_fail(err, LICET_E_LIMIT, "more than %d number formats", MAX_OWN_FORMATS);
    if (code.len > 255) code.len = 0; /* longer than a program lets one write: General */
    lc_vec_push(&r->own,
                (own_format){number(attrs, "numFmtId", 0), lc_arena_sv(r->x->arena, code)});
    return 0;
}

static int on_start(void *ctx, lc_xml *xml, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    reading *r = ctx;
    unsigned depth = lc_xml_depth(xml);
    if (!lc_xlsx_is_main(name.space)) return 0;
    if (depth == 1 && !lc_sv_is(name.local, "styleSheet"))
        return lc_fail(err, LICET_E_CORRUPT, "the part of the styles holds something else");
    if (depth == 2) r->section = lc_arena_sv(r->x->arena, name.local);
    if (depth < 3) return 0;
    if (r->fonts.len + r->fills.len + r->borders.len > 3 * LC_XLSX_MAX_STYLES)
        return lc_fail(err, LICET_E_LIMIT, "the workbook has more than %d fonts, fills and borders",
                       3 * LC_XLSX_MAX_STYLES);
    if (lc_sv_is(r->section, "fonts")) font_part(r, name.local, attrs);
    if (lc_sv_is(r->section, "fills")) fill_part(r, name.local, attrs);
    if (lc_sv_is(r->section, "borders")) border_part(r, name.local, attrs);
    if (lc_sv_is(r->section, "numFmts")) return own_number_format(r, attrs, err);
    if (!lc_sv_is(r->section, "cellXfs")) return 0;
    if (lc_sv_is(name.local, "xf")) return cell_format(r, attrs, err);
    if (lc_sv_is(name.local, "alignment")) alignment(r, attrs);
    return 0;
}

static void understand_formats(lc_xlsx *x)
{
    if (!x->styles.len) lc_vec_push(&x->styles, PLAIN);
    for (size_t i = 0; i < x->styles.len; i++)
        lc_vec_push(&x->formats, lc_format_of(x->styles.at[i].number_format));
}

int lc_xlsx_read_styles(lc_xlsx *x, licet_error *err)
{
    reading r = {.x = x};
    const lc_xml_handler h = {.start = on_start, .ctx = &r};
    int rc = read_theme(&r, err);
    if (!rc && x->styles_part.len)
        rc = lc_parts_xml(x->parts, x->styles_part, &h, LC_XLSX_MAX_SMALL_BYTES, err);
    if (!rc) understand_formats(x);
    lc_vec_done(&r.own);
    lc_vec_done(&r.fonts);
    lc_vec_done(&r.fills);
    lc_vec_done(&r.borders);
    return rc;
}

size_t lc_xlsx_style_count(const lc_xlsx *x)
{
    return x->styles.len;
}

const lc_xlsx_style *lc_xlsx_style_at(const lc_xlsx *x, size_t i)
{
    return &x->styles.at[i];
}
