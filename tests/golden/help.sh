#!/usr/bin/env bash
# Help, manual page and completion come from one table: complete, current, and 80 columns wide.
. "$(dirname "$0")/common.bash"
run 0 help
cp out all
commands=$(sed -n '/^Commands:/,/^$/p' out | sed -n 's/^  \([a-z]*\( [a-z]*\)\{0,1\}\)  .*/\1/p')
[ "$(echo "$commands" | wc -l)" -ge 14 ] || fail "commands: $commands"
while read -r c; do
    # shellcheck disable=SC2086
    run 0 $c --help
    grep -q '^Usage: licet '"$c" out || fail "$c: no usage"
    grep -q '^Exit code: ' out || fail "$c: no exit code"
    case $c in
    "lists fetch" | serve) out_has "Not built yet" ;;
    *) grep -q '^  licet '"$c" out || fail "$c: no example" ;;
    esac
    cat out >>all
    # shellcheck disable=SC2086
    run 0 help $c
    cp out long
    # shellcheck disable=SC2086
    run 0 $c -h
    cmp out long || fail "$c: -h and help differ"
done <<<"$commands"
[ "$(widest all)" -le 80 ] || fail "help is $(widest all) columns wide"
run 0 --help
run 0 --version
grep -Eq '^licet [0-9]+\.[0-9]+\.[0-9]+' out || fail "version"
"$LICET" completion bash >completion
bash -n completion
words=$(bash -c 'source ./completion; COMP_WORDS=(licet lists ""); COMP_CWORD=2; _licet; echo "${COMPREPLY[@]}"')
[ "$words" = "import status approve reject fetch diff changes" ] || fail "completion of lists: $words"
words=$(bash -c 'source ./completion; COMP_WORDS=(licet screen x --as); COMP_CWORD=3; _licet; echo "${COMPREPLY[@]}"')
[ "$words" = "--as-of" ] || fail "completion of --as: $words"
run 0 help --man
if [ "${UPDATE:-}" = 1 ]; then cp out "$LICET_SOURCE/man/licet.1"; fi
diff -u "$LICET_SOURCE/man/licet.1" out || fail "man/licet.1 is not up to date: make man"
echo "$(echo "$commands" | wc -l) commands"
