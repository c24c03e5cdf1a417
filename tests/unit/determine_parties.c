/* Listed parties, owners, activities and scope: one line a rule. The facts are those of a plain
 * export of an EAR99 commodity from the United States on 2026-07-23 unless the line says otherwise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "determine/determine.h"
#include "rules_folder.h"

/* clang-format off: one line a rule */
#define ALL_ITEMS "\"requirement\":\"For all items subject to the EAR. (See §744.11 of the EAR)\","
#define EL                                                                                         \
    "{\"list\":\"EL\",\"from_\":\"2021-11-04\"," ALL_ITEMS "\"policy\":\"Presumption of denial\"}"
#define EL_AS(requirement, policy)                                                                 \
    "{\"list\":\"EL\",\"from_\":\"2021-11-04\",\"requirement\":\"" requirement                     \
    "\",\"policy\":\"" policy "\"}"
#define SDN(tag) "{\"list\":\"SDN\",\"from_\":\"2022-03-01\",\"programs\":[\"" tag "\"]}"
#define ON(list) "{\"list\":\"" list "\",\"from_\":\"2020-12-23\"}"
#define DPL      "{\"list\":\"DPL\",\"from_\":\"2020-01-01\",\"to\":null}"
#define PARTY(role, country, lists)                                                                \
    "{\"role\":\"" role "\",\"name\":\"P\",\"country\":\"" country "\",\"lists\":[" lists "]}"
#define USER(country, lists) "\"parties\":[" PARTY("end_user", country, lists) "]"
#define OWNED(country, owners)                                                                     \
    "\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"" country                    \
    "\",\"lists\":[],\"owners\":[" owners "]}]"
#define NSO(pct)         "{\"name\":\"NSO Group\",\"pct\":" pct ",\"lists\":[" EL "]}"
#define ITEM(eccn, type) "\"item\":{\"eccn\":\"" eccn "\",\"type\":\"" type "\",\"origin\":\"US\"}"
#define WINDOW           "\"as_of\":\"2025-10-15\","
#define ABROAD           "\"activity\":\"reexport\",\"from\":\"DE\",\"exporter_us_person\":false,"
#define PROJECT                                                                                    \
    "For all items subject to the EAR when used in projects specified in § 746.8(a)(4) of the EAR"
#define SUPP7                                                                                      \
    "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR"
#define GOV_ENTRY                                                                                  \
    "For all items subject to the EAR. (See § 744.11 of the EAR). This license requirement may "  \
    "be overcome by License Exception GOV under § 740.11(b)(2) and (e)."
#define PRODUCT                                                                                    \
    "\"activity\":\"export_from_abroad\",\"from\":\"TW\",\"exporter_us_person\":false,\"item\":{"  \
    "\"eccn\":\"EAR99\",\"type\":\"commodity\",\"origin\":\"foreign\",\"us_controlled_pct\":0,"    \
    "\"fdp\":true,\"fdp_inputs\":[\"3E001\"]},"
#define FN4                                                                                        \
    EL_AS("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4",         \
          "Presumption of denial")
#define BUYING "\"activity\":\"purchase_from\",\"from\":\"IL\",\"to\":\"US\","

#define NEAR_OWNER(list)                                                                           \
    "{\"name\":\"NSO "                                                                             \
    "Group\",\"pct\":50,\"lists\":[],\"screening\":\"POSSIBLE_MATCH\",\"possible_lists\":[{"       \
    "\"list\":\"" list "\",\"name\":\"NSO Group\"}]}"

#define DETECTION                                                                                  \
    "Case-by-case review for ECCNs 1A004.c, 1A004.d, 1A995, 1A999.a, 1D003, 2A983, 2D983, and "    \
    "2E983, and for EAR99 items described in the Note to ECCN 1A995; case-by-case review for "     \
    "items necessary to detect, identify and treat infectious disease; and presumption of denial " \
    "for all other items subject to the EAR."
#define NOT_3B                                                                                     \
    "Presumption of denial except case-by-case for items not described in ECCN 3B001.a.4, .c, "    \
    ".d, f.1.b.2, .k to .p; 3B002.c, 3B993, or 3B994"
#define FOOD                                                                                       \
    "Policy of denial for all items subject to the EAR apart from food and medicine designated "   \
    "as EAR99, which will be reviewed on a case-by-case basis. See §§ 746.8(b) and 744.21(e)"
#define UAV                                                                                        \
    "For All Items Subject to the EAR (See §744.11 of the EAR), except for EAR99-designated "     \
    "technology for the operation, maintenance, or repair of unmanned aerial vehicles (UAV) "      \
    "released to this entity by the operator of the UAV."
#define OIL                                                                                        \
    "All items subject to the EAR except for: crude oil, condensates, aromatics under the "        \
    "following Harmonized System (HS) codes: 271111, 2709, 290511"
#define GL_1B                                                                                        \
    "All items subject to the EAR, apart from items that are related to transactions that are "      \
    "authorized by the Department of the Treasury’s Office of Foreign Assets Control pursuant to " \
    "General License No. 1B of March 2, 2021."

typedef struct line {
    const char *rule, *facts;    /* members that overrule the plain export */
    const char *status, *policy; /* policy NULL: not looked at; "": none */
    const char *words; /* must stand among basis, obligations, other, exceptions, missing */
    const char *never; /* must not */
} line;

static const line LINES[] = {
    /* 744.11 and its columns */
    {"744.11(a)", "\"to\":\"IL\"," USER("IL", EL), "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL",
     "744.11(a)", "NLR"},
    {"744.11(a), wherever located", "\"to\":\"CY\"," USER("CY", EL), "LICENSE_REQUIRED", NULL,
     "744.11(a)", NULL},
    {"748.5(c)-(f): a seller is none of them",
     "\"parties\":[" PARTY("seller", "IL", EL) "," PARTY("end_user", "FR", "") "]", "NLR", NULL,
     "KYC_RED_FLAGS", "744.11(a)"},
    {"an owner beside the parties",
     "\"parties\":[" PARTY("owner", "IL", EL) "," PARTY("end_user", "FR", "") "]", "NLR", NULL,
     "RED_FLAG_LISTED_OWNER", "744.11(a)"},
    {"748.5(d): forwarder abroad",
     "\"parties\":[" PARTY("forwarder_abroad", "IL", EL) "," PARTY("end_user", "FR", "") "]",
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"an unread requirement is every item", USER("FR", EL_AS("Some items", "Maybe")),
     "LICENSE_REQUIRED", "", "744.11(a)", NULL},
    {"no columns at all", USER("FR", "{\"list\":\"EL\"}"), "LICENSE_REQUIRED", "", "744.11(a)",
     NULL},
    {"removed",
     USER("FR", "{\"list\":\"EL\",\"from_\":\"2020-01-01\",\"to\":\"2024-10-21\"," ALL_ITEMS
                "\"policy\":\"\"}"),
     "NLR", NULL, NULL, "744.11(a)"},
    {"not yet in force",
     USER("FR", "{\"list\":\"EL\",\"from_\":\"2026-07-24\"," ALL_ITEMS "\"policy\":\"\"}"), "NLR",
     NULL, NULL, "744.11(a)"},
    {"746.8(a)(4) project, use unknown",
     "\"to\":\"KZ\"," USER("KZ", EL_AS(PROJECT, "See § 746.8(b)(2) of the EAR")),
     "LICENSE_REQUIRED", "POLICY_OF_DENIAL", "744.11(a)", NULL},
    {"746.8(a)(4) project",
     "\"end_use\":[\"oil_gas_746_8_a4\"],\"to\":\"KZ\"," USER("KZ",
                                                              EL_AS(PROJECT, "Policy of denial")),
     "LICENSE_REQUIRED", "POLICY_OF_DENIAL", "744.11(a)", NULL},
    {"746.8(a)(4) none",
     "\"end_use\":[\"not_oil_gas_project\"],\"to\":\"KZ\"," USER(
         "KZ", EL_AS(PROJECT, "Policy of denial")),
     "NLR", NULL, "CONFIRM_NOT_746_8_A4_PROJECT", "744.11(a)"},
    {"Supp. 7 to part 746, EAR99", USER("AE", EL_AS(SUPP7, "Presumption of denial")), "NEEDS_FACTS",
     NULL, "CONFIRM_NOT_IN_SUPP7_746 item.hts6", NULL},
    {"Supp. 7 to part 746, CCL",
     ITEM("5A992.c", "commodity") "," USER("AE", EL_AS(SUPP7, "Presumption of denial")),
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"GOV without a government", USER("FR", EL_AS(GOV_ENTRY, "Policy of denial")),
     "LICENSE_REQUIRED", "POLICY_OF_DENIAL", "GOV?", NULL},
    {"GOV with one", "\"us_government_use\":true," USER("FR", EL_AS(GOV_ENTRY, "Policy of denial")),
     "EXCEPTION_CANDIDATE", NULL, "GOV", NULL},
    {"EAR99: presumption of approval",
     USER("FR",
          EL_AS("All items subject to the EAR",
                "Presumption of approval for EAR99; case-by-case review for all items on the CCL")),
     "LICENSE_REQUIRED", "PRESUMPTION_OF_APPROVAL", NULL, NULL},
    {"CCL: case by case",
     ITEM("5A992.c", "commodity") "," USER(
         "FR",
         EL_AS("All items subject to the EAR",
               "Presumption of approval for EAR99; case-by-case review for all items on the CCL")),
     "LICENSE_REQUIRED", "CASE_BY_CASE", NULL, NULL},
    {"carve-out nobody has shown",
     USER("RU",
          EL_AS("All items subject to the EAR, apart from items that are related to transactions "
                "that are authorized by the Department of the Treasury’s Office of Foreign Assets "
                "Control pursuant to General License No. 1B of March 2, 2021.",
                "Policy of denial")) ",\"to\":\"TR\"",
     "LICENSE_REQUIRED", "POLICY_OF_DENIAL", NULL, NULL},
    {"Hikvision: a named ECCN",
     "\"to\":\"CN\"," ITEM("2A983", "commodity") "," USER(
         "CN", EL_AS("All items subject to the EAR", DETECTION)),
     "LICENSE_REQUIRED", "CASE_BY_CASE", NULL, NULL},
    {"Hikvision: anything else", USER("CN", EL_AS("All items subject to the EAR", DETECTION)),
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", NULL, NULL},
    {"items other than the named 3B ones",
     "\"to\":\"CN\"," ITEM("3B991", "commodity") "," USER(
         "CN", EL_AS("All items subject to the EAR", NOT_3B)),
     "LICENSE_REQUIRED", "CASE_BY_CASE", NULL, NULL},
    {"the named 3B ones",
     "\"to\":\"CN\"," ITEM("3B993", "commodity") "," USER(
         "CN", EL_AS("All items subject to the EAR", NOT_3B)),
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", NULL, NULL},
    {"742.6(a)(11)",
     "\"to\":\"CN\"," ITEM("3B993", "commodity") "," USER(
         "CN", EL_AS("For all items subject to the EAR (See §§734.4(a)(9), 734.9(e)(3), and 744.11 "
                     "of the EAR)5",
                     "Presumption of denial")),
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", "744.11(a) 742.6(a)(11)", NULL},
    {"food and medicine",
     "\"item\":{\"eccn\":\"EAR99\",\"type\":\"commodity\",\"origin\":\"US\",\"food_medicine\":true}"
     "," USER("FR", EL_AS("All items subject to the EAR", FOOD)),
     "LICENSE_REQUIRED", "CASE_BY_CASE", NULL, NULL},
    {"neither food nor medicine", USER("FR", EL_AS("All items subject to the EAR", FOOD)),
     "LICENSE_REQUIRED", "POLICY_OF_DENIAL", NULL, NULL},
    {"UAV technology left out, perhaps",
     ITEM("EAR99", "technology") "," USER("FR", EL_AS(UAV, "Presumption of denial")), "NEEDS_FACTS",
     NULL, "744.11(a) item.desc", NULL},
    {"no technology, so not left out", USER("FR", EL_AS(UAV, "Presumption of denial")),
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"crude oil left out by its HS code",
     "\"item\":{\"eccn\":\"EAR99\",\"type\":\"commodity\",\"origin\":\"US\",\"hts6\":\"270900\"}"
     "," USER("FR", EL_AS(OIL, "Presumption of denial")),
     "NLR", NULL, NULL, "744.11(a)"},
    {"a server is no crude oil",
     "\"item\":{\"eccn\":\"EAR99\",\"type\":\"commodity\",\"origin\":\"US\",\"hts6\":\"847150\"}"
     "," USER("FR", EL_AS(OIL, "Presumption of denial")),
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"an OFAC authorisation that may be the entry's",
     "\"ofac_authorization\":\"GL 1B\"," USER("TR", EL_AS(GL_1B, "Policy of denial")),
     "NEEDS_FACTS", NULL, "ofac_authorization", NULL},
    {"744.6(c)(2)",
     "\"activity\":\"us_person_support\",\"to\":\"CN\",\"end_use\":[\"advanced_node_fab\"]," USER(
         "CN", ""),
     "LICENSE_REQUIRED", NULL, "744.6(c)(2)(i)", NULL},
    {"744.6(c)(2), elsewhere",
     "\"activity\":\"us_person_support\",\"to\":\"JP\",\"end_use\":[\"advanced_node_fab\"]," USER(
         "JP", ""),
     "NOT_SUBJECT", NULL, NULL, "744.6(c)(2)(i)"},
    {"744.16(f)",
     "\"to\":\"HK\",\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"HK\","
     "\"lists\":[],\"at_listed_address\":{" ALL_ITEMS
     "\"policy\":\"Presumption of denial\",\"from_\":\"2024-06-12\"}}]",
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", "744.11(a)", NULL},
    {"744.16(f), an entry by address",
     "\"to\":\"HK\"," USER("HK", "{\"list\":\"EL_ADDRESS\"," ALL_ITEMS
                                 "\"policy\":\"Presumption of denial\"}"),
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"744.16(f), the day before",
     "\"as_of\":\"2024-06-11\",\"to\":\"HK\"," USER("HK", "{\"list\":\"EL_ADDRESS\"," ALL_ITEMS
                                                          "\"policy\":\"Presumption of denial\"}"),
     "NLR", NULL, NULL, "744.11(a)"},
    {"savings clause",
     "\"as_of\":\"2021-11-20\",\"en_route_on\":\"2021-11-04\",\"actual_order_before\":true," USER(
         "FR", EL),
     "NEEDS_FACTS", NULL, "SAVINGS_CLAUSE", "744.11(a)"},
    {"under way later than the listing",
     "\"as_of\":\"2021-11-20\",\"en_route_on\":\"2021-11-06\"," USER("FR", EL), "LICENSE_REQUIRED",
     NULL, "744.11(a)", "SAVINGS_CLAUSE"},
    {"unclassified to a listed party", "\"item\":{\"eccn\":null,\"origin\":\"US\"}," USER("FR", EL),
     "LICENSE_REQUIRED", NULL, "744.11(a) item.eccn", NULL},
    {"734.9(e)(2)", PRODUCT "\"to\":\"CN\"," USER("CN", FN4), "LICENSE_REQUIRED",
     "PRESUMPTION_OF_DENIAL", "734.9(e)(2) 744.11(a)(2)(iv)", NULL},
    {"734.9(e) needs a footnote", PRODUCT "\"to\":\"IL\"," USER("IL", EL), "NOT_SUBJECT", NULL,
     NULL, "744.11(a)"},
    {"734.9(e)(2) before its day",
     "\"as_of\":\"2022-10-20\"," PRODUCT "\"to\":\"CN\"," USER("CN", FN4), "NOT_SUBJECT", NULL,
     NULL, "734.9(e)(2)"},

    /* denial orders */
    {"736.2(b)(4), any role",
     "\"parties\":[" PARTY("bank", "US", DPL) "," PARTY("end_user", "FR", "") "]", "PROHIBITED", "",
     "736.2(b)(4)", NULL},
    {"764 Supp. 1 Second E, service", "\"activity\":\"service\"," USER("FR", DPL), "PROHIBITED",
     NULL, "736.2(b)(4)", NULL},
    {"764 Supp. 1 Second C, foreign goods",
     BUYING "\"item\":{\"eccn\":\"EAR99\",\"origin\":\"foreign\"},\"parties\":[" PARTY(
         "seller", "TR", DPL) "]",
     "NOT_SUBJECT", NULL, NULL, "736.2(b)(4)"},
    {"764 Supp. 1 Second C, origin unknown",
     BUYING "\"item\":{\"eccn\":\"EAR99\"},\"parties\":[" PARTY("seller", "TR", DPL) "]",
     "NEEDS_FACTS", NULL, "736.2(b)(4) item.origin", NULL},
    {"an expired order",
     USER("FR", "{\"list\":\"DPL\",\"from_\":\"2010-01-01\",\"to\":\"2020-01-01\"}"), "NLR", NULL,
     NULL, "736.2(b)(4)"},
    {"an undated row", USER("FR", "{\"list\":\"DPL\"}"), "NEEDS_FACTS", NULL,
     "list_entry.in_force CONFIRM_DENIAL_ORDER_IN_FORCE", NULL},
    {"an undated row, looked up",
     "\"list_entry\":{\"in_force\":true}," USER("FR", "{\"list\":\"DPL\"}"), "PROHIBITED", NULL,
     "736.2(b)(4)", NULL},
    {"an undated row, not in force",
     "\"list_entry\":{\"in_force\":false}," USER("FR", "{\"list\":\"DPL\"}"), "NLR", NULL, NULL,
     "736.2(b)(4)"},
    {"764 Supp. 1 Third", OWNED("FR", "{\"name\":\"D\",\"pct\":100,\"lists\":[" DPL "]}"),
     "NEEDS_FACTS", NULL, "764 Supp.1 Third|READ_ORDER", NULL},
    {"an order reaches only items subject to the EAR",
     "\"item\":{\"eccn\":\"EAR99\",\"type\":\"technology\",\"origin\":\"US\",\"published\":true}"
     "," USER("FR", DPL),
     "NOT_SUBJECT", NULL, NULL, "736.2(b)(4)"},

    /* SDN, 744.8, OFAC */
    {"744.8(b)", ABROAD USER("AE", SDN("[ILLICIT DRUGS-EO14059]")), "LICENSE_REQUIRED",
     "PRESUMPTION_OF_DENIAL", "744.8(b) OFAC_SECONDARY_RISK", NULL},
    {"744.8, the day before it grew",
     "\"as_of\":\"2024-03-20\"," ABROAD USER("AE", SDN("RUSSIA-EO14024")), "NLR", NULL,
     "OFAC_SECONDARY_RISK", "744.8(b)"},
    {"no tag of 744.8, US person", USER("AE", SDN("CYBER2")), "OTHER_AGENCY_AUTHORIZATION", NULL,
     "OFAC_BLOCKED_US_PERSON", "744.8(b)"},
    {"no tag of 744.8, not a US person", ABROAD USER("AE", SDN("CYBER2")), "NLR", NULL,
     "OFAC_SECONDARY_RISK", "OFAC_BLOCKED_US_PERSON"},
    {"744.8 Note 2", USER("AE", SDN("RUSSIA-EO14024") "," EL), "LICENSE_REQUIRED", NULL,
     "744.11(a) OFAC_BLOCKED_US_PERSON", "744.8(b)"},
    {"744.8 Note 2, an entry that asks nothing",
     "\"end_use\":[\"not_oil_gas_project\"]," USER(
         "AE", SDN("RUSSIA-EO14024") "," EL_AS(PROJECT, "Policy of denial")),
     "LICENSE_REQUIRED", NULL, "744.8(b)", "744.11(a)"},
    {"OFAC has authorised it", "\"ofac_authorization\":\"GL 8\"," USER("AE", SDN("RUSSIA-EO14024")),
     "NLR", NULL, "OFAC_AUTHORIZED", "OFAC_BLOCKED_US_PERSON"},
    {"SSI entries with an SDN tag",
     USER("AE", "{\"list\":\"SSI\",\"programs\":[\"UKRAINE-EO13662\"]}"), "NLR", NULL,
     "OFAC_SECTORAL", "744.8(b)"},
    {"buying from a blocked person",
     BUYING "\"parties\":[" PARTY("seller", "RU", SDN("CYBER2")) "]", "OTHER_AGENCY_AUTHORIZATION",
     NULL, "OFAC_BLOCKED_US_PERSON", NULL},

    /* UVL, MEU, others */
    {"744.15(b)", USER("HK", ON("UVL")) ",\"to\":\"HK\"", "NLR_WITH_CONDITIONS", NULL,
     "744.15(b) UVL_STATEMENT EEI_REGARDLESS_OF_VALUE NO_LICENSE_EXCEPTIONS", NULL},
    {"758.1(b)(8): not the purchaser", "\"parties\":[" PARTY("purchaser", "HK", ON("UVL")) "]",
     "NLR_WITH_CONDITIONS", NULL, "UVL_STATEMENT", "EEI_REGARDLESS_OF_VALUE"},
    {"UVL and a licence requirement",
     "\"to\":\"HK\"," ITEM("3A001.a.2", "commodity") "," USER("HK", ON("UVL")), "LICENSE_REQUIRED",
     NULL, "738.4 NS2|NO_LICENSE_EXCEPTIONS", "UVL_STATEMENT"},
    {"744.21(b)", "\"to\":\"CN\"," ITEM("3A991", "commodity") "," USER("CN", ON("MEU")),
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", "744.21(b) GOV?", NULL},
    {"744.21(b), not an item of Supp. 2", "\"to\":\"CN\"," USER("CN", ON("MEU")), "NLR", NULL,
     "RED_FLAG_MEU", "744.21(b)"},
    {"744.21(a)(2)",
     "\"to\":\"BY\",\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"BY\","
     "\"lists\":[],\"military_end_user\":true}]",
     "LICENSE_REQUIRED", "POLICY_OF_DENIAL", "744.21(a)(2)", NULL},
    {"744.22",
     "\"to\":\"SG\",\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"SG\","
     "\"lists\":[],\"mieu\":true,\"meu_country\":\"CN\"}]",
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", "744.22(a)", NULL},
    {"744.19, no licence needed", USER("FR", ON("ISN")), "NLR", NULL, "RED_FLAG_ISN", NULL},
    {"744.19, an application",
     "\"to\":\"CN\"," ITEM("3A001.a.2", "commodity") "," USER("CN", ON("ISN")), "LICENSE_REQUIRED",
     "POLICY_OF_DENIAL", "RED_FLAG_ISN", NULL},
    {"CMIC", USER("FR", ON("CMIC")), "NLR", NULL, "OFAC_SECURITIES_ONLY", NULL},
    {"DTC", USER("FR", ON("DTC")), "NLR", NULL, "RED_FLAG_DTC", NULL},
    {"your own list", USER("FR", ON("HOUSE")), "NLR", NULL, "HOUSE_POLICY", NULL},
    {"734.3(b)(1)(i)", ITEM("USML", "commodity") "," USER("FR", ""), "OTHER_AGENCY_AUTHORIZATION",
     NULL, "734.3(b)(1)(i) ITAR", NULL},

    /* ownership */
    {"before the rule", "\"as_of\":\"2025-09-28\",\"to\":\"CN\"," OWNED("CN", NSO("50")), "NLR",
     NULL, "RED_FLAG_LISTED_OWNER", "744.11(a)(1)"},
    {"744.11(a)(1)", WINDOW "\"to\":\"CN\"," OWNED("CN", NSO("50")), "LICENSE_REQUIRED",
     "PRESUMPTION_OF_DENIAL", "744.11(a)(1)", NULL},
    {"General Order 7 (g)(1)(i)", WINDOW "\"to\":\"IL\"," OWNED("IL", NSO("50")),
     "AUTHORIZED_BY_GENERAL_LICENSE", "", "744.11(a)(1) GO7(g)(1)(i) RECORDKEEPING_762", NULL},
    {"General Order 7 (g)(1)(ii)",
     WINDOW
     "\"to\":\"CN\"," OWNED("CN", NSO("50") ",{\"name\":\"US Corp\",\"pct\":50,\"hq\":\"US\"}"),
     "AUTHORIZED_BY_GENERAL_LICENSE", "", "GO7(g)(1)(ii)", NULL},
    {"General Order 7 is not for SDNs",
     WINDOW "\"to\":\"IL\"," OWNED("IL", "{\"name\":\"S\",\"pct\":50,\"lists\":[" SDN("SDGT") "]}"),
     "LICENSE_REQUIRED", NULL, "744.8(a)(2)", "GO7(g)(1)(i)"},
    {"stayed, before the day printed in General Order 7",
     "\"as_of\":\"2025-11-20\",\"to\":\"IL\"," OWNED("IL", NSO("50")), "NLR", NULL,
     "RED_FLAG_LISTED_OWNER", "GO7(g)(1)(i)"},
    {"back by its terms", "\"as_of\":\"2026-11-10\",\"to\":\"IL\"," OWNED("IL", NSO("50")),
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", "CONFIRM_AFFILIATES_RULE_STATUS", NULL},
    {"10 and 40 through a captured holder",
     WINDOW "\"to\":\"CN\"," OWNED(
         "CN", NSO("10") ",{\"name\":\"A\",\"pct\":40,\"owners\":[" NSO("50") "]}"),
     "LICENSE_REQUIRED", NULL, "744.11(a)(1)", NULL},
    {"40 % of all of it",
     WINDOW "\"to\":\"CN\"," OWNED("CN", "{\"name\":\"A\",\"pct\":100,\"owners\":[" NSO("40") "]}"),
     "NLR", NULL, "RED_FLAG_MINORITY_LISTED_OWNER", "744.11(a)(1)"},
    {"Entity and MEU List together",
     WINDOW "\"to\":\"CN\"," OWNED(
         "CN", NSO("25") ",{\"name\":\"M\",\"pct\":25,\"lists\":[" ON("MEU") "]}"),
     "LICENSE_REQUIRED", NULL, "744.11(a)(1)", "744.21(a)(3)"},
    {"MEU owner, EAR99",
     WINDOW "\"to\":\"CN\"," OWNED("CN", "{\"name\":\"M\",\"pct\":50,\"lists\":[" ON("MEU") "]}"),
     "NLR", NULL, "RED_FLAG_LISTED_OWNER", "744.21(a)(3)"},
    {"address entries do not carry over",
     WINDOW "\"to\":\"CN\"," OWNED(
         "CN", "{\"name\":\"A\",\"pct\":100,\"address_only\":true,\"lists\":[" EL "]}"),
     "NLR", NULL, "RED_FLAG_LISTED_OWNER", "744.11(a)(1)"},
    {"the UVL does not carry over",
     WINDOW "\"to\":\"CN\"," OWNED("CN", "{\"name\":\"A\",\"pct\":100,\"lists\":[" ON("UVL") "]}"),
     "NLR", NULL, "RED_FLAG_LISTED_OWNER", "UVL_STATEMENT"},
    {"unlisted military users do not carry over",
     WINDOW "\"to\":\"CN\"," ITEM("3A991", "commodity") "," OWNED(
         "CN", "{\"name\":\"A\",\"pct\":100,\"unlisted_meu\":true}"),
     "NLR", NULL, "RED_FLAG_MEU", "744.21(a)(3)"},
    {"red flag 29", WINDOW "\"to\":\"CN\"," OWNED("CN", "{\"name\":\"N\",\"lists\":[" EL "]}"),
     "LICENSE_REQUIRED", NULL, "732 Supp.3 RF29|parties[0].owners[].pct", NULL},
    {"an unknown share that cannot be half",
     WINDOW "\"to\":\"CN\"," OWNED("CN", "{\"name\":\"N\",\"lists\":[" EL
                                         "]},{\"name\":\"X\",\"pct\":60}"),
     "NLR", NULL, "RED_FLAG_MINORITY_LISTED_OWNER", NULL},
    {"one owner named twice", WINDOW "\"to\":\"CN\"," OWNED("CN", NSO("30") "," NSO("20")),
     "LICENSE_REQUIRED", NULL, "744.11(a)(1)", NULL},
    {"OFAC 50 %, US person, in the stay",
     "\"as_of\":\"2025-12-15\"," OWNED(
         "AE", "{\"name\":\"S\",\"pct\":50,\"lists\":[" SDN("RUSSIA-EO14024") "]}"),
     "OTHER_AGENCY_AUTHORIZATION", NULL, "OFAC_BLOCKED_US_PERSON RED_FLAG_LISTED_OWNER",
     "744.8(a)(2)"},
    {"OFAC 50 %, no US person",
     "\"as_of\":\"2025-12-15\"," ABROAD OWNED(
         "AE", "{\"name\":\"S\",\"pct\":50,\"lists\":[" SDN("RUSSIA-EO14024") "]}"),
     "NLR", NULL, "OFAC_50PCT_IF_US_NEXUS", NULL},
    {"OFAC 50 % reaches any programme",
     OWNED("AE", "{\"name\":\"S\",\"pct\":50,\"lists\":[" SDN("CYBER2") "]}"),
     "OTHER_AGENCY_AUTHORIZATION", NULL, "OFAC_BLOCKED_US_PERSON", NULL},
    {"744.11(b): US persons are not reached",
     WINDOW "\"activity\":\"domestic_sale_us\",\"to\":\"US\"," OWNED("US", NSO("100")),
     "NOT_SUBJECT", NULL, "RED_FLAG_LISTED_OWNER", "744.11(a)(1)"},
    {"footnotes carry over with the rule",
     WINDOW PRODUCT "\"to\":\"CN\"," OWNED("CN", "{\"name\":\"H\",\"pct\":50,\"lists\":[" FN4 "]}"),
     "LICENSE_REQUIRED", NULL, "734.9(e)(2) 744.11(a)(2)(iv) 744.11(a)(1)", NULL},

    /* activity, scope, knowledge, near matches */
    {"buying from a listed party",
     BUYING "\"item\":{\"eccn\":\"EAR99\",\"origin\":\"foreign\"},\"parties\":[" PARTY(
         "seller", "IL", EL) "]",
     "NOT_SUBJECT", NULL, "RED_FLAG_PURCHASE_FROM_LISTED_IF_US_ORIGIN", "EO_14093_FEDERAL_USE"},
    {"E.O. 14093",
     BUYING "\"us_government_use\":true,\"item\":{\"eccn\":\"EAR99\",\"origin\":\"foreign\"},"
            "\"parties\":[" PARTY("seller", "IL", EL) "]",
     "NOT_SUBJECT", NULL, "EO_14093_FEDERAL_USE", NULL},
    {"E.O. 14093, the day before",
     "\"as_of\":\"2023-03-26\"," BUYING
     "\"us_government_use\":true,\"parties\":[" PARTY("seller", "IL", EL) "]",
     "NOT_SUBJECT", NULL, NULL, "EO_14093_FEDERAL_USE"},
    {"software on its server",
     "\"activity\":\"saas_access\",\"item\":{\"eccn\":\"5D992.c\",\"type\":\"software\",\"origin\":"
     "\"US\",\"delivery\":\"browser_only\"}," USER("FR", EL),
     "NOT_SUBJECT", NULL, "CONFIRM_NO_CLIENT_DOWNLOAD", "744.11(a)"},
    {"software on its server, or not",
     "\"activity\":\"saas_access\",\"item\":{\"eccn\":\"5D992.c\",\"type\":\"software\",\"origin\":"
     "\"US\"}," USER("FR", EL),
     "NEEDS_FACTS", NULL, "item.delivery", NULL},
    {"a client download is an export",
     "\"activity\":\"saas_access\",\"item\":{\"eccn\":\"5D992.c\",\"type\":\"software\",\"origin\":"
     "\"US\",\"delivery\":\"download\"}," USER("FR", EL),
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"734.7",
     "\"item\":{\"eccn\":\"EAR99\",\"type\":\"technology\",\"origin\":\"US\",\"published\":true}"
     "," USER("FR", EL),
     "NOT_SUBJECT", NULL, NULL, "744.11(a)"},
    {"742.15(b), non-standard and not notified",
     "\"item\":{\"eccn\":\"5D002.c.1\",\"type\":\"software\",\"origin\":\"US\",\"published\":true,"
     "\"nonstandard_cryptography\":true,\"source_code_notified\":false}," USER("FR", EL),
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"742.15(b), standard cryptography",
     "\"item\":{\"eccn\":\"5D002.c.1\",\"type\":\"software\",\"origin\":\"US\",\"published\":true,"
     "\"nonstandard_cryptography\":false}," USER("FR", EL),
     "NOT_SUBJECT", NULL, NULL, NULL},
    {"734.10(b), the day before",
     "\"as_of\":\"2024-07-17\",\"item\":{\"eccn\":\"EAR99\",\"type\":\"technology\",\"origin\":"
     "\"US\",\"standards_related\":true,\"standard_to_be_published\":true}," USER("FR", EL),
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"744.6(b)(5)",
     "\"activity\":\"us_person_support\",\"to\":\"RU\",\"parties\":[{\"role\":\"end_user\","
     "\"name\":\"P\",\"lists\":[],\"mieu\":true}]",
     "LICENSE_REQUIRED", "PRESUMPTION_OF_DENIAL", "744.6(b)(5)", NULL},
    {"744.6 binds US persons",
     "\"exporter_us_person\":false,\"activity\":\"us_person_support\",\"to\":\"RU\",\"parties\":[{"
     "\"role\":\"end_user\",\"name\":\"P\",\"lists\":[],\"mieu\":true}]",
     "NOT_SUBJECT", NULL, NULL, "744.6(b)(5)"},
    {"736.2(b)(10)", "\"knowledge_violation\":\"goes on to NSO\"," USER("FR", ""), "PROHIBITED", "",
     "736.2(b)(10)", NULL},
    {"764.2(e) reaches buying",
     BUYING
     "\"knowledge\":[{\"subject\":\"stolen\",\"level\":\"reason_to_know\"}],\"parties\":[" PARTY(
         "seller", "FR", "") "]",
     "PROHIBITED", NULL, "736.2(b)(10)", NULL},
    {"an open red flag",
     "\"knowledge\":[{\"subject\":\"odd\",\"level\":\"red_flag_open\"}]," USER("FR", ""), "NLR",
     NULL, "KYC_RED_FLAGS", NULL},
    {"a near match",
     "\"parties\":[{\"role\":\"end_user\",\"name\":\"NSO "
     "Groupe\",\"country\":\"FR\",\"lists\":[],\"name_match\":{\"list\":\"EL\",\"entry\":\"NSO "
     "Group\",\"strength\":\"near\"}}]",
     "NEEDS_FACTS", NULL, "RESOLVE_NEAR_MATCH|parties[0].identity|732 Supp.3", "744.11(a)"},
    {"a near match of an owner, in the stay", OWNED("IL", NEAR_OWNER("EL")) ",\"to\":\"IL\"", "NLR",
     NULL, "RESOLVE_NEAR_MATCH RED_FLAG_LISTED_OWNER", "parties[0].owners[0].identity"},
    {"a near match of an owner, with the rule",
     WINDOW "\"to\":\"CN\"," OWNED("CN", NEAR_OWNER("EL")), "NEEDS_FACTS", NULL,
     "parties[0].owners[0].identity", NULL},
    {"a near match of an owner, OFAC", OWNED("AE", NEAR_OWNER("SDN")), "NEEDS_FACTS", NULL,
     "parties[0].owners[0].identity", NULL},
    {"a near match on a list that asks nothing more",
     "\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"FR\",\"screening\":"
     "\"MATCH\",\"lists\":[" ON("CMIC") "],\"possible_lists\":[" ON("CMIC") "]}]",
     "NLR", NULL, "RESOLVE_NEAR_MATCH OFAC_SECURITIES_ONLY", NULL},
    {"a near match on an address beside a match",
     "\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"FR\",\"screening\":"
     "\"MATCH\",\"lists\":[" ON("CMIC") "],\"possible_lists\":[" EL "]}]",
     "NEEDS_FACTS", NULL, "parties[0].identity", NULL},
    {"an owner nobody looked for",
     OWNED("FR", "{\"name\":\"A\",\"pct\":100,\"lists\":[],\"screening\":\"NOT_SCREENED\"}"), "NLR",
     NULL, NULL, "parties[0].owners[0].lists"},
    {"the search was not complete",
     "\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"FR\",\"screening\":\"NOT_"
     "SCREENED\",\"lists\":[]}]",
     "NEEDS_FACTS", NULL, "parties[0].lists", NULL},
    {"a match in an incomplete search is a match",
     "\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"FR\",\"screening\":"
     "\"MATCH\",\"lists\":[" EL "]}]",
     "LICENSE_REQUIRED", NULL, "744.11(a)", NULL},
    {"a denial order BIS's list does not confirm",
     USER("FR", "{\"list\":\"DPL\",\"from_\":\"2010-01-01\",\"in_force\":null}"), "NEEDS_FACTS",
     NULL, "list_entry.in_force READ_ORDER", NULL},
    {"a standard order in force",
     USER("FR", "{\"list\":\"DPL\",\"in_force\":true,\"standard_order\":\"Y\"}"), "PROHIBITED",
     NULL, "736.2(b)(4)", "READ_ORDER"},
    {"a designation in doubt",
     USER("AE", "{\"list\":\"SDN\",\"programs\":[\"SDGT\"],\"in_force\":null}"), "NEEDS_FACTS",
     NULL, "744.8(b) list_entry.in_force", NULL},
    {"lists of other authorities", USER("FR", "{\"list\":\"OTHER\",\"name\":\"X\"}"), "NLR", NULL,
     "KYC_RED_FLAGS", NULL},
    {"a military user's own word, 772.1",
     "\"to\":\"CN\"," ITEM("3A991", "commodity") "," USER(
         "CN", "") ",\"knowledge\":[{\"subject\":\"military\",\"level\":\"reason_to_know\"}]",
     "LICENSE_REQUIRED", NULL, "744.21(a)(1)", "736.2(b)(10)"},
    {"a licence claimed", "\"authorization_claimed\":\"D1234567\"," USER("FR", EL),
     "LICENSE_REQUIRED", NULL, NULL, "CLAIMED_AUTHORIZATION_REJECTED"},
    {"an exception claimed",
     "\"authorization_claimed\":\"ACE\"," ITEM("4D004", "software") "," USER("FR", EL),
     "LICENSE_REQUIRED", NULL, "CLAIMED_AUTHORIZATION_REJECTED ACE", NULL},
    {"nobody was looked for",
     "\"parties\":[{\"role\":\"end_user\",\"name\":\"P\",\"country\":\"FR\"}]", "NEEDS_FACTS", NULL,
     "parties[0].lists", NULL},
    {"no parties", "\"parties\":[]", "NEEDS_FACTS", NULL, "parties", NULL},
    {"a released technology at home",
     "\"activity\":\"deemed_export\",\"to\":\"US\"," ITEM("EAR99", "technology") "," USER("IL", EL),
     "NEEDS_FACTS", NULL, "734.13(b) 744.11(a) CONSULT_BIS", NULL},
    {"claimed NLR", "\"authorization_claimed\":\"NLR\"," USER("FR", EL), "LICENSE_REQUIRED", NULL,
     "CLAIMED_NLR_REJECTED", NULL},
    {"nothing against it", USER("FR", ""), "NLR", "", NULL, "KYC_RED_FLAGS"},
};

/* clang-format on */

static lc_rules *rules;

static const char PLAIN[] =
    "{\"as_of\":\"2026-07-23\",\"activity\":\"export\",\"from\":\"US\",\"to\":\"FR\","
    "\"exporter_us_person\":true,\"item\":{\"eccn\":\"EAR99\",\"type\":\"commodity\",\"origin\":"
    "\"US\"}}";

static lc_json *facts_of(lc_arena *a, const line *l)
{
    lc_json *f, *more;
    licet_error e = {0};
    assert_int_equal(lc_json_parse(a, lc_sv_of(PLAIN), &f, &e), 0);
    if (lc_json_parse(a, lc_arena_printf(a, "{%s}", l->facts), &more, &e))
        fail_msg("%s: %s", l->rule, e.message);
    for (size_t i = 0; i < lc_json_len(more); i++)
        lc_json_set(a, f, lc_arena_z(a, lc_json_key(more, i)), lc_json_at(more, i));
    return f;
}

static bool said(const lc_json *answer, lc_sv word)
{
    static const char *const keys[] = {"basis",      "obligations", "other",
                                       "exceptions", "missing",     "barred"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const lc_json *list = lc_json_get(answer, keys[k]);
        for (size_t i = 0; i < lc_json_len(list); i++)
            if (lc_sv_eq(lc_json_sv(lc_json_at(list, i)), word)) return true;
    }
    return false;
}

/* Words stand between blanks, or between | where a word has blanks in it. */
static int missing_words(const line *l, const lc_json *answer)
{
    lc_sv rest = lc_sv_of(l->words ? l->words : "");
    lc_sv between = lc_sv_find(rest, LC_SV("|"), 0) == SIZE_MAX ? LC_SV(" ") : LC_SV("|");
    int n = 0;
    while (rest.data) {
        lc_sv word = lc_sv_cut(&rest, between);
        if (word.len && !said(answer, word)) n++;
    }
    return n;
}

static bool holds(const line *l, const lc_json *answer)
{
    lc_sv policy = lc_json_get_sv(answer, "policy");
    if (!lc_sv_is(lc_json_get_sv(answer, "status"), l->status)) return false;
    if (l->policy && !lc_sv_is(policy, l->policy)) return false;
    if (missing_words(l, answer)) return false;
    return !l->never || !said(answer, lc_sv_of(l->never));
}

static void every_rule_holds(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        lc_arena *a = lc_arena_new();
        lc_facts *f;
        lc_determination *d;
        licet_error e = {0};
        if (lc_facts_parse(a, facts_of(a, &LINES[i]), LC_FACTS_FROM_ENGINE, &f, &e))
            fail_msg("%s: %s", LINES[i].rule, e.message);
        assert_int_equal(lc_determine(a, rules, f, &d, &e), 0);
        lc_json *answer = lc_determination_json(a, d);
        if (!holds(&LINES[i], answer)) {
            bad++;
            lc_json_set(a, answer, "trace", NULL);
            lc_json_set(a, answer, "versions", NULL);
            lc_json_set(a, answer, "requirements", NULL);
            printf("%s: expected %s %s %s, not %s\n    %s\n", LINES[i].rule, LINES[i].status,
                   LINES[i].policy ? LINES[i].policy : "", LINES[i].words ? LINES[i].words : "",
                   LINES[i].never ? LINES[i].never : "",
                   lc_json_text(a, answer, LC_JSON_COMPACT).data);
        }
        lc_arena_free(a);
    }
    printf("%zu rules\n", sizeof LINES / sizeof *LINES);
    assert_int_equal(bad, 0);
}

static int setup(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    rules = test_rules(a);
    lc_arena_free(a);
    return rules ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    lc_rules_free(rules);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_rule_holds)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
