"""A publisher through simulated days, with random faults: publishing.py LICET FOLDER.

Even seeds: a day, an hour a step. Odd seeds: four days, four hours a step, so that lists grow too old.
Each step the publisher may change its true list; a server (a loopback one) gives it out, or fails, or
lies; licet fetches and is asked about parties. What must hold:

  1. A party on the true list reads NO_MATCH only while the last whole download is younger than the
     policy's limit, and only if no download that was true has named it since it was put on the list.
     After a true download it is found, at once.
  2. The edition in force never goes back: neither its day nor what it holds.
  3. The first step after a fault has ended is fresh again: in force, everybody found.
  4. Faults that can be seen are said: the fetch ends with 2, or the edition is quarantined.
"""

import concurrent.futures
import csv
import email.utils
import http.server
import io
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
import datetime

LICET, TMP = os.path.abspath(sys.argv[1]), sys.argv[2]
SEEDS = int(os.environ.get("LICET_SEEDS", "6"))
FIRST = int(os.environ.get("LICET_SEED_FIRST", "1"))
JOBS = int(os.environ.get("LICET_JOBS", "2"))
START = int(datetime.datetime(2026, 7, 6, tzinfo=datetime.timezone.utc).timestamp())
LIMIT_DAYS = 1
SYLLABLES = ["bran", "dol", "fen", "gar", "hul", "jor", "kel", "lom", "mar", "nor", "pel", "quin", "ros", "sul", "tov", "wex"]
FAULTS = ["error", "cut", "stall", "html", "stale_etag", "yesterday", "shrink", "gone"]
SEEN = {"error", "cut", "stall", "html", "gone"}  # what a client can see at once
POLICY = f"[lists]\nrequired = ftm\n[list ftm]\nmax_age_days = {LIMIT_DAYS}\nmin_entries = 1\n"
HEADER = ["id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions",
          "phones", "emails", "program_ids", "dataset", "first_seen", "last_seen", "last_change"]


# The program that fetches, but for its patience: what it does when it waits has a test of its own.
os.makedirs(os.path.join(TMP, "bin"))
shutil.copy(LICET, os.path.join(TMP, "bin/licet"))
shutil.copy(os.path.join(os.path.dirname(LICET), "licet-fetch"), os.path.join(TMP, "bin/fetch"))
with open(os.path.join(TMP, "bin/licet-fetch"), "w") as f:
    f.write(f'#!/bin/sh\nexec "{TMP}/bin/fetch" --tries 1 "$@"\n')
os.chmod(os.path.join(TMP, "bin/licet-fetch"), 0o755)
LICET = os.path.join(TMP, "bin/licet")


class Failed(Exception):
    pass


def table(parties):
    out = io.StringIO()
    w = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    w.writerow(HEADER)
    for i, name in parties:
        w.writerow([f"X-{i}", "Company", name, "", "", "gb", "", "", "", "", "", "", "House of lists", "", "", ""])
    return out.getvalue().encode()


class World:
    """The publisher, its server, and a home that fetches from it."""

    def __init__(self, seed):
        self.seed, self.r = seed, random.Random(seed)
        self.hours = 1 if seed % 2 == 0 else 4
        self.now = START + self.r.randrange(24) * 3600
        self.home = os.path.join(TMP, f"home{seed}")
        self.next, self.truth, self.since = 0, [], {}
        for _ in range(self.r.randint(30, 60)):
            self.put_on()
        self.edition, self.fault, self.fault_steps, self.given = 1, None, 0, []
        self.served = None  # what was given out whole, last
        self.changed = self.now
        self.log = []
        os.makedirs(self.home)
        with open(os.path.join(self.home, "policy.ini"), "w") as f:
            f.write(POLICY)
        with open(os.path.join(self.home, "addresses.txt"), "w") as f:
            f.write("ftm | targets.simple.csv | https://lists.example.com/targets.simple.csv | 2 | 2026-07\n")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def put_on(self):
        words = [("".join(self.r.sample(SYLLABLES, 3))).capitalize() for _ in range(2)]
        self.truth.append((self.next, f"{words[0]} {words[1]}"))
        self.since[self.next] = self.now
        self.next += 1

    # ---- the server ----

    def handler(world):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def give(self, status, body=b"", length=None, **headers):
                self.send_response(status)
                for k, v in headers.items():
                    self.send_header(k.replace("_", "-"), v)
                self.send_header("Content-Length", str(len(body) if length is None else length))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                fault, body = world.fault, table(world.truth)
                tag = f'"{world.seed}-{world.edition}"'
                head = {"ETag": tag, "Content_Type": "text/csv",
                        "Last_Modified": email.utils.formatdate(world.changed, usegmt=True)}
                asked = self.headers.get("If-None-Match")
                if fault == "error":
                    return self.give(503, b"oh")
                if fault == "gone":
                    return self.give(404, b"no")
                if fault == "html":
                    return self.give(200, b"<!DOCTYPE html><title>maintenance</title>", Content_Type="text/html")
                if fault == "stale_etag" and asked:
                    return self.give(304, ETag=asked)
                if fault in ("cut", "stall"):
                    if fault == "stall":
                        time.sleep(0.05)
                    self.give(200, body[:len(body) // 2], len(body), **head)
                    self.close_connection = True
                    return None
                # An edition that was given out before; one nobody saw cannot be told from a new one.
                if fault == "yesterday" and len(world.given) > 1:
                    head["ETag"] = f'"again-{world.seed}-{world.edition}-{world.now}"'
                    head["Last_Modified"] = email.utils.formatdate(world.now, usegmt=True)
                    world.served = "old"
                    return self.give(200, world.given[-3:-1][0], **head)
                if fault == "shrink":
                    head["ETag"] = f'"few-{world.seed}-{world.edition}"'
                    head["Last_Modified"] = email.utils.formatdate(world.now, usegmt=True)
                    world.served = "few"
                    return self.give(200, table(world.truth[:3]), **head)
                if asked == tag:
                    world.served = "same"
                    return self.give(304, ETag=tag)
                world.served = "true"
                if body not in world.given[-1:]:
                    world.given.append(body)
                return self.give(200, body, **head)
        return Handler

    # ---- licet ----

    def licet(self, *arguments):
        env = dict(os.environ, LICET_HOME=self.home, TEST_NOW=str(self.now),
                   LD_PRELOAD=os.path.join(TMP, "clock.so"), ASAN_OPTIONS="verify_asan_link_order=0")
        return subprocess.run([LICET, *arguments], capture_output=True, text=True, env=env, timeout=120)

    def fetch(self):
        self.served = None
        return self.licet("lists", "fetch", "--mirror", f"http://127.0.0.1:{self.server.server_port}")

    def status(self):
        lists = json.loads(self.licet("lists", "status", "--json").stdout)["lists"]
        return next(x for x in lists if x["id"] == "ftm")

    def screen(self, name):
        return json.loads(self.licet("screen", name, "--json").stdout)["verdict"]

    # ---- a step ----

    def clock(self):
        return datetime.datetime.fromtimestamp(self.now, datetime.timezone.utc).isoformat()[:16]

    def check(self, condition, what):
        if not condition:
            raise Failed(f"seed {self.seed}, {self.clock()}: {what}\n"
                         + "\n".join(self.log[-6:]))

    def publish(self):
        """The truth changes now and then; a list never loses as much as the guard would ask about."""
        if self.r.random() < 0.4:
            self.edition += 1
            self.changed = self.now
            for _ in range(self.r.randint(1, 3)):
                self.put_on()
            if self.r.random() < 0.5:
                self.since.pop(self.truth.pop(self.r.randrange(len(self.truth)))[0])

    def break_or_mend(self):
        """True if a fault has ended just now."""
        if self.fault:
            self.fault_steps -= 1
            if self.fault_steps:
                return False
            self.fault = None
            return True
        if self.r.random() < 0.25 and self.known:
            self.fault = self.r.choice(FAULTS)
            self.fault_steps = self.r.choice([1, 1, 2, 3, 12])
        return False

    known, known_ids, true_at, day, entries = False, set(), None, "", 0

    def step(self):
        ended = self.break_or_mend()
        self.publish()
        done = self.fetch()
        status = self.status()
        self.log.append(f"{self.clock()} {self.fault} served {self.served}: "
                        f"{done.stdout.strip()} {done.stderr.strip()[:200]} -> {status['state']} {status['list_date']}")
        truly = self.served in ("true", "same")
        if truly:
            self.known, self.known_ids, self.true_at = True, {i for i, _ in self.truth}, self.now
        if self.fault in SEEN:
            self.check(done.returncode == 2, "a fault that can be seen was not said")
        self.check(status["list_date"] >= self.day, "the day in force went back")
        self.day = status["list_date"]
        if truly:
            self.check(status["state"] == "in_force", f"not in force after a true download (fault ended: {ended})")
            self.check(status["entries"] == len(self.truth), "the edition in force is not the newest")
        if self.fault is None:
            self.check(truly and done.returncode == 0, f"not fetched without a fault: {done.stderr}")
        self.ask(status)
        self.now += self.hours * 3600

    def ask(self, status):
        """The newest party, who is the one a fault hides, and now and then any."""
        sample = {self.truth[-1]} | ({self.r.choice(self.truth)} if self.r.random() < 0.3 else set())
        for i, name in sample:
            verdict = self.screen(name)
            if i in self.known_ids:
                self.check(verdict in ("MATCH", "POSSIBLE_MATCH"), f"{name} was told, and reads {verdict}")
            elif verdict == "NO_MATCH":
                day = 86400
                age = self.now // day - self.true_at // day
                self.check(status["state"] == "in_force", f"{name} reads NO_MATCH in a list that is {status['state']}")
                self.check(age <= LIMIT_DAYS, f"{name} reads NO_MATCH by a download {age} days old")
                World.blind += 1
                World.worst = max(World.worst, self.now - self.true_at)
        World.asked += len(sample)

    blind, asked, worst = 0, 0, 0

    def run(self):
        try:
            for _ in range(24):
                self.step()
            self.fault = None  # whatever it was, it ends
            self.step()
        finally:
            self.server.shutdown()
            self.server.server_close()
            shutil.rmtree(self.home, ignore_errors=True)


def one(seed):
    World(seed).run()


began, done = time.monotonic(), 0
with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
    for f in concurrent.futures.as_completed([pool.submit(one, s) for s in range(FIRST, FIRST + SEEDS)]):
        try:
            f.result()
            done += 1
            if SEEDS > 10 and done % 10 == 0:
                print(f"{done} seeds, {time.monotonic() - began:.0f} s", flush=True)
        except Failed as e:
            print(f"FAILED: {e}", flush=True)
            os._exit(1)
print(f"{SEEDS} seeds of 25 steps, {World.asked} answers: none false; {World.blind} NO_MATCH of parties published "
      f"during a fault, all by a list within its limit (oldest {World.worst // 3600} h); {time.monotonic() - began:.0f} s")
