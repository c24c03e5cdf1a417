#include "report/ink.h"

#include "text/width.h"

static const char *const escapes[] = {
    [LC_INK_PLAIN] = "",          [LC_INK_GRAVE] = "\x1b[1;31m", [LC_INK_CARE] = "\x1b[1;33m",
    [LC_INK_FINE] = "\x1b[1;32m", [LC_INK_FAINT] = "\x1b[2m",    [LC_INK_BOLD] = "\x1b[1m"};

lc_ink lc_ink_of(lc_sv word)
{
    static const struct {
        const char *word;
        lc_ink ink;
    } inks[] = {{"STOP", LC_INK_GRAVE},       {"MATCH", LC_INK_GRAVE},
                {"HOLD", LC_INK_CARE},        {"POSSIBLE_MATCH", LC_INK_CARE},
                {"RELEASE", LC_INK_FINE},     {"NO_MATCH", LC_INK_FINE},
                {"NOT_SCREENED", LC_INK_CARE}};
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++)
        if (lc_sv_is(word, inks[i].word)) return inks[i].ink;
    return LC_INK_PLAIN;
}

void lc_ink_put(lc_buf *out, lc_sv text, int columns, lc_ink ink, int colour)
{
    bool paint = colour && ink != LC_INK_PLAIN && text.len;
    if (paint) lc_buf_z(out, escapes[ink]);
    int n = lc_width_put(out, text, columns);
    if (paint) lc_buf_z(out, "\x1b[0m");
    lc_width_spaces(out, columns - n);
}

void lc_ink_labelled(lc_buf *out, int indent, const char *label, int label_columns, lc_sv text,
                     int width)
{
    if (!lc_sv_trim(text).len) return;
    int at = indent + label_columns;
    lc_width_spaces(out, indent);
    lc_width_put_padded(out, lc_sv_of(label), label_columns);
    lc_width_put_wrapped(out, text, &(lc_width_wrap){width, at, at, 0});
    lc_buf_c(out, '\n');
}

void lc_ink_wrapped(lc_buf *out, int indent, lc_sv text, int width)
{
    lc_ink_labelled(out, indent, "", 0, text, width);
}

void lc_ink_rule(lc_buf *out, int width, int colour)
{
    if (colour) lc_buf_z(out, escapes[LC_INK_FAINT]);
    for (int i = 0; i < width; i++) lc_buf_z(out, "\xE2\x94\x80");
    if (colour) lc_buf_z(out, "\x1b[0m");
    lc_buf_c(out, '\n');
}

int lc_ink_width(int width)
{
    return width < LC_INK_LEAST_WIDTH ? LC_INK_LEAST_WIDTH : width;
}
