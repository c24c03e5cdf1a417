#!/usr/bin/env bash
# licet serve as trade.gov's Consolidated Screening List: filters are kept or refused, and what is
# sifted to nothing is no clear answer where lists are not in force.
. "$(dirname "$0")/common.bash"
list_of() { # HOME DATE DAYS: the sample as a whole list, which is good for so many days
    mkdir -p "$1"
    printf '[lists]\nrequired = us_csl\n[list us_csl]\nmin_entries = 1\nmax_age_days = %s\n' "$3" >"$1/policy.ini"
    LICET_HOME=$1 run 0 lists import --source us_csl --list-date "$2" "$sample/consolidated_sample.csv"
}
list_of "$LICET_HOME" $day 36500
list_of "$tmp/stale" 2020-01-01 30
python3 "$golden/serve_tradegov.py" "$LICET" "$tmp" "$tmp/stale"
