#!/usr/bin/env bash
# licet serve over a real socket: keys, contracts, the same decisions as the command line, peers'
# shapes, refusal instead of empty results, new lists without a pause, nothing acknowledged is lost.
. "$(dirname "$0")/common.bash"
small_list
cp "$tmp/policy.ini" "$LICET_HOME/policy.ini"
python3 "$golden/serve.py" "$LICET" "$tmp" "$golden"
