#include "codec/csv.h"

enum { PHONE_DIGITS = 6 };

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* -12.5  +3,000.00  -7 : a sign and one number. */
static bool signed_number(lc_sv v)
{
    bool any = false;
    for (size_t i = 1; i < v.len; i++) {
        if (digit(v.data[i]))
            any = true;
        else if ((v.data[i] != '.' && v.data[i] != ',') || !any)
            return false;
    }
    return any && digit(v.data[v.len - 1]);
}

/* +49 30 1234567, +1 (202) 555-0100: what stands behind the + is digits and their usual marks. */
static bool phone_number(lc_sv v)
{
    size_t digits = 0;
    if (v.data[0] != '+') return false;
    for (size_t i = 1; i < v.len; i++) {
        if (digit(v.data[i]))
            digits++;
        else if (!strchr(" -().", v.data[i]))
            return false;
    }
    return digits >= PHONE_DIGITS;
}

/* Would a spreadsheet read this as a formula (or drop its first character)? Full-width signs count
 * too: East Asian editions take them for the ASCII ones. */
static bool is_formula(lc_sv field)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};
    lc_sv v = field;
    while (v.len && v.data[0] == ' ') v = lc_sv_from(v, 1);
    if (!v.len) return false;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (lc_sv_starts(v, lc_sv_of(wide[i]))) return true;
    if (v.data[0] == 0 || !strchr("=+-@\t\r", v.data[0])) return false;
    if (v.data[0] == '+' || v.data[0] == '-') return !signed_number(v) && !phone_number(v);
    return true;
}

static bool needs_quotes(lc_sv v, char separator)
{
    for (size_t i = 0; i < v.len; i++)
        if (v.data[i] == separator || v.data[i] == '"' || v.data[i] == '\n' || v.data[i] == '\r')
            return true;
    return false;
}

void lc_csv_put_field(lc_buf *out, lc_sv v, char separator, bool neutralise)
{
    bool guard = neutralise && is_formula(v);
    if (!needs_quotes(v, separator)) {
        if (guard) lc_buf_c(out, '\'');
        lc_buf_sv(out, v);
        return;
    }
    lc_buf_c(out, '"');
    if (guard) lc_buf_c(out, '\'');
    for (size_t i = 0; i < v.len; i++) {
        if (v.data[i] == '"') lc_buf_c(out, '"');
        lc_buf_c(out, v.data[i]);
    }
    lc_buf_c(out, '"');
}
