#!/usr/bin/env bash
# The public headers: at most 8, each compiles alone as strict C99 and C++17, and everything they
# declare has a comment.
set -euo pipefail
root=${LICET_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$root/include"
headers=(licet/*.h)
[ "${#headers[@]}" -le 8 ] || { echo "${#headers[@]} public headers, at most 8"; exit 1; }
for h in "${headers[@]}"; do
    printf '#include "%s"\nint main(void) { return 0; }\n' "$h" >"$tmp/one.c"
    cp "$tmp/one.c" "$tmp/one.cc"
    ${CC:-cc} -std=c99 -pedantic-errors -Wall -Wextra -Wstrict-prototypes -Werror -I. -fsyntax-only "$tmp/one.c"
    ${CXX:-c++} -std=c++17 -pedantic-errors -Wall -Wextra -Werror -I. -fsyntax-only "$tmp/one.cc"
done
# All together, twice, and really linked against nothing: guards and no definitions.
for h in "${headers[@]}" "${headers[@]}"; do printf '#include "%s"\n' "$h"; done >"$tmp/all.c"
echo 'int licet_headers_test; ' >>"$tmp/all.c"
${CC:-cc} -std=c99 -pedantic-errors -Wall -Wextra -Werror -I. -c "$tmp/all.c" -o "$tmp/all.o"
[ "$(nm "$tmp/all.o" | wc -l)" = 1 ] || { echo "a public header defines something:"; nm "$tmp/all.o"; exit 1; }

python3 - "${headers[@]}" <<'PY'
import re, sys
bare, n = [], 0
for path in sys.argv[1:]:
    lines = open(path, encoding="utf-8").read().splitlines()
    for i, line in enumerate(lines):
        if not line.startswith("LICET_API"):
            continue
        n += 1
        end = i
        while ";" not in lines[end]:
            end += 1
        own = any("/*" in l for l in lines[i:end + 1])
        up = i - 1
        while up > 0 and lines[up].strip() and not lines[up].rstrip().endswith("*/"):
            up -= 1  # a group of declarations under one comment
        if not own and not lines[up].rstrip().endswith("*/"):
            bare.append(f"{path}:{i + 1}: {line}")
if bare or not n:
    sys.exit("declared without a comment:\n" + "\n".join(bare))
print(f"{len(sys.argv) - 1} headers, {n} declarations, each with its comment")
PY
