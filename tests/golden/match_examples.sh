#!/usr/bin/env bash
# Names from cases that made people leave a screening tool, with the explanation licet gives: at the
# default thresholds, against a list of these parties and against the whole real one.
. "$(dirname "$0")/common.bash"
cat >own.jsonl <<'JSON'
{"entity_id":"belletech","names":["11420 CORP."],"type":"org"}
{"entity_id":"emma","names":["EMMA LLC"],"type":"org"}
{"entity_id":"haige","names":["Guangzhou Haige Communications Group"],"type":"org","countries":["CN"]}
{"entity_id":"cnooc","names":["CNOOC Energy Technology & Services Limited"],"type":"org","countries":["CN"]}
{"entity_id":"haqqani","names":["SIRAJUDDIN JALLALOUDINE HAQQANI"],"type":"person","countries":["AF"]}
{"entity_id":"sis","names":["SIS d.o.o."],"type":"org","countries":["SI"]}
{"entity_id":"nine","names":["Factory No. 9"],"type":"org","countries":["RU"]}
{"entity_id":"cetc","names":["CETC 28"],"type":"org","countries":["CN"]}
{"entity_id":"plant","names":["41st Central Plant"],"type":"org","countries":["RU"]}
JSON
cat >policy.ini <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
INI

# says VERDICT ENTRY NAME [OPTION..]: the verdict on this entry, its explanation printed.
says() {
    local verdict=$1 entry=$2 name=$3
    shift 3
    run 0 explain "$name" "$entry" "$@"
    echo "## \"$name\", $entry"
    cat out
    echo
    run 0 explain "$name" "$entry" "$@" --json
    python3 - "$verdict" <<'PY' || fail "\"$name\" against $entry is not $verdict"
import json, sys
j = json.load(open("out"))
found = {"found": ("MATCH", "POSSIBLE_MATCH"), "not": ("NO_MATCH",)}.get(sys.argv[1], (sys.argv[1],))
assert j["verdict"] in found, j
assert bool(j["kept_away"]) == (j["verdict"] != "MATCH"), j
assert j["why"] or j["score"] == 0, j
PY
}

run 0 lists import --policy policy.ini --source own --list-date $day own.jsonl
mine() { says "$1" "HOUSE/$2" "${@:3}" --policy policy.ini; }
mine not belletech "BELLETECH CORP"
mine not emma "Emma Daniels" --type person
mine not emma "Emma Daniels"
mine found haige "GUANGZHOU HAIGE COMM GRP"
mine found cnooc "CNOOC ENERGY TECH & SRVCES LTD"
mine found haqqani "SIRAJUDIN JALALOUDINE HAQANI"
mine found sis "SIS DOO"
mine MATCH sis "SIS DOO" --country SI
mine found nine "Factory No. 9"
mine not nine "Factory No. 19"
mine found nine "Factory No.9"
mine found nine "Zavod No. 9"
mine found cetc "CETC28"
mine not cetc "CETC 29"
mine not cetc "CETC29"
mine found plant "41 Central Plant"
mine not plant "42nd Central Plant"
mine not plant "42 Central Plant"

full=${LICET_SHARED:-}/data/us_csl/csl_2026-07-31_rebuilt.csv
if [ -f "$full" ]; then
    export LICET_HOME=$tmp/full
    run 0 lists import --source us_csl --list-date $day "$full"
    says not SDN/24430 "BELLETECH CORP"
    emma=$(python3 -c '
import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    if r["name"] == "EMMA LLC": print("SDN/" + r["entity_number"])' "$full")
    says not "$emma" "Emma Daniels" --type person
    says found "EL/guangzhou haige communication group co ltd/CN/85FR52901" "GUANGZHOU HAIGE COMM GRP"
    says found SDN/10743 "SIRAJUDIN JALALOUDINE HAQANI" --type person
    cetc="EL/china electronics technology group corporation no 28 institute/CN/87FR77505"
    says found "$cetc" "CETC 28"
    says not "$cetc" "CETC 29"
    says found SDN/50244 "41 TSENTRALNYI ZAVOD"
else
    echo "the whole list is not at hand: LICET_SHARED"
fi
echo "the examples"
