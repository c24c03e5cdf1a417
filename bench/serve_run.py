#!/usr/bin/env python3
"""licet serve under load, on loopback, every decision on disk before it is answered:

  clients   rate and latencies by number of clients, and of what a person asks while typing
  steady    at 70 % of the best rate, a new list (and so a new index) every few seconds: memory, records
            against answers, no error, no answer out of two versions, the log verifies
  overload  many more clients than can be answered: which statuses, is the page there, how soon all is well

  bench/serve_run.py LIST.csv [--steady SECONDS] [--overload SECONDS] [--clients SECONDS] [--idle N]

Needs wrk (Debian); LICET: the binary. Clients wait for their answer before they ask again, so a latency does
not count what was not asked meanwhile. What is compared stands in one run; figures of other runs and machines
do not compare. Ends with 1 if anything was lost, mixed, or answered otherwise than it should be."""

import argparse
import http.client
import json
import os
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

LICET = os.path.abspath(os.environ.get("LICET", "build/release/licet"))
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print(f"NOT SO: {what}")


def licet(*a):
    return subprocess.run([LICET, *a], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL).stdout


# ---- requests, as wrk's Lua ----

COUNT = """
local threads = {}
function setup(t) threads[#threads+1] = t end
function init(args) ok, busy, other, bare, mixed, seen = 0, 0, 0, 0, 0, {} end
function done(summary, latency, requests)
  local n = {ok=0, busy=0, other=0, bare=0, mixed=0}
  for _, t in ipairs(threads) do for k in pairs(n) do n[k] = n[k] + t:get(k) end end
  local e = summary.errors
  io.write(string.format('\\nJSON {"ok":%d,"busy":%d,"other":%d,"bare":%d,"mixed":%d,"seconds":%f,"requests":%d,' ..
    '"sockets":%d,"timeouts":%d,"p50":%f,"p95":%f,"p99":%f,"max":%f}\\n', n.ok, n.busy, n.other, n.bare, n.mixed,
    summary.duration/1e6, summary.requests, e.connect+e.read+e.write, e.timeout, latency:percentile(50)/1e3,
    latency:percentile(95)/1e3, latency:percentile(99)/1e3, latency.max/1e3))
end
"""
# A 503 without Retry-After is bare; an answer is mixed if its hits are of more than one edition of the
# list, or if one index answers with two editions.
RESPONSE = """
function response(status, headers, body)
  if status == 200 then ok = ok + 1
  elseif status == 503 then busy = busy + 1; if not headers["Retry-After"] then bare = bare + 1 end
  else other = other + 1 end
"""
EDITION = """
  if status == 200 then
    local first, n = nil, 0
    for v in body:gmatch('"entry":"[^"]-edition(%d+)%-') do
      n = n + 1; first = first or v; if v ~= first then mixed = mixed + 1 end
    end
    local index = body:match('"index":"(%x+)"')
    if n > 0 and index then
      if seen[index] and seen[index] ~= first then mixed = mixed + 1 end
      seen[index] = first
    end
  end
"""
SCREEN = """
wrk.method = "POST"
local names = {"Acme Trading GmbH", "Quiet Orchard Bakery", "Sirajuddin Hakkani", "Northern Light Shipping",
  "Blue Kite Instruments", "Marrow Hill Trading Ltd", "Juan Carlos Medina", "Tehran Industrial Pumps"}
local i = 0
request = function() i = i + 1
  return wrk.format(nil, "/v1/screen", nil, '{"name":"' .. names[i % 8 + 1] .. ' ' .. i .. '","country":"DE"}') end
"""
EDITIONS = """
wrk.method = "POST"
local names = {"Acme Trading GmbH", "Marrow Hill Trading Ltd", "Sirajuddin Hakkani", "Blue Kite Instruments"}
local i = 0
request = function() i = i + 1
  return wrk.format(nil, "/v1/screen", nil, '{"name":"' .. names[i % 4 + 1] .. '"}') end
"""
MANY = """
wrk.method = "POST"
local parties = {}
for i = 1, 100 do parties[i] = '{"name":"Northern Light Shipping ' .. i .. '"}' end
local body = '{"parties":[' .. table.concat(parties, ",") .. ']}'
request = function() return wrk.format(nil, "/v1/screen/many", nil, body) end
"""
TYPING = """
local words = {"acme trading co", "juan carlos medina", "tehran pump", "north star shipping"}
local i = 0
request = function() i = i + 1
  local w = words[i %% 4 + 1]
  local typed = w:sub(1, 2 + i // 4 %% (#w - 2)):gsub(" ", "+")
  return wrk.format(nil, "%s" .. typed) end
"""


def wrk(server, clients, seconds, script, edition=False, pause_ms=0):
    lua = os.path.join(server.home, f"w{clients}.lua")
    with open(lua, "w") as f:
        f.write(COUNT + RESPONSE + (EDITION if edition else "") + "end\n" + script.replace("//", "/"))
        if pause_ms:
            f.write(f"function delay() return math.random(0, {2 * pause_ms}) end\n")
    out = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", lua, "-H",
                          f"Authorization: Bearer {server.key}", server.base], capture_output=True, text=True).stdout
    r = json.loads(re.search(r"^JSON (.*)$", out, re.M).group(1))
    r["rate"] = r["requests"] / r["seconds"]
    return r


# ---- the server ----

class Server:
    def __init__(self, home, key, *arguments):
        self.home, self.key = home, key
        self.log = os.path.join(home, "log")
        self.process = subprocess.Popen([LICET, "serve", "--quiet", "--listen", "127.0.0.1:0", *arguments],
                                        stderr=open(self.log, "w"))
        while not open(self.log).readline():
            time.sleep(0.05)
        self.base = json.loads(open(self.log).readline())["detail"].rstrip("/")
        self.port = int(self.base.rsplit(":", 1)[1])

    def ask(self, method, path, body=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        c.request(method, path, body, {"Authorization": f"Bearer {self.key}"})
        r = c.getresponse()
        text = r.read()
        c.close()
        return r.status, text

    def metric(self, name):
        return int(float(re.search(rf"^{re.escape(name)} (\S+)$", self.ask("GET", "/metrics")[1].decode(), re.M).group(1)))

    def resident_mb(self):
        return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{self.process.pid}/status").read()).group(1)) / 1024

    def settled(self):
        """Decisions in the log, when nothing is under way any more."""
        before = None
        while before != (before := (self.metric("licet_records_total"), self.metric("licet_records_beside"),
                                    self.metric("licet_requests_waiting"))) or before[1] or before[2]:
            time.sleep(0.3)
        db = sqlite3.connect(f"file:{self.home}/licet.db?mode=ro", uri=True)
        n = db.execute("SELECT count(*) FROM decision WHERE id LIKE 'D-%'").fetchone()[0]
        db.close()
        return n

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        expect(code == 0, f"the server ends with 0, not {code}")


class Prober(threading.Thread):
    """Asks a path again and again; keeps the times and what was not 200."""

    def __init__(self, server, path, pause_s):
        super().__init__(daemon=True)
        self.server, self.path, self.pause_s = server, path, pause_s
        self.over, self.times, self.bad = threading.Event(), [], []
        self.start()

    def run(self):
        while not self.over.wait(self.pause_s):
            began = time.monotonic()
            try:
                status = self.server.ask("GET", self.path)[0]
            except OSError as e:
                status = str(e)
            self.times.append(time.monotonic() - began)
            if status != 200:
                self.bad.append(status)

    def result(self):
        self.over.set()
        self.join()
        return f"{1000 * max(self.times, default=0):.0f} ms at most in {len(self.times)}, {len(self.bad)} not 200"


# ---- parts ----

def by_clients(server, seconds):
    best = 0
    wrk(server, 8, 1, SCREEN)
    print("| request | clients | a second | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|---|")
    for what, script, counts in [("screen, recorded", SCREEN, (1, 8, 32, 128)),
                                 ("names while typing", TYPING % "/v1/complete?q=", (1, 8)),
                                 ("candidates while typing", TYPING % "/v1/search?q=", (1, 8))]:
        for clients in counts:
            r = wrk(server, clients, seconds, script)
            if script is SCREEN:
                best = max(best, r["rate"])
            print(f"| {what} | {clients} | {r['rate']:,.0f} | {r['p50']:.2f} | {r['p95']:.2f} | {r['p99']:.1f} |", flush=True)
            expect(r["ok"] == r["requests"] and not r["sockets"], f"{what}: every answer is 200: {r}")
    return best


def new_edition(home, n):
    own = os.path.join(home, "own.jsonl")
    with open(own, "w") as f:
        for i in range(6):
            f.write(json.dumps({"entity_id": f"edition{n}-{i}", "names": ["Marrow Hill Trading Ltd"], "type": "org"}) + "\n")
    licet("lists", "import", "--source", "own", "--list-date", time.strftime("%Y-%m-%d", time.gmtime()), own)


def pause_for(server, clients, rate):
    """Milliseconds each client waits after an answer so that all ask about so often, imports going on beside."""
    pause = 1000 * clients / rate
    for _ in range(3):
        asked = wrk(server, clients, 17, EDITIONS, True, max(1, round(pause)))
        pause += 1000 * clients / rate - 1000 * clients / asked["rate"]
    return max(1, round(pause))


def steady(server, best, seconds):
    clients, stop, imports = 64, threading.Event(), []
    memory = [server.resident_mb()]

    def disturb():
        n = 1
        while not stop.wait(5):
            n += 1
            began = time.monotonic()
            new_edition(server.home, n)
            imports.append(time.monotonic() - began)
            memory.append(server.resident_mb())

    new_edition(server.home, 1)
    time.sleep(1.5)
    t = threading.Thread(target=disturb)
    health = Prober(server, "/healthz", 0.1)
    t.start()
    pause = pause_for(server, clients, 0.7 * best)
    rows, records, swaps = server.settled(), server.metric("licet_records_total"), server.metric("licet_index_swaps_total")
    first = len(imports)
    r = wrk(server, clients, seconds, EDITIONS, True, pause)
    stop.set()
    t.join()
    rows = server.settled() - rows
    records, swaps = server.metric("licet_records_total") - records, server.metric("licet_index_swaps_total") - swaps
    memory.append(server.resident_mb())
    began = time.monotonic()
    verify = json.loads(licet("verify", "--json"))
    print(f"\nsteady: {r['seconds']:.0f} s at {r['rate']:,.0f} a second ({100 * r['rate'] / best:.0f} % of the best), an import "
          f"every 5 s ({sum(imports) / max(len(imports), 1):.1f} s each): {r['requests']:,} answers, {r['busy']} 503, "
          f"{r['other']} other, {r['sockets']} broken, {r['mixed']} of two editions; {records:,} records, {rows:,} in the log, "
          f"{swaps} swaps of the index; p50 {r['p50']:.1f}, p95 {r['p95']:.1f}, p99 {r['p99']:.1f}, at most {r['max']:.0f} ms; "
          f"healthz {health.result()}; resident {memory[0]:.0f} MB at the start, {memory[len(memory) // 4]:.0f} after a quarter, "
          f"{memory[len(memory) // 2]:.0f} half-way, {memory[-1]:.0f} at the end; verify "
          f"{'ok' if verify['ok'] else 'BAD'} in {time.monotonic() - began:.0f} s", flush=True)
    expect(r["ok"] == r["requests"] and not r["sockets"] and not r["timeouts"], "every answer is 200")
    expect(r["mixed"] == 0, "no answer is of two editions")
    expect(records == rows, "what was acknowledged is in the log")
    expect(0 <= records - r["ok"] <= clients, "a record for every answer, and for those on their way at the end")
    expect(swaps >= len(imports) - first - 1, "every import is taken up")
    expect(verify["ok"], "the log verifies")


def recovery(server):
    """Seconds until an answer is 200, and the longest answer of the second after that."""
    began, longest = time.monotonic(), 0
    while server.ask("POST", "/v1/screen", '{"name":"Ossian Vale"}')[0] != 200:
        time.sleep(0.01)
    after = time.monotonic() - began
    while time.monotonic() - began < after + 1:
        one = time.monotonic()
        expect(server.ask("POST", "/v1/screen", '{"name":"Ossian Vale"}')[0] == 200, "after overload every answer is 200")
        longest = max(longest, time.monotonic() - one)
    return after, longest


def overload(server, best, seconds):
    print("\n| overload | clients | times the best rate | answered a second | 503 a second | other | broken | healthz | page | "
          "an answer after | then at most |\n|---|---|---|---|---|---|---|---|---|---|---|")
    capacity = wrk(server, 8, 3, MANY)
    expect(capacity["busy"] == 0, "eight at once are no overload")
    for what, script, clients, able in [("one party", SCREEN, 1024, best), ("one party", SCREEN, 2000, best),
                                        ("100 parties", MANY, 2000, capacity["rate"])]:
        rows, records = server.settled(), server.metric("licet_records_total")
        health, page = Prober(server, "/healthz", 0.05), Prober(server, "/", 0.1)
        r = wrk(server, clients, seconds, script)
        after, longest = recovery(server)
        healthy, paged = health.result(), page.result()
        rows, records = server.settled() - rows, server.metric("licet_records_total") - records
        print(f"| {what} | {clients:,} | {r['rate'] / able:.1f} | {r['ok'] / r['seconds']:,.0f} | {r['busy'] / r['seconds']:,.0f} | "
              f"{r['other']} | {r['sockets'] + r['timeouts']} | {healthy} | {paged} | {1000 * after:.0f} ms | "
              f"{1000 * longest:.0f} ms |", flush=True)
        expect(r["other"] == 0 and r["bare"] == 0, "under overload answers are 200, or 503 with Retry-After")
        expect(not r["sockets"] and not r["timeouts"], "no connection is dropped")
        expect(not health.bad and not page.bad, "the page and /healthz are there")
        expect(records == rows and r["ok"] > 0, "what was acknowledged is in the log")
        expect(after < 1 and longest < 1, "all is well within a second")


def idle(server, n):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, n + 500), hard))
    before = server.resident_mb()
    open_ones = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(n)]
    for s in open_ones[: n // 2]:
        s.sendall(b"POST /v1/screen HTTP/1.1\r\nHost: x\r\n")  # half a head
    time.sleep(1)
    r = wrk(server, 32, 5, SCREEN)
    health = Prober(server, "/healthz", 0.05)
    time.sleep(2)
    print(f"\nidle: {n:,} connections that say nothing or half: {r['rate']:,.0f} a second with 32 clients, p99 {r['p99']:.1f} ms; "
          f"healthz {health.result()}; resident {before:.0f}, then {server.resident_mb():.0f} MB", flush=True)
    expect(r["ok"] == r["requests"] and not r["sockets"] and not health.bad, "idle connections do not matter")
    for s in open_ones:
        s.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("list", help="Consolidated Screening List as CSV")
    p.add_argument("--clients", type=int, default=5, metavar="SECONDS", help="each number of clients (5)")
    p.add_argument("--steady", type=int, default=60, metavar="SECONDS", help="at 70 %% (60; 0: not)")
    p.add_argument("--overload", type=int, default=20, metavar="SECONDS", help="each kind (20; 0: not)")
    p.add_argument("--idle", type=int, default=10000, metavar="N", help="idle connections (10000; 0: not)")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["LICET_HOME"] = home
        licet("lists", "import", "--source", "us_csl", "--list-date", time.strftime("%Y-%m-%d", time.gmtime()), a.list)
        server = Server(home, licet("keys", "add", "bench", "--scopes", "screen,read").strip())
        best = by_clients(server, a.clients)
        if a.idle:
            idle(server, a.idle)
        if a.overload:
            overload(server, best, a.overload)
        if a.steady:
            steady(server, best, a.steady)
        server.stop()
    sys.exit(f"{len(failures)} NOT SO" if failures else 0)


main()
