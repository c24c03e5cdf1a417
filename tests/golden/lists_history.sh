#!/usr/bin/env bash
# An archive of one list: many days in one go are what they are one by one.
. "$(dirname "$0")/common.bash"
python3 - <<'PY'
import os
N = "-0- "
def sdn(name, people):
    rows = "".join(f'{n},"{who}","individual","SDGT",' + ",".join([N] * 7) + f',"DOB {dob}; nationality Ireland."\r\n' for n, who, dob in people)
    open(name, "w", newline="").write(rows + "\x1a")
base = [(n, f"NAMELESS {n:03}, Person", "1950") for n in range(100, 200)]
vale, fen = (11, "VALE, Ossian", "19 Jun 1951"), (12, "FEN, Sallow", "1960")
os.mkdir("archive")
sdn("archive/sdn_2021-08-18_0939.csv", base + [vale])
sdn("archive/sdn_2021-08-20_0138.csv", base + [vale, fen])
sdn("archive/sdn_2021-08-20_1850.csv", base + [vale, (12, "FEN, Sallow", "1961")])
sdn("archive/sdn_20210901.csv", base + [fen])
sdn("archive/sdn_2021-09-05.csv", base + [fen, vale])
sdn("undated.csv", base)
open("broken_2021-10-01.csv", "w").write("<html>")
PY
counts='import json, sys
for e in json.load(open("out"))["editions"]:
    print(e["list_date"], e["entries"], e["added"], e["changed"], e["removed"])'

run 0 lists import --source us_ofac_sdn --history archive --json
python3 -c "$counts" >got
cat >want <<'T'
2021-08-18 101 101 0 0
2021-08-20 102 1 0 0
2021-08-20 102 0 1 0
2021-09-01 101 1 0 1
2021-09-05 102 1 0 0
T
sed -i 's/^2021-09-01 .*/2021-09-01 101 0 1 1/' want # FEN is of 1960 again
cmp got want || fail "what changed: $(cat got)"
run 0 verify
run 0 history SDN/11
cp out together
[ "$(ls "$LICET_HOME/index" | grep -c "\.lix$")" = 1 ] || fail "more than one index"

# One by one: the same list on every day.
one=$tmp/one
for f in archive/sdn_2021-08-18_0939.csv archive/sdn_2021-08-20_0138.csv archive/sdn_2021-08-20_1850.csv; do
    d=${f#archive/sdn_}
    run 0 lists import --home "$one" --source us_ofac_sdn --list-date "${d:0:10}" "$f"
done
run 0 lists import --home "$one" --source us_ofac_sdn --list-date 2021-09-01 archive/sdn_20210901.csv
run 0 lists import --home "$one" --source us_ofac_sdn --list-date 2021-09-05 archive/sdn_2021-09-05.csv
dates() { sed -n 's/^  \(20[0-9-]* *[a-z]*\)$/\1/p' "$1"; }
run 0 history SDN/11 --home "$one"
[ -n "$(dates out)" ] && [ "$(dates out)" = "$(dates together)" ] || fail "histories differ: $(dates out) / $(dates together)"
for d in 2021-08-18 2021-08-19 2021-08-20 2021-08-31 2021-09-01 2021-09-04 2021-09-05; do
    for who in "Ossian Vale" "Sallow Fen" "Person Nameless 150"; do
        for home in "$LICET_HOME" "$one"; do
            "$LICET" screen "$who" --home "$home" --as-of $d --json >"hits.$(basename "$home")" || true
        done
        python3 - "hits.$(basename "$LICET_HOME")" "hits.one" <<'PY' || fail "$who on $d"
import json, sys
a, b = (json.load(open(f)) for f in sys.argv[1:])
keep = lambda j: (j["verdict"], [(h["entry"], h["score"], h["from"], h["to"], h["evidence"]) for h in j["hits"] or []])
assert keep(a) == keep(b), (keep(a), keep(b))
PY
    done
done

# Whole or not at all; and what has no day is named.
home2=$tmp/two
run 2 lists import --home "$home2" --source us_ofac_sdn --history archive broken_2021-10-01.csv
err_has "broken_2021-10-01.csv"
run 2 lists status --home "$home2"
out_has "missing"
run 2 lists import --home "$home2" --source us_ofac_sdn --history undated.csv
err_has "of which day"
run 2 lists import --home "$home2" --source us_ofac_sdn --list-date 2021-01-01 --history archive
err_has "many days"
run 0 lists import --home "$home2" --source us_ofac_sdn --history archive/sdn_2021-09-05.csv archive/sdn_2021-08-18_0939.csv
out_has "2021-08-18       101      101        0        0"
[ "$(widest out)" -le 80 ] || fail "report is $(widest out) columns wide"

# One XML file is the whole list, also under another name.
python3 - <<'PY'
def entry(n):
    return f"<sdnEntry><uid>{n}</uid><firstName>Person</firstName><lastName>NAMELESS {n}</lastName><sdnType>Individual</sdnType><programList><program>SDGT</program></programList></sdnEntry>"
n = 9000
text = f"<sdnList><publshInformation><Publish_Date>07/31/2026</Publish_Date><Record_Count>{n}</Record_Count></publshInformation>" + "".join(map(entry, range(1, n + 1))) + "</sdnList>"
open("sdn.xml", "w").write(text)
open("sdn.dat", "w").write(text)
PY
for f in sdn.xml sdn.dat; do
    run 0 lists import --home "$tmp/$f.home" --source us_ofac_sdn $f --json
    out_has '"list_date": "2026-07-31"'
    out_has '"format": "ofac-sdn-xml"'
    ! grep -q '"partial"' out || fail "$f: not whole"
    run 2 lists status --home "$tmp/$f.home" --json
    ! grep -q '"partial"' out || fail "$f: not whole in status"
done
echo "lists_history"
