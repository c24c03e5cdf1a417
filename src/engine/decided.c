/* A decision as an answer line, and its record in the log. */
#include "engine/decide.h"

int lc_decided_record(const licet_sink *sink, lc_arena *a, lc_json *body, char id[LC_DECISION_ID],
                      licet_error *err)
{
    lc_sv text = lc_json_text(a, body, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    int rc = sink->append(sink->ctx, id, text.data, text.len, err);
    return rc ? rc : sink->sync(sink->ctx, err);
}

lc_json *lc_decided_answer(lc_arena *a, lc_json *o, const lc_decided *d, const char *decision_id)
{
    for (size_t i = 0; i < lc_json_len(d->determination); i++)
        lc_json_set(a, o, lc_json_key(d->determination, i).data, lc_json_at(d->determination, i));
    lc_json_set_z(a, o, "disposition", lc_disposition_word(d->disposition));
    if (d->screened) {
        lc_json_set(a, o, "parties", lc_json_get(d->body, "parties"));
        lc_json_set(a, o, "lists", lc_json_get(d->body, "lists"));
    }
    if (decision_id[0]) lc_json_set_z(a, o, "decision_id", decision_id);
    return o;
}
