/* Nonproliferation sanctions of the Department of State's Bureau of International Security and
 * Nonproliferation, published as one table in a PDF that holds the expired ones too; read here is a
 * table or a register in JSON made from it (source/register.h). Remarks of a register say of each
 * sanction "status: Active" or when it ended. */
#include "source/publishers.h"
#include "source/register.h"
#include "source/when.h"

/* The latest end, where every sanction on the party has one: "status: Expired on 02/13/05". A year
 * of two digits is of this century from 00 to 79. */
static bool ended(lc_sv status, lc_date *out)
{
    lc_sv t = status, last = LC_SV_NONE;
    while (t.len && (t.data[t.len - 1] == '.' || t.data[t.len - 1] == ' ')) t.len--;
    for (lc_sv rest = t; rest.data;) last = lc_sv_cut(&rest, LC_SV(" "));
    int part[3];
    lc_sv rest = last;
    for (size_t i = 0; i < 3; i++) {
        uint64_t v;
        if (!lc_sv_u64(lc_sv_cut(&rest, LC_SV("/")), &v) || v > 9999) return false;
        part[i] = (int)v;
    }
    int year = part[2] < 80 ? 2000 + part[2] : part[2] < 100 ? 1900 + part[2] : part[2];
    *out = lc_date_ymd(year, part[0], part[1]);
    return *out != LC_DATE_NONE;
}

static bool still_stands(lc_sv status)
{
    return lc_sv_ifind(status, LC_SV("active"), 0) != SIZE_MAX ||
           lc_sv_ifind(status, LC_SV("other sanctions remain"), 0) != SIZE_MAX;
}

static void add_end(lc_party *p)
{
    static const char mark[] = "status: ";
    lc_date latest = LC_DATE_NONE, d;
    for (size_t i = 0; i < p->build.entry.n_attrs; i++) {
        lc_sv text = p->build.entry.attrs[i].value;
        for (size_t at = lc_sv_find(text, lc_sv_of(mark), 0); at != SIZE_MAX;
             at = lc_sv_find(text, lc_sv_of(mark), at + 1)) {
            lc_sv rest = lc_sv_from(text, at + sizeof mark - 1);
            lc_sv status = lc_sv_cut(&rest, LC_SV(";"));
            if (still_stands(status) || !ended(status, &d)) return;
            if (latest == LC_DATE_NONE || d > latest) latest = d;
        }
    }
    p->build.entry.to = latest;
}

static const lc_register list = {.source = "us_isn",
                                 .sublist = "ISN",
                                 .format = "isn-register",
                                 .list_id = "state-nonproliferation",
                                 .after = add_end};

LC_REGISTER_SOURCE(list)

const lc_source lc_source_us_isn = {.id = "us_isn",
                                    .title = "US: nonproliferation sanctions (State, ISN)",
                                    .unproven = "tables made from the publisher's PDF",
                                    .recognises = recognises,
                                    .parse = parse};
