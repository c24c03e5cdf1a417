#include "report/words.h"

#include <inttypes.h>
#include <stdio.h>

#include "report/report.h"

const char LC_DISCLAIMER[] = "Decision support, not legal advice. The Federal Register and the "
                             "agencies' lists govern. A score measures resemblance, not legality.";

const char LC_NLR_SENTENCE[] =
    "no BIS licence requirement found on the facts given; assumes no prohibited end use or end "
    "user "
    "and no listed owner of 50 % or more (not checked); other agencies' rules apply";

typedef struct pair {
    const char *code, *words;
} pair;

#define FIND(table, code) find((table), sizeof(table) / sizeof *(table), (code))

static lc_sv find(const pair *table, size_t n, lc_sv code)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(code, table[i].code)) return lc_sv_of(table[i].words);
    return LC_SV_NONE;
}

lc_sv lc_words_list(lc_sv code)
{
    static const pair lists[] = {
        {"EL", "Entity List"},
        {"EL_ADDRESS", "Entity List address"},
        {"DPL", "Denied Persons List"},
        {"UVL", "Unverified List"},
        {"MEU", "Military End User List"},
        {"SDN", "OFAC SDN List"},
        {"FSE", "OFAC Foreign Sanctions Evaders"},
        {"SSI", "OFAC Sectoral Sanctions List"},
        {"PLC", "OFAC Palestinian Legislative Council List"},
        {"CAP", "OFAC CAPTA List"},
        {"NS-MBS", "OFAC Non-SDN Menu-Based Sanctions"},
        {"CMIC", "OFAC Chinese Military-Industrial Companies"},
        {"DTC", "State Department AECA debarred"},
        {"ISN", "State Department nonproliferation sanctions"},
        {"1260H", "US Chinese military companies (1260H)"},
        {"UFLPA", "UFLPA Entity List"},
        {"UN", "UN Security Council list"},
        {"EU", "EU financial sanctions"},
        {"UKSL", "UK Sanctions List"},
        {"OFSI", "UK OFSI list (closed)"},
        {"SECO", "Swiss sanctions"},
        {"SEMA", "Canadian sanctions"},
        {"DFAT", "Australian sanctions"},
        {"METI", "Japanese Foreign End User List"},
        {"CN-UEL", "Chinese Unreliable Entity List"},
        {"CN-ECL", "Chinese export control list"},
        {"CN-ATT", "Chinese attention list"},
        {"FTM", "data set of other lists"},
        {"HOUSE", "your company's own list"},
    };
    lc_sv words = FIND(lists, code);
    return words.len ? words : code;
}

lc_sv lc_words_obligation(lc_sv code)
{
    static const pair obligations[] = {
        {"CLAIMED_AUTHORIZATION_REJECTED", "the exception or licence claimed does not cover this"},
        {"CLAIMED_NLR_REJECTED", "the NLR claimed does not hold"},
        {"CONFIRM_DENIAL_ORDER_IN_FORCE", "find out whether the denial order is in force"},
        {"CONFIRM_NOTHING_GOES_BACK", "confirm that nothing but the payment goes to the seller"},
        {"RED_FLAG_ADDRESS", "red flag: a listed address"},
        {"CONFIRM_AFFILIATES_RULE_STATUS",
         "confirm whether the affiliates rule is in force on this day"},
        {"CONFIRM_NOT_746_8_A4_PROJECT", "confirm that it is no oil or gas project of 746.8(a)(4)"},
        {"CONFIRM_NOT_IN_SUPP7_746", "confirm that the item is not in Supplement 7 to part 746"},
        {"CONFIRM_NO_CLIENT_DOWNLOAD", "confirm that nothing is downloaded to the user's machine"},
        {"CONFIRM_NO_TECHNOLOGY_RELEASE", "confirm that no technology or source code is released"},
        {"CONSULT_BIS", "ask BIS before going on"},
        {"DEEMED_EXPORT_CHECK_FOR_TECHNOLOGY",
         "check any release of technology as a deemed export"},
        {"EEI_REGARDLESS_OF_VALUE", "file EEI whatever the value"},
        {"FILE_ONE_TIME_REPORT", "file the one-time report and wait 30 days"},
        {"KYC_RED_FLAGS", "look into the red flags of Supplement 3 to part 732"},
        {"LICENSE_IF_ITEM_LEAVES_US", "a licence is needed if the item leaves the United States"},
        {"NO_LICENSE_EXCEPTIONS", "use no licence exception"},
        {"READ_ORDER", "read the denial order itself"},
        {"RECORDKEEPING_762", "keep the records five years (part 762)"},
        {"RED_FLAG_DTC", "red flag: debarred by the State Department"},
        {"RED_FLAG_ISN", "red flag: under nonproliferation sanctions"},
        {"RED_FLAG_LISTED_OWNER", "red flag: a listed owner of half or more"},
        {"RED_FLAG_MEU", "red flag: military end user"},
        {"RED_FLAG_MINORITY_LISTED_OWNER", "red flag: a listed owner of less than half"},
        {"RED_FLAG_PURCHASE_FROM_LISTED_IF_US_ORIGIN",
         "red flag: bought from a listed party; make sure no US item was exported to it "
         "unlawfully"},
        {"RESCREEN_ON_SHIP_DATE", "screen again on the ship date"},
        {"RESOLVE_NEAR_MATCH", "find out whether the party is the listed one"},
        {"UVL_STATEMENT", "get a signed UVL statement before shipping"},
    };
    return FIND(obligations, code);
}

lc_sv lc_words_other(lc_sv code)
{
    static const pair others[] = {
        {"EO_14093_FEDERAL_USE",
         "E.O. 14093: federal agencies may be barred from using this spyware"},
        {"HOUSE_POLICY", "your company's own rule, not law"},
        {"ITAR", "State Department: the item is under the ITAR"},
        {"OFAC_50PCT_IF_US_NEXUS", "OFAC: owned half or more by a sanctioned party"},
        {"OFAC_AUTHORIZED", "OFAC: an authorisation is stated; check its terms"},
        {"OFAC_BLOCKED_US_PERSON",
         "OFAC blocking sanctions: a US person may have no dealings with this party"},
        {"OFAC_ITSR_31CFR560", "OFAC: the Iran regulations (31 CFR 560) need an authorisation"},
        {"OFAC_SECONDARY_RISK", "OFAC: risk of secondary sanctions"},
        {"OFAC_SECTORAL", "OFAC: sectoral sanctions limit certain dealings"},
        {"OFAC_SECURITIES_ONLY", "OFAC: securities of this party only; no bar on the goods"},
    };
    return FIND(others, code);
}

/* The path without its numbers: "parties[0].identity" -> "parties[].identity". */
static lc_sv without_numbers(lc_arena *a, lc_sv path)
{
    char *out = lc_arena_alloc(a, path.len + 1);
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < path.len; i++) {
        if (path.data[i] == ']') inside = false;
        if (!inside) out[n++] = path.data[i];
        if (path.data[i] == '[') inside = true;
    }
    return lc_sv_make(out, n);
}

lc_sv lc_words_missing(lc_arena *a, lc_sv path)
{
    static const pair facts[] = {
        {"as_of", "the ship date"},
        {"activity", "whether this is a sale, a purchase or a reexport"},
        {"from", "the country it ships from"},
        {"to", "the country of destination"},
        {"exporter_us_person", "whether the exporter is a US person"},
        {"exporter_location", "the exporter's country"},
        {"item.eccn", "the item's ECCN, or EAR99"},
        {"item.delivery", "how the software is delivered: download, media or browser only"},
        {"item.type", "whether it is a commodity, software or technology"},
        {"item.hts6", "the item's tariff number, six digits"},
        {"item.origin", "the country the item was made in"},
        {"item.value_usd", "the value in US dollars"},
        {"item.us_controlled_pct", "the share of controlled US content"},
        {"item.us_content", "the US content, by ECCN"},
        {"item.fdp", "whether it is a direct product of US technology or software"},
        {"item.subject_to_ear", "whether the item is subject to the EAR"},
        {"item.manufactured_in", "the country of manufacture"},
        {"item.desc", "what the item is"},
        {"item.enterprise_class", "the item's enterprise class"},
        {"item.fdp_inputs", "what technology or software it is the direct product of"},
        {"item.nonstandard_cryptography", "whether its cryptography is non-standard"},
        {"item.one_time_report", "whether the one-time report is filed"},
        {"item.source_code_notified", "whether BIS was notified of the source code"},
        {"item.standard_to_be_published", "whether the standard will be published"},
        {"item.subpara", "the paragraph of the ECCN"},
        {"ofac_authorization", "whether OFAC authorises it"},
        {"transit", "the countries it passes through"},
        {"en_route_on", "the day it was already on its way"},
        {"end_use", "the end use"},
        {"end_user", "the end user"},
        {"parties", "the parties"},
        {"list_entry.in_force", "whether the denial order is in force"},
        {"parties[].identity", "whether this is the listed party: compare address, registration, "
                               "date of birth"},
        {"parties[].name", "the party's name"},
        {"parties[].address", "the party's address"},
        {"parties[].country", "the party's country"},
        {"parties[].owners", "who owns the party, and how much"},
        {"parties[].owners[].pct", "the owner's share"},
        {"parties[].owners[].identity", "whether the owner is the listed party"},
        {"parties[].role", "the party's role"},
        {"parties[].owners[].lists", "a complete search for the owner"},
        {"parties[].lists[].requirement", "the footnote of the Entity List entry"},
        {"parties[].related_person", "whether the denial order names it as a related person"},
        {"parties[].screening", "a complete search for the party"},
        {"parties[].lists", "a complete search for the party"},
        {"parties[].ownership_known", "who owns the party"},
        {"parties[].military_end_user", "whether the party is a military end user"},
        {"parties[].government_end_user", "whether the party is a government"},
    };
    lc_sv row = LC_SV("item.row_answers.");
    if (lc_sv_starts(path, row))
        return lc_arena_printf(a, "the answer to the question of row %.*s",
                               LC_SV_ARG(lc_sv_from(path, row.len)));
    return FIND(facts, without_numbers(a, path));
}

lc_sv lc_words_role(lc_arena *a, lc_sv role)
{
    if (lc_sv_is(role, "forwarder_us")) return LC_SV("forwarder in the US");
    if (lc_sv_is(role, "forwarder_abroad")) return LC_SV("forwarder");
    char *out = lc_arena_z(a, role);
    for (size_t i = 0; i < role.len; i++)
        if (out[i] == '_') out[i] = ' ';
    return lc_sv_make(out, role.len);
}

lc_sv lc_words_status(lc_sv status)
{
    static const pair statuses[] = {
        {"PROHIBITED", "prohibited; no licence exception, whatever the role"},
        {"LICENSE_REQUIRED", "a licence is required"},
        {"EXCEPTION_CANDIDATE", "a licence is required unless an exception fits"},
        {"NEEDS_FACTS", "cannot be decided on these facts"},
        {"OTHER_AGENCY_AUTHORIZATION", "not these rules but another agency's"},
        {"AUTHORIZED_BY_GENERAL_LICENSE", "a general licence covers it"},
        {"NLR_WITH_CONDITIONS", "no licence required once the obligations are met"},
        {"NLR", "no licence required (NLR)"},
        {"NOT_SUBJECT", "outside the export rules"},
    };
    return FIND(statuses, status);
}

lc_sv lc_words_policy(lc_arena *a, lc_sv policy)
{
    static const pair policies[] = {
        {"POLICY_OF_DENIAL", "policy of denial"},
        {"PRESUMPTION_OF_DENIAL", "presumption of denial"},
        {"PER_SECTION", "reviewed as the section named says"},
        {"CASE_BY_CASE", "reviewed case by case"},
        {"PRESUMPTION_OF_APPROVAL", "presumption of approval"},
        {"POLICY_OF_DENIAL?", "policy of denial (confirm it)"},
        {"DENY_IF_MATERIAL_CONTRIBUTION", "denied where it would be a material contribution"},
        {"CASE_BY_CASE_IF_BELOW_5G_ELSE_ENTRY", "case by case below 5G, else as the entry says"},
        {"PRESUMPTION_OF_APPROVAL_IF_746.9(c)(1)_ELSE_CASE_BY_CASE",
         "presumption of approval for the uses of 746.9(c)(1), else case by case"},
    };
    lc_sv words = FIND(policies, policy);
    return words.len ? words : lc_words_role(a, policy);
}

int lc_words_list_rank(lc_sv status, lc_sv list)
{
    static const struct {
        const char *status, *first;
    } speaks[] = {{"PROHIBITED", "DPL"},
                  {"OTHER_AGENCY_AUTHORIZATION", "SDN"},
                  {"NLR_WITH_CONDITIONS", "UVL"}};
    static const char *const order[] = {"EL",  "EL_ADDRESS", "DPL", "SDN", "MEU",
                                        "UVL", "SSI",        "FSE", "CAP", "NS-MBS",
                                        "PLC", "CMIC",       "DTC", "ISN", "HOUSE"};
    enum { LISTS = sizeof order / sizeof *order };
    for (size_t i = 0; i < sizeof speaks / sizeof *speaks; i++)
        if (lc_sv_is(status, speaks[i].status) && lc_sv_is(list, speaks[i].first)) return 0;
    for (int i = 0; i < LISTS; i++)
        if (lc_sv_is(list, order[i])) return i + 1;
    return LISTS + 1;
}

lc_sv lc_words_near(lc_arena *a, lc_sv name, lc_sv listed, lc_sv list)
{
    return lc_arena_printf(a,
                           "\"%.*s\" resembles %.*s (%.*s); not established; do not ship until "
                           "resolved",
                           LC_SV_ARG(name), LC_SV_ARG(listed), LC_SV_ARG(lc_words_list(list)));
}

lc_sv lc_words_future(lc_arena *a, lc_sv date)
{
    return lc_arena_printf(a, "decided on today's lists; screen again on %.*s", LC_SV_ARG(date));
}

lc_sv lc_words_grouped(lc_arena *a, int64_t n)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRId64, n);
    char *out = lc_arena_alloc(a, 2 * sizeof digits);
    size_t at = 0;
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0 && digits[i - 1] != '-') out[at++] = ',';
        out[at++] = digits[i];
    }
    return lc_sv_make(out, at);
}
