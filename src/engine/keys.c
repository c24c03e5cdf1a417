/* Keys of callers. Each is 256 random bits, shown once; the log keeps its SHA-256 as an item
 * "K-...", and the newest item of a name counts. A hash that is not stretched is enough for what
 * nobody can guess (unlike a password). */
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "codec/hash.h"
#include "text/fold.h"
#include "engine/engine.h"
#include "engine/screen.h"
#include "licet/service.h"

enum { KEY_BITS_BYTES = 32, MAX_NAME_BYTES = 100 };
#define KEY_PREFIX "licet_"

static const struct {
    const char *word;
    unsigned scope;
} scope_words[] = {{"screen", LICET_SCOPE_SCREEN},
                   {"read", LICET_SCOPE_READ},
                   {"adjudicate", LICET_SCOPE_ADJUDICATE},
                   {"approve", LICET_SCOPE_APPROVE},
                   {"admin", LICET_SCOPE_ADMIN}};
enum { N_SCOPES = sizeof scope_words / sizeof *scope_words };

typedef struct key_row {
    const char *name;
    char hash[LC_HASH_HEX];
    unsigned scopes;
    lc_date until;
    int64_t made_s, revoked_s; /* 0: not */
} key_row;

struct licet_keyring {
    lc_arena *a;
    LC_VEC(key_row) rows;
};

static int read_scopes(lc_sv words, unsigned *out, licet_error *err)
{
    unsigned all = 0;
    lc_sv rest = words;
    while (rest.data) {
        lc_sv word = lc_sv_cut(&rest, lc_sv_of(","));
        unsigned one = 0;
        for (int i = 0; i < N_SCOPES; i++)
            if (lc_sv_is(lc_sv_trim(word), scope_words[i].word)) one = scope_words[i].scope;
        if (!one) {
            lc_fail(err, LICET_E_ARGUMENT, "no such scope: %.*s",
                    (int)(word.len < 40 ? word.len : 40), word.data);
            return lc_fail_remedy(err, "scopes are screen, read, adjudicate, approve, admin");
        }
        all |= one;
    }
    if (!all) return lc_fail(err, LICET_E_ARGUMENT, "a key needs at least one scope");
    *out = all;
    return 0;
}

static key_row *row_of(licet_keyring *k, lc_sv name)
{
    for (size_t i = 0; i < k->rows.len; i++)
        if (lc_sv_is(name, k->rows.at[i].name)) return &k->rows.at[i];
    key_row fresh = {.name = lc_arena_z(k->a, name)};
    lc_vec_push(&k->rows, fresh);
    return &k->rows.at[k->rows.len - 1];
}

static int take_row(void *ctx, const lc_decision_row *r, licet_error *err)
{
    licet_keyring *k = ctx;
    lc_json *o;
    int rc = lc_json_parse(k->a, lc_arena_sv(k->a, r->record), &o, err);
    if (rc) return rc;
    key_row *row = row_of(k, lc_json_get_sv(o, "name"));
    if (lc_sv_is(lc_json_get_sv(o, "kind"), "key_revoked")) {
        row->revoked_s = r->time_s;
        return 0;
    }
    lc_sv hash = lc_json_get_sv(o, "sha256"), until = lc_json_get_sv(o, "until");
    row->made_s = r->time_s;
    row->revoked_s = 0;
    row->until = LC_DATE_NONE;
    if (until.len && !lc_date_iso(until, &row->until))
        return lc_fail(err, LICET_E_CORRUPT, "a key of the log ends on no day");
    snprintf(row->hash, sizeof row->hash, "%.*s", (int)(hash.len < 64 ? hash.len : 64), hash.data);
    return read_scopes(lc_json_get_sv(o, "scopes"), &row->scopes, err);
}

int licet_keyring_open(licet *l, licet_keyring **out, licet_error *err)
{
    licet_keyring *k = lc_xmalloc(sizeof *k);
    lc_store *store = NULL;
    *k = (licet_keyring){.a = lc_arena_new()};
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (rc == LICET_E_NOT_FOUND)
        rc = 0;
    else if (!rc)
        rc = lc_store_each_decision(store, 'K', UINT64_MAX, k, take_row, err);
    lc_store_close(store);
    if (rc)
        licet_keyring_close(k);
    else
        *out = k;
    return rc;
}

void licet_keyring_close(licet_keyring *k)
{
    if (!k) return;
    lc_vec_done(&k->rows);
    lc_arena_free(k->a);
    free(k);
}

size_t licet_keyring_count(const licet_keyring *k)
{
    return k->rows.len;
}

static const char *state_of(const key_row *r, lc_date today)
{
    if (r->revoked_s) return "revoked";
    return r->until != LC_DATE_NONE && today > r->until ? "expired" : "valid";
}

static void hash_of(const char *key, char out[LC_HASH_HEX])
{
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256_of(lc_sv_of(key), digest);
    lc_hex(digest, sizeof digest, out);
}

unsigned licet_keyring_scopes(const licet_keyring *k, const char *key, int64_t now_s,
                              const char **out_name)
{
    char hash[LC_HASH_HEX];
    hash_of(key, hash);
    for (size_t i = 0; i < k->rows.len; i++) {
        const key_row *r = &k->rows.at[i];
        if (strcmp(r->hash, hash) != 0) continue;
        if (strcmp(state_of(r, lc_engine_today(now_s)), "valid") != 0) return 0;
        *out_name = r->name;
        return r->scopes;
    }
    return 0;
}

/* ---- making and ending ---- */

static int append(licet *l, lc_arena *a, lc_json *o, licet_error *err)
{
    char id[LC_DECISION_ID], time[LC_TIME_TEXT];
    uint8_t salt[8];
    char hex[2 * sizeof salt + 1];
    lc_random(salt, sizeof salt);
    lc_json_set_z(a, o, "mark", lc_hex(salt, sizeof salt, hex));
    lc_json_set_z(a, o, "time", lc_time_text(l->now_s, time));
    lc_sv text = lc_json_text(a, o, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    id[0] = 'K';
    int rc = l->sink.append(l->sink.ctx, id, text.data, text.len, err);
    return rc ? rc : l->sink.sync(l->sink.ctx, err);
}

static int find_valid(licet *l, const char *name, bool *out, licet_error *err)
{
    licet_keyring *k;
    int rc = licet_keyring_open(l, &k, err);
    if (rc) return rc;
    *out = false;
    for (size_t i = 0; i < k->rows.len; i++)
        *out |= strcmp(k->rows.at[i].name, name) == 0 &&
                strcmp(state_of(&k->rows.at[i], lc_engine_today(l->now_s)), "valid") == 0;
    licet_keyring_close(k);
    return 0;
}

static int check_new(licet *l, const char *name, const char *scopes, const char *until,
                     licet_error *err)
{
    unsigned bits;
    lc_date day;
    bool there = false;
    size_t n = name ? strlen(name) : 0;
    if (n < 1 || n > MAX_NAME_BYTES || !lc_utf8_ok(lc_sv_of(name), NULL))
        return lc_fail(err, LICET_E_ARGUMENT, "a key needs a name of 1 to %d bytes",
                       MAX_NAME_BYTES);
    int rc = read_scopes(lc_sv_of(scopes ? scopes : ""), &bits, err);
    if (!rc && until) rc = lc_engine_day(until, &day, err);
    if (!rc) rc = find_valid(l, name, &there, err);
    if (!rc && there) {
        rc = lc_fail(err, LICET_E_ARGUMENT, "there is a valid key of %.100s", name);
        lc_fail_remedy(err, "revoke it first, or choose another name");
    }
    return rc;
}

int licet_keys_add(licet *l, const char *name, const char *scopes, const char *until,
                   char out_key[LICET_KEY_BYTES], licet_error *err)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    uint8_t bits[KEY_BITS_BYTES];
    char key[LICET_KEY_BYTES] = KEY_PREFIX, hash[LC_HASH_HEX];
    int rc = check_new(l, name, scopes, until, err);
    if (rc) return rc;
    lc_random(bits, sizeof bits);
    size_t at = strlen(KEY_PREFIX);
    for (int bit = 0; bit + 5 <= KEY_BITS_BYTES * 8; bit += 5) {
        unsigned two =
            (unsigned)bits[bit / 8] << 8 | (bit / 8 + 1 < KEY_BITS_BYTES ? bits[bit / 8 + 1] : 0);
        key[at++] = digits[two >> (11 - bit % 8) & 31];
    }
    key[at] = 0;
    hash_of(key, hash);
    lc_arena *a = lc_arena_new();
    lc_json *o = lc_json_object(a);
    lc_json_set_z(a, o, "kind", "key");
    lc_json_set_z(a, o, "name", name);
    lc_json_set_z(a, o, "scopes", scopes);
    if (until) lc_json_set_z(a, o, "until", until);
    lc_json_set_z(a, o, "sha256", hash);
    rc = append(l, a, o, err);
    lc_arena_free(a);
    if (!rc) memcpy(out_key, key, LICET_KEY_BYTES);
    return rc;
}

int licet_keys_revoke(licet *l, const char *name, licet_error *err)
{
    bool there = false;
    int rc = find_valid(l, name ? name : "", &there, err);
    if (!rc && !there)
        rc = lc_fail(err, LICET_E_NOT_FOUND, "there is no valid key of %.100s", name ? name : "");
    if (rc) return rc;
    lc_arena *a = lc_arena_new();
    lc_json *o = lc_json_object(a);
    lc_json_set_z(a, o, "kind", "key_revoked");
    lc_json_set_z(a, o, "name", name);
    rc = append(l, a, o, err);
    lc_arena_free(a);
    return rc;
}

static lc_json *row_json(lc_arena *a, const key_row *r, lc_date today)
{
    char text[LC_TIME_TEXT];
    lc_json *o = lc_json_object(a), *scopes = lc_json_array(a);
    for (int i = 0; i < N_SCOPES; i++)
        if (r->scopes & scope_words[i].scope)
            lc_json_push(a, scopes, lc_json_of_z(a, scope_words[i].word));
    lc_json_set_z(a, o, "name", r->name);
    lc_json_set(a, o, "scopes", scopes);
    lc_json_set_z(a, o, "made", lc_time_text(r->made_s, text));
    if (r->until != LC_DATE_NONE) lc_json_set_z(a, o, "until", lc_date_text(r->until, text));
    if (r->revoked_s) lc_json_set_z(a, o, "revoked", lc_time_text(r->revoked_s, text));
    lc_json_set_z(a, o, "state", state_of(r, today));
    return o;
}

int licet_keys_list(licet *l, licet_text *out_json, licet_error *err)
{
    licet_keyring *k;
    int rc = licet_keyring_open(l, &k, err);
    if (rc) return rc;
    lc_json *o = lc_json_object(k->a), *keys = lc_json_array(k->a);
    for (size_t i = 0; i < k->rows.len; i++)
        lc_json_push(k->a, keys, row_json(k->a, &k->rows.at[i], lc_engine_today(l->now_s)));
    lc_json_set(k->a, o, "keys", keys);
    lc_text_take(lc_json_text(k->a, o, LC_JSON_COMPACT), out_json);
    licet_keyring_close(k);
    return 0;
}
