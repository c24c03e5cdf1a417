#!/usr/bin/env bash
# Worked cases of the law in tests/cases/*.jsonl, one a line:
#   {"id","title","facts":{..},"expected":{"status", ..},"citation"}
# status and policy must agree. Of basis, barred, obligations, other and missing an answer may name more
# than the case does; exceptions must agree as a set. KEY_not: none of these words; KEY_any: these
# words, with or without the question mark of a condition that is not in the facts.
. "$(dirname "$0")/common.bash"
sample_lists
python3 - "$LICET_SOURCE/tests/cases" <<'PY' || fail "worked cases"
import json, os, pathlib, subprocess, sys

def read(folder):
    for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            case = json.loads(line)
            assert case["citation"] and case["title"] and case["expected"]["status"], f"{path}:{number}"
            yield case

def differences(expected, answer):
    if "error" in answer:
        yield f"error: {answer['error']}"
        return
    for key in ("status", "policy", "policy_without_tgl"):
        if key in expected and answer.get(key) != expected[key]:
            yield f"{key}: {answer.get(key)}, expected {expected[key]}"
    for key in ("basis", "exceptions", "barred", "obligations", "other", "missing"):
        ours = {w["fact"] if isinstance(w, dict) else w for w in answer[key]}
        lacks = set(expected.get(key, ())) - ours
        lacks |= set(expected.get(key + "_any", ())) - {w.rstrip("?") for w in ours}
        more = ours & set(expected.get(key + "_not", ()))
        if key == "exceptions" and key in expected:
            more |= ours - set(expected[key])
        if lacks or more:
            yield f"{key}: lacks {sorted(lacks)}, has {sorted(more)} too much"

cases = list(read(sys.argv[1]))
assert len({c["id"] for c in cases}) == len(cases), "an id stands twice"
asked = "".join(json.dumps({"id": c["id"], "facts": c["facts"]}) + "\n" for c in cases)
run = subprocess.run([os.environ["LICET"], "determine", "--jsonl"], input=asked.encode(),
                     stdout=subprocess.PIPE)
answers = [json.loads(line) for line in run.stdout.decode().splitlines()]
assert [a["id"] for a in answers] == [c["id"] for c in cases], "an answer a line, in order"
failed = 0
for case, answer in zip(cases, answers):
    for text in differences(case["expected"], answer):
        failed = failed + 1
        print(f"{case['id']} ({case['title']}; {case['citation']}): {text}")
print(f"{len(cases)} worked cases, {failed} differences")
sys.exit(failed > 0)
PY
echo "cases"
