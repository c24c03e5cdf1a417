/* licet/explain.h: one determination for the person who has to act on it, and the rules behind it.
 *
 * JSON is made first, text and HTML from the JSON, so that all three say the same. Conventions as
 * in licet.h. */
#ifndef LICET_EXPLAIN_H
#define LICET_EXPLAIN_H

#include "licet/licet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- facts as a person states them ---- */

typedef struct licet_stated {
    const char *base; /* JSON: {facts}, or {"facts":{..}}; or NULL */
    size_t base_len;
    const char *const *facts; /* "item.eccn=EAR99": later ones overrule earlier ones */
    size_t n_facts;
    const char *const *parties; /* "end_user:NSO Group:IL": role, name, country (or none) */
    size_t n_parties;
    const char *as_of; /* or NULL; overrules the base */
} licet_stated;

/* Checked facts as one JSON object. LICET_E_FACTS names the path, and what was meant. */
LICET_API int licet_facts(const licet_stated *stated, licet_text *out_json, licet_error *err);

/* ---- one transaction ---- */

/* The answer of licet_determine and what a person needs besides: {"kind":"determination","facts",
 * "as_of","reason","next_step",<the members of the answer>,"questions":[{"path","ask","how"}],
 * "exceptions_detail":[{"word","paragraph","why"}],"obligations_detail":[{"word","says","cite"}],
 * "application":[{"topic","says","cite"}] if application is not 0 and a licence is required}. */
LICET_API int licet_explain(licet_snapshot *s, const licet_sink *sink, const char *facts,
                            size_t len, int application, licet_text *out_json, int *out_exit,
                            licet_error *err);
/* The same facts on two days: {"kind":"comparison","before":{..},"after":{..},"changed":[{"what",
 * "was","is"}],"requirements":[..],"steps":[..],"rules":[..]}. out_exit: of the later day. */
LICET_API int licet_explain_between(licet_snapshot *s, const licet_sink *sink, const char *facts,
                                    size_t len, const char *day, const char *other_day,
                                    licet_text *out_json, int *out_exit, licet_error *err);
/* Either, as a person reads it: at most width columns, colour 0 or 1; or a page of its own. */
LICET_API int licet_explain_text(const char *json, size_t len, int width, int colour,
                                 licet_text *out, licet_error *err);
LICET_API int licet_explain_html(const char *json, size_t len, licet_text *out, licet_error *err);

/* ---- the rules ---- */

/* Facts of law that begin or end after one day and up to another: {"kind":"rules_between","from",
 * "to","facts":[{"change","day","file","line","table","says","cite","confidence"}]}. */
LICET_API int licet_rules_between(licet *l, const char *day, const char *other_day,
                                  licet_text *out_json, licet_error *err);
/* What of which paragraph is implemented, tested or left out, and why: {"kind":"rules_coverage",
 * "paragraphs":[{"paragraph","state","test","why","facts"}],"facts","without_citation",
 * "without_date","uncovered":[..],"ok"}. out_ok: 1 if no fact lacks citation, date or a line here.
 */
LICET_API int licet_rules_coverage(licet *l, licet_text *out_json, int *out_ok, licet_error *err);
/* Either as a person reads it. */
LICET_API int licet_rules_text(const char *json, size_t len, int width, licet_text *out,
                               licet_error *err);

#ifdef __cplusplus
}
#endif
#endif
