#!/usr/bin/env bash
# A list in several files: told apart by what they hold, taken together or not at all.
. "$(dirname "$0")/common.bash"
short_is_whole
python3 - <<'PY'
N, E = "-0- ", "\x1a"
def write(name, text): open(name, "w", newline="").write(text + E)
person = '11,"VALE, Ossian","individual","SDGT] [GLOMAG",' + ",".join([N] * 7) + ",\"DOB 19 Jun 1951; nationality Ireland; Passport A1084010 (Ireland); a.k.a. 'THE GARDENER'.\"\r\n"
firm = '13,"SALLOW FEN BANK",' + N + ',"CUBA",' + ",".join([N] * 7) + ',"Effective Da"\r\n'
write("names.csv", person + firm)
write("places.csv", '11,1,"1 Quay","Cork","Ireland",' + N + "\r\n")
write("aliases.csv", '11,1,"aka","VAIL, Osian",' + N + "\r\n")
write("rest.csv", '13,"te 24 Feb 2022."\r\n')
write("other.csv", "".join(f'{n},1,"aka","NAME {n}",{N}\r\n' for n in range(50, 60)))
PY
import() { run "$1" lists import --source us_ofac_sdn --list-date $day "${@:2}"; }

# In any order; each name the files may have.
import 0 rest.csv aliases.csv names.csv places.csv
out_has "2 entries"
run 0 show SDN/11 --json
python3 - <<'PY' || fail "the entry of four files"
import json
(e,) = json.load(open("out"))["entries"]
values = {(v["field"], v["value"]) for v in e["values"]}
for want in (("names", "VALE, Ossian"), ("names", "VAIL, Osian"), ("names", "THE GARDENER"),
             ("births", "19 Jun 1951"), ("addresses", "1 Quay, Cork, Ireland"),
             ("programs", "GLOMAG"), ("countries", "IE")):
    assert want in values, (want, values)
# each stands in the file it is said to stand in, at its byte
where = {v["value"]: (v.get("file", "names.csv"), v["byte"]) for v in e["values"] if v["byte"] is not None}
for value, written in (("VAIL, Osian", b"VAIL, Osian"), ("1 Quay, Cork, Ireland", b"1 Quay"),
                       ("VALE, Ossian", b"VALE, Ossian"), ("19 Jun 1951", b"19 Jun 1951")):
    name, byte = where[value]
    assert open(name, "rb").read()[byte:].startswith(written), (value, name, byte)
assert {r["file"] for r in e["further_records"]} == {"places.csv", "aliases.csv"}, e["further_records"]
PY
run 0 show SDN/13 --json
out_has "Effective Date 24 Feb 2022."
run 1 screen "Ossian Vail" --type person --birth 1951-06-19 --as-of $day --json
out_has "SDN/11"

# Not at all: two of a kind, the names missing, files of another day, something else.
import 2 names.csv places.csv aliases.csv aliases.csv
err_has "two files are the same part"
import 2 places.csv aliases.csv
err_has "the file with the names is missing"
import 2 names.csv places.csv other.csv
err_has "different days"
printf '{"entity_id":"1","names":["A"]}\n' >own.jsonl
import 2 names.csv own.jsonl
err_has "none of the files"
run 0 verify

# Names alone give hits, but are not the list.
run 0 lists import --source us_ofac_cons --list-date $day names.csv
out_has "Not whole"
run 2 lists status --json
python3 - <<'PY' || fail "status of a list that is not whole"
import json
l = {x["id"]: x for x in json.load(open("out"))["lists"]}
assert l["us_ofac_cons"]["state"] == "quarantined" and l["us_ofac_sdn"]["state"] != "quarantined", l
PY
# Without --source the first file tells whose it is.
export LICET_HOME=$tmp/other
short_is_whole
run 0 lists import --list-date $day names.csv places.csv aliases.csv
out_has "us_ofac_sdn"

# Two sources of the same list that do not agree: an alarm, and both are searched.
export LICET_HOME=$tmp/both
cat >policy.ini <<'INI'
[lists]
required = us_csl
[list us_csl]
min_entries = 1
[list us_ofac_sdn]
min_entries = 1
INI
run 0 lists import --policy policy.ini --source us_csl --list-date $day "$sample/consolidated_sample.csv" --json
n=$(python3 -c 'import json; print(json.load(open("out"))["sublists"]["SDN"])')
run 2 lists status --policy policy.ini --json
out_has '"alarms": []'
python3 - "$n" <<'PY'
import sys
N = "-0- "
open("same.csv", "w", newline="").write("".join(f'{i},"NAME {i} X",{N},"CUBA",' + ",".join([N] * 8) + "\r\n" for i in range(1, int(sys.argv[1]) + 1)) + "\x1a")
for name in ("p.csv", "q.csv"):
    open(name, "w", newline="").write((f'1,1,{N},"Lima","Peru",{N}\r\n' if name == "p.csv" else f'1,1,"aka","OTHER NAME",{N}\r\n') + "\x1a")
PY
sdn() { run 0 lists import --policy policy.ini --source us_ofac_sdn --list-date "$1" "$2" p.csv q.csv; }
sdn $day same.csv
run 2 lists status --policy policy.ini --json
out_has '"alarms": []'
sdn 2026-08-05 same.csv
run 2 lists status --policy policy.ini
out_has "ALARM: us_csl of $day has $n SDN entries"
[ "$(widest out)" -le 80 ] || fail "status is $(widest out) columns wide"
echo "ofac"
