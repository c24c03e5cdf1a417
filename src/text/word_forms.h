/* text/word_forms.h: what a word shows by itself: words that only hold others together,
 * patronymics, Roman numerals, inflected words and legal forms spelt roughly. Private to text. */
#ifndef TEXT_WORD_FORMS_H
#define TEXT_WORD_FORMS_H

#include "text/lexicon.h"

/* and, of, the, для, و, 与: they join, and say nothing. */
bool lc_is_function_word(lc_sv word);
/* East Slavic patronymics by their endings, in the spellings lists use. */
bool lc_is_patronymic(lc_sv word);
/* ii .. xx; 0: none. Single letters are initials, xi and mi words of other languages. */
int lc_roman_numeral(lc_sv word);
/* The senses of an inflected word: Slavic endings behind a stem of stems.txt, Arabic and, the, for
 * in front of a word. NULL: none is known. */
const lc_sense *lc_inflected(const lc_lexicon *lex, lc_arena *a, lc_sv word);

/* Bytes of the first of two names written as one in Arabic letters (Abd al-Karim, Mohammad Reza),
 * 0: it is one. */
size_t lc_glued_name(const lc_lexicon *lex, lc_sv word);

/* Words that are, but for a letter or two each, a well-known legal form: its senses, and how many
 * words it takes; 0: none. cut: the last word may be the beginning of one. */
size_t lc_rough_legal(const lc_lexicon *lex, const lc_sv *words, size_t n, bool cut,
                      const lc_sense **out);

#endif
