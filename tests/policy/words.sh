#!/usr/bin/env bash
# Words the answers must not use: "clear" and "blocked" as verdicts (blocking is OFAC's term for
# property; nothing is ever cleared by a search), and unfinished business in the code.
set -euo pipefail
root=${LICET_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
python3 - "$root" <<'PY'
import pathlib, re, sys
root = pathlib.Path(sys.argv[1])
verdicts = re.compile(r"\b(cleared|clear|all-clear|blocked|whitelisted|blacklisted)\b", re.I)
unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
literal = re.compile(r'"(?:[^"\\]|\\.)*"')
bad, n = [], 0
for path in sorted((root / "src").rglob("*.[ch]")):
    room = path.relative_to(root / "src").parts[0]
    for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if unfinished.search(line):
            bad.append(f"{path}:{i}: unfinished: {line.strip()}")
        if room not in ("report", "engine", "cli") or line.lstrip().startswith("#include"):
            continue
        for text in literal.findall(line):
            n += 1
            if verdicts.search(text):
                bad.append(f"{path}:{i}: {text}")
if bad:
    sys.exit("\n".join(bad))
print(f"{n} texts of report, engine and command line: none says clear or blocked")
PY
