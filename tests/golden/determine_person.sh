#!/usr/bin/env bash
# licet determine for people: a few facts on the command line, the answer with every step, two dates, the
# application, a page, and questions one by one. What is wrong with facts is said with the fact's name.
. "$(dirname "$0")/common.bash"
sample_lists
rack=(--fact activity=export --fact from=US --fact to=IL --fact item.eccn=EAR99 --fact item.origin=US)
nso=(--party "end_user:NSO Group:IL")

# What stands the same on every build: hashes and names of decisions go by the rules of the day.
settled() { sed -E 's/sha256:[0-9a-f]+/sha256:.../g; s/^(Decision  ).*/\1.../; /^          licet [0-9]/d' "$1" >"$2"; }

# The answer, as text.
run 1 determine "${rack[@]}" "${nso[@]}" --as-of 2021-11-05
err_empty
[ "$(widest out)" -le 80 ] || fail "$(widest out) columns"
settled out text
same text determine_nso.txt

# The same from a file, as JSON, and from standard input.
cat >facts.json <<'JSON'
{"as_of":"2021-11-05","activity":"export","from":"US","to":"IL","item":{"eccn":"EAR99","origin":"US"},
 "parties":[{"role":"end_user","name":"NSO Group","country":"IL"}]}
JSON
run 1 determine facts.json --json
cp out from_file.json
feed 1 "{\"id\":1,\"facts\":$(cat facts.json)}" determine - --json
cmp out from_file.json || fail "the same facts from standard input differ"
python3 - <<'PY' || fail "json"
import json
a = json.load(open("from_file.json", encoding="utf-8"))
assert a["kind"] == "determination" and a["status"] == "LICENSE_REQUIRED", a["status"]
assert a["as_of"] == "2021-11-05" and a["decision_id"].startswith("D-") and a["questions"] == []
PY
run 0 replay "$(python3 -c 'import json; print(json.load(open("from_file.json"))["decision_id"])')"

# A fact given beside the file overrules it; a country may be written out.
run 1 determine facts.json --fact to=Germany --fact item.value_usd=5000 --json
grep -q '"to": "DE"' out || fail "to"
grep -q '"value_usd": 5000' out || fail "value"

# No day: today, and said so. What is missing is asked for, with how to state it.
run 2 determine --party "end_user:Alder Works:FR" --fact to=FR
err_has "no day given: as of today"
out_has "What is missing"
out_has "--fact activity=..."
[ "$(widest out)" -le 80 ] || fail "missing: $(widest out) columns"

# Two dates: what changed, and what did it.
run 1 determine "${rack[@]}" "${nso[@]}" --as-of 2021-11-05 --and-as-of 2021-11-03
[ "$(widest out)" -le 80 ] || fail "two dates: $(widest out) columns"
same out determine_two_dates.txt
owner='parties[0].owners[0]'
listing='[{"list":"EL","requirement":"All items subject to the EAR.","policy":"Presumption of denial.","from_":"2021-11-04","fr":"86 FR 60760"}]'
half=(--party "end_user:Blue Heron Systems:IL" --fact 'parties[0].lists=[]' --fact "$owner.name=NSO Group"
    --fact "$owner.pct=50" --fact "$owner.lists=$listing")
run 1 determine "${rack[@]}" "${half[@]}" --as-of 2025-10-15 --and-as-of 2026-01-15
same out determine_affiliate.txt
run 1 determine "${rack[@]}" "${half[@]}" --as-of 2026-01-15 --and-as-of 2026-11-23 --json
python3 - <<'PY' || fail "comparison"
import json
c = json.load(open("out", encoding="utf-8"))
assert c["kind"] == "comparison"
assert [x for x in c["changed"] if x["what"] == "status"][0]["is"] == "LICENSE_REQUIRED"
assert any(r["confidence"] == "unverified" and r["change"] == "begins" for r in c["rules"] if "confidence" in r), c["rules"]
PY

# The application: only where there is one to make; the topics in the order of the work.
run 1 determine facts.json --application
for words in "744.16(e)" "748.5(a)-(f)" "750.4(a)(1)" "756.2(a)(3)" "An application for a licence"; do out_has "$words"; done
out_lacks "PRC End-User Statement"
[ "$(widest out)" -le 80 ] || fail "application: $(widest out) columns"
run 1 determine --as-of 2026-07-23 --fact activity=export --fact from=US --fact to=CN --fact item.eccn=3A001.a.2 \
    --fact item.origin=US --fact item.type=commodity --party "end_user:Harrow Works:CN" --fact 'parties[0].lists=[]' --application
out_has "PRC End-User Statement"
out_has "Defense looks chiefly"
out_lacks "744.16(e)"
run 1 determine --as-of 2026-07-23 --fact activity=export --fact from=US --fact to=HK --fact item.eccn=3A001.a.2 \
    --fact item.origin=US --fact item.type=commodity --party "end_user:Harrow Works:HK" --fact 'parties[0].lists=[]' --application
out_lacks "PRC End-User Statement"
out_has "Hong Kong import licence"
run 0 determine --as-of 2026-07-23 --fact activity=export --fact from=US --fact to=FR --fact item.eccn=EAR99 \
    --fact item.origin=US --party "end_user:Alder Works:FR" --fact 'parties[0].lists=[]' --application
out_has "None to make"
out_has "Taken for granted"

# A page, with the official text of the day; nothing in it is fetched or run.
run 1 determine facts.json --html --application
out_has 'https://www.ecfr.gov/on/2021-11-05/title-15/section-744.11'
out_has 'https://www.federalregister.gov/citation/86-FR-60760'
out_lacks "<script"
run 1 determine facts.json --html --and-as-of 2021-11-03
out_has 'https://www.ecfr.gov/on/2021-11-03/'
feed 1 '{"as_of":"2021-11-05","activity":"export","from":"US","to":"IL","item":{"eccn":"EAR99","origin":"US","desc":"<img src=x>"},"parties":[{"role":"end_user","name":"NSO Group","country":"IL"}]}' determine - --html
out_lacks "<img"

# What is wrong with facts.
wrong() { # MESSAGE REMEDY ARGUMENT...
    local message=$1 remedy=$2
    shift 2
    run 2 determine "$@" --as-of 2021-11-05
    out_empty
    err_has "$message"
    [ -z "$remedy" ] || err_has "$remedy"
}
wrong "item.ecn: no such fact" "did you mean item.eccn?" --fact item.ecn=EAR99
wrong "eccn: no such fact" "did you mean item.eccn?" --fact eccn=EAR99
wrong "destination: no such fact" "docs/determination.md" --fact destination=IL
wrong "to: not a country code" "ISO 3166-1" --fact to=Atlantis
wrong "to: not a country code" "UA-CRIMEA" --fact to=US-CA
wrong "exporter_us_person: must be yes or no" "" --fact exporter_us_person=maybe
wrong "item.value_usd: must be a plain number" "" --fact "item.value_usd=5 000"
wrong "item.value_usd: must not be negative" "" --fact item.value_usd=-1
wrong 'activity: "exprt" is none of its words' "export" --fact activity=exprt
wrong "parties.name: is a list" "" --fact parties.name=X
wrong "parties[3].name: one before it is missing" "" --fact 'parties[3].name=X'
wrong "en_route_on: not a date" "" --fact en_route_on=2021-13-01
wrong "a party is stated as role:name:country" "end_user:NSO Group:IL" --party "NSO Group"
wrong "is none of its words" "ultimate_consignee" --party "customer:NSO Group:IL"
wrong "a fact is stated as path=value" "item.eccn=EAR99" --fact item.eccn
wrong "contradicts ownership_known" "" "${nso[@]}" --fact 'parties[0].ownership_known=yes' --fact 'parties[0].ownership_unknown=yes'
wrong "contradicts item.eccn EAR99" "" --fact item.eccn=EAR99 --fact item.subpara=a
wrong "add up to over 100" "" "${nso[@]}" --fact 'parties[0].owners=[{"name":"A","pct":60},{"name":"B","pct":60}]'
wrong "no.json cannot be read" "one JSON object" no.json
echo '{"as_of":' >bad.json
wrong "not valid JSON" "" bad.json
echo '[1]' >bad.json
wrong "no JSON object" "" bad.json
run 2 determine --as-of tomorrow "${rack[@]}" "${nso[@]}"
err_has "as_of: not a date YYYY-MM-DD"
run 2 determine --as-of 2021-11-05 --and-as-of 5.11.2021 "${rack[@]}" "${nso[@]}"
err_has "write it as YYYY-MM-DD"
run 2 determine --jsonl --fact to=IL
run 2 determine facts.json --json --html
run 2 determine facts.json --application --and-as-of 2021-11-03
# A number that is none, and a country nobody knows, are questions and no release.
run 2 determine --as-of 2026-07-23 --fact activity=export --fact from=US --fact to=XX --fact item.eccn=5D99x \
    --fact item.origin=US --party "end_user:Alder Works:FR" --fact 'parties[0].lists=[]'
out_has "--fact item.eccn=..."
out_has "--fact to=..."

# A region with rules of its own is a place.
run 1 determine --as-of 2026-07-23 --fact activity=export --fact from=US --fact to=UA-CRIMEA --fact item.eccn=EAR99 \
    --fact item.origin=US --party "end_user:Alder Works:UA" --fact 'parties[0].lists=[]'
out_has "746.6(a)(1)(i)"

# Names of a file cannot move the cursor, neither in an answer nor in a question.
printf '{"as_of":"2026-07-23","item":{"eccn":"EAR99"},"parties":[{"name":"\\u001b[2J\\u202eX","country":"FR"}]}' >evil.json
feed 2 "" determine evil.json
if grep -q "$(printf '\033')" out err; then fail "an escape sequence"; fi
feed 2 $'\n\n\n\n' determine evil.json --ask
if grep -q "$(printf '\033')" out err; then fail "an escape sequence in a question"; fi
grep -q "What does .*X do in the transaction" err || fail "the role was not asked for"

# Question by question.
answers='2021-11-05
exprt
export
end_user:NSO Group:Israel

EAR99
Israel
'
feed 1 "$answers" determine --ask
cp err asked
err_has 'activity: "exprt" is none of its words'
err_has "To which country does the item go?"
err_has "The same again:"
out_has "presumption of denial"
sed -n '/^licet determine/,$p' asked | sed "s#^licet#\"\$LICET\"#" >again.sh
bash again.sh >again 2>/dev/null || [ $? = 1 ] || fail "the command again"
cmp out again || fail "the command that repeats it answers otherwise"
feed 2 "" determine --ask
err_has "On which day does the item leave?"
feed 2 "
$(yes x | head -600)" determine --ask

# On a terminal, without a word: it asks.
python3 - >asked 2>&1 <<'PY' || { cat asked; fail "on a terminal"; }
import os, pty
pid, fd = pty.fork()
if pid == 0:
    os.execv(os.environ["LICET"], [os.environ["LICET"], "determine"])
os.write(fd, b"2021-11-05\nexport\nend_user:NSO Group:IL\n\nEAR99\nIL\n")
seen = b""
try:
    while chunk := os.read(fd, 65536):
        seen += chunk
except OSError:
    pass  # the end of a terminal on Linux
_, state = os.waitpid(pid, 0)
print(seen.decode())
assert os.waitstatus_to_exitcode(state) == 1, state
assert b"On which day does the item leave?" in seen and b"presumption of denial" in seen
assert b"--party 'end_user:NSO Group:IL'" in seen
PY

# Over whole lists it is the facts that are missing, not the lists: what to do, each with its verb.
export LICET_HOME="$tmp/whole"
small_list
mine=(determine --policy "$tmp/policy.ini" --as-of $day)
run 2 "${mine[@]}"
tr -s ' \n' ' ' <out >flat
grep -qF "Do now Find out whether this is a sale, a purchase or a reexport; name the parties; and 3 more under What is missing; then check again." flat ||
    fail "what to do without facts"
out_lacks "whole and fresh"
run 2 "${mine[@]}" --fact activity=reexport --fact from=DE --fact to=CN --fact item.eccn=EAR99
out_has "In which country was the item made (734.3(a)(2))?"
run 2 "${mine[@]}" --fact activity=export --fact from=US --fact to=CN --fact item.eccn=3A090
out_has "742.6(a)(6)(iii)(A), depending on the paragraph of the entry"
out_lacks "if yes:"
# Of a day before the list, as of a sample, the lists are to blame.
run 2 determine --policy "$tmp/policy.ini" --as-of 2019-01-01
tr -s ' \n' ' ' <out | grep -qF "ask again when the lists are whole and fresh" || fail "a list of another day"
run 2 screen "Quiet Orchard Bakery" --policy "$tmp/policy.ini" --as-of 2019-01-01
out_has "2 entries, later than the day asked about"
echo "determine_person"
