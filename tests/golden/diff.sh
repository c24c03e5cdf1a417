#!/usr/bin/env bash
# What changed between two editions or days, and since a day: text, JSON, JSON Lines, Atom.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
guard_removals = 0
guard_percent = 60
[list own]
max_age_days = 36500
INI
import() { run "$1" lists import --source own --list-date "$2" --policy policy.ini "$3"; }
cat >one.jsonl <<'JSON'
{"entity_id":"1","names":["Candiru"],"type":"org","countries":["IL"],"reason":"spyware"}
{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"]}
{"entity_id":"3","names":["Marrow Hill Trading"],"type":"org","countries":["GB"]}
{"entity_id":"4","names":["Tamsin Orrery"],"type":"person","countries":["GB"]}
JSON
cat >two.jsonl <<'JSON'
{"entity_id":"4","names":["Tamsin Orrery"],"type":"person","countries":["GB"]}
{"entity_id":"1","names":["Candiru","Saito Tech Ltd."],"type":"org","countries":["IL"],"reason":"spyware"}
{"entity_id":"3","names":["Marrow Hill Trading"],"type":"org","countries":["GB"]}
{"entity_id":"5","names":["Sallow Fen Shipping"],"type":"org","countries":["GB"]}
JSON
head -1 one.jsonl >few.jsonl
import 0 2026-07-01 one.jsonl
import 0 2026-07-20 two.jsonl
import 2 2026-07-25 few.jsonl

run 1 lists diff 2026-07-01 2026-07-20 --source own
[ "$(widest out)" -le 80 ] || fail "diff is $(widest out) columns wide"
same out diff.txt
sed 1,3d out >by_day
run 1 lists diff 1 2 --source own
sed 1,3d out >by_number
cmp by_day by_number || fail "by day and by number differ"
run 1 lists diff 2 1 --source own --json
python3 - <<'PY' || fail "diff JSON"
import json
d = json.load(open("out"))
assert (d["added"], d["modified"], d["removed"], d["unchanged"]) == (1, 1, 1, 2), d
assert d["a"]["snapshot"] == 2 and d["b"]["list_date"] == "2026-07-01", d
what = {e["entry"]: (e["what"], e["changes"]) for g in d["groups"] for e in g["entries"]}
assert what["HOUSE/1"] == ("modified", [{"field": "names", "was": "Saito Tech Ltd."}]), what
PY
# Between two editions nothing changes.
run 0 lists diff 2026-07-05 2026-07-06 --source own
# What a quarantined edition would take away is seen before anybody decides.
run 1 lists diff 2 3 --source own
out_has "3 removed"
out_has "quarantined"
run 0 lists diff 2026-07-20 2026-07-31 --source own
run 2 lists diff 2026-06-01 2026-07-20 --source own
err_has "no edition of own of 2026-06-01"
run 2 lists diff 1 99 --source own
run 2 lists diff 1 today --source own
run 2 lists diff 1 2

run 0 lists changes --since 2026-07-02 --atom feed.xml
python3 - <<'PY' || fail "changes"
import json, xml.etree.ElementTree as tree
rows = [json.loads(l) for l in open("out")]
assert [(r["what"], r["entry"]) for r in rows] == [
    ("modified", "HOUSE/1"), ("removed", "HOUSE/2"), ("added", "HOUSE/5")], rows
assert all(r["list_date"] == "2026-07-20" and r["source"] == "own" for r in rows)
ns = "{http://www.w3.org/2005/Atom}"
feed = tree.parse("feed.xml").getroot()
entries = feed.findall(ns + "entry")
assert feed.tag == ns + "feed" and len(entries) == 3
assert len({e.find(ns + "id").text for e in entries}) == 3
for e in [feed] + entries:
    assert e.find(ns + "title").text and e.find(ns + "updated").text.endswith("Z")
PY
cp feed.xml before.xml
run 0 lists changes --since 2026-07-02 --atom feed.xml
diff <(grep '<id>' before.xml) <(grep '<id>' feed.xml) || fail "an entry has another id the second time"
run 0 lists changes --since 2026-07-21
out_empty
run 0 lists changes --since 2026-07-01 --source us_csl
out_empty
run 2 lists changes --since yesterday
run 2 lists changes --since 2026-07-01 --source nope
err_has "there is no source nope"
run 2 lists changes
echo "diff"
