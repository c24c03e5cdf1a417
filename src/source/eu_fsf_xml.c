/* <export generationDate="..."><sanctionEntity>: everything stands in attributes. */
#include "source/eu_fsf.h"
#include "source/take.h"
#include "source/when.h"

typedef struct run {
    lc_party party;
    lc_date generated;
} run;

static void take_name(lc_party *p, const lc_node *n)
{
    lc_sv strong = lc_node_attr(n, "strong");
    const lc_eu_name name = {.whole = lc_node_attr(n, "wholeName"),
                             .first = lc_node_attr(n, "firstName"),
                             .middle = lc_node_attr(n, "middleName"),
                             .last = lc_node_attr(n, "lastName"),
                             .language = lc_node_attr(n, "nameLanguage"),
                             .title = lc_node_attr(n, "title"),
                             .function = lc_node_attr(n, "function"),
                             .gender = lc_node_attr(n, "gender"),
                             .weak = strong.len && !lc_eu_yes(strong)};
    lc_eu_add_name(p, &name);
    lc_party_attr(p, "name_remark", lc_node_text(n, "remark"));
}

static void take_birth(lc_party *p, const lc_node *n)
{
    const lc_eu_birth b = {.date = lc_node_attr(n, "birthdate"),
                           .day = lc_node_attr(n, "dayOfMonth"),
                           .month = lc_node_attr(n, "monthOfYear"),
                           .year = lc_node_attr(n, "year"),
                           .from_year = lc_node_attr(n, "yearRangeFrom"),
                           .to_year = lc_node_attr(n, "yearRangeTo"),
                           .city = lc_node_attr(n, "city"),
                           .place = lc_node_attr(n, "place"),
                           .country = lc_node_attr(n, "countryDescription"),
                           .circa = lc_eu_yes(lc_node_attr(n, "circa"))};
    lc_eu_add_birth(p, &b);
    lc_party_attr(p, "birth_note", lc_node_text(n, "remark"));
}

static lc_sv contacts(lc_party *p, const lc_node *n)
{
    lc_arena *a = p->build.arena;
    lc_sv all = LC_SV_NONE;
    for (const lc_node *c = lc_node_child(n, "contactInfo"); c; c = lc_node_again(c)) {
        lc_sv one = lc_arena_printf(a, "%.*s %.*s", LC_SV_ARG(lc_node_attr(c, "key")),
                                    LC_SV_ARG(lc_node_attr(c, "value")));
        const lc_sv both[] = {all, lc_build_trim(one)};
        all = lc_build_join(a, both, 2, LC_SV("; "));
    }
    return all;
}

static void take_address(lc_party *p, const lc_node *n)
{
    const lc_eu_address a = {.street = lc_node_attr(n, "street"),
                             .po_box = lc_node_attr(n, "poBox"),
                             .city = lc_node_attr(n, "city"),
                             .region = lc_node_attr(n, "region"),
                             .place = lc_node_attr(n, "place"),
                             .zip = lc_node_attr(n, "zipCode"),
                             .country_code = lc_node_attr(n, "countryIso2Code"),
                             .country = lc_node_attr(n, "countryDescription"),
                             .contact = contacts(p, n),
                             .remark = lc_node_text(n, "remark")};
    lc_eu_add_address(p, &a);
}

static void take_ident(lc_party *p, const lc_node *n)
{
    lc_sv type = lc_node_attr(n, "identificationTypeDescription");
    const lc_eu_ident i = {.number = lc_node_attr(n, "number"),
                           .latin_number = lc_node_attr(n, "latinNumber"),
                           .type = type.len ? type : lc_node_attr(n, "identificationTypeCode"),
                           .country_code = lc_node_attr(n, "countryIso2Code"),
                           .issued_by = lc_node_attr(n, "issuedBy"),
                           .issued = lc_node_attr(n, "issuedDate"),
                           .valid_to = lc_node_attr(n, "validTo"),
                           .remark = lc_node_text(n, "remark"),
                           .expired = lc_eu_yes(lc_node_attr(n, "knownExpired")),
                           .is_false = lc_eu_yes(lc_node_attr(n, "knownFalse")),
                           .lost = lc_eu_yes(lc_node_attr(n, "reportedLost")),
                           .revoked = lc_eu_yes(lc_node_attr(n, "revokedByIssuer"))};
    lc_eu_add_ident(p, &i);
}

static void take_citizenship(lc_party *p, const lc_node *n)
{
    lc_eu_add_country(p, "citizenships", lc_node_attr(n, "countryIso2Code"),
                      lc_node_attr(n, "countryDescription"));
}

static void take_type(lc_party *p, const lc_node *n)
{
    p->build.entry.type = lc_eu_type(lc_node_attr(n, "classificationCode"));
    if (p->build.entry.type == LC_TYPE_UNKNOWN)
        p->build.entry.type = lc_eu_type(lc_node_attr(n, "code"));
}

/* The regulation that lists it now: cited, and in force since a day by which it was listed. */
static void take_regulation(lc_party *p, const lc_node *n)
{
    lc_entry *e = &p->build.entry;
    lc_date day = LC_DATE_NONE;
    lc_build_program(&p->build, lc_node_attr(n, "programme"));
    const lc_sv cited[] = {e->citation, lc_build_trim(lc_node_attr(n, "numberTitle"))};
    e->citation = lc_build_join(p->build.arena, cited, 2, LC_SV("; "));
    lc_party_attr(p, "source_list_url", lc_node_text(n, "publicationUrl"));
    if (lc_when_day(lc_node_attr(n, "entryIntoForceDate"), &day) &&
        (e->from == LC_DATE_NONE || (e->from_is_publication && day < e->from))) {
        e->from = day;
        e->from_is_publication = true;
    }
}

static const lc_take elements[] = {{"remark", NULL, "remarks"},
                                   {"regulation", take_regulation, NULL},
                                   {"subjectType", take_type, NULL},
                                   {"nameAlias", take_name, NULL},
                                   {"citizenship", take_citizenship, NULL},
                                   {"birthdate", take_birth, NULL},
                                   {"address", take_address, NULL},
                                   {"identification", take_ident, NULL}};

static int take_record(void *ctx, const lc_node *n, licet_error *err)
{
    lc_party *p = &((run *)ctx)->party;
    lc_input_row(p->in, n->line, n->byte + n->bytes);
    lc_party_begin(p);
    lc_entry *e = &p->build.entry;
    e->number = lc_build_trim(lc_node_attr(n, "euReferenceNumber"));
    if (!e->number.len) e->number = lc_build_trim(lc_node_attr(n, "logicalId"));
    lc_party_from(p, "designationDate", lc_node_attr(n, "designationDate"), n->line, n->byte);
    lc_party_attr(p, "logical_id", lc_node_attr(n, "logicalId"));
    lc_party_attr(p, "un_ref", lc_node_attr(n, "unitedNationId"));
    lc_party_attr(p, "designation_details", lc_node_attr(n, "designationDetails"));
    lc_take_children(p, n, elements, sizeof elements / sizeof *elements);
    return lc_party_put(p, n->line, n->byte, n->bytes, err);
}

static int begin(void *ctx, const lc_node *root, licet_error *err)
{
    (void)err;
    lc_when_day(lc_node_attr(root, "generationDate"), &((run *)ctx)->generated);
    return 0;
}

int lc_eu_fsf_xml(lc_input *in, lc_source_result *out, licet_error *err)
{
    static const char *const records[] = {"sanctionEntity", NULL};
    run r = {.generated = LC_DATE_NONE};
    lc_party_init(&r.party, in, "eu_fsf", "EU");
    const lc_tree t = {"export", records, &r, begin, take_record};
    int rc = lc_tree_run(in, &t, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "eu-fsf-xml", r.generated, out, err);
    lc_party_done(&r.party);
    return rc;
}
