/* The list of Chinese military companies under section 1260H of the National Defense Authorization
 * Act for Fiscal Year 2021 (Public Law 116-283), published in the Federal Register as a document;
 * read here is a table or a register in JSON made from it (source/register.h). */
#include "source/publishers.h"
#include "source/register.h"

static const lc_register list = {.source = "us_dod_1260h",
                                 .sublist = "1260H",
                                 .format = "1260h-register",
                                 .list_id = "dow-1260h"};

static int parse_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    return lc_register_text(&list, in, out, err);
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, parse_text, NULL, out, err);
}

static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return lc_register_fits(&list, head);
}

const lc_source lc_source_us_dod_1260h = {.id = "us_dod_1260h",
                                          .title = "US: Chinese military companies (Section 1260H)",
                                          .unproven = "tables made from the publisher's notice",
                                          .recognises = recognises,
                                          .parse = parse};
