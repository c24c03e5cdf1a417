"""Kills the licet binary while a person's word is taken in: about a quarantined edition (approve,
reject), or about two entries (join, which changes no list but puts a new index in force).

After every kill: `licet verify` finds nothing altered; and either nothing was decided (the edition is
quarantined, the entries are apart and the log is empty) or all of it (one decision, and lists and index
are what it says). No index file is left that is not in force, was not before, and no decision names.
"""
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
POLICY = "[lists]\nrequired = own\n[list own]\nmax_age_days = 36500\n"
ENTRIES, KEPT, DAY = 900, 300, "2026-07-31"


def run(home, *args):
    env = dict(os.environ, LICET_HOME=home, LICET_DATA=os.path.join(SOURCE, "data"))
    return subprocess.run([LICET, *args], env=env, capture_output=True, text=True)


def edition(path, numbers):
    with open(path, "w", encoding="utf-8") as f:
        for i in numbers:
            f.write(json.dumps({"entity_id": str(i), "names": [f"Marrow {i} Hill Works"], "type": "org",
                                "countries": ["GB"]}) + "\n")


def quarantined(folder, policy):
    home = os.path.join(folder, "quarantined")
    whole, part = os.path.join(folder, "whole.jsonl"), os.path.join(folder, "part.jsonl")
    edition(whole, range(ENTRIES))
    edition(part, range(KEPT))
    for path, day, code in ((whole, "2026-07-01", 0), (part, DAY, 2)):
        r = run(home, "lists", "import", "--source", "own", "--list-date", day, "--policy", policy, path)
        assert r.returncode == code, r.stdout + r.stderr
    return home


def decide(outcome, policy):
    what = ["HOUSE/1", "HOUSE/2"] if outcome == "join" else ["own"]
    return ["lists", outcome, *what, "--reason", "seen", "--by", "A. First", "--policy", policy]


def kill(home, args, seconds):
    env = dict(os.environ, LICET_HOME=home, LICET_DATA=os.path.join(SOURCE, "data"))
    p = subprocess.Popen([LICET, *args], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        p.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        p.send_signal(signal.SIGKILL)
        p.wait()


def decisions(home):
    db = sqlite3.connect(f"file:{home}/licet.db?mode=ro", uri=True)
    try:
        return [row[0] for row in db.execute("SELECT record FROM decision WHERE id GLOB '[LP]-*'")]
    finally:
        db.close()


def together(home, policy):
    """Are the two told as one party?"""
    r = run(home, "history", "HOUSE/1", "--json", "--policy", policy)
    return len(json.loads(r.stdout)["parties"]) == 1


def check(home, outcome, policy):
    """1 if the decision was taken in."""
    v = run(home, "verify")
    assert v.returncode == 0, v.stdout + v.stderr
    said = [json.loads(x)["outcome"] for x in decisions(home)]
    lists = json.loads(run(home, "lists", "status", "--json", "--policy", policy).stdout)["lists"]
    own = next(x for x in lists if x["id"] == "own")
    after = {"approve": ("in_force", KEPT, False), "reject": ("in_force", ENTRIES, False),
             "join": ("quarantined", KEPT, True)}[outcome]
    state = (own["state"], own["entries"], together(home, policy))
    assert (said, state) in (([], ("quarantined", KEPT, False)), ([outcome], after)), (said, state)
    index = [f for f in os.listdir(os.path.join(home, "index")) if f.endswith(".lix")]
    assert 1 <= len(index) <= 3, index  # of a killed one at most one is left for the next to sweep
    return len(said)


def main():
    rounds = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        policy = os.path.join(folder, "policy.ini")
        with open(policy, "w", encoding="utf-8") as f:
            f.write(POLICY)
        start = quarantined(folder, policy)
        home = os.path.join(folder, "home")
        done = 0
        for i in range(rounds):
            outcome = ("approve", "reject", "join")[i % 3]
            shutil.copytree(start, home)
            if i < 3:
                began = time.monotonic()
                assert run(home, *decide(outcome, policy)).returncode == 0
                span = time.monotonic() - began
            else:
                kill(home, decide(outcome, policy), random.uniform(0, span * 1.1))
            done += check(home, outcome, policy)
            shutil.rmtree(home)
    print(f"{rounds} decisions, {done} taken in, the others as if never begun")


main()
