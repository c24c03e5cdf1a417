#!/usr/bin/env bash
# A dossier is evidence, not a listing: shown with the party, kept by hash, and no verdict moves.
. "$(dirname "$0")/common.bash"
small_list
get() { python3 -c 'import json,sys; j=json.load(open("out")); print(eval(sys.argv[1]))' "$1"; }
is() { [ "$(get "$1")" = "$2" ] || fail "$1 is $(get "$1"), not $2"; }
one=(screen "Marrow Hill Trade Ltd" --country FR --as-of $day --policy policy.ini)
none=(screen "Quiet Lane Bakery" --country FR --as-of $day --policy policy.ini)
run 1 "${one[@]}" --json
is 'j["verdict"], j["dossier"]' "('POSSIBLE_MATCH', [])"
before=$(get 'j["decision_id"]')
run 1 dossier show
out_has "Nothing was kept"

# What is said wrong is refused, and nothing is kept.
printf 'A report about spyware.\n' >report.txt
add=(dossier add "Marrow Hill Trading Ltd" --date 2021-07-18 --source "A newspaper" --note "sells it on")
run 2 "${add[@]}" --by A
err_has "a file or an address"
run 2 "${add[@]}" --by A --url "ftp://example.org/x"
run 2 "${add[@]}" --by A --url "https://example.org/a b"
run 2 "${add[@]}" --by A --file missing.pdf
run 2 dossier add X --file report.txt --source S --note N --by A
run 2 dossier add X --file report.txt --source S --note N --by A --date 2999-01-01
run 2 dossier add X --file report.txt --date $day --note N --by A
run 2 dossier add X --file report.txt --date 2021-07-18 --source S --by A
run 2 dossier add "" --file report.txt --date 2021-07-18 --source S --note N --by A
run 1 dossier show

# About an entry's name, its key, and a party on no list.
run 0 "${add[@]}" --by "A. First" --file report.txt --json
n1=$(get 'j["id"]')
case $n1 in N-*) ;; *) fail "id $n1" ;; esac
key=$(run 1 "${one[@]}" --json && get 'j["hits"][0]["entry"]')
run 0 dossier add "$key" --by A --url https://example.org/x --date 2022-01-02 --source B --note "a second one"
run 0 dossier add "QUIET LANE  bakery" --by A --url http://example.org/y --date 2022-01-03 --source C --note "a third one"
run 1 "${one[@]}" --json
is 'j["verdict"], [n["note"] for n in j["dossier"]]' "('POSSIBLE_MATCH', ['sells it on', 'a second one'])"
after=$(get 'j["decision_id"]')
run 0 "${none[@]}" --json
is 'j["verdict"], [n["source"] for n in j["dossier"]]' "('NO_MATCH', ['C'])"
run 1 "${one[@]}"
out_has "Dossier: evidence, not a listing"
out_has "2021-07-18, A newspaper: sells it on; report.txt; $n1"
[ "$(widest out)" -le 80 ] || fail "too wide"
for d in "$before" "$after"; do run 0 replay "$d"; done
run 0 dossier add "$key" --by A --url https://example.org/z --date 2022-01-02 --source B --note "later"
for d in "$before" "$after"; do run 0 replay "$d"; done

run 0 dossier show --json
is 'len(j["notes"])' 4
run 0 dossier show "quiet lane bakery"
out_has "a third one"
run 1 dossier show "Somebody Else"
run 0 dossier show "$n1" --out again.txt
cmp report.txt again.txt
run 2 dossier show "$key" --out again.txt
run 2 dossier show --out again.txt

cat >orders.csv <<'CSV'
Order No,Customer,Country,ECCN,Destination
SO-1,Marrow Hill Trade Ltd,FR,EAR99,FR
CSV
"$LICET" check orders.csv --as-of $day --policy policy.ini --out e.html --out e.jsonl >out 2>err || true
grep -q "Dossier: evidence, not a listing" e.html || fail "the evidence lacks the dossier"
grep -q "sells it on" e.html || fail "the evidence lacks the note"
python3 - <<'PY' || fail "order body"
import json
d = json.loads(open("e.jsonl").readline())["decision"]
assert len(d["parties"][0]["dossier"]) == 3, d["parties"][0]["dossier"]
PY
run 0 verify
out_has "kept files"
printf 'x' >>"$(ls home/kept/*.zst)"
run 2 verify
run 2 dossier show "$n1" --out again.txt

# Nothing a note says can move the terminal's cursor.
run 0 dossier add "Esc" --by A --url http://example.org/y --date 2022-01-03 --source C --note $'a\e[31mb\nc'
run 0 dossier show Esc
! grep -q $'\e' out || fail "an escape reached the terminal"
echo "desk_dossier"
