#!/usr/bin/env bash
# The shell blocks of docs/serve.md, each line run against a server at the address they name.
. "$(dirname "$0")/common.bash"
command -v curl >/dev/null || fail "curl is not there: run tools/setup"
small_list
cp "$tmp/policy.ini" "$LICET_HOME/policy.ini"
mkdir bin && ln -s "$LICET" bin/licet
export PATH=$tmp/bin:$PATH
port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
sed -n '/^```sh$/,/^```$/p' "$LICET_SOURCE/docs/serve.md" | grep -v '^```' | sed "s/127\.0\.0\.1:8080/127.0.0.1:$port/g" >blocks
licet serve --quiet --listen 127.0.0.1:$port 2>log &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$tmp"' EXIT
for _ in $(seq 100); do grep -q listening log && break; sleep 0.05; done
sed 's/^curl -s/curl -sf/' blocks | sed 's#^\(KEY=\|READER=\|OFFICER=\)\(.*\)#\1\2\nsleep 1.3#' >run.sh
bash -eu run.sh >out 2>err || fail "a block of docs/serve.md failed"
out_has '"verdict": "POSSIBLE_MATCH"'
out_has '"openapi"'
out_has 'disposition'
out_has '"responses"'
kill -TERM $server
wait $server || fail "the server ended badly"
echo "$(grep -c . blocks) lines of docs/serve.md"
