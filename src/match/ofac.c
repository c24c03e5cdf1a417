#include "match/ofac.h"

#include "text/fold.h"

enum { MOST_LETTERS = 256, MOST_WORDS = 64, SHORT_WORD = 2, PREFIX = 4 };

typedef struct letters {
    uint32_t at[MOST_LETTERS];
    size_t n;
} letters;

/* s is well-formed UTF-8. */
static void decode(lc_sv s, letters *out)
{
    out->n = 0;
    for (size_t i = 0; i < s.len && out->n < MOST_LETTERS;) {
        unsigned char c = (unsigned char)s.data[i++];
        uint32_t cp = c < 0x80 ? c : c < 0xE0 ? c & 0x1FU : c < 0xF0 ? c & 0x0FU : c & 0x07U;
        while (i < s.len && ((unsigned char)s.data[i] & 0xC0) == 0x80)
            cp = cp << 6 | ((unsigned char)s.data[i++] & 0x3FU);
        out->at[out->n++] = cp;
    }
}

/* Letters of x and y that are equal and stand near enough, marked; returns how many. */
static size_t common(const letters *x, const letters *y, bool *in_x, bool *in_y)
{
    size_t longer = x->n > y->n ? x->n : y->n, reach = longer / 2 > 0 ? longer / 2 - 1 : 0, n = 0;
    for (size_t i = 0; i < x->n; i++) {
        size_t from = i > reach ? i - reach : 0, to = i + reach + 1 < y->n ? i + reach + 1 : y->n;
        for (size_t k = from; k < to; k++) {
            if (in_y[k] || x->at[i] != y->at[k]) continue;
            in_x[i] = in_y[k] = true;
            n++;
            break;
        }
    }
    return n;
}

/* Half of the common letters that stand in another order. */
static double out_of_order(const letters *x, const letters *y, const bool *in_x, const bool *in_y)
{
    size_t k = 0, n = 0;
    for (size_t i = 0; i < x->n; i++) {
        if (!in_x[i]) continue;
        while (!in_y[k]) k++;
        n += x->at[i] != y->at[k++];
    }
    return (double)n / 2;
}

double lc_jaro_winkler(lc_sv a, lc_sv b)
{
    letters x, y;
    bool in_x[MOST_LETTERS] = {false}, in_y[MOST_LETTERS] = {false};
    decode(a, &x);
    decode(b, &y);
    double m = (double)common(&x, &y, in_x, in_y);
    if (m == 0) return 0;
    double t = out_of_order(&x, &y, in_x, in_y);
    double jaro = (m / (double)x.n + m / (double)y.n + (m - t) / m) / 3;
    size_t same = 0;
    while (same < PREFIX && same < x.n && same < y.n && x.at[same] == y.at[same]) same++;
    return jaro + (double)same * 0.1 * (1 - jaro);
}

typedef struct words {
    lc_sv at[MOST_WORDS];
    size_t n;
} words;

static size_t letters_in(lc_sv w)
{
    letters l;
    decode(w, &l);
    return l.n;
}

/* longer_only: words up to two letters are left out. */
static void split(lc_sv folded, bool longer_only, words *out)
{
    out->n = 0;
    while (folded.data && out->n < MOST_WORDS) {
        lc_sv w = lc_sv_cut(&folded, LC_SV(" "));
        if (w.len && (!longer_only || letters_in(w) > SHORT_WORD)) out->at[out->n++] = w;
    }
}

static double by_words(lc_sv asked, lc_sv listed)
{
    words q, n;
    split(asked, true, &q);
    if (!q.n) split(asked, false, &q);
    split(listed, false, &n);
    double sum = 0;
    for (size_t i = 0; i < q.n; i++) {
        double best = 0;
        for (size_t k = 0; k < n.n; k++) {
            double s = lc_jaro_winkler(q.at[i], n.at[k]);
            if (s > best) best = s;
        }
        sum += best < 0.5 ? 0 : best;
    }
    return q.n ? sum / (double)q.n : 0;
}

/* The tool reads O'BRIEN as one part. */
static lc_sv without_apostrophes(lc_arena *a, lc_sv name)
{
    static const char *const marks[] = {"'", "\xE2\x80\x99", "\xE2\x80\x98", "\xCA\xBC"};
    char *out = lc_arena_z(a, name);
    size_t n = 0;
    for (size_t i = 0; i < name.len;) {
        size_t skip = 0;
        for (size_t k = 0; k < sizeof marks / sizeof *marks && !skip; k++)
            if (lc_sv_starts(lc_sv_from(name, i), lc_sv_of(marks[k]))) skip = strlen(marks[k]);
        if (!skip) out[n++] = name.data[i];
        i += skip ? skip : 1;
    }
    return lc_sv_make(out, n);
}

int lc_ofac_score(lc_arena *a, lc_sv asked, lc_sv listed)
{
    lc_sv q = lc_fold(a, without_apostrophes(a, asked));
    lc_sv n = lc_fold(a, without_apostrophes(a, listed));
    if (!q.len || !n.len) return 0;
    double whole = q.data[0] == n.data[0] ? lc_jaro_winkler(q, n) : 0, parts = by_words(q, n);
    return (int)((whole > parts ? whole : parts) * 100 + 0.5);
}
