#!/usr/bin/env bash
# Rows in any order give the same decisions; 1 and 2 threads give the same bytes.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LICET_HOME=$tmp/home
orders=$LICET_SOURCE/data/sample/orders.csv
"$LICET" lists import --sample --source us_csl --list-date 2026-07-31 "$LICET_SOURCE/data/sample/consolidated_sample.csv" >/dev/null 2>&1
check() { "$LICET" check "$1" --as-of 2026-07-31 --threads "$2" --format csv 2>/dev/null || [ $? -le 2 ]; }
check "$orders" 1 >"$tmp/one.csv"
check "$orders" 2 >"$tmp/two.csv"
cmp "$tmp/one.csv" "$tmp/two.csv"
python3 - "$orders" "$tmp/shuffled.csv" "$tmp/thrice.csv" <<'PY'
import random, re, sys
raw = open(sys.argv[1], encoding="utf-8-sig", newline="").read()
lines, row, quotes = [], "", 0
for part in re.split(r"(?<=\n)", raw):          # keep the rows' own bytes, quoted line ends too
    row += part
    if row.count('"') % 2 == 0 and row:
        lines.append(row)
        row = ""
head = 0
while lines[head].count(",") < 5:
    head += 1
body = lines[head + 1:]
if body and not body[-1].endswith("\n"):
    body[-1] += "\n"
random.Random(7).shuffle(body)
open(sys.argv[2], "w", encoding="utf-8", newline="").write("".join(lines[:head + 1] + body))
open(sys.argv[3], "w", encoding="utf-8", newline="").write("".join(lines[:head + 1] + 3 * body))
PY
check "$tmp/shuffled.csv" 2 >"$tmp/three.csv"
test "$(wc -l <"$tmp/one.csv")" -gt 20
# A row that cannot be read says where it stands, so it alone differs.
decided() { grep -v ',"Error: ' "$1" | sort; }
cmp <(decided "$tmp/one.csv") <(decided "$tmp/three.csv")
test "$(grep -c ',"Error: ' "$tmp/one.csv")" = "$(grep -c ',"Error: ' "$tmp/three.csv")"
# A party that was looked up before in the same table is answered as the first time.
check "$tmp/thrice.csv" 1 >"$tmp/four.csv"
test "$(wc -l <"$tmp/four.csv")" -gt "$((2 * $(wc -l <"$tmp/one.csv")))"
cmp <(decided "$tmp/one.csv" | sort -u) <(decided "$tmp/four.csv" | sort -u)
# Many batches, of different customers: one is recorded and written while the next is being decided.
python3 - "$orders" "$tmp/many.csv" <<'PY'
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as f:
    head, *body = [r for r in csv.reader(f)]
body = [r for r in body if len(r) == len(head)]
at = head.index("Customer")
with open(sys.argv[2], "w", encoding="utf-8", newline="") as f:
    out = csv.writer(f)
    out.writerow(head)
    for i in range(3000):
        row = list(body[i % len(body)])
        row[0], row[at] = f"M-{i}", row[at] if i % 7 == 0 else f"{row[at]} {i // 40:x}"
        out.writerow(row)
PY
ids() { # of all decisions, in the order of the log
  python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT id FROM decision WHERE id LIKE \"D-%\" ORDER BY sequence"): print(*row)' "$LICET_HOME/licet.db"
}
count() { ids | wc -l; }
before=$(count)
for n in 1 2 5; do check "$tmp/many.csv" "$n" >"$tmp/many.$n"; done
cmp "$tmp/many.1" "$tmp/many.2"
cmp "$tmp/many.1" "$tmp/many.5"
test "$(wc -l <"$tmp/many.1")" = 3001
test "$(count)" = "$((before + 9000))"
# What stands in the answer is what was recorded, in this order.
tail -n +2 "$tmp/many.1" | grep -o 'D-[0-9A-Z]\{20\}.\?$' | tr -d '\r' >"$tmp/answered"
ids | tail -n 3000 >"$tmp/recorded"
cmp "$tmp/answered" "$tmp/recorded"
echo "same decisions in any order and on 1 and 2 threads"
