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
    grep -q '^  licet '"$c" out || fail "$c: no example"
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

# Completion in three shells; a shell that is not installed is said to be skipped.
"$LICET" completion bash >completion
bash -n completion
"$LICET" completion zsh >_licet
"$LICET" completion fish >licet.fish
seconds=$(echo "$commands" | sed -n 's/^lists //p' | tr '\n' ' ')
words=$(bash -c 'source ./completion; COMP_WORDS=(licet lists ""); COMP_CWORD=2; _licet; echo "${COMPREPLY[@]}"')
[ "$words " = "$seconds" ] || fail "bash: completion of lists: $words"
words=$(bash -c 'source ./completion; COMP_WORDS=(licet screen x --as); COMP_CWORD=3; _licet; echo "${COMPREPLY[@]}"')
[ "$words" = "--as-of" ] || fail "bash: completion of --as: $words"
words=$(bash -c 'source ./completion; COMP_WORDS=(licet check x --format ""); COMP_CWORD=4; _licet; echo "${COMPREPLY[@]}"')
[ "$words" = "table csv jsonl" ] || fail "bash: completion of --format: $words"
if command -v zsh >/dev/null; then
    zsh -n _licet || fail "zsh: completion does not parse"
    for w in $seconds --as-of '(table csv jsonl)'; do grep -qF -- "$w" _licet || fail "zsh: no $w"; done
else
    echo "SKIP zsh: not installed"
fi
if command -v fish >/dev/null; then
    fish_says() { HOME=$tmp fish -c "source $tmp/licet.fish; complete -C '$1'" | cut -f 1 | sort | tr '\n' ' '; }
    touch a-file
    [ "$(fish_says 'licet lists ')" = "$(echo "$seconds" | tr ' ' '\n' | sed '/^$/d' | sort | tr '\n' ' ')" ] || fail "fish: lists: $(fish_says 'licet lists ')"
    [ "$(fish_says 'licet screen x --as')" = "--as-of " ] || fail "fish: --as"
    [ "$(fish_says 'licet check x --format ')" = "csv jsonl table " ] || fail "fish: --format: $(fish_says 'licet check x --format ')"
    fish_says 'licet check a-f' | grep -q a-file || fail "fish: check completes no file"
else
    echo "SKIP fish: not installed"
fi

# Manual pages: one for licet and one for each command, as committed, and troff takes them.
"$LICET_SOURCE/tools/man" "$LICET" "$tmp/man"
if [ "${UPDATE:-}" = 1 ]; then
    rm -f "$LICET_SOURCE"/man/licet*.1
    cp man/licet*.1 "$LICET_SOURCE/man/"
fi
diff -ru "$LICET_SOURCE/man" man >difference || { head -20 difference; fail "man/ is not up to date: make man"; }
[ "$(ls man | wc -l)" = "$(($(echo "$commands" | wc -l) + 1))" ] || fail "not a page for each command"
if command -v man >/dev/null; then
    for page in man/*.1; do
        MANWIDTH=80 man --warnings -l "$page" >page.txt 2>warnings || fail "$page: man"
        [ ! -s warnings ] || fail "$page: $(head -n 2 warnings)"
    done
else
    echo "SKIP man: not installed"
fi

# Colours only on a terminal, and not where NO_COLOR, --no-color or a dumb terminal say so; --quiet.
sample_lists
on_terminal() { # SETTINGS... -- ARGUMENTS: output of licet on a terminal of its own
    local settings=()
    while [ "$1" != -- ]; do settings+=("$1"); shift; done
    shift
    env "${settings[@]}" script -qec "$(printf '%q ' "$LICET" "$@")" /dev/null </dev/null >"$tmp/out" 2>&1 || true
}
coloured() { grep -q $'\x1b\[[0-9;]*m' "$tmp/out"; }
if command -v script >/dev/null; then
    ask=(screen "NSO Group" --as-of $day)
    on_terminal TERM=xterm -- "${ask[@]}"
    coloured || fail "no colours on a terminal"
    on_terminal TERM=xterm NO_COLOR= -- "${ask[@]}"
    coloured || fail "an empty NO_COLOR says nothing (no-color.org)"
    on_terminal TERM=xterm NO_COLOR=1 -- "${ask[@]}"
    ! coloured || fail "NO_COLOR is not heard"
    on_terminal TERM=xterm -- "${ask[@]}" --no-color
    ! coloured || fail "--no-color is not heard"
    on_terminal TERM=dumb -- "${ask[@]}"
    ! coloured || fail "colours on a dumb terminal"
    on_terminal TERM=xterm -- check "$sample/orders.csv" --as-of $day --out o.csv --quiet
    [ ! -s out ] || fail "--quiet is not quiet"
else
    echo "SKIP script: not installed; colours on a terminal were not looked at"
fi
echo "$(echo "$commands" | wc -l) commands"
