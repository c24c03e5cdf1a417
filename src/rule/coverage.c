/* What of the regulations is implemented and tested, beside the facts that cite it. */
#include "rule/book.h"

#include "rule/parts.h"

enum { C_PARAGRAPH, C_STATE, C_TEST, C_WHY, COLUMNS, MAX_NAMED = 24 };

typedef struct coverage {
    lc_arena *a;
    const lc_rule_table *t;
    int col[COLUMNS];
    int64_t *facts; /* one count a line of the table */
    lc_json *uncovered;
    int64_t n_facts, without_citation, without_date;
} coverage;

/* ---- sections a citation names ---- */

static bool digit(lc_sv s, size_t i)
{
    return i < s.len && s.data[i] >= '0' && s.data[i] <= '9';
}

static size_t digits_from(lc_sv s, size_t at)
{
    size_t n = 0;
    while (digit(s, at + n)) n++;
    return n;
}

/* The part of an EAR section at i, "744": three digits that begin with 7, no number before them. */
static bool part_at(lc_sv s, size_t i)
{
    bool starts = i == 0 || !(digit(s, i - 1) || s.data[i - 1] == '.' || s.data[i - 1] == '$');
    return starts && digit(s, i) && s.data[i] == '7' && digits_from(s, i) == 3;
}

static lc_sv supplement(lc_arena *a, lc_sv number, lc_sv part)
{
    return lc_arena_printf(a, "%.*s Supp. %.*s", LC_SV_ARG(part), LC_SV_ARG(number));
}

/* What stands at i: "744.11(a)(1)", "744 Supp. 4" (also written "Supp. 4 to part 744" and
 * "738 Supp.1 fn7"), or a whole part. *end: behind it. */
static lc_sv named_at(lc_arena *a, lc_sv s, size_t i, size_t *end)
{
    lc_sv part = lc_sv_make(s.data + i, 3), rest = lc_sv_from(s, i + 3);
    *end = i + 3;
    if (lc_sv_starts(rest, LC_SV(".")) && digit(rest, 1)) {
        size_t n = 1 + digits_from(rest, 1);
        while (n < rest.len && strchr("()", rest.data[n])) { /* "(a)", then "(1)" */
            const char *close = memchr(rest.data + n, ')', rest.len - n);
            if (rest.data[n] != '(' || !close) break;
            n = (size_t)(close - rest.data) + 1;
        }
        *end = i + 3 + n;
        return lc_sv_make(s.data + i, 3 + n);
    }
    size_t skip = lc_sv_starts(rest, LC_SV(" Supp. "))  ? 7
                  : lc_sv_starts(rest, LC_SV(" Supp.")) ? 6
                                                        : 0;
    size_t n = skip ? digits_from(rest, skip) : 0;
    if (n) {
        *end = i + 3 + skip + n;
        return supplement(a, lc_sv_make(rest.data + skip, n), part);
    }
    static const char to_part[] = " to part ";
    size_t before = i >= sizeof to_part - 1 ? i - (sizeof to_part - 1) : SIZE_MAX;
    if (before != SIZE_MAX && before && lc_sv_starts(lc_sv_from(s, before), lc_sv_of(to_part))) {
        size_t first = before;
        while (first && digit(s, first - 1)) first--;
        if (first < before) return supplement(a, lc_sv_make(s.data + first, before - first), part);
    }
    return part;
}

static size_t sections(lc_arena *a, lc_sv cite, lc_sv out[MAX_NAMED])
{
    size_t n = 0;
    for (size_t i = 0; i < cite.len && n < MAX_NAMED;) {
        size_t end = i + 1;
        if (part_at(cite, i)) out[n++] = named_at(a, cite, i, &end);
        i = end;
    }
    return n;
}

/* ---- lines of the table ---- */

/* "744.11" covers "744.11(a)(1)"; "744" covers "744.11"; not "744.1" "744.11". */
static bool covers(lc_sv paragraph, lc_sv section)
{
    if (!lc_sv_starts(section, paragraph)) return false;
    return section.len == paragraph.len || !digit(section, paragraph.len);
}

/* The line that says most of it, or -1. */
static long line_of(const coverage *c, lc_sv section)
{
    long best = -1;
    size_t longest = 0;
    for (size_t i = 0; c->t && i < c->t->n_facts; i++) {
        lc_sv paragraph = c->t->facts[i].field[c->col[C_PARAGRAPH]];
        if (!covers(paragraph, section) || paragraph.len < longest) continue;
        longest = paragraph.len;
        best = (long)i;
    }
    return best;
}

static void lacks(coverage *c, const lc_rule_table *t, const lc_rule_fact *f, lc_sv what)
{
    lc_json *o = lc_json_object(c->a);
    lc_json_set_sv(c->a, o, "file", t->file);
    lc_json_set_int(c->a, o, "line", f->line);
    lc_json_set_sv(c->a, o, "cite", f->cite);
    lc_json_set_sv(c->a, o, "what", what);
    lc_json_push(c->a, c->uncovered, o);
}

static void look_up(coverage *c, const lc_rule_table *t, const lc_rule_fact *f, lc_sv section)
{
    long line = line_of(c, section);
    if (line < 0)
        lacks(c, t, f, section);
    else
        c->facts[line]++;
}

/* A fact holds from a day, to a day, or as its file was last compared with its source. */
static void look_at(coverage *c, const lc_rulefile *file, const lc_rule_table *t)
{
    lc_sv named[MAX_NAMED];
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        bool dated =
            f->from != LC_DATE_NONE || f->to != LC_DATE_NONE || file->as_of != LC_DATE_NONE;
        c->n_facts++;
        c->without_citation += !f->cite.len;
        c->without_date += !dated;
        size_t n = sections(c->a, f->cite, named);
        if (!n) look_up(c, t, f, lc_arena_printf(c->a, "FR in %.*s", LC_SV_ARG(t->name)));
        for (size_t k = 0; k < n; k++) look_up(c, t, f, named[k]);
    }
}

static lc_json *lines(const coverage *c)
{
    static const char *const keys[COLUMNS] = {"paragraph", "state", "test", "why"};
    lc_json *out = lc_json_array(c->a);
    for (size_t i = 0; c->t && i < c->t->n_facts; i++) {
        lc_json *o = lc_json_object(c->a);
        for (int k = 0; k < COLUMNS; k++)
            lc_json_set_sv(c->a, o, keys[k], c->t->facts[i].field[c->col[k]]);
        lc_json_set_int(c->a, o, "facts", c->facts[i]);
        lc_json_push(c->a, out, o);
    }
    return out;
}

static int columns(const lc_rules *r, const lc_rule_table **t, int col[COLUMNS], licet_error *err)
{
    static const char *const names[COLUMNS] = {"paragraph", "state", "test", "why"};
    int rc = lc_rule_need(&r->book, "coverage", t, err);
    for (int i = 0; i < COLUMNS && !rc; i++) rc = lc_rule_need_column(*t, names[i], &col[i], err);
    return rc;
}

/* What is wrong with a line, or NULL. */
static const char *wrong(const lc_rule_fact *f, const int col[COLUMNS])
{
    lc_sv state = f->field[col[C_STATE]];
    bool tested = lc_sv_is(state, "tested"), partly = lc_sv_is(state, "partly");
    bool left_out = lc_sv_is(state, "out_of_scope");
    if (!f->field[col[C_PARAGRAPH]].len) return "which paragraph?";
    if (!tested && !partly && !left_out && !lc_sv_is(state, "implemented"))
        return "state is tested, implemented, partly or out_of_scope";
    if ((tested || partly) && !f->field[col[C_TEST]].len) return "which test shows it?";
    if ((partly || left_out) && !f->field[col[C_WHY]].len) return "why is it left out?";
    return NULL;
}

int lc_coverage_compile(struct lc_rules *r, licet_error *err)
{
    const lc_rule_table *t;
    int col[COLUMNS], rc = columns(r, &t, col, err);
    for (size_t i = 0; !rc && i < t->n_facts; i++) {
        const char *why = wrong(&t->facts[i], col);
        if (why) rc = lc_rule_refuse(err, t, &t->facts[i], "%s", why);
    }
    return rc;
}

lc_json *lc_rules_coverage(lc_arena *a, const lc_rules *r)
{
    coverage c = {.a = a, .uncovered = lc_json_array(a)};
    if (columns(r, &c.t, c.col, NULL)) c.t = NULL; /* cannot be: compiled */
    c.facts = LC_NEW_N(a, int64_t, c.t ? c.t->n_facts + 1 : 1);
    for (size_t i = 0; i < r->book.n_files; i++)
        for (size_t k = 0; k < r->book.files[i].n_tables; k++)
            if (&r->book.files[i].tables[k] != c.t)
                look_at(&c, &r->book.files[i], &r->book.files[i].tables[k]);
    lc_json *o = lc_json_object(a);
    lc_json_set(a, o, "paragraphs", lines(&c));
    lc_json_set_int(a, o, "facts", c.n_facts);
    lc_json_set_int(a, o, "without_citation", c.without_citation);
    lc_json_set_int(a, o, "without_date", c.without_date);
    lc_json_set(a, o, "uncovered", c.uncovered);
    return o;
}
