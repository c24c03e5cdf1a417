/* Cells that name parties. */
#include "engine/orders_cells.h"

#include "text/country.h"

enum { LONGEST_WORDING = 120, LONGEST_NAME_LIKE = 200 };

/* "TO ORDER OF ISSUING BANK" names nobody; "TO ORDER OF COMMERZBANK AG" names a bank. */
static lc_sv behind_order_of(const lc_words_table *t, lc_arena *a, lc_sv cell)
{
    static const char *const ofs[] = {" of ", " OF ", " de ", " DE ", " der ", " von ", " di "};
    for (size_t i = 0; i < sizeof ofs / sizeof *ofs; i++) {
        size_t at = lc_sv_ifind(cell, lc_sv_of(ofs[i]), 0);
        if (at == SIZE_MAX) continue;
        lc_sv name = lc_sv_trim(lc_sv_from(cell, at + strlen(ofs[i])));
        lc_sv key = lc_words_key(a, name);
        if (key.len && !lc_words_find(t, LC_WORD_ORDER_OF_NOBODY, key)) return name;
    }
    return LC_SV_NONE;
}

static bool has_letter(lc_sv key)
{
    for (size_t i = 0; i < key.len; i++)
        if (((unsigned char)key.data[i] & 0x80) || (key.data[i] >= 'a' && key.data[i] <= 'z'))
            return true;
    return false;
}

lc_naming lc_cell_naming(const lc_words_table *t, lc_arena *a, lc_sv cell, lc_sv *out_name,
                         bool *out_or_nobody)
{
    lc_sv text = lc_sv_trim(cell);
    *out_name = LC_SV_NONE;
    *out_or_nobody = false;
    if (!text.len) return LC_NAMING_EMPTY;
    if (text.len <= LONGEST_WORDING) {
        lc_sv key = lc_words_key(a, text);
        bool nobody = lc_words_find(t, LC_WORD_NOTHING, key) != NULL;
        bool dash = !key.len; /* "-", "--", "?", "/" */
        *out_or_nobody = nobody || dash;
        if (!dash && !has_letter(key)) return LC_NAMING_UNNAMED; /* a customer's number */
        if (lc_words_find(t, LC_WORD_SAME, key)) return LC_NAMING_SAME;
        if (dash || lc_words_find(t, LC_WORD_UNNAMED, key)) return LC_NAMING_UNNAMED;
        if (nobody) return LC_NAMING_NOBODY;
        if (lc_words_starting(t, LC_WORD_UNNAMED_START, key)) {
            *out_name = behind_order_of(t, a, text);
            return LC_NAMING_UNNAMED;
        }
    }
    *out_name = text;
    return LC_NAMING_NAME;
}

/* Legal forms stand at an end of a name, in up to six words ("S.A. de C.V."). */
static bool legal_at_an_end(const lc_words_table *t, lc_arena *a, lc_sv key_words)
{
    enum { WORDS = 6 };
    size_t from = key_words.len, to = 0;
    for (int i = 0; i < WORDS; i++) {
        while (from > 0 && key_words.data[from - 1] != ' ') from--;
        lc_sv tail = lc_words_key(a, lc_sv_from(key_words, from));
        if (from > 0 && lc_words_find(t, LC_WORD_LEGAL, tail)) return true;
        size_t blank = lc_sv_find(key_words, LC_SV(" "), to);
        if (blank != SIZE_MAX) {
            lc_sv head = lc_words_key(a, lc_sv_make(key_words.data, blank));
            if (lc_words_find(t, LC_WORD_LEGAL_START, head)) return true;
            to = blank + 1;
        }
        if (from > 0) from--;
    }
    return false;
}

bool lc_cell_is_number(lc_sv cell)
{
    lc_sv text = lc_sv_trim(cell);
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] >= '0' && text.data[i] <= '9')
            digits++;
        else if (!strchr("-./ ", text.data[i]) || !text.data[i])
            return false;
    }
    return digits > 0;
}

bool lc_cell_like_name(const lc_words_table *t, lc_arena *a, lc_sv cell)
{
    lc_sv text = lc_sv_trim(cell);
    if (!text.len || text.len > LONGEST_NAME_LIKE) return false;
    if (lc_words_inside(t, a, LC_WORD_LEGAL_INSIDE, text)) return true;
    char *words = lc_arena_alloc(a, text.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool gap = strchr(" \t.,;:()&/\"'", text.data[i]) != NULL;
        if (!gap)
            words[n++] = text.data[i];
        else if (n && words[n - 1] != ' ')
            words[n++] = ' ';
    }
    while (n && words[n - 1] == ' ') n--;
    return legal_at_an_end(t, a, lc_sv_make(words, n));
}

/* What stands in the last parentheses: "Acme Systems Inc (US)" -> "US". */
static bool split_suffix(lc_sv cell, lc_sv *name, lc_sv *inside)
{
    if (!cell.len || cell.data[cell.len - 1] != ')') return false;
    size_t open = cell.len;
    while (open > 0 && cell.data[open - 1] != '(') open--;
    if (open < 2) return false;
    *inside = lc_sv_trim(lc_sv_make(cell.data + open, cell.len - open - 1));
    *name = lc_sv_trim(lc_sv_make(cell.data, open - 1));
    return name->len > 0;
}

lc_cell_exporter lc_cell_exporter_of(const lc_words_table *t, lc_arena *a, lc_sv cell)
{
    lc_cell_exporter out = {.name = lc_sv_trim(cell)};
    lc_sv name, inside;
    if (!split_suffix(out.name, &name, &inside)) return out;
    out.location = lc_country_code(inside);
    out.us_government = lc_words_value(t, a, "us_government", lc_words_key(a, inside)).len > 0;
    if (!out.location.len) { /* "(US agency)", "(DE branch)" */
        lc_sv rest = inside;
        lc_sv first = lc_sv_cut(&rest, LC_SV(" "));
        if (first.len == 2 || out.us_government) out.location = lc_country_code(first);
    }
    if (out.us_government && !out.location.len) out.location = LC_SV("US");
    if (out.location.len) out.name = name;
    return out;
}

/* ---- owners ---- */

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "NSO Group (50,5 %)" -> name and 50.5. */
static lc_cell_owner owner_of(lc_sv text)
{
    lc_cell_owner out = {lc_sv_trim(text), -1};
    size_t sign = lc_sv_find(out.name, LC_SV("%"), 0);
    if (sign == SIZE_MAX) return out;
    size_t end = sign;
    while (end > 0 && out.name.data[end - 1] == ' ') end--;
    size_t start = end;
    while (start > 0 && (digit(out.name.data[start - 1]) || out.name.data[start - 1] == '.' ||
                         out.name.data[start - 1] == ','))
        start--;
    double v = 0, scale = 0;
    for (size_t i = start; i < end; i++) {
        if (!digit(out.name.data[i])) {
            if (scale > 0) return out; /* two marks: not one number */
            scale = 1;
            continue;
        }
        v = v * 10 + (out.name.data[i] - '0');
        scale *= 10;
    }
    if (start == end || v / (scale > 0 ? scale : 1) > 100) return out;
    out.pct = v / (scale > 0 ? scale : 1);
    lc_sv before = lc_sv_make(out.name.data, start), after = lc_sv_from(out.name, sign + 1);
    lc_sv name = lc_sv_trim(before).len > 1 ? lc_sv_trim(before) : lc_sv_trim(after);
    while (name.len && strchr("(:-=,)", name.data[name.len - 1]))
        name = lc_sv_trim((lc_sv){name.data, name.len - 1});
    while (name.len && strchr("):-=,(", name.data[0])) name = lc_sv_trim(lc_sv_from(name, 1));
    out.name = name;
    return out;
}

/* Where the next owner begins: behind ; | or a line end, and behind the comma or "and" that follows
 * a per cent sign ("A Ltd 50%, B Ltd 25%"). Commas elsewhere belong to names ("Huawei Co., Ltd").
 */
static size_t end_of_owner(lc_sv rest, size_t *out_skip)
{
    bool share = false;
    for (size_t i = 0; i < rest.len; i++) {
        char c = rest.data[i];
        share |= c == '%';
        *out_skip = 1;
        if (c == ';' || c == '|' || c == '\n' || c == '\r') return i;
        if (share && (c == ',' || c == '/' || c == '&' || c == '+')) return i;
        if (share && lc_sv_starts(lc_sv_from(rest, i), LC_SV(" and "))) {
            *out_skip = 5;
            return i;
        }
    }
    *out_skip = 0;
    return rest.len;
}

/* "percent", "Prozent" and the full-width sign written as one. */
static lc_sv with_signs(lc_arena *a, lc_sv cell)
{
    static const char *const words[] = {"per cent",   "percent",   "prozent",      "pct",
                                        "por ciento", "pour cent", "\xEF\xBC\x85", "owned by "};
    enum { WORDS = sizeof words / sizeof *words, NOTHING = WORDS - 1 };
    char *out = lc_arena_alloc(a, cell.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < cell.len;) {
        size_t skip = 0, w = 0;
        for (; w < WORDS && !skip; w++) {
            lc_sv word = lc_sv_of(words[w]), here = lc_sv_from(cell, i);
            if (here.len >= word.len && lc_sv_ieq(lc_sv_make(here.data, word.len), word))
                skip = word.len;
        }
        if (!skip)
            out[n++] = cell.data[i];
        else if (w - 1 != NOTHING)
            out[n++] = '%';
        i += skip ? skip : 1;
    }
    return lc_sv_trim(lc_sv_make(out, n));
}

size_t lc_cell_owners(lc_arena *a, lc_sv cell, lc_cell_owner **out)
{
    enum { MOST = 64 };
    lc_cell_owner *v = LC_NEW_N(a, lc_cell_owner, MOST);
    size_t n = 0;
    for (lc_sv rest = with_signs(a, cell); rest.len && n < MOST;) {
        size_t skip, end = end_of_owner(rest, &skip);
        lc_cell_owner o = owner_of(lc_sv_make(rest.data, end));
        if (o.name.len || o.pct >= 0) v[n++] = o;
        rest = lc_sv_from(rest, end + skip);
    }
    *out = v;
    return n;
}
