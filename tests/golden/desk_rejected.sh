#!/usr/bin/env bash
# What came near and was rejected stands in the record and the evidence, and changes no verdict. The
# evidence ends with the root of the log.
. "$(dirname "$0")/common.bash"
small_list
sed '1i [match]\nshown = 0.001' policy.ini >more.ini

# A name that is near and no hit; how near is the matcher's affair.
for name in "Marrow Hill Shipping" "Marrow Hill Shops" "Morrow Hill Shops" "Marrow Fish Shops"; do
    near=(screen "$name" --country FR --as-of $day)
    code=0
    "$LICET" "${near[@]}" --policy more.ini --json >near.json 2>err || code=$?
    if [ "$code" = 0 ] && grep -q '"why"' near.json; then break; fi
done
cat >near.py <<'PY'
import json
j = json.load(open("near.json"))
r = j["rejected"]
assert j["verdict"] == "NO_MATCH" and j["hits"] == [] and len(r) == 1, j
assert set(r[0]) == {"entry", "list", "name", "score", "why"}, r
assert 0.001 <= r[0]["score"] < 0.80 and "below the policy's 0.8000" in r[0]["why"][-1], r
print(j["decision_id"], f"{r[0]['score'] * 0.9:.4f}")
PY
read -r id lower < <(python3 near.py) || fail "rejected"
run 0 replay "$id"
run 0 "${near[@]}" --policy more.ini
out_has "Rejected: Marrow Hill Trading Ltd (HOUSE) 0."
[ "$(widest out)" -le 80 ] || fail "the line of the rejected is too wide"

# The policy may leave it out; a lower threshold makes the same candidate a hit, and rejects it no more.
sed '1i [match]\nshown = 1' policy.ini >none.ini
run 0 "${near[@]}" --policy none.ini --json
out_has '"rejected": []'
sed "1i [match]\npossible = $lower" policy.ini >low.ini
run 1 "${near[@]}" --policy low.ini --json
out_has '"rejected": []'
sed '1i [match]\nshown = 2' policy.ini >bad.ini
run 2 "${near[@]}" --policy bad.ini

# At most five, the best first, and never one that is a hit.
cat >many.py <<'PY'
import json
for i, tail in enumerate(["Trading", "Stores", "Metals", "Timber", "Textiles", "Ceramics", "Foods", "Optics"]):
    print(json.dumps({"entity_id": str(i), "names": [f"Marrow Hill {tail} Ltd"], "type": "org"}))
PY
python3 many.py >many.jsonl
run 0 lists import --policy policy.ini --source own --list-date 2026-08-01 many.jsonl
run 0 screen "$name" --as-of 2026-08-01 --policy more.ini --json
python3 - <<'PY' || fail "five"
import json
j = json.load(open("out"))
scores = [r["score"] for r in j["rejected"]]
assert len(scores) == 5 and scores == sorted(scores, reverse=True), scores
PY
cat >orders.csv <<CSV
Order No,Customer,Country,ECCN,Destination
SO-1,$name,FR,EAR99,FR
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
