#!/usr/bin/env bash
# A first import that is far too short has no edition before it: the policy's floors say that it is no
# list. And each floor is well below every edition of docs/sources.md.
. "$(dirname "$0")/common.bash"
python3 - <<'PY'
N, E = "-0- ", "\x1a"
rest = ",".join([N] * 7)
open("sdn.csv", "w", newline="").write(f'11,"VALE, Ossian","individual","SDGT",{rest},{N}\r\n' + E)
open("add.csv", "w", newline="").write(f'11,1,"1 Quay","Cork","Ireland",{N}\r\n' + E)
open("alt.csv", "w", newline="").write(f'11,1,"aka","VAIL, Osian",{N}\r\n' + E)
PY
run 2 lists import --source us_ofac_sdn --list-date "$(date -u +%F)" sdn.csv add.csv alt.csv
out_has "Too short"
out_has "fewer than 4000 entries"
sed 's/^required = .*/required = us_ofac_sdn/' "$LICET_SOURCE/data/policy/default.ini" >policy.ini
run 1 screen "Ossian Vale" --policy policy.ini
run 2 screen "Blue Kite Bakery" --policy policy.ini
out_has "NOT_SCREENED"

python3 - "$LICET_SOURCE" <<'PY' || fail "floors"
import re, sys
root = sys.argv[1]
floors, section = {}, ""
for line in open(root + "/data/policy/default.ini", encoding="utf-8"):
    if m := re.match(r"\[list (\w+)\]", line):
        section = m[1]
    elif line.startswith("["):
        section = ""
    elif (m := re.match(r"min_entries = (\d+)", line)) and section:
        floors[section] = int(m[1])
sizes = {}
for line in open(root + "/docs/sources.md", encoding="utf-8"):
    cells = [c.strip() for c in line.split("|")]
    if len(cells) > 5 and cells[1] in floors and "sample" not in cells[3] and re.fullmatch(r"[\d,]+", cells[4]):
        sizes[cells[1]] = min(sizes.get(cells[1], 10**9), int(cells[4].replace(",", "")))
assert len(floors) == 10, floors
assert set(sizes) == set(floors), set(floors) ^ set(sizes)
assert all(floors[s] <= 0.6 * sizes[s] for s in floors), (floors, sizes)
PY
echo first_import
