"""Kills the licet binary at random moments and looks at what is left.

After every kill: `licet verify` finds nothing altered, `licet lists status` shows the list from
before or after the import, and every decision whose row was printed stands in the store.
"""
import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

LICET = os.environ["LICET"]
SOURCE = os.environ["LICET_SOURCE"]
SAMPLE = os.path.join(SOURCE, "data/sample/consolidated_sample.csv")
AS_OF = "2026-07-31"


def run(home, *args, **kw):
    env = dict(os.environ, LICET_HOME=home)
    return subprocess.run([LICET, *args], env=env, capture_output=True, text=True, **kw)


def killed_after(home, seconds, args, out):
    env = dict(os.environ, LICET_HOME=home)
    p = subprocess.Popen([LICET, *args], env=env, stdout=out, stderr=subprocess.DEVNULL)
    try:
        p.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        p.send_signal(signal.SIGKILL)
        p.wait()
    return p.returncode


def shorter(path):
    """The sample without its last ten rows: a second state to go to and fro."""
    with open(SAMPLE, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows[:-10])


def entries(home):
    lists = json.loads(run(home, "lists", "status", "--json").stdout)["lists"]
    return next(x["entries"] for x in lists if x["id"] == "us_csl")


def check_state(home, allowed):
    v = run(home, "verify")
    assert v.returncode == 0, v.stdout + v.stderr
    n = entries(home)
    assert n in allowed, f"{n} entries, expected one of {allowed}"
    r = run(home, "screen", "NSO Group", "--country", "IL", "--as-of", AS_OF, "--json")
    assert r.returncode == 1, r.stdout + r.stderr
    # in force, before it, and what killed ones left since the last that was not
    index = [f for f in os.listdir(os.path.join(home, "index")) if f.endswith(".lix")]
    assert json.loads(r.stdout)["index"] + ".lix" in index, index


def time_of(home, args):
    t = time.monotonic()
    run(home, *args)
    return time.monotonic() - t


def imports(home, rounds, files):
    steps = [["lists", "import", "--sample", "--source", "us_csl", "--list-date", AS_OF, f]
             for f in files]
    run(home, *steps[0])
    full = entries(home)
    allowed = {full, full - 10}
    span = time_of(home, steps[1])
    done = 0
    for i in range(rounds):
        done += killed_after(home, random.uniform(0, span * 1.1), steps[i % 2],
                             subprocess.DEVNULL) == 0
        check_state(home, allowed)
    return done


def orders(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f)
        w.writerow(["order_id", "line", "ship_date", "activity", "exporter", "item", "eccn", "origin",
                    "to", "purchaser_name", "purchaser_country"])
        for i in range(rows):
            w.writerow([f"K-{i}", 1, AS_OF, "export", "Acme (US)", "rack", "EAR99", "US", "IL",
                        random.choice(["NSO Group", "Candiru", "Blue Kite Bakery"]) + f" {i}", "IL"])


def kept_ids(home):
    db = sqlite3.connect(f"file:{home}/licet.db?mode=ro", uri=True)
    try:
        return {row[0] for row in db.execute("SELECT id FROM decision")}
    finally:
        db.close()


def checks(home, rounds, folder):
    path = os.path.join(folder, "orders.csv")
    orders(path, 300)
    args = ["check", path, "--format", "jsonl", "--threads", "2"]
    span = time_of(home, args)
    seen = 0
    for i in range(rounds):
        printed = os.path.join(folder, "printed.jsonl")
        with open(printed, "wb") as out:
            killed_after(home, random.uniform(0, span * 1.1), args, out)
        with open(printed, "rb") as f:
            lines = f.read().split(b"\n")[:-1]  # the last one may be cut off
        ids = {json.loads(x)["answer"]["decision_id"] for x in lines}
        lost = ids - kept_ids(home)
        assert not lost, f"{len(lost)} printed decisions are not kept"
        seen += len(ids)
        if i % 10 == 9:
            v = run(home, "verify")
            assert v.returncode == 0, v.stdout + v.stderr
    return seen


def main():
    rounds = int(sys.argv[1])
    seed = int(os.environ.get("SEED", time.time_ns() % 1000000))
    random.seed(seed)
    folder = tempfile.mkdtemp(prefix="licet-kill9-")
    home = os.path.join(folder, "home")
    try:
        other = os.path.join(folder, "shorter.csv")
        shorter(other)
        done = imports(home, rounds, [SAMPLE, other])
        for f in (other, SAMPLE):
            run(home, "lists", "import", "--sample", "--source", "us_csl", "--list-date", AS_OF, f)
        index = [f for f in os.listdir(os.path.join(home, "index")) if f.endswith(".lix")]
        assert len(index) <= 2, index
        seen = checks(home, rounds, folder)
        print(f"seed {seed}: {rounds} kills of import ({done} had finished before), {rounds} of check; "
              f"{seen} printed decisions, none lost")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
