/* Orders as they come: any bytes as a table or as JSON Lines. Whatever they are, every row has
 * cells, facts or a problem, and nothing is read outside them. */
#include <stdint.h>
#include <stdlib.h>

#include "engine/orders.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One word of every kind is enough to reach the code behind it. */
static const char table[] =
    "column | order_id | en | Order\ncolumn | ship_date | en | Ship date\n"
    "column | activity | en | Type\ncolumn | exporter | en | We\ncolumn | eccn | en | Class\n"
    "column | value_usd | en | USD\ncolumn | value | en | Value\ncolumn | currency | en | Curr\n"
    "column | owners | en | Owners\ncolumn | to | en | To\ncolumn | from | en | From\n"
    "column | origin | en | Origin\ncolumn | transit | en | Via\ncolumn | end_use | en | Use\n"
    "column | quantity | en | Qty\ncolumn | hts6 | en | HTS\ncolumn | item | en | Item\n"
    "column | delivery | en | Delivery\ncolumn | authorization_claimed | en | Lic\n"
    "role | counterparty | en | Who\nrole | purchaser | en | Customer\nrole | seller | en | "
    "Seller\n"
    "role | ultimate_consignee | en | Consignee\nrole | end_user | en | End user\n"
    "role | forwarder | en | Forwarder\npart | name | en | Name\npart | country | en | Ctry\n"
    "part | address | en | Address\nlink | - | en | of\npartyish | - | en | broker; agent\n"
    "partyish-inside | - | zh | \xE5\xAE\xA2\ndetail | - | en | no\ndetail-inside | - | zh | "
    "\xE5\x8F\xB7\n"
    "same | - | en | same\nunnamed | - | en | TBD\nunnamed-start | - | en | to order\n"
    "order-of-nobody | - | en | issuing bank\nnone | - | en | none; n/a\n"
    "value | activity=sale | en | Sale\nvalue | activity=purchase | en | Purchase\n"
    "value | delivery=download | en | download\nvalue | currency=USD | - | USD\n"
    "value | month=7 | - | Jul\nvalue | end_use=military | en | military\n"
    "value | owner_unknown=yes | en | unknown\nvalue | us_government=yes | en | US agency\n"
    "alarm | - | en | missile\nalarm-inside | - | zh | \xE5\x86\x9B\nlegal | - | - | ltd\n"
    "legal-start | - | - | ao\nlegal-inside | - | - | \xE5\x85\xAC\xE5\x8F\xB8\n";

static void check_row(const lc_orders *o, const lc_order_row *row)
{
    size_t n;
    lc_orders_header(o, &n);
    if (!row->problem && lc_json_kind_of(row->facts) != LC_JSON_OBJECT) abort();
    if (!row->problem && !lc_orders_is_jsonl(o) && row->n_fields < n) abort();
    if (!row->columns || !row->unread || !row->notes) abort();
    for (size_t i = 0; i < row->n_fields; i++)
        if (row->fields[i].len && !row->fields[i].data) abort();
}

static void read_all(lc_orders *o, lc_arena *a)
{
    licet_error err = {0};
    for (bool has = true; has;) {
        lc_order_row row = {0};
        lc_arena_reset(a);
        if (lc_orders_next(o, a, &has, &row, &err)) break;
        if (has) check_row(o, &row);
        if (has) lc_json_text(a, row.facts, LC_JSON_CANONICAL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const lc_sv map = LC_SV("Who else=notify_name");
    bool mapped = size && (data[0] & 0x80) && data[0] != 0xEF && data[0] < 0xFE;
    lc_mem_reader memory;
    lc_reader in = lc_reader_of_memory(&memory, lc_sv_make((const char *)data, size));
    lc_orders_params p = {.file = LC_SV("-"),
                          .columns_text = LC_SV(table),
                          .maps = &map,
                          .n_maps = mapped,
                          .as_of = 20665,
                          .as_of_given = size & 1};
    lc_orders *o;
    licet_error err = {0};
    lc_arena *a = lc_arena_new();
    int rc = lc_orders_open(&in, &p, &o, &err);
    if (rc && (!err.message[0] || err.code != (licet_code)rc)) abort();
    if (!rc) {
        lc_json_text(a, lc_orders_mapping(o, a), LC_JSON_COMPACT);
        read_all(o, a);
        lc_orders_close(o);
    }
    lc_arena_free(a);
    return 0;
}
