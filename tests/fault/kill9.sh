#!/usr/bin/env bash
# kill -9 at random moments of import and check: the state is the old or the new one, and no
# decision that was printed is lost. ROUNDS (default 60) moments of each.
set -euo pipefail
exec python3 "$(dirname "$0")/kill9.py" "${ROUNDS:-60}"
