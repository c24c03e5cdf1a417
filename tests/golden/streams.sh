#!/usr/bin/env bash
# An answer that cannot be written whole is an error (exit 2): full disk, and without a word a closed
# pipe, whose reader had enough.
. "$(dirname "$0")/common.bash"
sample_lists
# The reader is gone before the first byte.
for args in "check $sample/orders.csv --as-of $day" "hits" "help"; do
    # shellcheck disable=SC2086
    code=$( (sleep 0.2; "$LICET" $args 2>err; echo $? >code) | true; cat code)
    [ "$code" = 2 ] || fail "closed pipe: licet $args ended with $code"
    ! grep -qE "cannot be written|Decision support" err || fail "closed pipe: licet $args says so"
done
for args in "help" "screen NSO --as-of $day --json" "lists status" "verify" "rules show"; do
    code=0
    # shellcheck disable=SC2086
    "$LICET" $args >/dev/full 2>err || code=$?
    [ "$code" = 2 ] || fail "full disk: licet $args ended with $code"
    err_has "cannot be written"
done
code=0
"$LICET" check "$sample/orders.csv" --as-of $day --format jsonl >/dev/full 2>err || code=$?
[ "$code" = 2 ] || fail "full disk: check ended with $code"
err_has "cannot be written"
! grep -q "Decision support" err || fail "a summary after a lost answer"
echo '{"entity_id":"1","names":["x y"]}' >list.jsonl
code=0
yes '{"id":1,"name":"x"}' | head -n 20000 | "$LICET" match --list list.jsonl >/dev/full 2>err || code=$?
[ "$code" = 2 ] || fail "full disk: match ended with $code"
# Nothing but colour-free text where there is no terminal.
"$LICET" lists status >out 2>err || true
! grep -q $'\x1b' out || fail "colours in a file"
echo "streams"
