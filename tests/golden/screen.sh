#!/usr/bin/env bash
# One party: verdicts, exit codes, the JSON members, and the text a person reads.
. "$(dirname "$0")/common.bash"
run 2 screen "Quiet Harbour Bakery" --as-of $day
out_has "NOT_SCREENED"
sample_lists

keys() {
    python3 - "$1" "$2" <<'PY' || fail "screen --json of $2"
import json, sys
verdict = sys.argv[1]
j = json.load(open("out"))
need = {"query", "as_of", "verdict", "hits", "lists", "policy_hash", "engine", "decision_id", "remedy"}
assert need <= set(j), need - set(j)
assert j["verdict"] == verdict, j["verdict"]
assert (j["hits"] is None) == (verdict == "NOT_SCREENED"), j["hits"]
for h in j["hits"] or []:
    need = {"entry", "list", "score", "evidence", "name", "why", "from", "to", "citation",
            "requirement", "policy"}
    assert need <= set(h), need - set(h)
    assert 0 <= h["score"] <= 1 and h["why"], h
PY
}
run 1 screen "NSO Group" --country IL --as-of $day --json
keys MATCH "NSO Group"
python3 -c 'import json
h = json.load(open("out"))["hits"][0]
assert (h["list"], h["citation"], h["from"]) == ("EL", "86 FR 60760", "2021-11-04"), h' || fail "NSO Group"
run 1 screen "NSO Group" --as-of $day --json
keys POSSIBLE_MATCH "NSO Group, name only"
run 2 screen "Quiet Harbour Bakery" --as-of $day --json
keys NOT_SCREENED "Quiet Harbour Bakery"

for q in "NSO Group|IL" "Candiru|IL" "Saito Tech|IL" "COSEINC|SG" "Позитив Текнолоджиз|RU"; do
    run 1 screen "${q%|*}" --country "${q#*|}" --as-of $day
    out_has "MATCH"
    [ "$(widest out)" -le 80 ] || fail "${q%|*}: $(widest out) columns"
done

# The day before the listing: known, not yet in force; the other entry of the other party stands.
run 2 screen "NSO Group" --country IL --as-of 2021-11-03
out_has "2021-11-04"
run 1 screen "Positive Technologies" --country RU --as-of 2021-11-03

# Nothing found in a whole, fresh list.
small_list
run 0 screen "Quiet Harbour Bakery" --policy policy.ini --as-of $day
out_has "NO_MATCH"
run 1 screen "Marrow Hill Trading Limited" --country GB --policy policy.ini --as-of $day

# What stands where a name should is none; who is listed under it is found all the same.
for q in TBD same "TO ORDER" the unknown N/A unbekannt; do
    run 2 screen "$q" --policy policy.ini --as-of $day --json
    keys NOT_SCREENED "$q"
    out_has "is not a name; give the party's name"
done
for q in "Unknown Pleasures Ltd" "Same Deutz-Fahr" "Order of Malta"; do
    run 0 screen "$q" --policy policy.ini --as-of $day
done
printf '%s\n' '{"entity_id":"3","names":["Unknown"],"type":"org"}' >>own.jsonl
run 0 lists import --policy policy.ini --source own --list-date $day own.jsonl
run 1 screen unknown --policy policy.ini --as-of $day --json
keys POSSIBLE_MATCH "a listed Unknown"

# What cannot be asked.
for q in garbage 1971-13-45 1971-02-30 71 01.02.1971 "" 1700; do
    run 2 screen "Ossian Vale" --birth "$q" --policy policy.ini --as-of $day
    err_has "not a date of birth: $q"
done
for q in 1971 1971-02 1971-02-28; do run 1 screen "Ossian Vale" --birth "$q" --policy policy.ini --as-of $day; done
run 2 screen ""
run 2 screen "NSO Group" --country Atlantis
run 2 screen "NSO Group" --type spaceship
run 2 screen "NSO Group" --as-of 2026-02-30
run 2 screen "$(printf 'NSO \xff')" --as-of $day
grep -q "NOT_SCREENED" out || [ -s err ] || fail "bytes that are no text"
echo "screen"
