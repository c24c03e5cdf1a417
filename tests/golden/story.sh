#!/usr/bin/env bash
# The news of 4 November 2021, clause by clause: four companies on the Entity List, for all items subject to the
# EAR. Each case with its answer and the outcome of every step.
. "$(dirname "$0")/common.bash"
sample_lists
cat >cases.py <<'PY'
import json, os, subprocess, sys

LISTED = {"list": "EL", "requirement": "All items subject to the EAR. (See §744.11 of the EAR)",
          "policy": "Presumption of denial.", "from_": "2021-11-04", "fr": "86 FR 60760"}
RACK = {"eccn": "EAR99", "type": "commodity", "origin": "US", "desc": "server rack"}
OFFICE = {"eccn": "5D992.c", "type": "software", "origin": "US", "delivery": "download", "desc": "Office licence"}
NSO = {"role": "end_user", "name": "NSO Group", "country": "IL"}
GIVEN = {**NSO, "lists": [LISTED]}
BLOCKED = {"list": "SDN", "programs": ["CYBER2", "RUSSIA-EO14024", "CAATSA - RUSSIA"], "from_": "2021-04-15"}


def sale(day, item, *parties, **more):
    return {"as_of": day, "activity": "export", "from": "US", "to": "IL", "exporter_us_person": True,
            "item": item, "parties": list(parties), **more}


def affiliate(day):
    owner = {"name": "NSO Group", "pct": 50, "lists": [LISTED]}
    return sale(day, RACK, {"role": "end_user", "name": "Blue Heron Systems", "country": "IL", "lists": [],
                            "owners": [owner]})


def bought(seller, country, **more):
    us = {"role": "purchaser", "name": "Larkin County Police", "country": "US", "lists": [], "us_person": True}
    return {"as_of": "2022-03-01", "activity": "purchase_from", "from": country, "to": "US",
            "exporter_us_person": True, "item": {"eccn": "5D992.c", "type": "software", "origin": "foreign"},
            "parties": [{"role": "seller", **seller, "country": country}, us], **more}


CASES = [
    ("a server rack, the day before", sale("2021-11-03", RACK, GIVEN)),
    ("a server rack, the day after", sale("2021-11-05", RACK, GIVEN)),
    ("the same, looked up on the list", sale("2021-11-05", RACK, NSO)),
    ("an Office licence, the day before", sale("2021-11-03", OFFICE, GIVEN)),
    ("an Office licence, the day after", sale("2021-11-05", OFFICE, GIVEN)),
    ("through a reseller", sale("2021-11-05", OFFICE, {"role": "purchaser", "name": "Tidewater Resale",
                                                       "country": "IL", "lists": []}, GIVEN)),
    ("made abroad, 60 % of it EAR99 content",
     {"as_of": "2022-01-10", "activity": "export_from_abroad", "from": "DE", "to": "IL",
      "exporter_us_person": False, "parties": [GIVEN],
      "item": {"eccn": "EAR99", "type": "commodity", "origin": "foreign", "fdp": False,
               "us_content": [{"eccn": "EAR99", "pct": 60}]}}),
    ("NSO sells to a US police department", bought({"name": "NSO Group", "lists": [LISTED]}, "IL")),
    ("bought from Positive Technologies",
     bought({"name": "Positive Technologies", "lists": [LISTED, BLOCKED]}, "RU")),
    ("an affiliate, 2025-10-15", affiliate("2025-10-15")),
    ("an affiliate, 2026-01-15", affiliate("2026-01-15")),
    ("an affiliate, 2026-11-23", affiliate("2026-11-23")),
]


def show(title, facts):
    run = subprocess.run([os.environ["LICET"], "determine", "-", "--json", "--quiet"],
                         input=json.dumps(facts).encode(), capture_output=True)
    assert run.returncode in (0, 1, 2) and not run.stderr, run.stderr
    a = json.loads(run.stdout)
    print(f"## {title}\n{a['status']}  {a['policy'] or '-'}  {a['disposition']}  exit {run.returncode}")
    for key in ("basis", "not_subject", "exceptions", "obligations", "other", "missing"):
        if a[key]:
            print(f"  {key}: {a[key] if isinstance(a[key], str) else ', '.join(a[key])}")
    for t in a["trace"]:
        if t["outcome"] not in ("ASSUMED", "ASKS") and t["step"] != "assemble":
            print(f"    {t['step']:<11} {t.get('paragraph', ''):<18} {t['outcome']}")
    print()


for title, facts in CASES:
    show(title, facts)
PY
python3 cases.py >out 2>err || fail "story"
same out story.txt
echo "story: $(grep -c '^##' out) cases"
