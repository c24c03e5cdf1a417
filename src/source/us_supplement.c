/* Supplements 6 (Unverified List) and 7 (Military End-User List) to part 744 of title 15, Code of
 * Federal Regulations: XML of the part or of the supplement as the eCFR gives it
 * (https://www.ecfr.gov/api/versioner/v1/full/DATE/title-15.xml?part=744), tables of country,
 * entity and Federal Register citation; a plain copy of such a table as CSV; or a register in JSON
 * (source/register.h).
 *
 * The XML was written from the regulation's published layout alone; no whole file has been read
 * yet. */
#include "base/buf.h"
#include "source/dpl_name.h"
#include "source/place.h"
#include "source/publishers.h"
#include "source/register.h"
#include "source/tree.h"
#include "text/country.h"

typedef struct supplement {
    const char *heading; /* what its heading begins with */
    lc_register list;
    const char *format;
} supplement;

static const supplement uvl = {
    "Supplement No. 6 to Part 744",
    {.source = "us_bis_uvl", .sublist = "UVL", .format = "uvl-register", .list_id = "bis-uvl"},
    "uvl-xml"};
static const supplement meu = {
    "Supplement No. 7 to Part 744",
    {.source = "us_bis_meu", .sublist = "MEU", .format = "meu-register", .list_id = "bis-meu"},
    "meu-xml"};

typedef struct run {
    const supplement *s;
    lc_party party;
    bool inside;
    lc_sv country; /* of the row before: a cell may stand for several rows */
    lc_arena *kept;
} run;

/* ---- the cell of an entity ---- */

static const char dash[] = "\xE2\x80\x94";

static lc_sv without_joint(lc_sv t)
{
    static const char *const ends[] = {";", ",", " and", "."};
    t = lc_build_trim(t);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (!lc_sv_ends(t, lc_sv_of(ends[i]))) continue;
        t.len -= strlen(ends[i]);
        return without_joint(t);
    }
    return t;
}

/* "the following two aliases: -X; and -Y. ADDRESS": the names, and what is left. */
static lc_sv add_listed_aliases(lc_party *p, lc_sv text)
{
    lc_sv rest = text, left = LC_SV_NONE;
    lc_sv_cut(&rest, lc_sv_of(dash));
    while (rest.data) {
        lc_sv one = lc_sv_cut(&rest, lc_sv_of(dash));
        size_t end = rest.data ? SIZE_MAX : lc_sv_find(one, LC_SV(". "), 0);
        if (end != SIZE_MAX) {
            left = lc_sv_from(one, end + 2);
            one.len = end;
        }
        lc_party_name(p, without_joint(one), LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
    }
    return left;
}

/* The name is the first part between commas, with what a company's name may carry behind one. */
static lc_sv cut_name(lc_sv *text)
{
    lc_sv rest = *text, name = lc_sv_cut(&rest, LC_SV(","));
    while (rest.data) {
        lc_sv next = rest, part = lc_build_trim(lc_sv_cut(&next, LC_SV(",")));
        if (!lc_dpl_name_suffix(part)) break;
        name.len = (size_t)(part.data + part.len - name.data);
        rest = next;
    }
    *text = rest;
    return lc_build_trim(name);
}

static void add_addresses(lc_party *p, lc_sv text)
{
    for (lc_sv rest = without_joint(text); rest.data;) {
        lc_sv one = without_joint(lc_sv_cut(&rest, LC_SV("; ")));
        if (lc_sv_starts(one, LC_SV("and "))) one = lc_sv_from(one, 4);
        if (lc_country_code(one).len)
            lc_party_country(p, "country", one);
        else if (one.len)
            lc_place_add_one(&p->build, one);
    }
}

static void add_entity(lc_party *p, lc_sv cell)
{
    lc_sv text = lc_build_line(&p->build, cell);
    size_t aka = lc_sv_ifind(text, LC_SV("a.k.a."), 0);
    bool listed = aka != SIZE_MAX && lc_sv_find(text, lc_sv_of(dash), aka) != SIZE_MAX;
    if (listed) {
        lc_party_name(p, without_joint((lc_sv){text.data, aka}), LC_NAME_PRIMARY, LC_SV_NONE,
                      LC_SV_NONE);
        add_addresses(p, add_listed_aliases(p, lc_sv_from(text, aka)));
        return;
    }
    lc_sv rest = text;
    lc_party_name(p, cut_name(&rest), LC_NAME_PRIMARY, LC_SV_NONE, LC_SV_NONE);
    if (aka != SIZE_MAX && rest.data) {
        rest = lc_sv_from(text, aka + 6);
        lc_sv alias = cut_name(&rest);
        while (alias.len && alias.data[0] == ',') alias = lc_build_trim(lc_sv_from(alias, 1));
        lc_party_name(p, without_joint(alias), LC_NAME_ALIAS, LC_SV_NONE, LC_SV_NONE);
    }
    add_addresses(p, rest);
}

/* ---- rows ---- */

static void put_text(const lc_node *n, lc_buf *out)
{
    if (n->text.len && out->len) lc_buf_c(out, ' ');
    lc_buf_sv(out, n->text);
    for (const lc_node *c = n->first; c; c = c->next) put_text(c, out);
}

static lc_sv cell_text(lc_arena *a, const lc_node *cell)
{
    lc_buf b = {0};
    put_text(cell, &b);
    lc_sv out = lc_arena_sv(a, lc_build_trim(lc_buf_view(&b)));
    lc_buf_done(&b);
    return out;
}

enum { CELLS = 3 };

/* Country, entity, citation; a row of two has the country of the row before. */
static size_t cells_of(run *r, const lc_node *row, lc_sv out[CELLS])
{
    size_t n = 0;
    for (const lc_node *c = row->first; c && n < CELLS; c = c->next)
        if (lc_sv_ieq(c->name, LC_SV("TD"))) out[n++] = cell_text(r->party.build.arena, c);
    if (n == CELLS - 1) {
        out[2] = out[1];
        out[1] = out[0];
        out[0] = LC_SV_NONE;
        n = CELLS;
    }
    return n;
}

static int take_row(run *r, const lc_node *n, licet_error *err)
{
    lc_sv cell[CELLS] = {{0}};
    lc_party *p = &r->party;
    lc_party_begin(p);
    if (cells_of(r, n, cell) < CELLS || !cell[1].len) return 0; /* the head of the table */
    lc_input_row(p->in, n->line, n->byte + n->bytes);
    if (cell[0].len) r->country = lc_arena_sv(r->kept, cell[0]);
    add_entity(p, cell[1]);
    lc_party_country(p, "country", r->country);
    p->build.entry.citation = lc_build_line(&p->build, cell[2]);
    return lc_party_put(p, n->line, n->byte, n->bytes, err);
}

static int take_record(void *ctx, const lc_node *n, licet_error *err)
{
    run *r = ctx;
    if (lc_sv_ieq(n->name, LC_SV("TR"))) return r->inside ? take_row(r, n, err) : 0;
    lc_sv heading = cell_text(r->party.build.arena, n);
    if (lc_sv_ifind(heading, LC_SV("Supplement No."), 0) == 0 ||
        lc_sv_find(heading, LC_SV("\xC2\xA7"), 0) == 0)
        r->inside = lc_sv_ifind(heading, lc_sv_of(r->s->heading), 0) == 0;
    return 0;
}

static int parse_xml(const supplement *s, lc_input *in, lc_source_result *out, licet_error *err)
{
    static const char *const records[] = {"HEAD", "TR", NULL};
    run r = {.s = s, .kept = lc_arena_new()};
    lc_party_init(&r.party, in, s->list.source, s->list.sublist);
    const lc_tree t = {NULL, records, &r, NULL, take_record};
    int rc = lc_tree_run(in, &t, err);
    if (!rc) rc = lc_input_end(in, s->format, LC_DATE_NONE, out, err);
    lc_party_done(&r.party);
    lc_arena_free(r.kept);
    return rc;
}

/* ---- the sources ---- */

static int uvl_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    return lc_register_text(&uvl.list, in, out, err);
}

static int meu_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    return lc_register_text(&meu.list, in, out, err);
}

static int uvl_xml(lc_input *in, lc_source_result *out, licet_error *err)
{
    return parse_xml(&uvl, in, out, err);
}

static int meu_xml(lc_input *in, lc_source_result *out, licet_error *err)
{
    return parse_xml(&meu, in, out, err);
}

static int parse_uvl(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                     lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, uvl_text, uvl_xml, out, err);
}

static int parse_meu(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                     lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, meu_text, meu_xml, out, err);
}

/* The part as a whole begins with the Entity List and is taken for that: these must be named. */
static bool recognises_uvl(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return lc_register_fits(&uvl.list, head);
}

static bool recognises_meu(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return lc_register_fits(&meu.list, head);
}

const lc_source lc_source_us_bis_uvl = {.id = "us_bis_uvl",
                                        .title = "US Unverified List",
                                        .unproven = "XML and tables",
                                        .recognises = recognises_uvl,
                                        .parse = parse_uvl};
const lc_source lc_source_us_bis_meu = {.id = "us_bis_meu",
                                        .title = "US Military End-User List",
                                        .unproven = "XML and tables",
                                        .recognises = recognises_meu,
                                        .parse = parse_meu};
