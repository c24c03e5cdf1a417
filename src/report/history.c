#include "report/history.h"

#include "report/ink.h"
#include "text/width.h"

enum { DATE_COLUMNS = 12, INDENT = 2, UNDER = INDENT + DATE_COLUMNS };

static const struct {
    const char *what;
    lc_ink ink;
} inks[] = {{"added", LC_INK_GRAVE},
            {"modified", LC_INK_CARE},
            {"removed", LC_INK_FINE},
            {"held", LC_INK_CARE},
            {"corrected", LC_INK_FAINT}};

static lc_ink ink_of(lc_sv what)
{
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++)
        if (lc_sv_is(what, inks[i].what)) return inks[i].ink;
    return LC_INK_PLAIN;
}

/* The members of an entry in words. */
static const char *field_word(lc_sv field)
{
    static const struct {
        const char *field, *word;
    } words[] = {{"names", "name"},
                 {"addresses", "address"},
                 {"attrs", "published field"},
                 {"births", "date of birth"},
                 {"countries", "country"},
                 {"idents", "identifier"},
                 {"programs", "programme"},
                 {"from", "listed from"},
                 {"to", "listed to"},
                 {"from_is_publication", "start date is of publication"},
                 {"policy", "review policy"},
                 {"requirement", "licence requirement"},
                 {"standard_order", "standard order"},
                 {"sublist", "list"},
                 {"address_only", "address entry"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lc_sv_is(field, words[i].field)) return words[i].word;
    return NULL;
}

void lc_report_change(lc_buf *out, const lc_json *change)
{
    lc_sv field = lc_json_get_sv(change, "field");
    const lc_json *was = lc_json_get(change, "was"), *is = lc_json_get(change, "is");
    const char *word = field_word(field);
    if (word)
        lc_buf_z(out, word);
    else
        lc_buf_sv(out, field);
    if (was && is)
        lc_buf_printf(out, ": was %.*s; is %.*s", LC_SV_ARG(lc_json_sv(was)),
                      LC_SV_ARG(lc_json_sv(is)));
    else
        lc_buf_printf(out, " %s: %.*s", is ? "new" : "gone", LC_SV_ARG(lc_json_sv(is ? is : was)));
}

static void line(lc_buf *out, lc_sv text, int width)
{
    lc_ink_wrapped(out, UNDER, text, width);
}

/* What has to be said about the event itself; empty for most. */
static void note(const lc_json *e, lc_buf *scratch)
{
    lc_sv what = lc_json_get_sv(e, "what");
    const lc_json *listed = lc_json_get(e, "listed_now");
    lc_buf_clear(scratch);
    if (lc_json_bool(lc_json_get(e, "since_oldest"), false))
        lc_buf_z(scratch, "in the oldest list held here; it may have stood there before");
    else if (lc_sv_is(what, "held"))
        lc_buf_z(scratch, "a quarantined edition says so; nobody has decided yet");
    else if (lc_json_bool(lc_json_get(e, "sample"), false))
        lc_buf_printf(scratch, "a sample was held until %.*s; a whole list took its place",
                      LC_SV_ARG(lc_json_get_sv(e, "known_until")));
    else if (lc_sv_is(what, "corrected"))
        lc_buf_printf(
            scratch, "believed until %.*s; %s", LC_SV_ARG(lc_json_get_sv(e, "known_until")),
            listed && !lc_json_bool(listed, true) ? "not listed that day" : "reads otherwise now");
}

/* When and where it was published, and when licet learned of it. */
static void dates(lc_buf *scratch, const lc_json *e)
{
    lc_sv from = lc_json_get_sv(e, "published_from"), cited = lc_json_get_sv(e, "citation");
    lc_sv known = lc_json_get_sv(e, "known_since");
    lc_buf_clear(scratch);
    if (cited.len) lc_buf_printf(scratch, "%.*s; ", LC_SV_ARG(cited));
    if (from.len) lc_buf_printf(scratch, "published as from %.*s; ", LC_SV_ARG(from));
    lc_buf_printf(scratch, "known since %.*s", LC_SV_ARG(known));
}

static void receipt(lc_buf *out, const lc_json *e, lc_buf *scratch, int width)
{
    const lc_json *r = lc_json_get(e, "receipt");
    lc_sv file = lc_json_get_sv(r, "file");
    lc_buf_clear(scratch);
    if (file.len)
        lc_buf_printf(scratch, "%.*s line %lld, edition %lld", LC_SV_ARG(file),
                      (long long)lc_json_int(lc_json_get(r, "line"), 0),
                      (long long)lc_json_int(lc_json_get(r, "snapshot"), 0));
    else
        lc_buf_printf(scratch, "by edition %lld",
                      (long long)lc_json_int(lc_json_get(r, "snapshot"), 0));
    line(out, lc_buf_view(scratch), width);
    line(out, lc_json_get_sv(r, "sha256"), width);
}

static void one_event(lc_buf *out, const lc_json *e, int width, int colour)
{
    lc_buf scratch = {0};
    lc_sv what = lc_json_get_sv(e, "what");
    lc_width_spaces(out, INDENT);
    lc_ink_put(out, lc_json_get_sv(e, "list_date"), DATE_COLUMNS, LC_INK_PLAIN, colour);
    lc_ink_put(out, what, 0, ink_of(what), colour);
    lc_buf_c(out, '\n');
    note(e, &scratch);
    if (scratch.len) line(out, lc_buf_view(&scratch), width);
    const lc_json *changes = lc_json_get(e, "changes");
    for (size_t i = 0; i < lc_json_len(changes); i++) {
        lc_buf_clear(&scratch);
        lc_report_change(&scratch, lc_json_at(changes, i));
        line(out, lc_buf_view(&scratch), width);
    }
    dates(&scratch, e);
    line(out, lc_buf_view(&scratch), width);
    receipt(out, e, &scratch, width);
    lc_buf_done(&scratch);
}

/* "2024-10-21  removal announced" and why. */
static void one_notice(lc_buf *out, const lc_json *n, bool named, int width, int colour)
{
    lc_buf scratch = {0};
    bool removed = lc_sv_is(lc_json_get_sv(n, "event"), "removed");
    lc_width_spaces(out, INDENT);
    lc_ink_put(out, lc_json_get_sv(n, "date"), DATE_COLUMNS, LC_INK_PLAIN, colour);
    lc_ink_put(out, removed ? LC_SV("removal announced") : LC_SV("listed"), 0,
               removed ? LC_INK_FINE : LC_INK_GRAVE, colour);
    lc_buf_c(out, '\n');
    if (named)
        lc_buf_printf(&scratch, "%.*s, %.*s: ", LC_SV_ARG(lc_json_get_sv(n, "name")),
                      LC_SV_ARG(lc_json_get_sv(n, "list")));
    lc_buf_printf(&scratch, "%.*s (%.*s)", LC_SV_ARG(lc_json_get_sv(n, "reason")),
                  LC_SV_ARG(lc_json_get_sv(n, "cite")));
    line(out, lc_buf_view(&scratch), width);
    lc_buf_done(&scratch);
}

static void put_notices(lc_buf *out, const lc_json *notices, bool named, int width, int colour)
{
    if (!lc_json_len(notices)) return;
    lc_ink_wrapped(out, INDENT, LC_SV("Notices say:"), width);
    for (size_t i = 0; i < lc_json_len(notices); i++)
        one_notice(out, lc_json_at(notices, i), named, width, colour);
}

static void one_entry(lc_buf *out, const lc_json *x, int width, int colour)
{
    lc_buf scratch = {0};
    bool listed = lc_json_bool(lc_json_get(x, "listed"), false);
    lc_ink_wrapped(out, 0, lc_json_get_sv(x, "name"), width);
    lc_buf_printf(&scratch, "%.*s of %.*s, %s; %.*s", LC_SV_ARG(lc_json_get_sv(x, "list")),
                  LC_SV_ARG(lc_json_get_sv(x, "source")),
                  listed ? "on the newest list held here" : "NOT on the newest list held here",
                  LC_SV_ARG(lc_json_get_sv(x, "entry")));
    lc_ink_wrapped(out, INDENT, lc_buf_view(&scratch), width);
    const lc_json *events = lc_json_get(x, "events");
    for (size_t i = 0; i < lc_json_len(events); i++)
        one_event(out, lc_json_at(events, i), width, colour);
    put_notices(out, lc_json_get(x, "notices"), false, width, colour);
    lc_buf_done(&scratch);
}

/* Which of the entries are one party, and why. */
static void one_party(lc_buf *out, const lc_json *party, int width)
{
    const lc_json *entries = lc_json_get(party, "entries"), *why = lc_json_get(party, "why");
    lc_buf scratch = {0};
    lc_buf_printf(&scratch, "One party, %zu entries:", lc_json_len(entries));
    for (size_t i = 0; i < lc_json_len(entries); i++)
        lc_buf_printf(&scratch, "%s %.*s", i ? "," : "",
                      LC_SV_ARG(lc_json_sv(lc_json_at(entries, i))));
    lc_ink_wrapped(out, 0, lc_buf_view(&scratch), width);
    for (size_t i = 0; i < lc_json_len(why); i++) {
        const lc_json *w = lc_json_at(why, i);
        lc_buf_clear(&scratch);
        lc_buf_printf(&scratch, "%.*s and %.*s: %.*s", LC_SV_ARG(lc_json_get_sv(w, "entry")),
                      LC_SV_ARG(lc_json_get_sv(w, "other")),
                      LC_SV_ARG(lc_json_get_sv(w, "because")));
        lc_ink_wrapped(out, INDENT, lc_buf_view(&scratch), width);
    }
    lc_buf_c(out, '\n');
    lc_buf_done(&scratch);
}

void lc_report_history(lc_buf *out, const lc_json *history, int width, int colour)
{
    const lc_json *entries = lc_json_get(history, "entries");
    int64_t left = lc_json_int(lc_json_get(history, "left_out"), 0);
    const lc_json *parties = lc_json_get(history, "parties");
    width = lc_ink_width(width);
    for (size_t i = 0; i < lc_json_len(parties); i++) one_party(out, lc_json_at(parties, i), width);
    for (size_t i = 0; i < lc_json_len(entries); i++) {
        if (i) lc_buf_c(out, '\n');
        one_entry(out, lc_json_at(entries, i), width, colour);
    }
    if (!lc_json_len(entries)) {
        lc_ink_wrapped(out, 0, lc_json_get_sv(history, "asked"), width);
        lc_ink_wrapped(out, INDENT, LC_SV("on no list held here, now or before"), width);
        put_notices(out, lc_json_get(history, "notices"), true, width, colour);
    }
    if (left)
        lc_buf_printf(out, "\n%lld more entries resemble the name; ask by the key of one.\n",
                      (long long)left);
}
