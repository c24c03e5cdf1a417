/* The filters of a search of the Consolidated Screening List: read whole or refused, since one that
 * is misread leaves out a listed party without a word. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "server/peer_tradegov.h"
#include "server/problem.h"

enum { ITEM_BYTES = 64, ADDRESS_BYTES = 2048 };

static const char *const types[][2] = {
    {"Individual", "person"}, {"Entity", "org"}, {"Vessel", "vessel"}, {"Aircraft", "aircraft"}};
enum { N_TYPES = sizeof types / sizeof *types };

/* ISO 3166-1 alpha-2, and Kosovo's as lists use it. */
static const char countries[] =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW ";

const char *srv_csl_type(const char *ours)
{
    for (size_t i = 0; i < N_TYPES; i++)
        if (strcmp(types[i][1], ours) == 0) return types[i][0];
    return NULL;
}

/* ---- reading ---- */

/* An argument that says something, or NULL. */
static const char *said(const srv_call *c, const char *name)
{
    const char *v = srv_arg_of(c->rq, name);
    return v && v[strspn(v, " ")] ? v : NULL;
}

/* Next one of a list separated by commas, without the blanks around it; too long a one is cut, and
 * is then none that is known. */
static bool next_item(const char **at, char out[ITEM_BYTES])
{
    if (!*at) return false;
    const char *p = *at + strspn(*at, " ");
    size_t n = strcspn(p, ",");
    *at = p[n] ? p + n + 1 : NULL;
    while (n && p[n - 1] == ' ') n--;
    snprintf(out, ITEM_BYTES, "%.*s", (int)n, p);
    return true;
}

static int read_sources(srv_call *c, srv_csl_filter *f)
{
    char item[ITEM_BYTES];
    const char *at = said(c, "sources");
    f->sources = at ? 0 : ~0U;
    while (next_item(&at, item)) {
        size_t i = 0;
        while (i < SRV_CSL_SOURCES && strcasecmp(srv_csl_sources[i].value, item) != 0 &&
               strcasecmp(srv_csl_sources[i].ours, item) != 0)
            i++;
        if (i == SRV_CSL_SOURCES)
            return srv_problem(c->reply, 400,
                               "some of: CAP,CMIC,DPL,DTC,EL,FSE,ISN,MBS,MEU,PLC,SDN,SSI,UVL",
                               "sources: there is no list \"%s\"", item);
        f->sources |= 1U << i;
    }
    return 0;
}

/* type is the name older clients use. */
static int read_types(srv_call *c, srv_csl_filter *f)
{
    char item[ITEM_BYTES];
    const char *at = said(c, "types");
    if (!at) at = said(c, "type");
    f->types = at ? 0 : ~0U;
    while (next_item(&at, item)) {
        size_t i = 0;
        while (i < N_TYPES && strcasecmp(types[i][0], item) != 0) i++;
        if (i == N_TYPES)
            return srv_problem(c->reply, 400, "some of: Aircraft,Entity,Individual,Vessel",
                               "types: there is no type \"%s\"", item);
        f->types |= 1U << i;
    }
    return 0;
}

static int read_countries(srv_call *c, srv_csl_filter *f)
{
    char item[ITEM_BYTES];
    const char *at = said(c, "countries");
    while (next_item(&at, item)) {
        for (char *p = item; *p; p++) *p = (char)toupper((unsigned char)*p);
        if (strlen(item) != 2 || !isalpha((unsigned char)item[0]) || !strstr(countries, item))
            return srv_problem(c->reply, 400, "ISO 3166-1 alpha-2 codes, separated by commas",
                               "countries: there is no country \"%s\"", item);
        if (f->n_countries == SRV_CSL_COUNTRIES)
            return srv_problem(c->reply, 400, NULL, "countries: at most %d", SRV_CSL_COUNTRIES);
        memcpy(f->countries[f->n_countries++], item, 3);
    }
    return 0;
}

static const char *const date_args[SRV_CSL_DATES] = {"start_date", "end_date", "issue_date",
                                                     "expiration_date"};

/* A day, or two with a blank or TO between. */
static bool read_span(const char *v, srv_csl_span *out)
{
    v += strspn(v, " ");
    snprintf(out->from, sizeof out->from, "%s", v);
    memcpy(out->to, out->from, sizeof out->to);
    if (!srv_is_date(out->from)) return false;
    const char *rest = v + 10 + strspn(v + 10, " ");
    if (!*rest) return true;
    if (rest == v + 10) return false;
    if (strncasecmp(rest, "to ", 3) == 0) rest += 3 + strspn(rest + 3, " ");
    snprintf(out->to, sizeof out->to, "%s", rest);
    return srv_is_date(out->to) && strspn(rest + 10, " ") == strlen(rest + 10) &&
           strcmp(out->from, out->to) <= 0;
}

static int read_dates(srv_call *c, srv_csl_filter *f)
{
    for (size_t i = 0; i < SRV_CSL_DATES; i++) {
        const char *v = said(c, date_args[i]);
        if (v && !read_span(v, &f->dates[i]))
            return srv_problem(c->reply, 400, "YYYY-MM-DD, or the first and the last day",
                               "%s: \"%.60s\" is no date", date_args[i], v);
    }
    return 0;
}

int srv_csl_filter_read(srv_call *c, srv_csl_filter *out)
{
    *out = (srv_csl_filter){.full = said(c, "full_address"), .address = said(c, "address")};
    if (!out->full) { /* it overrides its parts */
        out->city = said(c, "city");
        out->state = said(c, "state");
        out->post = said(c, "postal_code");
    }
    if (read_sources(c, out) || read_types(c, out) || read_countries(c, out)) return -1;
    return read_dates(c, out);
}

/* ---- sifting ---- */

static bool wants_type(const srv_csl_filter *f, const json_t *entry)
{
    for (size_t i = 0; i < N_TYPES; i++)
        if (strcmp(types[i][1], srv_peer_text(entry, "type")) == 0) return f->types >> i & 1;
    return true;
}

static bool wants_country(const srv_csl_filter *f, const json_t *entry)
{
    size_t i;
    json_t *v, *all = json_object_get(entry, "countries");
    if (!f->n_countries || !json_array_size(all)) return true;
    json_array_foreach(all, i, v)
    {
        const char *code = json_string_value(v);
        for (size_t k = 0; code && k < f->n_countries; k++)
            if (strcasecmp(code, f->countries[k]) == 0) return true;
    }
    return false;
}

/* Length of a word: letters and digits; a byte beyond ASCII is one of a letter. */
static size_t word_at(const char *s)
{
    size_t n = 0;
    while (isalnum((unsigned char)s[n]) || (unsigned char)s[n] >= 0x80) n++;
    return n;
}

static bool has_word(const char *s, const char *word, size_t len)
{
    while (*s) {
        size_t n = word_at(s);
        if (n == len && strncasecmp(s, word, n) == 0) return true;
        s += n ? n : 1;
    }
    return false;
}

static bool is_ascii(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] >= 0x80) return false;
    return true;
}

/* Has s every word of asked? Words with letters beyond ASCII are let be: lists write them in
 * another way than people do. */
static bool has_words(const char *s, const char *asked)
{
    while (asked && *asked) {
        size_t n = word_at(asked);
        if (n && is_ascii(asked, n) && !has_word(s, asked, n)) return false;
        asked += n ? n : 1;
    }
    return true;
}

/* A part in its own field, or, where the list does not tell parts, in the whole. */
static bool has_part(const json_t *address, const char *field, const char *whole, const char *asked)
{
    const char *own = srv_peer_text(address, field);
    return has_words(*own ? own : whole, asked);
}

static bool wants_address(const srv_csl_filter *f, const json_t *entry)
{
    char whole[ADDRESS_BYTES];
    size_t i;
    json_t *a, *all = json_object_get(entry, "addresses");
    if (!json_array_size(all)) return true;
    json_array_foreach(all, i, a)
    {
        snprintf(whole, sizeof whole, "%s %s %s %s %s %s", srv_peer_text(a, "text"),
                 srv_peer_text(a, "street"), srv_peer_text(a, "city"), srv_peer_text(a, "state"),
                 srv_peer_text(a, "postal"), srv_peer_text(a, "country"));
        if (has_words(whole, f->full) && has_words(whole, f->address) &&
            has_part(a, "city", whole, f->city) && has_part(a, "state", whole, f->state) &&
            has_part(a, "postal", whole, f->post))
            return true;
    }
    return false;
}

static bool within(const srv_csl_span *s, const char *day)
{
    return !*s->from || !srv_is_date(day) || (strcmp(day, s->from) >= 0 && strcmp(day, s->to) <= 0);
}

/* Has one of the papers such a date? */
static bool wants_paper(const srv_csl_span *s, const json_t *entry, const char *field)
{
    size_t i;
    json_t *d;
    bool dated = false;
    json_array_foreach(json_object_get(entry, "idents"), i, d)
    {
        if (!srv_is_date(srv_peer_text(d, field))) continue;
        if (within(s, srv_peer_text(d, field))) return true;
        dated = true;
    }
    return !dated;
}

bool srv_csl_wants(const srv_csl_filter *f, size_t source, const json_t *entry)
{
    return (f->sources >> source & 1) && wants_type(f, entry) && wants_country(f, entry) &&
           wants_address(f, entry) && within(&f->dates[0], srv_peer_text(entry, "from")) &&
           within(&f->dates[1], srv_peer_text(entry, "to")) &&
           wants_paper(&f->dates[2], entry, "issued") &&
           wants_paper(&f->dates[3], entry, "expires");
}
