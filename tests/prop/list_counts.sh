#!/usr/bin/env bash
# docs/lists-counts.md is what the public files of the US lists hold today.
set -euo pipefail
export LC_ALL=C.UTF-8 COLUMNS=80 TERM=dumb
exec python3 "$LICET_SOURCE/bench/lists_counts.py" "$LICET" --check "$LICET_SOURCE/docs/lists-counts.md"
