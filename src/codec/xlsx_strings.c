/* Shared strings. A sheet of 100,000 rows can have a million of them, each used once, in any order.
 * So they stand in blocks, each packed with zstd once it is full, and four bytes say where each is.
 * What is asked for is mostly in the order of the sheet, or in that of each of its columns: a few
 * unpacked blocks serve that. A block that has to be unpacked again and again stays unpacked, so
 * that an order without any sense costs memory up to the limit but not time without one. */
#include <stdlib.h>
#include <zstd.h>

#include "codec/xlsx_in.h"

enum {
    BLOCK_BITS = 14,
    BLOCK_BYTES = 1 << BLOCK_BITS, /* a longer string has a block of its own */
    MAX_BLOCKS = 1 << 16, /* two neighbours hold more than one block's bytes, so they suffice */
    PLACES_BITS = 16,
    PLACES = 1 << PLACES_BITS,
    LENGTH_BYTES = 3,
    OPEN_BLOCKS = 128, /* unpacked at a time */
    MISSES_TO_STAY = 32,
    LEVEL = 1,
    NOT_OPEN = 0xFFFF
};

typedef struct block {
    char *plain;  /* NULL while it is packed; owned, unless open says whose it is */
    char *packed; /* NULL if it stays unpacked */
    uint32_t len, packed_len;
    uint16_t misses, open; /* open: number of the open block it is in, or NOT_OPEN */
} block;

typedef struct open_block {
    char bytes[BLOCK_BYTES];
    uint32_t owner; /* block + 1; 0: none */
    uint64_t used;  /* when */
} open_block;

struct lc_strings {
    LC_VEC(block) blocks;
    LC_VEC(uint32_t *) places; /* block, offset in it, rich */
    size_t n;
    uint64_t bytes, clock;
    open_block *open;
    ZSTD_CCtx *cctx;
    ZSTD_DCtx *dctx;
};

typedef struct reading {
    lc_strings *s;
    lc_buf raw, text;
    bool in_string, in_text, rich;
    unsigned phonetic; /* depth of the phonetic run one is in: a reading aid, not the text */
} reading;

/* Packs the block behind which another begins. One that does not shrink, or is larger than those
 * one can open, stays as it is. */
static void pack(lc_strings *s, block *b)
{
    size_t most = ZSTD_compressBound(b->len), n = most;
    char *to = b->len <= BLOCK_BYTES ? lc_xmalloc(most) : NULL;
    if (to) n = ZSTD_compressCCtx(s->cctx, to, most, b->plain, b->len, LEVEL);
    if (!to || ZSTD_isError(n) || n >= b->len) {
        free(to);
        b->plain = lc_xrealloc(b->plain, b->len);
        return;
    }
    b->packed = lc_xrealloc(to, n);
    b->packed_len = (uint32_t)n;
    free(b->plain);
    b->plain = NULL;
}

static block *block_for(lc_strings *s, size_t need)
{
    size_t n = s->blocks.len;
    if (n) {
        if (s->blocks.at[n - 1].len + need <= BLOCK_BYTES) return &s->blocks.at[n - 1];
        pack(s, &s->blocks.at[n - 1]);
    }
    size_t room = need > BLOCK_BYTES ? need : BLOCK_BYTES;
    lc_vec_push(&s->blocks, (block){.plain = lc_xmalloc(room), .open = NOT_OPEN});
    return s->blocks.at + n;
}

static void add(lc_strings *s, lc_sv v, bool rich)
{
    block *b = block_for(s, LENGTH_BYTES + v.len);
    char *at = b->plain + b->len;
    for (int i = 0; i < LENGTH_BYTES; i++) at[i] = (char)(v.len >> 8 * i & 0xFF);
    if (v.len) memcpy(at + LENGTH_BYTES, v.data, v.len);
    if (s->n % PLACES == 0) lc_vec_push(&s->places, lc_xmalloc(PLACES * sizeof(uint32_t)));
    uint32_t place = (uint32_t)(s->blocks.len - 1) << (BLOCK_BITS + 1) | b->len << 1;
    s->places.at[s->n >> PLACES_BITS][s->n % PLACES] = place | rich;
    s->n++;
    b->len += LENGTH_BYTES + (uint32_t)v.len;
}

static int finish(reading *r, licet_error *err)
{
    lc_strings *s = r->s;
    lc_buf_clear(&r->text);
    lc_xlsx_unescape(lc_buf_view(&r->raw), &r->text);
    s->bytes += LENGTH_BYTES + r->text.len;
    if (s->bytes <= LC_XLSX_MAX_STRINGS_BYTES && s->n < LC_XLSX_MAX_STRINGS &&
        s->blocks.len < MAX_BLOCKS) {
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
    *s = (lc_strings){.cctx = ZSTD_createCCtx(), .dctx = ZSTD_createDCtx()};
    if (!s->cctx || !s->dctx) lc_xmalloc(SIZE_MAX / 2); /* ends the process with its message */
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
    for (size_t i = 0; i < s->blocks.len; i++) {
        if (s->blocks.at[i].open == NOT_OPEN) free(s->blocks.at[i].plain);
        free(s->blocks.at[i].packed);
    }
    for (size_t i = 0; i < s->places.len; i++) free(s->places.at[i]);
    lc_vec_done(&s->blocks);
    lc_vec_done(&s->places);
    free(s->open);
    ZSTD_freeCCtx(s->cctx);
    ZSTD_freeDCtx(s->dctx);
    free(s);
}

size_t lc_strings_count(const lc_strings *s)
{
    return s->n;
}

/* What was packed here a moment ago unpacks; if it does not, memory is damaged and nothing holds.
 */
static void unpack(lc_strings *s, const block *b, char *to)
{
    size_t n = ZSTD_decompressDCtx(s->dctx, to, b->len, b->packed, b->packed_len);
    if (ZSTD_isError(n) || n != b->len) abort();
}

/* The open block that was not asked for the longest, with its owner sent away. */
static unsigned oldest(lc_strings *s)
{
    unsigned at = 0;
    if (!s->open) {
        s->open = lc_xmalloc(OPEN_BLOCKS * sizeof *s->open);
        memset(s->open, 0, OPEN_BLOCKS * sizeof *s->open);
    }
    for (unsigned i = 1; i < OPEN_BLOCKS; i++)
        if (s->open[i].used < s->open[at].used) at = i;
    if (s->open[at].owner) {
        block *owner = &s->blocks.at[s->open[at].owner - 1];
        owner->plain = NULL;
        owner->open = NOT_OPEN;
    }
    return at;
}

static void make_plain(lc_strings *s, uint32_t number)
{
    block *b = &s->blocks.at[number];
    if (b->misses++ >= MISSES_TO_STAY) {
        b->plain = lc_xmalloc(b->len);
        unpack(s, b, b->plain);
        free(b->packed);
        b->packed = NULL;
        return;
    }
    unsigned at = oldest(s);
    unpack(s, b, s->open[at].bytes);
    s->open[at].owner = number + 1;
    b->plain = s->open[at].bytes;
    b->open = (uint16_t)at;
}

lc_sv lc_strings_at(lc_strings *s, size_t i, bool *out_rich)
{
    uint32_t place = s->places.at[i >> PLACES_BITS][i % PLACES], number = place >> (BLOCK_BITS + 1);
    block *b = &s->blocks.at[number];
    *out_rich = place & 1;
    if (!b->plain) make_plain(s, number);
    if (b->open != NOT_OPEN) s->open[b->open].used = ++s->clock;
    const char *at = b->plain + (place >> 1 & (BLOCK_BYTES - 1));
    uint32_t len = 0;
    for (int k = 0; k < LENGTH_BYTES; k++) len |= (uint32_t)(unsigned char)at[k] << 8 * k;
    return lc_sv_make(at + LENGTH_BYTES, len);
}
