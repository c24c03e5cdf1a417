"""The Consolidated Screening List API: serve_tradegov.py LICET FOLDER STALE_HOME."""

import os
import re
import sys
import urllib.request

from peer_server import Server, check

LICET, TMP, STALE = sys.argv[1:4]
SEARCH = "/consolidated_screening_list/v1/search"
server = Server(LICET, TMP, os.environ["LICET_HOME"])


def names(**query):
    status, answer = server.ask(SEARCH, **query)
    check(status == 200, f"{query}: {status} {answer}")
    check(sum(s["count"] for s in answer["sources"]) == answer["total"], f"{query}: the counts add up")
    return [r["name"] for r in answer["results"]]


# ---- filters are kept ----
check(names(name="Candiru") == ["Candiru"] == names(q="Candiru"), "found, and with q")
for kept in [{"sources": " SDN , el "}, {"sources": "SDN,EL"}, {"countries": "IL"}, {"countries": "gb, il"},
             {"city": "tel aviv"}, {"postal_code": "6473921"}, {"full_address": "21 HAARBAA, Israel", "city": "Haifa"},
             {"address": "Haarbaa"}, {"start_date": "2021-11-04"}, {"start_date": "2021-01-01 2021-12-31"},
             {"start_date": "2021-01-01 TO 2021-12-31"}, {"end_date": "2020-01-01"}, {"types": "Individual"},
             {"sources": ""}, {"sort": "name"}, {"fuzzy_name": "true"}]:
    check(names(name="Candiru", **kept) == ["Candiru"], f"{kept} keeps it (what is not published keeps nothing out)")
for lost in [{"sources": "SDN"}, {"countries": "GB,US"}, {"city": "Haifa"}, {"postal_code": "6473922"},
             {"full_address": "22 Haarbaa"}, {"start_date": "2021-11-05"}, {"start_date": "2020-01-01 2020-12-31"}]:
    check(names(name="Candiru", **lost) == [], f"{lost} leaves it out")
check(names(name="Central Bank of the Russian Federation", sources="MBS") and
      names(name="Central Bank of the Russian Federation", sources="NS-MBS"), "MBS by both of its names")
check(names(name="EP-MHL", types="Aircraft") and not names(name="EP-MHL", types="Vessel,Entity") and
      not names(name="EP-MHL", type="Vessel"), "types, and type")

# ---- or refused, naming what is wrong ----
for wrong, named in [({"sources": "SDN,BOGUS"}, "BOGUS"), ({"sources": "SDN,"}, '""'), ({"types": "Ship"}, "Ship"),
                     ({"countries": "UK"}, "UK"), ({"countries": "Israel"}, "ISRAEL"), ({"start_date": "soon"}, "soon"),
                     ({"end_date": "2021-02-30"}, "2021-02-30"), ({"issue_date": "2021-01-01x"}, "issue_date"),
                     ({"expiration_date": "2021-01-02 2021-01-01"}, "expiration_date"), ({"sort": "city"}, "sort"),
                     ({"size": "51"}, "size"), ({"size": "0"}, "size"), ({"offset": "1001"}, "offset"),
                     ({"colour": "red"}, "colour")]:
    status, answer = server.ask(SEARCH, name="Candiru", **wrong)
    check(status == 400 and named in answer["detail"], f"{wrong}: {status} {answer}")
for nameless in [{"sources": "CAP"}, {"countries": "IL"}, {"name": ""}, {}]:
    check(server.ask(SEARCH, **nameless)[0] == 400, f"{nameless}: no party to look for")
check(server.ask("/consolidated_screening_list/search", name="Candiru", sources="X")[0] == 400, "older clients, too")

# ---- pages and scores ----
all_of = names(name="Rosoboronexport", size=50)
check(len(all_of) > 1 and [names(name="Rosoboronexport", size=1, offset=i)[0] for i in range(len(all_of))] == all_of,
      "pages are the parts of the whole")
check(names(name="Rosoboronexport", sort="name") == sorted(all_of, key=str.lower), "by name")
asked = urllib.request.Request(server.url + SEARCH + "?name=Gazprom+Dobicha+Krasnodr", headers={"Authorization": "Bearer " + server.key})
scores = re.findall(r'"score":([0-9.]+)', urllib.request.urlopen(asked).read().decode())
check(scores and scores == sorted(scores, key=float, reverse=True) and all(len(s.split(".")[1]) <= 2 for s in scores),
      f"two decimals, best first: {scores}")
server.stop()

# ---- an empty answer of a stale list is none ----
stale = Server(LICET, TMP, STALE)
check(len(stale.ask(SEARCH, name="Candiru")[1]["results"]) == 1, "a stale list still gives hits")
for empty in [{"sources": "SDN"}, {"countries": "GB"}, {"offset": 10}, {"city": "Haifa"}, {"start_date": "1999-01-01"}]:
    status, answer = stale.ask(SEARCH, name="Candiru", **empty)
    check(status == 503 and answer["detail"], f"{empty}: {status}, not an empty list")
stale.stop()
