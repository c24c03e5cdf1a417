#!/usr/bin/env bash
# An edition that lost too much is quarantined until a person decides: approved, it is the list;
# rejected, it is as if it had not come. Either way the log says who and why.
. "$(dirname "$0")/common.bash"
export LICET_DATA
cat >policy.ini <<'INI'
[lists]
required = own
guard_removals = 1
guard_percent = 3
[list own]
max_age_days = 36500
INI
edition() { # FILE NAME...
    local file=$1 n=0
    shift
    : >"$file"
    for name in "$@"; do
        n=$((n + 1))
        printf '{"entity_id":"%s","names":["%s"],"type":"org","countries":["GB"]}\n' "${name// /-}" "$name" >>"$file"
    done
}
import() { run "$1" lists import --source own --list-date "$2" --policy policy.ini "$3"; }
screen() { run "$1" screen "$2" --country GB --policy policy.ini --as-of "$3" "${@:4}"; }
edition whole.jsonl "Marrow Hill Trading" "Ossian Vale" "Quillfeather Freight" "Tamsin Orrery" "Brackwater Holdings"
edition half.jsonl "Marrow Hill Trading" "Sallow Fen Shipping"

import 0 2026-07-01 whole.jsonl
screen 0 "Sallow Fen Shipping" 2026-07-31
run 2 lists approve own --reason "none" --by "A. First" --policy policy.ini
err_has "no edition of own awaits a decision"

# Old and new are found, nothing is NO_MATCH, status says why and since when.
import 2 2026-07-10 half.jsonl
screen 1 "Ossian Vale" 2026-07-31
screen 1 "Sallow Fen Shipping" 2026-07-31
screen 2 "Nobody At All" 2026-07-31
run 2 lists status --policy policy.ini
sed -E 's/ +[0-9]+ (days|h|min) +[0-9]+ (days|h|min)/ AGE LIMIT/; s/since [0-9-]+/since DAY/; /^Home: /d' out >shown
same shown status_quarantined.txt
run 2 lists status --policy policy.ini --json
python3 - <<'PY' || fail "status JSON"
import json
l = json.load(open("out"))["lists"][0]
assert l["state"] == "quarantined" and l["quarantined_since"] and l["snapshot"] == 2, l
assert "HOUSE lost 4 of 5 entries" in l["why"], l
PY

# Nothing without a reason and a name; nothing of a list that is not there.
run 2 lists reject own --by "A. First" --policy policy.ini
err_has "needs a reason"
run 2 lists reject own --reason " " --by "A. First" --policy policy.ini
USER='' run 2 lists reject own --reason "x" --policy policy.ini
run 2 lists reject us_csl --reason "x" --by "A. First" --policy policy.ini
screen 2 "Nobody At All" 2026-07-31

# Rejected: the list before speaks, also for what the edition had added.
run 0 lists reject own --reason "half a download" --by "A. First" --policy policy.ini
sed -E 's/^L-[0-9A-Z]+/L-ID/' out >shown
same shown judge_reject.txt
screen 1 "Ossian Vale" 2026-07-31
screen 0 "Sallow Fen Shipping" 2026-07-31
run 0 lists status --policy policy.ini
run 2 lists reject own --reason "again" --by "A. First" --policy policy.ini
run 0 verify

# Approved: what is gone is gone from that day on, and the day before stays as it was.
import 2 2026-07-20 half.jsonl
run 0 lists approve own --reason "the board took them off" --by "B. Second" --policy policy.ini --json
python3 - <<'PY' || fail "approve JSON"
import json
d = json.load(open("out"))
assert d["outcome"] == "approve" and d["id"].startswith("L-") and d["by"] == "B. Second", d
assert (d["added"], d["removed"], d["entries"], d["snapshot"], d["as"]) == (1, 4, 2, 3, 4), d
PY
screen 0 "Ossian Vale" 2026-07-31
screen 1 "Ossian Vale" 2026-07-19
screen 1 "Sallow Fen Shipping" 2026-07-31
run 0 lists status --policy policy.ini --json
python3 - <<'PY' || fail "status JSON after approval"
import json
l = json.load(open("out"))["lists"][0]
assert l["state"] == "in_force" and l["judged"]["by"] == "B. Second" and l["entries"] == 2, l
PY
run 2 lists reject own --reason "too late" --by "A. First" --policy policy.ini
run 0 verify
# An approved edition is what the next one is compared with.
import 0 2026-07-25 half.jsonl
echo "judge"
