#include "rule/parts.h"

#include "rule/el_wording.h"
#include "rule/lists.h"
#include "rule/meu.h"
#include "rule/obligations.h"
#include "rule/programs.h"
#include "rule/switches.h"

/* Each compiles its tables of the book into its member. */
typedef int (*compiler)(struct lc_rules *r, licet_error *err);

int lc_parts_compile(struct lc_rules *r, licet_error *err)
{
    static const compiler all[] = {
        lc_lists_compile,    lc_switches_compile, lc_programs_compile,
        lc_el_words_compile, lc_meu_compile,      lc_obligations_compile,
    };
    int rc = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all && !rc; i++) rc = all[i](r, err);
    return rc;
}
