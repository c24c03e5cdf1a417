#include "fetch/fetch.h"

enum { MOST_ROWS = 500 };

static bool plain(lc_sv s)
{
    if (!s.len || s.len > 60 || s.data[0] == '.') return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'))
            return false;
    }
    return true;
}

static int read_row(lc_arena *a, lc_sv line, lc_address_row *out, licet_error *err)
{
    lc_sv rest = line;
    uint64_t megabytes = 0;
    out->source = lc_sv_trim(lc_sv_cut(&rest, LC_SV("|")));
    out->file = lc_sv_trim(lc_sv_cut(&rest, LC_SV("|")));
    out->address = lc_arena_sv(a, lc_sv_trim(lc_sv_cut(&rest, LC_SV("|"))));
    lc_sv most = rest.data ? lc_sv_trim(lc_sv_cut(&rest, LC_SV("|"))) : LC_SV_NONE;
    if (!plain(out->source) || !plain(out->file) || !lc_sv_u64(most, &megabytes) || !megabytes ||
        megabytes > 4096)
        return lc_fail(err, LICET_E_RULE,
                       "not \"source | file | address | most megabytes | since\"");
    if (!lc_sv_starts(out->address, LC_SV("https://")))
        return lc_fail(err, LICET_E_RULE, "only https addresses are fetched");
    out->max_bytes = megabytes << 20;
    return 0;
}

int lc_addresses_read(lc_arena *a, lc_sv text, lc_addresses *out, licet_error *err)
{
    lc_address_row *rows = LC_NEW_N(a, lc_address_row, MOST_ROWS);
    size_t n = 0;
    uint64_t number = 0;
    lc_sv rest = text;
    while (rest.data) {
        lc_sv line = lc_sv_trim(lc_sv_cut(&rest, LC_SV("\n")));
        number++;
        if (!line.len || line.data[0] == '#') continue;
        if (n == MOST_ROWS) return lc_fail(err, LICET_E_LIMIT, "more than %d addresses", MOST_ROWS);
        int rc = read_row(a, line, &rows[n], err);
        if (rc) return lc_fail_at(err, "addresses.txt", number, 0);
        n++;
    }
    *out = (lc_addresses){rows, n};
    return 0;
}

lc_sv lc_address_of(lc_arena *a, const lc_address_row *r, const char *mirror, const char *today)
{
    lc_sv mark = LC_SV("{today}");
    if (mirror)
        return lc_arena_printf(a, "%s/%.*s/%.*s", mirror, LC_SV_ARG(r->source), LC_SV_ARG(r->file));
    size_t at = lc_sv_find(r->address, mark, 0);
    if (at >= r->address.len) return r->address;
    lc_sv behind = lc_sv_from(r->address, at + mark.len);
    return lc_arena_printf(a, "%.*s%s%.*s", (int)at, r->address.data, today, LC_SV_ARG(behind));
}
