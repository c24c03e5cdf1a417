/* server/handlers.h: one function a route; each answers srv_call as router.h says. */
#ifndef SERVER_HANDLERS_H
#define SERVER_HANDLERS_H

#include "server/router.h"

/* ops.c */
int srv_healthz(srv_call *c);
int srv_readyz(srv_call *c);
int srv_version(srv_call *c);
int srv_metrics(srv_call *c);
int srv_openapi_get(srv_call *c);
/* v1_screen.c */
int srv_screen_one(srv_call *c);
int srv_screen_many(srv_call *c);
int srv_search(srv_call *c);
int srv_complete(srv_call *c);
int srv_explain(srv_call *c);
int srv_determine(srv_call *c);
int srv_determine_explained(srv_call *c);
/* v1_lists.c */
int srv_lists_status(srv_call *c);
int srv_lists_growth(srv_call *c);
int srv_lists_diff(srv_call *c);
int srv_lists_changes(srv_call *c);
int srv_lists_judge(srv_call *c);
int srv_entry(srv_call *c);
int srv_history(srv_call *c);
int srv_rules(srv_call *c);
/* v1_log.c */
int srv_decision(srv_call *c);
int srv_decisions(srv_call *c);
int srv_replay(srv_call *c);
int srv_verify(srv_call *c);
/* v1_desk.c */
int srv_hits(srv_call *c);
int srv_hits_orders(srv_call *c);
int srv_resolve(srv_call *c);
int srv_reasons(srv_call *c);
/* v1_batches.c */
int srv_batch_new(srv_call *c);
int srv_batches(srv_call *c);
int srv_batch(srv_call *c);
int srv_batch_preview(srv_call *c);
int srv_batch_run(srv_call *c);
int srv_batch_file(srv_call *c);
int srv_batch_events(srv_call *c);
/* v1_book.c */
int srv_book_status(srv_call *c);
int srv_book_new(srv_call *c);
int srv_book_rescreen(srv_call *c);
int srv_book_run_state(srv_call *c);
/* peer_yente.c */
int srv_yente_match(srv_call *c);
int srv_yente_search(srv_call *c);
int srv_yente_entity(srv_call *c);
int srv_yente_catalog(srv_call *c);
int srv_yente_algorithms(srv_call *c);
/* peer_watchman.c */
int srv_watchman_search(srv_call *c);
int srv_watchman_listinfo(srv_call *c);
/* peer_tradegov.c */
int srv_tradegov_search(srv_call *c);
int srv_tradegov_sources(srv_call *c);
/* reconcile.c */
int srv_reconcile(srv_call *c);
int srv_suggest_entity(srv_call *c);
int srv_suggest_type(srv_call *c);
int srv_suggest_property(srv_call *c);
int srv_propose_properties(srv_call *c);
int srv_reconcile_preview(srv_call *c);

/* Where an answer hangs on lists that are not in force: empty results must not be returned. Fills
 * in the 503. */
int srv_not_ready(srv_call *c);
/* There is nothing to answer from: fills in the 503. 0: there is. */
int srv_no_snapshot(srv_call *c);

#endif
