#include "rule/ccl.h"

/* "600 series" is 0-9, A-E, then 6: 9A610. 9x515: 9A515 to 9E515. 0Y521: 0A521 to 0E521. */
static bool class_of(lc_sv word, const char *base, bool *is)
{
    if (word.len > 5) return false; /* a number with paragraphs */
    if (lc_sv_is(word, "600"))
        *is = base[2] == '6';
    else if (lc_sv_is(word, "9x515"))
        *is = base[0] == '9' && memcmp(base + 2, "515", 3) == 0;
    else if (lc_sv_is(word, "0Y521"))
        *is = base[0] == '0' && memcmp(base + 2, "521", 3) == 0;
    else if (word.len == 2)
        *is = memcmp(base, word.data, 2) == 0; /* "3B": category and group */
    else
        return false;
    return true;
}

/* "3B001.k-n" on an item: the number, then one pattern. */
static lc_tri number_names(lc_sv word, const char *base, const lc_para *para)
{
    if (word.len < 5 || memcmp(word.data, base, 5) != 0) return LC_TRI_NO;
    if (word.len == 5) return LC_TRI_YES;
    lc_para from = {0}, to = {0};
    lc_sv last = lc_sv_from(word, 6), head = last;
    size_t dash = lc_sv_find(last, LC_SV("-"), 0);
    if (dash != SIZE_MAX) head.len = dash;
    char unused[6];
    char number[32];
    if (word.len >= sizeof number) return LC_TRI_UNKNOWN;
    memcpy(number, word.data, 6 + head.len);
    if (!lc_eccn_split(lc_sv_make(number, 6 + head.len), unused, &from)) return LC_TRI_UNKNOWN;
    to = from;
    if (dash != SIZE_MAX && from.n) {
        memcpy(number + 6, last.data + dash + 1, last.len - dash - 1);
        lc_para end;
        if (!lc_eccn_split(lc_sv_make(number, 6 + last.len - dash - 1), unused, &end) || !end.n)
            return LC_TRI_UNKNOWN;
        to.part[to.n - 1] = end.part[0];
    }
    lc_pattern q = {.n = from.n};
    memcpy(q.lo, from.part, sizeof q.lo);
    memcpy(q.hi, to.part, sizeof q.hi);
    return lc_pattern_match(&q, para);
}

/* The next word of a list; faster than a general search, for every restriction is asked every time.
 */
static lc_sv next_word(lc_sv *list)
{
    const char *end = memchr(list->data, ' ', list->len);
    size_t n = end ? (size_t)(end - list->data) : list->len;
    lc_sv word = lc_sv_make(list->data, n);
    *list = lc_sv_from(*list, end ? n + 1 : n);
    return word;
}

lc_tri lc_items_name(lc_sv list, const char *base, const lc_para *para)
{
    lc_tri any = LC_TRI_NO;
    bool negated = lc_sv_starts(list, LC_SV("!"));
    while (list.len) {
        lc_sv word = next_word(&list);
        if (word.len && word.data[0] == '!') word = lc_sv_from(word, 1);
        if (!word.len) continue;
        bool is = false;
        lc_tri one = class_of(word, base, &is) ? (is ? LC_TRI_YES : LC_TRI_NO)
                                               : number_names(word, base, para);
        any = lc_tri_or(any, one);
    }
    return negated ? lc_tri_not(any) : any;
}
