"""A publisher that behaves, and one that does not: fetch.py LICET FOLDER."""

import gzip
import http.server
import json
import os
import resource
import subprocess
import sys
import threading
import time

LICET, TMP = sys.argv[1:3]
HOME = os.environ["LICET_HOME"]
checks = 0


def check(condition, what):
    global checks
    checks += 1
    if not condition:
        sys.exit(f"FAILED: {what}")


def rows(n):
    return "".join(json.dumps({"entity_id": str(i), "names": [f"Marrow Hill {i} Trading"], "type": "org",
                               "countries": ["GB"]}) + "\n" for i in range(n)).encode()


class State:
    mode, body, etag, requests = "good", rows(500), '"one"', []


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # clients that hang up are what is tested


class Publisher(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def plain(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        mode, body = State.mode, State.body
        State.requests.append((self.path, dict(self.headers)))
        head = {"ETag": State.etag, "Content_Type": "application/x-ndjson",
                "Last_Modified": "Fri, 31 Jul 2026 12:00:00 GMT"}
        if mode == "good" or (mode == "once_cut" and self.headers.get("Range")):
            if self.headers.get("If-None-Match") == State.etag:
                return self.plain(304, ETag=State.etag)
            start = self.headers.get("Range")
            if start and self.headers.get("If-Range") == State.etag:
                at = int(start.split("=")[1].split("-")[0])
                return self.plain(206, body[at:], Content_Range=f"bytes {at}-{len(body) - 1}/{len(body)}", **head)
            return self.plain(200, body, **head)
        if mode in ("cut", "once_cut"):
            self.plain(200, body[:len(body) // 2], Content_Length=str(len(body)), **head)
            self.close_connection = True
            return None
        if mode == "stall":
            self.plain(200, b"", Content_Length="100", **head)
            return time.sleep(6)
        if mode == "drip":
            self.plain(200, b"", Content_Length="100000", **head)
            for _ in range(40):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.2)
            return None
        if mode == "private":
            return self.plain(302, Location="http://10.1.2.3/list")
        if mode == "file":
            return self.plain(302, Location="file:///etc/passwd")
        if mode == "circle":
            return self.plain(302, Location=self.path)
        if mode == "html":
            return self.plain(200, b"<!DOCTYPE html><title>maintenance</title>", Content_Type="text/html")
        if mode == "html_as_list":
            return self.plain(200, b"\n <html><body>sorry", Content_Type="application/json")
        if mode == "gzip":
            return self.plain(200, gzip.compress(b"0" * (1 << 20)), Content_Encoding="gzip", **head)
        if mode == "huge":
            return self.plain(200, b"x" * (3 << 20), **head)
        if mode == "error":
            return self.plain(500, b"oh")
        if mode == "gone":
            return self.plain(404, b"no")
        if mode == "stale_etag":
            return self.plain(304, ETag=State.etag)
        if mode == "shrunk":
            return self.plain(200, rows(3), **head)
        if mode == "damaged":
            return self.plain(200, b'{"entity_id": \x00\xff' * 40, **head)
        return self.plain(500)


server = Server(("127.0.0.1", 0), Publisher)
threading.Thread(target=server.serve_forever, daemon=True).start()
MIRROR = f"http://127.0.0.1:{server.server_port}"
with open(os.path.join(HOME, "addresses.txt"), "w") as f:
    f.write("own | own.jsonl | https://lists.example.com/own.jsonl | 2 | 2026-07\n")


def fetch(code, *arguments, mirror=MIRROR, limit=None):
    def before():
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    done = subprocess.run([LICET, "lists", "fetch", *(["--mirror", mirror] if mirror else []), *arguments],
                          capture_output=True, text=True, preexec_fn=before, timeout=120)
    check(done.returncode == code, f"{State.mode}: exit {done.returncode}, expected {code}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def status():
    lists = json.loads(subprocess.run([LICET, "lists", "status", "--json"], capture_output=True, text=True).stdout)
    return next((x for x in lists["lists"] if x["id"] == "own"), {})


# ---- a publisher that behaves ----
text = fetch(0)
check("in_force" in text and "500 added" in text, f"new: {text}")
check(status()["entries"] == 500 and status()["list_date"] == "2026-07-31", "in force, of the day of the file")
check("unchanged" in fetch(0), "what has not changed is not sent again")
check(State.requests[-1][1].get("If-None-Match") == '"one"', "it was asked for conditionally")
receipt = json.load(open(os.path.join(HOME, "spool/fetch/own/last/receipt.json")))
check(receipt["files"][0]["etag"] == '"one"' and len(receipt["files"][0]["sha256"]) == 64, "headers and hash are kept")
State.body, State.etag = rows(501), '"two"'
check("1 added" in fetch(0), "a new edition")
State.mode, State.body, State.etag = "once_cut", rows(502), '"three"'
check("1 added" in fetch(0), "a cut transfer is gone on with")
check("Range" in State.requests[-1][1] and State.requests[-1][1]["If-Range"] == '"three"', "only with the same file")

# ---- one that does not: a word for each, and what was in force stays ----
State.body, State.etag = rows(503), '"four"'
for mode, word in [("cut", "length"), ("private", "private_address"), ("file", "redirect"), ("circle", "redirect"),
                   ("html", "html"), ("html_as_list", "html"), ("gzip", "encoding"), ("huge", "too_large"),
                   ("error", "status"), ("gone", "status")]:
    State.mode = mode
    text = fetch(2)
    check(f": {word}" in text, f"{mode}: {word} is said: {text}")
    check(status()["entries"] == 502 and status()["state"] == "in_force", f"{mode}: what was in force stays")
    check(subprocess.run([LICET, "screen", "Marrow Hill 1 Trading", "-q"], capture_output=True).returncode == 1,
          f"{mode}: and is looked in")
State.mode = "damaged"
fetch(2)
check(status()["entries"] == 502 and status()["state"] == "in_force", "a damaged file is refused whole")
State.mode = "shrunk"
fetch(0)
check(status()["state"] == "quarantined" and "lost" in status()["why"], "a shrunk one is held back")
check(subprocess.run([LICET, "screen", "Marrow Hill 400 Trading", "-q"], capture_output=True).returncode == 1,
      "and the edition before still gives its hits")
State.mode = "good"
subprocess.run([LICET, "lists", "reject", "own", "--reason", "half is missing", "--by", "Ada"], capture_output=True)
State.etag = '"five"'
check("1 added" in fetch(0), "and all is well when the publisher is")
check(status()["entries"] == 503, "the newest edition is in force")

# ---- this machine's own troubles ----
State.body, State.etag = rows(5000), '"six"'
text = fetch(2, limit=100_000)
check(status()["entries"] == 503, f"a full disk: {text}")
check("added" in fetch(0), "with room again")
first = subprocess.Popen([LICET, "lists", "fetch", "--mirror", MIRROR], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
State.mode = "stall"
State.etag = '"seven"'
slow = subprocess.Popen([LICET, "lists", "fetch", "--mirror", MIRROR], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
time.sleep(0.7)
State.mode = "good"
text = fetch(2) if slow.poll() is None else "another fetch"
check("another fetch" in text, f"two at once: {text}")
slow.wait(timeout=120)
first.wait(timeout=120)
check("added" in fetch(0) or "unchanged" in fetch(0), "and afterwards one again")
check(status()["state"] == "in_force", "nothing was harmed")

# ---- only https, unless it is this machine ----
done = subprocess.run([LICET, "lists", "fetch", "--mirror", "http://lists.example.com"], capture_output=True, text=True)
check(done.returncode == 2, "http from elsewhere is refused")
print(f"{checks} checks of fetching")
