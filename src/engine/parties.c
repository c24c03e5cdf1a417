#include "engine/parties.h"

#include "base/map.h"
#include "base/vec.h"

typedef struct link {
    uint32_t a, b;
    int64_t from, to;
    lc_sv why;
    char kind; /* as in the text: J 0 1 2 3, or C */
    bool taken;
    uint32_t next; /* of the same party, UINT32_MAX: the last */
} link;

typedef struct node {
    lc_sv key, versions;
    lc_sv number;          /* OFAC's; of a root: of any of its entries */
    uint32_t parent, next; /* next of the same party in order, UINT32_MAX: the last */
    uint32_t links;        /* of a root: the first link of its party, or UINT32_MAX */
} node;

struct lc_parties {
    LC_VEC(node) nodes;       /* in order of keys */
    LC_VEC(link) links, cuts; /* links: strongest first */
    uint32_t versions;
    int64_t known_at;
};

/* ---- reading ---- */

static int not_so(licet_error *err, uint64_t line)
{
    return lc_fail(err, LICET_E_CORRUPT,
                   "the parties of the index cannot be read (their line %llu)",
                   (unsigned long long)line);
}

bool lc_party_version(lc_sv *versions, uint32_t *out)
{
    uint64_t n;
    if (!versions->len) return false;
    if (!lc_sv_u64(lc_sv_cut(versions, LC_SV(",")), &n) || n > UINT32_MAX) return false;
    *out = (uint32_t)n;
    return true;
}

static bool read_node(lc_parties *p, lc_sv rest)
{
    node n = {.parent = (uint32_t)p->nodes.len, .next = UINT32_MAX, .links = UINT32_MAX};
    n.key = lc_sv_cut(&rest, LC_SV("\t"));
    n.number = lc_sv_cut(&rest, LC_SV("\t"));
    n.versions = rest;
    uint32_t v, count = 0;
    for (lc_sv all = rest; lc_party_version(&all, &v); count++)
        if (v >= p->versions) return false;
    bool ordered = !p->nodes.len || lc_sv_cmp(p->nodes.at[p->nodes.len - 1].key, n.key) < 0;
    lc_vec_push(&p->nodes, n);
    return ordered && count;
}

static bool number(lc_sv *rest, uint64_t most, uint64_t *out)
{
    return lc_sv_u64(lc_sv_cut(rest, LC_SV("\t")), out) && *out <= most;
}

static bool read_link(lc_parties *p, char kind, lc_sv rest)
{
    uint64_t from, to, a, b, last = p->nodes.len - 1;
    if (!p->nodes.len || !number(&rest, INT64_MAX, &from) || !number(&rest, INT64_MAX, &to) ||
        !number(&rest, last, &a) || !number(&rest, last, &b))
        return false;
    link l = {(uint32_t)a, (uint32_t)b, (int64_t)from, (int64_t)to, rest, kind, false, UINT32_MAX};
    bool good = kind == 'J' || kind == 'C' || (kind >= '0' && kind <= '3');
    if (kind == 'C')
        lc_vec_push(&p->cuts, l);
    else if (good)
        lc_vec_push(&p->links, l);
    return good;
}

static int read_lines(lc_parties *p, lc_sv text, licet_error *err)
{
    for (uint64_t line = 1; text.len; line++) {
        lc_sv rest = lc_sv_cut(&text, LC_SV("\n"));
        bool good = rest.len > 2 && rest.data[1] == '\t';
        char kind = good ? rest.data[0] : 0;
        if (good) rest = lc_sv_from(rest, 2);
        good = good && (kind == 'K' ? read_node(p, rest) : read_link(p, kind, rest));
        if (!good) return not_so(err, line);
    }
    return 0;
}

/* ---- who belongs together ---- */

static uint32_t find(const lc_parties *p, uint32_t i)
{
    while (p->nodes.at[i].parent != i) i = p->nodes.at[i].parent;
    return i;
}

static bool known(const lc_parties *p, const link *l)
{
    if (!p->known_at) return !l->to;
    return l->from <= p->known_at && (!l->to || l->to > p->known_at);
}

static bool same_pair(const link *x, const link *y)
{
    return (x->a == y->a && x->b == y->b) || (x->a == y->b && x->b == y->a);
}

/* Of people's words about a pair the newest counts; where two are of one second, the cut. */
static bool last_word(const lc_parties *p, const link *l)
{
    bool join = l->kind == 'J', wins = known(p, l);
    const link *others = join ? p->cuts.at : p->links.at;
    size_t n = join ? p->cuts.len : p->links.len;
    for (size_t i = 0; i < n && wins; i++) {
        const link *x = &others[i];
        if ((x->kind != 'J' && x->kind != 'C') || !known(p, x) || !same_pair(x, l)) continue;
        wins = x->from < l->from || (x->from == l->from && !join);
    }
    return wins;
}

static bool is_cut(const lc_parties *p, uint32_t ra, uint32_t rb)
{
    for (size_t i = 0; i < p->cuts.len; i++) {
        const link *c = &p->cuts.at[i];
        if (!c->taken) continue;
        uint32_t x = find(p, c->a), y = find(p, c->b);
        if ((x == ra && y == rb) || (x == rb && y == ra)) return true;
    }
    return false;
}

/* The smaller number is the root, so that a party's first entry speaks for it. */
static void join(lc_parties *p, link *l)
{
    uint32_t ra = find(p, l->a), rb = find(p, l->b);
    node *x = &p->nodes.at[ra < rb ? ra : rb], *y = &p->nodes.at[ra < rb ? rb : ra];
    bool two = x->number.len && y->number.len && !lc_sv_eq(x->number, y->number);
    if (ra != rb && ((two && l->kind >= '2') || is_cut(p, ra, rb))) return;
    l->taken = true;
    y->parent = x->parent;
    if (!x->number.len) x->number = y->number;
}

/* Behind the last link of its party. */
static void chain_link(lc_parties *p, uint32_t i, uint32_t *last)
{
    link *l = &p->links.at[i];
    uint32_t root = p->nodes.at[l->a].parent;
    if (p->nodes.at[root].links == UINT32_MAX)
        p->nodes.at[root].links = i;
    else
        p->links.at[last[root]].next = i;
    last[root] = i;
}

/* Of a party: its entries, and of every two of them the strongest link. */
static void chain(lc_parties *p)
{
    uint32_t *last = lc_xmalloc((p->nodes.len + 1) * sizeof *last);
    for (uint32_t i = 0; i < p->nodes.len; i++) {
        uint32_t root = find(p, i);
        p->nodes.at[i].parent = root;
        if (root != i) p->nodes.at[last[root]].next = i;
        last[root] = i;
    }
    lc_map *pairs = lc_map_new();
    for (uint32_t i = 0; i < p->links.len; i++) {
        const uint32_t *pair = &p->links.at[i].a; /* and b behind it */
        bool is_new = false;
        if (p->links.at[i].taken)
            lc_map_put(pairs, lc_sv_make((const char *)pair, 2 * sizeof *pair), &is_new);
        if (is_new) chain_link(p, i, last);
    }
    lc_map_free(pairs);
    free(last);
}

int lc_parties_read(lc_sv text, uint32_t versions, int64_t known_at, lc_arena *a, lc_parties **out,
                    licet_error *err)
{
    lc_parties *p = LC_NEW(a, lc_parties);
    *p = (lc_parties){.versions = versions, .known_at = known_at};
    int rc = read_lines(p, text, err);
    if (rc) {
        lc_parties_done(p);
        return rc;
    }
    for (size_t i = 0; i < p->cuts.len; i++) p->cuts.at[i].taken = last_word(p, &p->cuts.at[i]);
    for (size_t i = 0; i < p->links.len; i++) {
        link *l = &p->links.at[i];
        if (l->kind == 'J' ? last_word(p, l) : known(p, l)) join(p, l);
    }
    chain(p);
    *out = p;
    return 0;
}

void lc_parties_done(lc_parties *p)
{
    if (!p) return;
    lc_vec_done(&p->nodes);
    lc_vec_done(&p->links);
    lc_vec_done(&p->cuts);
}

/* ---- asking ---- */

lc_party lc_party_of(const lc_parties *p, lc_sv key)
{
    size_t lo = 0, hi = p ? p->nodes.len : 0, all = hi;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (lc_sv_cmp(p->nodes.at[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool there = lo < all && lc_sv_eq(p->nodes.at[lo].key, key);
    return (lc_party){p, there ? p->nodes.at[lo].parent : UINT32_MAX};
}

bool lc_party_same(lc_party x, lc_party y)
{
    return x.root == y.root && x.root != UINT32_MAX;
}

bool lc_party_next(lc_party p, uint32_t *at, lc_sv *out_key, lc_sv *out_versions)
{
    if (p.root == UINT32_MAX || *at == UINT32_MAX) return false;
    const node *n = &p.of->nodes.at[*at ? *at : p.root];
    *out_key = n->key;
    *out_versions = n->versions;
    *at = n->next;
    return true;
}

bool lc_party_link(lc_party p, uint32_t *at, lc_sv *out_key, lc_sv *out_other, lc_sv *out_why)
{
    if (p.root == UINT32_MAX || *at == UINT32_MAX) return false;
    uint32_t i = *at ? *at - 1 : p.of->nodes.at[p.root].links;
    if (i == UINT32_MAX) return false;
    const link *l = &p.of->links.at[i];
    *out_key = p.of->nodes.at[l->a].key;
    *out_other = p.of->nodes.at[l->b].key;
    *out_why = l->why;
    *at = l->next == UINT32_MAX ? UINT32_MAX : l->next + 1;
    return true;
}
