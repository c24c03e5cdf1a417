/* text/lexicon.h: dictionaries of name parts (legal forms, titles, organisation words, generic
 * words ...), read from text files into one immutable object shared between threads. */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "base/arena.h"
#include "base/error.h"

typedef struct lc_lexicon lc_lexicon;

typedef struct lc_lexicon_file { /* the caller reads the files; this room sees no disk */
    lc_sv name;                  /* "legal_forms.txt" */
    lc_sv text;
} lc_lexicon_file;

/* A line that cannot be read is refused with file and line. Copies what it needs. */
int lc_lexicon_new(const lc_lexicon_file *files, size_t n_files, lc_lexicon **out,
                   licet_error *err);
/* The same without copies: the texts are borrowed and must outlive it. */
int lc_lexicon_over(const lc_lexicon_file *files, size_t n_files, lc_lexicon **out,
                    licet_error *err);
void lc_lexicon_free(lc_lexicon *lex); /* takes NULL */
/* Hex SHA-256-length digest (64 characters) of what was read together with the ICU and format
 * versions: an index made with another one is refused. */
const char *lc_lexicon_hash(const lc_lexicon *lex);

/* ---- what a form means ---- */
typedef enum lc_sense_file { /* the file that says so */
                             LC_SENSE_LEGAL = 0,
                             LC_SENSE_TITLE,
                             LC_SENSE_ORG,
                             LC_SENSE_ABBREVIATION,
                             LC_SENSE_GIVEN,
                             LC_SENSE_SURNAME,
                             LC_SENSE_PLACE,
                             LC_SENSE_NUMBER,
                             LC_SENSE_BACKGROUND,
                             LC_SENSE_COMPOUND /* says what a meaning is made of, not a form */
} lc_sense_file;

typedef enum lc_sense_kind { /* the column that tells rows of one file apart */
                             LC_KIND_NONE = 0,
                             LC_KIND_ANYWHERE,
                             LC_KIND_END,
                             LC_KIND_START, /* legal_forms: where */
                             LC_KIND_TITLE,
                             LC_KIND_RANK,
                             LC_KIND_SUFFIX,
                             LC_KIND_PARTICLE, /* titles: role */
                             LC_KIND_FILIATION,
                             LC_KIND_KUNYA,
                             LC_KIND_SAINT,
                             LC_KIND_SPELLING,
                             LC_KIND_SHORT,
                             LC_KIND_TRANSLATION, /* given_names */
                             LC_KIND_SYSTEM,
                             LC_KIND_GENDER, /* surnames */
                             LC_KIND_CARDINAL,
                             LC_KIND_ORDINAL,
                             LC_KIND_SIGN, /* numbers */
                             LC_KIND_CITY,
                             LC_KIND_REGION,
                             LC_KIND_COUNTRY,
                             LC_KIND_DEMONYM, /* places */
                             LC_KIND_LOOSE    /* org_words: of one field, not of one meaning */
} lc_sense_kind;

typedef struct lc_sense {
    lc_sense_file file;
    lc_sense_kind kind;
    uint32_t concept; /* number of the meaning; the same number in two forms: the same meaning.
                         Legal forms: of the exact form (ooo, gmbh) */
    uint32_t group;   /* legal forms: of the class (LLC, JSC); else the concept again */
    int weight; /* org_words: 0..3; background: class 0..9; numbers: the value, -1 for signs */
    const struct lc_sense *next;
} lc_sense;

enum { LC_FORM_MAX_WORDS = 8, LC_FORM_MAX_CHARS = 16 };

/* The senses of a folded form (single spaces), or NULL. */
const lc_sense *lc_lexicon_find(const lc_lexicon *lex, lc_sv folded_form);
/* The senses of what stands before the ending of an inflected word (stems.txt), or NULL. */
const lc_sense *lc_lexicon_stem(const lc_lexicon *lex, lc_sv stem);
/* The words a meaning is made of ("research institute" of nii), or nothing. */
lc_sv lc_lexicon_parts(const lc_lexicon *lex, uint32_t concept);
/* The senses of the shortest legal form of several words that goes on from this, or NULL. */
const lc_sense *lc_lexicon_legal_beginning(const lc_lexicon *lex, lc_sv beginning);
/* Words of the longest form that begins with this word (1 if none is longer). */
size_t lc_lexicon_longest(const lc_lexicon *lex, lc_sv first_word);
/* Does the name of a country begin with this word? False: lc_country_code of no phrase that begins
 * with it is known, but for codes of two and three letters. */
bool lc_lexicon_begins_country(const lc_lexicon *lex, lc_sv first_word);
/* The number that stands for a country in place senses, whatever word names it: China, Chinese. */
static inline uint32_t lc_country_concept(lc_sv alpha2)
{
    return UINT32_C(1) << 30 | (uint32_t)(unsigned char)alpha2.data[0] << 8 |
           (unsigned char)alpha2.data[1];
}
/* The name of a concept as it stands in the file ("plant"); empty if there is no such number. */
lc_sv lc_lexicon_concept(const lc_lexicon *lex, uint32_t concept);

#endif
