/* licet_resolve: a person's word on the hits of a decision, into the log.
 *
 * Nothing here can release by itself what two people must: a match (as the policy asks) and
 * anything somebody called a true match is a false hit only once a second person has approved. */
#include "engine/resolving.h"

#include "codec/hash.h"
#include "engine/reasons.h"
#include "engine/screen.h"
#include "text/fold.h"

enum { MAX_NOTE_BYTES = 4000, MAX_BY_BYTES = 200, RESOLUTION_ID = 23 };

/* ---- what was asked ---- */

static int need_text(const char *what, const char *value, size_t max_bytes, licet_error *err)
{
    size_t n = value ? lc_sv_trim(lc_sv_of(value)).len : 0;
    if (n >= 1 && n <= max_bytes && lc_utf8_ok(lc_sv_of(value), NULL)) return 0;
    lc_fail(err, LICET_E_ARGUMENT, "a resolution needs %s of 1 to %zu bytes of UTF-8", what,
            max_bytes);
    return lc_fail_remedy(err, "an auditor will read it: say who decided and why");
}

static int read_until(lc_resolving *r, licet_error *err)
{
    lc_date today = lc_engine_today(r->l->now_s);
    lc_date longest = today + r->l->law->policy->resolution_days;
    char text[LC_DATE_TEXT];
    r->until = longest;
    if (!r->p->until) return 0;
    if (!lc_date_iso(lc_sv_of(r->p->until), &r->until)) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", r->p->until);
        return lc_fail_remedy(err, "write it as YYYY-MM-DD");
    }
    if (r->until >= today && r->until <= longest) return 0;
    lc_fail(err, LICET_E_ARGUMENT, "the term must end between today and %s",
            lc_date_text(longest, text));
    return lc_fail_remedy(err, "the longest term is [desk] resolution_days of the policy");
}

static int check_params(lc_resolving *r, licet_error *err)
{
    const licet_resolve_params *p = r->p;
    r->outcome = lc_outcome_of(lc_sv_of(p->outcome));
    if (!p->decision || r->outcome == LC_OUTCOME_NONE)
        return lc_fail(err, LICET_E_ARGUMENT,
                       "name a decision and one of false_hit, true_match, escalate, approve");
    int rc = need_text("a note", p->note, MAX_NOTE_BYTES, err);
    if (!rc) rc = need_text("the name of who decides", p->by, MAX_BY_BYTES, err);
    if (!rc && r->outcome != LC_OUTCOME_APPROVE)
        rc = lc_reason_check(r->l->law->reasons_text, lc_sv_of(p->reason), lc_sv_of(p->outcome),
                             err);
    return rc ? rc : read_until(r, err);
}

/* ---- what is recorded ---- */

static int append(lc_resolving *r, lc_json *body, char id[RESOLUTION_ID], licet_error *err)
{
    char time[LC_TIME_TEXT];
    uint8_t salt[8];
    char hex[2 * sizeof salt + 1];
    lc_random(salt, sizeof salt); /* the same word given twice is two resolutions */
    lc_json_set_z(r->arena, body, "kind", "resolution");
    lc_json_set_z(r->arena, body, "time", lc_time_text(r->l->now_s, time));
    lc_json_set_z(r->arena, body, "mark", lc_hex(salt, sizeof salt, hex));
    lc_json_set_sv(r->arena, body, "by", lc_sv_trim(lc_sv_of(r->p->by)));
    lc_json_set_sv(r->arena, body, "note", lc_sv_trim(lc_sv_of(r->p->note)));
    lc_json_set_z(r->arena, body, "outcome", lc_outcome_word(r->outcome));
    lc_json_set_z(r->arena, body, "policy_hash", r->l->law->policy->hash);
    lc_sv text = lc_json_text(r->arena, body, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    id[0] = 'R';
    uint64_t sequence;
    int rc = lc_store_decision_append(r->store, lc_sv_of(id), r->l->now_s, text, &sequence, err);
    lc_decision_row row = {
        .sequence = sequence, .id = lc_sv_of(id), .record = text, .time_s = r->l->now_s};
    return rc ? rc : lc_resolutions_take(r->known, &row, err);
}

static void tell(lc_resolving *r, const char *id, const lc_json *party, const lc_json *hit,
                 bool second)
{
    char date[LC_DATE_TEXT];
    lc_json *o = lc_json_object(r->arena);
    lc_json_set_z(r->arena, o, "id", id);
    lc_json_set_sv(r->arena, o, "entry", lc_json_get_sv(hit, "entry"));
    lc_json_set_sv(r->arena, o, "name", lc_json_get_sv(hit, "primary"));
    lc_json_set_sv(r->arena, o, "party", lc_json_get_sv(party, "name"));
    lc_json_set_z(r->arena, o, "outcome", lc_outcome_word(r->outcome));
    lc_json_set_z(r->arena, o, "until", lc_date_text(r->until, date));
    lc_json_set_bool(r->arena, o, "awaits_second_person", second);
    lc_json_push(r->arena, r->report, o);
}

/* Does this false hit take two people? */
static bool takes_two(const lc_resolving *r, const lc_json *hit, const lc_resolution *before)
{
    if (r->outcome != LC_OUTCOME_FALSE_HIT) return false;
    if (before && before->outcome == LC_OUTCOME_TRUE_MATCH) return true;
    switch (r->l->law->policy->second_person) {
    case LC_SECOND_ALWAYS: return true;
    case LC_SECOND_MATCHES: return !lc_sv_is(lc_json_get_sv(hit, "verdict"), "POSSIBLE_MATCH");
    case LC_SECOND_NEVER: break;
    }
    return false;
}

static bool stands_already(const lc_resolving *r, const lc_resolution *before, lc_sv wording)
{
    return before && before->outcome == r->outcome && r->outcome != LC_OUTCOME_ESCALATE &&
           !lc_resolution_lapsed(before, wording, lc_engine_today(r->l->now_s));
}

static int resolve_hit(lc_resolving *r, const lc_json *party, lc_sv customer, const lc_json *hit,
                       licet_error *err)
{
    lc_sv entry = lc_json_get_sv(hit, "entry"), wording = lc_json_get_sv(hit, "entry_sha256");
    const lc_resolution *before = lc_resolutions_of(r->known, customer, entry, wording);
    char id[RESOLUTION_ID], date[LC_DATE_TEXT];
    if (r->p->entry && !lc_sv_is(entry, r->p->entry)) return 0;
    if (stands_already(r, before, wording)) {
        r->skipped++;
        return 0;
    }
    bool second = takes_two(r, hit, before);
    lc_json *o = lc_json_object(r->arena);
    lc_json_set_sv(r->arena, o, "decision", r->row.id);
    lc_json_set_sv(r->arena, o, "customer", customer);
    lc_json_set_sv(r->arena, o, "party", lc_json_get_sv(party, "name"));
    lc_json_set_sv(r->arena, o, "entry", entry);
    lc_json_set_sv(r->arena, o, "entry_sha256", wording);
    lc_json_set_sv(r->arena, o, "name", lc_json_get_sv(hit, "primary"));
    lc_json_set_sv(r->arena, o, "reason", lc_sv_of(r->p->reason));
    lc_json_set_z(r->arena, o, "until", lc_date_text(r->until, date));
    lc_json_set_bool(r->arena, o, "second_person", second);
    int rc = append(r, o, id, err);
    if (rc) return rc;
    r->made++;
    tell(r, id, party, hit, second);
    return 0;
}

static int resolve_party(lc_resolving *r, const lc_json *party, lc_sv customer, const lc_json *hits,
                         licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < lc_json_len(hits) && !rc; i++)
        rc = resolve_hit(r, party, customer, lc_json_at(hits, i), err);
    return rc;
}

static int resolve_decision(lc_resolving *r, licet_error *err)
{
    const lc_json *parties = lc_json_get(r->body, "parties");
    int rc = 0;
    if (lc_sv_is(lc_json_get_sv(r->body, "kind"), "screen"))
        rc = resolve_party(r, lc_json_get(r->body, "query"), lc_json_get_sv(r->body, "customer"),
                           lc_json_get(r->body, "hits"), err);
    for (size_t i = 0; i < lc_json_len(parties) && !rc; i++) {
        const lc_json *p = lc_json_at(parties, i);
        rc = resolve_party(r, p, lc_json_get_sv(p, "customer"), lc_json_get(p, "hits"), err);
    }
    if (rc || r->made) return rc;
    if (r->skipped)
        return lc_fail(err, LICET_E_ARGUMENT, "that is how it stands already: %s",
                       lc_outcome_word(r->outcome));
    lc_fail(err, LICET_E_NOT_FOUND, "decision %.40s has no such hit", r->p->decision);
    return lc_fail_remedy(err, "licet hits shows what is open; --entry takes the key of an entry");
}

static int approve(lc_resolving *r, licet_error *err)
{
    const lc_resolution *x = lc_resolutions_by_id(r->known, lc_sv_of(r->p->decision));
    lc_sv by = lc_sv_trim(lc_sv_of(r->p->by));
    char id[RESOLUTION_ID];
    if (x && x->approved_by.len && lc_same_person(r->arena, by, x->approved_by)) {
        r->skipped++;
        return lc_fail(err, LICET_E_ARGUMENT, "%.40s is approved already", r->p->decision);
    }
    if (!x || !x->awaits) {
        lc_fail(err, LICET_E_NOT_FOUND, "%.40s awaits no approval", r->p->decision);
        return lc_fail_remedy(err, "licet hits shows what does; its id begins with R-");
    }
    if (lc_same_person(r->arena, by, x->by)) {
        lc_fail(err, LICET_E_ARGUMENT, "%.80s cannot approve what %.80s resolved", r->p->by,
                r->p->by);
        return lc_fail_remedy(err, "a second person must");
    }
    lc_json *o = lc_json_object(r->arena);
    lc_json_set_sv(r->arena, o, "resolution", x->id);
    lc_json_set_sv(r->arena, o, "customer", x->customer);
    lc_json_set_sv(r->arena, o, "entry", x->entry);
    int rc = append(r, o, id, err);
    r->until = x->until;
    if (!rc) tell(r, id, NULL, o, false);
    return rc;
}

/* ---- the whole ---- */

static int read_decision(lc_resolving *r, licet_error *err)
{
    if (r->outcome == LC_OUTCOME_APPROVE) return 0;
    int rc = lc_store_decision_get(r->store, r->arena, lc_sv_of(r->p->decision), &r->row, err);
    return rc ? rc : lc_json_parse(r->arena, r->row.record, &r->body, err);
}

int lc_resolving_check(lc_resolving *r, const licet_resolve_params *p, licet_error *err)
{
    r->p = p;
    r->made = r->skipped = 0;
    return check_params(r, err);
}

int lc_resolving_begin(lc_resolving *r, licet_error *err)
{
    int rc = lc_home_writer(r->l, &r->store, err);
    if (!rc) rc = lc_store_decisions_begin(r->store, err);
    if (rc) return rc;
    rc = lc_resolutions_load(r->store, UINT64_MAX, r->arena, &r->known, err);
    if (rc) lc_store_rollback(r->store);
    return rc;
}

int lc_resolving_add(lc_resolving *r, const licet_resolve_params *p, licet_error *err)
{
    int rc = lc_resolving_check(r, p, err);
    if (!rc) rc = read_decision(r, err);
    if (rc) return rc;
    return r->outcome == LC_OUTCOME_APPROVE ? approve(r, err) : resolve_decision(r, err);
}

int lc_resolving_end(lc_resolving *r, bool keep, licet_error *err)
{
    lc_resolutions_done(r->known);
    r->known = NULL;
    if (keep) return lc_store_commit(r->store, err);
    lc_store_rollback(r->store);
    return 0;
}

int licet_resolve(licet *l, const licet_resolve_params *p, licet_text *out_json, licet_error *err)
{
    lc_resolving r = {.l = l, .arena = lc_arena_new()};
    r.report = lc_json_array(r.arena);
    int rc = lc_resolving_check(&r, p, err);
    if (!rc) rc = lc_resolving_begin(&r, err);
    if (!rc) {
        rc = lc_resolving_add(&r, p, err);
        int ended = lc_resolving_end(&r, !rc, rc ? NULL : err);
        if (!rc) rc = ended;
    }
    if (!rc) {
        lc_json *o = lc_json_set(r.arena, lc_json_object(r.arena), "resolutions", r.report);
        lc_text_take(lc_json_text(r.arena, o, LC_JSON_PRETTY), out_json);
    }
    lc_arena_free(r.arena);
    return rc;
}
