#include "text/tokens.h"

#include <unicode/utf8.h>

#include "text/clean.h"
#include "text/country.h"
#include "text/fold.h"
#include "text/romanise.h"
#include "text/tokens_part.h"
#include "text/word_forms.h"

enum {
    LONE_LETTERS_JOIN = 3, /* i r i s l: from this many letters in a row one word */
    COUNTRY_MOST_WORDS = 3,
    COUNTRY_LEAST_BYTES = 4, /* codes of two and three letters are too often something else */
    TAIL_WORDS = 7,          /* of the longest legal form that may have been cut off */
    TAIL_LEAST = 6           /* letters of it that must be left */
};

const char *lc_token_class_word(lc_token_class c)
{
    switch (c) {
    case LC_TOKEN_WORD: return "word";
    case LC_TOKEN_INITIAL: return "initial";
    case LC_TOKEN_NUMBER: return "number";
    case LC_TOKEN_KUNYA: return "kunya";
    case LC_TOKEN_TELLING:
    case LC_TOKEN_TRADE: return "line of business";
    case LC_TOKEN_PLACE: return "place";
    case LC_TOKEN_GENERIC: return "general word";
    case LC_TOKEN_TITLE: return "title";
    case LC_TOKEN_PARTICLE: return "particle";
    case LC_TOKEN_PATRONYMIC: return "patronymic";
    case LC_TOKEN_LEGAL: break;
    }
    return "legal form";
}

/* ---- words ---- */

static void split_words(lc_tokenising *w)
{
    lc_sv rest = w->text;
    while (rest.data) {
        lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
        size_t glued = lc_glued_name(w->lex, word);
        if (glued) lc_vec_push(&w->words, lc_sv_make(word.data, glued));
        word = lc_sv_from(word, glued);
        if (word.len) lc_vec_push(&w->words, word);
    }
}

lc_sv lc_token_words(const lc_tokenising *w, size_t i, size_t n)
{
    lc_sv first = w->words.at[i], last = w->words.at[i + n - 1];
    return lc_sv_make(first.data, (size_t)(last.data + last.len - first.data));
}

lc_token *lc_token_push(lc_tokenising *w, lc_sv written)
{
    lc_token *t = &w->out->at[w->out->n++];
    *t = (lc_token){.written = written, .number = -1, .common = -1};
    return t;
}

static size_t longest_at(const lc_tokenising *w, size_t i)
{
    size_t n = lc_lexicon_longest(w->lex, w->words.at[i]), left = w->words.len - i;
    return n < left ? n : left;
}

static bool tail_sense(const lc_sense *s)
{
    for (; s; s = s->next)
        if ((s->file == LC_SENSE_LEGAL && s->kind != LC_KIND_START) || s->file == LC_SENSE_PLACE)
            return true;
    return false;
}

static void find_legal_tail(lc_tokenising *w)
{
    size_t n = w->words.len;
    w->legal_tail = LC_NEW_N(w->arena, bool, n + 1);
    w->legal_tail[n] = true;
    for (size_t i = n; i-- > 0;)
        for (size_t len = longest_at(w, i); len && !w->legal_tail[i]; len--)
            w->legal_tail[i] = w->legal_tail[i + len] &&
                               tail_sense(lc_lexicon_find(w->lex, lc_token_words(w, i, len)));
}

/* ---- spelling ---- */

static lc_sv without_spaces(lc_arena *a, lc_sv s)
{
    char *out = lc_arena_alloc(a, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] != ' ') out[n++] = s.data[i];
    return lc_sv_make(out, n);
}

static bool ascii_only(lc_sv s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] & 0x80) return false;
    return true;
}

static void add_text(lc_token *t, lc_sv text)
{
    for (size_t k = 0; k < t->n_texts; k++)
        if (lc_sv_eq(t->text[k], text)) return;
    if (text.len && t->n_texts < LC_TOKEN_SPELLINGS) t->text[t->n_texts++] = text;
}

static void spell(const lc_tokenising *w, lc_token *t)
{
    if (ascii_only(t->written)) {
        add_text(t, without_spaces(w->arena, t->written));
        return;
    }
    lc_sv forms[LC_ROMANISE_MAX];
    size_t unread = 0, n = lc_romanise(w->arena, t->written, forms, LC_ROMANISE_MAX, &unread);
    if (unread) n = 0; /* half a word would be another word */
    for (size_t k = 0; k < n; k++) add_text(t, without_spaces(w->arena, forms[k]));
    if (!t->n_texts) add_text(t, without_spaces(w->arena, t->written));
}

static bool all_digits(lc_sv s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9') return false;
    return s.len > 0;
}

static void as_number(lc_token *t)
{
    lc_sv s = t->written;
    while (s.len > 1 && s.data[0] == '0') s = lc_sv_from(s, 1);
    uint64_t value;
    t->cls = LC_TOKEN_NUMBER;
    t->number = lc_sv_u64(s, &value) && value <= INT32_MAX ? (int32_t)value : -1;
    t->text[0] = s;
    t->n_texts = 1;
}

/* A family name of one character and the given name, as lists of persons write them. */
static size_t first_character(lc_sv word)
{
    size_t n = 0;
    U8_FWD_1((const uint8_t *)word.data, n, word.len);
    return n;
}

static bool east_asian_name(const lc_tokenising *w, lc_sv word)
{
    lc_script s = ascii_only(word) ? LC_SCRIPT_LATIN : lc_script_of(word);
    size_t chars = 0;
    for (size_t i = 0; i < word.len; chars++) U8_FWD_1((const uint8_t *)word.data, i, word.len);
    return (s == LC_SCRIPT_HAN || s == LC_SCRIPT_HANGUL) && chars >= 2 && chars <= 4 &&
           w->words.len == 1 && !w->out->organisation;
}

static void add_word(lc_tokenising *w, lc_sv word)
{
    lc_token *t;
    if (all_digits(word)) {
        as_number(lc_token_push(w, word));
        return;
    }
    if (east_asian_name(w, word)) {
        size_t n = first_character(word);
        spell(w, lc_token_push(w, lc_sv_make(word.data, n)));
        word = lc_sv_from(word, n);
    }
    t = lc_token_push(w, word);
    spell(w, t);
    if (t->text[0].len == 1)
        t->cls = LC_TOKEN_INITIAL;
    else if (w->person && lc_is_patronymic(t->text[0]))
        t->cls = LC_TOKEN_PATRONYMIC;
}

static bool number_sign(const lc_tokenising *w, size_t i)
{
    if (i + 1 >= w->words.len || !all_digits(w->words.at[i + 1])) return false;
    for (const lc_sense *s = lc_lexicon_find(w->lex, w->words.at[i]); s; s = s->next)
        if (s->file == LC_SENSE_NUMBER && s->kind == LC_KIND_SIGN) return true;
    return false;
}

static size_t lone_letters(const lc_tokenising *w, size_t i)
{
    size_t n = 0;
    while (i + n < w->words.len && w->words.at[i + n].len == 1 && !all_digits(w->words.at[i + n]))
        n++;
    return n >= LONE_LETTERS_JOIN ? n : 0;
}

/* A country's name at word i: a place, whose meaning is its code. Returns how many words. */
static size_t take_country(lc_tokenising *w, size_t i)
{
    size_t left = w->words.len - i, most = left < COUNTRY_MOST_WORDS ? left : COUNTRY_MOST_WORDS;
    if (w->person || !lc_lexicon_begins_country(w->lex, w->words.at[i])) return 0;
    for (size_t n = most; n; n--) {
        lc_sv form = lc_token_words(w, i, n), code = LC_SV_NONE;
        if (form.len >= COUNTRY_LEAST_BYTES) code = lc_country_code(form);
        if (!code.len) continue;
        lc_token *t = lc_token_push(w, form);
        uint32_t concept = lc_country_concept(code);
        t->cls = LC_TOKEN_PLACE;
        t->meanings[t->n_meanings++] = (lc_meaning){concept, concept, LC_KIND_COUNTRY};
        spell(w, t);
        return n;
    }
    return 0;
}

/* Does word i only join others? Among names of people most such words are names. */
static bool joins(const lc_tokenising *w, size_t i)
{
    lc_sv word = w->words.at[i];
    if (w->words.len == 1 || !lc_is_function_word(word)) return false;
    if (lc_sv_is(word, "the")) return true;
    bool people = lc_sv_is(word, "and") || lc_sv_is(word, "of") || lc_sv_is(word, "y");
    return i > 0 && i + 1 < w->words.len && (!w->person || people);
}

/* E. Smith: whatever the letter means elsewhere. */
static bool one_letter(lc_sv word)
{
    bool cyrillic = word.len == 2 && ((unsigned char)word.data[0] & 0xFE) == 0xD0;
    return cyrillic || (word.len == 1 && word.data[0] >= 'a' && word.data[0] <= 'z');
}

static size_t take_joining(lc_tokenising *w, size_t i)
{
    lc_token *t = lc_token_push(w, w->words.at[i]);
    spell(w, t);
    t->cls = LC_TOKEN_PARTICLE;
    for (const lc_sense *s = lc_lexicon_find(w->lex, t->written); s; s = s->next)
        if (s->file == LC_SENSE_BACKGROUND) lc_token_take_sense(t, s, false);
    return 1;
}

static size_t take_legal(lc_tokenising *w, size_t i, size_t n, const lc_sense *s)
{
    lc_token *t = lc_token_push(w, lc_token_words(w, i, n));
    t->cls = LC_TOKEN_LEGAL;
    for (; s; s = s->next)
        if (s->file == LC_SENSE_LEGAL) lc_token_take_sense(t, s, true);
    spell(w, t);
    w->out->organisation = true;
    return n;
}

static size_t take_roman(lc_tokenising *w, size_t i, int value)
{
    lc_token *t = lc_token_push(w, w->words.at[i]);
    t->cls = LC_TOKEN_NUMBER;
    t->number = value;
    t->text[t->n_texts++] = lc_arena_printf(w->arena, "%d", value);
    return 1;
}

static size_t take_known(lc_tokenising *w, size_t i, size_t n, lc_token found)
{
    lc_token *t = lc_token_push(w, lc_token_words(w, i, n));
    found.written = t->written;
    *t = found;
    spell(w, t);
    bool org = t->cls == LC_TOKEN_TRADE || t->cls == LC_TOKEN_GENERIC || t->cls == LC_TOKEN_TELLING;
    w->out->organisation |= org || t->cls == LC_TOKEN_LEGAL;
    if (org) lc_token_take_apart(w);
    return n;
}

static size_t take_letters(lc_tokenising *w, size_t i, size_t n)
{
    spell(w, lc_token_push(w, lc_token_words(w, i, n)));
    return n;
}

/* A word that is nothing but itself, and what is known of it. */
static size_t take_word(lc_tokenising *w, size_t i, const lc_token *found)
{
    size_t before = w->out->n;
    add_word(w, w->words.at[i]);
    if (w->out->n != before + 1) return 1;
    lc_token *t = &w->out->at[before];
    memcpy(t->meanings, found->meanings, sizeof t->meanings);
    t->n_meanings = found->n_meanings;
    if (t->cls == LC_TOKEN_WORD) t->number = found->number;
    t->common = found->common;
    return 1;
}

/* What stands before the lexicon is asked. 0: nothing. */
static size_t take_special(lc_tokenising *w, size_t i)
{
    if (number_sign(w, i)) return 1;
    if (!w->person && i == w->cut_legal) return take_legal(w, i, w->words.len - i, w->cut_form);
    return longest_at(w, i) > 1 ? 0 : take_country(w, i);
}

/* The last word of a field that was cut off may be the beginning of another: Le, Lebedev. */
static bool may_go_on(const lc_tokenising *w, size_t i, lc_token_class c)
{
    bool weak = c == LC_TOKEN_PARTICLE || c == LC_TOKEN_TITLE || c == LC_TOKEN_KUNYA;
    return w->cut && i > 0 && i + 1 == w->words.len && weak;
}

/* Takes the token that begins at word i and returns how many words it has. */
static size_t take(lc_tokenising *w, size_t i)
{
    const lc_sense *form = NULL;
    lc_token found = {.number = -1, .common = -1};
    size_t special = take_special(w, i), letters = lone_letters(w, i), left = w->words.len - i;
    size_t rough = w->person ? 0 : lc_rough_legal(w->lex, w->words.at + i, left, w->cut, &form);
    size_t longest = longest_at(w, i);
    if (special) return special;
    for (size_t n = longest > rough ? longest : rough; n && !(n == 1 && letters); n--) {
        found = (lc_token){.number = -1, .common = -1};
        if (all_digits(w->words.at[i]) && n == 1) break;
        int roman = n == 1 && i > 0 && !w->person ? lc_roman_numeral(w->words.at[i]) : 0;
        if (roman) return take_roman(w, i, roman);
        if (n == 1 && joins(w, i)) return take_joining(w, i);
        if (n == 1 && one_letter(w->words.at[i])) break;
        if (n > 1 && lc_token_stands_apart(w, i, n)) continue;
        bool known = lc_token_understand(w, i, n, &found);
        if (n == rough && found.cls != LC_TOKEN_LEGAL) return take_legal(w, i, n, form);
        if (!known && n > 1) continue;
        if ((found.cls == LC_TOKEN_WORD || may_go_on(w, i, found.cls)) && n == 1) break;
        return take_known(w, i, n, found);
    }
    return letters ? take_letters(w, i, letters) : take_word(w, i, &found);
}

/* ---- the name as a whole ---- */

static size_t characters(lc_sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.data[i] & 0xC0) != 0x80;
    return n;
}

/* Where a field ends after 35 characters a legal form may have begun. */
static void find_cut_legal(lc_tokenising *w, lc_sv name)
{
    size_t chars = characters(lc_sv_trim(name)), n = w->words.len;
    w->cut = chars == LC_FIELD_CHARS || chars + 1 == LC_FIELD_CHARS;
    w->cut_legal = SIZE_MAX;
    if (w->person || !w->cut) return;
    for (size_t i = n > TAIL_WORDS ? n - TAIL_WORDS : 1; i < n; i++) {
        lc_sv rest = lc_token_words(w, i, n - i);
        if (rest.len < TAIL_LEAST || lc_lexicon_find(w->lex, rest)) continue;
        w->cut_form = lc_lexicon_legal_beginning(w->lex, rest);
        if (!w->cut_form) continue;
        w->cut_legal = i;
        return;
    }
}

static bool names_country(const lc_token *t)
{
    for (size_t m = 0; m < t->n_meanings; m++)
        if (t->meanings[m].kind == LC_KIND_COUNTRY || t->meanings[m].kind == LC_KIND_DEMONYM)
            return true;
    return false;
}

static const lc_token *neighbour(const lc_tokens *t, size_t i, size_t step)
{
    for (i += step; i < t->n; i += step)
        if (t->at[i].cls != LC_TOKEN_PARTICLE) return &t->at[i];
    return NULL;
}

/* Beside a country's name "republic" says nothing: Republic of Belarus, Belarus. */
static void weaken_republics(const lc_tokenising *w)
{
    lc_tokens *all = w->out;
    const lc_sense *republic = w->person ? NULL : lc_lexicon_find(w->lex, LC_SV("republic"));
    while (republic && republic->file != LC_SENSE_ORG) republic = republic->next;
    for (size_t i = 0; republic && i < all->n; i++) {
        lc_token *t = &all->at[i];
        if (t->cls != LC_TOKEN_GENERIC || !t->n_meanings) continue;
        if (t->meanings[0].concept != republic->concept) continue;
        const lc_token *next = neighbour(all, i, 1), *before = neighbour(all, i, SIZE_MAX);
        if ((next && names_country(next)) || (before && names_country(before)))
            t->cls = LC_TOKEN_PARTICLE;
    }
}

static int check(lc_sv name, licet_error *err)
{
    size_t bad;
    if (!lc_utf8_ok(name, &bad)) {
        lc_fail(err, LICET_E_ENCODING, "the name is not UTF-8");
        return lc_fail_at(err, NULL, 0, bad), LICET_E_ENCODING;
    }
    if (name.len > LC_NAME_MAX_BYTES)
        return lc_fail(err, LICET_E_LIMIT, "a name of %zu bytes; at most %d are compared", name.len,
                       LC_NAME_MAX_BYTES);
    return 0;
}

int lc_tokens_of(const lc_lexicon *lex, lc_arena *a, lc_sv name, bool person, lc_tokens *out,
                 licet_error *err)
{
    int rc = check(name, err);
    if (rc) return rc;
    lc_tokens made = {.folded = lc_fold(a, name)};
    lc_tokenising w = {.lex = lex, .arena = a, .person = person, .out = &made};
    w.text = lc_cut_words(lex, a, lc_clean(a, name), !person);
    split_words(&w);
    if (w.words.len == 0 || made.folded.len == 0) /* an "&" alone is no name */
        rc = lc_fail(err, LICET_E_ARGUMENT, "the name has no letter or digit to look for");
    if (w.words.len > LC_TOKENS_MAX)
        rc = lc_fail(err, LICET_E_LIMIT, "a name of %zu words; at most %d are compared",
                     w.words.len, LC_TOKENS_MAX);
    if (!rc) {
        made.at = LC_NEW_N(a, lc_token, LC_PARTS_MOST * w.words.len);
        find_legal_tail(&w);
        find_cut_legal(&w, name);
        for (size_t i = 0; i < w.words.len;) i += take(&w, i);
        weaken_republics(&w);
        *out = made;
    }
    lc_vec_done(&w.words);
    return rc;
}
