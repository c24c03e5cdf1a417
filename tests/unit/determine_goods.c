/* Item, destination, end use and licence exceptions: single transactions whose answer stands in the
 * paragraph named beside each. Facts are JSON with ' for "; what is not stated is an export of a US
 * commodity from the United States on 2026-07-23 to an unlisted end user. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/buf.h"
#include "determine/determine.h"
#include "rules_folder.h"

typedef struct transaction {
    const char *law, *facts, *status, *basis; /* basis: by "|"; an answer may name more */
    const char *exceptions;                   /* by blanks, exactly; NULL: not looked at */
} transaction;

static const transaction TRANSACTIONS[] = {
    {"740.4: NS alone, group B", "{'to':'IL','item':{'eccn':'3A001.a.2'}}", "EXCEPTION_CANDIDATE",
     "738.4 NS2", "GBS STA?"},
    {"738.4: the row of China", "{'to':'CN','item':{'eccn':'3A001.a.2'}}", "LICENSE_REQUIRED",
     "738.4 NS2", ""},
    {"742.15, 740.17", "{'to':'IL','item':{'eccn':'5A002.a.1'}}", "EXCEPTION_CANDIDATE",
     "738.4 NS1|742.15 EI", "ENC"},
    {"746.8(a)(1) beside the chart", "{'to':'RU','item':{'eccn':'3A001.a.2'}}", "LICENSE_REQUIRED",
     "746.8(a)(1)|738.4 NS2", ""},
    {"746.2(a): food too; 740.18", "{'to':'CU','item':{'eccn':'EAR99','food_medicine':true}}",
     "LICENSE_REQUIRED", "746.2(a)", "AGR?"},
    {"746.4(a): food designated EAR99", "{'to':'KP','item':{'eccn':'EAR99','food_medicine':true}}",
     "NLR", "", ""},
    {"740.5 from 2025-09-02 on", "{'as_of':'2025-09-01','to':'SY','item':{'eccn':'EAR99'}}",
     "LICENSE_REQUIRED", "746.9(a)", ""},
    {"746 Supp. 4: chapter 84", "{'to':'RU','item':{'eccn':'EAR99','hts6':'847130'}}",
     "LICENSE_REQUIRED", "746.8(a)(5)", ""},
    {"746.8(a)(5)-(7) turn on the tariff number", "{'to':'RU','item':{'eccn':'EAR99'}}",
     "NEEDS_FACTS", "746.8(a)(5)", NULL},
    {"live animals are in no supplement", "{'to':'RU','item':{'eccn':'EAR99','hts6':'010121'}}",
     "NLR", "", ""},
    {"746.8(a)(8)(ii)",
     "{'to':'RU','item':{'eccn':'EAR99','type':'software','enterprise_class':'ERP'}}",
     "LICENSE_REQUIRED", "746.8(a)(8)", NULL},
    {"746.8(a)(12)(iv)",
     "{'to':'RU','item':{'eccn':'EAR99','type':'software','enterprise_class':'ERP','end_user_class'"
     ":'agriculture'}}",
     "NLR", "", ""},
    {"746.8(a)(12)(ii)",
     "{'to':'RU','item':{'eccn':'5D992.c','type':'software','end_user_class':'us_subsidiary_civil'}"
     "}",
     "NLR", "", ""},
    {"746.8(a)(12)(i)",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'EAR99','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','nationality':'RU','lists':[]}]}",
     "NLR", "", ""},
    {"the chart still holds for a release",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'3E001','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','nationality':'RU','lists':[]}]}",
     "LICENSE_REQUIRED", "738.4 NS1", NULL},
    {"734.13(b): nationality",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'3E001','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','lists':[]}]}",
     "NEEDS_FACTS", "", NULL},
    {"740.2(a)(12)",
     "{'to':'CN','item':{'eccn':'9A610.x','row_answers':{'9A610#0':true,'9A610#1':true}}}",
     "LICENSE_REQUIRED", "738.4 NS1|738.4 RS1", "GOV?"},
    {"742.6(a)(7)", "{'to':'CN','item':{'eccn':'9A610.y'}}", "LICENSE_REQUIRED", "742.6(a)(7)",
     NULL},
    {"742.6(a)(7) names three countries", "{'to':'VN','item':{'eccn':'9A610.y'}}", "NLR", "", ""},
    {"chart footnote 7", "{'to':'IN','item':{'eccn':'9A515.e.1'}}", "LICENSE_REQUIRED",
     "738 Supp.1 fn7", NULL},
    {"footnote 7 names .e only", "{'to':'IN','item':{'eccn':'9A515.x'}}", "NLR", "", ""},
    {"footnote 7, RS2 turns on frame rate", "{'to':'IN','item':{'eccn':'6A003.b.4.b'}}",
     "NEEDS_FACTS", "738.4", NULL},
    {"738.3(a)(1), 740.2(a)(3)", "{'to':'GB','item':{'eccn':'5A980'}}", "LICENSE_REQUIRED",
     "738.3(a)(1)|742.13", NULL},
    {"742.13", "{'to':'GB','item':{'eccn':'5A001.f.1'}}", "LICENSE_REQUIRED", "742.13", NULL},
    {"742.4(a)(5), 740.2(a)(22)", "{'to':'KR','item':{'eccn':'3B001.c.1.a'}}", "LICENSE_REQUIRED",
     "742.4(a)(5)|742.6(a)(10)", "IEC?"},
    {"742.6(a)(6)(iii)(B) names the UAE itself", "{'to':'AE','item':{'eccn':'3A090.b'}}",
     "LICENSE_REQUIRED", "742.6(a)(6)(iii)(B)", NULL},
    {"A:6 is left out", "{'to':'IL','item':{'eccn':'3A090.b'}}", "NLR", "", ""},
    {"the wider text is not enforced", "{'to':'GB','item':{'eccn':'3A090.a'}}", "NLR", "", ""},
    {"742.6(a)(12), 740.2(a)(25)", "{'to':'PK','item':{'eccn':'2A992'}}", "LICENSE_REQUIRED",
     "742.6(a)(12)", "TMP? RPL? GOV?"},
    {"740.2(a)(5)(ii)(A)", "{'to':'CN','item':{'eccn':'7A103'}}", "LICENSE_REQUIRED", "738.4 MT1",
     "TMP? RPL? TSU? AVS?"},
    {"746.1(b)(4)", "{'to':'SO','item':{'eccn':'0A501.a'}}", "LICENSE_REQUIRED",
     "738.4 NS1|738.4 RS1|746.1(b)(3) UN", "GOV?"},
    {"rows of single paragraphs are marked", "{'to':'DE','item':{'eccn':'3A001'}}", "NEEDS_FACTS",
     "738.4", NULL},
    {"a row of the whole entry is certain", "{'to':'CN','item':{'eccn':'3A001'}}",
     "LICENSE_REQUIRED", "738.4 NS2", ""},
    {"a row that turns on what the technology is for",
     "{'to':'CN','item':{'eccn':'3E201','type':'technology'}}", "NEEDS_FACTS", "738.4", NULL},
    {"738.3(b): the row of the United Kingdom", "{'to':'KY','item':{'eccn':'3A001.a.2'}}", "NLR",
     "", ""},
    {"734.4(c); 746 counts, so EAR99 does",
     "{'activity':'export_from_abroad','from':'DE','to':'CU','exporter_us_person':false,'item':{'"
     "eccn':'EAR99','origin':'foreign','us_content':[{'eccn':'EAR99','pct':15}],'fdp':false}}",
     "LICENSE_REQUIRED", "734.4(c)|746.2(a)", ""},
    {"734.4(c): ten per cent is inside",
     "{'activity':'export_from_abroad','from':'DE','to':'CU','exporter_us_person':false,'item':{'"
     "eccn':'EAR99','origin':'foreign','us_content':[{'eccn':'EAR99','pct':10}],'fdp':false}}",
     "NOT_SUBJECT", "", ""},
    {"734.4(d)(3)",
     "{'activity':'export_from_abroad','from':'DE','to':'CN','exporter_us_person':false,'item':{'"
     "eccn':'3E001','type':'technology','origin':'foreign','us_controlled_pct':10,'fdp':false}}",
     "NEEDS_FACTS", "734.4(d)(3)", NULL},
    {"734.4(d)(3)",
     "{'activity':'export_from_abroad','from':'DE','to':'CN','exporter_us_person':false,'item':{'"
     "eccn':'3E001','type':'technology','origin':'foreign','us_controlled_pct':10,'fdp':false,'one_"
     "time_report':true}}",
     "NOT_SUBJECT", "", ""},
    {"746.8(a)(12)(iii)(B)",
     "{'activity':'export_from_abroad','from':'DE','to':'RU','exporter_us_person':false,'item':{'"
     "eccn':'EAR99','origin':'foreign','us_content':[{'eccn':'EAR99','pct':60}],'hts6':'847130','"
     "fdp':false}}",
     "NOT_SUBJECT", "", ""},
    {"746.8(a)(5) counts EAR99 content",
     "{'activity':'export_from_abroad','from':'TR','to':'RU','exporter_us_person':false,'item':{'"
     "eccn':'EAR99','origin':'foreign','us_content':[{'eccn':'EAR99','pct':60}],'hts6':'847130','"
     "fdp':false}}",
     "LICENSE_REQUIRED", "746.8(a)(5)", ""},
    {"742.7(a)(4)", "{'to':'AU','item':{'eccn':'0A981'}}", "LICENSE_REQUIRED", "742.7(a)(4)", ""},
    {"742.7(a)(5)", "{'to':'CA','item':{'eccn':'0A503'}}", "NLR", "", ""},
    {"742.7(a)(5)", "{'to':'FR','item':{'eccn':'0A503'}}", "LICENSE_REQUIRED", "742.7(a)(5)", ""},
    {"774 Supp. 5 is not in the rows", "{'to':'DE','item':{'eccn':'0A521'}}", "NEEDS_FACTS", "",
     NULL},
    {"the entry points elsewhere", "{'to':'DE','item':{'eccn':'1C018'}}", "NEEDS_FACTS", "", NULL},
    {"734.3(b)(1)(i)", "{'to':'DE','item':{'eccn':'9A005'}}", "OTHER_AGENCY_AUTHORIZATION",
     "734.3(b)(1)(i)", ""},
    {"no such entry", "{'to':'DE','item':{'eccn':'3A777'}}", "NEEDS_FACTS", "", NULL},
    {"not classified", "{'to':'DE','item':{'eccn':null}}", "NEEDS_FACTS", "", NULL},
    {"no such place", "{'to':'ZZ','item':{'eccn':'3A001.a.2'}}", "NEEDS_FACTS", "", NULL},
    {"746.7(a)(2)",
     "{'to':'IR','item':{'eccn':'5D992.c','type':'software'},'ofac_authorization':'GL D-2'}",
     "OTHER_AGENCY_AUTHORIZATION", "", ""},
    {"746.7(e)", "{'to':'IR','item':{'eccn':'EAR99'}}", "OTHER_AGENCY_AUTHORIZATION", "746.7(e)",
     ""},
    {"746.7(a)(1)(ii)", "{'to':'IR','item':{'eccn':'EAR99','hts6':'854231'}}", "LICENSE_REQUIRED",
     "746.7(a)(1)(ii)", ""},
    {"chart footnote 10", "{'to':'GB','item':{'eccn':'0A504.i'}}", "LICENSE_REQUIRED",
     "738 Supp.1 fn10", NULL},
    {"chart footnote 10 names .i", "{'to':'GB','item':{'eccn':'0A504.a'}}", "NLR", "", ""},
    {"chart footnote 10 leaves .y out", "{'to':'AU','item':{'eccn':'0A501.y'}}", "NLR", "", ""},
    {"chart footnote 10", "{'to':'AU','item':{'eccn':'0A502.a','barrel_length_in':16}}",
     "LICENSE_REQUIRED", "738 Supp.1 fn10", NULL},
    {"740.3(d): twelve times the limit",
     "{'to':'JP','item':{'eccn':'9A610.x','row_answers':{'9A610#0':true,'9A610#1':true},'value_usd'"
     ":1000,'prior_year_to_date_usd':17500}}",
     "LICENSE_REQUIRED", "738.4 NS1|738.4 RS1", "STA?"},
    {"740.2(a)(12): shipped from Hong Kong",
     "{'activity':'reexport','from':'HK','to':'JP','item':{'eccn':'9A610.x','row_answers':{'9A610#"
     "0':true,'9A610#1':true}}}",
     "LICENSE_REQUIRED", "738.4 NS1|738.4 RS1", "GOV?"},
    {"736.2(b)(8)", "{'to':'DE','item':{'eccn':'3A001.a.2'},'transit':['VN']}", "LICENSE_REQUIRED",
     "736.2(b)(8)", ""},
    {"772.1: no export", "{'to':'PR','item':{'eccn':'3A001.a.2'}}", "NOT_SUBJECT", "", ""},
    {"746.6(a)(2)", "{'to':'UA-DNR','item':{'eccn':'5D992.c','type':'software'}}",
     "LICENSE_REQUIRED", "746.6(a)(2)", "TSU?"},
    {"740.22(c)(4)", "{'to':'CN','item':{'eccn':'4D004','type':'software'}}", "LICENSE_REQUIRED",
     "738.4 NS1", ""},
    {"740.22(c)(4)(i)",
     "{'to':'CN','item':{'eccn':'4D004','type':'software'},'parties':[{'role':'end_user','name':'U'"
     ",'country':'CN','lists':[],'favourable_cyber_end_user':true}]}",
     "EXCEPTION_CANDIDATE", "738.4 NS1", "ACE"},
    {"740.22(c)(2)",
     "{'to':'IL','item':{'eccn':'4D004','type':'software'},'parties':[{'role':'end_user','name':'U'"
     ",'country':'IL','lists':[],'government_end_user':true}]}",
     "LICENSE_REQUIRED", "738.4 NS1", ""},
    {"740.22(c)(2): group D only",
     "{'to':'DE','item':{'eccn':'4D004','type':'software'},'parties':[{'role':'end_user','name':'U'"
     ",'country':'DE','lists':[],'government_end_user':true}]}",
     "EXCEPTION_CANDIDATE", "738.4 NS1", "ACE"},
    {"744.2(a)", "{'to':'IN','item':{'eccn':'EAR99'},'end_use':['nuclear_744_2']}",
     "LICENSE_REQUIRED", "744.2(a)", ""},
    {"744.3(a)(1): D:4", "{'to':'DE','item':{'eccn':'EAR99'},'end_use':['rocket_300km']}", "NLR",
     "", ""},
    {"744.23(a)(2)(ii): 3B to 3E",
     "{'to':'CN','item':{'eccn':'EAR99'},'end_use':['ic_fab_node_unknown']}", "NLR", "", ""},
    {"744.4(a)", "{'to':'DE','item':{'eccn':'EAR99'},'end_use':['cbw']}", "LICENSE_REQUIRED",
     "744.4(a)", ""},
    {"744.23(a)(1)", "{'to':'CN','item':{'eccn':'4A994.b','app_wt':2},'end_use':['supercomputer']}",
     "LICENSE_REQUIRED", "744.23(a)(1)", ""},
    {"744.5: Canada too",
     "{'to':'CA','item':{'eccn':'EAR99','type':'technology'},'end_use':['maritime_nuclear_"
     "propulsion']}",
     "LICENSE_REQUIRED", "744.5(a)", ""},
    {"746.8(a)(4): to any destination",
     "{'to':'KZ','item':{'eccn':'EAR99','hts6':'730424'},'end_use':['oil_gas_746_8_a4']}",
     "LICENSE_REQUIRED", "746.8(a)(4)", ""},
    {"746 Supp. 2 does not name it",
     "{'to':'KZ','item':{'eccn':'EAR99','hts6':'010121'},'end_use':['oil_gas_746_8_a4']}", "NLR",
     "", ""},
    {"88 FR 73458: headquarters in D:5",
     "{'to':'SG','item':{'eccn':'3A090.b'},'parties':[{'role':'end_user','name':'U','country':'SG',"
     "'hq_country':'CN','lists':[]}]}",
     "LICENSE_REQUIRED", "742.6(a)(6)(iii)(B)", NULL},
    {"headquarters elsewhere",
     "{'to':'SG','item':{'eccn':'3A090.b'},'parties':[{'role':'end_user','name':'U','country':'SG',"
     "'hq_country':'FR','lists':[]}]}",
     "NLR", "", ""},
    {"746.3(a)(4)",
     "{'to':'IQ','item':{'eccn':'EAR99'},'parties':[{'role':'end_user','name':'U','country':'IQ','"
     "military_end_user':true,'lists':[]}]}",
     "LICENSE_REQUIRED", "746.3(a)(4)", ""},
    {"740.22(c)(2)(ii): if it is a response team",
     "{'to':'IL','item':{'eccn':'4D004','type':'software'},'parties':[{'role':'end_user','name':'U'"
     ",'country':'IL','lists':[],'government_end_user':true}],'purpose':'vulnerability_disclosure'"
     "}",
     "LICENSE_REQUIRED", "738.4 NS1", "ACE?"},
    {"746.7(a)(1)(i): release to an Iranian national",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'3E001','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','nationality':'IR','lists':[]}]}",
     "LICENSE_REQUIRED", "746.7(a)(1)(i)", ""},
    {"EAR99 technology to an Iranian national",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'EAR99','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','nationality':'IR','lists':[]}]}",
     "NLR", "", ""},
    {"746.9(a), last sentence",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'EAR99','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','nationality':'SY','lists':[]}]}",
     "NLR", "", ""},
    {"746.2(a)(2)",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'EAR99','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','nationality':'CU','lists':[]}]}",
     "NLR", "", ""},
    {"746.4(a) has no such relief",
     "{'activity':'deemed_export','to':'US','item':{'eccn':'EAR99','type':'technology'},'parties':["
     "{'role':'end_user','name':'P','country':'US','nationality':'KP','lists':[]}]}",
     "LICENSE_REQUIRED", "746.4(a)", NULL},
    {"736.2(b)(1) is for exports and reexports",
     "{'activity':'transfer_in_country','from':'CN','to':'CN','exporter_us_person':false,'item':{'"
     "eccn':'3A001.a.2'}}",
     "NLR", "", ""},
    {"742.4(a)(4): to or within",
     "{'activity':'transfer_in_country','from':'CN','to':'CN','exporter_us_person':false,'item':{'"
     "eccn':'3B001.d'}}",
     "LICENSE_REQUIRED", "742.4(a)(4)|742.6(a)(6)(i)", "GOV?"},
    {"746.8(a)(1): to or within",
     "{'activity':'transfer_in_country','from':'RU','to':'RU','exporter_us_person':false,'item':{'"
     "eccn':'5A991.b'}}",
     "LICENSE_REQUIRED", "746.8(a)(1)", ""},
    {"740.11(b)(2): official use",
     "{'to':'CN','item':{'eccn':'3A001.a.2'},'us_government_use':true}", "EXCEPTION_CANDIDATE",
     "738.4 NS2", "GOV"},
    {"746.8(c)(2)(ii)", "{'to':'RU','item':{'eccn':'3A001.a.2'},'us_government_use':true}",
     "EXCEPTION_CANDIDATE", "746.8(a)(1)|738.4 NS2", "GOV"},
    {"772.1: food is in no supplement to part 746",
     "{'to':'RU','item':{'eccn':'EAR99','food_medicine':true}}", "NLR", "", ""},
    {"744.21(a)(1), Supp. 2", "{'to':'CN','item':{'eccn':'3A991'},'end_use':['military']}",
     "LICENSE_REQUIRED", "744.21(a)(1)", "GOV?"},
    {"734.9(d) is for the 600 series",
     "{'activity':'export_from_abroad','from':'TW','to':'IL','exporter_us_person':false,'item':{'"
     "eccn':'EAR99','origin':'foreign','us_controlled_pct':0,'fdp':true,'fdp_inputs':['3E001']},'"
     "parties':[{'role':'end_user','name':'NSO','country':'IL','lists':[{'list':'EL','requirement':"
     "'All items subject to the EAR. (See 744.11 of the EAR)','policy':'Presumption of "
     "denial.','from_':'2021-11-04'}]}]}",
     "NOT_SUBJECT", "", ""},
    {"3A001.a.2 content goes under GBS: 734 Supp. 2(a)(1)",
     "{'activity':'export_from_abroad','from':'KR','to':'IL','exporter_us_person':false,'item':{'"
     "eccn':'EAR99','origin':'foreign','us_content':[{'eccn':'3A001.a.2','pct':60}],'fdp':false}}",
     "NOT_SUBJECT", "", ""},
};

static void put_default(lc_arena *a, lc_json *facts, const char *key, lc_json *value)
{
    if (!lc_json_get(facts, key)) lc_json_set(a, facts, key, value);
}

static lc_json *facts_of(lc_arena *a, const char *text)
{
    lc_sv json = lc_arena_sv(a, lc_sv_of(text));
    lc_json *facts, *party = lc_json_object(a), *parties = lc_json_array(a);
    for (size_t i = 0; i < json.len; i++)
        if (json.data[i] == '\'') ((char *)json.data)[i] = '"';
    assert_int_equal(lc_json_parse(a, json, &facts, NULL), 0);
    lc_json_set_z(a, party, "role", "end_user");
    lc_json_set_z(a, party, "name", "Unlisted Co");
    lc_json_set(a, party, "lists", lc_json_array(a));
    lc_json_push(a, parties, party);
    put_default(a, facts, "as_of", lc_json_of_z(a, "2026-07-23"));
    put_default(a, facts, "activity", lc_json_of_z(a, "export"));
    put_default(a, facts, "from", lc_json_of_z(a, "US"));
    put_default(a, facts, "exporter_us_person", lc_json_of_bool(a, true));
    put_default(a, facts, "parties", parties);
    lc_json *item = (lc_json *)lc_json_get(facts, "item");
    put_default(a, item, "origin", lc_json_of_z(a, "US"));
    put_default(a, item, "type", lc_json_of_z(a, "commodity"));
    return facts;
}

static bool names(const lc_json *list, lc_sv word)
{
    for (size_t i = 0; i < lc_json_len(list); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(list, i)), word)) return true;
    return false;
}

/* Every word stands in the list; with exactly, nothing else does. */
static bool agrees(const lc_json *list, lc_sv words, lc_sv sep, bool exactly)
{
    size_t n = 0;
    while (words.len) {
        lc_sv word = lc_sv_cut(&words, sep);
        if (word.len && !names(list, word)) return false;
        n += word.len > 0;
    }
    return !exactly || n == lc_json_len(list);
}

static void each_is_as_the_paragraph_says(void **state)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof TRANSACTIONS / sizeof *TRANSACTIONS; i++) {
        const transaction *t = &TRANSACTIONS[i];
        lc_arena *a = lc_arena_new();
        lc_facts *f;
        lc_determination *d;
        licet_error e = {0};
        if (lc_facts_parse(a, facts_of(a, t->facts), LC_FACTS_FROM_USER, &f, &e))
            fail_msg("%s: %s", t->law, e.message);
        assert_int_equal(lc_determine(a, *state, f, &d, &e), 0);
        const lc_json *answer = lc_determination_json(a, d);
        lc_sv text = lc_json_text(a, answer, LC_JSON_CANONICAL);
        bool ok = lc_sv_is(lc_json_get_sv(answer, "status"), t->status) &&
                  agrees(lc_json_get(answer, "basis"), lc_sv_of(t->basis), LC_SV("|"), false) &&
                  (!t->exceptions || agrees(lc_json_get(answer, "exceptions"),
                                            lc_sv_of(t->exceptions), LC_SV(" "), true));
        if (!ok) printf("%s\n  %s\n  %.400s\n", t->law, t->facts, text.data);
        wrong += !ok;
        lc_arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

static int setup(void **state)
{
    lc_arena *a = lc_arena_new();
    *state = test_rules(a);
    lc_arena_free(a);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    lc_rules_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_as_the_paragraph_says)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
