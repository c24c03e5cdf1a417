#!/usr/bin/env bash
# The rules themselves: what changed between two days, and what is covered by which test.
. "$(dirname "$0")/common.bash"
run 1 rules diff 2025-09-01 2025-11-30
[ "$(widest out)" -le 80 ] || fail "diff: $(widest out) columns"
out_has "90 FR 47201"
out_has "2025-11-10"
cp out forward
run 1 rules diff 2025-11-30 2025-09-01
cmp out forward || fail "the order of the days matters"
run 0 rules diff 2025-10-01 2025-10-02
out_has "0 facts of law"
run 1 rules diff 2025-09-01 2025-11-30 --json
python3 - <<'PY' || fail "rules diff"
import json
d = json.load(open("out", encoding="utf-8"))
days = [f["day"] for f in d["facts"]]
assert days == sorted(days) and all("2025-09-01" < x <= "2025-11-30" for x in days), days
states = [f["says"] for f in d["facts"] if f["day"] == "2025-11-10" and f["change"] == "begins"]
assert any("STAYED" in s for s in states), states
assert all(f["cite"] and f["file"] and f["line"] for f in d["facts"])
PY
run 2 rules diff 2025-09-01 someday
err_has "write it as YYYY-MM-DD"
run 2 rules diff 2025-09-01

# Every fact of law has citation, date and a line in the coverage table, and every test named there is there.
run 0 rules coverage
[ "$(widest out)" -le 80 ] || fail "coverage: $(widest out) columns"
run 0 rules coverage --json
python3 - "$LICET_SOURCE/tests" <<'PY' || fail "rules coverage"
import json, os, sys
c = json.load(open("out", encoding="utf-8"))
assert c["ok"] and not c["uncovered"] and c["without_citation"] == 0 and c["without_date"] == 0, c["uncovered"][:5]
assert c["facts"] > 4000, c["facts"]
paragraphs = [p["paragraph"] for p in c["paragraphs"]]
assert len(set(paragraphs)) == len(paragraphs), [p for p in paragraphs if paragraphs.count(p) > 1]
for p in c["paragraphs"]:
    if p["state"] in ("tested", "partly"):
        file, words = p["test"].split(": ", 1)
        with open(os.path.join(sys.argv[1], file), encoding="utf-8") as f:
            assert words in f.read(), p
    else:
        assert p["state"] in ("implemented", "out_of_scope"), p
    if p["state"] in ("out_of_scope", "partly"):
        assert p["why"], p
PY
# A fact without a line, or without a citation, does not pass.
cp -r "$LICET_DATA" data
sed -i '/^740.5 /d' data/rules/us-ear/coverage.txt
LICET_DATA=$tmp/data run 2 rules coverage
out_has "740.5"
sed -i 's/^744.11 | tested | [^|]*|/744.11 | tested | - |/' data/rules/us-ear/coverage.txt
LICET_DATA=$tmp/data run 2 rules coverage
err_has "which test shows it?"
echo "rules"
