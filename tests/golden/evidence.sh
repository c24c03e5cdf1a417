#!/usr/bin/env bash
# Decisions can be replayed and are whole; the rules can be read.
. "$(dirname "$0")/common.bash"
sample_lists
run 1 screen "NSO Group" --country IL --as-of $day --json
id=$(python3 -c 'import json; print(json.load(open("out"))["decision_id"])')
run 2 check "$sample/orders.csv" --as-of $day --quiet
order=$(python3 -c 'import csv; print(next(csv.DictReader(open("out", encoding="utf-8")))["decision_id"])')
for d in "$id" "$order"; do
    run 0 replay "$d"
    out_has "same"
done
run 2 replay D-nothing
run 0 verify
out_has "Nothing was altered."
run 0 verify --json
python3 -c 'import json
v = json.load(open("out"))
assert v["ok"] is True and v["decisions"] == 41 and v["bad"] == 0 and len(v["root"]) == 64, v' || fail "verify"
run 0 rules show
[ -s out ] || fail "no rule files"
run 0 rules show 744.11
out_has "744.11"
run 0 rules show "§ 744.11"
run 2 rules show 999.99
LICET_HOME=$tmp/none run 2 verify
echo "evidence"
