#include "store/timeline.h"

static void push(lc_piece *out, size_t *n, lc_piece p, int64_t from, int64_t to)
{
    if (from >= to) return;
    lc_piece *last = *n ? &out[*n - 1] : NULL;
    if (last && last->to == from && memcmp(last->text, p.text, sizeof p.text) == 0) {
        last->to = to;
        return;
    }
    p.from = from;
    p.to = to;
    p.version = 0;
    out[(*n)++] = p;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static bool stays(const lc_piece *old, const lc_piece *p)
{
    return old->from == p->from && old->to == p->to && old->since_oldest == p->since_oldest &&
           memcmp(old->text, p->text, sizeof p->text) == 0;
}

size_t lc_timeline_put(const lc_piece *old, size_t n_old, const lc_span *span, const lc_piece *said,
                       lc_piece out[LC_PIECES_NEW])
{
    size_t n = 0;
    for (size_t i = 0; i < n_old; i++)
        push(out, &n, old[i], old[i].from, least(old[i].to, span->from));
    if (said) push(out, &n, *said, span->from, span->to);
    for (size_t i = 0; i < n_old; i++)
        push(out, &n, old[i], most(old[i].from, span->to), old[i].to);
    for (size_t i = 0; i < n; i++) {
        out[i].since_oldest = out[i].from == span->oldest;
        for (size_t k = 0; k < n_old; k++)
            if (stays(&old[k], &out[i])) out[i] = old[k];
    }
    return n;
}
