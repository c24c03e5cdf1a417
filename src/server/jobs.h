/* server/jobs.h: batches: tables of orders that are checked behind the requests, one at a time.
 *
 * home/batches/<id>/ holds input.<ext>, batch.json (what is asked, and how it ended), rows.jsonl
 * (one answer a row, each written once its decision is durable) and the finished files. A batch
 * that a stopped server left unfinished is run again from its beginning: its decisions are the
 * same bytes. */
#ifndef SERVER_JOBS_H
#define SERVER_JOBS_H

#include "server/service.h"

enum { SRV_BATCH_ID = 24, SRV_JOB_PATH = 700 };

typedef struct srv_jobs srv_jobs;

/* Takes up what was left unfinished, and starts the worker. */
int srv_jobs_start(srv_service *s, licet_error *err);
/* Waits for the batch under way; what waits is taken up at the next start. Takes none started. */
void srv_jobs_stop(srv_service *s);

/* Takes over a spooled file. name: as the user calls it; its ending is the format. */
int srv_job_new(srv_service *s, const char *spooled, const char *name, char out_id[SRV_BATCH_ID],
                licet_error *err);
/* Puts a batch in the queue with what is asked: {"as_of"?,"maps"?:[..],"sheet"?,"header_row"?}. */
int srv_job_run(srv_service *s, const char *id, const json_t *asked, licet_error *err);
/* {"id","name","state","made","asked"?,"rows_done","rows_total","summary"?,"problem"?,"files":[..]}
 * state: waiting_for_columns, queued, running, done, failed. LICET_E_NOT_FOUND. */
int srv_job_state(srv_service *s, const char *id, json_t **out, licet_error *err);
/* All of them, newest first. */
json_t *srv_job_list(srv_service *s);
/* Path of a file of a batch, if id and file are well-formed names. */
bool srv_job_path(const srv_service *s, const char *id, const char *file, char out[SRV_JOB_PATH]);
/* Path of the table of a batch. LICET_E_NOT_FOUND. */
int srv_job_input(srv_service *s, const char *id, char out[SRV_JOB_PATH], licet_error *err);

#endif
