/* text/romanise.h: names in other scripts, spelt in the letters a-z.
 *
 * Offline and without state: tables of this room, no transliterator is opened. Give the text as it
 * was written (lc_fold takes marks off that tell letters apart: Cyrillic short i). What comes out
 * is folded: a-z, 0-9 and single spaces. Words stay words, but Han stands one character a word,
 * an Arabic article is a word of its own, and apostrophes inside Cyrillic and Hebrew words part
 * nothing.
 *
 * Several forms are given, since lists, passports and customers follow different systems. Each
 * form is one system kept through the whole text, the main one first, none twice:
 *   Cyrillic    0 BGN/PCGN (Yevgeniy, Khrushchev); 1 ICAO 9303 passports (Evgenii, Iurii); 2 press
 *               (Evgeny, Dmitry, Yury); 3 ISO 9 without marks (Sergej, Jurij); 4 Ukrainian (г h,
 *               и y); 5 French; 6 German. Forms 0 to 2 follow the language that the letters show:
 *               Ukrainian, Belarusian, Bulgarian (щ sht, ъ a), Serbian and Macedonian, Turkic
 *   Greek       0 ELOT 743; 1 by sound (b for mp, h for ch); 2 classical (ph, c)
 *   Arabic      0 Arabic reading, al- a word of its own; 1 Persian reading (v, z, -eh; -uddin,
 *               abdul-); 2 as 0 without the article; 3 Egyptian and French (g, ou, el; -eddine,
 *               abdel-); 4 as 1 without the article. Vowels from a table of common words, else
 * guessed from the pattern of the letters Hebrew      0 to 2, the same way Hangul      0 Revised
 * Romanisation with customary family names (kim, lee, park), a space after each syllable of what
 * may be a person's name; 1 McCune-Reischauer / North Korean (pak, ri, yong, chol); 2 as people
 * choose (young, hyun); 3 Revised, joined kana        0 Hepburn, long vowels single (Sato); 1 spelt
 * out (Satou); 2 with h (Satoh) Han         Mandarin; 0 pinyin, a space after each character; 1
 * joined; 2 Wade-Giles Georgian    0 national; 1 as through Russian.  Armenian 0 and 1 (vo-, ye- /
 * o-, e-) Devanagari  0 Hunterian; 1 with Hindi's silent vowels left out.  Thai: RTGS, roughly
 * Latin words are passed through folded. Characters that cannot be read are left out, and the
 * letters of their runs counted in *out_unread (may be NULL): a name that was only half read must
 * not look whole. */
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
 * (محمد and mohammed -> "mhmd"; قاسم, qassem and kasim -> "ksm"). Equal neighbours count once; k q
 * g gh kh, s z ts, d dh, t th, b p, sh ch, j zh are each one class; v w y only at the beginning,
 * where all vowels are "a"; h not at the end; c before e, i, y is s; Hebrew beth only at the
 * beginning. In Arabic letters the article al- is left out. Digits stay. Words stay words, but
 * those of other scripts vanish; a word without consonants is one vowel. For finding, not for
 * scoring. */
lc_sv lc_skeleton(lc_arena *a, lc_sv s);

#endif
