#!/usr/bin/env bash
# Signed bundles: made on one machine, taken in on another without a network; everything that can be
# wrong with one, each with its word, the state before in force.
. "$(dirname "$0")/common.bash"
small_list
cp "$tmp/policy.ini" "$LICET_HOME/policy.ini"
run 0 lists keygen house
out_has "house.pub is for who imports"
[ "$(stat -c %a house.key)" = 600 ] || fail "the secret key can be read by others"
run 2 lists keygen house
run 0 lists keygen other
run 2 lists bundle one.licet
err_has "name the secret key"
run 0 lists bundle one.licet --key house.key
out_has "own           $day  1 file,"
run 2 lists bundle none.licet us_csl --key house.key
err_has "no whole edition of us_csl"
run 2 lists bundle none.licet --key house.pub
[ ! -e none.licet ] || fail "a bundle that failed stands there"
run 0 lists bundle again.licet --key house.key --json
out_has '"format": "licet bundle 1"'

# A second edition, and its bundle.
echo '{"entity_id":"3","names":["Quillon Spar Works"],"type":"org","countries":["GB"]}' >>own.jsonl
run 0 lists import --source own --list-date 2026-08-01 own.jsonl
run 0 lists bundle two.licet --key house.key

# The machine without a network.
export LICET_HOME=$tmp/far
mkdir -p "$LICET_HOME"
cp policy.ini "$LICET_HOME/policy.ini"
run 0 lists import one.licet --trust house.pub
out_has "2 added"
run 1 screen "Ossian Vale" -q
run 0 screen "Quillon Spar Works" -q
run 0 lists status --json
cp out status.before

python3 - <<'PY'
import json, zipfile, random
def parts(name):
    with zipfile.ZipFile(name) as z:
        return {i.filename: z.read(i) for i in z.infolist()}
def put(name, files):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        for n, b in files.items():
            z.writestr(n, b)
good = parts("two.licet")
path = next(n for n in good if n.startswith("files/"))
sig, man = "manifest.json.minisig", "manifest.json"
assert json.loads(good[man])["sources"][0]["files"][0]["path"] == path
assert json.dumps(json.loads(good[man]), sort_keys=True, separators=(",", ":")).encode() == good[man], "canonical"
put("manifest.licet", good | {man: good[man].replace(b"2026-08-01", b"2026-08-02")})
put("file.licet", good | {path: good[path].replace(b"Quillon", b"Quillan")})
put("longer.licet", good | {path: good[path] + b"\n"})
put("signature.licet", good | {sig: good[sig].replace(b"timestamp:", b"timestamp:1")})
put("unsigned.licet", {n: b for n, b in good.items() if n != sig})
put("swapped.licet", good | {sig: parts("one.licet")[sig]})
put("nofile.licet", {n: b for n, b in good.items() if n != path})
put("bomb.licet", good | {path: b"0" * (64 << 20)})
whole = open("two.licet", "rb").read()
open("cut.licet", "wb").write(whole[:len(whole) // 2])
open("empty.licet", "wb").write(b"")
PY

refused() { # BUNDLE WORDS [KEY]
    run 2 lists import "$1" --trust "${3:-house.pub}"
    err_has "$2"
    run 0 lists status --json
    diff <(grep -v age_seconds status.before) <(grep -v age_seconds out) >/dev/null ||
        fail "$1 changed what is in force"
}
refused manifest.licet "signature does not agree"
refused signature.licet "signature does not agree"
refused swapped.licet "signature does not agree"
refused file.licet "not the file that was signed"
refused longer.licet "unpacks to more than"
refused bomb.licet "unpacks to more than"
refused unsigned.licet "no signature"
refused nofile.licet "has no files/"
refused cut.licet "damaged, cut off or none"
refused empty.licet ""
refused own.jsonl "damaged, cut off or none"
refused two.licet "unknown key" other.pub
refused two.licet "not a public key file" house.key
refused two.licet "" missing.pub

run 0 lists import two.licet --trust house.pub
out_has "1 added"
run 1 screen "Quillon Spar Works" -q
run 0 lists import two.licet --trust house.pub # the same once more
run 0 lists status --json
cp out status.before
run 2 lists import one.licet --trust house.pub
out_has "an older edition than the one in force, which stays"
run 1 screen "Quillon Spar Works" -q
run 0 verify

# Its own programs agree, where they are installed.
if command -v minisign >/dev/null; then
    python3 -c 'import zipfile; zipfile.ZipFile("two.licet").extractall("x")'
    minisign -V -p house.pub -m x/manifest.json -x x/manifest.json.minisig >/dev/null || fail "minisign refuses ours"
    minisign -G -W -p mini.pub -s mini.key >/dev/null
    run 0 lists bundle mini.licet --key mini.key
    run 0 lists import mini.licet --trust mini.pub
    minisign -S -s house.key -m x/manifest.json -x again.minisig >/dev/null || fail "minisign does not read our key"
    minisign -V -p house.pub -m x/manifest.json -x again.minisig >/dev/null || fail "it does not agree"
    python3 - <<'PY'
import zipfile
with zipfile.ZipFile("theirs.licet", "w") as z:
    for n in zipfile.ZipFile("two.licet").namelist():
        z.writestr(n, open("again.minisig", "rb").read() if n.endswith("minisig") else zipfile.ZipFile("two.licet").read(n))
PY
    run 0 lists import theirs.licet --trust house.pub
fi
echo "bundles: made, taken in, and 14 refused"
