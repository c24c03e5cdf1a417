/* report/metrics.h: the state of the lists for a monitor. Pure. */
#ifndef REPORT_METRICS_H
#define REPORT_METRICS_H

#include "codec/json.h"

/* The JSON of `licet lists status` as OpenMetrics text (https://openmetrics.io, version 1.0.0),
 * from # TYPE to # EOF. */
void lc_report_metrics(lc_buf *out, const lc_json *status);

#endif
