/* index/format.h: the bytes of an index file, and a typed view of an open one.
 *
 *   header   128 bytes; its hash covers every byte behind the hash field
 *   sections arrays of the records below, each at a multiple of 8 bytes, in the order of
 * lc_ix_section
 *
 * Little-endian; offsets count from the section's beginning; no pointers. A form is a name as a
 * sequence of tokens: names written alike (also of several entries and versions) share one, and a
 * name that can be romanised in several ways has several. Everything that is sorted is sorted by
 * all its fields, so that the same input gives the same bytes. */
#ifndef INDEX_FORMAT_H
#define INDEX_FORMAT_H

#include "base/map.h"
#include "index/index.h"
#include "text/phonetic.h"
#include "text/tokens.h"

#define LC_IX_MAGIC "LICETIX\x1A"
enum { LC_IX_VERSION = 13, LC_IX_HEADER_BYTES = 128, LC_IX_HASHED_FROM = 40 };

typedef enum lc_ix_section {
    LC_IX_MANIFEST = 0,  /* bytes */
    LC_IX_PARTIES,       /* bytes: lc_index_parties */
    LC_IX_TIMES,         /* lc_ix_times, each once, in order of first appearance */
    LC_IX_VERSIONS,      /* lc_ix_version */
    LC_IX_TEXT,          /* bytes: bodies, evidence */
    LC_IX_NAME_TEXT,     /* bytes: names as listed */
    LC_IX_NAMES,         /* lc_ix_name, by form, then version, then text */
    LC_IX_FORMS,         /* lc_ix_form */
    LC_IX_JOINED,        /* u32: forms, by joined_bytes, lc_ix_rank of the bag, number */
    LC_IX_JOINED_BAGS,   /* u32: lc_sound_bag of their joined sounds, in that order */
    LC_IX_JOINED_BLOCKS, /* lc_ix_block: of LC_IX_BLOCK of these each */
    LC_IX_ACRONYMS, /* u32: forms of one word that may be an acronym, by its first two letters; then
                       forms of three words and more, by the first letter of the first */
    LC_IX_ACRONYM_STARTS, /* u32: where each of these begins; LC_IX_ACRONYM_KEYS + 1 of them */
    LC_IX_FORM_TOKENS,    /* u32: token, LC_IX_CORE set where the token carries the name */
    LC_IX_TOKENS,         /* lc_ix_token, by length of sound, lc_ix_rank of its bag, sound, text,
                             class, meanings */
    LC_IX_BY_TEXT,        /* u32: tokens, by text, then number */
    LC_IX_BAGS,           /* u32 by token: lc_sound_bag of its sound */
    LC_IX_BLOCKS,         /* lc_ix_block: of LC_IX_BLOCK tokens each */
    LC_IX_MEANINGS,       /* lc_ix_meaning */
    LC_IX_POSTINGS,       /* u32: forms in which a token is core, ascending */
    LC_IX_STRINGS,        /* bytes: sounds of all tokens, then texts, LC_IX_PAD zeros */
    LC_IX_PAIRS,          /* lc_ix_link: hash of the sound of two neighbours in one -> form */
    LC_IX_CONCEPTS,       /* lc_ix_link: concept, or lc_ix_number_key -> token */
    LC_IX_SKELETONS,      /* lc_ix_link: hash of consonants -> token */
    LC_IX_FOLDED,         /* lc_ix_link: hash of the folded name -> name */
    LC_IX_IDENTS,         /* lc_ix_link: hash of an identifier -> version */
    LC_IX_PLACES,         /* u32: versions that are an address and nothing else */
    LC_IX_SECTIONS
} lc_ix_section;

typedef struct lc_ix_header {
    char magic[8];
    uint8_t hash[32];  /* codec/hash_tree.h, of all bytes from LC_IX_HASHED_FROM on */
    uint32_t version;  /* LC_IX_VERSION; reads as another number on a big-endian machine */
    uint32_t sections; /* LC_IX_SECTIONS */
    char lexicon[64];  /* lc_lexicon_hash, which includes the ICU version */
    uint32_t versions, names;
    uint64_t file_bytes;
} lc_ix_header;

typedef struct lc_ix_range { /* LC_IX_SECTIONS of them stand behind the header */
    uint64_t offset, bytes;  /* in the file */
} lc_ix_range;

enum { LC_IX_SINCE_OLDEST = 1, LC_IX_ADDRESS_ONLY = 2, LC_IX_FIRST = 4 };

typedef struct lc_ix_times { /* many versions have the same */
    int64_t known_from, known_to;
    int32_t list_from, list_to;
} lc_ix_times;

typedef struct lc_ix_version {
    uint32_t times; /* in LC_IX_TIMES */
    uint32_t text;  /* in LC_IX_TEXT, the lower bits of the offset: its body */
    uint32_t text_high : 8, type : 8, flags : 16; /* lc_party_type; FIRST: oldest of its entry */
    uint32_t body_bytes;
    uint32_t evidence_bytes; /* behind the body: lines, see index/evidence.h */
} lc_ix_version;

typedef struct lc_ix_name {
    uint32_t text;                      /* in LC_IX_NAME_TEXT */
    uint32_t text_bytes : 24, kind : 8; /* lc_name_kind */
    uint32_t version;
} lc_ix_name;

typedef struct lc_ix_form {
    uint32_t tokens;                 /* in LC_IX_FORM_TOKENS */
    uint32_t names;                  /* in LC_IX_NAMES, up to those of the next form */
    uint16_t n_tokens, joined_bytes; /* letters of lc_ix_joined_sound */
    uint32_t first_letters;          /* lc_ix_letter of the first letters of its words */
    float weight;                    /* sum over its tokens */
} lc_ix_form;

enum { LC_IX_PAD = 16 }; /* so many bytes from the beginning of any string can be read */

#define LC_IX_CORE UINT32_C(0x80000000)

/* Numbers share the table of concepts, which are below 2^31. */
static inline uint32_t lc_ix_number_key(int32_t number)
{
    return UINT32_C(1) << 31 | (uint32_t)number;
}

/* Keys of bytes. Others may have the same: what is found is compared. */
static inline uint32_t lc_ix_key(lc_sv bytes)
{
    uint64_t h = lc_hash64(bytes);
    return (uint32_t)(h ^ h >> 32);
}

enum { LC_IX_LETTERS = 27 }; /* a to z, and one for all else */

static inline uint32_t lc_ix_letter_number(char c)
{
    return c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') : 26;
}

/* A bit for a letter. */
static inline uint32_t lc_ix_letter(char c)
{
    return UINT32_C(1) << lc_ix_letter_number(c);
}

typedef struct lc_ix_token {
    uint32_t text, sound; /* in LC_IX_STRINGS */
    uint16_t text_bytes;
    uint8_t sound_bytes;
    uint8_t cls : 5, n_meanings : 3; /* lc_token_class */
    uint32_t meanings;               /* in LC_IX_MEANINGS */
    uint32_t postings, n_postings;
    int32_t number;
    uint32_t skeleton; /* hash of its consonants, 0: fewer than two */
    float weight;
} lc_ix_token;

enum { LC_IX_BLOCK = 16 };

typedef struct lc_ix_block { /* bits of the bags of tokens side by side */
    uint32_t all, any;
} lc_ix_block;

/* The order of bags of one length: that of Gray's code, from u and t down, so that neighbours
 * differ in few letters and a block has more in common. */
static inline uint32_t lc_ix_rank(uint32_t bag)
{
    uint32_t r = bag << 11 | bag >> 21;
    for (int shift = 1; shift < 32; shift *= 2) r ^= r >> shift;
    return r;
}

typedef struct lc_ix_meaning {
    uint32_t concept, group, kind;
} lc_ix_meaning;

typedef struct lc_ix_link {
    uint32_t key, to;
} lc_ix_link;

/* An open index. All arrays are checked: every offset and number inside lies within its section. */
typedef struct lc_ix_view {
    const lc_ix_header *header;
    lc_sv manifest, parties, text, name_text, strings;
    const lc_ix_times *times;
    const lc_ix_version *versions;
    const lc_ix_name *names;
    const lc_ix_form *forms;
    const uint32_t *acronyms, *acronym_starts;
    const uint32_t *form_tokens, *joined, *joined_bags, *by_text;
    const lc_ix_token *tokens;
    const uint32_t *bags;
    const lc_ix_block *blocks, *joined_blocks;
    const lc_ix_meaning *meanings;
    const uint32_t *postings;
    const lc_ix_link *pairs, *concepts, *skeletons, *folded, *idents;
    const uint32_t *places;
    uint32_t n_times, n_versions, n_names, n_forms, n_acronyms, n_form_tokens, n_tokens, n_meanings,
        n_postings;
    uint32_t n_pairs, n_concepts, n_skeletons, n_folded, n_idents, n_places;
    float heaviest, heaviest_weak; /* weights of tokens that carry names, of those that do not */
    uint32_t joined_starts[LC_SOUND_MAX + 2]; /* the first of joined that has so many letters */
    uint32_t sound_starts[LC_SOUND_MAX + 2];  /* the first token whose sound has so many */
} lc_ix_view;

const lc_ix_view *lc_index_view(const lc_index *x);
/* Bytes of one record of a section. */
enum {
    LC_IX_ACRONYM_BYTES = 12, /* the longest acronym, and words of the longest full name */
    LC_IX_ACRONYM_LEAST = 3,  /* words of a full name */
    LC_IX_ACRONYM_NAMES = LC_IX_LETTERS * LC_IX_LETTERS, /* keys of full names begin here */
    LC_IX_ACRONYM_KEYS = LC_IX_ACRONYM_NAMES + LC_IX_LETTERS
};

/* The words of a form that give letters to an acronym. */
typedef struct lc_ix_shape {
    size_t words;
    lc_sv first_word;
    char letters[LC_IX_ACRONYM_BYTES]; /* of the first words */
} lc_ix_shape;

lc_ix_shape lc_ix_shape_of(const lc_ix_view *v, const lc_ix_form *f);
/* Where it stands in acronyms: a key, or LC_IX_ACRONYM_KEYS: nowhere. */
uint32_t lc_ix_acronym_key(const lc_ix_shape *s);
static inline uint32_t lc_ix_two_letters(char a, char b)
{
    return lc_ix_letter_number(a) * LC_IX_LETTERS + lc_ix_letter_number(b);
}

size_t lc_ix_record_bytes(lc_ix_section s);
/* The form of a name: whose names it is among. Looked up. */
uint32_t lc_ix_form_of(const lc_ix_view *v, uint32_t name);
/* First link with this key, and how many have it. */
size_t lc_ix_find(const lc_ix_link *links, uint32_t n, uint32_t key, size_t *out_first);
/* The first of v->by_text whose text is not before this, and how many of them begin with it. */
size_t lc_ix_beginning(const lc_ix_view *v, lc_sv text, size_t *out_first);
/* Sound of a form's words but legal forms and titles (of all, if it has no others) in one. */
lc_sv lc_ix_joined_sound(const lc_ix_view *v, const lc_ix_form *f, char out[LC_SOUND_MAX]);
/* What lc_ix_joined_sound is made of: the sound of these texts in one. */
typedef struct lc_ix_joiner {
    char text[LC_SOUND_MAX];
    size_t len;
} lc_ix_joiner;
void lc_ix_join(lc_ix_joiner *j, lc_sv text);

static inline lc_sv lc_ix_text_of(const lc_ix_view *v, const lc_ix_token *t)
{
    return lc_sv_make(v->strings.data + t->text, t->text_bytes);
}

static inline lc_sv lc_ix_sound_of(const lc_ix_view *v, const lc_ix_token *t)
{
    return lc_sv_make(v->strings.data + t->sound, t->sound_bytes);
}

static inline uint32_t lc_ix_names_of(const lc_ix_view *v, const lc_ix_form *f)
{
    return (f + 1 < v->forms + v->n_forms ? f[1].names : v->n_names) - f->names;
}

static inline uint64_t lc_ix_text_at(const lc_ix_version *r)
{
    return (uint64_t)r->text_high << 32 | r->text;
}

static inline lc_sv lc_ix_body_of(const lc_ix_view *v, const lc_ix_version *r)
{
    return lc_sv_make(v->text.data + lc_ix_text_at(r), r->body_bytes);
}

static inline lc_sv lc_ix_evidence_of(const lc_ix_view *v, const lc_ix_version *r)
{
    return lc_sv_make(v->text.data + lc_ix_text_at(r) + r->body_bytes, r->evidence_bytes);
}

/* Sounds of so many letters stand one behind the other; this is the first of them. */
static inline const char *lc_ix_sounds(const lc_ix_view *v, size_t letters)
{
    return v->strings.data + v->tokens[v->sound_starts[letters]].sound;
}

static inline lc_sv lc_ix_name_text(const lc_ix_view *v, const lc_ix_name *n)
{
    return lc_sv_make(v->name_text.data + n->text, n->text_bytes);
}

#endif
