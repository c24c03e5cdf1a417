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
echo "same decisions in any order and on 1 and 2 threads"
