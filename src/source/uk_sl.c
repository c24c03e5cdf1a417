/* The UK Sanctions List (https://www.gov.uk/government/publications/the-uk-sanctions-list): every
 * party designated under the Sanctions and Anti-Money Laundering Act 2018.
 *
 * Both forms were written from the publisher's format guide and published headers alone; no whole
 * file of either has been read yet. */
#include "source/uk_sl.h"

#include "source/publishers.h"
#include "source/tree.h"

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, lc_uk_sl_csv, lc_uk_sl_xml, out, err);
}

static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return lc_tree_fits(head, "Designations") || lc_uk_sl_csv_fits(head);
}

const lc_source lc_source_uk_sl = {.id = "uk_sl",
                                   .title = "UK Sanctions List",
                                   .unproven = "XML and CSV",
                                   .recognises = recognises,
                                   .parse = parse};
