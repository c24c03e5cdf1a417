#!/usr/bin/env bash
# The book of customers: editions, runs over it, what changed since the run before, and its files.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
INI
cp policy.ini policy2.ini
mkdir -p home && cp policy.ini home/policy.ini
cat >own.jsonl <<'JSON'
{"entity_id":"1","names":["Marrow Hill Trading Ltd"],"type":"org","countries":["GB"]}
{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"]}
{"entity_id":"3","names":["NSO Group"],"type":"org","countries":["IL"]}
JSON
own=(lists import --source own)
run 0 "${own[@]}" --list-date $day own.jsonl
get() { python3 -c 'import json,sys; j=json.load(open("out")); print(eval(sys.argv[1]))' "$1"; }
is() { [ "$(get "$1")" = "$2" ] || fail "$1 is $(get "$1"), not $2"; }

run 2 book status
run 2 rescreen
err_has "no book of customers"
cat >c1.csv <<'CSV'
Our customers,,,,,,,
Customer No;Customer Name;Type;Country;Street;City;VAT No;DOB
C-1;NSO Groupe SARL;Company;France;1 rue A;Lyon;FR123;
C-2;Quiet Lane Bakery;Company;FR;;;;
C-3;Ossian Vail;Person;FR;;;;1970
C-4;Lantern Bay Foods;Firma;Narnia;;;;n.k.
CSV

# A row that cannot be read refuses the whole, with its line.
printf 'id,name\n1,A\n1,B\n2,\n,C\n4,D,too,many\n' >bad.csv
run 2 book import bad.csv
err_has "bad.csv:3: the id 1 stands in line 2 already"
err_has "bad.csv:4: no name"
err_has "bad.csv:5: no id"
err_has "bad.csv:6: more cells than the header has"
err_has "nothing was taken in"
printf 'id;nothing\n1;2\n' >bad.csv
run 2 book import bad.csv
err_has 'no header with a column "name"'
printf 'id;name\n' >bad.csv
run 2 book import bad.csv
run 2 book import missing.csv
run 2 book import c1.csv --date yesterday
run 2 book import c1.csv --date 2999-01-01
err_has "is in the future"
run 2 book status

run 0 book import c1.csv
out_has "Street: address"
out_has 'line 6: country "Narnia" is not known'
out_has 'line 6: birth "n.k." is no date'
[ "$(widest out)" -le 80 ] || fail "book import is too wide"
run 0 book import c1.csv
out_has "The same as before"
run 1 book status

# The first run.
run 1 rescreen --json --out r.csv --out r.jsonl --threads 2
is '[x["id"] for x in j["new"]]' "['C-1', 'C-3']"
is '[x["id"] for x in j["look_at"]]' "['C-1', 'C-3']"
is 'j["recorded"], j["open"], j["ages"]["0-1"], j["gone"]' "(4, 2, 2, [])"
d1=$(get 'j["look_at"][0]["decision"]')
python3 - <<'PY' || fail "tables"
import csv, json
rows = list(csv.DictReader(open("r.csv")))
assert [r["id"] for r in rows] == ["C-1", "C-2", "C-3", "C-4"], rows
assert rows[1]["verdict"] == "NO_MATCH" and rows[1]["decision_id"].startswith("D-"), rows[1]
assert rows[0]["change"] == "new" and rows[0]["listed_name"] == "NSO Group", rows[0]
lines = [json.loads(l) for l in open("r.jsonl")]
assert len(lines) == 4 and lines[0]["hits"][0]["state"] == "open", lines[0]
PY
run 0 replay "$d1"
run 0 book status
run 1 hits --json
is '[(h["book_id"], h["state"]) for h in j["hits"]]' "[('C-1', 'open'), ('C-3', 'open')]"

# Resolved: silent at the next run, and told as settled once.
run 0 resolve "$d1" --false-hit --reason DIFFERENT_COUNTRY --note "a bakery" --by "A. First"
run 1 rescreen --json
is '[x["id"] for x in j["settled"]]' "['C-1']"
is 'j["new"], j["reopened"], [x["id"] for x in j["look_at"]]' "([], [], ['C-3'])"
run 1 rescreen --json
is 'j["settled"], j["new"], j["before"]["run"][:2]' "([], [], 'S-')"

# The list entry changes, one goes, one comes: only those who are touched are recorded with --since.
yesterday=$(date -u -d yesterday +%F)
sed -e 's/"NSO Group"\]/"NSO Group"],"reason":"86 FR 60759"/' -e '/Ossian/d' own.jsonl >own2.jsonl
echo '{"entity_id":"4","names":["Quiet Lane Bakeries"],"type":"org","countries":["FR"]}' >>own2.jsonl
run 0 "${own[@]}" --list-date "$(date -u +%F)" own2.jsonl
run 1 book status
out_has "A rescreen is due"
run 2 rescreen --since 2999-01-01
run 2 rescreen --since soon
run 2 rescreen --since $day --all
run 2 rescreen --out r.pdf
run 1 rescreen --since "$yesterday" --json --out s.csv
is '[(x["id"], x["why"]) for x in j["reopened"]]' "[('C-1', 'the list entry has changed since')]"
is '[x["id"] for x in j["new"]]' "['C-2']"
is '[x["id"] for x in j["gone"]]' "['C-3']"
is 'j["recorded"], j["customers"], j["open"]' "(3, 4, 2)"
run 1 hits --json
is 'sorted((h["book_id"], h["state"]) for h in j["hits"])' "[('C-1', 'open'), ('C-2', 'open')]"
# Everything screened and compared gives the same state as what was recorded in part.
run 1 rescreen --json --out t.csv
is 'j["recorded"], j["new"], j["gone"], j["reopened"]' "(4, [], [], [])"
cut -d, -f1-5,8-10 s.csv >s.cut && cut -d, -f1-5,8-10 t.csv >t.cut
sed -i 's/,gone$/,/' s.cut t.cut
diff <(grep -v C-3 s.cut) <(grep -v C-3 t.cut) || fail "--since and --all differ"

# A new edition: one customer's record changes, one leaves, one joins; both editions stay.
run 0 resolve "$(get '[x for x in j["look_at"] if x["id"] == "C-1"][0]["decision"]')" \
    --false-hit --reason DIFFERENT_COUNTRY --note "still a bakery" --by "A. First"
run 1 rescreen --json
is '[x["id"] for x in j["settled"]]' "['C-1']"
cat >c2.jsonl <<'JSON'
{"id":"C-1","name":"NSO Groupe SARL","type":"org","country":"FR","address":"2 rue B, Lyon","identifiers":["FR123"]}
{"id":"C-3","name":"Ossian Vail","type":"person","country":"FR","birth":1970}
{"id":"C-4","name":"Lantern Bay Foods","type":"org","country":"IE"}
{"id":"C-5","name":"Plain Sailing GmbH","type":"org","country":"DE"}
JSON
run 0 book import c2.jsonl --date "$yesterday" --json
is 'j["added"], j["changed"], j["removed"], j["unchanged"], j["removed_ids"]' "(1, 2, 1, 1, ['C-2'])"
run 1 rescreen --since "$(date -u +%F)" --json
is '[(x["id"], x["why"]) for x in j["reopened"]]' \
    "[('C-1', \"the customer's record has changed since\")]"
is '[(x["id"], x["why"]) for x in j["gone"]]' "[('C-2', 'no longer in the book')]"
is 'j["recorded"], j["customers"]' "(3, 4)"
run 0 book status --json
is 'len(j["editions"]), j["editions"][1]["removed_ids"]' "(2, ['C-2'])"
run 1 rescreen
[ "$(widest out)" -le 80 ] || fail "rescreen is too wide"
run 0 verify
out_has "kept files"

# A required list that is missing: nobody is NO_MATCH, and no hit is called gone.
sed 's/required = own/required = own, us_csl/' policy.ini >more.ini
run 2 rescreen --policy more.ini --json
is 'j["gone"], j["verdicts"]["NO_MATCH"]' "([], 0)"

# The kept file of an edition is altered, then gone.
kept=$(find home/kept -name '*.zst' | head -1)
cp "$kept" saved
run 0 verify
for f in home/kept/*.zst; do printf 'x' >>"$f"; done
run 2 verify
out_has "kept file"
run 2 rescreen
cp saved "$kept"
rm home/kept/*.zst
run 2 verify --json
is 'j["kept"], j["bad_kept"], j["ok"]' "(2, 2, False)"
run 2 rescreen
err_has "is gone"
# A row without a name is never clear, in the first run and in those that search only a few.
export LICET_HOME=$tmp/other
mkdir other && cp policy2.ini other/policy.ini
run 0 "${own[@]}" --list-date $day own.jsonl
printf 'id,name,country\nN-1,Pelican Glass Works,FR\nN-2,TBD,FR\n' >unnamed.csv
run 0 book import unnamed.csv
run 2 rescreen --json
is 'j["searched"], j["verdicts"]["NOT_SCREENED"], j["verdicts"]["NO_MATCH"]' "(2, 1, 1)"
run 2 rescreen --since "$(date -u +%F)" --json
is 'j["searched"], j["verdicts"]["NOT_SCREENED"], j["verdicts"]["NO_MATCH"]' "(1, 1, 1)"
echo "desk_book"
