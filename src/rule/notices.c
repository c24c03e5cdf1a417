#include "rule/notices.h"

#include "rule/parts.h"

struct lc_notices {
    lc_notice *at;
    size_t len;
};

enum { LIST, NAME, COUNTRIES, EVENT, REASON, N_COLUMNS };

static const char *const event_words[] = {"unknown", "listed", "removed"};

const char *lc_notice_event_word(lc_notice_event e)
{
    return event_words[e];
}

static lc_notice_event event_of(lc_sv word)
{
    for (int e = LC_NOTICE_LISTED; e <= LC_NOTICE_REMOVED; e++)
        if (lc_sv_is(word, event_words[e])) return (lc_notice_event)e;
    return LC_NOTICE_UNKNOWN;
}

static int compile_one(const lc_rule_table *t, const lc_rule_fact *f, const int col[N_COLUMNS],
                       lc_notice *out, licet_error *err)
{
    *out = (lc_notice){.list = f->field[col[LIST]],
                       .name = f->field[col[NAME]],
                       .countries = f->field[col[COUNTRIES]],
                       .event = event_of(f->field[col[EVENT]]),
                       .from = f->from,
                       .cite = f->cite,
                       .reason = f->field[col[REASON]]};
    if (!out->list.len || !out->name.len || !out->reason.len || out->from == LC_DATE_NONE)
        return lc_rule_refuse(err, t, f, "a notice needs a list, a name, a day and a reason");
    if (out->event == LC_NOTICE_UNKNOWN)
        return lc_rule_refuse(err, t, f, "a notice's event is listed or removed");
    return 0;
}

int lc_notices_compile(struct lc_rules *r, licet_error *err)
{
    static const char *const names[] = {"list", "name", "countries", "event", "reason"};
    const lc_rule_table *t = lc_rulebook_table(&r->book, "notices");
    struct lc_notices *n = LC_NEW(r->arena, struct lc_notices);
    int col[N_COLUMNS], rc = 0;
    r->notices = n;
    if (!t) return 0;
    for (int i = 0; i < N_COLUMNS && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    n->at = LC_NEW_N(r->arena, lc_notice, t->n_facts + 1);
    for (; n->len < t->n_facts && !rc; n->len++)
        rc = compile_one(t, &t->facts[n->len], col, &n->at[n->len], err);
    return rc;
}

size_t lc_rules_notices(const lc_rules *r, const lc_notice **out)
{
    *out = r->notices->at;
    return r->notices->len;
}
