#include "engine/memory.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"

struct lc_memory {
    lc_arena *arena;
    lc_arena *before; /* forgotten, but somebody may still look at it */
    lc_map *asked;    /* question -> place in screenings */
    lc_map *entries;  /* version -> place in read */
    LC_VEC(lc_screening) screenings;
    LC_VEC(lc_read_entry *) read;
};

static void begin(lc_memory *m)
{
    m->asked = lc_map_new();
    m->entries = lc_map_new();
    m->screenings.len = m->read.len = 0;
}

static void end(lc_memory *m)
{
    lc_map_free(m->asked);
    lc_map_free(m->entries);
}

lc_memory *lc_memory_new(void)
{
    lc_memory *m = lc_xmalloc(sizeof *m);
    *m = (lc_memory){.arena = lc_arena_new(), .before = lc_arena_new()};
    begin(m);
    return m;
}

void lc_memory_free(lc_memory *m)
{
    if (!m) return;
    end(m);
    lc_vec_done(&m->screenings);
    lc_vec_done(&m->read);
    lc_arena_free(m->arena);
    lc_arena_free(m->before);
    free(m);
}

void lc_memory_trim(lc_memory *m)
{
    if (!m || lc_arena_used_bytes(m->arena) < LC_MEMORY_BYTES) return;
    lc_arena *now = m->before;
    end(m);
    lc_arena_reset(now);
    m->before = m->arena;
    m->arena = now;
    begin(m);
}

/* As it was asked, blanks and all: marks count bytes from the name's beginning. */
static lc_sv key_of(const lc_query *q, lc_date day, lc_arena *a)
{
    lc_buf b = {0};
    lc_buf_printf(&b, "%d %d %zu %zu %zu %zu ", day, (int)q->type, q->name.len, q->address.len,
                  q->country.len, q->birth.len);
    lc_buf_sv(&b, q->name);
    lc_buf_sv(&b, q->address);
    lc_buf_sv(&b, q->country);
    lc_buf_sv(&b, q->birth);
    for (size_t i = 0; i < q->n_idents; i++) {
        lc_buf_printf(&b, " %zu ", q->idents[i].len);
        lc_buf_sv(&b, q->idents[i]);
    }
    lc_sv key = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return key;
}

bool lc_memory_find(const lc_memory *m, const lc_query *q, lc_date day, lc_arena *a,
                    lc_screening *out)
{
    uint32_t *place = m ? lc_map_get(m->asked, key_of(q, day, a)) : NULL;
    if (!place) return false;
    *out = m->screenings.at[*place];
    out->lists = lc_json_copy(a, out->lists);
    out->possible_lists = lc_json_copy(a, out->possible_lists);
    return true;
}

static lc_json *copy(lc_memory *m, const lc_json *v)
{
    return v ? lc_json_copy(m->arena, v) : NULL;
}

void lc_memory_keep(lc_memory *m, const lc_query *q, lc_date day, const lc_screening *r)
{
    /* A new member of the answer that points into the question's arena has to be copied here. */
    _Static_assert(sizeof(lc_screening) == 7 * sizeof(lc_json *) + 3 * sizeof(lc_sv) +
                                               sizeof(size_t) + sizeof(void *) + LC_PAIR_HEX + 7,
                   "copy what is new in lc_screening");
    lc_screening kept = *r;
    kept.hits = copy(m, r->hits);
    kept.parties = copy(m, r->parties);
    kept.rejected = copy(m, r->rejected);
    kept.dossier = copy(m, r->dossier);
    kept.lists = copy(m, r->lists);
    kept.possible_lists = copy(m, r->possible_lists);
    kept.at_listed_address = copy(m, r->at_listed_address);
    kept.remedy = lc_arena_sv(m->arena, r->remedy);
    kept.near_name = lc_arena_sv(m->arena, r->near_name);
    kept.near_list = lc_arena_sv(m->arena, r->near_list);
    *lc_map_put(m->asked, key_of(q, day, m->arena), NULL) = (uint32_t)m->screenings.len;
    lc_vec_push(&m->screenings, kept);
}

static int read_entry(const lc_index *x, uint32_t version, lc_arena *a, lc_read_entry *out,
                      licet_error *err)
{
    lc_json *body;
    int rc = lc_json_parse(a, lc_index_version_at(x, version).body, &body, err);
    if (!rc) rc = lc_entry_from_json(a, body, &out->entry, err);
    if (!rc) lc_wording_hash(&out->entry, a, out->wording);
    return rc;
}

int lc_memory_entry(lc_memory *m, const lc_index *x, uint32_t version, lc_arena *a,
                    const lc_read_entry **out, licet_error *err)
{
    lc_sv key = lc_sv_make((const char *)&version, sizeof version);
    uint32_t *place = m ? lc_map_get(m->entries, key) : NULL;
    if (place) {
        *out = m->read.at[*place];
        return 0;
    }
    lc_arena *in = m ? m->arena : a;
    lc_read_entry *made = LC_NEW(in, lc_read_entry);
    int rc = read_entry(x, version, in, made, err);
    if (rc) return rc;
    if (m) {
        *lc_map_put(m->entries, lc_arena_sv(m->arena, key), NULL) = (uint32_t)m->read.len;
        lc_vec_push(&m->read, made);
    }
    *out = made;
    return 0;
}
