/* Tables of fields: what fits, what does not, and that the description says the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "server/problem.h"
#include "server/router.h"

static const srv_field inner[] = {{"n", SRV_INT, true, 1, 5, NULL, NULL, NULL}, {0}};
static const srv_field table[] = {{"name", SRV_TEXT, true, 1, 3, NULL, "who", NULL},
                                  {"day", SRV_DATE, false, 0, 0, NULL, NULL, NULL},
                                  {"kind", SRV_WORD, false, 0, 0, "red green", NULL, NULL},
                                  {"yes", SRV_BOOL, false, 0, 0, NULL, NULL, NULL},
                                  {"some", SRV_TEXTS, false, 0, 2, NULL, NULL, NULL},
                                  {"birth", SRV_BIRTH, false, 0, 0, NULL, NULL, NULL},
                                  {"part", SRV_PART, false, 0, 0, NULL, NULL, inner},
                                  {"parts", SRV_PARTS, false, 1, 2, NULL, NULL, inner},
                                  {0}};

static bool fits(const char *text)
{
    srv_reply r = {.file = -1};
    json_t *j = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(j);
    bool ok = srv_fields_check_json(j, table, "body", &r) == 0;
    assert_int_equal(ok, r.status == 0);
    if (!ok) assert_int_equal(r.status, 422);
    licet_text_done(&r.body);
    json_decref(j);
    return ok;
}

static void test_json(void **state)
{
    (void)state;
    assert_true(fits("{\"name\":\"abc\"}"));
    assert_true(fits("{\"name\":\"中中中\"}")); /* characters, not bytes */
    assert_false(fits("{\"name\":\"abcd\"}"));
    assert_false(fits("{\"name\":\"\"}"));
    assert_false(fits("{}"));
    assert_false(fits("[]"));
    assert_false(fits("{\"name\":\"a\",\"nmae\":1}"));
    assert_true(fits("{\"name\":\"a\",\"day\":\"2024-02-29\"}"));
    assert_false(fits("{\"name\":\"a\",\"day\":\"2023-02-29\"}"));
    assert_true(fits("{\"name\":\"a\",\"birth\":\"1971\"}"));
    assert_true(fits("{\"name\":\"a\",\"birth\":\"1971-12\"}"));
    assert_true(fits("{\"name\":\"a\",\"birth\":\"1971-12-31\"}"));
    assert_false(fits("{\"name\":\"a\",\"birth\":\"1971-13\"}"));
    assert_false(fits("{\"name\":\"a\",\"birth\":\"1971-02-30\"}"));
    assert_false(fits("{\"name\":\"a\",\"birth\":\"garbage\"}"));
    assert_false(fits("{\"name\":\"a\",\"birth\":\"\"}"));
    assert_true(fits("{\"name\":\"a\",\"kind\":\"green\"}"));
    assert_false(fits("{\"name\":\"a\",\"kind\":\"gre\"}"));
    assert_false(fits("{\"name\":\"a\",\"kind\":\"\"}"));
    assert_false(fits("{\"name\":\"a\",\"yes\":1}"));
    assert_false(fits("{\"name\":\"a\",\"some\":[\"1\",\"2\",\"3\"]}"));
    assert_true(fits("{\"name\":\"a\",\"part\":{\"n\":5}}"));
    assert_false(fits("{\"name\":\"a\",\"part\":{\"n\":6}}"));
    assert_false(fits("{\"name\":\"a\",\"parts\":[]}"));
    assert_false(fits("{\"name\":\"a\",\"parts\":[{\"n\":1},{}]}"));
}

static bool args_fit(const char *name, const char *value, const char *second)
{
    srv_request rq = {.n_args = second ? 2U : 1U};
    srv_reply r = {.file = -1};
    rq.args[0] = (srv_arg){name, value};
    rq.args[1] = (srv_arg){name, second};
    bool ok = srv_fields_check_args(&rq, table + 1, false, &r) == 0;
    licet_text_done(&r.body);
    return ok;
}

static void test_args(void **state)
{
    (void)state;
    assert_true(args_fit("yes", "true", NULL));
    assert_false(args_fit("yes", "maybe", NULL));
    assert_false(args_fit("yes", "true", "true")); /* twice */
    assert_true(args_fit("some", "a", "b"));
    assert_false(args_fit("other", "a", NULL));
}

/* Every route can be found by its own path, has a name of its own, and describes what it takes. */
static void test_routes(void **state)
{
    (void)state;
    const srv_route *r;
    char store[SRV_PATH_BYTES];
    for (size_t i = 0; (r = srv_route_at(i)); i++) {
        char path[200] = "";
        srv_request rq = {0};
        size_t found = 0;
        bool other = false;
        size_t n = 0;
        for (const char *p = r->path; *p; p++) {
            if (*p == '{') {
                n += (size_t)snprintf(path + n, sizeof path - n, "x%%2Fy");
                p = strchr(p, '}');
            } else {
                path[n++] = *p;
            }
        }
        const srv_route *same = srv_route_find(r->method, path, &rq, store, &found, &other);
        assert_non_null(same);
        assert_true(i < SRV_MAX_ROUTES);
        for (size_t k = 0; k < i; k++) assert_string_not_equal(srv_route_at(k)->id, r->id);
        assert_true(r->body != SRV_BODY_JSON || r->fields);
        assert_non_null(r->says);
    }
}

static void test_unescape(void **state)
{
    (void)state;
    char good[] = "a%20b+%E4%B8%AD", bad[] = "%zz", nul[] = "%00", latin[] = "%ff";
    assert_true(srv_unescape(good, true));
    assert_string_equal(good, "a b 中");
    assert_false(srv_unescape(bad, true));
    assert_false(srv_unescape(nul, true));
    assert_false(srv_unescape(latin, true));
}

static void test_openapi(void **state)
{
    (void)state;
    licet_text t = srv_openapi();
    json_t *o = json_loadb(t.data, t.len, 0, NULL), *paths = json_object_get(o, "paths");
    const srv_route *r;
    for (size_t i = 0; (r = srv_route_at(i)); i++) assert_non_null(json_object_get(paths, r->path));
    json_t *name = json_object_get(
        json_object_get(
            json_object_get(
                json_object_get(
                    json_object_get(
                        json_object_get(
                            json_object_get(json_object_get(paths, "/v1/screen"), "post"),
                            "requestBody"),
                        "content"),
                    "application/json"),
                "schema"),
            "properties"),
        "name");
    assert_int_equal(json_integer_value(json_object_get(name, "maxLength")), 4096);
    json_decref(o);
    licet_text_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json), cmocka_unit_test(test_args), cmocka_unit_test(test_routes),
        cmocka_unit_test(test_unescape), cmocka_unit_test(test_openapi)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
