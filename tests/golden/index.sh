#!/usr/bin/env bash
# licet index: numbers, whole check, text, and names as somebody types.
. "$(dirname "$0")/common.bash"
run 2 index stats
grep -q "there is no index yet" err || fail "an empty home has no index"
run 2 index complete hua
grep -q "there is no index yet" err || fail "in an empty home nobody can say which names there are"
run 0 lists import --sample --source us_csl --list-date $day "$sample/consolidated_sample.csv"
run 0 index verify
grep -q "everything in it is as it was made" out || fail "verify"
run 0 index stats
grep -q "^searched" out || fail "stats"
run 0 index stats --json
grep -q '"kind": *"index_stats"' out || fail "stats --json"
run 0 index dump
grep -qP '^word\t\d+\tkunlun\tkunlun\tword\t' out || fail "dump: words"
grep -qP '^name\t\d+\t[0-9.]+\tbank\* of kunlun\* coltd' out || fail "dump: names"
run 0 index complete "kun ban"
grep -q "BANK OF KUNLUN CO LTD" out || fail "complete: in any order"
run 0 index complete kunl
grep -q "BANK OF KUNLUN CO LTD" out || fail "complete: the beginning of a word"
run 0 index complete nothinglikethis
out_empty
run 2 index complete x --limit 0
file=$(ls "$LICET_HOME"/index/*.lix)
run 0 index verify "$file"
head -c 1000 "$file" >cut.lix
run 2 index verify cut.lix
