#include "report/show.h"

#include <stdio.h>

#include "report/ink.h"
#include "text/width.h"

enum { INDENT = 2, BYTE_COLUMNS = 11, FIELD_COLUMNS = 18 };

static void value(lc_buf *out, const lc_json *v, int width)
{
    char byte[32] = "-";
    const lc_json *at = lc_json_get(v, "byte");
    if (!lc_json_is_null(at)) snprintf(byte, sizeof byte, "%lld", (long long)lc_json_int(at, 0));
    int column = INDENT + BYTE_COLUMNS + FIELD_COLUMNS;
    lc_width_spaces(out, INDENT);
    lc_width_put_padded(out, lc_sv_of(byte), BYTE_COLUMNS);
    lc_width_put_padded(out, lc_json_get_sv(v, "field"), FIELD_COLUMNS - 1);
    lc_buf_c(out, ' ');
    lc_buf text = {0};
    lc_sv file = lc_sv_base_name(lc_json_get_sv(v, "file"));
    lc_buf_sv(&text, lc_json_get_sv(v, "value"));
    if (file.len) lc_buf_printf(&text, " [%.*s]", LC_SV_ARG(file));
    lc_width_put_wrapped(out, lc_buf_view(&text), &(lc_width_wrap){width, column, column, 0});
    lc_buf_c(out, '\n');
    lc_buf_done(&text);
}

static void record(lc_buf *out, const lc_json *r, int width)
{
    lc_buf line = {0};
    long long byte = (long long)lc_json_int(lc_json_get(r, "byte"), 0);
    long long bytes = (long long)lc_json_int(lc_json_get(r, "bytes"), 0);
    lc_buf_printf(&line, "As published in %.*s, line %lld, %lld bytes from byte %lld on%s:",
                  LC_SV_ARG(lc_json_get_sv(r, "file")),
                  (long long)lc_json_int(lc_json_get(r, "line"), 0), bytes, byte,
                  lc_json_bool(lc_json_get(r, "converted"), false) ? " of its text as UTF-8" : "");
    lc_ink_wrapped(out, INDENT, lc_buf_view(&line), width);
    lc_ink_wrapped(out, INDENT, lc_json_get_sv(r, "text"), width);
    lc_ink_wrapped(out, INDENT, LC_SV("SHA-256 of the file:"), width);
    lc_ink_wrapped(out, INDENT, lc_json_get_sv(r, "sha256"), width);
    lc_buf_done(&line);
}

/* A row of another file of the same list. */
static void further_record(lc_buf *out, const lc_json *r, int width)
{
    lc_buf line = {0};
    lc_sv sha256 = lc_json_get_sv(r, "sha256");
    lc_buf_printf(&line, "and in %.*s from byte %lld on:", LC_SV_ARG(lc_json_get_sv(r, "file")),
                  (long long)lc_json_int(lc_json_get(r, "byte"), 0));
    lc_ink_wrapped(out, INDENT, lc_buf_view(&line), width);
    lc_ink_wrapped(out, INDENT, lc_json_get_sv(r, "text"), width);
    lc_ink_wrapped(out, INDENT, sha256, width);
    lc_buf_done(&line);
}

static void one_entry(lc_buf *out, const lc_json *e, int width, int colour)
{
    lc_buf line = {0};
    lc_sv to = lc_json_get_sv(e, "list_to");
    const lc_json *values = lc_json_get(e, "values");
    lc_ink_wrapped(out, 0, lc_json_get_sv(e, "name"), width);
    lc_buf_printf(&line, "%.*s of %.*s, %.*s; on the list of %.*s%s%.*s, known since %.*s",
                  LC_SV_ARG(lc_json_get_sv(e, "list")), LC_SV_ARG(lc_json_get_sv(e, "source")),
                  LC_SV_ARG(lc_json_get_sv(e, "entry")), LC_SV_ARG(lc_json_get_sv(e, "list_from")),
                  to.len ? " until that of " : "", LC_SV_ARG(to),
                  LC_SV_ARG(lc_json_get_sv(e, "known_since")));
    lc_ink_wrapped(out, INDENT, lc_buf_view(&line), width);
    lc_buf_c(out, '\n');
    lc_width_spaces(out, INDENT);
    lc_ink_put(out, LC_SV("AT BYTE"), BYTE_COLUMNS, LC_INK_FAINT, colour);
    lc_ink_put(out, LC_SV("FIELD"), FIELD_COLUMNS, LC_INK_FAINT, colour);
    lc_ink_put(out, LC_SV("VALUE"), 0, LC_INK_FAINT, colour);
    lc_buf_c(out, '\n');
    for (size_t i = 0; i < lc_json_len(values); i++) value(out, lc_json_at(values, i), width);
    lc_buf_c(out, '\n');
    record(out, lc_json_get(e, "record"), width);
    const lc_json *further = lc_json_get(e, "further_records");
    for (size_t i = 0; i < lc_json_len(further); i++)
        further_record(out, lc_json_at(further, i), width);
    lc_buf_done(&line);
}

void lc_report_show(lc_buf *out, const lc_json *show, int width, int colour)
{
    const lc_json *entries = lc_json_get(show, "entries");
    width = lc_ink_width(width);
    for (size_t i = 0; i < lc_json_len(entries); i++) {
        if (i) lc_buf_c(out, '\n');
        one_entry(out, lc_json_at(entries, i), width, colour);
    }
    lc_buf_z(out, "\nA value with - was read out of the record, where it is written otherwise.\n");
}
