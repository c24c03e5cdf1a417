#!/usr/bin/env bash
# A spreadsheet of answers comes back: every row or none, bad rows told with their line.
. "$(dirname "$0")/common.bash"
small_list
printf '[exporter]\nus_person = yes\nlocation = US\n' >>policy.ini
cat >orders.csv <<'CSV'
Order No,Customer,Country,ECCN,Destination
SO-1,Marrow Hill Trade Ltd,IE,EAR99,IE
SO-2,Ossian Vail,FR,EAR99,FR
SO-3,Quiet Lane Bakery,FR,EAR99,FR
CSV
code=0
"$LICET" check orders.csv --as-of $day --policy policy.ini --out answers.csv >out 2>err || code=$?
[ "$code" != 0 ] || fail "nothing was held"
cp answers.csv before.csv

run 1 hits --orders
out_has "SO-1"
out_has "2 waiting for a hit, 0 to check again"
out_lacks "SO-3"

# answer ROW=resolution,reason,note,by ...: answers.csv with four columns more
answer() {
    python3 - "$@" <<'PY'
import csv, sys
rows = list(csv.reader(open("answers.csv", encoding="utf-8")))
said = dict(a.split("=", 1) for a in sys.argv[1:])
with open("answered.csv", "w", encoding="utf-8", newline="") as f:
    w = csv.writer(f)
    w.writerow(rows[0] + ["resolution", "resolution_reason", "resolution_note", "resolution_by"])
    for i, r in enumerate(rows[1:], 1):
        w.writerow(r + (said[str(i)].split(",") if str(i) in said else [""] * 4))
PY
}

# One bad row: nothing is recorded, the row is named.
answer "1=false hit,DIFFERENT_COUNTRY,another firm,A. First" "2=false hit,NO_SUCH_CODE,no,A. First"
run 2 resolve --in answered.csv --policy policy.ini
err_has "answered.csv:3: NO_SUCH_CODE is no reason for false_hit"
out_has "Nothing was recorded"
run 1 hits --json
out_has '"open": 2'
answer "1=maybe,OTHER,x,A" "2=false hit,OTHER,,A" "3=false hit,OTHER,no hit here,A"
run 2 resolve --in answered.csv --policy policy.ini --json
python3 - <<'PY' || fail "bad rows"
import json
j = json.load(open("out"))
assert [b["line"] for b in j["bad"]] == [2, 3, 4] and j["resolutions"] == [] and j["resolved"] == 0, j
PY

# licet's own column "reason" is no reason of ours where the table has resolution_reason.
answer "1=False hit,DIFFERENT_COUNTRY,another firm,A. First" "2=escalate,NEEDS_DOCUMENTS,asked for papers,"
run 0 resolve --in answered.csv --policy policy.ini --by "B. Second"
out_has "3 rows, 2 resolved, 0 stood so already, 1 without an answer"
run 1 hits
out_has "escalated"
out_lacks "Marrow"
run 1 hits --orders
out_has "SO-1: HOLD, every hit is settled: check the order again"
out_has "1 waiting for a hit, 1 to check again"

# The same file once more changes nothing but the escalation, which is a new word each time.
answer "1=False hit,DIFFERENT_COUNTRY,another firm,A. First"
run 0 resolve --in answered.csv --policy policy.ini
out_has "3 rows, 0 resolved, 1 stood so already, 2 without an answer"

# Semicolons, a byte order mark, plain column names, JSON Lines.
d=$(python3 -c 'import csv; print(list(csv.DictReader(open("before.csv")))[1]["decision_id"])')
printf '\xef\xbb\xbfAnswers of today\r\n\r\nDecision ID;Resolution;Reason;Note;By\r\n%s;FALSE_HIT;DIFFERENT_NAME;"read; in full";A. First\r\n' "$d" >semi.csv
run 0 resolve --in semi.csv --policy policy.ini
out_has "1 rows, 1 resolved"
printf '{"decision_id":"%s","resolution":"true match","reason":"ADMITTED","note":"says so","by":"A"}\n{nonsense\n' "$d" >a.jsonl
run 2 resolve --in a.jsonl --policy policy.ini
err_has "a.jsonl:2: not JSON"
run 2 resolve --in nowhere.csv
run 2 resolve --in orders.csv
err_has "no header with a column"
run 2 resolve "$d" --in semi.csv
run 2 resolve
run 0 hits

# A match takes two people in a file, too; the second is another one.
run 1 screen "Marrow Hill Trading Ltd" --country GB --as-of $day --policy policy.ini --json
d=$(python3 -c 'import json; print(json.load(open("out"))["decision_id"])')
printf 'decision_id,resolution,reason,note,by\n%s,false hit,OTHER,namesake,A. First\n' "$d" >two.csv
run 0 resolve --in two.csv --policy policy.ini --json
r=$(python3 -c 'import json; j=json.load(open("out"))["resolutions"][0]; assert j["awaits_second_person"]; print(j["id"])')
printf 'decision_id,resolution,note,by\n%s,approve,seen,a. first\n' "$r" >second.csv
run 2 resolve --in second.csv --policy policy.ini
err_has "a second person must"
printf 'decision_id,resolution,note,by\n%s,Approve,seen,B. Second\n' "$r" >second.csv
run 0 resolve --in second.csv --policy policy.ini
run 0 resolve --in second.csv --policy policy.ini
out_has "1 stood so already"
run 0 screen "Marrow Hill Trading Ltd" --country GB --as-of $day --policy policy.ini

# The order itself is decided again, and waits for nothing.
"$LICET" check orders.csv --as-of $day --policy policy.ini --out again.csv >out 2>err || true
run 0 hits --orders
run 0 verify
echo "desk_file"
