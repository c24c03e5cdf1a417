/* What an entry says of itself, in forms that can be compared. */
#include "engine/clusters_in.h"
#include "index/evidence.h"
#include "text/fold.h"
#include "text/tokens.h"

static const char *const ofac_lists[] = {"SDN", "SSI", "PLC", "CAP", "CMIC", "NS-MBS", "FSE"};

/* Numbers that many parties share, or that stand for the letters of a name. */
static const char *const shared_idents[] = {"Government Gazette Number", "Chinese Commercial Code"};

enum { MIN_ADDRESS_WORDS = 4, SHORT_NAME_BYTES = 4, MANY_WORDS = 3 };

/* A belief that follows another of the same lengthens it. text: kept if it is new. */
static void say(lc_clusters *c, lc_sayings *v, lc_said s, lc_sv text)
{
    for (size_t i = 0; i < v->len; i++) {
        lc_said *x = &v->at[i];
        if (x->hash != s.hash || x->whole != s.whole) continue;
        if (s.from < x->from) x->from = s.from;
        if (x->to && (!s.to || s.to > x->to)) x->to = s.to;
        return;
    }
    s.text = lc_arena_sv(c->arena, text);
    lc_vec_push(v, s);
}

static void say_text(lc_clusters *c, lc_sayings *v, lc_sv for_comparison, lc_sv text, lc_said at)
{
    at.hash = lc_hash64(for_comparison);
    if (for_comparison.len) say(c, v, at, text);
}

bool lc_sayings_agree(const lc_sayings *x, const lc_sayings *y, lc_said *out)
{
    bool found = false;
    for (size_t i = 0; i < x->len; i++)
        for (size_t k = 0; k < y->len; k++) {
            const lc_said *p = &x->at[i], *q = &y->at[k];
            if (p->hash != q->hash || (p->form && q->form && p->form != q->form)) continue;
            lc_said s = {.hash = p->hash,
                         .text = p->text,
                         .weak = p->weak || q->weak,
                         .alike = p->whole == q->whole};
            s.from = p->from > q->from ? p->from : q->from;
            s.to = !p->to || (q->to && q->to < p->to) ? q->to : p->to;
            if (s.to && s.to <= s.from) continue;
            if (!found || s.alike > out->alike || (s.alike == out->alike && s.from < out->from))
                *out = s;
            found = true;
        }
    return found;
}

/* ---- names ---- */

static bool is_core(const lc_token *t)
{
    return t->cls != LC_TOKEN_LEGAL && t->cls != LC_TOKEN_PARTICLE && t->cls != LC_TOKEN_TITLE;
}

static int by_text(const void *x, const void *y)
{
    return lc_sv_cmp(*(const lc_sv *)x, *(const lc_sv *)y);
}

/* Words that many bear, and one word alone, say too little. */
static bool is_weak(const lc_token *const *core, size_t n, size_t bytes)
{
    bool telling = n >= MANY_WORDS;
    for (size_t i = 0; i < n; i++)
        telling |= core[i]->cls == LC_TOKEN_WORD || core[i]->cls == LC_TOKEN_TELLING;
    bool rare = n > 1 || (n == 1 && core[0]->common < 0);
    return !telling || !rare || bytes <= SHORT_NAME_BYTES;
}

/* The words of a name but for its legal form, in the letters a to z, in order of the alphabet. */
static lc_said read_core(lc_clusters *c, const lc_tokens *t)
{
    lc_sv *words = LC_NEW_N(c->scratch, lc_sv, t->n + 1);
    const lc_token **core = LC_NEW_N(c->scratch, const lc_token *, t->n + 1);
    size_t n = 0;
    uint32_t form = 0;
    lc_buf b = {0};
    for (size_t i = 0; i < t->n; i++) {
        if (t->at[i].cls == LC_TOKEN_LEGAL && t->at[i].n_meanings && !form)
            form = t->at[i].meanings[0].group;
        if (!is_core(&t->at[i]) || !t->at[i].n_texts) continue;
        core[n] = &t->at[i];
        words[n++] = t->at[i].text[0];
    }
    lc_said s = {0};
    if (!n) return s;
    qsort(words, n, sizeof *words, by_text);
    for (size_t i = 0; i < n; i++) {
        if (i) lc_buf_c(&b, ' ');
        lc_buf_sv(&b, words[i]);
    }
    s = (lc_said){.hash = lc_hash64(lc_buf_view(&b)),
                  .weak = is_weak(core, n, b.len),
                  .whole = lc_hash64(t->folded),
                  .form = form};
    lc_buf_done(&b);
    return s;
}

/* Lists repeat each other's names: each is read once. */
static lc_said core_of(lc_clusters *c, lc_sv name, bool person, bool *out_org)
{
    bool is_new;
    lc_tokens t;
    lc_sv key = lc_arena_printf(c->scratch, "%c%.*s", person ? 'p' : 'o', LC_SV_ARG(name));
    uint32_t *at = lc_map_get(c->cores, key);
    if (!at) {
        int rc = lc_tokens_of(c->lexicon, c->scratch, name, person, &t, NULL);
        lc_said s = {0}; /* a name that cannot be read links nobody */
        if (!rc) s = read_core(c, &t);
        s.text = lc_arena_sv(c->arena, name);
        at = lc_map_put(c->cores, lc_arena_sv(c->arena, key), &is_new);
        *at = (uint32_t)c->read.len;
        lc_vec_push(&c->read, s);
        lc_vec_push(&c->read_org, !rc && t.organisation);
    }
    *out_org = c->read_org.at[*at];
    return c->read.at[*at];
}

static void take_names(lc_clusters *c, lc_node *n, const lc_entry *e, lc_said at)
{
    for (size_t i = 0; i < e->n_names; i++) {
        bool organisation;
        bool strong = e->names[i].kind == LC_NAME_PRIMARY || e->names[i].kind == LC_NAME_ALIAS;
        if (!strong) continue;
        lc_said s = core_of(c, e->names[i].text, e->type == LC_TYPE_PERSON, &organisation);
        if (!s.hash) continue;
        s.from = at.from;
        s.to = at.to;
        n->organisation |= organisation;
        say(c, &n->names, s, s.text);
    }
}

/* ---- facts ---- */

static bool is_shared(lc_sv type)
{
    for (size_t i = 0; i < sizeof shared_idents / sizeof *shared_idents; i++)
        if (lc_sv_is(type, shared_idents[i])) return true;
    return false;
}

/* The words of an address in order of the alphabet, without the country's code: "Moscow, 107241"
 * and "Moscow 107241, RU" are the same. A town alone is no address. */
static lc_sv place_of(lc_arena *a, lc_sv text)
{
    lc_sv rest = lc_fold(a, text), words[128], before = LC_SV_NONE;
    size_t n = 0;
    bool digit = false;
    while (rest.len && n < sizeof words / sizeof *words) {
        lc_sv w = lc_sv_cut(&rest, LC_SV(" "));
        for (size_t i = 0; i < w.len; i++) digit |= w.data[i] >= '0' && w.data[i] <= '9';
        if (w.len) words[n++] = w;
    }
    if (n && words[n - 1].len == 2) n--;
    if (n < MIN_ADDRESS_WORDS || !digit) return LC_SV_NONE;
    qsort(words, n, sizeof *words, by_text);
    lc_buf b = {0};
    for (size_t i = 0; i < n; i++) {
        if (i && lc_sv_eq(words[i], before)) continue;
        lc_buf_printf(&b, "%.*s ", LC_SV_ARG(words[i]));
        before = words[i];
    }
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static void take_facts(lc_clusters *c, lc_node *n, const lc_entry *e, lc_said at)
{
    lc_arena *a = c->scratch;
    for (size_t i = 0; i < e->n_idents; i++) {
        const lc_ident *d = &e->idents[i];
        if (is_shared(d->type)) continue;
        say_text(c, &n->idents, lc_ident_key(a, d->number.len ? d->number : d->text), d->text, at);
    }
    for (size_t i = 0; i < e->n_countries; i++)
        say_text(c, &n->countries, e->countries[i], e->countries[i], at);
    for (size_t i = 0; i < e->n_births; i++)
        say_text(c, &n->births, lc_fold(a, e->births[i]), e->births[i], at);
    for (size_t i = 0; i < e->n_addresses; i++)
        say_text(c, &n->places, place_of(a, e->addresses[i].text), e->addresses[i].text, at);
    say_text(c, &n->citations, lc_fold(a, e->citation), e->citation, at);
}

void lc_node_take(lc_clusters *c, lc_node *n, const lc_entry *e, int64_t from, int64_t to)
{
    lc_said at = {.from = from, .to = to};
    for (size_t i = 0; i < sizeof ofac_lists / sizeof *ofac_lists; i++)
        n->ofac |= e->number.len && lc_sv_is(e->sublist, ofac_lists[i]);
    if (e->number.len && !n->number.len) n->number = lc_arena_sv(c->arena, e->number);
    if (n->type == LC_TYPE_UNKNOWN) n->type = e->type;
    n->organisation |= n->type == LC_TYPE_ORG;
    n->shut |= e->address_only;
    if (!n->known.hash || from < n->known.from) n->known.from = from;
    n->known.to = n->known.hash && (!n->known.to || !to) ? 0 : to > n->known.to ? to : n->known.to;
    n->known.hash = 1;
    take_facts(c, n, e, at);
    if (!e->address_only) take_names(c, n, e, at);
}
