#!/usr/bin/env bash
# Index files that nothing refers to go; what a decision names is kept packed and can be replayed; the
# one in force and the one before it stay; a list imported again builds nothing.
. "$(dirname "$0")/common.bash"
cat >policy.ini <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
INI
edition() { # DAY NAME
    printf '{"entity_id":"1","names":["%s"],"type":"org","countries":["GB"]}\n' "$2" >"own.$1.jsonl"
    run 0 lists import --source own --list-date "$1" --policy policy.ini "own.$1.jsonl"
}
files() { find "$LICET_HOME/index" -name "*$1" | wc -l; }
screen() { run "$1" screen "$2" --country GB --policy policy.ini --as-of 2026-07-20 --json; }

edition 2026-07-01 "Marrow Hill Trading"
edition 2026-07-02 "Ossian Vale Freight"
[ "$(files .lix)" = 2 ] || fail "$(files .lix) index files after two imports"
screen 1 "Ossian Vale Freight"
id=$(python3 -c 'import json; d = json.load(open("out")); print(d["decision_id"], d["index"])')
named=${id#* } id=${id% *}
[ -f "$LICET_HOME/index/$named.lix" ] || fail "the decision names no file"
edition 2026-07-03 "Tamsin Orrery"
[ "$(files .lix)" = 2 ] || fail "$(files .lix) index files after three imports"
[ "$(files .zst)" = 0 ] || fail "packed too early"
edition 2026-07-04 "Sallow Fen"
edition 2026-07-05 "Quillfeather Works"
[ "$(files .lix)" = 2 ] && [ "$(files .zst)" = 1 ] || fail "$(ls "$LICET_HOME/index")"
[ -f "$LICET_HOME/index/$named.lix.zst" ] || fail "another one was packed"
[ "$(find "$LICET_HOME/index" -type f | wc -l)" = 6 ] || fail "$(ls "$LICET_HOME/index")"
run 0 replay "$id" --policy policy.ini
out_has "same: all"
run 0 verify

# A torn packed file is noticed.
cp "$LICET_HOME/index/$named.lix.zst" whole.zst
head -c 500 whole.zst >"$LICET_HOME/index/$named.lix.zst"
run 2 replay "$id" --policy policy.ini
cp whole.zst "$LICET_HOME/index/$named.lix.zst"
run 0 replay "$id" --policy policy.ini

# What a killed writer left goes with the next import; other people's files do not.
touch "$LICET_HOME/index/$named.lix.a1b2c3" "$LICET_HOME/index/README"
edition 2026-07-06 "Brackwater Holdings"
[ ! -e "$LICET_HOME/index/$named.lix.a1b2c3" ] || fail "a remnant stayed"
[ -e "$LICET_HOME/index/README" ] || fail "a file that is no index was removed"

# The same bytes again: the same index, not written anew; unless it cannot be read.
now=$(ls -t "$LICET_HOME"/index/*.lix | head -1)
written=$(stat -c %Y.%i "$now")
run 0 lists import --source own --list-date 2026-07-06 --policy policy.ini own.2026-07-06.jsonl
out_has "the same as the edition before"
[ "$(stat -c %Y.%i "$now")" = "$written" ] || fail "the index was written again"
screen 1 "Brackwater Holdings"
chmod u+w "$now"
printf 'x' | dd of="$now" bs=1 seek=300 conv=notrunc 2>/dev/null
screen 2 "Brackwater Holdings" || true
run 0 lists import --source own --list-date 2026-07-06 --policy policy.ini own.2026-07-06.jsonl
screen 1 "Brackwater Holdings"
rm "$now"
run 2 screen "Brackwater Holdings" --policy policy.ini
run 0 lists import --source own --list-date 2026-07-06 --policy policy.ini own.2026-07-06.jsonl

# Yesterday's whole index under the name of today's is noticed, and built anew by the next import.
before=$(ls -t "$LICET_HOME"/index/*.lix | tail -1)
cp "$now" today.lix
cp -f "$before" "$now"
screen 2 "Brackwater Holdings"
err_has "not the one its name says"
run 0 lists import --source own --list-date 2026-07-06 --policy policy.ini own.2026-07-06.jsonl
cmp -s "$now" today.lix || fail "the index was not built anew"
screen 1 "Brackwater Holdings"

# Readers and writers at once: every answer is that of one edition or the next, none fails.
for i in 1 2 3 4 5 6; do
    printf '{"entity_id":"1","names":["Brackwater Holdings"],"note":"%s"}\n' "$i" >own.jsonl
    "$LICET" lists import --source own --list-date "2026-07-1$i" --policy policy.ini own.jsonl >/dev/null 2>>writers || echo failed >>writers
done &
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    screen 1 "Brackwater Holdings"
done
wait
[ ! -s writers ] || fail "$(cat writers)"
run 0 verify
echo "index_files"
