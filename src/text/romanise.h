/* text/romanise.h: names in other scripts, spelt in the letters a-z.
 *
 * Offline and without state: tables of this room, no transliterator is opened. What comes out is
 * always folded as lc_fold would leave it: a-z, 0-9 and single spaces. Words of the input stay
 * words of the output, one to one, in every variant (Han, kana and Thai runs: see below).
 *
 * Several forms are given, since lists, passports and customers follow different systems. Each
 * form is one system kept through the whole text, the main one first, none twice:
 *   Cyrillic    BGN/PCGN 1947 simplified as in lists (Ю yu, Щ shch, Й y, Х kh; endings -ий -y);
 *               passport style of ICAO 9303 (Ю iu, Я ia, Й i); with je/ja (ISO 9 and German/Nordic
 *               habit: Sergej, Jurij); and by the letters it has: Ukrainian (г h, и y), Belarusian
 *               (г h, ў u), Bulgarian (щ sht, ъ a), Serbian and Macedonian (ж z, ч c, х h, ц c,
 *               љ lj), Kazakh and other Turkic letters
 *   Greek       ELOT 743 / ISO 843 type 2; then with b for μπ, g for γκ, d for ντ at the beginning
 *   Arabic      vowels from a table of common words and names, else guessed from the pattern
 *   script      (mhmwd: mahmud); Persian reading (v, e, ye); and the bare consonants
 *   Hebrew      the same: table, guess, bare consonants
 *   Hangul      Revised Romanisation; McCune-Reischauer without marks; and the customary spelling
 *               of family names and frequent name syllables (김 kim, 이 lee, 박 park, 영 young)
 *   kana        Hepburn with single long vowels (oh/ou -> o), then long vowels spelt out (ou, uu)
 *   Han         Mandarin pinyin, a space between characters; then joined; a family name's own
 *               reading for the first character (曾 zeng)
 *   Georgian, Armenian, Thai (RTGS), Devanagari (Hunterian): one form each, a second where usage
 *               differs
 * Latin words are passed through folded. Characters of scripts not named here are dropped, and
 * *out_unread, may be NULL, counts them: a name that was only half read must not look whole. */
#ifndef TEXT_ROMANISE_H
#define TEXT_ROMANISE_H

#include "base/arena.h"

enum { LC_ROMANISE_MAX = 8 }; /* more forms than this are never given */

typedef enum lc_script {
    LC_SCRIPT_NONE = 0, /* no letter at all: digits, signs */
    LC_SCRIPT_LATIN,
    LC_SCRIPT_CYRILLIC,
    LC_SCRIPT_GREEK,
    LC_SCRIPT_ARABIC,
    LC_SCRIPT_HEBREW,
    LC_SCRIPT_HANGUL,
    LC_SCRIPT_KANA, /* hiragana or katakana, also mixed with Han */
    LC_SCRIPT_HAN,
    LC_SCRIPT_GEORGIAN,
    LC_SCRIPT_ARMENIAN,
    LC_SCRIPT_THAI,
    LC_SCRIPT_DEVANAGARI,
    LC_SCRIPT_OTHER
} lc_script;

/* Script of one code point; marks, digits and punctuation are LC_SCRIPT_NONE. */
lc_script lc_script_of_cp(int32_t cp);
/* The script most letters of s are in; the first such on a tie. */
lc_script lc_script_of(lc_sv s);

/* The forms of s (UTF-8, any case), at most max (and LC_ROMANISE_MAX) of them, in a. Returns how
 * many; 0 if s has no letter or digit that can be read. out[0] is the main form. */
size_t lc_romanise(lc_arena *a, lc_sv s, lc_sv *out, size_t max, size_t *out_unread);

/* What is left of a word when vowels are not written: the consonants of romanised or Latin text as
 * sound classes, so that Arabic, Persian and Hebrew names meet their Latin spellings
 * (محمد and mohammed -> "mhmd"; قذافي, gaddafi and qadhafi -> "kdf"). Doubled letters count once;
 * q k g(h) c, s z, d dh, t th, b v w f as the scripts confuse them are each one class; w and y only at the
 * beginning. In Arabic or Hebrew letters the article al- is left out. Words stay words. */
lc_sv lc_skeleton(lc_arena *a, lc_sv s);

#endif
