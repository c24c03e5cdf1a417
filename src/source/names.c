#include "source/names.h"

#include "source/descriptor.h"
#include "source/dpl_name.h"

enum {
    MAX_DEPTH = 64, /* markers inside what follows a marker */
    MIN_ACRONYM = 3,
    MAX_ACRONYM = 16, /* letters; one bit each below */
    MIN_SHORT_FORM = 4,
    MIN_HALF = 3,
    MAX_REFERENCE = 8
};

/* ---- bytes ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_word(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static lc_sv before(lc_sv t, size_t at)
{
    return (lc_sv){t.data, at < t.len ? at : t.len};
}

/* ---- markers ---- */

typedef enum where { /* what must stand in front of a marker */
                     ANYWHERE = 0,
                     BRACKET_OR_DASH, /* "aka" without dots is also part of names: AKA INTEGRAL
                                         SERVICES */
                     PUNCTUATION      /* "formerly" also stands in plain sentences */
} where;

typedef struct marker {
    const char *text;
    where where;
    lc_name_kind kind;
    bool list; /* names between commas follow */
} marker;

/* Longer ones first where one begins like another. */
static const marker markers[] = {
    {"a.k.a.", ANYWHERE, LC_NAME_ALIAS, false},
    {"a.k.a", ANYWHERE, LC_NAME_ALIAS, false},
    {"a/k/a", ANYWHERE, LC_NAME_ALIAS, false},
    {"also known as", ANYWHERE, LC_NAME_ALIAS, false},
    {"akas", BRACKET_OR_DASH, LC_NAME_ALIAS, true},
    {"aka", BRACKET_OR_DASH, LC_NAME_ALIAS, false},
    {"f.k.a.", ANYWHERE, LC_NAME_FORMER, false},
    {"f.k.a", ANYWHERE, LC_NAME_FORMER, false},
    {"f/k/a", ANYWHERE, LC_NAME_FORMER, false},
    {"fka", BRACKET_OR_DASH, LC_NAME_FORMER, false},
    {"formerly known as", ANYWHERE, LC_NAME_FORMER, false},
    {"formerly", PUNCTUATION, LC_NAME_FORMER, false},
    {"previously known as", ANYWHERE, LC_NAME_FORMER, false},
    {"n.k.a.", ANYWHERE, LC_NAME_ALIAS, false},
    {"n.k.a", ANYWHERE, LC_NAME_ALIAS, false},
    {"n/k/a", ANYWHERE, LC_NAME_ALIAS, false},
    {"nka", BRACKET_OR_DASH, LC_NAME_ALIAS, false},
    {"now known as", ANYWHERE, LC_NAME_ALIAS, false},
    {"d.b.a.", ANYWHERE, LC_NAME_ALIAS, false},
    {"d.b.a", ANYWHERE, LC_NAME_ALIAS, false},
    {"d/b/a", ANYWHERE, LC_NAME_ALIAS, false},
    {"dba", BRACKET_OR_DASH, LC_NAME_ALIAS, false},
    {"doing business as", ANYWHERE, LC_NAME_ALIAS, false},
    {"trading as", ANYWHERE, LC_NAME_ALIAS, false},
};

static bool may_stand(const marker *m, lc_sv t, size_t at)
{
    size_t i = at;
    while (i && t.data[i - 1] == ' ') i--;
    char c = i ? t.data[i - 1] : 0;
    switch (m->where) {
    case ANYWHERE: return true;
    case BRACKET_OR_DASH: return c && strchr("([-;,", c);
    case PUNCTUATION: return i == 0 || strchr("([;,", c);
    }
    return false;
}

static const marker *marker_at(lc_sv t, size_t at)
{
    if (at && is_word(t.data[at - 1])) return NULL;
    char first = lower(t.data[at]);
    if (!first || !strchr("adfnpt", first)) return NULL;
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        const marker *m = &markers[i];
        size_t n = strlen(m->text);
        if (m->text[0] != first || at + n > t.len) continue;
        if (!lc_sv_ieq((lc_sv){t.data + at, n}, (lc_sv){m->text, n})) continue;
        if (at + n < t.len && is_word(t.data[at + n]) && m->text[n - 1] != '.') continue;
        if (may_stand(m, t, at)) return m;
    }
    return NULL;
}

static const marker *find_marker(lc_sv t, size_t *out_at)
{
    for (size_t i = 0; i < t.len; i++) {
        const marker *m = marker_at(t, i);
        if (!m) continue;
        *out_at = i;
        return m;
    }
    return NULL;
}

/* ---- semicolons ---- */

static bool opens_quote(lc_sv t, size_t i)
{
    return t.data[i] == '"' && (i == 0 || strchr(" (;", t.data[i - 1])) && i + 1 < t.len &&
           t.data[i + 1] != ' ';
}

static bool closes_quote(lc_sv t, size_t i)
{
    return t.data[i - 1] != ' ' && (i + 1 == t.len || strchr(" ;,.)", t.data[i + 1]));
}

/* From an opening quotation mark to behind its closing one; the next place if it has none. */
static size_t behind_quote(lc_sv t, size_t i)
{
    size_t end = lc_sv_find(t, LC_SV("\""), i + 1);
    return end != SIZE_MAX && closes_quote(t, end) ? end + 1 : i + 1;
}

/* "Brown &amp; Co": the semicolon belongs to a character reference. */
static bool ends_reference(lc_sv t, size_t semicolon)
{
    size_t i = semicolon;
    while (i && semicolon - i < MAX_REFERENCE && (is_word(t.data[i - 1]) || t.data[i - 1] == '#'))
        i--;
    return i && i < semicolon && t.data[i - 1] == '&';
}

/* The next semicolon that separates names, or the end. */
static size_t next_semicolon(lc_sv t, size_t from)
{
    for (size_t i = from; i < t.len;) {
        if (t.data[i] == ';' && !ends_reference(t, i)) return i;
        i = opens_quote(t, i) ? behind_quote(t, i) : i + 1;
    }
    return t.len;
}

/* ---- one name, tidied ---- */

static size_t count_of(lc_sv t, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < t.len; i++) n += t.data[i] == c;
    return n;
}

static bool drop_last_if(lc_sv *t, char c, bool when)
{
    if (!when || !t->len || t->data[t->len - 1] != c) return false;
    t->len--;
    return true;
}

/* Separators and brackets that were never opened, off the end ("JSC AOMZ)."). */
static lc_sv without_loose_end(lc_sv t)
{
    size_t round = count_of(t, ')'), round_open = count_of(t, '(');
    size_t square = count_of(t, ']'), square_open = count_of(t, '[');
    for (;;) {
        bool dot = t.len > 1 && t.data[t.len - 1] == '.' && t.data[t.len - 2] == ')';
        if (dot && round > round_open)
            t.len--;
        else if (drop_last_if(&t, ')', round > round_open))
            round--;
        else if (drop_last_if(&t, ']', square > square_open))
            square--;
        else if (!drop_last_if(&t, ';', true) && !drop_last_if(&t, ',', true))
            return t;
        t = lc_build_trim(t);
    }
}

/* White space, a joining "and ", separators, and brackets that lost their other half. */
static lc_sv tidy(lc_sv t)
{
    t = lc_build_trim(t);
    if (lc_sv_starts(t, LC_SV("and ")) || lc_sv_starts(t, LC_SV("or ")))
        t = lc_build_trim(lc_sv_from(t, t.data[0] == 'a' ? 4 : 3));
    while (t.len && strchr(",;:-", t.data[0])) t = lc_build_trim(lc_sv_from(t, 1));
    t = without_loose_end(t);
    if (t.len && t.data[0] == '(' && !count_of(t, ')')) t = lc_build_trim(lc_sv_from(t, 1));
    return t;
}

/* ---- acronyms ---- */

/* Are the letters of acro, in order, the beginnings of words of name (one letter or more of each)?
 * reach holds one bit for each number of letters that can be explained so far. */
static bool is_acronym_of(const char *acro, size_t n, lc_sv name)
{
    uint32_t reach = 1;
    for (size_t i = 0; i < name.len; i++) {
        if (!is_word(name.data[i]) || (i && is_word(name.data[i - 1]))) continue;
        uint32_t was = reach;
        for (size_t from = 0; from < n; from++) {
            if (!(was & 1u << from)) continue;
            for (size_t k = 0;
                 from + k < n && i + k < name.len && lower(name.data[i + k]) == acro[from + k]; k++)
                reach |= 1u << (from + k + 1);
        }
    }
    return reach & 1u << n;
}

static bool certain_acronym(lc_sv inside, lc_sv name)
{
    char acro[MAX_ACRONYM];
    size_t n = 0;
    for (size_t i = 0; i < inside.len; i++) {
        char c = inside.data[i];
        if (c == '-' || c == '&' || c == '.') continue;
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) || n == MAX_ACRONYM) return false;
        acro[n++] = lower(c);
    }
    return n >= MIN_ACRONYM && is_acronym_of(acro, n, name);
}

/* "Huawei Technologies Co., Ltd. (Huawei)": the name's own first word. */
static bool certain_short_form(lc_sv inside, lc_sv name)
{
    if (inside.len < MIN_SHORT_FORM || name.len <= inside.len) return false;
    for (size_t i = 0; i < inside.len; i++)
        if (!is_letter(inside.data[i])) return false;
    return lc_sv_ieq(before(name, inside.len), inside) && name.data[inside.len] == ' ';
}

/* Letters and digits of a name; a letter beyond ASCII may be a whole word and counts by its bytes.
 */
static size_t weight(lc_sv t)
{
    size_t n = 0;
    for (size_t i = 0; i < t.len; i++) n += is_word(t.data[i]);
    return n;
}

/* Part of a published name. One or two letters ("K (AKA: ...)") would resemble anything. */
static void add_half(lc_build *b, lc_sv text, lc_name_kind kind)
{
    if (weight(text) >= MIN_HALF) lc_build_name(b, text, kind);
}

/* Adds t, and for a last bracket that holds a short form of it, both halves. */
static void add_name(lc_build *b, lc_sv text, lc_name_kind kind)
{
    lc_sv t = tidy(text), rest = t;
    add_half(b, t, kind);
    drop_last_if(&rest, '.', true);
    if (!drop_last_if(&rest, ')', true)) return;
    size_t open = rest.len;
    while (open && rest.data[open - 1] != '(') open--;
    if (open < 2) return;
    lc_sv inside = lc_build_trim(lc_sv_from(rest, open));
    lc_sv name = lc_build_trim(before(rest, open - 1));
    bool certain = certain_acronym(inside, name) || certain_acronym(name, inside) ||
                   certain_short_form(inside, name);
    if (!certain) return;
    add_half(b, name, kind);
    add_half(b, inside, kind);
}

/* ---- names inside names ---- */

typedef struct halves {
    lc_sv head;   /* in front of the marker and its bracket */
    lc_sv inside; /* behind the marker */
    lc_sv tail;   /* behind the bracket */
} halves;

/* The bracket that closes the one at open, or the end. */
static size_t closing(lc_sv t, size_t open)
{
    char opens = t.data[open], closes = opens == '(' ? ')' : ']';
    size_t depth = 0;
    for (size_t i = open; i < t.len; i++) {
        if (t.data[i] == opens) depth++;
        if (t.data[i] == closes && --depth == 0) return i;
    }
    return t.len;
}

static halves take_apart(lc_sv t, size_t at, const marker *m)
{
    size_t open = at;
    while (open && t.data[open - 1] == ' ') open--;
    bool bracket = open && strchr("([", t.data[open - 1]);
    size_t from = at + strlen(m->text), to = bracket ? closing(t, open - 1) : t.len;
    if (to < from) to = t.len;
    return (halves){before(t, bracket ? open - 1 : at),
                    {t.data + from, to - from},
                    lc_build_trim(lc_sv_from(t, to + 1))};
}

/* "a.k.a., the following three aliases: A; B; and C" */
static lc_sv skip_following(lc_sv t)
{
    while (t.len && strchr(" ,:.-", t.data[0])) t = lc_sv_from(t, 1);
    if (!lc_sv_starts(t, LC_SV("the following"))) return t;
    size_t colon = lc_sv_find(t, LC_SV(":"), 0);
    return colon == SIZE_MAX ? t : lc_build_trim(lc_sv_from(t, colon + 1));
}

static void add_inside(lc_build *b, lc_sv text, lc_name_kind kind, int depth);

/* What a bracket held, once more with the words behind it: "PEARL (A.K.A. NEI-CHIEN CHU) LI". */
static void add_with_tail(lc_build *b, lc_sv inside, lc_sv tail, lc_name_kind kind)
{
    if (!tail.len || !is_letter(tail.data[0]) || lc_sv_ends(inside, tail)) return;
    if (next_semicolon(inside, 0) < inside.len) return;
    add_name(b, lc_arena_printf(b->arena, "%.*s %.*s", LC_SV_ARG(inside), LC_SV_ARG(tail)), kind);
}

static lc_sv end_dashes(lc_sv t)
{
    t = lc_build_trim(t);
    while (t.len && strchr("-;,([ ", t.data[t.len - 1])) t.len--;
    return t;
}

/* The end of the name that starts at from: a semicolon, or in a list a comma, unless what follows
 * it only ends a name ("Acme Co., Ltd."). */
static size_t end_of_name(lc_sv t, size_t from, bool list)
{
    size_t end = next_semicolon(t, from), comma = from;
    while (list && (comma = lc_sv_find(t, LC_SV(","), comma)) < end) {
        lc_sv rest = lc_sv_from(t, comma + 1);
        if (!lc_dpl_name_suffix(lc_build_trim(lc_sv_cut(&rest, LC_SV(","))))) return comma;
        comma++;
    }
    return end;
}

static void add_halves(lc_build *b, const halves *h, lc_name_kind head_kind, const marker *m,
                       int depth)
{
    lc_sv head = end_dashes(h->head), inside = tidy(skip_following(h->inside));
    if (h->tail.len && is_letter(h->tail.data[0]))
        head = lc_arena_printf(b->arena, "%.*s %.*s", LC_SV_ARG(head), LC_SV_ARG(h->tail));
    add_name(b, head, head_kind);
    for (size_t from = 0; from < inside.len;) {
        size_t end = end_of_name(inside, from, m->list);
        add_inside(b, (lc_sv){inside.data + from, end - from}, m->kind, depth + 1);
        from = end + 1;
    }
    add_with_tail(b, inside, h->tail, m->kind);
}

/* The names a text holds, if it holds more than one; else the text. */
static void add_inside(lc_build *b, lc_sv text, lc_name_kind kind, int depth)
{
    size_t at;
    const marker *m = depth < MAX_DEPTH ? find_marker(text, &at) : NULL;
    if (!m) {
        add_name(b, text, kind);
        return;
    }
    halves h = take_apart(text, at, m);
    add_halves(b, &h, kind, m, depth);
}

static bool holds_more(lc_sv t)
{
    size_t at;
    return find_marker(t, &at) || next_semicolon(t, 0) < t.len;
}

static void add_parts(lc_build *b, lc_sv text, lc_name_kind kind)
{
    size_t at;
    if (find_marker(text, &at)) {
        add_inside(b, text, kind, 0);
        return;
    }
    for (size_t from = 0; from < text.len;) {
        size_t end = next_semicolon(text, from);
        add_name(b, (lc_sv){text.data + from, end - from}, kind);
        from = end + 1;
    }
}

void lc_names_primary(lc_build *b, lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    while (drop_last_if(&t, ',', true) || drop_last_if(&t, ';', true)) t = lc_build_trim(t);
    lc_build_name(b, t, LC_NAME_PRIMARY);
    t = lc_descriptor_cut(b, t);
    if (holds_more(t))
        add_parts(b, t, LC_NAME_ALIAS);
    else
        add_name(b, t, LC_NAME_ALIAS); /* the same text is not added twice, its bracket is read */
}

void lc_names_alias(lc_build *b, lc_sv text, lc_name_kind kind)
{
    size_t at;
    lc_sv t = lc_build_trim(text);
    const marker *m = find_marker(t, &at);
    bool one = next_semicolon(t, 0) == t.len;
    if (m ? at > 0 : one) lc_build_name(b, tidy(t), kind);
    add_parts(b, t, kind);
}

void lc_names_joined(lc_build *b, lc_sv text, lc_name_kind kind)
{
    for (size_t from = 0; from < text.len;) {
        size_t end = next_semicolon(text, from);
        lc_names_alias(b, (lc_sv){text.data + from, end - from}, kind);
        from = end + 1;
    }
}
