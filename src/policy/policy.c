#include "policy/policy.h"

#include <ini.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "codec/hash.h"

enum {
    MAX_POLICY_BYTES = 1024 * 1024,
    BASIS_POINTS = 10000,
    MAX_RESOLUTION_DAYS = 366,
    MAX_THRESHOLD_LISTS = 100
};

typedef struct parse {
    lc_arena *a;
    lc_policy *p;
    LC_VEC(lc_list_policy) lists;
    LC_VEC(lc_list_threshold) by_list;
    lc_sv required;
    char problem[200];
    int lineno;
} parse;

static int refuse(parse *s, const char *section, const char *key, const char *why)
{
    if (!s->problem[0])
        snprintf(s->problem, sizeof s->problem, "[%.60s] %.60s: %s", section, key, why);
    return 0;
}

/* "0.80" -> 8000 */
static bool read_score(const char *value, int *out)
{
    char *end;
    double d = strtod(value, &end);
    if (end == value || *end || !(d >= 0 && d <= 1)) return false;
    *out = (int)(d * BASIS_POINTS + 0.5);
    return true;
}

static bool read_count(const char *value, uint64_t max, uint64_t *out)
{
    uint64_t v;
    if (!lc_sv_u64(lc_sv_of(value), &v) || v > max) return false;
    *out = v;
    return true;
}

static lc_list_policy *list_section(parse *s, lc_sv id)
{
    for (size_t i = 0; i < s->lists.len; i++)
        if (lc_sv_eq(s->lists.at[i].id, id)) return &s->lists.at[i];
    lc_list_policy fresh = s->p->other;
    fresh.id = lc_arena_sv(s->a, id);
    lc_vec_push(&s->lists, fresh);
    return &s->lists.at[s->lists.len - 1];
}

static int list_key(parse *s, lc_list_policy *l, const char *section, const char *key,
                    const char *value)
{
    uint64_t n;
    if (strcmp(key, "max_age_days") == 0) {
        if (!read_count(value, 100000, &n)) return refuse(s, section, key, "days from 0 to 100000");
        l->max_age_days = (int)n;
        return 1;
    }
    if (strcmp(key, "min_entries") == 0) {
        if (!read_count(value, UINT32_MAX, &n)) return refuse(s, section, key, "a whole number");
        l->min_entries = n;
        return 1;
    }
    return refuse(s, section, key, "unknown key");
}

static lc_list_threshold *list_threshold(parse *s, lc_sv list)
{
    for (size_t i = 0; i < s->by_list.len; i++)
        if (lc_sv_eq(s->by_list.at[i].list, list)) return &s->by_list.at[i];
    lc_vec_push(&s->by_list, ((lc_list_threshold){.list = lc_arena_sv(s->a, list)}));
    return &s->by_list.at[s->by_list.len - 1];
}

/* "", "person", "list SDN", "list SDN person": the thresholds of that section, or NULL. */
static lc_threshold *threshold_section(parse *s, lc_sv rest)
{
    static const char *const classes[LC_FOR_CLASSES] = {"", "person", "organisation", "vessel",
                                                        "aircraft"};
    lc_threshold *by = s->p->by;
    lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
    if (lc_sv_is(word, "list")) {
        lc_sv list = lc_sv_cut(&rest, LC_SV(" "));
        if (!list.len) return NULL;
        by = list_threshold(s, list)->by;
        word = lc_sv_cut(&rest, LC_SV(" "));
    }
    for (int i = 0; i < LC_FOR_CLASSES && !rest.data; i++)
        if (lc_sv_is(word, classes[i])) return &by[i];
    return NULL;
}

static int match_key(parse *s, const char *section, const char *key, const char *value)
{
    lc_threshold *t = threshold_section(s, lc_sv_trim(lc_sv_of(section + strlen("match"))));
    if (!t) return refuse(s, section, key, "unknown section; docs/thresholds.md names them");
    bool whole = t == &s->p->by[LC_FOR_ANYBODY];
    int *to = strcmp(key, "possible") == 0         ? &t->possible_bp
              : strcmp(key, "match") == 0          ? &t->match_bp
              : whole && strcmp(key, "shown") == 0 ? &s->p->shown_bp
                                                   : NULL;
    if (!to) return refuse(s, section, key, "unknown key");
    if (!read_score(value, to)) return refuse(s, section, key, "a score from 0 to 1");
    /* 0 would mean "not said", and everything a possible match. */
    return *to > 0 || to == &s->p->shown_bp ? 1 : refuse(s, section, key, "must be above 0");
}

static int lists_key(parse *s, const char *key, const char *value)
{
    uint64_t n;
    if (strcmp(key, "required") == 0) {
        s->required = lc_arena_sv(s->a, lc_sv_of(value));
        return 1;
    }
    if (strcmp(key, "guard_removals") == 0) {
        if (!read_count(value, UINT32_MAX, &s->p->guard_removals))
            return refuse(s, "lists", key, "a whole number");
        return 1;
    }
    if (strcmp(key, "guard_percent") == 0) {
        if (!read_count(value, 100, &n)) return refuse(s, "lists", key, "a per cent from 0 to 100");
        s->p->guard_percent = (int)n;
        return 1;
    }
    return list_key(s, &s->p->other, "lists", key, value);
}

static int exporter_key(parse *s, const char *key, const char *value)
{
    lc_sv v = lc_sv_of(value);
    if (strcmp(key, "us_person") == 0) {
        if (v.len == 0) return 1;
        bool yes = lc_sv_ieq(v, LC_SV("yes")) || lc_sv_ieq(v, LC_SV("true"));
        bool no = lc_sv_ieq(v, LC_SV("no")) || lc_sv_ieq(v, LC_SV("false"));
        if (!yes && !no) return refuse(s, "exporter", key, "yes, no, or empty");
        s->p->exporter_us_person = yes ? LC_YN_YES : LC_YN_NO;
        return 1;
    }
    if (strcmp(key, "location") == 0) {
        if (v.len != 0 && v.len != 2)
            return refuse(s, "exporter", key, "a two-letter country code");
        char *code = lc_arena_z(s->a, v);
        for (size_t i = 0; i < v.len; i++) code[i] = (char)(code[i] & ~0x20);
        s->p->exporter_location = lc_sv_make(code, v.len);
        return 1;
    }
    return refuse(s, "exporter", key, "unknown key");
}

static int desk_key(parse *s, const char *key, const char *value)
{
    static const char *const words[] = {"always", "matches", "never"};
    uint64_t n;
    if (strcmp(key, "resolution_days") == 0) {
        if (!read_count(value, MAX_RESOLUTION_DAYS, &n) || n == 0)
            return refuse(s, "desk", key, "days from 1 to 366");
        s->p->resolution_days = (int)n;
        return 1;
    }
    if (strcmp(key, "second_person") != 0) return refuse(s, "desk", key, "unknown key");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(value, words[i]) != 0) continue;
        s->p->second_person = (lc_second_person)i;
        return 1;
    }
    return refuse(s, "desk", key, "always, matches or never");
}

static int on_key(void *user, const char *section, const char *key, const char *value)
{
    parse *s = user;
    if (strcmp(section, "match") == 0 || strncmp(section, "match ", 6) == 0)
        return match_key(s, section, key, value);
    if (strcmp(section, "lists") == 0) return lists_key(s, key, value);
    if (strcmp(section, "exporter") == 0) return exporter_key(s, key, value);
    if (strcmp(section, "desk") == 0) return desk_key(s, key, value);
    if (strncmp(section, "list ", 5) == 0)
        return list_key(s, list_section(s, lc_sv_trim(lc_sv_of(section + 5))), section, key, value);
    return refuse(s, section, key, "unknown section");
}

/* "us_csl, un" -> marks each, making a section for those that have none. */
static void mark_required(parse *s)
{
    lc_sv rest = s->required;
    while (rest.data) {
        lc_sv id = lc_sv_trim(lc_sv_cut(&rest, LC_SV(",")));
        if (id.len) list_section(s, id)->required = true;
    }
}

static void defaults(lc_policy *p)
{
    *p = (lc_policy){.by = {{.possible_bp = 8000, .match_bp = 9500}},
                     .shown_bp = 1000,
                     .guard_removals = 25,
                     .guard_percent = 3,
                     .second_person = LC_SECOND_MATCHES,
                     .resolution_days = 365};
    p->other = (lc_list_policy){.max_age_days = 1, .min_entries = 1};
}

static void keep_thresholds(parse *s)
{
    lc_policy *p = s->p;
    p->possible_bp = p->by[LC_FOR_ANYBODY].possible_bp;
    p->match_bp = p->by[LC_FOR_ANYBODY].match_bp;
    p->by_list = LC_NEW_N(s->a, lc_list_threshold, s->by_list.len + 1);
    if (s->by_list.len) memcpy(p->by_list, s->by_list.at, s->by_list.len * sizeof *s->by_list.at);
    p->n_by_list = s->by_list.len;
}

static int check_pair(const parse *s, lc_sv source, lc_sv sublist, licet_error *err)
{
    for (int k = 0; k < LC_FOR_CLASSES; k++) {
        lc_threshold t = lc_policy_threshold(s->p, source, sublist, (lc_party_class)k);
        if (t.possible_bp < s->p->least_possible_bp) s->p->least_possible_bp = t.possible_bp;
        if (t.possible_bp <= t.match_bp) continue;
        lc_sv list = sublist.len ? sublist : source;
        return lc_fail(err, LICET_E_POLICY, "[match%s%.*s] possible must not be above match",
                       list.len ? " list " : "", LC_SV_ARG(list));
    }
    return 0;
}

/* Every threshold that can come about, of all sources, sub-lists and classes; the least is kept. */
static int check_thresholds(const parse *s, licet_error *err)
{
    lc_policy *p = s->p;
    size_t n = p->n_by_list;
    if (n > MAX_THRESHOLD_LISTS)
        return lc_fail(err, LICET_E_POLICY, "thresholds for more than %d lists",
                       MAX_THRESHOLD_LISTS);
    p->least_possible_bp = p->possible_bp;
    int rc = check_pair(s, LC_SV_NONE, LC_SV_NONE, err);
    for (size_t i = 0; i < n && !rc; i++) {
        rc = check_pair(s, LC_SV_NONE, p->by_list[i].list, err);
        for (size_t k = 0; k < n && !rc; k++)
            rc = check_pair(s, p->by_list[k].list, p->by_list[i].list, err);
    }
    return rc;
}

static int check_whole(const parse *s, licet_error *err, const char *file)
{
    int rc = check_thresholds(s, err);
    bool required = false;
    for (size_t i = 0; i < s->lists.len; i++) required |= s->lists.at[i].required;
    if (!rc && !required)
        rc = lc_fail(err, LICET_E_POLICY,
                     "[lists] required names no list: nothing could be screened");
    if (rc) lc_fail_at(err, file, 0, 0);
    return rc;
}

int lc_policy_parse(lc_arena *a, lc_sv text, const char *file, lc_policy **out, licet_error *err)
{
    if (text.len > MAX_POLICY_BYTES || memchr(text.data ? text.data : "", 0, text.len))
        return lc_fail(err, LICET_E_POLICY, "%s is no policy file (too large, or with NUL bytes)",
                       file);
    parse s = {.a = a, .p = LC_NEW(a, lc_policy), .required = LC_SV("us_csl")};
    defaults(s.p);
    s.p->text = lc_arena_sv(a, text);
    int line = ini_parse_string(s.p->text.data, on_key, &s);
    int rc = 0;
    if (line != 0) {
        rc = lc_fail(err, LICET_E_POLICY, "%s", s.problem[0] ? s.problem : "not an INI line");
        lc_fail_at(err, file, line > 0 ? (uint64_t)line : 0, 0);
        lc_fail_remedy(err, "correct the line; data/policy/default.ini explains every key");
    } else {
        mark_required(&s);
        keep_thresholds(&s);
        rc = check_whole(&s, err, file);
        if (s.p->shown_bp > s.p->least_possible_bp) s.p->shown_bp = s.p->least_possible_bp;
    }
    if (!rc) {
        s.p->lists = LC_NEW_N(a, lc_list_policy, s.lists.len + 1);
        if (s.lists.len) memcpy(s.p->lists, s.lists.at, s.lists.len * sizeof *s.lists.at);
        s.p->n_lists = s.lists.len;
        uint8_t digest[LC_HASH_BYTES];
        lc_sha256_of(s.p->text, digest);
        lc_hex(digest, sizeof digest, s.p->hash);
        *out = s.p;
    }
    lc_vec_done(&s.lists);
    lc_vec_done(&s.by_list);
    return rc;
}

const lc_list_policy *lc_policy_list(const lc_policy *p, lc_sv id)
{
    for (size_t i = 0; i < p->n_lists; i++)
        if (lc_sv_eq(p->lists[i].id, id)) return &p->lists[i];
    return &p->other;
}

static void narrow(lc_threshold *t, const lc_threshold *by, lc_party_class party)
{
    const lc_threshold *said[] = {&by[party], &by[LC_FOR_ANYBODY]};
    for (size_t i = 0; i < 2; i++) {
        if (!t->possible_bp) t->possible_bp = said[i]->possible_bp;
        if (!t->match_bp) t->match_bp = said[i]->match_bp;
    }
}

lc_threshold lc_policy_threshold(const lc_policy *p, lc_sv source, lc_sv sublist,
                                 lc_party_class party)
{
    lc_threshold t = {0};
    const lc_sv lists[] = {sublist, source};
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (size_t i = 0; i < p->n_by_list; i++)
            if (lc_sv_eq(p->by_list[i].list, lists[k])) narrow(&t, p->by_list[i].by, party);
    narrow(&t, p->by, party);
    return t;
}
