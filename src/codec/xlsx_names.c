/* The small words of the format: namespaces, truth, numbers, references, escapes. */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "codec/xlsx_in.h"

/* ECMA-376 part 1 annex A (strict) and part 4 (transitional). */
static const char MAIN[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
static const char MAIN_STRICT[] = "http://purl.oclc.org/ooxml/spreadsheetml/main";
static const char RELATIONS[] =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
static const char RELATIONS_STRICT[] = "http://purl.oclc.org/ooxml/officeDocument/relationships";

enum { LETTERS = 26, MAX_NUMBER_BYTES = 64, ESCAPE_BYTES = 7 };

bool lc_xlsx_is_main(lc_sv space)
{
    return lc_sv_is(space, MAIN) || lc_sv_is(space, MAIN_STRICT);
}

bool lc_xlsx_relation_attr(lc_xml_attrs attrs, const char *local, lc_sv *out)
{
    return lc_xml_attr_ns(attrs, lc_sv_of(RELATIONS), local, out) ||
           lc_xml_attr_ns(attrs, lc_sv_of(RELATIONS_STRICT), local, out);
}

bool lc_xlsx_true(lc_xml_attrs attrs, const char *local, bool if_absent)
{
    lc_sv v;
    if (!lc_xml_attr(attrs, local, &v)) return if_absent;
    return lc_sv_is(v, "1") || lc_sv_is(v, "true") || lc_sv_is(v, "on");
}

bool lc_xlsx_u32(lc_sv v, uint32_t *out)
{
    uint64_t n;
    if (!lc_sv_u64(v, &n) || n > UINT32_MAX) return false;
    *out = (uint32_t)n;
    return true;
}

/* Most cells hold short whole numbers. */
static bool whole(lc_sv v, double *out)
{
    if (v.len == 0 || v.len > 15) return false;
    uint64_t n = 0;
    for (size_t i = 0; i < v.len; i++) {
        if (v.data[i] < '0' || v.data[i] > '9') return false;
        n = n * 10 + (uint64_t)(v.data[i] - '0');
    }
    *out = (double)n;
    return true;
}

/* strtod reads the decimal point of the host's locale, which is not ours to change. */
bool lc_xlsx_double(lc_sv v, double *out)
{
    v = lc_sv_trim(v);
    if (whole(v, out)) return true;
    if (v.len == 0 || v.len > MAX_NUMBER_BYTES) return false;
    char text[MAX_NUMBER_BYTES + 1], *end;
    for (size_t i = 0; i < v.len; i++) {
        if (!v.data[i] || !strchr("0123456789+-.eE", v.data[i])) return false;
        text[i] = v.data[i] == '.' ? *localeconv()->decimal_point : v.data[i];
    }
    text[v.len] = 0;
    double d = strtod(text, &end);
    if (*end || end == text || !isfinite(d)) return false;
    *out = d;
    return true;
}

bool lc_xlsx_cell_ref(lc_sv v, uint32_t *out_row, uint32_t *out_column)
{
    size_t i = 0;
    uint32_t column = 0, row;
    if (v.len && v.data[0] == '$') i++;
    for (size_t first = i; i < v.len && i - first < 4; i++) {
        char c = v.data[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - ('a' - 'A'));
        if (c < 'A' || c > 'Z') break;
        column = column * LETTERS + (uint32_t)(c - 'A') + 1;
    }
    if (i < v.len && v.data[i] == '$') i++;
    if (!column || column > LC_XLSX_MAX_COLUMNS) return false;
    if (!lc_xlsx_u32(lc_sv_from(v, i), &row) || row < 1 || row > LC_XLSX_MAX_ROWS) return false;
    *out_row = row - 1;
    *out_column = column - 1;
    return true;
}

bool lc_xlsx_range_ref(lc_sv v, lc_xlsx_range *out)
{
    lc_sv rest = v, first = lc_sv_cut(&rest, LC_SV(":"));
    lc_xlsx_range r;
    if (!lc_xlsx_cell_ref(first, &r.first_row, &r.first_column)) return false;
    if (!lc_xlsx_cell_ref(rest.data ? rest : first, &r.last_row, &r.last_column)) return false;
    if (r.last_row < r.first_row || r.last_column < r.first_column) return false;
    *out = r;
    return true;
}

char *lc_xlsx_column_name(uint32_t column, char out[8])
{
    char reversed[8];
    size_t n = 0;
    for (uint32_t c = column + 1; c && n < 7; c = (c - 1) / LETTERS)
        reversed[n++] = (char)('A' + (c - 1) % LETTERS);
    for (size_t i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
    out[n] = 0;
    return out;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/* _xHHHH_ at the start of v. */
static bool escape_at(lc_sv v, unsigned *out)
{
    if (v.len < ESCAPE_BYTES || v.data[0] != '_' || v.data[1] != 'x' || v.data[6] != '_')
        return false;
    unsigned n = 0;
    for (int i = 2; i < 6; i++) {
        int d = hex_digit(v.data[i]);
        if (d < 0) return false;
        n = n * 16 + (unsigned)d;
    }
    *out = n;
    return true;
}

static void put_utf8(lc_buf *out, unsigned c)
{
    if (c >= 0xD800 && c <= 0xDFFF) c = 0xFFFD;
    if (c == 0) c = 0xFFFD;
    if (c < 0x80) {
        lc_buf_c(out, (char)c);
    } else if (c < 0x800) {
        lc_buf_c(out, (char)(0xC0 | c >> 6));
        lc_buf_c(out, (char)(0x80 | (c & 0x3F)));
    } else {
        lc_buf_c(out, (char)(0xE0 | c >> 12));
        lc_buf_c(out, (char)(0x80 | (c >> 6 & 0x3F)));
        lc_buf_c(out, (char)(0x80 | (c & 0x3F)));
    }
}

void lc_xlsx_unescape(lc_sv v, lc_buf *out)
{
    size_t from = 0, at = lc_sv_find(v, LC_SV("_x"), 0);
    while (at != SIZE_MAX) {
        unsigned c;
        size_t next = at + 2;
        if (escape_at(lc_sv_from(v, at), &c)) {
            lc_buf_put(out, v.data + from, at - from);
            put_utf8(out, c);
            from = next = at + ESCAPE_BYTES;
        }
        at = lc_sv_find(v, LC_SV("_x"), next);
    }
    if (v.len > from) lc_buf_put(out, v.data + from, v.len - from);
}
