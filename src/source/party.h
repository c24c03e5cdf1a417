/* source/party.h: what the parsers of the world's lists share: one entry from its begin to its
 * key. Private to source. */
#ifndef SOURCE_PARTY_H
#define SOURCE_PARTY_H

#include "source/input.h"
#include "source/key.h"

typedef struct lc_party {
    lc_input *in;
    const char *source, *sublist;
    lc_build build;
    lc_keys *keys;
    uint64_t numbered, numbered_twice;
} lc_party;

void lc_party_init(lc_party *p, lc_input *in, const char *source, const char *sublist);
void lc_party_done(lc_party *p);
/* Forgets the last entry. */
void lc_party_begin(lc_party *p);
/* Gives the entry its key and hands it on. One without a name is lost and told. */
int lc_party_put(lc_party *p, uint64_t line, uint64_t byte, uint64_t bytes, licet_error *err);
/* Refuses a file in which many numbers stand twice. */
int lc_party_end(const lc_party *p, licet_error *err);

/* ---- values; each drops what is empty and what the entry has already ---- */

/* A name, and the names inside it (source/names.h), with what the publisher says of its language
 * and script; its letters decide where they show a script. The first name of an entry is its
 * primary one, whatever its kind. */
void lc_party_name(lc_party *p, lc_sv text, lc_name_kind kind, lc_sv lang, lc_sv script);
/* Gives every name of the entry the script of its letters: for names that were built otherwise. */
void lc_party_scripts(lc_party *p);
/* The names a damaged row may hold (source/rows.h). */
void lc_party_maybe(lc_party *p, const lc_sv *maybe, size_t n);
/* An identification: number and what belongs to it. */
void lc_party_ident(lc_party *p, lc_sv type, lc_sv number, lc_sv country, lc_sv issued,
                    lc_sv expires, lc_sv note);
/* A vessel's IMO number. */
void lc_party_imo(lc_party *p, lc_sv number);
/* A country by code or name: its code for the entry, the words as attribute where a name is given
 * or the country is not known. */
void lc_party_country(lc_party *p, const char *attr, lc_sv text);
/* An address in parts, and what is said of it. A country alone is no address. */
void lc_party_address(lc_party *p, lc_address parts, lc_sv note);
void lc_party_birth(lc_party *p, lc_sv text); /* in any form lc_when_birth reads */
/* The day an entry was listed: for `from`, or told and kept as attribute. */
void lc_party_from(lc_party *p, const char *attr, lc_sv text, uint64_t line, uint64_t byte);
void lc_party_attr(lc_party *p, const char *name, lc_sv value);
void lc_party_attr_of(lc_party *p, lc_sv name, lc_sv value); /* the same */

/* Words joined with single spaces; empty ones are left out. */
lc_sv lc_party_words(lc_arena *a, const lc_sv *words, size_t n);

/* Values that one field joins as "(1) X (2) Y", "a) X b) Y" or "i) X ii) Y", one by one; a field
 * without such marks is one value. "-" is none. The marks must go up from the first. */
typedef struct lc_party_list {
    lc_sv rest;
    int next; /* 1 .. */
    int kind;
} lc_party_list;
lc_party_list lc_party_list_of(lc_sv text);
bool lc_party_list_next(lc_party_list *l, lc_sv *out);

#endif
