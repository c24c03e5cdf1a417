#!/usr/bin/env bash
# docs/api.md is what the binary's own OpenAPI file and its answers make of it.
. "$(dirname "$0")/common.bash"
unset LICET_HOME
python3 "$LICET_SOURCE/tools/api-reference" "$LICET" api.md
if [ "${UPDATE:-}" = 1 ]; then cp api.md "$LICET_SOURCE/docs/api.md"; fi
diff -u "$LICET_SOURCE/docs/api.md" api.md >difference ||
    { head -n 60 difference; fail "docs/api.md is not up to date: tools/api-reference $LICET"; }
