#!/usr/bin/env bash
# What must hold of every determination, tried on each worked case: more listings never loosen it, fewer
# facts never loosen it, a listing of tomorrow and the order of the parties change nothing, and a
# question names a fact whose answer changes something.
. "$(dirname "$0")/../golden/common.bash"
sample_lists
python3 - "$LICET_SOURCE/tests/cases" <<'PY' || fail "properties"
import copy, json, os, pathlib, re, subprocess, sys

RANK = ["NOT_SUBJECT", "NLR", "NLR_WITH_CONDITIONS", "AUTHORIZED_BY_GENERAL_LICENSE",
        "OTHER_AGENCY_AUTHORIZATION", "NEEDS_FACTS", "EXCEPTION_CANDIDATE", "LICENSE_REQUIRED", "PROHIBITED"]
FREE = RANK[:4]
CORE = ("status", "policy", "basis", "exceptions", "barred", "other")
EL = {"list": "EL", "requirement": "All items subject to the EAR. (See §744.11 of the EAR)",
      "policy": "Presumption of denial", "from_": "2000-01-01"}
LISTINGS = {"EL": EL, "DPL": {"list": "DPL", "from_": "1990-01-01", "to": None},
            "UVL": {"list": "UVL", "from_": "2000-01-01"}, "MEU": {"list": "MEU", "from_": "2000-01-01"},
            "SDN": {"list": "SDN", "programs": ["NPWMD"], "from_": "2000-01-01"},
            "ISN": {"list": "ISN", "statute": "INKSNA", "from_": "2000-01-01"},
            "DTC": {"list": "DTC", "from_": "2000-01-01"}, "CMIC": {"list": "CMIC", "from_": "2000-01-01"}}
# Facts that only ever tighten, and elements of lists: leaving one out states less, and may loosen.
TIGHTENS = re.compile(r"lists|owners|end_use|knowledge|mieu|military|government|name_match|at_listed|parties/?\d*$|"
                      r"is_informed|transit|knows|suspended|owner|nationality|manufactured_in|stock|activity|role|country|/\d+$")

cases = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl")):
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        cases[case["id"]] = case["facts"]
failed = 0

def answers(asked):
    text = "".join(json.dumps({"id": i, "facts": f}) + "\n" for i, f in asked.items())
    run = subprocess.run([os.environ["LICET"], "determine", "--jsonl"], input=text.encode(), stdout=subprocess.PIPE)
    out = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert [o["id"] for o in out] == list(asked), "an answer a line, in order"
    return {o["id"]: o for o in out}

def wrong(what, key, *more):
    global failed
    failed += 1
    print(f"{what}: {key}", *more)

def with_listing(facts, party, listing):
    f = copy.deepcopy(facts)
    f["parties"][party]["lists"] = f["parties"][party].get("lists", []) + [listing]
    return f

def paths(x, at=()):
    for key, value in x.items() if isinstance(x, dict) else enumerate(x) if isinstance(x, list) else ():
        yield at + (key,)
        yield from paths(value, at + (key,))

def without(facts, path):
    f = copy.deepcopy(facts)
    at = f
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return f

base = answers(cases)
for name, listing in LISTINGS.items():
    asked = {f"{i}|{n}": with_listing(f, n, listing) for i, f in cases.items() for n in range(len(f["parties"]))}
    for key, o in answers(asked).items():
        before = base[key.rsplit("|", 1)[0]]
        if RANK.index(o["status"]) < RANK.index(before["status"]):
            wrong(f"{name} added loosens", key, before["status"], o["status"])
    tomorrow = dict(listing, from_="2035-01-01")
    asked = {f"{i}|{n}": with_listing(f, n, tomorrow) for i, f in cases.items() for n in range(len(f["parties"]))}
    for key, o in answers(asked).items():
        before = base[key.rsplit("|", 1)[0]]
        if any(o[word] != before[word] for word in CORE):
            wrong(f"{name} of tomorrow counts", key)

asked = {i + "|" + "/".join(map(str, p)): without(f, p) for i, f in cases.items() for p in paths(f)
         if not TIGHTENS.search("/".join(map(str, p)))}
for key, o in answers(asked).items():
    before = base[key.split("|")[0]]
    if "error" not in o and before["status"] not in FREE and o["status"] in FREE:
        wrong("a fact less loosens", key, before["status"], o["status"])

asked = {}
for i, f in cases.items():
    g = copy.deepcopy(f)
    g["parties"] = g["parties"] + [{"role": "seller", "name": "Another", "country": "DE", "lists": []}]
    h = copy.deepcopy(g)
    h["parties"].reverse()
    asked[i + "|a"], asked[i + "|b"] = g, h
turned = answers(asked)
for i in cases:
    a, b = turned[i + "|a"], turned[i + "|b"]
    for word in CORE + ("obligations",):
        same = sorted(a[word]) == sorted(b[word]) if isinstance(a[word], list) else a[word] == b[word]
        if not same:
            wrong("the order of parties counts", i, word, a[word], b[word])

asked = {}
for i, f in cases.items():
    item = f["item"]
    if f["activity"] == "export" and item.get("origin") == "US" and f["as_of"] > "2000" and f["to"] != "PR" and \
       not set(item) & {"published", "standards_related", "not_subject"} and item["eccn"] not in ("USML", "9A008") and \
       "en_route_on" not in f:
        g = copy.deepcopy(f)
        g["item"]["eccn"] = None
        g["parties"].append({"role": "end_user", "name": "Another", "country": "DE", "lists": [EL]})
        asked[i] = g
for key, o in answers(asked).items():
    if o["status"] not in ("LICENSE_REQUIRED", "PROHIBITED"):
        wrong("a listing waits for the number", key, o["status"])

for i, o in base.items():
    if o["status"] == "NEEDS_FACTS" and not o["missing"] :
        wrong("needs facts, names none", i)
    if o["status"] == "NLR" and o["exceptions"]:
        wrong("no licence, yet an exception", i)
    if o["status"] == "EXCEPTION_CANDIDATE" and all(e.endswith("?") for e in o["exceptions"]):
        wrong("a candidate whose conditions are open", i)
print(f"{len(cases)} cases, {failed} broken properties")
sys.exit(failed > 0)
PY
echo "determinations"
