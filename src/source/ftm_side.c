#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "source/ftm.h"

typedef struct sanctions_of { /* one party's, the newest first */
    lc_ftm_sanction *first;
} sanctions_of;

typedef struct idents_of {
    lc_ftm_ident *first;
} idents_of;

typedef struct address_of {
    const lc_json *properties;
} address_of;

struct lc_ftm_side {
    lc_arena *arena;
    lc_map *address_at, *sanction_at, *ident_at;
    LC_VEC(address_of) addresses;
    LC_VEC(sanctions_of) sanctions;
    LC_VEC(idents_of) idents;
};

lc_ftm_side *lc_ftm_side_new(void)
{
    lc_ftm_side *s = lc_xmalloc(sizeof *s);
    *s = (lc_ftm_side){.arena = lc_arena_new(),
                       .address_at = lc_map_new(),
                       .sanction_at = lc_map_new(),
                       .ident_at = lc_map_new()};
    return s;
}

void lc_ftm_side_free(lc_ftm_side *s)
{
    if (!s) return;
    lc_vec_done(&s->addresses);
    lc_vec_done(&s->sanctions);
    lc_vec_done(&s->idents);
    lc_map_free(s->address_at);
    lc_map_free(s->sanction_at);
    lc_map_free(s->ident_at);
    lc_arena_free(s->arena);
    free(s);
}

static const char *const schemas[] = {"Address", "Sanction", "Identification", "Passport"};

bool lc_ftm_side_may_be(lc_sv line)
{
    static const char *const quoted[] = {"\"Address\"", "\"Sanction\"", "\"Identification\"",
                                         "\"Passport\""};
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
        if (lc_sv_find(line, lc_sv_of(quoted[i]), 0) != SIZE_MAX) return true;
    return false;
}

static void add_sanction(lc_ftm_side *s, lc_sv party, const lc_json *properties)
{
    bool is_new;
    uint32_t *at = lc_map_put(s->sanction_at, party, &is_new);
    lc_ftm_sanction *one = LC_NEW(s->arena, lc_ftm_sanction);
    if (is_new) {
        *at = (uint32_t)s->sanctions.len;
        lc_vec_push(&s->sanctions, (sanctions_of){NULL});
    }
    *one = (lc_ftm_sanction){properties, s->sanctions.at[*at].first};
    s->sanctions.at[*at].first = one;
}

static void add_ident(lc_ftm_side *s, lc_sv party, const lc_json *properties, bool passport)
{
    bool is_new;
    uint32_t *at = lc_map_put(s->ident_at, party, &is_new);
    lc_ftm_ident *one = LC_NEW(s->arena, lc_ftm_ident);
    if (is_new) {
        *at = (uint32_t)s->idents.len;
        lc_vec_push(&s->idents, (idents_of){NULL});
    }
    *one = (lc_ftm_ident){properties, passport, s->idents.at[*at].first};
    s->idents.at[*at].first = one;
}

static void add_address(lc_ftm_side *s, lc_sv id, const lc_json *properties)
{
    bool is_new;
    uint32_t *at = lc_map_put(s->address_at, lc_arena_sv(s->arena, id), &is_new);
    if (!is_new) return;
    *at = (uint32_t)s->addresses.len;
    lc_vec_push(&s->addresses, (address_of){properties});
}

/* Whatever is not of a party's kinds has nobody to belong to. */
void lc_ftm_side_add(lc_ftm_side *s, const lc_json *entity)
{
    lc_sv schema = lc_json_get_sv(entity, "schema");
    bool known = false;
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        known |= lc_sv_is(schema, schemas[i]);
    if (!known) return;
    const lc_json *properties = lc_json_copy(s->arena, lc_json_get(entity, "properties"));
    if (lc_sv_is(schema, "Address")) {
        add_address(s, lc_json_get_sv(entity, "id"), properties);
        return;
    }
    bool sanction = lc_sv_is(schema, "Sanction");
    const lc_json *parties = lc_json_get(properties, sanction ? "entity" : "holder");
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        lc_sv party = lc_json_sv(lc_json_at(parties, i));
        if (party.len && sanction)
            add_sanction(s, party, properties);
        else if (party.len)
            add_ident(s, party, properties, lc_sv_is(schema, "Passport"));
    }
}

size_t lc_ftm_side_bytes(const lc_ftm_side *s)
{
    return lc_arena_used_bytes(s->arena);
}

const lc_json *lc_ftm_side_address(const lc_ftm_side *s, lc_sv id)
{
    const uint32_t *at = lc_map_get(s->address_at, id);
    return at ? s->addresses.at[*at].properties : NULL;
}

const lc_ftm_sanction *lc_ftm_side_sanctions(const lc_ftm_side *s, lc_sv party_id)
{
    const uint32_t *at = lc_map_get(s->sanction_at, party_id);
    return at ? s->sanctions.at[*at].first : NULL;
}

const lc_ftm_ident *lc_ftm_side_idents(const lc_ftm_side *s, lc_sv party_id)
{
    const uint32_t *at = lc_map_get(s->ident_at, party_id);
    return at ? s->idents.at[*at].first : NULL;
}
