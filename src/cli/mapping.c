#include "cli/mapping.h"

#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"

enum { NOTE_WIDTH = 80, TEXT_BYTES = 8192, WORD_BYTES = 256 };

static void append(char *to, const char *a, const char *b)
{
    size_t len = strlen(to);
    snprintf(to + len, TEXT_BYTES - len, "%s%s", a, b);
}

static void note(const char *label, const char *text)
{
    char safe[TEXT_BYTES];
    if (!text[0]) return;
    FILE *f = fmemopen(safe, sizeof safe, "w");
    if (!f) return;
    cli_put_safe(f, text);
    fclose(f);
    fprintf(stderr, "%s ", label);
    cli_put_wrapped(stderr, safe, 2, (int)strlen(label) + 1, NOTE_WIDTH);
}

/* Texts and numbers of an array, with commas between them. */
static void join(const char *array, char *to)
{
    char word[WORD_BYTES];
    for (cli_json_walk w = cli_json_begin(array); cli_json_step(&w);)
        append(to, to[0] ? ", " : "", cli_json_text(w.value, word, sizeof word));
}

/* ---- the workbook ---- */

static void show_sheet(const char *book, const char *others)
{
    char text[TEXT_BYTES] = "", word[WORD_BYTES];
    append(text, cli_json_text(cli_json_get(book, "sheet"), word, sizeof word), "");
    cli_json_text(cli_json_get(book, "header_rows"), word, sizeof word);
    append(text, strchr(word, '-') ? ", header in rows " : ", header in row ", word);
    note("Sheet:", text);
    note("Above the header:", cli_json_text(cli_json_get(book, "titles"), word, sizeof word));
    text[0] = 0;
    join(cli_json_get(book, "other_sheets"), text);
    if (text[0]) append(text, others, "");
    note("Sheets not read:", text);
}

static void show_rows(const char *book)
{
    enum { SHOWN = 20 }; /* as many as the library names */
    char text[TEXT_BYTES] = "", count[32];
    int64_t no_orders = cli_json_int(cli_json_get(book, "no_orders"), 0);
    int64_t hidden = cli_json_int(cli_json_get(book, "hidden_rows"), 0);
    join(cli_json_get(book, "no_order_rows"), text);
    if (text[0])
        append(text, no_orders > SHOWN ? ", ..." : "",
               " (remarks and headers; they stay in place)");
    note("Rows that are no orders:", text);
    text[0] = 0;
    if (hidden) append(text, cli_count_text(hidden, count), hidden == 1 ? " row" : " rows");
    if (cli_json_true(cli_json_get(book, "hidden_columns")))
        append(text, hidden ? " and columns" : "columns", "");
    if (text[0]) append(text, ", read like the others", "");
    note("Hidden in the sheet:", text);
}

static void show_book(const char *book)
{
    char text[TEXT_BYTES] = "";
    show_sheet(book, " (--sheet NAME reads another)");
    show_rows(book);
    join(cli_json_get(book, "parts"), text);
    note("Also in the workbook:", text);
}

void cli_show_sheet(const char *json)
{
    char text[TEXT_BYTES] = "";
    const char *book = cli_json_get(json, "workbook");
    if (!book) return;
    show_sheet(book, "");
    join(cli_json_get(book, "left_out_rows"), text);
    if (text[0]) append(text, " (remarks, or the header once more)", "");
    note("Rows left out:", text);
}

/* ---- columns ---- */

static void show_columns(const char *json)
{
    char read[TEXT_BYTES] = "", unread[TEXT_BYTES] = "", header[WORD_BYTES], column[100];
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "columns")); cli_json_step(&w);) {
        cli_json_text(cli_json_get(w.value, "header"), header, sizeof header);
        cli_json_text(cli_json_get(w.value, "column"), column, sizeof column);
        char *to = column[0] ? read : unread;
        append(to, to[0] ? ", " : "", header);
        if (column[0] && strcmp(header, column) != 0) append(to, " = ", column);
    }
    note("Columns:", read);
    note("Not read:", unread);
}

static void show_remembered(const char *json)
{
    char text[TEXT_BYTES] = "";
    join(cli_json_get(json, "remembered"), text);
    if (text[0]) append(text, " (--map overrides, --forget forgets)", "");
    note("Remembered:", text);
}

void cli_show_mapping(const char *json)
{
    char party[TEXT_BYTES] = "";
    const char *book = cli_json_get(json, "workbook");
    if (book) show_book(book);
    show_columns(json);
    show_remembered(json);
    join(cli_json_get(json, "unread_party_like"), party);
    note("Looks like a party and is not read:", party);
    if (!party[0]) return;
    fputs("  so no row can be RELEASE; say what it is: --map \"HEADER=end_user_name\"\n", stderr);
}
