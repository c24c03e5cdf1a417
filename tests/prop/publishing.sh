#!/usr/bin/env bash
# Days of publishing with random faults, hour by hour on a clock of the test's own. LICET_SEEDS=200 for
# the long run; LICET_SEED_FIRST and LICET_JOBS choose which and how many at once.
set -euo pipefail
: "${LICET:?path of the licet binary}"
LICET_SOURCE=${LICET_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
export LICET_DATA=$LICET_SOURCE/data LC_ALL=C.UTF-8
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
command -v cc >/dev/null || { echo "skipped: no compiler for the clock"; exit 77; }
cc -shared -fPIC -O1 -o "$tmp/clock.so" "$LICET_SOURCE/tests/prop/clock.c"
python3 "$LICET_SOURCE/tests/prop/publishing.py" "$LICET" "$tmp"
