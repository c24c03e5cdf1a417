/* Romanisation, skeletons and countries: any bytes give folded ASCII forms, the same every time. */
#include <stdlib.h>

#include "text/country.h"
#include "text/fold.h"
#include "text/romanise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int truth)
{
    if (!truth) abort();
}

static void is_folded(lc_arena *a, lc_sv form)
{
    for (size_t i = 0; i < form.len; i++) demand((unsigned char)form.data[i] < 128);
    demand(lc_sv_eq(lc_fold(a, form), form));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_sv text = lc_sv_make((const char *)data, size), forms[LC_ROMANISE_MAX],
          again[LC_ROMANISE_MAX], codes[4];
    lc_arena *a = lc_arena_new();
    size_t n = lc_romanise(a, text, forms, LC_ROMANISE_MAX, NULL);
    demand(n <= LC_ROMANISE_MAX && lc_romanise(a, text, again, LC_ROMANISE_MAX, NULL) == n);
    for (size_t i = 0; i < n; i++) {
        is_folded(a, forms[i]);
        demand(lc_sv_eq(forms[i], again[i]));
    }
    is_folded(a, lc_skeleton(a, text));
    demand(lc_country_in_address(text, codes, 4) <= 4);
    demand(lc_country_code(text).len % 2 == 0);
    lc_arena_free(a);
    return 0;
}
