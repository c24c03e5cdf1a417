/* Workbooks from hostile bytes. The first byte says what the rest is: a whole archive, one part of
 * an otherwise good workbook (packed here without compression, so that the fuzzer sees through), or
 * a number format. Read to the end as rows and as a table. */
#include <stdlib.h>

#include "codec/xlsx_table.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS "http://schemas.openxmlformats.org/package/2006/relationships"

enum { PARTS = 7, MAX_ROWS = 5000 };

typedef struct part {
    const char *name, *text;
} part;

static const part GOOD[PARTS] = {
    {"_rels/.rels", "<Relationships xmlns='" RELS "'><Relationship Id='r' Type='" REL
                    "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
    {"xl/workbook.xml", "<workbook xmlns='" MAIN "' xmlns:r='" REL
                        "'><sheets><sheet name='S' sheetId='1' r:id='a'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", "<Relationships xmlns='" RELS "'><Relationship Id='a' Type='" REL
                                   "/worksheet' Target='s.xml'/><Relationship Id='b' Type='" REL
                                   "/styles' Target='t.xml'/><Relationship Id='c' Type='" REL
                                   "/sharedStrings' Target='u.xml'/><Relationship Id='d' Type='" REL
                                   "/theme' Target='v.xml'/></Relationships>"},
    {"xl/s.xml",
     "<worksheet xmlns='" MAIN "'><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row>"
     "<row r='2'><c r='A2' s='1'><v>45000.5</v></c></row></sheetData></worksheet>"},
    {"xl/t.xml",
     "<styleSheet xmlns='" MAIN "'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
     "</styleSheet>"},
    {"xl/u.xml", "<sst xmlns='" MAIN "'><si><t>name</t></si><si><r><t>a</t></r></si></sst>"},
    {"xl/v.xml", "<a:theme xmlns:a='t'><a:dk1><a:srgbClr val='112233'/></a:dk1></a:theme>"},
};

static uint32_t crc32_of(lc_sv v)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < v.len; i++) {
        crc ^= (unsigned char)v.data[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

static void put(lc_buf *b, uint32_t v, int bytes)
{
    for (int i = 0; i < bytes; i++) lc_buf_c(b, (char)(v >> 8 * i & 0xFF));
}

/* What local header and directory have in common. */
static void put_head(lc_buf *b, const char *name, lc_sv text)
{
    put(b, 20, 2);
    put(b, 0, 4);          /* flags, method: stored */
    put(b, 0x00210000, 4); /* 1980-01-01 */
    put(b, crc32_of(text), 4);
    put(b, (uint32_t)text.len, 4);
    put(b, (uint32_t)text.len, 4);
    put(b, (uint32_t)strlen(name), 2);
    put(b, 0, 2);
}

static void pack(lc_buf *out, size_t replaced, lc_sv with)
{
    lc_buf directory = {0};
    for (size_t i = 0; i < PARTS; i++) {
        lc_sv text = i == replaced ? with : lc_sv_of(GOOD[i].text);
        uint32_t at = (uint32_t)out->len;
        put(out, 0x04034B50, 4);
        put_head(out, GOOD[i].name, text);
        lc_buf_z(out, GOOD[i].name);
        lc_buf_sv(out, text);
        put(&directory, 0x02014B50, 4);
        put(&directory, 20, 2);
        put_head(&directory, GOOD[i].name, text);
        for (int zeros = 0; zeros < 5; zeros++) put(&directory, 0, 2);
        put(&directory, at, 4);
        lc_buf_z(&directory, GOOD[i].name);
    }
    uint32_t at = (uint32_t)out->len;
    lc_buf_sv(out, lc_buf_view(&directory));
    put(out, 0x06054B50, 4);
    put(out, 0, 4);
    put(out, PARTS, 2);
    put(out, PARTS, 2);
    put(out, (uint32_t)directory.len, 4);
    put(out, at, 4);
    put(out, 0, 2);
    lc_buf_done(&directory);
}

static uint64_t touch(lc_sv v)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < v.len; i++) sum += (unsigned char)v.data[i];
    return sum;
}

static void read_table(lc_xlsx_sheet *s, licet_error *err)
{
    lc_xlsx_table_params p = {0};
    lc_xlsx_table *t;
    if (lc_xlsx_table_open(s, &p, &t, err)) return;
    size_t n;
    lc_xlsx_table_header(t, &n);
    lc_xlsx_table_row row;
    bool has = true;
    uint64_t sum = 0;
    for (int rows = 0; rows < MAX_ROWS && has; rows++) {
        if (lc_xlsx_table_next(t, &has, &row, err)) break;
        for (size_t i = 0; has && i < row.n; i++) sum += touch(row.fields[i]);
        if (has && row.n != n) abort();
    }
    lc_xlsx_table_close(t);
    if (sum == UINT64_MAX) abort();
}

static void read_sheet(lc_xlsx *x, size_t i, licet_error *err)
{
    lc_xlsx_sheet *s;
    if (lc_xlsx_sheet_open(x, i, &s, err)) {
        if (!err->message[0]) abort();
        return;
    }
    lc_xlsx_row row;
    uint64_t values = 0;
    for (bool has = true; has;) {
        /* the first reading found nothing wrong; the second must not */
        if (lc_xlsx_sheet_next(s, &has, &row, err)) abort();
        for (size_t c = 0; has && c < row.n; c++) {
            if (row.cells[c].style >= lc_xlsx_style_count(x)) abort();
            values += row.cells[c].type != LC_XLSX_BLANK || row.cells[c].unvalued;
            touch(row.cells[c].text);
        }
    }
    if (values != lc_xlsx_sheet_facts(s)->cells) abort();
    read_table(s, err);
    lc_xlsx_sheet_close(s);
}

static void read_book(lc_sv bytes)
{
    licet_error err = {0};
    lc_xlsx *x;
    if (lc_xlsx_open(bytes, LC_SV("fuzz.xlsx"), &x, &err)) {
        if (!err.message[0]) abort();
        return;
    }
    size_t n;
    lc_xlsx_sheets(x, &n);
    for (size_t i = 0; i < n && i < 3; i++) read_sheet(x, i, &err);
    lc_xlsx_close(x);
}

static void read_format(lc_sv v)
{
    double number = 0;
    if (v.len < sizeof number) return;
    memcpy(&number, v.data, sizeof number);
    if (!(number > -1e300 && number < 1e300)) return; /* a cell's number is finite */
    lc_buf out = {0};
    bool is_date;
    lc_xlsx_number_text(number, lc_sv_from(v, sizeof number), v.data[0] & 1, &out, &is_date);
    lc_buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    lc_sv rest = lc_sv_make((const char *)data + 1, size - 1);
    if (data[0] == 'Z') {
        read_book(rest);
    } else if (data[0] == 'F') {
        read_format(rest);
    } else {
        lc_buf book = {0};
        pack(&book, (size_t)(data[0] - '0') % PARTS, rest);
        read_book(lc_buf_view(&book));
        lc_buf_done(&book);
    }
    return 0;
}
