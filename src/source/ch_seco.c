/* The sanctions list of the Swiss State Secretariat for Economic Affairs (SECO), XML, the whole
 * list ("Gesamtliste"): sanctions programmes, targets, and places that the targets refer to, in any
 * order, so the file is read twice.
 *
 * Written from the publisher's schema (swiss-sanctions-list.xsd) alone; no whole file has been read
 * yet. A target whose last modification took it off the list is no entry. */
#include "source/ch_seco.h"

#include "source/publishers.h"
#include "source/spool.h"
#include "source/when.h"

typedef struct run {
    lc_party party;
    lc_seco_places *places;
    lc_date date;
} run;

/* ---- modifications ---- */

/* Days may stand in either attribute; both are ISO. */
static lc_date day_of(const lc_node *m)
{
    lc_date d = LC_DATE_NONE;
    if (!lc_when_day(lc_node_attr(m, "effective-date"), &d))
        lc_when_day(lc_node_attr(m, "publication-date"), &d);
    return d;
}

/* The newest modification decides; with two of one day, being on the list. */
static bool is_off_the_list(const lc_node *target)
{
    lc_date last = LC_DATE_NONE;
    bool off = false;
    for (const lc_node *m = lc_node_child(target, "modification"); m; m = lc_node_again(m)) {
        lc_date d = day_of(m);
        bool de_listed = lc_sv_is(lc_node_attr(m, "modification-type"), "de-listed");
        if (d == LC_DATE_NONE || d < last) continue;
        off = de_listed && (d > last || off);
        last = d;
    }
    return off;
}

static void add_dates(lc_party *p, const lc_node *target)
{
    lc_entry *e = &p->build.entry;
    for (const lc_node *m = lc_node_child(target, "modification"); m; m = lc_node_again(m)) {
        lc_date d = day_of(m);
        if (d == LC_DATE_NONE || lc_sv_is(lc_node_attr(m, "modification-type"), "de-listed"))
            continue;
        if (e->from == LC_DATE_NONE || d < e->from) e->from = d;
        char text[LC_DATE_TEXT];
        lc_party_attr(p, "updated", lc_arena_sv(p->build.arena, lc_sv_of(lc_date_text(d, text))));
    }
}

/* ---- one target ---- */

static const lc_node *subject_of(const lc_node *target, lc_party_type *out_type)
{
    static const struct {
        const char *element;
        lc_party_type type;
    } kinds[] = {
        {"individual", LC_TYPE_PERSON}, {"entity", LC_TYPE_ORG}, {"object", LC_TYPE_UNKNOWN}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const lc_node *n = lc_node_child(target, kinds[i].element);
        if (!n) continue;
        *out_type = kinds[i].type;
        lc_sv object = lc_node_attr(n, "object-type");
        if (lc_sv_is(object, "vessel")) *out_type = LC_TYPE_VESSEL;
        if (lc_sv_is(object, "aircraft")) *out_type = LC_TYPE_AIRCRAFT;
        return n;
    }
    return NULL;
}

static void add_program(run *r, lc_sv set)
{
    lc_sv name = lc_seco_program(r->places, set);
    if (!name.len) return;
    lc_entry *e = &r->party.build.entry;
    lc_build_program(&r->party.build, name);
    const lc_sv cited[] = {e->citation, name};
    if (lc_sv_find(e->citation, name, 0) == SIZE_MAX)
        e->citation = lc_build_join(r->party.build.arena, cited, 2, LC_SV("; "));
}

static void add_programs(run *r, const lc_node *target)
{
    add_program(r, lc_node_attr(target, "sanctions-set-id"));
    for (const lc_node *s = lc_node_child(target, "sanctions-set-id"); s; s = lc_node_again(s))
        add_program(r, s->text);
}

static int take_target(run *r, const lc_node *n, licet_error *err)
{
    lc_party *p = &r->party;
    lc_input_row(p->in, n->line, n->byte + n->bytes);
    lc_party_begin(p);
    lc_party_type type;
    const lc_node *subject = subject_of(n, &type);
    if (is_off_the_list(n)) {
        lc_input_tell_once(p->in, "off_the_list", n->line, n->byte,
                           LC_SV("targets that were de-listed stand in the file; not taken"));
        return 0;
    }
    p->build.entry.number = lc_build_trim(lc_node_attr(n, "ssid"));
    if (subject) {
        p->build.entry.type = type;
        lc_seco_subject(p, r->places, subject);
    }
    /* some editions have the identities beside the subject */
    for (const lc_node *i = lc_node_child(n, "identity"); i; i = lc_node_again(i))
        lc_seco_identity(p, r->places, i);
    add_programs(r, n);
    add_dates(p, n);
    lc_party_attr(p, "foreign_identifier", lc_node_text(n, "foreign-identifier"));
    return lc_party_put(p, n->line, n->byte, n->bytes, err);
}

/* ---- the file ---- */

static int begin(void *ctx, const lc_node *root, licet_error *err)
{
    (void)err;
    lc_when_day(lc_node_attr(root, "date"), &((run *)ctx)->date);
    return 0;
}

static int first_pass(void *ctx, const lc_node *n, licet_error *err)
{
    (void)err;
    lc_seco_places_add(((run *)ctx)->places, n);
    return 0;
}

static int second_pass(void *ctx, const lc_node *n, licet_error *err)
{
    return take_target(ctx, n, err);
}

static int read_twice(run *r, lc_spool *spool, licet_error *err)
{
    static const char *const first[] = {"sanctions-program", "place", NULL};
    static const char *const second[] = {"target", NULL};
    const lc_tree before = {"swiss-sanctions-list", first, r, begin, first_pass};
    const lc_tree after = {"swiss-sanctions-list", second, r, NULL, second_pass};
    const lc_reader *again;
    int rc = lc_tree_read(r->party.in, lc_spool_first(spool), &before, err);
    if (!rc) rc = lc_spool_second(spool, &again, err);
    return rc ? rc : lc_tree_read(r->party.in, again, &after, err);
}

static int parse_input(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.places = lc_seco_places_new(), .date = LC_DATE_NONE};
    lc_spool *spool = lc_spool_new(in);
    lc_party_init(&r.party, in, "ch_seco", "SECO");
    int rc = read_twice(&r, spool, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "seco-xml", r.date, out, err);
    lc_party_done(&r.party);
    lc_spool_free(spool);
    lc_seco_places_free(r.places);
    return rc;
}

LC_TREE_SOURCE(parse_input, "swiss-sanctions-list")

const lc_source lc_source_ch_seco = {.id = "ch_seco",
                                     .title = "Swiss sanctions (SECO)",
                                     .unproven = "XML",
                                     .recognises = recognises,
                                     .parse = parse};
