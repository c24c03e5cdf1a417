#!/usr/bin/env bash
# kill -9 at random moments of lists approve, reject and join: the list, the index and the log are those
# from before or those from after, never a mixture. ROUNDS (default 60) moments.
set -euo pipefail
exec python3 "$(dirname "$0")/judge9.py" "${ROUNDS:-60}"
