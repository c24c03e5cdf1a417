#!/usr/bin/env bash
# Why one entry matches a name, or why not: at any distance, and without recording anything.
. "$(dirname "$0")/common.bash"
sample_lists
run 1 screen "NSO Group" --country IL --as-of $day --json
key=$(python3 -c 'import json; print(json.load(open("out"))["hits"][0]["entry"])')
run 0 explain "NSO Group" "$key" --country IL
out_has "MATCH, score 1.0"
! grep -q "keeps it" out || fail "something keeps a match away"
run 0 explain "NSO Groupe" "$key" --country FR
out_has "POSSIBLE_MATCH"
out_has "the country conflicts"
run 0 explain "Nissan Group of Europe" "$key"
out_has "NO_MATCH"
out_has "below 0.80"
out_has "only in the listed name: nso"
run 0 explain "Zzyzx Qwrt" "$key" --json
python3 - <<'PY' || fail "explain --json"
import json
j = json.load(open("out"))
assert j["score"] == 0 and j["verdict"] == "NO_MATCH" and len(j["kept_away"]) == 1, j
assert set(j) == {"asked", "entry", "list", "primary", "name", "score", "ofac_score", "verdict", "why", "kept_away"}
PY
[ "$(widest out)" -gt 0 ] || fail "nothing was said"
run 2 explain "NSO Group" EL/no-such-key
err_has "no list entry has the key"
run 2 explain "..." "$key"
run 2 explain "NSO Group"
LICET_HOME=$tmp/none run 2 explain "NSO Group" "$key"
run 0 verify --json
python3 -c 'import json; assert json.load(open("out"))["decisions"] == 1' || fail "explain recorded something"
echo "explain"
