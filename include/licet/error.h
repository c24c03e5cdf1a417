/* licet/error.h: what went wrong, where, and what to do about it.
 *
 * Every function that can fail returns LICET_OK (0) or a positive code, and fills the caller's
 * licet_error when one is given. Nothing is kept in threads or globals. */
#ifndef LICET_ERROR_H
#define LICET_ERROR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Codes are grouped by the room that raises them; the hundreds digit names the room. */
typedef enum licet_code {
    LICET_OK = 0,
    LICET_E_ARGUMENT = 100, /* the caller passed something unusable */
    LICET_E_LIMIT = 101,    /* a documented limit was exceeded */
    LICET_E_DATE = 102,     /* not a civil date */
    LICET_E_IO = 200,       /* open, read, write, sync, rename */
    LICET_E_NOT_FOUND = 201,
    LICET_E_SYNTAX = 300,   /* bytes that are not CSV, JSON, ... */
    LICET_E_ENCODING = 301, /* bytes that are not text in the stated encoding */
    LICET_E_CORRUPT = 302,  /* a hash or checksum disagrees */
    LICET_E_POLICY = 400,   /* the policy file cannot be used */
    LICET_E_SOURCE = 500,   /* a list file is not what it should be; refused whole */
    LICET_E_RULE = 600,     /* a rule or lexicon file cannot be used */
    LICET_E_STORE = 700,    /* the database refused */
    LICET_E_INDEX = 800,    /* not a usable index, or of another version */
    LICET_E_FACTS = 900     /* facts that break the contract of words */
} licet_code;

/* Filled on failure. Strings are always NUL-terminated; empty or 0 where not known. */
typedef struct licet_error {
    licet_code code;
    uint64_t line; /* 1-based line in file, 0 if none */
    uint64_t byte; /* 0-based byte offset in file, meaningful if has_byte */
    int has_byte;
    char file[256];    /* the file as the user named it */
    char message[512]; /* what is wrong, one sentence */
    char remedy[256];  /* what to do, one sentence */
} licet_error;

#ifdef __cplusplus
}
#endif
#endif
