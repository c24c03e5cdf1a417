#!/usr/bin/env bash
# make bench: imports and decides, and prints times, memory and ratios measured in this one run.
# With $LICET_SHARED the full Consolidated Screening List, else the sample.
set -euo pipefail
cd "$(dirname "$0")/.."
export LICET=${LICET:-$PWD/build/release/licet} LICET_DATA=${LICET_DATA:-$PWD/data}
export LICET_SHARED=${LICET_SHARED:-$PWD/../shared}
exec python3 bench/run.py "$@"
