#include "record/change.h"

#include "base/map.h"

/* Members that say where and under what name, not what. */
static bool is_wording(lc_sv member)
{
    static const char *const others[] = {"key", "origin", "source"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (lc_sv_is(member, others[i])) return false;
    return true;
}

/* A value as a person reads it: a name with its kind, an attribute with its name. */
static lc_sv read_aloud(lc_arena *a, const lc_json *v)
{
    lc_sv text = lc_json_get_sv(v, "text"), kind = lc_json_get_sv(v, "kind");
    lc_sv name = lc_json_get_sv(v, "name");
    if (lc_json_kind_of(v) == LC_JSON_STRING) return lc_json_sv(v);
    if (name.len)
        return lc_arena_printf(a, "%.*s: %.*s", LC_SV_ARG(name),
                               LC_SV_ARG(lc_json_get_sv(v, "value")));
    if (text.len && (!kind.len || lc_sv_is(kind, "primary") || lc_sv_is(kind, "alias")))
        return text;
    if (text.len) return lc_arena_printf(a, "%.*s (%.*s)", LC_SV_ARG(text), LC_SV_ARG(kind));
    return lc_json_text(a, v, LC_JSON_COMPACT);
}

static lc_sv exactly(lc_arena *a, const lc_json *v)
{
    return lc_json_text(a, v, LC_JSON_CANONICAL);
}

static void put(lc_arena *a, lc_json *out, lc_sv field, const char *side, lc_sv text)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "field", field);
    lc_json_set_sv(a, o, side, text);
    lc_json_push(a, out, o);
}

/* The values of a list, exactly and as they read: a list may have ten thousand. */
typedef struct values {
    lc_map *exact, *aloud;
} values;

static values values_of(lc_arena *a, const lc_json *list)
{
    values v = {lc_map_new(), lc_map_new()};
    for (size_t i = 0; i < lc_json_len(list); i++) {
        lc_map_put(v.exact, exactly(a, lc_json_at(list, i)), NULL);
        lc_map_put(v.aloud, read_aloud(a, lc_json_at(list, i)), NULL);
    }
    return v;
}

/* Values of one list that the other lacks. Two that read the same but differ in parts are shown
 * with all their parts. */
static void lacking(lc_arena *a, lc_json *out, lc_sv field, const lc_json *list,
                    const lc_json *other, const char *side)
{
    values known = values_of(a, other);
    for (size_t i = 0; i < lc_json_len(list); i++) {
        lc_sv whole = exactly(a, lc_json_at(list, i)), aloud = read_aloud(a, lc_json_at(list, i));
        if (!lc_map_get(known.exact, whole))
            put(a, out, field, side, lc_map_get(known.aloud, aloud) ? whole : aloud);
    }
    lc_map_free(known.exact);
    lc_map_free(known.aloud);
}

static void compare(lc_arena *a, lc_json *out, lc_sv field, const lc_json *was, const lc_json *is)
{
    if (was && is && lc_sv_eq(exactly(a, was), exactly(a, is))) return;
    if (lc_json_kind_of(was) == LC_JSON_ARRAY || lc_json_kind_of(is) == LC_JSON_ARRAY) {
        size_t before = lc_json_len(out);
        lacking(a, out, field, was, is, "was");
        lacking(a, out, field, is, was, "is");
        if (lc_json_len(out) == before)
            put(a, out, field, "is", LC_SV("the same in another order"));
        return;
    }
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "field", field);
    if (was) lc_json_set_sv(a, o, "was", read_aloud(a, was));
    if (is) lc_json_set_sv(a, o, "is", read_aloud(a, is));
    lc_json_push(a, out, o);
}

lc_json *lc_entry_changes(lc_arena *a, const lc_json *was, const lc_json *is)
{
    lc_json *out = lc_json_array(a);
    for (size_t i = 0; i < lc_json_len(was); i++) {
        lc_sv member = lc_json_key(was, i);
        if (is_wording(member))
            compare(a, out, member, lc_json_at(was, i), lc_json_get(is, member.data));
    }
    for (size_t i = 0; i < lc_json_len(is); i++) {
        lc_sv member = lc_json_key(is, i);
        if (is_wording(member) && !lc_json_get(was, member.data))
            compare(a, out, member, NULL, lc_json_at(is, i));
    }
    return out;
}
