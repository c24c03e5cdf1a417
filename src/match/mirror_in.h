/* match/mirror_in.h: inside of a mirror. Private to mirror*.c. */
#ifndef MATCH_MIRROR_IN_H
#define MATCH_MIRROR_IN_H

#include "base/map.h"
#include "base/vec.h"
#include "match/asked.h"
#include "match/mirror.h"
#include "match/reach.h"
#include "match/score.h"
#include "match/sweep.h"

enum { LC_MIRROR_PERSON = 1, LC_MIRROR_OTHER = 2, LC_MIRROR_CUT = 4 };

typedef struct lc_mirror_word {
    lc_token token;
    bool last; /* of a name that may have been cut off */
    lc_sv sound;
} lc_mirror_word;

/* One way to write a word, or two neighbours of a name written as one. */
typedef struct lc_mirror_sound {
    lc_ix_token token; /* text, sound, skeleton and nothing else; in strings */
    uint64_t bag;
    uint32_t of; /* word; joint: reading */
    uint32_t place;
} lc_mirror_sound;

/* A name as words: a reading of the name of one customer or of many. */
typedef struct lc_mirror_reading {
    uint32_t words, n_words; /* in reading_words */
    lc_sv text;
    lc_sv joined;
    uint64_t joined_bag;
    uint32_t letters; /* of the one word that may be an acronym; first ones of several */
    uint8_t flags, n_acronym, first; /* first: letter of the first of them, 0..26 */
    uint8_t initials, core;          /* how many of its words */
    bool special;
} lc_mirror_reading;

typedef struct lc_mirror_link {
    uint64_t key;
    uint32_t to;
} lc_mirror_link;

typedef LC_VEC(lc_mirror_link) lc_mirror_links;
typedef LC_VEC(lc_mirror_sound) lc_mirror_sounds;

typedef struct lc_mirror_sorted { /* sounds by length; what is swept side by side */
    lc_mirror_sounds at;
    lc_ix_token *tokens;
    uint64_t *bags;
    uint32_t starts[LC_SOUND_MAX + 2];
} lc_mirror_sorted;

struct lc_mirror {
    const lc_ix_view *view;
    const lc_lexicon *lex;
    lc_arena *arena, *scratch;
    lc_map *word_ids, *reading_ids;
    LC_VEC(lc_mirror_word) words;
    LC_VEC(lc_mirror_reading) readings;
    LC_VEC(uint32_t) reading_words; /* LC_IX_CORE as in the index */
    lc_mirror_sorted sounds, joints;
    lc_buf strings;
    lc_mirror_links of_reading; /* reading -> customer */
    lc_mirror_links skeletons, joint_skeletons, concepts, numbers, cut, exact, folded, idents;
    lc_mirror_links joined;   /* length of the joined sound -> reading */
    uint64_t *joined_bags;    /* in that order */
    lc_mirror_links single;   /* first letter -> readings with one word that can be an acronym */
    lc_mirror_links several;  /* first letter -> readings with several */
    uint32_t *postings;       /* word -> readings where it is core, those that are special last */
    uint32_t *posting_starts; /* two a word, the second of the special ones */
    LC_VEC(lc_sv) addresses;  /* by customer, empty: none */
    LC_VEC(uint8_t) always;
};

typedef struct lc_mirror_brief { /* of a reading, what a bound takes: side by side */
    float all, weak;             /* weights of all words, of those that are not core */
    uint8_t flags, initials, core;
    bool special;
} lc_mirror_brief;

struct lc_mirror_weights {
    const lc_mirror *mirror;
    const lc_index *index;
    const lc_ix_view *view;
    float *of_word;
    lc_mirror_brief *of_reading;
    float heaviest_weak; /* of readings that are not special */
};

/* ---- one thread's search ---- */

typedef struct lc_mirror_near_word { /* a word like a token, or a joint */
    uint32_t id;
    float value;
} lc_mirror_near_word;

typedef struct lc_mirror_nears {
    const lc_mirror_near_word *words, *joints; /* best first */
    size_t n_words, n_joints;
} lc_mirror_nears;

/* What a form and a reading have in common at most. */
typedef struct lc_mirror_sum {
    float q, n;
    uint32_t unit;          /* word of the form that was last added */
    uint16_t pairs, covers; /* words of the form, of the reading, that may have a partner */
    bool rare, split;
} lc_mirror_sum;

typedef struct lc_mirror_left { /* postings of a word of many readings that were left out */
    uint32_t word, next;        /* 1 + place of the next one of the word, 0: none */
    float value, listed;
} lc_mirror_left;

struct lc_mirror_search {
    const lc_mirror *m;
    const lc_mirror_weights *w;
    const lc_ix_view *view;
    const lc_lexicon *lex;
    float least; /* resemblance below which no score reaches the threshold */
    lc_scorer scorer;
    const lc_sweep *sweep;
    lc_sweep_costs cost_table;
    uint32_t *near; /* room for every sound or joint, and their distances and costs */
    uint8_t *distances;
    uint16_t *costs;
    lc_arena *kept, *scratch;
    lc_mirror_nears **of_token; /* of the tokens met so far */
    LC_VEC(lc_mirror_near_word) found;
    uint32_t *seen, round; /* by word: looked at in this round */
    lc_mirror_sum *sums;   /* by reading */
    uint32_t next_unit;
    LC_VEC(lc_mirror_left) left;
    uint32_t *left_of; /* by word: 1 + place of its first one, 0: none */
    LC_VEC(uint32_t) touched;
};

/* What of the customers is like this token of the list; found once, kept for the search. */
const lc_mirror_nears *lc_mirror_near(lc_mirror_search *s, uint32_t token);
const lc_mirror_word *lc_mirror_word_at(const lc_mirror *m, uint32_t reading, uint32_t place);
lc_sv lc_mirror_glue(lc_arena *a, lc_sv x, lc_sv y);

/* Scores a reading as the search would; marks its customers if it reaches the threshold. */
void lc_mirror_try(lc_mirror_search *s, uint32_t reading, uint32_t form, uint8_t *marked);
/* Marks the customers of a reading. */
void lc_mirror_mark(const lc_mirror_search *s, uint32_t reading, uint8_t *marked);
/* mirror_whole.c: names alike without word borders, or as acronym and full name. */
void lc_mirror_whole(lc_mirror_search *s, uint32_t form, uint8_t *marked);

/* First link with this key, and how many have it. */
size_t lc_mirror_links_of(const lc_mirror_links *l, uint64_t key, size_t *out_first);

#endif
