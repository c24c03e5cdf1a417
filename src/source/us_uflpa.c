/* The entity list of the Uyghur Forced Labor Prevention Act (Public Law 117-78), which the
 * Department of Homeland Security keeps as tables on a web page; read here is a table or a register
 * in JSON made from it (source/register.h). */
#include "source/publishers.h"
#include "source/register.h"

static const lc_register list = {
    .source = "us_uflpa", .sublist = "UFLPA", .format = "uflpa-register", .list_id = "dhs-uflpa"};

LC_REGISTER_SOURCE(list)

const lc_source lc_source_us_uflpa = {.id = "us_uflpa",
                                      .title = "US: UFLPA Entity List",
                                      .unproven = "tables made from the publisher's page",
                                      .recognises = recognises,
                                      .parse = parse};
