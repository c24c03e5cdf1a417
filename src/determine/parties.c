/* Step 5: every listing of every party. */
#include "determine/entity_list.h"
#include "determine/listed.h"

typedef struct handler {
    const char *list;
    void (*listed)(lc_walk *w, const lc_party *p, const lc_listing *l);
} handler;

/* Denial orders have a step of their own. */
static void nothing(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    (void)w, (void)p, (void)l;
}

static const handler HANDLERS[] = {
    {"DPL", nothing},       {"EL", lc_entity_listed}, {"EL_ADDRESS", lc_entity_listed},
    {"SDN", lc_sdn_listed}, {"MEU", lc_meu_listed},   {"UVL", lc_uvl_listed},
};

void lc_listed(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    for (size_t i = 0; i < sizeof HANDLERS / sizeof *HANDLERS; i++)
        if (lc_sv_is(l->list, HANDLERS[i].list)) {
            HANDLERS[i].listed(w, p, l);
            return;
        }
    lc_otherwise_listed(w, p, l);
}

/* Anybody at a listed address is caught (744.16(f)). */
static void at_address(lc_walk *w, const lc_party *p)
{
    lc_listing l = *p->at_address;
    l.list = LC_SV("EL_ADDRESS");
    if (!l.name.len) l.name = p->address.len ? p->address : p->name;
    lc_entity_listed(w, p, &l);
}

void lc_step_parties(lc_walk *w)
{
    for (size_t i = 0; i < w->f->n_parties; i++) {
        const lc_party *p = &w->f->parties[i];
        lc_inputs_party(w, p);
        for (size_t k = 0; k < p->n_lists; k++) lc_listed(w, p, &p->lists[k]);
        if (p->at_address) at_address(w, p);
        if (p->near_match || p->n_possible) lc_near_match(w, p);
        lc_military_user(w, p);
    }
}
