#!/usr/bin/env bash
# Every day of an archive is what its own file says: the real SDN list, five of its days; with
# LICET_FULL=1 all 143.
set -euo pipefail
how=--sample
[ "${LICET_FULL:-}" != 1 ] || how=
export LC_ALL=C.UTF-8 COLUMNS=80 TERM=dumb
exec python3 "$LICET_SOURCE/bench/history_run.py" "$LICET" $how
