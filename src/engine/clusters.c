#include "engine/clusters_in.h"

lc_clusters *lc_clusters_new(const lc_lexicon *lex)
{
    lc_clusters *c = lc_xmalloc(sizeof *c);
    *c = (lc_clusters){.lexicon = lex,
                       .arena = lc_arena_new(),
                       .scratch = lc_arena_new(),
                       .keys = lc_map_new(),
                       .cores = lc_map_new()};
    return c;
}

static void free_node(lc_node *n)
{
    lc_vec_done(&n->names);
    lc_vec_done(&n->idents);
    lc_vec_done(&n->countries);
    lc_vec_done(&n->births);
    lc_vec_done(&n->places);
    lc_vec_done(&n->citations);
    lc_vec_done(&n->versions);
}

void lc_clusters_free(lc_clusters *c)
{
    if (!c) return;
    for (size_t i = 0; i < c->nodes.len; i++) free_node(c->nodes.at[i]);
    lc_vec_done(&c->nodes);
    lc_vec_done(&c->read);
    lc_vec_done(&c->read_org);
    lc_vec_done(&c->judged);
    lc_vec_done(&c->joins);
    lc_map_free(c->keys);
    lc_map_free(c->cores);
    lc_arena_free(c->scratch);
    lc_arena_free(c->arena);
    free(c);
}

static lc_node *node_of(lc_clusters *c, const lc_entry *e)
{
    uint32_t *at = lc_map_get(c->keys, e->key);
    if (at) return c->nodes.at[*at];
    lc_node *n = LC_NEW(c->arena, lc_node);
    n->key = lc_arena_sv(c->arena, e->key);
    n->source = lc_arena_sv(c->arena, e->source);
    *lc_map_put(c->keys, n->key, NULL) = (uint32_t)c->nodes.len;
    lc_vec_push(&c->nodes, n); /* NOLINT(bugprone-sizeof-expression): pointers */
    return n;
}

void lc_clusters_add(lc_clusters *c, const lc_entry *e, int64_t known_from, int64_t known_to)
{
    lc_node *n = node_of(c, e);
    lc_arena_reset(c->scratch);
    lc_vec_push(&n->versions, c->versions++);
    n->sources |= !lc_sv_eq(n->source, e->source);
    lc_node_take(c, n, e, known_from, known_to);
}

void lc_clusters_judge(lc_clusters *c, bool join, int64_t time_s, lc_sv key, lc_sv other, lc_sv why)
{
    uint32_t *x = lc_map_get(c->keys, key), *y = lc_map_get(c->keys, other);
    if (!x || !y || *x == *y) return;
    lc_link l = {.a = *x, .b = *y, .from = time_s, .why = lc_arena_sv(c->arena, why)};
    lc_vec_push(&c->judged, l);
    lc_vec_push(&c->joins, join);
}

/* ---- the text ---- */

static int by_key(const void *x, const void *y)
{
    return lc_sv_cmp((*(lc_node *const *)x)->key, (*(lc_node *const *)y)->key);
}

/* A tab or a line end in a value would end the field. */
static void put_plain(lc_buf *out, lc_sv text)
{
    for (size_t i = 0; i < text.len; i++)
        lc_buf_c(out, (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]);
}

static void write_node(const lc_node *n, lc_buf *out)
{
    lc_buf_printf(out, "K\t%.*s\t", LC_SV_ARG(n->key));
    if (n->ofac) put_plain(out, n->number);
    lc_buf_c(out, '\t');
    for (size_t i = 0; i < n->versions.len; i++)
        lc_buf_printf(out, "%s%u", i ? "," : "", n->versions.at[i]);
    lc_buf_c(out, '\n');
}

static void write_link(const lc_clusters *c, char kind, const lc_link *l, lc_buf *out)
{
    lc_buf_printf(out, "%c\t%lld\t%lld\t%u\t%u\t", kind, (long long)l->from, (long long)l->to,
                  c->nodes.at[l->a]->line - 1, c->nodes.at[l->b]->line - 1);
    put_plain(out, l->why);
    lc_buf_c(out, '\n');
}

static void mark(lc_clusters *c, const lc_link *l)
{
    c->nodes.at[l->a]->line = c->nodes.at[l->b]->line = 1;
}

static void number_nodes(lc_clusters *c, lc_buf *out)
{
    lc_node **sorted = LC_NEW_N(c->arena, lc_node *, c->nodes.len + 1);
    uint32_t n = 0;
    for (size_t i = 0; i < c->nodes.len; i++)
        if (c->nodes.at[i]->line || c->nodes.at[i]->sources) sorted[n++] = c->nodes.at[i];
    if (n) qsort(sorted, n, sizeof *sorted, by_key); /* NOLINT(bugprone-sizeof-expression) */
    for (uint32_t i = 0; i < n; i++) {
        sorted[i]->line = i + 1;
        write_node(sorted[i], out);
    }
}

lc_sv lc_clusters_text(lc_clusters *c, lc_arena *a)
{
    lc_links links = {0};
    lc_buf out = {0};
    lc_links_find(c, &links);
    for (size_t i = 0; i < links.len; i++) mark(c, &links.at[i]);
    for (size_t i = 0; i < c->judged.len; i++) mark(c, &c->judged.at[i]);
    number_nodes(c, &out);
    for (size_t i = 0; i < c->judged.len; i++)
        write_link(c, c->joins.at[i] ? 'J' : 'C', &c->judged.at[i], &out);
    for (size_t i = 0; i < links.len; i++)
        write_link(c, (char)('0' + links.at[i].rule), &links.at[i], &out);
    lc_sv text = lc_arena_sv(a, lc_buf_view(&out));
    lc_buf_done(&out);
    lc_vec_done(&links);
    return text;
}
