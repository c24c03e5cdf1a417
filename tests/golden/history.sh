#!/usr/bin/env bash
# One entry through time: added, modified field by field, removed, back again; what a late edition
# corrects; what a quarantined one says.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
guard_removals = 25
guard_percent = 99
[list own]
max_age_days = 36500
INI
other='{"entity_id":"7","names":["Ossian Vale"],"type":"person","countries":["IE"]}'
said() { # DAY CODE LINE...
    local day=$1 code=$2
    shift 2
    printf '%s\n' "$@" >"own.jsonl"
    run "$code" lists import --source own --list-date "$day" --policy policy.ini own.jsonl
}
first='{"entity_id":"1","names":["Candiru","Candiru Ltd."],"type":"org","countries":["IL"],"reason":"spyware"}'
second='{"entity_id":"1","names":["Candiru","Saito Tech Ltd."],"type":"org","countries":["IL"],"reason":"spyware, 86 FR 60759"}'
said 2021-11-01 0 "$other"
said 2021-11-08 0 "$other" "$first"
said 2023-05-01 0 "$other" "$second"
said 2024-02-02 0 "$other"
said 2025-01-05 0 "$other" "$second"

scrub() { sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z/TIME/g; s/[0-9a-f]{64}/SHA256/' "$1"; }
run 0 history HOUSE/1
[ "$(widest out)" -le 80 ] || fail "history is $(widest out) columns wide"
scrub out >shown
same shown history.txt
cp out by_key
run 0 history "candiru ltd"
cmp out by_key || fail "by name and by key differ"
run 0 history "Ossian Vale"
out_has "in the oldest list held here"
run 2 history "Nobody At All"
err_has "no entry of any list held here"
run 2 history ""

# A late edition: what was believed of its days is corrected, and says until when.
said 2021-12-01 0 "$other" "$second"
run 0 history HOUSE/1 --json
python3 - <<'PY' || fail "history JSON"
import json
e = json.load(open("out"))["entries"][0]
assert e["listed"] is True and e["name"] == "Candiru", e
what = [(x["what"], x["list_date"]) for x in e["events"]]
assert what == [("added", "2021-11-08"), ("modified", "2021-12-01"), ("removed", "2024-02-02"),
                ("added", "2025-01-05")], what
came = {(c["field"], c.get("was"), c.get("is")) for c in e["events"][1]["changes"]}
assert ("names", "Candiru Ltd.", None) in came and ("names", None, "Saito Tech Ltd.") in came, came
assert all(len(x["receipt"]["sha256"]) == 64 and x["receipt"]["snapshot"] for x in e["events"])
PY
sleep 1.1 # what was believed for less than a second is told by no second
said 2021-11-08 0 "$other"
run 0 history HOUSE/1
out_has "; not listed that day"

# In quarantine the entry stands as it was, and what the edition says stands beside it.
printf '%s\n' "${first/spyware/exploits}" >own.jsonl
sed 's/guard_removals = 25/guard_removals = 0/; s/99/3/' policy.ini >strict.ini
run 2 lists import --source own --list-date 2025-06-01 --policy strict.ini own.jsonl
run 0 history HOUSE/1
out_has "a quarantined edition says so"

# The drawing is well-formed, whatever a name holds.
said 2025-07-01 0 "$other" '{"entity_id":"1","names":["<b>&\"]]> \u202egnp.exe"],"type":"org","countries":["IL"]}'
run 0 history HOUSE/1 --svg life.svg
python3 - <<'PY' || fail "the drawing"
import xml.etree.ElementTree as tree
root = tree.parse("life.svg").getroot()
text = "".join(root.itertext())
assert root.tag.endswith("svg") and "<b>&" in text and "\u202e" not in text, text
assert len(root.findall(".//{*}rect")) >= 4
PY
run 2 history HOUSE/1 --svg nowhere/life.svg
run 0 verify

# A sample says nothing about its day: the whole list that took its place corrects no listing.
export LICET_HOME="$tmp/sampled"
printf '%s\n' "$first" >own.jsonl
run 0 lists import --source own --sample --list-date 2024-01-01 --policy policy.ini own.jsonl
sleep 1.1
said 2025-01-01 0 "$other" "$second"
run 0 history HOUSE/1
out_has "a sample was held until"
out_has "a whole list took"
out_lacks "listed that day"
run 0 history HOUSE/1 --json
out_has '"sample": true'
out_lacks '"listed_now"'
run 0 verify
echo "history"
