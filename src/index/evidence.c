#include "index/evidence.h"

enum { MIN_IDENT_CHARS = 4 };

static void put_line(lc_buf *out, char kind, lc_sv value)
{
    value = lc_sv_trim(value);
    if (!value.len) return;
    lc_buf_c(out, kind);
    for (size_t i = 0; i < value.len; i++)
        lc_buf_c(out, value.data[i] == '\n' || value.data[i] == '\r' ? ' ' : value.data[i]);
    lc_buf_c(out, '\n');
}

void lc_evidence_write(const lc_entry *e, lc_buf *out)
{
    for (size_t i = 0; i < e->n_countries; i++) put_line(out, 'C', e->countries[i]);
    for (size_t i = 0; i < e->n_births; i++) put_line(out, 'B', e->births[i]);
    for (size_t i = 0; i < e->n_idents; i++) {
        const lc_ident *d = &e->idents[i];
        put_line(out, 'I', d->number.len ? d->number : d->text);
    }
    for (size_t i = 0; i < e->n_addresses; i++) put_line(out, 'A', e->addresses[i].text);
}

bool lc_evidence_next(lc_evidence_lines *lines, char *out_kind, lc_sv *out_value)
{
    if (!lines->rest.len) return false;
    lc_sv line = lc_sv_cut(&lines->rest, LC_SV("\n"));
    if (!line.len) return false;
    *out_kind = line.data[0];
    *out_value = lc_sv_from(line, 1);
    return true;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

lc_sv lc_ident_key(lc_arena *a, lc_sv text)
{
    char *out = lc_arena_alloc(a, text.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = upper(text.data[i]);
        bool keep = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
        if (keep) out[n++] = c;
    }
    lc_sv key = lc_sv_make(out, n);
    if (lc_sv_starts(key, LC_SV("IMO")) && n >= 10) key = lc_sv_from(key, 3);
    while (key.len > 1 && key.data[0] == '0') key = lc_sv_from(key, 1);
    return key.len < MIN_IDENT_CHARS ? LC_SV_NONE : key;
}
