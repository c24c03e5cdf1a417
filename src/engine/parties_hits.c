/* The hits of one screening by party: each party once, with all its listings. */
#include "engine/coverage.h"
#include "engine/parties.h"
#include "engine/standing.h"

typedef struct telling {
    const licet_snapshot *s;
    lc_json *hits;
    lc_date day;
    lc_arena *a;
} telling;

static lc_sv key_of(const lc_json *hit)
{
    return lc_json_get_sv(hit, "entry");
}

static bool together(const telling *t, const lc_json *x, const lc_json *y)
{
    return lc_sv_eq(key_of(x), key_of(y)) || lc_party_same(lc_party_of(t->s->parties, key_of(x)),
                                                           lc_party_of(t->s->parties, key_of(y)));
}

/* MATCH > POSSIBLE_MATCH > NOT_SCREENED; what a person set aside comes last. */
static int strictness(const lc_json *hit)
{
    static const char *const words[] = {"NO_MATCH", "NOT_SCREENED", "POSSIBLE_MATCH", "MATCH"};
    lc_sv verdict = lc_json_get_sv(hit, "verdict");
    int n = 0;
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
        if (lc_sv_is(verdict, words[i])) n = i + 1;
    return lc_json_bool(lc_json_get(hit, "suppressed"), false) ? n - 8 : n;
}

/* ---- listings ---- */

static bool has_source(const lc_json *listing, lc_sv source)
{
    const lc_json *all = lc_json_get(listing, "sources");
    for (size_t i = 0; i < lc_json_len(all); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(all, i)), source)) return true;
    return false;
}

/* "EL/candiru/IL/86FR60759" up to the page of its notice. */
static lc_sv without_page(lc_sv key)
{
    size_t end = key.len;
    while (end && key.data[end - 1] >= '0' && key.data[end - 1] <= '9') end--;
    return (lc_sv){key.data, end};
}

/* The Consolidated Screening List and the regulation do not always cite the same page of the notice
 * that listed a party. Two entries of one source are two listings. */
static bool same_listing(const lc_json *listing, lc_sv key, lc_sv source)
{
    lc_sv other = key_of(listing), stem = without_page(key);
    const lc_json *also = lc_json_get(listing, "also");
    for (size_t i = 0; i < lc_json_len(also); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(also, i)), key)) return true;
    return lc_sv_starts(key, LC_SV("EL/")) && lc_sv_ends(stem, LC_SV("FR")) &&
           lc_sv_eq(without_page(other), stem) && !has_source(listing, source);
}

/* The key under which another publisher has the listing, too. */
static lc_json *known_as(const telling *t, lc_json *listing, lc_sv key)
{
    lc_json *also = lc_json_get(listing, "also");
    if (!also) lc_json_set(t->a, listing, "also", also = lc_json_array(t->a));
    for (size_t i = 0; i < lc_json_len(also); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(also, i)), key)) return listing;
    lc_json_push_sv(t->a, also, key);
    return listing;
}

/* The listing of a key, made if there is none, in order. */
static lc_json *listing_of(const telling *t, lc_json *listings, lc_sv key, lc_sv source)
{
    for (size_t i = 0; i < lc_json_len(listings); i++)
        if (lc_sv_eq(key_of(lc_json_at(listings, i)), key)) return lc_json_at(listings, i);
    for (size_t i = 0; i < lc_json_len(listings); i++)
        if (same_listing(lc_json_at(listings, i), key, source))
            return known_as(t, lc_json_at(listings, i), key);
    lc_json *o = lc_json_object(t->a);
    lc_json_set_sv(t->a, o, "entry", key);
    lc_json_push(t->a, listings, o);
    return o;
}

static void add_source(const telling *t, lc_json *listing, lc_sv source)
{
    if (!lc_json_get(listing, "sources"))
        lc_json_set(t->a, listing, "sources", lc_json_array(t->a));
    if (!has_source(listing, source))
        lc_json_push_sv(t->a, lc_json_get(listing, "sources"), source);
}

/* Where one publisher is surer than another that it stands there on the day, it does. */
static void surer(const telling *t, lc_json *listing, lc_sv presence)
{
    static const char *const words[] = {"later", "unknown", "in_force"};
    lc_sv was = lc_json_get_sv(listing, "presence");
    int before = 0, now = 0;
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++) {
        if (lc_sv_is(was, words[i])) before = i;
        if (lc_sv_is(presence, words[i])) now = i;
    }
    if (now > before) lc_json_set_sv(t->a, listing, "presence", presence);
}

static void from_hit(const telling *t, lc_json *listings, const lc_json *hit)
{
    static const char *const same[] = {"list", "presence", "from", "to", "citation"};
    lc_json *o = listing_of(t, listings, key_of(hit), lc_json_get_sv(hit, "source"));
    if (!lc_json_get(o, "hit")) {
        lc_json_set_sv(t->a, o, "name", lc_json_get_sv(hit, "primary"));
        for (size_t i = 0; i < sizeof same / sizeof *same; i++)
            lc_json_set(t->a, o, same[i], lc_json_get(hit, same[i]));
        lc_json_set_bool(t->a, o, "hit", true);
    }
    surer(t, o, lc_json_get_sv(hit, "presence"));
    add_source(t, o, lc_json_get_sv(hit, "source"));
}

static lc_json *date_or_null(lc_arena *a, lc_date d)
{
    char text[LC_DATE_TEXT];
    return d == LC_DATE_NONE ? lc_json_null(a) : lc_json_of_z(a, lc_date_text(d, text));
}

/* A listing of the party that the name asked about does not resemble, or resembles less. */
static void from_version(const telling *t, lc_json *listings, uint32_t version)
{
    lc_json *body;
    lc_entry e;
    if (!lc_index_visible(t->s->index, version, t->day, t->s->known_at)) return;
    lc_index_version v = lc_index_version_at(t->s->index, version);
    if (lc_json_parse(t->a, v.body, &body, NULL) || lc_entry_from_json(t->a, body, &e, NULL))
        return;
    lc_cover c = lc_cover_of(t->s, e.source, t->day);
    lc_standing st = lc_standing_of(&e, &v, t->day, c.knows_entries, c.list_date, t->a);
    if (st.gone) return;
    lc_json *o = listing_of(t, listings, e.key, e.source);
    if (!lc_json_get(o, "hit")) {
        lc_json_set_sv(t->a, o, "name", e.n_names ? e.names[0].text : LC_SV_NONE);
        lc_json_set_sv(t->a, o, "list", e.sublist);
        lc_json_set_z(t->a, o, "presence", lc_presence_word(st.presence));
        lc_json_set(t->a, o, "from", date_or_null(t->a, e.from));
        lc_json_set(t->a, o, "to", date_or_null(t->a, e.to));
        lc_json_set_sv(t->a, o, "citation", e.citation);
        lc_json_set_bool(t->a, o, "hit", false);
    }
    surer(t, o, lc_sv_of(lc_presence_word(st.presence)));
    add_source(t, o, e.source);
}

static lc_json *listings_of(const telling *t, size_t first, lc_party party)
{
    lc_json *out = lc_json_array(t->a);
    const lc_json *head = lc_json_at(t->hits, first);
    for (size_t i = first; i < lc_json_len(t->hits); i++)
        if (together(t, head, lc_json_at(t->hits, i))) from_hit(t, out, lc_json_at(t->hits, i));
    lc_sv key, versions;
    uint32_t version;
    for (uint32_t at = 0; lc_party_next(party, &at, &key, &versions);)
        while (lc_party_version(&versions, &version)) from_version(t, out, version);
    return out;
}

static bool listed(const lc_json *listings, lc_sv key)
{
    for (size_t i = 0; i < lc_json_len(listings); i++)
        if (lc_sv_eq(key_of(lc_json_at(listings, i)), key)) return true;
    return false;
}

/* Of those that are shown: what joins them. */
static lc_json *reasons_of(const telling *t, lc_party party, const lc_json *listings)
{
    lc_json *out = lc_json_array(t->a);
    lc_sv key, other, why;
    for (uint32_t at = 0; lc_party_link(party, &at, &key, &other, &why);) {
        if (!listed(listings, key) || !listed(listings, other)) continue;
        lc_json *o = lc_json_object(t->a);
        lc_json_set_sv(t->a, o, "entry", key);
        lc_json_set_sv(t->a, o, "other", other);
        lc_json_set_sv(t->a, o, "because", why);
        lc_json_push(t->a, out, o);
    }
    return out;
}

/* ---- parties ---- */

static lc_sv name_of_party(lc_party party, const lc_json *hit)
{
    lc_sv key, versions;
    uint32_t at = 0;
    return lc_party_next(party, &at, &key, &versions) ? key : key_of(hit);
}

static lc_json *party_json(const telling *t, size_t first)
{
    lc_json *o = lc_json_object(t->a), *head = lc_json_at(t->hits, first);
    const lc_json *strictest = head;
    lc_party party = lc_party_of(t->s->parties, key_of(head));
    lc_sv name = name_of_party(party, head);
    int64_t n = 0;
    for (size_t i = first; i < lc_json_len(t->hits); i++) {
        lc_json *hit = lc_json_at(t->hits, i);
        if (!together(t, head, hit)) continue;
        lc_json_set_sv(t->a, hit, "party", name);
        if (strictness(hit) > strictness(strictest)) strictest = hit;
        n++;
    }
    lc_json *listings = listings_of(t, first, party);
    lc_json_set_sv(t->a, o, "party", name);
    lc_json_set_sv(t->a, o, "name", lc_json_get_sv(strictest, "primary"));
    lc_json_set_sv(t->a, o, "verdict", lc_json_get_sv(strictest, "verdict"));
    lc_json_set_bool(t->a, o, "suppressed",
                     lc_json_bool(lc_json_get(strictest, "suppressed"), false));
    lc_json_set_int(t->a, o, "hits", n);
    lc_json_set(t->a, o, "listings", listings);
    return lc_json_set(t->a, o, "why", reasons_of(t, party, listings));
}

lc_json *lc_parties_of_hits(const licet_snapshot *s, lc_json *hits, lc_date day, lc_arena *a)
{
    telling t = {s, hits, day, a};
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < lc_json_len(hits); i++)
        if (!lc_json_get(lc_json_at(hits, i), "party")) lc_json_push(a, out, party_json(&t, i));
    return out;
}
