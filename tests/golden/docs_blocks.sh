#!/usr/bin/env bash
# Every block of README.md and docs that looks like something to type is run, and prints what stands there.
. "$(dirname "$0")/common.bash"
command -v curl >/dev/null || fail "curl is not there: run tools/setup"
unset LICET_HOME LICET_DATA
python3 "$LICET_SOURCE/tools/sample-workbook" orders.xlsx
cmp orders.xlsx "$sample/orders.xlsx" || fail "data/sample/orders.xlsx is not what tools/sample-workbook makes"

# The runner notices what it is for: a wrong answer, a wrong exit code, commands that hide.
cat >bad.md <<'MD'
```console
$ licet --version
licet 99
```

```sh
licet verify  # ends with 1
```

```text
licet help
```
MD
! python3 "$LICET_SOURCE/tests/docs/run.py" "$LICET" bad.md >out 2>&1 || fail "a bad page passes"
out_has "prints otherwise"
out_has "ended with"
out_has "commands in a text block"
out_has "3 wrong"

python3 "$LICET_SOURCE/tests/docs/run.py" "$LICET"

# Every option that is named in prose exists (the rest are other programs').
"$LICET_SOURCE/tools/man" "$LICET" "$tmp/man"
cat "$tmp"/man/*.1 | tr -d '\\' >options
grep -ohE -- '`[^`]*`' "$LICET_SOURCE"/README.md "$LICET_SOURCE"/docs/*.md "$LICET_SOURCE"/docs/start/*.md | grep -ohE -- '--[a-z][a-z-]+' |
    sort -u | grep -vxE -- '--(cmd|sweep|dev|build|shared)' >named
[ "$(wc -l <named)" -gt 20 ] || fail "only $(wc -l <named) options in the documents"
while read -r option; do grep -qF -- "$option" options || fail "the documents name $option, which licet has not"; done <named
echo "$(wc -l <named) options"
