#include "rule/parts.h"

#include "rule/application.h"
#include "rule/book.h"
#include "rule/chart.h"
#include "rule/deminimis.h"
#include "rule/effects.h"
#include "rule/el_wording.h"
#include "rule/lists.h"
#include "rule/meu.h"
#include "rule/notices.h"
#include "rule/obligations.h"
#include "rule/part740.h"
#include "rule/part744.h"
#include "rule/part746.h"
#include "rule/programs.h"
#include "rule/reviews.h"
#include "rule/schema.h"
#include "rule/switches.h"

/* Each compiles its tables of the book into its member. */
typedef int (*compiler)(struct lc_rules *r, licet_error *err);

int lc_parts_compile(struct lc_rules *r, licet_error *err)
{
    static const compiler all[] = {
        lc_effects_compile,  lc_lists_compile,     lc_switches_compile,    lc_programs_compile,
        lc_el_words_compile, lc_meu_compile,       lc_obligations_compile, lc_places_compile,
        lc_chart_compile,    lc_ccl_compile,       lc_part740_compile,     lc_part744_compile,
        lc_part746_compile,  lc_deminimis_compile, lc_reviews_compile,     lc_application_compile,
        lc_coverage_compile, lc_notices_compile,   lc_schema_check,
    };
    int rc = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all && !rc; i++) rc = all[i](r, err);
    return rc;
}
