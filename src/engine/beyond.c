#include "engine/beyond.h"

#include "index/weight.h"
#include "text/phonetic.h"

lc_sv lc_beyond_search(const lc_tokens *name, lc_arena *a)
{
    bool any_core = false;
    for (size_t i = 0; i < name->n; i++) {
        any_core |= lc_class_is_core(name->at[i].cls);
        if (name->at[i].text[0].len > LC_SOUND_MAX)
            return lc_arena_printf(a, "a word of %zu letters; only the first %d are compared",
                                   name->at[i].text[0].len, LC_SOUND_MAX);
    }
    return any_core ? LC_SV_NONE
                    : LC_SV("nothing but legal forms, titles or initials: nobody is looked for by "
                            "them alone");
}
