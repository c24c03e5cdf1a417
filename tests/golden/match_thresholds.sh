#!/usr/bin/env bash
# Thresholds by type of party and by list, out of the policy file, as the binary applies them.
. "$(dirname "$0")/common.bash"
cat >own.jsonl <<'JSON'
{"entity_id":"1","names":["Marrow Hill Trading"],"type":"org","countries":["GB"]}
{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"]}
JSON
base='[lists]
required = own
[list own]
max_age_days = 36500
'
policy() { printf '%s%s\n' "$base" "$1" >policy.ini; }
screen() { run "$1" screen --policy policy.ini --as-of $day --json "${@:2}"; }
verdict_is() { python3 - "$1" <<'PY' || fail "not $1"
import json, sys
j = json.load(open("out"))
assert j["verdict"] == sys.argv[1], j["verdict"]
PY
}
policy ""
run 0 lists import --policy policy.ini --source own --list-date $day own.jsonl
screen 1 "Marrow Hill Trading"
screen 1 "Ossian Vale"

# A stricter number for one type leaves the other alone; what was near is recorded with the number
# that rejected it.
for name in "Marow Hil Trading" "Ossian Valle"; do
    screen 1 "$name"
    verdict_is POSSIBLE_MATCH
done
policy "[match organisation]
possible = 0.999
match = 0.999"
screen 0 "Marow Hil Trading"
verdict_is NO_MATCH
out_has "below the policy's 0.9990"
run 0 explain --policy policy.ini "Marow Hil Trading" HOUSE/1
out_has "below 1.00"
screen 1 "Ossian Valle"
policy "[match person]
possible = 0.999
match = 0.999"
screen 1 "Marow Hil Trading"
screen 0 "Ossian Valle"

# A list's own number goes before the type's, the sub-list's before the source's.
policy "[match person]
possible = 0.999
match = 0.999
[match list HOUSE]
possible = 0.8"
screen 1 "Ossian Valle"
policy "[match list own]
possible = 0.8
[match list HOUSE]
possible = 0.999
match = 0.999"
screen 0 "Ossian Valle"
policy "[match list SDN]
possible = 0.999
match = 0.999"
screen 1 "Ossian Valle"

# Nothing a policy says can be lost in silence.
policy "[match list SDM]
possible = 0.5"
screen 2 "Ossian Vale"
err_has "[match list SDM]: no such list"
policy "[match people]
possible = 0.5"
screen 2 "Ossian Vale"
err_has "unknown section"
policy "[match person]
possible = 0.96"
screen 2 "Ossian Vale"
err_has "possible must not be above match"
echo "thresholds by type and list"
