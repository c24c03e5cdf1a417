#!/usr/bin/env bash
# licet serve as a reconciliation service: identifiers reach the screening, what names nobody is
# refused by its key, and nothing is left out without a word.
. "$(dirname "$0")/common.bash"
list_of() { # HOME DATE DAYS: three entries as a whole list, which is good for so many days
    mkdir -p "$1"
    printf '[lists]\nrequired = own\n[list own]\nmax_age_days = %s\n' "$3" >"$1/policy.ini"
    cat >"$tmp/own.jsonl" <<'JSON'
{"entity_id":"1","names":["Marrow Hill Trading Ltd","Marrow Hill","Hill Marrow Ltd"],"type":"org","countries":["GB"],"idents":[{"type":"Registration","number":"GB 44-1984"}]}
{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"],"idents":[{"type":"Passport","number":"1084010"}]}
{"entity_id":"3","names":["Sallow Fen"],"type":"vessel","idents":[{"type":"IMO","number":"9187629"}]}
JSON
    LICET_HOME=$1 run 0 lists import --source own --list-date "$2" "$tmp/own.jsonl"
}
list_of "$LICET_HOME" $day 36500
list_of "$tmp/stale" 2020-01-01 30
python3 "$golden/serve_reconcile.py" "$LICET" "$tmp" "$tmp/stale"
