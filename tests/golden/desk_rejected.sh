#!/usr/bin/env bash
# What came near and was rejected stands in the record and the evidence, and changes no verdict. The
# evidence ends with the root of the log.
. "$(dirname "$0")/common.bash"
small_list
near=(screen "Marrow Hill Shipping" --country FR --as-of $day)
run 0 "${near[@]}" --policy policy.ini --json
cp out near.json
python3 - <<'PY' || fail "rejected"
import json
j = json.load(open("near.json"))
r = j["rejected"]
assert j["verdict"] == "NO_MATCH" and j["hits"] == [] and len(r) == 1, j
assert set(r[0]) == {"entry", "list", "name", "score", "why"}, r
assert 0.65 <= r[0]["score"] < 0.80 and "below the policy's 0.8000" in r[0]["why"][-1], r
PY
run 0 replay "$(python3 -c 'import json; print(json.load(open("near.json"))["decision_id"])')"
run 0 "${near[@]}" --policy policy.ini
out_has "Rejected: Marrow Hill Trading Ltd (HOUSE) 0."
[ "$(widest out)" -le 80 ] || fail "the line of the rejected is too wide"

# The policy may leave it out; a lower threshold makes the same candidate a hit, and rejects it no more.
sed '1i [match]\nshown = 1' policy.ini >none.ini
run 0 "${near[@]}" --policy none.ini --json
out_has '"rejected": []'
sed '1i [match]\npossible = 0.66' policy.ini >low.ini
run 1 "${near[@]}" --policy low.ini --json
out_has '"rejected": []'
sed '1i [match]\nshown = 2' policy.ini >bad.ini
run 2 "${near[@]}" --policy bad.ini

# At most five, the best first, and never one that is a hit.
python3 - >many.jsonl <<'PY'
import json
for i, tail in enumerate(["Trading", "Stores", "Metals", "Timber", "Textiles", "Ceramics", "Foods", "Optics"]):
    print(json.dumps({"entity_id": str(i), "names": [f"Marrow Hill {tail} Ltd"], "type": "org"}))
PY
run 0 lists import --policy policy.ini --source own --list-date 2026-08-01 many.jsonl
sed '1i [match]\nshown = 0.3' policy.ini >more.ini
run 0 screen "Marrow Hill Shipping" --as-of 2026-08-01 --policy more.ini --json
python3 - <<'PY' || fail "five"
import json
j = json.load(open("out"))
scores = [r["score"] for r in j["rejected"]]
assert len(scores) == 5 and scores == sorted(scores, reverse=True), scores
PY
cat >orders.csv <<'CSV'
Order No,Customer,Country,ECCN,Destination
SO-1,Marrow Hill Shipping,FR,EAR99,FR
CSV
"$LICET" check orders.csv --as-of 2026-08-01 --policy more.ini --out e.html --out e.jsonl >out 2>err || true
grep -q "Nearest candidates rejected" e.html || fail "the evidence lacks the rejected"
python3 - <<'PY' || fail "order body"
import json
d = json.loads(open("e.jsonl").readline())["decision"]
assert len(d["parties"][0]["rejected"]) == 5 and d["parties"][0]["hits"] == [], d["parties"]
PY
run 0 verify --json
root=$(python3 -c 'import json; print(json.load(open("out"))["root"])')
grep -q "$root" e.html || fail "the evidence lacks the root of the log"
echo "desk_rejected"
