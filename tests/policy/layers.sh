#!/usr/bin/env bash
# Rooms include only what src/layers.txt allows; and the test itself notices a violation.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python3 "$here/layers.py" --self-test
python3 "$here/layers.py" "${LICET_SOURCE:-$here/../..}/src"
