#include "engine/columns_kept.h"

#include "codec/hash.h"
#include "os/file.h"

enum { NAME_HEX = 32, MAX_MAPS = 1024 };

static const char INTRODUCTION[] =
    "# What --map said of tables with exactly the headers below. licet check applies it whenever "
    "it\n"
    "# meets them, and says so. Edit the lines that begin with map, or delete this file\n"
    "# (licet check --forget does) to have the columns guessed again.\n";

lc_sv lc_kept_path(lc_arena *a, const char *home, const lc_sv *header, size_t n)
{
    uint8_t hash[LC_HASH_BYTES];
    char hex[LC_HASH_HEX];
    lc_sha256 *h = lc_sha256_new();
    for (size_t i = 0; i < n; i++) {
        lc_sv cell = lc_sv_trim(header[i]);
        lc_sha256_put(h, cell.data ? cell.data : "", cell.len);
        lc_sha256_put(h, "", 1); /* a NUL, which no cell holds */
    }
    lc_sha256_end(h, hash);
    lc_hex(hash, sizeof hash, hex);
    return lc_arena_printf(a, "%s/columns/%.*s.txt", home, NAME_HEX, hex);
}

size_t lc_kept_read(lc_arena *a, const char *home, const lc_sv *header, size_t n,
                    const lc_sv **out_maps)
{
    lc_sv path = lc_kept_path(a, home, header, n);
    lc_buf text = {0};
    if (!lc_file_exists(path.data) || lc_file_read(path.data, LC_KEPT_FILE_BYTES, &text, NULL)) {
        lc_buf_done(&text);
        return 0;
    }
    lc_sv *maps = LC_NEW_N(a, lc_sv, MAX_MAPS);
    lc_sv rest = lc_arena_sv(a, lc_buf_view(&text));
    size_t found = 0;
    lc_buf_done(&text);
    while (rest.data && found < MAX_MAPS) {
        lc_sv line = lc_sv_trim(lc_sv_cut(&rest, LC_SV("\n")));
        if (lc_sv_starts(line, LC_SV("map "))) maps[found++] = lc_sv_trim(lc_sv_from(line, 4));
    }
    *out_maps = maps;
    return found;
}

/* On one line, whatever stands in the cell. */
static void put_line(lc_buf *out, const char *word, lc_sv v)
{
    lc_buf_z(out, word);
    for (size_t i = 0; i < v.len; i++)
        lc_buf_c(out, (unsigned char)v.data[i] < ' ' ? ' ' : v.data[i]);
    lc_buf_c(out, '\n');
}

static lc_sv header_of(lc_sv map)
{
    size_t at = map.len;
    while (at > 0 && map.data[at - 1] != '=') at--;
    return lc_sv_trim(lc_sv_make(map.data, at ? at - 1 : 0));
}

static bool said_again(const lc_sv *maps, size_t i, size_t n)
{
    for (size_t k = i + 1; k < n; k++)
        if (lc_sv_eq(header_of(maps[i]), header_of(maps[k]))) return true;
    return false;
}

int lc_kept_write(lc_arena *a, const char *home, const lc_sv *header, size_t n, const lc_sv *maps,
                  size_t n_maps, licet_error *err)
{
    lc_buf text = {0};
    lc_buf_z(&text, INTRODUCTION);
    for (size_t i = 0; i < n; i++) put_line(&text, "# header ", lc_sv_trim(header[i]));
    for (size_t i = 0; i < n_maps; i++)
        if (!said_again(maps, i, n_maps)) put_line(&text, "map ", lc_sv_trim(maps[i]));
    int rc = lc_dir_make(lc_arena_printf(a, "%s/columns", home).data, err);
    if (!rc) rc = lc_file_write(lc_kept_path(a, home, header, n).data, lc_buf_view(&text), err);
    lc_buf_done(&text);
    return rc;
}

int lc_kept_forget(lc_arena *a, const char *home, const lc_sv *header, size_t n, licet_error *err)
{
    return lc_file_remove(lc_kept_path(a, home, header, n).data, err);
}
