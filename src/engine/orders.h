/* engine/orders.h: a table of orders (CSV, TSV, semicolons, JSON Lines; UTF-8, UTF-16,
 * Windows-1252) -> rows with facts. Streams: one row at a time. */
#ifndef ENGINE_ORDERS_H
#define ENGINE_ORDERS_H

#include "base/date.h"
#include "base/reader.h"
#include "codec/json.h"
#include "policy/policy.h"

typedef struct lc_orders lc_orders;

typedef struct lc_orders_params {
    lc_sv file;         /* name, for messages and for the format by extension */
    lc_sv columns_text; /* data/orders/columns.txt: spellings of the canonical columns */
    const lc_sv *maps;  /* "Their Header=canonical", strongest */
    size_t n_maps;
    lc_date as_of; /* the day that counts as today; stands in for a missing ship date only
                      if as_of_given */
    bool as_of_given;
    const lc_policy *policy; /* exporter's US person status and location */
    bool header_first; /* a comma-separated table whose header somebody has found: its first line */
    /* What was said earlier of a table with exactly these headers, as maps, weaker than maps. May
     * be NULL. Results live as long as ctx. */
    size_t (*recall)(void *ctx, const lc_sv *header, size_t n, const lc_sv **out_maps);
    void *recall_ctx;
} lc_orders_params;

/* Reads encoding, separator and header. LICET_E_SYNTAX when there is no usable header or no party
 * column at all; err says what was seen and how to name columns. Borrows the reader. */
int lc_orders_open(const lc_reader *in, const lc_orders_params *p, lc_orders **out,
                   licet_error *err);
void lc_orders_close(lc_orders *o); /* takes NULL */

/* {"format","encoding","separator","columns":[{"header","column"|null,"how"}],"unread_party_like":[..]}
 */
lc_json *lc_orders_mapping(const lc_orders *o, lc_arena *a);
/* Header cells as they stood, for the output (JSON Lines: none). */
const lc_sv *lc_orders_header(const lc_orders *o, size_t *out_n);
bool lc_orders_is_jsonl(const lc_orders *o);

typedef struct lc_order_party {
    lc_json *facts; /* its object inside facts.parties (role, name, country, address) */
    lc_sv name, country, address, role;
    bool unnamed;  /* "TBD", "TO ORDER", empty where a name is needed: not screened */
    bool is_owner; /* named as an owner of another party (facts of that party's owners[]) */
    bool given;    /* the user gave "lists": taken as supplied, not screened */
} lc_order_party;

typedef struct lc_order_row {
    uint64_t line, byte; /* where it stands in the input */
    const lc_sv *fields; /* as received, n_fields of them (JSON Lines: the whole line) */
    size_t n_fields;
    lc_sv order_id, line_no, ship_date_text;
    lc_date ship_date;       /* LC_DATE_NONE if absent */
    lc_json *columns;        /* {"canonical": "value as received"}: what was read */
    lc_json *unread;         /* {"Header": "value"}: what was not */
    lc_json *unread_parties; /* array of headers: not read, and they look like parties; or NULL */
    lc_json *open;  /* array of texts: what a person must look at before release; or NULL */
    lc_json *facts; /* without lists; as_of is the ship date or params.as_of, or absent */
    lc_order_party *parties;
    size_t n_parties;
    lc_json *notes;      /* array of texts: what was assumed or could not be read */
    const char *problem; /* NULL, or why the row cannot be decided (static or in the arena) */
} lc_order_row;

/* *has false at the end. The row lives in a. Errors are those of reading only: a bad row comes back
 * with problem set. */
int lc_orders_next(lc_orders *o, lc_arena *a, bool *has, lc_order_row *row, licet_error *err);

#endif
