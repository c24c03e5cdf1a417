#include "index/weight.h"

#include "base/map.h"

static const float class_factor[LC_TOKEN_CLASSES] = {
    [LC_TOKEN_WORD] = 1.0F,      [LC_TOKEN_INITIAL] = 0.25F,    [LC_TOKEN_NUMBER] = 0.80F,
    [LC_TOKEN_KUNYA] = 0.25F,    [LC_TOKEN_TELLING] = 0.70F,    [LC_TOKEN_TRADE] = 0.45F,
    [LC_TOKEN_PLACE] = 0.40F,    [LC_TOKEN_GENERIC] = 0.25F,    [LC_TOKEN_TITLE] = 0.08F,
    [LC_TOKEN_PARTICLE] = 0.10F, [LC_TOKEN_PATRONYMIC] = 0.50F, [LC_TOKEN_LEGAL] = 0.04F};

/* Rarity among people and organisations in general, by background class: a factor of two of
 * frequency a step. */
static const float by_common[11] = {1.00F, 0.95F, 0.93F, 0.90F, 0.88F, 0.85F,
                                    0.83F, 0.80F, 0.76F, 0.73F, 0.69F};

static const float by_letters[5] = {0.50F, 0.50F, 0.60F, 0.75F, 0.90F};

/* A short list says little about what is rare: it counts as one of this many names, about the
 * Consolidated Screening List. */
enum { LEAST_FORMS = 50000 };

/* log2 in 1/16, by table of the top four bits behind the leading one. */
static uint32_t log2_16(uint32_t v)
{
    static const uint8_t sixteenths[16] = {0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 14, 15};
    uint32_t whole = 31 - (uint32_t)__builtin_clz(v);
    uint32_t mantissa = whole >= 4 ? v >> (whole - 4) : v << (4 - whole);
    return whole * 16 + sixteenths[mantissa & 15];
}

float lc_token_weight(lc_token_class cls, int common, size_t letters, uint32_t in_forms,
                      uint32_t n_forms)
{
    uint32_t all = log2_16(n_forms < LEAST_FORMS ? LEAST_FORMS : n_forms + 2);
    uint32_t have = log2_16(in_forms + 1);
    float list = have >= all ? 0.0F : (float)(all - have) / (float)all;
    float background = by_common[common < 0 ? 0 : common + 1];
    float length = cls == LC_TOKEN_NUMBER || letters >= 5 ? 1.0F : by_letters[letters];
    float w = class_factor[cls] * (0.10F + 0.90F * list * background) * length;
    return w < 0.01F ? 0.01F : w;
}

bool lc_class_is_core(lc_token_class cls)
{
    return cls != LC_TOKEN_LEGAL && cls != LC_TOKEN_TITLE && cls != LC_TOKEN_PARTICLE &&
           cls != LC_TOKEN_INITIAL;
}

bool lc_class_is_name(lc_token_class cls)
{
    return cls != LC_TOKEN_LEGAL && cls != LC_TOKEN_PARTICLE && cls != LC_TOKEN_TITLE &&
           cls != LC_TOKEN_NUMBER;
}

/* Slavic adjectives of places stand beside the places: Alagirsky, Alagir. */
static lc_sv without_adjective_ending(lc_sv sound)
{
    static const char *const endings[] = {"skaia", "skui", "skai", "ski"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (sound.len > 6 && lc_sv_ends(sound, lc_sv_of(endings[i])))
            return lc_sv_make(sound.data, sound.len - strlen(endings[i]));
    return sound;
}

uint32_t lc_skeleton_key(lc_sv sound)
{
    char bones[64];
    size_t n = 0;
    sound = without_adjective_ending(sound);
    for (size_t i = 0; i < sound.len && n < sizeof bones; i++) {
        char c = sound.data[i];
        if (strchr("aeiouyhw", c)) continue;
        if (c == 'z') c = 's';
        if (c == 'g') c = 'k';
        if (c == 'j') continue;
        if (n && bones[n - 1] == c) continue;
        bones[n++] = c;
    }
    if (n < 2) return 0;
    uint32_t h = (uint32_t)lc_hash64(lc_sv_make(bones, n));
    return h ? h : 1;
}
