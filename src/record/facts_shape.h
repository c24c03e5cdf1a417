/* record/facts_shape.h: parsed facts as plain structures. Filled by lc_facts_parse, read by
 * determine. Everything lives in the arena given to lc_facts_parse and is not changed afterwards.
 * An empty view, LC_TRI_UNKNOWN, LC_DATE_NONE or given == false means: not stated. */
#ifndef RECORD_FACTS_SHAPE_H
#define RECORD_FACTS_SHAPE_H

#include "record/facts.h"

/* The three answers a test or a yes/no fact can have; zero permits nothing. */
typedef enum lc_tri { LC_TRI_UNKNOWN = 0, LC_TRI_NO, LC_TRI_YES } lc_tri;

typedef struct lc_number { /* a JSON number, if it was given */
    bool given;
    double value;
} lc_number;

typedef struct lc_words { /* a list of strings; given tells [] from absent */
    bool given;
    lc_sv *at;
    size_t len;
} lc_words;

/* One entry of parties[].lists[] (or of owners). */
typedef struct lc_listing {
    lc_sv list; /* EL EL_ADDRESS DPL UVL MEU SDN FSE SSI PLC CAP NS-MBS CMIC DTC ISN HOUSE */
    lc_sv requirement, policy; /* Entity List columns as published */
    lc_sv fr;                  /* Federal Register citation as published */
    lc_sv statute;             /* ISN: INKSNA */
    lc_sv entry, name;         /* the screening's: key and primary name */
    lc_sv standard_order;      /* DPL: "Y" is a standard order (Supp. 1 to part 764) */
    lc_words programs;         /* OFAC programme tags */
    lc_date from, to;          /* effective date; removal */
    bool standing_in_doubt;    /* the screening wrote "in_force": null */
    lc_tri in_force;           /* the screening's own word, LC_TRI_UNKNOWN where it wrote none */
} lc_listing;

enum {
    LC_PCT_UNIT = 1000000
}; /* ownership is counted in millionths of a per cent: sums are exact */

typedef struct lc_party lc_party;
struct lc_party { /* a party or an owner */
    lc_sv role, name, address, country, hq_country, nationality, meu_country;
    lc_listing *lists;
    size_t n_lists;
    bool lists_given;     /* even [] */
    lc_sv screening;      /* the screening's verdict: MATCH POSSIBLE_MATCH NO_MATCH NOT_SCREENED */
    lc_listing *possible; /* entries that resemble the party; identity not established */
    size_t n_possible;
    lc_listing *at_address; /* parties[].at_listed_address as an EL_ADDRESS entry, or NULL */
    lc_listing *near_match; /* parties[].name_match: list, entry, or NULL */
    lc_party *owners;
    size_t n_owners;
    int64_t pct_micro;        /* of an owner: LC_PCT_UNIT to the per cent; -1 unknown */
    lc_sv known_listed_owner; /* "EL": an owner is listed, its share is not known */
    lc_tri us_person, military_end_user, mieu, government_end_user, favourable_cyber_end_user,
        ownership_known, ownership_unknown, address_only, unlisted_meu;
    lc_tri unnamed; /* the screening's own word: what stands as the name is none ("TBD") */
    lc_sv path;     /* "parties[0]" or "parties[0].owners[1]" */
};

typedef struct lc_us_content {
    lc_sv eccn;
    lc_number pct;
} lc_us_content;

typedef struct lc_ccl_row_given { /* item.rows[]: control-list rows stated by the user */
    lc_sv eccn, row, reason, scope_kind, scope_text, chart_text, columns;
} lc_ccl_row_given;

typedef struct lc_row_answer { /* item.row_answers: "9A610#0" -> yes or no */
    lc_sv key;
    lc_tri answer;
} lc_row_answer;

typedef struct lc_flag { /* item.flags: "LVS" -> "$5,000" */
    lc_sv key, value;
} lc_flag;

typedef struct lc_item {
    lc_sv eccn; /* with subpara joined if that was given apart: "0A502" + "a" = 0A502.a;
                   empty: null or not stated */
    lc_sv subpara, type, origin, delivery, desc, hts6, manufactured_in, end_user_class,
        enterprise_class;
    lc_number app_wt, value_usd, prior_year_to_date_usd, us_controlled_pct, quantity,
        barrel_length_in, fpa_elements, frame_rate_hz;
    lc_tri published, source_code_notified, nonstandard_cryptography, standards_related,
        standard_to_be_published, not_subject, tangible, fdp, food_medicine, one_time_report,
        uae_supp8_approved, embedded_in_civil_product;
    lc_words fdp_inputs;
    lc_us_content *us_content;
    size_t n_us_content;
    bool us_content_given;
    lc_ccl_row_given *rows;
    size_t n_rows;
    bool rows_given;
    lc_row_answer *row_answers;
    size_t n_row_answers;
    lc_flag *flags;
    size_t n_flags;
} lc_item;

typedef struct lc_knowledge {
    lc_sv subject, level; /* positive reason_to_know red_flag_open */
} lc_knowledge;

/* A letter of the agency out of the exporter's own table, found to be about this transaction's
 * parties. The engine's word: a user states is_informed. */
typedef struct lc_letter_told {
    lc_sv reference, section, note;
    lc_sv items, to;  /* as rule/letters.h has them; empty: any */
    lc_sv party, who; /* path of the party and the name in the letter; empty: any party */
    lc_date dated;
    lc_tri certain; /* NO: the party only resembles the one in the letter */
} lc_letter_told;

struct lc_facts {
    lc_date as_of, en_route_on;
    lc_sv activity, from, to, exporter_location, purpose;
    lc_sv authorization_claimed, ofac_authorization, knowledge_violation;
    lc_tri exporter_us_person, us_government_use, actual_order_before, authorization_suspended,
        knows_customer_listed, knows_unauthorised_access, stock_for_resale;
    lc_tri list_entry_in_force; /* list_entry.in_force: a person has looked a denial order up */
    lc_item item;
    lc_party *parties;
    size_t n_parties;
    bool parties_given;
    lc_words end_use, transit, is_informed;
    lc_knowledge *knowledge;
    size_t n_knowledge;
    lc_letter_told *letters;
    size_t n_letters;
};

bool lc_words_has(const lc_words *w, const char *word);
/* The answer to a row's question, LC_TRI_UNKNOWN if it was not given. key is "ECCN#row". */
lc_tri lc_row_answer_of(const lc_item *item, lc_sv key);
/* Is it knowledge, or reason to know, of an end use the contract has a word for? */
bool lc_knowledge_of_end_use(const lc_knowledge *k);

#endif
