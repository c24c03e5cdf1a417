#!/usr/bin/env bash
# Import and status as people and programs see them: before, after, and files that are no lists.
. "$(dirname "$0")/common.bash"
run 2 lists status
sed -i '/^Home: /d' out
same out status_empty.txt
run 2 lists status --json
python3 - out <<'PY' || fail "status JSON"
import json, sys
lists = json.load(open(sys.argv[1]))["lists"]
assert [l["id"] for l in lists] == ["us_csl"] and lists[0]["state"] == "missing", lists
PY

run 0 lists import --sample --source us_csl --list-date $day "$sample/consolidated_sample.csv"
sed -E 's/[0-9,]+ names/N names/; /^  [0-9,]+ remarks? on/,/^$/d' out >shown
same shown import_sample.txt
err_empty
run 0 lists import --sample --source us_csl --list-date $day "$sample/consolidated_sample.csv"
out_has "the same as the edition before"
run 0 lists import --sample --source us_bis_dpl --list-date 2026-06-18 "$sample/dpl_sample.csv"
out_has "us_bis_dpl"
run 2 lists status
[ "$(widest out)" -le 80 ] || fail "status is $(widest out) columns wide"
sed -E 's/ +[0-9]+ (days|h|min)  +/ AGE  /; /^Home: /d' out >shown
same shown status_sample.txt
run 2 lists status --json
python3 - out <<'PY' || fail "status JSON"
import json, sys
for l in json.load(open(sys.argv[1]))["lists"]:
    missing = {"id", "entries", "names", "list_date", "received", "age_seconds", "max_age_seconds",
               "sha256", "state"} - set(l)
    assert not missing, missing
    assert l["state"] in ("in_force", "stale", "quarantined", "missing"), l
PY

# What is no list is refused whole, with the place, and the list before stays.
refused() {
    run 2 lists import --source us_csl --list-date $day "$1"
    grep -Eq '^licet: .+' err || fail "$1: no message"
    grep -Eq '^  .+' err || fail "$1: no remedy"
    out_empty
}
: >empty.csv
refused empty.csv
printf '<!DOCTYPE html><html><body>Not found</body></html>\n' >page.csv
refused page.csv
head -c 30000 "$sample/consolidated_sample.csv" >cut.csv
refused cut.csv
iconv -f UTF-8 -t UTF-16 "$sample/consolidated_sample.csv" >wide.csv
refused wide.csv
refused absent.csv
run 2 lists import --source us_nonsense --list-date $day "$sample/consolidated_sample.csv"
run 2 lists import --source us_csl --list-date 2099-01-01 "$sample/consolidated_sample.csv"
run 2 lists import --source us_csl --list-date yesterday "$sample/consolidated_sample.csv"
run 2 lists status --json
python3 -c 'import json,sys
l = {x["id"]: x for x in json.load(open("out"))["lists"]}
assert l["us_csl"]["entries"] == 153, l' || fail "the list before did not stay"

# A whole, fresh list.
small_list
out_has "In force"
run 0 lists status --policy policy.ini
out_has "in_force"
# A sub-list with fewer entries than the policy asks for is no whole list, and says so; a sub-list may
# have an age limit of its own.
sed '/^\[list own\]/,$d' "$tmp/policy.ini" >floor.ini
cat >>floor.ini <<'INI'
[list own]
max_age_days = 36500
[list own/HOUSE]
min_entries = 3
INI
run 2 lists status --policy floor.ini
out_has "own is not whole: HOUSE has 2 of at least 3."
run 2 screen "Nobody At All" --policy floor.ini --as-of $day
sed -i 's/min_entries = 3/min_entries = 2/' floor.ini
run 0 lists status --policy floor.ini
run 0 screen "Nobody At All" --policy floor.ini --as-of $day
echo "max_age_days = 0" >>floor.ini
run 2 lists status --policy floor.ini --json
python3 - <<'PY' || fail "a limit of its own"
import json
l = next(x for x in json.load(open("out"))["lists"] if x["id"] == "own")
assert l["state"] == "stale" and l["max_age_seconds"] == 0, l
assert l["sublists"] == [{"list": "HOUSE", "entries": 2, "min_entries": 2, "short": False}], l
PY

# For a monitor: OpenMetrics text, each sample under its own # TYPE, nothing twice.
run 2 lists status --policy floor.ini --metrics
python3 - <<'PY' || fail "metrics"
import re
lines = open("out", encoding="utf-8").read().split("\n")
assert lines[-2:] == ["# EOF", ""], lines[-3:]
family, seen, value = None, set(), {}
for line in lines[:-2]:
    m = re.fullmatch(r"# (TYPE|HELP|UNIT) ([a-z_]+) (.+)", line)
    if m:
        if m[1] == "TYPE":
            assert m[2] not in seen and m[3] == "gauge", line
            family = m[2]
            seen.add(family)
        assert m[2] == family, line
        continue
    m = re.fullmatch(r'([a-z_]+)(\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? (-?[0-9]+)', line)
    assert m and m[1] == family and line not in value, line
    value[(m[1], m[2])] = int(m[3])
assert value[("licet_lists_ok", None)] == 0
assert value[("licet_list_entries", '{source="own"}')] == 2
assert value[("licet_list_in_force", '{source="own"}')] == 0
assert value[("licet_sublist_min_entries", '{source="own",list="HOUSE"}')] == 2
PY
run 0 lists status --policy "$tmp/policy.ini" --metrics
out_has "licet_lists_ok 1"
echo "lists"
