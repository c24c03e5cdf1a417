#include "rule/el_scan.h"

#include "base/buf.h"

/* Characters of published columns that stand for plainer ones, as UTF-8. */
typedef struct plain {
    const char *utf8, *as;
} plain;

static const plain PLAIN[] = {
    {"\xC2\xA7", ""},        {"\xC2\xA0", " "},      {"\xE2\x80\x99", "'"}, {"\xE2\x80\x98", "'"},
    {"\xE2\x80\x9C", "\""},  {"\xE2\x80\x9D", "\""}, {"\xE2\x80\x94", " "}, {"\xE2\x80\x93", "-"},
    {"\xE2\x80\xA6", "..."}, {"\xE2\x80\x8B", ""},   {"\xEF\xBB\xBF", ""},
};

static size_t put_plain(lc_buf *b, lc_sv rest)
{
    bool ascii = (unsigned char)rest.data[0] < 0x80;
    for (size_t i = 0; !ascii && i < sizeof PLAIN / sizeof *PLAIN; i++)
        if (lc_sv_starts(rest, lc_sv_of(PLAIN[i].utf8))) {
            lc_buf_z(b, PLAIN[i].as);
            return strlen(PLAIN[i].utf8);
        }
    char c = rest.data[0];
    lc_buf_c(b, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    return 1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Single blanks, none at the ends, in place. */
static void squeeze(lc_buf *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->len; i++) {
        if (!is_blank(b->data[i]))
            b->data[n++] = b->data[i];
        else if (n && b->data[n - 1] != ' ')
            b->data[n++] = ' ';
    }
    if (n && b->data[n - 1] == ' ') n--;
    b->len = n;
}

static void replace(lc_buf *b, lc_buf *other, const lc_el_spelling *s)
{
    lc_sv text = lc_buf_view(b);
    size_t from = 0, at = lc_sv_find(text, s->written, 0);
    if (at == SIZE_MAX) return;
    lc_buf_clear(other);
    for (; at != SIZE_MAX; at = lc_sv_find(text, s->written, from)) {
        lc_buf_put(other, text.data + from, at - from);
        lc_buf_sv(other, s->read);
        from = at + s->written.len;
    }
    lc_buf_sv(other, lc_sv_from(text, from));
    lc_buf swap = *b;
    *b = *other;
    *other = swap;
}

lc_sv lc_el_normal(const struct lc_el_words *w, lc_arena *a, lc_sv column)
{
    lc_buf b = {0}, other = {0};
    while (column.len) column = lc_sv_from(column, put_plain(&b, column));
    squeeze(&b);
    for (size_t i = 0; i < w->n_spellings; i++) replace(&b, &other, &w->spellings[i]);
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    lc_buf_done(&other);
    return out;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static char at(const lc_el_scan *s, size_t i)
{
    return i < s->text.len ? s->text.data[i] : '\0';
}

/* End of a "(b)", "(iii)", "(2)" at i, or i itself. One blank may stand before it. */
static size_t after_paragraph(const lc_el_scan *s, size_t i)
{
    size_t k = i;
    if (at(s, k) == ' ') k++;
    if (at(s, k) != '(') return i;
    size_t start = ++k;
    while (is_digit(at(s, k)) || is_letter(at(s, k))) k++;
    bool short_enough = k > start && k - start <= 4;
    return short_enough && at(s, k) == ')' ? k + 1 : i;
}

/* "734.9(e)(2)", "744.2 (d)". */
static bool take_cite(lc_el_scan *s)
{
    size_t i = s->at;
    if (!is_digit(at(s, i)) || !is_digit(at(s, i + 1)) || !is_digit(at(s, i + 2)) ||
        at(s, i + 3) != '.' || !is_digit(at(s, i + 4)))
        return false;
    i += 4;
    while (is_digit(at(s, i))) i++;
    for (size_t next; (next = after_paragraph(s, i)) != i;) i = next;
    s->cite = lc_sv_make(s->text.data + s->at, i - s->at);
    s->at = i;
    s->note_may_follow = true;
    return true;
}

/* A single digit behind a citation or "of the EAR", perhaps behind , ) . and one blank. */
static bool take_note(lc_el_scan *s)
{
    size_t i = s->at;
    if (!s->note_may_follow) return false;
    while (at(s, i) == ',' || at(s, i) == ')' || at(s, i) == '.') i++;
    if (at(s, i) == ' ') i++;
    char c = at(s, i), after = at(s, i + 1);
    if (c < '1' || c > '9' || is_digit(after) || is_letter(after)) return false;
    if (after == '.' && is_digit(at(s, i + 2))) return false;
    s->note = c - '0';
    s->at = i + 1;
    s->note_may_follow = false;
    return true;
}

static bool ends_word(const lc_el_scan *s, size_t end)
{
    char last = at(s, end - 1), next = at(s, end);
    bool word = is_letter(last) || is_digit(last);
    /* A footnote digit may be glued to "of the ear". */
    return !word || !(is_letter(next) || (is_digit(next) && is_digit(last)));
}

static bool take_phrase(lc_el_scan *s)
{
    lc_sv rest = lc_sv_from(s->text, s->at);
    for (size_t i = 0; i < s->n_phrases; i++) {
        const lc_el_phrase *p = &s->phrases[i];
        bool to_the_end = lc_sv_is(p->part, "carve_rest");
        if (!lc_sv_starts(rest, p->text)) continue;
        if (!to_the_end && !ends_word(s, s->at + p->text.len)) continue;
        s->phrase = p;
        s->at = to_the_end ? s->text.len : s->at + p->text.len;
        s->note_may_follow = lc_sv_is(p->text, "of the ear");
        return true;
    }
    return false;
}

static bool is_mark(char c)
{
    return is_blank(c) || (c && strchr(".,;:()[]", c));
}

lc_el_token lc_el_next(lc_el_scan *s)
{
    if (take_note(s)) return LC_EL_NOTE;
    while (s->at < s->text.len && is_mark(at(s, s->at))) s->at++;
    if (s->at >= s->text.len) return LC_EL_END;
    if (take_phrase(s)) return LC_EL_PHRASE;
    if (take_cite(s)) return LC_EL_CITE;
    s->note_may_follow = false;
    while (s->at < s->text.len && !is_mark(at(s, s->at))) s->at++;
    return LC_EL_OTHER;
}
