#!/usr/bin/env bash
# Facts nobody should send: every line answers for itself, says which fact is wrong, and the run goes on.
. "$(dirname "$0")/common.bash"
sample_lists
python3 - <<'PY' || fail "hostile facts"
import copy, json, os, subprocess, sys

def facts(**more):
    f = {"as_of": "2026-07-23", "activity": "export", "from": "US", "to": "CN", "exporter_us_person": True,
         "item": {"eccn": "3A001.a.2", "type": "commodity", "origin": "US"},
         "parties": [{"role": "end_user", "name": "Harrow Works", "country": "CN", "lists": []}]}
    f.update(more)
    return f

def item(**more):
    return facts(item={"eccn": "EAR99", "type": "commodity", "origin": "US", **more})

def abroad(**more):
    return facts(activity="export_from_abroad", **{"from": "KR"}, item={
        "eccn": "5A991", "type": "commodity", "origin": "foreign", "fdp": False, **more})

def party(**more):
    f = facts(as_of="2025-10-15")
    f["parties"][0].update(more)
    return f

listed = {"list": "EL", "requirement": "For all items subject to the EAR", "policy": "Presumption of denial",
          "from_": "2021-11-04"}
chain = {"name": "top", "pct": 100, "lists": [listed]}
for _ in range(200):
    chain = {"name": "holder", "pct": 100, "owners": [chain]}

ask, wrong = [], []
for eccn in ("3A1", "3A001.", "3A001..a", "3A001;x", "3A001a2", "9Z999", "3A777", "EAR99.a", "", "None", "1\uff21001"):
    ask.append((facts(item={"eccn": eccn, "type": "commodity", "origin": "US"}), "item.eccn"))
for place in ("ZZ", "UK", "EU", "AQ"):
    ask.append((facts(to=place), "to"))
ask.append((facts(as_of="1990-01-01", to="DE"), "as_of"))
ask.append((facts(parties=[], to="DE"), "parties"))
ask.append((abroad(us_content=[{"eccn": "3Z999", "pct": 1}]), "item.us_content"))
ask.append(({}, "as_of"))
for place in ("cn", "CHN", "China", "", "UA-43", 5, None):
    wrong.append((facts(to=place), "to:"))
for day in ("2026-02-30", "2023-02-29", "today", "", "2026-07-23T00:00:00Z", 20260723):
    wrong.append((facts(as_of=day), "as_of:"))
wrong += [
    (abroad(us_controlled_pct=101), "item.us_controlled_pct"), (abroad(us_controlled_pct=-1), "item.us_controlled_pct"),
    (abroad(us_content=[{"eccn": "EAR99", "pct": 60}, {"eccn": "EAR99", "pct": 60}]), "item.us_content"),
    (party(owners=[{"name": "a", "pct": 150, "lists": []}]), "owners[0].pct"),
    (party(owners=[{"name": "a", "pct": 80, "lists": []}, {"name": "b", "pct": 80, "lists": []}]), "over 100"),
    (party(owners=[chain]), "nested"), (party(lists="EL"), "parties[0].lists"), (party(role="boss"), "parties[0].role"),
    (party(lists=[{"list": "XX"}]), "lists[0].list"), (party(lists=[{"list": "EL", "from_": "soon"}]), "from_"),
    (party(lists=[dict(listed, to="2020-01-01")]), "lies before"), (party(name="A" * 1000000), "longer than"),
    (facts(item=[]), "item:"), (facts(parties={}), "parties:"), (facts(parties=[None]), "parties[0]"),
    (facts(end_use="military"), "end_use"), (facts(end_use=["no_such_use"]), "end_use[0]"),
    (facts(end_use=["oil_gas_746_8_a4", "not_oil_gas_project"]), "end_use"),
    (facts(exporter_us_person="yes"), "exporter_us_person"), (facts(activity="smuggle"), "activity"),
    (facts(asof="2026-01-01"), "as_of?"), (item(eccm="x"), "item.eccn?"), (party(list=[]), "parties[0].lists?"),
]
raw = ['{"id":1,"facts":{"as_of":"2026-01-01","as_of":"2020-01-01"}}', "[]", "null", '"x"', '{"id":1}', "{",
       '{"id":1,"facts":{"to":"\\u0000"}}', '{"id":1,"facts":{"item":{"value_usd":NaN}}}', '{"id":1,"facts":{}} x',
       '{"id":1,"facts":' + "[" * 100000 + "]" * 100000 + "}",
       '{"id":1,"facts":{"item":{"desc":"' + "x" * 5000000 + '"}}}']
last = ({"id": "last", "facts": facts()}, None)
lines = [json.dumps({"id": n, "facts": f}) for n, (f, _) in enumerate(ask + wrong)] + raw + [json.dumps(last[0])]
run = subprocess.run([os.environ["LICET"], "determine", "--jsonl"], input="\n".join(lines).encode() + b"\n",
                     stdout=subprocess.PIPE)
assert run.returncode == 2, run.returncode
answers = [json.loads(line) for line in run.stdout.decode().splitlines()]
assert len(answers) == len(lines), (len(answers), len(lines))
for (f, fact), answer in zip(ask, answers):
    assert answer.get("status") == "NEEDS_FACTS" and fact in answer["missing"], (fact, str(answer)[:500])
for (f, words), answer in zip(wrong, answers[len(ask):]):
    said = str(answer.get("error"))
    assert words in said, (words, str(answer)[:500])
for line, answer in zip(raw, answers[len(ask) + len(wrong):]):
    assert "error" in answer, (line[:80], str(answer)[:300])
assert answers[-1]["status"] == "LICENSE_REQUIRED", answers[-1]
PY
echo "facts"
