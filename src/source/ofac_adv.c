/* Parties, the places and documents they refer to, and the sanctions entries that refer to them
 * stand in sections of their own, so the file is read twice.
 *
 * Written from the publisher's schema (ADVANCED_XML.xsd) alone; no whole file has been read yet. */
#include "source/ofac_adv.h"

#include "source/ident.h"
#include "source/spool.h"
#include "source/when.h"

typedef struct run {
    lc_party party;
    lc_ofac_refs *refs;
    const char *(*sublist_of)(const lc_entry *e);
} run;

/* ---- names ---- */

static bool is_true(const lc_node *n, const char *attr)
{
    return lc_sv_is(lc_node_attr(n, attr), "true");
}

static lc_name_kind kind_of(const run *r, const lc_node *alias)
{
    lc_sv type = lc_ofac_value(r->refs, "AliasType", lc_node_attr(alias, "AliasTypeID"));
    if (is_true(alias, "LowQuality")) return LC_NAME_WEAK;
    if (is_true(alias, "Primary")) return LC_NAME_PRIMARY;
    return lc_sv_ifind(type, LC_SV("F.K.A"), 0) != SIZE_MAX ? LC_NAME_FORMER : LC_NAME_ALIAS;
}

/* What kind of part a value is: its group, declared beside the aliases, says so. */
static lc_sv part_type(const run *r, const lc_node *identity, const lc_node *value)
{
    const lc_node *groups = lc_node_child(identity, "NamePartGroups");
    lc_sv id = lc_node_attr(value, "NamePartGroupID");
    for (const lc_node *m = lc_node_child(groups, "MasterNamePartGroup"); m; m = lc_node_again(m))
        for (const lc_node *g = lc_node_child(m, "NamePartGroup"); g; g = lc_node_again(g))
            if (lc_sv_eq(lc_node_attr(g, "ID"), id))
                return lc_ofac_value(r->refs, "NamePartType", lc_node_attr(g, "NamePartTypeID"));
    return LC_SV_NONE;
}

enum { MAX_PARTS = 32 };

/* A family name in front gets a comma, as in OFAC's other files. */
static void add_name(run *r, const lc_node *identity, const lc_node *documented, lc_name_kind kind)
{
    lc_party *p = &r->party;
    lc_sv words[MAX_PARTS], script = LC_SV_NONE;
    size_t n = 0;
    bool comma = false;
    for (const lc_node *c = lc_node_child(documented, "DocumentedNamePart"); c && n < MAX_PARTS;
         c = lc_node_again(c)) {
        const lc_node *v = lc_node_child(c, "NamePartValue");
        if (!v || !v->text.len) continue;
        comma |= n == 0 && lc_sv_ieq(part_type(r, identity, v), LC_SV("Last Name"));
        script = lc_ofac_value(r->refs, "Script", lc_node_attr(v, "ScriptID"));
        words[n++] = v->text;
    }
    if (n > 1 && comma) words[0] = lc_arena_printf(p->build.arena, "%.*s,", LC_SV_ARG(words[0]));
    lc_party_name(p, lc_party_words(p->build.arena, words, n), kind, LC_SV_NONE, script);
}

static void add_names(run *r, const lc_node *identity, bool primary)
{
    for (const lc_node *a = lc_node_child(identity, "Alias"); a; a = lc_node_again(a)) {
        if (is_true(a, "Primary") != primary) continue;
        lc_name_kind kind = kind_of(r, a);
        for (const lc_node *d = lc_node_child(a, "DocumentedName"); d; d = lc_node_again(d)) {
            add_name(r, identity, d, kind);
            if (kind == LC_NAME_PRIMARY) kind = LC_NAME_ALIAS; /* the same in another script */
        }
    }
}

/* ---- features ---- */

/* A period whose ends are a day, a month, a year or years apart. */
static lc_sv birth_of(lc_arena *a, const lc_node *period)
{
    const lc_node *start = lc_node_child(period, "Start"), *end = lc_node_child(period, "End");
    const lc_node *from = lc_node_child(start, "From");
    const lc_node *to = lc_node_child(end ? end : start, "To");
    bool circa = is_true(start, "Approximate");
    lc_sv y = lc_node_text(from, "Year"), m = lc_node_text(from, "Month");
    lc_sv y2 = lc_node_text(to, "Year"), m2 = lc_node_text(to, "Month");
    if (y2.len && !lc_sv_eq(y, y2)) return lc_when_range(a, y, y2);
    if (m2.len && !lc_sv_eq(m, m2)) return lc_when_parts(a, y, LC_SV_NONE, LC_SV_NONE, circa);
    bool whole_day = !to || lc_sv_eq(lc_node_text(from, "Day"), lc_node_text(to, "Day"));
    return lc_when_parts(a, y, m, whole_day ? lc_node_text(from, "Day") : LC_SV_NONE, circa);
}

static void add_place(run *r, lc_sv type, const lc_ofac_place *w)
{
    lc_party *p = &r->party;
    const lc_address at = {.street = w->street,
                           .city = w->city,
                           .state = w->state,
                           .postal = w->postal,
                           .country = w->country};
    const lc_sv words[] = {w->street, w->city, w->state, w->country};
    lc_sv text = lc_build_join(p->build.arena, words, 4, LC_SV(", "));
    if (lc_sv_ieq(type, LC_SV("Location")))
        lc_party_address(p, at, LC_SV_NONE);
    else if (lc_sv_ieq(type, LC_SV("Place of Birth")))
        lc_party_attr(p, "places_of_birth", text);
    else if (lc_sv_ifind(type, LC_SV("ationality"), 0) != SIZE_MAX)
        lc_party_country(p, "nationalities", w->country.len ? w->country : text);
    else if (lc_sv_ifind(type, LC_SV("itizenship"), 0) != SIZE_MAX)
        lc_party_country(p, "citizenships", w->country.len ? w->country : text);
    else
        lc_party_attr_of(p, type, text);
}

static void add_detail(run *r, lc_sv type, lc_sv text)
{
    lc_party *p = &r->party;
    if (lc_sv_ieq(type, LC_SV("Place of Birth")))
        lc_party_attr(p, "places_of_birth", text);
    else if (lc_sv_ieq(type, LC_SV("Gender")))
        lc_party_attr(p, "gender", text);
    else if (lc_sv_ieq(type, LC_SV("Vessel Call Sign")))
        lc_ident_add_call_sign(&p->build, text);
    else if (lc_sv_ieq(type, LC_SV("Vessel Flag")))
        lc_party_country(p, "vessel_flag", text);
    else if (lc_sv_ifind(type, LC_SV("Country"), 0) != SIZE_MAX)
        lc_party_country(p, "nationalities", text);
    else
        lc_party_ident(p, type, text, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE);
}

static void add_version(run *r, lc_sv type, const lc_node *v)
{
    const lc_node *period = lc_node_child(v, "DatePeriod"),
                  *at = lc_node_child(v, "VersionLocation");
    const lc_node *detail = lc_node_child(v, "VersionDetail");
    const lc_ofac_place *place =
        at ? lc_ofac_place_of(r->refs, lc_node_attr(at, "LocationID")) : NULL;
    lc_sv ref = lc_node_attr(detail, "DetailReferenceID");
    if (period && lc_sv_ieq(type, LC_SV("Birthdate")))
        lc_build_birth(&r->party.build, birth_of(r->party.build.arena, period));
    if (place) add_place(r, type, place);
    if (detail && detail->text.len) add_detail(r, type, detail->text);
    if (ref.len) add_detail(r, type, lc_ofac_value(r->refs, "DetailReference", ref));
}

static void add_features(run *r, const lc_node *parent)
{
    for (const lc_node *f = lc_node_child(parent, "Feature"); f; f = lc_node_again(f)) {
        lc_sv type = lc_ofac_value(r->refs, "FeatureType", lc_node_attr(f, "FeatureTypeID"));
        for (const lc_node *v = lc_node_child(f, "FeatureVersion"); v; v = lc_node_again(v))
            add_version(r, type, v);
    }
}

/* ---- one party ---- */

static lc_party_type type_of(const run *r, const lc_node *profile)
{
    static const lc_party_type by_id[] = {LC_TYPE_UNKNOWN, LC_TYPE_VESSEL, LC_TYPE_AIRCRAFT,
                                          LC_TYPE_ORG, LC_TYPE_PERSON};
    lc_sv id = lc_node_attr(profile, "PartySubTypeID");
    lc_party_type t = lc_party_type_of(lc_ofac_value(r->refs, "PartySubType", id));
    uint64_t n;
    if (t != LC_TYPE_UNKNOWN || !lc_sv_u64(id, &n)) return t;
    return n < sizeof by_id / sizeof *by_id ? by_id[n] : LC_TYPE_UNKNOWN;
}

static void add_listing(run *r, lc_sv profile)
{
    lc_party *p = &r->party;
    const lc_ofac_entry *s = lc_ofac_entry_of(r->refs, profile);
    if (!s) return;
    p->build.entry.from = s->listed;
    p->build.entry.citation = s->basis;
    for (size_t i = 0; i < s->n_programs; i++) lc_build_program(&p->build, s->programs[i]);
    lc_party_attr(p, "list", s->list);
}

static void add_docs(run *r, const lc_node *identity)
{
    for (const lc_ofac_doc *d = lc_ofac_docs_of(r->refs, lc_node_attr(identity, "ID")); d;
         d = d->next)
        lc_party_ident(&r->party, d->type, d->number, d->country, d->issued, d->expires, d->note);
}

static void add_profile(run *r, const lc_node *profile)
{
    r->party.build.entry.type = type_of(r, profile);
    for (int primary = 1; primary >= 0; primary--)
        for (const lc_node *i = lc_node_child(profile, "Identity"); i; i = lc_node_again(i))
            add_names(r, i, primary);
    for (const lc_node *i = lc_node_child(profile, "Identity"); i; i = lc_node_again(i))
        add_docs(r, i);
    add_features(r, profile);
    add_listing(r, lc_node_attr(profile, "ID"));
}

static int take_party(void *ctx, const lc_node *n, licet_error *err)
{
    run *r = ctx;
    lc_party *p = &r->party;
    lc_input_row(p->in, n->line, n->byte + n->bytes);
    lc_party_begin(p);
    p->build.entry.number = lc_node_attr(n, "FixedRef");
    for (const lc_node *c = lc_node_child(n, "Profile"); c; c = lc_node_again(c)) add_profile(r, c);
    add_features(r, n);
    lc_party_attr(p, "remarks", lc_node_text(n, "Comment"));
    p->build.entry.sublist = lc_sv_of(r->sublist_of(&p->build.entry));
    return lc_party_put(p, n->line, n->byte, n->bytes, err);
}

/* ---- the file ---- */

static int take_ref(void *ctx, const lc_node *n, licet_error *err)
{
    (void)err;
    lc_ofac_refs_add(((run *)ctx)->refs, n);
    return 0;
}

static int read_twice(run *r, lc_spool *spool, licet_error *err)
{
    static const char *const parties[] = {"DistinctParty", NULL};
    const lc_tree before = {"Sanctions", lc_ofac_ref_records, r, NULL, take_ref};
    const lc_tree after = {"Sanctions", parties, r, NULL, take_party};
    const lc_reader *again;
    int rc = lc_tree_read(r->party.in, lc_spool_first(spool), &before, err);
    if (!rc) rc = lc_spool_second(spool, &again, err);
    return rc ? rc : lc_tree_read(r->party.in, again, &after, err);
}

int lc_ofac_adv(lc_input *in, const char *source, const char *(*sublist_of)(const lc_entry *e),
                lc_source_result *out, licet_error *err)
{
    run r = {.refs = lc_ofac_refs_new(), .sublist_of = sublist_of};
    lc_spool *spool = lc_spool_new(in);
    lc_party_init(&r.party, in, source, "OTHER");
    int rc = read_twice(&r, spool, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "ofac-advanced-xml", lc_ofac_refs_issued(r.refs), out, err);
    lc_party_done(&r.party);
    lc_spool_free(spool);
    lc_ofac_refs_free(r.refs);
    return rc;
}

bool lc_ofac_adv_fits(lc_sv head)
{
    return lc_tree_fits(head, "Sanctions");
}
