#!/usr/bin/env bash
# Several people at the desk: the same pair at once, the same person twice, hits that are gone, terms
# that end, rows that were altered.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
[desk]
resolution_days = 1
INI
cat >own.jsonl <<'JSON'
{"entity_id":"2","names":["NSO Group"],"type":"org","countries":["IL"],"reason":"spyware"}
{"entity_id":"3","names":["Marrow Hill Trading Ltd"],"type":"org","countries":["GB"]}
JSON
own=(lists import --source own --policy policy.ini)
run 0 "${own[@]}" --list-date $day own.jsonl
nso=(screen "NSO Groupe SARL" --country FR --policy policy.ini)
id_of() { python3 -c 'import json; print(json.load(open("out"))["decision_id"])'; }
first_of() { python3 -c 'import json,sys; print(json.load(open("out"))["resolutions"][0][sys.argv[1]])' "$1"; }

# Two people resolve the same pair at once, ten times over: one word stands, the other is told.
for i in 1 2 3 4 5 6 7 8 9 10; do
    run 1 "${nso[@]}" --address "number $i" --json
    d=$(id_of)
    for who in First Second; do
        "$LICET" resolve "$d" --false-hit --reason DIFFERENT_NAME --note "read in full" --by "$who" \
            --policy policy.ini >"out.$who" 2>&1 || echo $? >"code.$who" &
    done
    wait
    codes=$(cat code.First code.Second 2>/dev/null | tr -d '\n' || true)
    rm -f code.First code.Second
    [ "$codes" = 2 ] || fail "two at once ended with '$codes'"
done
run 0 hits
run 0 verify

# The same person, written otherwise, is no second one.
run 1 screen "NSO Group" --country IL --policy policy.ini --json
d=$(id_of)
run 0 resolve "$d" --false-hit --reason OTHER --note "mistaken" --by "José Álvarez" --json
r=$(first_of id)
for same in "JOSÉ ÁLVAREZ" "jose alvarez" " José  Álvarez " "José Álvarez"; do
    run 2 resolve "$r" --approve --note "me again" --by "$same"
    err_has "second person"
done
run 1 screen "NSO Group" --country IL --policy policy.ini
run 2 resolve "$r" --approve --note "bytes that are no text" --by "$(printf 'B\xff')"
run 0 resolve "$r" --approve --note "seen the papers" --by "Berta Zwei"
run 0 screen "NSO Group" --country IL --policy policy.ini

# A term ends: silent on its last day, open on the day after.
run 1 "${nso[@]}" --json
d=$(id_of)
run 0 resolve "$d" --false-hit --reason DIFFERENT_COUNTRY --note "Lyon" --by "A" --policy policy.ini --json
until=$(first_of until)
run 0 "${nso[@]}" --as-of "$until"
run 1 "${nso[@]}" --as-of "$(date -u -d "$until + 1 day" +%F)" --json
out_has "its term has ended"
python3 - <<'PY' || fail "reopened"
import json
j = json.load(open("out"))
assert j["verdict"] == "POSSIBLE_MATCH" and j["suppressed"] == 0, j
assert j["hits"][0]["resolution"]["reopened"] == "its term has ended", j["hits"][0]
PY

# A hit that no longer exists: the word on it is kept, and the pair is open no more.
run 1 screen "Marrow Hill Trading Limited" --country IE --policy policy.ini --json
d=$(id_of)
grep -v Marrow own.jsonl >fewer.jsonl
run 1 hits
out_has "Marrow Hill"
# A laxer policy, tried once, makes no hit go away.
sed '1i [match]\npossible = 1\nmatch = 1' policy.ini >lax.ini
run 0 screen "Marrow Hill Trading Limited" --country IE --policy lax.ini
run 1 hits
out_has "Marrow Hill"
run 0 "${own[@]}" --list-date "$(date -u +%F)" fewer.jsonl
run 0 screen "Marrow Hill Trading Limited" --country IE --policy policy.ini
run 0 hits
run 0 hits --all
out_has "no longer found"
run 0 resolve "$d" --false-hit --reason OTHER --note "for the file" --by "A"
run 2 resolve "$d" --false-hit --reason OTHER --note "no such entry" --by "A" --entry HOUSE/none
run 0 verify

# An altered resolution is found out, and nothing is decided on it.
python3 - <<'PY'
import sqlite3
db = sqlite3.connect("home/licet.db")
keep = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'decision_holds'").fetchone()[0]
db.execute("DROP TRIGGER decision_holds")
n = db.execute("UPDATE decision SET record = replace(record, '\"by\":\"Berta Zwei\"', "
               "'\"by\":\"Berta Drei\"') WHERE id LIKE 'R-%' AND record LIKE '%Berta Zwei%'").rowcount
assert n == 1, n
db.execute(keep)
db.commit()
PY
run 2 verify
out_has "was altered"
run 2 hits
run 2 "${nso[@]}"
err_has "altered"
echo "desk_people"
