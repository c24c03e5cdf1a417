#!/usr/bin/env bash
# Names against a list of one's own: in order, best first, within the threshold and limit.
. "$(dirname "$0")/common.bash"
cat >list.jsonl <<'JSON'
{"entity_id":"c1","names":["Brunnenhof Maschinenbau GmbH","Brunnenhof"],"type":"org","countries":["DE"]}
{"entity_id":"c2","names":["Иван Петров"],"type":"person","countries":["RU"]}
{"entity_id":"c3","names":["Quiet Harbour Bakery Ltd"],"type":"org","countries":["GB"]}
JSON
feed 0 '{"id":1,"name":"BRUNNENHOF MASCHINENBAU","country":"DE"}
{"id":"two","name":"Ivan Petrov","type":"person"}
{"id":3,"name":"Zzyzx Qwrt"}
' match --list list.jsonl --threshold 0.5 --limit 2
python3 - <<'PY' || fail "hits"
import json
rows = [json.loads(l) for l in open("out", encoding="utf-8")]
assert [r["id"] for r in rows] == [1, "two", 3], rows
first = rows[0]["results"][0]
assert first["entity_id"] == "c1" and 0 <= first["score"] <= 1 and first["why"] and first["name"], first
assert rows[1]["results"][0]["entity_id"] == "c2", rows[1]
assert rows[2]["results"] == [], rows[2]
assert all(len(r["results"]) <= 2 for r in rows)
PY
feed 2 '{"id":1,"name":"Brunnenhof"}
{"id":2}
{"id":3,"name":"Quiet Harbour Bakery"}
' match --list list.jsonl
[ "$(wc -l <out)" = 3 ] || fail "a bad line stopped the run"
feed 2 '' match --list absent.jsonl
err_has "absent.jsonl"
printf '{"entity_id":"1","names":["A"]}\n{"entity_id":"2"\n' >bad.jsonl
feed 2 '' match --list bad.jsonl
err_has "bad.jsonl:2"
echo "match"
