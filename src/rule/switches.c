#include "rule/switches.h"

#include "rule/parts.h"

typedef struct period {
    lc_sv id;
    lc_switch_day day;
} period;

struct lc_switches {
    period *at;
    size_t len;
};

const char *lc_switch_word(lc_switch_state s)
{
    switch (s) {
    case LC_SWITCH_UNVERIFIED: return "UNVERIFIED";
    case LC_SWITCH_IN_FORCE: return "IN_FORCE";
    case LC_SWITCH_STAYED: return "STAYED";
    case LC_SWITCH_ABSENT: break;
    }
    return "ABSENT";
}

static bool read_state(lc_sv word, lc_switch_day *out)
{
    out->assumed_in_force = lc_sv_is(word, "UNVERIFIED_IN_FORCE");
    if (out->assumed_in_force) return true;
    for (int s = LC_SWITCH_UNVERIFIED; s <= LC_SWITCH_ABSENT; s++)
        if (lc_sv_is(word, lc_switch_word((lc_switch_state)s))) {
            out->state = (lc_switch_state)s;
            return true;
        }
    return false;
}

static bool overlaps(const lc_switch_day *a, const lc_switch_day *b)
{
    bool a_first = a->to != LC_DATE_NONE && b->from != LC_DATE_NONE && a->to < b->from;
    bool b_first = b->to != LC_DATE_NONE && a->from != LC_DATE_NONE && b->to < a->from;
    return !a_first && !b_first;
}

static int add(struct lc_switches *s, const lc_rule_table *t, const lc_rule_fact *f, int id,
               int state, licet_error *err)
{
    period p = {.id = f->field[id], .day = {.from = f->from, .to = f->to, .cite = f->cite}};
    if (!read_state(f->field[state], &p.day))
        return lc_rule_refuse(err, t, f,
                              "state is IN_FORCE, STAYED, ABSENT, UNVERIFIED or "
                              "UNVERIFIED_IN_FORCE");
    for (size_t i = 0; i < s->len; i++)
        if (lc_sv_eq(s->at[i].id, p.id) && overlaps(&s->at[i].day, &p.day))
            return lc_rule_refuse(err, t, f, "%.*s has two states on one day", LC_SV_ARG(p.id));
    s->at[s->len++] = p;
    return 0;
}

int lc_switches_compile(struct lc_rules *r, licet_error *err)
{
    const lc_rule_table *t;
    int id, state;
    int rc = lc_rule_need(&r->book, "switches", &t, err);
    if (!rc) rc = lc_rule_need_column(t, "id", &id, err);
    if (!rc) rc = lc_rule_need_column(t, "state", &state, err);
    if (rc) return rc;
    struct lc_switches *s = LC_NEW(r->arena, struct lc_switches);
    s->at = LC_NEW_N(r->arena, period, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts && !rc; i++) rc = add(s, t, &t->facts[i], id, state, err);
    if (!rc) r->switches = s;
    return rc;
}

lc_switch_day lc_switch_on(const lc_rules *r, const char *id, lc_date day)
{
    for (size_t i = 0; i < r->switches->len; i++) {
        const period *p = &r->switches->at[i];
        if (day != LC_DATE_NONE && lc_sv_is(p->id, id) &&
            lc_rule_holds(p->day.from, p->day.to, day))
            return p->day;
    }
    return (lc_switch_day){.from = LC_DATE_NONE, .to = LC_DATE_NONE};
}
