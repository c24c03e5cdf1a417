#include "text/charset.h"

#include <stdlib.h>
#include <unicode/ucnv.h>

#include "base/arena.h"

enum {
    WINDOW_BYTES = 256 * 1024, /* looked at to decide */
    OUT_UNITS = 4096,          /* UTF-16 units between the two converters */
    MIN_READ_BYTES = 8,        /* room for one character and what a converter holds back */
    /* Shares in per cent. Western text stays far below the last two, Cyrillic, Greek, Chinese and
     * Japanese code pages far above at least one of them (tests/unit/text_charset.c). */
    UTF16_MIN_ZEROS = 5,
    UTF16_CERTAIN_ZEROS = 25,
    FOREIGN_MIN_RUN = 3,
    FOREIGN_MIN_IN_RUNS = 30,
    FOREIGN_MIN_ODD = 20
};

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

struct lc_charset {
    const lc_reader *in;
    lc_charset_kind kind;
    bool open_question; /* only ASCII so far */
    bool ended;
    uint64_t base; /* bytes of the input before data[at] */
    size_t at, len;
    UConverter *from, *to; /* NULL for UTF-8 */
    UChar pivot[OUT_UNITS], *pivot_source, *pivot_target;
    bool held_back; /* the converters hold text there was no room for */
    bool flushed;
    char small[MIN_READ_BYTES]; /* for whoever asks for less than one character */
    size_t small_at, small_len;
    char data[WINDOW_BYTES];
};

const char *lc_charset_word(lc_charset_kind kind)
{
    switch (kind) {
    case LC_CHARSET_UNKNOWN: break;
    case LC_CHARSET_UTF8: return "UTF-8";
    case LC_CHARSET_UTF16LE: return "UTF-16LE";
    case LC_CHARSET_UTF16BE: return "UTF-16BE";
    case LC_CHARSET_WINDOWS1252: return "Windows-1252";
    }
    return "unknown";
}

/* ---- judging bytes ---- */

static bool high(unsigned char c)
{
    return c >= 0x80;
}

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Length of the well-formed UTF-8 sequence at s[i] (Unicode table 3-7), 0 if there is none,
 * SIZE_MAX if it is cut off by the end. */
static size_t utf8_sequence(lc_sv s, size_t i)
{
    const unsigned char *p = (const unsigned char *)s.data + i;
    size_t left = s.len - i;
    size_t n = sequence_length(p[0]);
    unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char top = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    for (size_t k = 1; k < n; k++) {
        if (k >= left) return SIZE_MAX;
        if (p[k] < low || p[k] > top) return 0;
        low = 0x80;
        top = 0xBF;
    }
    return n;
}

typedef struct utf8_count {
    size_t good, bad; /* sequences of two bytes and more; bytes that are in none */
    size_t first_bad;
} utf8_count;

static utf8_count count_utf8(lc_sv s, bool whole)
{
    utf8_count c = {0, 0, SIZE_MAX};
    for (size_t i = 0; i < s.len;) {
        size_t n = utf8_sequence(s, i);
        if (n == SIZE_MAX && !whole) break;
        if (n == SIZE_MAX) n = 0;
        if (n == 0) {
            if (c.bad++ == 0) c.first_bad = i;
            n = 1;
        } else if (n > 1) {
            c.good++;
        }
        i += n;
    }
    return c;
}

/* No letter of Western text: undefined in Windows-1252, or seldom used marks. */
static bool odd_1252(unsigned char c)
{
    static const char odd[] = "\x81\x83\x86\x87\x88\x89\x8B\x8D\x8F\x90\x98\x9B\x9D\x9F";
    return c < 0xA0 && memchr(odd, c, sizeof odd - 1);
}

/* Western text has letters beyond ASCII singly or in pairs among plain ones; in a Cyrillic, Greek,
 * Chinese or Japanese code page they stand in runs, or use bytes Western text does not. */
static bool like_windows1252(lc_sv s)
{
    size_t highs = 0, in_runs = 0, odd = 0;
    for (size_t i = 0; i < s.len; i++) {
        size_t run = 0;
        for (; i < s.len && high((unsigned char)s.data[i]); i++, run++)
            odd += odd_1252((unsigned char)s.data[i]);
        highs += run;
        if (run >= FOREIGN_MIN_RUN) in_runs += run;
    }
    return in_runs * 100 <= highs * FOREIGN_MIN_IN_RUNS && odd * 100 <= highs * FOREIGN_MIN_ODD;
}

static bool utf16_whole(lc_sv s, bool big)
{
    bool after_high = false;
    for (size_t i = 0; i + 1 < s.len; i += 2) {
        unsigned hi = (unsigned char)s.data[i + !big], lo = (unsigned char)s.data[i + big];
        unsigned u = hi << 8 | lo;
        bool low_surrogate = u >= 0xDC00 && u < 0xE000;
        if (low_surrogate != after_high) return false;
        after_high = u >= 0xD800 && u < 0xDC00;
    }
    return true;
}

/* Without a mark, UTF-16 shows in the zero bytes of its separators and digits, which all stand on
 * one side of their pairs, also beside line ends. (A stray zero in plain text does neither.) */
static lc_charset_kind utf16_without_mark(lc_sv s)
{
    size_t zeros[2] = {0, 0}, line_ends = 0, lone_line_ends = 0;
    for (size_t i = 0; i < s.len; i++) {
        zeros[i & 1] += s.data[i] == 0;
        if (s.data[i] != '\n' && s.data[i] != '\r') continue;
        size_t partner = i ^ 1;
        bool paired = partner < s.len && s.data[partner] == 0;
        line_ends += paired;
        lone_line_ends += !paired;
    }
    size_t pairs = s.len / 2, most = zeros[0] > zeros[1] ? zeros[0] : zeros[1];
    size_t least = zeros[0] + zeros[1] - most;
    bool lines = line_ends > 0 && lone_line_ends <= line_ends;
    size_t share = lines ? UTF16_MIN_ZEROS : UTF16_CERTAIN_ZEROS;
    if (pairs < 2 || most * 100 < pairs * share || least * 100 > most) return LC_CHARSET_UNKNOWN;
    bool big = zeros[0] > zeros[1];
    if (!utf16_whole(s, big)) return LC_CHARSET_UNKNOWN;
    return big ? LC_CHARSET_UTF16BE : LC_CHARSET_UTF16LE;
}

static int refuse(lc_sv head, size_t byte, licet_error *err)
{
    lc_fail(err, LICET_E_ENCODING,
            "the text is neither UTF-8, UTF-16 nor Windows-1252 (first doubtful byte 0x%02X)",
            (unsigned char)head.data[byte]);
    lc_fail_at(err, NULL, 0, byte);
    lc_fail_remedy(err, "save the file as CSV UTF-8 and try again");
    return LICET_E_ENCODING;
}

static lc_charset_kind by_mark(lc_sv head, size_t *bom)
{
    static const struct {
        const char *mark;
        size_t len;
        lc_charset_kind kind;
    } marks[] = {{"\xEF\xBB\xBF", 3, LC_CHARSET_UTF8},
                 {"\xFF\xFE", 2, LC_CHARSET_UTF16LE},
                 {"\xFE\xFF", 2, LC_CHARSET_UTF16BE}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!lc_sv_starts(head, (lc_sv){marks[i].mark, marks[i].len})) continue;
        *bom = marks[i].len;
        return marks[i].kind;
    }
    *bom = 0;
    return LC_CHARSET_UNKNOWN;
}

/* UTF-8 or Windows-1252. Western text almost never spells valid UTF-8 by chance: where most
 * sequences are valid, the others are damage, and a matter of their rows. */
static int judge_bytes(lc_sv head, bool whole, lc_charset_kind *out, licet_error *err)
{
    utf8_count c = count_utf8(head, whole);
    if (c.bad > c.good && !like_windows1252(head)) return refuse(head, c.first_bad, err);
    *out = c.bad <= c.good ? LC_CHARSET_UTF8 : LC_CHARSET_WINDOWS1252;
    return 0;
}

int lc_charset_detect(lc_sv head, bool whole, lc_charset_kind *out, size_t *out_bom_bytes,
                      licet_error *err)
{
    static const char utf32le[] = "\xFF\xFE\0", utf32be[] = "\0\0\xFE\xFF";
    size_t bom = 0;
    if (lc_sv_starts(head, (lc_sv){utf32le, 4}) || lc_sv_starts(head, (lc_sv){utf32be, 4}))
        return refuse(head, 0, err);
    lc_charset_kind kind = by_mark(head, &bom);
    if (kind == LC_CHARSET_UNKNOWN) kind = utf16_without_mark(head);
    int rc = kind == LC_CHARSET_UNKNOWN ? judge_bytes(head, whole, &kind, err) : 0;
    if (rc) return rc;
    *out = kind;
    *out_bom_bytes = bom;
    return 0;
}

/* ---- the reader ---- */

/* Moves what is left to the front and reads until the window is full or the input ends. */
static int fill(lc_charset *c, licet_error *err)
{
    memmove(c->data, c->data + c->at, c->len - c->at);
    c->len -= c->at;
    c->at = 0;
    while (c->len < WINDOW_BYTES && !c->ended) {
        size_t got = 0;
        int rc = c->in->read(c->in->ctx, c->data + c->len, WINDOW_BYTES - c->len, &got, err);
        if (rc) return rc;
        c->ended = got == 0;
        c->len += got;
    }
    return 0;
}

static const char *icu_name(lc_charset_kind kind)
{
    switch (kind) {
    case LC_CHARSET_UTF16LE: return "UTF-16LE";
    case LC_CHARSET_UTF16BE: return "UTF-16BE";
    case LC_CHARSET_WINDOWS1252: return "windows-1252";
    case LC_CHARSET_UNKNOWN:
    case LC_CHARSET_UTF8: break;
    }
    return NULL;
}

static int open_converters(lc_charset *c, licet_error *err)
{
    const char *name = icu_name(c->kind);
    if (!name) return 0;
    UErrorCode ue = U_ZERO_ERROR;
    c->from = ucnv_open(name, &ue);
    c->to = ucnv_open("UTF-8", &ue);
    if (U_FAILURE(ue))
        return lc_fail(err, LICET_E_ENCODING, "no converter for %s: %s", name, u_errorName(ue));
    c->pivot_source = c->pivot_target = c->pivot;
    return 0;
}

/* The first byte from at on that ASCII does not have, or len. */
static size_t first_high(const lc_charset *c)
{
    size_t i = c->at;
    while (i < c->len && !high((unsigned char)c->data[i])) i++;
    return i;
}

static int decide_at_start(lc_charset *c, licet_error *err)
{
    size_t bom = 0;
    int rc = lc_charset_detect((lc_sv){c->data, c->len}, c->ended, &c->kind, &bom, err);
    if (rc) return rc;
    c->at = c->base = bom;
    c->open_question = c->kind == LC_CHARSET_UTF8 && bom == 0 && first_high(c) == c->len;
    return open_converters(c, err);
}

/* At the first byte beyond ASCII, with as much behind it as the window holds. */
static int decide_late(lc_charset *c, licet_error *err)
{
    int rc = fill(c, err);
    if (!rc) rc = judge_bytes((lc_sv){c->data, c->len}, c->ended, &c->kind, err);
    if (rc) {
        if (err && err->code == LICET_E_ENCODING) err->byte += c->base;
        return rc;
    }
    c->open_question = false;
    return open_converters(c, err);
}

int lc_charset_open(const lc_reader *in, lc_charset **out, licet_error *err)
{
    lc_charset *c = lc_xmalloc(sizeof *c);
    memset(c, 0, offsetof(lc_charset, data));
    c->in = in;
    int rc = fill(c, err);
    if (!rc) rc = decide_at_start(c, err);
    if (rc) {
        lc_charset_close(c);
        return rc;
    }
    *out = c;
    return 0;
}

void lc_charset_close(lc_charset *c)
{
    if (!c) return;
    ucnv_close(c->from);
    ucnv_close(c->to);
    free(c);
}

lc_charset_kind lc_charset_kind_of(const lc_charset *c)
{
    return c->kind;
}

static size_t pass(lc_charset *c, size_t upto, char *out, size_t cap)
{
    size_t n = upto - c->at < cap ? upto - c->at : cap;
    memcpy(out, c->data + c->at, n);
    c->at += n;
    c->base += n;
    return n;
}

/* ICU maps the five bytes Windows-1252 leaves undefined to control characters; they are damage. */
static bool undefined_1252(const lc_charset *c, size_t i)
{
    static const char undefined[] = {'\x81', '\x8D', '\x8F', '\x90', '\x9D'};
    return c->kind == LC_CHARSET_WINDOWS1252 && memchr(undefined, c->data[i], sizeof undefined);
}

static int convert(lc_charset *c, char *out, size_t cap, size_t *got, licet_error *err)
{
    size_t stop = c->at;
    while (stop < c->len && !undefined_1252(c, stop)) stop++;
    if (stop == c->at && stop < c->len && !c->held_back) {
        c->at++;
        c->base++;
        *got = sizeof REPLACEMENT - 1;
        memcpy(out, REPLACEMENT, *got);
        return 0;
    }
    const char *source = c->data + c->at;
    char *target = out;
    bool last = c->ended && stop == c->len;
    UErrorCode ue = U_ZERO_ERROR;
    ucnv_convertEx(c->to, c->from, &target, out + cap, &source, c->data + stop, c->pivot,
                   &c->pivot_source, &c->pivot_target, c->pivot + OUT_UNITS, false, last, &ue);
    if (U_FAILURE(ue) && ue != U_BUFFER_OVERFLOW_ERROR)
        return lc_fail(err, LICET_E_ENCODING, "cannot convert from %s: %s",
                       lc_charset_word(c->kind), u_errorName(ue));
    c->base += (uint64_t)(source - (c->data + c->at));
    c->at = (size_t)(source - c->data);
    c->held_back = ue == U_BUFFER_OVERFLOW_ERROR;
    c->flushed = last && !c->held_back;
    *got = (size_t)(target - out);
    return 0;
}

static int read_utf8(lc_charset *c, char *out, size_t cap, size_t *got, licet_error *err)
{
    size_t upto = c->open_question ? first_high(c) : c->len;
    if (c->open_question && upto == c->at && c->at < c->len) {
        int rc = decide_late(c, err);
        if (rc || c->kind != LC_CHARSET_UTF8) return rc;
        upto = c->len;
    }
    *got = pass(c, upto, out, cap);
    return 0;
}

/* At least MIN_READ_BYTES of room. */
static int read_more(lc_charset *c, char *out, size_t cap, size_t *got, licet_error *err)
{
    *got = 0;
    while (*got == 0) {
        int rc = c->at == c->len ? fill(c, err) : 0;
        if (!rc && c->kind == LC_CHARSET_UTF8) {
            if (c->at == c->len) return 0;
            rc = read_utf8(c, out, cap, got, err);
        } else if (!rc) {
            if (c->at == c->len && (c->flushed || !c->ended)) return 0;
            rc = convert(c, out, cap, got, err);
        }
        if (rc) return rc;
    }
    return 0;
}

static int read_text(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_charset *c = ctx;
    if (c->small_at == c->small_len && cap >= MIN_READ_BYTES)
        return read_more(c, data, cap, got, err);
    if (c->small_at == c->small_len) {
        size_t n;
        int rc = read_more(c, c->small, sizeof c->small, &n, err);
        if (rc) return rc;
        c->small_at = 0;
        c->small_len = n;
    }
    *got = c->small_len - c->small_at < cap ? c->small_len - c->small_at : cap;
    memcpy(data, c->small + c->small_at, *got);
    c->small_at += *got;
    return 0;
}

lc_reader lc_charset_reader(lc_charset *c)
{
    return (lc_reader){c, read_text};
}
