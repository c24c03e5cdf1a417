/* The list of Chinese military companies under section 1260H of the National Defense Authorization
 * Act for Fiscal Year 2021 (Public Law 116-283), published in the Federal Register as a document;
 * read here is a table or a register in JSON made from it (source/register.h). */
#include "source/publishers.h"
#include "source/register.h"

static const lc_register list = {.source = "us_dod_1260h",
                                 .sublist = "1260H",
                                 .format = "1260h-register",
                                 .list_id = "dow-1260h"};

LC_REGISTER_SOURCE(list)

const lc_source lc_source_us_dod_1260h = {.id = "us_dod_1260h",
                                          .title = "US: Chinese military companies (Section 1260H)",
                                          .unproven = "tables made from the publisher's notice",
                                          .recognises = recognises,
                                          .parse = parse};
