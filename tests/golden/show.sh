#!/usr/bin/env bash
# Every value of an entry is traced to the publisher's file: the record is there byte for byte, and
# each value stands where it is said to stand.
. "$(dirname "$0")/common.bash"
sample_lists
mark() { printf '\xef\xbb\xbf'; cat "$1"; }
mark "$sample/consolidated_sample.csv" >marked.csv
run 0 lists import --sample --source us_csl --list-date 2026-08-01 marked.csv
printf '%s\n' '{"entity_id":"1","names":["M\u00fcller \"Nord\" AG"],"type":"org","countries":["DE"]}' >own.jsonl
run 0 lists import --source own --list-date $day own.jsonl
run 0 history "NSO Group" --json
key=$(python3 -c 'import json; print(json.load(open("out"))["entries"][0]["entry"])')
for args in "$key --json" "$key --source --json" "--source $key --json" "$key --as-of 2026-07-31 --json"; do
    rest=${args#"$key"}
    if [ "$rest" = "$args" ]; then run 0 show --source "$key" --json
    else
        # shellcheck disable=SC2086
        run 0 show "$key" ${rest/--source --json/--json --source}
    fi
    python3 - "$sample/consolidated_sample.csv" marked.csv <<'PY' || fail "show $args"
import hashlib, json, sys
files = {hashlib.sha256(b).hexdigest(): b for b in (open(p, "rb").read() for p in sys.argv[1:])}
(e,) = json.load(open("out"))["entries"]
r = e["record"]
data = files[r["sha256"]]
assert data[r["byte"]:r["byte"] + r["bytes"]].decode() == r["text"] and "NSO" in r["text"], r
found = [v for v in e["values"] if v["byte"] is not None]
for v in found:
    b = v["value"].encode()
    assert data[v["byte"]:v["byte"] + len(b)] == b, v
fields = {v["field"] for v in found}
assert {"names", "citation", "policy", "requirement"} <= fields, fields
PY
done
run 0 show "$key"
[ "$(widest out)" -le 80 ] || fail "show is $(widest out) columns wide"
out_has "As published in"
# Written with escapes in the file, the name is read out of the record and says so.
run 0 show HOUSE/1 --json
python3 - <<'PY' || fail "show of an own entry"
import json
(e,) = json.load(open("out"))["entries"]
name = [v for v in e["values"] if v["field"] == "names"][0]
assert name["value"] == 'M\u00fcller "Nord" AG' and name["byte"] is None, name
assert json.loads(e["record"]["text"])["entity_id"] == "1", e
PY
run 2 show HOUSE/2
err_has "no list held here has the entry"
run 2 show HOUSE/1 --as-of 2020-01-01
run 2 show HOUSE/1 --as-of then
run 2 show
run 2 show --source
echo "show"
