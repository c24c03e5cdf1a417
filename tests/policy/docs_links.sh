#!/usr/bin/env bash
# Links, anchors and pictures of the documents; and the test itself notices what is wrong.
set -euo pipefail
root=${LICET_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/docs"
printf '# One\n\n[a](two.md) [b](two.md#head-ing) [c](two.md#nothing) [d](gone.md) ![](one.png)\n' >"$tmp/docs/README.md"
printf '# Two\n\n## Head, ing\n\n```text\n[in a block](nowhere.md)\n```\n' >"$tmp/docs/two.md"
printf '# Alone\n' >"$tmp/docs/alone.md"
! python3 "$root/tests/docs/links.py" "$tmp" >"$tmp/out" || { echo "self-test: nothing was noticed"; exit 1; }
for what in "two.md#nothing: no such heading" "gone.md is not there" "one.png is not there" "a picture without a text" \
    "alone.md: no link leads here" "5 links, 5 wrong"; do
    grep -qF "$what" "$tmp/out" || { echo "self-test: not noticed: $what"; cat "$tmp/out"; exit 1; }
done
python3 "$root/tests/docs/links.py" "$root"
