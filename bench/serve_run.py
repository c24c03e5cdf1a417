#!/usr/bin/env python3
"""licet serve under load, on loopback, decisions on disk: rate and latencies by number of clients; then a
longer run at 70 % of the best rate with a new index every few seconds, counting memory, answers and records.

  bench/serve_run.py LIST.csv [SECONDS]      needs wrk (Debian); LICET: the binary

What is compared stands in one run; figures of other runs and machines do not compare."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

LICET = os.environ.get("LICET", "build/release/licet")
LIST, SECONDS = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60


def licet(*a):
    return subprocess.run([LICET, *a], capture_output=True, text=True, check=False).stdout


def wrk(base, key, clients, seconds, script, rate_pause_ms=0):
    lua = os.path.join(os.environ["LICET_HOME"], "w.lua")
    open(lua, "w").write(script + (f"\nfunction delay() return {rate_pause_ms} end\n" if rate_pause_ms else ""))
    out = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{seconds}", "-s", lua, "-H", f"Authorization: Bearer {key}",
                          "--latency", base], capture_output=True, text=True).stdout
    unit = {"us": 1e-3, "ms": 1, "s": 1e3}
    percent = {p: float(v) * unit[u] for p, v, u in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s)", out)}
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return {"clients": clients, "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
            "p50_ms": percent.get("50"), "p99_ms": percent.get("99"), "requests": requests,
            "bad": int(bad.group(1)) if bad else 0}


def metric(base, key, name):
    request = urllib.request.Request(base + "/metrics", headers={"Authorization": f"Bearer {key}"})
    text = urllib.request.urlopen(request).read().decode()
    return int(float(re.search(rf"^{name} (\S+)$", text, re.M).group(1)))


def resident_kb(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1))


SCREEN = '''wrk.method="POST"
local names={"Acme Trading GmbH","Quiet Orchard Bakery","Sirajuddin Hakkani","Northern Light Shipping","Blue Kite Instruments"}
local i=0
request=function() i=i+1 return wrk.format(nil,"/v1/screen",nil,'{"name":"'..names[i%5+1]..' '..i..'","country":"DE"}') end'''
SEARCH = '''request=function() return wrk.format(nil,"/v1/search?q=Acme+Trading&type=org") end'''


def main():
    with tempfile.TemporaryDirectory() as home:
        os.environ["LICET_HOME"] = home
        licet("lists", "import", "--source", "us_csl", "--list-date", time.strftime("%Y-%m-%d", time.gmtime()), LIST)
        key = licet("keys", "add", "bench", "--scopes", "screen,read").strip()
        log = open(os.path.join(home, "log"), "w+")
        server = subprocess.Popen([LICET, "serve", "--quiet", "--listen", "127.0.0.1:0"], stderr=log)
        while True:
            line = open(log.name).readline()
            if line:
                base = json.loads(line)["detail"].rstrip("/")
                break
            time.sleep(0.05)
        wrk(base, key, 4, 1, SCREEN)
        print("| request | clients | a second | p50 ms | p99 ms |\n|---|---|---|---|---|")
        best = 0
        for clients in (1, 8, 32, 128):
            r = wrk(base, key, clients, 5, SCREEN)
            best = max(best, r["rate"])
            print(f"| screen, recorded | {clients} | {r['rate']:,.0f} | {r['p50_ms']:.2f} | {r['p99_ms']:.1f} |")
        for clients in (1, 8):
            r = wrk(base, key, clients, 3, SEARCH)
            print(f"| search | {clients} | {r['rate']:,.0f} | {r['p50_ms']:.2f} | {r['p99_ms']:.1f} |")
        stop = threading.Event()
        samples, swaps = [], [0]

        def disturb():
            own = os.path.join(home, "own.jsonl")
            n = 0
            while not stop.wait(5):
                n += 1
                open(own, "w").write("".join(json.dumps({"entity_id": str(i), "names": [f"Marrow Hill {n} {i}"]}) + "\n"
                                             for i in range(20)))
                licet("lists", "import", "--source", "own", "--list-date", time.strftime("%Y-%m-%d", time.gmtime()), own)
                samples.append(resident_kb(server.pid))

        records = metric(base, key, "licet_records_total")
        before = metric(base, key, "licet_index_swaps_total")
        t = threading.Thread(target=disturb)
        t.start()
        pause = max(1, int(1000 * 16 / (0.7 * best)))
        r = wrk(base, key, 16, SECONDS, SCREEN, pause)
        stop.set()
        t.join()
        time.sleep(0.5)
        records = metric(base, key, "licet_records_total") - records
        swaps = metric(base, key, "licet_index_swaps_total") - before
        verify = json.loads(licet("verify", "--json"))
        print(f"\n{SECONDS} s at {r['rate']:,.0f} a second ({100 * r['rate'] / best:.0f} % of the best), an import every 5 s: "
              f"{r['requests']:,} answers, {r['bad']} of them errors, {records:,} records, {swaps} swaps of the index; "
              f"p99 {r['p99_ms']:.1f} ms; resident {samples[0] // 1024 if samples else 0} to "
              f"{max(samples, default=0) // 1024} MB, at the end {samples[-1] // 1024 if samples else 0}; verify "
              f"{'ok' if verify['ok'] else 'BAD'}")
        server.send_signal(signal.SIGTERM)
        sys.exit(0 if server.wait() == 0 and records >= r["requests"] and r["bad"] == 0 and verify["ok"] else 1)


main()
