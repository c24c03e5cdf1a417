/* The lists of the Chinese Ministry of Commerce: the Unreliable Entity List, the export control
 * list of importers and end users ("control list"), and the attention list of those whose end use
 * could not be verified. They are published as numbered announcements on its web site; read here
 * is a table or a register in JSON made from them (source/register.h). No announcement itself has
 * been read. */
#include "source/publishers.h"
#include "source/register.h"

static const lc_register_list lists[] = {{"cn-unreliable-entity-list", "CN-UEL"},
                                         {"cn-export-control-watchlist", "CN-ECL"},
                                         {"cn-attention-list", "CN-ATT"},
                                         {NULL, NULL}};
static const lc_register list = {.source = "cn_mofcom",
                                 .sublist = "CN-ECL",
                                 .format = "mofcom-register",
                                 .publisher_country = "cn",
                                 .lists = lists};

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

const lc_source lc_source_cn_mofcom = {
    .id = "cn_mofcom",
    .title = "China: unreliable entities and export control lists (MOFCOM)",
    .unproven = "tables made from the publisher's announcements",
    .recognises = recognises,
    .parse = parse};
