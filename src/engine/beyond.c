#include "engine/beyond.h"

#include "index/weight.h"
#include "text/phonetic.h"

lc_sv lc_beyond_search(const lc_lexicon *lex, const lc_query *q, lc_arena *a)
{
    lc_tokens name;
    if (lc_tokens_of(lex, a, q->name, q->type == LC_TYPE_PERSON, &name, NULL)) return LC_SV_NONE;
    bool any_core = false;
    for (size_t i = 0; i < name.n; i++) {
        any_core |= lc_class_is_core(name.at[i].cls);
        if (name.at[i].text[0].len > LC_SOUND_MAX)
            return lc_arena_printf(a, "a word of %zu letters; only the first %d are compared",
                                   name.at[i].text[0].len, LC_SOUND_MAX);
    }
    return any_core ? LC_SV_NONE
                    : LC_SV("nothing but legal forms, titles or initials: nobody is looked for by "
                            "them alone");
}
