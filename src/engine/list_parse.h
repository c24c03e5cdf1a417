/* engine/list_parse.h: the files of one source through its parser: one by one, or, where a list
 * comes in several parts, all of them together. */
#ifndef ENGINE_LIST_PARSE_H
#define ENGINE_LIST_PARSE_H

#include "engine/list_file.h"

typedef struct lc_list_parse {
    const lc_source *source;
    lc_list_file *files;
    size_t n_files;
    bool first; /* hash and pack them (engine/list_file.h) */
    void *ctx;
    void (*progress)(void *ctx, uint64_t bytes); /* or NULL */
} lc_list_parse;

/* out: rows and entries of all files together, format and date of what says them. */
int lc_list_parse_run(const lc_list_parse *p, const lc_source_sink *sink, lc_source_result *out,
                      licet_error *err);

#endif
