#!/usr/bin/env python3
"""licet serve beside yente (with OpenSearch) and watchman: the same list, the same questions, the same load, one run.

  bench/serve_peers_run.py LIST.csv [--write]

LIST.csv is the Consolidated Screening List; yente is given what "licet lists export" writes of it. Questions: true
names with an edit or two, in another order, with a word left out or joined, and customers on no list
(bench/names_make), each with the kind of party it is; vessels and aircraft are not asked for. First every question
is asked once, one after the other, and its answer looked at; then wrk asks them again and again.

bench/serve_peers_setup installs the others. LICET: the binary. LICET_PEERS: the folder of the others.
LICET_BENCH_QUERIES: questions, half of each sort, default 2000. LICET_BENCH_SECONDS: of each load, default 15.
WATCHMAN=http://127.0.0.1:PORT: a watchman already running on the same list; WATCHMAN_KEY: its bearer token, if it
asks for one. --write puts the tables into bench/RESULTS.md."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
LICET = os.path.abspath(os.environ.get("LICET", "build/release/licet"))
DATA = os.environ.get("LICET_DATA") or os.path.join(HERE, "..", "data")
PEERS = os.path.abspath(os.environ.get("LICET_PEERS") or os.path.join(HERE, "..", "build", "peers"))
QUERIES = int(os.environ.get("LICET_BENCH_QUERIES", "2000"))
SECONDS = int(os.environ.get("LICET_BENCH_SECONDS", "15"))
CLIENTS = (1, 8)
SCHEMAS = {"Person": "person", "Organization": "org", "LegalEntity": None}
LOAD = """local asks, i = {}, 0
init = function()
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Authorization"] = %s
    for line in io.lines("%s") do
        local method, path, body = line:match("([^\\t]*)\\t([^\\t]*)\\t?(.*)")
        asks[#asks + 1] = wrk.format(method, path, nil, body ~= "" and body or nil)
    end
end
request = function() i = i %% #asks + 1 return asks[i] end"""


def licet(*args, out=None):
    done = subprocess.run([LICET, *args], stdout=out or subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    return done.stdout


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def tree(pid):
    yield pid
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        for child in f.read().split():
            yield from tree(int(child))


def memory_mb(pids):
    """What the processes and their children hold, pages that they share counted once."""
    kb = 0
    for pid in (p for one in pids for p in tree(one)):
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as f:
            kb += int(re.search(r"^Pss:\s+(\d+)", f.read(), re.M).group(1))
    return kb // 1024


# ---- questions: (name, schema, what the true entity is known by, or nothing) ----

def as_exported(source, key):
    """The id "licet lists export" gives an entry, without the hash it may end in."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", f"{source}-{key}")[:120]


def listed(entities, path):
    """The names of the exported parties in the form of names_make's lists; by row the schema, and id and name."""
    parties = []
    with open(entities, encoding="utf-8") as f, open(path, "w", encoding="utf-8") as out:
        for line in f:
            e = json.loads(line)
            if not e.get("target") or e["schema"] not in SCHEMAS:
                continue
            for name in e["properties"]["name"] + e["properties"].get("alias", []):
                name = " ".join(name.split())
                out.write(f"{len(parties)}\t{SCHEMAS[e['schema']] or ''}\t\t{name}\n")
                parties.append((e["schema"], {re.sub(r"-[0-9a-f]{16}$", "", e["id"]), name.lower()}))
    return parties


def questions(entities, folder):
    names = os.path.join(folder, "names")
    parties = listed(entities, names)
    make = os.path.join(os.path.dirname(LICET), "names_make")

    def made(*args):
        text = subprocess.run([make, *args], capture_output=True, text=True, check=True).stdout
        return [line.split("\t") for line in text.splitlines()]

    half = str(QUERIES // 2)
    asks = []
    for true, customer in zip(made("perturbed", half, "3", names),
                              made("customers", half, "2", os.path.join(DATA, "names"), names)):
        asks.append((true[2], *parties[int(true[1])]))
        asks.append((customer[3], "Person" if customer[1] == "person" else "Organization", set()))
    return asks


# ---- how each service is asked, and what its hits are known by; None: it does not answer that, a person must ----

def ask_native(name, schema):
    body = {"name": name} | ({"type": SCHEMAS[schema]} if SCHEMAS[schema] else {})
    return "POST", "/v1/screen", json.dumps(body)


def ids_native(answer):
    if answer["verdict"] == "NOT_SCREENED":
        return None
    return [{as_exported(h["source"], h["entry"])} for h in answer["hits"]]


def ask_match(name, schema):
    body = {"queries": {"q": {"schema": schema, "properties": {"name": [name]}}}}
    return "POST", "/match/us_csl", json.dumps(body)


def ids_licet_match(answer):
    return [{as_exported("us_csl", r["id"])} for r in answer["responses"]["q"]["results"]]


def ids_yente(answer):
    return [{re.sub(r"-[0-9a-f]{16}$", "", r["id"])} for r in answer["responses"]["q"]["results"] if r["match"]]


def ask_watchman(name, schema):
    kind = {"Person": "person", "Organization": "business"}.get(schema)
    return "GET", "/v2/search?" + urllib.parse.urlencode({"name": name} | ({"type": kind} if kind else {})
                                                        | {"minMatch": "0.75"}), ""


def ids_watchman(answer):
    return [{" ".join(n.split()).lower() for n in [e["name"], *((e.get(e["entityType"]) or {}).get("altNames") or [])]}
            for e in answer["entities"]]  # it numbers the parties in its own way


class Service:
    """One service at one address, asked in one way."""

    def __init__(self, label, port, ask, ids, pids, key=None):
        self.label, self.port, self.ask, self.ids, self.pids, self.key = label, port, ask, ids, pids, key

    def answers(self, asks):
        """Every question once: of the true names how many are found, of the customers how many have a hit. Also the
        questions that were answered."""
        found = alerted = hits = 0
        answered = []
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        for name, schema, entity in asks:
            method, path, body = self.ask(name, schema)
            link.request(method, path, body.encode() or None, headers)
            reply = link.getresponse()
            text = reply.read()
            if reply.status not in (200, 400):
                sys.exit(f"{self.label}: {reply.status} for {name!r}: {text[:300]!r}")
            ids = self.ids(json.loads(text)) if reply.status == 200 else None
            if ids is None:
                continue
            answered.append((name, schema, entity))
            if entity:
                found += any(entity & i for i in ids)
            else:
                alerted, hits = alerted + bool(ids), hits + len(ids)
        half = len(asks) // 2
        return answered, {"found": found / half, "alerted": alerted / half, "hits": hits / half,
                          "held": len(asks) - len(answered)}

    def load(self, asks, clients, folder):
        lines = os.path.join(folder, "asks")
        with open(lines, "w", encoding="utf-8") as f:
            f.writelines("\t".join(self.ask(name, schema)) + "\n" for name, schema, _ in asks)
        script = os.path.join(folder, "load.lua")
        with open(script, "w", encoding="utf-8") as f:
            f.write(LOAD % (f'"Bearer {self.key}"' if self.key else "nil", lines))
        out = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{SECONDS}", "-s", script, "--latency", "--timeout",
                              "60", f"http://127.0.0.1:{self.port}"], capture_output=True, text=True, check=True).stdout
        unit = {"us": 1e-3, "ms": 1, "s": 1e3}
        p = {p: float(v) * unit[u] for p, v, u in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s)", out)}
        if "Non-2xx" in out or "Socket errors" in out:
            sys.exit(f"{self.label}: errors under load\n{out}")
        return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), "p50": p["50"], "p99": p["99"],
                "requests": int(re.search(r"(\d+) requests in", out).group(1))}

    def measure(self, asks, folder):
        answered, row = self.answers(asks)
        row["label"] = self.label
        row["load"] = {c: self.load(answered, c, folder) for c in CLIENTS}
        row["memory"] = memory_mb(self.pids) if self.pids else None
        print(self.label, json.dumps(row), flush=True)
        return row


def get(port, path, key=None):
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    link.request("GET", path, headers={"Authorization": f"Bearer {key}"} if key else {})
    reply = link.getresponse()
    return reply.status, reply.read().decode()


def wait_for(port, path, seconds, what, process):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            if get(port, path)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    sys.exit(f"{what} does not answer within {seconds} s")


# ---- licet ----

def run_licet(asks, folder):
    port = free_port()
    key = licet("keys", "add", "bench", "--scopes", "screen,read").strip()
    server = subprocess.Popen([LICET, "serve", "--quiet", "--listen", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        wait_for(port, "/healthz", 20, "licet", server)

        def records():
            return int(float(re.search(r"^licet_records_total (\S+)$", get(port, "/metrics", key)[1], re.M).group(1)))

        before = records()
        rows = [Service("licet, `/v1/screen`", port, ask_native, ids_native, [server.pid], key).measure(asks, folder),
                Service("licet, yente's `/match`", port, ask_match, ids_licet_match, [server.pid],
                        key).measure(asks, folder)]
        answers = sum(len(asks) - r["held"] + sum(x["requests"] for x in r["load"].values()) for r in rows)
        if records() - before < answers:
            sys.exit(f"{answers} answers, but {records() - before} decisions recorded")
        return rows
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


# ---- yente ----

def run_yente(asks, entities, folder):
    if not os.path.exists(os.path.join(PEERS, "search", "SearchNode.class")):
        print("SKIP yente: bench/serve_peers_setup installs it", flush=True)
        return []
    manifest = os.path.join(folder, "manifest.yml")
    with open(manifest, "w", encoding="utf-8") as f:
        f.write("catalogs: []\ndatasets:\n  - name: us_csl\n    title: the list\n    load: true\n"
                f"    entities_url: file://{entities}\n    version: \"1\"\n")
    index, port, started = free_port(), free_port(), []
    env = os.environ | {"YENTE_MANIFEST": manifest, "YENTE_INDEX_TYPE": "opensearch", "YENTE_AUTO_REINDEX": "false",
                        "YENTE_INDEX_URL": f"http://127.0.0.1:{index}", "YENTE_DATA_PATH": folder}
    tool = os.path.join(PEERS, "yente", "bin")
    try:
        started.append(subprocess.Popen(
            ["java", "-Xms1g", "-Xmx1g", "-cp", f"{PEERS}/search:{PEERS}/search/jars/*", "SearchNode",
             os.path.join(folder, "search"), str(index)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        wait_for(index, "/", 200, "OpenSearch", started[0])
        began = time.monotonic()
        subprocess.run([f"{tool}/yente", "reindex"], env=env, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        print(f"yente: indexed in {time.monotonic() - began:.1f} s", flush=True)
        started.append(subprocess.Popen(
            [f"{tool}/uvicorn", "--workers", "2", "--timeout-worker-healthcheck", "300", "--no-access-log", "--host",
             "127.0.0.1", "--port", str(port), "yente.asgi:app"], env=env, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL))
        wait_for(port, "/readyz", 400, "yente", started[1])
        return [Service("yente 5.5.0, `/match`", port, ask_match, ids_yente, [p.pid for p in started],
                        None).measure(asks, folder)]
    finally:
        for p in reversed(started):
            p.send_signal(signal.SIGTERM)
            p.wait()


def run_watchman(asks, folder):
    where = os.environ.get("WATCHMAN")
    if not where:
        print("SKIP watchman: none is named by WATCHMAN", flush=True)
        return []
    port = urllib.parse.urlparse(where).port
    return [Service("watchman, `/v2/search`", port, ask_watchman, ids_watchman, [],
                    os.environ.get("WATCHMAN_KEY")).measure(asks, folder)]


# ---- the tables ----

def tables(rows, names):
    out = ["| service | clients | screenings a second | p50 ms | p99 ms |", "|---|---|---|---|---|"]
    for r in rows:
        for c, x in r["load"].items():
            out.append(f"| {r['label']} | {c} | {x['rate']:,.0f} | {x['p50']:.2f} | {x['p99']:.1f} |")
    out += ["", "| service | true entity found | customers with a hit | hits a customer | held unanswered | memory MB "
                "|", "|---|---|---|---|---|---|"]
    for r in rows:
        memory = f"{r['memory']:,}" if r["memory"] else "not measured"
        out.append(f"| {r['label']} | {100 * r['found']:.1f} % | {100 * r['alerted']:.1f} % | {r['hits']:.3f} "
                   f"| {r['held']} | {memory} |")
    left = [x for x in ("yente", "watchman") if not any(r["label"].startswith(x) for r in rows)]
    out += ["", f"{names:,} names, {QUERIES:,} questions, {SECONDS} s of load each, {os.cpu_count()} processors."
            + (f" Not run: {', '.join(left)}." if left else "")]
    return "\n".join(out)


def put_into_results(text):
    path = os.path.join(HERE, "RESULTS.md")
    with open(path, encoding="utf-8") as f:
        whole = f.read()
    begin, end = "<!-- by bench/serve_peers_run.py: begin -->", "<!-- by bench/serve_peers_run.py: end -->"
    head, rest = whole.split(begin)
    with open(path, "w", encoding="utf-8") as f:
        f.write(head + begin + "\n" + text + "\n" + end + rest.split(end)[1])


def main():
    args = [a for a in sys.argv[1:] if a != "--write"]
    if len(args) != 1:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="licet-peers-") as folder:
        os.environ["LICET_HOME"], os.environ["LICET_DATA"] = os.path.join(folder, "home"), DATA
        licet("lists", "import", "--source", "us_csl", "--list-date", time.strftime("%Y-%m-%d", time.gmtime()), args[0])
        entities = os.path.join(folder, "entities.ftm.json")
        with open(entities, "w", encoding="utf-8") as f:
            licet("lists", "export", out=f)
        asks = questions(entities, folder)
        with open(os.path.join(folder, "names"), encoding="utf-8") as f:
            names = sum(1 for _ in f)
        rows = run_licet(asks, folder) + run_yente(asks, entities, folder) + run_watchman(asks, folder)
    text = tables(rows, names)
    print(text)
    if "--write" in sys.argv:
        put_into_results(text)


main()
