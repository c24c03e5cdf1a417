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
void lc_lexicon_free(lc_lexicon *lex); /* takes NULL */
/* Hex SHA-256-length digest (64 characters) of what was read together with the ICU and format
 * versions: an index made with another one is refused. */
const char *lc_lexicon_hash(const lc_lexicon *lex);

#endif
