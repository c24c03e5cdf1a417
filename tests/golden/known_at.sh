#!/usr/bin/env bash
# What was known at a moment: a list that came late, a correction of an old day, a decision about an
# edition, a resolved hit. Each command that takes --as-of takes --known-at.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
guard_removals = 1
guard_percent = 3
[list own]
max_age_days = 36500
INI
entry() { printf '{"entity_id":"%s","names":["%s"],"type":"org","countries":["%s"]}\n' "$@"; }
import() { run "$1" lists import --policy policy.ini --source own --list-date "$2" "$3"; }
screen() { run "$1" screen "$2" --country GB --policy policy.ini --as-of "$3" --known-at "$4" "${@:5}"; }
moment() { sleep 1.1; date -u +%Y-%m-%dT%H:%M:%SZ; sleep 1.1; }

before=$(moment)
{ entry 1 "Marrow Hill Trading" GB; entry 2 "Ossian Vale Freight" GB; } >first.jsonl
import 0 2026-07-01 first.jsonl
first=$(moment)
# The correction: the edition of the same day, sent again, has another name and an entry more.
{ entry 1 "Quillfeather Holdings" GB; entry 2 "Ossian Vale Freight" GB; entry 3 "Tamsin Orrery" GB; } >second.jsonl
import 0 2026-07-01 second.jsonl
second=$(moment)

# Before the first import nothing is known: no list, no hit, no NO_MATCH.
screen 2 "Marrow Hill Trading" 2026-07-05 "$before" --json
python3 - <<'PY' || fail "before the first import"
import json
d = json.load(open("out"))
assert d["verdict"] == "NOT_SCREENED" and d["hits"] is None and d["lists"] == [], d
assert "never imported" in d["remedy"], d
PY
# Then the first edition; then the corrected one. The day asked about is the same.
screen 1 "Marrow Hill Trading" 2026-07-05 "$first"
screen 0 "Tamsin Orrery" 2026-07-05 "$first"
screen 0 "Marrow Hill Trading" 2026-07-05 "$second"
screen 1 "Tamsin Orrery" 2026-07-05 "$second" --json
python3 - "$second" <<'PY' || fail "the body"
import json, sys
d = json.load(open("out"))
assert d["known_at"] == sys.argv[1] and d["hits"][0]["verdict"] == "MATCH", d
open("id", "w").write(d["decision_id"])
PY
run 0 replay "$(cat id)" --policy policy.ini
screen 1 "Marrow Hill Trading" 2026-07-05 "$first" --json
python3 -c 'import json; open("id", "w").write(json.load(open("out"))["decision_id"])'
run 0 replay "$(cat id)" --policy policy.ini
run 1 screen "Tamsin Orrery" --country GB --policy policy.ini --as-of 2026-07-05

# Of one entry, and between days.
run 0 show HOUSE/1 --known-at "$first"
out_has "Marrow Hill Trading"
run 0 show HOUSE/1 --known-at "$second"
out_has "Quillfeather Holdings"
run 2 show HOUSE/3 --known-at "$first"
run 2 show HOUSE/1 --known-at "$before"
run 0 history HOUSE/1 --known-at "$first" --json
python3 - <<'PY' || fail "history as known first"
import json
e = json.load(open("out"))["entries"][0]
assert e["name"] == "Marrow Hill Trading" and [x["what"] for x in e["events"]] == ["added"], e
PY
run 0 history HOUSE/1 --known-at "$second" --json
python3 - <<'PY' || fail "history as known after the correction"
import json
e = json.load(open("out"))["entries"][0]
assert e["name"] == "Quillfeather Holdings", e
assert sorted(x["what"] for x in e["events"]) == ["added", "corrected"], e
PY
run 2 history HOUSE/3 --known-at "$first"
{ entry 1 "Quillfeather Holdings" GB; entry 2 "Ossian Vale Freight" GB; entry 3 "Tamsin Orrery" GB; entry 4 "Sallow Fen" GB; } >third.jsonl
import 0 2026-07-20 third.jsonl
third=$(moment)
run 1 lists diff 2026-07-01 2026-07-20 --source own --known-at "$third"
out_has "1 added, 0 modified, 0 removed"
run 0 lists diff 2026-07-01 2026-07-20 --source own --known-at "$first"

# Orders and facts.
cat >orders.csv <<'CSV'
order_id,ship_date,activity,item,eccn,origin,to,purchaser_name,purchaser_country
A-1,2026-07-05,export,rack,EAR99,US,GB,Tamsin Orrery,GB
CSV
check() { run "$1" check orders.csv --format jsonl --policy policy.ini --as-of 2026-07-05 --known-at "$2"; }
check 1 "$second"
out_has '"verdict":"MATCH"'
check 0 "$first"
out_has '"verdict":"NO_MATCH"'
for at in "$first" "$second"; do
    "$LICET" determine --policy policy.ini --party "end_user:Tamsin Orrery:GB" --fact item.eccn=EAR99 \
        --as-of 2026-07-05 --known-at "$at" --json >"determine.$at" 2>err || true
done
python3 - "determine.$first" "determine.$second" <<'PY' || fail "determine"
import json, sys
was, now = (json.load(open(f)) for f in sys.argv[1:])
assert was["parties"][0]["verdict"] == "NO_MATCH" and now["parties"][0]["verdict"] == "MATCH", (was, now)
PY

# What a person decided later had not been decided then.
entry 1 "Quillfeather Holdings" GB >half.jsonl
import 2 2026-08-01 half.jsonl
held=$(moment)
run 0 lists approve own --reason "they were taken off" --by "A. First" --policy policy.ini
screen 0 "Tamsin Orrery" 2026-08-05 "$(date -u +%Y-%m-%d)"
screen 1 "Tamsin Orrery" 2026-08-05 "$held"
screen 2 "Nobody At All" 2026-08-05 "$held"
run 1 screen "Ossian Vale Freight" --country GB --policy policy.ini --as-of 2026-07-05 --json
id=$(python3 -c 'import json; print(json.load(open("out"))["decision_id"])')
unresolved=$(moment)
run 0 resolve "$id" --false-hit --reason DIFFERENT_ADDRESS --note "seen" --by "A. First" --policy policy.ini --json
second_id=$(python3 -c 'import json; print(json.load(open("out"))["resolutions"][0]["id"])')
run 0 resolve "$second_id" --approve --note "seen" --by "B. Second" --policy policy.ini
screen 0 "Ossian Vale Freight" 2026-07-05 "$(date -u +%Y-%m-%d)"
screen 1 "Ossian Vale Freight" 2026-07-05 "$unresolved"
printf 'id,name,country\nC-1,Tamsin Orrery,GB\n' >book.csv
run 0 book import book.csv
run 0 rescreen --policy policy.ini --as-of 2026-07-05 --known-at "$first"
run 1 rescreen --policy policy.ini --as-of 2026-07-05 --known-at "$second"

run 2 screen "Ossian Vale" --known-at yesterday
err_has "not a moment: yesterday"
run 0 verify
echo "known_at"
