#include "record/facts_check.h"

#include "base/error.h"

/* Sums of shares are exact; a cap table rounded to two places may add up to a little more. */
static const int64_t WHOLE = (int64_t)100 * LC_PCT_UNIT + LC_PCT_UNIT / 10;

bool lc_is_place_code(lc_sv v)
{
    static const char *const regions[] = {"UA-CRIMEA", "UA-DNR", "UA-LNR"};
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        if (lc_sv_is(v, regions[i])) return true;
    return v.len == 2 && v.data[0] >= 'A' && v.data[0] <= 'Z' && v.data[1] >= 'A' &&
           v.data[1] <= 'Z';
}

static int contradicts(licet_error *err, lc_sv path, const char *member, const char *why)
{
    return lc_fail(err, LICET_E_FACTS, "%.*s%s%s: %s", LC_SV_ARG(path), path.len ? "." : "", member,
                   why);
}

static int check_listings(const lc_party *p, licet_error *err)
{
    for (size_t i = 0; i < p->n_lists; i++) {
        const lc_listing *l = &p->lists[i];
        if (!l->list.len) return contradicts(err, p->path, "lists[].list", "is missing");
        if (l->from != LC_DATE_NONE && l->to != LC_DATE_NONE && l->to < l->from)
            return contradicts(err, p->path, "lists[].to", "lies before from_");
    }
    return 0;
}

static int check_party(const lc_party *p, licet_error *err)
{
    int rc = check_listings(p, err);
    if (rc) return rc;
    if (p->ownership_known == LC_TRI_YES && p->ownership_unknown == LC_TRI_YES)
        return contradicts(err, p->path, "ownership_unknown", "contradicts ownership_known");
    int64_t sum = 0;
    for (size_t i = 0; i < p->n_owners && !rc; i++) {
        if (p->owners[i].pct_micro > 0) sum += p->owners[i].pct_micro;
        rc = check_party(&p->owners[i], err);
    }
    if (!rc && sum > WHOLE) rc = contradicts(err, p->path, "owners[].pct", "add up to over 100");
    return rc;
}

static int check_content(const lc_item *item, licet_error *err)
{
    double sum = 0;
    for (size_t i = 0; i < item->n_us_content; i++) sum += item->us_content[i].pct.value;
    if (sum > 100.1)
        return contradicts(err, LC_SV("item"), "us_content[].pct", "add up to over 100");
    return 0;
}

/* "0A502" and "a" are 0A502.a; ".a" is read the same. */
static int join_subpara(lc_arena *a, lc_item *item, licet_error *err)
{
    lc_sv sub = lc_sv_trim(item->subpara);
    item->eccn = lc_sv_trim(item->eccn);
    if (!sub.len) return 0;
    if (lc_sv_ieq(item->eccn, LC_SV("EAR99")))
        return contradicts(err, LC_SV("item"), "subpara", "contradicts item.eccn EAR99");
    if (!item->eccn.len) return 0;
    if (lc_sv_starts(sub, LC_SV("."))) sub = lc_sv_from(sub, 1);
    item->eccn = lc_arena_printf(a, "%.*s.%.*s", LC_SV_ARG(item->eccn), LC_SV_ARG(sub));
    return 0;
}

int lc_facts_check(lc_arena *a, lc_facts *f, licet_error *err)
{
    int rc = join_subpara(a, &f->item, err);
    if (!rc) rc = check_content(&f->item, err);
    for (size_t i = 0; i < f->n_parties && !rc; i++) rc = check_party(&f->parties[i], err);
    if (!rc && lc_words_has(&f->end_use, "oil_gas_746_8_a4") &&
        lc_words_has(&f->end_use, "not_oil_gas_project"))
        rc = contradicts(err, LC_SV_NONE, "end_use", "oil_gas_746_8_a4 and not_oil_gas_project");
    return rc;
}
