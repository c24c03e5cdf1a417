#!/usr/bin/env bash
# One party, several lists: told once with all its listings and the reason; a person's word joins and
# cuts, is kept in the log, and takes no hit and no verdict away.
. "$(dirname "$0")/common.bash"
short_is_whole
cat >policy.ini <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
INI
sample_lists

# Positive Technologies: two Entity List entries and one of the SDN list are one party; of which days
# it stands on which list is each listing's own.
positive() { # CODE DAY
    run "$1" screen "Positive Technologies" --country RU --as-of "$2" --json
    python3 - <<'PY'
import json
d = json.load(open("out"))
assert len(d["listed_parties"]) == 1, d["listed_parties"]
p = d["listed_parties"][0]
assert {h["party"] for h in d["hits"]} == {p["party"]}, d["hits"]
for l in sorted(p["listings"], key=lambda x: (x["list"], x["from"] or "")):
    print(l["list"], l["from"], l["presence"])
print(d["verdict"], p["verdict"])
PY
}
{
    for d in 2021-07-03 2021-07-18 2021-07-19 2021-11-03 2021-11-04 2026-07-31; do
        echo "$d"
        positive 1 "$d"
    done
} >shown
same shown parties_positive.txt
run 1 screen "Positive Technologies" --country RU --as-of $day
[ "$(grep -c ' MATCH ' out)" = 1 ] || fail "more than one party for a person"
out_has "One party"
run 0 history "Positive Technologies"
out_has "One party, 3 entries"
run 0 history SDN/31455 --svg life.svg --json
python3 - <<'PY' || fail "history of the party"
import json
d = json.load(open("out"))
assert [e["list"] for e in d["entries"]].count("EL") == 2 and len(d["entries"]) == 3, d["entries"]
assert len({e["party"] for e in d["entries"]}) == 1 and len(d["parties"]) == 1, d["parties"]
text = open("life.svg", encoding="utf-8").read()
assert text.count('class="t"') == 3, text
PY

# Nobody is lost, and no verdict weakened: in every answer the parties hold every hit once, and the
# strictest verdict of the parties is the answer's.
cut -d, -f6 "$sample/consolidated_sample.csv" | sed 1d | tr -d '"' | grep . | sort -u >names
python3 - <<'PY'
import csv
w = csv.writer(open("many.csv", "w", encoding="utf-8", newline=""))
w.writerow(["order_id", "ship_date", "activity", "item", "eccn", "origin", "to", "purchaser_name", "purchaser_country"])
for i, n in enumerate(open("names", encoding="utf-8")):
    w.writerow([i, "2026-07-31", "export", "rack", "EAR99", "US", "IL", n.strip(), ["IL", "RU", "CN", ""][i % 4]])
PY
code=0
"$LICET" check many.csv --format jsonl --as-of $day >out 2>err || code=$?
[ "$code" != 0 ] || fail "many.csv"
python3 - <<'PY' || fail "every hit in one party, the strictest verdict counts"
import json
rank = ["NO_MATCH", "NOT_SCREENED", "POSSIBLE_MATCH", "MATCH"]
hits = grouped = several = 0
for line in open("out", encoding="utf-8"):
    for p in json.loads(line)["decision"]["parties"]:
        told = p["listed_parties"]
        assert [x["party"] for x in told] == list(dict.fromkeys(x["party"] for x in told))
        by = {x["party"]: x for x in told}
        for h in p["hits"] or []:
            one = by[h["party"]]
            assert [l["entry"] for l in one["listings"]].count(h["entry"]) == 1, h
            assert rank.index(one["verdict"]) >= rank.index(h["verdict"]), h
            hits += 1
        assert sum(x["hits"] for x in told) == len(p["hits"] or [])
        entries = [l["entry"] for x in told for l in x["listings"]]
        assert len(entries) == len(set(entries)), entries
        if told and p["verdict"] in rank[2:]:
            assert max(rank.index(x["verdict"]) for x in told) == rank.index(p["verdict"]), p
        grouped += len(told)
        several += any(len(x["listings"]) > 1 for x in told)
assert hits > grouped > 100 and several > 3, (hits, grouped, several)
PY

# A person's word. The hits stay; what is told together changes; the newest word counts.
el="EL/positive technologies/RU/86FR60760"
run 2 lists cut "$el" SDN/31455 --by "A. First"
err_has "needs a reason"
run 2 lists cut "$el" "$el" --reason "x" --by "A. First"
run 2 lists cut "$el" SDN/0 --reason "x" --by "A. First"
err_has "no list held here has or had the entry SDN/0"
before=$(date -u +%Y-%m-%dT%H:%M:%SZ)
sleep 1.1
hits_of() { python3 -c 'import json; d = json.load(open("out")); print(d["verdict"], sorted(h["entry"] + h["verdict"] for h in d["hits"]), len(d["listed_parties"]))'; }
run 1 screen "Positive Technologies" --country RU --as-of $day --json
was=$(hits_of)
run 0 lists cut "$el" SDN/31455 --reason "another registry number" --by "A. First"
sed -E 's/^P-[0-9A-Z]+/P-ID/' out >shown
echo "P-ID: two parties from now on." | cmp - shown || fail "what cut says"
run 1 screen "Positive Technologies" --country RU --as-of $day --json
[ "$(hits_of)" = "${was% 1} 2" ] || fail "cut: was $was, is $(hits_of)"
id=$(python3 -c 'import json; print(json.load(open("out"))["decision_id"])')
sleep 1.1
run 0 lists join SDN/31455 "$el" --reason "the number was misread" --by "B. Second" --json
run 1 screen "Positive Technologies" --country RU --as-of $day --json
[ "$(hits_of)" = "$was" ] || fail "join: was $was, is $(hits_of)"
out_has "joined by B. Second: the number was misread (P-"
run 0 replay "$id"
run 1 screen "Positive Technologies" --country RU --as-of $day --known-at "$before" --json
[ "$(hits_of)" = "$was" ] || fail "known before: was $was, is $(hits_of)"
out_lacks "joined by"
run 0 verify

# Two publishers of one listing: one listing, told by both, as sure as the surer of them; and both
# wordings of it can be resolved.
python3 - <<'PY'
N = "-0- "
row = '31455,"AKTSIONERNOE OBSHCHESTVO POZITIV TEKNOLODZHIZ",' + N + ',"CYBER2",' + ",".join([N] * 8) + "\r\n\x1a"
open("sdn.csv", "w", newline="").write(row)
open("add.csv", "w", newline="").write('31455,1,"Shosse 30","Moscow","Russia",' + N + "\r\n\x1a")
open("alt.csv", "w", newline="").write('31455,1,"aka","JSC POSITIVE TECHNOLOGIES",' + N + "\r\n\x1a")
PY
run 0 lists import --source us_ofac_sdn --list-date 2022-01-05 sdn.csv add.csv alt.csv
run 1 screen "Positive Technologies" --country RU --as-of 2022-01-05 --json
python3 - <<'PY' || fail "told by two"
import json
d = json.load(open("out"))
(p,) = d["listed_parties"]
(sdn,) = [l for l in p["listings"] if l["list"] == "SDN"]
assert sdn["sources"] == ["us_csl", "us_ofac_sdn"] or sdn["sources"] == ["us_ofac_sdn", "us_csl"], sdn
assert sdn["presence"] == "in_force" and len(p["listings"]) == 3 and p["hits"] == 4, p
open("id", "w").write(d["decision_id"])
PY
run 1 screen "Positive Technologies" --country RU --as-of 2022-01-05
[ "$(grep -c 'OFAC SDN List (SDN)' out)" = 1 ] || fail "one listing shown twice"
out_has "Told by"
run 0 resolve "$(cat id)" --true-match --reason ADMITTED --note "they say so" --by "A. First"
run 1 screen "Positive Technologies" --country RU --as-of 2022-01-05 --json
python3 - <<'PY' || fail "both wordings resolved"
import json
d = json.load(open("out"))
assert all(h["resolution"]["reopened"] is None for h in d["hits"]), [h.get("resolution") for h in d["hits"]]
PY

# Two who share nothing are joined by word alone, and the other listing is shown with the hit.
run 1 screen "Candiru" --country IL --as-of $day --json
candiru=$(python3 -c 'import json; print(json.load(open("out"))["hits"][0]["entry"])')
run 0 lists join "$candiru" SDN/31455 --reason "a test of the house" --by "A. First"
run 1 screen "Candiru" --country IL --as-of $day
out_has "Also listed"
out_has "AKTSIONERNOE OBSHCHESTVO POZITIV TEKNOLODZHIZ"
run 0 lists cut "$candiru" SDN/31455 --reason "enough" --by "A. First"
run 1 screen "Candiru" --country IL --as-of $day
out_lacks "Also listed"
echo "parties"
