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

LC_REGISTER_SOURCE(list)

const lc_source lc_source_cn_mofcom = {
    .id = "cn_mofcom",
    .title = "China: unreliable entities and export control lists (MOFCOM)",
    .unproven = "tables made from the publisher's announcements",
    .recognises = recognises,
    .parse = parse};
