#!/usr/bin/env bash
# Wrong command lines: exit 2, nothing on standard output, a message that says what to do.
. "$(dirname "$0")/common.bash"
: >all
wrong() {
    run 2 "$@"
    out_empty
    { echo "\$ licet $*"; cat err; } >>all
}
wrong scren x
wrong lists
wrong lists improt
wrong rules
wrong screen
wrong screen NSO Group
wrong screen x --country
wrong screen x --country IL --country RU
wrong screen x --threads 2
wrong screen x --json=1
wrong --nonsense
wrong check
wrong check a.csv b.csv
wrong check a.csv --format xml
wrong check a.csv --threads 0
wrong match
wrong match --list x --threshold 2
wrong match --list x --limit 0
wrong replay
wrong verify now
wrong lists import
wrong lists fetch us_csl --every soon
wrong lists diff a
wrong serve --listen nonsense
wrong keys add x --scopes all
wrong completion tcsh
wrong help nonsense
same all usage.txt

run 2
out_empty
err_has "Usage: licet COMMAND"
env -u LICET_HOME -u HOME -u XDG_DATA_HOME "$LICET" lists status >out 2>err && fail "no home was needed"
err_has "no folder to keep lists and decisions in"
echo "$(grep -c '^\$' all) wrong command lines"
