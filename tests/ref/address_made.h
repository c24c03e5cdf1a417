/* tests/ref/address_made.h: addresses made of things with a meaning, each written in one of its
 * usual ways, so that it is known beforehand whether one address names all that another does.
 * match/facts.c is held against it. */
#ifndef REF_ADDRESS_MADE_H
#define REF_ADDRESS_MADE_H

#include <stdio.h>
#include <string.h>

#include "base/buf.h"

/* A kind of thing and the ways to write it; # is its number or name. What it says is its word and
 * that number or name. */
typedef struct ref_thing_kind {
    const char *word; /* "" if it says nothing but its number or name */
    bool numbered;
    const char *written[6];
} ref_thing_kind;

static const ref_thing_kind ref_thing_kinds[] = {
    {"road", false, {"# Road", "# Rd", "# ROAD", "# Rd."}},
    {"street", false, {"# Street", "# St.", "# st", "# STREET"}},
    {"avenue", false, {"# Avenue", "# Ave.", "# ave"}},
    {"building", false, {"# Building", "# Bldg", "# bldg."}},
    {"district", false, {"# District", "# Dist."}},
    {"floor", true, {"#/F", "#F", "# Floor", "Floor #", "#f."}},
    {"room", true, {"Room #", "Rm #", "RM. #"}},
    {"unit", true, {"Unit #", "unit #", "UNIT-#"}},
    {"", true, {"#", "No. #", "no #"}},
    {"", false, {"#", "# City", "the #"}},
};
enum {
    REF_THING_KINDS = sizeof ref_thing_kinds / sizeof *ref_thing_kinds,
    REF_THINGS = 5,
    REF_NAMES = 40,
    REF_NUMBERS = 30
};

typedef struct ref_thing {
    int kind, which; /* number or name */
} ref_thing;

typedef struct ref_address {
    ref_thing things[REF_THINGS];
    int n;
} ref_address;

static inline uint32_t ref_roll(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % sides;
}

static inline ref_thing ref_thing_any(uint32_t *seed)
{
    ref_thing t = {.kind = (int)ref_roll(seed, REF_THING_KINDS)};
    t.which = (int)ref_roll(seed, ref_thing_kinds[t.kind].numbered ? REF_NUMBERS : REF_NAMES);
    return t;
}

/* Names that are no words of addresses: velbam, korbam ... */
static inline void ref_thing_named(ref_thing t, char out[16])
{
    static const char *const first[] = {"vel", "kor", "tam", "zug", "pil"};
    static const char *const last[] = {"bam", "dorn", "mist", "luv", "gash", "wex", "nup", "hild"};
    if (ref_thing_kinds[t.kind].numbered)
        snprintf(out, 16, "%d", 11 + 7 * t.which);
    else
        snprintf(out, 16, "%s%s", first[t.which % 5], last[t.which / 5]);
}

/* In another order, each thing in any of its ways, with or without its country. */
static inline lc_sv ref_address_write(const ref_address *a, uint32_t *seed, lc_buf *out)
{
    static const char *const countries[] = {"", "", ", Hong Kong", ", China.", ", CN"};
    static const char *const between[] = {", ", " ", "; "};
    int order[REF_THINGS];
    for (int i = 0; i < a->n; i++) order[i] = i;
    for (int i = a->n - 1; i > 0; i--) {
        int other = (int)ref_roll(seed, (uint32_t)i + 1), keep = order[i];
        order[i] = order[other];
        order[other] = keep;
    }
    lc_buf_clear(out);
    for (int i = 0; i < a->n; i++) {
        ref_thing t = a->things[order[i]];
        const char *const *ways = ref_thing_kinds[t.kind].written;
        uint32_t n = 0;
        char named[16];
        while (n < 6 && ways[n]) n++;
        ref_thing_named(t, named);
        if (i) lc_buf_z(out, between[ref_roll(seed, 3)]);
        for (const char *p = ways[ref_roll(seed, n)]; *p; p++)
            if (*p == '#')
                lc_buf_z(out, named);
            else
                lc_buf_c(out, *p);
    }
    lc_buf_z(out, countries[ref_roll(seed, 5)]);
    return lc_buf_view(out);
}

/* Every word and every number or name of one thing, as texts a reader would agree on. */
static inline int ref_address_says(const ref_address *a, char out[2 * REF_THINGS][16])
{
    int n = 0;
    for (int i = 0; i < a->n; i++) {
        const char *word = ref_thing_kinds[a->things[i].kind].word;
        ref_thing_named(a->things[i], out[n++]);
        if (*word) snprintf(out[n++], 16, "%s", word);
    }
    return n;
}

/* All that listed says, a number among it and three things at least, asked says, too. */
static inline bool ref_address_names_all(const ref_address *asked, const ref_address *listed)
{
    char x[2 * REF_THINGS][16], y[2 * REF_THINGS][16];
    int n = ref_address_says(asked, x), m = ref_address_says(listed, y), numbers = 0;
    for (int i = 0; i < m; i++) {
        bool there = false;
        for (int k = 0; k < n; k++) there |= strcmp(x[k], y[i]) == 0;
        if (!there) return false;
        numbers += y[i][0] <= '9';
    }
    return numbers > 0 && m >= 3;
}

#endif
