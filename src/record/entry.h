/* record/entry.h: one entry of one list, as published plus what was read from it.
 * All views live in the arena the entry was made in. Empty view = the publisher gave nothing. */
#ifndef RECORD_ENTRY_H
#define RECORD_ENTRY_H

#include "base/arena.h"
#include "base/date.h"
#include "codec/json.h"

typedef enum lc_party_type {
    LC_TYPE_UNKNOWN = 0,
    LC_TYPE_PERSON,
    LC_TYPE_ORG,
    LC_TYPE_VESSEL,
    LC_TYPE_AIRCRAFT
} lc_party_type;

typedef enum lc_name_kind {
    LC_NAME_WEAK = 0, /* the publisher calls it a weak alias */
    LC_NAME_PRIMARY,
    LC_NAME_ALIAS, /* strong alias (a.k.a.) */
    LC_NAME_FORMER
} lc_name_kind;

typedef struct lc_name {
    lc_sv text;
    lc_name_kind kind;
    lc_sv lang;   /* language, as published or its ISO 639 code; empty where not published */
    lc_sv script; /* ISO 15924 code (Arab, Cyrl, Hans ...) where it is not Latin, or empty */
} lc_name;

typedef struct lc_address {
    lc_sv text;                        /* as published, one line */
    lc_sv country;                     /* ISO 3166-1 alpha-2, upper case, or empty */
    lc_sv street, city, state, postal; /* where the layout separates them */
} lc_address;

typedef struct lc_ident {
    lc_sv text; /* as published */
    lc_sv type, number, country, issued, expires;
} lc_ident;

typedef struct lc_attr { /* a published field without a place of its own: nothing is dropped */
    lc_sv name, value;
} lc_attr;

typedef struct lc_origin {
    lc_sv file;   /* name as imported */
    lc_sv sha256; /* hex, of the original bytes */
    uint64_t line, byte, bytes;
} lc_origin;

typedef struct lc_entry {
    lc_sv source;  /* us_csl, us_bis_dpl, own, ... (DESIGN section 5) */
    lc_sv sublist; /* EL DPL UVL MEU SDN FSE SSI PLC CAP NS-MBS CMIC DTC ISN HOUSE, or OTHER */
    lc_sv key;     /* stable: "EL/..." see source/key.h */
    lc_sv number;  /* publisher's own number, if any */
    lc_party_type type;
    lc_name *names;
    size_t n_names; /* the first is the primary name */
    lc_address *addresses;
    size_t n_addresses;
    lc_ident *idents;
    size_t n_idents;
    lc_sv *programs;
    size_t n_programs;
    lc_sv *countries; /* every ISO2 code seen in addresses, nationality, flag; no duplicates */
    size_t n_countries;
    lc_sv *births; /* dates of birth as published */
    size_t n_births;
    lc_date from, to;         /* LC_DATE_NONE where not published */
    bool from_is_publication; /* from means "no later than" (a CSL start_date) */
    bool address_only;        /* an Entity List entry that is an address (15 CFR 744.16(f)) */
    lc_sv citation;           /* Federal Register citation(s), as published */
    lc_sv requirement, policy,
        standard_order; /* licence requirement / review policy, as published */
    lc_attr *attrs;
    size_t n_attrs;
    lc_origin origin;
} lc_entry;

const char *lc_party_type_word(lc_party_type t); /* person org vessel aircraft unknown */
lc_party_type lc_party_type_of(lc_sv word);      /* also Individual, Entity, Vessel, Aircraft */
const char *lc_name_kind_word(lc_name_kind k);   /* weak primary alias former */

/* The whole entry, origin included, as a JSON object; and back. from_json refuses what to_json
 * would not write (LICET_E_CORRUPT). Views of the result live in a. */
lc_json *lc_entry_json(lc_arena *a, const lc_entry *e);
int lc_entry_from_json(lc_arena *a, const lc_json *j, lc_entry *out, licet_error *err);
/* The same without origin: what decides whether an entry changed between two files. */
lc_json *lc_entry_body_json(lc_arena *a, const lc_entry *e);

#endif
