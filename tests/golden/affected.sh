#!/usr/bin/env bash
# What changed, as a page, and which customers of the book it is about: those a screening would show
# the entry for, by name in either wording, or by number. Without a book nothing is said of customers.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
guard_percent = 99
[list own]
max_age_days = 36500
INI
said() { # DAY LINE...
    local day=$1
    shift
    printf '%s\n' "$@" >own.jsonl
    run 0 lists import --source own --list-date "$day" --policy policy.ini own.jsonl
}
a='{"entity_id":"1","names":["Marrow Hill Trading Ltd"],"type":"org","countries":["GB"],"citation":"86 FR 60759"}'
b='{"entity_id":"2","names":["Ossian Vale Freight"],"type":"org","countries":["IE"]}'
b2='{"entity_id":"2","names":["Tamsin <Orrery> Shipping"],"type":"org","countries":["IE"]}'
c='{"entity_id":"3","names":["Sallow Fen"],"type":"org","idents":["TX-9931-77"],"citation":"86 FR 60759"}'
d='{"entity_id":"4","names":["Quillfeather Works"],"type":"org"}'
said 2026-07-01 "$a" "$b" "$d"
said 2026-07-20 "$b2" "$c" "$d"

run 1 lists diff 2026-07-01 2026-07-20 --source own --json --policy policy.ini
out_lacks "customers"
run 0 lists changes --since 2026-07-02 --policy policy.ini
out_lacks "customers"

cat >book.csv <<'CSV'
id,name,country,identifiers
C-1,Marrow Hill Trading,GB,
C-2,Ossian Vale Freight Limited,IE,
C-3,Tamsin Orrery Shipping,IE,
C-4,Brackwater Holdings,FR,TX 9931 77
C-5,Quillfeather Works,GB,
C-6,Nobody At All,GB,
CSV
run 0 book import book.csv
run 1 lists diff 2026-07-01 2026-07-20 --source own --json --policy policy.ini
python3 - <<'PY' || fail "customers affected"
import json
d = json.load(open("out"))
by = {e["entry"]: e for g in d["groups"] for e in g["entries"]}
assert by["HOUSE/1"]["customers"] == ["C-1"] and by["HOUSE/3"]["customers"] == ["C-4"], by
assert by["HOUSE/2"]["customers"] == ["C-2", "C-3"], by["HOUSE/2"]
c = d["customers_affected"]
assert c["customers"] == 6 and [x["id"] for x in c["affected"]] == ["C-1", "C-2", "C-3", "C-4"], c
assert c["affected"][3] == {"id": "C-4", "name": "Brackwater Holdings", "entries": ["HOUSE/3"]}, c
PY
run 1 lists diff 2026-07-01 2026-07-20 --source own --policy policy.ini
same out affected.txt
run 1 lists diff 2026-07-01 2026-07-20 --source own --html --policy policy.ini
python3 - <<'PY' || fail "the page"
import html.parser
class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.text, self.links = [], "", []
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br", "hr", "link"):
            self.open.append(tag)
        self.links += [v for k, v in attrs if k == "href"]
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
    def handle_data(self, data):
        self.text += data
r = Reader()
page = open("out", encoding="utf-8").read()
r.feed(page)
assert not r.open and "<Orrery>" not in page and "Tamsin <Orrery> Shipping" in r.text, r.open
for want in ("Customers affected: 4 of 6", "86 FR 60759", "Without a citation", "name gone: Ossian Vale Freight",
             "1 added, 1 modified, 1 removed, 1 unchanged", "HOUSE/3", "Decision support"):
    assert want in r.text, want
assert any("federalregister.gov" in x for x in r.links), r.links
PY
run 0 lists changes --since 2026-07-02 --policy policy.ini
python3 - <<'PY' || fail "customers of the changes"
import json
by = {e["entry"]: e["customers"] for e in map(json.loads, open("out"))}
assert by == {"HOUSE/1": ["C-1"], "HOUSE/2": ["C-2", "C-3"], "HOUSE/3": ["C-4"]}, by
PY
echo "affected"
