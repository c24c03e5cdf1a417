#include "source/csl.h"

#include "source/publishers.h"

static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return lc_csl_csv_fits(head) || lc_csl_json_fits(head);
}

static int parse_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    lc_sv head = lc_sv_trim(lc_input_head(in));
    if (head.data[0] == '{' || head.data[0] == '[') return lc_csl_json_parse(in, out, err);
    return lc_csl_csv_parse(in, out, err);
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    lc_input *input;
    int rc = lc_input_open(in, origin, sink, true, &input, err);
    if (rc) return rc;
    rc = parse_text(input, out, err);
    lc_input_close(input);
    return rc;
}

const lc_source lc_source_csl = {.id = "us_csl",
                                 .title = "US Consolidated Screening List",
                                 .recognises = recognises,
                                 .parse = parse};
