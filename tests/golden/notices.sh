#!/usr/bin/env bash
# Why a party was listed and when its removal was announced: shown with the hit and in the history,
# from its day on.
. "$(dirname "$0")/common.bash"
short_is_whole
run 0 lists import --sample --source us_csl --list-date $day "$sample/consolidated_sample.csv"
python3 - <<'PY'
def row(*cells): return "<TR>" + "".join(f"<TD>{c}</TD>" for c in cells) + "</TR>"
all_items, denial = "All items subject to the EAR. (See § 744.11 of the EAR)", "Presumption of denial"
rows = row("CANADA", "Sandvine Incorporated, 410 Albert Street, Waterloo, Ontario, Canada.", all_items, denial, "89 FR 14405, 2/27/24.")
rows += row("", "Sandvine, Toronto, Canada.", all_items, denial, "89 FR 14405, 2/27/24.")
open("part-744.xml", "w", encoding="utf-8").write(
    '<DIV5 N="744"><DIV9 N="Supplement No. 4 to Part 744"><TABLE><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>'
    f'<TH>License review policy</TH><TH>Federal Register citation</TH></TR>{rows}</TABLE></DIV9></DIV5>')
PY
run 0 lists import --source us_bis_el --list-date 2024-02-28 part-744.xml
hit() { # NAME COUNTRY DAY EXPRESSION: of the hits of an answer
    "$LICET" screen "$1" --country "$2" --as-of "$3" --json >"$tmp/out" 2>"$tmp/err" || true
    python3 -c "
import json
hits = {h['primary']: h for h in json.load(open('$tmp/out'))['hits']}
assert $4, hits" || fail "$1 as of $3: $4"
}
hit "NSO Group" IL $day "hits['NSO Group']['reason_cite'] == '86 FR 60759' and 'spyware' in hits['NSO Group']['reason']"
hit "NSO Group" IL 2021-11-03 "'reason' not in hits['NSO Group']"
for four in "Candiru IL" "Positive Technologies RU" "Computer Security Initiative Consultancy PTE. LTD. SG"; do
    hit "${four% *}" "${four##* }" $day "hits['${four% *}']['reason_cite'] == '86 FR 60759'"
done
hit "Sandvine Incorporated" CA 2024-03-01 "hits['Sandvine Incorporated']['reason_cite'] == '89 FR 14403' and 'removal' not in hits['Sandvine Incorporated']"
hit "Sandvine Incorporated" CA 2024-10-20 "'removal' not in hits['Sandvine Incorporated']"
hit "Sandvine Incorporated" CA 2024-10-21 "hits['Sandvine Incorporated']['removal']['date'] == '2024-10-21' and hits['Sandvine Incorporated']['verdict'] != 'NO_MATCH'"
hit "Sandvine Incorporated" CA 2024-10-21 "any('removal announced 2024-10-21' in w for w in hits['Sandvine Incorporated']['why'])"
hit "Sandvine Incorporated" CA 2024-10-21 "'reason' not in hits['Sandvine']" # another name
"$LICET" screen "NSO Group" --country IL --as-of $day >out || true
out_has "Grounds      developed and supplied spyware"
[ "$(widest out)" -le 80 ] || fail "the answer is $(widest out) columns wide"

run 0 history "NSO Group"
out_has "Notices say:"
out_has "(86 FR 60759)"
# On no list any more, or never on one held here.
run 0 history "Chengdu Beizhan"
out_has "on no list held here, now or before"
out_has "Chengdu Beizhan Electronics Co., Ltd., EL: acquired"
run 0 history Sandvine --json
python3 -c "
import json
n = json.load(open('out'))['notices']
assert [(x['event'], x['date'], x['cite'][:8]) for x in n] == [('listed', '2024-02-27', '89 FR 14'), ('removed', '2024-10-21', 'BIS, pre')], n"
run 2 history "Nobody of the name"
run 0 rules show "86 FR 60759"
out_has "notices/us.txt"
echo "notices"
