/* cli/mapping.h: tells a person how their table was read. */
#ifndef CLI_MAPPING_H
#define CLI_MAPPING_H

/* From licet_check_summary.mapping_json to standard error: sheet, columns, what was not read. */
void cli_show_mapping(const char *json);
/* The same of "workbook" in the answer about a table of the desk; nothing for text. */
void cli_show_sheet(const char *json);

#endif
