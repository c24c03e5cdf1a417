/* OFAC's Specially Designated Nationals and its consolidated list of the others (source/ofac.h). */
#include "source/ofac.h"

#include "source/ident.h"
#include "source/names.h"
#include "source/ofac_adv.h"
#include "source/place.h"
#include "source/publishers.h"

typedef enum field {
    NUMBER = 0,
    NAME,
    TYPE,
    PROGRAMS,
    TITLE,
    CALL_SIGN,
    VESSEL_TYPE,
    TONNAGE,
    GROSS_TONNAGE,
    FLAG,
    OWNER,
    REMARKS
} field;
enum { STREET = 2, CITY, COUNTRY, ADDRESS_REMARKS }; /* of add.csv */
enum { ALIAS_KIND = 2, ALIAS_NAME, ALIAS_REMARKS };  /* of alt.csv */

typedef struct run {
    const char *source;
    bool sdn;
    lc_input *in[LC_OFAC_PARTS]; /* NULL where a part is missing */
    lc_ofac_side *side[LC_OFAC_PARTS];
    lc_build build;
    lc_keys *keys;
    uint64_t numbers, numbers_twice, orphans;
} run;

/* ---- which list ---- */

/* The lists of OFAC that are not the SDN list, by the programme that only they have. In the CSL the
 * same entries stand under the same codes. */
static const struct {
    const char *begins, *sublist;
} programs[] = {{"NS-PLC", "PLC"},       {"UKRAINE-EO13662", "SSI"},
                {"CMIC-", "CMIC"},       {"561-Related", "CAP"},
                {"561List", "CAP"},      {"FSE-", "FSE"},
                {"RUSSIA-EO", "NS-MBS"}, {"CAATSA", "NS-MBS"},
                {"BURMA-EO", "NS-MBS"},  {"ILLICIT-DRUGS-EO", "NS-MBS"},
                {"HKAA", "NS-MBS"}};
enum { PROGRAMS_N = sizeof programs / sizeof *programs };

const char *lc_ofac_sublist(bool sdn, lc_sv tags)
{
    if (sdn) return "SDN";
    for (size_t i = 0; i < PROGRAMS_N; i++)
        for (lc_sv rest = tags; rest.data;)
            if (lc_sv_starts(lc_build_trim(lc_sv_cut(&rest, LC_SV("] ["))),
                             lc_sv_of(programs[i].begins)))
                return programs[i].sublist;
    return "OTHER";
}

static lc_party_type type_of(lc_sv word)
{
    return word.len ? lc_party_type_of(word) : LC_TYPE_ORG; /* "-0-" is an entity */
}

/* ---- one entry ---- */

static void add_names(run *r, lc_sv number)
{
    static const struct {
        const char *kind;
        lc_name_kind is;
    } kinds[] = {{"aka", LC_NAME_ALIAS}, {"fka", LC_NAME_FORMER}, {"nka", LC_NAME_ALIAS}};
    lc_ofac_side *s = r->side[LC_OFAC_ALIASES];
    for (const lc_ofac_row *a = lc_ofac_side_first(s, number); a; a = lc_ofac_side_next(s, a)) {
        lc_name_kind is = LC_NAME_ALIAS;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (lc_sv_is(a->values[ALIAS_KIND], kinds[i].kind)) is = kinds[i].is;
        lc_names_alias(&r->build, a->values[ALIAS_NAME].len ? a->values[ALIAS_NAME] : a->unread,
                       is);
        lc_build_attr(&r->build, LC_SV("alias_remarks"), a->values[ALIAS_REMARKS]);
    }
}

static void add_addresses(run *r, lc_sv number)
{
    lc_ofac_side *s = r->side[LC_OFAC_ADDRESSES];
    for (const lc_ofac_row *a = lc_ofac_side_first(s, number); a; a = lc_ofac_side_next(s, a)) {
        if (a->unread.len)
            lc_place_add_one(&r->build, a->unread);
        else
            lc_place_add_parts(&r->build, (lc_address){.street = a->values[STREET],
                                                       .city = a->values[CITY],
                                                       .country = a->values[COUNTRY]});
        lc_build_attr(&r->build, LC_SV("address_remarks"), a->values[ADDRESS_REMARKS]);
    }
}

/* What was cut off at 1,000 letters goes on in the comments, in the middle of a word. */
static lc_sv whole_remarks(run *r, const lc_ofac_row *row)
{
    lc_ofac_side *s = r->side[LC_OFAC_COMMENTS];
    lc_sv text = row->values[REMARKS];
    for (const lc_ofac_row *c = lc_ofac_side_first(s, row->values[NUMBER]); c;
         c = lc_ofac_side_next(s, c)) {
        lc_sv rest = c->unread.len ? c->unread : c->values[1];
        text = lc_arena_printf(r->build.arena, "%.*s%.*s", LC_SV_ARG(text), LC_SV_ARG(rest));
    }
    return text;
}

static void add_vessel(lc_build *b, const lc_ofac_row *row)
{
    static const struct {
        field at;
        const char *name; /* as the CSL calls it */
    } kept[] = {{TITLE, "title"},
                {CALL_SIGN, "call_sign"},
                {VESSEL_TYPE, "vessel_type"},
                {TONNAGE, "gross_tonnage"},
                {GROSS_TONNAGE, "gross_registered_tonnage"},
                {FLAG, "vessel_flag"},
                {OWNER, "vessel_owner"}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        lc_build_attr(b, lc_sv_of(kept[i].name), row->values[kept[i].at]);
    lc_ident_add_call_sign(b, row->values[CALL_SIGN]);
    if (row->values[FLAG].len) lc_build_country(b, lc_place_country(row->values[FLAG]));
}

/* The files and the XML do not have them in the same order. */
void lc_ofac_sort_programs(lc_build *b)
{
    lc_entry *e = &b->entry;
    for (size_t i = 1; i < e->n_programs; i++)
        for (size_t k = i; k && lc_sv_cmp(e->programs[k], e->programs[k - 1]) < 0; k--) {
            lc_sv t = e->programs[k];
            e->programs[k] = e->programs[k - 1];
            e->programs[k - 1] = t;
        }
}

static void add_programs(lc_build *b, lc_sv tags)
{
    for (lc_sv rest = tags; rest.data;) lc_build_program(b, lc_sv_cut(&rest, LC_SV("] [")));
    lc_ofac_sort_programs(b);
}

static int put(run *r, lc_ofac_part from, const lc_ofac_row *row, licet_error *err)
{
    lc_build *b = &r->build;
    uint32_t ordinal;
    if (!b->entry.n_names) {
        lc_input_bad_row(r->in[from]);
        lc_input_tell(r->in[from], "no_name", row->line, row->byte, true, "a row without a name");
        return 0;
    }
    b->entry.number = row->values[NUMBER];
    b->entry.key = lc_keys_next(r->keys, b->arena, &b->entry, &ordinal);
    r->numbers++;
    if (ordinal > 1) {
        r->numbers_twice++;
        lc_input_tell(r->in[from], "number_twice", row->line, row->byte, false,
                      "number %.*s stands twice", LC_SV_ARG(row->values[NUMBER]));
    }
    return lc_input_entry(r->in[from], b, row->line, row->byte, row->bytes, err);
}

static int take_primary(void *ctx, const lc_ofac_row *row, licet_error *err)
{
    run *r = ctx;
    lc_build *b = &r->build;
    lc_build_begin(b, r->source, lc_ofac_sublist(r->sdn, row->values[PROGRAMS]));
    b->entry.type = type_of(row->values[TYPE]);
    if (row->unread.len) b->entry.type = LC_TYPE_UNKNOWN;
    lc_names_primary(b, row->values[NAME]);
    lc_names_alias(b, row->unread, LC_NAME_ALIAS);
    add_names(r, row->values[NUMBER]);
    add_programs(b, row->values[PROGRAMS]);
    add_addresses(r, row->values[NUMBER]);
    add_vessel(b, row);
    lc_ofac_remarks(b, whole_remarks(r, row));
    return put(r, LC_OFAC_PRIMARY, row, err);
}

/* ---- numbers that only the other files have ---- */

static void tell_orphan(run *r, lc_ofac_part part, const lc_ofac_row *row, bool lost)
{
    r->orphans++;
    lc_input_row(r->in[part], row->line, 0);
    lc_input_bad_row(r->in[part]);
    lc_input_tell(r->in[part], "no_entry", row->line, row->byte, lost,
                  "number %.*s is not in the list of names: these are files of different days",
                  LC_SV_ARG(row->values[NUMBER]));
}

/* An alias is a name, so it becomes an entry of its own. */
static int take_orphans(run *r, licet_error *err)
{
    int rc = 0;
    for (int p = LC_OFAC_ALIASES; p >= LC_OFAC_ADDRESSES && !rc; p--) {
        const lc_ofac_row *row = NULL;
        while (!rc && (row = lc_ofac_side_unused(r->side[p], row))) {
            tell_orphan(r, (lc_ofac_part)p, row, p != LC_OFAC_ALIASES);
            if (p != LC_OFAC_ALIASES) continue;
            lc_build_begin(&r->build, r->source, lc_ofac_sublist(r->sdn, LC_SV_NONE));
            add_names(r, row->values[NUMBER]);
            add_addresses(r, row->values[NUMBER]);
            rc = put(r, LC_OFAC_ALIASES, row, err);
        }
    }
    for (const lc_ofac_row *c = NULL;
         !rc && (c = lc_ofac_side_unused(r->side[LC_OFAC_COMMENTS], c));)
        tell_orphan(r, LC_OFAC_COMMENTS, c, true);
    return rc;
}

/* ---- the files ---- */

static int open_others(run *r, const lc_source_part *const parts[LC_SOURCE_MAX_PARTS],
                       const lc_source_sink *sink, licet_error *err)
{
    int rc = 0;
    for (int p = LC_OFAC_ADDRESSES; p < LC_OFAC_PARTS && !rc; p++)
        if (parts[p])
            rc = lc_input_open(parts[p]->in, &parts[p]->origin, sink, false, &r->in[p], err);
    for (int p = LC_OFAC_ADDRESSES; p < LC_OFAC_PARTS && !rc; p++)
        if (r->in[p]) rc = lc_ofac_side_read(r->in[p], (lc_ofac_part)p, &r->side[p], err);
    return rc;
}

int lc_ofac_check_twice(const lc_input *in, uint64_t numbers, uint64_t twice, licet_error *err)
{
    if (twice <= LC_INPUT_BAD_ROWS_MAX || twice * 100 <= numbers * LC_INPUT_BAD_ROWS_PERCENT)
        return 0;
    return lc_input_refuse(in, 0, 0, err,
                           "%llu of %llu numbers stand twice: the file was put together from parts",
                           (unsigned long long)twice, (unsigned long long)numbers);
}

static int end_all(run *r, lc_source_result *out, licet_error *err)
{
    lc_source_result sum;
    int rc = lc_ofac_check_twice(r->in[0], r->numbers, r->numbers_twice, err);
    if (rc) return rc;
    if (r->orphans > LC_INPUT_BAD_ROWS_MAX &&
        r->orphans * 100 > r->numbers * LC_INPUT_BAD_ROWS_PERCENT)
        return lc_input_refuse(r->in[0], 0, 0, err,
                               "%llu numbers of the other files are not in this one: they are of "
                               "different days or lists",
                               (unsigned long long)r->orphans);
    rc = lc_input_end(r->in[0], r->sdn ? "ofac-sdn-csv" : "ofac-cons-csv", LC_DATE_NONE, &sum, err);
    for (int p = LC_OFAC_ADDRESSES; p < LC_OFAC_PARTS && !rc; p++)
        if (r->in[p]) rc = lc_input_end_part(r->in[p], &sum, err);
    if (!rc) *out = sum;
    return rc;
}

/* The parts from the second on are open already, or are opened here. */
static int read_all(lc_input *first, const lc_source_part *const parts[LC_SOURCE_MAX_PARTS],
                    bool sdn, const lc_source_sink *sink, lc_source_result *out, licet_error *err)
{
    run r = {.source = sdn ? "us_ofac_sdn" : "us_ofac_cons",
             .sdn = sdn,
             .build = {.arena = lc_arena_new()},
             .keys = lc_keys_new()};
    r.in[0] = first;
    int rc = open_others(&r, parts, sink, err);
    if (!rc) rc = lc_ofac_rows_run(r.in[0], LC_OFAC_PRIMARY, &r, take_primary, err);
    if (!rc) rc = take_orphans(&r, err);
    if (!rc) rc = end_all(&r, out, err);
    for (int p = LC_OFAC_ADDRESSES; p < LC_OFAC_PARTS; p++) {
        lc_ofac_side_free(r.side[p]);
        lc_input_close(r.in[p]);
    }
    lc_keys_free(r.keys);
    lc_arena_free(r.build.arena);
    return rc;
}

static int parse_all(bool sdn, const lc_source_part *const parts[LC_SOURCE_MAX_PARTS],
                     const lc_source_sink *sink, lc_source_result *out, licet_error *err)
{
    lc_input *first;
    int rc = lc_input_open(parts[0]->in, &parts[0]->origin, sink, false, &first, err);
    if (rc) return rc;
    rc = read_all(first, parts, sdn, sink, out, err);
    lc_input_close(first);
    return rc;
}

/* ---- one file: the names alone, or everything as XML ---- */

static int sdn_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    const lc_source_part *const none[LC_SOURCE_MAX_PARTS] = {NULL};
    return read_all(in, none, true, NULL, out, err);
}

static int cons_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    const lc_source_part *const none[LC_SOURCE_MAX_PARTS] = {NULL};
    return read_all(in, none, false, NULL, out, err);
}

/* The first programme that says which list. */
static const char *sdn_sublist(const lc_entry *e)
{
    (void)e;
    return lc_ofac_sublist(true, LC_SV_NONE);
}

static const char *cons_sublist(const lc_entry *e)
{
    const char *list = lc_ofac_sublist(false, LC_SV_NONE), *other = list;
    for (size_t i = 0; i < e->n_programs && strcmp(list, other) == 0; i++)
        list = lc_ofac_sublist(false, e->programs[i]);
    return list;
}

static int sdn_xml(lc_input *in, lc_source_result *out, licet_error *err)
{
    if (lc_ofac_adv_fits(lc_input_head(in)))
        return lc_ofac_adv(in, "us_ofac_sdn", sdn_sublist, out, err);
    return lc_ofac_xml_parse(in, true, out, err);
}

static int cons_xml(lc_input *in, lc_source_result *out, licet_error *err)
{
    if (lc_ofac_adv_fits(lc_input_head(in)))
        return lc_ofac_adv(in, "us_ofac_cons", cons_sublist, out, err);
    return lc_ofac_xml_parse(in, false, out, err);
}

/* ---- telling the files apart ---- */

static bool begins(lc_sv name, const char *with)
{
    size_t n = strlen(with);
    return name.len >= n && lc_sv_ieq((lc_sv){name.data, n}, lc_sv_of(with));
}

/* The files of both lists look alike, but in the list of names the programmes of the first entry
 * tell: a programme that only the others have. */
static bool is_cons(lc_sv head, lc_sv file_name)
{
    static const char *const only[] = {"NS-PLC", "UKRAINE-EO13662", "CMIC-", "561-Related"};
    lc_sv name = lc_sv_base_name(file_name), rest = head, line = lc_sv_cut(&rest, LC_SV("\n"));
    if (begins(name, "cons")) return true;
    if (begins(name, "sdn") || lc_ofac_part_of(head) != LC_OFAC_PRIMARY) return false;
    for (size_t i = 0; i < sizeof only / sizeof *only; i++)
        if (lc_sv_find(line, lc_sv_of(only[i]), 0) != SIZE_MAX) return true;
    return false;
}

/* Either form of XML. */
static bool xml_fits(lc_sv head)
{
    return lc_ofac_xml_fits(head) || lc_ofac_adv_fits(head);
}

/* An XML file is all parts, and takes the place of the first. */
static int part_of(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return xml_fits(head) ? LC_OFAC_PRIMARY : lc_ofac_part_of(head);
}

/* XML of the consolidated list is told by the programmes near its beginning. */
static bool is_cons_xml(lc_sv head, lc_sv file_name)
{
    lc_sv name = lc_sv_base_name(file_name);
    if (begins(name, "cons")) return true;
    if (begins(name, "sdn")) return false;
    size_t at = lc_sv_find(head, LC_SV("<program>"), 0);
    lc_sv rest = at == SIZE_MAX ? LC_SV_NONE : lc_sv_from(head, at + strlen("<program>"));
    return strcmp(lc_ofac_sublist(false, lc_sv_cut(&rest, LC_SV("<"))), "PLC") == 0;
}

static bool recognises(lc_sv head, lc_sv file_name, bool sdn)
{
    if (xml_fits(head)) return is_cons_xml(head, file_name) != sdn;
    return lc_ofac_part_of(head) >= 0 && is_cons(head, file_name) != sdn;
}

static bool recognises_sdn(lc_sv head, lc_sv file_name)
{
    return recognises(head, file_name, true);
}

static bool recognises_cons(lc_sv head, lc_sv file_name)
{
    return recognises(head, file_name, false);
}

static bool alone(const lc_source_part *const parts[LC_SOURCE_MAX_PARTS])
{
    for (int p = 1; p < LC_OFAC_PARTS; p++)
        if (parts[p]) return false;
    return true;
}

static int parse_sdn(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                     lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, sdn_text, sdn_xml, out, err);
}

static int parse_cons(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                      lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, cons_text, cons_xml, out, err);
}

static int parse_sdn_parts(const lc_source_part *const parts[LC_SOURCE_MAX_PARTS],
                           const lc_source_sink *sink, lc_source_result *out, licet_error *err)
{
    if (alone(parts)) return parse_sdn(parts[0]->in, &parts[0]->origin, sink, out, err);
    return parse_all(true, parts, sink, out, err);
}

static int parse_cons_parts(const lc_source_part *const parts[LC_SOURCE_MAX_PARTS],
                            const lc_source_sink *sink, lc_source_result *out, licet_error *err)
{
    if (alone(parts)) return parse_cons(parts[0]->in, &parts[0]->origin, sink, out, err);
    return parse_all(false, parts, sink, out, err);
}

const lc_source lc_source_ofac_sdn = {.id = "us_ofac_sdn",
                                      .title = "OFAC Specially Designated Nationals",
                                      .unproven = "advanced XML",
                                      .recognises = recognises_sdn,
                                      .parse = parse_sdn,
                                      .n_parts = LC_OFAC_PARTS,
                                      .n_whole = LC_OFAC_COMMENTS,
                                      .part_of = part_of,
                                      .parse_parts = parse_sdn_parts,
                                      .is_whole = xml_fits};
const lc_source lc_source_ofac_cons = {.id = "us_ofac_cons",
                                       .title = "OFAC consolidated list of the others",
                                       .unproven = "advanced XML",
                                       .recognises = recognises_cons,
                                       .parse = parse_cons,
                                       .n_parts = LC_OFAC_PARTS,
                                       .n_whole = LC_OFAC_COMMENTS,
                                       .part_of = part_of,
                                       .parse_parts = parse_cons_parts,
                                       .is_whole = xml_fits};
