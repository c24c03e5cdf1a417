/* server/book.h: the run over the customers of the house, one at a time, behind the requests. */
#ifndef SERVER_BOOK_H
#define SERVER_BOOK_H

#include "server/service.h"

void srv_book_open(srv_service *s);
/* Waits for the run under way. Takes none opened. */
void srv_book_close(srv_service *s);

/* Begins a run of licet_rescreen: {"as_of"?,"since"?}. LICET_E_ARGUMENT: one is under way. */
int srv_book_run(srv_service *s, const json_t *asked, licet_error *err);
/* The run under way, or the last since the server started: {"state","done"?,"total"?,"report"? (as
 * licet_rescreen),"problem"?}; state: none, running, done, failed. */
json_t *srv_book_state(srv_service *s);

/* Takes an edition in from a spooled file. name: as the user calls it; its ending is the format. */
int srv_book_take(licet *l, const char *home, const char *spooled, const licet_book_params *p,
                  licet_text *out_json, int *out_ok, licet_error *err);

#endif
