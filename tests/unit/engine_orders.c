/* Tables of orders as the world writes them: headers, separators, encodings, and cells with traps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "engine/placeholders.h"
#include "engine/orders.h"
#include "record/facts.h"

static lc_arena *arena;
static lc_sv columns_text;

static lc_sv read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) return LC_SV_NONE;
    lc_buf b = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) lc_buf_put(&b, part, n);
    fclose(f);
    lc_sv out = lc_arena_sv(arena, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static int begin(void **state)
{
    (void)state;
    arena = lc_arena_new();
    columns_text = read_file(LICET_DATA_DIR "/orders/columns.txt");
    return columns_text.len ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

/* ---- a table read whole ---- */

typedef struct table {
    lc_mem_reader memory;
    lc_reader in;
    lc_orders *orders;
    lc_order_row row;
    licet_error err;
    int rc;
} table;

typedef struct how {
    const char *file;
    const char *maps[4];
    size_t n_maps;
    bool as_of_given;
    const lc_policy *policy;
} how;

static void open_bytes(table *t, lc_sv bytes, const how *h)
{
    static const how plain = {.file = "orders.csv"};
    lc_sv maps[4];
    if (!h) h = &plain;
    for (size_t i = 0; i < h->n_maps; i++) maps[i] = lc_sv_of(h->maps[i]);
    *t = (table){0};
    t->in = lc_reader_of_memory(&t->memory, bytes);
    lc_orders_params p = {.file = lc_sv_of(h->file ? h->file : "orders.csv"),
                          .columns_text = columns_text,
                          .maps = maps,
                          .n_maps = h->n_maps,
                          .as_of = lc_date_ymd(2026, 7, 31),
                          .as_of_given = h->as_of_given,
                          .policy = h->policy};
    t->rc = lc_orders_open(&t->in, &p, &t->orders, &t->err);
}

static void open_text(table *t, const char *text)
{
    open_bytes(t, lc_sv_of(text), NULL);
    if (t->rc) fail_msg("%s | %s\n%s", t->err.message, t->err.remedy, text);
}

static bool next(table *t)
{
    bool has = false;
    assert_int_equal(lc_orders_next(t->orders, arena, &has, &t->row, &t->err), 0);
    return has;
}

/* The one fact of the current row, as text: numbers and booleans as JSON. "" if absent. */
static const char *fact(const table *t, const char *path)
{
    const lc_json *v = t->row.facts;
    char part[80];
    for (const char *p = path; *p && v;) {
        size_t n = strcspn(p, ".");
        snprintf(part, sizeof part, "%.*s", (int)n, p);
        bool number = part[0] >= '0' && part[0] <= '9';
        v = number ? lc_json_at(v, (size_t)atoi(part)) : lc_json_get(v, part);
        p += n + (p[n] == '.');
    }
    if (!v) return "";
    if (lc_json_kind_of(v) == LC_JSON_STRING) return lc_arena_z(arena, lc_json_sv(v));
    return lc_json_text(arena, v, LC_JSON_COMPACT).data;
}

static void is(const table *t, const char *path, const char *wanted)
{
    const char *got = fact(t, path);
    if (strcmp(got, wanted) != 0)
        fail_msg("line %d, %s: \"%s\", wanted \"%s\"\n%s", (int)t->row.line, path, got, wanted,
                 lc_json_text(arena, t->row.facts, LC_JSON_COMPACT).data);
}

static bool says(const lc_json *texts, const char *what)
{
    for (size_t i = 0; i < lc_json_len(texts); i++)
        if (lc_sv_find(lc_json_sv(lc_json_at(texts, i)), lc_sv_of(what), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "parties" as "role=name@country" with blanks between. */
static void parties_are(const table *t, const char *wanted)
{
    lc_buf b = {0};
    for (size_t i = 0; i < t->row.n_parties; i++) {
        const lc_order_party *p = &t->row.parties[i];
        lc_buf_printf(&b, "%s%.*s=%.*s%s%.*s", i ? " " : "", LC_SV_ARG(p->role), LC_SV_ARG(p->name),
                      p->country.len ? "@" : "", LC_SV_ARG(p->country));
        assert_int_equal(p->unnamed, !p->name.len);
    }
    assert_int_equal(lc_json_len(lc_json_get(t->row.facts, "parties")), t->row.n_parties);
    if (!lc_sv_is(lc_buf_view(&b), wanted))
        fail_msg("line %d: \"%.*s\", wanted \"%s\"", (int)t->row.line, LC_SV_ARG(lc_buf_view(&b)),
                 wanted);
    lc_buf_done(&b);
}

static void mapping_is(const table *t, const char *wanted)
{
    lc_json *columns = lc_json_get(lc_orders_mapping(t->orders, arena), "columns");
    lc_buf b = {0};
    for (size_t i = 0; i < lc_json_len(columns); i++) {
        lc_sv c = lc_json_get_sv(lc_json_at(columns, i), "column");
        lc_buf_printf(&b, "%s%.*s", i ? " " : "", LC_SV_ARG(c.len ? c : LC_SV("-")));
    }
    if (!lc_sv_is(lc_buf_view(&b), wanted))
        fail_msg("\n%.*s, wanted\n%s", LC_SV_ARG(lc_buf_view(&b)), wanted);
    lc_buf_done(&b);
}

static void header_reads(const char *header, const char *wanted)
{
    table t;
    open_text(&t, lc_arena_printf(arena, "%s\n", header).data);
    mapping_is(&t, wanted);
    lc_orders_close(t.orders);
}

/* ---- headers ---- */

static void counsels_header_column_by_column(void **state)
{
    (void)state;
    header_reads(
        "SO No,Line,Ship Date,Txn Type,Our Entity,Part No,Description,Delivery,ECCN / Class,"
        "Origin,Value USD,Ship-To Ctry,Sold-To / Seller,Ctry,Sold-To Address,Consignee,"
        "End User,EU Ctry,End Use Statement,Forwarder / Notify,Known Owners,"
        "Lic/Exc Claimed,Remarks",
        "order_id line ship_date activity exporter part_no item delivery eccn origin "
        "value_usd to counterparty_name counterparty_country counterparty_address "
        "ultimate_consignee_name end_user_name end_user_country end_use forwarder_name "
        "owners authorization_claimed remarks");
}

static void the_samples_header(void **state)
{
    (void)state;
    table t;
    open_bytes(&t, read_file(LICET_DATA_DIR "/sample/orders.csv"), NULL);
    assert_int_equal(t.rc, 0);
    mapping_is(&t, "order_id line ship_date activity exporter part_no item delivery eccn origin "
                   "value_usd to purchaser_name purchaser_country purchaser_address "
                   "ultimate_consignee_name end_user_name end_user_country end_use forwarder_name "
                   "bank_name owners authorization_claimed - remarks");
    size_t n = 0, bad = 0;
    while (next(&t)) {
        n++;
        bad += t.row.problem != NULL;
        assert_int_equal(lc_json_len(t.row.unread_parties), 0);
    }
    assert_int_equal(n, 40);
    assert_int_equal(bad, 1);
    lc_orders_close(t.orders);
}

static void headers_in_ten_languages(void **state)
{
    (void)state;
    header_reads(
        "Auftragsnummer;Pos.;Versanddatum;Kunde;Land;Anschrift;Warenempfänger;Endverwender;"
        "Land des Endverwenders;Bestimmungsland;Ursprungsland;Zolltarifnummer;Menge;"
        "Verwendungszweck;Spediteur;Bemerkung",
        "order_id line ship_date purchaser_name purchaser_country purchaser_address "
        "ultimate_consignee_name end_user_name end_user_country to origin hts6 quantity "
        "end_use forwarder_name remarks");
    header_reads("N° de commande;Ligne;Date d'expédition;Client;Pays du client;Destinataire;"
                 "Utilisateur final;Pays de l'utilisateur final;Pays de destination;Désignation;"
                 "Pays d'origine;Transitaire;Banque",
                 "order_id line ship_date purchaser_name purchaser_country ultimate_consignee_name "
                 "end_user_name end_user_country to item origin forwarder_name bank_name");
    header_reads("Nº de pedido;Línea;Fecha de envío;Cliente;País del cliente;Dirección del cliente;"
                 "Consignatario;Usuario final;País de destino;Descripción;Cantidad;Uso final",
                 "order_id line ship_date purchaser_name purchaser_country purchaser_address "
                 "ultimate_consignee_name end_user_name to item quantity end_use");
    header_reads("Numero ordine;Riga;Data di spedizione;Cliente;Paese;Indirizzo;Destinatario;"
                 "Utilizzatore finale;Paese di destinazione;Descrizione;Spedizioniere",
                 "order_id line ship_date purchaser_name purchaser_country purchaser_address "
                 "ultimate_consignee_name end_user_name to item forwarder_name");
    header_reads("Número do pedido;Linha;Data de embarque;Cliente;País;Consignatário;"
                 "Utilizador final;País de destino;Descrição;Quantidade",
                 "order_id line ship_date purchaser_name purchaser_country ultimate_consignee_name "
                 "end_user_name to item quantity");
    header_reads("Ordernummer;Regel;Verzenddatum;Klant;Land;Adres;Ontvanger;Eindgebruiker;"
                 "Land van bestemming;Omschrijving;Aantal;Expediteur",
                 "order_id line ship_date purchaser_name purchaser_country purchaser_address "
                 "ultimate_consignee_name end_user_name to item quantity forwarder_name");
    header_reads("Номер заказа;Позиция;Дата отгрузки;Покупатель;Страна;Адрес;Грузополучатель;"
                 "Конечный пользователь;Страна назначения;Наименование;Количество;Экспедитор",
                 "order_id line ship_date purchaser_name purchaser_country purchaser_address "
                 "ultimate_consignee_name end_user_name to item quantity forwarder_name");
    header_reads(
        "订单号,行号,发货日期,客户名称,客户国家,客户地址,收货人,最终用户,最终用户国家,目的国,品名,"
        "数量,最终用途,货代,通知方",
        "order_id line ship_date purchaser_name purchaser_country purchaser_address "
        "ultimate_consignee_name end_user_name end_user_country to item quantity end_use "
        "forwarder_name notify_name");
    header_reads(
        "注文番号,行番号,出荷日,得意先名,国,住所,荷受人,最終需要者,仕向国,品名,数量,最終用途",
        "order_id line ship_date purchaser_name purchaser_country purchaser_address "
        "ultimate_consignee_name end_user_name to item quantity end_use");
}

static void a_country_belongs_to_the_party_beside_it(void **state)
{
    (void)state;
    header_reads(
        "Customer,Country,Consignee,Country,End User,Country,Bank,Ctry",
        "purchaser_name purchaser_country ultimate_consignee_name "
        "ultimate_consignee_country end_user_name end_user_country bank_name bank_country");
    header_reads(
        "customer,address,city,CTRY,Notify 1,Country,Notify 2,Country",
        "purchaser_name purchaser_address purchaser_address_2 purchaser_country notify_name "
        "notify_country notify_2_name notify_2_country");
    header_reads("Customer,Broker,Country", "purchaser_name - -"); /* whose? the broker's */
    header_reads("end_user_name,END_USER_COUNTRY,Sold-to  party,ultimate_consignee_address",
                 "end_user_name end_user_country purchaser_name ultimate_consignee_address");
}

/* As SAP lists partners: a number, then what it stands for. */
static void numbers_are_not_names(void **state)
{
    (void)state;
    table t;
    open_text(&t, "Sold-to party;Name;Country;Ship-to party;Name 1;Ctry;To\n"
                  "1000234;NSO Group;IL;1000235;X Ltd;CY;IL\n");
    mapping_is(&t, "- purchaser_name purchaser_country - ultimate_consignee_name "
                   "ultimate_consignee_country to");
    assert_true(next(&t));
    parties_are(&t, "purchaser=NSO Group@IL ultimate_consignee=X Ltd@CY");
    assert_null(t.row.unread_parties);
    assert_true(lc_sv_is(lc_json_get_sv(t.row.unread, "Sold-to party"), "1000234"));
    lc_orders_close(t.orders);
    open_text(&t, "Customer;To\n1000234;IL\n");
    assert_true(next(&t));
    assert_non_null(t.row.problem);
    lc_orders_close(t.orders);
}

static void country_is(const char *cell, const char *wanted)
{
    table t;
    open_text(&t, lc_arena_printf(arena, "Customer;To\nX;%s\n", cell).data);
    assert_true(next(&t));
    is(&t, "to", wanted);
    lc_orders_close(t.orders);
}

static void countries(void **state)
{
    (void)state;
    country_is("il", "IL");
    country_is("Germany", "DE");
    country_is("IL - Israel", "IL");
    country_is("Germany (DE)", "DE");
    country_is("CN/HK", "");
    country_is("Germany (West)", "");
    country_is("Crimea", "UA-CRIMEA");
    country_is("n/a", "");
    country_is("Atlantis", "");
}

static void maps_are_strongest(void **state)
{
    (void)state;
    table t;
    how h = {.maps = {"Kundschaft=end_user_name", "Customer=remarks", "a=b=to"}, .n_maps = 3};
    open_bytes(&t, LC_SV("Kundschaft,Customer,a=b\nX Ltd,Y Ltd,DE\n"), &h);
    assert_int_equal(t.rc, 0);
    mapping_is(&t, "end_user_name remarks to");
    assert_true(next(&t));
    parties_are(&t, "end_user=X Ltd");
    lc_orders_close(t.orders);
    static const char *const bad[] = {"Customer=no_such_column", "Absent=to", "no equals sign"};
    for (size_t i = 0; i < 3; i++) {
        h = (how){.maps = {bad[i]}, .n_maps = 1};
        open_bytes(&t, LC_SV("Customer,Qty\nX,1\n"), &h);
        assert_int_equal(t.rc, LICET_E_ARGUMENT);
        assert_non_null(strstr(t.err.message, bad[i]));
        assert_true(t.err.remedy[0]);
    }
}

static void what_is_no_table_of_orders(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n\n", "a,b,c\n1,2,3\n",
                                        "SO-1,NSO Group,IL,2026-07-31\nSO-2,Other,DE,2026-07-31\n",
                                        "Qty;ECCN;Origin\n1;EAR99;US\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        table t;
        open_bytes(&t, lc_sv_of(texts[i]), NULL);
        if (t.rc != LICET_E_SYNTAX) fail_msg("%d for \"%s\"", t.rc, texts[i]);
        assert_true(t.err.remedy[0]);
    }
    table t;
    open_bytes(&t, LC_SV("SO-1,NSO Group,IL\n"), NULL);
    assert_non_null(strstr(t.err.message, "\"NSO Group\"")); /* what was seen */
    assert_non_null(strstr(t.err.remedy, "--map"));
    open_bytes(&t, LC_SV("PK\x03\x04........"), &(how){.file = "orders.xlsx"});
    assert_int_equal(t.rc, LICET_E_SYNTAX);
    assert_non_null(strstr(t.err.remedy, "CSV"));
}

static void titles_above_the_header(void **state)
{
    (void)state;
    table t;
    open_text(&t, "Open orders;;\nPrinted 2026-07-31;;\n\nKunde;Land;Ziel\nX GmbH;DE;FR\n");
    assert_true(next(&t));
    assert_int_equal(t.row.line, 5);
    parties_are(&t, "purchaser=X GmbH@DE");
    is(&t, "to", "FR");
    assert_false(next(&t));
    lc_orders_close(t.orders);
    open_text(&t, "sep=;\nCustomer;To\nA, B and C Ltd;DE\n");
    assert_true(next(&t));
    parties_are(&t, "purchaser=A, B and C Ltd");
    lc_orders_close(t.orders);
}

/* ---- separators and encodings ---- */

static void every_separator(void **state)
{
    (void)state;
    static const char marks[] = ",;\t|";
    for (const char *m = marks; *m; m++) {
        table t;
        open_text(&t, lc_arena_printf(arena,
                                      "Customer%cCtry%cShip-to country%cECCN\n"
                                      "\"A%cB\"%cDE%cFR%cEAR99\n",
                                      *m, *m, *m, *m, *m, *m, *m)
                          .data);
        assert_true(next(&t));
        parties_are(&t, lc_arena_printf(arena, "purchaser=A%cB@DE", *m).data);
        is(&t, "item.eccn", "EAR99");
        lc_orders_close(t.orders);
    }
}

static void encodings(void **state)
{
    (void)state;
    static const char utf8_mark[] = "\xEF\xBB\xBFKunde,Ziel\nM\xC3\xBCller GmbH,DE\n";
    static const char windows[] = "Kunde;Ziel\nM\xFCller GmbH;DE\n";
    static const char wide[] =
        "\xFF\xFEK\0u\0n\0d\0e\0,\0Z\0i\0e\0l\0\n\0M\0\xFC\0l\0l\0e\0r\0 \0G\0m\0"
        "b\0H\0,\0D\0E\0\n\0";
    const lc_sv all[] = {LC_SV(utf8_mark), LC_SV(windows), LC_SV(wide)};
    for (size_t i = 0; i < 3; i++) {
        table t;
        open_bytes(&t, all[i], NULL);
        if (t.rc) fail_msg("%zu: %s", i, t.err.message);
        assert_true(next(&t));
        parties_are(&t, "purchaser=Müller GmbH");
        lc_orders_close(t.orders);
    }
}

/* ---- cells that name parties ---- */

static void one_row(table *t, const char *header, const char *row)
{
    open_text(t, lc_arena_printf(arena, "%s\n%s\n", header, row).data);
    assert_true(next(t));
}

static const char four[] =
    "Customer;Ctry;Consignee;End User;EU Ctry;Ship-To Ctry;Our Entity;Txn Type";

static void same_is_the_customer(void **state)
{
    (void)state;
    static const char *const words[] = {"same",  "SAME",      "Idem",     "dto.",
                                        "ditto", "see above", "s.o.",     "wie oben",
                                        "同上",  "то же",     "el mismo", "s. o."};
    for (size_t i = 0; i < 8; i++) {
        table t;
        one_row(&t, four,
                lc_arena_printf(arena, "NSO Group;IL;%s;%s;;IL;Acme (US);Sale", words[i], words[i])
                    .data);
        parties_are(&t,
                    "purchaser=NSO Group@IL ultimate_consignee=NSO Group@IL end_user=NSO Group@IL");
        lc_orders_close(t.orders);
    }
    table t; /* with a country of its own */
    one_row(&t, four, "NSO Group;IL;Other Ltd;same;CY;IL;Acme (US);Sale");
    parties_are(&t, "purchaser=NSO Group@IL ultimate_consignee=Other Ltd end_user=NSO Group@CY");
    lc_orders_close(t.orders);
    one_row(&t, four, "same;IL;Other Ltd;X Ltd;CY;IL;Acme (US);Sale"); /* as whom? */
    parties_are(&t, "purchaser=@IL ultimate_consignee=Other Ltd end_user=X Ltd@CY");
    lc_orders_close(t.orders);
}

static void placeholders_are_not_names(void **state)
{
    (void)state;
    static const char *const words[] = {
        "TBD",  "t.b.d.",    "TO ORDER", "TO ORDER OF ISSUING BANK",
        "n/a",  "various",   "-",        "--",
        "?",    "unbekannt", "待定",     "to the order of the shipper",
        "N.N.", "none",      "未定"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        table t;
        one_row(
            &t, four,
            lc_arena_printf(arena, "X Ltd;AE;%s;%s;;AE;Acme (US);Sale", words[i], words[i]).data);
        parties_are(&t, "purchaser=X Ltd@AE ultimate_consignee= end_user=");
        assert_true(says(t.row.notes, "not a name"));
        assert_null(t.row.problem);
        lc_orders_close(t.orders);
    }
    table t;
    one_row(&t, four, "X Ltd;AE;TO ORDER OF COMMERZBANK AG;same;;AE;Acme (US);Sale");
    parties_are(&t, "purchaser=X Ltd@AE ultimate_consignee= bank=COMMERZBANK AG end_user=X Ltd@AE");
    lc_orders_close(t.orders);
}

static void only_a_whole_name_is_a_placeholder(void **state)
{
    (void)state;
    static const char *const none[] = {
        "TBD",   "t.b.d.",  "same", "Same",  "TO ORDER",  "to order of Commerzbank AG", "the",
        "n/a",   "unknown", "None", "keine", "UNBEKANNT", "order of shipper",           "待定",
        " tbd ", "-"};
    static const char *const names[] = {"Unknown Pleasures Ltd",
                                        "Same Deutz-Fahr",
                                        "Order of Malta",
                                        "Anor Derbisov",
                                        "Orderoff SA",
                                        "The The",
                                        "7-Eleven",
                                        "12-345", /* vessels and aircraft have such names */
                                        "",
                                        "三一"};
    lc_words_table *words;
    licet_error e = {0};
    assert_int_equal(lc_placeholders_open(columns_text, &words, &e), 0);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (!lc_placeholder(words, arena, lc_sv_of(none[i]))) fail_msg("%s is a name", none[i]);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (lc_placeholder(words, arena, lc_sv_of(names[i]))) fail_msg("%s is none", names[i]);
    lc_words_close(words);
}

static void optional_parties_may_be_none(void **state)
{
    (void)state;
    table t;
    one_row(&t, "Customer;To;Forwarder;Bank;Notify", "X Ltd;DE;none;n/a;-");
    parties_are(&t, "purchaser=X Ltd");
    lc_orders_close(t.orders);
    one_row(&t, "Customer;To;Forwarder;Bank;Notify", "X Ltd;DE;TBD;keine;Y Ltd");
    parties_are(&t, "purchaser=X Ltd forwarder_abroad= notify=Y Ltd");
    lc_orders_close(t.orders);
    one_row(&t, "Customer;To;Forwarder", "X Ltd;DE;Elbe Cargo"); /* where the goods go, 748.5(d) */
    parties_are(&t, "purchaser=X Ltd forwarder_abroad=Elbe Cargo@DE");
    assert_true(says(t.row.notes, "forwarder"));
    lc_orders_close(t.orders);
    one_row(&t, "Customer;To;Forwarder;Ctry;Forwarder;Ctry", "X Ltd;DE;A;US;B;DE");
    parties_are(&t, "purchaser=X Ltd forwarder_us=A@US forwarder_abroad=B@DE");
    lc_orders_close(t.orders);
}

static void nobody_named_and_nobody_said(void **state)
{
    (void)state;
    table t;
    one_row(&t, four, ";;;;;DE;Acme (US);Sale");
    assert_non_null(t.row.problem);
    lc_orders_close(t.orders);
    open_text(&t, lc_arena_printf(arena,
                                  "%s\nX Ltd;AE;same;;;AE;Acme (US);Sale\n"
                                  "X Ltd;DE;;Y Ltd;DE;FR;Acme (US);Sale\n"
                                  ";DE;;Y Ltd;DE;DE;Acme (US);Sale\n",
                                  four)
                      .data);
    assert_true(next(&t));
    parties_are(&t, "purchaser=X Ltd@AE ultimate_consignee=X Ltd@AE end_user="); /* 748.5(f) */
    assert_true(next(&t));
    parties_are(
        &t, "purchaser=X Ltd@DE ultimate_consignee= end_user=Y Ltd@DE"); /* goods go elsewhere */
    assert_true(next(&t));
    parties_are(&t, "purchaser=@DE end_user=Y Ltd@DE");
    lc_orders_close(t.orders);
}

static void a_purchase_turns_the_roles_round(void **state)
{
    (void)state;
    table t;
    static const char *const heads[] = {
        "Sold-To / Seller;Ctry;Consignee;End User;EU Ctry;Ship-To Ctry;Our Entity;Txn Type", four};
    for (size_t i = 0; i < 2; i++) {
        one_row(&t, heads[i],
                "NSO Group;IL;same;same;US;US;Metro City Police Department (US);Purchase");
        parties_are(&t, "seller=NSO Group@IL purchaser=Metro City Police Department@US "
                        "ultimate_consignee=Metro City Police Department@US "
                        "end_user=Metro City Police Department@US");
        is(&t, "activity", "purchase_from");
        is(&t, "from", "IL");
        is(&t, "to", "US");
        is(&t, "us_government_use", "");
        lc_orders_close(t.orders);
    }
    one_row(&t, four,
            "NSO Group;IL;same;same;US;US;Federal Research Directorate (US agency);Einkauf");
    is(&t, "us_government_use", "true");
    is(&t, "exporter_us_person", "true");
    is(&t, "parties.1.name", "Federal Research Directorate");
    lc_orders_close(t.orders);
    one_row(&t, "Supplier;Customer;To;Direction", "NSO Group;Our Shop;US;PO");
    parties_are(&t, "seller=NSO Group purchaser=Our Shop");
    lc_orders_close(t.orders);
    one_row(&t, "Supplier;Ctry;To", "NSO Group;IL;US"); /* a table of suppliers */
    is(&t, "activity", "purchase_from");
    lc_orders_close(t.orders);
}

static void owners_and_their_shares(void **state)
{
    (void)state;
    table t;
    static const char head[] = "Customer;To;Known Owners";
    one_row(&t, head, "\"X Ltd\";IL;\"NSO Group 50%; Other Ltd 25 %\"");
    is(&t, "parties.0.owners.0.name", "NSO Group");
    is(&t, "parties.0.owners.0.pct", "50");
    is(&t, "parties.0.owners.1.name", "Other Ltd");
    is(&t, "parties.0.owners.1.pct", "25");
    lc_orders_close(t.orders);
    one_row(&t, head, "X Ltd;IL;\"Huawei Technologies Co., Ltd. (49,5 %), 25% Y SA and Z AG 25%\"");
    is(&t, "parties.0.owners.0.name", "Huawei Technologies Co., Ltd.");
    is(&t, "parties.0.owners.0.pct", "49.5");
    is(&t, "parties.0.owners.1.name", "Y SA");
    is(&t, "parties.0.owners.2.name", "Z AG");
    lc_orders_close(t.orders);
    one_row(&t, head, "X Ltd;IL;owned by NSO Group (60 percent)");
    is(&t, "parties.0.owners.0.name", "NSO Group");
    is(&t, "parties.0.owners.0.pct", "60");
    lc_orders_close(t.orders);
    one_row(&t, head, "X Ltd;IL;NSO Group"); /* share not known */
    is(&t, "parties.0.owners.0.name", "NSO Group");
    is(&t, "parties.0.owners.0.pct", "");
    lc_orders_close(t.orders);
    one_row(&t, head, "X Ltd;IL;unknown");
    is(&t, "parties.0.ownership_unknown", "true");
    lc_orders_close(t.orders);
    one_row(&t, head, "X Ltd;IL;none");
    is(&t, "parties.0.owners", "");
    lc_orders_close(t.orders);
    one_row(&t, "Customer;End User;To;Owners", "X Ltd;Y Ltd;IL;NSO Group 60%");
    is(&t, "parties.1.owners.0.pct", "60");
    lc_orders_close(t.orders);
}

/* ---- unread columns ---- */

static void a_party_nobody_reads_is_told(void **state)
{
    (void)state;
    static const char *const headers[] = {"Customs Broker", "Zollagent", "Attention",
                                          "Agente aduanal", "брокер",    "报关行",
                                          "Contact person", "担当者",    "3rd party"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        table t;
        one_row(&t, lc_arena_printf(arena, "Customer;To;%s", headers[i]).data, "X Ltd;DE;");
        if (lc_json_len(t.row.unread_parties) != 1) fail_msg("%s", headers[i]);
        lc_orders_close(t.orders);
    }
    static const char *const harmless[] = {"Customer No", "Cost centre",  "Supplier code",
                                           "Colour",      "Kundennummer", "Telefon Ansprechpartner",
                                           "客户编号",    "Bank account", "Carrier tracking number",
                                           "Incoterms"};
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        table t;
        one_row(&t, lc_arena_printf(arena, "Customer;To;%s", harmless[i]).data, "X Ltd;DE;4711");
        if (t.row.unread_parties) fail_msg("%s", harmless[i]);
        lc_orders_close(t.orders);
    }
}

static void cells_can_look_like_names_too(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Elbe Cargo GmbH",  "ООО Ромашка",    "Shenzhen Foo Co., Ltd", "上海某某有限公司",
        "Foo S.A. de C.V.", "Bar Sp. z o.o.", "PT. Foo Pte Ltd",       "Acme, Inc."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        table t;
        open_text(&t,
                  lc_arena_printf(arena, "Customer;To;Zone\nX Ltd;DE;blue\nY Ltd;DE;%s\n", names[i])
                      .data);
        assert_true(next(&t)); /* the sample rows judge the column, so the first row knows too */
        if (lc_json_len(t.row.unread_parties) != 1) fail_msg("%s", names[i]);
        lc_orders_close(t.orders);
    }
    table t;
    one_row(&t, "Customer;To;Zone", "X Ltd;DE;limited edition, blue inc. case of steel");
    assert_null(t.row.unread_parties);
    lc_orders_close(t.orders);
}

/* ---- dates ---- */

static void date_is(const char *cell, const char *others, const char *wanted)
{
    table t;
    open_text(&t, lc_arena_printf(arena, "Customer;To;Ship Date\nX;DE;%s\n%s", cell, others).data);
    assert_true(next(&t));
    if (strcmp(fact(&t, "as_of"), wanted) != 0)
        fail_msg("\"%s\": \"%s\", wanted \"%s\"", cell, fact(&t, "as_of"), wanted);
    bool said = t.row.open != NULL;
    assert_int_equal(said, !wanted[0] && cell[0] != 0);
    lc_orders_close(t.orders);
}

static void dates(void **state)
{
    (void)state;
    date_is("2026-07-31", "", "2026-07-31");
    date_is("2026/7/31", "", "2026-07-31");
    date_is("20260731", "", "2026-07-31");
    date_is("2026-07-31T10:00:00Z", "", "2026-07-31");
    date_is("31.07.2026", "", "2026-07-31");
    date_is("3.4.2026", "", "2026-04-03"); /* points: day first everywhere */
    date_is("31.07.2026 08:15", "", "2026-07-31");
    date_is("31-Jul-2026", "", "2026-07-31");
    date_is("July 31, 2026", "", "2026-07-31");
    date_is("31. Juli 2026", "", "2026-07-31");
    date_is("31 de julio de 2026", "", "2026-07-31");
    date_is("31 août 2026", "", "2026-08-31");
    date_is("2026年7月31日", "", "2026-07-31");
    date_is("46234", "", "2026-07-31"); /* a spreadsheet's day number */
    date_is("7/31/2026", "", "2026-07-31");
    date_is("31/7/2026", "", "2026-07-31");
    date_is("4/4/2026", "", "2026-04-04");
    date_is("", "", "");
    date_is("03/04/2026", "", ""); /* may be March or April */
    date_is("03/04/2026", "X;DE;25/04/2026\n", "2026-04-03");
    date_is("03/04/2026", "X;DE;04/25/2026\n", "2026-03-04");
    date_is("03/04/2026", "X;DE;04/25/2026\nX;DE;25/04/2026\n", "");
    date_is("03-04-2026", "", "");
    date_is("31.07.26", "", ""); /* no two-digit years */
    date_is("2026-02-30", "", "");
    date_is("soon", "", "");
    date_is("1234", "", "");
}

static void a_missing_date_is_not_today(void **state)
{
    (void)state;
    for (int given = 0; given < 2; given++) {
        table t;
        open_bytes(&t, LC_SV("Customer,To,Ship Date\nX,DE,\nX,DE,03/04/2026\nX,DE,TBD\n"),
                   &(how){.as_of_given = given});
        assert_true(next(&t));
        is(&t, "as_of", given ? "2026-07-31" : "");
        assert_true(next(&t));
        is(&t, "as_of", ""); /* there is a date, only which is not known */
        assert_true(next(&t));
        is(&t, "as_of", given ? "2026-07-31" : "");
        lc_orders_close(t.orders);
    }
}

/* ---- goods ---- */

static void value_is(const char *header, const char *cell, const char *wanted)
{
    table t;
    one_row(&t, lc_arena_printf(arena, "Customer;To;%s", header).data,
            lc_arena_printf(arena, "X;DE;%s", cell).data);
    if (strcmp(fact(&t, "item.value_usd"), wanted) != 0)
        fail_msg("%s \"%s\": \"%s\", wanted \"%s\"", header, cell, fact(&t, "item.value_usd"),
                 wanted);
    assert_true(wanted[0] || !cell[0] || lc_json_len(t.row.notes) > 0);
    lc_orders_close(t.orders);
}

static void values(void **state)
{
    (void)state;
    value_is("Value USD", "1,450.00", "1450");
    value_is("Value USD", "1.450,00", "1450");
    value_is("Value USD", "1 190", "1190");
    value_is("Value USD",
             "1\xC2\xA0"
             "190,50",
             "1190.5");
    value_is("Value USD", "USD 3,900", "3900");
    value_is("Value USD", "3,900 USD", "3900");
    value_is("Value USD", "$4,400.25", "4400.25");
    value_is("Value USD", "1'450.00", "1450");
    value_is("Value USD", "1.450.000", "1450000");
    value_is("Value USD", "12,5", "12.5");
    value_is("Value USD", "0.450", "0.45");
    value_is("Value USD", "18000", "18000");
    value_is("Value USD", "EUR 3,900", "");
    value_is("Value USD", "€ 3.900", "");
    value_is("Value USD", "1,45,00", "");
    value_is("Value USD", "3900 or 4000", "");
    value_is("Value USD", "-5", "");
    value_is("Value USD", "ca. viel", "");
    value_is("Amount", "1,450.00", ""); /* of what? */
    value_is("Amount", "US$ 1,450.00", "1450");
    value_is("Amount", "$ 1,450.00", "");
    table t;
    one_row(&t, "Customer;To;Amount;Currency", "X;DE;1450;USD");
    is(&t, "item.value_usd", "1450");
    lc_orders_close(t.orders);
    one_row(&t, "Customer;To;Value USD;Currency", "X;DE;1450;EUR");
    is(&t, "item.value_usd", "");
    lc_orders_close(t.orders);
}

static void eccn_is(const char *cell, const char *wanted, const char *type)
{
    table t;
    one_row(&t, "Customer;To;ECCN", lc_arena_printf(arena, "X;DE;\"%s\"", cell).data);
    if (strcmp(fact(&t, "item.eccn"), wanted) != 0)
        fail_msg("\"%s\": \"%s\", wanted \"%s\"", cell, fact(&t, "item.eccn"), wanted);
    is(&t, "item.type", type);
    lc_orders_close(t.orders);
}

static void classifications(void **state)
{
    (void)state;
    eccn_is("EAR99", "EAR99", "");
    eccn_is("ear 99", "EAR99", "");
    eccn_is("5D992.c", "5D992.c", "software");
    eccn_is("5A992c", "5A992.c", "commodity");
    eccn_is("5a992.C", "5A992.c", "commodity");
    eccn_is("5D992.c (mass market)", "5D992.c", "software");
    eccn_is("3A001.a.2", "3A001.a.2", "commodity");
    eccn_is("3A001a2c", "3A001.a.2.c", "commodity");
    eccn_is("3A001(a)(2)", "3A001.a.2", "commodity");
    eccn_is("ECCN: 3E001", "3E001", "technology");
    eccn_is("4A994 b", "4A994.b", "commodity");
    eccn_is("0A919", "0A919", "commodity");
    eccn_is("ITAR", "USML", "");
    eccn_is("USML VIII(h)", "USML", "");
    eccn_is("NLR", "", "");
    eccn_is("5A002/5D002", "", "");
    eccn_is("n/a", "", "");
    eccn_is("pending", "", "");
    eccn_is("5A99", "", "");
    eccn_is("AL 5A002", "", "");
}

static void other_goods(void **state)
{
    (void)state;
    table t;
    one_row(&t, "Customer;To;Part No;Item;Qty;HTS;Origin;Delivery;End Use;Lic/Exc Claimed;Transit",
            "X;DE;007712;Pump;500 pcs;8471.30.0100;China;Download;office productivity;NLR;AE, SG");
    is(&t, "item.quantity", "500");
    is(&t, "item.hts6", "847130");
    is(&t, "item.origin", "foreign");
    is(&t, "item.manufactured_in", "CN");
    is(&t, "item.delivery", "download");
    is(&t, "item.type", "software");
    is(&t, "item.desc", "Pump");
    is(&t, "end_use", ""); /* free text is no fact */
    is(&t, "authorization_claimed", "NLR");
    is(&t, "transit.0", "AE");
    is(&t, "transit.1", "SG");
    assert_null(t.row.open);
    assert_true(lc_sv_is(lc_json_get_sv(t.row.columns, "part_no"), "007712"));
    assert_true(lc_sv_is(lc_json_get_sv(t.row.columns, "end_use"), "office productivity"));
    lc_orders_close(t.orders);
    one_row(&t, "Customer;To;Qty;HTS;Origin;Delivery;End Use;Lic/Exc Claimed;Transit",
            "X;DE;1.500;84;US;by ship;military;none;Atlantis");
    is(&t, "item.quantity", ""); /* one and a half, or fifteen hundred? */
    is(&t, "item.hts6", "");
    is(&t, "item.origin", "US");
    is(&t, "item.delivery", "");
    is(&t, "end_use.0", "military");
    is(&t, "authorization_claimed", "");
    is(&t, "transit", "");
    assert_true(says(t.row.open, "Atlantis"));
    lc_orders_close(t.orders);
    one_row(&t, "Customer;To;End Use", "X;DE;spare parts for a drone programme");
    assert_true(says(t.row.open, "end use"));
    lc_orders_close(t.orders);
}

static void activity_is(const char *header_rest, const char *row_rest, const char *wanted)
{
    table t;
    one_row(&t, lc_arena_printf(arena, "Customer;%s", header_rest).data,
            lc_arena_printf(arena, "X Ltd;%s", row_rest).data);
    is(&t, "activity", wanted);
    lc_orders_close(t.orders);
}

static void which_way_the_goods_go(void **state)
{
    (void)state;
    activity_is("To;Our Entity;Txn Type", "DE;Acme (US);Sale", "export");
    activity_is("To;Our Entity;Txn Type", "US;Acme (US);Verkauf", "domestic_sale_us");
    activity_is("To;Our Entity;Txn Type", "DE;Acme;Sale", ""); /* from where? */
    activity_is("To;From;Txn Type", "DE;US;sales", "export");
    activity_is("To;From;Txn Type", "DE;DE;Sale", "transfer_in_country");
    activity_is("To;From;Txn Type;Origin", "RU;DE;Sale;US", "reexport");
    activity_is("To;From;Txn Type;Origin", "RU;DE;Sale;DE", "export_from_abroad");
    activity_is("To;From;Txn Type", "RU;DE;Sale", "");
    activity_is("To;From;Txn Type", "DE;US;", "");
    activity_is("To;From;Txn Type", "DE;US;Barter", "");
    activity_is("To;From", "DE;US", "export"); /* a table of customers */
    activity_is("To;From;Activity", "DE;US;Re-Export", "reexport");
    activity_is("To;From;Activity", "DE;US;deemed export", "deemed_export");
    activity_is("To;Our Entity;Activity;Delivery", "IL;Acme (US);Sale;browser only", "saas_access");
    /* Software whose delivery is left open, where the table asks for it: the answer must ask too.
     */
    activity_is("To;Our Entity;Activity;Delivery;ECCN", "IL;Acme (US);Sale;;5D992.c",
                "saas_access");
    activity_is("To;Our Entity;Activity;Delivery;ECCN", "IL;Acme (US);Sale;download;5D992.c",
                "export");
    activity_is("To;Our Entity;Activity;Delivery;ECCN", "IL;Acme (US);Sale;;5A992.c", "export");
    activity_is("To;Our Entity;Activity;ECCN", "IL;Acme (US);Sale;5D992.c", "export");
}

static void exporter_and_policy(void **state)
{
    (void)state;
    lc_policy policy = {.exporter_us_person = LC_YN_NO, .exporter_location = LC_SV("DE")};
    table t;
    open_bytes(&t,
               LC_SV("Customer,To,Our Entity,Origin\nX,FR,Acme GmbH,US\nX,FR,Acme Inc (US),US\n"),
               &(how){.policy = &policy});
    assert_int_equal(t.rc, 0);
    assert_true(next(&t));
    is(&t, "exporter_us_person", "false");
    is(&t, "exporter_location", "DE");
    is(&t, "activity", "reexport");
    assert_true(next(&t)); /* the order is nearer than the policy */
    is(&t, "exporter_us_person", "true");
    is(&t, "exporter_location", "US");
    is(&t, "activity", "export");
    lc_orders_close(t.orders);
    one_row(&t, "Customer;To", "X;FR"); /* nothing is assumed */
    is(&t, "exporter_us_person", "");
    is(&t, "exporter_location", "");
    lc_orders_close(t.orders);
}

/* ---- rows that are wrong ---- */

static void a_bad_row_answers_for_itself(void **state)
{
    (void)state;
    table t;
    open_text(&t, "Customer,To,Item\nA,DE,ok\nB,DE\nC,DE,x,surplus\nD,DE,x,,\n"
                  "E,DE,\"3/4\" tube\"\nF,DE,\"never closed\nG,DE,ok\n,,\nH,DE,ok\n");
    static const struct {
        const char *name, *problem;
    } rows[] = {{"A", NULL},   {"", "2 cells"}, {"", "4 cells"}, {"D", NULL},
                {"", "quote"}, {"", "quote"},   {"G", NULL},     {"H", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(next(&t));
        if (rows[i].problem) {
            assert_non_null(t.row.problem);
            if (!strstr(t.row.problem, rows[i].problem)) fail_msg("%s", t.row.problem);
        } else {
            if (t.row.problem) fail_msg("%s: %s", rows[i].name, t.row.problem);
            is(&t, "parties.0.name", rows[i].name);
        }
    }
    assert_false(next(&t));
    lc_orders_close(t.orders);
}

static void cells_come_back_as_they_were(void **state)
{
    (void)state;
    table t;
    open_text(&t, "Customer,To,Remarks,Zone\n\" nso  group \",IL,\"=HYPERLINK(\"\"x\"\")\",007\n");
    assert_true(next(&t));
    assert_int_equal(t.row.n_fields, 4);
    assert_true(lc_sv_is(t.row.fields[0], " nso  group "));
    assert_true(lc_sv_is(t.row.fields[2], "=HYPERLINK(\"x\")"));
    assert_true(lc_sv_is(lc_json_get_sv(t.row.unread, "Zone"), "007"));
    is(&t, "parties.0.name", "nso  group");
    lc_orders_close(t.orders);
}

/* ---- the contract of words ---- */

/* Whatever a table says, its facts keep to the contract of `licet determine`. */
static void keeps_the_contract(lc_sv bytes)
{
    table t;
    size_t n = 0;
    open_bytes(&t, bytes, NULL);
    assert_int_equal(t.rc, 0);
    for (; next(&t); n++) {
        lc_facts *facts;
        licet_error e = {0};
        if (!t.row.problem && lc_facts_parse(arena, t.row.facts, LC_FACTS_FROM_USER, &facts, &e))
            fail_msg("line %d: %s", (int)t.row.line, e.message);
    }
    assert_true(n > 0);
    lc_orders_close(t.orders);
}

static void facts_keep_the_contract(void **state)
{
    (void)state;
    keeps_the_contract(read_file(LICET_DATA_DIR "/sample/orders.csv"));
    keeps_the_contract(LC_SV(
        "Customer;Ctry;Address;End User;Ship-To Ctry;Our Entity;Txn Type;Delivery;ECCN;Origin;Via;"
        "Value USD;Qty;HTS;Owners;End Use;Forwarder;Bank;Notify;Carrier;Shipper;Vendor\n"
        "X;DE;Y 1;TBD;Crimea;Acme (US agency);Sale;browser only;USML;CN;AE/SG;1,5;3;847130;A 50%;"
        "military;F;B;N;C;S;V\n"
        "X;DE;;;DE;Acme;re-export;media;5A992c;foreign;-;;;;unknown;uav;none;;;;;\n"
        "X;;;;;;Einkauf;;;;;;;;;;;;;;;\n"));
}

/* The table counsel answered, where it is at hand: every row is read, and whom it is about. */
static void counsels_forty_rows(void **state)
{
    (void)state;
    const char *shared = getenv("LICET_SHARED");
    lc_sv path =
        lc_arena_printf(arena, "%s/orders_expected.csv", shared ? shared : LICET_SHARED_DEFAULT);
    lc_sv text = read_file(path.data);
    if (!text.len) {
        print_message("%s is not there: skipped\n", path.data);
        skip();
    }
    table t;
    open_bytes(&t, text, NULL);
    assert_int_equal(t.rc, 0);
    size_t n = 0, unnamed = 0, purchases = 0;
    for (; next(&t); n++) {
        if (t.row.problem) fail_msg("line %d: %s", (int)t.row.line, t.row.problem);
        for (size_t i = 0; i < t.row.n_parties; i++) unnamed += t.row.parties[i].unnamed;
        purchases += strcmp(fact(&t, "activity"), "purchase_from") == 0;
        assert_true(strcmp(fact(&t, "exporter_us_person"), "true") == 0);
    }
    assert_int_equal(n, 40);
    assert_int_equal(purchases, 4);
    assert_int_equal(unnamed, 4); /* SO-10002, SO-10007, and two of SO-10026 */
    lc_orders_close(t.orders);
    keeps_the_contract(text);
}

/* ---- JSON Lines ---- */

static void json_lines(void **state)
{
    (void)state;
    table t;
    open_bytes(
        &t,
        LC_SV("{\"order_id\":\"A\",\"line\":1,\"facts\":{\"to\":\"IL\",\"parties\":[{\"role\":"
              "\"end_user\",\"name\":\"X\"}]},\"ticket\":9}\r\n\n"
              "{\"order_id\":7,\"to\":\"DE\",\"as_of\":\"2026-01-02\"}\n"
              "not json\n[1]\n{\"facts\":3}\n{\"order_id\":\"last\",\"facts\":{}}"),
        &(how){.file = "-", .as_of_given = true});
    assert_int_equal(t.rc, 0);
    assert_true(lc_orders_is_jsonl(t.orders));
    size_t n = 99;
    lc_orders_header(t.orders, &n);
    assert_int_equal(n, 0);
    assert_true(next(&t));
    assert_true(lc_sv_is(t.row.order_id, "A") && lc_sv_is(t.row.line_no, "1"));
    is(&t, "to", "IL");
    is(&t, "as_of", "2026-07-31");
    is(&t, "order_id", "");
    assert_int_equal(lc_json_int(lc_json_get(t.row.unread, "ticket"), 0), 9);
    assert_int_equal(t.row.n_parties, 1);
    assert_true(next(&t));
    assert_int_equal(t.row.line, 3);
    assert_true(lc_sv_is(t.row.order_id, "7"));
    is(&t, "as_of", "2026-01-02");
    for (int i = 0; i < 3; i++) {
        assert_true(next(&t));
        assert_non_null(t.row.problem);
    }
    assert_true(next(&t));
    assert_null(t.row.problem);
    assert_true(lc_sv_is(t.row.order_id, "last"));
    assert_false(next(&t));
    lc_orders_close(t.orders);
}

/* ---- streaming ---- */

typedef struct endless {
    uint64_t rows, at; /* bytes handed on */
} endless;

static int read_endless(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    static const char head[] = "Customer,To,ECCN\n", row[] = "X Ltd,DE,EAR99\n";
    (void)err;
    endless *e = ctx;
    uint64_t all = sizeof head - 1 + e->rows * (sizeof row - 1);
    for (*got = 0; *got < cap && e->at < all; (*got)++, e->at++) {
        uint64_t in_rows = e->at - (sizeof head - 1);
        ((char *)data)[*got] =
            e->at < sizeof head - 1 ? head[e->at] : row[in_rows % (sizeof row - 1)];
    }
    return 0;
}

static void rows_stream(void **state)
{
    (void)state;
    endless e = {.rows = 60000};
    lc_reader in = {&e, read_endless};
    lc_orders_params p = {.file = LC_SV("-"), .columns_text = columns_text, .as_of = 0};
    lc_orders *o;
    licet_error err = {0};
    assert_int_equal(lc_orders_open(&in, &p, &o, &err), 0);
    assert_true(e.at < 600000); /* only the beginning was looked at */
    lc_arena *row_arena = lc_arena_new();
    uint64_t n = 0;
    for (bool has = true; has;) {
        lc_order_row row;
        lc_arena_reset(row_arena);
        assert_int_equal(lc_orders_next(o, row_arena, &has, &row, &err), 0);
        n += has;
    }
    assert_int_equal(n, 60000);
    lc_arena_free(row_arena);
    lc_orders_close(o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counsels_header_column_by_column),
        cmocka_unit_test(the_samples_header),
        cmocka_unit_test(headers_in_ten_languages),
        cmocka_unit_test(a_country_belongs_to_the_party_beside_it),
        cmocka_unit_test(numbers_are_not_names),
        cmocka_unit_test(countries),
        cmocka_unit_test(maps_are_strongest),
        cmocka_unit_test(what_is_no_table_of_orders),
        cmocka_unit_test(titles_above_the_header),
        cmocka_unit_test(every_separator),
        cmocka_unit_test(encodings),
        cmocka_unit_test(same_is_the_customer),
        cmocka_unit_test(placeholders_are_not_names),
        cmocka_unit_test(only_a_whole_name_is_a_placeholder),
        cmocka_unit_test(optional_parties_may_be_none),
        cmocka_unit_test(nobody_named_and_nobody_said),
        cmocka_unit_test(a_purchase_turns_the_roles_round),
        cmocka_unit_test(owners_and_their_shares),
        cmocka_unit_test(a_party_nobody_reads_is_told),
        cmocka_unit_test(cells_can_look_like_names_too),
        cmocka_unit_test(dates),
        cmocka_unit_test(a_missing_date_is_not_today),
        cmocka_unit_test(values),
        cmocka_unit_test(classifications),
        cmocka_unit_test(other_goods),
        cmocka_unit_test(which_way_the_goods_go),
        cmocka_unit_test(exporter_and_policy),
        cmocka_unit_test(a_bad_row_answers_for_itself),
        cmocka_unit_test(cells_come_back_as_they_were),
        cmocka_unit_test(facts_keep_the_contract),
        cmocka_unit_test(counsels_forty_rows),
        cmocka_unit_test(json_lines),
        cmocka_unit_test(rows_stream),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
