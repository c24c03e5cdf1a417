/* One row of a table -> facts in the words of the contract. What cannot be read for certain is left
 * out and said, never guessed. */
#include <stdarg.h>
#include <stdio.h>

#include "engine/orders_row.h"
#include "record/facts.h"
#include "text/country.h"

enum { NOTE_BYTES = 600, SHOWN = 120 };

static lc_json *array_of(lc_reading *r, lc_json **slot)
{
    if (!*slot) *slot = lc_json_array(r->a);
    return *slot;
}

static lc_sv format(lc_reading *r, const char *fmt, va_list ap)
{
    char text[NOTE_BYTES];
    int n = vsnprintf(text, sizeof text, fmt, ap);
    size_t len = n < 0 ? 0 : (size_t)n;
    if (len >= sizeof text) /* whole letters */
        for (len = sizeof text - 2; len && ((unsigned char)text[len] & 0xC0) == 0x80;) len--;
    return lc_arena_sv(r->a, lc_sv_make(text, len));
}

void lc_reading_note(lc_reading *r, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    lc_json_push_sv(r->a, array_of(r, &r->row->notes), format(r, fmt, ap));
    va_end(ap);
}

void lc_reading_open(lc_reading *r, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    lc_json_push_sv(r->a, array_of(r, &r->row->open), format(r, fmt, ap));
    va_end(ap);
}

lc_json *lc_reading_number(lc_reading *r, double v)
{
    const double whole = 9007199254740992.0; /* 2^53: beyond it doubles skip whole numbers */
    if (v < whole && v == (double)(int64_t)v) return lc_json_of_int(r->a, (int64_t)v);
    return lc_json_of_real(r->a, v);
}

lc_sv lc_reading_cell(const lc_reading *r, lc_field field)
{
    int at = r->columns->field[field];
    return at == LC_NO_COLUMN ? LC_SV_NONE : lc_sv_trim(r->cells[at]);
}

static bool says_nothing(const lc_reading *r, lc_sv cell)
{
    lc_sv key = lc_words_key(r->a, cell);
    return !key.len || lc_words_find(r->words, LC_WORD_NOTHING, key);
}

lc_sv lc_reading_said(const lc_reading *r, lc_field field)
{
    lc_sv cell = lc_reading_cell(r, field);
    return says_nothing(r, cell) ? LC_SV_NONE : cell;
}

/* Long cells are shown with their beginning; a letter is never cut in two. */
static lc_sv shown(lc_sv cell)
{
    size_t n = cell.len < SHOWN ? cell.len : SHOWN;
    while (n < cell.len && n > 0 && ((unsigned char)cell.data[n] & 0xC0) == 0x80) n--;
    return lc_sv_make(cell.data, n);
}

/* "IL - Israel", "Germany (DE)": every part is a country, and all are the same one. */
static lc_sv country_of_parts(lc_sv cell)
{
    lc_sv code = LC_SV_NONE;
    for (size_t i = 0; i < cell.len;) {
        size_t n = 0;
        while (i + n < cell.len && !strchr("-/(),;:", cell.data[i + n])) n++;
        lc_sv part = lc_sv_trim(lc_sv_make(cell.data + i, n));
        i += n + 1;
        if (!part.len) continue;
        lc_sv one = lc_country_code(part);
        if (!one.len || (code.len && !lc_sv_eq(one, code))) return LC_SV_NONE;
        code = one;
    }
    return code;
}

lc_sv lc_reading_country(lc_reading *r, lc_sv cell, const char *whose)
{
    if (says_nothing(r, cell)) return LC_SV_NONE;
    lc_sv key = lc_words_key(r->a, cell);
    lc_sv code = lc_words_value(r->words, r->a, "region", key);
    if (!code.len) code = lc_country_code(cell);
    if (!code.len) code = country_of_parts(cell);
    if (!code.len && !lc_words_find(r->words, LC_WORD_UNNAMED, key))
        lc_reading_open(r, "%s: \"%.*s\" is no country known here", whose, LC_SV_ARG(shown(cell)));
    return code;
}

/* ---- day ---- */

static void read_day(lc_reading *r, lc_json *facts)
{
    lc_sv cell = lc_reading_cell(r, LC_FIELD_SHIP_DATE);
    lc_order_row *row = r->row;
    row->ship_date_text = cell;
    row->ship_date = LC_DATE_NONE;
    lc_date day = LC_DATE_NONE;
    if (says_nothing(r, cell) || lc_words_find(r->words, LC_WORD_UNNAMED, lc_words_key(r->a, cell)))
        cell = LC_SV_NONE;
    switch (lc_cell_date(r->words, r->a, cell, r->date_order, &row->ship_date)) {
    case LC_DATING_NONE:
        if (r->params->as_of_given) day = r->params->as_of;
        break;
    case LC_DATING_DAY: day = row->ship_date; break;
    case LC_DATING_AMBIGUOUS:
        lc_reading_open(r,
                        "ship date \"%.*s\": day and month cannot be told apart; write it as "
                        "YYYY-MM-DD",
                        LC_SV_ARG(shown(cell)));
        break;
    case LC_DATING_UNREADABLE:
        lc_reading_open(r, "ship date \"%.*s\" could not be read; write it as YYYY-MM-DD",
                        LC_SV_ARG(shown(cell)));
        break;
    }
    char text[LC_DATE_TEXT];
    if (day != LC_DATE_NONE) lc_json_set_z(r->a, facts, "as_of", lc_date_text(day, text));
}

/* ---- which way ---- */

static bool table_has(const lc_reading *r, lc_role role)
{
    for (size_t i = 0; i < r->columns->n_groups; i++)
        if (r->columns->groups[i].role == role) return true;
    return false;
}

static bool one_of(lc_sv word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(word, words[i])) return true;
    return false;
}

/* No activity column: a table of customers is of sales, a table of suppliers of purchases. */
static void direction_of_table(lc_reading *r)
{
    bool customers = table_has(r, LC_ROLE_PURCHASER), suppliers = table_has(r, LC_ROLE_SELLER);
    if (customers == suppliers) return;
    r->activity = customers ? LC_SV("sale") : LC_SV("purchase");
    lc_reading_note(r, "activity: no such column; taken for a %.*s, as the party columns say",
                    LC_SV_ARG(r->activity));
}

static void read_direction(lc_reading *r)
{
    static const char *const buys[] = {"purchase", "import"};
    lc_sv cell = lc_reading_said(r, LC_FIELD_ACTIVITY);
    if (r->columns->field[LC_FIELD_ACTIVITY] == LC_NO_COLUMN) {
        direction_of_table(r);
    } else if (cell.len) {
        r->activity = lc_words_value(r->words, r->a, "activity", lc_words_key(r->a, cell));
        if (!r->activity.len)
            lc_reading_open(r, "activity \"%.*s\" is not known here", LC_SV_ARG(shown(cell)));
    }
    if (!r->activity.len) return;
    bool buy = one_of(r->activity, buys, sizeof buys / sizeof *buys);
    r->direction = buy ? LC_DIRECTION_BUY : LC_DIRECTION_SELL;
}

static void read_exporter(lc_reading *r, lc_json *facts)
{
    const lc_policy *p = r->params->policy;
    lc_sv cell = lc_reading_said(r, LC_FIELD_EXPORTER);
    if (cell.len) r->exporter = lc_cell_exporter_of(r->words, r->a, cell);
    if (!r->exporter.location.len && p) r->exporter.location = p->exporter_location;
    lc_json_set_some(r->a, facts, "exporter_location", r->exporter.location);
    /* A person in the United States is a US person, whoever owns it (31 CFR 560.314, 587.314). */
    bool in_us = lc_sv_is(r->exporter.location, "US");
    if (in_us || (p && p->exporter_us_person != LC_YN_UNKNOWN))
        lc_json_set_bool(r->a, facts, "exporter_us_person",
                         in_us || p->exporter_us_person == LC_YN_YES);
    lc_sv use = lc_words_key(r->a, lc_reading_cell(r, LC_FIELD_END_USE));
    if (r->exporter.us_government || lc_words_value(r->words, r->a, "us_government", use).len)
        lc_json_set_bool(r->a, facts, "us_government_use", true);
}

/* ---- places ---- */

static lc_sv consignee_country(lc_reading *r)
{
    for (size_t i = 0; i < r->columns->n_groups; i++) {
        const lc_column_group *g = &r->columns->groups[i];
        if (g->role == LC_ROLE_ULTIMATE_CONSIGNEE && g->country != LC_NO_COLUMN)
            return lc_country_code(lc_sv_trim(r->cells[g->country]));
    }
    return LC_SV_NONE;
}

static lc_sv seller_country(const lc_reading *r)
{
    for (size_t i = 0; i < r->row->n_parties; i++)
        if (lc_sv_is(r->row->parties[i].role, "seller")) return r->row->parties[i].country;
    return LC_SV_NONE;
}

static void read_to(lc_reading *r)
{
    r->to = lc_reading_country(r, lc_reading_cell(r, LC_FIELD_TO), "destination");
    if (r->to.len || lc_reading_said(r, LC_FIELD_TO).len) return;
    if (r->direction == LC_DIRECTION_BUY)
        r->to = r->exporter.location;
    else
        r->to = consignee_country(r);
    if (r->to.len)
        lc_reading_note(r, "destination: taken from %s, no other is stated",
                        r->direction == LC_DIRECTION_BUY ? "our own country"
                                                         : "the consignee's country");
}

static void read_from(lc_reading *r)
{
    r->from = lc_reading_country(r, lc_reading_cell(r, LC_FIELD_FROM), "country of export");
    if (r->from.len || lc_reading_said(r, LC_FIELD_FROM).len) return;
    if (r->direction != LC_DIRECTION_BUY) {
        r->from = r->exporter.location;
        return;
    }
    r->from = seller_country(r);
    if (r->from.len)
        lc_reading_note(r,
                        "country of export: taken from the seller's country, no other is stated");
}

static void read_transit(lc_reading *r, lc_json *facts)
{
    lc_sv rest = lc_reading_said(r, LC_FIELD_TRANSIT);
    lc_json *array = lc_json_array(r->a);
    while (rest.len) {
        size_t n = 0;
        while (n < rest.len && !strchr(",;/|+>\n", rest.data[n])) n++;
        lc_sv one = lc_sv_trim(lc_sv_make(rest.data, n));
        lc_sv code = one.len ? lc_reading_country(r, one, "transit") : LC_SV_NONE;
        if (code.len) lc_json_push_sv(r->a, array, code);
        rest = lc_sv_from(rest, n + 1);
    }
    if (lc_json_len(array)) lc_json_set(r->a, facts, "transit", array);
}

/* ---- activity in the contract's words ---- */

/* A sale is an export, a reexport or a transfer as the places say (734.13, .14, .16). */
static lc_sv kind_of_sale(lc_reading *r)
{
    if (lc_sv_is(r->delivery, "browser_only") || lc_sv_is(r->delivery, "saas_only"))
        return LC_SV("saas_access");
    if (!r->from.len) {
        lc_reading_note(r,
                        "activity: where the goods leave from is not stated, so a sale may be an "
                        "export or a reexport; add a column \"from\", or location to the policy");
        return LC_SV_NONE;
    }
    bool told = r->columns->field[LC_FIELD_DELIVERY] == LC_NO_COLUMN || r->delivery.len;
    bool at_home = r->to.len && lc_sv_eq(r->from, r->to);
    if (r->software && !told && !at_home) { /* never "not subject" by default; the answer asks */
        lc_reading_note(r,
                        "delivery of the software is not stated: use in a browser alone may be no "
                        "export (734.13), a download is one");
        return LC_SV("saas_access");
    }
    if (lc_sv_is(r->from, "US")) return at_home ? LC_SV("domestic_sale_us") : LC_SV("export");
    if (at_home) return LC_SV("transfer_in_country");
    if (r->origin.len)
        return lc_sv_is(r->origin, "US") ? LC_SV("reexport") : LC_SV("export_from_abroad");
    lc_reading_note(r, "activity: from abroad, and the origin is not stated");
    return LC_SV_NONE;
}

static void set_activity(lc_reading *r, lc_json *facts)
{
    lc_sv word = r->activity;
    if (lc_sv_is(word, "sale")) word = kind_of_sale(r);
    if (lc_sv_is(word, "purchase")) word = LC_SV("purchase_from");
    lc_json_set_some(r->a, facts, "activity", word);
}

/* ---- item ---- */

static void read_value(lc_reading *r, lc_json *item)
{
    bool stated = r->columns->field[LC_FIELD_VALUE_USD] != LC_NO_COLUMN, usd, other;
    lc_sv cell = lc_reading_said(r, stated ? LC_FIELD_VALUE_USD : LC_FIELD_VALUE);
    double v;
    if (!cell.len) return;
    if (!lc_cell_money(r->words, r->a, cell, &v, &usd, &other)) {
        lc_reading_note(r, "value \"%.*s\" is not one number", LC_SV_ARG(shown(cell)));
        return;
    }
    lc_sv currency = lc_words_key(r->a, lc_reading_said(r, LC_FIELD_CURRENCY));
    bool in_usd = lc_words_value(r->words, r->a, "currency", currency).len > 0;
    if (other || (currency.len && !in_usd) || !(usd || stated || in_usd)) {
        lc_reading_note(r, "value \"%.*s\" is not said to be in US dollars; not read",
                        LC_SV_ARG(shown(cell)));
        return;
    }
    lc_json_set(r->a, item, "value_usd", lc_reading_number(r, v));
}

static void read_origin(lc_reading *r, lc_json *item)
{
    lc_sv cell = lc_reading_said(r, LC_FIELD_ORIGIN);
    bool foreign =
        lc_sv_ieq(cell, LC_SV("foreign")); /* the contract's word: from nowhere in particular */
    if (!foreign) r->origin = lc_reading_country(r, cell, "origin");
    bool us = lc_sv_is(r->origin, "US");
    if (foreign || r->origin.len) lc_json_set_z(r->a, item, "origin", us ? "US" : "foreign");
    if (r->origin.len && !us) lc_json_set_sv(r->a, item, "manufactured_in", r->origin);
    if (foreign) r->origin = cell;
}

static void read_eccn(lc_reading *r, lc_json *item)
{
    lc_sv cell = lc_reading_said(r, LC_FIELD_ECCN), code = lc_cell_eccn(r->a, cell);
    lc_json_set_some(r->a, item, "eccn", code);
    if (cell.len && !code.len)
        lc_reading_note(r, "ECCN \"%.*s\" is not one classification; not read",
                        LC_SV_ARG(shown(cell)));
    lc_sv type = lc_sv_of(lc_eccn_item_type(code));
    if (!type.len && r->delivery.len) type = LC_SV("software");
    lc_json_set_some(r->a, item, "type", type);
    r->software = lc_sv_is(type, "software");
}

static void read_delivery(lc_reading *r, lc_json *item)
{
    lc_sv cell = lc_reading_said(r, LC_FIELD_DELIVERY);
    r->delivery = lc_words_value(r->words, r->a, "delivery", lc_words_key(r->a, cell));
    lc_json_set_some(r->a, item, "delivery", r->delivery);
    if (cell.len && !r->delivery.len)
        lc_reading_note(r, "delivery \"%.*s\" is not one of download, media, browser only",
                        LC_SV_ARG(shown(cell)));
}

static void read_item(lc_reading *r, lc_json *facts)
{
    lc_json *item = lc_json_object(r->a);
    double n;
    lc_sv quantity = lc_reading_said(r, LC_FIELD_QUANTITY), hts = lc_reading_said(r, LC_FIELD_HTS6);
    lc_sv hts6 = lc_cell_hts6(r->a, hts);
    lc_json_set_some(r->a, item, "desc", lc_reading_cell(r, LC_FIELD_ITEM));
    read_delivery(r, item);
    read_eccn(r, item);
    read_origin(r, item);
    read_value(r, item);
    lc_json_set_some(r->a, item, "hts6", hts6);
    if (hts.len && !hts6.len)
        lc_reading_note(r, "tariff number \"%.*s\" has no six digits", LC_SV_ARG(shown(hts)));
    if (quantity.len && lc_cell_quantity(quantity, &n))
        lc_json_set(r->a, item, "quantity", lc_reading_number(r, n));
    else if (quantity.len)
        lc_reading_note(r, "quantity \"%.*s\" is not one number", LC_SV_ARG(shown(quantity)));
    if (lc_json_len(item)) lc_json_set(r->a, facts, "item", item);
}

/* ---- end use, authorisation ---- */

/* A word of the contract is taken only when it is the whole cell. A sentence with an alarming word
 * in it is for a person to read (part 744; Supplement 3 to part 732, red flags). */
static void read_end_use(lc_reading *r, lc_json *facts)
{
    lc_sv cell = lc_reading_said(r, LC_FIELD_END_USE);
    if (!cell.len) return;
    lc_sv word = lc_words_value(r->words, r->a, "end_use", lc_words_key(r->a, cell));
    if (!word.len && lc_fact_end_use_word(cell)) word = cell;
    if (word.len) {
        lc_json *array = lc_json_array(r->a);
        lc_json_push_sv(r->a, array, word);
        lc_json_set(r->a, facts, "end_use", array);
    } else if (lc_words_any(r->words, r->a, LC_WORD_ALARM, cell) ||
               lc_words_inside(r->words, r->a, LC_WORD_ALARM_INSIDE, cell)) {
        lc_reading_open(r, "the end use \"%.*s\" needs a person's eye: part 744",
                        LC_SV_ARG(shown(cell)));
    }
}

void lc_reading_facts(lc_reading *r)
{
    lc_json *facts = lc_json_object(r->a);
    r->row->facts = facts;
    read_day(r, facts);
    read_exporter(r, facts);
    read_direction(r);
    read_to(r);
    lc_reading_parties(r, facts);
    lc_reading_owners(r);
    read_from(r);
    read_item(r, facts);
    set_activity(r, facts);
    lc_json_set_some(r->a, facts, "from", r->from);
    lc_json_set_some(r->a, facts, "to", r->to);
    read_transit(r, facts);
    read_end_use(r, facts);
    lc_json_set_some(r->a, facts, "authorization_claimed",
                     lc_reading_said(r, LC_FIELD_AUTHORIZATION));
}
