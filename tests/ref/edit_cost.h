/* tests/ref/edit_cost.h: the cost of making one word of another, by its definition: every way to
 * do it, each remainder remembered. text/distance.c is held against it. Says again, in its own
 * words and numbers, what is meant there:
 *
 * in hundredths of an edit: another vowel 45; letters that are taken for each other 55; any other
 * letter 100; a digit 200; a vowel too many 70; h, w or y not at the beginning, or the second of a
 * doubled letter, 40; two neighbours that are no digits swapped, 80. 25 more where the first
 * letters of both differ, or one is too many and nothing stands before it on the other side. */
#ifndef REF_EDIT_COST_H
#define REF_EDIT_COST_H

#include "text/distance.h"

typedef struct ref_edit {
    lc_sv a, b;
    int known[LC_EDIT_MAX_BYTES + 1][LC_EDIT_MAX_BYTES + 1]; /* -1: not yet */
} ref_edit;

static inline bool ref_edit_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ref_edit_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Each letter with those it is taken for that come later in the alphabet. */
static inline bool ref_edit_alike(char a, char b)
{
    static const char *const later[26] = {
        ['b' - 'a'] = "pv",   ['c' - 'a'] = "gkqszj", ['d' - 'a'] = "t",  ['f' - 'a'] = "vp",
        ['g' - 'a'] = "hjkq", ['h' - 'a'] = "kx",     ['i' - 'a'] = "jy", ['j' - 'a'] = "yz",
        ['k' - 'a'] = "qx",   ['l' - 'a'] = "r",      ['m' - 'a'] = "n",  ['o' - 'a'] = "u",
        ['s' - 'a'] = "xz",   ['t' - 'a'] = "z",      ['u' - 'a'] = "w",  ['v' - 'a'] = "w"};
    char first = a < b ? a : b, second = a < b ? b : a;
    if (first < 'a' || second > 'z' || !later[first - 'a']) return false;
    for (const char *p = later[first - 'a']; *p; p++)
        if (*p == second) return true;
    return false;
}

static inline int ref_edit_other(char a, char b)
{
    if (a == b) return 0;
    if (ref_edit_digit(a) || ref_edit_digit(b)) return 200;
    if (ref_edit_vowel(a) && ref_edit_vowel(b)) return 45;
    return ref_edit_alike(a, b) ? 55 : 100;
}

static inline int ref_edit_alone(lc_sv word, size_t i)
{
    char c = word.data[i];
    if (ref_edit_digit(c)) return 200;
    if (i > 0 && (word.data[i - 1] == c || c == 'h' || c == 'w' || c == 'y')) return 40;
    return ref_edit_vowel(c) ? 70 : 100;
}

/* The cheapest way to make b's first j letters of a's first i. */
static inline int ref_edit_upto(ref_edit *e, size_t i, size_t j)
{
    if (i == 0 && j == 0) return 0;
    if (e->known[i][j] >= 0) return e->known[i][j];
    int best = 1 << 30;
    if (i > 0) {
        int way = ref_edit_upto(e, i - 1, j) + ref_edit_alone(e->a, i - 1);
        if (i == 1 && j == 0) way += 25;
        if (way < best) best = way;
    }
    if (j > 0) {
        int way = ref_edit_upto(e, i, j - 1) + ref_edit_alone(e->b, j - 1);
        if (j == 1 && i == 0) way += 25;
        if (way < best) best = way;
    }
    if (i > 0 && j > 0) {
        int other = ref_edit_other(e->a.data[i - 1], e->b.data[j - 1]);
        if (i == 1 && j == 1 && other > 0) other += 25;
        int way = ref_edit_upto(e, i - 1, j - 1) + other;
        if (way < best) best = way;
    }
    if (i > 1 && j > 1) {
        char one = e->a.data[i - 2], two = e->a.data[i - 1];
        bool swapped = e->b.data[j - 2] == two && e->b.data[j - 1] == one;
        if (swapped && !ref_edit_digit(one) && !ref_edit_digit(two)) {
            int way = ref_edit_upto(e, i - 2, j - 2) + 80;
            if (way < best) best = way;
        }
    }
    e->known[i][j] = best;
    return best;
}

static inline int ref_edit_cost(lc_sv a, lc_sv b)
{
    ref_edit e = {.a = a, .b = b};
    if (e.a.len > LC_EDIT_MAX_BYTES) e.a.len = LC_EDIT_MAX_BYTES;
    if (e.b.len > LC_EDIT_MAX_BYTES) e.b.len = LC_EDIT_MAX_BYTES;
    for (size_t i = 0; i <= e.a.len; i++)
        for (size_t j = 0; j <= e.b.len; j++) e.known[i][j] = -1;
    return ref_edit_upto(&e, e.a.len, e.b.len);
}

#endif
