# Sourced by the golden tests: a fresh home, the sample lists, and short words to compare with.
# UPDATE=1 rewrites the expected files; read the difference before committing it.
set -euo pipefail
: "${LICET:?path of the licet binary}"
LICET_SOURCE=${LICET_SOURCE:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
golden=$LICET_SOURCE/tests/golden
sample=$LICET_SOURCE/data/sample
day=2026-07-31
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
export LICET_HOME=$tmp/home LICET_DATA=$LICET_SOURCE/data LC_ALL=C.UTF-8 COLUMNS=80 TERM=dumb
unset NO_COLOR XDG_DATA_HOME POSIXLY_CORRECT

fail() {
    echo "FAILED: $*"
    echo "-- stdout"; head -c 4000 "$tmp/out" 2>/dev/null || true
    echo "-- stderr"; head -c 4000 "$tmp/err" 2>/dev/null || true
    exit 1
}

# run CODE ARGUMENT...: output in $tmp/out and $tmp/err
run() {
    local expected=$1 code=0
    shift
    "$LICET" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null || code=$?
    [ "$code" = "$expected" ] || fail "licet $* ended with $code, expected $expected"
}

# feed CODE INPUT ARGUMENT...
feed() {
    local expected=$1 input=$2 code=0
    shift 2
    printf '%s' "$input" | "$LICET" "$@" >"$tmp/out" 2>"$tmp/err" || code=$?
    [ "$code" = "$expected" ] || fail "licet $* ended with $code, expected $expected"
}

out_has() { grep -qF -- "$1" "$tmp/out" || fail "standard output lacks: $1"; }
err_has() { grep -qF -- "$1" "$tmp/err" || fail "standard error lacks: $1"; }
out_lacks() { ! grep -qF -- "$1" "$tmp/out" || fail "standard output has: $1"; }
err_empty() { [ ! -s "$tmp/err" ] || fail "standard error is not empty"; }
out_empty() { [ ! -s "$tmp/out" ] || fail "standard output is not empty"; }

# same FILE NAME: FILE is byte for byte tests/golden/expected/NAME
same() {
    if [ "${UPDATE:-}" = 1 ]; then
        cp "$1" "$golden/expected/$2"
    else
        diff -u "$golden/expected/$2" "$1" || fail "$2 differs (UPDATE=1 accepts it)"
    fi
}

# Display columns of the widest line of a file (wide East Asian letters count two).
widest() {
    python3 - "$1" <<'PY'
import re, sys, unicodedata
def width(line):
    line = re.sub(r"\x1b\[[0-9;]*m", "", line)
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
               else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
print(max((width(l) for l in open(sys.argv[1], encoding="utf-8").read().split("\n")), default=0))
PY
}

sample_lists() {
    run 0 lists import --sample --source us_csl --list-date $day "$sample/consolidated_sample.csv"
    run 0 lists import --sample --source us_bis_dpl --list-date 2026-06-18 "$sample/dpl_sample.csv"
}

# A whole, fresh list of two entries, under a policy that asks for no more: NO_MATCH can be seen.
small_list() {
    cat >"$tmp/policy.ini" <<'INI'
[lists]
required = own
[list own]
max_age_days = 36500
INI
    cat >"$tmp/own.jsonl" <<'JSON'
{"entity_id":"1","names":["Marrow Hill Trading Ltd"],"type":"org","countries":["GB"]}
{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"]}
JSON
    run 0 lists import --policy "$tmp/policy.ini" --source own --list-date $day "$tmp/own.jsonl"
}

# The default policy, under which a list of a few entries is a list.
short_is_whole() {
    mkdir -p "$LICET_HOME"
    sed 's/^min_entries = .*/min_entries = 1/' "$LICET_SOURCE/data/policy/default.ini" >"$LICET_HOME/policy.ini"
}
