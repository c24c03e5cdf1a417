/* What was gathered, as the bytes of a mirror. */
#include "match/mirror_in.h"

typedef struct layout {
    lc_mirror_writer *w;
    lc_mi_numbers bags, joint_bags, joint_places, customers, postings, joined, joined_bags,
        acronyms, acronym_starts;
} layout;

static int compare_links(const void *a, const void *b)
{
    const lc_ix_link *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* Sorted, and none twice. */
static void sort_links(lc_mi_links *l)
{
    size_t n = 0;
    if (l->len) qsort(l->at, l->len, sizeof *l->at, compare_links);
    for (size_t i = 0; i < l->len; i++)
        if (n == 0 || compare_links(&l->at[n - 1], &l->at[i]) != 0) l->at[n++] = l->at[i];
    l->len = n;
}

static void zeros(lc_mi_numbers *v, size_t n)
{
    lc_vec_reserve(v, n + 1);
    memset(v->at, 0, (n + 1) * sizeof *v->at);
    v->len = n;
}

/* By length of sound, within one length as they came: out[old place] is the new one. */
static void sort_spells(lc_mi_spells *s, lc_mi_numbers *out)
{
    uint32_t next[LC_SOUND_MAX + 2] = {0};
    lc_mi_spell *sorted = lc_xmalloc((s->len + 1) * sizeof *sorted);
    zeros(out, s->len);
    for (size_t i = 0; i < s->len; i++) next[s->at[i].sound_bytes + 1]++;
    for (size_t n = 1; n < LC_SOUND_MAX + 2; n++) next[n] += next[n - 1];
    for (size_t i = 0; i < s->len; i++) {
        out->at[i] = next[s->at[i].sound_bytes]++;
        sorted[out->at[i]] = s->at[i];
    }
    free(s->at);
    s->at = sorted;
    s->cap = s->len + 1;
}

static void fill_bags(const lc_mirror_writer *w, const lc_mi_spells *s, lc_mi_numbers *out)
{
    zeros(out, s->len);
    for (size_t i = 0; i < s->len; i++)
        out->at[i] =
            lc_sound_bag(lc_sv_make(w->strings.data + s->at[i].sound, s->at[i].sound_bytes));
}

static void order_spells(layout *x)
{
    lc_mirror_writer *w = x->w;
    lc_mi_numbers to = {0};
    sort_spells(&w->spells, &to);
    for (size_t i = 0; i < w->words.len; i++)
        for (size_t k = 0; k < w->words.at[i].n_spell; k++)
            w->words.at[i].spell[k] = to.at[w->words.at[i].spell[k]];
    sort_spells(&w->joints, &to);
    for (size_t i = 0; i < w->reading_joints.len; i++)
        if (w->reading_joints.at[i] != UINT32_MAX)
            w->reading_joints.at[i] = to.at[w->reading_joints.at[i]];
    for (size_t i = 0; i < w->joint_skeletons.len; i++)
        w->joint_skeletons.at[i].to = to.at[w->joint_skeletons.at[i].to];
    lc_vec_done(&to);
    fill_bags(w, &w->spells, &x->bags);
    fill_bags(w, &w->joints, &x->joint_bags);
}

static bool seen_before(const uint32_t *at, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (at[k] == at[i]) return true;
    return false;
}

/* Readings by what stands in them, each once: counted, then filled in. next: where the next one of
 * each goes. */
static void each_posting(layout *x, uint32_t *next)
{
    lc_mirror_writer *w = x->w;
    for (uint32_t r = 0; r < w->readings.len; r++) {
        const uint32_t *words = w->reading_words.at + w->readings.at[r].words;
        for (uint32_t i = 0; i < w->readings.at[r].n_words; i++) {
            if (!(words[i] & LC_IX_CORE) || seen_before(words, i)) continue;
            uint32_t id = words[i] & ~LC_IX_CORE;
            if (next)
                x->postings.at[next[id]++] = r;
            else
                w->words.at[id].n_postings++;
        }
    }
}

static void make_postings(layout *x)
{
    lc_mirror_writer *w = x->w;
    lc_mi_numbers next = {0};
    uint32_t at = 0;
    each_posting(x, NULL);
    zeros(&next, w->words.len);
    for (size_t i = 0; i < w->words.len; i++) {
        w->words.at[i].postings = next.at[i] = at;
        at += w->words.at[i].n_postings;
    }
    zeros(&x->postings, at);
    each_posting(x, next.at);
    lc_vec_done(&next);
}

static void make_joint_places(layout *x)
{
    lc_mirror_writer *w = x->w;
    lc_mi_numbers next = {0};
    uint32_t at = 0;
    zeros(&next, w->joints.len + 1);
    for (size_t i = 0; i < w->reading_joints.len; i++)
        if (w->reading_joints.at[i] != UINT32_MAX) next.at[w->reading_joints.at[i]]++;
    for (size_t j = 0; j < w->joints.len; j++) {
        uint32_t n = next.at[j];
        w->joints.at[j].of = next.at[j] = at;
        at += n;
    }
    zeros(&x->joint_places, at);
    for (uint32_t r = 0; r < w->readings.len; r++)
        for (uint32_t i = 0; i < w->readings.at[r].n_words; i++) {
            uint32_t joint = w->reading_joints.at[w->readings.at[r].words + i];
            if (joint != UINT32_MAX) x->joint_places.at[next.at[joint]++] = r;
        }
    lc_vec_done(&next);
}

static void make_customers(layout *x)
{
    lc_mirror_writer *w = x->w;
    lc_mi_numbers next = {0};
    uint32_t at = 0;
    zeros(&next, w->readings.len + 1);
    for (size_t i = 0; i < w->of_reading.len; i++) next.at[w->of_reading.at[i].from]++;
    for (size_t r = 0; r < w->readings.len; r++) {
        uint32_t n = next.at[r];
        w->readings.at[r].customers = next.at[r] = at;
        at += n;
    }
    zeros(&x->customers, at);
    for (size_t i = 0; i < w->of_reading.len; i++)
        x->customers.at[next.at[w->of_reading.at[i].from]++] = w->of_reading.at[i].to;
    lc_vec_done(&next);
}

static void make_joined(layout *x)
{
    lc_mirror_writer *w = x->w;
    uint32_t next[LC_SOUND_MAX + 2] = {0};
    for (size_t r = 0; r < w->readings.len; r++) next[w->readings.at[r].joined_bytes + 1]++;
    for (size_t n = 1; n < LC_SOUND_MAX + 2; n++) next[n] += next[n - 1];
    zeros(&x->joined, w->readings.len);
    zeros(&x->joined_bags, w->readings.len);
    for (size_t r = 0; r < w->readings.len; r++) {
        const lc_mi_reading *k = &w->readings.at[r];
        uint32_t at = next[k->joined_bytes]++;
        x->joined.at[at] = (uint32_t)r;
        x->joined_bags.at[at] =
            lc_sound_bag(lc_sv_make(w->strings.data + k->joined, k->joined_bytes));
    }
}

static void make_acronyms(layout *x)
{
    lc_mi_links *l = &x->w->acronyms;
    sort_links(l);
    size_t at = 0;
    for (uint32_t k = 0; k <= 2 * LC_IX_LETTERS; k++) {
        while (at < l->len && l->at[at].key < k) at++;
        lc_vec_push(&x->acronym_starts, (uint32_t)at);
    }
    for (size_t i = 0; i < l->len; i++) lc_vec_push(&x->acronyms, l->at[i].to);
}

/* ---- bytes ---- */

typedef struct part {
    const void *data;
    size_t records;
} part;

static int write_parts(const lc_mirror_writer *w, lc_sv key, const part parts[LC_MI_SECTIONS],
                       lc_buf *out, licet_error *err)
{
    static const char nothing[8];
    lc_mi_range ranges[LC_MI_SECTIONS];
    lc_mi_header h = {.version = LC_MI_VERSION,
                      .sections = LC_MI_SECTIONS,
                      .customers = (uint32_t)w->always.len,
                      .any_cut = w->any_cut};
    uint64_t at = sizeof h + sizeof ranges;
    for (int s = 0; s < LC_MI_SECTIONS; s++) {
        ranges[s] = (lc_mi_range){at, parts[s].records * lc_mi_record_bytes(s)};
        if (parts[s].records > INT32_MAX)
            return lc_fail(err, LICET_E_LIMIT, "more customers than one mirror can hold");
        at += (ranges[s].bytes + 7) & ~UINT64_C(7);
    }
    h.file_bytes = at;
    memcpy(h.magic, LC_MI_MAGIC, sizeof h.magic);
    memcpy(h.lexicon, lc_lexicon_hash(w->lex), sizeof h.lexicon);
    memcpy(h.key, key.data, key.len < sizeof h.key ? key.len : sizeof h.key);
    lc_buf_reserve(out, at);
    lc_buf_put(out, &h, sizeof h);
    lc_buf_put(out, ranges, sizeof ranges);
    for (int s = 0; s < LC_MI_SECTIONS; s++) {
        if (ranges[s].bytes) lc_buf_put(out, parts[s].data, ranges[s].bytes);
        if (ranges[s].bytes % 8) lc_buf_put(out, nothing, 8 - ranges[s].bytes % 8);
    }
    return 0;
}

static void arrange(layout *x)
{
    lc_mirror_writer *w = x->w;
    lc_mi_links *links[] = {&w->skeletons, &w->joint_skeletons, &w->concepts, &w->cut,
                            &w->exact,     &w->folded,          &w->idents};
    lc_buf_put(&w->strings, (const char[LC_IX_PAD]){0}, LC_IX_PAD);
    order_spells(x);
    make_postings(x);
    make_joint_places(x);
    make_customers(x);
    make_joined(x);
    make_acronyms(x);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) sort_links(links[i]);
}

static void layout_done(layout *x)
{
    lc_mi_numbers *all[] = {&x->bags,        &x->joint_bags, &x->joint_places,
                            &x->customers,   &x->postings,   &x->joined,
                            &x->joined_bags, &x->acronyms,   &x->acronym_starts};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) lc_vec_done(all[i]);
}

int lc_mi_lay_out(lc_mirror_writer *w, lc_sv key, lc_buf *out, licet_error *err)
{
    layout x = {.w = w};
    arrange(&x);
    const part parts[LC_MI_SECTIONS] = {
        [LC_MI_STRINGS] = {w->strings.data, w->strings.len},
        [LC_MI_WORDS] = {w->words.at, w->words.len},
        [LC_MI_SPELLS] = {w->spells.at, w->spells.len},
        [LC_MI_BAGS] = {x.bags.at, x.bags.len},
        [LC_MI_MEANINGS] = {w->meanings.at, w->meanings.len},
        [LC_MI_JOINTS] = {w->joints.at, w->joints.len},
        [LC_MI_JOINT_BAGS] = {x.joint_bags.at, x.joint_bags.len},
        [LC_MI_JOINT_PLACES] = {x.joint_places.at, x.joint_places.len},
        [LC_MI_READINGS] = {w->readings.at, w->readings.len},
        [LC_MI_READING_WORDS] = {w->reading_words.at, w->reading_words.len},
        [LC_MI_READING_JOINTS] = {w->reading_joints.at, w->reading_joints.len},
        [LC_MI_CUSTOMERS] = {x.customers.at, x.customers.len},
        [LC_MI_POSTINGS] = {x.postings.at, x.postings.len},
        [LC_MI_SKELETONS] = {w->skeletons.at, w->skeletons.len},
        [LC_MI_JOINT_SKELETONS] = {w->joint_skeletons.at, w->joint_skeletons.len},
        [LC_MI_CONCEPTS] = {w->concepts.at, w->concepts.len},
        [LC_MI_CUT] = {w->cut.at, w->cut.len},
        [LC_MI_EXACT] = {w->exact.at, w->exact.len},
        [LC_MI_FOLDED] = {w->folded.at, w->folded.len},
        [LC_MI_IDENTS] = {w->idents.at, w->idents.len},
        [LC_MI_JOINED] = {x.joined.at, x.joined.len},
        [LC_MI_JOINED_BAGS] = {x.joined_bags.at, x.joined_bags.len},
        [LC_MI_ACRONYMS] = {x.acronyms.at, x.acronyms.len},
        [LC_MI_ACRONYM_STARTS] = {x.acronym_starts.at, x.acronym_starts.len},
        [LC_MI_PLACES] = {w->places.at, w->places.len},
        [LC_MI_ALWAYS] = {w->always.at, w->always.len},
    };
    int rc = write_parts(w, key, parts, out, err);
    layout_done(&x);
    return rc;
}
