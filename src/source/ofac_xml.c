/* The same lists as XML (sdn.xml, consolidated.xml; root element sdnList,
 * https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas).
 *
 * What the comma-separated files say in one text of remarks stands here in elements of its own. The
 * text is put together again in their words, so that one piece of code reads both and an entry is
 * the same whichever form it came in. */
#include <stdlib.h>

#include "source/ident.h"
#include "source/names.h"
#include "source/ofac.h"
#include "source/place.h"
#include "source/tree.h"

enum { MAX_PARTS = 4096, MAX_IDS = 512, MAX_COUNT_TEXT = 16 };

typedef struct run {
    lc_input *in;
    bool sdn;
    lc_build build;
    lc_keys *keys;
    uint64_t numbers, numbers_twice, records;
    uint64_t announced; /* 0: the file does not say */
    lc_date published;
    lc_sv parts[MAX_PARTS]; /* of the remarks of the entry at hand */
    size_t n_parts;
} run;

/* ---- remarks ---- */

static void add_part(run *r, lc_sv part)
{
    if (part.len && r->n_parts < MAX_PARTS)
        r->parts[r->n_parts++] = part;
    else if (part.len)
        r->build.overflow = true;
}

/* Each text of a list of items, the second and later ones with "alt. " in front. */
static void add_items(run *r, const lc_node *entry, const char *list, const char *item,
                      const char *value, const char *word)
{
    const lc_node *n = lc_node_child(lc_node_child(entry, list), item);
    for (const char *alt = ""; n; n = lc_node_again(n)) {
        lc_sv text = lc_node_text(n, value);
        if (!text.len) continue;
        add_part(r, lc_arena_printf(r->build.arena, "%s%s %.*s", alt, word, LC_SV_ARG(text)));
        alt = "alt. ";
    }
}

static bool had_before(const lc_node *const *ids, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (lc_sv_eq(lc_node_text(ids[k], "idType"), lc_node_text(ids[i], "idType"))) return true;
    return false;
}

/* "Passport F35157 (Iran) issued 06 Jul 1990 expires 05 Jul 2015" */
static void add_id(run *r, const lc_node *n, const char *alt)
{
    static const struct {
        const char *element, *before, *behind;
    } rest[] = {{"idCountry", " (", ")"},
                {"issueDate", " issued ", ""},
                {"expirationDate", " expires ", ""}};
    lc_arena *a = r->build.arena;
    lc_sv type = lc_node_text(n, "idType"), number = lc_node_text(n, "idNumber");
    lc_sv text = lc_arena_printf(a, "%s%.*s%s%.*s", alt, LC_SV_ARG(type), number.len ? " " : "",
                                 LC_SV_ARG(number));
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        lc_sv v = lc_node_text(n, rest[i].element);
        if (v.len)
            text = lc_arena_printf(a, "%.*s%s%.*s%s", LC_SV_ARG(text), rest[i].before, LC_SV_ARG(v),
                                   rest[i].behind);
    }
    if (type.len || number.len) add_part(r, text);
}

/* In the other form's order of kinds; within a kind as they stand. */
static void add_ids(run *r, const lc_node *entry)
{
    const lc_node *ids[MAX_IDS];
    size_t ranks[MAX_IDS], n = 0;
    const lc_node *id = lc_node_child(lc_node_child(entry, "idList"), "id");
    for (; id && n < MAX_IDS; id = lc_node_again(id)) {
        size_t rank = lc_ofac_kind_rank(lc_node_text(id, "idType")), k = n++;
        for (; k && ranks[k - 1] > rank; k--) {
            ids[k] = ids[k - 1];
            ranks[k] = ranks[k - 1];
        }
        ids[k] = id;
        ranks[k] = rank;
    }
    for (size_t i = 0; i < n; i++) add_id(r, ids[i], had_before(ids, i) ? "alt. " : "");
    for (; id; id = lc_node_again(id)) add_id(r, id, "");
}

/* "(Linked To: X)" stands without brackets in the other form, and behind all others. */
static void add_remark(run *r, lc_sv part, bool links)
{
    lc_sv t = lc_build_trim(part);
    bool link = lc_sv_starts(t, LC_SV("(Linked To: ")) && lc_sv_ends(t, LC_SV(")"));
    if (link) t = (lc_sv){t.data + 1, t.len - 2};
    if (link == links) add_part(r, t);
}

static void add_remark_parts(run *r, const lc_node *entry, bool links)
{
    for (lc_sv rest = lc_node_text(entry, "remarks"); rest.data;)
        add_remark(r, lc_sv_cut(&rest, LC_SV("; ")), links);
}

static lc_sv full_name(lc_arena *a, const lc_node *n)
{
    const lc_sv parts[] = {lc_node_text(n, "lastName"), lc_node_text(n, "firstName")};
    return lc_place_join(a, parts, 2);
}

static lc_name_kind kind_of(const lc_node *aka)
{
    return lc_sv_is(lc_node_text(aka, "type"), "f.k.a.") ? LC_NAME_FORMER : LC_NAME_ALIAS;
}

static bool is_weak(const lc_node *aka)
{
    return lc_sv_is(lc_node_text(aka, "category"), "weak");
}

static void add_strong_names(run *r, const lc_node *entry)
{
    const lc_node *n = lc_node_child(lc_node_child(entry, "akaList"), "aka");
    for (; n; n = lc_node_again(n))
        if (!is_weak(n)) lc_names_alias(&r->build, full_name(r->build.arena, n), kind_of(n));
}

/* They stand in the remarks: a.k.a. 'BNC'. */
static void add_weak_names(run *r, const lc_node *entry)
{
    const lc_node *n = lc_node_child(lc_node_child(entry, "akaList"), "aka");
    for (; n; n = lc_node_again(n)) {
        lc_sv name = full_name(r->build.arena, n), type = lc_node_text(n, "type");
        if (!is_weak(n) || !name.len) continue;
        if (!type.len) type = LC_SV("a.k.a.");
        add_part(r,
                 lc_arena_printf(r->build.arena, "%.*s '%.*s'", LC_SV_ARG(type), LC_SV_ARG(name)));
    }
}

/* ---- addresses, vessels, programmes ---- */

/* The other form has one column for "city, state postal code". */
static void add_addresses(run *r, const lc_node *entry)
{
    lc_arena *a = r->build.arena;
    const lc_node *n = lc_node_child(lc_node_child(entry, "addressList"), "address");
    for (; n; n = lc_node_again(n)) {
        const lc_sv lines[] = {lc_node_text(n, "address1"), lc_node_text(n, "address2"),
                               lc_node_text(n, "address3")};
        const lc_sv place[] = {lc_node_text(n, "city"), lc_node_text(n, "stateOrProvince")};
        const lc_sv city[] = {lc_place_join(a, place, 2), lc_node_text(n, "postalCode")};
        lc_place_add_parts(&r->build, (lc_address){.street = lc_place_join(a, lines, 3),
                                                   .city = lc_build_join(a, city, 2, LC_SV(" ")),
                                                   .country = lc_node_text(n, "country")});
    }
}

static void add_programs(run *r, const lc_node *entry)
{
    const lc_node *n = lc_node_child(lc_node_child(entry, "programList"), "program");
    for (; n; n = lc_node_again(n)) lc_build_program(&r->build, n->text);
    lc_ofac_sort_programs(&r->build);
}

/* The tags as the other form joins them, since some come before others. */
static const char *sublist_of(const run *r, const lc_node *entry)
{
    lc_sv tags = LC_SV_NONE;
    const lc_node *n = lc_node_child(lc_node_child(entry, "programList"), "program");
    for (; n; n = lc_node_again(n)) {
        const lc_sv both[] = {tags, n->text};
        tags = lc_build_join(r->build.arena, both, 2, LC_SV("] ["));
    }
    return lc_ofac_sublist(r->sdn, tags);
}

static void add_vessel(run *r, const lc_node *entry)
{
    static const struct {
        const char *element, *name;
    } fields[] = {
        {"callSign", "call_sign"},     {"vesselType", "vessel_type"},
        {"tonnage", "gross_tonnage"},  {"grossRegisteredTonnage", "gross_registered_tonnage"},
        {"vesselFlag", "vessel_flag"}, {"vesselOwner", "vessel_owner"}};
    const lc_node *v = lc_node_child(entry, "vesselInfo");
    lc_sv flag = lc_node_text(v, "vesselFlag");
    lc_build_attr(&r->build, LC_SV("title"), lc_node_text(entry, "title"));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        lc_build_attr(&r->build, lc_sv_of(fields[i].name), lc_node_text(v, fields[i].element));
    lc_ident_add_call_sign(&r->build, lc_node_text(v, "callSign"));
    if (flag.len) lc_build_country(&r->build, lc_place_country(flag));
}

/* ---- one entry ---- */

/* What OFAC may add one day is kept and told. */
static void tell_unknown(run *r, const lc_node *entry)
{
    static const char *const known[] = {"uid",         "firstName",       "lastName",
                                        "title",       "sdnType",         "remarks",
                                        "programList", "idList",          "akaList",
                                        "addressList", "nationalityList", "citizenshipList",
                                        "vesselInfo",  "dateOfBirthList", "placeOfBirthList"};
    for (const lc_node *c = entry->first; c; c = c->next) {
        bool found = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            found |= lc_sv_is(c->name, known[i]);
        if (found) continue;
        lc_build_attr(&r->build, c->name, c->text);
        lc_input_tell_once(r->in, "unknown_member", c->line, c->byte,
                           lc_arena_printf(r->build.arena,
                                           "element \"%.*s\" is not known; its text is kept",
                                           LC_SV_ARG(c->name)));
    }
}

static void add_remarks(run *r, const lc_node *entry)
{
    add_items(r, entry, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB");
    add_items(r, entry, "placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB");
    add_items(r, entry, "nationalityList", "nationality", "country", "nationality");
    add_items(r, entry, "citizenshipList", "citizenship", "country", "citizen");
    add_ids(r, entry);
    add_remark_parts(r, entry, false);
    add_weak_names(r, entry);
    add_remark_parts(r, entry, true);
    lc_sv text = lc_build_join(r->build.arena, r->parts, r->n_parts, LC_SV("; "));
    if (text.len && !lc_sv_ends(text, LC_SV(".")))
        text = lc_arena_printf(r->build.arena, "%.*s.", LC_SV_ARG(text));
    lc_ofac_remarks(&r->build, text);
}

static int put(run *r, const lc_node *entry, licet_error *err)
{
    lc_build *b = &r->build;
    uint32_t ordinal;
    if (!b->entry.n_names) {
        lc_input_bad_row(r->in);
        lc_input_tell(r->in, "no_name", entry->line, entry->byte, true, "an entry without a name");
        return 0;
    }
    b->entry.number = lc_node_text(entry, "uid");
    b->entry.key = lc_keys_next(r->keys, b->arena, &b->entry, &ordinal);
    r->numbers++;
    if (ordinal > 1) {
        r->numbers_twice++;
        lc_input_tell(r->in, "number_twice", entry->line, entry->byte, false,
                      "number %.*s stands twice", LC_SV_ARG(b->entry.number));
    }
    return lc_input_entry(r->in, b, entry->line, entry->byte, entry->bytes, err);
}

static int take_entry(run *r, const lc_node *entry, licet_error *err)
{
    lc_build *b = &r->build;
    uint64_t number;
    r->records++;
    lc_input_row(r->in, entry->line, entry->byte + entry->bytes);
    if (!lc_sv_u64(lc_node_text(entry, "uid"), &number))
        return lc_input_refuse(r->in, entry->line, entry->byte, err,
                               "an entry without its number: the list is not whole");
    lc_build_begin(b, r->sdn ? "us_ofac_sdn" : "us_ofac_cons", "OTHER");
    b->entry.sublist = lc_sv_of(sublist_of(r, entry));
    r->n_parts = 0;
    b->entry.type = lc_party_type_of(lc_node_text(entry, "sdnType"));
    lc_names_primary(b, full_name(b->arena, entry));
    add_strong_names(r, entry);
    add_programs(r, entry);
    add_addresses(r, entry);
    add_vessel(r, entry);
    add_remarks(r, entry);
    tell_unknown(r, entry);
    return put(r, entry, err);
}

/* ---- the file ---- */

static int take_publication(run *r, const lc_node *n, licet_error *err)
{
    lc_sv day = lc_node_text(n, "Publish_Date"), count = lc_node_text(n, "Record_Count");
    if (day.len && !lc_date_any(day, &r->published))
        lc_input_tell(r->in, "bad_date", n->line, n->byte, false,
                      "Publish_Date \"%.*s\" is no date", LC_SV_ARG(day));
    if (count.len && (count.len > MAX_COUNT_TEXT || !lc_sv_u64(count, &r->announced)))
        return lc_input_refuse(r->in, n->line, n->byte, err, "Record_Count is no number");
    return 0;
}

static int take_record(void *ctx, const lc_node *n, licet_error *err)
{
    run *r = ctx;
    return lc_sv_is(n->name, "sdnEntry") ? take_entry(r, n, err) : take_publication(r, n, err);
}

static int check_whole(const run *r, licet_error *err)
{
    if (r->announced && r->announced != r->records)
        return lc_input_refuse(r->in, 0, 0, err,
                               "the file announces %llu entries and holds %llu: it was cut off or "
                               "put together from parts",
                               (unsigned long long)r->announced, (unsigned long long)r->records);
    return lc_ofac_check_twice(r->in, r->numbers, r->numbers_twice, err);
}

int lc_ofac_xml_parse(lc_input *in, bool sdn, lc_source_result *out, licet_error *err)
{
    static const char *const records[] = {"publshInformation", "publishInformation", "sdnEntry",
                                          NULL};
    run *r = lc_xmalloc(sizeof *r);
    *r = (run){.in = in,
               .sdn = sdn,
               .build = {.arena = lc_arena_new()},
               .keys = lc_keys_new(),
               .published = LC_DATE_NONE};
    const lc_tree t = {"sdnList", records, r, NULL, take_record};
    int rc = lc_tree_run(in, &t, err);
    if (!rc) rc = check_whole(r, err);
    if (!rc) rc = lc_input_end(in, sdn ? "ofac-sdn-xml" : "ofac-cons-xml", r->published, out, err);
    lc_keys_free(r->keys);
    lc_arena_free(r->build.arena);
    free(r);
    return rc;
}

bool lc_ofac_xml_fits(lc_sv head)
{
    return lc_tree_fits(head, "sdnList");
}
