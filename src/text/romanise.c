#include "text/romanise.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "text/letters.h"
#include "text/romanise_part.h"

enum { MAX_CP = 8192 }; /* code points of a text that are read; names are at most 4 KiB */

typedef bool (*put_run)(const lc_run *r, lc_buf *out);

static bool put_latin(const lc_run *r, lc_buf *out)
{
    size_t before = out->len;
    for (size_t i = 0; i < r->n; i++) lc_letter_put_bare(r->cp[i], out);
    for (size_t i = before; i < out->len; i++)
        if ((unsigned char)out->data[i] > 127) {
            out->len = before; /* a Latin letter without an ASCII spelling */
            return false;
        }
    return true;
}

static bool put_nothing(const lc_run *r, lc_buf *out)
{
    (void)r;
    (void)out;
    return false;
}

static const put_run parts[] = {
    [LC_SCRIPT_NONE] = put_latin,
    [LC_SCRIPT_LATIN] = put_latin,
    [LC_SCRIPT_CYRILLIC] = lc_cyrillic_put,
    [LC_SCRIPT_GREEK] = lc_greek_put,
    [LC_SCRIPT_ARABIC] = lc_arabic_put,
    [LC_SCRIPT_HEBREW] = lc_hebrew_put,
    [LC_SCRIPT_HANGUL] = lc_hangul_put,
    [LC_SCRIPT_KANA] = lc_kana_put,
    [LC_SCRIPT_HAN] = lc_han_put,
    [LC_SCRIPT_GEORGIAN] = lc_georgian_put,
    [LC_SCRIPT_ARMENIAN] = lc_armenian_put,
    [LC_SCRIPT_THAI] = lc_thai_put,
    [LC_SCRIPT_DEVANAGARI] = lc_devanagari_put,
    [LC_SCRIPT_OTHER] = put_nothing,
};

static const struct {
    UScriptCode icu;
    lc_script script;
} scripts[] = {
    {USCRIPT_LATIN, LC_SCRIPT_LATIN},
    {USCRIPT_CYRILLIC, LC_SCRIPT_CYRILLIC},
    {USCRIPT_GREEK, LC_SCRIPT_GREEK},
    {USCRIPT_ARABIC, LC_SCRIPT_ARABIC},
    {USCRIPT_HEBREW, LC_SCRIPT_HEBREW},
    {USCRIPT_HANGUL, LC_SCRIPT_HANGUL},
    {USCRIPT_HIRAGANA, LC_SCRIPT_KANA},
    {USCRIPT_KATAKANA, LC_SCRIPT_KANA},
    {USCRIPT_HAN, LC_SCRIPT_HAN},
    {USCRIPT_GEORGIAN, LC_SCRIPT_GEORGIAN},
    {USCRIPT_ARMENIAN, LC_SCRIPT_ARMENIAN},
    {USCRIPT_THAI, LC_SCRIPT_THAI},
    {USCRIPT_DEVANAGARI, LC_SCRIPT_DEVANAGARI},
};

enum { KANA_LONG = 0x30FC, GERESH = 0x05F3 };

lc_script lc_script_of_cp(int32_t cp)
{
    UErrorCode e = U_ZERO_ERROR;
    if (cp < 128)
        return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' ? LC_SCRIPT_LATIN : LC_SCRIPT_NONE;
    if (cp == KANA_LONG) return LC_SCRIPT_KANA; /* common to both kana, so ICU says Common */
    if (!(U_GET_GC_MASK(cp) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK))) return LC_SCRIPT_NONE;
    UScriptCode icu = uscript_getScript(cp, &e);
    if (icu == USCRIPT_COMMON || icu == USCRIPT_INHERITED) return LC_SCRIPT_NONE;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (scripts[i].icu == icu) return scripts[i].script;
    return LC_SCRIPT_OTHER;
}

lc_script lc_script_of(lc_sv s)
{
    size_t count[LC_SCRIPT_OTHER + 1] = {0};
    lc_script best = LC_SCRIPT_NONE;
    for (size_t i = 0; i < s.len;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)s.data, i, s.len, c);
        if (c < 0) continue;
        lc_script k = lc_script_of_cp(c);
        if (k == LC_SCRIPT_NONE) continue;
        count[k]++;
        if (best == LC_SCRIPT_NONE || count[k] > count[best]) best = k;
    }
    return best;
}

/* A text taken apart: its code points, and where runs of one script begin. */
typedef struct text {
    int32_t *cp;
    lc_script *script; /* LC_SCRIPT_NONE: a digit or a letter that follows its neighbour */
    bool *gap;         /* a space stands before */
    size_t n;
    int dialect;
} text;

/* Marks of Cyrillic, Hebrew and Arabic letters that composition has left over say nothing here. */
static bool is_skipped(int32_t c)
{
    return lc_letter_is_hidden(c) || lc_letter_is_mark(c);
}

/* An apostrophe inside a word of these scripts parts nothing (Ukrainian, Hebrew geresh). */
static bool is_inner_mark(const text *t, int32_t c, bool gap)
{
    static const int32_t marks[] = {'\'', '`', 0x00B4, 0x02B9, 0x02BC, 0x2018, 0x2019, 0x05F3};
    if (gap || t->n == 0) return false;
    lc_script before = t->script[t->n - 1];
    if (before != LC_SCRIPT_CYRILLIC && before != LC_SCRIPT_HEBREW && before != LC_SCRIPT_ARMENIAN)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == c) return true;
    return false;
}

static void put_cp(text *t, int32_t c, lc_script script, bool gap)
{
    t->cp[t->n] = c;
    t->script[t->n] = script;
    t->gap[t->n++] = gap;
}

static void take_apart(lc_arena *a, lc_sv casefolded, text *t)
{
    bool gap = false;
    size_t cap = casefolded.len < MAX_CP ? casefolded.len : MAX_CP;
    *t = (text){.cp = LC_NEW_N(a, int32_t, cap),
                .script = LC_NEW_N(a, lc_script, cap),
                .gap = LC_NEW_N(a, bool, cap)};
    for (size_t i = 0; i < casefolded.len && t->n < cap;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)casefolded.data, i, casefolded.len, c);
        if (c < 0 || is_skipped(c)) continue;
        if (is_inner_mark(t, c, gap)) {
            if (t->script[t->n - 1] == LC_SCRIPT_HEBREW) put_cp(t, GERESH, LC_SCRIPT_HEBREW, false);
        } else if (!lc_letter_is_word(c)) {
            gap = true;
        } else {
            put_cp(t, c, lc_script_of_cp(c), gap);
            gap = false;
        }
    }
    t->dialect = lc_cyrillic_dialect(t->cp, t->n);
}

/* One past the run that begins at i. */
static size_t run_end(const text *t, size_t i)
{
    size_t k = i + 1;
    while (k < t->n && !t->gap[k] && t->script[k] == t->script[i]) k++;
    return k;
}

/* A run of letters stands apart from the one before if a space did, or if one of them is written
 * without spaces between words. */
static bool is_apart(const text *t, size_t i)
{
    if (i == 0 || t->gap[i]) return true;
    lc_script a = t->script[i - 1], b = t->script[i];
    return a == LC_SCRIPT_HAN || b == LC_SCRIPT_HAN || a == LC_SCRIPT_KANA || b == LC_SCRIPT_KANA;
}

static size_t put_form(const text *t, int form, lc_buf *out)
{
    size_t unread = 0;
    for (size_t i = 0, end; i < t->n; i = end) {
        end = run_end(t, i);
        lc_run r = {.cp = t->cp + i, .n = end - i, .form = form, .dialect = t->dialect};
        if (out->len && is_apart(t, i) && out->data[out->len - 1] != ' ') lc_buf_c(out, ' ');
        if (!parts[t->script[i]](&r, out)) unread += r.n;
    }
    while (out->len && out->data[out->len - 1] == ' ') out->len--;
    return unread;
}

static bool is_new(const lc_sv *out, size_t n, lc_sv form)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_eq(out[i], form)) return false;
    return form.len > 0;
}

/* Latin text has one form. */
static int forms_of(const text *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->script[i] > LC_SCRIPT_LATIN) return LC_ROMANISE_MAX;
    return 1;
}

size_t lc_romanise(lc_arena *a, lc_sv s, lc_sv *out, size_t max, size_t *out_unread)
{
    lc_buf casefolded = {0}, form = {0};
    text t;
    size_t n = 0;
    if (max > LC_ROMANISE_MAX) max = LC_ROMANISE_MAX;
    lc_letters_casefold(s, &casefolded);
    take_apart(a, lc_buf_view(&casefolded), &t);
    for (int k = 0, forms = forms_of(&t); k < forms && (n < max || k == 0); k++) {
        lc_buf_clear(&form);
        size_t unread = put_form(&t, k, &form);
        if (k == 0 && out_unread) *out_unread = unread;
        if (n < max && is_new(out, n, lc_buf_view(&form)))
            out[n++] = lc_arena_sv(a, lc_buf_view(&form));
    }
    lc_buf_done(&casefolded);
    lc_buf_done(&form);
    return n;
}
