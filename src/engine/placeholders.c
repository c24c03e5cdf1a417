#include "engine/placeholders.h"

#include "base/buf.h"
#include "text/fold.h"

enum { LONGEST = 120 };

static bool is_of_cells(lc_sv line)
{
    static const char *const kinds[] = {"same", "unnamed", "none", "order-of-nobody"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (lc_sv_starts(line, lc_sv_of(kinds[i]))) return true;
    return false;
}

int lc_placeholders_open(lc_sv columns_text, lc_words_table **out, licet_error *err)
{
    lc_buf some = {0}; /* the spellings of columns would make every start slower */
    for (lc_sv rest = columns_text; rest.data;) {
        lc_sv line = lc_sv_cut(&rest, LC_SV("\n"));
        if (is_of_cells(line)) lc_buf_sv(&some, line);
        lc_buf_c(&some, '\n'); /* so that a complaint names the line of the whole file */
    }
    int rc = lc_words_open(lc_buf_view(&some), out, err);
    lc_buf_done(&some);
    return rc;
}

/* "to order of Commerzbank AG" names whose order, not the party. "Order of Malta" is a name; "order
 * of shipper" is none. */
static bool to_order(const lc_words_table *t, lc_arena *a, lc_sv name, lc_sv key)
{
    const lc_word *w = lc_words_starting(t, LC_WORD_UNNAMED_START, key);
    if (!w) return false;
    lc_sv folded = lc_fold(a, name);
    if (!lc_sv_starts(folded, w->folded)) return false;
    lc_sv rest = lc_sv_from(folded, w->folded.len);
    if (rest.len && rest.data[0] != ' ') return false; /* "Orderoff" */
    return !lc_sv_is(w->key, "orderof") ||
           lc_words_find(t, LC_WORD_ORDER_OF_NOBODY, lc_words_key(a, rest)) != NULL;
}

bool lc_placeholder(const lc_words_table *t, lc_arena *a, lc_sv name)
{
    lc_sv text = lc_sv_trim(name);
    if (!text.len || text.len > LONGEST) return false;
    lc_sv key = lc_words_key(a, text);
    return !key.len || lc_words_find(t, LC_WORD_SAME, key) ||
           lc_words_find(t, LC_WORD_UNNAMED, key) || lc_words_find(t, LC_WORD_NOTHING, key) ||
           to_order(t, a, text, key);
}
