/* The archive a workbook is. Everything that could make an archive mean two things, or more bytes
 * than anybody meant, is refused: two entries of one name, other packings than store and deflate,
 * encrypted entries, sizes and ratios beyond limits (watched on what is unpacked, not on what the
 * archive claims). libzip checks each part's CRC at its end. */
#include <stdlib.h>
#include <zip.h>

#include "base/map.h"
#include "codec/xlsx_in.h"

enum { FREE_BYTES = 1024 * 1024, SNIFF_BYTES = 8 };

typedef struct entry {
    lc_sv name, folded;
    uint64_t packed_bytes, said_bytes; /* said: unpacked, as the archive's directory has it */
} entry;

struct lc_parts {
    lc_arena *arena;
    zip_t *zip;
    lc_map *by_name; /* folded name -> index in entries */
    LC_VEC(entry) entries;
    uint64_t total_bytes; /* said of what may be read */
};

struct lc_part {
    zip_file_t *file;
    lc_sv name;
    uint64_t packed_bytes, said_bytes, unpacked_bytes, max_bytes;
};

static const unsigned char OLE_MAGIC[SNIFF_BYTES] = {0xD0, 0xCF, 0x11, 0xE0,
                                                     0xA1, 0xB1, 0x1A, 0xE1};

static bool is_ole(lc_sv bytes)
{
    return bytes.len >= SNIFF_BYTES && memcmp(bytes.data, OLE_MAGIC, SNIFF_BYTES) == 0;
}

bool lc_xlsx_sniff(lc_sv first)
{
    return is_ole(first) || (first.len >= 4 && memcmp(first.data, "PK\3\4", 4) == 0) ||
           (first.len >= 4 && memcmp(first.data, "PK\5\6", 4) == 0);
}

/* A password-protected workbook is an OLE file with a stream of this name, in UTF-16. */
static bool has_password(lc_sv bytes)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return lc_sv_find(bytes, lc_sv_make(name, sizeof name), 0) != SIZE_MAX;
}

static int not_an_archive(lc_sv bytes, licet_error *err)
{
    int rc;
    if (is_ole(bytes) && has_password(bytes)) {
        rc = lc_fail(err, LICET_E_SYNTAX, "the workbook is encrypted with a password");
        lc_fail_remedy(err, "open it with its password and save it without one, as .xlsx");
    } else if (is_ole(bytes)) {
        rc = lc_fail(err, LICET_E_SYNTAX, "this is the old binary workbook format (.xls)");
        lc_fail_remedy(err, "open it in a spreadsheet program and save it as .xlsx or .csv");
    } else if (lc_xlsx_sniff(bytes)) {
        rc = lc_fail(err, LICET_E_CORRUPT,
                     "the workbook is damaged or cut off: its archive has no usable directory");
        lc_fail_remedy(err, "get the file again, or open it in a spreadsheet program and save it");
    } else {
        rc = lc_fail(err, LICET_E_SYNTAX,
                     "not a workbook: an .xlsx file is a zip archive and this is none");
        lc_fail_remedy(err, "if it is text, name it .csv; else save it as .xlsx");
    }
    return rc;
}

static lc_sv fold(lc_arena *a, lc_sv name)
{
    char *p = lc_arena_z(a, name);
    for (size_t i = 0; i < name.len; i++) {
        if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] + ('a' - 'A'));
        if (p[i] == '\\') p[i] = '/'; /* some writers on Windows */
    }
    return lc_sv_make(p, name.len);
}

static int bad_entry(licet_error *err, lc_sv name, const char *what)
{
    lc_fail(err, LICET_E_SYNTAX, "the workbook's archive: \"%.*s\" %s", LC_SV_ARG(name), what);
    lc_fail_remedy(err, "open it in a spreadsheet program you trust and save it anew as .xlsx");
    return LICET_E_SYNTAX;
}

static int count_bytes(lc_parts *p, const entry *e, licet_error *err)
{
    if (!lc_sv_ends(e->folded, LC_SV(".xml")) && !lc_sv_ends(e->folded, LC_SV(".rels"))) return 0;
    if (e->said_bytes <= LC_XLSX_MAX_TOTAL_BYTES) p->total_bytes += e->said_bytes;
    if (e->said_bytes <= LC_XLSX_MAX_TOTAL_BYTES && p->total_bytes <= LC_XLSX_MAX_TOTAL_BYTES)
        return 0;
    lc_fail(err, LICET_E_LIMIT, "the workbook unpacks to more than %d bytes",
            LC_XLSX_MAX_TOTAL_BYTES);
    lc_fail_remedy(err, "split it, or save the sheet as .csv, which has no such limit");
    return LICET_E_LIMIT;
}

static int add_entry(lc_parts *p, zip_uint64_t i, licet_error *err)
{
    zip_stat_t st;
    zip_stat_init(&st);
    if (zip_stat_index(p->zip, i, 0, &st) != 0 || !(st.valid & ZIP_STAT_NAME))
        return lc_fail(err, LICET_E_CORRUPT, "the workbook's archive: entry %llu cannot be read",
                       (unsigned long long)i);
    entry e = {.name = lc_arena_sv(p->arena, lc_sv_of(st.name)),
               .packed_bytes = st.comp_size,
               .said_bytes = st.size};
    if (e.name.len > 256) e.name.len = 256;
    e.folded = fold(p->arena, e.name);
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
        return bad_entry(err, e.name, "is encrypted");
    if (st.comp_method != ZIP_CM_STORE && st.comp_method != ZIP_CM_DEFLATE)
        return bad_entry(err, e.name, "is packed in a way workbooks are not");
    bool is_new;
    uint32_t *at = lc_map_put(p->by_name, e.folded, &is_new);
    if (!is_new) return bad_entry(err, e.name, "stands there twice");
    *at = (uint32_t)p->entries.len;
    lc_vec_push(&p->entries, e);
    return count_bytes(p, &e, err);
}

static int open_archive(lc_parts *p, lc_sv bytes, licet_error *err)
{
    zip_error_t ze;
    zip_error_init(&ze);
    zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.len, 0, &ze);
    if (!source) return lc_fail(err, LICET_E_IO, "zip: %s", zip_error_strerror(&ze));
    p->zip = zip_open_from_source(source, ZIP_RDONLY, &ze);
    if (!p->zip) zip_source_free(source);
    zip_error_fini(&ze);
    return p->zip ? 0 : not_an_archive(bytes, err);
}

int lc_parts_open(lc_sv bytes, lc_sv file, lc_parts **out, licet_error *err)
{
    (void)file;
    if (bytes.len > LC_XLSX_MAX_FILE_BYTES)
        return lc_fail(err, LICET_E_LIMIT, "a workbook of %zu bytes; at most %d are read",
                       bytes.len, LC_XLSX_MAX_FILE_BYTES);
    if (!lc_xlsx_sniff(bytes) || is_ole(bytes)) return not_an_archive(bytes, err);
    lc_parts *p = lc_xmalloc(sizeof *p);
    *p = (lc_parts){.arena = lc_arena_new(), .by_name = lc_map_new()};
    int rc = open_archive(p, bytes, err);
    zip_int64_t n = rc ? 0 : zip_get_num_entries(p->zip, 0);
    if (!rc && n > LC_XLSX_MAX_ENTRIES)
        rc = lc_fail(err, LICET_E_LIMIT,
                     "the workbook's archive holds %lld files; at most %d are read", (long long)n,
                     LC_XLSX_MAX_ENTRIES);
    for (zip_int64_t i = 0; !rc && i < n; i++) rc = add_entry(p, (zip_uint64_t)i, err);
    if (rc) {
        lc_parts_close(p);
        return rc;
    }
    *out = p;
    return 0;
}

void lc_parts_close(lc_parts *p)
{
    if (!p) return;
    if (p->zip) zip_discard(p->zip);
    lc_vec_done(&p->entries);
    lc_map_free(p->by_name);
    lc_arena_free(p->arena);
    free(p);
}

size_t lc_parts_count(const lc_parts *p)
{
    return p->entries.len;
}

lc_sv lc_parts_name(const lc_parts *p, size_t i)
{
    return p->entries.at[i].folded;
}

static bool find(const lc_parts *p, lc_sv name, uint32_t *out)
{
    lc_arena *a = lc_arena_new();
    const uint32_t *at = lc_map_get(p->by_name, fold(a, name));
    if (at) *out = *at;
    lc_arena_free(a);
    return at != NULL;
}

bool lc_parts_has(const lc_parts *p, lc_sv name)
{
    uint32_t at;
    return find(p, name, &at);
}

int lc_part_open(lc_parts *p, lc_sv name, uint64_t max_bytes, lc_part **out, licet_error *err)
{
    uint32_t at;
    if (!find(p, name, &at))
        return lc_fail(err, LICET_E_CORRUPT, "the workbook is damaged: it has no part \"%.*s\"",
                       LC_SV_ARG(name));
    zip_file_t *file = zip_fopen_index(p->zip, at, 0);
    if (!file)
        return lc_fail(err, LICET_E_CORRUPT, "the workbook is damaged: part \"%.*s\": %s",
                       LC_SV_ARG(name), zip_strerror(p->zip));
    lc_part *part = lc_xmalloc(sizeof *part);
    *part = (lc_part){.file = file,
                      .name = p->entries.at[at].name,
                      .packed_bytes = p->entries.at[at].packed_bytes,
                      .said_bytes = p->entries.at[at].said_bytes,
                      .max_bytes = max_bytes};
    *out = part;
    return 0;
}

void lc_part_close(lc_part *part)
{
    if (!part) return;
    zip_fclose(part->file);
    free(part);
}

static int check_size(const lc_part *part, licet_error *err)
{
    if (part->unpacked_bytes > part->said_bytes)
        return lc_fail(err, LICET_E_CORRUPT,
                       "the workbook is damaged: part \"%.*s\" is longer than it says",
                       LC_SV_ARG(part->name));
    if (part->unpacked_bytes > part->max_bytes)
        return lc_fail(err, LICET_E_LIMIT,
                       "part \"%.*s\" of the workbook unpacks to more than %llu bytes",
                       LC_SV_ARG(part->name), (unsigned long long)part->max_bytes);
    if (part->unpacked_bytes > FREE_BYTES &&
        part->unpacked_bytes / LC_XLSX_MAX_RATIO > part->packed_bytes) {
        lc_fail(
            err, LICET_E_LIMIT,
            "part \"%.*s\" of the workbook unpacks to more than %d times its size, as zip bombs do",
            LC_SV_ARG(part->name), LC_XLSX_MAX_RATIO);
        lc_fail_remedy(err, "if you trust it, save the sheet alone as a new .xlsx or as .csv");
        return LICET_E_LIMIT;
    }
    return 0;
}

static int read_part(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_part *part = ctx;
    zip_int64_t n = zip_fread(part->file, data, cap);
    if (n < 0)
        return lc_fail(err, LICET_E_CORRUPT, "the workbook is damaged: part \"%.*s\": %s",
                       LC_SV_ARG(part->name), zip_file_strerror(part->file));
    part->unpacked_bytes += (uint64_t)n;
    int rc = check_size(part, err);
    if (!rc) *got = (size_t)n;
    return rc;
}

lc_reader lc_part_reader(lc_part *part)
{
    return (lc_reader){part, read_part};
}

int lc_parts_xml(lc_parts *p, lc_sv name, const lc_xml_handler *h, uint64_t max_bytes,
                 licet_error *err)
{
    lc_part *part = NULL;
    int rc = lc_part_open(p, name, max_bytes, &part, err);
    if (rc) return rc;
    lc_reader in = lc_part_reader(part);
    lc_xml *x = lc_xml_open(&in, h, NULL);
    bool more = true;
    while (!rc && more) rc = lc_xml_run(x, &more, err);
    lc_xml_close(x);
    lc_part_close(part);
    return rc;
}
