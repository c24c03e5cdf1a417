"""Reconciliation 0.1 and 0.2: serve_reconcile.py LICET FOLDER STALE_HOME."""

import json
import os
import sys

from peer_server import Server, check

LICET, TMP, STALE = sys.argv[1:4]
server = Server(LICET, TMP, os.environ["LICET_HOME"])
VALE = "Ossian Vale"


def post(queries, path="/reconcile", to=server):
    return to.ask(path, {"queries": json.dumps(queries)})


def found(query, path="/reconcile"):
    status, answer = post({"q": query}, path)
    check(status == 200, f"{query}: {status} {answer}")
    return [(r["name"], r["match"]) for r in answer["q"]["result"]]


# ---- as OpenRefine asks ----
queries = {f"q{i}": {"query": n, "type": "Person", "type_strict": "should", "limit": 5, "properties": []}
           for i, n in enumerate([VALE, "Quiet Orchard"])}
status, answer = post(queries)
check(status == 200 and answer["q0"]["result"][0]["match"] and answer["q1"]["result"] == [], f"an object of queries: {answer}")
check(post([{"query": VALE}])[1][0]["result"], "an array")
check(server.ask("/reconcile", {"query": VALE})[1]["result"] and
      server.ask("/reconcile", query=json.dumps({"query": VALE}))[1]["result"], "one alone")
check("versions" in server.ask("/reconcile", callback="x")[1], "the manifest, whatever a client adds")

# ---- properties of the row are the party's ----
for pid, v, name in [("passportNumber", "1084010", VALE), ("passportNumber", ["no", 1084010], VALE),
                     ("imoNumber", 9187629, "Sallow Fen"), ("imoNumber", 9187629.0, "Sallow Fen"),
                     ("imoNumber", [["x"], {"id": "9187629", "name": "9187629"}], "Sallow Fen"),
                     ("registrationNumber", "GB441984", "Marrow Hill Trading Ltd")]:
    check([n for n, _ in found({"query": "Quiet Orchard", "properties": [{"pid": pid, "v": v}]})] == [name], f"{pid} {v}")
check(found({"query": "Quiet Orchard", "properties": [{"pid": "colour", "v": "1084010"}]}) == [], "of others no use is made")
check(found({"query": VALE, "properties": [{"pid": "birthDate", "v": "about 1960"}, {"pid": "address", "v": ["Dublin"]},
                                           {"pid": "country", "v": {"id": "IE"}}]}), "birth, address, country")
check(post({"q": {"query": VALE, "properties": [{"pid": "country", "v": "Nowhere"}]}})[0] == 400, "no such country")
many = [{"pid": "idNumber", "v": [str(i) for i in range(33)]}]
check(post({"q": {"query": VALE, "properties": many}})[0] == 400, "more identifiers than are compared")

# ---- what is no query is refused, by its key ----
for wrong in [{"query": ""}, {"query": " "}, {"query": "!!!"}, {}, "x", {"query": VALE, "type": "Bogus"},
              {"query": VALE, "type": ["Person", "Bogus"]}, {"query": VALE, "type": 7}, {"query": VALE, "limit": 0},
              {"query": VALE, "limit": -1}, {"query": VALE, "limit": "few"}]:
    status, answer = post({"q0": {"query": VALE}, "k9": wrong})
    check(status == 400 and answer["detail"].startswith("query k9: "), f"{wrong}: {status} {answer}")
check(post([{"query": VALE}, {"query": ""}])[1]["detail"].startswith("query 1: "), "by its place")
for form in [{"queries": "x"}, {"extend": "x"}, {"extend": "[]"}, {"extend": "{}"}, {"foo": "1"}, {"query": ""}]:
    check(server.ask("/reconcile", form)[0] == 400, f"{form} is nothing to answer")
check(found({"query": VALE, "limit": None, "type": None}) and found({"query": VALE, "limit": 1000, "type": ""}), "absent")

# ---- data sets ----
check(found({"query": VALE}, "/reconcile/own") and found({"query": VALE}, "/reconcile/default"), "of one list, of all")
check(post({"q": {"query": VALE}}, "/reconcile/nope")[0] == 404 == server.ask("/reconcile/nope")[0], "no such list")

# ---- columns ----
asked = {"ids": ["HOUSE/1"], "properties": [{"id": "alias", "settings": {"limit": 1}}, {"id": "country"}]}
key = post({"q": {"query": "Marrow Hill Trading Ltd"}})[1]["q"]["result"][0]["id"]
asked["ids"] = [key]
rows = server.ask("/reconcile", {"extend": json.dumps(asked)})[1]["rows"][key]
check(len(rows["alias"]) == 1 and rows["country"] == [{"str": "gb"}], f"a limit is kept: {rows}")
del asked["properties"][0]["settings"]
check(len(server.ask("/reconcile", {"extend": json.dumps(asked)})[1]["rows"][key]["alias"]) == 2, "without, all")
for limit in (0, "x", -1):
    asked["properties"][0]["settings"] = {"limit": limit}
    check(server.ask("/reconcile", {"extend": json.dumps(asked)})[0] == 400, f"limit {limit}")


def proposed(**query):
    return [p["id"] for p in server.ask("/reconcile/extend/property", **query)[1]["properties"]]


check("birthDate" in proposed(type="Person") and "imoNumber" not in proposed(type="Person"), "of a person")
check("imoNumber" in proposed(type="Vessel") and "passportNumber" not in proposed(type="Vessel"), "of a vessel")
check({"birthDate", "imoNumber"} <= set(proposed()) and len(proposed(limit=2)) == 2, "of any; so many")
for wrong in [{"type": "Bogus"}, {"limit": "0"}, {"limit": "x"}]:
    check(server.ask("/reconcile/extend/property", **wrong)[0] == 400, f"{wrong}")

# ---- names that begin so ----
for prefix, names in [("oss", [VALE]), ("hill marr", ["Marrow Hill Trading Ltd"]), ("sallow fe", ["Sallow Fen"]),
                      ("qui", []), ("", [])]:
    answer = server.ask("/reconcile/suggest/entity", prefix=prefix)[1]["result"]
    check([r["name"] for r in answer] == names, f"{prefix}: {answer}")
server.stop()

stale = Server(LICET, TMP, STALE)
check(post({"q": {"query": VALE}}, to=stale)[1]["q"]["result"], "a stale list still gives candidates")
check(post({"q": {"query": "Quiet Orchard"}}, to=stale)[0] == 503 == post({"q": {"query": "Quiet"}}, "/reconcile/own", stale)[0],
      "but no empty answer")
check(stale.ask("/reconcile/suggest/entity", prefix="oss")[0] == 200 and
      stale.ask("/reconcile/suggest/entity", prefix="qui")[0] == 503, "nor names that begin so")
stale.stop()
