/* Every source id (DESIGN section 5), and the publishers' files that can be read. */
#include "base/arena.h"
#include "source/publishers.h"
#include "text/charset.h"

/* The order in which they are asked whether a file is theirs. */
static const lc_source *const sources[] = {
    &lc_source_csl,          &lc_source_dpl,      &lc_source_ofac_sdn,   &lc_source_ofac_cons,
    &lc_source_el,           &lc_source_us_ddtc,  &lc_source_un,         &lc_source_uk_sl,
    &lc_source_uk_ofsi,      &lc_source_ca_sema,  &lc_source_au_dfat,    &lc_source_eu_fsf,
    &lc_source_ch_seco,      &lc_source_jp_meti,  &lc_source_cn_mofcom,  &lc_source_us_isn,
    &lc_source_us_dod_1260h, &lc_source_us_uflpa, &lc_source_us_bis_uvl, &lc_source_us_bis_meu,
    &lc_source_ftm,          &lc_source_own};
enum { SOURCES = sizeof sources / sizeof *sources, HEAD_BYTES = 64 * 1024 };

static const char *const ids[] = {
    "us_csl",       "us_bis_el", "us_bis_dpl", "us_bis_uvl",   "us_bis_meu", "us_ofac_sdn",
    "us_ofac_cons", "us_ddtc",   "us_isn",     "us_dod_1260h", "us_uflpa",   "un",
    "eu_fsf",       "uk_sl",     "uk_ofsi",    "ch_seco",      "ca_sema",    "au_dfat",
    "jp_meti",      "cn_mofcom", "ftm",        "own"};

const lc_source *lc_source_at(size_t i)
{
    return i < SOURCES ? sources[i] : NULL;
}

const lc_source *lc_source_find(lc_sv id)
{
    for (size_t i = 0; i < SOURCES; i++)
        if (lc_sv_is(id, sources[i]->id)) return sources[i];
    return NULL;
}

bool lc_source_id_known(lc_sv id)
{
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (lc_sv_is(id, ids[i])) return true;
    return false;
}

/* The head as UTF-8, as far as it goes; empty if it is no text. */
static lc_sv decode(lc_arena *a, lc_sv head)
{
    lc_mem_reader state;
    lc_reader raw = lc_reader_of_memory(&state, head);
    lc_charset *c;
    char *text = lc_arena_alloc(a, HEAD_BYTES);
    size_t len = 0;
    if (lc_charset_open(&raw, &c, NULL)) return LC_SV_NONE;
    lc_reader in = lc_charset_reader(c);
    for (size_t got = 1; got && len + 16 < HEAD_BYTES;) {
        if (in.read(in.ctx, text + len, HEAD_BYTES - len, &got, NULL)) break;
        len += got;
    }
    lc_charset_close(c);
    return (lc_sv){text, len};
}

const lc_source *lc_source_guess(lc_sv head, lc_sv file_name)
{
    lc_arena *a = lc_arena_new();
    lc_sv text = decode(a, head);
    const lc_source *found = NULL;
    for (size_t i = 0; i < SOURCES && !found; i++)
        if (sources[i]->recognises(text, file_name)) found = sources[i];
    lc_arena_free(a);
    return found;
}
