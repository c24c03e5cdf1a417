#!/usr/bin/env bash
# An unknown fact only moves the answer between what its values would give: for each worked case and each fact with
# few values, the answer without the fact is NEEDS_FACTS, or no stricter than the strictest and no laxer than the laxest
# of the answers with it. The same for every fact an answer asks for.
. "$(dirname "$0")/../golden/common.bash"
sample_lists
python3 - "$LICET_SOURCE/tests/cases" <<'PY' || fail "unknown facts"
import collections, copy, json, os, pathlib, re, subprocess, sys

RANK = ["NOT_SUBJECT", "NLR", "NLR_WITH_CONDITIONS", "AUTHORIZED_BY_GENERAL_LICENSE",
        "OTHER_AGENCY_AUTHORIZATION", "NEEDS_FACTS", "EXCEPTION_CANDIDATE", "LICENSE_REQUIRED", "PROHIBITED"]
YES_NO = [True, False]
FACTS = {p: YES_NO for p in """exporter_us_person us_government_use authorization_suspended knows_customer_listed
    knows_unauthorised_access stock_for_resale actual_order_before item.published item.source_code_notified
    item.nonstandard_cryptography item.standards_related item.standard_to_be_published item.not_subject item.tangible
    item.fdp item.food_medicine item.one_time_report item.uae_supp8_approved item.embedded_in_civil_product
    parties.0.us_person parties.0.military_end_user parties.0.mieu parties.0.government_end_user
    parties.0.favourable_cyber_end_user list_entry.in_force""".split()}
FACTS |= {"item.type": ["commodity", "software", "technology"], "item.origin": ["US", "foreign"],
          "item.delivery": ["download", "media", "browser_only", "saas_only"]}
ASKED = {"item.eccn": ["EAR99", "3A001.a.2", "5A992.c", "9A610.x", "1C355", "USML"],
         "to": ["CN", "RU", "DE", "CU", "IR", "UA-CRIMEA", "CA"], "item.hts6": ["010101", "847130", "880730", "847989"],
         "item.us_controlled_pct": [0, 10, 25, 26, 100]}

def split(path):
    return [int(p) if p.isdigit() else p for p in path.replace("[", ".").replace("]", "").split(".")]

def place(facts, keys):
    for key in keys[:-1]:
        if isinstance(key, int):
            if not isinstance(facts, list) or key >= len(facts):
                return None
            facts = facts[key]
        else:
            facts = facts.setdefault(key, {}) if isinstance(facts, dict) else None
        if facts is None:
            return None
    return facts

def stated(facts, path, value):
    f = copy.deepcopy(facts)
    if path.startswith("item.row_answers."):
        f["item"].setdefault("row_answers", {})[path[len("item.row_answers."):]] = value
        return f
    keys = split(path)
    at = place(f, keys)
    if not isinstance(at, dict):
        return None
    at.pop(keys[-1], None)
    if value is not None:
        at[keys[-1]] = value
    return f

def answers(asked):
    text = "".join(json.dumps({"id": i, "facts": f}) + "\n" for i, f in enumerate(asked))
    run = subprocess.run([os.environ["LICET"], "determine", "--jsonl"], input=text.encode(), stdout=subprocess.PIPE)
    return [json.loads(line) for line in run.stdout.decode().splitlines()]

cases = []
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl")):
    cases += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
for case in cases:
    for p in case["facts"].get("parties", []):
        p.setdefault("lists", [])
base = answers([c["facts"] for c in cases])
jobs = []
for case, answer in zip(cases, base):
    domains = dict(FACTS)
    for path in answer.get("missing", []):
        if path in ASKED:
            domains[path] = ASKED[path]
        elif path.startswith("item.row_answers."):
            domains[path] = YES_NO
    jobs += [(case["id"], case["facts"], path, values) for path, values in domains.items()]
asked, where = [], []
for number, (_, facts, path, values) in enumerate(jobs):
    for value in [None] + values:
        f = stated(facts, path, value)
        if f is not None:
            asked.append(f)
            where.append((number, value))
found = collections.defaultdict(dict)
for (number, value), answer in zip(where, answers(asked)):
    if "error" not in answer:
        found[number][value if value is None else json.dumps(value)] = answer
failed, compared = 0, 0
for number, by in found.items():
    case, _, path, _ = jobs[number]
    if None not in by or len(by) < 2:
        continue
    compared += 1
    unknown = by.pop(None)
    # an exception whose condition the fact is may become usable: it was named with a question mark before
    def rank(a):
        open_before = {e.rstrip("?").split()[0] for e in unknown["exceptions"] if e.endswith("?")}
        usable = {e.split()[0] for e in a["exceptions"] if not e.endswith("?")}
        named = a["status"] == "EXCEPTION_CANDIDATE" and usable <= open_before
        return RANK.index("LICENSE_REQUIRED" if named else a["status"])
    ranks = [rank(a) for a in by.values()]
    if unknown["status"] == "NEEDS_FACTS" or min(ranks) <= RANK.index(unknown["status"]) <= max(ranks):
        continue
    failed += 1
    print(f"{case}: {path} unknown {unknown['status']}, known " +
          ", ".join(f"{v} {a['status']}" for v, a in by.items()))
print(f"{len(cases)} cases, {compared} unknown facts, {failed} answers outside what the values give")
sys.exit(failed > 0 or compared < 5000)
PY
echo "unknown facts"
