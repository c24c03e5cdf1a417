/* Shared strings. A sheet of 100,000 rows can have a million of them, each used once, in any order;
 * so they stand packed in blocks (a length, then the bytes), with four bytes of place for each. */
#include <stdlib.h>

#include "codec/xlsx_in.h"

enum {
    BLOCK_BITS = 18,
    BLOCK_BYTES = 1 << BLOCK_BITS, /* more than the longest string */
    PLACES_BITS = 16,
    PLACES = 1 << PLACES_BITS,
    LENGTH_BYTES = 3 /* 17 bits of length, one of "rich" */
};

struct lc_strings {
    LC_VEC(char *) blocks;
    size_t used; /* of the last block */
    LC_VEC(uint32_t *) places;
    size_t n;
    uint64_t bytes;
};

typedef struct reading {
    lc_strings *s;
    lc_buf raw, text;
    bool in_string, in_text, rich;
    unsigned phonetic; /* depth of the phonetic run one is in: a reading aid, not the text */
} reading;

static char *room(lc_strings *s, size_t need)
{
    if (!s->blocks.len || s->used + need > BLOCK_BYTES) {
        lc_vec_push(&s->blocks, lc_xmalloc(BLOCK_BYTES));
        s->used = 0;
    }
    return s->blocks.at[s->blocks.len - 1] + s->used;
}

static void add(lc_strings *s, lc_sv v, bool rich)
{
    char *at = room(s, LENGTH_BYTES + v.len);
    uint32_t head = (uint32_t)v.len << 1 | rich;
    for (int i = 0; i < LENGTH_BYTES; i++) at[i] = (char)(head >> 8 * i & 0xFF);
    if (v.len) memcpy(at + LENGTH_BYTES, v.data, v.len);
    if (s->n % PLACES == 0) lc_vec_push(&s->places, lc_xmalloc(PLACES * sizeof(uint32_t)));
    uint32_t place = (uint32_t)((s->blocks.len - 1) << BLOCK_BITS | s->used);
    s->places.at[s->n >> PLACES_BITS][s->n % PLACES] = place;
    s->n++;
    s->used += LENGTH_BYTES + v.len;
}

static int finish(reading *r, licet_error *err)
{
    lc_strings *s = r->s;
    lc_buf_clear(&r->text);
    lc_xlsx_unescape(lc_buf_view(&r->raw), &r->text);
    s->bytes += LENGTH_BYTES + r->text.len;
    if (s->bytes <= LC_XLSX_MAX_STRINGS_BYTES && s->n < LC_XLSX_MAX_STRINGS) {
        add(s, lc_buf_view(&r->text), r->rich);
        r->in_string = false;
        return 0;
    }
    lc_fail(err, LICET_E_LIMIT, "the workbook's texts are more than %d or over %d bytes together",
            LC_XLSX_MAX_STRINGS, LC_XLSX_MAX_STRINGS_BYTES);
    lc_fail_remedy(err, "split the workbook, or save the sheet as .csv, which has no such limit");
    return LICET_E_LIMIT;
}

static int on_start(void *ctx, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    (void)attrs;
    reading *r = ctx;
    if (!lc_xlsx_is_main(name.space)) return 0;
    if (lc_xml_depth(x) == 1 && !lc_sv_is(name.local, "sst"))
        return lc_fail(err, LICET_E_CORRUPT, "the part of the shared strings holds something else");
    if (lc_sv_is(name.local, "si")) {
        if (r->in_string || lc_xml_depth(x) != 2)
            return lc_fail(err, LICET_E_CORRUPT, "a shared string inside another");
        r->in_string = true;
        r->rich = false;
        lc_buf_clear(&r->raw);
    } else if (lc_sv_is(name.local, "rPh")) {
        r->phonetic++;
    } else if (lc_sv_is(name.local, "r")) {
        r->rich = true;
    } else if (lc_sv_is(name.local, "t")) {
        r->in_text = r->in_string && !r->phonetic;
    }
    return 0;
}

static int on_text(void *ctx, lc_xml *x, lc_sv text, licet_error *err)
{
    (void)x;
    reading *r = ctx;
    if (!r->in_text) return 0;
    if (r->raw.len + text.len > LC_XLSX_MAX_CELL_BYTES)
        return lc_fail(err, LICET_E_LIMIT, "shared string %zu has more than %d bytes", r->s->n,
                       LC_XLSX_MAX_CELL_BYTES);
    lc_buf_sv(&r->raw, text);
    return 0;
}

static int on_end(void *ctx, lc_xml *x, lc_xml_name name, licet_error *err)
{
    (void)x;
    reading *r = ctx;
    if (!lc_xlsx_is_main(name.space)) return 0;
    if (lc_sv_is(name.local, "t")) r->in_text = false;
    if (lc_sv_is(name.local, "rPh") && r->phonetic) r->phonetic--;
    return lc_sv_is(name.local, "si") ? finish(r, err) : 0;
}

int lc_strings_read(lc_xlsx *x, lc_strings **out, licet_error *err)
{
    lc_strings *s = lc_xmalloc(sizeof *s);
    *s = (lc_strings){0};
    reading r = {.s = s};
    const lc_xml_handler h = {on_start, on_end, on_text, &r};
    int rc = x->strings_part.len
                 ? lc_parts_xml(x->parts, x->strings_part, &h, LC_XLSX_MAX_PART_BYTES, err)
                 : 0;
    lc_buf_done(&r.raw);
    lc_buf_done(&r.text);
    if (rc)
        lc_strings_free(s);
    else
        *out = s;
    return rc;
}

void lc_strings_free(lc_strings *s)
{
    if (!s) return;
    for (size_t i = 0; i < s->blocks.len; i++) free(s->blocks.at[i]);
    for (size_t i = 0; i < s->places.len; i++) free(s->places.at[i]);
    lc_vec_done(&s->blocks);
    lc_vec_done(&s->places);
    free(s);
}

size_t lc_strings_count(const lc_strings *s)
{
    return s->n;
}

lc_sv lc_strings_at(const lc_strings *s, size_t i, bool *out_rich)
{
    uint32_t place = s->places.at[i >> PLACES_BITS][i % PLACES];
    const char *at = s->blocks.at[place >> BLOCK_BITS] + (place & (BLOCK_BYTES - 1));
    uint32_t head = 0;
    for (int b = 0; b < LENGTH_BYTES; b++) head |= (uint32_t)(unsigned char)at[b] << 8 * b;
    *out_rich = head & 1;
    return lc_sv_make(at + LENGTH_BYTES, head >> 1);
}
