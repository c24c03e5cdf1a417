/* Questions about the rules themselves. */
#include "engine/engine.h"
#include "licet/explain.h"
#include "report/report.h"
#include "rule/book.h"

int licet_rules_between(licet *l, const char *day, const char *other_day, licet_text *out_json,
                        licet_error *err)
{
    lc_date first = LC_DATE_NONE, second = LC_DATE_NONE;
    char text[LC_DATE_TEXT];
    int rc = lc_engine_day(day, &first, err);
    if (!rc) rc = lc_engine_day(other_day, &second, err);
    if (rc) return rc;
    lc_arena *a = lc_arena_new();
    lc_json *o = lc_json_object(a);
    bool turned = second < first;
    lc_json_set_z(a, o, "kind", "rules_between");
    lc_json_set_z(a, o, "from", lc_date_text(turned ? second : first, text));
    lc_json_set_z(a, o, "to", lc_date_text(turned ? first : second, text));
    lc_json_set(a, o, "facts", lc_rules_between(a, l->law->rules, first, second, NULL, 0));
    lc_text_take(lc_json_text(a, o, LC_JSON_PRETTY), out_json);
    lc_arena_free(a);
    return 0;
}

int licet_rules_coverage(licet *l, licet_text *out_json, int *out_ok, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *o = lc_json_object(a), *found = lc_rules_coverage(a, l->law->rules);
    bool ok = lc_json_len(lc_json_get(found, "uncovered")) == 0 &&
              lc_json_int(lc_json_get(found, "without_citation"), 1) == 0 &&
              lc_json_int(lc_json_get(found, "without_date"), 1) == 0;
    (void)err;
    lc_json_set_z(a, o, "kind", "rules_coverage");
    for (size_t i = 0; i < lc_json_len(found); i++)
        lc_json_set(a, o, lc_json_key(found, i).data, lc_json_at(found, i));
    lc_json_set_bool(a, o, "ok", ok);
    lc_text_take(lc_json_text(a, o, LC_JSON_PRETTY), out_json);
    *out_ok = ok;
    lc_arena_free(a);
    return 0;
}

int licet_rules_text(const char *json, size_t len, int width, licet_text *out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    int rc = lc_json_parse(a, lc_sv_make(json, len), &j, err);
    if (!rc) {
        lc_buf b = {0};
        lc_report_rules(&b, j, width);
        lc_text_of_buf(&b, out);
    }
    lc_arena_free(a);
    return rc;
}
