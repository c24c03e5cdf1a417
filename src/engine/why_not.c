/* licet_explain_match: how far one list entry is from matching, and what keeps it away. */
#include "engine/entry_keys.h"
#include "engine/screen.h"
#include "match/ofac.h"

typedef struct asking {
    licet_snapshot *s;
    lc_arena *arena;
    lc_query query;
    lc_sv entry;
    lc_hit hit; /* of the entry; score 0 if nothing of its names is like the name */
    lc_entry found;
    bool exists;
} asking;

static lc_sv key_of(const asking *k, uint32_t version, lc_arena *a)
{
    lc_json *body;
    lc_index_version v = lc_index_version_at(k->s->index, version);
    return lc_json_parse(a, v.body, &body, NULL) ? LC_SV_NONE : lc_json_get_sv(body, "key");
}

/* Best first, so the first one of this key is its best name in its best wording. */
static bool among(asking *k, const lc_hit *hits, size_t n)
{
    lc_arena *scratch = lc_arena_new();
    bool found = false;
    for (size_t i = 0; i < n && !found; i++) {
        lc_arena_reset(scratch);
        if (!lc_sv_eq(key_of(k, hits[i].version, scratch), k->entry)) continue;
        k->hit = hits[i];
        found = true;
    }
    lc_arena_free(scratch);
    return found;
}

/* Its newest version. */
static bool anywhere(asking *k)
{
    const uint32_t *versions;
    size_t n = lc_entry_keys_find(lc_snapshot_keys(k->s), k->entry, k->arena, &versions);
    for (size_t i = n; i-- > 0;) {
        if (!lc_sv_eq(key_of(k, versions[i], k->arena), k->entry)) continue;
        k->hit = (lc_hit){.version = versions[i]};
        return true;
    }
    return false;
}

static int look(asking *k, licet_error *err)
{
    lc_match_params p = {.as_of = LC_DATE_NONE, .threshold_bp = 1};
    lc_matcher *m = lc_matcher_new(k->s->index, k->s->law->lexicon);
    lc_hit *hits;
    size_t n = 0;
    lc_json *body;
    int rc = lc_match(m, &k->query, &p, k->arena, &hits, &n, err);
    lc_matcher_free(m);
    if (rc) return rc;
    if (!among(k, hits, n) && !anywhere(k)) {
        lc_fail(err, LICET_E_NOT_FOUND, "no list entry has the key %.100s", k->entry.data);
        return lc_fail_remedy(err, "licet history NAME shows the keys of what resembles a name");
    }
    rc = lc_json_parse(k->arena, lc_index_version_at(k->s->index, k->hit.version).body, &body, err);
    return rc ? rc : lc_entry_from_json(k->arena, body, &k->found, err);
}

/* ---- what keeps it away ---- */

static void keep_away(asking *k, lc_json *out, const char *fmt, int bp)
{
    lc_json_push_sv(k->arena, out, lc_arena_printf(k->arena, fmt, bp / 10000.0));
}

static void kept_by_facts(asking *k, lc_json *out)
{
    const lc_hit *h = &k->hit;
    static const char *const says[] = {"the country conflicts", "the address conflicts",
                                       "the date of birth conflicts",
                                       "the type of party conflicts"};
    const lc_evidence facts[] = {h->country, h->address, h->birth, h->type};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i] == LC_EV_CONFLICTS) lc_json_push_sv(k->arena, out, lc_sv_of(says[i]));
    if (!lc_hit_fact_agrees(h, k->found.type))
        lc_json_push_sv(k->arena, out,
                        k->found.type == LC_TYPE_PERSON
                            ? LC_SV("no address and no date of birth agrees: a country alone does "
                                    "not identify a person")
                            : LC_SV("no country and no address agrees"));
    if (h->name_kind == LC_NAME_WEAK || h->name_kind == LC_NAME_FORMER)
        lc_json_push_sv(k->arena, out, LC_SV("a weak or former name alone is never a match"));
}

static lc_json *kept_away(asking *k, lc_threshold t, licet_verdict verdict)
{
    lc_json *out = lc_json_array(k->arena);
    if (verdict == LICET_MATCH) return out;
    if (!k->hit.score_bp)
        lc_json_push_sv(k->arena, out,
                        LC_SV("no word of the name is like any word of the entry's names"));
    else if (k->hit.score_bp < t.possible_bp)
        keep_away(k, out,
                  "the score is below %.2f, from where a person looks (policy [match] possible)",
                  t.possible_bp);
    else if (k->hit.score_bp < t.match_bp)
        keep_away(k, out, "the score is below %.2f, which a match takes (policy [match] match)",
                  t.match_bp);
    if (k->hit.score_bp >= t.possible_bp) kept_by_facts(k, out);
    return out;
}

static lc_json *answer(asking *k)
{
    lc_arena *a = k->arena;
    lc_json *o = lc_json_object(a), *why = lc_json_array(a);
    lc_threshold t = lc_hit_threshold(k->s->law->policy, &k->found, k->query.type);
    licet_verdict verdict =
        k->hit.score_bp ? lc_hit_verdict(&k->hit, k->found.type, t) : LICET_NO_MATCH;
    lc_sv primary = k->found.n_names ? k->found.names[0].text : k->entry;
    lc_sv name = k->hit.name.len ? k->hit.name : primary;
    for (size_t i = 0; i < k->hit.n_why; i++) lc_json_push_sv(a, why, k->hit.why[i]);
    lc_json_set_sv(a, o, "asked", k->query.name);
    lc_json_set_sv(a, o, "entry", k->entry);
    lc_json_set_sv(a, o, "list", k->found.sublist);
    lc_json_set_sv(a, o, "primary", primary);
    lc_json_set_sv(a, o, "name", name);
    lc_json_set(a, o, "score", lc_json_of_real(a, k->hit.score_bp / 10000.0));
    lc_json_set_int(a, o, "ofac_score", lc_ofac_score(a, k->query.name, name));
    lc_json_set_z(a, o, "verdict", lc_verdict_word(verdict));
    lc_json_set(a, o, "why", why);
    lc_json_set(a, o, "kept_away", kept_away(k, t, verdict));
    return o;
}

int licet_explain_match(licet_snapshot *s, const licet_party *party, const char *entry,
                        licet_text *out_json, licet_error *err)
{
    if (!entry) return lc_fail(err, LICET_E_ARGUMENT, "name a list entry by its key");
    if (!s->index) return lc_fail(err, LICET_E_NOT_FOUND, "no list was ever imported here");
    asking k = {.s = s, .arena = lc_arena_new(), .entry = lc_sv_of(entry)};
    int rc = lc_query_of_party(party, k.arena, &k.query, err);
    if (!rc) rc = look(&k, err);
    if (!rc) lc_text_take(lc_json_text(k.arena, answer(&k), LC_JSON_PRETTY), out_json);
    lc_arena_free(k.arena);
    return rc;
}
