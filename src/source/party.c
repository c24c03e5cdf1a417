#include "source/party.h"

#include <stdio.h>

#include "source/ident.h"
#include "source/names.h"
#include "source/place.h"
#include "source/when.h"
#include "text/country.h"
#include "text/romanise.h"

void lc_party_init(lc_party *p, lc_input *in, const char *source, const char *sublist)
{
    *p = (lc_party){.in = in,
                    .source = source,
                    .sublist = sublist,
                    .build = {.arena = lc_arena_new()},
                    .keys = lc_keys_new()};
}

void lc_party_done(lc_party *p)
{
    lc_arena_free(p->build.arena);
    lc_keys_free(p->keys);
}

void lc_party_begin(lc_party *p)
{
    lc_build_begin(&p->build, p->source, p->sublist);
}

static void give_key(lc_party *p, uint64_t line, uint64_t byte)
{
    lc_entry *e = &p->build.entry;
    uint32_t ordinal;
    e->key = lc_keys_next(p->keys, p->build.arena, e, &ordinal);
    if (!e->number.len) return;
    p->numbered++;
    if (ordinal == 1) return;
    p->numbered_twice++;
    lc_input_tell(p->in, "number_twice", line, byte, false, "number %.*s stands twice",
                  LC_SV_ARG(e->number));
}

int lc_party_put(lc_party *p, uint64_t line, uint64_t byte, uint64_t bytes, licet_error *err)
{
    lc_entry *e = &p->build.entry;
    if (!e->n_names) {
        lc_input_bad_row(p->in);
        lc_input_tell(p->in, "no_name", line, byte, true, "a record without a name");
        return 0;
    }
    give_key(p, line, byte);
    return lc_input_entry(p->in, &p->build, line, byte, bytes, err);
}

int lc_party_end(const lc_party *p, licet_error *err)
{
    if (p->numbered_twice <= LC_INPUT_BAD_ROWS_MAX ||
        p->numbered_twice * 100 <= p->numbered * LC_INPUT_BAD_ROWS_PERCENT)
        return 0;
    return lc_input_refuse(p->in, 0, 0, err,
                           "%llu of %llu numbers stand twice: the file was put together from parts",
                           (unsigned long long)p->numbered_twice, (unsigned long long)p->numbered);
}

/* ---- names ---- */

/* ISO 15924 codes; Latin needs none. */
static const struct {
    lc_script script;
    const char *code;
} script_codes[] = {
    {LC_SCRIPT_CYRILLIC, "Cyrl"}, {LC_SCRIPT_GREEK, "Grek"},     {LC_SCRIPT_ARABIC, "Arab"},
    {LC_SCRIPT_HEBREW, "Hebr"},   {LC_SCRIPT_HANGUL, "Hang"},    {LC_SCRIPT_KANA, "Jpan"},
    {LC_SCRIPT_HAN, "Hani"},      {LC_SCRIPT_GEORGIAN, "Geor"},  {LC_SCRIPT_ARMENIAN, "Armn"},
    {LC_SCRIPT_THAI, "Thai"},     {LC_SCRIPT_DEVANAGARI, "Deva"}};

/* Scripts that no name is spelt out of, by their blocks. */
static const struct {
    int32_t first, last;
    const char *code;
} blocks[] = {{0x0700, 0x074F, "Syrc"}, {0x0780, 0x07BF, "Thaa"}, {0x0980, 0x09FF, "Beng"},
              {0x0A00, 0x0A7F, "Guru"}, {0x0A80, 0x0AFF, "Gujr"}, {0x0B00, 0x0B7F, "Orya"},
              {0x0B80, 0x0BFF, "Taml"}, {0x0C00, 0x0C7F, "Telu"}, {0x0C80, 0x0CFF, "Knda"},
              {0x0D00, 0x0D7F, "Mlym"}, {0x0D80, 0x0DFF, "Sinh"}, {0x0E80, 0x0EFF, "Laoo"},
              {0x0F00, 0x0FFF, "Tibt"}, {0x1000, 0x109F, "Mymr"}, {0x1200, 0x137F, "Ethi"},
              {0x1780, 0x17FF, "Khmr"}, {0x1800, 0x18AF, "Mong"}};

/* The block of the first character of three bytes in UTF-8 or of U+0700..07FF; all of the blocks
 * above lie there. */
static lc_sv block_of(lc_sv t)
{
    for (size_t i = 0; i + 1 < t.len; i++) {
        unsigned char c = (unsigned char)t.data[i], d = (unsigned char)t.data[i + 1];
        int32_t cp = 0;
        if (c >= 0xDC && c < 0xE0) cp = (c & 0x1F) << 6 | (d & 0x3F);
        if (c >= 0xE0 && c < 0xF0 && i + 2 < t.len)
            cp = (c & 0x0F) << 12 | (d & 0x3F) << 6 | ((unsigned char)t.data[i + 2] & 0x3F);
        for (size_t k = 0; cp && k < sizeof blocks / sizeof *blocks; k++)
            if (cp >= blocks[k].first && cp <= blocks[k].last) return lc_sv_of(blocks[k].code);
    }
    return LC_SV_NONE;
}

/* What is written decides, and not what a column says is written ("Cryillic"). */
static lc_sv script_of(lc_sv text)
{
    lc_script s = lc_script_of(text);
    for (size_t i = 0; i < sizeof script_codes / sizeof *script_codes; i++)
        if (script_codes[i].script == s) return lc_sv_of(script_codes[i].code);
    return s == LC_SCRIPT_OTHER ? block_of(text) : LC_SV_NONE;
}

void lc_party_name(lc_party *p, lc_sv text, lc_name_kind kind, lc_sv lang, lc_sv script)
{
    lc_build *b = &p->build;
    size_t before = b->entry.n_names;
    if (before)
        lc_names_alias(b, text, kind);
    else
        lc_names_primary(b, text);
    for (size_t i = before; i < b->entry.n_names; i++) {
        lc_name *n = &b->entry.names[i];
        n->lang = lc_build_trim(lang);
        n->script = script_of(n->text);
        if (!n->script.len && lc_script_of(n->text) == LC_SCRIPT_OTHER)
            n->script = lc_build_trim(script);
    }
}

void lc_party_scripts(lc_party *p)
{
    for (size_t i = 0; i < p->build.entry.n_names; i++)
        p->build.entry.names[i].script = script_of(p->build.entry.names[i].text);
}

void lc_party_maybe(lc_party *p, const lc_sv *maybe, size_t n)
{
    for (size_t i = 0; i < n; i++)
        lc_party_name(p, maybe[i], LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
}

lc_sv lc_party_words(lc_arena *a, const lc_sv *words, size_t n)
{
    lc_sv *trimmed = LC_NEW_N(a, lc_sv, n + 1);
    for (size_t i = 0; i < n; i++) trimmed[i] = lc_build_trim(words[i]);
    return lc_build_join(a, trimmed, n, LC_SV(" "));
}

/* ---- the other values ---- */

void lc_party_attr_of(lc_party *p, lc_sv name, lc_sv value)
{
    const lc_entry *e = &p->build.entry;
    lc_sv v = lc_build_trim(value);
    for (size_t i = 0; i < e->n_attrs; i++)
        if (lc_sv_eq(e->attrs[i].name, name) && lc_sv_eq(e->attrs[i].value, v)) return;
    lc_build_attr(&p->build, name, v);
}

void lc_party_attr(lc_party *p, const char *name, lc_sv value)
{
    lc_party_attr_of(p, lc_sv_of(name), value);
}

void lc_party_ident(lc_party *p, lc_sv type, lc_sv number, lc_sv country, lc_sv issued,
                    lc_sv expires, lc_sv note)
{
    lc_arena *a = p->build.arena;
    lc_sv n = lc_build_line(&p->build, number);
    if (!n.len) {
        lc_sv said[] = {lc_build_trim(type), lc_build_trim(country), lc_build_trim(note)};
        if (note.len) lc_party_attr(p, "ids", lc_place_join(a, said, 3));
        return;
    }
    lc_ident id = {.type = lc_build_line(&p->build, type),
                   .number = n,
                   .country = lc_country_code(lc_build_trim(country)),
                   .issued = lc_build_trim(issued),
                   .expires = lc_build_trim(expires)};
    lc_sv said = id.country.len ? id.country : lc_build_trim(country);
    const lc_sv all[] = {id.type, id.number, said, id.issued, id.expires, lc_build_trim(note)};
    id.text = lc_build_line(&p->build, lc_place_join(a, all, sizeof all / sizeof *all));
    for (size_t i = 0; i < p->build.entry.n_idents; i++)
        if (lc_sv_eq(p->build.entry.idents[i].text, id.text)) return;
    lc_ident_add(&p->build, id);
}

void lc_party_imo(lc_party *p, lc_sv number)
{
    lc_sv n = lc_build_trim(number);
    if (n.len > 3 && lc_sv_ieq((lc_sv){n.data, 3}, LC_SV("IMO")))
        n = lc_build_trim(lc_sv_from(n, 3));
    lc_party_ident(p, LC_SV("IMO"), n, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE);
}

void lc_party_country(lc_party *p, const char *attr, lc_sv text)
{
    lc_sv t = lc_build_trim(text), code = lc_country_code(t);
    lc_build_country(&p->build, code);
    if (t.len > 2 || !code.len) lc_party_attr(p, attr, t);
}

/* A country alone is no place anybody lives at. */
static bool only_country(const lc_address *a)
{
    return !lc_build_trim(a->street).len && !lc_build_trim(a->city).len &&
           !lc_build_trim(a->state).len && !lc_build_trim(a->postal).len;
}

/* Is the last address the same as one before it? */
static bool stands_twice(const lc_entry *e)
{
    size_t last = e->n_addresses - 1;
    for (size_t i = 0; i < last; i++)
        if (lc_sv_eq(e->addresses[i].text, e->addresses[last].text)) return true;
    return false;
}

void lc_party_address(lc_party *p, lc_address parts, lc_sv note)
{
    size_t before = p->build.entry.n_addresses;
    if (only_country(&parts))
        lc_party_country(p, "country", parts.country);
    else
        lc_place_add_parts(&p->build, parts);
    if (before < p->build.entry.n_addresses && stands_twice(&p->build.entry))
        p->build.entry.n_addresses--;
    lc_sv n = lc_build_trim(note);
    if (!n.len) return;
    lc_sv text = before < p->build.entry.n_addresses ? p->build.entry.addresses[before].text
                                                     : lc_build_trim(parts.country);
    if (!text.len) text = LC_SV("no address");
    lc_party_attr(p, "address_note",
                  lc_arena_printf(p->build.arena, "%.*s: %.*s", LC_SV_ARG(text), LC_SV_ARG(n)));
}

void lc_party_birth(lc_party *p, lc_sv text)
{
    lc_build_birth(&p->build, lc_when_birth(p->build.arena, lc_build_line(&p->build, text)));
}

void lc_party_from(lc_party *p, const char *attr, lc_sv text, uint64_t line, uint64_t byte)
{
    lc_sv t = lc_build_trim(text);
    if (!t.len || lc_when_day(t, &p->build.entry.from)) return;
    lc_party_attr(p, attr, t);
    lc_input_tell(p->in, "bad_date", line, byte, false, "%s \"%.*s\" is no date; kept", attr,
                  LC_SV_ARG(t));
}

/* ---- values joined in one field ---- */

enum { PLAIN, NUMBERED, LETTERED, ROMAN, KINDS_OF_MARK };
enum { MAX_MARKS = 200, MARK_TEXT = 16 };

static const char *mark_of(int kind, int n, char out[MARK_TEXT])
{
    static const char *const roman[] = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                        "vii", "viii", "ix",  "x",  "xi", "xii"};
    enum { ROMANS = sizeof roman / sizeof *roman };
    out[0] = 0;
    if (kind == NUMBERED) snprintf(out, MARK_TEXT, "(%d)", n);
    if (kind == LETTERED && n <= 26) snprintf(out, MARK_TEXT, "%c)", 'a' + n - 1);
    if (kind == ROMAN && n <= ROMANS) snprintf(out, MARK_TEXT, "%s)", roman[n - 1]);
    return out;
}

/* A mark stands at the beginning or behind a blank or a semicolon. */
static size_t find_mark(lc_sv t, const char *mark, size_t from)
{
    if (!mark[0]) return SIZE_MAX;
    for (size_t at = lc_sv_find(t, lc_sv_of(mark), from); at != SIZE_MAX;
         at = lc_sv_find(t, lc_sv_of(mark), at + 1))
        if (at == 0 || mark[0] == '(' || strchr(" ;,\n\t", t.data[at - 1])) return at;
    return SIZE_MAX;
}

lc_party_list lc_party_list_of(lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    char mark[MARK_TEXT];
    for (int kind = NUMBERED; kind < KINDS_OF_MARK; kind++)
        if (find_mark(t, mark_of(kind, 1, mark), 0) == 0)
            return (lc_party_list){lc_sv_from(t, strlen(mark)), 2, kind};
    return (lc_party_list){t, 1, PLAIN};
}

static lc_sv without_joint(lc_sv t)
{
    t = lc_build_trim(t);
    while (t.len && (t.data[t.len - 1] == ';' || t.data[t.len - 1] == ',')) {
        t.len--;
        t = lc_build_trim(t);
    }
    return lc_sv_is(t, "-") ? LC_SV_NONE : t;
}

bool lc_party_list_next(lc_party_list *l, lc_sv *out)
{
    while (l->rest.data && l->next <= MAX_MARKS) {
        char mark[MARK_TEXT];
        lc_sv value = l->rest;
        size_t at =
            l->kind == PLAIN ? SIZE_MAX : find_mark(l->rest, mark_of(l->kind, l->next, mark), 0);
        if (at == SIZE_MAX) {
            l->rest = LC_SV_NONE;
        } else {
            value.len = at;
            l->rest = lc_sv_from(l->rest, at + strlen(mark));
            l->next++;
        }
        *out = without_joint(value);
        if (out->len) return true;
    }
    return false;
}
