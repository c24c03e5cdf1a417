#!/usr/bin/env bash
# The life of a false hit: raised, resolved, silent on re-screening, open again when the list entry
# changes, when the customer's record changes, and when its term ends. Two people for a match.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
INI
cat >own.jsonl <<'JSON'
{"entity_id":"1","names":["Candiru","Candiru Ltd."],"type":"org","countries":["IL"],"reason":"spyware"}
{"entity_id":"2","names":["NSO Group"],"type":"org","countries":["IL"],"reason":"spyware"}
JSON
run 0 lists import --source own --list-date $day --policy policy.ini own.jsonl
fish=(screen "NSO Groupe SARL" --country FR --policy policy.ini --as-of $day)
id_of() { python3 -c 'import json; print(json.load(open("out"))["decision_id"])'; }
first_of() { python3 -c 'import json,sys; print(json.load(open("out"))["resolutions"][0][sys.argv[1]])' "$1"; }

run 0 hits
out_has "No hit is open."
run 1 "${fish[@]}" --json
d=$(id_of)
run 1 hits
out_has "NSO Groupe SARL"
out_has "1 open"

# What is said wrong is refused with the way out, and nothing is recorded.
run 2 resolve "$d" --note x --by "A. First"
run 2 resolve "$d" --false-hit --true-match --reason OTHER --note x --by "A. First"
run 2 resolve "$d" --false-hit --reason NO_SUCH_CODE --note x --by "A. First"
err_has "DIFFERENT_COUNTRY"
run 2 resolve "$d" --false-hit --note x --by "A. First"
err_has "a reason is needed; one of DIFFERENT_NAME"
run 2 resolve "$d" --false-hit --reason SAME_IDENTIFIER --note x --by "A. First"
run 2 resolve "$d" --false-hit --reason DIFFERENT_COUNTRY --by "A. First"
run 2 resolve "$d" --false-hit --reason DIFFERENT_COUNTRY --note x --by "A. First" --until 2001-01-01
run 2 resolve "$d" --false-hit --reason DIFFERENT_COUNTRY --note x --by "A. First" --until 2099-01-01
run 2 resolve "$d" --false-hit --reason DIFFERENT_COUNTRY --note x --by "A. First" --entry EL/none
run 2 resolve D-nothing --false-hit --reason DIFFERENT_COUNTRY --note x --by "A. First"
run 1 hits

# Resolved: silent, but visible and counted.
run 0 resolve "$d" --false-hit --reason DIFFERENT_COUNTRY --note "a bakery in Lyon" --by "A. First"
out_has "false_hit until"
run 2 resolve "$d" --false-hit --reason DIFFERENT_COUNTRY --note "again" --by "A. First"
run 0 hits
run 0 "${fish[@]}" --json
python3 - <<'PY' || fail "a suppressed hit"
import json
j = json.load(open("out"))
assert j["verdict"] == "NO_MATCH" and j["suppressed"] == 1, j
h = j["hits"][0]
assert h["suppressed"] is True and h["resolution"]["by"] == "A. First", h
PY
silent=$(id_of)
run 0 replay "$silent"
run 0 replay "$d"
run 0 "${fish[@]}"
out_has "false"

# Another customer of that name, or the same with more facts, is another pair.
run 1 screen "NSO Groupe SARL" --country BE --policy policy.ini --as-of $day
run 1 "${fish[@]}" --address "1 rue A, Lyon"

# The list entry changes: open again, and the record says why.
sed 's/"spyware"/"spyware, 86 FR 60760"/' own.jsonl >changed.jsonl
run 0 lists import --source own --list-date $day --policy policy.ini changed.jsonl
run 1 "${fish[@]}" --json
out_has "the list entry has changed since"
run 1 hits

# A true match takes two people to end.
run 1 screen "NSO Group" --country IL --policy policy.ini --as-of $day --json
m=$(id_of)
run 0 resolve "$m" --true-match --reason SAME_ADDRESS_NAME --note "their own letterhead" --by "A. First"
run 0 resolve "$m" --false-hit --reason OTHER --note "mistaken" --by "A. First" --json
r=$(first_of id)
run 1 screen "NSO Group" --country IL --policy policy.ini --as-of $day
run 2 resolve "$r" --approve --note "myself" --by "a. first"
err_has "second person"
run 1 screen "NSO Group" --country IL --policy policy.ini --as-of $day
run 0 resolve "$r" --approve --note "seen the documents" --by "B. Second"
run 0 screen "NSO Group" --country IL --policy policy.ini --as-of $day
run 2 resolve "$r" --approve --note "again" --by "C. Third"
run 0 verify
echo "desk"
