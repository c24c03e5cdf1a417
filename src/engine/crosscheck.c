#include "engine/crosscheck.h"

#include "engine/coverage.h"

/* The Consolidated Screening List repeats OFAC and BIS (https://www.trade.gov). */
static const struct {
    const char *whole, *own, *sublist;
} pairs[] = {{"us_csl", "us_ofac_sdn", "SDN"},
             {"us_csl", "us_ofac_cons", "SSI"},
             {"us_csl", "us_ofac_cons", "PLC"},
             {"us_csl", "us_ofac_cons", "CMIC"},
             {"us_csl", "us_bis_dpl", "DPL"}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

typedef struct counts {
    int64_t whole[PAIRS], own[PAIRS];
} counts;

static bool stands(const lc_index_version *v, lc_date day)
{
    return !v->known_to && v->list_from <= day && (v->list_to == LC_DATE_NONE || day < v->list_to);
}

static void count_version(counts *c, const lc_json *body)
{
    lc_sv source = lc_json_get_sv(body, "source"), sublist = lc_json_get_sv(body, "sublist");
    for (size_t i = 0; i < PAIRS; i++) {
        if (!lc_sv_is(sublist, pairs[i].sublist)) continue;
        c->whole[i] += lc_sv_is(source, pairs[i].whole);
        c->own[i] += lc_sv_is(source, pairs[i].own);
    }
}

static void count_all(counts *c, const licet_snapshot *s, lc_date day)
{
    lc_arena *scratch = lc_arena_new();
    for (uint32_t i = 0; i < lc_index_versions(s->index); i++) {
        lc_json *body;
        lc_index_version v = lc_index_version_at(s->index, i);
        if (!stands(&v, day)) continue;
        lc_arena_reset(scratch);
        if (!lc_json_parse(scratch, v.body, &body, NULL)) count_version(c, body);
    }
    lc_arena_free(scratch);
}

static int64_t apart(int64_t x, int64_t y)
{
    return x > y ? x - y : y - x;
}

/* Both lists are here, whole, and say of which day they are. */
static bool comparable(const licet_snapshot *s, size_t i, lc_cover *whole, lc_cover *own)
{
    lc_date today = lc_engine_today(s->now_s);
    *whole = lc_cover_of(s, lc_sv_of(pairs[i].whole), today);
    *own = lc_cover_of(s, lc_sv_of(pairs[i].own), today);
    return whole->state > LC_COVER_SAMPLE && own->state > LC_COVER_SAMPLE &&
           whole->list_date != LC_DATE_NONE && own->list_date != LC_DATE_NONE;
}

static void compare(const licet_snapshot *s, const counts *c, size_t i, lc_arena *a, lc_json *out)
{
    lc_cover whole, own;
    char one[LC_DATE_TEXT], other[LC_DATE_TEXT];
    if (!comparable(s, i, &whole, &own)) return;
    int64_t most = c->whole[i] > c->own[i] ? c->whole[i] : c->own[i];
    bool counts_differ = apart(c->whole[i], c->own[i]) * 100 > most * LC_CROSSCHECK_PERCENT;
    bool dates_differ = apart(whole.list_date, own.list_date) > LC_CROSSCHECK_DAYS;
    if (!counts_differ && !dates_differ) return;
    lc_json_push_sv(
        a, out,
        lc_arena_printf(a, "%s of %s has %lld %s entries, %s of %s has %lld; both are searched",
                        pairs[i].whole, lc_date_text(whole.list_date, one), (long long)c->whole[i],
                        pairs[i].sublist, pairs[i].own, lc_date_text(own.list_date, other),
                        (long long)c->own[i]));
}

lc_json *lc_crosscheck_alarms(const licet_snapshot *s, lc_arena *a)
{
    lc_json *out = lc_json_array(a);
    counts c = {0};
    lc_cover whole, own;
    bool any = false;
    for (size_t i = 0; i < PAIRS; i++) any |= comparable(s, i, &whole, &own);
    if (!s->index || !any) return out;
    count_all(&c, s, lc_engine_today(s->now_s));
    for (size_t i = 0; i < PAIRS; i++) compare(s, &c, i, a, out);
    return out;
}
