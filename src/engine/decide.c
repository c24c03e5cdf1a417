#include "engine/decide.h"

#include "determine/determine.h"
#include "engine/coverage.h"
#include "engine/letters.h"
#include "text/country.h"

const char *lc_disposition_word(licet_disposition d)
{
    switch (d) {
    case LICET_HOLD: return "HOLD";
    case LICET_STOP: return "STOP";
    case LICET_RELEASE: break;
    }
    return "RELEASE";
}

/* Parties with their owners, one after another, each with its object in the facts. */
typedef struct walk {
    const lc_asker *k;
    lc_arena *a;
    lc_date day;
    lc_json *screened; /* array for the body */
    licet_verdict worst;
    bool any, searched;
} walk;

enum { MAX_OWNER_DEPTH = 16 };

/* MATCH > POSSIBLE_MATCH > NOT_SCREENED > NO_MATCH */
static int severity(licet_verdict v)
{
    switch (v) {
    case LICET_NO_MATCH: return 0;
    case LICET_NOT_SCREENED: return 1;
    case LICET_POSSIBLE_MATCH: return 2;
    case LICET_MATCH: break;
    }
    return 3;
}

static void note_verdict(walk *w, licet_verdict v)
{
    if (!w->any || severity(v) > severity(w->worst)) w->worst = v;
    w->any = true;
}

static lc_query query_of(const lc_json *party)
{
    static const char *const places[] = {"country", "hq_country", "hq", "nationality"};
    lc_query q = {.name = lc_json_get_sv(party, "name"),
                  .address = lc_json_get_sv(party, "address")};
    for (size_t i = 0; i < sizeof places / sizeof *places && !q.country.len; i++) {
        lc_sv given = lc_json_get_sv(party, places[i]);
        lc_sv code = lc_country_code(given);
        q.country = code.len ? code : given;
    }
    return q;
}

/* What the search found, in the words determine reads. */
static void tell_facts(lc_arena *a, lc_json *party, const lc_screening *r)
{
    lc_json_set(a, party, "lists", r->lists);
    lc_json_set_z(a, party, "screening", lc_verdict_word(r->verdict));
    if (r->unnamed) lc_json_set_bool(a, party, "unnamed", true);
    if (r->at_listed_address) lc_json_set(a, party, "at_listed_address", r->at_listed_address);
    if (!lc_json_len(r->possible_lists)) return;
    lc_json *near = lc_json_object(a);
    lc_json_set_sv(a, near, "list", r->near_list);
    lc_json_set_sv(a, near, "entry", r->near_name);
    lc_json_set_z(a, near, "strength", "near");
    lc_json_set(a, party, "name_match", near);
    lc_json_set(a, party, "possible_lists", r->possible_lists);
}

/* What stands in the body about one party. */
typedef struct looked_up {
    licet_verdict verdict;
    lc_json *hits, *parties, *rejected, *dossier;
    lc_sv remedy, customer;
    int64_t suppressed;
} looked_up;

static lc_json *party_json(walk *w, const lc_json *party, bool owner, const looked_up *r)
{
    static const char *const kept[] = {"role", "name", "country", "address"};
    lc_json *o = lc_json_object(w->a);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        lc_json_set_sv(w->a, o, kept[i], lc_json_get_sv(party, kept[i]));
    if (owner) lc_json_set_z(w->a, o, "role", "owner");
    lc_json_set_bool(w->a, o, "owner", owner);
    lc_json_set_z(w->a, o, "verdict", lc_verdict_word(r->verdict));
    lc_json_set(w->a, o, "hits", r->hits);
    if (r->parties) lc_json_set(w->a, o, "listed_parties", r->parties);
    if (r->rejected) lc_json_set(w->a, o, "rejected", r->rejected);
    if (r->dossier) lc_json_set(w->a, o, "dossier", r->dossier);
    lc_json_set_int(w->a, o, "suppressed", r->suppressed);
    lc_json_set_sv(w->a, o, "customer", r->customer);
    lc_json_set(w->a, o, "remedy",
                r->remedy.len ? lc_json_of_sv(w->a, r->remedy) : lc_json_null(w->a));
    return o;
}

/* lists given in the facts, even [], are taken as supplied. */
static void take_given(walk *w, lc_json *party, bool owner)
{
    licet_verdict v = lc_json_len(lc_json_get(party, "lists")) ? LICET_MATCH : LICET_NO_MATCH;
    note_verdict(w, v);
    looked_up r = {.verdict = v, .hits = lc_json_array(w->a), .remedy = LC_SV("lists as supplied")};
    lc_json_push(w->a, w->screened, party_json(w, party, owner, &r));
}

/* The same party twice in one order (sold to = consignee) is looked up once. */
static lc_json *same_as_before(const walk *w, const lc_json *party)
{
    static const char *const same[] = {"name", "country", "address"};
    for (size_t i = 0; i < lc_json_len(w->screened); i++) {
        lc_json *o = lc_json_at(w->screened, i);
        bool equal = !lc_sv_is(lc_json_get_sv(o, "remedy"), "lists as supplied");
        for (size_t k = 0; k < sizeof same / sizeof *same && equal; k++)
            equal = lc_sv_eq(lc_json_get_sv(o, same[k]), lc_json_get_sv(party, same[k]));
        if (equal) return o;
    }
    return NULL;
}

static void copy_findings(walk *w, lc_json *party, const lc_json *earlier)
{
    static const char *const found[] = {
        "lists", "screening", "unnamed", "at_listed_address", "name_match", "possible_lists"};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        lc_json *v = lc_json_get(earlier, found[i]);
        if (v) lc_json_set(w->a, party, found[i], v);
    }
}

static licet_verdict verdict_of_word(lc_sv word)
{
    for (int v = LICET_NOT_SCREENED; v <= LICET_MATCH; v++)
        if (lc_sv_is(word, lc_verdict_word((licet_verdict)v))) return (licet_verdict)v;
    return LICET_NOT_SCREENED;
}

static void screen_one(walk *w, lc_json *party, bool owner)
{
    lc_query q = query_of(party);
    lc_json *before = q.name.len ? same_as_before(w, party) : NULL;
    lc_screening r;
    if (before) {
        copy_findings(w, party, lc_json_get(before, "facts_"));
        looked_up same = {verdict_of_word(lc_json_get_sv(before, "verdict")),
                          lc_json_get(before, "hits"),
                          lc_json_get(before, "listed_parties"),
                          lc_json_get(before, "rejected"),
                          lc_json_get(before, "dossier"),
                          lc_json_get_sv(before, "remedy"),
                          lc_json_get_sv(before, "customer"),
                          lc_json_int(lc_json_get(before, "suppressed"), 0)};
        lc_json *o = party_json(w, party, owner, &same);
        lc_json_set(w->a, o, "facts_", party);
        lc_json_push(w->a, w->screened, o);
        return;
    }
    lc_screen_party(w->k, &q, w->day, w->a, &r);
    w->searched = true;
    note_verdict(w, r.verdict);
    tell_facts(w->a, party, &r);
    looked_up found = {r.verdict,
                       r.hits,
                       r.parties,
                       r.rejected,
                       r.dossier,
                       r.remedy,
                       lc_arena_sv(w->a, lc_sv_of(r.customer)),
                       (int64_t)r.suppressed};
    lc_json *o = party_json(w, party, owner, &found);
    lc_json_set(w->a, o, "facts_", party); /* taken off before the body is written */
    lc_json_push(w->a, w->screened, o);
}

static void walk_parties(walk *w, lc_json *parties, bool owners, int depth)
{
    if (depth > MAX_OWNER_DEPTH) return;
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        lc_json *party = lc_json_at(parties, i);
        if (lc_json_kind_of(party) != LC_JSON_OBJECT) continue;
        lc_json_kind lists = lc_json_kind_of(lc_json_get(party, "lists"));
        if (lists == LC_JSON_ARRAY)
            take_given(w, party, owners);
        else if (lists == LC_JSON_ABSENT)
            screen_one(w, party, owners);
        walk_parties(w, lc_json_get(party, "owners"), true, depth + 1);
    }
}

/* Parties of the body without the working pointer into the facts. */
static lc_json *without_working(lc_arena *a, const lc_json *screened)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < lc_json_len(screened); i++) {
        const lc_json *from = lc_json_at(screened, i);
        lc_json *o = lc_json_object(a);
        for (size_t m = 0; m < lc_json_len(from); m++)
            if (!lc_sv_is(lc_json_key(from, m), "facts_"))
                lc_json_set(a, o, lc_json_key(from, m).data, lc_json_at(from, m));
        lc_json_push(a, out, o);
    }
    return out;
}

static lc_date as_of_fact(const lc_json *facts)
{
    lc_date d;
    return lc_date_iso(lc_json_get_sv(facts, "as_of"), &d) ? d : LC_DATE_NONE;
}

static void set_date(lc_arena *a, lc_json *o, const char *key, lc_date d)
{
    char text[LC_DATE_TEXT];
    lc_json_set(a, o, key,
                d == LC_DATE_NONE ? lc_json_null(a) : lc_json_of_z(a, lc_date_text(d, text)));
}

/* Want of data is everything but the identity of a near match, which a person resolves. */
static bool wants_data(const lc_decided *d, const lc_json *determination)
{
    if (d->verdict == LICET_NOT_SCREENED) return true;
    if (d->status != LICET_NEEDS_FACTS) return false;
    const lc_json *missing = lc_json_get(determination, "missing");
    if (!lc_json_len(missing)) return true;
    for (size_t i = 0; i < lc_json_len(missing); i++)
        if (!lc_sv_ends(lc_json_sv(lc_json_at(missing, i)), LC_SV(".identity"))) return true;
    return false;
}

/* What the order reader left unread forbids RELEASE; a party in it was not looked up, so that the
 * search was not complete either (DESIGN section 1). */
static void heed_order(const lc_question *q, lc_decided *d)
{
    bool unread = lc_json_len(lc_json_get(q->order, "unread_parties")) > 0;
    bool open = lc_json_len(lc_json_get(q->order, "open")) > 0;
    if (unread && d->verdict == LICET_NO_MATCH) d->verdict = LICET_NOT_SCREENED;
    if ((unread || open) && d->disposition == LICET_RELEASE) d->disposition = LICET_HOLD;
}

static lc_json *error_json(lc_arena *a, const licet_error *e)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_int(a, o, "code", e->code);
    lc_json_set_z(a, o, "message", e->message);
    if (e->remedy[0]) lc_json_set_z(a, o, "remedy", e->remedy);
    return o;
}

/* parsed: the facts where they were read already, or NULL. */
static int ask_determine(const lc_asker *k, const lc_json *facts, lc_facts *parsed, lc_arena *a,
                         lc_decided *out, licet_error *err)
{
    lc_determination *d;
    int rc = parsed ? 0 : lc_facts_parse(a, facts, LC_FACTS_FROM_ENGINE, &parsed, err);
    if (!rc) rc = lc_determine(a, k->s->law->rules, parsed, &d, err);
    if (rc) return rc;
    out->status = lc_determination_status(d);
    out->disposition = lc_determination_disposition(d);
    out->determination = lc_determination_json(a, d);
    out->found = d;
    out->facts = parsed;
    return 0;
}

static int check_contract(const lc_question *q, lc_arena *a, lc_facts **out, licet_error *err)
{
    return q->from_user ? lc_facts_parse(a, q->facts, LC_FACTS_FROM_USER, out, err) : 0;
}

/* Is there a party, or an owner, to be looked up? */
static bool asks_search(const lc_json *parties, int depth)
{
    for (size_t i = 0; i < lc_json_len(parties) && depth <= MAX_OWNER_DEPTH; i++) {
        const lc_json *p = lc_json_at(parties, i);
        bool given = lc_json_kind_of(lc_json_get(p, "lists")) != LC_JSON_ABSENT;
        if (!given || asks_search(lc_json_get(p, "owners"), depth + 1)) return true;
    }
    return false;
}

static void begin_body(const lc_question *q, lc_arena *a, lc_json *body)
{
    lc_json_set_z(a, body, "kind", q->kind);
    if (q->order) lc_json_set(a, body, "order", (lc_json *)q->order);
    lc_json_set(a, body, "facts", (lc_json *)q->facts);
    lc_json_set_bool(a, body, "from_user", q->from_user);
}

static void end_body(const lc_asker *k, const lc_question *q, lc_date as_of, lc_date day,
                     lc_arena *a, lc_decided *d)
{
    set_date(a, d->body, "as_of", as_of);
    set_date(a, d->body, "lists_as_of", day);
    set_date(a, d->body, "ship_date", as_of);
    set_date(a, d->body, "rescreen_by", as_of != day ? as_of : LC_DATE_NONE);
    lc_json_set_z(a, d->body, "verdict", lc_verdict_word(d->verdict));
    lc_json_set_z(a, d->body, "disposition", lc_disposition_word(d->disposition));
    lc_json_set(a, d->body, "determination", d->determination);
    if (q->problem) lc_json_set_z(a, d->body, "problem", q->problem);
    lc_body_versions(k->s, day, a, d->body);
}

int lc_decide(const lc_asker *k, const lc_question *q, lc_arena *a, lc_decided *out,
              licet_error *err)
{
    lc_facts *parsed = NULL;
    int rc = check_contract(q, a, &parsed, err);
    if (rc) return rc;
    lc_decided d = {.body = lc_json_object(a), .verdict = LICET_NOT_SCREENED};
    lc_date as_of = as_of_fact(q->facts);
    lc_date day = as_of != LC_DATE_NONE && as_of > q->today ? q->today : as_of;
    bool search = asks_search(lc_json_get(q->facts, "parties"), 0);
    lc_json *facts = search ? lc_json_copy(a, q->facts) : (lc_json *)q->facts;
    const lc_letter_book *letters = k->s->law->letters;
    lc_json *told = facts;
    walk w = {.k = k, .a = a, .day = day, .screened = lc_json_array(a)};
    begin_body(q, a, d.body);
    if (!q->problem) {
        walk_parties(&w, lc_json_get(facts, "parties"), false, 0);
        if (w.any) d.verdict = w.worst;
        d.screened = w.searched;
        licet_error why = {0};
        if (letters)
            told = lc_letters_told(letters, k->letters, k->s->law->policy, as_of, facts, a);
        bool as_parsed = !search && told == facts;
        rc = ask_determine(k, told, as_parsed ? parsed : NULL, a, &d, &why);
        lc_json_set(a, d.body, "error", rc ? error_json(a, &why) : NULL);
    } else {
        licet_error why = {.code = LICET_E_SYNTAX};
        memcpy(why.message, q->problem, strnlen(q->problem, sizeof why.message - 1));
        lc_json_set(a, d.body, "error", error_json(a, &why));
    }
    lc_json_set(a, d.body, "parties", without_working(a, w.screened));
    heed_order(q, &d);
    d.wants_data = rc || q->problem || wants_data(&d, d.determination);
    if (d.wants_data && d.disposition == LICET_RELEASE) d.disposition = LICET_HOLD;
    if (d.screened || !q->answer_only) end_body(k, q, as_of, day, a, &d);
    *out = d;
    return 0;
}

int lc_decided_exit(const lc_decided *d)
{
    if (d->wants_data) return 2;
    return d->disposition == LICET_RELEASE ? 0 : 1;
}
