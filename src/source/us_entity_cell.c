/* The second column of the Entity List taken apart: "NAME, a.k.a., the following two aliases: ...".
 * Where a text can be read in two ways, the one that keeps more of it as a name is taken. */
#include "source/us_entity.h"

#include "source/dpl_name.h"
#include "source/names.h"
#include "source/place.h"
#include "text/country.h"

enum { MAX_HEADING = 120, MAX_SEE = 8 };

typedef struct reading {
    lc_build *b;
    bool named;        /* the first name was read */
    bool names;        /* items behind a dash are names, not addresses */
    lc_name_kind kind; /* of those names */
    lc_sv more;        /* of a line: what another marker begins */
    lc_sv see[MAX_SEE];
    size_t n_see;
} reading;

/* ---- letters ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_digit(lc_sv t)
{
    for (size_t i = 0; i < t.len; i++)
        if (is_digit(t.data[i])) return true;
    return false;
}

static lc_sv upto(lc_sv t, size_t at)
{
    return (lc_sv){t.data, at < t.len ? at : t.len};
}

/* Separators and white space off both ends; a full stop only where it ends a sentence. */
static lc_sv tidy(lc_sv t)
{
    t = lc_build_trim(t);
    while (t.len && strchr(",;:", t.data[0])) t = lc_build_trim(lc_sv_from(t, 1));
    while (t.len && strchr(",;:", t.data[t.len - 1])) t = lc_build_trim(upto(t, t.len - 1));
    return t;
}

static bool one_of(lc_sv word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_ieq(word, lc_sv_of(list[i]))) return true;
    return false;
}

/* ---- dashes: each alias of a list stands behind one ---- */

static const lc_sv dashes[] = {{"\xE2\x80\x94", 3}, {"\xE2\x80\x93", 3}, {"- ", 2}};

static size_t dash_at(lc_sv t, size_t at)
{
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (lc_sv_starts(lc_sv_from(t, at), dashes[i])) return dashes[i].len;
    return 0;
}

/* A dash inside a line begins another one if it stands where an alias may begin. */
static bool begins_item(lc_sv t, size_t at)
{
    size_t n = dash_at(t, at);
    if (n != 3 || at + n >= t.len || t.data[at + n] == ' ') return false;
    lc_sv before = lc_build_trim(upto(t, at));
    if (before.len == at && at) return false; /* a dash inside a word */
    return lc_sv_ends(before, LC_SV(":")) || lc_sv_ends(before, LC_SV(";")) ||
           lc_sv_ends(before, LC_SV(",")) || lc_sv_ends(before, LC_SV("; and")) ||
           lc_sv_ends(before, LC_SV(", and"));
}

/* Cuts the first line off, line ends and items both end one. */
static lc_sv cut_line(lc_sv *rest)
{
    for (size_t i = 0; i < rest->len; i++) {
        bool item = i && begins_item(*rest, i);
        if (rest->data[i] != '\n' && !item) continue;
        lc_sv line = upto(*rest, i);
        *rest = lc_sv_from(*rest, item ? i : i + 1);
        return line;
    }
    lc_sv line = *rest;
    *rest = LC_SV_NONE;
    return line;
}

/* ---- where a name ends ---- */

static bool is_suffix(lc_sv part)
{
    static const char *const more[] = {"L.L.C.",
                                       "LLC.",
                                       "d.o.o.",
                                       "s.r.o.",
                                       "a.s.",
                                       "A.S.",
                                       "PJSC",
                                       "OAO",
                                       "PAO",
                                       "ZAO",
                                       "AO",
                                       "Ltda",
                                       "S.A.E.",
                                       "M.M.C.",
                                       "MMC",
                                       "K.K.",
                                       "C.A.",
                                       "Bhd",
                                       "Pte",
                                       "Pvt",
                                       "Sdn",
                                       "Public Joint Stock Company",
                                       "Joint Stock Company",
                                       "Inc"};
    lc_sv first = part, rest = part;
    first = lc_build_trim(lc_sv_cut(&rest, LC_SV(" (")));
    return lc_dpl_name_suffix(first) || one_of(first, more, sizeof more / sizeof *more);
}

/* "Academy of Military Medical Sciences, Institute of Hygiene, 1 Dali Road": a part of a body. */
static bool is_body(lc_sv part)
{
    static const char *const bodies[] = {
        "Institute",  "Institution", "Academy",  "University",  "Laboratory",     "Laboratories",
        "Bureau",     "Joint Stock", "Research", "Department",  "Ministry",       "Faculty",
        "Enterprise", "Corporation", "Division", "Directorate", "Service Center", "Concern"};
    static const char *const places[] = {"Road",      "Street", "Avenue", "Lane",  "Building",
                                         "District",  "Park",   "Zone",   "Floor", "Room",
                                         "Village",   "Block",  "Tower",  "Plaza", "Highway",
                                         "Boulevard", "Square", "Box",    "City",  "Campus"};
    bool body = false, place = false;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        body |= lc_sv_ifind(part, lc_sv_of(bodies[i]), 0) != SIZE_MAX;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        place |= lc_sv_ifind(part, lc_sv_of(places[i]), 0) != SIZE_MAX;
    return body && !place && !lc_sv_starts(part, LC_SV("No."));
}

static bool address_begins(lc_sv part)
{
    return !part.len || is_digit(part.data[0]) || lc_sv_starts(part, LC_SV("No.")) ||
           lc_sv_starts(part, LC_SV("P.O.")) || lc_sv_starts(part, LC_SV("Room")) ||
           lc_sv_starts(part, LC_SV("Flat")) || lc_sv_starts(part, LC_SV("Unit"));
}

/* Does a name go on behind the comma at i? */
static bool goes_on(lc_sv t, size_t i)
{
    lc_sv part = lc_build_trim(lc_sv_from(t, i + 1));
    size_t comma = lc_sv_find(part, LC_SV(","), 0);
    part = upto(part, comma);
    if (is_suffix(part) || lc_sv_starts(part, LC_SV("("))) return true;
    return comma != SIZE_MAX && !address_begins(part) && !has_digit(part) && is_body(part) &&
           (is_body(upto(t, i)) || lc_sv_ends(upto(t, i), LC_SV("Co.")));
}

/* Where the name that begins t ends: the first comma or semicolon that does not stand inside
 * brackets, or in front of a legal form or a part of the same body. */
static size_t name_end(lc_sv t)
{
    int depth = 0;
    size_t inside = SIZE_MAX; /* the first one inside brackets */
    for (size_t i = 0; i < t.len; i++) {
        char c = t.data[i];
        depth += (c == '(') - (c == ')');
        if ((c != ',' && c != ';') || (c == ',' && goes_on(t, i))) continue;
        if (depth <= 0) return i;
        if (inside == SIZE_MAX && i > 8 && !lc_sv_ends(upto(t, i), LC_SV(".k.a."))) inside = i;
    }
    return depth > 0 && inside != SIZE_MAX ? inside : t.len; /* a bracket that never closes */
}

/* A number of a footnote glued to a name: "Ltd. 1". */
static lc_sv without_footnote(lc_sv t)
{
    if (t.len < 4 || !is_digit(t.data[t.len - 1]) || is_digit(t.data[t.len - 2])) return t;
    lc_sv rest = lc_build_trim(upto(t, t.len - 1));
    return lc_sv_ends(rest, LC_SV("Ltd.")) || lc_sv_ends(rest, LC_SV("Inc.")) ||
                   lc_sv_ends(rest, LC_SV("LLC"))
               ? rest
               : t;
}

/* A full stop at the end is part of a name only behind an abbreviation. */
static lc_sv without_stop(lc_sv t)
{
    static const char *const abbreviations[] = {"Ltd",  "Inc",  "Corp", "Co",   "Bhd",  "Sdn",
                                                "Pte",  "Pvt",  "Jr",   "Sr",   "Ltda", "Dept",
                                                "Univ", "Inst", "St",   "Bros", "Mfg",  "Intl"};
    t = tidy(t);
    while (lc_sv_ends(t, LC_SV(".."))) t.len--;
    if (!lc_sv_ends(t, LC_SV("."))) return t;
    size_t at = t.len - 1, from = at;
    while (from && !strchr(" ,(", t.data[from - 1])) from--;
    lc_sv word = {t.data + from, at - from};
    bool keeps = word.len < 2 || lc_sv_find(word, LC_SV("."), 0) != SIZE_MAX ||
                 one_of(word, abbreviations, sizeof abbreviations / sizeof *abbreviations);
    return keeps ? t : upto(t, at);
}

static lc_sv without_and(lc_sv t)
{
    t = tidy(t);
    if (lc_sv_ends(t, LC_SV("; and")) || lc_sv_ends(t, LC_SV(", and")))
        t = tidy(upto(t, t.len - 4));
    if (lc_sv_starts(t, LC_SV("and "))) t = tidy(lc_sv_from(t, 4));
    return t;
}

/* ---- names and addresses into the entry ---- */

static void add_name(reading *r, lc_sv text, lc_name_kind kind)
{
    lc_sv t = without_footnote(without_stop(without_and(text)));
    if (!t.len || lc_sv_is(t, "and")) return;
    if (r->named)
        lc_names_alias(r->b, t, kind);
    else
        lc_names_primary(r->b, t);
    r->named = true;
}

static void add_address(reading *r, lc_sv text)
{
    lc_sv t = without_and(text);
    if (lc_sv_starts(t, LC_SV("Address:"))) t = tidy(lc_sv_from(t, 8));
    t = without_stop(t);
    if (t.len > 1) lc_place_add_one(r->b, t);
}

/* "..., Kabul, Afghanistan, and Dasht Qala, ...": where one ends in a country and another begins.
 */
static size_t and_behind_country(lc_sv t)
{
    for (size_t at = 0; (at = lc_sv_find(t, LC_SV(" and "), at)) != SIZE_MAX; at++) {
        lc_sv before = without_stop(upto(t, at));
        size_t comma = before.len;
        while (comma && before.data[comma - 1] != ',') comma--;
        if (comma && lc_country_code(lc_build_trim(lc_sv_from(before, comma))).len) return at;
    }
    return SIZE_MAX;
}

static void add_addresses(reading *r, lc_sv text)
{
    for (lc_sv rest = text; rest.data;) {
        lc_sv part = lc_sv_cut(&rest, LC_SV(";"));
        for (size_t at; (at = and_behind_country(part)) != SIZE_MAX;) {
            add_address(r, upto(part, at));
            part = lc_sv_from(part, at + strlen(" and "));
        }
        add_address(r, part);
    }
}

/* ---- references: "(See alternate addresses under Iran and Malaysia)." ---- */

static bool is_reference(lc_sv inside)
{
    static const char *const begins[] = {"see ", "for alternate", "alternate address",
                                         "additional address"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t n = strlen(begins[i]);
        if (inside.len > n && lc_sv_ieq(upto(inside, n), lc_sv_of(begins[i]))) return true;
    }
    return false;
}

/* Takes every reference out of the text. */
static lc_sv cut_references(reading *r, lc_sv t)
{
    for (size_t open = 0; (open = lc_sv_find(t, LC_SV("("), open)) != SIZE_MAX; open++) {
        size_t close = lc_sv_find(t, LC_SV(")"), open);
        if (close == SIZE_MAX) break;
        lc_sv inside = lc_build_trim((lc_sv){t.data + open + 1, close - open - 1});
        if (!is_reference(inside)) continue;
        if (r->n_see < MAX_SEE) r->see[r->n_see++] = without_stop(inside);
        lc_sv rest = lc_sv_from(t, close + 1);
        if (lc_sv_starts(rest, LC_SV("."))) rest = lc_sv_from(rest, 1);
        t = lc_arena_printf(r->b->arena, "%.*s%.*s", (int)open, t.data, LC_SV_ARG(rest));
    }
    return t;
}

/* ---- other names ---- */

static const struct {
    const char *text;
    lc_name_kind kind;
} markers[] = {{"a.k.a.", LC_NAME_ALIAS}, {"a.k.a", LC_NAME_ALIAS},  {"f.k.a.", LC_NAME_FORMER},
               {"f.k.a", LC_NAME_FORMER}, {"n.k.a.", LC_NAME_ALIAS}, {"d.b.a.", LC_NAME_ALIAS}};

/* The first marker outside brackets, with a blank or comma in front. */
static size_t find_marker(lc_sv t, size_t *out_len, lc_name_kind *out_kind)
{
    int depth = 0;
    for (size_t i = 0; i < t.len; i++) {
        depth += (t.data[i] == '(') - (t.data[i] == ')');
        if (depth > 0 || !i || !strchr(" ,", t.data[i - 1])) continue;
        for (size_t m = 0; m < sizeof markers / sizeof *markers; m++) {
            size_t n = strlen(markers[m].text);
            if (i + n > t.len || !lc_sv_ieq((lc_sv){t.data + i, n}, lc_sv_of(markers[m].text)))
                continue;
            *out_len = n;
            *out_kind = markers[m].kind;
            return i;
        }
    }
    return SIZE_MAX;
}

/* Behind the colon of "the following two aliases:", or 0 if no list is announced. out_count: how
 * many it announces, 0: it does not say, or more than ten. */
static size_t announced(lc_sv t, size_t *out_count)
{
    static const char *const numbers[] = {" one ", " two ",   " three ", " four ", " five ",
                                          " six ", " seven ", " eight ", " nine ", " ten "};
    lc_sv lead = tidy(t);
    size_t colon = lc_sv_find(t, LC_SV(":"), 0);
    if (!lc_sv_starts(lead, LC_SV("the following")) || colon > MAX_HEADING) return 0;
    *out_count = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (lc_sv_find(upto(t, colon), lc_sv_of(numbers[i]), 0) != SIZE_MAX) *out_count = i + 1;
    return colon + 1;
}

/* Where a sentence ends inside t: behind a full stop that is no abbreviation's, or the end. */
static size_t sentence_end(lc_sv t)
{
    static const char *const short_words[] = {"St", "No", "Dr", "Mr", "Mrs", "Prof", "Col", "Gen"};
    enum { SHORT_WORDS = sizeof short_words / sizeof *short_words };
    for (size_t i = 1; i + 1 < t.len; i++) {
        if (t.data[i] != '.' || t.data[i + 1] != ' ') continue;
        size_t from = i;
        while (from && t.data[from - 1] != ' ') from--;
        lc_sv word = {t.data + from, i - from}, rest = lc_build_trim(lc_sv_from(t, i + 1));
        lc_sv next = upto(rest, lc_sv_find(rest, LC_SV(" "), 0));
        next = tidy(next);
        if (word.len < 2 || lc_sv_find(word, LC_SV("."), 0) != SIZE_MAX) continue;
        if (lc_sv_ends(word, LC_SV("str")) || lc_sv_ends(word, LC_SV("Str"))) continue;
        if (one_of(word, short_words, SHORT_WORDS) || is_suffix(next)) continue;
        return i + 1;
    }
    return t.len;
}

/* A name that may have the address behind it. */
static void add_last_name(reading *r, lc_sv t, lc_name_kind kind)
{
    size_t end = sentence_end(t);
    add_name(r, upto(t, end), kind);
    add_addresses(r, lc_sv_from(t, end));
}

/* "Alpha; Beta; and Gamma. 1 Main Street, Kabul": names, then addresses. */
static void take_inline_list(reading *r, lc_sv t, size_t count, lc_name_kind kind)
{
    for (size_t n = 1; t.len; n++) {
        size_t semicolon = lc_sv_find(t, LC_SV(";"), 0), stop = sentence_end(t);
        bool last = n == count || semicolon == SIZE_MAX || (!count && stop < semicolon);
        if (last && stop >= t.len) stop = semicolon < t.len ? semicolon : t.len;
        if (last) {
            add_name(r, upto(t, stop), kind);
            add_addresses(r, lc_sv_from(t, stop));
            return;
        }
        add_name(r, upto(t, semicolon), kind);
        t = lc_sv_from(t, semicolon + 1);
    }
}

/* ---- lines ---- */

/* A line with a name: "NAME, ADDRESS" or "NAME, a.k.a., ALIAS, ADDRESS". */
static void take_name_line(reading *r, lc_sv line)
{
    size_t len = 0, count, at = find_marker(line, &len, &r->kind), end;
    if (at == SIZE_MAX) {
        end = name_end(line);
        add_name(r, upto(line, end), r->named ? LC_NAME_ALIAS : LC_NAME_PRIMARY);
        add_addresses(r, lc_sv_from(line, end));
        return;
    }
    add_name(r, upto(line, at), LC_NAME_ALIAS);
    lc_sv rest = lc_sv_from(line, at + len);
    end = announced(rest, &count);
    if (end) {
        take_inline_list(r, lc_build_trim(lc_sv_from(rest, end)), count, r->kind);
        return;
    }
    rest = tidy(rest);
    lc_name_kind kind = r->kind;
    size_t next = find_marker(rest, &len, &r->kind);
    end = name_end(rest);
    if (next < end) end = next;
    add_name(r, upto(rest, end), kind);
    rest = tidy(lc_sv_from(rest, end));
    if (next == SIZE_MAX)
        add_addresses(r, rest);
    else
        r->more = rest; /* "..., f.k.a., ..." */
}

/* "Subordinate institutions:", "The following addresses apply to this entity:" */
static bool take_heading(reading *r, lc_sv line)
{
    static const char *const begins[] = {
        "Subordinate instit", "Subordinate entit", "Affiliated entit", "The following",
        "Addresses for",      "to include",        "and to include",   "including"};
    lc_sv t = lc_build_trim(line);
    bool heading = false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t n = strlen(begins[i]);
        heading |= t.len >= n && lc_sv_ieq(upto(t, n), lc_sv_of(begins[i]));
    }
    heading = t.len < MAX_HEADING && (lc_sv_ends(t, LC_SV(":")) || heading);
    size_t len;
    if (!heading || find_marker(t, &len, &r->kind) != SIZE_MAX) return false;
    r->names = lc_sv_ifind(t, LC_SV("address"), 0) == SIZE_MAX;
    if (r->names) r->kind = LC_NAME_ALIAS;
    return true;
}

static void take_line(reading *r, lc_sv line, bool last)
{
    lc_sv t = lc_build_trim(line);
    size_t dash = dash_at(t, 0), len;
    lc_name_kind kind;
    if (!t.len || (r->named && !dash && take_heading(r, t))) return;
    if (dash && r->named) {
        t = lc_sv_from(t, dash);
        if (!r->names)
            add_addresses(r, t);
        else if (last && !r->b->entry.n_addresses)
            add_last_name(r, t, r->kind);
        else
            add_name(r, t, r->kind);
    } else if (!r->named || find_marker(t, &len, &kind) != SIZE_MAX) {
        for (r->more = t; r->more.len;) {
            t = r->more;
            r->more = LC_SV_NONE;
            take_name_line(r, t);
        }
        r->names = true;
    } else {
        add_addresses(r, t);
    }
}

static void end_reading(reading *r)
{
    for (size_t i = 0; i < r->n_see; i++) lc_build_attr(r->b, LC_SV("see_also"), r->see[i]);
    lc_entry *e = &r->b->entry;
    uint64_t n;
    if (!e->n_names || !lc_sv_starts(e->names[0].text, LC_SV("Address "))) return;
    e->address_only = lc_sv_u64(lc_sv_from(e->names[0].text, strlen("Address ")), &n);
}

bool lc_el_cell(lc_build *b, lc_sv cell)
{
    reading r = {.b = b, .names = true, .kind = LC_NAME_ALIAS};
    for (lc_sv rest = cut_references(&r, lc_build_trim(cell)); rest.data;) {
        lc_sv line = cut_line(&rest);
        take_line(&r, line, !lc_build_trim(rest).len);
    }
    lc_build_attr(b, LC_SV("entity"), lc_build_line(b, cell));
    end_reading(&r);
    return b->entry.n_names > 0;
}

void lc_el_parts(lc_build *b, lc_sv name, const lc_sv *aliases, size_t n_aliases, lc_sv addresses)
{
    reading r = {.b = b, .names = true, .kind = LC_NAME_ALIAS};
    add_name(&r, cut_references(&r, name), LC_NAME_PRIMARY);
    for (size_t i = 0; i < n_aliases; i++) {
        lc_sv alias = cut_references(&r, aliases[i]);
        if (i + 1 == n_aliases && !addresses.len)
            add_last_name(&r, alias, LC_NAME_ALIAS);
        else
            add_name(&r, alias, LC_NAME_ALIAS);
    }
    for (lc_sv rest = cut_references(&r, addresses); rest.data;)
        add_addresses(&r, lc_sv_cut(&rest, LC_SV("\n")));
    end_reading(&r);
}
