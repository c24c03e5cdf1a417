#!/usr/bin/env bash
# One flipped bit in the index file or in a decision row is noticed; nothing then reads NO_MATCH.
set -euo pipefail
exec python3 "$(dirname "$0")/flip.py" "${ROUNDS:-60}"
