#include "record/facts_table.h"

/* Words of the enumerations. What another agency, list or statute adds later is added here. */
static const char *const w_activity[] = {"deemed_export",
                                         "deemed_reexport",
                                         "domestic_sale_us",
                                         "export",
                                         "export_from_abroad",
                                         "finance",
                                         "import",
                                         "purchase_from",
                                         "reexport",
                                         "saas_access",
                                         "service",
                                         "transfer_in_country",
                                         "us_person_support",
                                         NULL};

static const char *const w_end_use[] = {"advanced_computing",
                                        "advanced_node_fab",
                                        "camera_military_744_9",
                                        "cbw",
                                        "human_rights_abuse_742_7_b",
                                        "ic_fab_node_unknown",
                                        "maritime_nuclear_propulsion",
                                        "microprocessor_military_744_17",
                                        "military",
                                        "military_intelligence",
                                        "missile_wmd_delivery",
                                        "not_oil_gas_project",
                                        "nuclear_744_2",
                                        "nuclear_explosive",
                                        "nuclear_safeguarded",
                                        "oil_gas_746_8_a4",
                                        "rocket_300km",
                                        "sme_development",
                                        "supercomputer",
                                        "uav_300km",
                                        "uav_range_unknown",
                                        NULL};

static const char *const w_delivery[] = {"browser_only", "download", "media", "saas_only", NULL};
/* Technology and software whose direct products 734.9(e) names, first and fourth footnote. */
static const char *const w_fdp_input[] = {
    "3D001", "3D991", "3E001", "3E002", "3E003", "3E991", "4D001", "4D993", "4D994", "4E001",
    "4E992", "4E993", "5D001", "5D002", "5D991", "5E001", "5E002", "5E991", NULL};

static const char *const w_origin[] = {"US", "foreign", NULL};

static const char *const w_item_type[] = {"commodity", "service", "software", "technology", NULL};

static const char *const w_scope_kind[] = {"entire",
                                           "partial",
                                           "derived",
                                           "entire_except",
                                           "partial_conditional",
                                           "entire_conditional",
                                           "entire_except_conditional",
                                           NULL};

static const char *const w_level[] = {"positive", "reason_to_know", "red_flag_open", NULL};

static const char *const w_purpose[] = {"digital_artifacts", "vulnerability_disclosure", NULL};

static const char *const w_role[] = {"applicant",
                                     "bank",
                                     "carrier",
                                     "end_user",
                                     "financier",
                                     "forwarder_abroad",
                                     "forwarder_us",
                                     "intermediate_consignee",
                                     "notify",
                                     "other_licence_recipient",
                                     "owner",
                                     "purchaser",
                                     "seller",
                                     "ultimate_consignee",
                                     NULL};

static const char *const w_list[] = {"CAP", "CMIC",  "DPL", "DTC", "EL",     "EL_ADDRESS",
                                     "FSE", "HOUSE", "ISN", "MEU", "NS-MBS", "PLC",
                                     "SDN", "SSI",   "UVL", NULL};
/* The screening also knows lists of other authorities. */
static const char *const w_list_found[] = {"CAP", "CMIC",  "DPL", "DTC", "EL",     "EL_ADDRESS",
                                           "FSE", "HOUSE", "ISN", "MEU", "NS-MBS", "OTHER",
                                           "PLC", "SDN",   "SSI", "UVL", NULL};

static const char *const w_owner_list[] = {"EL", "MEU", "SDN", NULL};

static const char *const w_statute[] = {"INKSNA", NULL};

static const char *const w_strength[] = {"near", NULL};

static const char *const w_verdict[] = {"MATCH", "NOT_SCREENED", "NO_MATCH", "POSSIBLE_MATCH",
                                        NULL};

#define COUNT(a) (sizeof(a) / sizeof *(a))
/* A member by its own name. NOLINTBEGIN(bugprone-macro-parentheses): designators take none */
#define IS(type, member)       .key = #member, .at = offsetof(type, member)
#define AS(key_, type, member) .key = key_, .at = offsetof(type, member)
#define OBJECTS_IN(type, member, count)                                                            \
    .kind = LC_FACT_OBJECTS, .at = offsetof(type, member), .count_at = offsetof(type, count)
/* NOLINTEND(bugprone-macro-parentheses) */

static const lc_fact_field LISTING[] = {
    {IS(lc_listing, list), .kind = LC_FACT_WORD, .words = w_list, .engine_words = w_list_found},
    {IS(lc_listing, requirement), .kind = LC_FACT_TEXT},
    {IS(lc_listing, policy), .kind = LC_FACT_TEXT},
    {IS(lc_listing, fr), .kind = LC_FACT_TEXT},
    {IS(lc_listing, statute), .kind = LC_FACT_WORD, .words = w_statute},
    {IS(lc_listing, programs), .kind = LC_FACT_TEXTS},
    {AS("from_", lc_listing, from), .kind = LC_FACT_DATE},
    {IS(lc_listing, to), .kind = LC_FACT_DATE, .flags = LC_FACT_NULL_OK},
    {IS(lc_listing, entry), .kind = LC_FACT_TEXT, .flags = LC_FACT_ENGINE_ONLY},
    {IS(lc_listing, name), .kind = LC_FACT_TEXT, .flags = LC_FACT_ENGINE_ONLY},
    {IS(lc_listing, standard_order), .kind = LC_FACT_TEXT, .flags = LC_FACT_ENGINE_ONLY},
    {IS(lc_listing, in_force), .kind = LC_FACT_YES_NO,
     .given_at = offsetof(lc_listing, standing_in_doubt),
     .flags = LC_FACT_ENGINE_ONLY | LC_FACT_NULL_OK | LC_FACT_NULL_IS_DOUBT},
};
static const lc_fact_shape LISTING_SHAPE = {LISTING, COUNT(LISTING), sizeof(lc_listing), 0, NULL};

static const lc_fact_field ADDRESS[] = {
    {IS(lc_listing, requirement), .kind = LC_FACT_TEXT},
    {IS(lc_listing, policy), .kind = LC_FACT_TEXT},
    {AS("from_", lc_listing, from), .kind = LC_FACT_DATE},
};
static const lc_fact_shape ADDRESS_SHAPE = {ADDRESS, COUNT(ADDRESS), sizeof(lc_listing), 0,
                                            &LISTING_SHAPE};

static const lc_fact_field NEAR[] = {
    {IS(lc_listing, list), .kind = LC_FACT_WORD, .words = w_list, .engine_words = w_list_found},
    {AS("entry", lc_listing, name), .kind = LC_FACT_TEXT},
    {AS("strength", lc_listing, statute), .kind = LC_FACT_WORD, .words = w_strength},
};
static const lc_fact_shape NEAR_SHAPE = {NEAR, COUNT(NEAR), sizeof(lc_listing), 0, &LISTING_SHAPE};
static const lc_fact_shape OWNER_SHAPE;
/* What parties and owners share. */
#define LISTS_OF_PARTY                                                                             \
    {OBJECTS_IN(lc_party, lists, n_lists), .key = "lists", .of = &LISTING_SHAPE,                   \
     .given_at = offsetof(lc_party, lists_given)},                                                 \
        {OBJECTS_IN(lc_party, owners, n_owners), .key = "owners", .of = &OWNER_SHAPE},             \
        {IS(lc_party, screening), .kind = LC_FACT_WORD, .words = w_verdict,                        \
         .flags = LC_FACT_ENGINE_ONLY},                                                            \
        {IS(lc_party, unnamed), .kind = LC_FACT_YES_NO, .flags = LC_FACT_ENGINE_ONLY},             \
    {                                                                                              \
        OBJECTS_IN(lc_party, possible, n_possible), .key = "possible_lists", .of = &LISTING_SHAPE, \
                                                    .flags = LC_FACT_ENGINE_ONLY                   \
    }

static const lc_fact_field PARTY[] = {
    {IS(lc_party, role), .kind = LC_FACT_WORD, .words = w_role},
    {IS(lc_party, name), .kind = LC_FACT_TEXT},
    {IS(lc_party, address), .kind = LC_FACT_TEXT},
    {IS(lc_party, country), .kind = LC_FACT_PLACE},
    {IS(lc_party, hq_country), .kind = LC_FACT_PLACE},
    {IS(lc_party, nationality), .kind = LC_FACT_PLACE},
    {IS(lc_party, meu_country), .kind = LC_FACT_PLACE},
    LISTS_OF_PARTY,
    {AS("at_listed_address", lc_party, at_address), .kind = LC_FACT_OBJECT, .of = &ADDRESS_SHAPE,
     .flags = LC_FACT_BY_POINTER},
    {AS("name_match", lc_party, near_match), .kind = LC_FACT_OBJECT, .of = &NEAR_SHAPE,
     .flags = LC_FACT_BY_POINTER},
    {IS(lc_party, known_listed_owner), .kind = LC_FACT_WORD, .words = w_owner_list},
    {IS(lc_party, us_person), .kind = LC_FACT_YES_NO},
    {IS(lc_party, military_end_user), .kind = LC_FACT_YES_NO},
    {IS(lc_party, mieu), .kind = LC_FACT_YES_NO},
    {IS(lc_party, government_end_user), .kind = LC_FACT_YES_NO},
    {IS(lc_party, favourable_cyber_end_user), .kind = LC_FACT_YES_NO},
    {IS(lc_party, ownership_known), .kind = LC_FACT_YES_NO},
    {IS(lc_party, ownership_unknown), .kind = LC_FACT_YES_NO},
};
static const lc_fact_shape PARTY_SHAPE = {PARTY, COUNT(PARTY), sizeof(lc_party),
                                          offsetof(lc_party, path), NULL};

static const lc_fact_field OWNER[] = {
    {IS(lc_party, name), .kind = LC_FACT_TEXT},
    {AS("pct", lc_party, pct_micro), .kind = LC_FACT_SHARE},
    {AS("hq", lc_party, hq_country), .kind = LC_FACT_PLACE},
    {IS(lc_party, address_only), .kind = LC_FACT_YES_NO},
    {IS(lc_party, unlisted_meu), .kind = LC_FACT_YES_NO},
    LISTS_OF_PARTY,
    {IS(lc_party, role), .kind = LC_FACT_WORD, .words = w_role, .flags = LC_FACT_ENGINE_ONLY},
    {IS(lc_party, country), .kind = LC_FACT_PLACE, .flags = LC_FACT_ENGINE_ONLY},
    {IS(lc_party, address), .kind = LC_FACT_TEXT, .flags = LC_FACT_ENGINE_ONLY},
    {AS("at_listed_address", lc_party, at_address), .kind = LC_FACT_OBJECT, .of = &ADDRESS_SHAPE,
     .flags = LC_FACT_BY_POINTER | LC_FACT_ENGINE_ONLY},
    {AS("name_match", lc_party, near_match), .kind = LC_FACT_OBJECT, .of = &NEAR_SHAPE,
     .flags = LC_FACT_BY_POINTER | LC_FACT_ENGINE_ONLY},
};
static const lc_fact_shape OWNER_SHAPE = {OWNER, COUNT(OWNER), sizeof(lc_party),
                                          offsetof(lc_party, path), NULL};

static const lc_fact_field CONTENT[] = {
    {IS(lc_us_content, eccn), .kind = LC_FACT_TEXT},
    {IS(lc_us_content, pct), .kind = LC_FACT_PERCENT},
};
static const lc_fact_shape CONTENT_SHAPE = {CONTENT, COUNT(CONTENT), sizeof(lc_us_content), 0,
                                            NULL};

static const lc_fact_field ROWS[] = {
    {IS(lc_ccl_row_given, eccn), .kind = LC_FACT_TEXT},
    {IS(lc_ccl_row_given, row), .kind = LC_FACT_TEXT},
    {IS(lc_ccl_row_given, reason), .kind = LC_FACT_TEXT},
    {IS(lc_ccl_row_given, scope_kind), .kind = LC_FACT_WORD, .words = w_scope_kind},
    {IS(lc_ccl_row_given, scope_text), .kind = LC_FACT_TEXT},
    {IS(lc_ccl_row_given, chart_text), .kind = LC_FACT_TEXT},
    {IS(lc_ccl_row_given, columns), .kind = LC_FACT_TEXT}};
static const lc_fact_shape ROW_SHAPE = {ROWS, COUNT(ROWS), sizeof(lc_ccl_row_given), 0, NULL};

static const lc_fact_field ITEM_FIELDS[] = {
    {IS(lc_item, eccn), .kind = LC_FACT_TEXT, .flags = LC_FACT_NULL_OK},
    {IS(lc_item, type), .kind = LC_FACT_WORD, .words = w_item_type},
    {IS(lc_item, origin), .kind = LC_FACT_WORD, .words = w_origin},
    {IS(lc_item, delivery), .kind = LC_FACT_WORD, .words = w_delivery},
    {IS(lc_item, desc), .kind = LC_FACT_TEXT},
    {IS(lc_item, hts6), .kind = LC_FACT_TEXT},
    {IS(lc_item, subpara), .kind = LC_FACT_TEXT},
    {IS(lc_item, manufactured_in), .kind = LC_FACT_PLACE},
    {IS(lc_item, end_user_class), .kind = LC_FACT_TEXT},
    {IS(lc_item, enterprise_class), .kind = LC_FACT_TEXT},
    {IS(lc_item, app_wt), .kind = LC_FACT_NUMBER},
    {IS(lc_item, value_usd), .kind = LC_FACT_NUMBER},
    {IS(lc_item, prior_year_to_date_usd), .kind = LC_FACT_NUMBER},
    {IS(lc_item, us_controlled_pct), .kind = LC_FACT_PERCENT},
    {IS(lc_item, quantity), .kind = LC_FACT_NUMBER},
    {IS(lc_item, barrel_length_in), .kind = LC_FACT_NUMBER},
    {IS(lc_item, fpa_elements), .kind = LC_FACT_NUMBER},
    {IS(lc_item, frame_rate_hz), .kind = LC_FACT_NUMBER},
    {IS(lc_item, published), .kind = LC_FACT_YES_NO},
    {IS(lc_item, source_code_notified), .kind = LC_FACT_YES_NO},
    {IS(lc_item, nonstandard_cryptography), .kind = LC_FACT_YES_NO},
    {IS(lc_item, standards_related), .kind = LC_FACT_YES_NO},
    {IS(lc_item, standard_to_be_published), .kind = LC_FACT_YES_NO},
    {IS(lc_item, not_subject), .kind = LC_FACT_YES_NO},
    {IS(lc_item, tangible), .kind = LC_FACT_YES_NO},
    {IS(lc_item, fdp), .kind = LC_FACT_YES_NO},
    {IS(lc_item, food_medicine), .kind = LC_FACT_YES_NO},
    {IS(lc_item, one_time_report), .kind = LC_FACT_YES_NO},
    {IS(lc_item, uae_supp8_approved), .kind = LC_FACT_YES_NO},
    {IS(lc_item, embedded_in_civil_product), .kind = LC_FACT_YES_NO},
    {IS(lc_item, fdp_inputs), .kind = LC_FACT_TEXTS, .words = w_fdp_input},
    {OBJECTS_IN(lc_item, us_content, n_us_content), .key = "us_content", .of = &CONTENT_SHAPE,
     .given_at = offsetof(lc_item, us_content_given)},
    {OBJECTS_IN(lc_item, rows, n_rows), .key = "rows", .of = &ROW_SHAPE,
     .given_at = offsetof(lc_item, rows_given)},
    {IS(lc_item, row_answers), .kind = LC_FACT_ANSWERS,
     .count_at = offsetof(lc_item, n_row_answers)},
    {IS(lc_item, flags), .kind = LC_FACT_FLAGS, .count_at = offsetof(lc_item, n_flags)},
};
static const lc_fact_shape ITEM_SHAPE = {ITEM_FIELDS, COUNT(ITEM_FIELDS), sizeof(lc_item), 0, NULL};

static const lc_fact_field KNOWLEDGE[] = {
    {IS(lc_knowledge, subject), .kind = LC_FACT_TEXT},
    {IS(lc_knowledge, level), .kind = LC_FACT_WORD, .words = w_level},
};
static const lc_fact_shape KNOWLEDGE_SHAPE = {KNOWLEDGE, COUNT(KNOWLEDGE), sizeof(lc_knowledge), 0,
                                              NULL};

static const lc_fact_field LETTER[] = {
    {IS(lc_letter_told, reference), .kind = LC_FACT_TEXT},
    {IS(lc_letter_told, section), .kind = LC_FACT_TEXT},
    {IS(lc_letter_told, note), .kind = LC_FACT_TEXT},
    {IS(lc_letter_told, items), .kind = LC_FACT_TEXT},
    {IS(lc_letter_told, to), .kind = LC_FACT_TEXT},
    {IS(lc_letter_told, party), .kind = LC_FACT_TEXT},
    {IS(lc_letter_told, who), .kind = LC_FACT_TEXT},
    {IS(lc_letter_told, dated), .kind = LC_FACT_DATE},
    {IS(lc_letter_told, certain), .kind = LC_FACT_YES_NO},
};
static const lc_fact_shape LETTER_SHAPE = {LETTER, COUNT(LETTER), sizeof(lc_letter_told), 0, NULL};

static const lc_fact_field ENTRY[] = {
    {AS("in_force", lc_facts, list_entry_in_force), .kind = LC_FACT_YES_NO},
};
static const lc_fact_shape ENTRY_SHAPE = {ENTRY, COUNT(ENTRY), sizeof(lc_facts), 0, NULL};

static const lc_fact_field FACTS[] = {
    {IS(lc_facts, as_of), .kind = LC_FACT_DATE},
    {IS(lc_facts, activity), .kind = LC_FACT_WORD, .words = w_activity},
    {IS(lc_facts, from), .kind = LC_FACT_PLACE},
    {IS(lc_facts, to), .kind = LC_FACT_PLACE},
    {IS(lc_facts, exporter_location), .kind = LC_FACT_PLACE},
    {IS(lc_facts, purpose), .kind = LC_FACT_WORD, .words = w_purpose},
    {IS(lc_facts, authorization_claimed), .kind = LC_FACT_TEXT},
    {IS(lc_facts, ofac_authorization), .kind = LC_FACT_TEXT},
    {IS(lc_facts, knowledge_violation), .kind = LC_FACT_TEXT},
    {IS(lc_facts, en_route_on), .kind = LC_FACT_DATE},
    {IS(lc_facts, exporter_us_person), .kind = LC_FACT_YES_NO},
    {IS(lc_facts, us_government_use), .kind = LC_FACT_YES_NO},
    {IS(lc_facts, actual_order_before), .kind = LC_FACT_YES_NO},
    {IS(lc_facts, authorization_suspended), .kind = LC_FACT_YES_NO},
    {IS(lc_facts, knows_customer_listed), .kind = LC_FACT_YES_NO},
    {IS(lc_facts, knows_unauthorised_access), .kind = LC_FACT_YES_NO},
    {IS(lc_facts, stock_for_resale), .kind = LC_FACT_YES_NO},
    {IS(lc_facts, end_use), .kind = LC_FACT_TEXTS, .words = w_end_use},
    {IS(lc_facts, transit), .kind = LC_FACT_PLACES},
    {IS(lc_facts, is_informed), .kind = LC_FACT_TEXTS},
    {IS(lc_facts, item), .kind = LC_FACT_OBJECT, .of = &ITEM_SHAPE},
    {.key = "list_entry", .kind = LC_FACT_OBJECT, .of = &ENTRY_SHAPE},
    {OBJECTS_IN(lc_facts, parties, n_parties), .key = "parties", .of = &PARTY_SHAPE,
     .given_at = offsetof(lc_facts, parties_given)},
    {OBJECTS_IN(lc_facts, knowledge, n_knowledge), .key = "knowledge", .of = &KNOWLEDGE_SHAPE},
    {OBJECTS_IN(lc_facts, letters, n_letters), .key = "letters", .of = &LETTER_SHAPE,
     .flags = LC_FACT_ENGINE_ONLY},
};
static const lc_fact_shape FACTS_SHAPE = {FACTS, COUNT(FACTS), sizeof(lc_facts), 0, NULL};

bool lc_fact_end_use_word(lc_sv word)
{
    for (size_t i = 0; w_end_use[i]; i++)
        if (lc_sv_is(word, w_end_use[i])) return true;
    return false;
}

const lc_fact_shape *lc_facts_shape_root(void)
{
    return &FACTS_SHAPE;
}

bool lc_knowledge_of_end_use(const lc_knowledge *k)
{
    bool known = lc_sv_is(k->level, "positive") || lc_sv_is(k->level, "reason_to_know");
    return known && lc_fact_end_use_word(k->subject);
}
