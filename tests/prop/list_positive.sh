#!/usr/bin/env bash
# Positive Technologies on three publishers' real lists: one party with two Entity List entries and
# one SDN entry, each listing once, as of days on both sides of 2021-07-19 and 2021-11-04.
set -euo pipefail
data=${LICET_SHARED:?}/data
[ -d "$data/ofac/2021-07" ] || { echo "skipped: no $data"; exit 77; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LICET_HOME=$tmp/home LC_ALL=C.UTF-8 COLUMNS=80 TERM=dumb
import() { "$LICET" lists import -q "$@" >"$tmp/out" 2>&1 || { cat "$tmp/out"; exit 1; }; }
import --source us_csl "$data/us_csl/csl_2026-07-31_rebuilt.json" --list-date 2026-07-31
import --source us_bis_el "$data/us_bis_entity_list/entity_list_2026-07-09_nsfreg.json"
import --source us_ofac_sdn --list-date 2021-07-07 "$data"/ofac/2021-07/{sdn,add,alt}.csv
for day in 2021-07-08 2021-07-18 2021-07-19 2021-11-03 2021-11-04 2026-07-31; do
    "$LICET" screen "Positive Technologies" --country RU --as-of $day --json >"$tmp/$day" 2>/dev/null || [ $? -le 2 ]
done
python3 - "$tmp" <<'PY'
import json, sys
first, second, sdn = "2021-07-19", "2021-11-04", "SDN/31455"
for day in "2021-07-08 2021-07-18 2021-07-19 2021-11-03 2021-11-04 2026-07-31".split():
    j = json.load(open(f"{sys.argv[1]}/{day}"))
    (party,) = [p for p in j["listed_parties"] if any(l["entry"] == sdn for l in p["listings"])]
    listings = {l["from"] or l["entry"]: l for l in party["listings"]}
    assert len(party["listings"]) == 3 and set(listings) == {first, second, sdn}, (day, listings)
    for since in (first, second):
        l = listings[since]
        assert l["list"] == "EL" and sorted(l["sources"]) == ["us_bis_el", "us_csl"], (day, l)
        assert l["presence"] == ("in_force" if day >= since else "later"), (day, l)
    assert listings[sdn]["presence"] == "in_force", (day, listings[sdn])
    assert j["verdict"] == "MATCH", (day, j["verdict"])
    grounds = {h.get("reason_cite") for h in j["hits"] if h["list"] == "EL"}
    assert grounds == {None} | ({"86 FR 37901"} if day >= first else set()) | ({"86 FR 60759"} if day >= second else set()) \
        or day >= second and grounds == {"86 FR 37901", "86 FR 60759"}, (day, grounds)
PY
echo "one party, three listings, six days"
