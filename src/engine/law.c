#include <stdlib.h>

#include "codec/hash.h"
#include "engine/letters.h"
#include "engine/placeholders.h"
#include "source/source.h"

enum { MAX_DATA_FILE_BYTES = 64 * 1024 * 1024 };

static int read_text(lc_arena *a, lc_sv folder, lc_sv name, lc_sv *out, licet_error *err)
{
    lc_buf b = {0};
    lc_sv path = lc_arena_printf(a, "%.*s/%.*s", LC_SV_ARG(folder), LC_SV_ARG(name));
    int rc = lc_file_read(path.data, MAX_DATA_FILE_BYTES, &b, err);
    if (!rc) *out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return rc;
}

/* The rule files of a folder behind the n that are there. Notices stand under their folder's name.
 */
static int read_rules(lc_law *law, lc_sv data, const char *folder_name, lc_rule_file **files,
                      size_t *n, licet_error *err)
{
    lc_arena *a = law->arena;
    lc_sv folder = lc_arena_printf(a, "%.*s/%s", LC_SV_ARG(data), folder_name), *names;
    bool rules = strcmp(folder_name, "rules") == 0;
    size_t more;
    licet_error none = {0};
    int rc = lc_dir_files(a, folder.data, ".txt", &names, &more, rules ? err : &none);
    if (rc) return rules ? rc : 0; /* without notices a hit has no grounds, no more */
    lc_rule_file *all = LC_NEW_N(a, lc_rule_file, *n + more + 1);
    if (*n) memcpy(all, *files, *n * sizeof *all);
    for (size_t i = 0; i < more && !rc; i++) {
        all[*n + i].name =
            rules ? names[i] : lc_arena_printf(a, "%s/%.*s", folder_name, LC_SV_ARG(names[i]));
        rc = read_text(a, folder, names[i], &all[*n + i].text, err);
    }
    *files = all;
    *n += more;
    return rc;
}

static int open_rules(lc_law *law, lc_sv data, licet_error *err)
{
    lc_rule_file *files = NULL;
    size_t n = 0;
    int rc = read_rules(law, data, "rules", &files, &n, err);
    if (!rc) rc = read_rules(law, data, "notices", &files, &n, err);
    if (!rc) rc = lc_rules_new(files, n, &law->rules, err);
    if (rc) return rc;
    lc_sv versions = lc_json_text(law->arena, lc_rules_versions(law->rules), LC_JSON_CANONICAL);
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256_of(versions, digest);
    lc_hex(digest, sizeof digest, law->rules_hash);
    return 0;
}

static int open_lexicon(lc_law *law, lc_sv data, licet_error *err)
{
    lc_sv folder = lc_arena_printf(law->arena, "%.*s/names", LC_SV_ARG(data));
    lc_sv *names;
    size_t n;
    int rc = lc_dir_files(law->arena, folder.data, ".txt", &names, &n, err);
    if (rc) return rc;
    lc_lexicon_file *files = LC_NEW_N(law->arena, lc_lexicon_file, n + 1);
    for (size_t i = 0; i < n && !rc; i++) {
        files[i].name = names[i];
        rc = read_text(law->arena, folder, names[i], &files[i].text, err);
    }
    return rc ? rc : lc_lexicon_over(files, n, &law->lexicon, err);
}

static int open_policy(lc_law *law, const char *path, licet_error *err)
{
    lc_buf b = {0};
    int rc = lc_file_read(path, MAX_DATA_FILE_BYTES, &b, err);
    if (!rc) rc = lc_policy_parse(law->arena, lc_buf_view(&b), path, &law->policy, err);
    lc_buf_done(&b);
    return rc;
}

/* A threshold for a list that is none would silently not hold. */
static int check_threshold_lists(const lc_law *law, const char *policy_path, licet_error *err)
{
    const lc_policy *p = law->policy;
    for (size_t i = 0; i < p->n_by_list; i++) {
        lc_sv list = p->by_list[i].list;
        if (lc_rules_list_meaning(law->rules, list).len || lc_source_id_known(list)) continue;
        lc_fail(err, LICET_E_POLICY, "[match list %.*s]: no such list", LC_SV_ARG(list));
        lc_fail_at(err, policy_path, 0, 0);
        return lc_fail_remedy(err, "name a sub-list such as SDN or EL, or a source such as us_csl");
    }
    return 0;
}

int lc_law_open(const char *data_dir, const char *policy_path, const char *letters_path,
                lc_law **out, licet_error *err)
{
    lc_law *law = lc_xmalloc(sizeof *law);
    *law = (lc_law){.arena = lc_arena_new()};
    atomic_init(&law->references, 1);
    lc_sv data = lc_arena_sv(law->arena, lc_sv_of(data_dir));
    int rc = open_policy(law, policy_path, err);
    if (!rc) rc = open_rules(law, data, err);
    if (!rc) rc = check_threshold_lists(law, policy_path, err);
    if (!rc) rc = open_lexicon(law, data, err);
    if (!rc) rc = lc_letter_book_open(law, letters_path, &law->letters, err);
    if (!rc) rc = read_text(law->arena, data, LC_SV("orders/columns.txt"), &law->columns_text, err);
    if (!rc) rc = lc_placeholders_open(law->columns_text, &law->placeholders, err);
    if (!rc) rc = read_text(law->arena, data, LC_SV("desk/reasons.txt"), &law->reasons_text, err);
    if (rc) {
        lc_law_release(law);
        return rc;
    }
    *out = law;
    return 0;
}

lc_law *lc_law_retain(lc_law *law)
{
    atomic_fetch_add(&law->references, 1);
    return law;
}

void lc_law_release(lc_law *law)
{
    if (!law || atomic_fetch_sub(&law->references, 1) != 1) return;
    lc_letter_book_close(law->letters);
    lc_words_close(law->placeholders);
    lc_rules_free(law->rules);
    lc_lexicon_free(law->lexicon);
    lc_arena_free(law->arena);
    free(law);
}
