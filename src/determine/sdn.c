/* Specially Designated Nationals: a block of property for US persons (31 CFR chapter V), and for
 * some programmes an export licence whoever exports (15 CFR 744.8). */
#include "determine/entity_list.h"
#include "determine/listed.h"
#include "rule/programs.h"

const struct lc_program *lc_sdn_program(lc_walk *w, const lc_listing *l)
{
    for (size_t i = 0; i < l->programs.len; i++) {
        const lc_program *p = lc_program_on(w->rules, w->a, l->programs.at[i], w->as_of);
        if (p) return p;
    }
    return NULL;
}

void lc_ofac_block(lc_walk *w, const lc_party *p, bool by_ownership)
{
    if (w->f->ofac_authorization.len) {
        lc_other(w, "OFAC_AUTHORIZED");
        lc_note(w, "31 CFR ch. V", "NOTE", "OFAC authorisation stated: %.*s",
                LC_SV_ARG(w->f->ofac_authorization));
        return;
    }
    const char *abroad = by_ownership ? "OFAC_50PCT_IF_US_NEXUS" : "OFAC_SECONDARY_RISK";
    switch (w->f->exporter_us_person) {
    case LC_TRI_YES:
        lc_other(w, "OFAC_BLOCKED_US_PERSON");
        w->other_agency_bars = true;
        break;
    case LC_TRI_UNKNOWN:
        lc_ask(w, LC_SV("exporter_us_person"), "Is the exporter a US person (31 CFR chapter V)?");
        lc_other(w, abroad);
        break;
    case LC_TRI_NO: lc_other(w, abroad); break;
    }
    lc_note(w, "31 CFR ch. V", "NOTE", "%.*s: property blocked for US persons%s",
            LC_SV_ARG(p->name), by_ownership ? ", through ownership of 50 % or more" : "");
}

/* Note 2 to 744.8: a licence requirement of the Entity List takes precedence. An entry that asks
 * nothing of this item, or not for certain (a release at home, goods under way), takes none. */
static bool entity_listed_too(lc_walk *w, const lc_party *p)
{
    lc_requirement r = {.applies = LC_TRI_NO};
    bool asks = false;
    if (w->deemed || w->f->en_route_on != LC_DATE_NONE) return false;
    w->quiet++;
    for (size_t i = 0; i < p->n_lists && !asks; i++)
        asks = lc_sv_is(p->lists[i].list, "EL") &&
               lc_listing_in_force(w, &p->lists[i]) == LC_TRI_YES &&
               lc_entity_requirement(w, p, &p->lists[i], &r) && r.applies == LC_TRI_YES;
    w->quiet--;
    return asks;
}

static void require(lc_walk *w, const lc_party *p, const lc_listing *l, const lc_program *program,
                    lc_tri force)
{
    lc_requirement r = {.basis = program->basis,
                        .citation = program->cite,
                        .source = lc_listing_source(w, p, l),
                        .party = p->path,
                        .from = program->from,
                        .to = program->to,
                        .applies = force,
                        .policy = lc_review_of(LICET_PRESUMPTION_OF_DENIAL),
                        .allow = LC_ALLOW_NONE,
                        .why =
                            lc_arena_printf(w->a, "programme %.*s, %.*s", LC_SV_ARG(program->tag),
                                            LC_SV_ARG(program->paragraph))};
    if (w->as_of == LC_DATE_NONE) r.applies = LC_TRI_UNKNOWN;
    lc_require(w, &r);
}

static void licence(lc_walk *w, const lc_party *p, const lc_listing *l, lc_tri force)
{
    if (!lc_party_is_748_5(p) || lc_walk_is_over(w)) return;
    const lc_program *program = lc_sdn_program(w, l);
    if (!program)
        lc_note(w, "744.8", "DOES_NOT",
                "no programme of %.*s carries a licence requirement that day",
                LC_SV_ARG(lc_listing_source(w, p, l)));
    else if (entity_listed_too(w, p))
        lc_note(w, "744.8", "DOES_NOT", "Note 2: the Entity List entry takes precedence");
    else if (w->f->ofac_authorization.len)
        lc_note(w, "744.8", "DOES_NOT", "authorised by OFAC, so no licence from BIS as well");
    else
        require(w, p, l, program, force);
}

void lc_sdn_listed(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_tri force = lc_listing_in_force(w, l);
    if (force == LC_TRI_UNKNOWN && l->standing_in_doubt) {
        force = w->f->list_entry_in_force;
        if (force == LC_TRI_UNKNOWN)
            lc_ask(w, LC_SV("list_entry.in_force"), "Was %.*s designated on that day?",
                   LC_SV_ARG(lc_listing_source(w, p, l)));
    }
    if (force == LC_TRI_NO) {
        lc_note(w, "744.8", "DOES_NOT", "%.*s is not in force on that day",
                LC_SV_ARG(lc_listing_source(w, p, l)));
        return;
    }
    lc_ofac_block(w, p, false);
    licence(w, p, l, force);
}
