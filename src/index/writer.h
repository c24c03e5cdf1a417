/* index/writer.h: what the writer has gathered before it is laid out. Private to index. */
#ifndef INDEX_WRITER_H
#define INDEX_WRITER_H

#include "base/map.h"
#include "base/vec.h"
#include "index/format.h"

typedef struct lc_ix_word { /* a token of the list, in order of first appearance */
    lc_sv text;
    lc_token token;
    uint32_t in_forms;
    lc_sv sound;
    uint32_t bag, rank; /* lc_sound_bag of it */
} lc_ix_word;

typedef struct lc_ix_made {  /* a form under construction */
    uint32_t words, n_words; /* in form_words */
} lc_ix_made;

typedef LC_VEC(uint32_t) lc_u32_vec;
typedef LC_VEC(lc_ix_link) lc_link_vec;

struct lc_index_writer {
    const lc_lexicon *lex;
    lc_arena *arena;   /* keys and words, to the end */
    lc_arena *scratch; /* one entry */
    lc_buf text, name_text;
    lc_sv parties;      /* borrowed */
    lc_sv last_entry;   /* source and key of the entry before */
    bool believed_seen; /* a version of it that is still believed has come */
    lc_map *times_ids;
    LC_VEC(lc_ix_times) times;
    LC_VEC(lc_ix_version) versions;
    LC_VEC(lc_ix_name) names;
    lc_u32_vec forms_of_names;
    lc_map *word_ids, *form_ids;
    LC_VEC(lc_ix_word) words;
    LC_VEC(lc_ix_made) forms;
    lc_u32_vec form_words, places;
    lc_link_vec idents, folded;
};

/* Lays everything out in out, whose beginning is the header without its hash. */
int lc_ix_lay_out(struct lc_index_writer *w, lc_sv manifest, lc_buf *out, licet_error *err);

#endif
