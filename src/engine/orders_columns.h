/* engine/orders_columns.h: the header of a table of orders -> what every column is.
 *
 * Strongest first: --map; the canonical name itself; a known spelling; a role with a part ("End
 * user country"); "Country" or "Address" alone, which belong to the party column they stand beside.
 */
#ifndef ENGINE_ORDERS_COLUMNS_H
#define ENGINE_ORDERS_COLUMNS_H

#include "codec/json.h"
#include "engine/orders_words.h"

typedef enum lc_field {
    LC_FIELD_UNREAD = 0,
    LC_FIELD_ORDER_ID,
    LC_FIELD_LINE,
    LC_FIELD_SHIP_DATE,
    LC_FIELD_ACTIVITY,
    LC_FIELD_EXPORTER,
    LC_FIELD_PART_NO,
    LC_FIELD_ITEM,
    LC_FIELD_DELIVERY,
    LC_FIELD_ECCN,
    LC_FIELD_ORIGIN,
    LC_FIELD_HTS6,
    LC_FIELD_QUANTITY,
    LC_FIELD_VALUE_USD,
    LC_FIELD_VALUE, /* an amount in a currency that must be stated elsewhere */
    LC_FIELD_CURRENCY,
    LC_FIELD_FROM,
    LC_FIELD_TO,
    LC_FIELD_TRANSIT,
    LC_FIELD_END_USE,
    LC_FIELD_OWNERS,
    LC_FIELD_AUTHORIZATION,
    LC_FIELD_REMARKS,
    LC_FIELD_PARTY, /* see part, role and group */
    LC_FIELDS = LC_FIELD_PARTY
} lc_field;

/* The roles of the facts' contract, and two that a row resolves. */
typedef enum lc_role {
    LC_ROLE_NONE = 0,
    LC_ROLE_COUNTERPARTY, /* whom we sell to or buy from */
    LC_ROLE_PURCHASER,
    LC_ROLE_SELLER,
    LC_ROLE_INTERMEDIATE_CONSIGNEE,
    LC_ROLE_ULTIMATE_CONSIGNEE,
    LC_ROLE_END_USER,
    LC_ROLE_FORWARDER, /* forwarder_us or forwarder_abroad, as its country says */
    LC_ROLE_FORWARDER_US,
    LC_ROLE_FORWARDER_ABROAD,
    LC_ROLE_CARRIER,
    LC_ROLE_NOTIFY,
    LC_ROLE_BANK,
    LC_ROLE_FINANCIER,
    LC_ROLE_APPLICANT,
    LC_ROLE_OTHER_LICENCE_RECIPIENT,
    LC_ROLE_OWNER,
    LC_ROLES
} lc_role;

typedef enum lc_part { LC_PART_NONE = 0, LC_PART_NAME, LC_PART_COUNTRY, LC_PART_ADDRESS } lc_part;

typedef struct lc_column {
    lc_sv header; /* as it stands */
    lc_sv called; /* header, or "column 7" where it is empty */
    lc_field field;
    lc_role role; /* of a party column */
    lc_part part;
    size_t group;    /* of a party column: number of its party */
    const char *how; /* "--map", "name", "spelling", "role and part", "beside"; NULL if unread */
    lc_sv canonical; /* "end_user_country", a second notify party "notify_2_name"; or empty */
    bool party_like; /* unread, and looks like a party */
    bool answer; /* of an earlier check: our own words, which name listed parties and no one else */
} lc_column;

enum { LC_GROUP_ADDRESSES = 4, LC_NO_COLUMN = -1 };

typedef struct lc_column_group { /* one party of the table: column numbers or LC_NO_COLUMN */
    lc_role role;
    int name, country, addresses[LC_GROUP_ADDRESSES];
    int n_addresses;
} lc_column_group;

typedef struct lc_columns {
    lc_column *at;
    size_t n;
    lc_column_group *groups;
    size_t n_groups;
    int field[LC_FIELDS]; /* column of each field that is no party, or LC_NO_COLUMN */
    size_t n_read;        /* columns read, remarks included */
} lc_columns;

/* Judges the header cells; lives in a. maps as given on the command line. LICET_E_ARGUMENT for a
 * map that names no canonical column, or a header that does not stand in the table. */
int lc_columns_judge(const lc_words_table *words, lc_arena *a, const lc_sv *header, size_t n,
                     const lc_sv *maps, size_t n_maps, lc_columns *out, licet_error *err);
/* "Sold-to party" | "Name" | "Country" where the first holds numbers: the name beside a column of
 * numbers is that party's, and the numbers are not read. number[i]: all cells of column i seen are
 * numbers. */
void lc_columns_leave_numbers(const lc_words_table *words, lc_arena *a, lc_columns *c,
                              const bool *number);
/* How many of these cells are headers we know; *out_parties: of parties. maps count too. */
size_t lc_columns_known(const lc_words_table *words, lc_arena *a, const lc_sv *cells, size_t n,
                        const lc_sv *maps, size_t n_maps, size_t *out_parties);
const char *lc_role_word(lc_role role);
const char *lc_field_word(lc_field field);
/* Does an unread column of this header look like one that names a party? */
bool lc_header_party_like(const lc_words_table *words, lc_arena *a, lc_sv header);

#endif
