/* The Consolidated Canadian Autonomous Sanctions List of Global Affairs Canada, XML:
 * https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml
 * One flat <record> a party. There is no number; schedule and item of the regulations cite it. */
#include "source/publishers.h"
#include "source/take.h"
#include "source/when.h"
#include "text/country.h"

/* "Russia / Russie": the English half. */
static lc_sv english(lc_sv text)
{
    lc_sv rest = text;
    return lc_build_trim(lc_sv_cut(&rest, LC_SV(" / ")));
}

/* ---- names ---- */

/* "Iranian Navy/Force navale iranienne": whole as published, and each half. */
static void add_halves(lc_party *p, lc_sv text)
{
    size_t at = lc_sv_find(text, LC_SV("/"), 0);
    lc_sv first = {text.data, at}, second = lc_sv_from(text, at == SIZE_MAX ? text.len : at + 1);
    if (at == SIZE_MAX || at < 4 || second.len < 4) {
        lc_party_name(p, text, LC_NAME_PRIMARY, LC_SV_NONE, LC_SV_NONE);
        return;
    }
    lc_party_name(p, first, LC_NAME_PRIMARY, LC_SV("en"), LC_SV_NONE);
    lc_party_name(p, second, LC_NAME_ALIAS, LC_SV("fr"), LC_SV_NONE);
    lc_party_name(p, text, LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
}

/* "Belarusian: ..." */
static lc_sv cut_language(lc_sv *text)
{
    static const char *const languages[] = {"Belarusian", "Russian", "Ukrainian", "Persian",
                                            "Farsi",      "Arabic",  "French",    "Cyrillic"};
    size_t colon = lc_sv_find(*text, LC_SV(":"), 0);
    if (colon == SIZE_MAX) return LC_SV_NONE;
    lc_sv word = lc_build_trim((lc_sv){text->data, colon});
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (!lc_sv_ieq(word, lc_sv_of(languages[i]))) continue;
        *text = lc_build_trim(lc_sv_from(*text, colon + 1));
        return word;
    }
    return LC_SV_NONE;
}

static size_t words_in(lc_sv t)
{
    size_t n = 0;
    for (lc_sv rest = lc_build_trim(t); rest.data;)
        n += lc_sv_trim(lc_sv_cut(&rest, LC_SV(" "))).len > 0;
    return n;
}

/* Commas part the names of a person where no part is a single word ("Sergei, Serhii SHERBAKOV" is
 * one statement); in the name of a company they may belong to it. */
static bool commas_part(const lc_party *p, lc_sv text)
{
    if (p->build.entry.type != LC_TYPE_PERSON || lc_sv_find(text, LC_SV(","), 0) == SIZE_MAX)
        return false;
    for (lc_sv rest = text; rest.data;)
        if (words_in(lc_sv_cut(&rest, LC_SV(","))) < 2) return false;
    return true;
}

static void add_alias(lc_party *p, lc_sv text)
{
    lc_sv t = lc_build_trim(text), lang = cut_language(&t);
    if (!commas_part(p, t)) {
        lc_party_name(p, t, LC_NAME_ALIAS, lang, LC_SV_NONE);
        return;
    }
    for (lc_sv rest = t; rest.data;) {
        lc_sv one = lc_build_trim(lc_sv_cut(&rest, LC_SV(",")));
        lc_sv own = cut_language(&one);
        lc_party_name(p, one, LC_NAME_ALIAS, own.len ? own : lang, LC_SV_NONE);
    }
}

static void take_aliases(lc_party *p, const lc_node *n)
{
    size_t from = 0;
    lc_sv t = n->text;
    for (size_t i = 0; t.len && i <= t.len; i++) {
        bool slash = i + 2 < t.len && memcmp(t.data + i, " / ", 3) == 0;
        if (i < t.len && t.data[i] != ';' && t.data[i] != '\n' && !slash) continue;
        add_alias(p, (lc_sv){t.data + from, i - from});
        if (slash) i += 2;
        from = i + 1;
    }
}

/* ---- facts ---- */

/* "1955 or 1956" */
static void take_birth(lc_party *p, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    if (p->build.entry.type == LC_TYPE_VESSEL) {
        lc_party_attr(p, "year_built", n->text);
        return;
    }
    for (lc_sv rest = n->text; rest.len;) {
        size_t at = lc_sv_ifind(rest, LC_SV(" or "), 0);
        lc_sv one = {rest.data, at == SIZE_MAX ? rest.len : at};
        lc_build_birth(&p->build, lc_when_birth(a, one));
        rest = at == SIZE_MAX ? LC_SV_NONE : lc_sv_from(rest, at + 4);
    }
}

static void take_imo(lc_party *p, const lc_node *n)
{
    lc_party_imo(p, n->text);
}

static void take_title(lc_party *p, const lc_node *n)
{
    lc_party_attr(p, p->build.entry.type == LC_TYPE_VESSEL ? "vessel_type" : "title", n->text);
}

static void take_listed(lc_party *p, const lc_node *n)
{
    lc_party_from(p, "DateOfListing", n->text, n->line, n->byte);
}

/* The country is that of the regulations, with which those listed under it are connected; under
 * those about Ukraine stand parties of Russia too. */
static void take_country(lc_party *p, const lc_node *n)
{
    lc_sv name = english(n->text), code = lc_country_code(name);
    size_t bracket = lc_sv_find(name, LC_SV(" ("), 0);
    if (!code.len && bracket != SIZE_MAX) code = lc_country_code((lc_sv){name.data, bracket});
    lc_build_program(&p->build, name);
    lc_build_country(&p->build, code);
    if (lc_sv_is(code, "UA")) lc_build_country(&p->build, LC_SV("RU"));
}

static const lc_take elements[] = {{"Country", take_country, NULL},
                                   {"LastName", NULL, NULL}, /* names: add_names */
                                   {"GivenName", NULL, NULL},
                                   {"EntityOrShip", NULL, NULL},
                                   {"Entity", NULL, NULL},
                                   {"Aliases", take_aliases, NULL},
                                   {"DateOfBirthOrShipBuildDate", take_birth, NULL},
                                   {"DateOfBirth", take_birth, NULL},
                                   {"Schedule", NULL, "schedule"},
                                   {"Item", NULL, "item"},
                                   {"DateOfListing", take_listed, NULL},
                                   {"TitleOrShip", take_title, NULL},
                                   {"Title", take_title, NULL},
                                   {"ShipIMONumber", take_imo, NULL}};

static void add_names(lc_party *p, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    const lc_sv person[] = {lc_node_text(n, "GivenName"), lc_node_text(n, "LastName")};
    lc_sv name = lc_party_words(a, person, 2), other = lc_node_text(n, "EntityOrShip");
    if (!other.len) other = lc_node_text(n, "Entity");
    p->build.entry.type = name.len ? LC_TYPE_PERSON : LC_TYPE_ORG;
    if (lc_node_text(n, "ShipIMONumber").len) p->build.entry.type = LC_TYPE_VESSEL;
    lc_party_name(p, name, LC_NAME_PRIMARY, LC_SV_NONE, LC_SV_NONE);
    while (lc_sv_ends(other, LC_SV(";"))) other = lc_build_trim((lc_sv){other.data, other.len - 1});
    if (other.len) add_halves(p, other);
}

static void add_citation(lc_party *p, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    lc_sv schedule = lc_node_text(n, "Schedule"), item = lc_node_text(n, "Item");
    lc_sv under = english(lc_node_text(n, "Country"));
    const lc_sv parts[] = {
        under, schedule.len ? lc_arena_printf(a, "Schedule %.*s", LC_SV_ARG(schedule)) : schedule,
        item.len ? lc_arena_printf(a, "item %.*s", LC_SV_ARG(item)) : item};
    p->build.entry.citation = lc_build_line(&p->build, lc_build_join(a, parts, 3, LC_SV(", ")));
}

static int take_record(void *ctx, const lc_node *n, licet_error *err)
{
    lc_party *p = ctx;
    lc_input_row(p->in, n->line, n->byte + n->bytes);
    lc_party_begin(p);
    add_names(p, n);
    lc_take_children(p, n, elements, sizeof elements / sizeof *elements);
    add_citation(p, n);
    return lc_party_put(p, n->line, n->byte, n->bytes, err);
}

/* ---- the file ---- */

static int parse_input(lc_input *in, lc_source_result *out, licet_error *err)
{
    static const char *const records[] = {"record", NULL};
    lc_party p;
    lc_party_init(&p, in, "ca_sema", "SEMA");
    const lc_tree t = {"data-set", records, &p, NULL, take_record};
    int rc = lc_tree_run(in, &t, err);
    if (!rc) rc = lc_input_end(in, "sema-xml", LC_DATE_NONE, out, err);
    lc_party_done(&p);
    return rc;
}

LC_TREE_SOURCE(parse_input, "data-set")

const lc_source lc_source_ca_sema = {.id = "ca_sema",
                                     .title = "Canadian autonomous sanctions",
                                     .recognises = recognises,
                                     .parse = parse};
