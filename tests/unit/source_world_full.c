/* Whole lists as their publishers gave them out: counts, and that no file is taken for another's.
 */
#include "unit/source_support.h"

typedef struct file_counts {
    const char *source, *file;
    uint64_t entries, rows, original_least, addresses_least, idents_least;
    const char *list_date;
} file_counts;

static const file_counts files[] = {
    {"un", "data/un/un_2018-10-29.xml", 703 + 390, 703 + 390, 372, 600, 350, "2018-10-29"},
    {"un", "data/un/un_2025-04-19.xml", 684 + 193, 684 + 193, 300, 400, 350, "2025-04-19"},
    {"un", "data/un/un_2025-11-15.xml", 727 + 273, 727 + 273, 379, 450, 400, "2025-11-15"},
    {"un", "data/un/un_2025-11-20.xml", 727 + 273, 727 + 273, 379, 450, 400, "2025-11-20"},
    {"uk_ofsi", "data/uk/OFSI_ConList_2025-04-10.csv", 4686, 18796, 2900, 2500, 1200, "2025-04-10"},
    {"ca_sema", "data/canada/sema_2025-05.xml", 4759, 4759, 2500, 0, 109, ""},
    {"au_dfat", "data/australia/dfat_2026-08-02.csv", 3846, 11068, 455, 1400, 700, ""},
    {"us_ddtc", "data/us_bis_dpl/2026-06_ddtc-debarred-statutory.csv", 779, 779, 0, 0, 0, ""},
    {"ftm", "data/opensanctions_exports/entities.ftm_yente_parteispenden.json", 96, 475, 0, 80, 0,
     ""},
    {"ftm", "data/opensanctions_exports/entities.ftm_yente_zala.json", 14, 91, 50, 80, 50,
     "2026-04-29"},
    {"jp_meti", "data/jp_cn_lists_2026-07/entities__jp.json", 835, 835, 30, 0, 0, ""},
    {"cn_mofcom", "data/jp_cn_lists_2026-07/entities__cn.json", 61 + 139 + 40, 240, 200, 0, 0, ""},
    {"us_isn", "data/us_nsfreg_2026-07-09/state_nonproliferation.json", 528, 528, 0, 0, 0,
     "2026-07-09"},
    {"us_dod_1260h", "data/us_nsfreg_2026-07-09/dow_1260h.json", 80, 80, 0, 0, 0, "2026-07-09"},
    {"us_uflpa", "data/us_nsfreg_2026-07-09/dhs_uflpa.json", 148, 148, 0, 0, 0, "2026-07-09"},
    {"us_bis_meu", "data/us_nsfreg_2026-07-09/bis_meu.json", 70, 70, 0, 60, 0, "2026-07-09"}};
enum { FILES = sizeof files / sizeof *files, HEAD_BYTES = 64 * 1024 };

static void check_head(const file_counts *c, FILE *f)
{
    static char head[HEAD_BYTES];
    size_t n = fread(head, 1, sizeof head, f);
    rewind(f);
    const lc_source *guessed = lc_source_guess(lc_sv_make(head, n), lc_sv_of(c->file));
    if (!guessed || strcmp(guessed->id, c->source) != 0)
        fail_msg("%s is taken for %s", c->file, guessed ? guessed->id : "nobody's");
}

static void check_counts(const file_counts *c, const got *g)
{
    uint64_t original = 0, addresses = 0, idents = 0;
    char day[LC_DATE_TEXT];
    for (size_t i = 0; i < g->entries.len; i++) {
        const lc_entry *e = &g->entries.at[i];
        addresses += e->n_addresses;
        idents += e->n_idents;
        for (size_t k = 0; k < e->n_names; k++) original += e->names[k].script.len > 0;
    }
    if (g->result.entries != c->entries || g->result.rows != c->rows || g->result.rows_bad)
        fail_msg("%s: %llu entries, %llu rows, %llu bad", c->file,
                 (unsigned long long)g->result.entries, (unsigned long long)g->result.rows,
                 (unsigned long long)g->result.rows_bad);
    if (original < c->original_least || addresses < c->addresses_least || idents < c->idents_least)
        fail_msg("%s: %llu names in original script, %llu addresses, %llu identifications", c->file,
                 (unsigned long long)original, (unsigned long long)addresses,
                 (unsigned long long)idents);
    assert_string_equal(lc_date_text(g->result.list_date, day), c->list_date);
}

static void every_file(void **state)
{
    (void)state;
    size_t read = 0;
    for (size_t i = 0; i < FILES; i++) {
        FILE *f = shared_file(files[i].file);
        if (!f) continue;
        got g;
        got_init(&g);
        check_head(&files[i], f);
        lc_reader in = {f, read_stdio};
        if (got_read(&g, files[i].source, &in)) fail_msg("%s: %s", files[i].file, g.err.message);
        fclose(f);
        check_counts(&files[i], &g);
        got_done(&g);
        read++;
    }
    if (!read) skip();
}

/* Cut anywhere, a file is refused or, where it is cut between records of a table, has fewer. */
static void cut_files(void **state)
{
    (void)state;
    static const char *const xml[] = {"data/un/un_2025-11-20.xml", "data/canada/sema_2025-05.xml"};
    static const char *const source[] = {"un", "ca_sema"};
    static char bytes[4 * 1024 * 1024];
    size_t read = 0;
    for (size_t k = 0; k < 2; k++) {
        FILE *f = shared_file(xml[k]);
        if (!f) continue;
        size_t n = fread(bytes, 1, sizeof bytes, f);
        fclose(f);
        for (size_t at = n / 7; at < n; at += n / 7) {
            got g;
            got_init(&g);
            g.keep = false;
            assert_int_equal(got_bytes(&g, source[k], lc_sv_make(bytes, at)), LICET_E_SOURCE);
            got_done(&g);
        }
        read++;
    }
    if (!read) skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_file), cmocka_unit_test(cut_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
