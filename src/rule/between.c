#include "rule/book.h"

#include <stdlib.h>

#include "rule/parts.h"

typedef struct span { /* after day, up to other */
    lc_date day, other;
    const lc_sv *paragraphs;
    size_t n;
} span;

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "744.11(a)" stands in "744.11(a)(1), 744.21", not in "744.110". */
static bool names(lc_sv text, lc_sv paragraph)
{
    size_t at = 0;
    while (paragraph.len && (at = lc_sv_find(text, paragraph, at)) != SIZE_MAX) {
        size_t end = at + paragraph.len;
        bool before = at == 0 || (!is_word(text.data[at - 1]) && text.data[at - 1] != '.');
        if (before && (end == text.len || !is_word(text.data[end]))) return true;
        at++;
    }
    return false;
}

static bool names_any(const lc_rule_table *t, const lc_rule_fact *f, const span *s)
{
    for (size_t i = 0; i < s->n; i++) {
        if (names(f->cite, s->paragraphs[i])) return true;
        for (size_t k = 0; k < t->n_columns; k++)
            if (names(f->field[k], s->paragraphs[i])) return true;
    }
    return s->n == 0;
}

/* A switch has several lines under one name, and not each of them cites the paragraph. */
static bool speaks_of(const lc_rule_table *t, const lc_rule_fact *f, const span *s)
{
    if (names_any(t, f, s)) return true;
    for (size_t i = 0; i < t->n_facts; i++)
        if (lc_sv_eq(t->facts[i].field[0], f->field[0]) && names_any(t, &t->facts[i], s))
            return true;
    return false;
}

static bool is_standing(lc_sv column)
{
    static const char *const standing[] = {"from", "to", "cite", "confidence"};
    for (size_t i = 0; i < sizeof standing / sizeof *standing; i++)
        if (lc_sv_is(column, standing[i])) return true;
    return false;
}

static lc_sv says(lc_arena *a, const lc_rule_table *t, const lc_rule_fact *f)
{
    lc_buf b = {0};
    for (size_t i = 0; i < t->n_columns; i++) {
        if (!f->field[i].len || is_standing(t->columns[i])) continue;
        lc_buf_printf(&b, "%s%.*s = %.*s", b.len ? "; " : "", LC_SV_ARG(t->columns[i]),
                      LC_SV_ARG(f->field[i]));
    }
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

typedef struct event {
    lc_date day;
    size_t order; /* place in the files: events of one day keep it */
    lc_json *json;
} event;

typedef struct events {
    lc_arena *a;
    event *at;
    size_t len, cap;
} events;

static void add(events *e, const lc_rule_table *t, const lc_rule_fact *f, const char *change,
                lc_date day)
{
    char text[LC_DATE_TEXT];
    lc_json *o = lc_json_object(e->a);
    lc_json_set_z(e->a, o, "change", change);
    lc_json_set_z(e->a, o, "day", lc_date_text(day, text));
    lc_json_set_sv(e->a, o, "file", t->file);
    lc_json_set_int(e->a, o, "line", f->line);
    lc_json_set_sv(e->a, o, "table", t->name);
    lc_json_set_sv(e->a, o, "says", says(e->a, t, f));
    lc_json_set_sv(e->a, o, "cite", f->cite);
    lc_json_set_sv(e->a, o, "confidence", f->confidence);
    if (e->len == e->cap) {
        size_t cap = e->cap ? e->cap * 2 : 64;
        event *more = LC_NEW_N(e->a, event, cap);
        if (e->len) memcpy(more, e->at, e->len * sizeof *more);
        e->at = more;
        e->cap = cap;
    }
    e->at[e->len] = (event){day, e->len, o};
    e->len++;
}

static int by_day(const void *x, const void *y)
{
    const event *a = x, *b = y;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool inside(const span *s, lc_date d)
{
    return d != LC_DATE_NONE && d > s->day && d <= s->other;
}

static void look_at(events *e, const lc_rule_table *t, const span *s)
{
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        bool begins = inside(s, f->from);
        bool ends = f->to != LC_DATE_NONE && inside(s, f->to + 1);
        if ((!begins && !ends) || !speaks_of(t, f, s)) continue;
        if (begins) add(e, t, f, "begins", f->from);
        if (ends) add(e, t, f, "ends", f->to + 1);
    }
}

lc_json *lc_rules_between(lc_arena *a, const lc_rules *r, lc_date day, lc_date other,
                          const lc_sv *paragraphs, size_t n)
{
    span s = {day < other ? day : other, day < other ? other : day, paragraphs, n};
    events e = {.a = a};
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < r->book.n_files; i++)
        for (size_t k = 0; k < r->book.files[i].n_tables; k++)
            look_at(&e, &r->book.files[i].tables[k], &s);
    if (e.len) qsort(e.at, e.len, sizeof *e.at, by_day);
    for (size_t i = 0; i < e.len; i++) lc_json_push(a, out, e.at[i].json);
    return out;
}
