#include "match/curve.h"

#include "match/constants.h"

static const struct {
    float resemblance;
    int bp;
} points[] = {
    /* resemblance, score; the last column of the table in docs/matching.md */
    {0.0F, 0},       {0.30F, 500},   {0.60F, 550},  {0.70F, 700},  {0.75F, 1300},
    {0.78F, 2500},   {0.797F, 4500}, {0.80F, 8000}, {0.90F, 8200}, {0.94F, 8600},
    {0.9649F, 9200}, {0.965F, 9500}, {1.0F, 9700},
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
