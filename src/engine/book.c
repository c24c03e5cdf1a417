#include "engine/book.h"

#include "base/map.h"
#include "codec/hash.h"
#include "engine/desk_table.h"
#include "engine/keep.h"
#include "engine/orders_words.h"
#include "text/country.h"

typedef enum column {
    COLUMN_ID = 0,
    COLUMN_NAME,
    COLUMN_TYPE,
    COLUMN_COUNTRY,
    COLUMN_ADDRESS,
    COLUMN_BIRTH,
    COLUMN_IDENTIFIERS,
    COLUMNS
} column;

static const char *const columns[COLUMNS] = {"id",      "name",  "type",       "country",
                                             "address", "birth", "identifiers"};

enum { MAX_WORDS_BYTES = 4 * 1024 * 1024 };

typedef struct reading {
    lc_arena *a;
    lc_words_table *words;
    lc_map *ids; /* -> number of the row plus 1 */
    lc_book *book;
    const lc_desk_table *table;
} reading;

static void tell(lc_arena *a, lc_json *to, uint64_t line, lc_sv message)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_int(a, o, "line", (int64_t)line);
    lc_json_set_sv(a, o, "message", message);
    lc_json_push(a, to, o);
}

static void remark(reading *r, uint64_t line, lc_sv message)
{
    if (r->book->n_remarks++ < LC_BOOK_MAX_REMARKS) tell(r->a, r->book->remarks, line, message);
}

/* ---- cells ---- */

static lc_party_type type_of(reading *r, const lc_desk_row *row)
{
    lc_sv cell = row->cells[COLUMN_TYPE];
    lc_party_type type = lc_party_type_of(cell);
    if (!cell.len || type != LC_TYPE_UNKNOWN) return type;
    lc_sv word = lc_words_value(r->words, r->a, "type", lc_words_key(r->a, cell));
    if (!word.len && !lc_sv_ieq(cell, LC_SV("unknown")))
        remark(r, row->line,
               lc_arena_printf(r->a, "type \"%.*s\" is not known: any type is searched",
                               LC_SV_ARG(cell)));
    return lc_party_type_of(word);
}

static lc_sv country_of(reading *r, const lc_desk_row *row)
{
    lc_sv cell = row->cells[COLUMN_COUNTRY];
    lc_sv code = lc_country_code(cell);
    if (cell.len && !code.len)
        remark(r, row->line,
               lc_arena_printf(r->a, "country \"%.*s\" is not known: it agrees with nothing",
                               LC_SV_ARG(cell)));
    return code.len ? code : cell;
}

/* Whatever the search can read a year in counts: "circa 1955", "13.8.1956". */
static lc_sv birth_of(reading *r, const lc_desk_row *row)
{
    lc_sv cell = row->cells[COLUMN_BIRTH];
    size_t digits = 0, most = 0;
    for (size_t i = 0; i < cell.len; i++) {
        digits = cell.data[i] >= '0' && cell.data[i] <= '9' ? digits + 1 : 0;
        if (digits > most) most = digits;
    }
    if (cell.len && most < 4)
        remark(r, row->line,
               lc_arena_printf(r->a, "birth \"%.*s\" is no date: it agrees with nothing",
                               LC_SV_ARG(cell)));
    return cell;
}

/* "Street; City; 1234" is one line of an address. */
static lc_sv address_of(lc_arena *a, lc_sv cell)
{
    lc_buf b = {0};
    for (lc_sv rest = cell; rest.data && rest.len;) {
        lc_sv part = lc_sv_trim(lc_sv_cut(&rest, LC_SV(";")));
        if (b.len && part.len) lc_buf_z(&b, ", ");
        lc_buf_sv(&b, part);
    }
    lc_sv out = b.len ? lc_arena_sv(a, lc_buf_view(&b)) : LC_SV_NONE;
    lc_buf_done(&b);
    return out;
}

static void read_idents(reading *r, const lc_desk_row *row, lc_query *q)
{
    lc_sv cell = row->cells[COLUMN_IDENTIFIERS];
    if (!cell.len) return;
    q->idents = LC_NEW_N(r->a, lc_sv, LC_BOOK_MAX_IDENTS);
    for (lc_sv rest = cell; rest.data;) {
        lc_sv one = lc_sv_trim(lc_sv_cut(&rest, LC_SV(";")));
        if (!one.len) continue;
        if (q->n_idents == LC_BOOK_MAX_IDENTS) {
            tell(r->a, r->book->bad, row->line,
                 lc_arena_printf(r->a, "more than %d identifiers", LC_BOOK_MAX_IDENTS));
            return;
        }
        q->idents[q->n_idents++] = one;
    }
}

/* ---- rows ---- */

static bool number_it(reading *r, const lc_desk_row *row, lc_customer *c)
{
    bool is_new;
    c->id = row->cells[COLUMN_ID];
    if (!c->id.len && !r->table->has[COLUMN_ID])
        c->id = lc_arena_printf(r->a, "%.*s, %.*s", LC_SV_ARG(c->query.name),
                                LC_SV_ARG(c->query.country));
    if (!c->id.len) {
        tell(r->a, r->book->bad, row->line, LC_SV("no id"));
        return false;
    }
    uint32_t *first = lc_map_put(r->ids, c->id, &is_new);
    if (!is_new)
        tell(r->a, r->book->bad, row->line,
             lc_arena_printf(r->a, "the id %.*s stands in line %u already", LC_SV_ARG(c->id),
                             (unsigned)*first));
    else
        *first = (uint32_t)row->line;
    return is_new;
}

static void take_row(reading *r, const lc_desk_row *row)
{
    lc_customer c = {0};
    if (row->problem || !row->cells[COLUMN_NAME].len) {
        tell(r->a, r->book->bad, row->line, lc_sv_of(row->problem ? row->problem : "no name"));
        return;
    }
    c.query = (lc_query){.name = row->cells[COLUMN_NAME],
                         .type = type_of(r, row),
                         .country = country_of(r, row),
                         .address = address_of(r->a, row->cells[COLUMN_ADDRESS]),
                         .birth = birth_of(r, row)};
    read_idents(r, row, &c.query);
    if (!number_it(r, row, &c)) return;
    lc_customer_hash(&c.query, r->a, c.hash);
    r->book->at[r->book->n++] = c;
}

static void sum_content(lc_book *b)
{
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256 *h = lc_sha256_new();
    for (size_t i = 0; i < b->n; i++) {
        lc_sha256_put(h, b->at[i].id.data, b->at[i].id.len + 1); /* with its NUL */
        lc_sha256_put(h, b->at[i].hash, sizeof b->at[i].hash);
    }
    lc_sha256_end(h, digest);
    lc_hex(digest, sizeof digest, b->content);
}

/* ---- the whole ---- */

static int read_spellings(const licet *l, lc_arena *a, lc_sv *out, licet_error *err)
{
    lc_buf b = {0};
    lc_sv path = lc_arena_printf(a, "%s/desk/book_columns.txt", l->data);
    int rc = lc_file_read(path.data, MAX_WORDS_BYTES, &b, err);
    if (!rc) *out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return rc;
}

int lc_book_parse(const licet *l, lc_sv bytes, const char *file, lc_arena *a, lc_book *out,
                  licet_error *err)
{
    lc_desk_table table;
    lc_book book = {.bad = lc_json_array(a), .remarks = lc_json_array(a)};
    lc_desk_params p = {
        .columns = columns, .n_columns = COLUMNS, .required = COLUMN_NAME, .file = file};
    reading r = {.a = a, .ids = lc_map_new(), .book = &book, .table = &table};
    int rc = read_spellings(l, a, &p.spellings, err);
    if (!rc) rc = lc_words_open(p.spellings, &r.words, err);
    if (!rc) rc = lc_desk_table_read(bytes, &p, a, &table, err);
    if (!rc) {
        book.mapping = table.mapping;
        book.workbook = table.workbook;
        book.at = LC_NEW_N(a, lc_customer, table.n + 1);
        for (size_t i = 0; i < table.n; i++) take_row(&r, &table.rows[i]);
        sum_content(&book);
        *out = book;
    }
    lc_words_close(r.words);
    lc_map_free(r.ids);
    return rc;
}

/* ---- editions ---- */

typedef struct newest {
    lc_arena *a, *scratch;
    lc_sv id, record;
    int64_t time_s;
} newest;

static int take_newest(void *ctx, const lc_decision_row *row, licet_error *err)
{
    newest *n = ctx;
    (void)err;
    lc_arena_reset(n->scratch);
    n->id = lc_arena_sv(n->scratch, row->id);
    n->record = lc_arena_sv(n->scratch, row->record);
    n->time_s = row->time_s;
    return 0;
}

int lc_log_newest(lc_store *store, char kind, lc_arena *a, lc_edition *out, licet_error *err)
{
    newest n = {.a = a, .scratch = lc_arena_new()};
    lc_edition e = {0};
    int rc = lc_store_each_decision(store, kind, UINT64_MAX, &n, take_newest, err);
    if (!rc && !n.id.len) rc = lc_fail(err, LICET_E_NOT_FOUND, "the log has no row %c-...", kind);
    if (!rc) {
        e = (lc_edition){.id = lc_arena_sv(a, n.id), .time_s = n.time_s};
        rc = lc_json_parse(a, lc_arena_sv(a, n.record), &e.body, err);
    }
    lc_arena_free(n.scratch);
    if (!rc) *out = e;
    return rc;
}

int lc_book_newest(lc_store *store, lc_arena *a, lc_edition *out, licet_error *err)
{
    int rc = lc_log_newest(store, 'B', a, out, err);
    if (rc != LICET_E_NOT_FOUND) return rc;
    lc_fail(err, LICET_E_NOT_FOUND, "there is no book of customers here yet");
    return lc_fail_remedy(err, "import one: licet book import CUSTOMERS.csv");
}

int lc_book_load(const licet *l, const lc_edition *e, lc_arena *a, lc_book *out, licet_error *err)
{
    lc_buf bytes = {0};
    lc_book book;
    int rc = lc_keep_get(l, lc_json_get_sv(e->body, "sha256"), &bytes, err);
    if (!rc)
        rc = lc_book_parse(l, lc_buf_view(&bytes), lc_json_get_sv(e->body, "file").data, a, &book,
                           err);
    lc_buf_done(&bytes);
    if (rc) return rc;
    if (lc_json_len(book.bad) || !lc_sv_is(lc_json_get_sv(e->body, "content"), book.content)) {
        lc_fail(err, LICET_E_CORRUPT, "edition %.*s of the book reads otherwise than it did",
                LC_SV_ARG(e->id));
        return lc_fail_remedy(err, "import its file again: licet book import FILE");
    }
    *out = book;
    return 0;
}
