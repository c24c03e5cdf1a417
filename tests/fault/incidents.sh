#!/usr/bin/env bash
# Broken lists, broken machines, and a person's word on them: each incident of incidents.txt leaves the
# state that stands there, hides nobody who was listed, and is over with the next good list.
set -euo pipefail
exec python3 "$(dirname "$0")/incidents.py" "${1:-$(dirname "$0")/incidents.txt}"
