/* Decided orders on a terminal: one block a row.
 *
 *   STOP     A-1001 / 1    NSO Group                            2026-07-31
 *            MATCH · LICENSE_REQUIRED · presumption of denial
 *            NSO Group (purchaser) is NSO Group, Entity List, listed ...
 *            Next: Do not ship without a BIS licence; ...
 */
#include "report/ink.h"
#include "report/report.h"
#include "report/words.h"
#include "text/width.h"

enum { DISPOSITION = 9, ORDER = 22, DATE = 10, GAP = 1, INDENT = DISPOSITION, NEXT = 6 };

static int who_columns(int width)
{
    int left = width - DISPOSITION - ORDER - DATE - GAP;
    return left < 8 ? 8 : left;
}

static void put_line(lc_buf *out, const lc_sv cells[4], lc_ink first, int width, int colour)
{
    lc_ink_put(out, cells[0], DISPOSITION, first, colour);
    lc_ink_put(out, cells[1], ORDER - 1, LC_INK_BOLD, colour);
    lc_buf_c(out, ' ');
    bool room = width >= DISPOSITION + ORDER + 8 + GAP + DATE;
    lc_ink_put(out, cells[2], room ? who_columns(width) : width - DISPOSITION - ORDER, LC_INK_PLAIN,
               colour);
    if (room) {
        lc_buf_c(out, ' ');
        lc_buf_sv(out, cells[3]);
    }
    while (out->len && out->data[out->len - 1] == ' ') out->len--;
    lc_buf_c(out, '\n');
}

void lc_report_table_head(lc_buf *out, int width, int colour)
{
    width = lc_ink_width(width);
    put_line(out, (lc_sv[]){LC_SV("DO"), LC_SV("ORDER / LINE"), LC_SV("PARTY"), LC_SV("SHIP DATE")},
             LC_INK_BOLD, width, colour);
    lc_ink_rule(out, width, colour);
}

static bool named_before(const lc_json *parties, size_t i)
{
    lc_sv name = lc_json_get_sv(lc_json_at(parties, i), "name");
    for (size_t k = 0; k < i; k++)
        if (lc_sv_eq(name, lc_json_get_sv(lc_json_at(parties, k), "name"))) return true;
    return false;
}

/* The first party named, and how many others there are. */
static lc_sv who(lc_arena *a, const lc_json *body)
{
    const lc_json *parties = lc_json_get(body, "parties");
    lc_sv first = LC_SV_NONE;
    size_t others = 0;
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        lc_sv name = lc_json_get_sv(lc_json_at(parties, i), "name");
        if (!name.len || named_before(parties, i)) continue;
        if (first.len)
            others++;
        else
            first = name;
    }
    if (!first.len) return LC_SV("(nobody named)");
    return others ? lc_arena_printf(a, "%.*s and %zu more", LC_SV_ARG(first), others) : first;
}

static lc_sv order_of(lc_arena *a, const lc_json *body)
{
    const lc_json *order = lc_json_get(body, "order");
    lc_sv id = lc_json_get_sv(order, "order_id"), line = lc_json_get_sv(order, "line");
    if (!id.len && !line.len) return LC_SV("(no number)");
    return line.len ? lc_arena_printf(a, "%.*s / %.*s", LC_SV_ARG(id), LC_SV_ARG(line)) : id;
}

static void put_words(lc_arena *a, lc_buf *out, const lc_json *answer, int width, int colour)
{
    lc_sv verdict = lc_json_get_sv(answer, "verdict"), status = lc_json_get_sv(answer, "status");
    lc_sv policy = lc_words_policy(a, lc_json_get_sv(answer, "review_policy"));
    lc_width_spaces(out, INDENT);
    lc_ink_put(out, verdict, 0, lc_ink_of(verdict), colour);
    int left = width - INDENT - lc_width_of(verdict);
    lc_sv rest = lc_arena_printf(a, " · %.*s%s%.*s", LC_SV_ARG(status), policy.len ? " · " : "",
                                 LC_SV_ARG(policy));
    lc_width_put(out, rest, left);
    lc_buf_c(out, '\n');
}

void lc_report_table_row(lc_buf *out, const lc_json *answer, const lc_json *body, int width,
                         int colour)
{
    lc_arena *a = lc_arena_new();
    width = lc_ink_width(width);
    lc_sv what = lc_json_get_sv(answer, "disposition"), date = lc_json_get_sv(body, "ship_date");
    put_line(out,
             (lc_sv[]){what, order_of(a, body), who(a, body), date.len ? date : LC_SV("no date")},
             lc_ink_of(what), width, colour);
    put_words(a, out, answer, width, colour);
    lc_ink_wrapped(out, INDENT, lc_json_get_sv(answer, "reason"), width);
    lc_ink_labelled(out, INDENT, "Next:", NEXT, lc_json_get_sv(answer, "next_step"), width);
    lc_buf_c(out, '\n');
    lc_arena_free(a);
}
