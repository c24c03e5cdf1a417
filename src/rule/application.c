#include "rule/application.h"

#include "rule/ccl.h"
#include "rule/parts.h"

enum { C_TOPIC, C_BASIS, C_POLICY, C_DEST, C_MINUS, C_ITEMS, C_ACTIVITY, C_SAYS, COLUMNS };

typedef struct subject { /* the transaction, as the lines ask about it */
    const lc_rules *r;
    const lc_determination *d;
    const lc_facts *f;
    lc_sv place;
    char base[6]; /* of the item; empty: EAR99 or not classified */
    lc_para para;
} subject;

/* Where the item goes; of a deemed export the nationality of who receives it. */
static lc_sv place_of(const lc_facts *f)
{
    if (!lc_sv_starts(f->activity, LC_SV("deemed"))) return f->to;
    for (size_t i = 0; i < f->n_parties; i++)
        if (f->parties[i].nationality.len) return f->parties[i].nationality;
    return f->to;
}

/* Is one of the requirements that apply under one of the paragraphs? "738.4_NS" stands for the
 * basis "738.4 NS1": blanks separate paragraphs. */
static bool one_begins(const lc_requirement *q, lc_sv paragraph)
{
    if (q->basis.len < paragraph.len) return false;
    for (size_t i = 0; i < paragraph.len; i++) {
        char want = paragraph.data[i] == '_' ? ' ' : paragraph.data[i];
        if (q->basis.data[i] != want) return false;
    }
    char last = paragraph.data[paragraph.len - 1];
    char next = q->basis.len > paragraph.len ? q->basis.data[paragraph.len] : '\0';
    return !(last >= '0' && last <= '9' && next >= '0' && next <= '9');
}

static bool fits_basis(const subject *s, lc_sv cell)
{
    for (lc_sv rest = cell; rest.data && rest.len;) {
        lc_sv paragraph = lc_sv_cut(&rest, LC_SV(" "));
        for (size_t i = 0; paragraph.len && i < s->d->requirements.len; i++)
            if (s->d->requirements.at[i].applies == LC_TRI_YES &&
                one_begins(&s->d->requirements.at[i], paragraph))
                return true;
    }
    return !cell.len;
}

static bool fits_policy(const subject *s, lc_sv cell)
{
    if (!cell.len) return true;
    for (size_t i = 0; i < s->d->requirements.len; i++) {
        const lc_requirement *q = &s->d->requirements.at[i];
        if (q->applies == LC_TRI_YES && lc_sv_is(cell, lc_review_word(q->policy.rank))) return true;
    }
    return lc_sv_is(cell, lc_review_word(s->d->policy.rank));
}

static bool has_word(lc_sv cell, lc_sv word)
{
    for (lc_sv rest = cell; rest.data && rest.len;)
        if (lc_sv_eq(lc_sv_cut(&rest, LC_SV(" ")), word)) return true;
    return false;
}

/* A place that is not known fits every line: too much is shown rather than too little. minus names
 * places themselves: Hong Kong is where China is, unless it is named. */
static bool fits_place(const subject *s, lc_sv to, lc_sv minus)
{
    lc_place_set in = {0};
    if (has_word(minus, s->place)) return false;
    if (!to.len) return true;
    return lc_place_set_add(to, false, &in) &&
           lc_place_set_has(s->r, &in, s->place, s->f->as_of) != LC_TRI_NO;
}

static bool fits_item(const subject *s, lc_sv cell)
{
    bool ear99 = lc_sv_ieq(s->f->item.eccn, LC_SV("EAR99"));
    if (!cell.len) return true;
    if (lc_sv_is(cell, "EAR99")) return ear99;
    if (lc_sv_is(cell, "CCL")) return !ear99;
    if (!s->base[0]) return cell.data[0] == '!';
    return lc_items_name(cell, s->base, &s->para) != LC_TRI_NO;
}

static bool fits(const subject *s, const lc_rule_fact *f, const int col[COLUMNS])
{
    lc_sv activity = f->field[col[C_ACTIVITY]];
    return fits_basis(s, f->field[col[C_BASIS]]) && fits_policy(s, f->field[col[C_POLICY]]) &&
           fits_place(s, f->field[col[C_DEST]], f->field[col[C_MINUS]]) &&
           fits_item(s, f->field[col[C_ITEMS]]) &&
           (!activity.len || lc_sv_eq(activity, s->f->activity)) &&
           (s->f->as_of == LC_DATE_NONE || lc_rule_holds(f->from, f->to, s->f->as_of));
}

static int columns(const lc_rules *r, const lc_rule_table **t, int col[COLUMNS], licet_error *err)
{
    static const char *const names[COLUMNS] = {"topic", "basis", "policy",   "dest",
                                               "minus", "items", "activity", "says"};
    int rc = lc_rule_need(&r->book, "application", t, err);
    for (int i = 0; i < COLUMNS && !rc; i++) rc = lc_rule_need_column(*t, names[i], &col[i], err);
    return rc;
}

static bool is_topic(lc_sv word)
{
    static const char *const topics[] = {"review",   "reviewers", "parties", "form",
                                         "document", "clock",     "licence", "removal"};
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        if (lc_sv_is(word, topics[i])) return true;
    return false;
}

int lc_application_compile(struct lc_rules *r, licet_error *err)
{
    const lc_rule_table *t;
    lc_place_set set;
    int col[COLUMNS], rc = columns(r, &t, col, err);
    for (size_t i = 0; !rc && i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        set = (lc_place_set){0};
        if (!is_topic(f->field[col[C_TOPIC]]) || !f->field[col[C_SAYS]].len)
            rc = lc_rule_refuse(err, t, f, "a topic that is known, and what is said of it");
        else if (!lc_place_set_add(f->field[col[C_DEST]], false, &set))
            rc = lc_rule_refuse(err, t, f, "too many places");
    }
    return rc;
}

lc_json *lc_application_steps(lc_arena *a, const lc_rules *r, const lc_determination *d,
                              const lc_facts *f)
{
    lc_json *out = lc_json_array(a);
    const lc_rule_table *t;
    subject s = {.r = r, .d = d, .f = f, .place = place_of(f)};
    int col[COLUMNS];
    if (columns(r, &t, col, NULL)) return out; /* cannot be: compiled */
    if (!lc_eccn_split(f->item.eccn, s.base, &s.para)) s.base[0] = 0;
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *fact = &t->facts[i];
        if (!fits(&s, fact, col)) continue;
        lc_json *o = lc_json_object(a);
        lc_json_set_sv(a, o, "topic", fact->field[col[C_TOPIC]]);
        lc_json_set_sv(a, o, "says", fact->field[col[C_SAYS]]);
        lc_json_set_sv(a, o, "cite", fact->cite);
        lc_json_set_sv(a, o, "confidence", fact->confidence);
        lc_json_push(a, out, o);
    }
    return out;
}
