#include "report/changes.h"

#include "codec/hash.h"
#include "report/history.h"
#include "report/ink.h"
#include "report/markup.h"
#include "text/width.h"

enum { ENTRY_INDENT = 4, CHANGE_INDENT = 6 };

static const struct {
    const char *what, *sign;
    lc_ink ink;
} signs[] = {{"added", "  + ", LC_INK_GRAVE},
             {"modified", "  ~ ", LC_INK_CARE},
             {"removed", "  - ", LC_INK_FINE}};

/* ---- text ---- */

static void side(lc_buf *out, const lc_json *about, const char *letter)
{
    lc_sv date = lc_json_get_sv(about, "list_date");
    lc_buf_printf(out, "%s: edition %lld of %.*s%s\n", letter,
                  (long long)lc_json_int(lc_json_get(about, "snapshot"), 0),
                  (int)(date.len ? date.len : 12), date.len ? date.data : "unknown date",
                  lc_json_bool(lc_json_get(about, "quarantined"), false) ? ", quarantined" : "");
}

static void one_entry(lc_buf *out, const lc_json *e, int width, int colour)
{
    lc_buf scratch = {0};
    lc_sv what = lc_json_get_sv(e, "what");
    const lc_json *changes = lc_json_get(e, "changes");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (lc_sv_is(what, signs[i].what))
            lc_ink_put(out, lc_sv_of(signs[i].sign), ENTRY_INDENT, signs[i].ink, colour);
    lc_buf_printf(&scratch, "%.*s (%.*s)", LC_SV_ARG(lc_json_get_sv(e, "name")),
                  LC_SV_ARG(lc_json_get_sv(e, "entry")));
    lc_width_put_wrapped(out, lc_buf_view(&scratch),
                         &(lc_width_wrap){width, ENTRY_INDENT, ENTRY_INDENT, 0});
    lc_buf_c(out, '\n');
    for (size_t i = 0; i < lc_json_len(changes); i++) {
        lc_buf_clear(&scratch);
        lc_report_change(&scratch, lc_json_at(changes, i));
        lc_ink_wrapped(out, CHANGE_INDENT, lc_buf_view(&scratch), width);
    }
    lc_buf_done(&scratch);
}

static void affected(lc_buf *out, const lc_json *all, int width)
{
    const lc_json *list = lc_json_get(all, "affected");
    lc_buf line = {0};
    if (!all) return;
    lc_buf_printf(out, "customers affected: %zu of %lld\n", lc_json_len(list),
                  (long long)lc_json_int(lc_json_get(all, "customers"), 0));
    for (size_t i = 0; i < lc_json_len(list); i++) {
        const lc_json *c = lc_json_at(list, i), *keys = lc_json_get(c, "entries");
        lc_buf_clear(&line);
        lc_buf_printf(&line, "%.*s %.*s", LC_SV_ARG(lc_json_get_sv(c, "id")),
                      LC_SV_ARG(lc_json_get_sv(c, "name")));
        for (size_t k = 0; k < lc_json_len(keys); k++)
            lc_buf_printf(&line, "%s %.*s", k ? "," : ":",
                          LC_SV_ARG(lc_json_sv(lc_json_at(keys, k))));
        lc_ink_wrapped(out, ENTRY_INDENT, lc_buf_view(&line), width);
    }
    lc_buf_done(&line);
}

void lc_report_diff(lc_buf *out, const lc_json *diff, int width, int colour)
{
    const lc_json *groups = lc_json_get(diff, "groups");
    width = lc_ink_width(width);
    lc_buf_printf(out, "%.*s\n", LC_SV_ARG(lc_json_get_sv(diff, "source")));
    side(out, lc_json_get(diff, "a"), "A");
    side(out, lc_json_get(diff, "b"), "B");
    lc_buf_printf(out, "%lld added, %lld modified, %lld removed, %lld unchanged\n",
                  (long long)lc_json_int(lc_json_get(diff, "added"), 0),
                  (long long)lc_json_int(lc_json_get(diff, "modified"), 0),
                  (long long)lc_json_int(lc_json_get(diff, "removed"), 0),
                  (long long)lc_json_int(lc_json_get(diff, "unchanged"), 0));
    affected(out, lc_json_get(diff, "customers_affected"), width);
    for (size_t i = 0; i < lc_json_len(groups); i++) {
        const lc_json *g = lc_json_at(groups, i), *entries = lc_json_get(g, "entries");
        lc_sv cited = lc_json_get_sv(g, "citation");
        lc_buf_c(out, '\n');
        lc_ink_wrapped(out, 0, cited.len ? cited : LC_SV("without a citation"), width);
        for (size_t k = 0; k < lc_json_len(entries); k++)
            one_entry(out, lc_json_at(entries, k), width, colour);
    }
}

/* ---- Atom ---- */

static void element(lc_buf *out, const char *name, lc_sv text)
{
    lc_buf_printf(out, "<%s>", name);
    lc_markup_text(out, text);
    lc_buf_printf(out, "</%s>\n", name);
}

static void entry_id(lc_buf *out, const lc_json *e)
{
    uint8_t hash[LC_HASH_BYTES];
    char hex[LC_HASH_HEX];
    lc_buf text = {0};
    lc_json_write(e, LC_JSON_CANONICAL, &text);
    lc_sha256_of(lc_buf_view(&text), hash);
    lc_buf_printf(out, "<id>urn:sha256:%s</id>\n", lc_hex(hash, sizeof hash, hex));
    lc_buf_done(&text);
}

static void words_of(lc_buf *out, const lc_json *e)
{
    const lc_json *changes = lc_json_get(e, "changes");
    lc_sv cited = lc_json_get_sv(e, "citation");
    lc_buf_printf(out, "%.*s, list date %.*s", LC_SV_ARG(lc_json_get_sv(e, "entry")),
                  LC_SV_ARG(lc_json_get_sv(e, "list_date")));
    if (cited.len) lc_buf_printf(out, ", %.*s", LC_SV_ARG(cited));
    for (size_t i = 0; i < lc_json_len(changes); i++) {
        lc_buf_z(out, "; ");
        lc_report_change(out, lc_json_at(changes, i));
    }
}

static void atom_entry(lc_buf *out, const lc_json *e)
{
    lc_buf text = {0};
    lc_buf_z(out, "<entry>\n");
    entry_id(out, e);
    lc_buf_printf(&text, "%.*s %.*s: %.*s", LC_SV_ARG(lc_json_get_sv(e, "list")),
                  LC_SV_ARG(lc_json_get_sv(e, "what")), LC_SV_ARG(lc_json_get_sv(e, "name")));
    element(out, "title", lc_buf_view(&text));
    element(out, "updated", lc_json_get_sv(e, "known_since"));
    lc_buf_clear(&text);
    words_of(&text, e);
    element(out, "summary", lc_buf_view(&text));
    lc_buf_z(out, "</entry>\n");
    lc_buf_done(&text);
}

void lc_report_atom(lc_buf *out, const lc_json *changes, lc_sv updated)
{
    lc_buf_z(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
                  "<id>urn:licet:lists:changes</id>\n<title>Changes of restricted-party lists"
                  "</title>\n<author><name>licet</name></author>\n");
    element(out, "updated", updated);
    for (size_t i = 0; i < lc_json_len(changes); i++) atom_entry(out, lc_json_at(changes, i));
    lc_buf_z(out, "</feed>\n");
}
