#!/usr/bin/env bash
# The world's lists: one party on five of them, what each means, and out to another program and back.
. "$(dirname "$0")/common.bash"
short_is_whole
python3 - <<'PY'
def write(name, text): open(name, "w", encoding="utf-8", newline="").write(text)
write("un.xml", '<CONSOLIDATED_LIST dateGenerated="2026-07-31T23:00:09Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>'
      '<FIRST_NAME>OSSIAN</FIRST_NAME><SECOND_NAME>VALE</SECOND_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE>'
      '<REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON><NATIONALITY><VALUE>Latvia</VALUE>'
      '</NATIONALITY><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR>'
      '<TO_YEAR>1959</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport'
      '</TYPE_OF_DOCUMENT><NUMBER>A1084010</NUMBER><ISSUING_COUNTRY>Latvia</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>'
      '</INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>')
write("uk.csv", 'Last Updated,31/07/2026,,,,,,,,,,,\n'
      'Name 6,Name 1,DOB,Nationality,Passport Number,Passport Details,Other Information,Group Type,Alias Type,'
      'Alias Quality,Regime,Listed On,Group ID\n'
      'VALE,Ossian,00/00/1957,Latvia,A1084010,Latvia,,Individual,Primary name,,Test,09/12/2016,7\n'
      'VAIL,Osian,00/00/1957,Latvia,A1084010,Latvia,,Individual,AKA,Low quality,Test,09/12/2016,7\n')
write("au.csv", 'Reference,Name of Individual or Entity,Type,Name Type,Date of Birth,Citizenship,Address,Additional '
      'Information,Listing Information,Committees\n'
      '5,Ossian Vale,Individual,Primary Name,1957,Latvia,,Passport no: A1084010,Listed on 30 Nov. 2016,Test\n')
write("eu.xml", '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-07-31T14:39:54+01:00">'
      '<sanctionEntity euReferenceNumber="EU.1.1" logicalId="3"><regulation entryIntoForceDate="2016-12-02" '
      'numberTitle="2016/1 (OJ L1)" programme="TST"/><subjectType classificationCode="P"/><nameAlias wholeName='
      '"Ossian Vale" strong="true"/><citizenship countryIso2Code="LV"/><identification number="A1084010" '
      'identificationTypeDescription="Passport" countryIso2Code="LV"/></sanctionEntity></export>')
write("ca.xml", '<data-set><record><Country>Latvia</Country><LastName>Vale</LastName><GivenName>Ossian</GivenName>'
      '<DateOfBirthOrShipBuildDate>1957</DateOfBirthOrShipBuildDate><Schedule>1</Schedule><Item>1</Item><DateOfListing>'
      '2016-12-05</DateOfListing></record></data-set>')
PY
# Each is known by what it holds.
for f in un.xml uk.csv au.csv eu.xml ca.xml; do
    run 0 lists import --list-date $day $f --json
done
grep -q '"source": "ca_sema"' out || fail "the last of them"

# One party, five listings, each with its meaning; a year within a range agrees.
run 1 screen "Ossian Vale" --type person --country LV --birth 1958 --as-of $day --json
python3 - <<'PY' || fail "five listings of one party"
import json
a = json.load(open("out"))
hits = a["hits"]
assert {h["list"] for h in hits} == {"UN", "OFSI", "DFAT", "EU", "SEMA"}, [h["list"] for h in hits]
for h in hits:
    assert h["meaning"].endswith(".") and h["effect"]["effect"] == "blocking", h["effect"]
    assert h["effect"]["authority"] and h["effect"]["binds"] and h["effect"]["cite"]
un = next(h for h in hits if h["list"] == "UN")
assert un["evidence"]["birth"] == "agrees" and un["from"] == "2016-11-30", un
assert len({h.get("party") for h in hits}) == 1, [h.get("party") for h in hits]
PY
run 1 screen "Ossian Vale" --type person --country LV --as-of $day
[ "$(grep -c '^Ossian Vale \|^OSSIAN VALE ' out)" = 1 ] || fail "one party is shown more than once"
[ "$(grep -c 'Effect  *blocking' out)" = 5 ] || fail "five listings, five effects"
run 1 screen "Ossian Vale" --type person --birth 1990 --as-of $day --json
python3 -c 'import json; assert all(h["evidence"]["birth"] == "conflicts" for h in json.load(open("out"))["hits"] if h["list"] == "UN")'

# What no real file has proven is said.
run 2 lists status
out_has "eu_fsf: XML and CSV: unproven on real data."
! grep -q "^un: " out || fail "un is proven"
run 2 lists status --json
out_has '"unproven": "XML and CSV"'

# Out as FollowTheMoney, in again elsewhere: found as before.
run 0 lists export
cp out entities.ftm.json
python3 - <<'PY' || fail "entities.ftm.json"
import json
rows = [json.loads(l) for l in open("entities.ftm.json")]
ids = {r["id"] for r in rows}
people = [r for r in rows if r["schema"] == "Person"]
assert len(people) == 5 and len(ids) == len(rows)
for r in rows:
    assert set(r) >= {"id", "caption", "schema", "properties", "datasets", "referents"}
    assert all(isinstance(v, list) and v and all(isinstance(x, str) for x in v) for v in r["properties"].values())
    for name in ("entity", "holder", "addressEntity"):
        assert all(x in ids for x in r["properties"].get(name, [])), r
assert sum(r["schema"] == "Sanction" for r in rows) == 5 and sum(r["schema"] == "Passport" for r in rows) == 4
PY
run 0 lists export --format targets-simple --source un
out_has 'un-UN-TSi.001,Person,OSSIAN VALE'
run 2 lists export --format parquet
err_has "no such export format"
LICET_HOME=$tmp/other run 0 lists import --list-date $day entities.ftm.json
LICET_HOME=$tmp/other run 1 screen "Ossian Vale" --type person --country LV --birth 1958 --as-of $day --json
python3 - <<'PY' || fail "the same parties elsewhere"
import json
hits = json.load(open("out"))["hits"]
assert len(hits) == 5 and {h["list"] for h in hits} == {"FTM"}, hits
assert all(h["effect"]["effect"] == "due-diligence" for h in hits)
PY

# A document type, a web page, half a file: nothing is taken, and what was in force stays.
printf '<!DOCTYPE x [<!ENTITY a "b">]>' | cat - un.xml >bad.xml
run 2 lists import --source un --list-date $day bad.xml
err_has DOCTYPE
head -c 500 un.xml >bad.xml
run 2 lists import --source un --list-date $day bad.xml
err_has "not whole"
echo '<html>Service unavailable</html>' >bad.xml
run 2 lists import --source un --list-date $day bad.xml
err_has "web page"
run 1 screen "Ossian Vale" --as-of $day --json
out_has '"list": "UN"'
