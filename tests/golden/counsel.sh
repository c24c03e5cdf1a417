#!/usr/bin/env bash
# The full Consolidated Screening List and the Denied Persons List beside what an export counsel
# expects of 40 order lines: verdict, status, review policy and disposition of every row. Rows where
# licet answers otherwise stand in expected/counsel_differences.txt, each with its reason; a
# difference that is not there, or is no longer one, fails.
. "$(dirname "$0")/common.bash"
LICET_SHARED=${LICET_SHARED:-$LICET_SOURCE/../shared}
table=$LICET_SHARED/orders_expected.csv
[ -f "$table" ] || { echo "SKIP: $table is not there"; exit 77; }
run 0 lists import --source us_csl --list-date 2026-07-31 "$LICET_SHARED/data/us_csl/csl_2026-07-31_rebuilt.csv"
run 0 lists import --source us_bis_dpl --list-date 2026-06-18 "$LICET_SHARED/data/us_bis_dpl/2026-06_dpl.csv"
python3 - "$table" orders.csv <<'PY'
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as f:
    header, *rows = list(csv.reader(f))
own = [i for i, h in enumerate(header) if not h.startswith("x_")]
with open(sys.argv[2], "w", encoding="utf-8", newline="") as f:
    w = csv.writer(f)
    for r in [header, *rows]:
        w.writerow([r[i] for i in own])
PY
run 2 check orders.csv --out decided.csv --out decided.jsonl
cat >compare.py <<'PY'
import csv, sys
table, decided, expected = sys.argv[1:4]
columns = [("verdict", "x_verdict"), ("status", "x_status"), ("review_policy", "x_policy"),
           ("disposition", "x_disposition")]
reasons = {}
for line in open(expected, encoding="utf-8"):
    if line.strip() and not line.startswith("#"):
        key, column, ours, why = [c.strip() for c in line.rstrip("\n").split("\t")]
        assert why, line
        reasons[key, column] = ours
counsel = list(csv.DictReader(open(table, encoding="utf-8-sig", newline="")))
answers = list(csv.DictReader(open(decided, encoding="utf-8-sig", newline="")))
assert len(counsel) == len(answers) == 40, (len(counsel), len(answers))
agree, wrong = 0, []
for want, got in zip(counsel, answers):
    key = f"{want['SO No']}/{want['Line']}"
    for ours, theirs in columns:
        w, g = want[theirs].split(" (")[0].strip(), got[ours]
        if (key, ours) in reasons:
            told = reasons.pop((key, ours))
            if g == w or g != told:
                wrong.append(f"{key} {ours}: is {g!r}, explained as {told!r}, counsel {w!r}")
        elif g != w:
            wrong.append(f"{key} {ours}: is {g!r}, counsel {w!r}   [{got['reason'][:90]}]")
        else:
            agree += 1
print(f"{agree} of {4 * len(counsel)} cells as counsel expects")
wrong += [f"{k} {c}: explained, but there is no such row" for k, c in reasons]
if wrong:
    sys.exit("\n".join(wrong))
PY
python3 compare.py "$table" decided.csv "$golden/expected/counsel_differences.txt" >shown 2>&1 || { cat shown; fail "counsel"; }
cat shown
