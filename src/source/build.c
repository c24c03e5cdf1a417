#include "source/build.h"

enum { FIRST_CAP = 4 };

void lc_build_begin(lc_build *b, const char *source, const char *sublist)
{
    lc_arena_reset(b->arena);
    *b = (lc_build){.arena = b->arena,
                    .entry = {.source = lc_sv_of(source),
                              .sublist = lc_sv_of(sublist),
                              .from = LC_DATE_NONE,
                              .to = LC_DATE_NONE}};
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 0x7F;
}

lc_sv lc_build_trim(lc_sv t)
{
    const lc_sv hard = LC_SV("\xC2\xA0");
    for (;;) {
        t = lc_sv_trim(t);
        if (lc_sv_starts(t, hard))
            t = lc_sv_from(t, hard.len);
        else if (lc_sv_ends(t, hard))
            t.len -= hard.len;
        else
            return t;
    }
}

lc_sv lc_build_line(lc_build *b, lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    size_t i = 0;
    while (i < t.len && !is_control(t.data[i])) i++;
    if (i == t.len) return t;
    char *out = lc_arena_z(b->arena, t);
    for (; i < t.len; i++)
        if (is_control(out[i])) out[i] = ' ';
    return (lc_sv){out, t.len};
}

static void *grown(lc_arena *a, const void *old, size_t n, size_t *cap, size_t size)
{
    *cap = *cap ? *cap * 2 : FIRST_CAP;
    char *more = lc_arena_alloc(a, *cap * size);
    if (n) memcpy(more, old, n * size);
    return more;
}

/* Appends to a list of the entry; the type of the element follows from the list. */
#define PUSH(b, list, ...)                                                                         \
    do {                                                                                           \
        lc_entry *e_ = &(b)->entry;                                                                \
        if (e_->n_##list == LC_BUILD_MAX_LIST) {                                                   \
            (b)->overflow = true;                                                                  \
            break;                                                                                 \
        }                                                                                          \
        if (e_->n_##list == (b)->cap_##list)                                                       \
            e_->list =                                                                             \
                grown((b)->arena, e_->list, e_->n_##list, &(b)->cap_##list, sizeof *e_->list);     \
        e_->list[e_->n_##list++] = (__VA_ARGS__);                                                  \
    } while (0)

static bool has_text(const lc_sv *list, size_t n, lc_sv text)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_eq(list[i], text)) return true;
    return false;
}

void lc_build_name(lc_build *b, lc_sv text, lc_name_kind kind)
{
    lc_sv t = lc_build_line(b, text);
    if (!t.len) return;
    for (size_t i = 0; i < b->entry.n_names; i++)
        if (lc_sv_eq(b->entry.names[i].text, t)) return;
    PUSH(b, names, (lc_name){t, kind});
}

void lc_build_program(lc_build *b, lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    if (t.len && !has_text(b->entry.programs, b->entry.n_programs, t)) PUSH(b, programs, t);
}

void lc_build_birth(lc_build *b, lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    if (t.len && !has_text(b->entry.births, b->entry.n_births, t)) PUSH(b, births, t);
}

void lc_build_country(lc_build *b, lc_sv code)
{
    if (code.len && !has_text(b->entry.countries, b->entry.n_countries, code))
        PUSH(b, countries, code);
}

void lc_build_attr(lc_build *b, lc_sv name, lc_sv value)
{
    lc_sv v = lc_build_trim(value);
    if (v.len) PUSH(b, attrs, (lc_attr){name, v});
}

void lc_build_ident(lc_build *b, lc_ident ident)
{
    if (ident.text.len) PUSH(b, idents, ident);
}

void lc_build_address(lc_build *b, lc_address address)
{
    if (!address.text.len) return;
    PUSH(b, addresses, address);
    lc_build_country(b, address.country);
}

void lc_build_each(lc_build *b, lc_sv text, void (*each)(lc_build *b, lc_sv part))
{
    lc_sv rest = lc_build_trim(text);
    while (rest.data) {
        lc_sv part = lc_build_trim(lc_sv_cut(&rest, LC_SV("; ")));
        if (part.len) each(b, part);
    }
}

lc_sv lc_build_join(lc_arena *a, const lc_sv *parts, size_t n, lc_sv separator)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++) len += parts[i].len + separator.len;
    char *out = lc_arena_alloc(a, len + 1), *p = out;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].len) continue;
        if (p != out) {
            memcpy(p, separator.data, separator.len);
            p += separator.len;
        }
        memcpy(p, parts[i].data, parts[i].len);
        p += parts[i].len;
    }
    return (lc_sv){out, (size_t)(p - out)};
}
