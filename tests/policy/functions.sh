#!/usr/bin/env bash
# Lengths of functions and files in src/: functions median <= 15 lines, nine in ten <= 45, none over
# 70 (tables and one long switch excepted); files up to 500 lines.
set -euo pipefail
root=${LICET_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
python3 - "$root/src" <<'PY'
import pathlib, re, statistics, sys
MEDIAN, P90, MOST, FILE_MOST, TABLE_CASES = 15, 45, 70, 500, 20
lengths, wrong = [], []
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.[ch]")):
    lines = path.read_text(encoding="utf-8").splitlines()
    code_lines = len(lines)
    if code_lines > FILE_MOST:
        wrong.append(f"{path}: {code_lines} lines, at most {FILE_MOST}")
    start = None
    for i, line in enumerate(lines):
        if line == "{" and i and not lines[i - 1].rstrip().endswith("="):
            start = i
            while start > 0 and lines[start - 1].strip() and not lines[start - 1].startswith(("}", "#", "/", " *")):
                start -= 1
        elif line == "}" and start is not None:
            n = i - start + 1
            cases = sum(1 for l in lines[start:i] if re.match(r"\s*case ", l))
            lengths.append(n)
            if n > MOST and cases < TABLE_CASES:
                wrong.append(f"{path}:{start + 1}: {n} lines, at most {MOST}: {lines[start].strip()}")
            start = None
if not lengths:
    sys.exit("no functions found")
lengths.sort()
median, p90 = statistics.median(lengths), lengths[int(len(lengths) * 0.9)]
print(f"{len(lengths)} functions: median {median:g} lines, nine in ten within {p90}, longest {lengths[-1]}")
if median > MEDIAN:
    wrong.append(f"median {median:g}, at most {MEDIAN}")
if p90 > P90:
    wrong.append(f"nine in ten within {p90}, at most {P90}")
if wrong:
    sys.exit("\n".join(wrong))
PY
