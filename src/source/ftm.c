/* entities.ftm.json: read twice, since what belongs to a party may stand behind it. Parties whose
 * "target" is false are there because others refer to them: they are listed by nobody and are not
 * taken. */
#include "source/ftm.h"

#include "source/lines.h"
#include "source/publishers.h"
#include "source/spool.h"
#include "source/when.h"

enum { MAX_SIDE_BYTES = 1024 * 1024 * 1024 }; /* of addresses, sanctions and identifications */

typedef struct run {
    lc_party party;
    lc_ftm_side *side;
    lc_arena *scratch;
    lc_date seen;
    uint64_t parties;
} run;

static int parse_line(run *r, lc_arena *a, lc_sv text, uint64_t line, uint64_t byte, lc_json **out,
                      licet_error *err)
{
    licet_error why = {0};
    if (lc_json_parse(a, text, out, &why))
        return lc_input_refuse(r->party.in, line, byte + (why.has_byte ? why.byte : 0), err,
                               "%.200s; the list is not whole", why.message);
    if (!lc_json_get_sv(*out, "id").len || !lc_json_get_sv(*out, "schema").len ||
        lc_json_kind_of(lc_json_get(*out, "properties")) != LC_JSON_OBJECT)
        return lc_input_refuse(r->party.in, line, byte, err,
                               "this is not the list: a line without \"id\", \"schema\" and "
                               "\"properties\"");
    return 0;
}

static int first_pass(void *ctx, lc_sv text, uint64_t line, uint64_t byte, licet_error *err)
{
    run *r = ctx;
    lc_json *j;
    if (!lc_ftm_side_may_be(text)) return 0;
    lc_arena_reset(r->scratch);
    int rc = parse_line(r, r->scratch, text, line, byte, &j, err);
    if (rc) return rc;
    lc_ftm_side_add(r->side, j);
    if (lc_ftm_side_bytes(r->side) <= MAX_SIDE_BYTES) return 0;
    return lc_input_refuse(r->party.in, line, byte, err,
                           "addresses and sanctions of more than %d bytes", MAX_SIDE_BYTES);
}

static bool is_target(const lc_json *entity)
{
    return lc_json_bool(lc_json_get(entity, "target"), true);
}

static void tell_left_out(run *r, lc_sv what, const char *why, uint64_t line, uint64_t byte)
{
    lc_input_tell_once(r->party.in, "not_a_party", line, byte,
                       lc_arena_printf(r->party.build.arena, "%.*s: %s", LC_SV_ARG(what), why));
}

static void note_seen(run *r, const lc_json *entity)
{
    lc_date d;
    if (lc_when_day(lc_json_get_sv(entity, "last_seen"), &d) &&
        (r->seen == LC_DATE_NONE || d > r->seen))
        r->seen = d;
}

static int second_pass(void *ctx, lc_sv text, uint64_t line, uint64_t byte, licet_error *err)
{
    run *r = ctx;
    lc_party *p = &r->party;
    lc_json *j;
    lc_party_type type;
    lc_input_row(p->in, line, byte + text.len);
    lc_party_begin(p);
    int rc = parse_line(r, p->build.arena, text, line, byte, &j, err);
    if (rc) return rc;
    note_seen(r, j);
    lc_ftm_kind kind = lc_ftm_kind_of(lc_json_get_sv(j, "schema"), &type);
    if (kind == LC_FTM_OTHER)
        tell_left_out(r, lc_json_get_sv(j, "schema"), "not a party; not taken", line, byte);
    if (kind != LC_FTM_PARTY) return 0;
    r->parties++;
    if (!is_target(j)) {
        tell_left_out(r, LC_SV("\"target\": false"), "listed by nobody; not taken", line, byte);
        return 0;
    }
    lc_ftm_party(p, j, r->side);
    return lc_party_put(p, line, byte, text.len, err);
}

static int read_twice(run *r, lc_spool *spool, licet_error *err)
{
    const lc_reader *again;
    int rc = lc_lines_run(r->party.in, lc_spool_first(spool), r, first_pass, err);
    if (!rc) rc = lc_spool_second(spool, &again, err);
    return rc ? rc : lc_lines_run(r->party.in, again, r, second_pass, err);
}

static int parse_lines(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.side = lc_ftm_side_new(), .scratch = lc_arena_new(), .seen = LC_DATE_NONE};
    lc_spool *spool = lc_spool_new(in);
    lc_party_init(&r.party, in, "ftm", "FTM");
    int rc = read_twice(&r, spool, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "ftm-json", r.seen, out, err);
    lc_party_done(&r.party);
    lc_spool_free(spool);
    lc_ftm_side_free(r.side);
    lc_arena_free(r.scratch);
    return rc;
}

static int parse_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    bool json = lc_sv_starts(lc_sv_trim(lc_input_head(in)), LC_SV("{"));
    return json ? parse_lines(in, out, err) : lc_ftm_simple(in, out, err);
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, parse_text, NULL, out, err);
}

static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    lc_sv rest = lc_sv_trim(head), line = lc_sv_cut(&rest, LC_SV("\n"));
    if (!lc_sv_starts(line, LC_SV("{"))) return lc_ftm_simple_fits(head);
    return lc_sv_find(line, LC_SV("\"schema\""), 0) != SIZE_MAX &&
           lc_sv_find(line, LC_SV("\"properties\""), 0) != SIZE_MAX;
}

const lc_source lc_source_ftm = {.id = "ftm",
                                 .title = "FollowTheMoney entities (OpenSanctions)",
                                 .unproven = "targets.simple.csv",
                                 .recognises = recognises,
                                 .parse = parse};
