#!/usr/bin/env bash
# Letters to the exporter alone, out of home/letters.csv: dated, by party, item and destination; in determine and
# check; replayed under the letters of then; and nothing is decided while they cannot be read.
. "$(dirname "$0")/common.bash"
small_list
cp policy.ini home/policy.ini
cat >home/letters.csv <<'CSV'
reference,dated,section,parties,other_parties,items,to,until,note
BIS-2024-017,2024-05-02,744.21(b),Harrow Works; Харроу Трейдинг,Harrow Works Bakery,3A001 3A991,CN AE,,by e-mail
BIS-2025-003,2025-01-10,744.23(b),,,3B,MO D:5,2025-12-31,
BIS-2026-001,2026-03-01,744.6(c)(1),Kestrel Fabrication,,,,,
CSV

ask() { # CODE NAME COUNTRY ECCN DAY ARGUMENT...
    local code=$1 name=$2 to=$3 eccn=$4 day=$5
    shift 5
    run "$code" determine --party "end_user:$name:$to" --fact activity=export --fact from=US --fact "to=$to" \
        --fact "item.eccn=$eccn" --fact item.origin=US --fact 'parties[0].lists=[]' --as-of "$day" "$@"
}
has_not_letter() { ! grep -q "APPLIES.*letter\|applies: letter" out || fail "a letter applies"; }

ask 1 "Harrow Works" CN 3A991.a.1 2026-07-23
[ "$(widest out)" -le 80 ] || fail "$(widest out) columns"
grep -v "^Decision " out >shown
same shown letter.txt
ask 1 "Harrow Works" CN 3A991.a.1 2024-05-02          # its first day
ask 0 "Harrow Works" CN 3A991.a.1 2024-05-01          # and the day before
ask 0 "Harrow Works" AE EAR99 2026-07-23              # another item
out_has "it is about other items"
ask 0 "Harrow Works" DE 3A991.a.1 2026-07-23          # another destination
out_has "it is about other destinations"
ask 0 "Harrow Works Bakery" AE 3A991.a.1 2026-07-23   # found to be somebody else
ask 1 "Kharrou Treyding" AE 3A991.a.1 2026-07-23       # another script
out_has "744.21(b)"
ask 1 "Harow Works Ltd" AE 3A991.a.1 2026-07-23       # may be it
out_has "Is it Harrow Works of letter BIS-2024-017?"
ask 1 "Any Fab" CN 3B991.a 2025-12-31                 # any party, last day
ask 0 "Any Fab" CN 3B991.a 2026-01-01
has_not_letter
ask 1 "Any Fab" HK 3B991.a 2025-07-01                 # D:5 with China

run 1 determine --party "end_user:Kestrel Fabrication:CN" --fact activity=us_person_support --fact to=CN \
    --fact exporter_us_person=true --fact 'parties[0].lists=[]' --as-of 2026-07-23 --json
out_has '744.6(c)(1)'

# In an order, recorded, and replayed under the letters of then.
cat >orders.csv <<'CSV'
order,line,activity,from,to,customer,country,eccn,origin,ship date
7,1,export,US,AE,Harrow Works,AE,3A991.a.1,US,2026-07-31
7,2,export,US,AE,Alder Bridge,AE,3A991.a.1,US,2026-07-31
CSV
run 1 check orders.csv --as-of 2026-07-31 --format jsonl
python3 - <<'PY' || fail "check"
import json
rows = [json.loads(l) for l in open("out", encoding="utf-8")]
assert [r["answer"]["disposition"] for r in rows] == ["STOP", "RELEASE"], rows
first = json.dumps(rows[0], ensure_ascii=False)
assert "letter BIS-2024-017" in first and "744.21(b)" in first
open("id", "w").write(rows[0]["answer"]["decision_id"])
PY
id=$(cat id)
run 0 replay "$id"
sed -i '/BIS-2024-017/d' home/letters.csv
run 0 replay "$id"
out_has "same: all"
run 0 check orders.csv --as-of 2026-07-31 --format jsonl
rm home/letters.csv
run 0 replay "$id"
rm -r home/letters
run 2 replay "$id"
err_has "no longer kept"

# One slip refuses all of it, with file and line, before anything is decided.
printf 'reference,dated,section,itmes\nA,2024-01-01,744.2(b),3A001\n' >home/letters.csv
ask 2 "Alder Bridge" DE EAR99 2026-07-23
err_has "letters.csv"
err_has 'no column is called "itmes"'
out_empty
run 2 check orders.csv --as-of 2026-07-31
out_empty
printf 'reference,dated,section,to\nA,2024-01-01,744.2(b),Chnia\n' >home/letters.csv
ask 2 "Alder Bridge" DE EAR99 2026-07-23
err_has ":2"
err_has '"Chnia" is not known'
echo "letters"
