/* A workbook opened: the way from the package's root to its sheets, styles and strings goes through
 * relations only (ECMA-376 part 2), each of which may point anywhere and is believed nowhere. */
#include <stdlib.h>

#include "codec/xlsx_in.h"

typedef struct words {
    const char *part, *text;
} words;

/* What a part's name begins with says what it is. */
static const words PART_WORDS[LC_XLSX_PARTS] = {
    [LC_XLSX_MACROS] = {"vbaproject.bin", "macros (not run, not kept)"},
    [LC_XLSX_EXTERNAL_LINKS] = {"externallinks/externallink",
                                "links to other workbooks (not followed, not kept)"},
    [LC_XLSX_EMBEDDED] = {"embeddings/", "embedded objects (not opened, not kept)"},
    [LC_XLSX_DRAWINGS] = {"drawings/drawing", "sheets with pictures, shapes or charts (not kept)"},
    [LC_XLSX_COMMENTS] = {"comments", "sheets with comments (not read, not kept)"},
    [LC_XLSX_PIVOTS] = {"pivottables/", "pivot tables (not kept)"},
    [LC_XLSX_TABLES] = {"tables/", "tables (their cells are kept, not their frames)"},
    [LC_XLSX_CONNECTIONS] = {"connections.xml",
                             "connections to other data (not refreshed, not kept)"},
    [LC_XLSX_SIGNATURES] = {"_xmlsignatures/sig", "digital signatures (not checked, not kept)"},
};

const char *lc_xlsx_part_words(lc_xlsx_part part)
{
    return PART_WORDS[part].text;
}

size_t lc_xlsx_part_count(const lc_xlsx *x, lc_xlsx_part part)
{
    return x->part_counts[part];
}

static void count_parts(lc_xlsx *x)
{
    for (size_t i = 0; i < lc_parts_count(x->parts); i++) {
        lc_sv name = lc_parts_name(x->parts, i);
        if (lc_sv_ends(name, LC_SV(".rels"))) continue;
        for (int k = 0; k < LC_XLSX_PARTS; k++)
            if (lc_sv_find(name, lc_sv_of(PART_WORDS[k].part), 0) != SIZE_MAX) x->part_counts[k]++;
        if (lc_sv_starts(name, LC_SV("xl/macrosheets/"))) x->part_counts[LC_XLSX_MACROS]++;
        if (lc_sv_starts(name, LC_SV("xl/activex/"))) x->part_counts[LC_XLSX_EMBEDDED]++;
    }
}

/* ---- relations ---- */

static lc_sv folder_of(lc_sv part)
{
    size_t n = part.len;
    while (n && part.data[n - 1] != '/') n--;
    return lc_sv_make(part.data, n);
}

/* target as seen from part; "." and ".." taken away; never above the root. */
static lc_sv resolve(lc_arena *a, lc_sv part, lc_sv target)
{
    lc_buf path = {0};
    lc_sv rest = target;
    if (target.len && target.data[0] == '/')
        rest = lc_sv_from(target, 1);
    else
        lc_buf_sv(&path, folder_of(part));
    while (rest.data) {
        lc_sv step = lc_sv_cut(&rest, LC_SV("/"));
        if (lc_sv_is(step, "..")) {
            if (path.len) path.len--;
            path.len = folder_of(lc_buf_view(&path)).len;
        } else if (step.len && !lc_sv_is(step, ".")) {
            lc_buf_sv(&path, step);
            if (rest.data) lc_buf_c(&path, '/');
        }
    }
    lc_sv out = lc_arena_sv(a, lc_buf_view(&path));
    lc_buf_done(&path);
    return out;
}

typedef struct relating {
    lc_xlsx *x;
    lc_sv part;
    lc_relations *out;
} relating;

static int on_relation(void *ctx, lc_xml *xml, lc_xml_name name, lc_xml_attrs attrs,
                       licet_error *err)
{
    (void)xml;
    relating *r = ctx;
    lc_sv id, type, target, mode = LC_SV_NONE;
    if (!lc_sv_is(name.local, "Relationship")) return 0;
    if (r->out->len >= LC_XLSX_MAX_ENTRIES)
        return lc_fail(err, LICET_E_LIMIT, "more than %d relations of one part",
                       LC_XLSX_MAX_ENTRIES);
    if (!lc_xml_attr(attrs, "Id", &id) || !lc_xml_attr(attrs, "Type", &type) ||
        !lc_xml_attr(attrs, "Target", &target))
        return lc_fail(err, LICET_E_CORRUPT, "a relation without id, type or target");
    lc_xml_attr(attrs, "TargetMode", &mode);
    lc_arena *a = r->x->arena;
    lc_relation rel = {.id = lc_arena_sv(a, id), .external = lc_sv_is(mode, "External")};
    rel.type = lc_arena_sv(a, lc_sv_from(type, folder_of(type).len));
    rel.target = rel.external ? lc_arena_sv(a, target) : resolve(a, r->part, target);
    lc_vec_push(r->out, rel);
    return 0;
}

int lc_xlsx_relations(lc_xlsx *x, lc_sv part, lc_relations *out, licet_error *err)
{
    lc_sv folder = folder_of(part);
    lc_sv file = lc_sv_from(part, folder.len);
    lc_sv rels =
        lc_arena_printf(x->arena, "%.*s_rels/%.*s.rels", LC_SV_ARG(folder), LC_SV_ARG(file));
    if (!lc_parts_has(x->parts, rels)) return 0;
    relating r = {x, part, out};
    const lc_xml_handler h = {.start = on_relation, .ctx = &r};
    return lc_parts_xml(x->parts, rels, &h, LC_XLSX_MAX_SMALL_BYTES, err);
}

static const lc_relation *by_type(const lc_relations *rels, const char *type)
{
    for (size_t i = 0; i < rels->len; i++)
        if (lc_sv_is(rels->at[i].type, type) && !rels->at[i].external) return &rels->at[i];
    return NULL;
}

static const lc_relation *by_id(const lc_relations *rels, lc_sv id)
{
    for (size_t i = 0; i < rels->len; i++)
        if (lc_sv_eq(rels->at[i].id, id)) return &rels->at[i];
    return NULL;
}

/* ---- the workbook part ---- */

typedef struct booking {
    lc_xlsx *x;
    lc_relations rels;
} booking;

/* Each sheet has a part of its own; else a small file could be read a thousand times over. */
static bool is_place_taken(const lc_xlsx *x, lc_sv part)
{
    for (size_t i = 0; part.len && i < x->places.len; i++)
        if (lc_sv_ieq(x->places.at[i].part, part)) return true;
    return false;
}

static int add_sheet(booking *b, lc_xml_attrs attrs, licet_error *err)
{
    lc_xlsx *x = b->x;
    lc_sv name = LC_SV_NONE, id = LC_SV_NONE, state = LC_SV_NONE;
    lc_xml_attr(attrs, "name", &name);
    lc_xml_attr(attrs, "state", &state);
    lc_xlsx_relation_attr(attrs, "id", &id);
    if (x->sheets.len >= LC_XLSX_MAX_SHEETS)
        return lc_fail(err, LICET_E_LIMIT, "the workbook has more than %d sheets",
                       LC_XLSX_MAX_SHEETS);
    const lc_relation *rel = by_id(&b->rels, id);
    if (rel && lc_sv_is(rel->type, "xlMacrosheet")) x->part_counts[LC_XLSX_MACROS]++;
    bool rows = rel && lc_sv_is(rel->type, "worksheet") && !rel->external;
    lc_xlsx_sheet_info info = {.name = lc_arena_sv(x->arena, name),
                               .hidden = state.len && !lc_sv_is(state, "visible"),
                               .is_worksheet = rows || !rel};
    if (rows && is_place_taken(x, rel->target))
        return lc_fail(err, LICET_E_CORRUPT,
                       "two sheets of the workbook are the same part \"%.*s\"",
                       LC_SV_ARG(rel->target));
    lc_vec_push(&x->sheets, info);
    lc_vec_push(&x->places, (lc_xlsx_sheet_place){rows ? rel->target : LC_SV_NONE});
    return 0;
}

static int on_book(void *ctx, lc_xml *xml, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    booking *b = ctx;
    if (!lc_xlsx_is_main(name.space)) return 0;
    if (lc_xml_depth(xml) == 1 && !lc_sv_is(name.local, "workbook"))
        return lc_fail(err, LICET_E_CORRUPT, "the workbook's main part is no workbook");
    if (lc_sv_is(name.local, "workbookPr")) b->x->is_1904 = lc_xlsx_true(attrs, "date1904", false);
    if (lc_sv_is(name.local, "sheet") && lc_xml_depth(xml) == 3) return add_sheet(b, attrs, err);
    return 0;
}

static void take_places(lc_xlsx *x, const lc_relations *rels)
{
    const lc_relation *r;
    if ((r = by_type(rels, "sharedStrings"))) x->strings_part = r->target;
    if ((r = by_type(rels, "styles"))) x->styles_part = r->target;
    if ((r = by_type(rels, "theme"))) x->theme_part = r->target;
}

static int read_book(lc_xlsx *x, lc_sv part, licet_error *err)
{
    booking b = {.x = x};
    const lc_xml_handler h = {.start = on_book, .ctx = &b};
    int rc = lc_xlsx_relations(x, part, &b.rels, err);
    if (!rc) rc = lc_parts_xml(x->parts, part, &h, LC_XLSX_MAX_SMALL_BYTES, err);
    if (!rc) take_places(x, &b.rels);
    if (!rc && !x->sheets.len) rc = lc_fail(err, LICET_E_CORRUPT, "the workbook has no sheets");
    lc_vec_done(&b.rels);
    return rc;
}

static int other_format(const lc_xlsx *x, licet_error *err)
{
    const char *what = "a zip archive, but not a workbook";
    if (lc_parts_has(x->parts, LC_SV("content.xml")) && lc_parts_has(x->parts, LC_SV("mimetype")))
        what = "an OpenDocument file (.ods)";
    else if (lc_parts_has(x->parts, LC_SV("word/document.xml")))
        what = "a text document (.docx)";
    lc_fail(err, LICET_E_SYNTAX, "this is %s", what);
    lc_fail_remedy(err, "open it in a spreadsheet program and save it as .xlsx");
    return LICET_E_SYNTAX;
}

static int main_part(lc_xlsx *x, lc_sv *out, licet_error *err)
{
    lc_relations rels = {0};
    int rc = lc_xlsx_relations(x, LC_SV_NONE, &rels, err);
    const lc_relation *root = rc ? NULL : by_type(&rels, "officeDocument");
    if (!rc && (!root || !lc_parts_has(x->parts, root->target) ||
                lc_sv_starts(root->target, LC_SV("word/"))))
        rc = other_format(x, err);
    else if (!rc && lc_sv_ends(root->target, LC_SV(".bin"))) {
        rc = lc_fail(err, LICET_E_SYNTAX, "this is the binary workbook format (.xlsb)");
        lc_fail_remedy(err, "open it in a spreadsheet program and save it as .xlsx");
    }
    if (!rc) *out = root->target;
    lc_vec_done(&rels);
    return rc;
}

/* Places inside a part say nothing to a person; the workbook's name does. */
static int name_file(int rc, lc_sv file, licet_error *err)
{
    if (rc && err) {
        size_t n = file.len < sizeof err->file - 1 ? file.len : sizeof err->file - 1;
        if (n) memcpy(err->file, file.data, n);
        err->file[n] = 0;
        err->has_byte = 0;
        err->line = 0;
    }
    return rc;
}

int lc_xlsx_open(lc_sv bytes, lc_sv file, lc_xlsx **out, licet_error *err)
{
    lc_xlsx *x = lc_xmalloc(sizeof *x);
    *x = (lc_xlsx){.arena = lc_arena_new()};
    x->file = lc_arena_sv(x->arena, file);
    lc_sv part;
    int rc = lc_parts_open(bytes, file, &x->parts, err);
    if (!rc) rc = main_part(x, &part, err);
    if (!rc) count_parts(x);
    if (!rc) rc = read_book(x, part, err);
    if (!rc) rc = lc_xlsx_read_styles(x, err);
    if (rc) {
        lc_xlsx_close(x);
        return name_file(rc, file, err);
    }
    *out = x;
    return 0;
}

void lc_xlsx_close(lc_xlsx *x)
{
    if (!x) return;
    lc_strings_free(x->strings);
    lc_parts_close(x->parts);
    lc_vec_done(&x->sheets);
    lc_vec_done(&x->places);
    lc_vec_done(&x->styles);
    lc_vec_done(&x->formats);
    lc_arena_free(x->arena);
    free(x);
}

const lc_xlsx_sheet_info *lc_xlsx_sheets(const lc_xlsx *x, size_t *out_n)
{
    *out_n = x->sheets.len;
    return x->sheets.at;
}

bool lc_xlsx_is_1904(const lc_xlsx *x)
{
    return x->is_1904;
}
