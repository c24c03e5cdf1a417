/* match/mirror_in.h: the bytes of a mirror, and one thread's search in it. Private to mirror*.c.
 *
 *   header   176 bytes; its hash covers every byte behind the hash field
 *   sections arrays of the records below, each at a multiple of 8 bytes, in the order of
 *            lc_mi_section
 *
 * Little-endian; no pointers. A reading is a name as a sequence of words, as a search reads it:
 * of the name of one customer or of many. A joint is two neighbours of a reading written as one. */
#ifndef MATCH_MIRROR_IN_H
#define MATCH_MIRROR_IN_H

#include "base/map.h"
#include "base/vec.h"
#include "index/format.h"
#include "match/mirror.h"
#include "match/reach.h"
#include "match/scan.h"

#define LC_MI_MAGIC "LICETMI\x1A"
enum { LC_MI_VERSION = 1, LC_MI_HEADER_BYTES = 176, LC_MI_HASHED_FROM = 16, LC_MI_NONE = -1 };

typedef enum lc_mi_section {
    LC_MI_STRINGS = 0,     /* bytes: texts and sounds, names, addresses; LC_IX_PAD zeros */
    LC_MI_WORDS,           /* lc_mi_word */
    LC_MI_SPELLS,          /* lc_mi_spell, by length of sound, then word; of: the word */
    LC_MI_BAGS,            /* u32: lc_sound_bag of these */
    LC_MI_MEANINGS,        /* lc_ix_meaning */
    LC_MI_JOINTS,          /* lc_mi_spell, by length of sound; of: the first of its places */
    LC_MI_JOINT_BAGS,      /* u32 */
    LC_MI_JOINT_PLACES,    /* u32: readings that have the joint */
    LC_MI_READINGS,        /* lc_mi_reading */
    LC_MI_READING_WORDS,   /* u32: word, LC_IX_CORE set where it carries the name */
    LC_MI_READING_JOINTS,  /* u32 beside each word: the joint it begins, or UINT32_MAX */
    LC_MI_CUSTOMERS,       /* u32: whose name has the reading */
    LC_MI_POSTINGS,        /* u32: readings in which a word is core, ascending */
    LC_MI_SKELETONS,       /* lc_ix_link: consonants -> word */
    LC_MI_JOINT_SKELETONS, /* lc_ix_link: consonants -> joint */
    LC_MI_CONCEPTS,        /* lc_ix_link: concept, or lc_ix_number_key -> word */
    LC_MI_CUT,             /* lc_ix_link: lc_ix_key of a text that may be cut off -> word */
    LC_MI_EXACT,           /* lc_ix_link: lc_ix_key of a sound -> word */
    LC_MI_FOLDED,          /* lc_ix_link: lc_ix_key of the folded name -> customer */
    LC_MI_IDENTS,          /* lc_ix_link: lc_ix_key of an identifier -> customer */
    LC_MI_JOINED,          /* u32: readings, by the length of all words in one */
    LC_MI_JOINED_BAGS,     /* u32: lc_sound_bag of these */
    LC_MI_ACRONYMS, /* u32: readings of one word that may be an acronym by its first letter, then
                       of several, by the first letter of the first */
    LC_MI_ACRONYM_STARTS, /* u32: 2 * LC_IX_LETTERS + 1 */
    LC_MI_PLACES,         /* lc_mi_place: customers with an address */
    LC_MI_ALWAYS,         /* u8 a customer */
    LC_MI_SECTIONS
} lc_mi_section;

typedef struct lc_mi_header {
    char magic[8];
    uint64_t hash; /* lc_mi_hash */
    uint32_t version, sections;
    char lexicon[64]; /* lc_lexicon_hash */
    char key[64];
    uint32_t customers;
    uint32_t any_cut; /* 1: a name is as long as a field that cuts names off */
    uint64_t file_bytes;
    uint64_t unused;
} lc_mi_header;

typedef struct lc_mi_range {
    uint64_t offset, bytes;
} lc_mi_range;

enum { LC_MI_LAST = 1, LC_MI_ABJAD = 2 };

typedef struct lc_mi_word {
    uint32_t spell[LC_TOKEN_SPELLINGS]; /* the first n_spell of them */
    uint32_t meanings, postings, n_postings;
    int32_t number;
    uint8_t n_spell, n_meanings, cls, flags;
    int8_t common;
    uint8_t unused[3];
} lc_mi_word;

typedef struct lc_mi_spell {
    uint32_t text, sound, skeleton, of;
    uint16_t text_bytes;
    uint8_t sound_bytes, place; /* which spelling of its word */
} lc_mi_spell;

enum { LC_MI_PERSON = 1, LC_MI_OTHER = 2, LC_MI_CUT_OFF = 4 };

typedef struct lc_mi_reading {
    uint32_t words, text, joined, customers;
    uint32_t letters; /* of the one word that may be an acronym; first ones of several */
    uint16_t n_words, text_bytes;
    uint8_t joined_bytes, flags;
    uint8_t initials, core; /* how many of its words */
} lc_mi_reading;

typedef struct lc_mi_place {
    uint32_t customer, text, bytes;
} lc_mi_place;

typedef struct lc_mi_view { /* checked: every offset and number lies within its section */
    const lc_mi_header *header;
    lc_sv strings;
    const lc_mi_word *words;
    const lc_mi_spell *spells, *joints;
    const uint32_t *bags, *joint_bags, *joint_places, *reading_words, *reading_joints;
    const uint32_t *customers, *postings, *joined, *joined_bags, *acronyms, *acronym_starts;
    const lc_ix_meaning *meanings;
    const lc_mi_reading *readings;
    const lc_ix_link *skeletons, *joint_skeletons, *concepts, *cut, *exact, *folded, *idents;
    const lc_mi_place *places;
    const uint8_t *always;
    uint32_t n_words, n_spells, n_meanings, n_joints, n_joint_places, n_readings, n_reading_words,
        n_customers, n_postings, n_acronyms, n_places;
    uint32_t n_skeletons, n_joint_skeletons, n_concepts, n_cut, n_exact, n_folded, n_idents;
    uint32_t starts[LC_SOUND_MAX + 2], joint_starts[LC_SOUND_MAX + 2],
        joined_starts[LC_SOUND_MAX + 2]; /* the first that has so many letters */
} lc_mi_view;

struct lc_mirror {
    lc_mi_view view;
};

size_t lc_mi_record_bytes(lc_mi_section s);
/* Tells bytes that were damaged; no more. */
uint64_t lc_mi_hash(lc_sv bytes);
/* NULL, or what is wrong; fills in starts. */
const char *lc_mi_validate(lc_mi_view *v);

static inline lc_sv lc_mi_text(const lc_mi_view *v, const lc_mi_spell *s)
{
    return lc_sv_make(v->strings.data + s->text, s->text_bytes);
}

static inline lc_sv lc_mi_sound(const lc_mi_view *v, const lc_mi_spell *s)
{
    return lc_sv_make(v->strings.data + s->sound, s->sound_bytes);
}

/* One past the last place of a joint, customer of a reading. */
static inline uint32_t lc_mi_joint_end(const lc_mi_view *v, uint32_t joint)
{
    return joint + 1 < v->n_joints ? v->joints[joint + 1].of : v->n_joint_places;
}

static inline uint32_t lc_mi_customers_end(const lc_mi_view *v, uint32_t reading)
{
    return reading + 1 < v->n_readings ? v->readings[reading + 1].customers : v->n_customers;
}

/* ---- making ---- */

typedef struct lc_mi_pair {
    uint32_t from, to;
} lc_mi_pair;

typedef LC_VEC(uint32_t) lc_mi_numbers;
typedef LC_VEC(lc_ix_link) lc_mi_links;
typedef LC_VEC(lc_mi_spell) lc_mi_spells;

struct lc_mirror_writer {
    const lc_lexicon *lex;
    lc_arena *arena, *scratch;
    lc_map *word_ids, *joint_ids, *reading_ids;
    lc_buf strings;
    LC_VEC(lc_mi_word) words;
    lc_mi_spells spells, joints;
    LC_VEC(lc_ix_meaning) meanings;
    LC_VEC(lc_mi_reading) readings;
    lc_mi_numbers reading_words, reading_joints;
    LC_VEC(lc_mi_pair) of_reading; /* reading, customer */
    lc_mi_links skeletons, joint_skeletons, concepts, cut, exact, folded, idents;
    lc_mi_links acronyms; /* place in acronym_starts -> reading */
    LC_VEC(lc_mi_place) places;
    LC_VEC(uint8_t) always;
    bool any_cut, full;
};

/* mirror_layout.c */
int lc_mi_lay_out(lc_mirror_writer *w, lc_sv key, lc_buf *out, licet_error *err);

/* ---- one thread's search ---- */

#define LC_MIRROR_WORD_WEIGHT  1.0F /* no word weighs more (index/weight.h) */
#define LC_MIRROR_JOINT_WEIGHT 2.0F

struct lc_mirror_weights {
    const lc_mi_view *mirror;
    const lc_ix_view *view;
    float *of_word;
    float heaviest_weak; /* of words that carry no name */
};

typedef struct lc_mirror_near { /* a word like a token, or a joint */
    uint32_t id;
    float value;
} lc_mirror_near;

typedef struct lc_mirror_list { /* by falling level of match/scan.h */
    const lc_mirror_near *at;
    size_t n;
    uint32_t above[LC_SCAN_LEVELS];    /* the first so many have a value above the level */
    uint64_t postings[LC_SCAN_LEVELS]; /* of these */
    float heaviest[LC_SCAN_LEVELS];    /* of those up to the level and above the one before */
} lc_mirror_list;

typedef struct lc_mirror_like { /* a token of the list */
    lc_pattern pattern;         /* of its sound */
    lc_mirror_list words, joints;
    bool looked_up;
} lc_mirror_like;

typedef struct lc_mirror_token { /* a core word of the form that is looked for */
    uint32_t token;
    lc_mirror_like *like;
    float weight;
    bool chosen; /* to be looked up */
    uint8_t level;
    float part[2][LC_SCAN_LEVELS], agree[LC_SCAN_LEVELS]; /* mirror_plan.c: by level */
    float best;                                           /* of the reading just looked at */
} lc_mirror_token;

typedef struct lc_mirror_taken { /* a reading */
    uint32_t round;              /* of the form it is about */
    uint32_t tokens;             /* a bit for each of the form's it was walked by */
} lc_mirror_taken;

typedef struct lc_mirror_cell { /* a word of the customers, for the form just looked at */
    uint32_t round;             /* of the form it is about */
    uint32_t tokens;            /* a bit for each of the form's that it is like */
    float value;                /* the best of it */
    float weight;               /* of the word, always */
} lc_mirror_cell;

struct lc_mirror_search {
    const lc_mi_view *m;
    const lc_mirror_weights *w;
    const lc_ix_view *view;
    const lc_lexicon *lex;
    float least; /* resemblance below which no score reaches the threshold */
    lc_scorer scorer;
    const lc_sweep *sweep;
    lc_sweep_costs cost_table;
    uint32_t *near;     /* room for every spelling or joint, and what is known of these */
    uint32_t *counting; /* 0, 1, 2 .. */
    uint32_t *whole;    /* room for every reading */
    uint8_t *distances;
    uint16_t *costs;
    lc_ix_token *sounds;
    lc_arena *kept, *scratch, *of_form;
    lc_mirror_like **of_token; /* of the tokens met so far */
    LC_VEC(lc_mirror_near) found;
    uint32_t *seen, *place, seen_round; /* by word, joint: looked at; where it stands in found */
    lc_mirror_taken *taken;             /* by reading */
    uint32_t round;
    uint32_t *joined;      /* by reading: round in which a joint of it was alike */
    lc_mirror_cell *cells; /* by word */
    uint32_t looked_up;    /* a bit for each token of the form that is */
    LC_VEC(lc_mirror_token) tokens;
    float rest[2], agree, nearly_all; /* mirror_plan.c */
    LC_VEC(uint32_t) splits;          /* places of two neighbours that are one of a customer's */
    LC_VEC(float) values;             /* by word of a reading */
    LC_VEC(uint32_t) walked;
};

/* mirror_near.c: what of the customers is like this token of the list; found once, kept. */
lc_mirror_like *lc_mirror_like_of(lc_mirror_search *s, uint32_t token);
void lc_mirror_look_up(lc_mirror_search *s, uint32_t token);
/* Best value (lc_score_value) of a word of the customers, a joint, and a token; 0: not alike. */
float lc_mirror_word_value(const lc_mirror_search *s, uint32_t word, uint32_t token);
float lc_mirror_joint_value(const lc_mirror_search *s, uint32_t joint, uint32_t token);
/* A word of the customers as the scorer takes it, but for what its patterns and weight are for.
 * token and w hold it. */
void lc_mirror_word_as_asked(const lc_mi_view *m, uint32_t word, lc_token *token, lc_asked_word *w);

/* mirror_reach.c: can a reading reach the score? As match/gather.c has it from the other side. The
 * form is planned. */
void lc_mirror_reach_begin(lc_mirror_search *s);
bool lc_mirror_in_reach(lc_mirror_search *s, uint32_t reading, uint32_t form);

/* mirror_plan.c: fills in s->tokens for a form: which of its words are looked up, from which level
 * on they are walked. */
enum { LC_MIRROR_MANY_WORDS = 24 }; /* of a form: more are all walked, each bounded in full */
void lc_mirror_plan(lc_mirror_search *s, uint32_t form);
/* False: who was walked by these of its words alone cannot reach the score. At most
 * LC_MIRROR_MANY_WORDS of them. */
bool lc_mirror_worth(const lc_mirror_search *s, uint32_t tokens);
#define LC_MIRROR_SPLIT (UINT32_C(1) << 31) /* walked by two words in one: always worth it */

/* Scores a reading as the search would; marks its customers if it reaches the threshold. */
void lc_mirror_try(lc_mirror_search *s, uint32_t reading, uint32_t form, uint8_t *marked);
void lc_mirror_mark(const lc_mirror_search *s, uint32_t reading, uint8_t *marked);
/* mirror_whole.c: names alike without word borders, or as acronym and full name. */
void lc_mirror_whole(lc_mirror_search *s, uint32_t form, uint8_t *marked);

#endif
