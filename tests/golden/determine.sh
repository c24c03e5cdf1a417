#!/usr/bin/env bash
# Facts in, determinations out: one line each, a bad line answers for itself, the run goes on.
. "$(dirname "$0")/common.bash"
sample_lists
listed='{"list":"EL","requirement":"All items subject to the EAR. (See §744.11 of the EAR)","policy":"Presumption of denial.","from_":"2021-11-04","fr":"86 FR 60760"}'
good='{"id":"office","facts":{"as_of":"2021-11-05","activity":"export","from":"US","to":"IL","exporter_us_person":true,"item":{"eccn":"5D992.c","type":"software","origin":"US","delivery":"download"},"parties":[{"role":"end_user","name":"NSO Group","country":"IL","lists":['$listed']}]}}'
input="$good
{\"id\":7,\"facts\":{\"no_such_fact\":1}}
not json

$good"
feed 2 "$input" determine --jsonl
python3 - <<'PY' || fail "determinations"
import json
rows = [json.loads(l) for l in open("out", encoding="utf-8")]
assert len(rows) == 4, len(rows)
assert rows[0]["id"] == "office" and rows[0]["status"] == "LICENSE_REQUIRED", rows[0]
assert rows[0]["policy"] == "PRESUMPTION_OF_DENIAL" and "744.11(a)" in rows[0]["basis"], rows[0]
need = {"id", "status", "basis", "policy", "exceptions", "barred", "obligations", "other", "disposition",
        "not_subject", "missing", "policy_conditions", "alternatives", "requirements", "trace", "versions"}
assert need <= set(rows[0]), need - set(rows[0])
assert rows[0]["disposition"] == "STOP"
assert rows[1]["id"] == 7 and "no_such_fact" in rows[1]["error"]["message"], rows[1]
assert "error" in rows[2] and rows[2].get("id") is None, rows[2]
assert rows[3]["status"] == "LICENSE_REQUIRED"
PY
feed 1 "$good
" determine
# Without "lists" the party is looked up.
feed 1 "${good/,\"lists\":\[$listed\]/}" determine --jsonl
out_has '"decision_id"'
out_has 'LICENSE_REQUIRED'
# A party nobody named: the name is missing, and nothing is released.
small_list
office='{"facts":{"as_of":"2026-07-31","activity":"export","from":"US","to":"IE","exporter_us_person":true,"item":{"eccn":"EAR99","origin":"US"},"parties":[{"role":"end_user","name":"NAME","country":"IE"},{"role":"purchaser","name":"NAME","country":"IE"}]}}'
feed 0 "${office//NAME/Unknown Pleasures Ltd}" determine --policy policy.ini --jsonl
for name in TBD same "TO ORDER" the unknown; do
    feed 2 "${office//NAME/$name}" determine --policy policy.ini --jsonl
    python3 - <<'PY' || fail "$name is no name"
import json
j = json.load(open("out", encoding="utf-8"))
assert (j["status"], j["disposition"]) == ("NEEDS_FACTS", "HOLD"), j
assert j["missing"] == ["parties[0].name", "parties[1].name"], j["missing"]
assert [(p["verdict"], p["hits"]) for p in j["parties"]] == [("NOT_SCREENED", None)] * 2, j["parties"]
PY
done
feed 0 "" determine
out_empty
echo "determine"
