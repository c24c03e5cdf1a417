/* Signatures in minisign's formats: our own, one made by minisign 0.11, and everything that is
 * none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "codec/archive.h"
#include "codec/minisign.h"

typedef struct pair {
    lc_buf public_text, secret_text;
    lc_public_key public;
    lc_secret_key secret;
} pair;

static pair make_pair(void)
{
    pair p = {0};
    licet_error e = {0};
    lc_key_pair(&p.public_text, &p.secret_text);
    assert_int_equal(lc_public_key_read(lc_buf_view(&p.public_text), &p.public, &e), 0);
    assert_int_equal(lc_secret_key_read(lc_buf_view(&p.secret_text), &p.secret, &e), 0);
    return p;
}

static void pair_done(pair *p)
{
    lc_buf_done(&p->public_text);
    lc_buf_done(&p->secret_text);
    lc_secret_key_done(&p->secret);
}

static void test_round_trip(void **state)
{
    (void)state;
    pair p = make_pair(), other = make_pair();
    licet_error e = {0};
    lc_buf s = {0};
    lc_sv comment = LC_SV_NONE;
    assert_int_equal(lc_sign(&p.secret, LC_SV("words"), LC_SV("a\tcomment"), &s, &e), 0);
    lc_sv text = lc_buf_view(&s);
    assert_int_equal(lc_sign_verify(&p.public, LC_SV("words"), text, &comment, &e), 0);
    assert_true(lc_sv_is(comment, "a\tcomment"));
    assert_int_equal(lc_sign_verify(&p.public, LC_SV("Words"), text, NULL, &e), LICET_E_CORRUPT);
    assert_int_equal(lc_sign_verify(&other.public, LC_SV("words"), text, NULL, &e),
                     LICET_E_ARGUMENT);
    assert_non_null(strstr(e.message, "unknown key"));
    memcpy(other.public.id, p.public.id, sizeof p.public.id); /* only pretends to be it */
    assert_int_equal(lc_sign_verify(&other.public, LC_SV("words"), text, NULL, &e),
                     LICET_E_CORRUPT);
    lc_buf_done(&s);
    pair_done(&p);
    pair_done(&other);
}

/* No byte of a signature file but those of its first, untrusted line can be another. */
static void test_every_byte(void **state)
{
    (void)state;
    pair p = make_pair();
    licet_error e = {0};
    lc_buf s = {0};
    assert_int_equal(lc_sign(&p.secret, LC_SV("words"), LC_SV("comment"), &s, &e), 0);
    size_t first = lc_sv_find(lc_buf_view(&s), LC_SV("\n"), 0);
    for (size_t i = first + 1; i < s.len - 1; i++) {
        s.data[i] ^= 1;
        assert_int_not_equal(lc_sign_verify(&p.public, LC_SV("words"), lc_buf_view(&s), NULL, &e),
                             0);
        s.data[i] ^= 1;
    }
    for (size_t n = 0; n < s.len - 1; n++)
        assert_int_not_equal(
            lc_sign_verify(&p.public, LC_SV("words"), lc_sv_make(s.data, n), NULL, &e), 0);
    lc_buf_done(&s);
    pair_done(&p);
}

static void test_keys_refused(void **state)
{
    (void)state;
    pair p = make_pair();
    licet_error e = {0};
    lc_public_key public;
    lc_secret_key secret;
    lc_sv text = lc_buf_view(&p.secret_text);
    size_t n = text.len;
    p.secret_text.data[n - 10] = p.secret_text.data[n - 10] == 'A' ? 'B' : 'A';
    assert_int_equal(lc_secret_key_read(text, &secret, &e), LICET_E_CORRUPT);
    assert_int_equal(lc_secret_key_read(lc_buf_view(&p.public_text), &secret, &e), LICET_E_SYNTAX);
    assert_int_equal(lc_public_key_read(text, &public, &e), LICET_E_SYNTAX);
    assert_int_equal(lc_public_key_read(LC_SV_NONE, &public, &e), LICET_E_SYNTAX);
    assert_int_equal(lc_sign(&p.secret, LC_SV("x"), LC_SV("two\nlines"), &p.public_text, &e),
                     LICET_E_ARGUMENT);
    pair_done(&p);
}

/* ---- the archive around it ---- */

static lc_buf make_archive(void)
{
    lc_archive_writer *w;
    licet_error e = {0};
    lc_buf out = {0};
    assert_int_equal(lc_archive_begin(&w, &e), 0);
    assert_int_equal(lc_archive_put(w, "a", LC_SV("alpha"), &e), 0);
    assert_int_equal(lc_archive_put(w, "files/b", LC_SV(""), &e), 0);
    assert_int_equal(lc_archive_put(w, "a", LC_SV("again"), &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_archive_end(w, &out, &e), 0);
    return out;
}

static void test_archive(void **state)
{
    (void)state;
    lc_buf bytes = make_archive(), out = {0}, same = make_archive();
    lc_archive *z;
    licet_error e = {0};
    assert_true(lc_sv_eq(lc_buf_view(&bytes), lc_buf_view(&same)));
    assert_int_equal(lc_archive_open(lc_buf_view(&bytes), &z, &e), 0);
    assert_int_equal(lc_archive_count(z), 2);
    assert_int_equal(lc_archive_get(z, "a", 5, &out, &e), 0);
    assert_true(lc_sv_is(lc_buf_view(&out), "alpha"));
    assert_int_equal(lc_archive_get(z, "a", 4, &out, &e), LICET_E_LIMIT);
    assert_int_equal(lc_archive_get(z, "b", 5, &out, &e), LICET_E_NOT_FOUND);
    lc_archive_close(z);
    for (size_t n = 0; n < bytes.len; n++)
        assert_int_not_equal(lc_archive_open(lc_sv_make(bytes.data, n), &z, &e), 0);
    lc_buf_done(&bytes);
    lc_buf_done(&same);
    lc_buf_done(&out);
}

/* Ten megabytes of nothing: what it unpacks to is counted, whatever it is packed in. */
static void test_archive_bomb(void **state)
{
    (void)state;
    lc_archive_writer *w;
    lc_archive *z;
    licet_error e = {0};
    lc_buf zeros = {0}, bytes = {0}, out = {0};
    lc_buf_reserve(&zeros, 10 << 20);
    memset(zeros.data, 0, 10 << 20);
    assert_int_equal(lc_archive_begin(&w, &e), 0);
    assert_int_equal(lc_archive_put(w, "a", lc_sv_make(zeros.data, 10 << 20), &e), 0);
    assert_int_equal(lc_archive_end(w, &bytes, &e), 0);
    assert_int_equal(lc_archive_open(lc_buf_view(&bytes), &z, &e), 0);
    assert_int_equal(lc_archive_get(z, "a", 1 << 30, &out, &e), LICET_E_LIMIT);
    lc_archive_close(z);
    lc_buf_done(&zeros);
    lc_buf_done(&bytes);
    lc_buf_done(&out);
}

/* Made by minisign 0.11 (-G -W; -S; -S -l, the older way, without a hash before). */
static const char PUBLIC[] = "untrusted comment: minisign public key ED5E55271D5CC1FE\n"
                             "RWT+wVwdJ1Ve7e16IwSuu4Q+/hA+eOTHZxu1vq8ztUTPjjRAjSh3A3Ks\n";
static const char SECRET[] =
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/"
    "sFcHSdVXu2mmkC586UT+RMEdyZs+htJXbxLE6xt1VHq7RSsuIUEn+16IwSuu4Q+/"
    "hA+eOTHZxu1vq8ztUTPjjRAjSh3A3KsAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
static const char HASHED[] =
    "untrusted comment: signature from minisign secret key\n"
    "RUT+wVwdJ1Ve7Q9SpDXn6t+wA9ANNeJxEBwqNiao2AvrFNGraU3fXbKFct9UL2inJDNpjGbQSDd1YTXrPe/"
    "OTfD4pa6eCmjQsQs=\n"
    "trusted comment: made by minisign\n"
    "6iMn0W5YAFSPG97wdBKPjbnDCxGVBZP4zyaO5uvKG6fQV1yYZamhYwyAjUISsLxZNCaeVFarNHYWGag29XRDBw==\n";
static const char LEGACY[] =
    "untrusted comment: signature from minisign secret key\n"
    "RWT+wVwdJ1Ve7aV5rn8Wqh1yVzA0nuptP8HUoZvehz3UUKM9GyLIiMqrKzzU5I1JC4NX/"
    "3CqBQl4LynlrC9N2R4kH4A0zAAbiwc=\n"
    "trusted comment: made by minisign\n"
    "QWwrmlExXrhiWRsjhJSv4tmIktZvsN4eiuWWM8owD3Lf7xr+8p65VTMiMoaIp1AXTBIM+KFe9/g22hvEFPBOCA==\n";

static void test_minisign(void **state)
{
    (void)state;
    const lc_sv text = LC_SV("lists of a day\n");
    lc_public_key public;
    lc_secret_key secret;
    licet_error e = {0};
    lc_sv comment = LC_SV_NONE;
    lc_buf ours = {0};
    char id[LC_KEY_ID_TEXT];
    assert_int_equal(lc_public_key_read(lc_sv_of(PUBLIC), &public, &e), 0);
    assert_string_equal(lc_key_id_text(public.id, id), "ED5E55271D5CC1FE");
    assert_int_equal(lc_sign_verify(&public, text, lc_sv_of(HASHED), &comment, &e), 0);
    assert_true(lc_sv_is(comment, "made by minisign"));
    assert_int_equal(lc_sign_verify(&public, text, lc_sv_of(LEGACY), NULL, &e), 0);
    assert_int_equal(lc_secret_key_read(lc_sv_of(SECRET), &secret, &e), 0);
    /* Ed25519 has one signature for one message: ours is theirs. */
    assert_int_equal(lc_sign(&secret, text, LC_SV("made by minisign"), &ours, &e), 0);
    size_t a = lc_sv_find(lc_buf_view(&ours), LC_SV("\n"), 0);
    size_t b = lc_sv_find(lc_sv_of(HASHED), LC_SV("\n"), 0);
    assert_true(lc_sv_eq(lc_sv_from(lc_buf_view(&ours), a), lc_sv_from(lc_sv_of(HASHED), b)));
    lc_secret_key_done(&secret);
    lc_buf_done(&ours);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),   cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_keys_refused), cmocka_unit_test(test_archive),
        cmocka_unit_test(test_archive_bomb), cmocka_unit_test(test_minisign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
