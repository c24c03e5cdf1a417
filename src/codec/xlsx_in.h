/* codec/xlsx_in.h: what the files of the workbook reader share. For src/codec/xlsx_*.c only. */
#ifndef CODEC_XLSX_IN_H
#define CODEC_XLSX_IN_H

#include "base/vec.h"
#include "codec/xlsx.h"
#include "codec/xml.h"

typedef struct lc_parts lc_parts;     /* the archive: xlsx_zip.c */
typedef struct lc_strings lc_strings; /* shared strings: xlsx_strings.c */

/* A number format's code, understood once: see xlsx_format.c. */
typedef struct lc_format_section {
    lc_sv code;
    bool identifier; /* digits at fixed places: a number with it is a name, not a quantity */
    bool percent, plain;
    unsigned zeros, decimals,
        places; /* fewest digits before and after the point; all placeholders */
} lc_format_section;
typedef struct lc_format {
    lc_xlsx_format_kind kind;
    bool with_clock;
    lc_format_section section[2];
    char condition; /* of section[0]: 0 none, '<' '>' '=' 'l' (<=) 'g' (>=) 'n' (<>) */
    double limit;
} lc_format;

typedef struct lc_xlsx_sheet_place {
    lc_sv part; /* in the archive; empty if the workbook names one that is not there */
} lc_xlsx_sheet_place;

struct lc_xlsx {
    lc_arena *arena; /* what lives as long as the workbook */
    lc_sv file;
    lc_parts *parts;
    lc_strings *strings; /* NULL until a sheet is opened */
    lc_sv strings_part, styles_part, theme_part;
    bool is_1904;
    LC_VEC(lc_xlsx_sheet_info) sheets;
    LC_VEC(lc_xlsx_sheet_place) places;
    LC_VEC(lc_xlsx_style) styles;
    LC_VEC(lc_format) formats; /* of each style */
    size_t part_counts[LC_XLSX_PARTS];
};

/* ---- the archive ---- */
int lc_parts_open(lc_sv bytes, lc_sv file, lc_parts **out, licet_error *err);
void lc_parts_close(lc_parts *p); /* takes NULL */
size_t lc_parts_count(const lc_parts *p);
lc_sv lc_parts_name(const lc_parts *p, size_t i); /* "xl/workbook.xml" */
/* Names differ only by more than ASCII case. */
bool lc_parts_has(const lc_parts *p, lc_sv name);
/* Runs handler over the part as XML, whole. Limits of size and ratio are those of xlsx.h. */
int lc_parts_xml(lc_parts *p, lc_sv name, const lc_xml_handler *h, uint64_t max_bytes,
                 licet_error *err);
/* The same as a stream one may leave at any time. */
typedef struct lc_part lc_part;
int lc_part_open(lc_parts *p, lc_sv name, uint64_t max_bytes, lc_part **out, licet_error *err);
void lc_part_close(lc_part *part); /* takes NULL */
lc_reader lc_part_reader(lc_part *part);

/* ---- relations ("_rels/x.xml.rels") of a part ("" for the package), targets resolved ---- */
typedef struct lc_relation {
    lc_sv id, type, target; /* type: what follows the last '/', "worksheet" */
    bool external;
} lc_relation;
typedef LC_VEC(lc_relation) lc_relations;
/* None if the part has no relations. Strings live in x->arena; the caller frees out->at. */
int lc_xlsx_relations(lc_xlsx *x, lc_sv part, lc_relations *out, licet_error *err);

/* ---- names ---- */
/* An element of the spreadsheet vocabulary, transitional or strict. */
bool lc_xlsx_is_main(lc_sv space);
/* r:id and the like. */
bool lc_xlsx_relation_attr(lc_xml_attrs attrs, const char *local, lc_sv *out);
/* "1", "true", "on" */
bool lc_xlsx_true(lc_xml_attrs attrs, const char *local, bool if_absent);
bool lc_xlsx_u32(lc_sv v, uint32_t *out);
/* A finite decimal number, whole view, whatever the host's locale. */
bool lc_xlsx_double(lc_sv v, double *out);
/* "AB12", "$AB$12" -> 0-based. */
bool lc_xlsx_cell_ref(lc_sv v, uint32_t *out_row, uint32_t *out_column);
bool lc_xlsx_range_ref(lc_sv v, lc_xlsx_range *out);
/* _xHHHH_ escapes of characters XML cannot hold (ECMA-376 22.9.2.19) become the characters;
 * appends. A NUL becomes U+FFFD. */
void lc_xlsx_unescape(lc_sv v, lc_buf *out);

/* ---- a sheet being read ---- */
/* The attribute t. */
typedef enum lc_xlsx_cell_kind {
    LC_CELL_NUMBER = 0,
    LC_CELL_SHARED,
    LC_CELL_INLINE,
    LC_CELL_FORMULA_TEXT,
    LC_CELL_BOOL,
    LC_CELL_ERROR,
    LC_CELL_ISO_DATE,
    LC_CELL_KINDS
} lc_xlsx_cell_kind;
/* Where character data goes. */
typedef enum lc_xlsx_taking { LC_TAKE_NOTHING = 0, LC_TAKE_VALUE, LC_TAKE_INLINE } lc_xlsx_taking;

struct lc_xlsx_sheet {
    lc_xlsx *x;
    size_t index;
    lc_xlsx_facts facts;
    LC_VEC(lc_xlsx_range) merges;
    LC_VEC(lc_xlsx_columns) columns;
    lc_part *part;
    lc_xml *xml;
    bool first_pass, seen_root;
    /* the row at hand */
    LC_VEC(lc_xlsx_cell) cells;
    LC_VEC(size_t) places; /* of each cell's text in texts, or SIZE_MAX: it stands elsewhere */
    lc_buf texts, value;
    lc_xlsx_row row;
    bool in_row, row_ready, in_cell, has_value;
    lc_xlsx_taking take;
    unsigned phonetic;
    lc_xlsx_cell_kind kind;
    lc_xlsx_cell cell;
    uint32_t next_row, next_column;
};

/* For the parser's events: a row, a cell begins; a cell is whole. */
int lc_xlsx_begin_row(lc_xlsx_sheet *s, lc_xml_attrs attrs, licet_error *err);
int lc_xlsx_begin_cell(lc_xlsx_sheet *s, lc_xml_attrs attrs, licet_error *err);
int lc_xlsx_end_cell(lc_xlsx_sheet *s, licet_error *err);

/* ---- the rest ---- */
lc_format lc_format_of(lc_sv code); /* borrows code */
void lc_format_put(const lc_format *f, double number, bool is_1904, lc_buf *out, bool *out_is_date);
int lc_xlsx_read_styles(lc_xlsx *x, licet_error *err);
int lc_strings_read(lc_xlsx *x, lc_strings **out, licet_error *err);
void lc_strings_free(lc_strings *s); /* takes NULL */
size_t lc_strings_count(const lc_strings *s);
/* i < count. The view stays until the next call. */
lc_sv lc_strings_at(lc_strings *s, size_t i, bool *out_rich);

#endif
