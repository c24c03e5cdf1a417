/* The United Nations Security Council Consolidated List, XML:
 * https://scsanctions.un.org/resources/xml/en/consolidated.xml
 * Individuals and entities in two sections; an element that a party has no value for stands empty.
 */
#include "source/publishers.h"
#include "source/take.h"
#include "source/when.h"

typedef struct run {
    lc_party party;
    lc_date generated;
} run;

/* ---- names ---- */

static lc_sv joined_name(lc_party *p, const lc_node *n)
{
    const lc_sv parts[] = {lc_node_text(n, "FIRST_NAME"), lc_node_text(n, "SECOND_NAME"),
                           lc_node_text(n, "THIRD_NAME"), lc_node_text(n, "FOURTH_NAME")};
    return lc_party_words(p->build.arena, parts, sizeof parts / sizeof *parts);
}

/* The quality of a person's alias, and the kind of an entity's. */
static lc_name_kind kind_of(lc_sv quality, lc_sv note)
{
    if (lc_sv_ieq(quality, LC_SV("Low"))) return LC_NAME_WEAK;
    if (lc_sv_ifind(quality, LC_SV("f.k.a"), 0) != SIZE_MAX) return LC_NAME_FORMER;
    if (lc_sv_ieq(note, LC_SV("formerly listed as")) ||
        lc_sv_ieq(note, LC_SV("previously listed as")))
        return LC_NAME_FORMER;
    return LC_NAME_ALIAS;
}

static void take_alias(lc_party *p, const lc_node *n)
{
    lc_sv note = lc_node_text(n, "NOTE"), name = lc_node_text(n, "ALIAS_NAME");
    lc_party_name(p, name, kind_of(lc_node_text(n, "QUALITY"), note), LC_SV_NONE, LC_SV_NONE);
    lc_party_birth(p, lc_node_text(n, "DATE_OF_BIRTH"));
    const lc_sv place[] = {lc_node_text(n, "CITY_OF_BIRTH"), lc_node_text(n, "COUNTRY_OF_BIRTH")};
    lc_party_attr(p, "places_of_birth", lc_build_join(p->build.arena, place, 2, LC_SV(", ")));
    if (note.len)
        lc_party_attr(
            p, "alias_note",
            lc_arena_printf(p->build.arena, "%.*s: %.*s", LC_SV_ARG(name), LC_SV_ARG(note)));
}

static void take_original(lc_party *p, const lc_node *n)
{
    lc_party_name(p, n->text, LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
}

/* ---- facts ---- */

static void take_address(lc_party *p, const lc_node *n)
{
    lc_party_address(p,
                     (lc_address){.street = lc_node_text(n, "STREET"),
                                  .city = lc_node_text(n, "CITY"),
                                  .state = lc_node_text(n, "STATE_PROVINCE"),
                                  .postal = lc_node_text(n, "ZIP_CODE"),
                                  .country = lc_node_text(n, "COUNTRY")},
                     lc_node_text(n, "NOTE"));
}

static void take_birth(lc_party *p, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    bool circa = lc_sv_ieq(lc_node_text(n, "TYPE_OF_DATE"), LC_SV("APPROXIMATELY"));
    lc_sv whole = lc_when_birth(a, lc_node_text(n, "DATE"));
    if (whole.len && circa) whole = lc_arena_printf(a, "circa %.*s", LC_SV_ARG(whole));
    lc_build_birth(&p->build, whole);
    lc_build_birth(&p->build, lc_when_parts(a, lc_node_text(n, "YEAR"), lc_node_text(n, "MONTH"),
                                            lc_node_text(n, "DAY"), circa));
    lc_build_birth(&p->build,
                   lc_when_range(a, lc_node_text(n, "FROM_YEAR"), lc_node_text(n, "TO_YEAR")));
    lc_party_attr(p, "birth_note", lc_node_text(n, "NOTE"));
}

static void take_birthplace(lc_party *p, const lc_node *n)
{
    const lc_sv parts[] = {lc_node_text(n, "STREET"), lc_node_text(n, "CITY"),
                           lc_node_text(n, "STATE_PROVINCE"), lc_node_text(n, "COUNTRY")};
    lc_party_attr(p, "places_of_birth", lc_build_join(p->build.arena, parts, 4, LC_SV(", ")));
    lc_party_attr(p, "birthplace_note", lc_node_text(n, "NOTE"));
}

static lc_sv either(lc_sv first, lc_sv second)
{
    return first.len ? first : second;
}

/* The first kind of document is general, the second particular; a number may stand in it. */
static void take_document(lc_party *p, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    lc_sv kind = lc_node_text(n, "TYPE_OF_DOCUMENT"), more = lc_node_text(n, "TYPE_OF_DOCUMENT2");
    const lc_sv notes[] = {kind.len ? more : LC_SV_NONE, lc_node_text(n, "CITY_OF_ISSUE"),
                           lc_node_text(n, "NOTE")};
    lc_party_ident(p, either(kind, more), lc_node_text(n, "NUMBER"),
                   either(lc_node_text(n, "ISSUING_COUNTRY"), lc_node_text(n, "COUNTRY_OF_ISSUE")),
                   lc_node_text(n, "DATE_OF_ISSUE"), LC_SV_NONE,
                   lc_build_join(a, notes, 3, LC_SV(", ")));
}

static void take_nationality(lc_party *p, const lc_node *n)
{
    for (const lc_node *v = lc_node_child(n, "VALUE"); v; v = lc_node_again(v))
        lc_party_country(p, "nationalities", v->text);
}

static void take_programme(lc_party *p, const lc_node *n)
{
    lc_build_program(&p->build, n->text);
}

static void take_number(lc_party *p, const lc_node *n)
{
    p->build.entry.number = p->build.entry.citation = lc_build_line(&p->build, n->text);
}

static void take_listed(lc_party *p, const lc_node *n)
{
    lc_party_from(p, "LISTED_ON", n->text, n->line, n->byte);
}

static const lc_take elements[] = {{"DATAID", NULL, "dataid"},
                                   {"VERSIONNUM", NULL, NULL},
                                   {"FIRST_NAME", NULL, NULL}, /* names: joined_name */
                                   {"SECOND_NAME", NULL, NULL},
                                   {"THIRD_NAME", NULL, NULL},
                                   {"FOURTH_NAME", NULL, NULL},
                                   {"NAME_ORIGINAL_SCRIPT", take_original, NULL},
                                   {"UN_LIST_TYPE", take_programme, NULL},
                                   {"REFERENCE_NUMBER", take_number, NULL},
                                   {"LISTED_ON", take_listed, NULL},
                                   {"GENDER", NULL, "gender"},
                                   {"TITLE", NULL, "title"},
                                   {"DESIGNATION", NULL, "designation"},
                                   {"COMMENTS1", NULL, "remarks"},
                                   {"SUBMITTED_BY", NULL, "submitted_by"},
                                   {"SUBMITTED_ON", NULL, "submitted_on"},
                                   {"LIST_TYPE", NULL, NULL},
                                   {"SORT_KEY", NULL, NULL},
                                   {"SORT_KEY_LAST_MOD", NULL, NULL},
                                   {"LAST_DAY_UPDATED", NULL, "updated"},
                                   {"DELISTED_ON", NULL, "delisted_on"},
                                   {"NATIONALITY", take_nationality, NULL},
                                   {"NATIONALITY2", NULL, "nationalities"},
                                   {"INDIVIDUAL_ALIAS", take_alias, NULL},
                                   {"INDIVIDUAL_ADDRESS", take_address, NULL},
                                   {"INDIVIDUAL_DATE_OF_BIRTH", take_birth, NULL},
                                   {"INDIVIDUAL_PLACE_OF_BIRTH", take_birthplace, NULL},
                                   {"INDIVIDUAL_DOCUMENT", take_document, NULL},
                                   {"ENTITY_ALIAS", take_alias, NULL},
                                   {"ENTITY_ADDRESS", take_address, NULL}};

static int take_record(void *ctx, const lc_node *n, licet_error *err)
{
    run *r = ctx;
    lc_party *p = &r->party;
    lc_input_row(p->in, n->line, n->byte + n->bytes);
    lc_party_begin(p);
    p->build.entry.type = lc_sv_is(n->name, "INDIVIDUAL") ? LC_TYPE_PERSON : LC_TYPE_ORG;
    lc_party_name(p, joined_name(p, n), LC_NAME_PRIMARY, LC_SV_NONE, LC_SV_NONE);
    lc_take_children(p, n, elements, sizeof elements / sizeof *elements);
    return lc_party_put(p, n->line, n->byte, n->bytes, err);
}

/* ---- the file ---- */

static int begin(void *ctx, const lc_node *root, licet_error *err)
{
    (void)err;
    lc_when_day(lc_node_attr(root, "dateGenerated"), &((run *)ctx)->generated);
    return 0;
}

static int parse_input(lc_input *in, lc_source_result *out, licet_error *err)
{
    static const char *const records[] = {"INDIVIDUAL", "ENTITY", NULL};
    run r = {.generated = LC_DATE_NONE};
    lc_party_init(&r.party, in, "un", "UN");
    const lc_tree t = {"CONSOLIDATED_LIST", records, &r, begin, take_record};
    int rc = lc_tree_run(in, &t, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "un-xml", r.generated, out, err);
    lc_party_done(&r.party);
    return rc;
}

LC_TREE_SOURCE(parse_input, "CONSOLIDATED_LIST")

const lc_source lc_source_un = {.id = "un",
                                .title = "UN Security Council Consolidated List",
                                .recognises = recognises,
                                .parse = parse};
