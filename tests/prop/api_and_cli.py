"""api_and_cli.py LICET FOLDER SAMPLE: the same orders over HTTP and by command; LICET_HOME holds the sample lists."""

import csv
import glob
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import time

LICET, TMP, SAMPLE = sys.argv[1:4]
ORDERS, NAMES, AS_OF = 1000, 30, "2026-07-31"
VERDICTS = ("NO_MATCH", "POSSIBLE_MATCH", "MATCH", "NOT_SCREENED")
chance = random.Random(20)


def at(name):
    return os.path.join(TMP, name)


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def differ(ours, theirs, what):
    """Ends with the first pair of lines that differ."""
    ours, theirs = ours.splitlines(), theirs.splitlines()
    for i, (a, b) in enumerate(zip(ours, theirs)):
        from_ = max(0, len(os.path.commonprefix([a, b])) - 200)
        check(a == b, f"{what}, line {i + 1}, from {from_}\n  HTTP:    {a[from_:][:600]}\n  command: {b[from_:][:600]}")
    check(len(ours) == len(theirs), f"{what}: {len(ours)} lines over HTTP, {len(theirs)} by command")


# ---- orders: the sample's, with customers who are listed, nearly listed, or nobody ----

def customers():
    with open(os.path.join(SAMPLE, "consolidated_sample.csv"), encoding="utf-8-sig", newline="") as f:
        listed = [n for r in csv.DictReader(f) for n in [r["name"], *r["alt_names"].split("; ")] if n]

    def near(name):
        i = chance.randrange(len(name))
        words = name.split()
        return chance.choice([name, name.upper(), name[:i] + name[i + 1:], " ".join(words[::-1]), words[0],
                              f"{name} {chance.choice(['Ltd', 'GmbH', 'FZE'])}"])

    return [near(chance.choice(listed)) if i % 3 else f"Larkspur {chance.choice(listed).split()[0]} {i}"
            for i in range(ORDERS)]


def orders(names):
    with open(os.path.join(SAMPLE, "orders.csv"), encoding="utf-8-sig", newline="") as f:
        head, *rows = list(csv.reader(f))
    rows = [r for r in rows if len(r) == len(head)]
    column = {h: i for i, h in enumerate(head)}
    countries = ["CN", "RU", "IR", "DE", "AE", "IN", "CA", ""]
    with open(at("orders.csv"), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(head)
        for i, name in enumerate(names):
            row = list(chance.choice(rows))
            row[0], row[column["Customer"]] = f"P-{i}", name
            if i % 2:
                row[column["Ship-to country"]] = chance.choice(countries)
            out.writerow(row)


def transactions(names):
    """One transaction for each: the worked cases', every second with the customer as one more party to look up."""
    worked = []
    for path in sorted(glob.glob(os.path.join(SAMPLE, "..", "..", "tests", "cases", "*.jsonl"))):
        with open(path, encoding="utf-8") as f:
            worked += [json.loads(line)["facts"] for line in f]
    for i, name in enumerate(names):
        facts = dict(chance.choice(worked))
        if i % 2:
            facts["parties"] = [*facts.get("parties", []), {"role": "ultimate_consignee", "name": name,
                                                            "country": facts.get("to") or "DE"}]
        yield {"id": f"P-{i}", "facts": facts}


# ---- both ways ----

class Server:
    def __init__(self):
        self.key = subprocess.run([LICET, "keys", "add", "both", "--scopes", "screen,read"], capture_output=True,
                                  text=True, check=True).stdout.strip()
        with open(at("serve.log"), "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([LICET, "serve", "--listen", "127.0.0.1:0"], stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            with open(at("serve.log"), encoding="utf-8") as f:
                event = f.readline()
            if event.endswith("\n"):
                port = int(json.loads(event)["detail"].rstrip("/").rsplit(":", 1)[1])
                self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
                return
            time.sleep(0.05)
        self.stop()
        sys.exit("FAILED: the server does not listen")

    def ask(self, method, path, body=None):
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        self.link.request(method, path, data, {"Authorization": f"Bearer {self.key}"})
        answer = self.link.getresponse()
        return answer.status, answer.read().decode()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def command(*args, text=None):
    return subprocess.run([LICET, *args], input=text, capture_output=True, text=True, check=False).stdout


def table(server):
    with open(at("orders.csv"), "rb") as f:
        status, text = server.ask("POST", "/v1/batches?name=orders.csv", f.read())
    check(status == 201, f"the table is not taken in: {text}")
    batch = f"/v1/batches/{json.loads(text)['id']}"
    check(server.ask("POST", batch + "/preview", {})[0] == 200, "no preview")
    check(server.ask("POST", batch + "/run", {"as_of": AS_OF})[0] == 202, "it does not run")
    until = time.monotonic() + 300
    while json.loads(server.ask("GET", batch)[1])["state"] not in ("done", "failed"):
        check(time.monotonic() < until, "it does not end")
        time.sleep(0.1)
    for form in ("csv", "jsonl"):
        theirs = at(f"theirs.{form}")
        command("check", at("orders.csv"), "--out", theirs, "--as-of", AS_OF, "--quiet")
        name = "answered.csv" if form == "csv" else "rows.jsonl"
        status, ours = server.ask("GET", f"{batch}/files/{name}")
        check(status == 200, f"{name}: {ours}")
        with open(theirs, encoding="utf-8", newline="") as f:
            differ(ours, f.read(), name)
    with open(at("theirs.csv"), encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def one_by_one(server, names):
    lines = [json.dumps(t) for t in transactions(names)]
    ours = []
    for line in lines:
        status, text = server.ask("POST", "/v1/determine", line.encode())
        check(status == 200, f"{status} for {line}: {text}")
        ours.append(text.strip())
    theirs = command("determine", "--jsonl", text="".join(line + "\n" for line in lines))
    differ("\n".join(json.dumps(json.loads(x)) for x in ours),
           "\n".join(json.dumps(json.loads(x)) for x in theirs.splitlines()), "/v1/determine")
    return [json.loads(x) for x in ours]


def screened(server, names):
    parties = [{"name": n} for n in names]
    status, text = server.ask("POST", "/v1/screen/many", {"parties": parties, "as_of": AS_OF})
    check(status == 200, f"/v1/screen/many: {text}")
    for name, ours in zip(names, json.loads(text)["results"]):
        theirs = json.loads(command("screen", "--json", "--as-of", AS_OF, "--", name))
        differ(json.dumps(ours), json.dumps(theirs), f"screen {name}")


def main():
    names = customers()
    orders(names)
    server = Server()
    try:
        rows = table(server)
        answers = one_by_one(server, names)
        screened(server, names[:NAMES])
    finally:
        server.stop()
    check(len(rows) == ORDERS and len(answers) == ORDERS, "not as many answers as orders")
    statuses, verdicts = {a.get("status") for a in answers}, {v for r in rows for v in r.values() if v in VERDICTS}
    check(len(statuses) > 3 and len(verdicts) == len(VERDICTS),
          f"orders that are answered alike prove little: {statuses}, {verdicts}")
    print(f"{ORDERS} orders as a table, {ORDERS} transactions, {NAMES} names: the same by HTTP and by command "
          f"({len(statuses)} kinds of answer)")


main()
