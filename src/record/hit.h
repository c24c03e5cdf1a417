/* record/hit.h: one listed party that resembles the party asked about, and why. */
#ifndef RECORD_HIT_H
#define RECORD_HIT_H

#include "record/entry.h"

/* What the party asked about says of itself. Empty view = not known. */
typedef struct lc_query {
    lc_sv name;
    lc_party_type type;
    lc_sv country; /* ISO2 or empty */
    lc_sv address; /* free text, one line */
    lc_sv birth;   /* as given */
    lc_sv *idents; /* numbers: registration, passport, IMO ... */
    size_t n_idents;
} lc_query;

typedef enum lc_evidence { LC_EV_UNKNOWN = 0, LC_EV_AGREES, LC_EV_CONFLICTS } lc_evidence;

typedef enum lc_hit_how { LC_HOW_NAME = 0, LC_HOW_IDENTIFIER, LC_HOW_ADDRESS } lc_hit_how;

/* How an entry version stands to the day asked about. */
typedef enum lc_presence {
    LC_PRESENCE_UNKNOWN = 0, /* before our oldest snapshot and undated, or within the 14 days before
                                a publication date */
    LC_PRESENCE_IN_FORCE,
    LC_PRESENCE_LATER /* listed from a later day: known, not yet in force */
} lc_presence;

/* Bytes from .. from + bytes of a name, and how they agree: "same words", "spelt alike", ... */
typedef struct lc_mark {
    uint32_t from, bytes;
    const char *how; /* static */
} lc_mark;

typedef struct lc_hit {
    uint32_t version; /* index entry-version number: lc_index_version_entry() */
    int score_bp;     /* name similarity, 0..10000 */
    lc_hit_how how;
    lc_sv name; /* the listed name that matched best */
    lc_name_kind name_kind;
    lc_evidence country, address, birth, type, ident;
    lc_sv *why; /* reasons in words, at least one */
    size_t n_why;
    lc_mark *marks, *asked_marks; /* in name; in the name asked about; in order, apart */
    size_t n_marks, n_asked_marks;
} lc_hit;

const char *lc_evidence_word(lc_evidence e); /* agrees conflicts unknown */
const char *lc_presence_word(lc_presence p); /* unknown in_force later */
const char *lc_hit_how_word(lc_hit_how h);   /* name identifier address */

#endif
