/* The entity list of the Uyghur Forced Labor Prevention Act (Public Law 117-78), which the
 * Department of Homeland Security keeps as tables on a web page; read here is a table or a register
 * in JSON made from it (source/register.h). */
#include "source/publishers.h"
#include "source/register.h"

static const lc_register list = {
    .source = "us_uflpa", .sublist = "UFLPA", .format = "uflpa-register", .list_id = "dhs-uflpa"};

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

const lc_source lc_source_us_uflpa = {.id = "us_uflpa",
                                      .title = "US: UFLPA Entity List",
                                      .unproven = "tables made from the publisher's page",
                                      .recognises = recognises,
                                      .parse = parse};
