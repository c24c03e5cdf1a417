#include "match/curve.h"

#include "match/constants.h"

static const struct {
    float resemblance;
    int bp;
} points[] = {
    /* resemblance, score: the share of first hits so alike that are right (docs/matching.md) */
    {0.0F, 0},     {0.30F, 10},   {0.50F, 50},     {0.60F, 150},   {0.70F, 350},  {0.75F, 950},
    {0.78F, 2000}, {0.80F, 2800}, {0.82F, 4000},   {0.84F, 5600},  {0.86F, 7200}, {0.87F, 8000},
    {0.89F, 8750}, {0.92F, 9100}, {0.9649F, 9300}, {0.965F, 9500}, {1.0F, 9700},
};

int lc_score_curve(float x)
{
    size_t n = sizeof points / sizeof *points;
    if (!(x > 0)) return 0;
    for (size_t i = 1; i < n; i++) {
        if (x > points[i].resemblance) continue;
        float part =
            (x - points[i - 1].resemblance) / (points[i].resemblance - points[i - 1].resemblance);
        return points[i - 1].bp + (int)(part * (float)(points[i].bp - points[i - 1].bp));
    }
    return points[n - 1].bp;
}

float lc_score_standing(lc_name_kind kind, lc_party_type asked, lc_party_type listed,
                        bool asked_like_organisation)
{
    float f = kind == LC_NAME_WEAK ? LC_WEAK_NAME : 1.0F;
    if (asked != LC_TYPE_UNKNOWN && listed != LC_TYPE_UNKNOWN && asked != listed)
        f *= LC_OTHER_TYPE;
    if (asked == LC_TYPE_UNKNOWN && listed == LC_TYPE_PERSON && asked_like_organisation)
        f *= LC_LIKE_OTHER_TYPE;
    return f;
}
