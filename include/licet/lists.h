/* licet/lists.h: lists through time: what people decided about an edition, what changed, and where
 * every value comes from. Beside licet.h, under the same rules. */
#ifndef LICET_LISTS_H
#define LICET_LISTS_H

#include "licet/licet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- a person's word on a quarantined edition ---- */

typedef struct licet_judge_params {
    const char *source;  /* source id */
    const char *outcome; /* "approve": it is true; "reject": it is not */
    const char *reason;  /* in words; required */
    const char *by;      /* who; required */
} licet_judge_params;

/* Decides about the newest quarantined edition of a source nobody has decided about, in one
 * transaction with the log (id "L-...") and the index. Approved, it takes the place of the edition
 * before; rejected, the edition before speaks as if it had not come. out_json: {"id","outcome",
 * "source","snapshot","list_date","reason","by","as","entries","added","changed","removed"}, from
 * "as" on only when approved. LICET_E_NOT_FOUND: nothing of that source is quarantined. */
LICET_API int licet_lists_judge(licet *l, const licet_judge_params *params, licet_text *out_json,
                                licet_error *err);

/* ---- one party, several entries ---- */

typedef struct licet_parties_judge_params {
    const char *outcome;       /* "join": the two are one party; "cut": they are not */
    const char *entry, *other; /* keys ("EL/...") */
    const char *reason;        /* in words; required */
    const char *by;            /* who; required */
} licet_parties_judge_params;

/* Records a person's word about two entries (id "P-...") and puts it into the index, in one
 * transaction. It counts from then on over what licet finds by numbers, identifiers and names; the
 * newest word about a pair counts. No listing, hit or verdict goes away by it: it says which are
 * told together. out_json: the record with its "id". LICET_E_NOT_FOUND: no such entry. */
LICET_API int licet_parties_judge(licet *l, const licet_parties_judge_params *params,
                                  licet_text *out_json, licet_error *err);

/* ---- one entry through time ---- */

/* The life of every entry that asked names: the key of one ("EL/..."), else a name, as a person
 * would type it, against all wordings of all times; and of every other entry of the same party.
 * svg: a file to draw it into, or NULL. out_json:
 * {"asked","parties":[{"party","entries":[..],"why":[{"entry","other","because"}]}],
 * "entries":[{"party"?,"entry","source","list","name","score"?,"listed","events":[{"what",
 * "list_date","known_since","published_from"?,"citation"?,"changes":[{"field","was"?,"is"?}],
 * "receipt":{"snapshot","file","line","byte","sha256"}}],"notices"?}],"notices","left_out"};
 * notices [{"list","name","event","date","cite","reason"}]: what notices say of the entry, or of a
 * party called so that may be on no list any more; event: listed or removed. what: added modified
 * removed held (a quarantined edition says so) corrected (believed once, not any more). */
LICET_API int licet_history(licet *l, const char *asked, const char *svg, licet_text *out_json,
                            licet_error *err);
/* The same as it was known at a moment (licet_snapshot_known_at), or NULL: now. */
LICET_API int licet_history_known_at(licet *l, const char *asked, const char *known_at,
                                     const char *svg, licet_text *out_json, licet_error *err);
/* The same as a person reads it, at most width columns; colour 0 or 1. */
LICET_API int licet_history_text(const char *history_json, size_t len, int width, int colour,
                                 licet_text *out, licet_error *err);

/* ---- what changed ---- */

typedef struct licet_diff_params {
    const char *source;
    const char *a, *b; /* each a day, YYYY-MM-DD: the list as it is known now to have stood; or the
                          number of an edition: what its files say, quarantined or not */
    const char *known_at; /* days as they were known at a moment, or NULL: now */
} licet_diff_params;

/* out_same: 1 if nothing differs. out_json: {"source","a":{"asked","snapshot","list_date","sha256",
 * "quarantined"},"b":{..},"added","modified","removed","unchanged","groups":[{"citation","entries":[
 * {"what","entry","list","name","changes":[{"field","was"?,"is"?}],"customers"?:[id]}]}],
 * "customers_affected"?:{"book","customers","affected":[{"id","name","entries":[..]}]}}; the last
 * two where a book was taken in: customers on whom a screening would show a changed entry. */
LICET_API int licet_lists_diff(licet *l, const licet_diff_params *params, licet_text *out_json,
                               int *out_same, licet_error *err);
/* The same as a person reads it; or as a page of its own. */
LICET_API int licet_diff_text(const char *diff_json, size_t len, int width, int colour,
                              licet_text *out, licet_error *err);
LICET_API int licet_diff_html(const char *diff_json, size_t len, licet_text *out, licet_error *err);

typedef struct licet_changes_params {
    const char *since;  /* first list date, YYYY-MM-DD */
    const char *source; /* or NULL: every source */
    const char *atom;   /* a file for an Atom feed, or NULL */
} licet_changes_params;

/* Every entry added, modified or removed on or after a list date, oldest first, one JSON object a
 * line: the members of an event (licet_history) with "source","entry","list","name" in front. What
 * the oldest edition held of a source lists is no change. */
LICET_API int licet_lists_changes(licet *l, const licet_changes_params *params,
                                  licet_text *out_jsonl, licet_error *err);

/* ---- lists for other programs ---- */

typedef struct licet_export_params {
    const char *format; /* "ftm": FollowTheMoney, one JSON object a line; "targets-simple": CSV with
                           the columns of OpenSanctions' targets.simple.csv */
    const char *source; /* or NULL: every source but own */
    void *ctx;
    /* Takes the next bytes. Not 0 stops the export, which then returns that code. */
    int (*write)(void *ctx, const char *data, size_t len);
} licet_export_params;

/* Writes every entry of the newest lists, in the index's order. *out_entries (may be NULL): how
 * many. */
LICET_API int licet_lists_export(licet *l, const licet_export_params *params, uint64_t *out_entries,
                                 licet_error *err);

/* ---- where every value comes from ---- */

/* The entry with a key as it stands now, or on a day (as_of, YYYY-MM-DD, or NULL), in every source
 * that has it. out_json: {"entries":[{"entry","source","list","name","list_from","list_to",
 * "known_since","record":{"file","sha256","line","byte","bytes","converted","text"},"values":[{"field",
 * "value","byte","file"?}],"further_records":[{"file","sha256","byte","text"}]}]}. text: the
 * record's own bytes out of the kept file; byte: where the value stands in the file, null where it
 * is not written there in these words. converted: the file is not UTF-8, and places are those of
 * its text as UTF-8. */
LICET_API int licet_show(licet *l, const char *key, const char *as_of, licet_text *out_json,
                         licet_error *err);
/* The same as it was known at a moment (licet_snapshot_known_at), or NULL: now. */
LICET_API int licet_show_known_at(licet *l, const char *key, const char *as_of,
                                  const char *known_at, licet_text *out_json, licet_error *err);
/* The same as a person reads it. */
LICET_API int licet_show_text(const char *show_json, size_t len, int width, int colour,
                              licet_text *out, licet_error *err);

#ifdef __cplusplus
}
#endif
#endif
