#include "rule/places.h"

#include "base/map.h"
#include "rule/parts.h"

static const char *const GROUPS[LC_GROUP_COUNT] = {"A:1", "A:2", "A:3", "A:4", "A:5", "A:6", "B",
                                                   "D:1", "D:2", "D:3", "D:4", "D:5", "E:1", "E:2"};

typedef struct membership {
    uint16_t groups;
    lc_date from, to;
    bool unverified;
} membership;

typedef struct entry {
    lc_place place;
    lc_date from, to;     /* of the place's standing */
    membership groups[2]; /* by day */
    uint8_t n_groups;
    bool in_chart;
} entry;

struct lc_places {
    entry *at;
    size_t len, cap;
    int16_t by_letters[26 * 26]; /* two-letter codes: index + 1 */
};

uint16_t lc_group_bit(lc_sv group)
{
    for (int i = 0; i < LC_GROUP_COUNT; i++) {
        const char *g = GROUPS[i];
        if (lc_sv_is(group, g)) return (uint16_t)(1u << i);
        if (group.len == 2 && g[1] && group.data[0] == g[0] && group.data[1] == g[2])
            return (uint16_t)(1u << i);
    }
    return 0;
}

static int letters_of(lc_sv code)
{
    if (code.len != 2) return -1;
    int a = code.data[0] - 'A', b = code.data[1] - 'A';
    return a >= 0 && a < 26 && b >= 0 && b < 26 ? a * 26 + b : -1;
}

static entry *entry_of(const struct lc_places *p, lc_sv code)
{
    int at = letters_of(code);
    if (at >= 0) return p->by_letters[at] ? &p->at[p->by_letters[at] - 1] : NULL;
    for (size_t i = 0; i < p->len; i++)
        if (lc_sv_eq(p->at[i].place.code, code)) return &p->at[i];
    return NULL;
}

static entry *entry_add(struct lc_places *p, lc_sv code)
{
    entry *e = entry_of(p, code);
    if (e) return e;
    if (p->len == p->cap) return NULL;
    e = &p->at[p->len++];
    *e = (entry){
        .place = {code, code, LC_SV_NONE, LC_PLACE_OWN}, .from = LC_DATE_NONE, .to = LC_DATE_NONE};
    if (letters_of(code) >= 0) p->by_letters[letters_of(code)] = (int16_t)p->len;
    return e;
}

static int add_groups(struct lc_places *p, const lc_rule_table *t, licet_error *err)
{
    int code, groups;
    int rc = lc_rule_need_column(t, "country", &code, err);
    if (!rc) rc = lc_rule_need_column(t, "groups", &groups, err);
    for (size_t i = 0; i < t->n_facts && !rc; i++) {
        const lc_rule_fact *f = &t->facts[i];
        entry *e = entry_add(p, f->field[code]);
        if (!e || e->n_groups == 2) return lc_rule_refuse(err, t, f, "too many places or periods");
        membership *m = &e->groups[e->n_groups++];
        *m = (membership){0, f->from, f->to, lc_sv_is(f->confidence, "unverified")};
        lc_sv rest = f->field[groups];
        while (rest.len) {
            uint16_t bit = lc_group_bit(lc_sv_cut(&rest, LC_SV(" ")));
            if (!bit) return lc_rule_refuse(err, t, f, "no such country group");
            m->groups |= bit;
        }
    }
    return rc;
}

static int add_chart(struct lc_places *p, const lc_rule_table *t, licet_error *err)
{
    int code, name;
    int rc = lc_rule_need_column(t, "country", &code, err);
    if (!rc) rc = lc_rule_need_column(t, "name", &name, err);
    for (size_t i = 0; i < t->n_facts && !rc; i++) {
        entry *e = entry_add(p, t->facts[i].field[code]);
        if (!e) return lc_rule_refuse(err, t, &t->facts[i], "too many places");
        e->place.name = t->facts[i].field[name];
        e->in_chart = true;
    }
    return rc;
}

static lc_place_kind kind_of(lc_sv word)
{
    static const struct {
        const char *word;
        lc_place_kind kind;
    } kinds[] = {{"dependency", LC_PLACE_DEPENDENCY},
                 {"named", LC_PLACE_NAMED},
                 {"region", LC_PLACE_REGION},
                 {"us", LC_PLACE_US}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (lc_sv_is(word, kinds[i].word)) return kinds[i].kind;
    return LC_PLACE_UNKNOWN;
}

static int add_places(struct lc_places *p, const lc_rule_table *t, licet_error *err)
{
    static const char *const names[] = {"code", "row", "kind", "name"};
    int col[4], rc = 0;
    for (int i = 0; i < 4 && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    for (size_t i = 0; i < t->n_facts && !rc; i++) {
        const lc_rule_fact *f = &t->facts[i];
        entry *e = entry_add(p, f->field[col[0]]);
        lc_place_kind kind = kind_of(f->field[col[2]]);
        if (!e || !kind) return lc_rule_refuse(err, t, f, "too many places, or no such kind");
        e->place = (lc_place){f->field[col[0]], f->field[col[1]], f->field[col[3]], kind};
        e->from = f->from;
        e->to = f->to;
    }
    return rc;
}

int lc_places_compile(struct lc_rules *r, licet_error *err)
{
    const lc_rule_table *chart, *groups, *places;
    int rc = lc_rule_need(&r->book, "chart", &chart, err);
    if (!rc) rc = lc_rule_need(&r->book, "groups", &groups, err);
    if (!rc) rc = lc_rule_need(&r->book, "places", &places, err);
    if (rc) return rc;
    struct lc_places *p = LC_NEW(r->arena, struct lc_places);
    p->cap = chart->n_facts + groups->n_facts + places->n_facts;
    p->at = LC_NEW_N(r->arena, entry, p->cap + 1);
    rc = add_chart(p, chart, err);
    if (!rc) rc = add_groups(p, groups, err);
    if (!rc) rc = add_places(p, places, err);
    if (!rc) r->places = p;
    return rc;
}

bool lc_place_find(const lc_rules *r, lc_sv code, lc_date day, lc_place *out)
{
    const entry *e = entry_of(r->places, code);
    if (!e ||
        ((e->from != LC_DATE_NONE || e->to != LC_DATE_NONE) && !lc_rule_holds(e->from, e->to, day)))
        return false;
    *out = e->place;
    return true;
}

static const membership *membership_on(const lc_rules *r, lc_sv row, lc_date day)
{
    const entry *e = row.len ? entry_of(r->places, row) : NULL;
    for (size_t i = 0; e && i < e->n_groups; i++)
        if (lc_rule_holds(e->groups[i].from, e->groups[i].to, day)) return &e->groups[i];
    return NULL;
}

uint16_t lc_place_groups(const lc_rules *r, lc_sv code, lc_date day, bool *known)
{
    lc_place place;
    *known = lc_place_find(r, code, day, &place);
    if (!*known || !place.row.len) return 0;
    const membership *m = membership_on(r, place.row, day);
    if (m) return m->groups;
    const entry *e = entry_of(r->places, place.row);
    *known = e && e->in_chart && e->n_groups == 0; /* in no group at all */
    return 0;
}

bool lc_place_groups_unverified(const lc_rules *r, lc_sv code, lc_date day)
{
    lc_place place;
    if (!lc_place_find(r, code, day, &place)) return false;
    const membership *m = membership_on(r, place.row, day);
    return m && m->unverified;
}

static bool listed(const lc_sv *list, size_t n, lc_sv code)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].len == code.len && code.len && list[i].data[0] == code.data[0] &&
            lc_sv_eq(list[i], code))
            return true;
    return false;
}

lc_tri lc_place_set_has(const lc_rules *r, const lc_place_set *s, lc_sv code, lc_date day)
{
    lc_place place;
    if (!lc_place_find(r, code, day, &place)) return LC_TRI_UNKNOWN;
    const lc_sv names[] = {code, place.row}; /* itself, then where it belongs */
    for (size_t i = 0; i < 2; i++) {
        if (listed(s->in, s->n_in, names[i])) return LC_TRI_YES;
        if (listed(s->out, s->n_out, names[i])) return LC_TRI_NO;
    }
    if (!s->in_groups && !s->out_groups) return s->world ? LC_TRI_YES : LC_TRI_NO;
    bool known;
    uint16_t groups = lc_place_groups(r, code, day, &known);
    if (!known) return LC_TRI_UNKNOWN;
    if (groups & s->out_groups) return LC_TRI_NO;
    return s->world || (groups & s->in_groups) ? LC_TRI_YES : LC_TRI_NO;
}

bool lc_place_set_add(lc_sv cell, bool out_part, lc_place_set *set)
{
    while (cell.len) {
        lc_sv word = lc_sv_cut(&cell, LC_SV(" "));
        if (!word.len) continue;
        uint16_t bit = lc_group_bit(word);
        if (bit && out_part)
            set->out_groups |= bit;
        else if (bit)
            set->in_groups |= bit;
        else if (lc_sv_is(word, "world"))
            set->world = true;
        else if (out_part && set->n_out < LC_SET_MAX_PLACES)
            set->out[set->n_out++] = word;
        else if (!out_part && set->n_in < LC_SET_MAX_PLACES)
            set->in[set->n_in++] = word;
        else
            return false;
    }
    return true;
}

int lc_place_set_compile(const lc_rule_table *t, const lc_rule_fact *f, const int column[4],
                         lc_place_set *out, licet_error *err)
{
    *out = (lc_place_set){0};
    for (int i = 0; i < 4; i++)
        if (column[i] >= 0 && !lc_place_set_add(f->field[column[i]], i >= 2, out))
            return lc_rule_refuse(err, t, f, "too many places in one line");
    return 0;
}
