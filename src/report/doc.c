#include "report/doc.h"

#include <stdlib.h>

void lc_doc_free(lc_doc *d)
{
    if (!d) return;
    d->pen->free(d);
    free(d);
}

void lc_doc_text(lc_doc *d, lc_sv text)
{
    lc_doc_span span = {.text = text};
    d->pen->para(d, &span, 1);
}

void lc_doc_pair_text(lc_doc *d, lc_sv what, lc_sv text)
{
    lc_doc_span span = {.text = text};
    if (text.len) d->pen->pair(d, what, &span, 1);
}
