#!/usr/bin/env bash
# Instructions a question takes, counted by callgrind: the same on every run of one build, whatever else the
# machine does. Fails where a question takes over 10 % more than recorded in instructions.txt; says so where
# it takes over 10 % less. UPDATE=1 records what is counted now.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=${LICET_BUILD:?the folder of the build}
record=$here/instructions.txt
command -v valgrind >/dev/null || { echo "valgrind is not installed; tools/setup installs it" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/names_make" list 20000 11 "$LICET_DATA/names" >"$work/list"
"$build/names_make" customers 300 12 "$LICET_DATA/names" >"$work/customers"
"$build/names_make" perturbed 300 13 "$work/list" >"$work/perturbed"
"$build/index_bench" build "$work/list" "$work/index" >/dev/null

failed=0
: >"$work/now"
for questions in customers perturbed; do
    valgrind --tool=callgrind --callgrind-out-file="$work/out" --toggle-collect=bench_answer \
        "$build/index_bench" ask "$work/index" "$work/$questions" 8000 1 >"$work/answer" 2>"$work/log" ||
        { cat "$work/log" >&2; exit 1; }
    total=$(sed -n 's/^totals: \([0-9]*\).*/\1/p' "$work/out")
    n=$(sed -n 's/.*"n":\([0-9]*\).*/\1/p' "$work/answer")
    [ -n "$total" ] && [ "$total" -gt 0 ] && [ -n "$n" ] || { echo "callgrind counted nothing" >&2; exit 1; }
    now=$((total / (n + 1))) # the first is asked twice
    echo "$questions $now" >>"$work/now"
    was=$(sed -n "s/^$questions //p" "$record" 2>/dev/null || true)
    echo "$questions: $now instructions a question, recorded ${was:-nothing}"
    [ "${UPDATE:-}" = 1 ] && continue
    [ -n "$was" ] || { echo "nothing is recorded: run with UPDATE=1" >&2; failed=1; continue; }
    if [ $((now * 100)) -gt $((was * 110)) ]; then
        echo "$questions: over a tenth more than recorded; if that is meant, UPDATE=1 $0 and say why" >&2
        failed=1
    elif [ $((now * 110)) -lt $((was * 100)) ]; then
        echo "$questions: over a tenth less than recorded; keep it with UPDATE=1 $0"
    fi
done
if [ "${UPDATE:-}" = 1 ]; then
    {
        echo "# Instructions a question takes against 20,000 made names, as tests/perf/instructions.sh counts them."
        cat "$work/now"
    } >"$record"
fi
exit "$failed"
