/* A line is {"order_id","line","facts":{..}}, or the facts themselves with order_id and line beside
 * them. The facts are the contract's; whether they keep to it is judged where they are decided. */
#include "engine/orders_lines.h"

enum { CHUNK_BYTES = 64 * 1024 };

static const char TOO_LONG[] = "the line is longer than 4 MiB";

void lc_orders_lines_done(lc_orders_lines *l)
{
    lc_buf_done(&l->buf);
}

static int fill(lc_orders_lines *l, licet_error *err)
{
    if (l->at) {
        memmove(l->buf.data, l->buf.data + l->at, l->buf.len - l->at);
        l->buf.len -= l->at;
        l->at = 0;
    }
    size_t got = 0;
    lc_buf_reserve(&l->buf, CHUNK_BYTES);
    int rc = l->in.read(l->in.ctx, l->buf.data + l->buf.len, CHUNK_BYTES, &got, err);
    if (!rc) l->buf.len += got;
    l->ended = !rc && !got;
    return rc;
}

/* One line without its end into *out; what is over the limit is thrown away as it comes. */
static int take_line(lc_orders_lines *l, bool *has, lc_sv *out, bool *too_long, licet_error *err)
{
    size_t seen = 0;
    *has = *too_long = false;
    for (;;) {
        lc_sv rest = lc_sv_from(lc_buf_view(&l->buf), l->at);
        size_t end = rest.len > seen ? lc_sv_find(rest, LC_SV("\n"), seen) : SIZE_MAX;
        if (end == SIZE_MAX && l->ended) end = rest.len;
        if (end != SIZE_MAX) {
            *has = rest.len > 0 || *too_long;
            *out = lc_sv_make(rest.data, end);
            l->at += end < rest.len ? end + 1 : end;
            return 0;
        }
        seen = rest.len;
        if (rest.len > LC_ORDERS_MAX_LINE_BYTES) {
            *too_long = true;
            l->byte += rest.len;
            l->at = l->buf.len;
            seen = 0;
        }
        int rc = fill(l, err);
        if (rc) return rc;
    }
}

/* Numbers are welcome as order numbers: 77 becomes "77". */
static lc_sv as_text(lc_arena *a, const lc_json *v)
{
    lc_json_kind kind = lc_json_kind_of(v);
    if (kind == LC_JSON_STRING) return lc_json_sv(v);
    return kind == LC_JSON_INT || kind == LC_JSON_REAL ? lc_json_text(a, v, LC_JSON_COMPACT)
                                                       : LC_SV_NONE;
}

static bool is_ours(lc_sv key)
{
    return lc_sv_is(key, "order_id") || lc_sv_is(key, "line") || lc_sv_is(key, "id");
}

static lc_json *facts_of(lc_arena *a, const lc_json *j, lc_order_row *row)
{
    lc_json *inner = lc_json_get(j, "facts"), *out = lc_json_object(a);
    for (size_t i = 0; i < lc_json_len(j) && inner; i++) {
        lc_sv key = lc_json_key(j, i);
        if (!is_ours(key) && !lc_sv_is(key, "facts"))
            lc_json_set(a, row->unread, lc_arena_z(a, key), lc_json_at(j, i));
    }
    if (inner && lc_json_kind_of(inner) != LC_JSON_OBJECT) {
        row->problem = "\"facts\" is not an object";
        return NULL;
    }
    const lc_json *from = inner ? inner : j;
    for (size_t i = 0; i < lc_json_len(from); i++) {
        lc_sv key = lc_json_key(from, i);
        if (inner || !is_ours(key)) lc_json_set(a, out, lc_arena_z(a, key), lc_json_at(from, i));
    }
    return out;
}

/* The day and the exporter stand in the facts, else in the order's parameters and the policy. */
static void complete(lc_arena *a, const lc_orders_params *p, lc_json *facts, lc_order_row *row)
{
    char text[LC_DATE_TEXT];
    row->ship_date_text = lc_json_get_sv(facts, "as_of");
    if (!lc_json_get(facts, "as_of") && p->as_of_given)
        lc_json_set_z(a, facts, "as_of", lc_date_text(p->as_of, text));
    else if (!lc_date_iso(row->ship_date_text, &row->ship_date))
        row->ship_date = LC_DATE_NONE;
    if (!p->policy) return;
    if (!lc_json_get(facts, "exporter_us_person") && p->policy->exporter_us_person != LC_YN_UNKNOWN)
        lc_json_set_bool(a, facts, "exporter_us_person",
                         p->policy->exporter_us_person == LC_YN_YES);
    if (!lc_json_get(facts, "exporter_location"))
        lc_json_set_some(a, facts, "exporter_location", p->policy->exporter_location);
}

static void list_parties(lc_arena *a, const lc_json *facts, lc_order_row *row)
{
    const lc_json *parties = lc_json_get(facts, "parties");
    size_t n = lc_json_len(parties);
    row->parties = LC_NEW_N(a, lc_order_party, n + 1);
    for (size_t i = 0; i < n; i++) {
        lc_json *o = lc_json_at(parties, i);
        if (lc_json_kind_of(o) != LC_JSON_OBJECT) continue;
        lc_order_party p = {.facts = o,
                            .name = lc_json_get_sv(o, "name"),
                            .country = lc_json_get_sv(o, "country"),
                            .address = lc_json_get_sv(o, "address"),
                            .role = lc_json_get_sv(o, "role"),
                            .given = lc_json_get(o, "lists") != NULL};
        p.unnamed = !p.name.len;
        row->parties[row->n_parties++] = p;
    }
}

static void read_line(lc_sv text, const lc_orders_params *p, lc_arena *a, lc_order_row *row)
{
    lc_json *j;
    licet_error e = {0};
    if (lc_json_parse(a, text, &j, &e)) {
        row->problem = lc_arena_printf(a, "not JSON: %s (byte %llu of the line)", e.message,
                                       (unsigned long long)e.byte)
                           .data;
        return;
    }
    if (lc_json_kind_of(j) != LC_JSON_OBJECT) {
        row->problem = "the line is no JSON object";
        return;
    }
    lc_json *id = lc_json_get(j, "order_id");
    row->order_id = as_text(a, id ? id : lc_json_get(j, "id"));
    row->line_no = as_text(a, lc_json_get(j, "line"));
    lc_json *facts = facts_of(a, j, row);
    if (!facts) return;
    complete(a, p, facts, row);
    list_parties(a, facts, row);
    row->facts = facts;
}

int lc_orders_lines_next(lc_orders_lines *l, const lc_orders_params *p, lc_arena *a, bool *has,
                         lc_order_row *row, licet_error *err)
{
    lc_sv text = LC_SV_NONE;
    bool too_long = false;
    do {
        l->byte += text.data ? text.len + 1 : 0;
        int rc = take_line(l, has, &text, &too_long, err);
        if (rc || !*has) return rc;
        l->line++;
    } while (!too_long && !lc_sv_trim(text).len);
    *row = (lc_order_row){.line = l->line,
                          .byte = l->byte,
                          .ship_date = LC_DATE_NONE,
                          .columns = lc_json_object(a),
                          .unread = lc_json_object(a),
                          .notes = lc_json_array(a),
                          .facts = lc_json_object(a)};
    l->byte += text.len + 1;
    lc_sv *field = LC_NEW(a, lc_sv);
    *field = lc_arena_sv(a, text);
    row->fields = field;
    row->n_fields = 1;
    if (too_long)
        row->problem = TOO_LONG;
    else
        read_line(*field, p, a, row);
    return 0;
}
