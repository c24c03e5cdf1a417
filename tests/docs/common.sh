# Sourced by the *.before.sh: what a page takes for granted.
sample=$LICET_SOURCE/data/sample
sample_lists() {
    licet lists import --quiet --sample --source us_csl --list-date 2026-07-31 "$sample/consolidated_sample.csv"
    licet lists import --quiet --sample --source us_bis_dpl --list-date 2026-06-18 "$sample/dpl_sample.csv"
}
# own_list DATE LINE...: a whole list of one's own, and a policy that asks for no other.
own_list() {
    local day=$1
    shift
    home=${LICET_HOME:-$HOME/.local/share/licet}
    mkdir -p "$home"
    [ -f "$home/policy.ini" ] || printf '[lists]\nrequired = own\n[list own]\nmax_age_days = 36500\n' >"$home/policy.ini"
    printf '%s\n' "$@" >own.jsonl
    licet lists import --quiet --source own --list-date "$day" own.jsonl
}
