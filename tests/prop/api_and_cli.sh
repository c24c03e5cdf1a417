#!/usr/bin/env bash
# What is asked over HTTP is answered and decided as on the command line: 1,000 orders as a table, as one transaction
# each, and their customers' names, byte for byte and with the same decision ids.
. "$(dirname "$0")/../golden/common.bash"
mkdir -p "$LICET_HOME"
cat >"$LICET_HOME/policy.ini" <<'INI'
[lists]
required = us_csl
[list us_csl]
max_age_days = 36500
INI
run 0 lists import --source us_csl --list-date $day "$sample/consolidated_sample.csv"
python3 "$LICET_SOURCE/tests/prop/api_and_cli.py" "$LICET" "$tmp" "$sample"
