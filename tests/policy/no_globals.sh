#!/usr/bin/env bash
# Nothing below engine has mutable globals: no symbol in a writable section of the rooms' libraries
# (.data.rel.ro is written once by the loader and read-only after). Instrumented builds are skipped.
set -euo pipefail
build=${LICET_BUILD:?LICET_BUILD is the build folder}
if grep -Eq '^LICET_(SANITIZE|COVERAGE|FUZZ):BOOL=(ON|TRUE|1)' "$build/CMakeCache.txt"; then
    echo "SKIP: an instrumented build has counters of its own"
    exit 77
fi
root=${LICET_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}

# room and library -> its symbols in writable sections
writable() {
    objdump -t "$2" | awk -v room="$1" '
        $0 ~ /(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && $0 !~ /\.data\.rel\.ro/ && $0 !~ / d  \./ {
            print room ": " $NF " in " $(NF - 2) }'
}

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
printf '%s\n' 'static int counter; const char *const words[] = {"a"}; int f(void);' \
    'int f(void) { static int once = 1; return counter++ + once++; }' >"$tmp/a.c"
${CC:-cc} -fPIC -c "$tmp/a.c" -o "$tmp/a.o"
found=$(writable self-test "$tmp/a.o" | wc -l)
[ "$found" = 2 ] || { echo "self-test: $found of 2 globals noticed"; exit 1; }

n=0
bad=""
for room in $(sed -n 's/^\([a-z]*\):.*/\1/p' "$root/src/layers.txt"); do
    case $room in engine | cli) continue ;; esac
    lib=$build/liblc_$room.a
    [ -f "$lib" ] || continue
    n=$((n + 1))
    bad+=$(writable "$room" "$lib")
done
[ "$n" -gt 0 ] || { echo "no room libraries in $build"; exit 1; }
[ -z "$bad" ] || { echo "mutable globals:"; echo "$bad"; exit 1; }
echo "$n rooms below engine, no mutable globals"
