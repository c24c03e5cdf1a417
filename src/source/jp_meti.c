/* The Foreign End User List of the Japanese Ministry of Economy, Trade and Industry
 * (https://www.meti.go.jp/policy/anpo/law05.html). It is published as a PDF, whose columns are
 * country or region, company or organization, also known as, and the kinds of weapons feared; read
 * here is a table made from it, or a register in JSON (source/register.h). No file of the
 * publisher's own has been read. */
#include "source/publishers.h"
#include "source/register.h"

static const lc_register_list lists[] = {{"jp-end-user-list", "METI"}, {NULL, NULL}};
static const lc_register list = {.source = "jp_meti",
                                 .sublist = "METI",
                                 .format = "meti-register",
                                 .publisher_country = "jp",
                                 .lists = lists};

LC_REGISTER_SOURCE(list)

const lc_source lc_source_jp_meti = {.id = "jp_meti",
                                     .title = "Japan: Foreign End User List (METI)",
                                     .unproven = "tables made from the publisher's PDF",
                                     .recognises = recognises,
                                     .parse = parse};
