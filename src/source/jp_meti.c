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

const lc_source lc_source_jp_meti = {.id = "jp_meti",
                                     .title = "Japan: Foreign End User List (METI)",
                                     .unproven = "tables made from the publisher's PDF",
                                     .recognises = recognises,
                                     .parse = parse};
