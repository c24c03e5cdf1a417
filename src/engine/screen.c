#include "engine/screen.h"

#include "engine/beyond.h"
#include "engine/coverage.h"
#include "engine/notices.h"
#include "engine/memory.h"
#include "engine/letters.h"
#include "engine/parties.h"
#include "engine/placeholders.h"
#include "engine/standing.h"
#include "match/ofac.h"
#include "text/fold.h"

int lc_asker_init(lc_asker *k, licet_snapshot *s, bool recorded)
{
    *k = (lc_asker){.s = s, .matcher = atomic_exchange(&s->idle, NULL), .recorded = recorded};
    k->known_at = s->known_at;
    if (s->index && !k->matcher) k->matcher = lc_matcher_new(s->index, s->law->lexicon);
    const lc_letter_book *b = s->law->letters;
    if (b && b->index) k->letters = lc_matcher_new(b->index, s->law->lexicon);
    return 0;
}

void lc_asker_done(lc_asker *k)
{
    lc_matcher *none = NULL;
    if (!atomic_compare_exchange_strong(&k->s->idle, &none, k->matcher))
        lc_matcher_free(k->matcher);
    lc_matcher_free(k->letters);
    k->matcher = k->letters = NULL;
}

const char *lc_verdict_word(licet_verdict v)
{
    switch (v) {
    case LICET_NOT_SCREENED: return "NOT_SCREENED";
    case LICET_NO_MATCH: return "NO_MATCH";
    case LICET_POSSIBLE_MATCH: return "POSSIBLE_MATCH";
    case LICET_MATCH: break;
    }
    return "MATCH";
}

/* One hit with everything that was found out about it. */
typedef struct finding {
    const lc_hit *hit;
    lc_entry entry;
    lc_date day; /* asked about */
    lc_standing standing;
    lc_threshold threshold; /* of this list and type */
    licet_verdict verdict;
    int in_force;   /* of a denied person's row: 1 yes, 0 not proven */
    int ofac_score; /* 0..100, what OFAC's own tool would say */
    char wording[LC_PAIR_HEX];
    const lc_resolution *resolution; /* what a person decided about this pair, or NULL */
    const char *lapsed;              /* why that does not hold any more, or NULL */
} finding;

static bool suppressed(const finding *f)
{
    return f->resolution && !f->lapsed && f->resolution->outcome == LC_OUTCOME_FALSE_HIT;
}

static bool established(const finding *f)
{
    return f->resolution && !f->lapsed && f->resolution->outcome == LC_OUTCOME_TRUE_MATCH;
}

static lc_json *date_or_null(lc_arena *a, lc_date d)
{
    char text[LC_DATE_TEXT];
    return d == LC_DATE_NONE ? lc_json_null(a) : lc_json_of_z(a, lc_date_text(d, text));
}

static lc_json *sv_array(lc_arena *a, const lc_sv *v, size_t n)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < n; i++) lc_json_push_sv(a, out, v[i]);
    return out;
}

static lc_json *evidence_json(lc_arena *a, const lc_hit *h)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_z(a, o, "country", lc_evidence_word(h->country));
    lc_json_set_z(a, o, "address", lc_evidence_word(h->address));
    lc_json_set_z(a, o, "birth", lc_evidence_word(h->birth));
    lc_json_set_z(a, o, "type", lc_evidence_word(h->type));
    lc_json_set_z(a, o, "identifier", lc_evidence_word(h->ident));
    return o;
}

static lc_sv attr_of(const lc_entry *e, const char *name)
{
    for (size_t i = 0; i < e->n_attrs; i++)
        if (lc_sv_is(e->attrs[i].name, name)) return e->attrs[i].value;
    return LC_SV_NONE;
}

static lc_json *resolution_json(const finding *f, lc_arena *a)
{
    const lc_resolution *x = f->resolution;
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "id", x->id);
    lc_json_set_z(a, o, "outcome", lc_outcome_word(x->outcome));
    lc_json_set_sv(a, o, "reason", x->reason);
    lc_json_set_sv(a, o, "by", x->by);
    lc_json_set_some(a, o, "approved_by", x->approved_by);
    lc_json_set_sv(a, o, "made", x->made);
    lc_json_set(a, o, "until", date_or_null(a, x->until));
    lc_json_set(a, o, "reopened", f->lapsed ? lc_json_of_z(a, f->lapsed) : lc_json_null(a));
    return o;
}

static void resolution_words(const finding *f, lc_arena *a, lc_json *why)
{
    const lc_resolution *x = f->resolution;
    if (!x) return;
    lc_json_push_sv(a, why,
                    lc_arena_printf(a, "resolved as %s by %.*s (%.*s)%s%s",
                                    lc_outcome_word(x->outcome), LC_SV_ARG(x->by),
                                    LC_SV_ARG(x->reason), f->lapsed ? ", open again: " : "",
                                    f->lapsed ? f->lapsed : ""));
}

/* [{"from","to","how"}], in bytes of the name. */
static lc_json *marks_json(lc_arena *a, const lc_mark *marks, size_t n)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < n; i++) {
        lc_json *o = lc_json_object(a);
        lc_json_set_int(a, o, "from", marks[i].from);
        lc_json_set_int(a, o, "to", (int64_t)marks[i].from + marks[i].bytes);
        lc_json_set_z(a, o, "how", marks[i].how);
        lc_json_push(a, out, o);
    }
    return out;
}

/* The best over all the entry's names, as OFAC's own tool searches. */
static int ofac_score(const finding *f, lc_sv asked, lc_arena *a)
{
    int best = lc_ofac_score(a, asked, f->hit->name);
    for (size_t i = 0; i < f->entry.n_names; i++) {
        int one = lc_ofac_score(a, asked, f->entry.names[i].text);
        if (one > best) best = one;
    }
    return best;
}

/* What the list does, and to whom. */
static lc_json *effect_json(const lc_rules *rules, lc_sv sublist, lc_arena *a)
{
    const lc_list_effect *e = lc_rules_list_effect(rules, sublist);
    if (!e) return NULL;
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "name", e->name);
    lc_json_set_sv(a, o, "authority", e->authority);
    lc_json_set_sv(a, o, "effect", e->effect);
    lc_json_set_sv(a, o, "binds", e->binds);
    lc_json_set_sv(a, o, "cite", e->cite);
    return o;
}

static lc_json *hit_json(const lc_asker *k, const finding *f, lc_arena *a)
{
    const lc_hit *h = f->hit;
    const lc_entry *e = &f->entry;
    lc_json *o = lc_json_object(a), *why = sv_array(a, h->why, h->n_why);
    if (f->standing.why.len) lc_json_push_sv(a, why, f->standing.why);
    resolution_words(f, a, why);
    lc_json_set_sv(a, o, "entry", e->key);
    lc_json_set_sv(a, o, "source", e->source);
    lc_json_set_sv(a, o, "list", e->sublist);
    lc_json_set_sv(a, o, "name", h->name);
    lc_json_set_z(a, o, "name_kind", lc_name_kind_word(h->name_kind));
    lc_json_set_sv(a, o, "primary", e->n_names ? e->names[0].text : h->name);
    lc_json_set(a, o, "score", lc_json_of_real(a, h->score_bp / 10000.0));
    lc_json_set_int(a, o, "ofac_score", f->ofac_score);
    lc_json_set_z(a, o, "how", lc_hit_how_word(h->how));
    lc_json_set_z(a, o, "verdict", k->recorded ? lc_verdict_word(f->verdict) : "NOT_SCREENED");
    lc_json_set_z(a, o, "presence", lc_presence_word(f->standing.presence));
    lc_json_set(a, o, "evidence", evidence_json(a, h));
    lc_json_set(a, o, "why", why);
    lc_json_set(a, o, "marks", marks_json(a, h->marks, h->n_marks));
    lc_json_set(a, o, "asked_marks", marks_json(a, h->asked_marks, h->n_asked_marks));
    lc_json_set(a, o, "from", date_or_null(a, e->from));
    lc_json_set(a, o, "to", date_or_null(a, e->to));
    lc_json_set_bool(a, o, "from_is_publication", e->from_is_publication);
    lc_json_set_sv(a, o, "citation", e->citation);
    lc_json_set_sv(a, o, "requirement", e->requirement);
    lc_json_set_sv(a, o, "policy", e->policy);
    lc_json_set(a, o, "countries", sv_array(a, e->countries, e->n_countries));
    lc_json_set(a, o, "programs", sv_array(a, e->programs, e->n_programs));
    lc_json_set_sv(a, o, "meaning", lc_rules_list_meaning(k->s->law->rules, e->sublist));
    lc_json *effect = effect_json(k->s->law->rules, e->sublist, a);
    if (effect) lc_json_set(a, o, "effect", effect);
    lc_notices_into_hit(k->s->law->rules, e, f->day, a, o, why);
    lc_json_set_some(a, o, "url", attr_of(e, "source_list_url"));
    lc_json_set_z(a, o, "entry_sha256", f->wording);
    lc_json_set_bool(a, o, "suppressed", suppressed(f));
    if (f->resolution) lc_json_set(a, o, "resolution", resolution_json(f, a));
    return o;
}

/* The same listing in the words of the facts contract. */
static lc_json *listing_json(const finding *f, lc_arena *a)
{
    const lc_entry *e = &f->entry;
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "list", e->sublist);
    lc_json_set_sv(a, o, "entry", e->key);
    lc_json_set_sv(a, o, "name", e->n_names ? e->names[0].text : f->hit->name);
    if (e->from != LC_DATE_NONE) lc_json_set(a, o, "from_", date_or_null(a, e->from));
    lc_json_set_some(a, o, "fr", e->citation);
    lc_json_set_some(a, o, "requirement", e->requirement);
    lc_json_set_some(a, o, "policy", e->policy);
    lc_json_set_some(a, o, "standard_order", e->standard_order);
    if (e->n_programs) lc_json_set(a, o, "programs", sv_array(a, e->programs, e->n_programs));
    for (size_t i = 0; i < e->n_programs; i++)
        if (lc_sv_is(e->programs[i], "INKSNA")) lc_json_set_z(a, o, "statute", "INKSNA");
    if (lc_sv_is(e->sublist, "DPL"))
        lc_json_set(a, o, "in_force", f->in_force ? lc_json_of_bool(a, true) : lc_json_null(a));
    else if (f->standing.presence == LC_PRESENCE_UNKNOWN)
        lc_json_set(a, o, "in_force", lc_json_null(a));
    return o;
}

/* Most of the CSL's undated rows of denied persons are expired orders: BIS's own file, or the row's
 * own dates, must confirm it. */
static int denial_in_force(const lc_asker *k, const finding *f, lc_date day, lc_arena *a)
{
    const lc_entry *e = &f->entry;
    if (f->standing.presence != LC_PRESENCE_IN_FORCE) return 0;
    if (!lc_sv_is(e->source, "us_csl")) return 1;
    if (e->from != LC_DATE_NONE && e->to != LC_DATE_NONE && e->to >= day) return 1;
    for (size_t i = 0; i < e->n_names; i++)
        if (lc_index_has_name(k->s->index, LC_SV("us_bis_dpl"), LC_SV("DPL"),
                              lc_fold(a, e->names[i].text), day, k->known_at))
            return 1;
    return 0;
}

static licet_verdict stand_down(licet_verdict v, lc_presence presence)
{
    switch (presence) {
    case LC_PRESENCE_IN_FORCE: return v;
    case LC_PRESENCE_UNKNOWN: return v == LICET_NO_MATCH ? v : LICET_POSSIBLE_MATCH;
    case LC_PRESENCE_LATER: break;
    }
    return LICET_NOT_SCREENED; /* known, not yet in force: neither a match nor absence */
}

static int look_at(const lc_asker *k, const lc_query *q, const lc_hit *h, lc_date day, lc_arena *a,
                   finding *f, licet_error *err)
{
    lc_index_version v = lc_index_version_at(k->s->index, h->version);
    const lc_read_entry *read;
    int rc = lc_memory_entry(k->memory, k->s->index, h->version, a, &read, err);
    if (rc) return rc;
    f->entry = read->entry;
    memcpy(f->wording, read->wording, sizeof f->wording);
    f->hit = h;
    lc_cover c = lc_cover_of(k->s, f->entry.source, day);
    f->day = day;
    f->standing = lc_standing_of(&f->entry, &v, day, c.knows_entries, c.list_date, a);
    f->threshold = lc_hit_threshold(k->s->law->policy, &f->entry, q->type);
    f->verdict = stand_down(lc_hit_verdict(h, f->entry.type, f->threshold), f->standing.presence);
    f->in_force = denial_in_force(k, f, day, a);
    return 0;
}

static void keep_address(const finding *f, lc_arena *a, lc_screening *out)
{
    if (out->at_listed_address) return;
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "requirement", f->entry.requirement);
    lc_json_set_sv(a, o, "policy", f->entry.policy);
    if (f->entry.from != LC_DATE_NONE) lc_json_set(a, o, "from_", date_or_null(a, f->entry.from));
    out->at_listed_address = o;
}

/* What a person decided: a false hit is shown and counted, no more; a true match is one. */
static void resolve(const lc_asker *k, finding *f, lc_date day, const lc_screening *out)
{
    f->resolution = lc_resolutions_of(k->s->resolutions, lc_sv_of(out->customer), f->entry.key,
                                      lc_sv_of(f->wording));
    if (!f->resolution) return;
    f->lapsed = lc_resolution_lapsed(f->resolution, lc_sv_of(f->wording), day);
    if (established(f) && f->verdict == LICET_POSSIBLE_MATCH &&
        f->standing.presence == LC_PRESENCE_IN_FORCE)
        f->verdict = LICET_MATCH;
}

/* Files one finding under what it means for the determination. */
static void keep(const lc_asker *k, const finding *f, lc_arena *a, lc_screening *out)
{
    lc_json_push(a, out->hits, hit_json(k, f, a));
    if (suppressed(f)) {
        out->suppressed++;
        return;
    }
    if (f->verdict == LICET_MATCH && f->hit->how == LC_HOW_ADDRESS)
        keep_address(f, a, out);
    else if (f->verdict == LICET_MATCH)
        lc_json_push(a, out->lists, listing_json(f, a));
    else if (f->verdict == LICET_POSSIBLE_MATCH) {
        lc_json_push(a, out->possible_lists, listing_json(f, a));
        if (!out->near_name.len) {
            out->near_name = f->entry.n_names ? f->entry.names[0].text : f->hit->name;
            out->near_list = f->entry.sublist;
        }
    }
    bool better = f->verdict == LICET_MATCH ||
                  (f->verdict == LICET_POSSIBLE_MATCH && out->verdict != LICET_MATCH);
    if (better) out->verdict = f->verdict;
}

/* Near, but below the policy's threshold: recorded, so that nobody has to wonder. */
static bool below(const lc_hit *h, int possible_bp)
{
    return h->how == LC_HOW_NAME && h->score_bp < possible_bp;
}

static void reject(const finding *f, lc_arena *a, lc_screening *out)
{
    const lc_hit *h = f->hit;
    lc_json *o = lc_json_object(a), *why = sv_array(a, h->why, h->n_why);
    lc_json_push_sv(a, why,
                    lc_arena_printf(a, "resemblance 0.%04d is below the policy's 0.%04d",
                                    h->score_bp, f->threshold.possible_bp));
    lc_json_set_sv(a, o, "entry", f->entry.key);
    lc_json_set_sv(a, o, "list", f->entry.sublist);
    lc_json_set_sv(a, o, "name", h->name);
    lc_json_set(a, o, "score", lc_json_of_real(a, h->score_bp / 10000.0));
    lc_json_set(a, o, "why", why);
    lc_json_push(a, out->rejected, o);
}

static int search(const lc_asker *k, const lc_query *q, lc_date day, lc_arena *a, lc_screening *out,
                  licet_error *err)
{
    lc_match_params p = {
        .as_of = day, .known_at = k->known_at, .threshold_bp = k->s->law->policy->shown_bp};
    lc_hit *hits;
    size_t n = 0;
    int rc = lc_match(k->matcher, q, &p, a, &hits, &n, err);
    for (size_t i = 0; i < n && !rc; i++) {
        finding f = {0};
        bool full = lc_json_len(out->rejected) == LC_REJECTED_MAX;
        if (full && below(&hits[i], k->s->law->policy->least_possible_bp)) continue;
        rc = look_at(k, q, &hits[i], day, a, &f, err);
        if (rc || f.standing.gone) continue;
        if (below(&hits[i], f.threshold.possible_bp)) {
            if (!full) reject(&f, a, out);
            continue;
        }
        resolve(k, &f, day, out);
        f.ofac_score = ofac_score(&f, q->name, a);
        keep(k, &f, a, out);
    }
    return rc;
}

static lc_sv join_remedy(lc_arena *a, lc_sv first, lc_sv second)
{
    if (!first.len) return second;
    if (!second.len) return first;
    return lc_arena_printf(a, "%.*s; %.*s", LC_SV_ARG(first), LC_SV_ARG(second));
}

/* Somebody will be listed who is not yet. */
static bool any_later(const lc_json *hits)
{
    bool later = false;
    for (size_t i = 0; i < lc_json_len(hits); i++)
        later |= lc_sv_is(lc_json_get_sv(lc_json_at(hits, i), "presence"), "later") &&
                 !lc_json_bool(lc_json_get(lc_json_at(hits, i), "suppressed"), false);
    return later;
}

/* Somebody may be called so: it is looked for, and what is found counts. That nobody is found says
 * nothing. */
static lc_sv no_name(lc_arena *a, lc_sv name)
{
    return lc_arena_printf(a, "\"%.*s\" is not a name; give the party's name",
                           LC_SV_ARG(lc_sv_trim(name)));
}

static void screen(const lc_asker *k, const lc_query *q, lc_date day, lc_arena *a,
                   lc_screening *out)
{
    *out = (lc_screening){.verdict = LICET_NOT_SCREENED,
                          .hits = lc_json_array(a),
                          .rejected = lc_json_array(a),
                          .lists = lc_json_array(a),
                          .possible_lists = lc_json_array(a)};
    lc_customer_hash(q, a, out->customer);
    lc_sv remedy;
    bool whole = lc_cover_required(k->s, day, a, &remedy) == LC_COVER_FULL;
    licet_error err = {0};
    int rc = 0;
    if (!lc_sv_trim(q->name).len) {
        rc = lc_fail(&err, LICET_E_ARGUMENT, "no name was given");
    } else if (k->matcher) {
        rc = search(k, q, day, a, out, &err);
    }
    if (rc) remedy = join_remedy(a, lc_arena_printf(a, "%s", err.message), remedy);
    bool later = any_later(out->hits);
    out->unnamed = out->verdict == LICET_NOT_SCREENED && !later &&
                   lc_placeholder(k->s->law->placeholders, a, q->name);
    if (out->unnamed) remedy = join_remedy(a, no_name(a, q->name), remedy);
    if (out->verdict == LICET_NOT_SCREENED && whole && !rc && !later && k->matcher) {
        lc_sv beyond = lc_beyond_search(lc_matcher_words(k->matcher), a);
        if (!beyond.len && !out->unnamed) out->verdict = LICET_NO_MATCH;
        remedy = join_remedy(a, beyond, remedy);
    }
    if (!k->recorded) {
        out->verdict = LICET_NOT_SCREENED;
        remedy = join_remedy(a, LC_SV("candidates only: no decision sink acknowledged this search"),
                             remedy);
    }
    out->parties = lc_parties_of_hits(k->s, out->hits, day, a);
    out->dossier = lc_dossier_of(k->s->dossier, q->name, out->hits, a);
    bool found = lc_json_len(out->hits) > 0;
    if (out->verdict == LICET_NOT_SCREENED && !found) out->hits = NULL;
    out->remedy = remedy;
}

void lc_screen_party(const lc_asker *k, const lc_query *q, lc_date day, lc_arena *a,
                     lc_screening *out)
{
    if (lc_memory_find(k->memory, q, day, a, out)) return;
    screen(k, q, day, a, out);
    if (k->memory) lc_memory_keep(k->memory, q, day, out);
}

void lc_body_versions(const licet_snapshot *s, lc_date day, lc_arena *a, lc_json *body)
{
    char known_at[LC_TIME_TEXT];
    lc_json_set(a, body, "lists", lc_cover_lists(s, day, a));
    if (s->known_at) lc_json_set_z(a, body, "known_at", lc_time_text(s->known_at, known_at));
    lc_json_set_z(a, body, "policy_hash", s->law->policy->hash);
    if (s->law->letters) lc_json_set_z(a, body, "letters", s->law->letters->letters->sha256);
    lc_json_set_z(a, body, "index", s->index ? lc_index_hash(s->index) : "");
    lc_json_set_z(a, body, "rules", s->law->rules_hash);
    lc_json_set_z(a, body, "engine", licet_engine());
    lc_json_set_sv(a, body, "resolutions", lc_resolutions_last(s->resolutions));
    lc_json_set_some(a, body, "dossier_last", lc_dossier_last(s->dossier));
}

lc_json *lc_screen_body(const lc_asker *k, const lc_query *q, lc_date day, lc_arena *a,
                        licet_verdict *out_verdict)
{
    lc_screening r;
    lc_screen_party(k, q, day, a, &r);
    lc_json *body = lc_json_object(a), *query = lc_json_object(a);
    lc_json_set_sv(a, query, "name", q->name);
    lc_json_set_z(a, query, "type", lc_party_type_word(q->type));
    lc_json_set_some(a, query, "country", q->country);
    lc_json_set_some(a, query, "address", q->address);
    lc_json_set_some(a, query, "birth", q->birth);
    if (q->n_idents) lc_json_set(a, query, "idents", sv_array(a, q->idents, q->n_idents));
    lc_json_set_z(a, body, "kind", "screen");
    lc_json_set(a, body, "query", query);
    lc_json_set(a, body, "as_of", date_or_null(a, day));
    lc_json_set_z(a, body, "verdict", lc_verdict_word(r.verdict));
    lc_json_set(a, body, "hits", r.hits);
    lc_json_set(a, body, "listed_parties", r.parties);
    lc_json_set(a, body, "rejected", r.rejected);
    lc_json_set(a, body, "dossier", r.dossier);
    lc_json_set_int(a, body, "suppressed", (int64_t)r.suppressed);
    lc_json_set_z(a, body, "customer", r.customer);
    lc_json_set(a, body, "remedy", r.remedy.len ? lc_json_of_sv(a, r.remedy) : lc_json_null(a));
    lc_body_versions(k->s, day, a, body);
    *out_verdict = r.verdict;
    return body;
}
