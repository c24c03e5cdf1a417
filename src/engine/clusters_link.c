/* Which entries are the same party: the rules of clusters.h, over pairs that share something. */
#include "engine/clusters_in.h"

enum { MIN_IDENT_BYTES = 6, MOST_NEIGHBOURS = 256 };

/* A thing somebody says, and who. */
typedef struct mention {
    uint64_t hash;
    uint32_t node;
} mention;
typedef LC_VEC(mention) mentions;

static int by_hash(const void *x, const void *y)
{
    const mention *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static void mention_all(mentions *out, const lc_sayings *v, uint32_t node)
{
    for (size_t i = 0; i < v->len; i++) lc_vec_push(out, (mention){v->at[i].hash, node});
}

/* ---- the rules ---- */

static bool types_conflict(const lc_node *x, const lc_node *y)
{
    return x->type != LC_TYPE_UNKNOWN && y->type != LC_TYPE_UNKNOWN && x->type != y->type;
}

/* OFAC gives a party one number, whichever of its lists it stands on. */
static bool two_numbers(const lc_node *x, const lc_node *y)
{
    return x->ofac && y->ofac && !lc_sv_eq(x->number, y->number);
}

static bool births_conflict(const lc_node *x, const lc_node *y)
{
    lc_said s;
    return x->births.len && y->births.len && !lc_sayings_agree(&x->births, &y->births, &s);
}

static bool is(const lc_node *x, const lc_node *y, lc_party_type t)
{
    return x->type == t || y->type == t;
}

/* Both spans: what is known only while both are. */
static bool narrow(lc_said *s, const lc_said *by)
{
    if (by->from > s->from) s->from = by->from;
    if (by->to && (!s->to || by->to < s->to)) s->to = by->to;
    return !s->to || s->to > s->from;
}

/* A fact that, beside a name, tells two parties of that name apart; *s: the name, narrowed. */
static bool fact_agrees(const lc_node *x, const lc_node *y, lc_said *s, const char **word,
                        lc_said *fact)
{
    bool person = is(x, y, LC_TYPE_PERSON) || !(x->organisation || y->organisation);
    const struct {
        const char *word;
        const lc_sayings *x, *y;
        bool enough;
    } facts[] = {{"address", &x->places, &y->places, true},
                 {"notice", &x->citations, &y->citations, !s->weak},
                 {"date of birth", &x->births, &y->births, person && !s->weak},
                 {"country", &x->countries, &y->countries, !person && !s->weak}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        lc_said t = *s;
        if (!facts[i].enough || !lc_sayings_agree(facts[i].x, facts[i].y, fact)) continue;
        if (!narrow(&t, fact)) continue;
        *s = t;
        *word = facts[i].word;
        return true;
    }
    return false;
}

static bool by_number(const lc_clusters *c, const lc_node *x, const lc_node *y, lc_link *l)
{
    if (!x->ofac || !y->ofac || !lc_sv_eq(x->number, y->number)) return false;
    lc_said s = x->known;
    if (!narrow(&s, &y->known)) return false;
    l->from = s.from;
    l->to = s.to;
    l->why = lc_arena_printf(c->arena, "OFAC's number of the party is the same: %.*s",
                             LC_SV_ARG(x->number));
    return true;
}

static bool by_identifier(const lc_clusters *c, const lc_node *x, const lc_node *y, lc_link *l)
{
    lc_said s, name;
    if (types_conflict(x, y) || !lc_sayings_agree(&x->idents, &y->idents, &s)) return false;
    bool named = lc_sayings_agree(&x->names, &y->names, &name);
    if (!named && (two_numbers(x, y) || s.text.len < MIN_IDENT_BYTES)) return false;
    l->from = s.from;
    l->to = s.to;
    l->why = lc_arena_printf(c->arena, "the same identifier: %.*s", LC_SV_ARG(s.text));
    return true;
}

/* Ships and aircraft of one name are many. */
static bool by_name(const lc_clusters *c, const lc_node *x, const lc_node *y, lc_link *l)
{
    lc_said s, fact;
    const char *word;
    if (x->shut || y->shut || types_conflict(x, y) || two_numbers(x, y) || births_conflict(x, y) ||
        is(x, y, LC_TYPE_VESSEL) || is(x, y, LC_TYPE_AIRCRAFT) ||
        !lc_sayings_agree(&x->names, &y->names, &s) || !fact_agrees(x, y, &s, &word, &fact))
        return false;
    l->from = s.from;
    l->to = s.to;
    l->rule = s.alike ? LC_LINK_NAME : LC_LINK_LOOSE_NAME;
    l->why = lc_arena_printf(c->arena, "the same name%s: %.*s; the same %s: %.*s",
                             s.alike ? "" : " but for the legal form", LC_SV_ARG(s.text), word,
                             LC_SV_ARG(fact.text));
    return true;
}

/* ---- pairs ---- */

typedef bool (*rule)(const lc_clusters *c, const lc_node *x, const lc_node *y, lc_link *l);

static bool known_pair(lc_clusters *c, lc_map *pairs, uint32_t a, uint32_t b)
{
    bool is_new;
    uint32_t both[2] = {a, b};
    lc_sv key = lc_sv_make((const char *)both, sizeof both);
    if (lc_map_get(pairs, key)) return true;
    lc_map_put(pairs, lc_arena_sv(c->arena, key), &is_new);
    return false;
}

static void try_pair(lc_clusters *c, lc_map *pairs, uint32_t a, uint32_t b, lc_link_rule which,
                     lc_links *out)
{
    static const rule rules[] = {[LC_LINK_NUMBER] = by_number,
                                 [LC_LINK_IDENTIFIER] = by_identifier,
                                 [LC_LINK_NAME] = by_name};
    bool ordered = lc_sv_cmp(c->nodes.at[a]->key, c->nodes.at[b]->key) < 0;
    lc_link l = {.rule = which, .a = ordered ? a : b, .b = ordered ? b : a};
    if (known_pair(c, pairs, l.a, l.b)) return;
    if (rules[which](c, c->nodes.at[l.a], c->nodes.at[l.b], &l)) lc_vec_push(out, l);
}

/* Everybody who says the same thing, two by two; of very many, each with its next. */
static void try_all(lc_clusters *c, mentions *m, lc_link_rule which, lc_links *out)
{
    lc_map *pairs = lc_map_new();
    if (m->len) qsort(m->at, m->len, sizeof *m->at, by_hash);
    for (size_t i = 0; i < m->len; i++)
        for (size_t k = i + 1;
             k < m->len && k <= i + MOST_NEIGHBOURS && m->at[k].hash == m->at[i].hash; k++)
            if (m->at[k].node != m->at[i].node)
                try_pair(c, pairs, m->at[i].node, m->at[k].node, which, out);
    lc_map_free(pairs);
    m->len = 0;
}

static int by_strength(const void *x, const void *y)
{
    const lc_link *a = x, *b = y;
    if (a->rule != b->rule) return a->rule < b->rule ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

void lc_links_find(lc_clusters *c, lc_links *out)
{
    mentions m = {0};
    for (uint32_t i = 0; i < c->nodes.len; i++)
        if (c->nodes.at[i]->ofac) lc_vec_push(&m, (mention){lc_hash64(c->nodes.at[i]->number), i});
    try_all(c, &m, LC_LINK_NUMBER, out);
    for (uint32_t i = 0; i < c->nodes.len; i++) mention_all(&m, &c->nodes.at[i]->idents, i);
    try_all(c, &m, LC_LINK_IDENTIFIER, out);
    for (uint32_t i = 0; i < c->nodes.len; i++) mention_all(&m, &c->nodes.at[i]->names, i);
    try_all(c, &m, LC_LINK_NAME, out);
    if (out->len) qsort(out->at, out->len, sizeof *out->at, by_strength);
    lc_vec_done(&m);
}
