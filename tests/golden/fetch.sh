#!/usr/bin/env bash
# licet lists fetch against a server of this test: what is new, unchanged, resumed; and everything a
# server can do wrong, each with its word, the state before in force, and recovery.
. "$(dirname "$0")/common.bash"
mkdir -p "$LICET_HOME"
cat >"$LICET_HOME/policy.ini" <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
INI
python3 "$golden/fetch.py" "$LICET" "$tmp"
