#include "text/tokens.h"

#include <unicode/utf8.h>

#include "base/vec.h"
#include "text/clean.h"
#include "text/country.h"
#include "text/fold.h"
#include "text/romanise.h"

enum {
    LONE_LETTERS_JOIN = 3, /* i r i s l: from this many letters in a row one word */
    COUNTRY_MOST_WORDS = 3,
    COUNTRY_LEAST_BYTES = 4 /* codes of two and three letters are too often something else */
};

typedef struct work {
    const lc_lexicon *lex;
    lc_arena *arena;
    bool person;
    lc_sv text;          /* cut words with single spaces */
    LC_VEC(lc_sv) words; /* into text */
    bool *legal_tail;    /* from word i on there are only legal forms and places */
    lc_tokens *out;
} work;

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

static void split_words(work *w)
{
    lc_sv rest = w->text;
    while (rest.data) {
        lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
        if (word.len) lc_vec_push(&w->words, word);
    }
}

/* Words i .. i+n-1 as one view: they stand side by side in text. */
static lc_sv phrase(const work *w, size_t i, size_t n)
{
    lc_sv first = w->words.at[i], last = w->words.at[i + n - 1];
    return lc_sv_make(first.data, (size_t)(last.data + last.len - first.data));
}

static size_t longest_at(const work *w, size_t i)
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

static void find_legal_tail(work *w)
{
    size_t n = w->words.len;
    w->legal_tail = LC_NEW_N(w->arena, bool, n + 1);
    w->legal_tail[n] = true;
    for (size_t i = n; i-- > 0;)
        for (size_t len = longest_at(w, i); len && !w->legal_tail[i]; len--)
            w->legal_tail[i] =
                w->legal_tail[i + len] && tail_sense(lc_lexicon_find(w->lex, phrase(w, i, len)));
}

/* ---- what a form is here ---- */

static bool legal_here(const work *w, const lc_sense *s, size_t i, size_t n)
{
    if (s->file != LC_SENSE_LEGAL || w->person) return false;
    if (s->kind == LC_KIND_START) return i == 0 && w->words.len > n;
    return s->kind == LC_KIND_ANYWHERE || (i > 0 && w->legal_tail[i + n]);
}

static bool title_class(const lc_sense *s, lc_token_class *out)
{
    if (s->file != LC_SENSE_TITLE) return false;
    *out = LC_TOKEN_TITLE;
    if (s->kind == LC_KIND_PARTICLE || s->kind == LC_KIND_FILIATION || s->kind == LC_KIND_SAINT)
        *out = LC_TOKEN_PARTICLE;
    if (s->kind == LC_KIND_KUNYA) *out = LC_TOKEN_KUNYA;
    return true;
}

static bool org_class(const lc_sense *s, lc_token_class *out)
{
    static const lc_token_class by_weight[] = {LC_TOKEN_GENERIC, LC_TOKEN_TRADE, LC_TOKEN_TELLING};
    if (s->file == LC_SENSE_ABBREVIATION)
        *out = LC_TOKEN_TRADE;
    else if (s->file == LC_SENSE_ORG)
        *out = by_weight[s->weight];
    else
        return false;
    return true;
}

/* Which of two readings of a form counts: the one that says less, except that in an organisation
 * "general" is a word, not a rank. */
static int preference(const work *w, lc_token_class c)
{
    switch (c) {
    case LC_TOKEN_LEGAL: return 9;
    case LC_TOKEN_NUMBER: return 8;
    case LC_TOKEN_PARTICLE: return 7;
    case LC_TOKEN_KUNYA: return 6;
    case LC_TOKEN_TITLE: return w->person ? 5 : 1;
    case LC_TOKEN_GENERIC:
    case LC_TOKEN_TRADE: return 4;
    case LC_TOKEN_TELLING: return 3;
    case LC_TOKEN_PLACE: return 2;
    case LC_TOKEN_WORD:
    case LC_TOKEN_PATRONYMIC:
    case LC_TOKEN_INITIAL: break;
    }
    return 0;
}

/* Words that only hold others together, in the languages lists are written in. */
static bool function_word(lc_sv w)
{
    static const char words[][6] = {"and",  "of", "the",  "for", "in",    "on", "at",  "to",
                                    "with", "by", "from", "et",  "und",   "y",  "e",   "i",
                                    "dlya", "na", "po",   "im",  "imeni", "ve", "aux", "en",
                                    "para", "za", "wa",   "und", "va",    "o",  "pod", "pri"};
    if (w.len >= sizeof *words) return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (words[k][0] == w.data[0] && words[k][w.len] == 0 && !memcmp(words[k], w.data, w.len))
            return true;
    return false;
}

/* East Slavic patronymics by their endings, in the spellings lists use. */
static bool patronymic(lc_sv w)
{
    static const char *const endings[] = {
        "ovich",  "evich", "ovych",   "evych",  "yvich",  "ovic",  "evic",
        "ovna",   "evna",  "ivna",    "ovitch", "evitch", "avich", "ievich",
        "yevich", "ichna", "inichna", "auna",   "yovych", "avna",  "owicz"};
    char last = w.data[w.len - 1];
    if (last != 'h' && last != 'c' && last != 'a' && last != 'z') return false;
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (w.len > strlen(endings[k]) + 2 && lc_sv_ends(w, lc_sv_of(endings[k]))) return true;
    return false;
}

static bool sense_class(const work *w, const lc_sense *s, size_t i, size_t n, lc_token_class *out)
{
    if (legal_here(w, s, i, n)) {
        *out = LC_TOKEN_LEGAL;
        return true;
    }
    if (title_class(s, out)) return true;
    if (w->person) return false;
    if (s->file == LC_SENSE_PLACE) {
        *out = LC_TOKEN_PLACE;
        return true;
    }
    if (s->file == LC_SENSE_NUMBER && s->kind != LC_KIND_SIGN) {
        *out = LC_TOKEN_WORD; /* "premier" is a word first; its value helps to find digits */
        return true;
    }
    return org_class(s, out);
}

static void take_sense(lc_token *t, const lc_sense *s, bool legal)
{
    if (s->file == LC_SENSE_BACKGROUND) {
        if (s->weight > t->common) t->common = (int8_t)s->weight;
        return;
    }
    if (s->file == LC_SENSE_NUMBER || (s->file == LC_SENSE_LEGAL && !legal)) return;
    for (size_t k = 0; k < t->n_meanings; k++)
        if (t->meanings[k].concept == s->concept) return;
    if (t->n_meanings < LC_TOKEN_CONCEPTS)
        t->meanings[t->n_meanings++] = (lc_meaning){s->concept, s->group, s->kind};
}

/* Fills class, meanings, number and background of the form at words i .. i+n-1. */
static bool understand(const work *w, size_t i, size_t n, lc_token *t)
{
    const lc_sense *first = lc_lexicon_find(w->lex, phrase(w, i, n));
    bool any = false;
    t->cls = LC_TOKEN_WORD;
    for (const lc_sense *s = first; s; s = s->next) {
        lc_token_class c;
        if (!sense_class(w, s, i, n, &c)) continue;
        if (!any || preference(w, c) > preference(w, t->cls)) t->cls = c;
        if (s->file == LC_SENSE_NUMBER) t->number = s->weight;
        any = true;
    }
    if (n > 1 && !any) return false;
    for (const lc_sense *s = first; s; s = s->next) {
        bool org = s->file == LC_SENSE_ORG || s->file == LC_SENSE_ABBREVIATION ||
                   s->file == LC_SENSE_PLACE;
        if (!(org && w->person)) take_sense(t, s, t->cls == LC_TOKEN_LEGAL);
    }
    return any;
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

static void spell(const work *w, lc_token *t)
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

static lc_token *push(work *w, lc_sv written)
{
    lc_token *t = &w->out->at[w->out->n++];
    *t = (lc_token){.written = written, .number = -1, .common = -1};
    return t;
}

/* A family name of one character and the given name, as lists of persons write them. */
static size_t first_character(lc_sv word)
{
    size_t n = 0;
    U8_FWD_1((const uint8_t *)word.data, n, word.len);
    return n;
}

static bool east_asian_name(const work *w, lc_sv word)
{
    lc_script s = ascii_only(word) ? LC_SCRIPT_LATIN : lc_script_of(word);
    size_t chars = 0;
    for (size_t i = 0; i < word.len; chars++) U8_FWD_1((const uint8_t *)word.data, i, word.len);
    return (s == LC_SCRIPT_HAN || s == LC_SCRIPT_HANGUL) && chars >= 2 && chars <= 4 &&
           w->words.len == 1 && !w->out->organisation;
}

static void add_word(work *w, lc_sv word)
{
    lc_token *t;
    if (all_digits(word)) {
        as_number(push(w, word));
        return;
    }
    if (east_asian_name(w, word)) {
        size_t n = first_character(word);
        spell(w, push(w, lc_sv_make(word.data, n)));
        word = lc_sv_from(word, n);
    }
    t = push(w, word);
    spell(w, t);
    if (t->text[0].len == 1)
        t->cls = LC_TOKEN_INITIAL;
    else if (w->person && patronymic(t->text[0]))
        t->cls = LC_TOKEN_PATRONYMIC;
    if (w->words.len > 1 && function_word(word)) t->cls = LC_TOKEN_PARTICLE;
}

static bool number_sign(const work *w, size_t i)
{
    if (i + 1 >= w->words.len || !all_digits(w->words.at[i + 1])) return false;
    for (const lc_sense *s = lc_lexicon_find(w->lex, w->words.at[i]); s; s = s->next)
        if (s->file == LC_SENSE_NUMBER && s->kind == LC_KIND_SIGN) return true;
    return false;
}

static size_t lone_letters(const work *w, size_t i)
{
    size_t n = 0;
    while (i + n < w->words.len && w->words.at[i + n].len == 1 && !all_digits(w->words.at[i + n]))
        n++;
    return n >= LONE_LETTERS_JOIN ? n : 0;
}

/* A country's name at word i: a place, whose meaning is its code. Returns how many words. */
static size_t take_country(work *w, size_t i)
{
    size_t left = w->words.len - i, most = left < COUNTRY_MOST_WORDS ? left : COUNTRY_MOST_WORDS;
    if (w->person || !lc_lexicon_begins_country(w->lex, w->words.at[i])) return 0;
    for (size_t n = most; n; n--) {
        lc_sv form = phrase(w, i, n), code = LC_SV_NONE;
        if (form.len >= COUNTRY_LEAST_BYTES) code = lc_country_code(form);
        if (!code.len) continue;
        lc_token *t = push(w, form);
        uint32_t concept = lc_country_concept(code);
        t->cls = LC_TOKEN_PLACE;
        t->meanings[t->n_meanings++] = (lc_meaning){concept, concept, LC_KIND_COUNTRY};
        spell(w, t);
        return n;
    }
    return 0;
}

/* Takes the token that begins at word i and returns how many words it has. */
static size_t take(work *w, size_t i)
{
    lc_token found = {.number = -1, .common = -1};
    if (number_sign(w, i)) return 1;
    size_t country = longest_at(w, i) > 1 ? 0 : take_country(w, i);
    if (country) return country;
    size_t letters = lone_letters(w, i);
    for (size_t n = longest_at(w, i); n && !(n == 1 && letters); n--) {
        found = (lc_token){.number = -1, .common = -1};
        if (all_digits(w->words.at[i]) && n == 1) break;
        if (!understand(w, i, n, &found) && n > 1) continue;
        if (found.cls == LC_TOKEN_WORD && n == 1) break;
        lc_token *t = push(w, phrase(w, i, n));
        found.written = t->written;
        *t = found;
        spell(w, t);
        bool org = t->cls == LC_TOKEN_LEGAL || t->cls == LC_TOKEN_TRADE ||
                   t->cls == LC_TOKEN_GENERIC || t->cls == LC_TOKEN_TELLING;
        w->out->organisation |= org;
        return n;
    }
    if (letters) {
        spell(w, push(w, phrase(w, i, letters)));
        return letters;
    }
    size_t before = w->out->n;
    add_word(w, w->words.at[i]);
    if (w->out->n == before + 1) { /* what is known of a plain word */
        lc_token *t = &w->out->at[before];
        memcpy(t->meanings, found.meanings, sizeof t->meanings);
        t->n_meanings = found.n_meanings;
        if (t->cls == LC_TOKEN_WORD) t->number = found.number;
        t->common = found.common;
    }
    return 1;
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
    work w = {.lex = lex, .arena = a, .person = person, .out = &made};
    w.text = lc_cut_words(lex, a, lc_clean(a, name), !person);
    split_words(&w);
    if (w.words.len == 0)
        rc = lc_fail(err, LICET_E_ARGUMENT, "the name has no letter or digit to look for");
    if (w.words.len > LC_TOKENS_MAX)
        rc = lc_fail(err, LICET_E_LIMIT, "a name of %zu words; at most %d are compared",
                     w.words.len, LC_TOKENS_MAX);
    if (!rc) {
        made.at = LC_NEW_N(a, lc_token, 2 * w.words.len);
        find_legal_tail(&w);
        for (size_t i = 0; i < w.words.len;) i += take(&w, i);
        *out = made;
    }
    lc_vec_done(&w.words);
    return rc;
}
