#!/usr/bin/env bash
# Names nobody should ask about: each has a defined answer or a clear error, and what could not be
# looked for is NOT_SCREENED, never NO_MATCH. Through screen, check, match and the list importer.
. "$(dirname "$0")/common.bash"
small_list
cat >>own.jsonl <<'JSON'
{"entity_id":"3","names":["General Trading Company Ltd"],"type":"org"}
JSON
run 0 lists import --policy policy.ini --source own --list-date $day own.jsonl
cat >make.py <<'PY'
import json, random
odd = {
    # name: (what becomes of it, words of the reason); nobody: finding nothing proves nothing
    "empty": ("", "error", "no name"),
    "spaces": ("  \t ", "error", "no name"),
    "punctuation": (" .,;-\"'()/&…", "error", "letter or digit"),
    "invisible": ("\u200b\u2060\ufeff", "error", ""),
    "one letter": ("A", "nobody", "nothing but"),
    "one digit": ("7", "answer", ""),
    "one sign": ("中", "answer", ""),
    "emoji": ("🙂🙃", "error", ""),
    "64 kB": ("Plover " * 9362, "error", "4096"),
    "64 kB in one word": ("p" * 65536, "error", "4096"),
    "201 words": ("ab " * 200 + "ab", "error", "200"),
    "200 words": (("ab " * 200).strip(), "answer", ""),
    "4 KiB in one word": ("p" * 4096, "nobody", "4096 letters"),
    "65 letters in one word": ("Plo" + "ver" * 20 + "er", "nobody", "65 letters"),
    "64 letters in one word": ("Plo" + "ver" * 20 + "e", "answer", ""),
    "4 KiB and a byte": ("p" * 4097, "error", "4096"),
    "scripts mixed": ("Pлover 有限 محمد Ltd ๑", "answer", ""),
    "direction marks": ("\u202eelav\u202c Ossian \u2066x\u2069", "answer", ""),
    "marks on marks": ("Va" + "\u0301" * 500 + "le", "answer", ""),
    "only frequent": ("Ali Mohamed", "answer", ""),
    "only generic": ("General Trading Company", "answer", ""),
    "only a legal form": ("Ltd", "nobody", "nothing but"),
    "only a title": ("Dr. Mr", "nobody", "nothing but"),
    "control characters": ("Os\u0007sian\u001b[31m Vale", "answer", ""),
    "noncharacter": ("Vale \ufffe\U0010ffff", "answer", ""),
}
json.dump(odd, open("odd.json", "w"))
PY
python3 make.py

cat >judge.py <<'PY'
import json, os, subprocess, sys
licet, day = os.environ["LICET"], sys.argv[1]
odd = json.load(open("odd.json"))
common = ["--policy", "policy.ini", "--as-of", day, "--json"]
for what, (name, fate, words) in odd.items():
    if len(name.encode()) > 100000: continue
    p = subprocess.run([licet, "screen", *common, "--", name], capture_output=True)
    text, err = p.stdout.decode("utf-8"), p.stderr.decode("utf-8", "replace")
    assert p.returncode in (0, 1, 2), (what, p.returncode, err[:300])
    verdict = json.loads(text)["verdict"] if text.strip() else "NOT_SCREENED"
    remedy = (json.loads(text).get("remedy") or "") if text.strip() else err
    print(f"screen, {what}: {verdict}, exit {p.returncode}: {remedy[:100] or err[:100]}".rstrip(": \n"))
    if fate != "answer":
        assert verdict == "NOT_SCREENED" and p.returncode == 2, (what, verdict, p.returncode)
        assert remedy or err, what
        assert words in remedy + err, (what, words, remedy, err)
    else:
        assert verdict in ("NO_MATCH", "POSSIBLE_MATCH"), (what, verdict, text[:500])
        assert p.returncode == (1 if verdict == "POSSIBLE_MATCH" else 0), (what, p.returncode)
PY
python3 judge.py $day || fail "screen"

# The same in a table of orders: every row is answered, the bad ones are held with the reason.
cat >orders.py <<'PY'
import csv, json
odd = json.load(open("odd.json"))
with open("orders.csv", "w", encoding="utf-8", newline="") as f:
    w = csv.writer(f)
    w.writerow("order_id ship_date activity item eccn origin to purchaser_name purchaser_country end_user_name end_user_country end_use".split())
    for i, (what, (name, fate, words)) in enumerate(odd.items()):
        if "control" in what or len(name) > 10000: continue
        w.writerow([f"{what}", "2026-07-31", "sale", "desk", "EAR99", "US", "GB", name, "GB", name, "GB", "office"])
PY
python3 orders.py
code=0
"$LICET" check orders.csv --policy policy.ini --as-of $day --out answers.jsonl >out 2>err || code=$?
[ $code = 2 ] || fail "check ended with $code"
python3 - <<'PY' || fail "check"
import csv, json
odd = json.load(open("odd.json"))
asked = [r["order_id"] for r in csv.DictReader(open("orders.csv", encoding="utf-8", newline=""))]
rows = [json.loads(l) for l in open("answers.jsonl", encoding="utf-8")]
text = [json.dumps(r, ensure_ascii=False) for r in rows]
assert len(rows) == len(asked), (len(rows), len(asked))
for what, row in zip(asked, text):
    if odd[what][1] != "answer":
        assert '"NOT_SCREENED"' in row or '"NEEDS_FACTS"' in row or '"HOLD"' in row or "rror" in row, (what, row[:600])
        assert '"RELEASE"' not in row, (what, row[:600])
print(len(rows), "rows of orders, none left out")
PY

# match: one line each, the bad ones with an error; the others go on.
python3 - <<'PY'
import json
odd = json.load(open("odd.json"))
with open("questions.jsonl", "w", encoding="utf-8") as f:
    for what, (name, fate, words) in odd.items():
        f.write(json.dumps({"id": what, "name": name}) + "\n")
PY
code=0
"$LICET" match --list own.jsonl <questions.jsonl >out 2>err || code=$?
[ $code = 2 ] || fail "match ended with $code"
python3 - <<'PY' || fail "match"
import json
odd = json.load(open("odd.json"))
rows = {r["id"]: r for r in map(json.loads, open("out", encoding="utf-8"))}
assert list(rows) == list(odd), "a question without an answer, or in another order"
for what, (name, fate, words) in odd.items():
    r = rows[what]
    if fate == "error":
        assert r.get("error") and not r.get("results"), (what, r)
        assert words in r["error"]["message"] or words == "no name", (what, r)
    else:
        assert isinstance(r["results"], list), (what, r)
PY

# Bytes that are not UTF-8, half a character, a lone surrogate, an overlong form, NUL.
for bytes in '\xf0\x28\x8c\x28' 'Vale \xc3' '\xed\xa0\x80' '\xc0\xaf' '\xff'; do
    name=$(printf "$bytes")
    code=0
    "$LICET" screen --policy policy.ini --as-of $day --json -- "$name" >out 2>err || code=$?
    [ $code = 2 ] || fail "screen of $bytes ended with $code"
    ! grep -q '"NO_MATCH"' out || fail "$bytes read NO_MATCH"
    grep -qi "utf-8" out err || fail "$bytes: nothing says UTF-8"
    printf '{"id":1,"name":"%b"}\n{"id":2,"name":"Ossian Vale"}\n' "$bytes" >q.jsonl
    code=0
    "$LICET" match --list own.jsonl <q.jsonl >out 2>err || code=$?
    [ $code = 2 ] || fail "match of $bytes ended with $code"
    grep -q '"2"\|"id": *2' out || fail "match of $bytes stopped the run"
done
printf '{"id":1,"name":"a\\u0000b"}\n{"id":2,"name":"\\ud800"}\n{"id":3,"name":"Ossian Vale"}\n' >q.jsonl
code=0
"$LICET" match --list own.jsonl <q.jsonl >out 2>err || code=$?
grep -q '"id":3' out || grep -q '"id": 3' out || fail "NUL or a surrogate stopped the run"

# A party of ten thousand aliases, and a list of ten thousand parties of one name.
python3 - <<'PY'
import json
with open("many.jsonl", "w") as f:
    f.write(json.dumps({"entity_id": "many", "names": [f"Plover Trading {i}" for i in range(10000)], "type": "org"}) + "\n")
    for i in range(10000):
        f.write(json.dumps({"entity_id": f"same {i}", "names": ["Ali Hassan"], "type": "person"}) + "\n")
with open("q.jsonl", "w") as f:
    for i, name in enumerate(["Plover Trading 77", "Hassan Ali", "Plover Trading", "Ali"]):
        f.write(json.dumps({"id": i, "name": name}) + "\n")
PY
feed 0 "$(cat q.jsonl)" match --list many.jsonl --limit 5
python3 - <<'PY' || fail "ten thousand of everything"
import json
rows = [json.loads(l) for l in open("out", encoding="utf-8")]
assert len(rows) == 4
assert rows[0]["results"][0]["entity_id"] == "many" and rows[0]["results"][0]["score"] == 1, rows[0]
assert [r["entity_id"] for r in rows[1]["results"]] == [f"same {i}" for i in range(5)], rows[1]
PY
echo "bad input has answers"
